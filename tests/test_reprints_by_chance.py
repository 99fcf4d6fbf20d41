"""Documents that chance puts together say the same however a copy prints their characters, lines and blanks."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest
from readings import extraction
from transformations import chapters, citations, documents, grids, heads, keys, units
from transformations.reprints import REPRINTS

from kg.model.extraction import Extraction
from kg.normalise.characters import simplified

SEEDS = range(12)
DRAWN: dict[str, Callable[[int], str]] = {
    "documents": lambda seed: documents.drawn(seed).text, "keys": lambda seed: keys.drawn_keys(seed).text,
    "units": lambda seed: units.drawn_statements(seed).text,
    "citations": lambda seed: citations.drawn_citations(seed).text,
    "chapters": lambda seed: chapters.drawn(seed).text, "grids": lambda seed: grids.drawn_grid(seed).text,
    "heads": lambda seed: heads.drawn_head(seed).text}
_LAYOUT = re.compile("<[^<>]*>|[\\s\u200b\"“”]|&(?:ldquo|emsp);")


def _words(printed: str | None) -> str | None:
    """Printed words, whatever characters, blanks and tags print them."""
    return None if printed is None else _LAYOUT.sub("", simplified(printed.replace("&#12289;", "、"))[1])


def _said(found: Extraction) -> list[object]:
    """All that a document says, without places."""
    head = found.header
    return [*map(_words, (head.title, head.notice_title, head.number, *head.issuers, *head.recipients)),
            head.level, head.region, head.plan_year, head.date_signed, head.date_published,
            *((_words(cited.title), _words(cited.number), _words(cited.issuer), cited.relation)
              for cited in found.citations),
            *((task.label, _words(task.text(found.text)), [(unit.name, unit.role) for unit in task.assignments],
               [(limit.kind, limit.value) for limit in task.times]) for task in found.tasks)]


@cache
def _originals() -> tuple[tuple[str, str, list[object]], ...]:
    """The documents that the seeds draw of each kind, and what each says."""
    texts = [(f"{kind} {seed}", draw(seed)) for kind, draw in DRAWN.items() for seed in SEEDS]
    return tuple((name, text, _said(extraction(text))) for name, text in texts)


@pytest.mark.parametrize("reprint", REPRINTS)
def test_a_copy_says_the_same(reprint: str) -> None:
    changed = 0
    for name, text, said in _originals():
        copy = REPRINTS[reprint](text)
        changed += copy != text
        assert _said(extraction(copy)) == said, name
    assert changed >= len(SEEDS), "hardly any text was printed anew"
