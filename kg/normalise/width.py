"""The width that a text is set to, told from its lines, and that of what was printed."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from kg import tables
from kg.normalise.draft import Draft
from kg.normalise.heads import are_heads

_CLOSING = "。;!?:)]】"      # what a paragraph may end in; a full line seldom breaks behind a bracket
_KEYED = re.compile(r"[\u4e00-\u9fff](?: *[\u4e00-\u9fff]){1,9} *:")
_NARROW = re.compile("[0-9A-Za-z.]+")
_LINES_TO_JUDGE = 6
_NARROWEST, _WIDEST = 16, 90
_FEWEST_HEADS, _LONGEST_HEADS = 3, 60
PAGE = 30                   # characters on a line of a page; columns of a table have fewer
RAGGED = 6                  # by how much a full line may be longer than the others
_FULL_SHARE = 0.12
_FEW = 10                   # full lines to each that is longer: two that a page end parted are one by now
_FEWEST_BROKEN, _UNEVEN, _LONG = 3, 3, 0.6     # lines; half characters; of the greatest width
_DEEPEST_INDENT = 8         # spaces; more set a title or a date into its place
OVER_SHARE = 0.03           # of the lines may be longer yet, where no sign stood to break them at


def line_width(draft: Draft) -> int | None:
    """The number of characters that a full line holds, or None if lines are paragraphs.

    In a text set to a width no line is longer, and many different ones that break off
    in mid-sentence are just as long, more than are long but shorter. Above a number, a key or a date
    none breaks off.
    """
    return _width(draft.text)


def width_above_table(draft: Draft) -> tuple[int | None, int]:
    """The width that what stands above the first heads of a table in one line is set to, and where they stand."""
    for start, end in draft.spaced_lines:
        line = draft.text[start:end].strip(" ")
        words = line.split() if len(line) <= _LONGEST_HEADS and " " in line else []
        if len(words) >= _FEWEST_HEADS and are_heads(words):
            return _width(draft.text[:start]), start
    return None, len(draft.text)


def _width(text: str) -> int | None:
    lines = [bare for line in text.split("\n") if "\t" not in line and (bare := with_indent(line))]
    if len(lines) < _LINES_TO_JUDGE:
        return None
    return _usual_width(lines) or _greatest_width(lines)


def _greatest_width(lines: Sequence[str]) -> int | None:
    """The width of the widest lines, where several are just as wide and break off, and hardly another long one does."""
    printed = [cell_width(line, (0, len(line))) for line in lines]
    greatest = max(printed)
    if not _NARROWEST <= greatest // 2 <= _WIDEST:
        return None
    breaks_off = [line[-1] not in _CLOSING and not _begins_anew(below)
                  for line, below in itertools.pairwise([*lines, ""])]
    full = {line: off for line, wide, off in zip(lines, printed, breaks_off) if wide >= greatest - _UNEVEN}
    others = sum(off and greatest - _UNEVEN > wide > greatest * _LONG for wide, off in zip(printed, breaks_off))
    broken = sum(full.values())
    return greatest // 2 if broken >= _FEWEST_BROKEN and broken * 3 >= len(full) * 2 and others * 2 <= broken else None


def _usual_width(lines: Sequence[str]) -> int | None:
    different = set(lines)
    usual = Counter([length for line in different if _NARROWEST <= (length := len(line)) <= _WIDEST])
    if not usual:
        return None
    width = max(usual, key=lambda length: (usual[length], length))
    full = {line for line in different if width - 2 <= len(line) <= width + RAGGED}
    if len(full) < max(4, _FULL_SHARE * len(lines)):
        return None
    over = sum(len(line) > width + RAGGED for line in lines)
    if over > max(OVER_SHARE * len(lines) + 2, len(full) / _FEW):
        return None
    long = {line for line, below in itertools.pairwise([*lines, ""])
            if len(line) * 2 > width and line[-1] not in _CLOSING and not _begins_anew(below)}
    broken = len(long & full)
    return width if broken * 2 > len(full) and broken * 2 > len(long) else None


def with_indent(line: str) -> str:
    """A line without the spaces around it, but for the few that an indent takes up."""
    line = line.rstrip(" ")
    return line if line[:_DEEPEST_INDENT + 1].strip(" ") else line.lstrip(" ")


def is_full(line: str, width: int) -> bool:
    """Whether a line reaches a width, and not far beyond."""
    return width - 2 <= len(line) <= width + RAGGED


def cell_width(text: str, line: tuple[int, int]) -> int:
    """How wide a line of a cell was printed: two for a Chinese character or mark, one for a digit or letter.

    >>> cell_width("2.公开(3项)", (0, 8))
    13
    """
    start, end = line
    return 2 * (end - start) - sum(map(len, _NARROW.findall(text, start, end)))


def printed_places(draft: Draft, printed: str, start: int, end: int) -> list[int]:
    """How wide what stands before each character of a line was printed, and the whole line: two for a
    Chinese character or mark, one for others. `printed` is the text that the draft's origins point into.

    >>> text = "1 公开"
    >>> printed_places(Draft.of(text), text, 0, len(text))
    [0, 1, 2, 4, 6]
    """
    widths = (2 if unicodedata.east_asian_width(printed[at]) in "WFA" else 1 for at in draft.origin[start:end])
    return list(itertools.accumulate(widths, initial=0))


def _begins_anew(line: str) -> bool:
    """Whether a line begins with a number or a key, or is a date or none."""
    return not line or _KEYED.match(line) is not None \
        or tables.patterns("furniture_patterns")["label_start"].regex.match(line) is not None
