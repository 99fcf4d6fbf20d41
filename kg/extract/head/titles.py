"""The titles of a document: that of the covering notice and that of what it issues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg import tables
from kg.agencies import agencies
from kg.extract.head.fields import Field, Fields
from kg.extract.head.signatures import is_body, split_names
from kg.extract.issuers import body_at_end
from kg.extract.numbers import find_numbers
from kg.extract.titles import clean_title
from kg.extract.vocabulary import named, printed_width
from kg.model.extraction import PartKind
from kg.model.outline import Section
from kg.model.text import Document

_MOST_LINES = 5
_REACH = 700
_WHOLE = 0.6
_LONGEST_BODY = 40
_LONGEST_TITLE = 80
_LEAST_REPEAT = 6  # a shorter line (的通知) may be in the title already
_EDGES = " \n\t|•·●"
_TOLD = 0.85  # of a title that no line of its own prints
_COVERING = ("通知", "函", "通报", "提示", "提示单")
_PASSED_ON = ("转发", "批转")


@dataclass(frozen=True, slots=True)
class HeadTitle:
    """A title line (or several that make one) as answers give it, its logical range, how sure it is."""

    text: str
    start: int
    end: int
    confidence: float = 0.95


@dataclass(frozen=True, slots=True)
class Titles:
    """`plan` is the title of what the document says, `notice` that of its covering notice."""

    plan: HeadTitle | None
    notice: HeadTitle | None


def find_titles_of(document: Document, sections: Sequence[Section], fields: Fields,
                   head: int, stop: int) -> Titles:
    """The titles of a document whose own head runs from `head` to `stop` (its addressees)."""
    top = _top_title(document, fields, head, stop)
    if top is None and not any(section.title for section in sections[1:]):
        top = _line_alone(document, head) or _file_name(document)
    plans = [title for section in sections[1:]
             if (title := _section_title(document, section)) and (top is None or not top.text.endswith(title.text))]
    news = _pattern("news_title").match(top.text) if top else None
    if top is not None and news:
        return Titles(HeadTitle(clean_title(news["inner"]), top.start, top.end), None)
    if top is None:
        return Titles(_joined(plans) or _quoted(document, head) or _annexed(document, head)
                      or _made(document, head), None)
    issued = _pattern("issued_title").search(top.text)
    if issued and not (issued["verb"] in _PASSED_ON and not plans and _asks_more(document, issued["inner"], stop)):
        name = _inner_title(issued)
        inner = _under_issuer(document, name, top.end) or _own_line(document, name, stop) \
            or HeadTitle(name, top.start, top.end, _TOLD)
        return Titles(plans[0] if plans else inner, top)
    if len(plans) == 1 and len(sections) == 2 and sections[1].kind is PartKind.ANNEX:
        return Titles(plans[0], top)
    annexed = _annexed(document, top.end) if top.text.endswith(_COVERING) else None
    if annexed is not None and re.search(rf"\n{re.escape(annexed.text)}\n", document.logical.text[annexed.end:]):
        return Titles(annexed, top)
    return Titles(top, None)


def _pattern(name: str) -> re.Pattern[str]:
    return tables.patterns("head_patterns")[name].regex


def _title(document: Document, start: int, end: int) -> HeadTitle:
    text = re.sub(r"\s+", "", printed_width(document, start, end)).lstrip("#")
    whole = text.startswith("《") and text.endswith("》") and text.count("《") == 1
    return HeadTitle(named(document, text[1:-1] if whole else text), start, end)


def _told(document: Document, found: re.Match[str], group: str) -> HeadTitle:
    """The title that a sentence or a page's frame tells."""
    return replace(_title(document, found.start(group), found.end(group)), confidence=_TOLD)


def _inner_title(issued: re.Match[str]) -> str:
    """What a notice's title passes on; with the notice's own last word if both share it
    (转发省教育厅关于做好公开工作的通知)."""
    inner = issued["inner"].strip("《》〈〉")
    shared = "关于" in inner and not _pattern("title_shape").fullmatch(inner)
    return inner + issued.string[issued.end("inner"):] if shared else inner


def _under_issuer(document: Document, name: str, start: int) -> HeadTitle | None:
    """The title of an annex that names the plan of a notice with its issuer in front."""
    annex = re.compile(rf"附 ?件 ?: ?(?:1[.、] ?)?《?(?P<whole>(?P<body>[\u4e00-\u9fff]{{4,30}}){re.escape(name)})")
    found = annex.search(document.logical.text, start)
    return _told(document, found, "whole") if found and is_body(found["body"]) else None


