"""Tasks under titles that bear no number: a short line, and the paragraphs below it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kg import tables
from kg.extract.demanding import demands_something
from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.headings import rule
from kg.model.extraction import PartKind
from kg.model.outline import Outline, Section

_CONFIDENCE = 0.75
_FEWEST = 2
_SHORTEST, _LONGEST = 4, 30
_NO_TITLE = "。,;:!?、\t|"


def titled_tasks(text: str, outline: Outline, outside: Collection[int]) -> list[TaskDraft]:
    """One task per titled section of the plans that number nothing; parts in `outside` hold none.

    A title is a short line without a stop over a paragraph with one; it must be one of
    several, and what stands below must demand something.
    """
    numbered = {item.part for item in outline.items}
    found: list[TaskDraft] = []
    for part, section in enumerate(outline.sections):
        if part in numbered or part in outside or section.kind is PartKind.NOTICE:
            continue
        drafts = list(_sections(text, section, part))
        found += drafts if len(drafts) >= _FEWEST else []
    return found


def _sections(text: str, section: Section, part: int) -> Iterator[TaskDraft]:
    lines = list(lines_between(text, section.body, section.stop))
    titles = [index for index in range(len(lines) - 1) if is_title(text, lines[index], lines[index + 1])]
    for index, following in zip(titles, [*titles[1:], len(lines)]):
        start, body, end = lines[index][0], lines[index][1], lines[following - 1][1]
        if not rule("frame_title").search(text[start:body]) and demands_something(text[body:end]):
            yield TaskDraft(None, (), ((start, end),), (), (), part, "titled section", _CONFIDENCE)


def lines_between(text: str, start: int, stop: int) -> Iterator[Range]:
    """The lines of a stretch, blank ones left out, without white space at their edges."""
    while start < stop:
        end = text.find("\n", start, stop)
        end = end if end >= 0 else stop
        if line := trimmed(text, start, end):
            yield line
        start = end + 1


def is_title(text: str, line: Range, below: Range) -> bool:
    """Whether a line names a section: short, no sentence, no document, over a paragraph."""
    words = text[slice(*line)]
    return _SHORTEST <= len(words) <= _LONGEST and not any(mark in words for mark in _NO_TITLE) \
        and text[below[1] - 1] in "。;" and below[1] - below[0] > len(words) \
        and not tables.patterns("outline_patterns")["title_line"].regex.match(text, *line)
