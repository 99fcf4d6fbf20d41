"""Titles without a number that head numbered items: 加强重点领域信息公开, above 一、 and 二、."""

from __future__ import annotations

from collections.abc import Sequence

from kg import tables
from kg.model.outline import Mark, Style

_LINE_START = 3.0
_FEWEST = 2
_RANK = {style: rank for rank, style in enumerate(Style)}


def with_captions(text: str, start: int, marks: Sequence[Mark]) -> Sequence[Mark]:
    """The marks with those of such titles, where several head items of the outermost kind and one stands amid them."""
    lines = [mark for mark in marks if mark.strength == _LINE_START]
    outermost = min((mark.style for mark in lines), key=_RANK.__getitem__, default=None)
    heads = [(line, mark) for mark in lines if mark.style is outermost
             and (line := _title_above(text, start, mark.start)) is not None]
    if len(heads) < _FEWEST:
        return marks
    titles = [Mark(line, line, Style.TITLE, 0, None, _LINE_START) for line, _ in heads]
    return sorted([*marks, *titles], key=lambda mark: mark.start)


def _title_above(text: str, start: int, below: int) -> int | None:
    """Where the line above a number begins, if it may be a title; the first line of a stretch may be the plan's own."""
    line = text.rfind("\n", start, below - 1) + 1
    rules = tables.patterns("outline_patterns")
    title = line > start and rules["caption_line"].regex.match(text, line, below - 1)
    return line if title and not rules["title_line"].regex.match(text, line, below - 1) else None
