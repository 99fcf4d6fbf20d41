"""The units that titles make answer for the items below them."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.drafts import Range
from kg.extract.headings import heading
from kg.extract.prose import Prose
from kg.extract.responsibility import Statement, title_units
from kg.extract.units import NamedUnit
from kg.model.outline import Outline, Style

_FEWEST = 2


def units_of_titles(prose: Prose, leading: Mapping[int, Statement]) -> Mapping[int, tuple[NamedUnit, ...]]:
    """For each item that heads others, the units of its title, its `leading` statement or the nearest above it."""
    outline = prose.outline
    own: dict[int, tuple[NamedUnit, ...]] = {}
    for listed in prose.lists:
        heads = [index for index in listed.members if outline.children(index)]
        own.update(zip(heads, title_units(prose.text, [_title(prose, index) for index in heads], prose.usage)))
    own.update((index, statement.units) for index, statement in leading.items())
    found: dict[int, tuple[NamedUnit, ...]] = {}
    for index in sorted(own):
        parent = outline.items[index].parent
        found[index] = own[index] or (() if parent is None else found[parent])
    return found


def titles_that_lead(prose: Prose) -> Mapping[int, Statement]:
    """The statements of titles that say at the end of their line who leads what stands below (（二）纳税（牵头单位：…）),
    of titles whose items are counted on from one to the next, so that each item is a task; none where one does."""
    outline = prose.outline
    counted: set[int] = set()
    before: dict[tuple[int, Style], int] = {}
    for index, (mark, _, _, part) in enumerate(outline.items):
        if outline.children(index):
            last = before.get((part, mark.style))
            counted.update((last, index) if last is not None and _goes_on(outline, last, index) else ())
            before[part, mark.style] = index
    leading = {index: statement for index in counted if (statement := _at_end_of_title(prose, index))}
    return leading if len(leading) >= _FEWEST else {}


def _at_end_of_title(prose: Prose, index: int) -> Statement | None:
    """The statement that the first line of an item above others ends in; None where a sentence stands before it."""
    start, stop = prose.outline.items[index].body, prose.outline.items[prose.outline.children(index)[0]].start
    line = prose.text.find("\n", start, stop)
    end = line if line >= 0 else stop
    statement = next(iter(prose.stated(start, end)), None)
    if statement is None or "。" in prose.text[start:statement.start] or prose.text[statement.end:end].strip():
        return None
    return statement


def is_title_alone(text: str, start: int, stop: int) -> bool:
    """Whether what stands above items is one line without a full stop."""
    line = text[start:stop].strip()
    return "\n" not in line and "。" not in line


def _goes_on(outline: Outline, before: int, after: int) -> bool:
    """Whether the items of one title are counted on below the next of its kind."""
    last, first = (outline.items[outline.children(at)[place]].mark for at, place in ((before, -1), (after, 0)))
    return last.style is first.style and first.value == last.value + 1


def _title(prose: Prose, index: int) -> Range:
    """The range of an item's title without its number."""
    return prose.outline.items[index].body, heading(prose.text, prose.outline, index)[1]
