"""Signs that a print lost or took from another script: points behind numbers, the marks of titles, spaces; and what a
page offers right before a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.normalise.draft import Draft, Edit

_FEWEST = 2
_LOST = "\ufffd"
_PARTED = re.compile(rf"(?<=\n)[ ]*\d{{1,2}}(?P<gap>[ ]*\n[\n ]*{_LOST}[ ]*)(?=[\u4e00-\u9fff])")
_BLANKS = re.compile(r"(?<![^\n])[ ]*\?+[? ]*(?=[\u4e00-\u9fff\d(\n]|\Z)|(?<=[^\n?])\?{3,}[? ]*(?=\n|\Z)")
# The sizes of letters that a page offers, no other button behind them: nothing else parts them from a title.
_SIZES = re.compile(r"字[体号](?:大小)? ?:? ?(?P<sizes>[\[【(]? ?(?:大[ |/]*中[ |/]*小|小[ |/]*中[ |/]*大) ?[\]】)]?) *"
                    r"(?=[\u4e00-\u9fff《])(?!打印|关闭|收藏|分享|浏览|阅读|点击|来源|发布|作者|扫|视力|默认|保护|【)")
_FORMAL = re.compile(r"(?<![^\n])[ ]*\(?(?P<numeral>[壹贰叁参肆伍陆柒捌玖拾]{1,3})[、.)](?=[^\n])")
_FORMAL_NUMERALS = "壹贰叁参肆伍陆柒捌玖拾"
_PLAIN = str.maketrans(_FORMAL_NUMERALS, "一二三三四五六七八九十")
_STEMS = str.maketrans(_FORMAL_NUMERALS, "甲乙丙丙丁戊己庚辛壬癸")    # where plain numerals count what is below them
_PLAIN_ONE = re.compile(r"(?<![^\n])[ ]*一、")
_TITLE = re.compile("«[^«»]{2,160}»")      # a sign alone parts the columns of a website


def mend_signs(draft: Draft) -> Draft:
    """The draft with 《》 for « », without question marks in place of spaces, with a line end behind the sizes of letters
    that a page offers before its title, with plain numerals for the formal ones that lines begin with, or stems where
    plain ones count what is below, and with the numbers of items and their points together: a line for the number, the
    next for the sign that stands for its point; several such.

    >>> mend_signs(Draft.of("落实«要点»\\n1\\n\\ufffd 公开规划。\\n2\\n\\ufffd 公开预算。")).text
    '落实《要点》\\n1.公开规划。\\n2.公开预算。'
    >>> mend_signs(Draft.of("字体:大 中 小某政办发〔2020〕31号")).text
    '字体:\\n某政办发〔2020〕31号'
    >>> mend_signs(Draft.of("壹、公开规划")).text
    '一、公开规划'
    >>> mend_signs(Draft.of("壹、公开规划\\n一、发展规划")).text
    '甲、公开规划\\n一、发展规划'
    """
    edits = sorted(edit for each in (_points, _marks, _blanks, _sizes, _numerals) for edit in each(draft.text))
    return draft.edit(edits) if edits else draft


def _points(text: str) -> Iterator[Edit]:
    gaps = [match.span("gap") for match in _PARTED.finditer(text)] if _LOST in text else []
    yield from ((*gap, ".") for gap in gaps if len(gaps) >= _FEWEST)


def _marks(text: str) -> Iterator[Edit]:
    for title in _TITLE.finditer(text) if "«" in text else ():
        yield title.start(), title.start() + 1, "《"
        yield title.end() - 1, title.end(), "》"


def _blanks(text: str) -> Iterator[Edit]:
    """The question marks that a page's encoding made of the spaces before and behind its lines."""
    yield from ((*match.span(), "") for match in _BLANKS.finditer(text)) if "?" in text else ()


def _sizes(text: str) -> Iterator[Edit]:
    yield from ((*match.span("sizes"), "\n") for match in _SIZES.finditer(text))


def _numerals(text: str) -> Iterator[Edit]:
    formal = list(_FORMAL.finditer(text))
    signs = _STEMS if formal and _PLAIN_ONE.search(text) else _PLAIN
    yield from ((*match.span("numeral"), match["numeral"].translate(signs)) for match in formal)
