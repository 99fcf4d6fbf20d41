"""A build started from the page: links everything anew with today's judgements, or reads files."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.build import build
from kg.build.site import Progress
from kg.errors import KgError
from kg.graph.library import Library

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class State:
    """How far a rebuild is, and how the last one ended."""

    running: bool = False
    stage: str = ""
    done: int = 0
    total: int = 0
    ended: str = ""
    failed: str = ""


class Rebuild:
    """At most one rebuild at a time, in a thread of its own; `state` may be read from any."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._state = State()

    @property
    def state(self) -> State:
        """How far it is."""
        return self._state

    def start(self, paths: Sequence[Path] = ()) -> bool:
        """Starts a rebuild that also reads these files, unless one runs; whether it was started."""
        with self._lock:
            if self._state.running:
                return False
            self._state = State(running=True)
        threading.Thread(target=self._run, args=(paths,), name="kg-rebuild", daemon=True).start()
        return True

    def _run(self, paths: Sequence[Path]) -> None:
        try:
            report = build(paths, self._library, self._tell)
            self._state = State(ended=f"{report.generation}" if report.changed else "unchanged")
        except KgError as error:
            self._state = State(failed=str(error))
        except Exception as error:  # The page must say that it failed, whatever it was.
            _log.exception("the rebuild failed")
            self._state = State(failed=type(error).__name__)

    def _tell(self, progress: Progress) -> None:
        self._state = replace(self._state, stage=progress.stage.value, done=progress.done, total=progress.total)
