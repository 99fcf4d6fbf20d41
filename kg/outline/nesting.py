"""Chooses, among all marks, the numbering that makes one consistent tree.

Dynamic programming over the marks in order: a state is the stack of open levels and the
last number of each way of numbering. Taking a mark earns its strength and pays for what is odd about it
(a gap, a repeat, a restart, a level that opens with another number than one); leaving
out a mark in a strong position costs too. So one lost number costs one gap, while a
number that fits nowhere is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter

from kg.model.outline import AFTER_STOP, LINE_START, RANK, Mark, Style

_BEAM = 9
_HOPELESS = 4.0             # a reading this far behind the best does not catch up
_UNSEEN, _UNNUMBERED = -1, 0

_OPEN = 1.2                 # a new way of numbering appears: one mark alone is not a list
_REOPEN = 0.2               # a known way of numbering begins again at one under a new parent
_NOT_FROM_ONE = 2.0         # a level opens with another number than one
_GAP, _MORE_GAP = 1.0, 0.4  # a number is missing; each further one
_LARGEST_GAP = 3.5
_REPEAT = 1.5               # the same number again
_REPEAT_OF_TEXT = 0.2       # … with the same words: a row continued over a page
_RESTART = 2.2              # one again under the same parent
_RESTART_AFTER_COLON = 0.6
_BACKWARD = 4.0             # a smaller number that is not one
_INVERTED = 2.5             # 一、 under 1.
_LEAVE = {LINE_START: 1.6, AFTER_STOP: 0.4}

_ANYWHERE = frozenset({Style.ORDINAL, Style.LETTER})    # stages and letters number chapters as well as items

_score = itemgetter(0)

# A mark that was taken, its depth, and what was taken before it.
_Taken = tuple[Mark, int, "_Taken | None"]
# The open levels by the ranks of their styles, and the last number of each style by its rank.
_Levels = tuple[tuple[int, ...], tuple[int, ...]]
# One way of reading the marks so far: its score, its levels, what was taken. A plain tuple, as thousands are made
# for a page.
_State = tuple[float, _Levels, _Taken | None]


def nest(text: str, marks: Sequence[Mark]) -> list[tuple[Mark, int]]:
    """The marks that are items, each with its depth from 0."""
    ranks = {style: rank for rank, style in enumerate(_outermost_first(marks))}
    plain = _all_at_their_least(marks, ranks)
    return _best(text, marks, ranks) if plain is None else plain


def _all_at_their_least(marks: Sequence[Mark], ranks: Mapping[Style, int]) -> list[tuple[Mark, int]] | None:
    """All marks, where taking each costs the least that it could, whatever is taken before it, and less than it earns:
    every other way to read them is worse. None elsewhere; most documents count without a fault."""
    found: list[tuple[Mark, int]] = []
    stack: tuple[int, ...] = ()
    lasts: dict[int, int] = {}
    for mark in marks:
        rank, value = ranks[mark.style], mark.value
        last = lasts.get(rank, _UNSEEN)
        goes_on = value == last + 1 > 1
        if rank in stack:
            price, least = 0.0, goes_on or value == _UNNUMBERED
        else:
            price, least = _open_price(last, value), goes_on or last == _UNSEEN or value == 1 <= last
        if not least or mark.strength + _LEAVE.get(mark.strength, 0.0) <= price:
            return None
        depth = sum([level < rank for level in stack])
        found.append((mark, depth))
        stack, lasts[rank] = (*stack[:depth], rank), value
    return found


def _best(text: str, marks: Sequence[Mark], ranks: Mapping[Style, int]) -> list[tuple[Mark, int]]:
    """The marks of the best of many ways to read them, each with its depth."""
    beam: list[_State] = [(0.0, ((), (_UNSEEN,) * len(ranks)), None)]
    for mark in marks:
        following = _following(text, beam, mark, ranks[mark.style])
        beam = sorted(following.values(), key=_score, reverse=True)[:_BEAM]
        least = beam[0][0] - _HOPELESS
        while beam[-1][0] < least:
            beam.pop()
    return _path(beam[0])


def _outermost_first(marks: Sequence[Mark]) -> list[Style]:
    """The styles of some marks in conventional order, but for those without a place: one stands outside of all
    that begin below it."""
    first: dict[Style, int] = {}
    for mark in marks:
        first.setdefault(mark.style, mark.start)
    order = sorted(first, key=RANK.__getitem__)
    for style in _ANYWHERE & first.keys():
        order.remove(style)
        inner = (at for at, other in enumerate(order) if RANK[other] > RANK[style] or first[other] > first[style])
        order.insert(next(inner, len(order)), style)
    return order


def _following(text: str, beam: Sequence[_State], mark: Mark, rank: int) -> dict[_Levels, _State]:
    """What the states become by leaving a mark out and by taking it, the best of each levels, but for what is
    hopeless beside one before."""
    strength, value = mark.strength, mark.value
    cost = _LEAVE.get(strength, 0.0)
    least = beam[0][0] - cost - _HOPELESS
    found: dict[_Levels, _State] = {}
    for score, levels, taken in beam:
        left = score - cost
        if left >= least and (levels not in found or found[levels][0] < left):
            found[levels] = left, levels, taken
        if score + strength < least:
            continue    # no price is below zero
        stack, lasts = levels
        for depth, price in _places(text, stack, lasts[rank], taken, mark, rank):
            earned = score + strength - price
            if earned >= least:
                least = max(least, earned - _HOPELESS)
                opened = (*stack[:depth], rank), (*lasts[:rank], value, *lasts[rank + 1:])
                if opened not in found or found[opened][0] < earned:
                    found[opened] = earned, opened, (mark, depth, taken)
    return found


def _path(state: _State) -> list[tuple[Mark, int]]:
    found: list[tuple[Mark, int]] = []
    taken = state[-1]
    while taken is not None:
        mark, depth, taken = taken
        found.append((mark, depth))
    return found[::-1]


def _places(text: str, stack: tuple[int, ...], last: int, taken: _Taken | None, mark: Mark,
            rank: int) -> Sequence[tuple[int, float]]:
    """The depths that a mark may be taken at, each with its price: its own open level, else new ones."""
    if rank in stack:
        return ((stack.index(rank), _step_price(text, taken, mark, last)),)
    price = _open_price(last, mark.value)
    if not stack or max(stack) < rank:
        return ((len(stack), price),)
    return (sum([level < rank for level in stack]), price), (len(stack), price + _INVERTED)


def _open_price(last: int, value: int) -> float:
    if value == _UNNUMBERED:
        return _OPEN if last == _UNSEEN else _REOPEN
    if last == _UNSEEN:
        return _OPEN if value == 1 else _OPEN + _NOT_FROM_ONE
    if value == 1:
        return _REOPEN
    return _gap_price(value - last) if value > last else _NOT_FROM_ONE + _REOPEN


def _step_price(text: str, taken: _Taken | None, mark: Mark, value: int) -> float:
    if mark.value == _UNNUMBERED:
        return 0.0
    if mark.value > value:
        return _gap_price(mark.value - value)
    if mark.value == value:
        return _REPEAT_OF_TEXT if _same_words(text, taken, mark) else _REPEAT
    if mark.value == 1:
        return _RESTART_AFTER_COLON if text[mark.start - 1:mark.start] == ":" else _RESTART
    return _BACKWARD


def _gap_price(step: int) -> float:
    return 0.0 if step == 1 else min(_GAP + _MORE_GAP * (step - 2), _LARGEST_GAP)


def _same_words(text: str, taken: _Taken | None, mark: Mark) -> bool:
    """Whether the last number of the same style stood before the same words."""
    while taken is not None:
        before, _, taken = taken
        if before.style is mark.style:
            return text[before.end:before.end + 8] == text[mark.end:mark.end + 8]
    return False
