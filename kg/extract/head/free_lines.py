"""The stretches of a head that may hold a title: its lines, and the pieces of those that a page ran together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.agencies import agencies
from kg.extract.drafts import Range
from kg.extract.head.number import numbers_of
from kg.extract.head.path import behind_path
from kg.extract.head.rules import rule
from kg.extract.head.signatures import is_body, split_names

_LONGEST_LINE, _LONGEST_MENU = 40, 80
_EDGES = " \n\t|•·●"
_FRONT_EDGES = _EDGES + ":"     # a label's mark may be left before a title, none behind it
_LINE = re.compile(r"[^\n]+")
_BORDERS = ("between_titles", "own_number_line", "glued_columns", "page_mark")
_PROSE = frozenset("。,;《")  # what no menu holds


def free_lines(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The stretches between line ends, document numbers, red heads and 【…】, trimmed; those of a line
    into which a page ran its whole head together, between spaces and labels too."""
    head = text[start:stop]
    cuts = [(number.start, number.end) for number in numbers_of(head)]
    cuts += [match.span() for name in _BORDERS for match in rule(name).finditer(head)]
    for line in _LINE.finditer(head):
        cuts += [(line.start() + a, line.start() + b) for a, b in _cuts(line[0], _goes_on(text, start + line.end()))]
    at = 0
    for a, b in [*sorted(cuts), (len(head), len(head))]:
        piece = head[at:max(a, at)]
        if piece.strip(_FRONT_EDGES):
            yield start + at + len(piece) - len(piece.lstrip(_FRONT_EDGES)), start + at + len(piece.rstrip(_EDGES))
        at = max(at, b)


def _goes_on(text: str, stop: int) -> int:
    """How many characters of its line stand behind a place."""
    end = text.find("\n", stop)
    return (end if end >= 0 else len(text)) - stop


def _cuts(line: str, more: int) -> Iterator[tuple[int, int]]:
    """What no title of a line, `more` characters of which follow, holds: words of a website, of the text or of a menu,
    and what parts its pieces."""
    path = behind_path(line, 0, len(line))
    if path:
        yield 0, path
    elif len(line) + more <= _LONGEST_MENU and rule("navigation").match(line):
        yield _navigation(line)
    yield from _run_on(line, more)
    menu = _menu(line)
    if menu:
        yield 0, menu


def _run_on(line: str, more: int) -> Iterator[tuple[int, int]]:
    """What parts the pieces of a line that is, with the `more` characters behind, longer than any title; the whole of
    one that begins with heads of columns, of which no piece is a title."""
    if rule("column_row").match(line):
        yield 0, len(line)
    elif len(line) + more > _LONGEST_LINE:
        yield from (cut.span() for name in ("run_on", "page_debris") for cut in rule(name).finditer(line))
        yield from _fronts(line)


def _fronts(line: str) -> Iterator[Range]:
    """The spaces of a line behind which the bodies begin that begin a title."""
    for found in rule("body_front").finditer(line):
        front = found.span()
        while front[0] > 0 and is_body(before := line[:front[0]].rpartition(" ")[2]):
            begin = front[0] - len(before)
            front = max(0, begin - 1), begin
        if front[0] > 0:
            yield front


def _navigation(line: str) -> tuple[int, int]:
    """A line of a website around the text, as far as the body in front of a title run together with it."""
    front = next(_fronts(line), None)
    return 0, front[1] if front else len(line)


def _menu(line: str) -> int:
    """Where the words of a page's menu end that are run together with the whole names of bodies before 关于;
    0 if there are none."""
    front, about, _ = line.partition("关于")
    plain = about and _PROSE.isdisjoint(front)
    words = rule("menu_word").finditer(front, max(0, len(front) - _LONGEST_MENU)) if plain else ()
    return next((word.end() for word in words if _is_bare_front(front[word.end():])), 0)


def _is_bare_front(front: str) -> bool:
    """Whether nothing but whole names of bodies stands before 关于."""
    return not front.strip() or are_whole(front.strip())


def are_whole(body: str) -> bool:
    """Whether a stretch consists of known bodies, or of organs of places, named or not (县人民政府)."""
    names = split_names(body)
    places = [rule("placed").match(name) for name in names]
    return bool(names) and all(
        agencies().identify(name).sure or (place is not None and agencies().is_organ(name[place.end():]))
        for name, place in zip(names, places, strict=True))
