"""Which of the lowest items of an outline set something to do."""

from __future__ import annotations

from kg.extract.demanding import explains
from kg.extract.headings import heading, rule
from kg.extract.prose import Prose
from kg.extract.units import looks_like_unit
from kg.model.outline import Item, Style

# Months, seasons, stages, numbered tasks: what stands below them is to be done.
_OF_WORK = frozenset({Style.CAPTION, Style.ORDINAL})
_REACH = 40                 # characters before a list that tell what it holds


def demanding_items(prose: Prose) -> frozenset[int]:
    """The indexes of the lowest items that demand something, by themselves or by their list.

    A list is of one kind. Where most of its items demand something the others do too, in words
    of their own (各站所对照任务自查); below a title that names what is made public (财政信息公开), a month
    or a stage its items name what; below one that names what is reported or checked (申报内容) they do too,
    and demand nothing. What only explains, or names a unit, demands nothing anywhere; faults that a list names
    (重点解决以下问题:) demand nothing unless units or limits are stated for them.
    """
    outline = prose.outline
    found: set[int] = set()
    for listed in prose.lists:
        parent = outline.items[listed.members[0]].parent
        if _tells_faults(prose, parent):
            found |= {index for index, item in zip(listed.members, listed.items)
                      if not outline.children(index) and prose.stated(item.body, item.stop)}
            continue
        title = _title_above(prose, parent)
        matter = rule("matter_title").search(title) is not None
        leaves = {index: _demands(prose, item, matter) for index, item in zip(listed.members, listed.items)
                  if not outline.children(index) and not explains(prose.words(item))}
        whole = sum(leaves.values()) * 2 > len(leaves) or rule("public_title").search(title) is not None \
            or (listed.parent is not None and listed.parent.mark.style in _OF_WORK)
        found |= {index for index, demands in leaves.items() if demands or (whole and not _names_matter(prose, index))}
    return frozenset(found)


def _tells_faults(prose: Prose, parent: int | None) -> bool:
    """Whether a list, or one that it is part of, names faults that the words before it announce (重点解决以下问题:)."""
    while parent is not None:
        first = prose.outline.items[prose.outline.children(parent)[0]].start
        if rule("faults_follow").search(prose.text[max(prose.outline.items[parent].body, first - _REACH):first]):
            return True
        parent = prose.outline.items[parent].parent
    return False


def _names_matter(prose: Prose, index: int) -> bool:
    """Whether an item is nothing but a unit, as in a list of those concerned, or has by its title what an act is about
    (考评内容)."""
    start, stop = heading(prose.text, prose.outline, index)
    title = prose.text[start:stop]
    return looks_like_unit(prose.words(prose.outline.items[index]).strip(" \n。;")) \
        or rule("matter_title").search(title) is not None


def _demands(prose: Prose, item: Item, matter: bool) -> bool:
    """Whether an item that explains nothing demands something; among the `matter` of something else only
    if it addresses somebody."""
    if prose.stated(item.body, item.stop):
        return True
    words = prose.words(item)
    says = rule("demand").search(words.strip()) or rule("timed").search(words)
    return says is not None and not (matter and rule("addressed").search(words) is None)


def _title_above(prose: Prose, parent: int | None) -> str:
    """The title above a list; nothing where none is."""
    if parent is None:
        return ""
    start, stop = heading(prose.text, prose.outline, parent)
    return prose.text[start:stop]
