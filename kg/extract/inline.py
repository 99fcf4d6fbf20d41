"""Numbers inside a sentence: enumerations that are no items of their own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence

from kg.extract.demanding import demands_something
from kg.extract.headings import rule
from kg.extract.itemlists import ItemList
from kg.extract.responsibility import Statement
from kg.model.outline import AFTER_STOP, LINE_START, Item, Outline, Style
from kg.outline import within

_LONGEST_LEAD = 60
_SENTENCE, _AFTER_TITLE = re.compile("[,。;:]"), re.compile("[,;:]|。.|下列|以下|如下")


def without_inline(text: str, outline: Outline, lists: Sequence[ItemList], statements: Sequence[Statement]) -> Outline:
    """The outline, whose lists are given, without enumerations inside a sentence (包括：1、…；2、…) and dashes
    that lead to units; the same outline if it has none."""
    starts = [statement.start for statement in statements]
    parents = {item.parent for item in outline.items}
    levels = {found.style for found in lists if _each_states(found.items, starts)}
    stretches = [(statement.start, statement.end) for statement in statements]
    return _pruned(outline, {index for index, item in enumerate(outline.items) if within(item.start, stretches)} | {
        index for found in lists
        if not (len(found.items) == 1 and found.members[0] in parents)  # a lone item with items is a level
        and _is_inline(text, found, levels, starts) for index in found.members})


def _is_inline(text: str, found: ItemList, levels: Collection[Style], statements: Sequence[int]) -> bool:
    """Whether a list goes on with a sentence: its numbers are no items."""
    first = found.items[0]
    if _each_states(found.items, statements):
        return False
    if found.style is Style.POINT:
        return not _heads(text, found, _SENTENCE) and _is_spoken(text, found)
    if _leads("contents_lead", text, first) or _leads("conditions_follow", text, first):
        return True
    if found.parent is None:
        return False
    in_sentence = _in_sentence(text, found.items)
    if _heads(text, found, _AFTER_TITLE) and not (in_sentence and _states(found.items[-1], statements)):
        return False
    if len(found.items) == 1:
        return first.mark.strength < AFTER_STOP and not (found.style in levels and _states(first, statements))
    demands = (demands_something(text[item.body:item.stop]) for item in found.items)
    if in_sentence:
        return not (_leads("work_lead", text, first) and any(demands))
    return _follows_colon(text, first) and not any(demands) and not any(
        _states(item, statements) for item in found.items)


def _heads(text: str, found: ItemList, sentence: re.Pattern[str]) -> bool:
    """Whether a title stands above a list, not a `sentence`."""
    return found.parent is not None and not sentence.search(text, found.parent.body, found.items[0].start)


def _leads(name: str, text: str, first: Item) -> bool:
    """Whether the sentence before a list leads to it in a way: to what it speaks of, or to what is to be done."""
    return rule(name).search(text, max(0, first.start - _LONGEST_LEAD), first.start) is not None


def _states(item: Item, statements: Sequence[int]) -> bool:
    """Whether a statement of responsibility begins inside an item."""
    return bisect_left(statements, item.body) < bisect_left(statements, item.stop)


def _each_states(items: Sequence[Item], statements: Sequence[int]) -> bool:
    """Whether one of several items states responsibility before the next begins."""
    return any(_states(item, statements) for item in items[:-1])


def _is_spoken(text: str, found: ItemList) -> bool:
    """Whether 一是…二是… goes on with what was said; a list of its own stands on lines."""
    return found.parent is not None or _follows_colon(text, found.items[0]) \
        or any(item.mark.strength < LINE_START for item in found.items)


def _follows_colon(text: str, item: Item) -> bool:
    return text[max(0, item.start - 2):item.start].rstrip().endswith(":")


def _in_sentence(text: str, items: Sequence[Item]) -> bool:
    """Whether commas or semicolons part most of the items, not line ends."""
    before = [text[max(0, item.start - 2):item.start].strip()[-1:] for item in items[1:]]
    return sum(mark in ";,、" for mark in before) * 2 > len(before) and \
        sum(item.mark.strength >= LINE_START for item in items) * 2 < len(items)


def _pruned(outline: Outline, dropped: set[int]) -> Outline:
    for index, item in enumerate(outline.items):
        if item.parent in dropped:
            dropped.add(index)
    if not dropped:
        return outline
    kept = [index for index in range(len(outline.items)) if index not in dropped]
    place = {old: new for new, old in enumerate(kept)}
    items = tuple(item._replace(parent=None if item.parent is None else place.get(item.parent))
                  for item in (outline.items[old] for old in kept))
    return Outline.of(outline.sections, items)
