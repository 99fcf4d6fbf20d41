"""Names of units learnt from the rows of a table that lost its borders, and glued lists cut by them.

First the safe places: what separators bound on both sides, who a notice is addressed
to, what statements name. Then the glued ends: a beginning or an ending that many rows
share while what stands beside it varies is a name of its own.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import ne

from kg.extract.drafts import Range
from kg.extract.gazetteer import Gazetteer
from kg.extract.responsibility import Usage
from kg.extract.tables.heads import rule
from kg.extract.tables.offices import (CUT_OFF, GOVERNMENTS, last_characters, offices_meet, organs_of_levels,
                                       tail_characters)
from kg.extract.units import looks_like_unit, read_units

_LEVELS = "省市区县州"
_OWN_LEVELS = "省市区县"    # what a name is printed with where a list names its level once
_LEVEL_FIRST = f"{_LEVELS}镇乡各"      # a name that begins so has its level, or is one of all
_PREFIX = f"{_LEVEL_FIRST}国中厅局"    # … or is at home on one level, so that it needs to stand only once
_TIER_ENDS = "局厅委"       # what organs of one tier end in
_BLANKS, _ENDING = " ,、;\n", "。\t"
_LONGEST, _SHORTEST, _LONGEST_END = 18, 3, 4
_LONGEST_IN_RUN = 30        # characters of a name between two others
_ROUNDS = 5
_LONGEST_ACT = 7            # (牵头单位), and the last character of the name before
_ACTS_END = "头办责合助与实施)"  # what an act may end in
# What stands between separators, with those before and behind it.
_BETWEEN = re.compile(r"([ ,、;。:\n\t]?)([^ ,、;。:\n\t]+)(?=([ ,、;。:\n\t]?))")
_GOES_ON = ("办公", "人民政府", *GOVERNMENTS, *CUT_OFF)   # has one name with what stands before it
_SQUADS = ("支队", "大队", "中队")
_HEAD_REACH = 4000
_SHARED_ENDS = 2            # rows end with units anyway: two that agree are enough
_SHARED = 3                 # rows that must share an end before it counts as a name
_DOMINANT = 0.75            # … and no single continuation may be this common
_KNOWN, _UNKNOWN, _PER_CHARACTER, _CUT, _JUNCTION = 0.2, 1.0, 0.1, 0.3, 2.0
_LONGEST_WHOLE = 6          # of an unknown name that costs less than any two names one of which is unknown

# What of a row stands between what parts names, each word between the separators before and behind it; none stands
# before the first and behind the last.
_Words = list[tuple[str, str, str]]


def learn_names(text: str, rows: Sequence[Range], usage: Usage, at_ends: bool) -> frozenset[str]:
    """The unit names that the rows of a table use, with those that the document uses.

    `at_ends` when the columns of units are the last, so that names end the rows.
    """
    names = set(usage.names) | set(_addressees(text))
    parted = [_words(text, *row) for row in rows]
    behind = [(before, word) for row in parted for before, word, _ in row if before and len(word) >= _SHORTEST]
    bounded = Counter(_bounded(behind))
    names |= {name for name, count in bounded.items() if count > 1 or name[0] in _PREFIX}
    names |= set(_shared([word[:_LONGEST] for before, word in behind if before not in _ENDING]))
    names |= {name[::-1] for name in _shared(_before_separators(parted), back=True)}
    if at_ends:
        names |= set(_listed_last(parted))
        names |= set(_row_ends(text, rows, names))
    ends = {name for name in names - usage.names if len(name) <= _LONGEST_END and _ends_others(text, rows, name)}
    known = frozenset(name for name in names - ends if name.count("(") == name.count(")"))  # 、 parts 各县(市、区)政府
    return frozenset(part for name in known for part in _whole(name, known))


def _ends_others(text: str, rows: Sequence[Range], name: str) -> bool:
    """Whether a name is nowhere in the rows one by itself, but the end of others, each behind a stop or another name
    (。党政办公室, 、社区建设办公室)."""
    whole = re.compile(f"(?<=[。、;])[\u4e00-\u9fff]{{1,{_LONGEST}}}?{re.escape(name)}|{re.escape(name)}")
    found = [match[0] for row in rows for match in whole.finditer(text, *row)]
    return bool(found) and all(each != name and looks_like_unit(each) for each in found)


def _whole(name: str, names: frozenset[str]) -> Iterator[str]:
    """A name, or the two that it glues together (区财政金融局 + 区直各有关单位), without the end of another."""
    if name[0] in _TIER_ENDS and name[1:] in organs_of_levels() and name[-1] in _TIER_ENDS:
        name = name[1:]     # (应急管理)局公安局: a bureau has offices, and no bureaus
    junctions = {match.end() for match in rule("junction").finditer(name)}
    for at in sorted(junctions.union(_known_borders(name, names))):
        left, right = name[:at], name[at:]
        if len(left) < _SHORTEST and len(right) >= _SHORTEST:
            yield right
            return
        if looks_like_unit(left) and (right in names or looks_like_unit(right)):
            yield left
            yield from _whole(right, names)
            return
    if len(name) > 1:
        yield name


def _known_borders(name: str, names: frozenset[str]) -> Iterator[int]:
    """Where one unit's name ends and another's begins, one of them used alone or both organs.

    A government's own offices (省政府信访局, 区环境局办公室) are no further units, nor are the squads of a bureau
    whose level stands but once (市公安局交警支队).
    """
    last, organs = last_characters(names), organs_of_levels()
    for at in range(_SHORTEST, len(name) - _SHORTEST + 1):
        if name[at - 1] not in last:
            continue
        left, right = name[:at], name[at:]
        if ((left in names and looks_like_unit(right)) or (right in names and looks_like_unit(left))
                or (left in organs and (right in organs or rule("town_government").match(right) is not None))) \
                and not right.startswith(_GOES_ON) and not left.endswith(GOVERNMENTS) \
                and not (right.endswith(_SQUADS) and left[0] in _LEVELS and right[0] not in _LEVEL_FIRST):
            yield at


def _addressees(text: str) -> Iterator[str]:
    """Whom the notice is addressed to: a line of units before a colon."""
    for match in rule("addressees").finditer(text[:_HEAD_REACH]):
        units = read_units(text, match.start(1), match.end(1))
        if units and all(looks_like_unit(unit.name, strict=False) for unit in units):
            yield from (unit.name for unit in units)


def _words(text: str, start: int, stop: int) -> _Words:
    """What stands between the separators of a row, without the acts that close it, the first and the last beside its
    edges; an act at the row's end parts nothing from it."""
    edge, last = text[start - 1:start], text[stop - 1]
    return [_without_act(each, edge, last) if each[1][-1] in _ACTS_END and each[2] != ":" else each
            for each in _BETWEEN.findall(text, start, stop)]


