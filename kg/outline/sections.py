"""Finds the parts of a document: a notice, the plans it issues, their annexes.

A plan is a part below the document: one notice may print several, each numbering anew.
A part begins at a title that the notice quotes and that stands again without quotes, at
the word 附件, or at a title line after a signature. The title line names the part; how
the notice calls it is an alias.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg import tables
from kg.model.extraction import PartKind
from kg.model.outline import Section
from kg.normalise.heads import begin_with_heads, begins_row

_ISSUED_NEAR = 60
_LONGEST_CLOSING, _LONGEST_LIST, _MOST_LISTS = 120, 300, 4
_MOST_TITLES = 40
_TITLE_LENGTH = 80
_BODY_AFTER_LIST = 300
_SIGNED_NEAR = 400
_NEAR_ANNEX = 12
_OWN_TITLE = 14
_SHORTEST_TITLE, _HEADS = 4, 30
_ROW_NUMBERS = "序号"       # a head that is nothing else
_TITLE_LINE = 100
_MOST_JOINED = 3            # signs in a title that part what it lists: more stand in a line of a sentence
_ISSUER_LINE = 42
_CLAUSES, _GOES_ON = ",。;", re.compile("[\u4e00-\u9fff\\d,、]")
_LAST_OF_TITLE = frozenset("案点划见排工表解务书单法则程定施要账知录措例度)")   # what a title line ends in
_OPEN_TITLE = re.compile(r"关于[^。《》:\n]{2,60}\Z")
_BLANKS = (" ", "\n")
_ANNEX_BEFORE, _LISTED = re.compile(r"附件\d{0,2}$"), re.compile(r"\d[.、]")
_ANNEXES, _ANNEX_LIST = re.compile("附件 ?:"), re.compile(r"附件 ?: ?1[.、]")
_LONG_LINE = re.compile(r"\n(?!附件)[^\n]{80,}")
_PROSE = re.compile(r"\n(?![（(]?[一二三四五六七八九十\d]{1,3}[)、.])[^\n\t|]{40,200}?。")
# Chapters, heads of tables, and items that end a sentence or in a bracket, or that a key stands below.
_CHAPTER = re.compile(r"(?<=[\n。;:)日]) *(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、](?!\d)(?:"
                      r"[^\n。]{0,200}。|[^\n。()]{2,80}(?:\([^()\n]{2,60}\)\n|\n *(?:责任|牵头|主办|承办)[^\n:]{0,6}:))|"
                      r"序号[ \t\n|]*[\u4e00-\u9fff])")
_RULING = re.compile(" *[─━—_=-]{8,} *")

# (start of the part, start and end of its title line or None, what the place makes it).
_Start = tuple[int, tuple[int, int] | None, PartKind]


def find_sections(text: str, head: int, foot: int) -> tuple[Section, ...]:
    """The sections of a logical text between a web page's head and foot, without gaps."""
    starts = _merge(sorted((*_quoted_starts(text, head, foot), *_annex_starts(text, head, foot),
                            *_line_starts(text, head, foot), *_listed_starts(text, head, foot),
                            *_named_starts(text, head, foot),
                            *_notice_starts(text, head, foot)),
                           key=lambda start: start[0]))
    starts = [start for start in starts if start[0] > head]
    first = _first_start(text, head, starts)
    bounds = [first, *starts, (foot, None, first[2])]
    sections = [_section(text, begin, after[0]) for begin, after in itertools.pairwise(bounds)
                if begin[0] < after[0]]
    return tuple(sections) or (Section(PartKind.PLAN, None, head, head, foot, foot),)


@cache
def _signed() -> re.Pattern[str]:
    """What tells that a notice or plan above has ended."""
    return tables.patterns("outline_patterns")["signed"].regex


