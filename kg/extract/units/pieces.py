"""The pieces of a list of units: what stands between two separators, and the act that closes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.extract.units.names import LONGEST_NAME, is_name, looks_like_unit, rule
from kg.outline import within

JOINED = "会"               # in place of a separator: 会同 or 商 makes the piece a supporter's
ASIDE = "("                 # in place of a separator: a bracket behind another unit names the piece with its act
_OPENING, _CLOSING = "([〔【《“〈", ")]〕】》”〉"
_MARKS = re.compile(r"[([〔【《“〈)\]〕】》”〉、,;。\n\t: /+\\.·]")
_DOUBTFUL = " /+\\.·"      # part names only in some places
_LABELS = re.compile(r"[①-⑳★☆*△▲●○■□◆◇※#]+ ?|\d{1,2}[.)](?!\d)|\(\d{1,2}\)")
_AROUND = " \n.★☆*△▲※#"      # behind a name, no part of it
_SEPARATOR, _NAME = re.compile(r"[、,;:。\n\t]"), re.compile(r"[、,;:。\n\t ]")
_BRACKET = re.compile(r"\([^()]*\)")
_LISTED = re.compile("[^、,]+")
_STROKE = re.compile(r"[\u4e00-\u9fff)].[\u4e00-\u9fff]")
# Characters without which a pattern cannot match; looking for them is cheaper than trying it.
_PARTING = re.compile("[牵会商](?:(?<=商)|(?<=牵)头|(?<=会)[同商]|(?<=[局处科室厅司]会))")     # no 管委会
_COLLECTIVE, _ACTING = re.compile("[各全直驻]|、[市州县区旗]|有关.、"), re.compile("[责头合助供障]")
_LONGEST_ACT = 8
_REACH = 3 * LONGEST_NAME   # how far a name beside a space goes, with other spaces in it
# A name of Chinese characters alone: it neither begins with, nor holds, nor ends in a character that is needed by
# what leads in, joins, acts or tells how one acts, so that none of these need be looked for.
_NAME_ALONE = (r"(?![由并以与及会和此该本这上下不列其排余名首第无另一二两三四五六七八九十])"
               r"[^\x00-\u4dff\ua000-\U0010ffff牵负配协提等和及与以为]{2,40}+"
               "(?<![头抓责合助同与加担照实施行进织成理导持障撑务商作别工体要筹调促自职切极好真力予共则能任限求辖权域地围内中督费金])"
               "(?<![主协会承督]办)(?<!到位)")
_PLAIN = re.compile(_NAME_ALONE)
_PLAIN_LIST = re.compile(f"{_NAME_ALONE}(?:(?P<parting>{_SEPARATOR.pattern}){_NAME_ALONE})*+")


class Piece(NamedTuple):
    """What stands between two separators: a name, the act after it, the separator before.

    `own` if the act stands in a bracket of its own; `plain` if the piece is one name and nothing else.
    """

    start: int
    end: int
    before: str
    act: str | None
    own: bool = False
    plain: bool = False


def plain_names(text: str) -> list[str]:
    """The names of a list that is nothing but plain names, one character between two; none of any other list."""
    plain = _PLAIN_LIST.fullmatch(text)
    if plain is None or _PARTING.search(text):
        return []
    if plain["parting"] is None:
        return [text]
    return [] if _collectives(text) else _SEPARATOR.split(text)


def pieces_of(text: str) -> Iterator[Piece]:
    """The pieces of a list, in order."""
    before, parted = "", _PARTING.search(text) is not None
    for begin, end, after in _split(text):
        aside = _aside(text, begin, end)
        yield from aside
        end = aside[0].start - 1 if aside else end
        if parted:
            for first, last in _inner(text, begin, end):
                yield _piece(text, first, last, before if first == begin else _between(text, first))
        else:
            yield _piece(text, begin, end, before)
        before = after


def _aside(text: str, start: int, stop: int) -> list[Piece]:
    """The units that a bracket behind another names with what they do (甲局(乙局、丙站配合))."""
    opening = text.rfind("(", start, stop) if text.startswith(")", stop - 1) else -1
    acted = rule("act_end").search(text, opening + 1, stop - 1) if opening > start else None
    ended = rule("role_end").search(text[opening + 1:stop - 1]) if acted else None
    if ended is None or not looks_like_unit(text[start:opening].strip()):
        return []
    names = [(opening + 1 + name.start(), opening + 1 + name.end())
             for name in _LISTED.finditer(text[opening + 1:opening + 1 + ended.start()])]
    return [Piece(*name, ASIDE, ended["act"]) for name in names] \
        if all(looks_like_unit(text[slice(*name)]) for name in names) else []


def _between(text: str, at: int) -> str:
    """What stands for a separator where a word parts two names (甲局牵头乙局配合, 甲局会同乙局)."""
    return JOINED if text[at - 1] in "同商会" else ","


def _split(text: str) -> Iterator[tuple[int, int, str]]:
    """The ranges between separators that stand outside brackets and collective names."""
    whole = _collectives(text)
    depth, begin = 0, 0
    for match in _MARKS.finditer(text):
        mark, at = match[0], match.start()
        if mark in _OPENING:
            depth += 1
        elif mark in _CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and not (whole and within(at, whole)) and (mark not in _DOUBTFUL or _parts(text, at)):
            yield begin, at, mark
            begin = at + 1
    yield begin, len(text), ""


def _collectives(text: str) -> list[tuple[int, int]]:
    """Where the collective names of a list stand, in which separators part nothing."""
    return [match.span() for match in rule("collective").finditer(text)] if _COLLECTIVE.search(text) else []


def _parts(text: str, at: int) -> bool:
    """Whether a space or a stroke parts two names: not at an edge, a stroke not beside figures or letters.

    Where other marks part the names a space does so only between two units; else it broke a line (市财 政局、市审计局).
    """
    if text[at] != " ":
        return at > 0 and _STROKE.match(text, at - 1) is not None
    if at + 1 >= len(text) or text[at + 1] in "(,、;":
        return False
    if not _are_listed(text):
        return True
    ahead = _SEPARATOR.split(text[at + 1:at + _REACH], maxsplit=1)[0]
    before = _bare(_NAME.split(_BRACKET.sub("", text[max(0, at - _REACH):at]))[-1])
    return is_name(before) and any(is_name(_bare(name)) for name in {ahead.replace(" ", ""), ahead.partition(" ")[0]})


@lru_cache(maxsize=16)
def _are_listed(text: str) -> bool:
    """Whether 、 parts the names of a list, not places in one: asked for each space in it."""
    return "、" in _BRACKET.sub("", rule("collective").sub("", text) if _COLLECTIVE.search(text) else text)


def _inner(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Parts A(牵头)和B, A牵头B and A会同B, which no separator parts."""
    for name in ("own_inside", "lead_inside", "together"):
        for match in rule(name).finditer(text, start, stop):
            first = text[behind_lead_in(text, start, match.start()):match.start()].strip()
            if match.end() < stop and _is_whole(first) and _is_whole(_bare(text[match.end():stop])):
                yield start, match.start() if name == "together" else match.end("act")
                yield from _inner(text, match.end(), stop)
                return
    yield start, stop


