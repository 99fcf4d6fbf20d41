"""What is to be said of a file beside others: joined, a copy, nearly the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from kg.batch import UNCHANGED
from kg.likeness import near_duplicates
from kg.model.extraction import Extraction
from kg.model.links import Links
from kg.model.report import FileReport, Outcome


@dataclass(frozen=True, slots=True)
class _Note:
    """What is said of a file, and how it therefore ends."""

    words: str
    outcome: Outcome | None


class Notes:
    """Collects what is to be said of each file and says it in the file's report."""

    def __init__(self) -> None:
        self._notes: dict[str, list[_Note]] = defaultdict(list)

    def add(self, key: str, words: str, outcome: Outcome | None = None) -> None:
        """Say something of the file with this SHA-256; `outcome` if it ends so unless it ended worse."""
        self._notes[key].append(_Note(words, outcome))

    def on(self, report: FileReport) -> FileReport:
        """The report of a new file with what is to be said of it beside others."""
        if report.outcome is Outcome.DUPLICATE or report.message == UNCHANGED:
            return report
        notes = self._notes.get(report.sha256 or "", ())
        ended = [note.outcome for note in notes if note.outcome is not None and report.outcome is Outcome.OK]
        words = dict.fromkeys(filter(None, (report.message, *(note.words for note in notes))))
        return replace(report, outcome=ended[0] if ended else report.outcome, message="; ".join(words))


def note_copies(notes: Notes, links: Links, documents: Mapping[str, Extraction], new: Collection[str]) -> None:
    """Say which files hold a document that another file holds more of, and which of the `new` ones
    are only nearly the same as another."""
    held = [work for work in links.works if work.source is not None]
    names = {work.id: work.name for work in held}
    sources = {work.id: work.source or "" for work in held}
    for work in held:
        for key in work.copies:
            if key in documents and key != work.source:
                first = documents[sources[work.id]].source.name
                notes.add(key, f"the same document as {first}, kept as a copy of it", Outcome.DUPLICATE)
    asked = [work.id for work in held if not set(new).isdisjoint(work.copies)]
    for pair in near_duplicates({id: documents[key].text for id, key in sources.items()}, asked):
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
            notes.add(sources[one], f"{pair.share:.0%} the same text as {names[other]}, kept apart")
