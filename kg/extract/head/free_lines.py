"""The stretches of a head that may hold a title: its lines, and the pieces of those that a page ran together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.agencies import agencies
from kg.extract.head.rules import rule
from kg.extract.head.signatures import is_body, split_names
from kg.extract.numbers import find_numbers

_LONGEST_LINE, _LONGEST_MENU = 40, 80
_EDGES = " \n\t|•·●"
_PROSE = frozenset("。,;《")  # what no menu holds


def free_lines(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The stretches between line ends, document numbers, red heads and 【…】, trimmed; those of a line
    into which a page ran its whole head together, between spaces and labels too."""
    numbers = [(start + n.start, start + n.end) for n in find_numbers(text[start:stop])]
    cuts = [*numbers, *((start + m.start(), start + m.end())
                        for name in ("between_titles", "own_number_line", "glued_columns", "page_mark")
                        for m in rule(name).finditer(text[start:stop])),
            *_navigation(text, start, stop), *_run_on(text, start, stop), *_menus(text, start, stop)]
    at = start
    for a, b in [*sorted(cuts), (stop, stop)]:
        piece = text[at:max(a, at)]
        if piece.strip(_EDGES):
            yield at + len(piece) - len(piece.lstrip(_EDGES)), at + len(piece.rstrip(_EDGES))
        at = max(at, b)


def _run_on(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """What parts the pieces of lines that are longer than any title; the whole of one that begins with
    heads of columns, of which no piece is a title."""
    for line in re.finditer(r"[^\n]+", text[start:stop]):
        if rule("column_row").match(line[0]):
            yield start + line.start(), start + line.end()
        elif len(line[0]) > _LONGEST_LINE:
            cuts = [*rule("run_on").finditer(line[0]), *_fronts(line[0])]
            yield from ((start + line.start() + cut.start(), start + line.start() + cut.end()) for cut in cuts)


def _fronts(line: str) -> Iterator[re.Match[str]]:
    """The spaces of a line behind which a body begins the title, and no body stands before."""
    for front in rule("body_front").finditer(line):
        if not is_body(line[:front.start()].rpartition(" ")[2]):
            yield front


def _navigation(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The lines of a website around the text, as far as the body in front of a title run together with them."""
    for line in rule("navigation").finditer(text[start:stop]):
        if len(line[0]) <= _LONGEST_MENU:
            front = next(_fronts(line[0]), None)
            yield start + line.start(), start + line.start() + (front.end() if front else len(line[0]))


def _menus(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The words of a page's menu that are run together with the whole names of bodies before 关于."""
    for line in re.finditer(r"[^\n]+", text[start:stop]):
        front, about, _ = line[0].partition("关于")
        plain = about and _PROSE.isdisjoint(front)
        words = rule("menu_word").finditer(front, max(0, len(front) - _LONGEST_MENU)) if plain else ()
        found = next((word for word in words if _is_bare_front(front[word.end():])), None)
        if found:
            yield start + line.start(), start + line.start() + found.end()


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
