"""What a query asks for, told from its words before any engine sees it.

SPARQL's keywords never stand inside its strings, IRIs, comments, variables or prefixed
names, so cutting the text into tokens is enough to see a SERVICE, an update or a file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>(?:[^\W\d][\w.-]{0,99})?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
  | (?P<word>[^\W\d]\w*)
  | (?P<open>[({[])
  | (?P<close>[)}\]])
''', re.VERBOSE | re.DOTALL)

_UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"))
_PROLOGUE = frozenset(("PREFIX", "BASE", "VERSION"))


@dataclass(frozen=True, slots=True)
class Screened:
    """A query that may run: its form (SELECT …) and whether it names its own dataset."""

    form: str
    has_dataset: bool


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
    return _judged(words)


def _judged(words: list[str]) -> Screened:
    form = next((word for word in words if word not in _PROLOGUE), "")
    if form in _UPDATES:
        raise QueryRefused(f"{form} would change the graph; queries only read, `kg build` writes")
    if "SERVICE" in words:
        raise QueryRefused("SERVICE would ask another server; queries stay inside the library")
    return Screened(form, "FROM" in words)