def _first_start(text: str, head: int, starts: Sequence[_Start]) -> _Start:
    """The first part: a plan where it is the only one, or where its own title opens it and nothing is issued in it;
    else a notice."""
    if not starts or starts[0][2] is PartKind.NOTICE:
        return head, None, PartKind.PLAN
    rules = tables.patterns("outline_patterns")
    title = rules["title_line"].regex.match(text, head, starts[0][0])
    if title is None or rules["issued_within"].regex.search(text, head, starts[0][0]):
        return head, None, PartKind.NOTICE
    return head, title.span(), PartKind.PLAN


def _section(text: str, begin: _Start, end: int) -> Section:
    start, title, kind = begin
    body = title[1] if title else start
    return Section(kind, title, start, body, _body_stop(text, body, end), end)


def _merge(starts: list[_Start]) -> list[_Start]:
    """One start per place: an annex word takes the title that follows it."""
    merged: list[_Start] = []
    for start, title, kind in starts:
        if (merged and start - merged[-1][0] <= _NEAR_ANNEX) or \
                (merged and merged[-1][1] and start < merged[-1][1][1]):
            earlier = merged[-1]
            better = title if earlier[1] is None or (title and title[1] > earlier[1][1]) else earlier[1]
            merged[-1] = (earlier[0], better, earlier[2] if earlier[2] is not PartKind.PLAN else kind)
        else:
            merged.append((start, title, kind))
    return merged


def _quoted_starts(text: str, head: int, foot: int) -> Iterator[_Start]:
    """Where a title that a notice issues stands again without quotes."""
    rules = tables.patterns("outline_patterns")
    issued: dict[str, int] = {}
    for match in rules["quoted_title"].regex.finditer(text, head, foot):
        around = text[max(head, match.start() - _ISSUED_NEAR):match.end() + _ISSUED_NEAR]
        if len(issued) < _MOST_TITLES and rules["issuing"].regex.search(around):
            issued.setdefault(_unquoted(match[1]), match.end())
    first = min(issued.values(), default=foot)
    rest = _unquoted(text[first:foot])
    for title, after in issued.items():
        count = rest.count(title)
        if count <= (after > first):
            continue  # most titles stand only where they are quoted
        find = _found if text.count(title, first, foot) == count else _spelled
        for start, end in find(text, title, after, foot):
            if _free_standing(text, start, end):
                yield start, (start, end), PartKind.PLAN


def _unquoted(words: str) -> str:
    """Words without white space, the marks of a title within another as where that stands without quotes."""
    return "".join(words.split()).replace("〈", "《").replace("〉", "》")


