"""Chooses, among all marks, the numbering that makes one consistent tree.

Dynamic programming over the marks in order: a state is the stack of open levels with
their last numbers. Taking a mark earns its strength and pays for what is odd about it
(a gap, a repeat, a restart, a level that opens with another number than one); leaving
out a mark in a strong position costs too. So one lost number costs one gap, while a
number that fits nowhere is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from kg.model.outline import Mark, Style

_BEAM = 9
_HOPELESS = 4.0             # a reading this far behind the best does not catch up
_UNSEEN, _UNNUMBERED = -1, 0
_RANK = {style: rank for rank, style in enumerate(Style)}

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
_LEAVE = {3.0: 1.6, 2.0: 0.4}

_score = attrgetter("score")

# (rank of a style, a number): ranks because they are compared far more often than shown.
Level = tuple[int, int]


class _Taken(NamedTuple):
    """A mark that was taken, its depth, and what was taken before it."""

    mark: Mark
    depth: int
    before: _Taken | None


class _State(NamedTuple):
    """One way of reading the marks so far: open levels, last number of each style, what was taken.

    A named tuple, as thousands are made for a page and frozen classes take thrice the time.
    """

    score: float
    stack: tuple[Level, ...]
    lasts: tuple[int, ...]
    taken: _Taken | None


def nest(text: str, marks: Sequence[Mark]) -> list[tuple[Mark, int]]:
    """The marks that are items, each with its depth from 0."""
    used = sorted({mark.style for mark in marks}, key=_RANK.__getitem__)
    ranks = {style: rank for rank, style in enumerate(used)}
    beam = [_State(0.0, (), (_UNSEEN,) * len(ranks), None)]
    for mark in marks:
        beam = _best(_following(text, beam, mark, ranks[mark.style]))
    return _path(beam[0])


def _following(text: str, beam: Sequence[_State], mark: Mark, rank: int) -> Iterator[_State]:
    """What each state becomes by leaving a mark out and by taking it."""
    cost = _LEAVE.get(mark.strength, 0.0)
    for state in beam:
        yield _State(state.score - cost, state.stack, state.lasts, state.taken)
        yield from _placed(text, state, mark, rank)


def _best(states: Iterable[_State]) -> list[_State]:
    """The best states, one for each stack and last numbers, that may still win."""
    best: dict[tuple[tuple[Level, ...], tuple[int, ...]], _State] = {}
    for state in states:
        key = (state.stack, state.lasts)
        if key not in best or best[key].score < state.score:
            best[key] = state
    beam = sorted(best.values(), key=_score, reverse=True)[:_BEAM]
    least = beam[0].score - _HOPELESS
    return [state for state in beam if state.score >= least]


def _path(state: _State) -> list[tuple[Mark, int]]:
    found: list[tuple[Mark, int]] = []
    taken = state.taken
    while taken is not None:
        found.append((taken.mark, taken.depth))
        taken = taken.before
    return found[::-1]


def _placed(text: str, state: _State, mark: Mark, rank: int) -> Iterator[_State]:
    """The states after taking a mark: at its own open level, else at a new one."""
    outer = 0
    for depth, (style, value) in enumerate(state.stack):
        if style == rank:
            yield _with(state, mark, rank, depth, _step_price(text, state, mark, value))
            return
        outer += style < rank
    price = _open_price(state.lasts[rank], mark)
    yield _with(state, mark, rank, outer, price)
    if outer < len(state.stack):
        yield _with(state, mark, rank, len(state.stack), price + _INVERTED)


def _with(state: _State, mark: Mark, rank: int, depth: int, price: float) -> _State:
    lasts = (*state.lasts[:rank], mark.value, *state.lasts[rank + 1:])
    return _State(state.score + mark.strength - price, (*state.stack[:depth], (rank, mark.value)),
                  lasts, _Taken(mark, depth, state.taken))


def _open_price(last: int, mark: Mark) -> float:
    if mark.value == _UNNUMBERED:
        return _OPEN if last == _UNSEEN else _REOPEN
    if last == _UNSEEN:
        return _OPEN if mark.value == 1 else _OPEN + _NOT_FROM_ONE
    if mark.value == 1:
        return _REOPEN
    return _gap_price(mark.value - last) if mark.value > last else _NOT_FROM_ONE + _REOPEN


def _step_price(text: str, state: _State, mark: Mark, value: int) -> float:
    if mark.value == _UNNUMBERED:
        return 0.0
    if mark.value > value:
        return _gap_price(mark.value - value)
    if mark.value == value:
        return _REPEAT_OF_TEXT if _same_words(text, state, mark) else _REPEAT
    if mark.value == 1:
        return _RESTART_AFTER_COLON if text[mark.start - 1:mark.start] == ":" else _RESTART
    return _BACKWARD


def _gap_price(step: int) -> float:
    return 0.0 if step == 1 else min(_GAP + _MORE_GAP * (step - 2), _LARGEST_GAP)


def _same_words(text: str, state: _State, mark: Mark) -> bool:
    """Whether the last number of the same style stood before the same words."""
    taken = state.taken
    while taken is not None:
        if taken.mark.style is mark.style:
            return text[taken.mark.end:taken.mark.end + 8] == text[mark.end:mark.end + 8]
        taken = taken.before
    return False
