"""Which lines of a document's head may be its title, and which of them make one together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.agencies import agencies
from kg.extract.head.fields import Fields
from kg.extract.head.free_lines import are_whole, free_lines
from kg.extract.head.path import leads_with_place
from kg.extract.head.rules import rule
from kg.extract.head.signatures import is_body, split_names
from kg.normalise.heads import are_heads

_MOST_LINES = 5
_REACH = 700
_LEAST_REPEAT = 6  # a shorter line (的通知) may be in the title already
_YEAR = re.compile(r"(?:19|20)\d\d年")
_CELLS = re.compile(r"(?<![^\n])[^\n\t]*\t[^\n]*")
_ROW_NUMBER = re.compile(r"\d{1,3}")


def title_ranges(text: str, fields: Fields, head: int, stop: int) -> Iterator[tuple[int, int]]:
    """The ranges that may be a title: those with 关于 first, then those below the page's
    fields before those among them, then the longest, then the earliest, last what a letterhead says of all minutes."""
    others: list[tuple[int, int]] = []
    for zone in ((head, min(stop, head + _REACH)), *fields.gaps(head)):
        for start, end in sorted(_ranges(text, *zone), key=lambda found: (found[0] - found[1], found[0])):
            if "关于" in text[start:end]:
                yield start, end
            else:
                others.append((start, end))
    yield from sorted(others, key=lambda found: bool(rule("any_minutes").match("".join(text[slice(*found)].split()))))


def _ranges(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    above = free_lines(text, start, _heads_begin(text, start, stop))
    lines = [line for line in _above_table(text, above) if not _is_row(text, line)]
    shape = rule("title_shape")
    for i, first in enumerate(lines):
        if rule("column_word").fullmatch(text, *first) or _begins_below(text, lines[i:i + _MOST_LINES]):
            continue
        for j in range(i, min(len(lines), i + _MOST_LINES)):
            if j > i and (lines[j][0] - lines[j - 1][1] > 2
                          or not _continues(text[first[0]:lines[j - 1][1]], text[slice(*lines[j])])):
                break
            if shape.fullmatch(rule("date_behind").sub("", "".join(text[first[0]:lines[j][1]].split()))):
                yield first[0], lines[j][1]


def _heads_begin(text: str, start: int, stop: int) -> int:
    """Where a row of heads begins, below which no title stands; `stop` if there is none."""
    rows = (row for row in _CELLS.finditer(text, start, stop) if are_heads(row[0].split("\t")))
    return next((row.start() for row in rows), stop)


def _is_row(text: str, line: tuple[int, int]) -> bool:
    """Whether a line is a row of a table or its last cell, heads of columns, a line of the outline, reasons, a day, the
    body of a letterhead with its day, or a stroke."""
    words = text[slice(*line)]
    cell = text.startswith("\t", line[0] - 1) and rule("title_shape").fullmatch(words) is None
    return cell or "\t" in words or rule("letterhead_line").match(words) is not None \
        or rule("outline_line").match(words) is not None \
        or rule("reason_line").match(text, text.rfind("\n", 0, line[0]) + 1) is not None \
        or rule("column_row").match(words) is not None or rule("day_line").match(f"\n{words}\n") is not None


def _above_table(text: str, lines: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines up to the second of two that are heads of columns, or to a limit: what follows are cells."""
    heads = 0
    for line in lines:
        heads = heads + 1 if rule("column_word").fullmatch(text, *line) else 0
        if heads > 1 or rule("limit_cell").fullmatch(text, *line):
            return
        yield line


def _begins_below(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Whether the first of these lines is no part of the title that begins below it.

    A line below that has its own issuer in front begins anew, unless the lines above it
    are other issuers of a joint title.
    """
    first = text[slice(*lines[0])].strip()
    issuers = [rule("issuer_in_front").match(text[slice(*line)]) for line in lines]
    if "关于" in first or issuers[0] or not any(issuers[1:]):
        return False
    below = issuers[1]
    if _breaks_issuer([text[slice(*line)].strip() for line in lines], issuers):
        return False
    return not is_body(first) or (below is not None and (first in below["body"] or first.endswith(below["body"])))


def _breaks_issuer(lines: Sequence[str], issuers: Sequence[re.Match[str] | None]) -> bool:
    """Whether line ends break the name of the issuer in front of a title (某某市人民政⏎府办公室关于)."""
    at = next(index for index, issuer in enumerate(issuers) if issuer)
    whole, part = rule("issuer_in_front").match("".join(lines[:at + 1])), issuers[at]
    return whole is not None and part is not None and are_whole(whole["body"]) and not are_whole(part["body"])


def _continues(title: str, line: str) -> bool:
    """Whether a line can go on with what stands above it as one title.

    It cannot after the title's last word, nor if it is a row or column head, repeats what stands
    above, or begins a title of its own, unless the lines above end in a word that wants a title
    (关于印发) or name its issuers, and it is no plan under the name of its place.
    """
    row = "\t" in line or "|" in line
    title, line = "".join(title.split()), "".join(line.split())
    if row or rule("title_over").match(title) or rule("column_word").fullmatch(line) \
            or rule("year_line").match(f"{line}\n") or _ROW_NUMBER.fullmatch(line):
        return False
    repeated = line.startswith(title) or (title in line and rule("title_shape").fullmatch(title))
    if repeated or (line in title and len(line) >= _LEAST_REPEAT):
        return False
    if rule("title_wanting").search(title) or _is_broken(title, line) \
            or (rule("title_issued_under").search(title) and rule("title_closing").match(line)):
        return True
    placed = leads_with_place(line)
    if split_names(title):
        return not placed or "关于" in line or is_body(line)
    return not (placed or rule("title_start").match(line))


def _is_broken(title: str, line: str) -> bool:
    """Whether a line end breaks a year, or the name of the known body that a title begins with."""
    known, year = agencies().leading(title + line), _YEAR.search(title + line)
    return (year is not None and year.start() < len(title) < year.end()) or \
        (known is not None and known[1] > len(title))
