"""The units that titles make answer for the items below them."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.drafts import Range
from kg.extract.headings import heading
from kg.extract.prose import Prose
from kg.extract.responsibility import title_units
from kg.extract.units import NamedUnit


def units_of_titles(prose: Prose) -> Mapping[int, tuple[NamedUnit, ...]]:
    """For each item that heads others, the units that its title or the nearest above it names."""
    outline = prose.outline
    own: dict[int, tuple[NamedUnit, ...]] = {}
    for listed in prose.lists:
        heads = [index for index in listed.members if outline.children(index)]
        own.update(zip(heads, title_units(prose.text, [_title(prose, index) for index in heads], prose.usage)))
    found: dict[int, tuple[NamedUnit, ...]] = {}
    for index in sorted(own):
        parent = outline.items[index].parent
        found[index] = own[index] or (() if parent is None else found[parent])
    return found


def _title(prose: Prose, index: int) -> Range:
    """The range of an item's title without its number."""
    return prose.outline.items[index].body, heading(prose.text, prose.outline, index)[1]
