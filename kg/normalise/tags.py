"""Takes HTML debris and table rules out of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from kg import tables
from kg.normalise.characters import ZERO_WIDTH, fold
from kg.normalise.draft import Draft, Edit


_CELL, _CELL_END = re.compile(r"<t[dh]\b", re.I), re.compile(r"</(?:t[dhr]|table)\b", re.I)
_ROW = re.compile(r"<(/?)tr\b[^<>]{0,400}>", re.I)
_LINE_END = re.compile(r"(?<!\s)[ \t]*\n\s*")
_FULL_LINE = 24             # a line this long may have been broken amid a word
_RULED = re.compile(r"[^\n|]*\|[^\n|]*\||[^\n\t]*\t")
_ROW_END = re.compile(r"</tr\b", re.I)
_LAST = re.compile(r"\s*</tr\b", re.I)
_PART = re.compile(r"<(table|tr|/tr|t[dh])\b([^<>]{0,400})>", re.I)
_SPAN = re.compile(r"(row|col)span *= *[\"']?(\d{1,3})\b", re.I)
_SPANS = re.compile(r"(?:row|col)span", re.I)
_ENTITY = re.compile("&(?:#\\d{2,5}|#x[0-9a-fA-F]{2,4}|amp|lt|gt|quot|[lr][ds]quo|[mn]dash|hellip|middot|times);")
_BLANKS, _HAN = re.compile("(?:&(?:nbsp|ensp|emsp);)+"), re.compile("[\u4e00-\u9fff]")
_DITTO = "〃"               # what says in print that a cell holds what the one above does
_READING = re.compile(r"\([a-z\u00e0-\u01dc]")    # looked for far faster than one of several marks
_STREWN = ("@", ZERO_WIDTH, "滚屏")
_FOLLOWED = re.compile(r"[ ]*(?:[\n\t]|$)")


def drop_tags(draft: Draft) -> Draft:
    """The draft without tags; a tag that ends a paragraph leaves a line break behind
    unless a cell border or a line end follows it anyway, in a cell a space.

    >>> drop_tags(Draft.of("一<br>二")).text, drop_tags(Draft.of("| 甲局<br>乙局 |")).text
    ('一\\n二', '| 甲局 乙局 |')
    >>> drop_tags(Draft.of("<td>市教体局&nbsp;&nbsp;团市委</td>")).text
    '市教体局 团市委\\t'
    >>> drop_tags(Draft.of("<p>甲府办&#91;2024&#93;6号&ensp;&amp;</p>")).text
    '甲府办[2024]6号&'
    """
    if "<" not in draft.text and "&" not in draft.text and (">" not in draft.text or "-->" not in draft.text):
        return draft
    whole = draft.edit(_within_rows(draft.text))
    bare = whole.edit(_tags(whole.text))
    return bare.edit((*match.span(), fold(unescape(match[0])).replace(ZERO_WIDTH, ""))
                     for match in _ENTITY.finditer(bare.text))


def drop_strewn(draft: Draft) -> Draft:
    """The draft without the marks and readings that mirrors of sites strew between words, a button amid a head, and
    what has no width.

    >>> drop_strewn(Draft.of("新鄉(xiāng)市政务@@@@公\u200b开")).text
    '新鄉市政务公开'
    """
    if not any(sign in draft.text for sign in _STREWN) and _READING.search(draft.text) is None:
        return draft
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


def _merged(text: str) -> dict[int, str]:
    """What stands for cells that others reach into, by the place of the tag behind: signs for those that reach down
    from rows above, nothing but borders for those that a cell to the left is as wide as."""
    found: dict[int, str] = {}
    down: dict[int, int] = {}   # column -> the last row that a cell from above fills
    row = column = opened = wide = 0
    for tag in _PART.finditer(text) if _SPANS.search(text) else ():
        name = tag[1].lower()
        if name == "table":
            down, row = {}, 0
        elif name == "tr":
            row, column, opened, wide = row + 1, 0, tag.start(), 0
        else:
            first = column
            while down.get(column, -1) >= row:
                column += 1
            found.update(_signs(text, tag, opened if first == 0 else None, wide, column - first))
            if name != "/tr":
                spans = {span[1].lower(): int(span[2]) for span in _SPAN.finditer(tag[2])}
                width = max(1, spans.get("col", 1))
                down.update(dict.fromkeys(range(column, column + width), row + spans.get("row", 1) - 1))
                column, wide = column + width, width - 1
    return found


def _signs(text: str, tag: re.Match[str], opened: int | None, wide: int, cells: int) -> dict[int, str]:
    """What stands for so many cells to the left and from above before a cell, or at a row's end, as far as its tag has
    room, and that which `opened` the row just before it."""
    if tag[1].startswith("/"):
        signs = f"\t{_DITTO}" * cells
        return {tag.start(): signs} if len(signs) < len(tag[0]) else {}
    parts = ["\t"] * wide + [f"{_DITTO}\t"] * cells
    signs = "".join(parts)
    if len(signs) <= len(tag[0]):
        return {tag.start(): signs} if signs else {}
    row = "" if opened is None else text[opened:tag.start()].rstrip()
    more = len(signs) - len(tag[0])
    return {opened: signs[:more], tag.start(): signs[more:]} if opened is not None and more <= len(row) else {}


def _parts_words(text: str, start: int) -> bool:
    """Whether the first of some blanks that HTML spells out stands between two words (市教体局&nbsp;团市委)."""
    blanks = _BLANKS.match(text, start)
    return blanks is not None and _HAN.match(text[start - 1:start]) is not None \
        and _HAN.match(text, blanks.end()) is not None


def _tags(text: str) -> Iterator[Edit]:
    merged = _merged(text)
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
        blank = tag[0] == "&" and _parts_words(text, match.start())
        signs = merged.get(match.start(), "")
        border = "\t" if cell else " " if blank else "" if not keeps else " " if within or ruled else "\n"
        yield match.start(), match.end(), signs + border if tag.startswith("</") else border + signs
