"""The units that titles make answer for the items below them."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.drafts import Range
from kg.extract.headings import heading
from kg.extract.prose import Prose
from kg.extract.responsibility import Statement, title_units
from kg.extract.units import NamedUnit
from kg.model.outline import Style

_FEWEST = 2
_LONGEST_WORDS = 16         # characters of a title that ends in a full stop


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
    last: dict[tuple[int, Style], tuple[int, int]] = {}     # the number of the last item of each kind, what it is below
    for index, item in enumerate(outline.items):
        if children := outline.children(index):
            first = outline.items[children[0]].mark
            value, above = last.get((item.part, first.style), (0, 0))
            counted.update((above, index) if 0 < value == first.value - 1 else ())
        if item.parent is not None:
            last[item.part, item.mark.style] = item.mark.value, item.parent
    leading = {index: statement for index in counted if (statement := _at_end_of_title(prose, index))}
    return leading if len(leading) >= _FEWEST else {}


def _at_end_of_title(prose: Prose, index: int) -> Statement | None:
    """The statement that the first line of an item above others ends in; None where a sentence stands before it, or
    more than a few words that end like one (市场准入。（甲局牵头）)."""
    start, stop = prose.outline.items[index].body, prose.outline.items[prose.outline.children(index)[0]].start
    line = prose.text.find("\n", start, stop)
    end = line if line >= 0 else stop
    statement = next(iter(prose.stated(start, end)), None)
    if statement is None or prose.text[statement.end:end].strip():
        return None
    stop = prose.text.find("。", start, statement.start)
    if stop >= 0 and (stop + 1 < statement.start or stop - start > _LONGEST_WORDS or "," in prose.text[start:stop]):
        return None
    return statement


def is_title_alone(text: str, start: int, stop: int) -> bool:
    """Whether what stands above items is one line without a full stop."""
    line = text[start:stop].strip()
    return "\n" not in line and "。" not in line


def _title(prose: Prose, index: int) -> Range:
    """The range of an item's title without its number."""
    return prose.outline.items[index].body, heading(prose.text, prose.outline, index)[1]
