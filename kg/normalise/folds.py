"""Pages whose line ends became spaces when they were copied: one long line that was set to a width."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg import tables
from kg.normalise.draft import Draft, Edit
from kg.normalise.heads import hold_heads
from kg.normalise.width import RAGGED, is_full

_LONG_LINE = 240
_NARROWEST, _WIDEST = 16, 60
_FEWEST_FULL = 5
_FULL_SHARE, _OVER_SHARE = 0.35, 0.15
_SPACES = re.compile(" +")
# A space beside figures or before a bracket parts nothing (2021 年, 100 周年), unless a label follows it.
_PARTING = re.compile(r" (?<=[^\s0-9A-Za-z.] ) *(?=[^\s0-9A-Za-z(〔\[【]|\d{1,2}[.、](?!\d))")


def unfold_pages(draft: Draft) -> Draft:
    """The draft with the paragraphs of pages that were folded into one line, their full lines joined.

    >>> lines = [f"为推进第{number}项工作,结合各地的实际,现" for number in "一二三四五六七八九十甲乙丙丁"]
    >>> page = " ".join([*lines, "通知如下。", "一、加强组织领导"])
    >>> unfold_pages(Draft.of(page)).text.split("\\n")[1:]
    ['一、加强组织领导']
    """
    if " " not in draft.text:
        return draft
    return draft.edit(edit for start, end in draft.lines()
                      if end - start > _LONG_LINE and draft.text.count(" ", start, end) >= _FEWEST_FULL
                      for edit in _unfolded(draft.text, start, end))


def _unfolded(text: str, start: int, end: int) -> Sequence[Edit]:
    """What becomes of the spaces of a line; nothing if what they part is not set to a width, or cells of a table."""
    width = _width(text[start:end])
    if width is None or "\t" in text[start:end] or hold_heads(text[start:end].split()):
        return ()
    ends = list(_line_ends(text, start, end, width))
    full = sum(is_full(text[begin:stop], width) for begin, stop, _ in ends)
    over = sum(stop - begin > width + RAGGED for begin, stop, _ in ends)
    if full < max(_FEWEST_FULL, _FULL_SHARE * len(ends)) or over > _OVER_SHARE * len(ends):
        return ()
    label = tables.patterns("furniture_patterns")["label_start"].regex
    return [(stop, after, "" if is_full(text[begin:stop], width) and not label.match(text, after) else "\n")
            for begin, stop, after in ends if stop - begin <= width + RAGGED]


def _width(line: str) -> int | None:
    """The most common number of characters of what parting spaces part, the same words counted once; None if few do."""
    usual = Counter(len(piece) for piece in set(_PARTING.split(line)) if _NARROWEST <= len(piece) <= _WIDEST)
    width = max(usual, key=lambda length: (usual[length], length), default=None)
    return width if sum(usual.values()) >= _FEWEST_FULL else None


def _line_ends(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int, int]]:
    """Where the lines begin and end, and where the next begins: at a space where one is full, or where one parts."""
    begin = start
    for space in _SPACES.finditer(text, start, end):
        if space.start() - begin >= width - 2 or _PARTING.match(text, space.start(), end):
            yield begin, *space.span()
            begin = space.end()
