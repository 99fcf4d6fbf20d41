"""Tells a line end that the layout made from one that the author made."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from kg import tables
from kg.normalise.broken_words import breaks_word
from kg.normalise.draft import Draft, Edit
from kg.normalise.heads import are_spaced_heads, begins_row, kind_of_head
from kg.normalise.shards import Shards, shards_of, shattered_width
from kg.normalise.width import OVER_SHARE, PAGE, RAGGED, line_width, width_above_table, with_indent

_TERMINAL = "。;!?:"
_NEVER_FIRST = "。,、;:!?)》”〕"
_NAMING = "以和及与"
_NAMED_WITH = re.compile("(?:以及|[和及与])[\u4e00-\u9fff]{0,14}《")     # a document named beside another, with its issuer
_PAIRS = {"《": "》", "(": ")", "〔": "〕", "[": "]", "【": "】", "“": "”"}
_OPENING = re.compile("[《(〔[【“]")
_OPENED = re.compile(r"(?:。|\A)[(〔\[【][^)〕\]】。:]{0,6}\Z")    # what opens behind a sentence and breaks off
_BREAKS = re.compile(r"\n[\n ]+")
_OF_LEVEL, _LEVEL = re.compile("各?[省市县区州旗镇乡](?![省市县区州旗镇乡]?$)"), re.compile("[省市县区州旗](?!政府|人民)")
_LISTED, _SHORTEST_NAME = re.compile("[、,]"), 3
_SENTENCE_ENDS = re.compile("[。;]")
_NUMBER = re.compile(r"\((?:\d{1,3}|[一二三四五六七八九十]{1,4})\)")      # of an item, cut from its text behind its bracket
_REACH, _DATE_REACH = 160, 7
# A line that is not blank: how many stand before it, where it begins, what it says.
_Line = tuple[int, int, str]


def join_wraps(draft: Draft) -> Draft:
    """The draft without line ends inside sentences.

    A line end goes when a bracket is open across it, after a comma, and, in a text set
    to a fixed width, after a full line; never before a label, nor beside cells. Below heads of
    a table with a line each, so have the cells, unless blank lines set them apart or no line of the
    whole text is longer than a page is wide.

    >>> join_wraps(Draft.of("印发《江\\n\\n门市方案》的通知")).text
    '印发《江门市方案》的通知'
    """
    width, table = line_width(draft) or shattered_width(draft.text), len(draft.text)
    if width is None:
        width, table = width_above_table(draft)
    return draft.edit(_joins(draft.text, width, table))


def _joins(text: str, width: int | None, table: int) -> Iterator[Edit]:
    """The line ends that go; `width` is that of the lines above the `table`, if there is one, else of all."""
    label = tables.patterns("furniture_patterns")["label_start"].regex
    ruling = tables.patterns("table_patterns")["ruling_line"].regex
    lines = _filled_lines(text)
    gaps = [after - number for (number, _, _), (after, _, _) in itertools.pairwise(lines)]
    blank = width is not None and _blank_means_break(gaps, lines, width)
    head = _first_head(text, lines) if width is not None or max(gaps, default=0) > 1 else 0  # else no line goes on
    head = min(head, table)
    apart = _are_apart([gap for gap, (_, start, _) in zip(gaps, lines) if start >= head])
    broken = apart or (width is not None and table == len(text) and _fits_page(text[head:], width))
    spaced = next((start for _, start, line in lines if are_spaced_heads(line)), len(text))
    shards = Shards() if width is None else shards_of([line for _, _, line in lines], width)
    for at, (gap, ((_, start, line), (_, following, below))) in enumerate(zip(gaps, itertools.pairwise(lines))):
        if "\t" in line or "\t" in below or (start >= spaced and begins_row(below)):
            continue
        above = line.rstrip(" ")
        end = start + len(above)
        celled = apart and start >= head    # the line above the first head is none of the table
        ends = (blank or celled) and gap > 1
        whole = following >= head and (not broken or above[-1] in _TERMINAL)
        full = None if ends or whole or width is None or _is_keyed(above, below) else width
        amid = celled and not ends and not whole and breaks_cell(above, below.rstrip(" "))
        goes = (above[-1] != "。" and (_open_across(text, start + len(line), following)
                                      or _breaks_date(text, end, following + len(below))
                                      or breaks_word(text[:start].rstrip(" \n")[-1:], above, below.strip(" "))
                                      or (full is not None and _OPENED.search(above) is not None))) \
            or ((amid or (full is not None and _is_piece(shards, at, above))
                 or _runs_on(above, below, full, at in shards.last)) and not label.match(below))
        if goes and not ruling.match(below):
            yield end, following + len(below) - len(below.lstrip(" ")), ""


def _is_piece(shards: Shards, at: int, line: str) -> bool:
    """Whether a line goes on behind a mark that it was cut at: within a printed line, or an item's number alone."""
    return at in shards.amid or (bool(shards.amid) and _NUMBER.fullmatch(line.strip(" ")) is not None)


def _filled_lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        if line.strip(" "):
            lines.append((number, start, line))
        start += len(line) + 1
    return lines


