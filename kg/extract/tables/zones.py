"""The zone of units in a row that lost its borders: where everything is a unit.

Behind the requirement it ends the row, or only a time or another short cell follows; before
the requirement it begins the row; between two texts it is the longest chain of names that the
table uses elsewhere too, one in the first sentence of the row before others.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.drafts import Range, trimmed
from kg.extract.tables.closing import list_at_end, name_before
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.keyed_cells import KeyedCell, keyed_cells
from kg.extract.tables.leading import list_amid, list_at_start
from kg.extract.tables.limits import behind_limit
from kg.extract.tables.names import before_separators, cut_glued, find_names
from kg.extract.units import NamedUnit, is_kind, looks_like_unit, read_units
from kg.extract.units import rule as role_rule

_LONGEST_ZONE, _MOST_LISTS = 260, 16
_LONGEST_TIME, _LONGEST_OTHER = 26, 15
_PERSON = (3, 2)            # characters of a person's name between units and a time
_CLAUSE, _LEAST_CLAUSE, _LONGEST_WEAK = 18, 6, 10
_LEAST_CHAIN = 8
_STROKE = re.compile(r" *(?:[-—–/\\]{1,4}|[无略]) *\Z")       # for nothing, at a row's end
_SEPARATORS = " ,、;\n"
_LINKS = frozenset(("", *_SEPARATORS))      # what mostly stands between two names of a list
_BEGUN = ("要", "须", "将", "可")    # what a requirement may begin with
_IN_FIRST = 24               # characters of a list that the first sentence is worth


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of a table tell of each row: the kinds of those `behind` the units, how many columns of units
    there are, whether a requirement or, right before the units, a limit stands first, whether a limit opens the row,
    and whether units do before a requirement behind which others stand."""

    behind: tuple[Kind, ...]
    lists: int
    text_first: bool
    limit_first: bool
    limit_opens: bool
    units_open: bool


def layout_of(columns: Sequence[Column]) -> Layout:
    """The layout that columns, one of units among them, give to rows."""
    kinds = [column.kind for column in columns]
    first, last = kinds.index(Kind.UNITS), max(at for at, kind in enumerate(kinds) if kind is Kind.UNITS)
    # Persons may stand behind the units of their column as they do in a column of their own.
    behind = (*[Kind.OTHER] * columns[last].persons, *kinds[last + 1:])
    return Layout(behind, kinds.count(Kind.UNITS), Kind.TEXT in kinds[:last],
                  first > 0 and kinds[first - 1] is Kind.TIME,
                  next((kind for kind in kinds if kind is not Kind.NUMBER), None) is Kind.TIME,
                  Kind.TEXT in kinds[first:last] and Kind.TEXT not in kinds[:first])


def find_zone(text: str, start: int, stop: int, layout: Layout, names: frozenset[str]) -> Range | None:
    """The range of a row's units; None if no stretch can be told to be it."""
    if keyed := keyed_cells(text, start, stop):
        return _keyed_zone(text, keyed[-1], stop, layout.behind, names)
    if Kind.TEXT not in layout.behind:
        return _zone_at_end(text, start, stop, layout, names)
    if not layout.text_first:
        first = trimmed(text, behind_limit(text, start, stop) if layout.limit_opens else start, stop)
        listed = list_at_start(text, first[0], stop, names) if first else None
        if listed:
            return listed
    return _zone_amid(text, start, stop, names, layout.lists)


def _keyed_zone(text: str, cell: KeyedCell, stop: int, behind: Sequence[Kind], names: frozenset[str]) -> Range | None:
    """The units of a row that keys open."""
    if Kind.TEXT in behind:
        listed = list_at_start(text, cell.last, stop, names)
        return (cell.start, listed[1]) if listed else None
    ends = list(_ends(text, cell.last, stop, behind))
    return cell.start, next((end for end in ends if all_units(text, cell.last, end, names)), ends[0])


def _zone_at_end(text: str, start: int, stop: int, layout: Layout, names: frozenset[str]) -> Range | None:
    """The units that end a row, or stand before a limit or another short cell that does."""
    behind, lists = layout.behind, layout.lists
    behind_time = _zone_behind_limit(text, start, stop, behind, names) if layout.limit_first else None
    if behind_time:
        return behind_time
    if tail := _tail_zone(text, start, stop, behind, names):
        return list_at_end(text, start, tail[1], names, lists) or tail
    for end in _ends(text, start, stop, behind):
        if listed := list_at_end(text, start, end, names, lists):
            return listed
    chains = [(begin, _behind_act(text, end, stop)) for begin, end in _chains(text, start, stop, names)]
    return _longest(text, start, stop, [
        chain for chain in chains if _may_follow(text[chain[1]:stop].strip(), behind)], names)


