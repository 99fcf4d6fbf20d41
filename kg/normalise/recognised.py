"""Repairs of recognised text, where a gazetteer or the form of a number proves what was printed.

The text as recognised stays what a person sees and what quotes are made of; the rules see
the repaired one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from kg import tables
from kg.model.text import Place, Repair, Span

_SHORTEST = 3
_FIGURES = str.maketrans("OoQIl|", "000111")
_LETTERS = "OoQIl|"         # most texts hold them at their beginning only, in an address of the page
_MISREAD = re.compile(r"[OoQIl|][0-9OoQIl|]{0,4} ?[〕号年月日天个工小]")  # far cheaper than what it must be part of
_LONGEST_MISREAD = 7


def is_recognised(places: Iterable[Place]) -> bool:
    """Whether a text comes, in part at least, from a recogniser."""
    return any(place.confidence < 1 for place in places)


def find_repairs(text: str, places: Sequence[Place]) -> tuple[Repair, ...]:
    """What is to be repaired in a Simplified, half-width text, in its order.

    A letter among the figures of a date or a document number is one of them, in whatever text. A character
    goes for its look-alike only where that makes a name or title of the gazetteers out of what is none, in
    a text that was recognised.

    >>> place = Place(Span(0, 12), confidence=0.9)
    >>> [(one.seen, one.meant) for one in find_repairs("市生态坏境局国办发〔2O21〕1号", [place])]
    [('坏', '环'), ('2O21', '2021')]
    """
    names = _names(text) if is_recognised(places) else ()
    found = {repair.span.start: repair for repair in (*names, *_figures(text))}
    return tuple(found[start] for start in sorted(found))


def repaired(text: str, repairs: Iterable[Repair]) -> str:
    """The text with its repairs made; its length does not change."""
    for repair in repairs:
        text = text[:repair.span.start] + repair.meant + text[repair.span.end:]
    return text


def _figures(text: str) -> Iterator[Repair]:
    at = [place for letter in _LETTERS for place in (text.find(letter), text.rfind(letter)) if place >= 0]
    if not at or _MISREAD.search(text, min(at), max(at) + _LONGEST_MISREAD) is None:
        return
    for name, reason in (("number_figures", "a document number"), ("date_figures", "a date")):
        for match in tables.patterns("recognised_patterns")[name].regex.finditer(text):
            meant = match[0].translate(_FIGURES)
            if meant != match[0]:
                yield Repair(Span(*match.span()), match[0], meant, reason)


def _names(text: str) -> Iterator[Repair]:
    present = set(text)
    for wrong, name, offset in _misreadings():
        # Far cheaper than to look for each: most need a character that the text has not.
        if wrong[offset] in present and name[(offset + 1) % len(name)] in present:
            at = text.find(wrong)
            while at >= 0:
                yield Repair(Span(at + offset, at + offset + 1), wrong[offset], name[offset], name)
                at = text.find(wrong, at + 1)


@cache
def _misreadings() -> tuple[tuple[str, str, int], ...]:
    """Every name with one character gone for a look-alike: the misreading, the name, and which."""
    names = _names_known()
    wrong: dict[str, tuple[str, str, int]] = {}
    for name in sorted(names, key=len):
        for offset, character in enumerate(name):
            for seen in _lookalikes().get(character, ()):
                misread = name[:offset] + seen + name[offset + 1:]
                if not any(misread in known for known in names):
                    wrong.setdefault(misread, (misread, name, offset))
    return tuple(wrong.values())


def _names_known() -> frozenset[str]:
    """The names and titles of the gazetteers that are long enough to prove anything."""
    listed = [*tables.column("agencies", "name"), *tables.column("organs", "name"),
              *tables.column("regulations", "title"), *tables.column("regulations", "short")]
    aliases = (alias for table in ("agencies", "organs") for cell in tables.column(table, "aliases")
               for alias in cell.split(";"))
    return frozenset(name for name in (*listed, *aliases) if len(name) >= _SHORTEST)


def _lookalikes() -> Mapping[str, Sequence[str]]:
    """What each character is mistaken for."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in tables.rows("lookalikes"):
        found[row["meant"]].append(row["seen"])
    return found
