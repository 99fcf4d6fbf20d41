"""Lines of type to paragraphs, joined over line ends and page ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median

from kg import tables
from kg.readers.layout import Paragraph
from kg.readers.typelines import Line, Stretch, joined

_TOLERANCE = 0.4
_INDENT = 1.2
_OTHER_SIZE = 0.15
_WIDE_GAP = 0.8
_HEADING = 1.15
_ENDS = frozenset("。；！？：;!?:")
_WIDE = 8
_UNEVEN = 0.15
_HALF = str.maketrans("（）：．，；０１２３４５６７８９", "():.,;0123456789")

Room = tuple[float, float]


class Margins:
    """The edges, the size of type and the leading of all that is set in the same room."""

    def __init__(self, found: Sequence[Stretch]) -> None:
        flat = [line for stretch in found for line in stretch.lines]
        self.size = median(line.size for line in flat)
        wide = [line for line in flat if len(line.glyphs) >= _WIDE] or flat
        self.left = -_edge([-line.box[0] for line in wide], self.size)
        self.right = _edge([line.reach for line in wide], self.size)
        room = found[0].end - found[0].start
        if self.right < found[0].end - (self.left - found[0].start) - _UNEVEN * room:
            self.right = float("inf")  # no line comes near the margin, so none is broken by it
        gaps = [below.box[1] - above.box[3] for stretch in found
                for above, below in zip(stretch.lines, stretch.lines[1:]) if below.box[1] >= above.box[3]]
        self.leading = median(gaps) if gaps else self.size

    def full(self, line: Line, following: Line) -> bool:
        """Whether a line ends because the margin came: what begins the next did not fit."""
        return line.box[2] + following.head() > self.right - _TOLERANCE * line.size

    def indented(self, line: Line) -> bool:
        """Whether a line begins behind the margin."""
        return line.box[0] > self.left + _INDENT * line.size

    def centred(self, line: Line) -> bool:
        """Whether a line stands in the middle, away from both margins."""
        before, after = line.box[0] - self.left, self.right - line.box[2]
        return min(before, after) > line.size and abs(before - after) < 2 * line.size


def _edge(ends: Sequence[float], size: float) -> float:
    """The farthest end that a tenth of the lines, two at least, share; else the farthest."""
    least = max(2, len(ends) // 10)
    shared = [end for end in ends if sum(abs(end - other) <= size for other in ends) >= least]
    return max(shared or ends)


def paragraphs(found: Sequence[Stretch], margins: Mapping[Room, Margins]) -> Iterator[Paragraph]:
    """The paragraphs of stretches in reading order; one may run from stretch to stretch."""
    opened: list[Line] = []
    above: Margins | None = None
    for stretch in found:
        own = margins[stretch.start, stretch.end]
        for line in stretch.lines:
            if opened and not _goes_on(opened, line, above or own, own):
                yield Paragraph(tuple(joined(opened)))
                opened = []
            opened.append(line)
            above = own
    if opened:
        yield Paragraph(tuple(joined(opened)))


def all_margins(found: Iterable[Stretch]) -> dict[Room, Margins]:
    """The margins of each room that the stretches of a document are set in."""
    rooms: dict[Room, list[Stretch]] = {}
    for stretch in found:
        rooms.setdefault((stretch.start, stretch.end), []).append(stretch)
    return {room: Margins(stretches) for room, stretches in rooms.items()}


def _goes_on(opened: Sequence[Line], line: Line, above: Margins, margins: Margins) -> bool:
    """Whether a line continues the paragraph that ends in `opened`."""
    last = opened[-1]
    if abs(last.size - line.size) > _OTHER_SIZE * max(last.size, line.size):
        return False
    same_page = last.page == line.page and line.box[1] >= last.box[1]
    if same_page and line.box[1] - last.box[3] > margins.leading + _WIDE_GAP * line.size:
        return False
    if begins(line.text) and (not above.full(last, line) or margins.indented(line) or last.text[-1] in _ENDS):
        return False
    if above.centred(last) and margins.centred(line) and line.size > _HEADING * margins.size:
        return same_page
    if not above.full(last, line):
        return False
    if not margins.indented(line):
        return True
    # A block set in as a whole goes on; the first line of a new paragraph does not.
    return abs(line.box[0] - last.box[0]) < last.size / 2 and len(opened) > 1 and last.text[-1] not in _ENDS


def begins(text: str) -> bool:
    """Whether a line begins with a number or word that starts something new.

    >>> begins("（一）推进决策公开"), begins("政务公开工作")
    (True, False)
    """
    return tables.patterns("furniture_patterns")["label_start"].regex.match(text.translate(_HALF)) is not None
