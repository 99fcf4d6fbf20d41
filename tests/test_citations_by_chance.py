"""Citations that chance puts together: none is lost, made up, or read with another number, title, issuer or relation."""

from __future__ import annotations

from readings import extraction
from transformations.citations import Cited, drawn_citations

SEEDS = range(600)


def _plain(words: str | None) -> str | None:
    return words and "".join(words.split())


def test_citations_are_found_as_they_are_printed() -> None:
    asked, wrong = 0, []
    for seed in SEEDS:
        drawn = drawn_citations(seed)
        found: list[Cited] = [(_plain(one.title), one.number, _plain(one.issuer), one.relation.value)
                              for one in extraction(drawn.text).citations]
        asked += len(drawn.cited)
        wrong += [(seed, drawn.cited, found)] if found != drawn.cited else []
    assert asked > 3_000
    assert wrong == []
