"""The lists of an outline: items numbered in one way under one parent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model.outline import Item, Outline, Style


@dataclass(frozen=True, slots=True)
class ItemList:
    """Items numbered in one way under one parent, or at the top of one part.

    `members` index the outline's items.
    """

    style: Style
    parent: Item | None
    items: tuple[Item, ...]
    members: tuple[int, ...]


def item_lists(outline: Outline) -> Iterator[ItemList]:
    """The lists of an outline, each from its first item on; a number one behind others begins a new list."""
    groups: dict[tuple[int, int | None, Style, int], list[int]] = {}
    begun: dict[tuple[int, int | None, Style], int] = {}
    for index, (mark, _, parent, part) in enumerate(outline.items):
        kind = part, parent, mark.style
        before = groups.get((*kind, begun.get(kind, 0)))
        if before and not (mark.value == 1 < outline.items[before[-1]].mark.value):
            before.append(index)
            continue
        if before:
            begun[kind] = index
        groups[(*kind, begun.get(kind, 0))] = [index]
    for (_, parent, style, _), members in groups.items():
        yield ItemList(style, None if parent is None else outline.items[parent],
                       tuple(outline.items[index] for index in members), tuple(members))
