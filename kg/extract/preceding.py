"""Statements that stand before the items that they are for, each on a line of its own below the title of a chapter."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from kg.extract.covering import Covering
from kg.extract.prose import Prose
from kg.extract.responsibility import Statement
from kg.model.outline import Item, Outline


def with_preceding(prose: Prose) -> Prose:
    """The prose, such statements no longer those of the items above them, but covering the items up to the next.

    The first stands between a title and its first item, the others end items, and none ends the last.
    """
    chapters = {index: stated for index in range(len(prose.outline.items)) if (stated := _stated_first(prose, index))}
    if not chapters:
        return prose
    moved = {statement.start for stated in chapters.values() for statement in stated}
    items = tuple(_above(prose, item, moved) for item in prose.outline.items)
    found = (each for index, stated in chapters.items() for each in _covering(prose, index, stated))
    return replace(prose, outline=Outline.of(prose.outline.sections, items),
                   covering=tuple(sorted([*prose.covering, *found], key=lambda each: each.begin)),
                   statements=tuple(each for each in prose.statements if each.start not in moved))


def _stated_first(prose: Prose, index: int) -> list[Statement]:
    """The statements of the chapter that an item is, if each stands before the items that it is for."""
    outline = prose.outline
    children = [outline.items[child] for child in outline.children(index)]
    first = prose.stated(outline.items[index].body, children[0].start) if len(children) > 1 else []
    if len(first) != 1:
        return []
    ends = [prose.stated(child.body, child.stop) for child in children]
    closed = all(_closes(prose.text, child, stated) for child, stated in zip(children, ends) if stated)
    return [*first, *itertools.chain(*ends)] if any(ends[:-1]) and not ends[-1] and closed else []


def _closes(text: str, item: Item, stated: Sequence[Statement]) -> bool:
    """Whether one statement on a line of its own is all that ends an item."""
    begin = stated[0].start
    return len(stated) == 1 and not text[stated[0].end:item.stop].strip() \
        and not text[text.rfind("\n", 0, begin) + 1:begin].strip(" ")


def _above(prose: Prose, item: Item, moved: Set[int]) -> Item:
    """An item, ending above a statement that closes it no more."""
    last = prose.stated(item.body, item.stop)[-1:]
    closes = last and last[0].start in moved and not prose.text[last[0].end:item.stop].strip()
    return item._replace(stop=last[0].start) if closes else item


def _covering(prose: Prose, index: int, stated: Sequence[Statement]) -> Iterator[Covering]:
    """What the statements of a chapter cover: each the items up to the next."""
    ends = [*(each.start for each in stated[1:]), prose.outline.items[index].stop]
    return (Covering(each.end, end, each) for each, end in zip(stated, ends))
