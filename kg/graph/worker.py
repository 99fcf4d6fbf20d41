"""Answers queries in child processes that can be killed, on the generation being served.

The engine cannot cancel a query, and some queries bring it down; a child takes the
blow, the caller gets a QueryProblem, and a fresh child waits for the next question.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

from kg.errors import DamagedLibrary, LibraryError, QueryLimit, QueryProblem, QuerySyntax
from kg.graph.child import Json, frames, write_frame
from kg.graph.generations import STORE
from kg.graph.library import Library
from kg.graph.results import Answer, Node, NodeKind, Rows, Triples, Truth
from kg.graph.screen import screen

_PATIENCE = 0.05
_START = 30.0
_ALLOCATOR = {"GLIBC_TUNABLES": "glibc.malloc.tcache_count=1000"}
"""The engine asks for and gives back thousands of small pieces of memory in every query; where the
C library is glibc and keeps more than seven of each size at hand, a query takes a third less time."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: seconds, rows, bytes of answer, bytes of memory."""

    seconds: float = 10.0
    rows: int = 10_000
    bytes: int = 50_000_000
    memory: int = 2**30


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Beyond:
    """What would ask for the row behind the `limit` of a SELECT inside a query."""

    query: str
    substitutions: Mapping[str, Node]
    limit: str


@dataclass(frozen=True, slots=True)
class Question:
    """A query, values for its variables, and the graphs of a protocol request.

    Where `beyond` finds a row, a limit inside the query hid something, and the answer names it.
    """

    query: str
    substitutions: Mapping[str, Node]
    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()
    beyond: Beyond | None = None


Ask = Callable[[Question, threading.Event], Answer]
"""Answers a question, unless the event is set before."""


def ask(library: Library, question: Question, limits: Limits = LIMITS) -> Answer:
    """The answer of one question to the generation being served.

    QueryRefused for what is never allowed, QueryProblem for a mistake in the query,
    QueryLimit when it takes too long or too much; rows beyond the limit are cut off and
    the answer says so. Values enter as substitutions, never as text.
    """
    with QueryWorkers(library, size=1, limits=limits) as workers:
        return workers.ask(question)


class QueryWorkers:
    """A few waiting children; `ask` may be called from many threads at once.

    A publish is noticed by itself: the next question goes to the new generation.
    """

    def __init__(self, library: Library, size: int = 2, limits: Limits = LIMITS) -> None:
        self._library, self._limits = library, limits
        self._served, self._folder = "", Path()
        self._looking = threading.Lock()
        self._idle: queue.LifoQueue[_Seat] = queue.LifoQueue()
        folder = self._verified()
        for _ in range(size):
            self._idle.put(_Seat(folder, limits))

    def __enter__(self) -> QueryWorkers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    def ask(self, question: Question, cancel: threading.Event | None = None) -> Answer:
        """The answer of one question; when `cancel` is set its child is killed, QueryLimit says so."""
        request, cancel = _request(question, self._limits), cancel or threading.Event()
        folder = self._verified()
        seat = self._free(cancel)
        try:
            return _answer(seat.ask(folder, request, cancel), question, self._limits, folder)
        finally:
            self._idle.put(seat)

    def _free(self, cancel: threading.Event) -> _Seat:
        """The next child that has nothing to do."""
        while not cancel.is_set():
            with suppress(queue.Empty):
                return self._idle.get(timeout=_PATIENCE)
        raise QueryLimit("time", "cancelled")

    def close(self) -> None:
        """End the children that wait."""
        while not self._idle.empty():
            self._idle.get().end()

    def _verified(self) -> Path:
        with self._looking:
            served = self._library.served()
            if served != self._served:
                self._folder = self._library.verified_folder()
                self._served = served
            return self._folder


