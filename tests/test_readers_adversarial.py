"""Texts that nearly match a pattern over and over are read: a file of its own, beside which the other hostile files run."""

from __future__ import annotations

from hostile.files import adversarial
from kg.extract.reading import extract
from kg.normalise import normalise
from kg.readers import read_bytes


def test_text_that_nearly_matches_a_pattern_over_and_over_is_read() -> None:
    """100 kB for each pattern; one that backtracks without end runs into the test's time limit."""
    texts = dict(adversarial(100_000))
    assert len(texts) > 100
    for name, data in texts.items():
        assert extract(normalise(read_bytes(data, name))).text, name
