"""What a person asked for: lineages, comparisons, ledgers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kg.model.extraction import Level, Role, TimeLimit
from kg.model.links import Gap, Judgement, Quote, Series, TaskMatch, Work
from kg.model.text import Span


class Direction(Enum):
    """Which way to follow derivations."""

    UP = "up"
    DOWN = "down"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class LineageNode:
    """A document (`text` is None) or a task (`text` is its requirement) in a lineage."""

    id: str
    kind: str
    number: str | None
    title: str | None
    text: str | None
    issuer: str | None
    level: Level | None
    department: bool
    year: int | None
    held: bool
    distance: int


@dataclass(frozen=True, slots=True)
class LineageEdge:
    """From what derives to what it derives from."""

    source: str
    target: str
    kind: str
    method: str
    stated: bool
    direct: bool
    confidence: float
    evidence: tuple[Quote, ...]
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A step that people decided against, and what stands at its ends."""

    edge: LineageEdge
    source: LineageNode
    target: LineageNode


@dataclass(frozen=True, slots=True)
class Lineage:
    """The nodes reached from `root`, nearest first, the edges between them, what is missing, and
    the steps from these nodes that would be there if people had not rejected them."""

    root: str
    direction: Direction
    nodes: tuple[LineageNode, ...]
    edges: tuple[LineageEdge, ...]
    gaps: tuple[Gap, ...]
    truncated: bool = False
    rejected: tuple[Refusal, ...] = ()


class ChangeKind(Enum):
    """What happened to a demand between two plans."""

    UNCHANGED = "unchanged"
    REWORDED = "reworded"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field (responsible, times, frequency, citations, place, text) before and after."""

    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparedTask:
    """A task as a comparison shows it."""

    id: str
    label: str | None
    headings: tuple[str, ...]
    spans: tuple[Span, ...]
    text: str


@dataclass(frozen=True, slots=True)
class WordRun:
    """A run of words of a difference: op is `keep`, `add` or `delete`."""

    op: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """Tasks of the older plan (`a`) and of the newer (`b`) that belong together, and why;
    `judgements` are the people's decisions that this rests on."""

    kind: ChangeKind
    a: tuple[str, ...]
    b: tuple[str, ...]
    fields: tuple[FieldChange, ...]
    difference: tuple[WordRun, ...]
    why: str
    related: bool = False
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two plans side by side; `links` are the accepted matches, `candidates` the rest."""

    a: Work
    b: Work
    a_tasks: tuple[ComparedTask, ...]
    b_tasks: tuple[ComparedTask, ...]
    links: tuple[TaskMatch, ...]
    candidates: tuple[TaskMatch, ...]
    changes: tuple[Change, ...]
    series: Series | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """Another unit of the same task as printed; `judgement` is the decision on it, a rejection too."""

    name: str
    role: Role
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One task of a unit's 台账; `assignment` is the place of the unit among those of the task."""

    task: str
    assignment: int
    work: Work
    label: str | None
    headings: tuple[str, ...]
    text: str
    role: Role
    unit: str
    others: tuple[Beside, ...]
    times: tuple[TimeLimit, ...]
    next_due: str | None
    evidence: Quote
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """All tasks of a unit, those due next first; `rejected` are those that people decided it does
    not bear, or not in the role that was read."""

    unit: str
    holders: tuple[str, ...]
    rows: tuple[LedgerRow, ...]
    rejected: tuple[LedgerRow, ...] = ()
