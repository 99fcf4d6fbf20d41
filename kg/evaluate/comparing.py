"""One value, or one list of values, of an answer against what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.evaluate.figures import Count, Miss
from kg.extract.vocabulary import folded
from kg.model.text import Span

Record = tuple[str, Count, Miss | None]
"""A figure, what it gains, and the miss that it reports if there is one."""


def compare(figure: str, expected: object, found: object, span: Span | None = None) -> Iterator[Record]:
    """One value against another; a wrong value is one missing and one extra."""
    wanted, got = comparable(expected), comparable(found)
    if wanted == got:
        yield figure, Count(right=int(bool(wanted))), None
    else:
        yield (figure, Count(missing=int(bool(wanted)), extra=int(bool(got))),
               Miss(figure, _show(expected), _show(found), span))


def comparable(value: object) -> object:
    """A value without what does not count: script, width, spaces, the order of a list; "" for None."""
    if isinstance(value, tuple):
        return tuple(sorted(folded(str(item)) for item in value))
    return folded(str(value)) if value is not None else ""


def _show(value: object) -> str | None:
    if value is None or value == ():
        return None
    return " | ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def compare_lists(figure: str, wanted: list[str], got: list[str], place: Span | None) -> Iterator[Record]:
    """Two lists whose order does not count; the miss of each record points at `place`."""
    both = Counter(wanted) & Counter(got)
    yield figure, Count(right=both.total()), None
    for name in (Counter(wanted) - both).elements():
        yield figure, Count(missing=1), Miss(figure, name, None, place)
    for name in (Counter(got) - both).elements():
        yield figure, Count(extra=1), Miss(figure, None, name, place)