def _first_head(text: str, lines: Sequence[_Line]) -> int:
    """Where the heads of a table stand on lines of their own; the text's end if nowhere."""
    heads = _heads_at([line for _, _, line in lines])
    return len(text) if heads is None else lines[heads][1]


def _heads_at(lines: Sequence[str]) -> int | None:
    """Which of some lines is the first head of a table, another one below it; None if none is."""
    kinds = itertools.pairwise(map(kind_of_head, lines))
    return next((at for at, (kind, below) in enumerate(kinds) if kind and below and kind != below), None)


def _are_apart(gaps: Sequence[int]) -> bool:
    """Whether blank lines set the cells of a table apart: more gaps between its lines hold one than none."""
    return sum(gap > 1 for gap in gaps) * 2 > len(gaps)


def _fits_page(table: str, width: int) -> bool:
    """Whether cells go on in the next line because next to nothing is wider than a page."""
    lines = table.split("\n")
    wider = sum(len(line.strip(" ")) > width + RAGGED for line in lines)
    return width >= PAGE and wider <= OVER_SHARE * len(lines)


def breaks_cell(above: str, below: str) -> bool:
    """Whether a line end inside a cell is no end of one of several names that have a line each.

    >>> breaks_cell("县市场监管局", "县政务服务和"), breaks_cell("县政务服务和", "大数据局"), breaks_cell("各县", "区政府")
    (False, True, True)
    """
    tails, last = tables.endings("unit_tails", "tail"), _LISTED.split(above)[-1]
    whole, bracketed = last.endswith(tails), last.endswith(")")
    if len(last) < _SHORTEST_NAME or not (whole or bracketed):      # no 县市|场监管局
        return True
    anew = (bracketed or _OF_LEVEL.match(last)) and _LEVEL.match(below)
    return not (anew or (whole and below.endswith(tails)))


def is_act(above: str, below: str) -> bool:
    """Whether a line says no more than what the units above it do (甲局、乙局 | 配合)."""
    act = tables.patterns("table_patterns")["last_act"].regex.search(above[-1:] + below)
    return act is not None and act.start() == 1


def _blank_means_break(gaps: Sequence[int], lines: Sequence[_Line], width: int) -> bool:
    """Whether paragraphs are set apart by blank lines, so that one ends at each."""
    full = [gap for gap, (_, _, line) in zip(gaps, lines) if len(line) >= width - 2]
    return sum(gap == 1 for gap in full) * 2 > len(full)


def _is_keyed(above: str, below: str) -> bool:
    """Whether a line begins with a key, and none that stands in a bracket or began in the line above (责任|单位：)."""
    if tables.patterns("role_patterns")["aside_key"].regex.match(below.strip(" ")):
        return not _leaves_open(above)
    key = below.strip(" ").partition(":")[0]
    if is_act(above, key) or kind_of_head(key) is None or _leaves_open(above):
        return False
    begun = _SENTENCE_ENDS.split(above)[-1]
    return not begun or kind_of_head(begun + key) is None


def _leaves_open(line: str) -> bool:
    """Whether a bracket that opens in a line is still open at its end."""
    return line.rfind("(") > line.rfind(")")


def _open_across(text: str, end: int, following: int) -> bool:
    """Whether a bracket that opens before a line end closes behind it, perhaps some lines further."""
    if _OPENING.search(text, max(0, end - _REACH), end) is None:
        return False
    tail, head = text[max(0, end - _REACH):end], text[following:following + _REACH]
    for opening, closing in _PAIRS.items():
        at = tail.rfind(opening)
        if at >= 0 and tail.rfind(closing) < at and "。" not in tail[at:]:
            shut = _shut(head, opening, closing)
            inside = head[:max(shut, 0)]
            if shut >= 0 and "。" not in inside and _heads_at(f"{tail[at:]}\n{inside}".split("\n")) is None:
                return True
    return False


def _breaks_date(text: str, end: int, stop: int) -> bool:
    """Whether a line that ends at a place breaks off in a date, which the next, up to `stop`, ends."""
    begun = text[end - 1].isdigit() or text[end - 1] == "年"
    broken = tables.patterns("furniture_patterns")["broken_date"].regex
    return begun and broken.search(text, max(0, end - _DATE_REACH), stop) is not None


def _shut(line: str, opening: str, closing: str) -> int:
    """Where a line shuts what was opened above it; -1 if nowhere."""
    depth = 0
    for at, character in enumerate(line):
        depth += (character == opening) - (character == closing)
        if depth < 0:
            return at
    return -1


def _runs_on(above: str, below: str, width: int | None, ends_full: bool) -> bool:
    """Whether a line goes on in the next; `ends_full` if it is the last piece of a full one."""
    begin = below.lstrip(" ")
    if above[-1] in ",、" or begin[0] in _NEVER_FIRST or (begin[0] in _NAMING and _NAMED_WITH.match(begin)):
        return True
    if width is None or not (ends_full or len(with_indent(above)) >= width - 2) \
            or tables.patterns("furniture_patterns")["last_line"].regex.search(above):
        return False
    return not (above[-1] in _TERMINAL and below.startswith(" "))


def squeeze_breaks(draft: Draft) -> Draft:
    """The draft with one newline where several line ends, indents and blanks stood."""
    return draft.edit((*match.span(), "\n") for match in _BREAKS.finditer(draft.text))
