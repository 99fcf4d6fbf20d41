"""Names of issuing bodies where print puts them: before a title, in lists of signatures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg import tables
from kg.extract.lead_ins import body_behind

_PLACES = re.compile(r"[,。;:!?()\[\]\"“”《》〈〉\n\t.](?:(?<!\.)|(?<=[\u4e00-\u9fff].))")
_ISSUED = re.compile(r"(?<!关于)(?:联合|近期|近日|日前|最近|即将|将要|新近?|已经?|刚刚?)*"
                     r"(?:(?:印发|发布|下发|颁布|颁发|制发)(?:了|的|(?<=印发)|(?<=已下发))|(?:制定|出台|编印|编写)的)\Z")
_LAST_OF_ISSUED = ("了", "的", "印发")
_LAST_OF_BODY = frozenset("府厅室委组会议部局院署司大协办央行心门位制)")  # what body_name ends in; before most titles none stands
_REACH = 70


@dataclass(frozen=True, slots=True)
class FoundIssuer:
    """An issuer as printed before a title, and where it begins."""

    name: str
    start: int


def issuer_before(text: str, start: int) -> FoundIssuer | None:
    """The issuer printed right before a title, alone or with 印发的; None if there is none.

    >>> issuer_before("落实中共中央办公厅、国务院办公厅印发的《", 19)
    FoundIssuer(name='中共中央办公厅、国务院办公厅', start=2)
    >>> issuer_before("现就落实国家《", 6) is None
    True
    """
    left = text[max(0, start - _REACH):start].rstrip(" ")
    broken = left.endswith("\n")
    left = left.rstrip("\n ").removesuffix("关于")
    issued = _ISSUED.search(left) if left.endswith(_LAST_OF_ISSUED) else None
    left = left[:issued.start()] if issued else left
    segment = _PLACES.split(left)[-1]
    names: list[str] = []
    begin = max(0, start - _REACH) + len(left)
    for piece in reversed(segment.replace("、", " ").split(" ")):
        name = body_at_end(piece)
        if name is None:
            break
        names.insert(0, name)
        begin = text.rindex(name, 0, begin)
        if name != piece:
            break
    else:
        if broken:      # a line that is nothing but bodies is no part of what the next one cites
            return None
    return FoundIssuer("、".join(names), begin) if names else None


def body_at_end(piece: str) -> str | None:
    """The name of a body that a stretch ends with, the words before it cut off.

    >>> body_at_end("认真落实省纪委等部门"), body_at_end("按照国家"), body_at_end("内容以住房城乡建设部")
    ('省纪委等部门', None, '住房城乡建设部')
    """
    if piece[-1:] not in _LAST_OF_BODY:
        return None
    rules = tables.patterns("issuer_patterns")
    cut = max((match.end() for match in rules["before_body"].regex.finditer(piece)), default=0)
    name = body_behind(piece[cut:])
    if rules["body_name"].regex.fullmatch(name) and not rules["no_body"].regex.search(name):
        return name
    return None