def _own_line(document: Document, name: str, start: int) -> HeadTitle | None:
    """The line below a notice that prints the title of what it issues, in its own marks."""
    lines = re.finditer(r"(?<=\n)[^\n]+", document.logical.text[start:])
    found = next((line for line in lines if len(line[0]) <= _LONGEST_TITLE and _bare(line[0]) == _bare(name)), None)
    return _title(document, start + found.start(), start + found.end()) if found else None


def _section_title(document: Document, section: Section) -> HeadTitle | None:
    if section.title is None:
        return None
    title = _title(document, *section.title)
    return None if re.search(r"[:：。]|\d日", title.text) else title


def _joined(plans: Sequence[HeadTitle]) -> HeadTitle | None:
    """Several plans without a notice of their own name make one title."""
    if not plans:
        return None
    return HeadTitle("；".join(plan.text for plan in plans), plans[0].start, plans[0].end)


def _quoted(document: Document, head: int) -> HeadTitle | None:
    """The first title that a notice without a title says it issues."""
    text = document.logical.text
    found = _pattern("issued_quote").search(text, head, min(len(text), head + _REACH))
    return _told(document, found, "inner") if found else None


def _annexed(document: Document, start: int) -> HeadTitle | None:
    """The plan that a notice names as its only annex."""
    found = _pattern("annexed_plan").search(document.logical.text, start)
    return _told(document, found, "inner") if found else None


def _made(document: Document, start: int) -> HeadTitle | None:
    """The plan that the first sentence of a text without a title says it makes."""
    found = _pattern("made_title").search(document.logical.text, start, start + _REACH)
    return _told(document, found, "inner") if found else None


def _asks_more(document: Document, inner: str, start: int) -> bool:
    """Whether a notice that passes on what is no plan sets demands of its own, and is what is read."""
    plan = tables.patterns("core_patterns")["plan"].regex.search(inner.removesuffix("文件").strip("《》〈〉"))
    return plan is None and _pattern("own_demands").search(document.logical.text, start, start + _REACH) is not None


def _top_title(document: Document, fields: Fields, head: int, stop: int) -> HeadTitle | None:
    """The title printed above the addressees; the page's own title field where print has none."""
    candidates = _candidates(document, fields, head, stop)
    printed = next((_title(document, start, end) for start, end in candidates), None)
    field = fields.get("标题")
    if field is None:
        return printed or _summary(document, fields) or _in_path(document, stop)
    stated = _from_field(document, field)
    return printed if printed is not None and _same_title(printed.text, stated.text) else stated


def _summary(document: Document, fields: Fields) -> HeadTitle | None:
    """The title that a page prints as its summary."""
    field = fields.get("摘要")
    titled = field is not None and _pattern("title_shape").fullmatch(field.value)
    return replace(_from_field(document, field), confidence=_TOLD) if field and titled else None


def _file_name(document: Document) -> HeadTitle | None:
    """The name of the file that a page's first line prints, without its ending."""
    found = _pattern("file_name").match(document.logical.text)
    return _told(document, found, "title") if found else None


def _in_path(document: Document, stop: int) -> HeadTitle | None:
    """The title that a website's path of columns ends with, without the number behind it, or
    that stands right between its menu and its fields."""
    text = document.logical.text
    found = _pattern("title_in_path").search(text, 0, stop)
    if found is None and (found := _pattern("glued_title").search(text, 0, stop)):
        body = body_at_end(text[max(0, found.start() - _LONGEST_BODY):found.start()])
        return _title(document, found.start("title") - len(body or ""), found.end("title"))
    return _told(document, found, "title") if found else None


def _same_title(printed: str, stated: str) -> bool:
    """Whether a printed title is the page's title with or without its issuer, and not a piece of it."""
    one, other = _bare(printed), _bare(stated)
    return other in one or (one in other and len(one) >= _WHOLE * len(other))


def _line_alone(document: Document, head: int) -> HeadTitle | None:
    """A title on a line of its own further down, the one with a year before all others."""
    found = list(_pattern("title_alone").finditer(document.logical.text, head, head + 2 * _REACH))
    dated = [match for match in found if _pattern("title_year").search(match[0])]
    chosen = next(iter(dated or found), None) or _pattern("glued_top").match(document.logical.text, head)
    return _title(document, chosen.start(), chosen.end()) if chosen else None


