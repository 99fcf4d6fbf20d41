"""What the page around a document prints about it: 标题：… 发布时间：… 发文字号：…

Heads of archives and web pages come as lines, as one run-together line, as a label and a
value on lines of their own, or as 【文号】 or [文号] before or behind the text, as a list of an encyclopedia.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kg import tables
from kg.agencies import agencies
from kg.extract.head.rules import rule
from kg.extract.head.signatures import place_before
from kg.model.text import Document

_REACH = 1600
_FEWEST = 2
_LEAST_GAP = 8
_LONGEST = 120  # a longer value has run into the text
_LONGEST_WORD = 16  # of a value that a title may follow
_TEXT = "正文"
_DAYS = ("发布日期", "成文日期")
_FORMS = {"发布日期": "field_day", "成文日期": "field_day", "有效性": "field_standing", "浏览次数": "field_count",
          "发文字号": "field_number"}
_SUBJECTS = ("主题分类", "体裁", "栏目", "关键词")
_LOOSE = (*_SUBJECTS, "来源", "发布机构", "发文机关")  # behind whose values a title may begin
_EDGES = " \n\t•·●|-【】"
_BRACKETED = re.compile(r"【(?P<closed>[^【】\n]{2,24})】|\[ ?(?P<square>[^\[\]\n]{2,24}?) ?\]")
_RUN_ON = re.compile(r"[\u4e00-\u9fff)]:|。")  # what no value holds: addressees, a sentence


class Field(NamedTuple):
    """A printed value and its range in logical text; (0, 0) if it came with the file."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields by their canonical names; `ranges` are the places that labels and values take up, `body`
    is where the text begins that a label of its own announces (0 if none does)."""

    values: Mapping[str, Field]
    ranges: tuple[tuple[int, int], ...]
    body: int = 0

    def get(self, *names: str) -> Field | None:
        """The first of these fields that has a value."""
        return next((self.values[name] for name in names if name in self.values), None)

    def gaps(self, head: int) -> tuple[tuple[int, int], ...]:
        """The stretches before `head` that no field takes up."""
        edges = [edge for start, stop in sorted(self.ranges) if start < head for edge in (start, stop)]
        bounds = [0, *edges, head]
        return tuple((a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if b - a > _LEAST_GAP)

    def head_end(self, floor: int) -> int:
        """Where the labels of a head end; `floor` if there is no such head."""
        return max(floor, self.body) if self.body else \
            max([floor, *(stop for start, stop in self.ranges if start < _REACH)])


class _Label(NamedTuple):
    """A label at `start`, its value from `end` on; `bare` if no colon or bracket closes it."""

    field: str
    start: int
    end: int
    bare: bool


def read_fields(document: Document) -> Fields:
    """The fields of a document: those of the file, then those printed before or behind the text."""
    text = document.logical.text
    values = {_names()[label]: Field(value.strip(), 0, 0) for label, value in document.metadata
              if label in _names() and value.strip()}
    ranges: list[tuple[int, int]] = []
    bodies: list[int] = []
    frames = [document.logical.at(span.end) for span in document.furniture]
    for labels in (_head_labels(text), _bracket_labels(text)):
        for index, label in enumerate(labels):
            limit = min([labels[index + 1].start if index + 1 < len(labels) else len(text),
                         *(end for end in frames if end > label.start)])
            start, end = _value(text, label, limit, last=index + 1 == len(labels))
            end = _end_of_form(text, label.field, start, end)
            if end - start > _LONGEST or label.field == _TEXT or _RUN_ON.search(text, start, end):
                end = start
            ranges.append((label.start, max(label.end, end)))
            bodies += [end] if label.field == _TEXT else []
            value = text[start:end].strip(_EDGES)
            if value:
                values.setdefault(label.field, Field(value, start, end))
    for listed in _listed(text):
        values.setdefault(*listed)
    return Fields(values, tuple(ranges), min(bodies, default=0))


def _listed(text: str) -> Iterator[tuple[str, Field]]:
    """The fields that an encyclopedia lists below a document's summary, each on its own line."""
    if text.find("中文名", 0, _REACH) < 0:
        return
    for block in rule("listed_fields").finditer(text, 0, _REACH):
        for line in rule("listed_field").finditer(text, *block.span()):
            if line["label"] in _names() and line["value"]:
                yield _names()[line["label"]], Field(line["value"], *line.span("value"))


@cache
def _names() -> Mapping[str, str]:
    return {row["label"]: row["field"] for row in tables.rows("page_labels")}


def _field_of(label: str) -> str:
    return _names()[label.replace(" ", "")]


