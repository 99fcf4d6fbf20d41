"""Which of the lowest items of an outline set something to do."""

from __future__ import annotations

from kg.extract.demanding import demands_something, explains
from kg.extract.headings import heading, rule
from kg.extract.itemlists import item_lists
from kg.extract.prose import Prose


def demanding_items(prose: Prose) -> frozenset[int]:
    """The indexes of the lowest items that demand something, by themselves or by their list.

    A list is of one kind. Where most of its items demand something the others do too, in words
    of their own (各站所对照任务自查); below a title that names what is made public (财政信息公开)
    its items name what. What only explains demands nothing anywhere.
    """
    outline = prose.outline
    found: set[int] = set()
    for listed in item_lists(outline):
        leaves = {index for index, item in zip(listed.members, listed.items)
                  if not outline.children(index) and not explains(prose.words(item))}
        demanding = {index for index in leaves if _demands(prose, index)}
        whole = len(demanding) * 2 > len(leaves) or _is_public(prose, outline.items[listed.members[0]].parent)
        found |= leaves if whole else demanding
    return frozenset(found)


def _demands(prose: Prose, index: int) -> bool:
    item = prose.outline.items[index]
    return bool(prose.stated(item.body, item.stop)) or demands_something(prose.words(item))


def _is_public(prose: Prose, parent: int | None) -> bool:
    """Whether the title above a list says that what it names is made public."""
    if parent is None:
        return False
    start, stop = heading(prose.text, prose.outline, parent)
    return rule("public_title").search(prose.text, start, stop) is not None
