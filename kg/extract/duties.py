"""Obligations in a covering notice: addressee, verb of action, object."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.headings import rule
from kg.model.extraction import PartKind
from kg.model.outline import Outline

_CONFIDENCE = 0.82


def notice_tasks(text: str, outline: Outline, others: Iterable[TaskDraft]) -> list[TaskDraft]:
    """The concrete obligations that notices lay on their readers above numbered items and other tasks."""
    first: dict[int, int] = {}
    for part, start in (*((item.part, item.start) for item in outline.items),
                        *((draft.part, draft.start) for draft in others)):
        first[part] = min(start, first.get(part, start))
    found: list[TaskDraft] = []
    for part, section in enumerate(outline.sections):
        if part and section.kind is not PartKind.NOTICE:
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
    """One duty per run of obliging sentences, until one names anew whom it obliges."""
    run: Range | None = None
    for match in re.finditer(r"[^。!?]+[。!?]?", text[slice(*paragraph)]):
        sentence = trimmed(text, paragraph[0] + match.start(), paragraph[0] + match.end())
        piece = _duty(text, sentence) if sentence else None
        if run and (piece is None or rule("own_addressee").search(text[slice(*piece)])):
            yield run
            run = None
        if piece:
            run = (run[0], piece[1]) if run else piece
    if run:
        yield run


def _duty(text: str, sentence: Range) -> Range | None:
    """The sentence without its stock phrases and the reasons before 请, if it obliges concretely."""
    start, stop = sentence
    if rule("preamble").search(text[start:stop]):
        return None
    start, stop = _without_stock(text, start, stop)
    asked = rule("asked").search(text[start:stop])
    if asked and not _obliges(text[start:start + asked.start()]):
        start += asked.start()
    return (start, stop) if _obliges(text[start:stop]) else None


def _obliges(words: str) -> bool:
    return rule("concrete").search(words) is not None and rule("addressed").search(words) is not None


def _without_stock(text: str, start: int, stop: int) -> Range:
    """A sentence from its first clause that is no stock phrase, without a last one that asks for nothing more."""
    while start < stop:
        comma = text.find(",", start, stop)
        end = comma if comma >= 0 else stop
        if not _is_stock(text[start:end]):
            break
        start = end + 1
    last = text.rfind(",", start, stop) + 1
    return start, last if last > 0 and text.startswith("请", last, stop) and _is_stock(text[last:stop]) else stop


def _is_stock(clause: str) -> bool:
    return rule("stock").search(clause.strip("。;, ")) is not None
