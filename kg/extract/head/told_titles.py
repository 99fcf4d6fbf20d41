"""Titles that no line of its own above the text prints: told by sentences, annexes, a page's frame."""

from __future__ import annotations

import re

from kg.extract.head.fields import Fields
from kg.extract.head.path import behind_path, leads_with_place
from kg.extract.head.rules import rule
from kg.extract.head.signatures import is_body, place_before
from kg.extract.head.title import HeadTitle, bare, title_at, title_of
from kg.extract.issuers import body_at_end
from kg.extract.titles import find_titles
from kg.model.text import Document

_REACH = 700
_LONGEST_BODY = 40
_MOST_LINES = 3
_MOST_TITLES = 2  # a plan and its list; of more none is the title of all
_SHORTEST = 6   # characters of a title
_COLUMN = re.compile("[ >»›|]")  # what parts the columns of a website's path
_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_MARKS = 12  # spaces, brackets and quotation marks that may stand in a title


def under_issuer(document: Document, name: str, start: int) -> HeadTitle | None:
    """The title of an annex that names the plan of a notice with its issuer in front."""
    annex = re.compile(rf"附 ?件 ?: ?(?:1[.、] ?)?《?(?P<whole>(?P<body>[\u4e00-\u9fff]{{4,30}}){re.escape(name)})")
    found = annex.search(document.logical.text, start)
    return _told(document, found, "whole") if found and is_body(found["body"]) else None


def on_own_line(document: Document, name: str, start: int) -> HeadTitle | None:
    """The line below a notice, or the lines, that print the title of what it issues, in its own marks."""
    wanted, text = bare(name), document.logical.text
    lines = [line.span() for line in re.compile(r"(?<=\n)[^\n]+").finditer(text, start)]
    ranges = ((first[0], last[1]) for at, first in enumerate(lines) for last in lines[at:at + _MOST_LINES])
    found = next(((a, b) for a, b in ranges if 0 <= b - a - len(wanted) <= _MARKS and bare(text[a:b]) == wanted), None)
    return title_at(document, *found) if found else None


def placed(document: Document, name: str, start: int) -> HeadTitle | None:
    """The title with the place or body whose plan it is, as a notice names it below its own or a line prints it."""
    text, year = document.logical.text, _YEAR.match(name)
    lead, owner = year.end() if year else 0, "(?P<owner>[\u4e00-\u9fff]{2,20})"
    inside, in_front = f"{name[:lead]}{owner}{re.escape(name[lead:])}", f"{owner}{re.escape(name)}"
    for whole in dict.fromkeys((inside, in_front)):
        found = re.compile(rf"(?:《|(?<=\n))(?P<whole>{whole})(?:》|(?=\n))").search(text, start)
        if found and (leads_with_place(found["owner"]) or rule("title_owner").search(found["owner"])):
            return _told(document, found, "whole")
    return None


def enclosed(document: Document, notice: HeadTitle) -> HeadTitle | None:
    """The plan that a notice whose title issues nothing names as its annex or says it issues, if a line
    below prints its title."""
    named = annexed(document, notice.end) or quoted(document, notice.end)
    return on_own_line(document, named.text, named.end) if named else None


def quoted(document: Document, head: int) -> HeadTitle | None:
    """The first title that a notice without a title says it issues, if it issues few."""
    text = document.logical.text
    found = rule("issued_quote").search(text, head, min(len(text), head + _REACH))
    return _told(document, found, "inner") if found and len(find_titles(found[0])) <= _MOST_TITLES else None


def annexed(document: Document, start: int) -> HeadTitle | None:
    """The plan that a notice names as its only annex."""
    found = rule("annexed_plan").search(document.logical.text, start)
    return _told(document, found, "inner") if found else None


def made(document: Document, start: int) -> HeadTitle | None:
    """The plan that the first sentence of a text without a title says it makes."""
    found = rule("made_title").search(document.logical.text, start, start + _REACH)
    return _told(document, found, "inner") if found else None


def headline(document: Document, head: int) -> HeadTitle | None:
    """The first line of a text right above its table, or above its first paragraph if it begins
    with a place or a body."""
    text = document.logical.text
    tabled = rule("table_headline").match(text, head)
    if tabled and not is_body(tabled["title"]):
        return _told(document, tabled, "title")
    found = rule("headline").match(text, head)
    titled = found is not None and not is_body(found["title"]) and leads_with_place(found["title"])
    return _told(document, found, "title") if found and titled else None


def run_on(document: Document, head: int) -> HeadTitle | None:
    """The title behind a page's head that the text was run together with."""
    text = document.logical.text
    found = rule("run_on_title").search(text[head:head + _REACH])
    if found is None or "。" in text[head:head + found.start()]:
        return None
    start, end = head + found.start("title"), head + found.end("title")
    line = max(head, text.rfind("\n", 0, start) + 1)
    start = max(start, behind_path(text, line, end - _SHORTEST))
    return title_at(document, start, end).told()


def in_summary(document: Document, fields: Fields) -> HeadTitle | None:
    """The title that a page prints as its summary."""
    field = fields.get("摘要")
    titled = field is not None and rule("title_shape").fullmatch(field.value)
    return title_of(document, field).told() if field and titled else None


def in_file_name(document: Document) -> HeadTitle | None:
    """The name of the file that a page's first line prints, without its ending."""
    found = rule("file_name").match(document.logical.text)
    return _told(document, found, "title") if found else None


def in_path(document: Document, stop: int) -> HeadTitle | None:
    """The title that a website's path of columns ends with, without the number behind it, or
    that stands right between its menu and its fields."""
    text = document.logical.text
    found = rule("title_in_path").search(text, 0, stop)
    if found is None and (found := rule("glued_title").search(text, 0, stop)):
        front = _COLUMN.split(text[max(0, found.start() - _LONGEST_BODY):found.start()])[-1]
        menu = rule("menu_word").match(front)
        front = front[menu.end():] if menu else front
        body = len(body_at_end(front) or "")
        whole = len(front) - place_before(front, len(front) - body) if body else 0
        return title_at(document, found.start("title") - whole, found.end("title"))
    return _told(document, found, "title") if found else None


def line_alone(document: Document, head: int) -> HeadTitle | None:
    """A title on a line of its own further down, the one with a year before all others."""
    text = document.logical.text
    found = list(rule("title_alone").finditer(text, head, head + 2 * _REACH))
    dated = [match for match in found if rule("title_year").search(match[0])]
    chosen = next(iter(dated or found), None) or rule("glued_top").match(text, head)
    return title_at(document, behind_path(text, *chosen.span()), chosen.end()) if chosen else None


def _told(document: Document, found: re.Match[str], group: str) -> HeadTitle:
    return title_at(document, found.start(group), found.end(group)).told()
