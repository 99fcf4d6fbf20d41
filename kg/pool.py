"""Work in processes of their own, each stage of each piece with a limit of time.

A piece that hangs, crashes or swallows memory costs its process and itself, and no other
piece. The processes end with the one that started them, however that ends.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeAlias, TypeVar

from kg.model.report import Stage

Piece = TypeVar("Piece")
Result = TypeVar("Result")
Say: TypeAlias = Callable[[Stage], None]
Work: TypeAlias = Callable[[Piece, Say], Iterable[Result]]

_PATIENCE = 0.2
_STARTING = 120.0
_MEBIBYTE = 2**20
_WHEN_PARENT_ENDS = 1
"""PR_SET_PDEATHSIG of prctl(2)."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a piece may use: seconds in each stage, mebibytes beyond what its process began with."""

    seconds: Mapping[Stage, float]
    memory: int = 3072


@dataclass(frozen=True, slots=True)
class Loss(Generic[Piece]):
    """A piece that took its process down: its results so far, the stage it was in, and why."""

    piece: Piece
    results: int
    stage: Stage
    reason: str


@dataclass(frozen=True, slots=True)
class Crew(Generic[Piece, Result]):
    """How pieces are worked on: `work` yields the results of one, and says when a new stage
    begins; `lost` tells what a loss means, and what is still to do of the piece; `heard` is
    told of every stage that a piece enters."""

    work: Work[Piece, Result]
    lost: Callable[[Loss[Piece]], tuple[Result, Piece]]
    heard: Callable[[Piece, Stage], None]
    terms: Terms

    def results(self, pieces: Sequence[Piece], size: int) -> Generator[list[Result], None, None]:
        """The results of each piece, in the order of the pieces, from `size` processes."""
        done: dict[int, list[Result]] = {at: [] for at in range(len(pieces))}
        waiting = deque(enumerate(pieces))
        hands = [_Hand(self) for _ in range(min(size, len(pieces)))]
        following = 0
        try:
            while following < len(pieces):
                for hand in hands:
                    if hand.held is None and waiting:
                        hand.take(*waiting.popleft())
                if not [hand for hand in hands if hand.hear(done, waiting)]:
                    wait([hand.pipe for hand in hands], _PATIENCE)
                open_now = {hand.held[0] for hand in hands if hand.held} | {at for at, _ in waiting}
                while following < len(pieces) and following not in open_now:
                    yield done.pop(following)
                    following += 1
        finally:
            for hand in hands:
                hand.end()


@dataclass
class _Hand(Generic[Piece, Result]):
    """One process and the piece that it has in hand; a new process once it had to be ended."""

    crew: Crew[Piece, Result]
    held: tuple[int, Piece] | None = None
    stage: Stage = Stage.READ
    given: int = 0
    until: float = 0.0
    pipe: Connection = field(init=False)
    process: multiprocessing.process.BaseProcess = field(init=False)

    def __post_init__(self) -> None:
        self._start()

    def take(self, at: int, piece: Piece) -> None:
        """Begin with a piece."""
        self.held, self.given, self.until = (at, piece), 0, time.monotonic() + _STARTING
        self.pipe.send(piece)

    def hear(self, done: dict[int, list[Result]], waiting: deque[tuple[int, Piece]]) -> bool:
        """Take in what the process has to say; whether it is through with its piece."""
        while self.held is not None:
            at, piece = self.held
            try:
                if not self.pipe.poll():
                    break
                message = self.pipe.recv()
            except (EOFError, OSError):
                return self._give_up(at, piece, "crashes kg", done, waiting)
            if isinstance(message, BaseException):
                raise message
            if isinstance(message, Stage):
                self._enter(piece, message)
            elif isinstance(message, _Made):
                done[at].append(message.result)
                self.given += 1
            else:
                self.held = None
                return True
        if self.held is not None and time.monotonic() > self.until:
            reason = f"is not through “{self.stage.value}” after {self.crew.terms.seconds[self.stage]:.0f} seconds"
            return self._give_up(*self.held, reason, done, waiting)
        return False

    def end(self) -> None:
        """End the process and whatever it started."""
        if sys.platform == "win32":
            self.process.kill()
        else:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid or 0, signal.SIGKILL)
            self.process.kill()
        self.process.join()
        self.pipe.close()

    def _start(self) -> None:
        self.pipe, other = multiprocessing.Pipe()
        self.process = multiprocessing.get_context().Process(
            target=_serve, args=(self.crew.work, other, self.crew.terms.memory, os.getpid()), daemon=True)
        self.process.start()
        other.close()

    def _enter(self, piece: Piece, stage: Stage) -> None:
        self.stage, self.until = stage, time.monotonic() + self.crew.terms.seconds[stage]
        self.crew.heard(piece, stage)

    def _give_up(self, at: int, piece: Piece, reason: str, done: dict[int, list[Result]],
                 waiting: deque[tuple[int, Piece]]) -> bool:
        result, rest = self.crew.lost(Loss(piece, self.given, self.stage, reason))
        done[at].append(result)
        waiting.appendleft((at, rest))
        self.end()
        self._start()
        self.held = None
        return True


@dataclass(frozen=True, slots=True)
class _Made(Generic[Result]):
    """A result on its way."""

    result: Result


def _serve(work: Work[Piece, Result], pipe: Connection, memory: int, parent: int) -> None:
    """The process: pieces in, stages and results out, until nobody is there any more."""
    if sys.platform != "win32":
        os.setsid()
    _end_with_parent(parent)
    # Ctrl-C is for the one who waits for the results.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _confine(memory)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            while not pipe.poll(1):
                # A pipe stays open as long as a process that was started later holds a copy.
                if os.getppid() != parent:
                    return
            piece = pipe.recv()
            try:
                pipe.send(Stage.READ)
                for result in work(piece, pipe.send):
                    pipe.send(_Made(result))
                pipe.send(None)
            except Exception as error:  # Raised again where it can be answered for.
                pipe.send(error)


def _end_with_parent(parent: int) -> None:
    """Have the system end this process with the one that started it, even in the middle of a piece: a
    copy of every open file is kept here, the lock of a library too. Only Linux can."""
    if sys.platform.startswith("linux"):
        import ctypes
        ctypes.CDLL(None).prctl(_WHEN_PARENT_ENDS, signal.SIGKILL)
        if os.getppid() != parent:
            raise SystemExit


def _confine(memory: int) -> None:
    """Limit this process to so many mebibytes more than it has, where the system tells and can."""
    try:
        import resource
    except ImportError:
        return
    held = _held()
    if held is not None:
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = held + memory * _MEBIBYTE
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _held() -> int | None:
    """Bytes of address space that this process has, where the system tells."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return None