def _without_act(each: tuple[str, str, str], edge: str, last: str) -> tuple[str, str, str]:
    """A word without the act of units that it ends in, if it does, between its separators: at the `edge` of the row the
    character before it, or, if it ends in an act, its last."""
    before, word, behind = each
    ahead = before or edge
    end = _before_act(ahead + word, len(ahead), len(ahead) + len(word)) - len(ahead)
    return (before, word[:end], behind or last) if end < len(word) else each


def _before_act(text: str, start: int, stop: int) -> int:
    """Where an act of units begins that ends at a place; the place itself if none does."""
    act = rule("last_act").search(text, max(start, stop - _LONGEST_ACT), stop) \
        if start < stop and text[stop - 1] in _ACTS_END else None
    return act.start() if act else stop


def _bounded(behind: Sequence[tuple[str, str]]) -> list[str]:
    """Those of the words behind separators that end like units."""
    lasts = tail_characters()
    return [word for _, word in behind if word[-1] in lasts and len(word) <= _LONGEST and looks_like_unit(word)]


def _listed_last(rows: Sequence[_Words]) -> Iterator[str]:
    """The names of the lists that rows end with, but for the first of each, whose beginning is open."""
    for row in rows:
        filled = [(before, word) for before, word, _ in row if word]
        for (_, above), (before, word) in reversed(list(itertools.pairwise(filled))):
            if before not in "、,;" or not (looks_like_unit(word) and looks_like_unit(above)):
                break
            if _SHORTEST <= len(word) <= _LONGEST:
                yield word


