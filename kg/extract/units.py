"""Reads lists of units with their roles: a position and a grammar, not a name type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg import tables
from kg.model.extraction import Role

_LONGEST = 40
_OPENING, _CLOSING = "([〔【《“", ")]〕】》”"
_SEPARATORS = "、,;。\n\t:"
_ENDING = ";。\n\t"


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit as named at a range of the logical text, with its role there."""

    start: int
    end: int
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two separators: a name, the act after it, the separator before."""

    start: int
    end: int
    before: str
    act: str | None
    own: bool = False


def rule(name: str) -> re.Pattern[str]:
    """The compiled pattern of that name in role_patterns.toml."""
    return tables.patterns("role_patterns")[name].regex


@cache
def _roles() -> dict[str, Role]:
    return {row["word"]: Role(row["role"]) for row in tables.rows("role_words")}


@cache
def role_of(words: str) -> Role:
    """The role that the words of a key, a column head or a closing act give.

    牵头 outranks the rest; what only shares a task (配合, 参与) supports.

    >>> role_of("牵头负责"), role_of("配合/责任单位"), role_of("责任科室")
    (<Role.LEAD: 'lead'>, <Role.SUPPORT: 'support'>, <Role.RESPONSIBLE: 'responsible'>)
    """
    found = {role for word, role in _roles().items() if word in words}
    for role in (Role.LEAD, Role.SUPPORT, Role.FOLLOW):
        if role in found:
            return role
    return Role.RESPONSIBLE


@cache
def _tail(strength: str | None) -> re.Pattern[str]:
    rows = tables.rows("unit_tails")
    words = sorted((row["tail"] for row in rows if strength in (None, row["strength"])),
                   key=len, reverse=True)
    second = r"\([^()]{1,20}\)|\([^()]{0,8}\([^()]{1,9}\)[^()]{0,8}\)"
    return re.compile(f"(?:{'|'.join(words)})(?:{second})?$")


@lru_cache(maxsize=16384)
def looks_like_unit(name: str, strict: bool = True) -> bool:
    """Whether a name ends like a unit's; `strict` refuses endings that places share.

    >>> [looks_like_unit(n) for n in ("各科室(单位)", "执法一科", "单位", "政务公开")]
    [True, True, False, False]
    """
    if not 1 < len(name) <= _LONGEST or rule("generic").search(name) or rule("no_name").search(name):
        return False
    return _tail("strong" if strict else None).search(name) is not None


def read_units(text: str, start: int, stop: int, role: Role = Role.RESPONSIBLE,
               first_leads: bool = False) -> list[NamedUnit]:
    """The units that a statement names, in order, with roles.

    `role` is that of unmarked units (from a key or a column head); `first_leads` when
    the document says that the first unit of each statement leads.

    >>> [(u.name, u.role.value) for u in read_units("财务科牵头,甲科、乙科配合;各分局参照落实", 0, 21)]
    [('财务科', 'lead'), ('甲科', 'support'), ('乙科', 'support'), ('各分局', 'follow')]
    """
    units = [NamedUnit(start + unit.start, start + unit.end, unit.name, unit.role)
             for unit in _read(text[start:stop], role)]
    if first_leads and units and all(unit.role is Role.RESPONSIBLE for unit in units):
        first = units[0]
        units[0] = NamedUnit(first.start, first.end, first.name, Role.LEAD)
    return units


@lru_cache(maxsize=2048)
def _read(listed: str, role: Role) -> tuple[NamedUnit, ...]:
    """The units of one list; a plan repeats the same lists over and over."""
    pieces = list(_pieces(listed, 0, len(listed)))
    return tuple(unit for piece, given in _with_roles(pieces, role) for unit in _named(listed, piece, given))


def _pieces(text: str, start: int, stop: int) -> Iterator[_Piece]:
    before = ""
    for begin, end, after in _split(text, start, stop):
        for first, last in _inner(text, begin, end):
            yield _piece(text, first, last, before if first == begin else "会" if
                         text[first - 1] in "同商会" else ",")
        before = after


def _split(text: str, start: int, stop: int) -> Iterator[tuple[int, int, str]]:
    """The ranges between separators that stand outside brackets and collective names."""
    masks = {at for m in rule("collective").finditer(text, start, stop) for at in range(m.start(), m.end())}
    depth, begin = 0, start
    for at in range(start, stop):
        character = text[at]
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and at not in masks and (character in _SEPARATORS or _parting_space(text, at, stop)):
            yield begin, at, character
            begin = at + 1
    yield begin, stop, ""


def _parting_space(text: str, at: int, stop: int) -> bool:
    return text[at] == " " and at + 1 < stop and text[at + 1] not in "(,、;"


def _inner(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Parts A牵头B and A会同B, which no separator parts."""
    for name in ("lead_inside", "together"):
        for match in rule(name).finditer(text, start, stop):
            head = match.start("act") if name == "lead_inside" else match.start()
            if match.end() < stop and looks_like_unit(text[start:head].strip()) \
                    and looks_like_unit(_bare(text[match.end():stop])):
                yield start, match.end() if name == "lead_inside" else head
                yield from _inner(text, match.end(), stop)
                return
    yield start, stop