def _zone_amid(text: str, start: int, stop: int, names: frozenset[str], columns: int) -> Range | None:
    """The units between two texts of a row, in so many columns."""
    chains = [(begin, _behind_act(text, end, stop)) for begin, end in _chains(text, start, stop, names)]
    later = not chains or chains[0][0] > _first_sentence(text, start, stop)
    if later and (listed := list_amid(text, start, stop, names)):
        return listed
    zone = _longest(text, start, stop, chains, names)
    return zone and (zone[0], _without_subjects(text, *zone, names, columns))


def _longest(text: str, start: int, stop: int, chains: Sequence[Range], names: frozenset[str]) -> Range | None:
    """The longest of some lists, with the names beside it that belong to it; None if there is none."""
    if not chains:
        return None
    begin, end = chains[0]
    if len(chains) > 1:
        # For one speaks, too, that it stands in the first sentence of its row, or right behind it.
        sentence = _first_sentence(text, start, stop)
        begin, end = max(chains, key=lambda chain: chain[1] - chain[0] + _IN_FIRST * (chain[0] <= sentence))
    begin = _widened(text, start, begin, names)
    return begin, _lengthened(text, end, stop, names)


def _first_sentence(text: str, start: int, stop: int) -> int:
    """Where the first sentence of a stretch ends."""
    return text.find("。", start, stop) + 1 or stop


def _zone_behind_limit(text: str, start: int, stop: int, behind: Sequence[Kind],
                       names: frozenset[str]) -> Range | None:
    """The units that end a row behind its last limit."""
    for match in reversed(list(rule("limit_begin").finditer(text, max(start, stop - _LONGEST_ZONE), stop))):
        begin = behind_limit(text, match.start(), stop)
        piece = _units_from(text, begin, stop, behind, names) if begin > match.start() else None
        if piece:
            return piece
    return None


def lost_border(text: str, start: int, stop: int, columns: Sequence[Column],
                names: frozenset[str]) -> int | None:
    """Where, in a row that swallowed the next one because its number is lost, that one begins.

    Behind the units of the first, or, where requirements stand behind units, behind the
    full stop that the second one's task follows. None if there are no two zones.
    """
    chains = [chain for chain in _chains(text, start, stop, names) if chain[1] - chain[0] >= _LEAST_CHAIN]
    if len(chains) < 2 or chains[-1][0] - chains[0][1] < _LEAST_CHAIN:
        return None
    if columns[-1].kind is not Kind.TEXT:
        return _lengthened(text, chains[0][1], stop, names)
    border = text.rfind("。", chains[0][1], chains[-1][0]) + 1
    return border or None


