"""Numbers of items whose point the font of a print lost: a line for the number, the next for the lost sign."""

from __future__ import annotations

import re

from kg.normalise.draft import Draft

_FEWEST = 2
_LOST = "\ufffd"
_PARTED = re.compile(rf"(?<=\n)[ ]*\d{{1,2}}(?P<gap>[ ]*\n[\n ]*{_LOST}[ ]*)(?=[\u4e00-\u9fff])")


def mend_points(draft: Draft) -> Draft:
    """The draft with such numbers and points together, if there are several.

    >>> mend_points(Draft.of("要点\\n1\\n\\ufffd 公开规划。\\n2\\n\\ufffd 公开预算。")).text
    '要点\\n1.公开规划。\\n2.公开预算。'
    """
    gaps = [match.span("gap") for match in _PARTED.finditer(draft.text)] if _LOST in draft.text else []
    return draft.edit((*gap, ".") for gap in gaps) if len(gaps) >= _FEWEST else draft
