"""A document's text as blocks with marks: paragraphs, tables, what was read from them.

The text is shown as printed, cut where the normalised text has its paragraphs and cells.
What normalising dropped and is not blank (page numbers, residue of recognition) stays
visible, struck; nothing of a document disappears.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.export.labels import Lang, label
from kg.model.extraction import Extraction, Relation, Role
from kg.model.text import Logical, Reading, Span
from kg.normalise import normalise

_ROLE_MARKS = {Role.LEAD: "lead-m", Role.RESPONSIBLE: "resp-m", Role.SUPPORT: "supp-m", Role.FOLLOW: "foll-m"}
LONGEST_NOISE = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that says something: its look, its anchor, what a pointer over it reads, a sign
    that follows it."""

    span: Span
    kind: str
    anchor: str = ""
    hint: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under one mark, or under none; `first` where the mark begins, `last` ends."""

    text: str
    mark: Mark | None = None
    first: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces that belong to one task, or to none; `first` where the text of the task begins."""

    pieces: tuple[Piece, ...]
    task: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph (one cell) or a table row; `start` is its place in the text as printed."""

    cells: tuple[tuple[Stretch, ...], ...]
    start: int

    @property
    def tasks(self) -> tuple[str, ...]:
        """The tasks that have words here, in order."""
        return tuple(dict.fromkeys(stretch.task for cell in self.cells for stretch in cell if stretch.task))


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive paragraphs (`columns` is 1), the consecutive rows of a table, or the `frame`
    of a web page around the document."""

    lines: tuple[Line, ...]
    columns: int = 1
    frame: bool = False


def marks_of(read: Extraction, lang: Lang) -> Iterator[Mark]:
    """The marks of everything that was read: citations, units by role, time limits."""
    for index, citation in enumerate(read.citations):
        own = citation.relation is Relation.SELF
        name = label(citation.relation)
        yield Mark(citation.span, "cite self" if own else "cite", f"c{index}", name.say(lang),
                   "" if own else name.sign)
    for task in read.tasks:
        for place, unit in enumerate(task.assignments):
            yield Mark(unit.span, _ROLE_MARKS[unit.role], f"{task.id}-u{place}", label(unit.role).say(lang))
        for place, time in enumerate(task.times):
            yield Mark(time.span, "time", f"{task.id}-d{place}", f"{label(time.kind).say(lang)} {time.value}")


def blocks(read: Extraction, marks: Iterable[Mark]) -> tuple[Block, ...]:
    """The whole text of a document, in reading order, each mark wherever it stands."""
    document = normalise(Reading(read.source, read.text))
    lines = tuple(_lines(document.logical, _Canvas(read, marks)))

    def sort(line: Line) -> tuple[bool, bool]:
        frame = any(span.start <= line.start < span.end for span in document.furniture)
        return frame, len(line.cells) > 1 and not frame

    return tuple(_block(tuple(run), frame) for (frame, _), run in groupby(lines, key=sort))


def _block(lines: tuple[Line, ...], frame: bool) -> Block:
    return Block(lines, max(len(line.cells) for line in lines), frame)


class _Canvas:
    """The text with the mark and the task of every character."""

    def __init__(self, read: Extraction, marks: Iterable[Mark]) -> None:
        self.text = read.text
        self._marks: list[Mark | None] = [None] * len(read.text)
        self._tasks = [""] * len(read.text)
        self._begins = {task.spans[0].start: task.id for task in read.tasks if task.spans}
        # The shorter mark lies on top; one that is wholly covered keeps its anchor.
        ordered = sorted(marks, key=lambda mark: (-len(mark.span), mark.span))
        for mark in ordered:
            self._marks[mark.span.start:mark.span.end] = [mark] * len(mark.span)
        self._firsts = {id(mark): place for place, mark in reversed(list(enumerate(self._marks))) if mark}
        self._lasts = {id(mark): place for place, mark in enumerate(self._marks) if mark}
        self._covered: dict[int, list[Mark]] = {}
        for mark in ordered:
            if id(mark) not in self._firsts:
                self._covered.setdefault(mark.span.start, []).append(mark)
        for task in read.tasks:
            for span in task.spans:
                self._tasks[span.start:span.end] = [task.id] * len(span)

    def cell(self, places: Sequence[int]) -> Iterator[Stretch]:
        """The printed characters of a cell: stretches of a task, in runs of one mark."""
        for task, run in groupby(places, key=lambda place: self._tasks[place]):
            kept = tuple(run)
            yield Stretch(tuple(self._pieces(kept)), task, self._begins.get(kept[0]) == task != "")

    def noise(self, start: int, end: int) -> Iterator[Piece]:
        """What normalising dropped between two places, unless it is blank."""
        if start < end and (dropped := self.text[start:end].strip()):
            yield Piece(dropped[:LONGEST_NOISE], Mark(Span(start, end), "noise"), True, True)

    def _pieces(self, places: Sequence[int]) -> Iterator[Piece]:
        shown: list[tuple[str, Mark | None]] = []
        for before, place in zip((places[0], *places), places, strict=False):
            shown.extend((piece.text, piece.mark) for piece in self.noise(before + 1, place))
            shown.extend(("", mark) for mark in self._covered.get(place, ()))
            shown.append((self.text[place], self._marks[place]))
        for mark, run in groupby(shown, key=lambda pair: pair[1]):
            words = "".join(word for word, _ in run)
            first = mark is not None and self._firsts.get(id(mark), places[0]) in places
            last = mark is not None and self._lasts.get(id(mark), places[0]) in places
            yield Piece(words, mark, first, last)


def _lines(logical: Logical, canvas: _Canvas) -> Iterator[Line]:
    """The lines of the normalised text as printed; what was dropped before a cell opens it."""
    reached = at = 0
    for line in logical.text.split("\n"):
        cells: list[tuple[Stretch, ...]] = []
        start = None
        for cell in line.split("\t"):
            places = logical.origin[at:at + len(cell)]
            at += len(cell) + 1
            if not places:
                cells.append(())
                continue
            noise = tuple(canvas.noise(reached, places[0]))
            cells.append((*((Stretch(noise),) if noise else ()), *canvas.cell(places)))
            start = places[0] if start is None else start
            reached = places[-1] + 1
        if start is not None:
            yield Line(tuple(cells), start)
