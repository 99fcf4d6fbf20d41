"""Who signed a document and when: signature, red head, back matter."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kg.agencies import agencies
from kg.extract.drafts import Range, trimmed
from kg.extract.head.rules import rule
from kg.numerals import read_date
from kg.regions import regions

_LINES_ABOVE = 30
_AFTER_SIGNATURE = ("\n", "(", "主题词", "抄送", "抄报", "附件", "公开方式", "公开属性", "信息公开")
_LONGEST_NAME = 40
_LONGEST_LINE = 400  # of several names; what is longer is prose
_LONGEST_PLACE, _LONGER = 12, 4
_PARTY = "中共"
_PLACED = re.compile("[省市县区州](?![的是为])")
_GROUP = re.compile(r"(?:小组|联席会议|指挥部|委员会)(?:办公室)?(?:\(代章?\))?\Z")
_APART = re.compile(r"[ ,\t]+")
_LONGEST_SINGLE = 24  # a longer stretch is several names run together


@dataclass(frozen=True, slots=True)
class Signature:
    """The names above a date, the ISO date, and the logical range of both; whether another's seal stands for theirs, or
    theirs for another's."""

    names: tuple[str, ...]
    date: str | None
    start: int
    end: int
    proxy: bool = False


def find_signature(text: str, start: int, stop: int, last: bool = False, taken: Sequence[int] = ()) -> Signature | None:
    """The first signature (or the last) between two offsets of logical text.

    `taken` are where the names of units end that tasks state, which sign nothing; sorted.

    >>> find_signature("请认真贯彻执行。\\n江苏省生态环境厅\\n2022年8月18日\\n", 0, 32).names
    ('江苏省生态环境厅',)
    """
    dates = _dates(text, start, stop)
    return next(_signatures(text, (start, stop), reversed(dates) if last else dates, taken), None)


def _signatures(text: str, within: Range, dates: Iterable[re.Match[str]], taken: Sequence[int]) -> Iterator[Signature]:
    """The signatures of a stretch that some of the dates there belong to."""
    start, stop = within
    for match in dates:
        before = bisect_right(taken, match.start())
        names, begin = _names_above(text, match.start(), max(start, taken[before - 1]) if before else start)
        alone = match.re is rule("signed_date") and (
            _stands_alone(text, match.start(), match.end()) or _ends_here(text, match.end(), stop))
        if names or alone:
            proxy = rule("proxy_seal").search(text, begin, match.start()) is not None
            yield Signature(names, read_date(match["date"].replace(" ", "")), begin, match.end(), proxy)


def _dates(text: str, start: int, stop: int) -> list[re.Match[str]]:
    """The dates that may stand under a signature, in reading order."""
    found = (match for name in ("signed_date", "signed_figures") for match in rule(name).finditer(text, start, stop))
    return sorted(found, key=lambda match: match.start())


def _ends_here(text: str, end: int, stop: int) -> bool:
    return end >= stop or text.startswith(("附件", "附:", "(此件", "主题词"), end)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a date has a line to itself, in brackets (under a title) or without."""
    opened = rule("bracket_opens").search(text, max(0, start - _LONGEST_LINE), start)
    if opened and rule("bracket_closes").match(text, end):
        return True
    after = text[end:end + 8]
    followed = not after.strip(" ") or after.lstrip(" ").startswith(_AFTER_SIGNATURE) or after.startswith(" ")
    return (start == 0 or text[start - 1] == "\n") and followed


def _names_above(text: str, at: int, floor: int) -> tuple[tuple[str, ...], int]:
    """The names printed right before a date: on its line, or on the lines above it."""
    names: list[str] = []
    end = _past_standing(text, at, floor)
    while end > floor and len(names) < _LINES_ABOVE:
        reach = max(floor, end - _LONGEST_LINE)
        line_start = max(reach, text.rfind("\n", reach, end) + 1, text.rfind("。", reach, end) + 1)
        span = trimmed(text, _past_bracket(text, line_start, end), end)
        if span:
            line = text[slice(*span)]
            pieces = split_names(line)
            if names and not pieces and _is_one_name(line, names[0]):
                names[0], at = line + names[0], span[0]
                break
            tail = pieces or ([] if names else _names_at_end(line))
            names[:0] = tail
            at = span[0] if pieces else span[1] - len(tail[0]) if tail else at
            if not pieces:
                break
        if line_start == reach or text[line_start - 1] == "。":
            break
        end = line_start - 1
    return tuple(names), at


def _past_standing(text: str, at: int, floor: int) -> int:
    """Where the lines above a date end, past one that says whether the document is in force."""
    start = text.rfind("\n", floor, max(floor, at - 1)) + 1
    return start if start and rule("standing").match(text[start:at].strip()) else at


def _is_one_name(line: str, below: str) -> bool:
    """Whether a line end broke a body's name: a known one (某某市自然资源⏎和规划局), or one of a place before words
    that name no place's body (某市“放管服”改革⏎协调小组办公室)."""
    if not is_body(line + below) or agencies().identify(below).sure:
        return False
    placed = [_PLACED.match(words) is not None or regions().leading(words) is not None for words in (line, below)]
    return agencies().identify(line + below).sure or (placed == [True, False] and _GROUP.search(below) is not None)


def _past_bracket(text: str, start: int, end: int) -> int:
    """Where a line begins behind a bracket: one that closes what stands above it, or that holds the date."""
    if not text.startswith("(", start):
        return start
    close = text.find(")", start, end)
    return close + 1 if close >= 0 else start + 1


