"""An Extraction as JSON and back: the public form of the annotation guide, and all of it.

`to_public` gives what data/gold/GUIDE.md defines and other tools may rely on;
`from_public` reads such an answer beside its text. `to_json` and `from_json` keep
every field, for the cache of a library.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from kg.model.extraction import (Assignment, Citation, Evidence, Extraction, Header, Level, Part,
                                 PartKind, Relation, Role, Task, TimeKind, TimeLimit)
from kg.model.text import Script, Source, Span

Json = dict[str, Any]
T = TypeVar("T")


def to_public(extraction: Extraction) -> Json:
    """The answer of the annotation guide for one document, as JSON-ready values."""
    header = extraction.header
    return {
        "file": extraction.source.name,
        "script": extraction.script.value,
        "document": {
            "title": header.title, "notice_title": header.notice_title, "number": header.number,
            "issuers": list(header.issuers), "level": header.level.value if header.level else None,
            "region": header.region, "plan_year": header.plan_year,
            "date_signed": header.date_signed, "date_published": header.date_published,
            "recipients": list(header.recipients),
        },
        "citations": [_citation(citation) for citation in extraction.citations],
        "tasks": [_task(task) for task in extraction.tasks],
    }


def _citation(citation: Citation) -> Json:
    return {"start": citation.span.start, "end": citation.span.end, "text": citation.text,
            "title": citation.title, "number": citation.number, "issuer": citation.issuer,
            "relation": citation.relation.value, "purpose": citation.purpose.value,
            "short_form": citation.short_form, "confidence": citation.evidence.confidence}


def _task(task: Task) -> Json:
    return {"id": task.id, "label": task.label, "headings": list(task.headings),
            "spans": [[span.start, span.end] for span in task.spans],
            "responsible": [{"name": unit.name, "role": unit.role.value, "start": unit.span.start,
                             "end": unit.span.end, "confidence": unit.evidence.confidence}
                            for unit in task.assignments],
            "times": [{"start": time.span.start, "end": time.span.end, "text": time.text,
                       "kind": time.kind.value, "value": time.value,
                       "confidence": time.evidence.confidence} for time in task.times],
            "demands": [{"spans": [[span.start, span.end] for span in demand.evidence.spans], "verb": demand.verb,
                         "object": demand.object, "force": demand.force.value, "channels": list(demand.channels),
                         "counterpart": demand.counterpart, "times": [time.text for time in demand.times],
                         "confidence": demand.evidence.confidence}
                        for demand in task.demands],
            "themes": [theme.notation for theme in task.themes],
            "confidence": task.evidence.confidence, "uncertain": task.uncertain}


def from_public(answer: Mapping[str, Any], text: str, source: Source) -> Extraction:
    """The Extraction that an answer in the guide's form describes for `text`.

    Confidence and rule are those of a person: 1.0 and `answer`. SpanError where an
    offset does not fit the text.
    """
    header = answer.get("document", {})
    level = header.get("level")
    return Extraction(
        source=source, text=text,
        header=Header(title=header.get("title"), notice_title=header.get("notice_title"),
                      number=header.get("number"), issuers=tuple(header.get("issuers", ())),
                      level=Level(level) if level else None, region=header.get("region"),
                      plan_year=header.get("plan_year"), date_signed=header.get("date_signed"),
                      date_published=header.get("date_published"),
                      recipients=tuple(header.get("recipients", ()))),
        parts=(Part(PartKind.PLAN, header.get("title"), Span(0, len(text))),),
        citations=tuple(_answered_citation(item, text) for item in answer["citations"]),
        tasks=tuple(_answered_task(item, text) for item in answer["tasks"]),
        script=Script(answer.get("script", "Hans")))


def _answered(span: Span) -> Evidence:
    return Evidence((span,), "answer")


def _answered_citation(item: Mapping[str, Any], text: str) -> Citation:
    span = Span(item["start"], item["end"])
    return Citation(span, span.of(text), item["title"], item["number"], item["issuer"],
                    Relation(item["relation"]), _answered(span))


def _answered_task(item: Mapping[str, Any], text: str) -> Task:
    spans = tuple(Span(start, end) for start, end in item["spans"])
    units = tuple(Assignment(unit["name"], Role(unit["role"]), Span(unit["start"], unit["end"]),
                             _answered(Span(unit["start"], unit["end"])))
                  for unit in item["responsible"])
    times = tuple(TimeLimit(Span(time["start"], time["end"]), text[time["start"]:time["end"]],
                            TimeKind(time["kind"]), time["value"],
                            _answered(Span(time["start"], time["end"]))) for time in item["times"])
    return Task(item["id"], item["label"], tuple(item["headings"]), spans, units, times,
                Evidence(spans, "answer"), uncertain=item.get("uncertain", False))


def to_json(value: Any) -> Any:
    """Any model value as JSON-ready values that `from_json` turns back into its equal."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Span):
        return [value.start, value.end]
    if dataclasses.is_dataclass(value):
        return {field.name: to_json(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    return value


def from_json(kind: type[T], value: Any) -> T:
    """The model value of type `kind` that `to_json` wrote."""
    restore: Callable[[Any], T] = _restorer(typing.cast(Any, kind))
    return restore(value)


Restorer = Callable[[Any], Any]


@cache
def _restorer(kind: Any) -> Restorer:
    """What turns the JSON of a type back into its value; made once, for a library holds millions."""
    origin = typing.get_origin(kind)
    if kind is Span:
        return lambda value: Span(*value)
    if origin is types.UnionType:
        inner = _restorer(next(arm for arm in typing.get_args(kind) if arm is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _tuple_restorer(typing.get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        fields = tuple((field.name, _restorer(hints[field.name])) for field in dataclasses.fields(kind))
        return lambda value: (kind(*[restore(value[name]) for name, restore in fields]) if len(value) == len(fields)
                              else kind(**{name: restore(value[name]) for name, restore in fields if name in value}))
    return lambda value: value


def _tuple_restorer(arms: tuple[Any, ...]) -> Restorer:
    if arms[-1] is Ellipsis:
        one = _restorer(arms[0])
        return lambda values: tuple([one(item) for item in values])
    each = tuple(_restorer(arm) for arm in arms)
    return lambda values: tuple(restore(item) for restore, item in zip(each, values, strict=True))
