"""Tells layout spaces from spaces that part one thing from another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from kg.normalise.broken_words import OFFICE_REACH, parts_office
from kg.normalise.draft import Draft, Edit
from kg.normalise.heads import are_spaced_heads, hold_heads, kind_of_head, whole_words
from kg.normalise.spaced_units import spaced_units

# A line this long with a space after a full stop is a page whose paragraphs were run together.
_RUN_TOGETHER = 240
_SENTENCE_LINE = 40
_SPACE_RUN = re.compile(r"  *")  # a literal first, which is looked for faster than a repeat
_STOP_SPACE = re.compile(r"[。;:!?)”] ")
# A year as a recogniser spaces it, told from its first space, and two such figures of a number.
_SPACED_YEAR = re.compile(r" (?<!\d. )(?:(?<=1 )9|(?<=2 )0) \d \d(?! ?\d)")
_SPACED_FIGURES = re.compile(r"(?<!\d)\d \d(?!\d)")
_CLOSING = ",.;:、。!?)》〉〕】]”’%"
_OPENING = "《〈(〔【[“‘、,"
_STOPS = "。;!?:)”"
# Behind a bracket or quote these go on with the sentence: （国办发〔2021〕12号） 和《…》, 要求.
_GOES_ON = "和与及或等的要精印"
# A year after a name is a signature's; a number with its point is a label, if no 附件 is numbered.
_BEGINS = re.compile(r"(?:19|20)\d\d ?年|(?<![件表图第] )\d{1,2}[.、](?!\d)")
_KEYED_LINE = re.compile(r" *[\u3400-\u9fff/()]{2,12}:")
_KEY = re.compile(r"([\u4e00-\u9fff]{2,8}):")
_LINE_END = re.compile(r"\n(?:(?<=[^\r\n]\n)|(?<=[^\r\n]\r\n))(?=[^\r\n])")
_BLANKS = re.compile(r"\n(?<!\n\n)\n++(?=[^\n])")
_HAN = re.compile(r"[\u3400-\u9fff〇]")
_CELL = re.compile(r"[\w(《“]")
# Figures and their units, which a space parts in a date or a count (10 月, 第 3).
_IN_FIGURES = re.compile(r"[年月第至到约共近] \d|\d [年月日号时个项类次家%至到]|\d \d")
_FEWEST_CELLS = 2


def is_single_spaced(text: str) -> bool:
    """Whether some line ends without a blank line behind it, in print or as read.

    >>> is_single_spaced("一、公开\\r\\n规划"), is_single_spaced("一、公开\\n\\n规划")
    (True, False)
    """
    return _LINE_END.search(text) is not None


def single_spaced(draft: Draft) -> Draft:
    """The draft with a blank line less between any two lines, if one stands between all.

    >>> single_spaced(Draft.of("工作要点\\n\\n一、公开\\n\\n\\n规划。")).text
    '工作要点\\n一、公开\\n\\n规划。'
    """
    if is_single_spaced(draft.text):
        return draft
    return draft.edit((blanks.end() - 1, blanks.end(), "") for blanks in _BLANKS.finditer(draft.text))


def drop_layout_spaces(draft: Draft) -> Draft:
    """The draft without indents, spaces beside punctuation and digits, and letter-spacing, of figures too where a year
    is spaced.

    What may part one thing from another stays: a line break after a full stop where
    paragraphs were run together, one space between two words elsewhere.

    >>> drop_layout_spaces(Draft.of("工 作 任 务\\t水  处\\t2021 年 10 月")).text
    '工作任务\\t水处\\t2021年10月'
    """
    spaced = _SPACED_YEAR.search(draft.text) is not None
    return draft.edit(chain.from_iterable(
        _spaces(draft.text, *line, spaced, row) for line, row in _lines(draft)))


def _lines(draft: Draft) -> Iterator[tuple[tuple[int, int], bool]]:
    """The lines that hold spaces, and whether each is a row of the table whose heads, parted by spaces, stand above."""
    heads = 0
    for start, end in draft.spaced_lines:
        line = draft.text[start:end]
        words = line.split() if "\t" not in line else []
        if are_spaced_heads(line):
            heads = sum(1 for _ in whole_words(words))
        yield (start, end), _is_row(words, heads)


def _is_row(words: Sequence[str], heads: int) -> bool:
    """Whether words are the cells below so many heads: about as many, one of them a sentence at most."""
    return _FEWEST_CELLS <= len(words) <= heads + 1 and sum("。" in word for word in words) <= 1


def _spaces(text: str, start: int, end: int, spaced: bool, row: bool) -> Iterator[Edit]:
    line = text[start:end]
    headed = not row and "\t" not in line and len(line) > _SENTENCE_LINE and hold_heads(line.split())
    run_together = not row and (headed or len(line) > _RUN_TOGETHER) and _STOP_SPACE.search(line) is not None
    prose = not (row or run_together or headed) and "\t" not in line and len(line) > _SENTENCE_LINE and "。" in line
    listed = spaced_units(line) if prose else []
    for first, last in map(re.Match.span, _SPACE_RUN.finditer(line)):
        within = bool(listed) and any(begin < first < stop for begin, stop in listed)
        figures = spaced and _SPACED_FIGURES.match(line, first - 1) is not None
        cell = row and _parts_cells(line, first, last)
        kept = " " if within or cell else "" if figures else _kept(line, first, last, run_together, prose)
        if kept != " " or last - first > 1:
            yield start + first, start + last, kept


def _parts_cells(line: str, start: int, end: int) -> bool:
    """Whether a space in the row of a table parts two cells, marks and figures beside it or not."""
    before, after = line[start - 1:start], line[end:end + 1]
    if not before or not _CELL.match(after):
        return False
    if before.isdigit() or after.isdigit():
        return before not in _OPENING and not _IN_FIGURES.match(f"{before} {after}")
    alone = start < 2 or line[start - 2] == " ", end + 1 >= len(line) or line[end + 1] == " "
    return before in _STOPS or (_HAN.match(before) is not None and not all(alone))


def _kept(line: str, start: int, end: int, run_together: bool, prose: bool) -> str:
    before, after = line[start - 1:start], line[end:end + 1]
    if not before or not after or "\t" in (before, after):
        return ""
    if before == ")" and parts_office(line[max(0, start - OFFICE_REACH):start], line[end:end + OFFICE_REACH]):
        return ""
    if run_together and before in _STOPS and after not in _CLOSING \
            and not (before in ")”" and after in _GOES_ON):
        return "\n"
    if before == ")" and _HAN.match(after) and ("\t" in line or _KEYED_LINE.match(line)):
        return " "  # names on lines of their own in a cell, or behind a key: 各处室(局) 直属单位
    if before not in _CLOSING and (key := _KEY.match(line, end)) and kind_of_head(key[1]):
        return " "  # 序号:1 任务:公开规划。责任单位:甲局 完成时限:5月底前
    if after in _CLOSING or before in _CLOSING or before in _OPENING or (after in _OPENING and after != "("):
        return ""
    if before.isascii() and after.isascii():
        return " "
    if not _HAN.match(before) or not _HAN.match(after):
        if run_together and _BEGINS.match(line, end) and _HAN.match(before):
            return " "
        return "" if before.isdigit() or after.isdigit() else " "
    return "" if prose or _letter_spaced(line, start, end) else " "


def _letter_spaced(line: str, start: int, end: int) -> bool:
    """Whether one of the words beside a space is a single character (水  处, 工 作 任 务)."""
    alone_before = start < 2 or line[start - 2] in " \t"
    alone_after = end + 1 >= len(line) or line[end + 1] in " \t"
    return alone_before or alone_after