@cache
def _any_label(least: int = 2, most: int = 99) -> str:
    """The printed labels of `least` to `most` characters as alternatives, tried under their first characters."""
    labels = (label for label in _names() if not label.isascii() and least <= len(label) <= most)
    rest: dict[str, list[str]] = {}
    for label in sorted(labels, key=len, reverse=True):
        rest.setdefault(label[0], []).append(" ?".join(label[1:]))
    return "|".join(f"{first} ?(?:{'|'.join(ends)})" for first, ends in rest.items())


@cache
def _spaced() -> str:
    """Labels of two characters printed apart (名 称), which no word of a value is."""
    return "|".join(f"{label[0]} {label[1]}" for label in _names() if len(label) == 2 and not label.isascii())


@cache
def _head_pattern() -> re.Pattern[str]:
    begins = re.escape("".join(sorted({label[0] for label in _names()})))
    apart = r"(?:(?<![\u4e00-\u9fff])|(?<=\d[日号])|(?<=通知))"
    return re.compile(rf"(?=[ {begins}])(?:(?P<closed>{apart}(?:{_any_label(2, 2)})|"
                      r"(?<=[案点表单排划见法知函告务工])(?:时间|日期)(?= ?: ?(?:19|20)\d\d[-./年])|"
                      rf"{_any_label(3)}|{_spaced()}) ?:|"
                      rf"(?<![^\n])(?P<bare>{_any_label()})(?=[ \n\d])"
                      rf"|(?<= )(?P<inline>{_any_label(3)}|文 ?号)(?= )"
                      rf"|(?<![^\n|\t])[ ]*(?P<celled>{_any_label(4)}|标 ?题|文 ?号)[ ]*[|\t]"
                      rf"|(?P<dated>{_any_label(4)})(?=(?:19|20)\d\d[-./年])"
                      r"|(?P<glued>(?:发文)?[文字] ?号)(?=[\u4e00-\u9fff]{1,12}[〔\[(【]\d{4}))")


def _head_labels(text: str) -> list[_Label]:
    """The labels before the text; a single one may be a word of the text and does not count."""
    stop = text.find("。", 0, _REACH)
    found = [_Label(_field_of(m[0].strip(" :|\t")), m.start(), m.end(), not (m["closed"] or m["celled"]))
             for m in _head_pattern().finditer(text, 0, stop if stop >= 0 else _REACH)]
    return found if len({label.field for label in found}) >= _FEWEST else []


def _bracket_labels(text: str) -> list[_Label]:
    if "【" not in text and "[" not in text:
        return []
    found = [_Label(_field_of(label), m.start(), m.end(), False) for m in _BRACKETED.finditer(text)
             if (label := m["closed"] or m["square"]).replace(" ", "") in _names() and not label.isascii()]
    return found if len(found) >= _FEWEST else []


def _value(text: str, label: _Label, limit: int, last: bool) -> tuple[int, int]:
    """The range of the value after a label: to the next label or the end of its line.

    A label that stands alone on its line has its value on the next one; one behind others, and the last label
    of a head, have none there but a day, because the text begins below it.
    """
    start = label.end
    line_end = text.find("\n", start, limit)
    if line_end >= 0 and not text[start:line_end].strip():
        beside = bool(text[text.rfind("\n", 0, label.start) + 1:label.start].strip(_EDGES))
        if (last or beside) and not label.bare and not (label.field in _DAYS and any(
                rule(name).match(text, line_end) for name in ("day_line", "field_day"))):
            return start, start
        start = min(line_end + 1, limit)
        line_end = text.find("\n", start, limit)
    end = line_end if line_end >= 0 else limit
    border = text.find(text[label.end - 1], start, end) if text[label.end - 1] in "|\t" else -1
    end = border if border >= 0 else end
    close = text.find("】", start, end)
    return start, close if close >= 0 and "【" not in text[start:close] else end


def _end_of_form(text: str, field: str, start: int, end: int) -> int:
    """Where a value ends that the title was run together with (发布日期:2021年8月4日某某市…)."""
    name = _FORMS.get(field)
    value = rule(name).match(text, start, end) if name else None
    title = _title_in(text, start, end, field in _SUBJECTS) if field in _LOOSE else None
    return value.end() if value else title if title is not None else end


def _title_in(text: str, start: int, end: int, empty: bool) -> int | None:
    """Where the known body begins in front of a title that a value was run together with, which may be `empty`."""
    for at in range(start if empty else start + 2, min(start + _LONGEST_WORD, end - _LONGEST_WORD)):
        body = agencies().leading(text[at:end])
        if body is not None and rule("after_body").match(text, at + body[1], end):
            whole = place_before(text, at)
            return whole if whole >= start + 2 or (empty and whole >= start) else at
    return None
