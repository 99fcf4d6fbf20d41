"""The words of a sentence that stand right before a name without a border: 废止|南医〔2011〕26号, 严守|教育部《…》."""

from __future__ import annotations

import re
from functools import cache

from kg import tables
from kg.agencies import agencies
from kg.words import sentence_words

_PREPOSITION = "对见以由将从向按把被依据凭于到在为至照"
_BEFORE_BODY = f"{_PREPOSITION}的好自除附含即因报遵用写同"     # what no body's name has where another begins
# What the names of bodies begin with, those that are no more among them (原交通部).
_BEGINNINGS = ("省", "市", "区", "县", "州", "自治", "中共", "中央", "中办", "国办", "全国", "原")
_BARE = re.compile(r"\A(.+?)(?:等\d*[一二三四五六七八九十]?个?(?:有关|相关)?(?:部门|单位|部委)(?:[和及]单位)?)?\Z")
_SHORTEST = 2


@cache
def _words() -> frozenset[str]:
    """The words of sentences but for those that the name or the code of an agency holds."""
    names = {name for table, columns in (("agencies", ("name", "aliases")), ("organs", ("name", "aliases")),
                                         ("agency_codes", ("code", "agency")), ("office_words", ("word",)))
             for row in tables.rows(table) for column in columns for name in row[column].split(";")}
    return sentence_words() - {name[at:at + 2] for name in names for at in range(len(name) - 1)}


def code_behind(run: str) -> str:
    """What stands behind the last verb or preposition in a run that ends in an agency code, if as much as a code is
    left; a preposition that begins the run may be the letter of a place.

    >>> code_behind("行政复议浙政复"), code_behind("格式见南医"), code_behind("苏住建规"), code_behind("从府办")
    ('浙政复', '南医', '苏住建规', '从府办')
    """
    at = begin = 0
    while at <= len(run) - _SHORTEST - 1:
        length = 2 if run[at:at + 2] in _words() else int(at > 0 and run[at] in _PREPOSITION)
        begin = at + length if 0 < length <= len(run) - _SHORTEST - at else begin
        at += length or 1
    return run[begin:]


def body_behind(run: str) -> str:
    """What stands behind a verb or a preposition in a run that ends in a body's name, if it is the name of an agency,
    or begins as such names do; the whole run if it is the end of a page's address, which holds no words.

    >>> body_behind("剔除省政府办公厅"), body_behind("清理原交通部"), body_behind("取暖工作办公室")
    ('省政府办公厅', '原交通部', '取暖工作办公室')
    >>> body_behind("zwgk/202311/80958_国务院办公厅")
    'zwgk/202311/80958_国务院办公厅'
    """
    places = () if "/" in run or _is_body(run) else range(1, len(run) - _SHORTEST)
    behind = (run[at:] for at in places if run[at - 1] in _BEFORE_BODY or run[max(0, at - 2):at] in sentence_words())
    return next(filter(_is_body, behind), run)


def _is_body(name: str) -> bool:
    """Whether a name is that of an agency, those of two glued, or begins as such names do."""
    if name.startswith(_BEGINNINGS):
        return True
    bare = _BARE.sub(r"\1", name)
    found = agencies().leading(bare)
    rest = bare[found[1]:] if found else name
    return found is not None and (not rest or _is_body(rest))
