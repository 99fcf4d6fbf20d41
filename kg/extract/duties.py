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
    found: list[TaskDraft] = []
    for part, section in enumerate(outline.sections):
        if section.kind is not PartKind.NOTICE:
            continue
        items = [item.start for item in outline.items if item.part == part]
        handed = rule("issued").search(text, section.body, section.stop)
        begin = handed.end() if handed else section.body
        stop = min(items, default=section.stop)
        found += [TaskDraft(None, (), (piece,), (), (), part, "duty in the notice", _CONFIDENCE)
                  for sentence in _sentences(text, begin, stop) for piece in _duty(text, sentence)]
    return found


def _sentences(text: str, start: int, stop: int) -> Iterator[Range]:
    for match in re.finditer(r"[^。!?;\n]+[。!?;]?", text[start:stop]):
        piece = trimmed(text, start + match.start(), start + match.end())
        if piece:
            yield piece


def _duty(text: str, sentence: Range) -> Iterator[Range]:
    """The sentence from its first clause that is no stock phrase, if it obliges concretely."""
    start, stop = sentence
    if rule("preamble").search(text[start:stop]):
        return
    while start < stop:
        comma = text.find(",", start, stop)
        end = comma if comma >= 0 else stop
        if not rule("stock").search(text[start:end].strip("。;, ")):
            break
        start = end + 1
    kept = text[start:stop]
    if start < stop and rule("concrete").search(kept) and rule("addressed").search(kept):
        yield start, stop
