"""A generation of a library as `kg.model.view.View`: the store and the cached extractions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypeVar

from kg.graph.iris import Kind, mint, name_of
from kg.graph.records import Reader, Record
from kg.graph.registry import NAME_SEPARATOR
from kg.graph.relations import read_features
from kg.graph.vocabulary import Class, Property
from kg.model.extraction import Extraction, Issue, Level, Severity
from kg.model.links import (Bearer, Derivation, DerivationKind, Gap, GapKind, Holder, HolderKind,
                            Judgement, MatchKind, MatchRelation, Quote, Rejected, Resolution, Series, Status,
                            TaskMatch, TaskNode, Work, WorkKind)
from kg.model.text import Span

if TYPE_CHECKING:
    import pyoxigraph

T = TypeVar("T")
_KEPT = 16_384

_WORK_KINDS = {Class.PLAN: WorkKind.PLAN, Class.POLICY: WorkKind.POLICY,
               Class.REGULATION: WorkKind.REGULATION, Class.DOCUMENT: WorkKind.OTHER}
# Thousands of tasks and documents may point out of a work or holder; only this is read of it.
_OF_WORKS = (Property.TYPE, Property.TITLE, Property.ALIAS, Property.NUMBER, Property.ISSUER_NAMES, Property.LEVEL,
             Property.IN_REGION, Property.YEAR, Property.DATE, Property.DEPARTMENT, Property.HAS_TEXT, Property.COPY,
             Property.IN_SERIES)
_OF_HOLDERS = (Property.TYPE, Property.LABEL, Property.UNIT_OF, Property.LEVEL, Property.IN_REGION, Property.ALIAS)
_HOLDER_KINDS = {Class.ORGANISATION: HolderKind.ORGANISATION, Class.UNIT: HolderKind.UNIT,
                 Class.GROUP: HolderKind.GROUP}


class StoreView:
    """The View of one open, read-only store.

    `load` gives the Extraction of a source by its SHA-256. Every method but the lists over
    the whole library looks up a handful of nodes.
    """

    def __init__(self, store: pyoxigraph.Store, load: Callable[[str], Extraction]) -> None:
        self._reader = Reader(store)
        self._load = load
        # A generation never changes, so what was read of it once need not be read again.
        keep = lru_cache(_KEPT)
        self._kept_work, self._kept_task = keep(self._read_work), keep(self._read_task)
        self._kept_holder, self._derivation = keep(self._read_holder), keep(self._read_derivation)
        self._resolution, self._kept_bearer = keep(self._read_resolution), keep(self._bearer)
        self._kept_lower, self._kept_citing = keep(self._read_lower), keep(self._read_citing)

    def works(self) -> tuple[Work, ...]:
        """Every work, held or only cited."""
        return self._all(_WORK_KINDS, _OF_WORKS, self._work)

    def work(self, id: str) -> Work:
        """One work."""
        return self._kept_work(id)

    def extraction(self, work: str) -> Extraction:
        """What was read from a held work; KeyError for one that is only cited."""
        source = self.work(work).source
        if source is None:
            raise KeyError(work)
        return self._load(source)

    def tasks(self, work: str) -> tuple[TaskNode, ...]:
        """The tasks of a work in reading order."""
        iris = self._reader.objects(mint(Kind.DOCUMENT, work), Property.HAS_TASK)
        records = (self._reader.chosen(iri, (Property.ORDER, Property.LOCAL_ID)) for iri in iris)
        ordered = sorted(records, key=lambda record: record.number(Property.ORDER))
        return tuple(TaskNode(record.name, work, record.text(Property.LOCAL_ID)) for record in ordered)

    def task(self, id: str) -> TaskNode:
        """One task."""
        return self._kept_task(id)

    def derivations_from(self, work: str) -> tuple[Derivation, ...]:
        """Where a work derives from."""
        records = self._reader.objects(mint(Kind.DOCUMENT, work), Property.DERIVATION)
        return self._sorted(map(self._derivation, records), _order_of_derivation)

    def derivations_to(self, work: str) -> tuple[Derivation, ...]:
        """What derives from a work."""
        return self._kept_lower(work)

    def _read_lower(self, work: str) -> tuple[Derivation, ...]:
        records = self._reader.subjects(Property.SOURCE_DOCUMENT, mint(Kind.DOCUMENT, work))
        standing = (iri for iri in records if any(self._reader.subjects(Property.DERIVATION, iri)))
        return self._sorted(map(self._derivation, standing), _order_of_derivation)

    def resolutions(self, work: str) -> tuple[Resolution, ...]:
        """What the citations of a work refer to, in reading order."""
        records = self._reader.objects(mint(Kind.DOCUMENT, work), Property.HAS_CITATION)
        return self._sorted(self._resolutions(records), lambda one: (one.citation,))

    def cited_by(self, work: str) -> tuple[Resolution, ...]:
        """The citations of other works that refer to this one."""
        return self._kept_citing(work)

    def _read_citing(self, work: str) -> tuple[Resolution, ...]:
        records = self._reader.subjects(Property.CITED_DOCUMENT, mint(Kind.DOCUMENT, work))
        others = (one for one in self._resolutions(records) if one.work != work)
        return self._sorted(others, lambda one: (one.work, one.citation))

    def matches_from(self, tasks: Iterable[str]) -> tuple[TaskMatch, ...]:
        """Matches whose `a` is among the tasks, runners-up included."""
        records = (iri for task in tasks
                   for iri in self._reader.objects(mint(Kind.TASK, task), Property.MATCH))
        return self._sorted(map(self._match, records), _order_of_match)

    def matches_to(self, tasks: Iterable[str]) -> tuple[TaskMatch, ...]:
        """Matches whose `b` is among the tasks, runners-up included."""
        records = (iri for task in tasks
                   for iri in self._reader.subjects(Property.MATCHED_TASK, mint(Kind.TASK, task)))
        return self._sorted(map(self._match, records), _order_of_match)

    def holders(self) -> tuple[Holder, ...]:
        """Everybody who can bear a task."""
        return self._every_holder

    def holder(self, id: str) -> Holder:
        """One holder."""
        return self._kept_holder(id)

    def bearers(self, work: str) -> tuple[Bearer, ...]:
        """The resolved assignments of a work's tasks, in reading order."""
        return tuple(bearer for task in self.tasks(work) for bearer in self._bearers_of(task.id))

    def borne_by(self, holder: str) -> tuple[Bearer, ...]:
        """The resolved assignments that name a holder."""
        records = self._reader.subjects(Property.ASSIGNED_TO, mint(Kind.HOLDER, holder))
        return self._sorted(map(self._kept_bearer, records), lambda one: (one.task, one.assignment))

    def judged_bearers(self) -> tuple[Bearer, ...]:
        """The resolved assignments that rest on people's decisions, over the whole library."""
        return self._every_judged_bearer

    def rejected(self) -> Rejected:
        """What people decided against, over the whole library."""
        return self._every_rejected

    def series(self) -> tuple[Series, ...]:
        """All series."""
        return self._every_series

    def gaps(self) -> tuple[Gap, ...]:
        """What is missing, over the whole library."""
        return self._every_gap

    def issues(self) -> tuple[Issue, ...]:
        """What reading and linking would have a person look at, over the whole library."""
        records = map(self._reader.record, self._reader.subjects(Property.TYPE, Class.FINDING))
        return self._sorted(map(self._issue, records), lambda one: (one.document or "", one.code, one.message))

    @cached_property
    def _every_holder(self) -> tuple[Holder, ...]:
        return self._all(_HOLDER_KINDS, _OF_HOLDERS, self._holder)

    @cached_property
    def _every_judged_bearer(self) -> tuple[Bearer, ...]:
        judged = set(self._reader.having(Property.JUDGEMENT))
        found = (self._kept_bearer(iri) for iri in judged if any(self._reader.objects(iri, Property.ASSIGNED_TO)))
        return self._sorted(found, lambda one: (one.task, one.assignment))

    @cached_property
    def _every_rejected(self) -> Rejected:
        records = (iri for work in self._reader.having(Property.REJECTED_DERIVATION)
                   for iri in self._reader.objects(work, Property.REJECTED_DERIVATION))
        bearers = (self._bearer(iri, Property.REJECTED_HOLDER)
                   for iri in self._reader.having(Property.REJECTED_HOLDER))
        return Rejected(self._sorted(map(self._derivation, records), _order_of_derivation),
                        self._sorted(bearers, lambda one: (one.task, one.assignment)))

    @cached_property
    def _every_series(self) -> tuple[Series, ...]:
        iris = self._reader.subjects(Property.TYPE, Class.SERIES)
        return self._sorted(map(self._series, iris), lambda one: (one.id,))

    @cached_property
    def _every_gap(self) -> tuple[Gap, ...]:
        records = map(self._reader.record, self._reader.subjects(Property.TYPE, Class.GAP))
        gaps = (Gap(GapKind(record.notation(Property.GAP_KIND, "gap")),
                    name_of(record.text(Property.ABOUT)), record.text(Property.MESSAGE))
                for record in records)
        return self._sorted(gaps, lambda gap: (gap.subject, gap.kind.value, gap.message))

    def _issue(self, record: Record) -> Issue:
        evidence = record.maybe(Property.EVIDENCE)
        return Issue(record.text(Property.CODE), record.text(Property.MESSAGE),
                     Severity(record.notation(Property.SEVERITY, "severity")), record.pointed(Property.ABOUT),
                     self._quote(evidence).span if evidence is not None else None)

    def _read_work(self, id: str) -> Work:
        return self._work(self._known(Kind.DOCUMENT, id, _OF_WORKS))

    def _read_task(self, id: str) -> TaskNode:
        record = self._known(Kind.TASK, id, (Property.TYPE, Property.LOCAL_ID))
        work = next(self._reader.subjects(Property.HAS_TASK, record.iri))
        return TaskNode(id, name_of(work), record.text(Property.LOCAL_ID))

    def _read_holder(self, id: str) -> Holder:
        return self._holder(self._known(Kind.HOLDER, id, _OF_HOLDERS))

    def _known(self, kind: Kind, id: str, fields: tuple[Property, ...]) -> Record:
        record = self._reader.chosen(mint(kind, id), fields)
        if Property.TYPE not in record:
            raise KeyError(id)
        return record

    def _all(self, classes: Iterable[Class], fields: tuple[Property, ...],
             read: Callable[[Record], T]) -> tuple[T, ...]:
        iris = (iri for kind in classes for iri in self._reader.subjects(Property.TYPE, kind))
        records = sorted((self._reader.chosen(iri, fields) for iri in iris), key=lambda record: record.name)
        return tuple(map(read, records))

    @staticmethod
    def _sorted(found: Iterable[T], order: Callable[[T], tuple[str | int | float, ...]]) -> tuple[T, ...]:
        return tuple(sorted(found, key=order))

    def _work(self, record: Record) -> Work:
        level, text = record.maybe(Property.LEVEL), record.maybe(Property.HAS_TEXT)
        year, names = record.maybe(Property.YEAR), record.maybe(Property.ISSUER_NAMES)
        return Work(
            id=record.name, kind=_WORK_KINDS[Class(record.text(Property.TYPE))],
            title=record.maybe(Property.TITLE), aliases=record.many(Property.ALIAS),
            number=record.maybe(Property.NUMBER),
            issuers=tuple(names.split(NAME_SEPARATOR)) if names else (),
            level=Level(record.notation(Property.LEVEL, "level")) if level else None,
            region=record.pointed(Property.IN_REGION), year=int(year) if year else None,
            date=record.maybe(Property.DATE), department=record.flag(Property.DEPARTMENT),
            source=self._reader.record(text).pointed(Property.FROM_FILE) if text else None,
            copies=record.names(Property.COPY), series=record.pointed(Property.IN_SERIES))

    def _holder(self, record: Record) -> Holder:
        level = record.maybe(Property.LEVEL)
        events = self._reader.subjects(Property.RESULT, record.iri)
        before = sorted(name_of(self._reader.record(event).text(Property.ORIGINAL)) for event in events)
        return Holder(
            id=record.name, name=record.text(Property.LABEL),
            kind=_HOLDER_KINDS[Class(record.text(Property.TYPE))],
            parent=record.pointed(Property.UNIT_OF),
            level=Level(record.notation(Property.LEVEL, "level")) if level else None,
            region=record.pointed(Property.IN_REGION), aliases=record.many(Property.ALIAS),
            predecessors=tuple(before))

    def _series(self, iri: str) -> Series:
        record = self._reader.record(iri)
        members = set(self._reader.subjects(Property.IN_SERIES, iri))
        before = {work: next(self._reader.objects(work, Property.FOLLOWS), None) for work in sorted(members)}
        after = {older: work for work, older in before.items() if older in members}
        works = [work for work, older in before.items() if older not in members][:1]
        while works and works[-1] in after:
            works.append(after[works[-1]])
        return Series(record.name, record.text(Property.LABEL), record.text(Property.ISSUER_NAMES),
                      tuple(map(name_of, works)))

    def _read_derivation(self, iri: str) -> Derivation:
        record = self._reader.record(iri)
        linking = (Property.DERIVATION, Property.REJECTED_DERIVATION)
        source = next(work for field in linking for work in self._reader.subjects(field, iri))
        return Derivation(
            source=name_of(source), target=name_of(record.text(Property.SOURCE_DOCUMENT)),
            kind=DerivationKind(record.notation(Property.DERIVATION_KIND, "derivation")),
            method=record.text(Property.METHOD), stated=record.flag(Property.STATED),
            direct=record.flag(Property.DIRECT), confidence=record.share(Property.LINK_CONFIDENCE),
            evidence=self._sorted(map(self._quote, record.many(Property.EVIDENCE)),
                                  lambda quote: (quote.work, quote.span.start, quote.span.end)),
            judgement=self._judgement(record))

    def _quote(self, iri: str) -> Quote:
        record = self._reader.record(iri)
        work = next(self._reader.subjects(Property.HAS_TEXT, record.text(Property.SPAN_OF)))
        span = Span(record.number(Property.START), record.number(Property.END))
        return Quote(name_of(work), span, record.text(Property.QUOTE))

    def _resolutions(self, iris: Iterable[str]) -> Iterator[Resolution]:
        return (found for found in map(self._resolution, iris) if found is not None)

    def _read_resolution(self, iri: str) -> Resolution | None:
        record = self._reader.record(iri)
        if Property.RESOLUTION not in record:
            return None
        return Resolution(
            work=name_of(next(self._reader.subjects(Property.HAS_CITATION, iri))),
            citation=record.number(Property.ORDER),
            status=Status(record.notation(Property.RESOLUTION, "resolution")),
            target=record.pointed(Property.CITED_DOCUMENT), reason=record.text(Property.REASON),
            method=record.text(Property.METHOD), confidence=record.share(Property.LINK_CONFIDENCE),
            candidates=record.names(Property.CANDIDATE), judgement=self._judgement(record))

    def _bearers_of(self, task: str) -> tuple[Bearer, ...]:
        assignments = self._reader.objects(mint(Kind.TASK, task), Property.HAS_ASSIGNMENT)
        found = (self._bearer_in(task, record) for record in map(self._reader.record, assignments)
                 if Property.ASSIGNED_TO in record)
        return self._sorted(found, lambda one: (one.assignment,))

    def _bearer(self, iri: str, field: Property = Property.ASSIGNED_TO) -> Bearer:
        task = next(self._reader.subjects(Property.HAS_ASSIGNMENT, iri))
        return self._bearer_in(name_of(task), self._reader.record(iri), field)

    def _bearer_in(self, task: str, record: Record, field: Property = Property.ASSIGNED_TO) -> Bearer:
        return Bearer(task, record.number(Property.ORDER), name_of(record.text(field)),
                      record.text(Property.REASON), record.share(Property.LINK_CONFIDENCE),
                      self._judgement(record))

    def _match(self, iri: str) -> TaskMatch:
        record = self._reader.record(iri)
        task = next(self._reader.subjects(Property.MATCH, iri))
        return TaskMatch(
            a=name_of(task), b=name_of(record.text(Property.MATCHED_TASK)),
            relation=MatchRelation(record.notation(Property.MATCH_RELATION, "match-relation")),
            kind=MatchKind(record.notation(Property.MATCH_KIND, "match")),
            score=record.share(Property.LINK_CONFIDENCE), reuse=record.share(Property.REUSE),
            features=read_features(record.maybe(Property.FEATURES) or ""),
            rank=record.number(Property.RANK), accepted=record.flag(Property.ACCEPTED),
            judgement=self._judgement(record))

    def _judgement(self, record: Record) -> Judgement | None:
        iri = record.maybe(Property.JUDGEMENT)
        if iri is None:
            return None
        judged = self._reader.record(iri)
        return Judgement(judged.text(Property.VERDICT), judged.text(Property.JUDGED_BY),
                         judged.text(Property.JUDGED_ON), judged.text(Property.REASON))


def _order_of_derivation(derivation: Derivation) -> tuple[str | int | float, ...]:
    return derivation.source, derivation.target, derivation.kind.value, derivation.method


def _order_of_match(match: TaskMatch) -> tuple[str | int | float, ...]:
    return match.a, match.rank, match.b, match.relation.value
