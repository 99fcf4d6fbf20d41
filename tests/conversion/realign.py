"""An answer about one text, moved to another text of the same document."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.evaluate.answers import Answer
from kg.form import from_public
from kg.model.extraction import Extraction
from kg.model.text import Source, Span
from rapidfuzz.distance import Indel

_LEAST_RUN = 4


class Alignment:
    """Where the characters of one text stand in another; white space does not count.

    A row that a page end had cut stands whole in the other text, so its second half has
    changed places with the cells beside it; such stretches are looked up among what is left.
    """

    def __init__(self, old: str, new: str) -> None:
        olds = [at for at, char in enumerate(old) if not char.isspace()]
        news = [at for at, char in enumerate(new) if not char.isspace()]
        letters = "".join(old[at] for at in olds), "".join(new[at] for at in news)
        self._place: dict[int, int] = {}
        gone: list[tuple[int, int]] = []
        left: list[tuple[int, int]] = []
        for block in Indel.opcodes(*letters):
            if block.tag == "equal":
                self._add(olds[block.src_start:block.src_end], news[block.dest_start:block.dest_end])
            gone += [(block.src_start, block.src_end)] if block.tag in ("delete", "replace") else []
            left += [(block.dest_start, block.dest_end)] if block.tag in ("insert", "replace") else []
        for start, end in gone:
            run = letters[0][start:end]
            at = next((low + letters[1][low:high].find(run) for low, high in left
                       if len(run) >= _LEAST_RUN and run in letters[1][low:high]), None)
            if at is not None:
                self._add(olds[start:end], news[at:at + len(run)])
        self.found = len(self._place) / max(1, len(olds))

    def _add(self, olds: Sequence[int], news: Sequence[int]) -> None:
        self._place.update(zip(olds, news, strict=True))

    def move(self, start: int, end: int) -> tuple[int, int] | None:
        """The range in the new text that holds all characters that survived."""
        places = [self._place[at] for at in range(start, end) if at in self._place]
        return (min(places), max(places) + 1) if places else None


def realigned(answer: Answer, old: str, new: str, source: Source) -> tuple[Extraction, tuple[Span, ...]]:
    """The answer and its furniture with offsets into `new`; what did not survive keeps a
    place of one character, so that it counts as missing."""
    alignment = Alignment(old, new)
    values = json.loads(Path(answer.path).read_text("utf-8"))
    moved = _moved(values, alignment)
    moved["document"] = values["document"]
    furniture = [alignment.move(start, end) for start, end in values.get("furniture", ())]
    return from_public(moved, new, source), tuple(Span(*span) for span in furniture if span is not None)


def _moved(value: Any, alignment: Alignment) -> Any:
    if isinstance(value, list):
        return [_moved(item, alignment) for item in value]
    if not isinstance(value, dict):
        return value
    moved = {key: _moved(item, alignment) for key, item in value.items()}
    if "start" in value:
        moved["start"], moved["end"] = _place(alignment, value["start"], value["end"])
    if "spans" in value:
        moved["spans"] = [list(_place(alignment, start, end)) for start, end in value["spans"]]
    return moved


def _place(alignment: Alignment, start: int, end: int) -> Sequence[int]:
    return alignment.move(start, end) or (0, 1)
