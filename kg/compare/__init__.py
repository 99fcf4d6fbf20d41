"""Two plans side by side: what was kept, reworded, moved, split, merged, dropped, added."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from kg.compare.difference import difference
from kg.compare.fields import FieldReader
from kg.errors import UnknownReference
from kg.link.align import align
from kg.link.reuse import reuse
from kg.link.taskids import TaskText, name_tasks
from kg.model.answers import Change, ChangeKind, ComparedTask, Comparison
from kg.model.links import Judgement, MatchKind, MatchRelation, Series, TaskMatch
from kg.model.view import View

_STRONG = (MatchKind.SAME, MatchKind.REWORDED)


def compare(view: View, a: str, b: str) -> Comparison:
    """Work `a` (older or upper) against work `b` (newer or lower).

    KeyError for unknown ids, UnknownReference for a work whose text is not held.

    Matches point from a task of `b` to one of `a`. Those of the library are used where it
    compared the two, else they are made for this answer in the same way.
    """
    for work in (view.work(a), view.work(b)):
        if not work.held:
            raise UnknownReference(work.name, ["its text, which is not in the library: it is only cited"])
    older, newer = name_tasks(a, view.extraction(a)), name_tasks(b, view.extraction(b))
    matches = _matches(view, older, newer)
    accepted = tuple(match for match in matches if match.accepted)
    before, after = FieldReader(view, a), FieldReader(view, b)
    changes = [
        replace(change, judgements=tuple(dict.fromkeys((
            *link_judgements(matches, {*change.a, *change.b}),
            *before.judgements([one for one in older if one.node.id in change.a]),
            *after.judgements([one for one in newer if one.node.id in change.b]),
        ))))
        for change in _changes(older, newer, accepted, before, after)
    ]
    return Comparison(
        view.work(a),
        view.work(b),
        _shown(view, a, older),
        _shown(view, b, newer),
        accepted,
        tuple(match for match in matches if not match.accepted),
        tuple(changes),
        _shared_series(view, a, b),
    )


def link_judgements(matches: Iterable[TaskMatch], tasks: Collection[str]) -> tuple[Judgement, ...]:
    """What people decided on the links between tasks, and on the rejected ones from or to them."""
    found = [match.judgement for match in matches if match.judgement is not None
             and ({match.a, match.b} <= {*tasks} if match.accepted else {match.a, match.b} & {*tasks})]
    return tuple(dict.fromkeys(found))


def shown_tasks(view: View, work: str) -> tuple[ComparedTask, ...]:
    """The tasks of a held work as a comparison shows them."""
    return _shown(view, work, name_tasks(work, view.extraction(work)))


def _shown(view: View, work: str, tasks: Iterable[TaskText]) -> tuple[ComparedTask, ...]:
    text = view.extraction(work).text
    return tuple(
        ComparedTask(one.node.id, one.task.label, one.task.headings, one.task.spans, one.task.text(text))
        for one in tasks
    )


def _shared_series(view: View, a: str, b: str) -> Series | None:
    return next((series for series in view.series() if {a, b} <= set(series.works)), None)


def _matches(view: View, older: Sequence[TaskText], newer: Sequence[TaskText]) -> list[TaskMatch]:
    old, new = ({one.node.id: one for one in side} for side in (older, newer))
    stored = [match for match in view.matches_from(new) if match.b in old]
    turned = [
        replace(match, a=match.b, b=match.a, reuse=reuse(new[match.b].text, old[match.a].text))
        for match in view.matches_from(old)
        if match.b in new
    ]
    return stored or turned or align(newer, older, MatchRelation.CONTINUES)


def _changes(
    older: Sequence[TaskText],
    newer: Sequence[TaskText],
    links: Sequence[TaskMatch],
    before: FieldReader,
    after: FieldReader,
) -> list[Change]:
    old, new = ({one.node.id: one for one in side} for side in (older, newer))
    strong = [link for link in links if link.kind in _STRONG]
    groups = _groups(strong)
    done = {task for group in groups for side in group for task in side}
    weak = [
        link for link in links if link.kind is MatchKind.RELATED and not (link.a in done and link.b in done)
    ]
    changes = [_change([old[x] for x in a], [new[x] for x in b], before, after, strong) for a, b in groups]
    changes += [_related(old[link.b], new[link.a], before, after) for link in weak]
    loose = {task for link in weak for task in (link.a, link.b)} | done
    changes += [
        Change(ChangeKind.DROPPED, (one.node.id,), (), (), (), "no task of the other plan takes it up")
        for one in older
        if one.node.id not in loose
    ]
    changes += [
        Change(ChangeKind.ADDED, (), (one.node.id,), (), (), "no task of the other plan precedes it")
        for one in newer
        if one.node.id not in loose
    ]
    place = {one.node.id: i for i, one in enumerate(older)} | {one.node.id: i for i, one in enumerate(newer)}
    return sorted(changes, key=lambda c: (place[(c.a or c.b)[0]], not c.a, c.related, c.a, c.b))


def _groups(links: Sequence[TaskMatch]) -> list[tuple[list[str], list[str]]]:
    """The tasks that hang together through links, older ones and newer ones, in first-seen order."""
    member: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for link in links:
        one, other = member.get(link.b, ({}, {})), member.get(link.a, ({}, {}))
        joined = ({**one[0], **other[0], link.b: None}, {**one[1], **other[1], link.a: None})
        for task in (*joined[0], *joined[1]):
            member[task] = joined
    unique = {id(group): group for group in member.values()}
    return [(list(a), list(b)) for a, b in unique.values()]


def _change(
    a: Sequence[TaskText],
    b: Sequence[TaskText],
    before: FieldReader,
    after: FieldReader,
    links: Sequence[TaskMatch],
) -> Change:
    fields = before.changes(a, after, b)
    kind, why = _kind(a, b, fields_moved=any(field.field == "place" for field in fields))
    scores = [
        link.score for link in links if link.b in {t.node.id for t in a} and link.a in {t.node.id for t in b}
    ]
    return Change(
        kind,
        tuple(t.node.id for t in a),
        tuple(t.node.id for t in b),
        fields,
        difference("".join(t.text for t in a), "".join(t.text for t in b), before.names(a) | after.names(b)),
        f"{why}; likeness {min(scores):.2f}–{max(scores):.2f}",
    )


def _kind(a: Sequence[TaskText], b: Sequence[TaskText], fields_moved: bool) -> tuple[ChangeKind, str]:
    if len(a) == 1 and len(b) == 1:
        if a[0].text == b[0].text:
            return (
                (ChangeKind.MOVED, "the same words under another heading")
                if fields_moved
                else (ChangeKind.UNCHANGED, "the same words in the same place")
            )
        return ChangeKind.REWORDED, "one task carries on one"
    if len(a) < len(b):
        return ChangeKind.SPLIT, f"{len(a)} → {len(b)} tasks"
    return ChangeKind.MERGED, f"{len(a)} → {len(b)} tasks"


def _related(a: TaskText, b: TaskText, before: FieldReader, after: FieldReader) -> Change:
    return Change(
        ChangeKind.REWORDED,
        (a.node.id,),
        (b.node.id,),
        before.changes([a], after, [b]),
        difference(a.text, b.text, before.names([a]) | after.names([b])),
        "only a part of the demand is shared",
        related=True,
    )
