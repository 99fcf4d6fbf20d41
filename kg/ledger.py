"""The 台账 of one unit: what it must do, in which role, by when, and where that stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from kg.errors import AmbiguousReference, UnknownReference
from kg.model.answers import Beside, Ledger, LedgerRow
from kg.model.extraction import TimeKind, TimeLimit
from kg.model.links import Bearer, Holder, Judgement, Quote
from kg.model.view import View
from kg.numerals import last_day


def ledger(view: View, unit: str, today: date) -> Ledger:
    """The tasks of a unit, those due next first.

    `unit` is a holder's id or its name; a short name that units of several organisations
    bear gives the tasks of none: AmbiguousReference lists them. UnknownReference if nobody
    goes by it.
    """
    holder = find_holder(view, unit)
    succession = tuple(sorted(one.id for one in _one_body(view, holder)))
    borne = (bearer for one in succession for bearer in view.borne_by(one))
    rejected = (bearer for bearer in view.rejected().bearers if bearer.holder in succession)
    return Ledger(holder.name, succession, _rows(view, borne, today), _rows(view, rejected, today))


def find_holder(view: View, unit: str) -> Holder:
    """The holder of an id, a full name (with or without its organisation's before it), or a
    name that only one holder goes by."""
    wanted = re.sub(r"\s", "", unit)
    holders = view.holders()
    names = {holder.id: holder.name for holder in holders}
    ways: tuple[Callable[[Holder], bool], ...] = (
        lambda h: h.id == wanted,
        lambda h: wanted == h.name,
        lambda h: wanted == names.get(h.parent or "", "") + h.name,
        lambda h: wanted in h.aliases,
    )
    for way in ways:
        found = [holder for holder in holders if way(holder)]
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousReference(unit, [(holder.id, _label(holder)) for holder in found])
    near = [holder for holder in holders if wanted in holder.name]
    if len(near) == 1:
        return near[0]
    if near:
        raise AmbiguousReference(unit, [(holder.id, _label(holder)) for holder in near])
    raise UnknownReference(unit, [f"the id, the name and the aliases of {len(holders)} holders"])


def _label(holder: Holder) -> str:
    return f"{holder.parent} {holder.name}" if holder.parent else holder.name


def _one_body(view: View, holder: Holder) -> list[Holder]:
    """A holder, the ones it was reorganised from, and the ones it became."""
    holders = view.holders()
    found = {holder.id: holder}
    waiting = [holder]
    for one in waiting:
        for other in holders:
            if (other.id in one.predecessors or one.id in other.predecessors) and other.id not in found:
                found[other.id] = other
                waiting.append(other)
    return list(found.values())


def _rows(view: View, bearers: Iterable[Bearer], today: date) -> tuple[LedgerRow, ...]:
    decided = {(one.task, one.assignment): one.judgement
               for one in (*view.judged_bearers(), *view.rejected().bearers)}
    rows = [_row(view, bearer, decided, today) for bearer in bearers]
    return tuple(sorted(rows, key=lambda row: (row.next_due or "9999", row.work.id, row.evidence.span, row.task)))


def _row(view: View, bearer: Bearer, decided: Mapping[tuple[str, int], Judgement | None], today: date) -> LedgerRow:
    node = view.task(bearer.task)
    extraction = view.extraction(node.work)
    task = next(item for item in extraction.tasks if item.id == node.local)
    own = task.assignments[bearer.assignment]
    others = tuple(Beside(a.name, a.role, decided.get((bearer.task, place)))
                   for place, a in enumerate(task.assignments) if a is not own)
    due = [day for day in (_due(limit, today) for limit in task.times) if day is not None]
    first = task.spans[0]
    return LedgerRow(
        bearer.task,
        bearer.assignment,
        view.work(node.work),
        task.label,
        task.headings,
        task.text(extraction.text),
        own.role,
        own.name,
        others,
        task.times,
        min(due, default=None),
        Quote(node.work, first, first.of(extraction.text)),
        bearer.judgement,
    )


def _due(limit: TimeLimit, today: date) -> str | None:
    if limit.due is not None:
        return limit.due if limit.due >= today.isoformat() else None
    return next_due(limit.value, today) if limit.kind is TimeKind.FREQUENCY else None


_MONTHS = {"P1M": 1, "P3M": 3, "P6M": 6, "P1Y": 12}


def next_due(rhythm: str, today: date) -> str | None:
    """The last day of the period that `today` lies in; None for a rhythm without periods.

    >>> [next_due(rhythm, date(2021, 5, 8)) for rhythm in ("P3M", "P15D", "realtime")]
    ['2021-06-30', '2021-05-15', None]
    """
    if rhythm in _MONTHS:
        length = _MONTHS[rhythm]
        return last_day(today.year, (today.month - 1) // length * length + length)
    if rhythm == "P1W":
        return (today + timedelta(days=6 - today.weekday())).isoformat()
    if rhythm == "P15D":
        return today.replace(day=15).isoformat() if today.day <= 15 else last_day(today.year, today.month)
    return today.isoformat() if rhythm == "P1D" else None
