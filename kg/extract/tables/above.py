"""Tables amid prose: the items that they end, and the titles that they stand under."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.headings import heading
from kg.extract.tables.chapters import in_brackets
from kg.model.outline import Item, Outline
from kg.normalise.heads import head_at

_LONGEST_TITLE = 80


def ending_at_tables(text: str, outline: Outline, tables: Sequence[Range]) -> Outline:
    """The outline, items ending where a table begins inside them and no item of their own behind it.

    An item that is nothing but the title of a table ends at once.
    """
    starts = sorted(start for start, _ in tables)
    items = tuple(_behind_last(item, outline.items[children[-1]], starts) if (children := outline.children(index))
                  else _ending(text, item, starts) for index, item in enumerate(outline.items))
    return Outline.of(outline.sections, items)


def _behind_last(item: Item, last: Item, starts: Sequence[int]) -> Item:
    """An item that ends where a table begins behind the number of its last own item."""
    first = bisect_left(starts, last.body)
    return item._replace(stop=min(item.stop, starts[first])) if first < len(starts) else item


def _ending(text: str, item: Item, starts: Sequence[int]) -> Item:
    first = bisect_left(starts, item.body)
    if first == len(starts) or starts[first] >= item.stop:
        return item
    return item._replace(stop=item.body if _is_title(text, item, starts[first]) else starts[first])


def under_titles(text: str, drafts: Sequence[TaskDraft], tables: Sequence[Range],
                 outline: Outline) -> list[TaskDraft]:
    """The tasks of tables below the headings of the item whose title stands above their table, as far as no heading
    inside the table is of the same order (一、 above it, 二、 between its rows)."""
    begins = [item.start for item in outline.items]
    titles = {start: _titles(text, start, bisect_right(begins, start) - 1, outline) for start, _ in tables}
    starts = sorted(titles)
    above = (titles[starts[bisect_right(starts, draft.start) - 1]] for draft in drafts)
    return [draft._replace(headings=(*_above_own(text, titled, draft.headings), *draft.headings)) if titled else draft
            for draft, titled in zip(drafts, above)]


def _above_own(text: str, titled: Sequence[Range], own: Sequence[Range]) -> Sequence[Range]:
    """The titles above a table up to the first of the same order as a task's own first heading."""
    order = in_brackets(text, own[0]) if own else None
    return list(itertools.takewhile(lambda title: order is None or in_brackets(text, title) != order, titled))


def _titles(text: str, start: int, index: int, outline: Outline) -> tuple[Range, ...]:
    """The headings of an item and those above it, if a table at `start` is what the item holds."""
    item = outline.items[index] if index >= 0 else None
    if item is None or start >= item.stop or not _is_title(text, item, start):
        return ()
    above: list[Range] = []
    at: int | None = index
    while at is not None:
        above.insert(0, _above_heads(text, outline.items[at], heading(text, outline, at), start))
        at = outline.items[at].parent
    return tuple(above)


def _above_heads(text: str, item: Item, title: Range, start: int) -> Range:
    """A heading without the heads, from `start` on, that are glued to it; its own words may look like the first
    (二、重点任务|序号)."""
    stop = start if start > item.body else item.body + head_at(text, item.body)
    return trimmed(text, title[0], min(stop, title[1])) or title if stop > item.body else title


def _is_title(text: str, item: Item, start: int) -> bool:
    """Whether nothing but a title stands between an item's number and a table."""
    return start - item.body <= _LONGEST_TITLE and "。" not in text[item.body:start]