def _before_separators(rows: Sequence[_Words]) -> list[str]:
    """What stands before each separator, read back to the one before it, where it ends as names do."""
    lasts = tail_characters()
    return [word[:-_LONGEST - 1:-1] for row in rows for _, word, behind in row
            if behind and behind not in _ENDING and len(word) >= _SHORTEST and word[-1] in lasts]


def _shared(edges: Sequence[str], back: bool = False) -> Iterator[str]:
    """The shortest names that several edges begin with, glued to what follows; those of edges read `back` too."""
    shared = {name for name in _common(edges) if _nameable(name[::-1] if back else name)}
    return (name for name in shared if not any(name[:length] in shared for length in range(_SHORTEST, len(name))))


def _row_ends(text: str, rows: Sequence[Range], known: set[str]) -> Iterator[str]:
    """Names that end several rows, and those before them once they are known, round by round."""
    names = set(known)
    for _ in range(_ROUNDS):
        lengths = sorted({len(name) for name in names if 1 < len(name) <= _LONGEST}, reverse=True)
        edges = [text[max(start, end - _LONGEST):end][::-1] for start, stop in rows
                 if (end := _before_names(text, start, stop, names, lengths)) - start >= _SHORTEST]
        found = {name[::-1] for name in _common(edges, _SHARED_ENDS) if looks_like_unit(name[::-1])} - names
        whole = {name for name in found if not any(name != other and name.endswith(other) for other in found)}
        if not whole:
            return
        yield from whole
        names |= whole


def _before_names(text: str, start: int, stop: int, names: set[str], lengths: Sequence[int]) -> int:
    """Where the known names begin that a row ends with; `lengths` are theirs, from the greatest."""
    while True:
        stop = before_separators(text, start, stop)
        length = next((length for length in lengths if text[max(start, stop - length):stop] in names), 0)
        if not length:
            return stop
        stop -= length


def before_separators(text: str, start: int, stop: int) -> int:
    """Where the separators begin that a stretch ends with, an act of the units before among them."""
    while stop > start and text[stop - 1] in _BLANKS:
        stop -= 1
    return _before_act(text, start, stop)


def _common(edges: Sequence[str], least: int = _SHARED) -> Iterator[str]:
    """Beginnings that at least so many edges share and after which they part."""
    alike = defaultdict[str, list[str]](list)
    for edge in edges:
        alike[edge[:_SHORTEST]].append(edge)
    for group in alike.values():
        if len(group) >= least:     # as few are
            yield from _parting(sorted(Counter(group).items()), least)


def _parting(edges: Sequence[tuple[str, int]], least: int) -> Iterator[str]:
    """Where edges part that begin alike, each with how often it is met, and where those part that go on alike."""
    first, last = edges[0][0], edges[-1][0]     # as they are sorted, what these share all do
    at = next(itertools.compress(itertools.count(), map(ne, first, last)), len(first))
    groups = [list(group) for _, group in itertools.groupby(edges, lambda edge: edge[0][at:at + 1])]
    numbers = [sum([number for _, number in group]) for group in groups]
    if len(groups) >= least and max(numbers) < _DOMINANT * sum(numbers):
        yield first[:at]
    for group in groups:
        if len(group) >= least:
            yield from _parting(group, least)


def _nameable(name: str) -> bool:
    return looks_like_unit(name) or (len(name) > _SHORTEST and looks_like_unit(name, strict=False))


def cut_glued(text: str, start: int, end: int, names: frozenset[str]) -> list[Range]:
    """The names that a run without separators holds: the cheapest cut into known and likely ones.

    >>> text = "区经济发展局区行政审批局区直各有关单位"
    >>> [text[a:b] for a, b in cut_glued(text, 0, len(text), frozenset({"区直各有关单位"}))]
    ['区经济发展局', '区行政审批局', '区直各有关单位']
    >>> text = "县政府办公室(县大数据中心)县司法局"
    >>> [text[a:b] for a, b in cut_glued(text, 0, len(text), frozenset())]
    ['县政府办公室(县大数据中心)', '县司法局']
    """
    return [(start + begin, start + stop) for begin, stop in _cut(text[start:end], names)]


