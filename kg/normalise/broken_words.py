"""Tells a line end or a space amid a key or a name of a statement of responsibility, however short the line."""

from __future__ import annotations

import re

from kg import tables

OFFICE_REACH = 24
"""How much of a line before and behind a place tells whether it parts the name of an office."""

# How a line ends and the next begins amid a key, a limit, a word for bodies, and the collective behind 等.
_HALVES = tuple((re.compile(begun), re.compile(ended)) for begun, ended in (
    (r"(?:\A|[;,。、(\[【〔 ])(?:责任|牵头|配合|参与|完成|办结|落实|协办|主办|工作)\Z", "(?:单位|部门|科室|处室|时限|时间|期限)[:(]"),
    (r"\d\Z", r"月(?:[底末]|前|份|\d{1,2}[日号])|[日号]之?前|个?工作日内|年[底末]"),
    (r"(?:牵头|配合|责任|主办|协办)[^:\n]{0,4}:[^。\n]*[部委局办厅]\Z", r"\([\u4e00-\u9fff]{2,16}[部委局办厅]\)(?=[、,;]|\Z)"),
    (r"单\Z", "位[:、,;。)]"), (r"部\Z", "门[:、,;。)]"),
    (r"等(?:各|有关|相关|其他)+\Z", r"(?:部门|单位|科室)(?=[(、,;。)]|\Z)")))
_KEYED = re.compile(r"(?:单位|部门|科室|处室):[^。:]*\Z")
_BORDERS, _PARTS = "、,;:。()", "、,;:。 "
_REST = re.compile(r"([\u4e00-\u9fff]{1,5})(?=[、,;。)])")
_KEYED_REST = re.compile(r"([\u4e00-\u9fff]{1,12}?)(?:等(?:有关|相关)?(?:部门|单位))?(?=[(、,;。]|\Z)")
_PLACED = re.compile(r"(?:[县市区镇乡旗街道地]|各[县市区州镇乡]\([^()]{1,8}\))\Z")     # whole without what rules it
_RULES = ("人民政府", "政府", "党委", "管委会", "办事处")
_LAST_ALONE = re.compile(r"[\u4e00-\u9fff](?= (?![\u4e00-\u9fff]{1,3}:)|\Z)")     # no key spaced out (组 长:)
_CELL = re.compile(r"[ 、]([\u4e00-\u9fff]{3,16})\Z")
_SHORTEST_BEGUN = 2
_PLACES = re.compile(r"(?:\A|[、,])各[市县区州旗](?:\([^()]{1,8}\))?\Z")
_OFFICE = re.compile(r"(?![省市县区州旗镇乡各有相])[\u4e00-\u9fff]{2,8}(?:局|委|办|厅)(?:\([^()]{1,8}\))?(?=[、,;。)\n]|\Z)")


def breaks_word(before: str, above: str, below: str) -> bool:
    """Whether a line ends amid a word that the line `below` goes on with; `before` is the line before it.

    >>> breaks_word("", "牵头单位:甲局。完成", "时限:6月底前"), breaks_word("", "责任单位:甲局等有关", "部门(单位)")
    (True, True)
    >>> breaks_word("甲局、", "市产权交易管理", "中心。公开"), breaks_word("", "市产权交易管理", "中心。公开")
    (True, False)
    >>> breaks_word("", "责任单位:甲局、中", "卫工业园区管委会"), breaks_word("", "责任单位:甲局、各县(区)", "人民政府")
    (True, True)
    >>> breaks_word("", "责任单位:甲局", "乙局"), breaks_word("", "责任单位:各县", "市财政局")
    (False, False)
    >>> breaks_word("", "2023年11", "月底前"), breaks_word("", "第3", "月度计划")
    (True, False)
    >>> breaks_word("", "牵头:市委宣传部", "(市政府新闻办)"), breaks_word("", "报市政府办公室", "(市财政局)")
    (True, False)
    >>> breaks_word("", "公布结果。 建设处 市质量监督", "站 12月底前"), breaks_word("", "公布结果。 建设处", "室 12月底前")
    (True, False)
    >>> breaks_word("", "一、组成人员", "组 长:吴某")
    False
    """
    if any(begun.search(above) and ended.match(below) for begun, ended in _HALVES) or parts_office(above, below):
        return True
    if _leaves_one(above, below):
        return True
    keyed = _KEYED.search(above) is not None
    return (keyed and _breaks_keyed(above, below)) or ((keyed or before.endswith("、")) and _breaks_name(above, below))


def _leaves_one(above: str, below: str) -> bool:
    """Whether but the last character of a name is left for the next line, behind a space or a 、 on this."""
    last, cell = _LAST_ALONE.match(below), _CELL.search(above)
    tails = tables.endings("unit_tails", "tail")
    return last is not None and cell is not None and not cell[1].endswith(tails) and (cell[1] + last[0]).endswith(tails)


def parts_office(before: str, behind: str) -> bool:
    """Whether what ends and what begins at a place are all places of a kind and their office, one name.

    >>> parts_office("甲处,各市(州)", "交通运输局"), parts_office("甲处,各市(州)", "省财政厅")
    (True, False)
    """
    return _PLACES.search(before) is not None and _OFFICE.match(behind) is not None


def _breaks_keyed(above: str, below: str) -> bool:
    """Whether the last name that a line gives behind a key is none yet, and becomes one with the first of the next."""
    rest, tails = _KEYED_REST.match(below.rstrip()), tables.endings("unit_tails", "tail")
    begun = above[max(map(above.rfind, _PARTS)) + 1:]
    if rest is None or not begun or begun.endswith(tails) or not rest[1].endswith(tails):
        return False
    return rest[1].startswith(_RULES) if _PLACED.search(begun) else True


def _breaks_name(above: str, below: str) -> bool:
    """Whether the name of a unit begins behind the last border of a line and ends before the first of the next."""
    rest, tails = _REST.match(below), tables.endings("unit_tails", "tail")
    begun = above[max(map(above.rfind, _BORDERS)) + 1:]
    return rest is not None and len(begun) >= _SHORTEST_BEGUN \
        and not begun.endswith(tails) and rest[1].endswith(tails)
