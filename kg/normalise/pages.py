"""Finds page numbers and the running heads beside them, and joins what a page end cut in two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kg import tables
from kg.normalise.draft import Draft, Edit
from kg.normalise.heads import are_heads, are_spaced_heads, begins_row, kind_of_head, lines_of_head
from kg.normalise.width import printed_places

_ROWS_APART = 250
_SHORT_LINE, _SHORT_CELL = 8, 40
_FEWEST_HEADS, _MOST_HEADS = 3, 40
_FEWEST_SET_OUT, _SET_OUT_SHARE, _COLUMNS, _ASIDE = 6, 0.7, 3, 2
_BEFORE_NUMBER = " \t-—–_·~第"   # what a line with a page number begins with, but for figures
_PAGE_END = 3               # characters of a line in which the number behind a running foot ends: 页
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")


def drop_pages(draft: Draft, printed: str) -> Draft:
    """The draft without page numbers and the running heads beside them.

    A paragraph that a page end cut in two becomes one again. `printed` is the text that the
    draft's origins point into.
    """
    gone = set(_page_lines(draft))
    if not gone:
        return draft
    return draft.edit(_cuts(draft, printed, gone | _running_heads(draft, gone)))


def _page_lines(draft: Draft) -> list[int]:
    rules = tables.patterns("furniture_patterns")
    lines = draft.text.split("\n")
    numbers = [i for i, line in enumerate(lines)
               if line and (line[0] in _BEFORE_NUMBER or line[0].isdecimal() or "页" in line[-_PAGE_END:])]
    marked = [i for i in numbers if rules["page_number"].regex.match(lines[i])]
    bare = [i for i in numbers if rules["bare_number"].regex.match(lines[i])]
    return sorted(marked + bare) if _are_pages(lines, bare) else marked


def _are_pages(lines: list[str], bare: list[int]) -> bool:
    """Bare numbers are pages when much text stands between them, row numbers when little does,
    a column of numbers has a head, or they count the rows below heads that have a line each."""
    if not bare or any(kind_of_head(line) == "number" for line in lines) or _count_rows(lines, bare):
        return False
    between = sorted(sum(map(len, lines[a:b])) for a, b in zip([0, *bare], bare))
    values = [int(lines[i]) for i in bare]
    return between[len(between) // 2] > _ROWS_APART and values == sorted(values)


def _count_rows(lines: list[str], bare: list[int]) -> bool:
    """Whether numbers count from 1 below lines that are heads of a table, none amid a sentence."""
    filled = [line for line in lines[:bare[0]] if line.strip()]
    headed = any(are_heads(filled[at:at + _FEWEST_HEADS]) for at in range(len(filled) - _FEWEST_HEADS + 1))
    above = (lines[before] for at in bare if (before := _next_line(lines, at, -1)) is not None)
    return headed and [int(lines[at]) for at in bare] == list(range(1, len(bare) + 1)) \
        and all(line[-1] in "。;!?" or len(line) <= _SHORT_CELL for line in above)


def _running_heads(draft: Draft, pages: set[int]) -> set[int]:
    """The lines that stand on one side of several page numbers, and hardly anywhere else."""
    lines = [draft.text[a:b].strip() for a, b in draft.lines()]
    sides = [{j for i in pages if (j := _next_line(lines, i, step)) is not None} for step in (1, -1)]
    repeated = {j for at in sides[0] for j in _repeated_heads(lines, at)}
    return repeated or _running_along(lines, sides)


def _running_along(lines: list[str], sides: Iterable[set[int]]) -> set[int]:
    """Of the lines on each side of pages those that run along: a cell stands beside pages, but elsewhere too."""
    everywhere, found = Counter(lines), set()
    for side in sides:
        there = Counter(lines[j] for j in side)
        running = {line for line, count in there.items() if count >= 2 and len(line) <= _SHORT_CELL
                   and line.strip("| ") and everywhere[line] <= count + 1}
        found |= {j for j in side if lines[j] in running}
    return found


def _repeated_heads(lines: list[str], at: int) -> list[int]:
    """The heads of a table, a line each, that stand from a line on as they stood before; no line otherwise."""
    heads = _heads_from(lines, at)
    words = [lines[j] for j in heads]
    first = _heads_from(lines, lines.index(lines[at]))
    again = first != heads and are_heads(words) and words == [lines[j] for j in first]
    return heads if again else []


def _heads_from(lines: list[str], at: int) -> list[int]:
    """The lines from one on that are heads, or halves of one, blank lines between them left out."""
    filled = [j for j in range(at, min(len(lines), at + _MOST_HEADS)) if lines[j]]
    words = [lines[j] for j in filled]
    count = 0
    while heads := lines_of_head(words[count:count + 2]):
        count += heads
    return filled[:count]


def _next_line(lines: list[str], at: int, step: int) -> int | None:
    at += step
    while 0 <= at < len(lines) and not lines[at]:
        at += step
    return at if 0 <= at < len(lines) else None


def _cuts(draft: Draft, printed: str, gone: set[int]) -> Iterator[Edit]:
    """Drops lines; where a sentence ran over the page end, its line ends as well."""
    spans, text = draft.lines(), draft.text
    usual = Counter(count for span in spans if (count := _borders(text[slice(*span)])))
    borders = usual.most_common(1)[0][0] if usual else 0
    set_out = _is_set_out(draft, printed)
    empty = {i for i, span in enumerate(spans) if not text[slice(*span)].strip(" ")}
    at = 0
    while at < len(spans):
        if at not in gone:
            at += 1
            continue
        first, last = at, at
        while first - 1 in empty:
            first -= 1
        while last + 1 in gone or last + 1 in empty:
            last += 1
        above = text[slice(*spans[first - 1])].rstrip(" ") if first else ""
        below = text[slice(*spans[last + 1])] if last + 1 < len(spans) else ""
        # A cell's line may begin far in: the full stop stands for the margin.
        joins = not (set_out and _GAP.search(f"{above}\n.{below}")) and _runs_over(above, below, borders)
        start = spans[first - 1][0] + len(above) if joins else spans[first][0]
        end = spans[last + 1][0] + len(below) - len(below.lstrip(" ")) if joins else spans[last][1]
        yield start, end, ""
        at = last + 1


def _is_set_out(draft: Draft, printed: str) -> bool:
    """Whether wide gaps set the lines of cells below one another, so that none goes on behind a page end."""
    gapped = [(start, gaps) for start, end in draft.lines() if (gaps := list(_GAP.finditer(draft.text, start, end)))]
    if len(gapped) < _FEWEST_SET_OUT:
        return False
    ends: Counter[int] = Counter()
    for start, gaps in gapped:
        before = printed_places(draft, printed, start, gaps[-1].end())
        ends.update(before[gap.end() - start] for gap in gaps)
    columns = [at for at, _ in ends.most_common(_COLUMNS)]
    below = sum(count for at, count in ends.items() if any(abs(at - column) <= _ASIDE for column in columns))
    return below >= _SET_OUT_SHARE * ends.total()


def _borders(line: str) -> int:
    """How many tabs, bars or wide gaps part the cells of a line."""
    return line.count("\t") or line.strip(" |").count("|") or len(_GAP.findall(line))


def _runs_over(above: str, below: str, borders: int) -> bool:
    """Whether a page end cut a sentence, or a row of a table with that many borders."""
    if not above or not below or above[-1] in "。;!?)】》\t|" or below[0] in "\t|":
        return False
    rules = tables.patterns("furniture_patterns")
    if rules["bare_number"].regex.match(below) or rules["last_line"].regex.search(above):
        return False
    labelled = rules["label_start"].regex.match(below) is not None
    found = _borders(above) + _borders(below)
    if found:
        chapter = labelled and not below[0].isdecimal() and not _borders(below)
        return 0 < borders == found and not chapter and not rules["table_title"].regex.search(below) \
            and not are_heads(_GAP.split(below.strip(" ")))
    begins = labelled or begins_row(below) \
        or kind_of_head(below.strip()) is not None or are_spaced_heads(below)
    return not begins and (len(above) > _SHORT_LINE or above[-1] in ",、:")
