"""Every exception that kg raises on purpose, as one small tree.

::

    KgError                      exit code 1 unless said otherwise
    ├── UnreadableInput          a file cannot be read or decoded (exit 3)
    │   └── MissingExtra         an optional part is not installed; says the command that installs it
    ├── SpanError                a span does not fit its text
    ├── RulesError               a rules file breaks its own format
    ├── ReferenceProblem         a document or task reference does not name one thing (exit 2)
    │   ├── UnknownReference     nothing matches; says what was tried
    │   └── AmbiguousReference   several things match; lists them
    ├── LibraryError             the library on disk is missing, locked or damaged
    │   ├── NoLibrary            there is no library at that place
    │   ├── LibraryBusy          another build holds the writer's lock
    │   └── DamagedLibrary       counts or hashes disagree with the manifest
    ├── GraphInvalid             the shapes refuse a graph
    └── QueryProblem             a query is refused or fails (exit 2)
        ├── QuerySyntax          it is not SPARQL, or not of the kind asked for
        ├── QueryRefused         it asks for something that is never allowed
        └── QueryLimit           it ran into a limit of time, rows, bytes or memory

Each class is one sentence, keeps the offending values as attributes, and its
message says what was wrong, where, and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence


class KgError(Exception):
    """Something that kg foresaw went wrong; the message says what to do."""

    exit_code = 1


class UnreadableInput(KgError):
    """A file cannot be turned into text."""

    exit_code = 3

    def __init__(self, path: str, reason: str, advice: str = "") -> None:
        self.path, self.reason, self.advice = path, reason, advice
        super().__init__(f"{path}: {reason}" + (f"; {advice}" if advice else ""))


class MissingExtra(UnreadableInput):
    """An optional part of kg is needed and not installed."""

    def __init__(self, path: str, need: str, extra: str) -> None:
        self.need, self.extra = need, extra
        super().__init__(path, f"needs {need}", f'install it with: pip install "kg[{extra}]"')


class SpanError(KgError):
    """A span is empty, reversed or outside its text."""

    def __init__(self, start: int, end: int, length: int | None = None) -> None:
        self.start, self.end, self.length = start, end, length
        room = "" if length is None else f" of a text of {length} characters"
        super().__init__(f"span {start}–{end}{room} is empty, reversed or out of range")


class RulesError(KgError):
    """A rules file breaks its own format."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        self.file, self.line, self.reason = file, line, reason
        super().__init__(f"{file}, line {line}: {reason}")


class ReferenceProblem(KgError):
    """A reference does not name exactly one document or task."""

    exit_code = 2


class UnknownReference(ReferenceProblem):
    """Nothing in the library answers to a reference."""

    def __init__(self, reference: str, tried: Sequence[str]) -> None:
        self.reference, self.tried = reference, tuple(tried)
        ways = "; ".join(self.tried)
        super().__init__(f"no document or task answers to “{reference}”. Tried: {ways}. "
                         "`kg query --name documents` lists what there is")


class AmbiguousReference(ReferenceProblem):
    """Several documents or tasks answer to a reference."""

    def __init__(self, reference: str, candidates: Sequence[tuple[str, str]]) -> None:
        self.reference, self.candidates = reference, tuple(candidates)
        rows = "\n".join(f"  {name}\t{label}" for name, label in self.candidates)
        super().__init__(f"“{reference}” could be any of {len(self.candidates)}; name one:\n{rows}")


class LibraryError(KgError):
    """The library on disk cannot be used."""


class NoLibrary(LibraryError):
    """There is no library at a place."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"no library at {path}; make one with `kg build PATH…` or try `kg demo`")


class LibraryBusy(LibraryError):
    """Another build is writing into the library."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"another build is writing into {path}; wait for it or choose another --library")


class DamagedLibrary(LibraryError):
    """What lies on disk is not what the manifest says."""

    def __init__(self, path: str, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path} is damaged: {reason}; `kg rebuild` makes it anew from the originals")


class GraphInvalid(KgError):
    """The shapes refuse a graph."""

    def __init__(self, document: str, findings: Sequence[str]) -> None:
        self.document, self.findings = document, tuple(findings)
        super().__init__(f"{document}: " + "; ".join(self.findings))


class QueryProblem(KgError):
    """A query is refused or fails."""

    exit_code = 2


class QuerySyntax(QueryProblem):
    """A query is not SPARQL."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"this is not a SPARQL query: {reason}")


class QueryRefused(QueryProblem):
    """A query asks for something that is never allowed."""


class QueryLimit(QueryProblem):
    """A query ran into a limit."""

    def __init__(self, limit: str, value: str) -> None:
        self.limit, self.value = limit, value
        super().__init__(f"the query was stopped at its {limit} limit ({value}); narrow it or add LIMIT")
