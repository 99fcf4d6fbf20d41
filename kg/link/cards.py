"""What linking makes of one document alone, before it looks at any other."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from kg.agencies import Agency
from kg.link.mentions import Naming, cited_name, issuer_of, own_names
from kg.link.register import Register
from kg.link.series import Run, run_of
from kg.link.taskids import Words, words_of
from kg.model.extraction import Extraction, Header

Cards = Mapping[str, "Card"]
"""Cards by the SHA-256 of the source."""


@dataclass(frozen=True, slots=True)
class Card:
    """A document's issuer, how it names itself, how each of its citations names another, the
    words of each of its tasks, in the order of its text; the run of plans it may belong to."""

    issuer: Agency | None
    own: tuple[Naming, ...]
    cited: tuple[Naming, ...]
    words: tuple[Words, ...]
    run: Run | None


def card_of(extraction: Extraction, register: Register) -> Card:
    """The card of a document; it rests on `ground_of` the document and the register alone."""
    at = issuer_of(extraction, register)
    return Card(at, own_names(extraction, at, register),
                tuple(cited_name(citation, at, register) for citation in extraction.citations),
                words_of(extraction), _run_of(extraction.header, register))


def _run_of(header: Header, register: Register) -> Run | None:
    return run_of(header.title, header.issuers[0], register) if header.title and header.issuers else None


def ground_of(extraction: Extraction) -> bytes:
    """All that a card rests on: documents that agree in it have equal cards."""
    header = extraction.header
    level = header.level.value if header.level is not None else None
    return json.dumps((
        header.title, header.notice_title, header.number, header.issuers, level, header.region,
        [(part.kind.value, part.title) for part in extraction.parts],
        [(citation.title, citation.number, citation.issuer) for citation in extraction.citations],
        [([(span.start, span.end) for span in task.spans], task.headings[-1:]) for task in extraction.tasks],
        extraction.script.value, extraction.text,
    )).encode()
