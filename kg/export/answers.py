"""Answers as JSON, in the forms that other tools may rely on (README, “JSON forms”)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.compare.strip import Thread
from kg.compare.units import Shift
from kg.form import to_json
from kg.model.answers import (Change, ComparedTask, Comparison, Ledger, LedgerRow, Lineage,
                              LineageEdge, LineageNode)
from kg.model.links import Gap, Judgement, Quote, TaskMatch, Work

Json = dict[str, Any]


def lineage(answer: Lineage) -> Json:
    """A lineage: edges point from what derives to what it derives from."""
    return {"root": answer.root, "direction": answer.direction.value,
            "nodes": [_node(node) for node in answer.nodes],
            "edges": [_edge(edge) for edge in answer.edges],
            "gaps": [_gap(gap) for gap in answer.gaps], "truncated": answer.truncated,
            "rejected": [_edge(step.edge) for step in answer.rejected]}


def _node(node: LineageNode) -> Json:
    return {"id": node.id, "kind": node.kind, "number": node.number, "title": node.title,
            "text": node.text, "issuer": node.issuer,
            "level": node.level.value if node.level else None, "year": node.year,
            "held": node.held, "distance": node.distance}


def _edge(edge: LineageEdge) -> Json:
    return {"from": edge.source, "to": edge.target, "kind": edge.kind, "method": edge.method,
            "stated": edge.stated, "direct": edge.direct, "confidence": edge.confidence,
            "human": _judgement(edge.judgement), "evidence": [_quote(quote) for quote in edge.evidence]}


def _judgement(judgement: Judgement | None) -> Json | None:
    return None if judgement is None else to_json(judgement)


def _quote(quote: Quote) -> Json:
    return {"document": quote.work, "start": quote.span.start, "end": quote.span.end, "quote": quote.text}


def _gap(gap: Gap) -> Json:
    return {"kind": gap.kind.value, "subject": gap.subject, "message": gap.message}


def comparison(answer: Comparison) -> Json:
    """A comparison: `a` is the older or upper plan, `b` the newer or lower one."""
    a = {task.id: task for task in answer.a_tasks}
    b = {task.id: task for task in answer.b_tasks}
    return {"a": _work(answer.a), "b": _work(answer.b),
            "links": [_link(match, a, b) for match in answer.links],
            "candidates": [_link(match, a, b) for match in answer.candidates],
            "changes": [_change(change) for change in answer.changes]}


def strip(works: Sequence[Work], threads: Sequence[Thread]) -> Json:
    """Plans of several years: each task by the plans that have it."""
    return {"plans": [_work(work) for work in works],
            "threads": [{work: {**_task(stop.task), "kind": stop.kind.value if stop.kind else None,
                                "human": [_judgement(one) for one in stop.judgements]}
                         for work, stop in thread.items()} for thread in threads]}


def units(found: Comparison, shifts: Sequence[Shift]) -> Json:
    """Two plans as the units see them."""
    return {"a": _work(found.a), "b": _work(found.b),
            "units": [{"unit": one.holder.id, "name": one.holder.name, "before": one.before, "after": one.after,
                       "lost": list(one.lost), "gained": list(one.gained),
                       "human": [_judgement(said) for said in one.judgements]} for one in shifts]}


def _work(work: Work) -> Json:
    return {"id": work.id, "number": work.number, "title": work.title, "issuers": list(work.issuers),
            "level": work.level.value if work.level else None, "year": work.year, "held": work.held}


def _link(match: TaskMatch, a: dict[str, ComparedTask], b: dict[str, ComparedTask]) -> Json:
    # A match points from the later task to the earlier; a comparison reads the other way.
    return {"a": _task(a[match.b]), "b": _task(b[match.a]), "kind": match.kind.value,
            "score": match.score, "reuse": match.reuse, "rank": match.rank,
            "features": dict(match.features), "human": _judgement(match.judgement)}


def _task(task: ComparedTask) -> Json:
    return {"id": task.id, "label": task.label, "spans": [[span.start, span.end] for span in task.spans],
            "text": task.text}


def _change(change: Change) -> Json:
    return {"kind": change.kind.value, "a": list(change.a), "b": list(change.b),
            "fields": [to_json(field) for field in change.fields],
            "difference": [to_json(run) for run in change.difference], "why": change.why,
            "human": [_judgement(one) for one in change.judgements]}


def ledger(answer: Ledger) -> Json:
    """A unit's ledger, rows due next first."""
    return {"unit": answer.unit, "holders": list(answer.holders),
            "rows": [_row(row) for row in answer.rows], "rejected": [_row(row) for row in answer.rejected]}


def _row(row: LedgerRow) -> Json:
    return {"task": row.task, "document": _work(row.work), "label": row.label,
            "headings": list(row.headings), "text": row.text, "role": row.role.value, "unit": row.unit,
            "others": [{"name": one.name, "role": one.role.value, "human": _judgement(one.judgement)}
                       for one in row.others],
            "times": [{"text": time.text, "kind": time.kind.value, "value": time.value}
                      for time in row.times],
            "next_due": row.next_due, "human": _judgement(row.judgement), "evidence": _quote(row.evidence)}
