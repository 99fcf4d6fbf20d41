"""Lines of a page that a converter broke at marks: which of its pieces stood on one printed line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg import tables
from kg.normalise.width import PAGE, cell_width, with_indent

OPENING = "(〔[【《〈“‘"
"""What a converter breaks a line before."""
_BEHIND = ",、。;:.!?)〕]】》〉”’"   # … and behind
_COMMAS = (",", "、")
_FEWEST, _SHARE = 6, 0.04   # short lines that end in a comma, which no other text set to a width has
_EXPLAINED = 0.5            # of the lines are full, or pieces of full ones
_WIDEST = 60
_INDENT = 4                 # what stood before a label at least, and was lost
_LESS, _MORE = 6, 4         # by how much a full line may be narrower (an indent was lost) or wider (spaces, figures)


class Shards(NamedTuple):
    """The lines whose ends a converter put amid a printed line, and those that end a full one as its last piece."""

    amid: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()


def may_part(above: str, below: str) -> bool:
    """Whether a converter may have broken one printed line between the end of one and the begin of another.

    >>> may_part("做好政策解读,", "及时公布"), may_part("牵头单位", "(配合单位)"), may_part("政策", "解读")
    (True, True, False)
    """
    return above[-1] in _BEHIND or below[0] in OPENING


def shards_of(lines: Sequence[str], width: int) -> Shards:
    """Which lines of a text set to a width are pieces of printed ones; none in a text that no converter broke.

    >>> pieces = ["全面公开规划和预算信息,", "认真做好政策解读和社会关切的回应,及时公布", "本地区本部门权力和责任的目录,",
    ...           "方便公众查询。(综合科牵头,财", "务科、法规科配合)"]
    >>> found = shards_of(pieces * 6, 32)
    >>> sorted(found.amid)[:3], sorted(found.last)[:3]
    ([0, 2, 5], [1, 3, 6])
    """
    bare = [with_indent(line) for line in lines]
    return _shards(bare, _widths(bare), width) if _are_shattered(bare, width) else Shards()


def shattered_width(text: str) -> int | None:
    """The number of characters that a printed line holds, told from its pieces: the one that explains most lines; None
    if none explains many."""
    bare = [bare for line in text.split("\n") if "\t" not in line and (bare := with_indent(line))]
    if sum(line.endswith(_COMMAS) for line in bare) < _FEWEST:
        return None
    widths = _widths(bare)
    lengths = sorted({length for line in bare if PAGE <= (length := len(line)) <= _WIDEST})
    explained = {width: _explained(bare, widths, width) for width in lengths if _are_shattered(bare, width)}
    width = max(explained, key=explained.__getitem__, default=None)
    return width if width is not None and explained[width] >= _EXPLAINED * len(bare) else None


def _explained(lines: Sequence[str], widths: Sequence[int], width: int) -> int:
    """How many lines are full, or pieces of full ones."""
    shards = _shards(lines, widths, width)
    alone = sum(2 * width - _LESS <= wide <= 2 * width + _MORE for wide in widths)
    return alone + len(shards.amid) + len(shards.last)


def _widths(lines: Sequence[str]) -> list[int]:
    return [cell_width(line, (0, len(line))) for line in lines]


def _are_shattered(lines: Sequence[str], width: int) -> bool:
    """Whether many lines end in a comma though they are not full."""
    short = sum(len(line) < width - 2 and line.endswith(_COMMAS) for line in lines)
    return width >= PAGE and short >= max(_FEWEST, _SHARE * len(lines))


def _shards(lines: Sequence[str], widths: Sequence[int], width: int) -> Shards:
    amid: list[int] = []
    last: list[int] = []
    at = 0
    while at < len(lines):
        stop = _printed_stop(lines, widths, at, 2 * width)
        amid += range(at, stop - 1)
        last += range(stop - 1, stop) if stop - at > 1 else ()
        at = stop
    return Shards(frozenset(amid), frozenset(last))


def _printed_stop(lines: Sequence[str], widths: Sequence[int], first: int, full: int) -> int:
    """Where the pieces of the printed line end that a line begins: behind itself, where it is no such piece."""
    rules = tables.patterns("furniture_patterns")
    label = rules["label_start"].regex
    if lines[first][-1] == ")" and rules["led_title"].regex.match(lines[first]):
        return first + 1
    full -= _INDENT if label.match(lines[first]) else 0
    reach, at = widths[first], first + 1
    while at < len(lines) and may_part(lines[at - 1], lines[at]) and not label.match(lines[at]):
        wider = reach + widths[at]
        if wider > (full if reach >= full - _LESS else full + _MORE):
            break
        reach, at = wider, at + 1
    return at if reach >= full - _LESS else first + 1