@lru_cache(maxsize=2048)
def _cut(run: str, names: frozenset[str]) -> tuple[Range, ...]:
    """The cuts of one run; a table repeats the same runs row by row."""
    last = last_characters(names)
    if known := _known_cut(run, names, last):
        return known
    if len(run) <= _LONGEST_WHOLE and (_price(run, names) or _JUNCTION) < _JUNCTION:
        return ((0, len(run)),)
    best: dict[int, tuple[float, int]] = {0: (0.0, 0)}
    for stop in range(1, len(run) + 1):
        ends = run[stop - 1] in last and not run.startswith(CUT_OFF, stop)
        if ends and (cheapest := _cheapest(run, stop, best, names)):
            best[stop] = cheapest
    if len(run) not in best:
        return ((0, len(run)),)
    cuts, at = [], len(run)
    while at:
        cuts.append((best[at][1], at))
        at = best[at][1]
    return tuple(cuts[::-1])


def _known_cut(run: str, names: frozenset[str], last: frozenset[str]) -> tuple[Range, ...]:
    """The cut of a run that is up to three known names; empty if it is not.

    Nothing is cheaper than few of them, and of as many a longer last name goes before another.
    """
    end = len(run)
    if end > _LONGEST_IN_RUN:
        return ()
    organs = organs_of_levels()
    if run in names or run in organs:
        return ((0, end),)
    places = [at for at in range(1, end) if run[at - 1] in last and not run.startswith(CUT_OFF, at)]
    firsts = [at for at in places if run[:at] in names or run[:at] in organs]
    lasts = [at for at in places if run[at:] in names or run[at:] in organs] if firsts else []
    both = next((at for at in lasts if at in firsts), 0)
    if both:
        return (0, both), (both, end)
    return next((((0, first), (first, at), (at, end)) for at in lasts for first in firsts
                 if first < at and (run[first:at] in names or run[first:at] in organs)), ())


def _cheapest(run: str, stop: int, best: dict[int, tuple[float, int]],
              names: frozenset[str]) -> tuple[float, int] | None:
    """What the cheapest cut up to a place costs, and where its last name begins; None if no name ends there.

    Short last names come first: known ones, which are cheap, are among them, and spare looking at most of the others.
    """
    cheapest: tuple[float, int] | None = None
    organs = organs_of_levels()
    for begin, (cost, _) in reversed(best.items()):
        name = run[begin:stop]
        if len(name) > _LONGEST_IN_RUN:
            break
        if name in names or name in organs:
            cut = cost + _KNOWN + _CUT, begin
        elif cheapest and cost + _least_price(name) > cheapest[0]:
            continue
        elif price := _price(name, names):
            cut = cost + price, begin
        else:
            continue
        cheapest = min(cheapest or cut, cut)
    return cheapest


def _least_price(name: str) -> float:
    """What a name costs that is not known, whatever it may glue together."""
    return _UNKNOWN + _PER_CHARACTER * len(name) + _CUT


@lru_cache(maxsize=2048)
def _price(name: str, names: frozenset[str]) -> float | None:
    """What a name costs that is not known; None if it does not look like a unit's."""
    if len(name) < 2 or name[0] == "(" or not looks_like_unit(name, strict=name[0] != "各"):
        return None
    if len(name) < 2 * _SHORTEST:
        return _least_price(name)       # it glues nothing together
    ends = [match.end() for match in rule("junction").finditer(name, _SHORTEST - 1)]
    inner = len([end for end in ends if len(name) - end >= _SHORTEST and looks_like_unit(name[:end])])
    inner += next(_known_borders(name, names), 0) > 0 or offices_meet(name)
    return _least_price(name) + _JUNCTION * inner


def find_names(words: str, names: frozenset[str]) -> Sequence[tuple[int, int, str]]:
    """Where known names stand in some words, longest first, without overlaps: begin, end, what they are known by.

    A list names its level once (省发改委、人社厅); the same unit alone carries it.
    """
    return _gazetteer(names).find(words) if names else ()


@lru_cache(maxsize=64)
def _gazetteer(names: frozenset[str]) -> Gazetteer:
    """The names of a table, asked for row by row; compiling a pattern of them would take longer than all rows."""
    return Gazetteer({level + name: name for name in names
                      for level in (("",) if name[0] in _LEVEL_FIRST else ("", *_OWN_LEVELS))})
