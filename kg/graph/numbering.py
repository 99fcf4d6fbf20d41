"""How far the document numbers of each body are known: runs of one code, year and place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.extract.numbers import DocumentNumber, NumberStyle, parse_number
from kg.graph.iris import Kind, mint
from kg.graph.nquads import Pen
from kg.graph.vocabulary import Class, Property
from kg.model.links import Work


@dataclass(frozen=True, slots=True)
class Run:
    """The numbers of one agency code and year; bodies of one code are told apart by their division."""

    code: str
    year: int
    region: str | None

    @property
    def iri(self) -> str:
        """Its IRI, by division, code and year."""
        return mint(Kind.NUMBERS, "-".join(filter(None, (self.region, self.code, str(self.year)))))


def describe_runs(pen: Pen, works: Iterable[Work]) -> None:
    """Write for each run how many of its documents are held, how many only cited, and the highest serial."""
    runs: defaultdict[Run, list[tuple[int, bool]]] = defaultdict(list)
    for work in works:
        number = parse_number(work.number) if work.number else None
        if number is not None and number.year is not None and _counts_up(number):
            runs[Run(number.issuer, number.year, work.region)].append((int(number.serial), work.held))
    for run, seen in runs.items():
        pen.type(run.iri, Class.NUMBER_RUN)
        pen.texts(run.iri, Property.LABEL, f"{run.code}〔{run.year}〕")
        pen.texts(run.iri, Property.AGENCY_CODE, run.code)
        pen.numbers(run.iri, Property.YEAR, run.year)
        pen.nodes(run.iri, Property.IN_REGION, mint(Kind.REGION, run.region) if run.region else None)
        pen.numbers(run.iri, Property.HELD_COUNT, sum(held for _, held in seen))
        pen.numbers(run.iri, Property.CITED_ONLY_COUNT, sum(not held for _, held in seen))
        pen.numbers(run.iri, Property.HIGHEST_SERIAL, max(serial for serial, _ in seen))


def _counts_up(number: DocumentNumber) -> bool:
    return number.style is NumberStyle.CODED and number.serial.isdecimal()
