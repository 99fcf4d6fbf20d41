"""What all pages read: the view of a generation and its catalogue, and the token of writes."""

from __future__ import annotations

import secrets
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache, partial
from pathlib import Path

from kg import ledger as keeping
from kg.graph import journal
from kg.graph.library import Library
from kg.graph.results import Answer
from kg.graph.worker import Question, QueryWorkers
from kg.errors import UnknownReference
from kg.model.answers import Ledger
from kg.model.links import Work
from kg.model.report import FileReport, Outcome
from kg.model.view import View
from kg.reference import find, spelled_number
from kg.search import Catalogue, catalogue_of
from kg.search import find as search
from kg.web.rebuild import Rebuild

KEPT_LEDGERS = 8
MOST_MEANT = 200


@dataclass(frozen=True, slots=True)
class LastBuild:
    """The last build that took files: when, its generation, how many files ended how, and those
    that did not end well."""

    at: datetime
    generation: int
    counts: Mapping[Outcome, int]
    failed: tuple[FileReport, ...]


@dataclass(frozen=True)
class Site:
    """One generation of a library as the pages see it; `built` names the generation, `journal`
    is where its builds are written down."""

    view: View
    catalogue: Catalogue
    built: str = ""
    journal: Path | None = None

    @cached_property
    def totals(self) -> dict[str, int]:
        """How much there is of everything; see kg.search.Catalogue.totals."""
        return dict(self.catalogue.totals())

    @cached_property
    def works(self) -> tuple[Work, ...]:
        """Every work, read once."""
        return self.view.works()

    def meant(self, reference: str) -> str:
        """The id of the work or task that a person's words name, as kg.reference.find tells it,
        sought among the works that a search finds and only then among all."""
        document = reference.partition("#")[0]
        hits = search(self.catalogue.path, str(spelled_number(document) or document), ("work",), MOST_MEANT)
        try:
            return find(self.view, reference, [self.view.work(hit.id) for hit in hits])
        except UnknownReference:
            return find(self.view, reference, self.works)

    @cached_property
    def ledgers(self) -> Callable[[str, date], Ledger]:
        """The ledger of a holder on a day; the latest are kept, for their further pages and exports."""
        return lru_cache(KEPT_LEDGERS)(partial(keeping.ledger, self.view))

    @cached_property
    def last_build(self) -> LastBuild | None:
        """The last build that took files; None where none is written down."""
        rows = journal.read(self.journal) if self.journal else ()
        if not rows:
            return None
        at, generation, _ = rows[-1]
        files = [file for moment, _, file in rows if moment == at]
        return LastBuild(datetime.fromisoformat(at).astimezone(), generation, Counter(file.outcome for file in files),
                         tuple(file for file in files if file.outcome in (Outcome.PARTIAL, Outcome.QUARANTINED)))


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
        return Site(view, catalogue_of(self.library, view), str(self.library.manifest().number),
                    self.library.layout.journal)
