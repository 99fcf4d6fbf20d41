"""Numbers inside a sentence: enumerations that are no items of their own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.responsibility import Statement
from kg.model.outline import Item, Outline, Style

_LINE, _AFTER_STOP = 3.0, 2.0
_SENTENCE = re.compile("[,。;:]")


def without_inline(text: str, outline: Outline, statements: Sequence[Statement]) -> Outline:
    """The outline without enumerations inside a sentence (包括：1、…；2、…)."""
    groups: dict[tuple[int, int | None, Style], list[int]] = {}
    for index, item in enumerate(outline.items):
        groups.setdefault((item.part, item.parent, item.mark.style), []).append(index)
    parents = {parent for _, parent, _ in groups}
    starts = [statement.start for statement in statements]
    levels = {style for (_, _, style), members in groups.items()
              if _apart([outline.items[i] for i in members], starts)}
    dropped: set[int] = set()
    for (_, parent, style), members in groups.items():
        items = [outline.items[i] for i in members]
        if (len(items) == 1 and members[0] in parents) or _apart(items, starts):
            continue  # a lone item with items of its own is a level of the outline
        heads = parent is not None and not _SENTENCE.search(text, outline.items[parent].body, items[0].start)
        if style is Style.POINT:
            inline = not heads and _spoken(text, items)
        elif len(items) == 1:
            level = style in levels and _stating(items[0], starts)
            inline = items[0].mark.strength < _AFTER_STOP and not heads and not level
        else:
            inline = _in_sentence(text, items)
        if inline and (parent is not None or style is Style.POINT):
            dropped |= set(members)
    return _pruned(outline, dropped)


def _stating(item: Item, statements: Sequence[int]) -> bool:
    """Whether a statement of responsibility begins inside an item."""
    return bisect_left(statements, item.body) < bisect_left(statements, item.stop)


def _apart(items: Sequence[Item], statements: Sequence[int]) -> bool:
    """Whether one of several items states responsibility before the next begins."""
    return any(_stating(item, statements) for item in items[:-1])


def _spoken(text: str, items: Sequence[Item]) -> bool:
    """Whether 一是…二是… goes on with what was said; a list of its own stands on lines."""
    return items[0].parent is not None or any(item.mark.strength < _LINE for item in items) \
        or text[max(0, items[0].start - 2):items[0].start].rstrip().endswith(":")


def _in_sentence(text: str, items: Sequence[Item]) -> bool:
    """Whether commas or semicolons part most of the items, not line ends."""
    before = [text[max(0, item.start - 2):item.start].strip()[-1:] for item in items[1:]]
    return sum(mark in ";,、" for mark in before) * 2 > len(before) and \
        sum(item.mark.strength >= _LINE for item in items) * 2 < len(items)


def _pruned(outline: Outline, dropped: set[int]) -> Outline:
    for index, item in enumerate(outline.items):
        if item.parent in dropped:
            dropped.add(index)
    if not dropped:
        return outline
    kept = [index for index in range(len(outline.items)) if index not in dropped]
    place = {old: new for new, old in enumerate(kept)}
    items = tuple(replace(item, parent=None if item.parent is None else place.get(item.parent))
                  for item in (outline.items[old] for old in kept))
    return Outline.of(outline.sections, items)
