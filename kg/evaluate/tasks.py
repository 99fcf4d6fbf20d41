"""Tasks of an answer paired with the tasks found by the share of letters that they have in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.evaluate.comparing import Record, compare, compare_lists
from kg.evaluate.figures import Count, Miss
from kg.extract.vocabulary import folded
from kg.model.extraction import NO_YEAR, Extraction, Task, TimeLimit
from kg.model.text import Span

_HALF, _MOST = 0.5, 0.85


@dataclass(frozen=True, slots=True)
class _Pair:
    """A task of the answer, a task found, and the share of their letters that both have."""

    overlap: float
    wanted: int
    found: int


def _pairs(answer: Extraction, found: Extraction) -> dict[int, _Pair]:
    """The pairs of at least half their letters by the answer's task; each task in one, the best first."""
    chosen: dict[int, _Pair] = {}
    taken: set[int] = set()
    for pair in _overlaps(answer, found):
        if pair.overlap >= _HALF and pair.wanted not in chosen and pair.found not in taken:
            chosen[pair.wanted] = pair
            taken.add(pair.found)
    return chosen


def _overlaps(answer: Extraction, found: Extraction) -> list[_Pair]:
    wanted = [_letters(task, answer.text) for task in answer.tasks]
    got = [_letters(task, answer.text) for task in found.tasks]
    pairs = [_Pair(len(a & b) / len(a | b), i, j)
             for i, a in enumerate(wanted) for j, b in enumerate(got) if a & b]
    return sorted(pairs, key=lambda pair: (-pair.overlap, pair.wanted, pair.found))


def _letters(task: Task, text: str) -> frozenset[int]:
    return frozenset(i for span in task.spans for i in range(span.start, span.end) if not text[i].isspace())


def score_tasks(answer: Extraction, found: Extraction) -> Iterator[Record]:
    """The figures of tasks and of what hangs on them: labels, headings, units, time limits.

    A task found counts at 0.5 and at 0.85 of shared letters; the best pairs are made first.
    """
    pairs = _pairs(answer, found)
    for figure, least in (("tasks@0.5", _HALF), ("tasks@0.85", _MOST)):
        right = sum(pair.overlap >= least for pair in pairs.values())
        yield figure, Count(right, len(answer.tasks) - right, len(found.tasks) - right), None
    for i, wanted in enumerate(answer.tasks):
        got = found.tasks[pairs[i].found] if i in pairs else None
        if got is None:
            yield "tasks@0.5", Count(), _task_miss("tasks@0.5", answer.text, wanted, None)
        elif pairs[i].overlap < _MOST:
            yield "tasks@0.85", Count(), _task_miss("tasks@0.85", answer.text, wanted, got)
        yield from _score_task(wanted, got)
    taken = {pair.found for pair in pairs.values()}
    for extra in (task for j, task in enumerate(found.tasks) if j not in taken):
        yield "tasks@0.5", Count(), _task_miss("tasks@0.5", answer.text, None, extra)
        yield from _score_task(None, extra)


def _task_miss(figure: str, text: str, wanted: Task | None, got: Task | None) -> Miss:
    shown = [f"{task.label or '–'} {task.text(text)}" if task else None for task in (wanted, got)]
    return Miss(figure, shown[0], shown[1], _place(wanted, got))


def _place(wanted: Task | None, got: Task | None) -> Span | None:
    task = wanted or got
    return task.spans[0] if task else None


def _score_task(wanted: Task | None, got: Task | None) -> Iterator[Record]:
    place = _place(wanted, got)
    if wanted is not None and got is not None:
        yield from compare("label", wanted.label, got.label, place)
        yield from compare("headings", wanted.headings, got.headings, place)
    yield from compare_lists("units", _units(wanted), _units(got), place)
    yield from compare_lists("times", _times(wanted), _times(got), place)


def _units(task: Task | None) -> list[str]:
    return [f"{folded(unit.name)} ({unit.role.value})" for unit in task.assignments] if task else []


def _times(task: Task | None) -> list[str]:
    return [f"{_value(time)} ({time.kind.value})" for time in task.times] if task else []


def _value(time: TimeLimit) -> str:
    """The value of a limit, but for a date whose year nothing tells: an answer gives no value there."""
    return "no year" if not time.value or time.value.startswith(NO_YEAR) else time.value
