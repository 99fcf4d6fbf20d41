"""Cells told by their place: numbered rows that nearly all have as many cells.

What a cell looks like matters little there. A column that no row fills (a head broken over lines, a column left blank)
has no cell at all in a table that prints one a line.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from kg.extract.drafts import STOPS, Range
from kg.extract.responsibility import Usage
from kg.extract.tables.costs import Token, fits, grid_of
from kg.extract.tables.heads import Column, Kind
from kg.extract.tables.looks import stated_token

_SHARE = 2, 3               # of the numbered rows, so many have to be alike
_FEWEST = 3
_BEHIND_POINTS = ("units", "listed", "time")
_LONGEST_TITLE, _FEWEST_TITLES = 24, 2
_ODD = -2.0                 # a cell that looks like nothing that its column holds tells no more than this
_DOUBTFUL = ("text", "short", "units", "listed", "time")
_LOOKS = {Kind.TEXT: "text", Kind.UNITS: "units", Kind.TIME: "time"}


def filled_columns(tokens: Sequence[Token], columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns without those that no row fills: most rows have fewer cells, all as many, and none has more.

    >>> number, text, units = Column(Kind.NUMBER), Column(Kind.TEXT), Column(Kind.UNITS)
    >>> cells = [Token(0, 1, look) for _ in range(3) for look in ("number", "text", "units")]
    >>> filled_columns(cells, (number, text, Column(Kind.TIME), units)) == (number, text, units)
    True
    """
    rows = _rows(tokens, columns)
    sizes = [len(row) for row in rows]
    size = max(sizes, default=0)
    if not 1 < size < len(columns) or not _are_most(sizes.count(size), len(rows)) or len(rows) < _FEWEST:
        return columns
    whole = [row for row in rows if len(row) == size]
    kept = ([columns[0], *chosen] for chosen in itertools.combinations(columns[1:], size - 1))
    return max((tuple(chosen) for chosen in kept), key=lambda chosen: sum(_fit(row, chosen) for row in whole))


def without_points(text: str, cells: Sequence[Range], columns: Sequence[Column],
                   usage: Usage) -> Sequence[Range]:
    """The cells without numbers right before units or a limit, which stand beside the task (分值), where a column may
    hold that, most rows have one and other numbers begin these."""
    kinds = [column.kind for column in columns]
    if Kind.NUMBER not in kinds or Kind.OTHER not in kinds:
        return cells
    numbers = {at for at, cell in enumerate(cells[:-1]) if text[slice(*cell)].isdecimal()}
    points = {at for at in numbers if at + 1 not in numbers
              and stated_token(text, *cells[at + 1], usage).look in _BEHIND_POINTS}
    rows = len(numbers) - len(points)
    if rows < _FEWEST or len(points) * 2 < rows:
        return cells
    return [cell for at, cell in enumerate(cells) if at not in points]


def with_chapters(text: str, tokens: list[Token], columns: Sequence[Column]) -> list[Token]:
    """The tokens, plain words before the number of a row taken for what heads it, where such stand above the first row
    and the last column holds units or limits, which such words are none of."""
    if columns[0].kind is not Kind.NUMBER or columns[-1].kind not in (Kind.UNITS, Kind.TIME):
        return tokens
    numbered = [following.look == "number" for following in tokens[1:]] + [False]
    titles = {at for at, token in enumerate(tokens) if numbered[at] and _is_short(text, token)}
    if 0 not in titles or len(titles) < _FEWEST_TITLES:
        return tokens
    return [token._replace(look="heading") if at in titles else token for at, token in enumerate(tokens)]


def with_merged_chapters(text: str, tokens: list[Token],
                         columns: tuple[Column, ...]) -> tuple[list[Token], tuple[Column, ...]]:
    """The tokens and columns, a first column of what groups the rows left out where its cells are merged: they stand
    above some numbers as chapters do."""
    if [column.kind for column in columns[:2]] != [Kind.TEXT, Kind.NUMBER]:
        return tokens, columns
    headed = with_chapters(text, tokens, columns[1:])
    chapters, rows = (sum(token.look == look for token in headed) for look in ("heading", "number"))
    return (headed, columns[1:]) if 0 < chapters < rows else (tokens, columns)


def with_units_behind(text: str, tokens: list[Token], columns: Sequence[Column]) -> list[Token]:
    """The tokens, short words behind the limit of a numbered row taken for units, where nothing but units stands there;
    what closes a row that names units may be a title of the next."""
    kinds = [column.kind for column in columns]
    last = kinds.index(Kind.TIME) if kinds.count(Kind.TIME) == 1 else len(kinds)
    if kinds[0] is not Kind.NUMBER or {*kinds[last + 1:]} != {Kind.UNITS}:
        return tokens
    found: list[Token] = list(tokens[:next((at for at, token in enumerate(tokens) if token.look == "number"), None)])
    for row in _rows(tokens, columns):
        looks = [token.look for token in row]
        first = looks.index("time") + 1 if looks.count("time") == 1 else len(row)
        stop = len(row) - ("units" in looks[first:-1])
        found += [token._replace(look="units") if first <= at < stop and _is_short(text, token) else token
                  for at, token in enumerate(row)]
    return found


def _is_short(text: str, token: Token) -> bool:
    """Whether a token may be a title or a unit's name by its length: a few words that end no sentence."""
    return token.look in ("text", "short") and not token.labelled and token.end - token.start <= _LONGEST_TITLE \
        and text[token.end - 1] not in STOPS


def in_full_rows(tokens: list[Token], columns: tuple[Column, ...]) -> list[Token]:
    """The tokens, those of rows with a cell for each column taken for what that column holds, if most rows are such."""
    rows = _rows(tokens, columns)
    full = [row for row in rows if len(row) == len(columns)]
    if not _are_most(len(full), len(rows)):
        return tokens
    told = {token.start: _taken(token, column) for row in full for token, column in zip(row, columns)}
    return [told.get(token.start, token) for token in tokens]


def _rows(tokens: Sequence[Token], columns: Sequence[Column]) -> list[Sequence[Token]]:
    """The rows from number to number; none where the first column holds no numbers."""
    begins = [at for at, token in enumerate(tokens) if token.look == "number"]
    if columns[0].kind is not Kind.NUMBER:
        return []
    return [tokens[at:after] for at, after in itertools.pairwise([*begins, len(tokens)])]


def _are_most(some: int, rows: int) -> bool:
    return some * _SHARE[1] >= rows * _SHARE[0]


def _fit(row: Sequence[Token], columns: tuple[Column, ...]) -> float:
    """How well the tokens of a row look like what the columns hold."""
    grid = grid_of(columns)
    return sum(max(_ODD, fits(token, grid, {})[place]) for place, token in enumerate(row))


def _taken(token: Token, column: Column) -> Token:
    """A token taken for what its column holds."""
    known = token.look in _DOUBTFUL and column.kind in _LOOKS
    return token._replace(look=_LOOKS[column.kind]) if known else token