class _Seat:
    """One child, and its successor once it had to be killed."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._limits = limits
        self._start(folder)

    def ask(self, folder: Path, request: Json, cancel: threading.Event) -> Json:
        if folder != self._folder:
            self._replace(folder)
        self._wait_until_ready()
        deadline = time.monotonic() + self._limits.seconds
        with suppress(BrokenPipeError):  # A dead child shows in its replies, which end.
            write_frame(self._requests, json.dumps(request).encode())
        frame = self._next(deadline, cancel)
        if frame is None:
            self._replace(folder)
            raise QueryLimit("memory", f"{self._limits.memory // 2**20} MB, or the depth of the query")
        reply: Json = json.loads(frame)
        return reply

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._requests.close()
        self._reader.join()

    def _start(self, folder: Path) -> None:
        command = [sys.executable, "-m", "kg.graph.child", str(folder / STORE), str(self._limits.memory)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         stderr=subprocess.DEVNULL, env={**_ALLOCATOR, **os.environ})
        if self._process.stdin is None or self._process.stdout is None:
            raise LibraryError("the query process has no pipes; start kg from a system that allows them")
        self._folder, self._ready, self.isolated = folder, False, False
        self._requests = self._process.stdin
        self._replies: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=_drain, daemon=True,
                                        args=(self._process.stdout, self._replies))
        self._reader.start()

    def _replace(self, folder: Path) -> None:
        self.end()
        self._start(folder)

    def _wait_until_ready(self) -> None:
        if not self._ready:
            frame = self._next(time.monotonic() + _START, threading.Event())
            if frame is None:
                raise LibraryError(f"the query process does not start on {self._folder}; "
                                   "`kg verify --deep` says whether the library is whole")
            self._ready, self.isolated = True, json.loads(frame)["isolated"]

    def _next(self, deadline: float, cancel: threading.Event) -> bytes | None:
        while True:
            with suppress(queue.Empty):
                return self._replies.get(timeout=_PATIENCE)
            if cancel.is_set() or time.monotonic() > deadline:
                self._replace(self._folder)
                raise QueryLimit("time", "cancelled" if cancel.is_set() else f"{self._limits.seconds:g} s")


def _drain(stream: IO[bytes], replies: queue.SimpleQueue[bytes | None]) -> None:
    with stream:
        for frame in frames(stream):
            replies.put(frame)
    replies.put(None)


def _request(question: Question, limits: Limits) -> Json:
    screened = screen(question.query)
    named = bool(question.default_graphs or question.named_graphs)
    return {"query": question.query, "rows": limits.rows, "bytes": limits.bytes,
            "union": not (screened.has_dataset or named),
            "default_graph": list(question.default_graphs), "named_graphs": list(question.named_graphs),
            "substitutions": _terms(question.substitutions), "beyond": _beyond(question.beyond)}


def _beyond(beyond: Beyond | None) -> Json | None:
    if beyond is None:
        return None
    screen(beyond.query)
    return {"query": beyond.query, "substitutions": _terms(beyond.substitutions)}


def _terms(substitutions: Mapping[str, Node]) -> Json:
    return {name: [node.kind.value, node.value, node.datatype, node.language]
            for name, node in substitutions.items()}


def _answer(reply: Json, question: Question, limits: Limits, folder: Path) -> Answer:
    if "syntax" in reply:
        raise QuerySyntax(reply["syntax"])
    if "damaged" in reply:
        raise DamagedLibrary(str(folder), reply["damaged"])
    if "error" in reply:
        raise QueryProblem(f"the query fails: {reply['error']}")
    if reply.get("limit") == "memory":
        raise QueryLimit("memory", f"{limits.memory // 2**20} MB")
    if "truth" in reply:
        return Truth(reply["truth"])
    beyond = question.beyond.limit if question.beyond else None
    cut = {"": None, "rows": f"{limits.rows} rows", "bytes": f"{limits.bytes} bytes", "beyond": beyond}[reply["cut"]]
    nodes = [_node(term) for term in reply["terms"]]
    cells = tuple(tuple(nodes[place] for place in row) for row in reply["rows"])
    if reply["triples"]:
        return Triples(tuple((s, p, o) for s, p, o in cells if s and p and o), cut)
    return Rows(tuple(reply["names"]), cells, cut)


def _node(term: list[str | None] | None) -> Node | None:
    if term is None:
        return None
    kind, value, datatype, language = term
    return Node(NodeKind(kind), value or "", datatype, language)
