"""The rows of the catalogue; a field here is a column there, of the same name."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields

from kg.model.extraction import Level


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A work with its counts. `lane` is its level, with `-department` for departments; empty
    strings stand for what is not known. `lead`, `listed` and `nobody` count its tasks with a
    lead unit, with other units only, and with none."""

    id: str
    kind: str
    name: str
    title: str
    number: str
    issuer: str
    lane: str
    region: str
    year: int
    date: str
    held: int
    series: str
    tasks: int
    assignments: int
    times: int
    citations: int
    cited: int
    downstream: int
    lead: int
    listed: int
    nobody: int

    @property
    def level(self) -> Level | None:
        """The administrative level."""
        return level_of(self.lane)

    @property
    def department(self) -> bool:
        """Whether a department issued it."""
        return self.lane.endswith("-department")


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task with what lists show. `bearing` is lead, listed or nobody; `rhythm` is the kind
    of its first time limit or `none`; `due` its earliest deadline as an ISO date; `certainty` is
    high, middle or low; `judged` tells whether a person decided on a link of it."""

    id: str
    work: str
    work_name: str
    local: str
    position: int
    label: str
    heading: str
    text: str
    lane: str
    region: str
    year: int
    bearing: str
    units: str
    rhythm: str
    due: str
    confidence: float
    certainty: str
    judged: int

    @property
    def level(self) -> Level | None:
        """The administrative level of its document."""
        return level_of(self.lane)

    @property
    def department(self) -> bool:
        """Whether a department issued its document."""
        return self.lane.endswith("-department")


@dataclass(frozen=True, slots=True)
class HolderRow:
    """Somebody who can bear tasks, with how many tasks in all and as the lead."""

    id: str
    name: str
    kind: str
    parent: str
    lane: str
    region: str
    tasks: int
    leads: int

    @property
    def level(self) -> Level | None:
        """The administrative level."""
        return level_of(self.lane)


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """A link that a person should look at. `about` is resolution, match, bearer or derivation;
    `source` and `target` name its ends (a citation or assignment by its index); `score` is its
    confidence; `judged` tells whether a person decided."""

    id: str
    about: str
    work: str
    source: str
    target: str
    score: float
    judged: int


_FORM = "a full text of pairs for each kind, choices counted"

Row = WorkRow | TaskRow | HolderRow | DoubtRow
TABLES: Mapping[type[Row], str] = {WorkRow: "works", TaskRow: "tasks", HolderRow: "holders", DoubtRow: "doubts"}
FACETS: Mapping[type[Row], tuple[str, ...]] = {
    WorkRow: ("lane", "year", "region", "held", "kind"),
    TaskRow: ("lane", "year", "region", "bearing", "rhythm", "certainty", "judged", "work"),
    HolderRow: ("kind", "lane"),
    DoubtRow: ("about", "judged", "work")}


def lane_of(level: Level | None, department: bool) -> str:
    """A lane as a word: national, municipal-department, or empty without a level.

    >>> lane_of(Level.MUNICIPAL, True)
    'municipal-department'
    """
    return "" if level is None else level.value + ("-department" if department else "")


def level_of(lane: str) -> Level | None:
    """The level of a lane's word."""
    return Level(lane.removesuffix("-department")) if lane else None


def columns(kind: type[Row]) -> tuple[str, ...]:
    """The column names of a kind of row."""
    return tuple(field.name for field in fields(kind))


def columns_hash() -> str:
    """A name of the catalogue's form: it changes when a column does, or _FORM."""
    names = _FORM + "|".join(",".join(columns(kind)) for kind in (WorkRow, TaskRow, HolderRow, DoubtRow))
    return hashlib.sha256(names.encode()).hexdigest()[:12]
