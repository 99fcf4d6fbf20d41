"""Scores an extraction against an answer of the annotation guide (data/gold/GUIDE.md).

Every figure is a Count of right, missing and extra records; every record that is not
right is a Miss that says what was expected and what was found.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg.errors import UnreadableInput
from kg.extract.vocabulary import mainland
from kg.form import from_public
from kg.model.extraction import Citation, Extraction, Task
from kg.model.text import Source, Span
from kg.normalise.characters import fold, simplify
from kg.readers.text import decode

# The order in which figures are shown.
FIGURES = ("citations", "relation", "citation-issuer", "tasks@0.5", "tasks@0.85", "label", "headings",
           "units", "times", "head", "notice-title", "region", "recipients")
_HEAD = ("title", "number", "issuers", "level", "plan_year", "date_signed", "date_published")
_HALF, _MOST = 0.5, 0.85


@dataclass(frozen=True, slots=True)
class Count:
    """How many records were right, how many missing, how many extra.

    >>> Count(8, 2, 0).f1, Count(0, 0, 0).f1
    (0.8888888888888888, 1.0)
    """

    right: int = 0
    missing: int = 0
    extra: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.missing + other.missing, self.extra + other.extra)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 if nothing was found."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        """The share of what was expected that was found; 1 if nothing was expected."""
        return self.right / (self.right + self.missing) if self.right + self.missing else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 if there was nothing to find."""
        total = 2 * self.right + self.missing + self.extra
        return 2 * self.right / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Miss:
    """A record that is not right: `expected` is None if extra, `found` None if missing."""

    figure: str
    expected: str | None
    found: str | None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of one document, or of several added up."""

    document: str
    counts: tuple[tuple[str, Count], ...]
    misses: tuple[Miss, ...]

    def count(self, figure: str) -> Count:
        """One figure; an empty Count if it was not scored."""
        return dict(self.counts).get(figure, Count())


@dataclass(frozen=True, slots=True)
class Answer:
    """A hand-made answer, the file that it is about, and what of it nobody annotated."""

    path: Path
    text_path: Path
    extraction: Extraction
    furniture: tuple[Span, ...]


def load_answer(path: Path, texts: Path) -> Answer:
    """The answer in the JSON file `path` about a file of the folder `texts`.

    UnreadableInput if it is not an answer or its text is not there; SpanError where an
    offset does not fit.
    """
    try:
        values = json.loads(path.read_text("utf-8"))
        text_path = texts / values["file"]
        data = text_path.read_bytes()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableInput(str(path), f"is not an answer with its text in {texts} ({error})",
                              "name the folder that holds the answered files") from error
    text = decode(data, str(text_path))
    source = Source(text_path.name, sha256(data).hexdigest(), "text/plain")
    return Answer(path, text_path, from_public(values, text, source),
                  tuple(Span(start, end) for start, end in values.get("furniture", ())))


def score(answer: Extraction, found: Extraction, furniture: Sequence[Span] = ()) -> Score:
    """The figures of one document. Predictions inside `furniture` are ignored."""
    misses: list[tuple[str, Count, Miss | None]] = [
        *_score_citations(answer, found, furniture), *_score_tasks(answer, found, furniture),
        *_score_header(answer, found)]
    counts = {figure: Count() for figure in FIGURES}
    for figure, count, _ in misses:
        counts[figure] += count
    return Score(answer.source.name, tuple(counts.items()),
                 tuple(miss for _, _, miss in misses if miss is not None))


def total(scores: Iterable[Score], name: str = "total") -> Score:
    """The figures of several documents added up, misses left out."""
    counts = {figure: Count() for figure in FIGURES}
    for one in scores:
        for figure, count in one.counts:
            counts[figure] += count
    return Score(name, tuple(counts.items()), ())


@dataclass(frozen=True, slots=True)
class Floors:
    """The F1 of each figure that a reading of certain answers never falls below again.

    `answers` is a digest of the answer files; floors for other answers mean nothing.
    """

    answers: str
    figures: tuple[tuple[str, float], ...]

    def broken_by(self, whole: Score) -> tuple[str, ...]:
        """What falls below its floor, in words; empty if nothing does."""
        return tuple(f"{figure}: {whole.count(figure).f1:.4f} is below {floor:.4f}"
                     for figure, floor in self.figures if whole.count(figure).f1 < floor)

    def raised_by(self, whole: Score) -> Floors:
        """The floors after a better reading; none is ever lowered."""
        return Floors(self.answers, tuple((figure, max(floor, _rounded_down(whole.count(figure).f1)))
                                          for figure, floor in self.figures))


def first_floors(answers: Sequence[Answer], whole: Score) -> Floors:
    """The floors of answers that had none: what the reading reaches now."""
    figures = tuple((figure, _rounded_down(count.f1)) for figure, count in whole.counts)
    return Floors(digest_of(answers), figures)


def digest_of(answers: Sequence[Answer]) -> str:
    """The sha256 of the answer files, in the order of their names."""
    whole = sha256()
    for answer in sorted(answers, key=lambda answer: answer.path.name):
        whole.update(answer.path.read_bytes())
    return whole.hexdigest()


def read_floors(path: Path, answers: Sequence[Answer]) -> Floors:
    """The floors in a file; UnreadableInput if they are not for these answers."""
    try:
        values = json.loads(path.read_text("utf-8"))
        figures = tuple((figure, float(f1)) for figure, f1 in values["figures"].items())
        floors = Floors(values["answers"], figures)
    except (OSError, ValueError, KeyError, TypeError) as error:
        problem = f"is no file of floors ({error})"
        raise UnreadableInput(str(path), problem, "write one with --raise") from error
    if floors.answers != digest_of(answers):
        raise UnreadableInput(str(path), "holds floors for other answers than these",
                              "name the answers it was made for, or delete it and write it anew with --raise")
    return floors


def write_floors(path: Path, floors: Floors) -> None:
    """Writes floors as JSON, one figure a line."""
    values = {"answers": floors.answers, "figures": dict(floors.figures)}
    path.write_text(json.dumps(values, indent=1) + "\n", "utf-8")


def _rounded_down(value: float) -> float:
    return int(value * 10_000) / 10_000


Record = tuple[str, Count, Miss | None]


def folded(text: str) -> str:
    """A text for comparison: Simplified mainland words, half width, without spaces."""
    return "".join(mainland(fold(simplify(text))).split())


def _compare(figure: str, expected: object, found: object, span: Span | None = None) -> Iterator[Record]:
    """One value against another; a wrong value is one missing and one extra."""
    wanted, got = _fold_value(expected), _fold_value(found)
    if wanted == got:
        yield figure, Count(right=int(bool(wanted))), None
    else:
        yield (figure, Count(missing=int(bool(wanted)), extra=int(bool(got))),
               Miss(figure, _show(expected), _show(found), span))


def _fold_value(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(sorted(folded(str(item)) for item in value))
    return folded(str(value)) if value is not None else ""


def _show(value: object) -> str | None:
    if value is None or value == ():
        return None
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _score_citations(answer: Extraction, found: Extraction, furniture: Sequence[Span]) -> Iterator[Record]:
    rest = [c for c in found.citations if not _inside(c.span, furniture)]
    for wanted in answer.citations:
        got = next((c for c in rest if _same_citation(wanted, c)), None)
        if got is None:
            yield "citations", Count(missing=1), Miss("citations", _cited(wanted), None, wanted.span)
            continue
        rest.remove(got)
        yield "citations", Count(right=1), None
        yield from _compare("relation", wanted.relation.value, got.relation.value, wanted.span)
        yield from _compare("citation-issuer", wanted.issuer, got.issuer, wanted.span)
    for extra in rest:
        yield "citations", Count(extra=1), Miss("citations", None, _cited(extra), extra.span)


def _same_citation(wanted: Citation, got: Citation) -> bool:
    return (wanted.span.overlap(got.span) * 2 >= max(len(wanted.span), len(got.span))
            and _fold_value(wanted.number) == _fold_value(got.number)
            and (wanted.title is None or _fold_value(wanted.title) == _fold_value(got.title)))


def _cited(citation: Citation) -> str:
    return f"{citation.text} = {citation.title} {citation.number}"


def _inside(span: Span, furniture: Sequence[Span]) -> bool:
    return any(span.overlap(frame) for frame in furniture)


def _letters(task: Task, text: str) -> frozenset[int]:
    return frozenset(i for span in task.spans for i in range(span.start, span.end) if not text[i].isspace())


def _overlaps(answer: Extraction, found: Sequence[Task]) -> list[tuple[float, int, int]]:
    wanted = [_letters(task, answer.text) for task in answer.tasks]
    got = [_letters(task, answer.text) for task in found]
    pairs = [(len(a & b) / len(a | b), i, j)
             for i, a in enumerate(wanted) for j, b in enumerate(got) if a & b]
    return sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2]))


def _score_tasks(answer: Extraction, found: Extraction, furniture: Sequence[Span]) -> Iterator[Record]:
    tasks = [task for task in found.tasks if not _inside(task.spans[0], furniture)]
    matched: dict[int, int] = {}
    most = 0
    for overlap, i, j in _overlaps(answer, tasks):
        if overlap >= _HALF and i not in matched and j not in matched.values():
            matched[i] = j
            most += overlap >= _MOST
            if overlap < _MOST:
                yield "tasks@0.85", Count(), _task_miss("tasks@0.85", answer, answer.tasks[i], tasks[j])
    sizes = len(answer.tasks), len(tasks)
    yield "tasks@0.5", Count(len(matched), sizes[0] - len(matched), sizes[1] - len(matched)), None
    yield "tasks@0.85", Count(most, sizes[0] - most, sizes[1] - most), None
    for i, wanted in enumerate(answer.tasks):
        if i not in matched:
            yield "tasks@0.5", Count(), _task_miss("tasks@0.5", answer, wanted, None)
        yield from _score_task(wanted, tasks[matched[i]] if i in matched else None)
    for j, extra in enumerate(tasks):
        if j not in matched.values():
            yield "tasks@0.5", Count(), _task_miss("tasks@0.5", answer, None, extra)
            yield from _score_task(None, extra)


def _task_miss(figure: str, answer: Extraction, wanted: Task | None, got: Task | None) -> Miss:
    shown = [f"{task.label or '–'} {task.text(answer.text)}" if task else None for task in (wanted, got)]
    task = wanted or got
    return Miss(figure, shown[0], shown[1], task.spans[0] if task else None)


def _score_task(wanted: Task | None, got: Task | None) -> Iterator[Record]:
    place = (wanted or got).spans[0] if wanted or got else None  # type: ignore[union-attr]
    if wanted is not None and got is not None:
        yield from _compare("label", wanted.label, got.label, place)
        yield from _compare("headings", wanted.headings, got.headings, place)
    for figure, a, b in (("units", _units(wanted), _units(got)), ("times", _times(wanted), _times(got))):
        yield from _compare_lists(figure, a, b, place)


def _units(task: Task | None) -> list[str]:
    return [f"{folded(unit.name)} ({unit.role.value})" for unit in task.assignments] if task else []


def _times(task: Task | None) -> list[str]:
    return [f"{time.value} ({time.kind.value})" for time in task.times] if task else []


def _compare_lists(figure: str, wanted: list[str], got: list[str], place: Span | None) -> Iterator[Record]:
    both = Counter(wanted) & Counter(got)
    yield figure, Count(right=both.total()), None
    for name in (Counter(wanted) - both).elements():
        yield figure, Count(missing=1), Miss(figure, name, None, place)
    for name in (Counter(got) - both).elements():
        yield figure, Count(extra=1), Miss(figure, None, name, place)


def _score_header(answer: Extraction, found: Extraction) -> Iterator[Record]:
    wanted, got = answer.header, found.header
    for name in _HEAD:
        a, b = getattr(wanted, name), getattr(got, name)
        a, b = (value.value if name == "level" and value else value for value in (a, b))
        for _, count, miss in _compare(name, a, b):
            yield "head", count, Miss(f"head {name}", miss.expected, miss.found) if miss else None
    yield from _compare("notice-title", wanted.notice_title, got.notice_title)
    yield from _compare("region", wanted.region, got.region)
    yield from _compare("recipients", wanted.recipients, got.recipients)
