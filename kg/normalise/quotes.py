"""Cells as a sheet copies them: in quotes between tabs, those of several lines above all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.normalise.draft import Draft, Edit

_QUOTED = re.compile(r'"(?<![^\t\n].)(?:[^"\t]|""){1,2000}"(?=\t| *(?:\n|\Z))')
_MARK = re.compile(r'"{1,2}| *\n')


def drop_quotes(draft: Draft) -> Draft:
    """The draft without the quotes of such cells, each on one line.

    A sheet doubles the quotes inside them.

    >>> drop_quotes(Draft.of('1\\t"公开规划;\\n公开""三公""经费"\\t甲科')).text
    '1\\t公开规划; 公开"三公"经费\\t甲科'
    """
    if '"' not in draft.text or "\t" not in draft.text:
        return draft
    return draft.edit(_edits(draft.text))


def _edits(text: str) -> Iterator[Edit]:
    for cell in _QUOTED.finditer(text):
        start, end = cell.span()
        if "\t" in (text[start - 1:start], text[end:end + 1]):
            for mark in _MARK.finditer(text, start, end):
                outer = mark.start() == start or mark.end() == end
                yield *mark.span(), "" if outer else " " if mark[0].endswith("\n") else '"'
