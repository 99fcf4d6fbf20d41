"""IRIs: the one place where they are minted and taken apart.

An IRI is the base, a kind and a readable name: …/doc/国办发-2021-12, …/task/国办发-2021-12.t-1a2b3c4d.
Names keep only what may stand in a Turtle local name; everything else is percent-encoded, so
that a name can be read back from its IRI.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterable
from enum import Enum

from kg.errors import LibraryError

SCHEMA = "https://w3id.org/cngov-kg/"
"""What the terms and concepts of the schema begin with, whatever the library."""
BASE = os.environ.get("KG_BASE") or SCHEMA
"""What everything else begins with: a setting of the process, kept in the manifest of a library."""
ONTOLOGY = SCHEMA + "ont"

# PN_LOCAL of Turtle cut with the ucschar of RFC 3987, less the invisible joiners and the space of Ogham.
_ILLEGAL = re.compile("[^0-9A-Za-z_.\\-·\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u167f\u1681-\u1fff\u2070-\u218f"
                      "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\uffef"
                      "\U00010000-\U0001fffd]")
_LEGAL_BASE = re.compile("https?://[^\\s<>\"{}|\\\\^`?#]+/")
# PN_LOCAL may not begin with these, nor end with a full stop.
_ILLEGAL_EDGE = re.compile("^[\\-.·\u0300-\u036f]|\\.$")
_ESCAPED = re.compile("(?:%[0-9A-F]{2})+")


class Kind(Enum):
    """What an IRI names; the value is the path segment after the base."""

    DOCUMENT = "doc"
    PART = "part"
    SECTION = "section"
    TASK = "task"
    ASSIGNMENT = "assignment"
    TIME = "time"
    DEMAND = "demand"
    CITATION = "citation"
    STATEMENT = "statement"
    FINDING = "finding"
    TEXT = "text"
    SOURCE = "source"
    SPAN = "span"
    DERIVATION = "derivation"
    MATCH = "match"
    HOLDER = "org"
    REORGANISATION = "reorganisation"
    REGION = "region"
    SERIES = "series"
    JUDGEMENT = "judgement"
    GAP = "gap"
    COOPERATION = "cooperation"
    TALLY = "tally"
    NUMBERS = "numbers"
    RUN = "run"
    GRAPH = "graph"
    CONCEPT = "concept"
    DATASET = "dataset"


def mint(kind: Kind, name: str) -> str:
    """The IRI of a thing of a kind.

    >>> mint(Kind.DOCUMENT, "国办发-2021-12")
    'https://w3id.org/cngov-kg/doc/国办发-2021-12'
    >>> mint(Kind.HOLDER, "市局/综合科")
    'https://w3id.org/cngov-kg/org/市局%2F综合科'
    """
    if not name:
        raise ValueError(f"a {kind.value} needs a name to have an IRI")
    legal = _ILLEGAL_EDGE.sub(_escape, _ILLEGAL.sub(_escape, name))
    return f"{SCHEMA if kind is Kind.CONCEPT else BASE}{kind.value}/{legal}"


def unmint(iri: str) -> tuple[Kind, str]:
    """The kind and name that `mint` made an IRI of; ValueError for any other IRI.

    >>> unmint("https://w3id.org/cngov-kg/org/市局%2F综合科")
    (<Kind.HOLDER: 'org'>, '市局/综合科')
    """
    base = BASE if iri.startswith(BASE) else SCHEMA
    kind, slash, legal = iri.removeprefix(base).partition("/")
    if not iri.startswith(base) or not slash or not legal:
        raise ValueError(f"{iri} is not one of this graph's IRIs")
    return Kind(kind), name_of(iri)


def name_of(iri: str) -> str:
    """The name alone, for an IRI known to be minted here."""
    legal = iri.rsplit("/", 1)[1]
    return _ESCAPED.sub(_unescape, legal) if "%" in legal else legal


def require_base(base: str) -> None:
    """Return if things are named below `base` in this process, and may be; LibraryError if not."""
    if base != BASE:
        raise LibraryError(f"the library names its things below {base}, not {BASE}; give `kg --base {base} …` or set "
                           f"KG_BASE={base}, or build another library with --library DIR")
    if not _LEGAL_BASE.fullmatch(base):
        raise LibraryError(f"KG_BASE={base} cannot begin an IRI; give one such as https://data.example.org/plans/")


def digest(*content: str) -> str:
    """Eight hex digits that stand for some content.

    >>> digest("lead", "综合科") == digest("lead", "综合科") != digest("lead综", "合科")
    True
    """
    return hashlib.sha256("\x1f".join(content).encode()).hexdigest()[:8]


def within(owner: str, tag: str, contents: Iterable[tuple[str, ...]]) -> list[str]:
    """Names for the records of one owner, by what they say and not by their place, so that
    a new neighbour renames nobody; equal records are told apart by their order.

    >>> within("x", "a", [("lead", "综合科")]) == within("x", "a", [("", "新"), ("lead", "综合科")])[1:]
    True
    """
    seen: Counter[tuple[str, ...]] = Counter()
    names = []
    for content in contents:
        seen[content] += 1
        again = (str(seen[content]),) if seen[content] > 1 else ()
        names.append(f"{owner}.{tag}-{digest(*content, *again)}")
    return names


def _escape(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


def _unescape(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("%", "")).decode()
