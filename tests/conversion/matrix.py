"""Renders every answered plan to every format, reads it back, and scores the extraction.

`python -m conversion.matrix` in the folder of the tests prints the whole table; the tests
run a part of it against floors.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from conversion import ofd as ofd_pages
from conversion import office, printed, web, word
from conversion.plan import blocks
from conversion.realign import Alignment, realigned
from kg import resources
from kg.evaluate.answers import load_answer
from kg.evaluate.figures import Score, total
from kg.evaluate.scoring import score
from kg.extract.reading import extract
from kg.normalise import normalise
from kg.readers import read, read_bytes

SHOWN = ("citations", "tasks@0.5", "tasks@0.85", "units", "times", "head")
Renderer = Callable[[str, str], tuple[str, bytes]]
"""From a plan's text and title to a file name and its bytes."""


@dataclass(frozen=True, slots=True)
class Result:
    """How one plan came through one format: the share of characters found, and the score."""

    plan: str
    found: float
    score: Score


def answers() -> tuple[Path, ...]:
    """The answers of all plans."""
    return resources.files("data", "gold", suffix=".json")


def baseline(answer_path: Path) -> Result:
    """The score of the plan as it is bundled, in plain text."""
    answer = load_answer(answer_path, resources.path("data", "plans"))
    found = extract(normalise(read(answer.text_path)))
    return Result(answer_path.stem, 1.0, score(answer.extraction, found, answer.furniture))


def converted(answer_path: Path, render: Renderer) -> Result:
    """The score of a plan after a detour through a format."""
    answer = load_answer(answer_path, resources.path("data", "plans"))
    old = read(answer.text_path).text
    name, data = render(old, answer.extraction.header.title or answer_path.stem)
    reading = read_bytes(data, name)
    wanted, furniture = realigned(answer, old, reading.text, reading.source)
    found = extract(normalise(reading))
    return Result(answer_path.stem, Alignment(old, reading.text).found, score(wanted, found, furniture))


def html(layout: str, encoding: str, text: str, title: str) -> tuple[str, bytes]:
    """A web page."""
    return "plan.html", web.page(blocks(text), title, web.LAYOUTS[layout], encoding)


def docx(text: str, title: str) -> tuple[str, bytes]:
    """A Word document."""
    return "plan.docx", word.document(blocks(text))


@cache
def _pdf_of(text: str) -> bytes:
    with TemporaryDirectory() as folder:
        return printed.pdf(blocks(text), Path(folder))


def pdf(text: str, title: str) -> tuple[str, bytes]:
    """A born-digital PDF."""
    return "plan.pdf", _pdf_of(text)


def office_pdf(ruled: bool, landscape: bool, text: str, title: str) -> tuple[str, bytes]:
    """A PDF that a word processor wrote."""
    with TemporaryDirectory() as folder:
        return "plan.pdf", office.pdf(blocks(text), Path(folder), ruled=ruled, landscape=landscape)


def ofd(text: str, title: str) -> tuple[str, bytes]:
    """An OFD."""
    return "plan.ofd", ofd_pages.document(_pdf_of(text))


def scan(dots: int, text: str, title: str) -> tuple[str, bytes]:
    """A PDF of scanned pages."""
    return "scan.pdf", printed.scan(_pdf_of(text), dots)


RENDERERS: Mapping[str, Renderer] = {
    **{f"HTML, {layout}, {encoding.upper()}": partial(html, layout, encoding)
       for layout in web.LAYOUTS for encoding in web.ENCODINGS},
    "DOCX": docx,
    "PDF": pdf,
    "PDF by LibreOffice, tables without lines": partial(office_pdf, False, False),
    "PDF by LibreOffice, landscape": partial(office_pdf, True, True),
    "OFD": ofd,
    **{f"scan, {dots} dpi": partial(scan, dots) for dots in (150, 200, 300)},
}


def rows(names: Sequence[str]) -> Iterator[str]:
    """The table in Markdown, plain text first."""
    yield f"| read from | characters found | {' | '.join(SHOWN)} |"
    yield f"|---|---|{'---|' * len(SHOWN)}"
    yield _row("plain text", [baseline(path) for path in answers()])
    for name in names:
        yield _row(name, [converted(path, RENDERERS[name]) for path in answers()])


def _row(name: str, results: Sequence[Result]) -> str:
    whole = total(result.score for result in results)
    found = sum(result.found for result in results) / len(results)
    return f"| {name} | {found:.4f} | {' | '.join(f'{whole.count(figure).f1:.3f}' for figure in SHOWN)} |"


if __name__ == "__main__":
    for line in rows(sys.argv[1:] or list(RENDERERS)):
        print(line, flush=True)