def _bare(name: str) -> str:
    ended = rule("role_end").search(name.strip())
    return name.strip()[:ended.start()] if ended else name.strip()


def _piece(text: str, start: int, stop: int, before: str) -> _Piece:
    while start < stop and text[start] in " \n":
        start += 1
    while start < stop and text[stop - 1] in " \n.":
        stop -= 1
    before = "会" if rule("joined_by").match(text, start, stop) else before
    remark = rule("remark_bracket").search(text, start, stop)
    stop = remark.start() if remark else stop
    marked = re.search(r"\(([^()]{2,6})\)$", text[start:stop])
    if marked and re.fullmatch(rf"(?:{rule('act').pattern})(?:单位|部门)?", marked[1]):
        return _Piece(start, start + marked.start(), before, marked[1], own=True)
    ended = rule("role_end").search(text, start, stop)
    while ended and ended.end() < stop:
        ended = rule("role_end").search(text, ended.end(), stop)
    if ended:
        return _Piece(start, ended.start(), before, ended["act"])
    closed = rule("manner_end").search(text[start:stop])
    return _Piece(start, start + closed.start() if closed else stop, before, "负责" if closed else None)


def _with_roles(pieces: list[_Piece], role: Role) -> Iterator[tuple[_Piece, Role]]:
    """Gives each piece its role: an act reaches back over the list that it closes."""
    pending: list[_Piece] = []
    led = False
    for piece in pieces:
        if piece.before and piece.before in _ENDING:
            yield from _given(pending, role, len(pending), role)
            pending = []
        if piece.own and piece.act is not None:
            yield piece, role_of(piece.act)
            continue
        pending.append(piece)
        if piece.act is not None:
            given = role_of(piece.act)
            yield from _given(pending, given, _reach(pending, given, led), role)
            led, pending = led or given is Role.LEAD, []
    yield from _given(pending, role, len(pending), role)


def _given(pending: list[_Piece], given: Role, reach: int, role: Role) -> Iterator[tuple[_Piece, Role]]:
    """The pieces with their roles: `given` from `reach` on, support after a 会同."""
    joined = False
    for at, piece in enumerate(pending):
        joined = piece.before == "会" or (joined and piece.before == "、")
        yield piece, Role.SUPPORT if joined else given if at >= reach else role


def _reach(pending: list[_Piece], given: Role, led: bool) -> int:
    """The first pending piece that an act speaks of.

    “A，B配合” leaves A unmarked: 配合 reaches over 、 only, unless a lead came before.
    """
    if given in (Role.LEAD, Role.RESPONSIBLE) or led:
        return 0
    at = len(pending) - 1
    while at > 0 and pending[at].before == "、":
        at -= 1
    return at


def _named(text: str, piece: _Piece, role: Role) -> Iterator[NamedUnit]:
    start = _without_lead_in(text, piece.start, piece.end)
    others = rule("and_others").search(text, start, piece.end)
    if others:
        yield from _named(text, _Piece(start, others.start(), "", None), role)
        each = rule("and_each").search(text, others.end(), piece.end)
        yield _unit(text, others.end(), each.start() if each else piece.end, role)
        if each:
            yield from _named(text, _Piece(each.end(), piece.end, "", None), role)
        return
    stop = piece.end - 1 if text[piece.end - 1:piece.end] == "等" and piece.end - start > 2 else piece.end
    if stop <= start or stop - start > _LONGEST or rule("remark").search(text[start:stop]):
        return
    joint = _joint(text, start, stop)
    if joint:
        yield _unit(text, start, joint[0], role)
        yield from _named(text, _Piece(joint[1], stop, "", None), role)
    else:
        yield _unit(text, start, stop, role)


def _unit(text: str, start: int, stop: int, role: Role) -> NamedUnit:
    return NamedUnit(start, stop, re.sub(r"\s", "", text[start:stop]), role)


def _without_lead_in(text: str, start: int, stop: int) -> int:
    """Skips 由, 并 and a joining word before a name."""
    match = rule("lead_in").match(text, start, stop)
    return match.end() if match and stop - match.end() > 1 else start


def _joint(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """Where a joining word parts two whole names (办公室和机关党委), not one (法规与标准科)."""
    if rule("collective").match(text, start, stop):
        return None
    for match in rule("conjunction").finditer(text, start + 2, stop):
        left, right = text[start:match.start()].removesuffix("等"), text[match.end():stop]
        if left.count("(") == left.count(")") and looks_like_unit(left) and \
                (looks_like_unit(right) or (right.startswith("各") and len(right) > 2)):
            return start + len(left), match.end()
    return None
