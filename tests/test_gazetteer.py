"""Words of a list in a text: the longest at each place, from left to right."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.gazetteer import Gazetteer


def longest(words: set[str], text: str) -> Iterator[tuple[int, int, str]]:
    """The longest word at each place that none before takes up."""
    at = 0
    while at < len(text):
        word = max((word for word in words if text.startswith(word, at)), key=len, default="")
        if word:
            yield at, at + len(word), word
        at += len(word) or 1


@given(st.sets(st.text("公开栏目", min_size=1, max_size=5), min_size=1, max_size=8), st.text("公开栏目、", max_size=30))
def test_the_longest_word_at_each_place_is_found(words: set[str], text: str) -> None:
    """Also behind a longer one that was begun and not ended, and beside characters that no encoding holds."""
    gazetteer = Gazetteer({word: word for word in sorted(words)})
    assert gazetteer.find(text) == list(longest(words, text))
    assert gazetteer.find(f"\ud800{text}") == [(begin + 1, end + 1, word) for begin, end, word in longest(words, text)]