def _from_field(document: Document, field: Field) -> HeadTitle:
    text = re.sub(r"\s+", "", field.value)
    if field.end:
        text = re.sub(r"\s+", "", printed_width(document, field.start, field.end))
    return HeadTitle(named(document, _pattern("column_mark").sub("", text)), field.start, field.end)


def _bare(title: str) -> str:
    return re.sub(r"[\s《》〈〉<>“”()（）\[\]〔〕［］]", "", title)


def _candidates(document: Document, fields: Fields, head: int, stop: int) -> Iterator[tuple[int, int]]:
    """The ranges that may be a title: those with 关于 first, then those below the page's
    fields before those among them, then the longest, then the earliest."""
    text = document.logical.text
    zones = ((head, min(stop, head + _REACH)), *fields.gaps(head))
    found = [("关于" not in text[start:end], rank, start - end, start, end)
             for rank, zone in enumerate(zones) for start, end in _title_ranges(text, *zone)]
    for *_, start, end in sorted(found):
        yield start, end


def _title_ranges(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    lines = [line for line in _above_table(text, _free_lines(text, start, stop))
             if not (_pattern("outline_line").match(text, *line) or _pattern("column_row").match(text, *line))]
    shape = tables.patterns("head_patterns")["title_shape"].regex
    for i, first in enumerate(lines):
        if _begins_below(text, lines[i:i + _MOST_LINES]):
            continue
        for j in range(i, min(len(lines), i + _MOST_LINES)):
            if j > i and (lines[j][0] - lines[j - 1][1] > 2
                          or not _continues(text[first[0]:lines[j - 1][1]], text[slice(*lines[j])])):
                break
            if shape.fullmatch(re.sub(r"\s+", "", text[first[0]:lines[j][1]])):
                yield first[0], lines[j][1]


def _above_table(text: str, lines: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines up to the second of two that are heads of columns: what follows are cells."""
    heads = 0
    for line in lines:
        heads = heads + 1 if _pattern("column_word").fullmatch(text, *line) else 0
        if heads > 1:
            return
        yield line


def _begins_below(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Whether the first of these lines is no part of the title that begins below it.

    A line below that has its own issuer in front begins anew, unless the lines above it
    are other issuers of a joint title.
    """
    first = text[slice(*lines[0])].strip()
    issuers = [_pattern("issuer_in_front").match(text[slice(*line)]) for line in lines]
    if "关于" in first or issuers[0] or not any(issuers[1:]):
        return False
    below = issuers[1]
    return not is_body(first) or (below is not None and first in below["body"])


def _continues(title: str, line: str) -> bool:
    """Whether a line can go on with what stands above it as one title.

    It cannot after the title's last word, nor if it is a row or column head, repeats what stands
    above, or begins a title of its own, unless the lines above name its issuers or end
    in a word that wants a title (关于印发).
    """
    row = "\t" in line or "|" in line
    title, line = re.sub(r"\s+", "", title), re.sub(r"\s+", "", line)
    if row or _pattern("title_over").search(title) or _pattern("column_word").fullmatch(line) \
            or _pattern("year_line").match(f"{line}\n"):
        return False
    if title in line or (line in title and len(line) >= _LEAST_REPEAT):
        return False
    wanting = _pattern("title_wanting").search(title) or split_names(title)
    return bool(wanting) or not (_pattern("title_start").match(line) or _leads_with_place(line))


def _leads_with_place(line: str) -> bool:
    """Whether a line begins with the full name of a place or of an agency."""
    known = agencies().leading(line)
    place = agencies().regions.leading(line)
    return known is not None or (place is not None and line.startswith(place[0].name))


def _free_lines(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The stretches between line ends, document numbers, red heads and 【…】, trimmed."""
    numbers = [(start + n.start, start + n.end) for n in find_numbers(text[start:stop])]
    cuts = [*numbers, *((start + m.start(), start + m.end())
                        for name in ("between_titles", "navigation", "own_number_line", "glued_columns", "page_mark")
                        for m in _pattern(name).finditer(text[start:stop]))]
    at = start
    for a, b in [*sorted(cuts), (stop, stop)]:
        piece = text[at:max(a, at)]
        if piece.strip(_EDGES):
            yield at + len(piece) - len(piece.lstrip(_EDGES)), at + len(piece.rstrip(_EDGES))
        at = max(at, b)
