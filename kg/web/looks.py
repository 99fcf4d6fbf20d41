"""How the lines of a notice are set: red head, number, title, signature, body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kg.model.extraction import Extraction
from kg.normalise.characters import fold, simplify
from kg.web.passages import Block, Line

_DATE = re.compile(r"[〇○O0零一二三四五六七八九十\d]{4}年[一二三四五六七八九十\d]{1,3}月[一二三四五六七八九十\d]{1,3}日")
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、")
SHORT = 36


def looks(read: Extraction, blocks: Iterable[Block]) -> Mapping[int, str]:
    """The class of each paragraph by its place in the text."""
    header = read.header
    titles = {_bare(title) for title in (header.title, header.notice_title) if title}
    issuers = {_bare(name) for name in header.issuers}
    found: dict[int, str] = {}
    lines = [(line.start, _bare(_words(line))) for block in blocks for line in block.lines]
    for (start, text), (_, after) in zip(lines, [*lines[1:], (0, "")], strict=False):
        signed = len(text) < SHORT and _DATE.fullmatch(after) is not None
        found[start] = "sign" if signed else _look(text, titles, issuers, header.number or "")
    return found


def _words(line: Line) -> str:
    return "".join(piece.text for cell in line.cells for stretch in cell for piece in stretch.pieces)


def _bare(text: str) -> str:
    return "".join(fold(simplify(text)).split())


def _look(text: str, titles: set[str], issuers: set[str], number: str) -> str:
    if text in titles:
        return "title"
    if number and text == _bare(number):
        return "number"
    if text.endswith("文件") and len(text) < SHORT:
        return "redhead"
    if _DATE.fullmatch(text) or text in issuers:
        return "sign"
    if text.endswith(":") and len(text) < 3 * SHORT:
        return "to"
    if _HEADING.match(text) and len(text) < SHORT:
        return "section"
    return "t"
