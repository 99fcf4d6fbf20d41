"""The units that a cell names, whatever line ends and page ends stand in their names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from kg.extract.drafts import Range
from kg.extract.responsibility import Usage, keyed_statements
from kg.extract.tables.heads import Column, rule
from kg.extract.tables.offices import GOVERNMENTS
from kg.extract.units import NamedUnit, is_name, looks_like_unit, read_units
from kg.extract.units import rule as role_rule
from kg.normalise.wraps import is_act

_WORD, _SPACE = re.compile(r"[\u4e00-\u9fff]{2}"), re.compile("[ \n]")
_APART = re.compile(r"[ \n:】〕\]]")      # what parts a name, ends a key or closes a bracket of a mark
_MARKS_END, _ROUND = ("】", "]", "〕"), str.maketrans("【】[]〔〕", "()()()")
_LEVELS = ("省", "市", "区", "县")
_OWN_OFFICES = ("办", "办公室", "研究室", "督查室")
_BROKEN = re.compile(r"((?:[\u4e00-\u9fff]+\([\u4e00-\u9fff]{1,2}\))?[\u4e00-\u9fff]+)[ \n]"
                     r"(?![省市县区各])(?=([\u4e00-\u9fff]+))")
_SECOND = re.compile(r"(?<=[\u4e00-\u9fff])[ \n](?=\(([\u4e00-\u9fff]{2,12})\))")    # behind a name
# The halves of one name: 各县市 | 区人民政府, 各设区 | 市政府.
_PLACES, _GOVERNED = re.compile("各(?:设区|[市州县区旗镇乡]{1,3})"), re.compile("[市州县区旗镇乡]{1,3}(?:人民)?政府")
_REACH = 160    # characters in which the unit stands that a stretch of units ends with


def units_named(text: str, cell: Sequence[Range], column: Column, usage: Usage,
                wraps: frozenset[int] = frozenset()) -> list[NamedUnit]:
    """The units of a cell, each placed where its name begins; what layout parted is one name.

    `wraps` as in Row. The cell may state its units as prose does (牵头单位：甲；配合单位：乙), those before the first key
    as its head does.
    """
    if not cell:
        return []
    if _is_whole(text, cell):   # as most cells are
        return _units(usage.units(text, *cell[0], column.role), column)
    joined, origin = _joined(text, cell, wraps)
    if joined.endswith(_MARKS_END) and rule("mark_behind").search(joined):
        joined = joined.translate(_ROUND)
    stated = list(keyed_statements(joined, 0, len(joined), usage))
    unkeyed = usage.units(joined, 0, stated[0].start if stated else len(joined), column.role)
    units = [*unkeyed, *(unit for statement in stated for unit in statement.units)]
    return [_placed(unit, origin) for unit in _units(units, column)]


def _is_whole(text: str, cell: Sequence[Range]) -> bool:
    """Whether a cell is a line in which nothing is parted, no key stands and no mark of a role closes a bracket."""
    return len(cell) == 1 and _APART.search(text, *cell[0]) is None


def _units(units: Sequence[NamedUnit], column: Column) -> list[NamedUnit]:
    """What a column holds of the units of a cell: words or names (181团), and no persons where these stand beside
    them."""
    return [unit for unit in units if (_WORD.search(unit.name) or is_name(unit.name))
            and not (column.persons and not is_name(unit.name))]


def _joined(text: str, cell: Sequence[Range], wraps: frozenset[int]) -> tuple[str, Sequence[int]]:
    """The words of a cell as if nothing had parted them, with the place of each character."""
    if len(cell) == 1 and not _SPACE.search(text, *cell[0]):
        return text[slice(*cell[0])], range(*cell[0])
    words: list[str] = []
    places: list[int] = []
    name = ""                   # the end of what goes on without a break up to here
    for number, (start, end) in enumerate(cell):
        below = text[start:end]
        acting = is_act(name, below) or rule("act_begins").match(below) is not None
        begun = number > 0 and not name.endswith("、") and not acting and (
            _begins_anew(name, below) if start in wraps else not _halves(name, below))
        if begun:
            words.append("\n")
            places.append(places[-1] + 1)
        name = below if begun else (name + below)[-_REACH:]
        broken = _breaks(text, start, end) if _SPACE.search(text, start, end) else []
        for before, stop in itertools.pairwise([start - 1, *broken, end]):
            words.append(text[before + 1:stop])
            places += range(before + 1, stop)
    return "".join(words), places


def _breaks(text: str, start: int, end: int) -> list[int]:
    """Where a space or a line end parts one name, or one from the second that stands behind it in brackets."""
    named = (match.start() for match in _SECOND.finditer(text, start, end) if looks_like_unit(match[1]))
    parted = (match.end() - 1 for match in _BROKEN.finditer(text, start, end) if _is_broken(match[1], match[2]))
    return sorted({*named, *parted})


def _is_broken(first: str, second: str) -> bool:
    """Whether a space parts one name; the bare word for governments ends that of several (各县(市、区)政府 法规科), and an
    act one (甲局牵头 乙局配合)."""
    return first not in GOVERNMENTS and not looks_like_unit(first, strict=False) and looks_like_unit(first + second) \
        and not role_rule("role_end").search(first)


def _placed(unit: NamedUnit, origin: Sequence[int]) -> NamedUnit:
    """A unit of the joined words at its place in the text: as far as it goes on without a gap."""
    last = unit.start
    while last + 1 < unit.end and 0 < origin[last + 1] - origin[last] <= 2:
        last += 1
    return NamedUnit(origin[unit.start], origin[last] + 1, unit.name, unit.role)


def halves_of_one(text: str, above: Range, below: Range) -> bool:
    """Whether a name begun in one range ends in the next (各相关 | 部门)."""
    return _halves(text[slice(*above)], text[slice(*below)])


def _halves(above: str, below: str) -> bool:
    first, second = _meeting(above, below)
    if first.endswith(GOVERNMENTS) and second.endswith(_OWN_OFFICES) and not second.startswith(_LEVELS):
        return True     # 县政府 | 办公室
    return bool(first and second) and not (looks_like_unit(first) and looks_like_unit(second, strict=False)) \
        and looks_like_unit(first + second)


def _begins_anew(above: str, below: str) -> bool:
    """Whether a line that may go on in the next ends with a whole name, and one of a level begins there; the kinds of
    places that share governments are one (各县市 | 区人民政府)."""
    first, second = _meeting(above, below)
    return second.startswith(_LEVELS) and looks_like_unit(first) and looks_like_unit(second) \
        and not (_PLACES.fullmatch(first) and _GOVERNED.match(second))


def _meeting(above: str, below: str) -> tuple[str, str]:
    """The name that ends one stretch and the one that begins the next; empty if no unit ends the first."""
    first, second = read_units(above, 0, len(above))[-1:], read_units(below, 0, len(below))[:1]
    return (first[0].name, second[0].name) if first and second and first[0].end == len(above) else ("", "")
