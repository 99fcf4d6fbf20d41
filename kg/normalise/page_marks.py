"""Page numbers that a copy has run together with the text around them, with the running heads beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from operator import eq

from kg.normalise.draft import Draft, Edit

_FEWEST, _LATEST_FIRST = 2, 3       # marks of a text, and what the first of them may count
_SHORTEST_HEAD, _LONGEST_HEAD = 4, 40
# A number between dashes; a text holds few, and those of years and ranges stand between figures.
_MARK = re.compile(r"(?<![\d—–-])[—–-]{1,2} ?(?P<page>\d{1,3}) ?[—–-]{1,2}(?![\d—–-])")


def drop_page_marks(draft: Draft) -> Draft:
    """The draft without numbers of pages that count on and stand amid lines, and the head that runs beside them.

    >>> drop_page_marks(Draft.of("更—1—某办文件新。\\n二、受理。经分管—2—某办文件领导同意。")).text
    '更新。\\n二、受理。经分管领导同意。'
    """
    marks = list(_MARK.finditer(draft.text))
    if len(marks) < _FEWEST or not _count_on(marks) or not any(_is_amid(draft.text, mark) for mark in marks):
        return draft
    return draft.edit(_cuts(draft.text, marks))


def _count_on(marks: Sequence[re.Match[str]]) -> bool:
    """Whether the numbers are those of pages, from one of the first on."""
    pages = [int(mark["page"]) for mark in marks]
    return pages[0] <= _LATEST_FIRST and all(after - before == 1 for before, after in pairwise(pages))


def _is_amid(text: str, mark: re.Match[str]) -> bool:
    """Whether words stand right before and behind a mark."""
    return text[mark.start() - 1:mark.start()].strip() != "" and text[mark.end():mark.end() + 1].strip() != ""


def _cuts(text: str, marks: Sequence[re.Match[str]]) -> Iterator[Edit]:
    """Each mark with the running head behind it, or before one that ends its line."""
    head = _running_head(text, marks)
    for mark in marks:
        before = len(head) if text.endswith(head, 0, mark.start()) and not text.startswith(head, mark.end()) else 0
        behind = len(head) if text.startswith(head, mark.end()) else 0
        yield mark.start() - before, mark.end() + behind, ""


def _running_head(text: str, marks: Sequence[re.Match[str]]) -> str:
    """What stands behind two marks, one after the other, on their lines; nothing if that is too short for a head."""
    behind = [text[mark.end():mark.end() + _LONGEST_HEAD].partition("\n")[0] for mark in marks]
    alike = (sum(1 for _ in takewhile(lambda pair: eq(*pair), zip(*both))) for both in pairwise(behind))
    return next((first[:length] for first, length in zip(behind, alike) if length >= _SHORTEST_HEAD), "")
