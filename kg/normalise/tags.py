"""Takes HTML debris and table rules out of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import tables
from kg.normalise.draft import Draft, Edit


_CELL, _CELL_END = re.compile(r"<t[dh]\b", re.I), re.compile(r"</(?:t[dhr]|table)\b", re.I)
_ROW = re.compile(r"<(/?)tr\b[^<>]{0,400}>", re.I)
_LINE_END = re.compile(r"(?<!\s)[ \t]*\n\s*")
_FULL_LINE = 24             # a line this long may have been broken amid a word
_RULED = re.compile(r"[^\n|]*\|[^\n|]*\||[^\n\t]*\t")
_ROW_END = re.compile(r"</tr\b", re.I)
_LAST = re.compile(r"\s*</tr\b", re.I)
_FOLLOWED = re.compile(r"[ ]*(?:[\n\t]|$)")


def drop_tags(draft: Draft) -> Draft:
    """The draft without tags; a tag that ends a paragraph leaves a line break behind
    unless a cell border or a line end follows it anyway, in a cell a space.

    >>> drop_tags(Draft.of("一<br>二")).text, drop_tags(Draft.of("| 甲局<br>乙局 |")).text
    ('一\\n二', '| 甲局 乙局 |')
    """
    if "<" not in draft.text and "&" not in draft.text and "-->" not in draft.text:
        return draft
    whole = draft.edit(_within_rows(draft.text))
    return whole.edit(_tags(whole.text))


def drop_strewn(draft: Draft) -> Draft:
    """The draft without the marks and readings that mirrors of sites strew between words.

    >>> drop_strewn(Draft.of("新鄉(xiāng)市政务@@@@公开")).text
    '新鄉市政务公开'
    """
    strewn = tables.patterns("furniture_patterns")["strewn"].regex
    return draft.edit((match.start(), match.end(), "") for match in strewn.finditer(draft.text))


def _within_rows(text: str) -> Iterator[Edit]:
    """The line ends inside the rows of a table, where they are nothing but layout: each row is one line."""
    start = -1
    for tag in _ROW.finditer(text):
        if tag[1] and start >= 0:
            for end in _LINE_END.finditer(text, start, tag.start()):
                beside = text[end.start() - 1] == ">" or text[end.end()] == "<"
                broken = end.start() - text.rfind("\n", 0, end.start()) > _FULL_LINE
                yield *end.span(), "" if beside or broken else " "
        start = -1 if tag[1] else tag.end()


def _tags(text: str) -> Iterator[Edit]:
    rules = tables.patterns("furniture_patterns")
    breaking = rules["tag_break"].regex
    within, line_end, ruled = False, -1, False
    for match in rules["tag"].regex.finditer(text):
        tag = match[0]
        if match.start() > line_end:
            line_end = text.find("\n", match.start()) % (len(text) + 1)
            ruled = _RULED.match(text, text.rfind("\n", 0, match.start()) + 1) is not None
        within = bool(_CELL.match(tag)) or (within and not _CELL_END.match(tag))
        keeps = breaking.fullmatch(tag) and not _FOLLOWED.match(text, match.end()) and match.start() \
            and (text[match.start() - 1] not in "\n\t>" or _ROW_END.match(tag))
        cell = tag.lower() in ("</td>", "</th>") and not _LAST.match(text, match.end())
        yield match.start(), match.end(), "\t" if cell else "" if not keeps else " " if within or ruled else "\n"