def names_in_zones(text: str, rows: Sequence[Range], columns: Sequence[Column],
                   names: frozenset[str]) -> frozenset[str]:
    """The names in the zones of the rows, that of a row without any in the middle being guessed if most have none."""
    layout = layout_of(columns)
    if Kind.TEXT not in layout.behind:
        zones = (find_zone(text, start, stop, layout, names) for start, stop in rows)
        return frozenset(unit.name for zone in zones if zone for unit in read_units(text, *zone)
                         if len(cut_glued(text, unit.start, unit.end, names)) == 1)
    told = (row for row in rows if next(_chains(text, *row, names), None) is not None)
    if columns[0].kind is Kind.UNITS or next(itertools.islice(told, len(rows) // 2, None), None) is not None:
        return frozenset()
    guessed = (list_amid(text, start, stop, names, bounded=False) for start, stop in rows)
    return frozenset("".join(text[first:last].split()) for zone in guessed if zone for unit in read_units(text, *zone)
                     for first, last in cut_glued(text, unit.start, unit.end, names))


def _behind_act(text: str, end: int, stop: int) -> int:
    """The end of a list with what its units do, where that ends the row or stands before a limit."""
    act = rule("closing_act").match(text, end, stop)
    return act.end() if act and not text[act.end():stop].strip() else end


def _may_follow(rest: str, behind: Sequence[Kind]) -> bool:
    """Whether what is left of a row can fill the columns behind the units."""
    return not rest or (Kind.TIME in behind and rule("time_cell").match(rest) is not None) \
        or (Kind.OTHER in behind and len(rest) <= _LONGEST_OTHER and "。" not in rest)


def _tail_zone(text: str, start: int, stop: int, behind: Sequence[Kind],
               names: frozenset[str], most: int = _MOST_LISTS) -> Range | None:
    """What follows the last full stop of a row as far as all of it is units, in a few lists."""
    for mark in ("。", "\n", " "):
        begin = text.rfind(mark, start, stop - 1) + 1
        if begin <= start or stop - begin > _LONGEST_ZONE:
            continue
        piece = _units_from(text, begin, stop, behind, names)
        if piece:
            earlier = _tail_zone(text, start, begin - 1, (), names, most - 1) if mark == " " and most > 1 else None
            return (earlier[0], piece[1]) if earlier else piece
    return None


def _units_from(text: str, begin: int, stop: int, behind: Sequence[Kind],
                names: frozenset[str]) -> Range | None:
    for end in _ends(text, begin, stop, behind):
        piece = trimmed(text, begin, end)
        if piece and all_units(text, *piece, names):
            return piece
    return None


def _ends(text: str, begin: int, stop: int, behind: Sequence[Kind]) -> Iterator[int]:
    """Where the units may end: before a time, and a person before it, at the row's end, before a short last cell."""
    if Kind.TIME in behind:
        if (nothing := _STROKE.search(text, begin + 2, stop)) is not None:
            yield nothing.start()
        person = _PERSON if behind[0] is Kind.OTHER else ()
        for at in range(max(begin + 2, stop - _LONGEST_TIME), stop - 1):
            if text[at] not in "),、" and rule("time_cell").match(text[at:stop].strip()):
                yield from (end for end in _before_person(text, at, person) if end > begin + 1)
    yield stop
    if Kind.OTHER in behind:
        yield from range(stop - 1, max(begin + 1, stop - _LONGEST_OTHER), -1)


def _before_person(text: str, stop: int, lengths: Sequence[int]) -> list[int]:
    """Where the name of a person may begin that ends at a place: what is like one first, then none, then any."""
    begins = [stop - length for length in lengths]
    named = [at for at in begins if role_rule("person_named").fullmatch(text, at, stop)]
    return [*named, stop, *(at for at in begins if at not in named)]


def all_units(text: str, start: int, stop: int, names: frozenset[str]) -> bool:
    """Whether a stretch holds nothing but units, known or likely ones."""
    return _are_units(text[start:stop], names)


@lru_cache(maxsize=2048)
def _are_units(listed: str, names: frozenset[str]) -> bool:
    """Whether a list holds nothing but units; a table repeats the same lists row by row."""
    units = read_units(listed, 0, len(listed))
    sure = [unit.name in names or (looks_like_unit(unit.name, strict="各" not in unit.name[1:])
            and _not_a_clause(listed, unit, names)) for unit in units]
    most = sum(sure) * 2 > len(sure)
    return any(sure) and all(known or (unit.name[0] == "各" and len(unit.name) < _CLAUSE)
                             or (most and looks_like_unit(unit.name, strict=False) and len(unit.name) < _LONGEST_WEAK)
                             or (at > 0 and is_kind(unit.name))
                             for at, (known, unit) in enumerate(zip(sure, units)))


def _not_a_clause(text: str, unit: NamedUnit, names: frozenset[str]) -> bool:
    """Long names are believed where they fall into several, or describe (起草文件的科室), and no words stand
    before a known one in them."""
    if any(unit.name[at:] in names and not looks_like_unit(unit.name[:at])
           for at in range(_LEAST_CLAUSE, len(unit.name) - 1)):
        return False
    return len(unit.name) < _CLAUSE or "的" in unit.name \
        or len(cut_glued(text, unit.start, unit.end, names)) > 1


def _chains(text: str, start: int, stop: int, names: frozenset[str]) -> Iterator[Range]:
    """Runs of known names with nothing between them but separators and words of sharing."""
    first = last = -1
    told = rule("subject").match
    for begin, end, _ in find_names(text[start:stop], names):
        begin, end = start + begin, start + end
        if text[begin - 1] not in ",、" and told(text, end):
            continue
        if last < 0:
            first = begin
        elif text[last:begin] not in _LINKS and not _linked(text, last, begin):
            yield first, last
            first = begin
        last = end
    if last >= 0:
        yield first, last


def _without_subjects(text: str, begin: int, end: int, names: frozenset[str], columns: int) -> int:
    """The end of a list without those that are told to do something: they begin the requirement.

    These are the units from the last one on that is glued to the one before it. A requirement may
    begin with 要 itself, behind as many lists as there are columns.
    """
    told = rule("subject_behind").match(text, end)
    if not told:
        return end
    units = [piece for unit in read_units(text, begin, end) for piece in cut_glued(text, unit.start, unit.end, names)]
    glued = [after for (_, before), (after, _) in itertools.pairwise(units) if before == after]
    begun = told[0] in _BEGUN and len(glued) < columns
    return glued[-1] if glued and not begun else end


def _linked(text: str, end: int, begin: int) -> bool:
    between = text[end:begin]
    if not between.strip(_SEPARATORS) or rule("link").match(between):
        return True
    if len(between) > 60 or "。" in between:
        return False
    parts = [part for part in re.split(r"[ ,、;\n]|会同|等(?=有关|相关)|和|及", between) if part]
    return all(looks_like_unit(part) for part in parts)


def _widened(text: str, start: int, begin: int, names: frozenset[str]) -> int:
    """The zone's beginning, moved left over names that are glued to it or that a separator joins to it."""
    while True:
        stop = before_separators(text, start, begin)
        found = name_before(text, start, stop, names)
        if found == stop:
            return begin
        begin = found


def _lengthened(text: str, end: int, stop: int, names: frozenset[str]) -> int:
    """The zone's end, moved right over names that a separator joins to it."""
    listed = list_at_start(text, end + 1, stop, names) if end + 1 < stop and text[end] in ",、" else None
    return listed[1] if listed else end
