"""What all pages read: the view of a generation and its catalogue, and the token of writes."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass
from functools import cached_property

from kg.graph.library import Library
from kg.graph.results import Answer
from kg.graph.worker import Question, QueryWorkers
from kg.model.view import View
from kg.search import Catalogue, catalogue_of
from kg.web.rebuild import Rebuild


@dataclass(frozen=True)
class Site:
    """One generation of a library as the pages see it; `built` names the generation."""

    view: View
    catalogue: Catalogue
    built: str = ""

    @cached_property
    def totals(self) -> dict[str, int]:
        """How much there is of everything; see kg.search.Catalogue.totals."""
        return dict(self.catalogue.totals())


class Served:
    """The Site of the generation that a library serves now; a publish is noticed by itself.

    `token` must come back with every form that writes; it is new for every start.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self.token = secrets.token_urlsafe(24)
        self._lock = threading.Lock()
        self._name = ""
        self._site: Site | None = None
        self._workers: QueryWorkers | None = None
        self.rebuild = Rebuild(library)

    def site(self) -> Site:
        """The current Site, opened anew only after a publish."""
        with self._lock:
            name = self.library.served()
            if self._site is None or name != self._name:
                self._site, self._name = self._open(), name
            return self._site

    def ask(self, question: Question, cancel: threading.Event) -> Answer:
        """The answer of a query, from a child process that is started with the first question."""
        with self._lock:
            if self._workers is None:
                self._workers = QueryWorkers(self.library)
        return self._workers.ask(question, cancel)

    def close(self) -> None:
        """Ends the child processes."""
        if self._workers is not None:
            self._workers.close()

    def _open(self) -> Site:
        view = self.library.view()
        return Site(view, catalogue_of(self.library, view), str(self.library.manifest().number))