def behind_lead_in(text: str, start: int, stop: int) -> int:
    """Where a name begins behind 由, 并 or a joining word."""
    match = rule("lead_in").match(text, start, stop)
    return match.end() if match and stop - match.end() > 1 else start


def _is_whole(name: str) -> bool:
    """Whether a name is a unit's, one with those like it (甲局等部门), or that of all places (各地方)."""
    first, _, kind = name.rpartition("等")
    generic = rule("generic").match(kind.removeprefix("各")) is not None
    return is_name(name) or (generic and (name[:1] == "各" or looks_like_unit(first)))


def _bare(name: str) -> str:
    ended = rule("role_end").search(name.strip())
    return name.strip()[:ended.start()] if ended else name.strip()


def _without_aside(text: str, start: int, stop: int) -> int:
    """Where a name ends before a bracket that is about the statements or names persons."""
    if not text.startswith(")", stop - 1):
        return stop
    aside = rule("remark_bracket").search(text, start, stop) or rule("person_bracket").search(text, start, stop)
    return aside.start() if aside else stop


def _piece(text: str, start: int, stop: int, before: str) -> Piece:
    while start < stop and text[start] in " \n":
        start += 1
    while start < stop and text[stop - 1] in _AROUND:
        stop -= 1
    if _PLAIN.fullmatch(text, start, stop):
        return Piece(start, stop, before, None, plain=True)
    label = _LABELS.match(text, start, stop)
    start = label.end() if label else start
    before = JOINED if rule("joined_by").match(text, start, stop) else before
    stop = _without_aside(text, start, stop)
    marked = rule("own_act").search(text, start, stop) if text.startswith(")", stop - 1) else None
    if marked:
        return Piece(start, marked.start(), before, marked["own"], own=True)
    acted = rule("act_end").search(text, max(start, stop - _LONGEST_ACT), stop)
    ended = rule("role_end").search(text, start, stop) if acted else None
    while ended and ended.end() < stop:
        ended = rule("role_end").search(text, ended.end(), stop)
    on = _acts_on(text, start, stop)
    if on and not (ended and looks_like_unit(text[start:ended.start()])):
        return Piece(start, on.start(), before, on["act"])
    if ended:
        return Piece(start, _without_aside(text, start, ended.start()), before, ended["act"])
    closed = rule("manner_end").search(text[start:stop])
    return Piece(start, start + closed.start() if closed else stop, before, "负责" if closed else None)


def _acts_on(text: str, start: int, stop: int) -> re.Match[str] | None:
    """What a unit does with what, behind its name (各镇负责限额以下项目)."""
    on = rule("act_on").search(text, start, stop) if _ACTING.search(text, start, stop) else None
    return on if on and looks_like_unit(text[start:on.start()]) and not looks_like_unit(on["object"]) else None
