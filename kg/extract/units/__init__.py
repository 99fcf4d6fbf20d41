"""Reads lists of units with their roles: a position and a grammar, not a name type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.extract.units.names import LONGEST_NAME, NamedUnit, is_kind, is_name, is_place, looks_like_unit, role_of, rule
from kg.extract.units.pieces import ASIDE, JOINED, Piece, behind_lead_in, pieces_of, plain_names
from kg.model.extraction import Role
from kg.numerals import read_numeral

__all__ = ["LONGEST_NAME", "NamedUnit", "is_kind", "is_name", "is_place", "looks_like_unit", "read_units", "role_of",
           "rule"]

_ENDING = ";。\n\t"
_OFFICE_ENDS, _INSTITUTION_ENDS = frozenset("司处科股室"), frozenset("馆校院站园场社所")
_LISTING = ("、", " ", "/")  # what stands between the names of one list


def read_units(text: str, start: int, stop: int, role: Role = Role.RESPONSIBLE) -> list[NamedUnit]:
    """The units that a statement names, in order, with roles.

    `role` is that of unmarked units (from a key or a column head).

    >>> [(u.name, u.role.value) for u in read_units("财务科牵头,甲科、乙科配合;各分局参照落实", 0, 21)]
    [('财务科', 'lead'), ('甲科', 'support'), ('乙科', 'support'), ('各分局', 'follow')]
    """
    return [NamedUnit(start + begin, start + end, name, given) for begin, end, name, given in
            _read(text[start:stop], role)] if start else list(_read(text[start:stop], role))


@lru_cache(maxsize=2048)
def _read(listed: str, role: Role) -> tuple[NamedUnit, ...]:
    """The units of one list; a plan repeats the same lists over and over."""
    found: list[NamedUnit] = []
    begin = 0
    for name in plain_names(listed):
        found.append(NamedUnit(begin, begin + len(name), name, role))
        begin += len(name) + 1
    return tuple(found or _unlike(listed, role))


def _unlike(listed: str, role: Role) -> list[NamedUnit]:
    """The units of a list whose pieces are not all plain names."""
    found: list[NamedUnit] = []
    for piece, given in _with_roles(list(_without_remarks(listed)), role):
        if piece.plain:
            found.append(NamedUnit(piece.start, piece.end, listed[piece.start:piece.end], given))
            continue
        for unit in _named(listed, piece.start, piece.end, given):
            if not _counts(unit.name, found):
                found.append(unit)
    return sorted(found, key=lambda unit: unit.start)   # roles are not always given in the order of the names


def _without_remarks(listed: str) -> Iterator[Piece]:
    """The pieces of a list without a word before the name, but those of remarks (以下均需甲局、乙局落实，不再列出)."""
    closing = rule("remark_for_all").search(listed) if "不再" in listed else None
    remarked = False
    for piece in pieces_of(listed[:closing.start()] if closing else listed):
        start = piece.start if piece.plain else behind_lead_in(listed, piece.start, piece.end)
        remarked = (remarked and piece.before == "、") or (
            not piece.plain and rule("remark").match(listed[start:piece.end]) is not None)
        if not remarked:
            yield piece if start == piece.start else piece._replace(start=start)


def _counts(name: str, named: Sequence[NamedUnit]) -> bool:
    """Whether a name only counts those that were named (甲局、乙局等2个部门)."""
    counted = rule("counted").fullmatch(name)
    return counted is not None and read_numeral(counted["count"]) == len(named)


def _with_roles(pieces: Sequence[Piece], role: Role) -> Iterator[tuple[Piece, Role]]:
    """Gives each piece its role: an act reaches back over the list that it closes."""
    pending: list[Piece] = []
    acted = marked = False
    for at, piece in enumerate(pieces):
        if piece.before and piece.before in _ENDING:
            yield from _given(pending, role, len(pending), role)
            pending = []
        if piece.before == ASIDE:
            yield piece, role_of(piece.act or "")
            continue
        if piece.own and piece.act is not None:
            given = role_of(piece.act)
            if marked or any(behind.own for behind in pieces[at + 1:]):  # 甲、乙（牵头），丙、丁（配合）: 甲 leads, 丙 supports
                yield from _given(pending, given, 0, role)
                pending = []
            yield piece, given
            marked = True
            continue
        pending.append(piece)
        if piece.act is not None:
            given = role_of(piece.act)
            if given is Role.RESPONSIBLE:   # 牵头单位：甲局、乙局按职责分工负责: the key tells more
                given = role
            yield from _given(pending, given, _reach(pending, given, acted), role)
            acted, pending = acted or given in (Role.LEAD, Role.RESPONSIBLE), []
    yield from _given(pending, role, len(pending), role)


def _given(pending: Sequence[Piece], given: Role, reach: int, role: Role) -> Iterator[tuple[Piece, Role]]:
    """The pieces with their roles: `given` from `reach` on, support after a 会同."""
    joined = False
    for at, piece in enumerate(pending):
        joined = piece.before == JOINED or (joined and piece.before == "、")
        yield piece, Role.SUPPORT if joined else given if at >= reach else role


def _reach(pending: Sequence[Piece], given: Role, acted: bool) -> int:
    """The first pending piece that an act speaks of.

    “A，B配合” leaves A unmarked: 配合 reaches over no comma, unless those who lead or answer `acted` before.
    """
    if given in (Role.LEAD, Role.RESPONSIBLE) or acted:
        return 0
    at = len(pending) - 1
    while at > 0 and pending[at].before in _LISTING:
        at -= 1
    return at


def _named(text: str, start: int, end: int, role: Role) -> Iterator[NamedUnit]:
    """The units of a stretch that no separator parts."""
    others = rule("and_others").search(text, start, end) if "等" in text else None
    if others:
        yield from _named(text, behind_lead_in(text, start, others.start()), others.start(), role)
        each = rule("and_each").search(text, others.end(), end)
        rest = _unit(text, others.end(), each.start() if each else end, role)
        if not rule("generic").match(rest.name):    # 甲局等部门 says of what kind those named are
            yield rest
        if each:
            yield from _named(text, behind_lead_in(text, each.end(), end), end, role)
        return
    stop = end - 1 if text.endswith("等", start, end) and end - start > 2 else end
    if stop <= start or stop - start > LONGEST_NAME:
        return
    joint = _joint(text, start, stop)
    if joint:
        yield _unit(text, start, joint[0], role)
        yield from _named(text, behind_lead_in(text, joint[1], stop), stop, role)
    else:
        yield _unit(text, start, stop, role)


def _unit(text: str, start: int, stop: int, role: Role) -> NamedUnit:
    return NamedUnit(start, stop, "".join(text[start:stop].split()), role)


def _joint(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """Where a joining word parts two whole names (办公室和机关党委), not one (法规与标准科)."""
    words = list(rule("conjunction").finditer(text, start + 2, stop))
    whole = rule("collective").match(text, start, stop) if words else None
    for match in words:
        if whole and match.start() < whole.end():
            continue
        left, right = text[start:match.start()].removesuffix("等"), text[match.end():stop]
        each = right.startswith("各") and len(right) > 2
        if match[0] == "与" and right.rstrip(")")[-1:] in _OFFICE_ENDS and left[-1:] in _INSTITUTION_ENDS:
            continue    # 博物馆与社会文物司: an office is named for what it sees to
        if left.count("(") == left.count(")") and (is_name(right) or each) and \
                (is_name(left) or (each and rule("generic").match(left))) \
                and not rule("kind_joined").match(right):
            return start + len(left), match.end()
    return None
