"""An Extraction survives JSON, and every answer in data/gold can be read."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from kg import form, resources
from kg.model.extraction import Extraction
from kg.model.text import Source

GOLD = resources.files("data", "gold", suffix=".json")


def answered(path: Path) -> Extraction:
    """The Extraction of one answer beside its text."""
    answer = json.loads(path.read_text("utf-8"))
    data = resources.path("data", "plans", answer["file"]).read_bytes()
    source = Source(answer["file"], hashlib.sha256(data).hexdigest(), "text/plain")
    return form.from_public(answer, data.decode("utf-8"), source)


def test_all_answers_are_here() -> None:
    assert len(GOLD) == 11


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_cache_form_is_a_round_trip(path: Path) -> None:
    extraction = answered(path)
    stored = json.loads(json.dumps(form.to_json(extraction), ensure_ascii=False))
    assert form.from_json(Extraction, stored) == extraction


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_public_form_gives_the_answer_back(path: Path) -> None:
    answer = json.loads(path.read_text("utf-8"))
    public = form.to_public(answered(path))
    assert public["document"] == answer["document"]
    for mine, theirs in zip(public["tasks"], answer["tasks"], strict=True):
        assert {key: mine[key] for key in ("id", "label", "headings", "spans")} == \
            {key: theirs[key] for key in ("id", "label", "headings", "spans")}
    for mine, theirs in zip(public["citations"], answer["citations"], strict=True):
        assert {key: mine[key] for key in theirs} == theirs
