"""Tasks in paragraphs that bear no number: each ends in a statement of responsibility, has one under its title, or
begins with its units.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.demanding import explains
from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.named import NAMED, named_stretches
from kg.extract.prose import Prose
from kg.extract.responsibility import Statement, Usage, closing_clauses
from kg.extract.titled import is_title, lines_between
from kg.model.outline import Outline

_CONFIDENCE = 0.85
_FEWEST = 2


def paragraph_tasks(prose: Prose, outline: Outline, outside: Sequence[Range]) -> list[TaskDraft]:
    """The tasks above the first numbered item of each part of an outline; ranges in `outside` (tables) hold none.

    A statement that opens with a key is enough; brackets must be several.
    """
    text = prose.text
    firsts: dict[int, int] = {}
    for item in outline.items:
        firsts.setdefault(item.part, item.start)
    found: list[TaskDraft] = []
    for part, section in enumerate(outline.sections):
        stop = min([firsts.get(part, section.stop), *(start for start, end in outside
                                                      if section.body <= start < section.stop)])
        stated = prose.stated(section.body, stop)
        if len(stated) >= _FEWEST or any(statement.rule == "key" and statement.units for statement in stated):
            found += _headed(text, section.body, stop, stated, part) or _closed(text, section.body, stated, part)
        elif section.body < stop:
            found += _shared_out(text, section.body, stop, prose.usage, part) or _named(text, section.body, stop, part)
    return found


def _named(text: str, start: int, stop: int, part: int) -> list[TaskDraft]:
    """One task per line that begins with its units, from the first of these on."""
    return [TaskDraft(None, (), (piece,), units, (), part, "unit colon", NAMED, uncertain=True)
            for units, piece in named_stretches(text, list(lines_between(text, start, stop)))]


def _shared_out(text: str, start: int, stop: int, usage: Usage, part: int) -> list[TaskDraft]:
    """One task per paragraph whose last sentence shares it out, below the last title above; none if few do."""
    lines = list(lines_between(text, start, stop))
    heading: tuple[Range, ...] = ()
    found: list[TaskDraft] = []
    for line, below in zip(lines, [*lines[1:], None]):
        clauses = closing_clauses(text, *line, usage)
        body = trimmed(text, line[0], clauses[-1].start) if clauses else None
        if body:
            found.append(TaskDraft(None, heading, (body,), clauses[-1].units, clauses[-1].times, part,
                                   "paragraph with a clause", _CONFIDENCE))
        elif below and is_title(text, line, below):
            heading = (line,)
    return found if len(found) >= _FEWEST else []


def _headed(text: str, start: int, stop: int, stated: Sequence[Statement], part: int) -> list[TaskDraft]:
    """One task per statement where each stands between a title and its paragraph; none otherwise."""
    begins = [start, *(statement.end for statement in stated)]
    above = [trimmed(text, begin, statement.start) for begin, statement in zip(begins, stated)]
    titles = [_last_lines(text, span, 1) for span in above if span]
    ends = [*(title[0] for title in titles[1:]), stop]
    below = [trimmed(text, statement.end, end) for statement, end in zip(stated, ends)]
    if not _FEWEST <= len(stated) == len(titles):
        return []
    found = [TaskDraft(None, (), (title, body), statement.units, statement.times, part, "title over a statement",
                       _CONFIDENCE)
             for title, body, statement in zip(titles, below, stated) if body and is_title(text, title, body)]
    return found if len(found) == len(stated) else []


def _closed(text: str, start: int, stated: Sequence[Statement], part: int) -> Iterator[TaskDraft]:
    """One task per statement: the paragraphs since the statement before it.

    The first has as many as the second, for other matter may stand above it.
    """
    spans = [trimmed(text, before, statement.start)
             for before, statement in zip([start, *(statement.end for statement in stated)], stated)]
    if len(spans) > 1 and spans[0] and spans[1]:
        spans[0] = _last_lines(text, spans[0], text.count("\n", *spans[1]) + 1)
    elif spans[0]:
        spans[0] = _last_lines(text, spans[0], 1)
    for span, statement in zip(spans, stated):
        if span and statement.units and not explains(text[slice(*span)]):
            yield TaskDraft(None, (), (span,), statement.units, statement.times, part,
                            "paragraph with a statement", min(_CONFIDENCE, statement.confidence))


def _last_lines(text: str, span: Range, count: int) -> Range:
    start = span[1]
    for _ in range(count):
        start = text.rfind("\n", span[0], start)
        if start < 0:
            return span
    return start + 1, span[1]
