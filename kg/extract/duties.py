"""Obligations in a covering notice: addressee, verb of action, object."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.headings import rule
from kg.model.extraction import PartKind
from kg.model.outline import Outline

_CONFIDENCE = 0.82


def notice_tasks(text: str, outline: Outline) -> list[TaskDraft]:
    """The concrete obligations that notices lay on their readers outside numbered items."""
    first: dict[int, int] = {}
    for item in outline.items:
        first.setdefault(item.part, item.start)
    found: list[TaskDraft] = []
    for part, section in enumerate(outline.sections):
        if section.kind is not PartKind.NOTICE and (part or part not in first):
            continue
        stop = first.get(part, section.stop)
        handed = rule("issued").search(text, section.body, stop)
        if section.kind is not PartKind.NOTICE and handed is None:
            continue
        begin = handed.end() if handed else section.body
        found += [TaskDraft(None, (), (piece,), (), (), part, "duty in the notice", _CONFIDENCE)
                  for paragraph in _paragraphs(text, begin, stop) for piece in _duties(text, paragraph)]
    return found


def _paragraphs(text: str, start: int, stop: int) -> Iterator[Range]:
    for match in re.finditer(r"[^\n]+", text[start:stop]):
        yield start + match.start(), start + match.end()


def _duties(text: str, paragraph: Range) -> Iterator[Range]:
    """One duty per run of obliging sentences: what a paragraph asks for belongs together."""
    run: Range | None = None
    for match in re.finditer(r"[^。!?]+[。!?]?", text[slice(*paragraph)]):
        sentence = trimmed(text, paragraph[0] + match.start(), paragraph[0] + match.end())
        piece = _duty(text, sentence) if sentence else None
        if run and piece is None:
            yield run
            run = None
        elif piece:
            run = (run[0], piece[1]) if run else piece
    if run:
        yield run


def _duty(text: str, sentence: Range) -> Range | None:
    """The sentence from its first clause that is no stock phrase, if it obliges concretely."""
    start, stop = sentence
    if rule("preamble").search(text[start:stop]):
        return None
    while start < stop:
        comma = text.find(",", start, stop)
        end = comma if comma >= 0 else stop
        if not rule("stock").search(text[start:end].strip("。;, ")):
            break
        start = end + 1
    kept = text[start:stop]
    obliges = start < stop and rule("concrete").search(kept) and rule("addressed").search(kept)
    return (start, stop) if obliges else None
