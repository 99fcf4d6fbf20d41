"""Keys at the beginnings of lines that only spaces part from their values: a colon stands for the gap."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.normalise.draft import Draft, Edit
from kg.normalise.heads import kind_of_head

_FEWEST, _LONGEST_KEY = 2, 12
_STATING = ("units", "time")
# A key in one word, or spaced out where the gap is wider; what follows tells a value from another head.
_KEYED = re.compile(r" *(?:[◇◆▲△●○■□★☆※] ?)?"
                    r"(?P<key>[\u4e00-\u9fff()、/]{2,12}(?= )|[\u4e00-\u9fff](?: [\u4e00-\u9fff]){1,9}(?=  ))"
                    r"(?P<gap> +)(?P<value>[^ \t\n|:]+)[^\t\n|]*$")
_FURTHER = re.compile(r"(?<= )(?P<key>[\u4e00-\u9fff]{2,8})(?P<gap> +)(?=[\u4e00-\u9fff\d])")
_BEFORE_LIMIT = re.compile(r"(?<=[^ ])  +(?=\d|年|[每全]|长期|持续|常年)")
# A limit that closes a line behind the units of a key: 牵头:法规科    10月底前.
_LIMIT_BEHIND = re.compile(r"(?<=[^ ]) {2,}(?=(?:\d|年[内底]|[每全]|长期|持续|常年|定期|随时|动态)[^ \t\n:]{0,15} *$)")
_KEY_AND_UNITS = re.compile(r"(?:^|[ 。;,])([\u4e00-\u9fff]{2,8}) ?:[^:\t\n。]{2,80}\Z")
# A stroke for the colon behind a key that begins a line or a bracket: (责任部门——甲庭;工作期限——5月底前).
_STROKE = re.compile(r"[—-]{2}(?<=[\u4e00-\u9fff]..) *(?=[\u4e00-\u9fff\d])")
_BEFORE_STROKE = re.compile(r"(?:^|[(\[【〔;])[ 　]*([\u4e00-\u9fff]{2,8})\Z", re.M)
# Inside a bracket one word is enough: 〔牵头 甲局；协办 乙局〕. Looked for by the gap, as spaces are rarer than brackets.
_BRACKETED_GAP = re.compile(r" (?<=[(\[【〔;](?:责任|牵头|配合|主办|协办|承办|参与|协助) ) *(?=[\u4e00-\u9fff])")


def mark_keys(draft: Draft) -> Draft:
    """The draft with a colon behind such keys, if the same keys begin several lines and one of them says who or when,
    and behind those that say so further on in these lines; a comma parts a limit that closes a line from the units
    before it.

    One inside a bracket is a key by itself.

    >>> mark_keys(Draft.of("工作任务  公开规划。\\n责任单位  甲科\\n工作任务  公开预算。\\n责任单位  乙科")).text
    '工作任务:公开规划。\\n责任单位:甲科\\n工作任务:公开预算。\\n责任单位:乙科'
    >>> mark_keys(Draft.of("牵头部门  甲科  参加单位  乙科  6月底前\\n牵头部门  丙科  9月底前")).text
    '牵头部门:甲科  参加单位:乙科,6月底前\\n牵头部门:丙科,9月底前'
    >>> mark_keys(Draft.of("1.公开预算。    牵头:甲科    配合:乙科    持续推进")).text
    '1.公开预算。    牵头:甲科    配合:乙科,持续推进'
    """
    bracketed = ((*gap.span(), ":") for gap in _BRACKETED_GAP.finditer(draft.text))
    return draft.edit(sorted([*_colons(draft), *_strokes(draft.text), *_before_limits(draft), *bracketed]))


def _before_limits(draft: Draft) -> Iterator[Edit]:
    """The gaps before limits that close lines, a comma instead, behind the units of a key that a colon marks."""
    for start, end in draft.spaced_lines:
        gap = _LIMIT_BEHIND.search(draft.text, start, end) if ":" in draft.text[start:end] else None
        key = _KEY_AND_UNITS.search(draft.text, start, gap.start()) if gap else None
        if gap and key and kind_of_head(key[1]) == "units":
            yield *gap.span(), ","


def _strokes(text: str) -> Iterator[Edit]:
    """The strokes behind keys that say who or when."""
    for stroke in _STROKE.finditer(text):
        key = _BEFORE_STROKE.search(text[max(0, stroke.start() - _LONGEST_KEY):stroke.start()])
        if key and kind_of_head(key[1]) in _STATING:
            yield *stroke.span(), ":"


def _colons(draft: Draft) -> Iterator[Edit]:
    keyed = filter(None, (_KEYED.match(draft.text, *line) for line in draft.spaced_lines))
    found = [(match, kind) for match in keyed
             if (kind := kind_of_head(match["key"])) and not kind_of_head(match["value"])]
    count = Counter(match["key"] for match, _ in found)
    if any(count[match["key"]] >= _FEWEST and kind in _STATING for match, kind in found):
        for match in (match for match, _ in found if count[match["key"]] >= _FEWEST):
            yield *match.span("gap"), ":"
            yield from _behind(draft.text, match.end("gap"), match.end())


def _behind(text: str, start: int, stop: int) -> Iterator[Edit]:
    """The gaps behind further keys of a line, and before the limit that ends its values."""
    keys = [key.span("gap") for key in _FURTHER.finditer(text, start, stop) if kind_of_head(key["key"]) in _STATING]
    limits = (gap.span() for gap in _BEFORE_LIMIT.finditer(text, start, stop))
    yield from ((*gap, ":") for gap in keys)
    yield from ((*gap, ",") for gap in limits if gap not in keys)
