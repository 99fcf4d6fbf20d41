"""Cells of units that keys open (牵头：甲；配合：乙): whatever borders are lost, the keys tell where they begin."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.drafts import Range
from kg.extract.units import looks_like_unit, role_of, rule
from kg.model.extraction import Role

_SEPARATORS, _PARTS = "、,; \n", re.compile("[、,; \n和]")
_LONGEST = 120              # characters between two keys of one cell


@dataclass(frozen=True, slots=True)
class KeyedCell:
    """A cell of units: where its first key begins, where each of its keys ends, the roles that they give."""

    start: int
    behind_keys: tuple[int, ...]
    roles: frozenset[Role]

    @property
    def last(self) -> int:
        """Where the list behind its last key begins."""
        return self.behind_keys[-1]


def keyed_cells(text: str, start: int, stop: int) -> list[KeyedCell]:
    """The cells of a stretch whose units keys open; those behind the last key of each have no end yet.

    >>> text = "公开规划。牵头:甲局;配合:乙局、丙局公开预算。牵头:丁局"
    >>> [text[cell.start:cell.last] for cell in keyed_cells(text, 0, len(text))]
    ['牵头:甲局;配合:', '牵头:']
    """
    opened: list[tuple[int, list[int], set[Role]]] = []
    for key in rule("key").finditer(text, start, stop) if text.find(":", start, stop) >= 0 else ():
        role = role_of(key["words"])
        if not opened or not _goes_on(text[opened[-1][1][-1]:key.start()], another=role not in opened[-1][2]):
            opened.append((key.start(), [], set()))
        _, behind_keys, roles = opened[-1]
        behind_keys.append(key.end())
        roles.add(role)
    return [KeyedCell(begin, tuple(behind_keys), frozenset(roles)) for begin, behind_keys, roles in opened]


def keyed_lists(text: str, start: int, stop: int) -> list[Range]:
    """What stands behind each key of a stretch as far as the next key or a full stop."""
    cells = keyed_cells(text, start, stop)
    borders = [behind for cell in cells for behind in cell.behind_keys]
    return [(begin - 1, end if (end := text.find("。", begin, after)) >= 0 else after)
            for begin, after in itertools.pairwise([*borders, stop])]


def _goes_on(between: str, another: bool) -> bool:
    """Whether the key behind a stretch is another one of its cell: the stretch is nothing but units, or a list and
    the key gives `another` role."""
    if "。" in between or len(between) > _LONGEST:
        return False
    return (between[-1:] in _SEPARATORS and another) or _are_units(_PARTS.split(between))


def _are_units(names: Sequence[str]) -> bool:
    return all(looks_like_unit(name, strict=False) for name in names if name)
