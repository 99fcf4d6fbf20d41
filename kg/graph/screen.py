"""What a query asks for, told from its words before any engine sees it.

Keywords never stand inside strings, IRIs, comments or variables, so cutting the text into
tokens is enough to see an update, a file or a SERVICE. The engine reads without tokens: where
it expects a SERVICE it takes `SERVICEs:x` or `trueSERVICE<x>` for one, so the word is refused
inside any other word or name too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.errors import QueryLimit, QueryRefused

LONGEST = 64 * 2**10
"""Bytes of the longest query."""
DEEPEST = 200
"""How deep brackets may nest; some 2,000 bring the engine down."""

# A prefix of any length would let a.a.a.a… be scanned anew from every letter.
_TOKEN = re.compile(r'''
    (?P<comment>\#[^\n\r]*)
  | (?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'
             |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
  | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>(?:[^\W\d][\w.-]{0,99})?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
  | (?P<word>[^\W\d]\w*)
  | (?P<open>[({[])
  | (?P<close>[)}\]])
''', re.VERBOSE | re.DOTALL)

_UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"))
_PROLOGUE = frozenset(("PREFIX", "BASE", "VERSION"))
_SERVICE = "SERVICE"
_QUOTING = frozenset(("comment", "string", "iri"))


@dataclass(frozen=True, slots=True)
class Screened:
    """A query that may run: its form (SELECT …) and whether it names its own dataset."""

    form: str
    has_dataset: bool


@lru_cache(64)
def screen(query: str) -> Screened:
    """Look a query over; QueryRefused for SERVICE, updates and files, QueryLimit where it
    is too long or nests too deep. Syntax is the engine's business.

    >>> screen("# SERVICE\\nSELECT ?service WHERE { ?service gk:title 'LOAD' }").form
    'SELECT'
    """
    size = len(query.encode(errors="replace"))
    if size > LONGEST:
        raise QueryLimit("length", f"{LONGEST // 1024} kB")
    words: list[str] = []
    depth = 0
    for token in _TOKEN.finditer(query):
        if token.lastgroup == "word":
            words.append(token[0].upper())
        elif token.lastgroup == "iri" and token[0].lower().startswith("<file:"):
            raise QueryRefused(f"files are never read by a query: {token[0]}; build them into the library")
        depth += (token.lastgroup == "open") - (token.lastgroup == "close")
        if depth > DEEPEST:
            raise QueryLimit("nesting", f"{DEEPEST} brackets")
    if _SERVICE in query.upper():
        _require_no_service(query)
    return _judged(words)


def _require_no_service(query: str) -> None:
    tokens = list(_TOKEN.finditer(query))
    # `<` may be less-than: then what looks like an IRI is not one, and a quote or # in it opens something.
    doubtful = any(token.lastgroup == "iri" and ("'" in token[0] or "#" in token[0]) for token in tokens)
    for token in tokens:
        quoted = token.lastgroup in _QUOTING and not doubtful
        if _SERVICE in token[0].upper() and not quoted and token.lastgroup != "variable":
            raise QueryRefused("SERVICE would ask another server; queries stay inside the library; if the word "
                               "is part of a name, give that name another prefix or write it as a full <IRI>")


def _judged(words: list[str]) -> Screened:
    form = next((word for word in words if word not in _PROLOGUE), "")
    if form in _UPDATES:
        raise QueryRefused(f"{form} would change the graph; queries only read, `kg build` writes")
    return Screened(form, "FROM" in words)
