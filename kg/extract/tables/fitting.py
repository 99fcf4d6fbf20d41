"""Whether cells look like what the heads above them announce."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from kg.extract.tables.costs import Token
from kg.extract.tables.heads import Column, Kind

_LOOKS = MappingProxyType({Kind.UNITS: ("units", "listed", "short", "empty"),
                           Kind.TIME: ("time", "dated", "short", "empty")})


def fits_below(row: Sequence[Token], columns: Sequence[Column]) -> bool:
    """Whether the cells of a full row that should name units or limits do so."""
    return all(token.look in _LOOKS.get(column.kind, (token.look,)) for token, column in zip(row, columns))
