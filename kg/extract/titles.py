"""Titles in book marks, 《…〈…〉…》, nested, left open, or printed as <…>."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg import tables

_STOP = re.compile(r"[。\n\t]")
# A title whose line was broken up to three times between its marks.
_BROKEN = re.compile(r"《[^《》。\t\n]{0,80}(?:\n[^《》。\t\n]{0,80}){1,3}》")
_MARKS = re.compile(r"[《》]")
_STOP_OR_MARK = re.compile(r"[。\n\t《]")
_OUTER = frozenset("《》<>")
_INNER = str.maketrans("《》<>", "〈〉〈〉")
_LONGEST = 300
_DEEPEST = 3


class TitleMark(NamedTuple):
    """A title printed at text[start:end], marks included; `closed` is False where the
    closing mark is missing and the end was inferred."""

    start: int
    end: int
    closed: bool

    def inner(self) -> tuple[int, int]:
        """The (start, end) of the title without its marks."""
        return self.start + 1, self.end - self.closed


def find_titles(text: str) -> tuple[TitleMark, ...]:
    """The outermost titles in logical text, in reading order; marks around nothing, or around the year of a
    number (国办发《2021》12号), are none.

    >>> text = "落实《关于印发《方案》的通知》和《意见"
    >>> [text[m.start:m.end] for m in find_titles(text)]
    ['《关于印发《方案》的通知》', '《意见']
    """
    found: list[TitleMark] = []
    at = text.find("《")
    while at >= 0:
        mark = _title_at(text, at)
        inner = text[slice(*mark.inner())].strip() if mark else ""
        if mark is not None and inner and not inner.isdecimal():
            found.append(mark)
        at = text.find("《", mark.end if mark else at + 1)
    return tuple(found)


def _title_at(text: str, start: int) -> TitleMark | None:
    reach = min(len(text), start + _LONGEST)
    close = text.find("》", start, reach) + 1
    if close and _STOP_OR_MARK.search(text, start + 1, close - 1) is None:
        return TitleMark(start, close, True)    # as most are
    broken = _BROKEN.match(text, start, reach)
    stop = _STOP.search(text, broken.end() if broken else start, reach)
    limit = stop.start() if stop else reach
    depth, close = 0, start
    for match in _MARKS.finditer(text, start, limit):
        if match[0] == "》":
            depth -= 1
            close = match.end()
            if depth == 0:
                return TitleMark(start, close, True)
        elif match.start() == start or (depth < _DEEPEST and _nests(text, match.start())):
            depth += 1
        else:
            break
    if close > start:
        return TitleMark(start, _open_end(text, close, limit), False) if _is_tail(text, close) \
            else TitleMark(start, close, True)
    return _left_open(text, start, limit)


def _nests(text: str, at: int) -> bool:
    """Whether a second 《 opens a title inside a title and not the next title of a list."""
    return bool(tables.patterns("title_patterns")["before_inner"].regex.search(text[max(0, at - 8):at]))


def _is_tail(text: str, at: int) -> bool:
    return bool(tables.patterns("title_patterns")["after_inner"].regex.match(text[at:at + 12]))


def _open_end(text: str, at: int, limit: int) -> int:
    tail = tables.patterns("title_patterns")["after_inner"].regex.match(text[at:min(limit, at + 12)])
    return at + tail.end() if tail else at


def _left_open(text: str, start: int, limit: int) -> TitleMark | None:
    """The title whose 》 was lost: it ends with its genre word or before its number."""
    after = text.find("《", start + 1, limit)
    body = text[start + 1:min(limit if after < 0 else after, start + 120)]
    end = tables.patterns("title_patterns")["genre_end"].regex.match(body)
    return TitleMark(start, start + 1 + end.end(1), False) if end else None


def clean_title(text: str) -> str:
    """A title as answers give it: no spaces or line breaks, inner marks as 〈〉.

    >>> clean_title("关于印发《方 案》的通知")
    '关于印发〈方案〉的通知'
    """
    words = "".join(text.split())
    return words if _OUTER.isdisjoint(words) else words.translate(_INNER)
