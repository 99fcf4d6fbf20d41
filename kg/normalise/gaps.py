"""Tables whose cells only wide gaps part: below their heads, the gaps are cell borders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.normalise.draft import Draft, Edit
from kg.normalise.heads import are_heads

_GAP = re.compile(r"(?<=[^ \n]) {2,}(?=[^ \n])")
_LONGEST_TITLE = 60


def split_gaps(draft: Draft) -> Draft:
    """The draft with the gaps between the cells of such a table turned into borders.

    >>> split_gaps(Draft.of("序号  工作任务  责任单位\\n1  公开规划  甲科")).text
    '序号\\t工作任务\\t责任单位\\n1\\t公开规划\\t甲科'
    """
    return draft.edit(_borders(draft)) if "  " in draft.text else draft


def _borders(draft: Draft) -> Iterator[Edit]:
    """The gaps of each line that may be a row; a line too long for a title ends the table."""
    width = 0
    for start, end in draft.lines():
        line = draft.text[start:end]
        gaps = list(_GAP.finditer(line)) if "\t" not in line else []
        cells = _GAP.split(line.strip(" ")) if gaps else [line]
        if gaps and are_heads(cells):
            width = len(cells)
        elif len(cells) > width or (not gaps and len(line) > _LONGEST_TITLE):
            width = 0
        if width:
            yield from ((start + gap.start(), start + gap.end(), "\t") for gap in gaps)