def _found(text: str, title: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where a title stands that no blank or line end parts anywhere."""
    while (start := text.find(title, start, stop)) >= 0:
        yield start, start + len(title)
        start += len(title)


def _spelled(text: str, title: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where a title stands, one blank or line end at most between two of its characters."""
    first, second = title[0], title[1]   # the second character tells most other places
    at = text.find(first, start, stop)
    while at >= 0:
        end = _spelled_end(text, title, at, stop) if second in text[at + 1:at + 3] else 0
        if end:
            yield at, end
        at = text.find(first, max(end, at + 1), stop)


def _spelled_end(text: str, title: str, at: int, stop: int) -> int:
    """Where a title ends that stands at a place; 0 if it does not."""
    if text.startswith(title, at, stop):
        return at + len(title)
    for character in title:
        at += text.startswith(_BLANKS, at, stop)
        if not text.startswith(character, at, stop):
            return 0
        at += 1
    return at


def _free_standing(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1], text[end:end + 1]
    if after in ("》", ">", "〉", "”", "的", "要", "、") and after:
        return False
    return before in "\n 。)日" or _ANNEX_BEFORE.search(text[start - 4:start]) is not None


def _annex_starts(text: str, head: int, foot: int) -> Iterator[_Start]:
    rules = tables.patterns("outline_patterns")
    for match in rules["annex_mark"].regex.finditer(text, head, foot):
        reach = min(foot, match.end() + _TITLE_LENGTH)
        title = rules["title_line"].regex.match(text, match.end(), reach) \
            or rules["parted_title"].regex.match(text, match.end(), reach) \
            or rules["glued_title"].regex.match(text, match.end(), reach)
        end = min(filter(None, (_above_heads(text, match.end(), reach), title.end() if title else 0)), default=0)
        yield match.start(), (match.end(), end) if end else None, PartKind.ANNEX


def _above_heads(text: str, start: int, stop: int) -> int:
    """Where the title ends that the heads of a table are glued to; 0 if none are."""
    line = text.find("\n", start, stop)
    genres = tables.patterns("outline_patterns")["genre"].regex.finditer(text, start, line if line > 0 else stop)
    ends = (genre.end() for genre in genres if genre.end() > start + _SHORTEST_TITLE)
    return next((end for end in ends
                 if text.startswith(_ROW_NUMBERS, end) or begin_with_heads(text[end:end + _HEADS])), 0)


def _listed_starts(text: str, head: int, foot: int) -> Iterator[_Start]:
    """附件：X with the text of X right below, or the heads of its table, is the beginning of X, not a list."""
    rules = tables.patterns("outline_patterns")
    for match in rules["annex_list"].regex.finditer(text, head, foot):
        line_end = text.find("\n", match.end() - 1)
        if line_end < 0 or _LISTED.search(match[0]):
            continue
        follows = text[line_end:line_end + _SIGNED_NEAR]
        if _LONG_LINE.match(follows) or begin_with_heads(follows.lstrip("\n").partition("\n")[0]):
            colon = match.start() + match[0].index(":") + 1
            yield match.start(), (colon, line_end), PartKind.ANNEX


def _named_starts(text: str, head: int, foot: int) -> Iterator[_Start]:
    """Where what a list of annexes names stands again, and its text is glued to it."""
    rules = tables.patterns("outline_patterns")
    for match in itertools.islice(_ANNEXES.finditer(text, head, foot), _MOST_LISTS):
        names = rules["annex_name"].regex.finditer(text, match.start(), min(foot, match.start() + _LONGEST_LIST))
        listed: dict[str, int] = {}
        for each in names:
            listed.setdefault(each["name"], each.end())
        for name, behind in listed.items():
            start = text.find(name, behind, foot)
            end = start + len(name)
            if start >= 0 and rules["body_begins"].regex.match(text, end + text.startswith(" ", end)):
                yield start, (start, end), PartKind.ANNEX


def _line_starts(text: str, head: int, foot: int) -> Iterator[_Start]:
    """The first title line that follows a signature, or a longer one, and those that a preamble or 一、 follows anew."""
    mark, anew = (tables.patterns("outline_patterns")[name].regex for name in ("mark", "body_begins"))
    first_stop = text.find("。", head, foot)
    titled = head
    for start, end in _title_lines(text, head, foot):
        if mark.match(text, start) or begins_row(text[start:end]) or _ends_annex_name(text, start):
            continue
        # A short one below the first may be the words of a cell.
        before = text[max(titled if end - start < _OWN_TITLE else head, start - _SIGNED_NEAR):start]
        titled = end
        after = text[end:end + 12].lstrip()
        follows = end - start >= _OWN_TITLE and _PROSE.match(text, end) is not None
        if (after and _signed().search(before)) or ((anew.match(after) or follows) and 0 <= first_stop < start):
            yield start, (start, end), PartKind.PLAN


def _ends_annex_name(text: str, start: int) -> bool:
    """Whether a line ends the name of an annex in a numbered list, which breaks off in the line above."""
    at = text.rfind("附件", max(0, start - _SIGNED_NEAR), start)
    if at < 0 or not _ANNEX_LIST.match(text, at) or "。" in text[at:start] or _signed().search(text, at, start):
        return False
    above = text[text.rfind("\n", 0, start - 1) + 1:start].strip()
    return above[-1:] not in _LAST_OF_TITLE


def _title_lines(text: str, head: int, foot: int) -> Iterator[tuple[int, int]]:
    """The short lines below the first that name a kind of document; what a row's number stands above is a cell, and
    what begins with heads is a row of them (序号 完成时限 责任单位 重点任务)."""
    rule = tables.patterns("outline_patterns")["title_line"].regex
    start = head
    above = ""
    for number, line in enumerate(text[head:foot].split("\n")):
        if number and line[-1:] in _LAST_OF_TITLE and len(line) <= _TITLE_LINE and not above.strip().isdecimal() \
                and "\t" not in line and line.count("、") <= _MOST_JOINED and rule.match(line) \
                and not begin_with_heads(line) and not _is_amid_sentence(above) and not _begins_title(above):
            yield start, start + len(line)
        start += len(line) + 1
        above = line if line and (number or _begins_title(line)) else above


def _is_amid_sentence(line: str) -> bool:
    """Whether a line parts clauses, has no key (抄送:…), and ends amid one: what stands below goes on with it."""
    return _GOES_ON.match(line[-1:]) is not None and ":" not in line and any(mark in line for mark in _CLAUSES)


def _begins_title(line: str) -> bool:
    """Whether a line begins the title of a notice, which the line below ends (某办公室关于印发2019年 | 要点的通知)."""
    return _OPEN_TITLE.search(line) is not None and line[-1:] not in _LAST_OF_TITLE


def _notice_starts(text: str, head: int, foot: int) -> Iterator[_Start]:
    """Where another notice begins in the same file: its title after a finished text."""
    rules = tables.patterns("outline_patterns")
    first_stop = text.find("。", head, foot)
    for match in rules["notice_title"].regex.finditer(text, head, foot):
        lead = rules["notice_issuer"].regex.search(text, max(head, match.start() - _ISSUER_LINE), match.start())
        if lead and lead.start() - head > _SIGNED_NEAR and 0 <= first_stop < lead.start():
            yield lead.start(), None, PartKind.NOTICE


def _body_stop(text: str, body: int, end: int) -> int:
    """Where the back matter of a part begins: signature, annex list, distribution."""
    rules = tables.patterns("outline_patterns")
    sentence = text.find("。", body, end)
    # What an archive's block above the sentences of the text says of its publication is none.
    above = sentence if text.find("。", sentence + 1, end) >= 0 else body
    start = max(body + 1, end - max(_BODY_AFTER_LIST, (end - body) // 3))
    notes = rules["numbered_notes"].regex.search(text, start, end)
    start = max(start, min(above, notes.start()) if notes else above)
    start = _last_chapter(text, start, notes.start() if notes else end)
    listed = rules["annex_list"].regex.search(text, start, end)
    stop = listed.start() if listed else end
    back = rules["back_matter"].regex.search(text, start - 1, stop)
    stop = back.start() + 1 if back else stop
    glued = rules["closing_glued"].regex.search(text, max(start, stop - _LONGEST_CLOSING), stop)
    stop = glued.start() if glued else stop     # to the last row of a table
    return _above_names(text, body, stop) if text.startswith("\n", stop - 1) and stop < end else stop


def _last_chapter(text: str, start: int, end: int) -> int:
    """Where the last chapter, numbered sentence or table begins; `start` if none does, or only
    names of annexes. No back matter is above it, though a signature is where a plan goes without its title."""
    annexes = text.find("附件", start, end)
    signed = _signed().search(text, annexes, end) if annexes >= 0 else None
    below = range(annexes, signed.start() if signed else end) if annexes >= 0 else range(0)
    return max((mark for match in _CHAPTER.finditer(text, start, end) if (mark := match.start()) not in below),
               default=start)


def _above_names(text: str, body: int, stop: int) -> int:
    """The back matter's beginning, moved above further signing bodies on lines of their own, and above a rule."""
    while True:
        end = stop
        while end > body and text[end - 1] in "\n ":
            end -= 1
        start = text.rfind("\n", body, end) + 1
        line = text[start:end]
        if start <= body or not (_RULING.fullmatch(line)
                                 or tables.patterns("outline_patterns")["signing_body"].regex.match(line)):
            return stop
        stop = start
