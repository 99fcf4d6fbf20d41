"""Documents made by hand for linking: a head, citations and tasks, with a text that fits."""

from __future__ import annotations

import hashlib
import re

from kg.model.extraction import (
    Assignment,
    Citation,
    Evidence,
    Extraction,
    Header,
    Part,
    PartKind,
    Purpose,
    Relation,
    Role,
    Task,
)
from kg.model.text import Source, Span

_CITED = re.compile(
    r"(?P<issuer>[^《》（）]*?)《(?P<title>.+?)》(?:（(?P<number>[^（）]*号[^（）]*)）)?"
    r"(?:（以下简称《(?P<short>.+?)》）)?"
)


def paper(
    issuer: str,
    cites: tuple[str, ...] = (),
    *,
    title: str | None = None,
    number: str | None = None,
    date: str | None = "2021-06-01",
    year: int | None = None,
    tasks: tuple[str, ...] = (),
) -> Extraction:
    """A document of `issuer` that cites documents as `发文机关《标题》（文号）（以下简称《简称》）`.

    A leading = makes a citation of itself, a leading ~ a mere mention. A task is its
    text, optionally with `|` and units parted by 、 and `|` and a heading.
    """
    text = f"{issuer} {number or ''} {title or ''} {date or ''}\n"
    citations, wanted = [], []
    for cite in cites:
        citation, text = _cited(cite, text)
        citations.append(citation)
    for i, task in enumerate(tasks, 1):
        one, text = _task(i, task, text)
        wanted.append(one)
    header = Header(title=title, number=number, issuers=(issuer,), plan_year=year, date_signed=date)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Extraction(
        Source(f"{digest[:6]}.txt", digest, "text/plain"),
        text,
        header,
        (Part(PartKind.PLAN, title, Span(0, len(text))),),
        tuple(citations),
        tuple(wanted),
    )


def _cited(cite: str, text: str) -> tuple[Citation, str]:
    relation = {"=": Relation.SELF, "~": Relation.MENTION}.get(cite[0], Relation.BASIS)
    printed = cite.lstrip("=~")
    span = Span(len(text), len(text) + len(printed))
    match = _CITED.fullmatch(printed)
    names = (
        (None, printed, None, None) if match is None else match.group("title", "number", "issuer", "short")
    )
    title, number, issuer, short = names
    citation = Citation(
        span,
        printed,
        title,
        number,
        issuer or None,
        relation,
        Evidence((span,), "by hand"),
        Purpose.MENTION,
        short,
    )
    return citation, text + printed + "，"


def _task(place: int, task: str, text: str) -> tuple[Task, str]:
    words, units, heading = (*task.split("|"), "", "")[:3]
    span = Span(len(text), len(text) + len(words))
    text += words + "（"
    assignments = []
    for unit in filter(None, units.split("、")):
        where = Span(len(text), len(text) + len(unit))
        assignments.append(Assignment(unit, Role.RESPONSIBLE, where, Evidence((where,), "by hand")))
        text += unit + "、"
    return Task(
        f"t{place}",
        str(place),
        (heading,) if heading else (),
        (span,),
        tuple(assignments),
        (),
        Evidence((span,), "by hand"),
    ), text + "）\n"
