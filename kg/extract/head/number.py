"""A document's own number: in its page's fields, free in its head, or in its back matter."""

from __future__ import annotations

from functools import lru_cache

from kg.extract.head.fields import Fields
from kg.extract.head.rules import rule
from kg.extract.numbers import DocumentNumber, FoundNumber, find_numbers

_WRAPPED = 12
_BACK = 60
_LINE = 120
_NOTICE = 900               # how far below the addressees a notice ends


def own_number(text: str, fields: Fields, head: int, stop: int, title: str | None) -> FoundNumber | None:
    """The number in the page's fields, else the one that stands free in the head, else that on a line below the
    notice, or behind the text under its label or in the name of the file that holds it; None if a document prints none.

    The head runs from `head` to `stop`, where the addressees or the first sentence begin; `title` is the plan's.
    """
    field = fields.get("发文字号")
    if field is not None:
        printed = text[field.start:field.end + _WRAPPED] if field.end else field.value
        one = next((n for n in find_numbers(printed) if n.start <= len(field.value)), None)
        if one is not None:
            start = field.start if field.end else 0
            return FoundNumber(start + one.start, start + one.end, one.number, "field", 0.99)
    for start, end in ((head, stop), *fields.gaps(head)):
        for number in numbers_of(text[start:end]):
            if _stands_free(text, start + number.start, start + number.end):
                return FoundNumber(start + number.start, start + number.end, number.number, "head", 0.97)
    line = rule("own_number_line").search(text, head, stop)
    if line is not None:
        alone = DocumentNumber(line["code"], int(line["year"]), str(int(line["serial"])))
        return FoundNumber(line.start(), line.end(), alone, "head-line", 0.85)
    return _below(text, stop) or _behind(text, stop) or (_of_file(text, stop, title) if title else None)


@lru_cache(maxsize=16)
def numbers_of(head: str) -> tuple[FoundNumber, ...]:
    """The numbers of a head, or of a stretch of it: asked for once for the document's own, once for its titles."""
    return find_numbers(head)


def _below(text: str, stop: int) -> FoundNumber | None:
    """The number that has a line to itself below the covering notice."""
    line = rule("number_below").search(text, stop, stop + _NOTICE)
    found = find_numbers(line["number"]) if line else ()
    if line is None or len(found) != 1:
        return None
    start = line.start("number")
    return FoundNumber(start + found[0].start, start + found[0].end, found[0].number, "head-line", 0.85)


def _behind(text: str, start: int) -> FoundNumber | None:
    """The number on a line of the back matter that is labelled as the document's number."""
    for label in rule("back_number").finditer(text, start):
        found = find_numbers(text[label.end():label.end() + _BACK])
        if found and found[0].start == 0:
            end = label.end() + found[0].end
            return FoundNumber(label.end(), end, found[0].number, "back-matter", 0.9)
    return None


def _of_file(text: str, start: int, title: str) -> FoundNumber | None:
    """The number before the title of the notice in the name of a file that the page offers (相关附件：…号关于印发…)."""
    for label in rule("attached_file").finditer(text, start):
        found = find_numbers(text[label.start("name"):label.end("name")])
        if found and found[0].start == 0 and title in "".join(label["name"].split()):
            begin = label.start("name")
            return FoundNumber(begin, begin + found[0].end, found[0].number, "back-matter", 0.9)
    return None


def _stands_free(text: str, start: int, end: int) -> bool:
    """Whether a number in the head is the document's own and not that of a cited one."""
    left = text[max(0, start - _LINE):start].rstrip(" ")
    if rule("title_then_number").search(left) or rule("bracket_opens").search(left):
        return rule("line_over").match(text, end) is not None
    item = rule("outline_line").match(left, left.rfind("\n") + 1)
    return item is None and left.count("(") <= left.count(")") and not left.endswith(("》", "、", "〔")) \
        and not rule("cited_before").search(left)
