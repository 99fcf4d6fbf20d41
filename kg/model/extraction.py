"""What one document says: header, parts, citations, tasks, each with evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from kg.model.making import by_slots
from kg.model.text import Place, Script, Source, Span


class Level(Enum):
    """The administrative level of an issuer, highest first."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    MUNICIPAL = "municipal"
    COUNTY = "county"
    TOWNSHIP = "township"

    @property
    def rank(self) -> int:
        """0 for national down to 4 for township."""
        return _LEVELS.index(self)


_LEVELS = tuple(Level)


class Relation(Enum):
    """How a document speaks of the one that it cites."""

    BASIS = "basis"
    SELF = "self"
    MENTION = "mention"


class Purpose(Enum):
    """What a citing sentence does with the cited document (为…, 公布, 修订, 按照 …)."""

    IMPLEMENT = "implement"
    FORWARD = "forward"
    ISSUE = "issue"
    PUBLISH = "publish"
    REVISE = "revise"
    FOLLOW = "follow"
    REPORT = "report"
    REPEAL = "repeal"
    MENTION = "mention"


class Role(Enum):
    """What a unit does in a task: 牵头, 配合, 责任, 参照."""

    __hash__ = object.__hash__  # there is one of each; hashing its name, as Enum does, takes far longer

    LEAD = "lead"
    SUPPORT = "support"
    RESPONSIBLE = "responsible"
    FOLLOW = "follow"


NO_YEAR = "--"
"""How a day begins whose year nothing tells (XML Schema 1.1 part 2, 3.3.12 gMonthDay)."""


class TimeKind(Enum):
    """A calendar limit, a rhythm, or a length of time after an event."""

    DEADLINE = "deadline"
    FREQUENCY = "frequency"
    WITHIN = "within"


class Force(Enum):
    """The deontic force of a demand: 要 / 应当 / 鼓励 / 探索 / 不得."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"
    EXPLORE = "explore"
    MUST_NOT = "must-not"


class PartKind(Enum):
    """What a part of a document is."""

    NOTICE = "notice"
    PLAN = "plan"
    ANNEX = "annex"


JUDGED = "judgement"
"""What stands for a rule where a person decided."""


@by_slots
@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact stands (`spans`, in order), which rule read it, how sure it is (0–1)."""

    spans: tuple[Span, ...]
    rule: str
    confidence: float = 1.0

    @property
    def judged(self) -> bool:
        """Whether a person said so and no rule."""
        return self.rule == JUDGED


@dataclass(frozen=True, slots=True)
class Header:
    """A document about itself; fields that it does not state are None or empty.

    `evidence` maps a field's name to where it was read.
    """

    title: str | None = None
    notice_title: str | None = None
    number: str | None = None
    issuers: tuple[str, ...] = ()
    level: Level | None = None
    region: str | None = None
    plan_year: int | None = None
    date_signed: str | None = None
    date_published: str | None = None
    recipients: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    evidence: tuple[tuple[str, Evidence], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The notice, a plan or an annex inside a document, with its own title and span."""

    kind: PartKind
    title: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of a document by 《title》 and/or number.

    `text` is as printed; `title`, `number` and `issuer` are Simplified and cleaned;
    `short_form` is the name that 以下简称 gives it; `task` is the id of the task it
    stands in, or None.
    """

    span: Span
    text: str
    title: str | None
    number: str | None
    issuer: str | None
    relation: Relation
    evidence: Evidence
    purpose: Purpose = Purpose.MENTION
    short_form: str | None = None
    task: str | None = None


@by_slots
@dataclass(frozen=True, slots=True)
class Assignment:
    """A unit named in a task's statement of responsibility, with its role."""

    name: str
    role: Role
    span: Span
    evidence: Evidence


@by_slots
@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A time limit as printed and as read: an ISO date, an ISO duration, or
    `realtime`, `continuous`, `unspecified`; a date whose year nothing in the document tells is
    written without it (`--12-31`)."""

    span: Span
    text: str
    kind: TimeKind
    value: str
    evidence: Evidence

    @property
    def due(self) -> str | None:
        """The last day of a deadline as ISO date; None for other kinds and where its year is not known."""
        return self.value if self.kind is TimeKind.DEADLINE and not self.value.startswith(NO_YEAR) else None


@by_slots
@dataclass(frozen=True, slots=True)
class Demand:
    """A clause of a task: a verb, what it acts on, with what force, through which channels, to whom, and those of
    the task's time limits that it states.

    `object` is empty where the clause before names what the verb acts on; the evidence has
    several spans where layout parted the clause.
    """

    verb: str
    object: str
    force: Force
    evidence: Evidence
    channels: tuple[str, ...] = ()
    counterpart: str | None = None
    times: tuple[TimeLimit, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A notation of the theme scheme and the words that decided for it."""

    notation: str
    evidence: Evidence


@by_slots
@dataclass(frozen=True, slots=True)
class Task:
    """The smallest unit of a plan that says that somebody shall do something.

    `id` is t1, t2 … in reading order; `part` indexes `Extraction.parts`;
    `uncertain` marks cell borders that a reader cannot be sure of.
    """

    id: str
    label: str | None
    headings: tuple[str, ...]
    spans: tuple[Span, ...]
    assignments: tuple[Assignment, ...]
    times: tuple[TimeLimit, ...]
    evidence: Evidence
    demands: tuple[Demand, ...] = ()
    themes: tuple[Theme, ...] = ()
    part: int = 0
    uncertain: bool = False

    def text(self, document_text: str) -> str:
        """The requirement as printed; stretches parted by layout are joined without a gap."""
        return "".join(span.of(document_text) for span in self.spans)


class Severity(Enum):
    """How much an issue matters."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a person should look at: a stable code, a message that says what to do."""

    code: str
    message: str
    severity: Severity = Severity.WARNING
    document: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that was joined to a document as an annex, and where in its text it stands."""

    source: Source
    span: Span


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one document, with the text that its spans point into.

    `places` and `metadata` are those of the Reading; `attached` are the files of annexes
    whose text stands in `text` behind, or as a part of, that of `source`.
    """

    source: Source
    text: str
    header: Header
    parts: tuple[Part, ...]
    citations: tuple[Citation, ...]
    tasks: tuple[Task, ...]
    issues: tuple[Issue, ...] = ()
    script: Script = Script.SIMPLIFIED
    missing: tuple[str, ...] = field(default=())
    places: tuple[Place, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    attached: tuple[Attached, ...] = ()

    @property
    def files(self) -> tuple[Source, ...]:
        """The files that the text was read from, its own first."""
        return self.source, *(one.source for one in self.attached)