def _names_at_end(line: str) -> list[str]:
    """The body that a line of other words ends with: the last of its pieces, or a known name."""
    last = line.replace("\t", " ").rpartition(" ")[2]
    if last != line and is_body(last):
        return [last]
    starts = range(len(last) - 4, max(0, len(last) - _LONGEST_NAME) - 1, -1)
    known = next((at for at in starts if is_body(last[at:]) and agencies().identify(last[at:]).sure), None)
    return [] if known is None else [last[place_before(last, _of_whole_place(last, known)):]]


def _of_whole_place(text: str, at: int) -> int:
    """Where a known body begins, the name of whose place may end another's, longer one (红|安县人民政府)."""
    longer = (start for start in range(max(0, at - _LONGER), at) if agencies().identify(text[start:]).sure
              and (place := regions().leading(text[start:])) is not None and start + place[1] > at)
    return next(longer, at)


def place_before(text: str, at: int) -> int:
    """Where the place begins under which the place of the body at `at` is printed (某市某区教育局)."""
    body = regions().leading(text[at:])
    starts = range(max(0, at - _LONGEST_PLACE), at - 1) if body else ()
    return next((start for start in starts if body and regions().leading(text[start:]) == (
        body[0], at - start + body[1])), at)


def split_names(line: str) -> list[str]:
    """The bodies that a line consists of, printed with spaces or 、 between; empty if it is prose.

    >>> split_names("中共福建省委办公厅 福建省人民政府办公厅")
    ['中共福建省委办公厅', '福建省人民政府办公厅']
    """
    stretches = _APART.split(rule("seal").sub("", line))
    pieces = [piece for stretch in stretches for piece in _listed(stretch) if piece]
    if pieces and all(is_body(piece.replace("、", "")) and len(piece) <= _LONGEST_SINGLE for piece in pieces):
        return [name for piece in pieces for name in _one_or_more(piece)]
    joined = "".join(pieces)
    if pieces and is_body(joined) and len(joined) <= _LONGEST_SINGLE:
        return _one_or_more(joined)
    names: list[str] = []
    for piece in pieces:
        parted = _parted(piece)
        if not all(parted):
            return []
        names += parted
    return names


def _listed(stretch: str) -> list[str]:
    """The names that 、 parts; the stretch itself where 、 stands inside a name (某县热线办理、便民服务办公室)."""
    names = stretch.split("、")
    inside = is_body("".join(names)) and not any(rule("addressee_end").search(name) for name in names[:-1])
    return [stretch] if inside else names


def _one_or_more(text: str) -> list[str]:
    """The bodies of a stretch of nothing else, one at least."""
    return _known_run(text) or _by_place(text) or [text]


def _by_place(text: str) -> list[str]:
    """The bodies of a stretch that each begin with the same place (某区发展和改革委员会某区建设和管理委员会); empty if
    it is one body's name."""
    name = text.removeprefix(_PARTY)
    place = regions().leading(name)
    if place is None:
        return []
    for printed, sure in ((name[:place[1]], False), (place[0].short, True)):    # 上海市商务委员会上海海关: known bodies only
        begins = [match.start() for match in re.finditer(f"(?:{_PARTY})?{re.escape(printed)}", text)]
        starts = [begin - agencies().national_before(text, begin) for begin in begins]  # of a department, its body here
        names = [text[begin:end] for begin, end in pairwise([*starts, len(text)])]
        if len(names) > 1 and all(is_body(one) and (not sure or agencies().identify(one).sure) for one in names):
            return names
    return []


def _known_run(text: str) -> list[str]:
    """The known bodies of a stretch of nothing else; empty if it is one body's name.

    A national body with a place behind it is that body's branch there.
    """
    names: list[str] = []
    places: list[str | None] = []
    while text:
        found = _leading(text)
        if found is None or (places and places[-1] is None and found[1] is not None):
            return []
        names.append(text[:found[0]])
        places.append(found[1])
        text = text[found[0]:]
    return names if len(names) > 1 else []


def _leading(text: str) -> tuple[int, str | None] | None:
    """How many characters name the known body that a text begins with, and its region."""
    found = agencies().leading(text)
    if found is not None:
        return found[1], found[0].region
    if not text.startswith("中共"):
        return None
    inner = text[len("中共"):]
    place = agencies().regions.leading(inner)
    if place is not None and inner.startswith("委", place[1]) and not inner.startswith(("办", "员"), place[1] + 1):
        return len("中共") + place[1] + 1, place[0].code
    found = agencies().leading(inner)
    return None if found is None else (len("中共") + found[1], found[0].region)


def _parted(piece: str) -> list[str]:
    """A name, or the names that a piece too long for one consists of."""
    if is_body(piece) and len(piece) <= _LONGEST_SINGLE:
        return _one_or_more(piece)
    names = _by_place(piece) or _run_together(piece)
    return names if all(names) or not is_body(piece) else [piece]


def _run_together(text: str) -> list[str]:
    """The bodies of a stretch printed without anything between them; [""] if it holds other words."""
    names: list[str] = []
    while text:
        found = agencies().leading(text)
        match = None if found else rule("next_body").match(text)
        length = found[1] if found else match.end() if match else 0
        names.append(text[:length])
        text = text[length:] if length else ""
    return names


@lru_cache(maxsize=1024)
def is_body(name: str) -> bool:
    """Whether a whole stretch is the name of a body; asked of the few names of a head over and over.

    >>> is_body("江门市土地储备中心"), is_body("请认真贯彻执行")
    (True, False)
    """
    if not 2 <= len(name) <= _LONGEST_NAME or name.count("(") != name.count(")"):
        return False
    return bool(rule("signing_body").fullmatch(name)) and not rule("no_organ").search(name)


def red_head(text: str, start: int, stop: int) -> tuple[str, ...]:
    """The bodies of a printed head (江门市生态环境局文件)."""
    return tuple(name for match in rule("red_head").finditer(text, start, stop) for name in split_names(match["body"]))
