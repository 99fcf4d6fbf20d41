"""What holds between documents: works, resolutions, derivations, bearers, matches."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kg.model.extraction import Issue, Level
from kg.model.text import Span


class Status(Enum):
    """What became of looking a mention up."""

    RESOLVED = "resolved"
    NOT_HELD = "not-held"
    AMBIGUOUS = "ambiguous"
    CONFLICT = "conflict"


class WorkKind(Enum):
    """What sort of document a work is."""

    PLAN = "plan"
    POLICY = "policy"
    REGULATION = "regulation"
    OTHER = "other"


class DerivationKind(Enum):
    """Why one document comes from another."""

    IMPLEMENTS = "implements"
    FORWARDS = "forwards"
    LEGAL_BASIS = "legal-basis"
    SUCCEEDS = "succeeds"


class MatchRelation(Enum):
    """Between which documents two tasks were matched."""

    DERIVES = "derives"
    CONTINUES = "continues"
    RESTATES = "restates"


class MatchKind(Enum):
    """How much of a demand survives in the other task."""

    SAME = "same"
    REWORDED = "reworded"
    RELATED = "related"


class HolderKind(Enum):
    """An organisation, a unit inside one, or a collective name (各有关科室)."""

    ORGANISATION = "organisation"
    UNIT = "unit"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision, as it stands in judgements.tsv; see kg.link.judgements."""

    verdict: str
    who: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a held work that back a fact: `text` equals the work's text at `span`."""

    work: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Work:
    """One document as a node, held (its text is here) or only cited.

    `id` is the readable local part of its IRI (国办发-2021-12, 4407-江环办-2021-50,
    t-350000-…). `title` is the plan's title, `aliases` every other title it goes by.
    `year` is the plan year, else the number's, else the date's. `department` tells a
    government's department from the government itself. `copies` are the sha256 of
    all held sources, `source` the one that its spans point into.
    """

    id: str
    kind: WorkKind
    title: str | None
    aliases: tuple[str, ...] = ()
    number: str | None = None
    issuers: tuple[str, ...] = ()
    level: Level | None = None
    region: str | None = None
    year: int | None = None
    date: str | None = None
    department: bool = False
    source: str | None = None
    copies: tuple[str, ...] = ()
    series: str | None = None

    @property
    def held(self) -> bool:
        """Whether the library has its text."""
        return self.source is not None

    @property
    def name(self) -> str:
        """What to call it in a list: its number, else its title, else its id."""
        return self.number or self.title or self.id


@dataclass(frozen=True, slots=True)
class TaskNode:
    """A task's lasting name: `id` is {work}.t-{8 hex of its normalised text};
    `local` is its id in the work's Extraction (t1, t2 …)."""

    id: str
    work: str
    local: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the citation number `citation` (an index) of a work refers to, and why.

    `target` is a work id, held or not; None only when ambiguous. In a conflict
    `target` is the side believed and `candidates` names both.
    """

    work: str
    citation: int
    status: Status
    target: str | None
    reason: str
    method: str
    confidence: float
    candidates: tuple[str, ...] = ()
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """`source` derives from `target`; `stated` when a sentence says so of this very pair,
    `direct` when no held or cited work stands between."""

    source: str
    target: str
    kind: DerivationKind
    method: str
    stated: bool
    direct: bool
    confidence: float
    evidence: tuple[Quote, ...]
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """Who can bear a task. `id` is the readable local part of its IRI; `parent` the
    organisation of a unit; `predecessors` the ids it was reorganised from."""

    id: str
    name: str
    kind: HolderKind
    parent: str | None = None
    level: Level | None = None
    region: str | None = None
    aliases: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bearer:
    """The assignment number `assignment` (an index) of a task, resolved to a holder."""

    task: str
    assignment: int
    holder: str
    reason: str
    confidence: float
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class TaskMatch:
    """Task `a` carries on task `b` (from above, from last year, or from another annex).

    `score` and `reuse` are 0–1; `reuse` is the share of a's characters in runs taken
    over from b; `features` are the named values that decided; `rank` counts a's
    candidates from 1; `accepted` is False for the runners-up that are kept for people.
    """

    a: str
    b: str
    relation: MatchRelation
    kind: MatchKind
    score: float
    reuse: float
    features: tuple[tuple[str, float], ...]
    rank: int = 1
    accepted: bool = True
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """The plans of one issuer (through reorganisations) on one theme, oldest first."""

    id: str
    title: str
    issuer: str
    works: tuple[str, ...]


class GapKind(Enum):
    """What is missing in a lineage."""

    NOT_HELD = "not-held"
    SKIPPED_LEVEL = "skipped-level"
    NO_UPSTREAM = "no-upstream"
    NOT_TAKEN_UP = "not-taken-up"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing around a work or task (`subject` is its id)."""

    kind: GapKind
    subject: str
    message: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """What rules had found and people decided against, each with the decision, so that answers can
    say why it is not there. Rejected matches stay among the matches and rejected resolutions
    among the resolutions, where their status tells."""

    derivations: tuple[Derivation, ...] = ()
    bearers: tuple[Bearer, ...] = ()


@dataclass(frozen=True, slots=True)
class Links:
    """Everything that linking decided, sorted by id so that two builds agree."""

    works: tuple[Work, ...]
    tasks: tuple[TaskNode, ...]
    resolutions: tuple[Resolution, ...]
    derivations: tuple[Derivation, ...]
    holders: tuple[Holder, ...]
    bearers: tuple[Bearer, ...]
    matches: tuple[TaskMatch, ...]
    series: tuple[Series, ...]
    gaps: tuple[Gap, ...]
    issues: tuple[Issue, ...]
    rejected: Rejected = Rejected()
