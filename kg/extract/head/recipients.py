"""Whom a document addresses: 各市、县（区）人民政府，省政府各部门、各直属机构："""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.agencies import agencies
from kg.extract.head.rules import rule
from kg.model.extraction import Level

_REACH = 900
_MOST_LINES = 4
_OPEN_END = re.compile(r"[\u4e00-\u9fff,、](?<!通知)(?<!意见)(?<!方案)(?<!号)\Z")
_GOVERNED = ("政府", "管委会")  # what kinds of places share: their list ends with it
_LONGEST_BEGINNING = 2  # characters of a name before the word that most lists begin with
_LONGEST_SOURCE = 12        # characters of a label of the page's source
_SENTENCES_BEFORE = 3  # words of a website may stand before the head


@dataclass(frozen=True, slots=True)
class Addressees:
    """The recipients as printed, and the range of their list without the colon."""

    names: tuple[str, ...]
    start: int
    end: int


def find_addressees(text: str, head: int, stop: int) -> Addressees | None:
    """The list of recipients in the head of a document that begins at `head`.

    >>> find_addressees("机关各部门,应急中心、服务中心:为贯彻落实。", 0, 20).names
    ('机关各部门', '应急中心', '服务中心')
    """
    reach = min(stop, head + _REACH)
    labelled = rule("addressees_label").search(text, head, reach)
    above = _above_colon(text, head, labelled.start() if labelled else reach)
    if above is None and labelled:
        return Addressees(split_addressees(labelled["list"]), labelled.start("list"), labelled.end("list"))
    return above or _without_colon(text, head, reach)


def _above_colon(text: str, head: int, stop: int) -> Addressees | None:
    """The addressees before a colon that stands above the text, if all of them are such."""
    for match in rule("addressees").finditer(text[head:stop]):
        begin, end = head + match.start("list"), head + match.end("list")
        start = _start(text, _first_line(text, begin, head))
        listed = text[start:end].replace("\n", "")
        names = split_addressees(listed)
        plain = "。" not in text[head:begin] or rule("addressee_start").match(listed)
        if names and plain and not rule("no_addressee").search(listed) and \
                all(rule("addressee_noun").search(name) for name in names):
            return Addressees(names, start, end)
        if text.count("。", head, begin) >= _SENTENCES_BEFORE:
            break
    return None


def _without_colon(text: str, head: int, stop: int) -> Addressees | None:
    """The addressees on a line that lost its colon, above the first sentence and no table."""
    found = rule("addressees_bare").search(text, head, stop)
    names = split_addressees(found["list"]) if found else ()
    above = text[head:found.start()] if found else ""
    tabled = any(rule("column_word").match(line.strip(" ")) for line in above.split("\n"))
    if not found or "。" in above or tabled:
        return None
    whole = all(rule("addressee_noun").search(name) for name in names)
    return Addressees(names, found.start("list"), found.end("list")) if whole else None


def _first_line(text: str, at: int, head: int) -> int:
    """Where a list begins whose lines were broken: lines above that begin one and end in it."""
    for _ in range(_MOST_LINES if text.startswith("\n", at - 1) else 0):
        above = text.rfind("\n", head, max(head, at - 1)) + 1 or head
        line = text[above:at - 1] if above < at else ""
        if not line or not rule("addressee_start").search(line) or not _OPEN_END.search(line):
            return at
        at = above + len(line) - len(line.lstrip(" :>-"))
    return at


def _start(text: str, at: int) -> int:
    """Where the list begins, past a title, a number or the page's source that it was run together with."""
    line = text[at:at + 900].split(":")[0]
    source = agencies().leading(line) if rule("source_before").search(text, max(0, at - _LONGEST_SOURCE), at) else None
    if source:
        return _start(text, at + source[1] + text.startswith(" ", at + source[1]))
    title = rule("title_before").match(line)
    rest = title.end() if title else 0
    found = rule("addressee_start").search(line, rest)
    listed = found and line[found.start() - 1] in ",、" and (
        rest or all(map(rule("addressee_noun").search, line[:found.start() - 1].split("、"))))
    if found and not listed and (rest or (found.start() and not rule("plain_start").match(line))):
        word = line.rfind(" ", 0, found.start()) + 1        # 片区各处室 behind a menu: its name does not begin at 区
        return at + (word if word > 0 and found.start() - word <= _LONGEST_BEGINNING else found.start())
    return at + rest


def split_addressees(listed: str) -> tuple[str, ...]:
    """The single recipients of a printed list.

    A comma parts; 、 and 及 part only where both sides are names of their own.

    >>> split_addressees("各省、自治区、直辖市人民政府,国务院各部委、各直属机构")
    ('各省、自治区、直辖市人民政府', '国务院各部委', '各直属机构')
    """
    names: list[str] = []
    for chunk in listed.replace(";", ",").split(","):
        names += _split_chunk(chunk.strip())
    return tuple("".join(name.split()) for name in names if name)


def _split_chunk(chunk: str) -> list[str]:
    """Splits at 、 and 及 outside brackets where a whole name stands on both sides."""
    listed = rule("regions_first").match(chunk) is not None
    pieces, start = [], 0
    for index in _joints(chunk):
        anew = rule("own_kind").match(chunk, index + 1)
        open_list = listed and not chunk.endswith(_GOVERNED, start, index)
        if (chunk[index] == "、" and open_list and not anew) or (chunk[index] != "、" and not anew):
            continue
        if _stands_alone(chunk[start:index], chunk[index + 1:], anew is not None):
            pieces.append(chunk[start:index])
            start = index + 1
    return [*pieces, chunk[start:]]


def _joints(chunk: str) -> list[int]:
    """Where a word that joins names stands, outside of brackets."""
    depth, found = 0, []
    for index, character in enumerate(chunk):
        depth += (character == "(") - (character == ")")
        if depth == 0 and character in "、及和":
            found.append(index)
    return found


def _stands_alone(name: str, rest: str, anew: bool) -> bool:
    """Whether a name is whole without what a list goes on with.

    It is not before a bare noun (各处、单位) or where names of places share the government that is
    printed behind the last (天河区、越秀区人民政府); zones are bodies by their bare names.
    """
    whole = f"{name}、{rest}"
    if rule("collective").match(whole) or rule("bare_noun").match(rest) \
            or rule("shared_office").match(rest) or rule("offices_under_places").match(whole):
        return False
    if rule("addressee_end").search(name) or any(
            rule(one).match(whole) for one in ("zones", "towns_then_zone", "organ_each")):
        return True
    if agencies().identify(name).level is Level.NATIONAL:
        return True
    if not rule("place_end").search(name):
        return rest.startswith("各") and rule("each").search(name) is not None
    return (anew and not rule("shared_government").match(rest)) or all(
        rule("place_end").search(place) and not place.startswith("各") for place in (name, *rest.split("、")))
