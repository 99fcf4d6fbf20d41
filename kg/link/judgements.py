"""People's decisions: a line each in judgements.tsv, never changed, applied on every build.

A decision names what it is about by quoted text with a little text before and after, so
that it finds its object again after the document was read anew.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from enum import Enum
from pathlib import Path

from kg.errors import RulesError
from kg.model.extraction import Extraction
from kg.model.links import Judgement
from kg.model.text import Span
from kg.normalise.characters import fold, simplify

CONTEXT = 16


class About(Enum):
    """What a decision is about: where a citation leads, a match of two tasks, who bears a
    task, in which role, whether one document derives from another."""

    RESOLUTION = "resolution"
    MATCH = "match"
    BEARER = "bearer"
    ROLE = "role"
    DERIVATION = "derivation"


class Ruling(Enum):
    """Whether the link is right, wrong, or missing and herewith made."""

    CONFIRM = "confirm"
    REJECT = "reject"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a source by its words: `quote` with what stands before and after it."""

    source: str = ""
    quote: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of judgements.tsv.

    `other` is the second task of a match, the task of a bearer or role, or, for a derivation
    of a document whose text is not held, where another one cites it. `value` is the
    work id or number that a citation or derivation leads to, the holder that bears the
    task, its role, or the kind of an added match; empty where the ruling needs none.
    """

    about: About
    ruling: Ruling
    place: Anchor
    other: Anchor
    value: str
    who: str
    when: str
    why: str

    @property
    def judgement(self) -> Judgement:
        """The decision as answers show it."""
        return Judgement(self.ruling.value, self.who, self.when, self.why)


_HEAD = (
    "about",
    "ruling",
    "source",
    "quote",
    "before",
    "after",
    "other_source",
    "other_quote",
    "other_before",
    "other_after",
    "value",
    "who",
    "when",
    "why",
)


def anchor(extraction: Extraction, span: Span) -> Anchor:
    """The anchor of a stretch of a document."""
    text = extraction.text
    return Anchor(
        extraction.source.sha256,
        _one_line(span.of(text)),
        _one_line(text[max(0, span.start - CONTEXT) : span.start]),
        _one_line(text[span.end : span.end + CONTEXT]),
    )


def locate(place: Anchor, extraction: Extraction) -> Span | None:
    """Where an anchor stands in a document as it was read this time; None unless in one place.

    Line ends, spaces, width and script may have changed. What stands around the quote is
    asked only where the quote itself occurs more than once.
    """
    text, origin = _bare(extraction.text)
    quote, before, after = (_bare(words)[0] for words in (place.quote, place.before, place.after))
    starts = [match.start() for match in re.finditer(f"(?={re.escape(quote)})", text)] if quote else []
    if len(starts) > 1:
        starts = [
            start
            for start in starts
            if text[:start].endswith(before) and text.startswith(after, start + len(quote))
        ]
    if len(starts) != 1:
        return None
    return Span(origin[starts[0]], origin[starts[0] + len(quote) - 1] + 1)


def _bare(text: str) -> tuple[str, list[int]]:
    """A text without spaces, Simplified and half-width, and where each character stood."""
    plain = fold(simplify(text))
    kept = [i for i, character in enumerate(plain) if not character.isspace()]
    return "".join(plain[i] for i in kept), kept


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of a library in the order they were taken; none if there is no file.

    RulesError names the line that breaks the format.
    """
    if not path.exists():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows or tuple(rows[0]) != _HEAD:
        raise RulesError(path.name, 1, f"the head must be: {' '.join(_HEAD)}")
    return tuple(_decision(path.name, number, row) for number, row in enumerate(rows[1:], 2) if row)


def _decision(file: str, number: int, row: list[str]) -> Decision:
    if len(row) != len(_HEAD):
        raise RulesError(file, number, f"has {len(row)} cells where the head has {len(_HEAD)}")
    try:
        return Decision(About(row[0]), Ruling(row[1]), Anchor(*row[2:6]), Anchor(*row[6:10]), *row[10:])
    except ValueError as error:
        raise RulesError(file, number, str(error)) from error


def append_decision(path: Path, decision: Decision) -> None:
    """Adds a line; earlier lines are never touched. The newest decision on an object wins."""
    new = not path.exists()
    cells = [
        decision.about.value,
        decision.ruling.value,
        *astuple(decision.place),
        *astuple(decision.other),
        *(getattr(decision, field.name) for field in fields(decision)[4:]),
    ]
    with path.open("a", encoding="utf-8", newline="\n") as file:
        if new:
            file.write("\t".join(_HEAD) + "\n")
        file.write(
            "\t".join(_one_line(cell).strip() if i > 9 else _one_line(cell) for i, cell in enumerate(cells))
            + "\n"
        )


def about(decisions: Iterable[Decision], kind: About) -> list[Decision]:
    """The decisions of one kind, in order."""
    return [decision for decision in decisions if decision.about is kind]
