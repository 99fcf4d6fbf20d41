"""The same document as copies print it: other characters for the same words, other ends of lines, blanks and tags."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType

from kg import tables

_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_BETWEEN = 30               # characters from one of no width to the next, on average


def _with_radicals(text: str) -> str:
    """Each character that a radical looks like printed as that, as fonts of PDF files have them."""
    return text.translate({ord(row["character"]): row["radical"] for row in tables.rows("radicals")})


def _with_zero_width(text: str) -> str:
    """Characters of no width between others, but in tags."""
    chance, pieces = Random(len(text)), []
    within = False
    for character in text:
        within = character == "<" or (within and character != ">")
        pieces.append(character)
        if not within and chance.random() * _BETWEEN < 1:
            pieces.append(chance.choice(_ZERO_WIDTH))
    return "".join(pieces)


def _lines(begin: str, end: str, behind: str) -> Callable[[str], str]:
    """Each line between two stretches, another behind it."""
    return lambda text: behind.join(f"{begin}{line}{end}" for line in text.split("\n"))


REPRINTS: Mapping[str, Callable[[str], str]] = MappingProxyType({
    "radicals": _with_radicals,
    "zero width": _with_zero_width,
    "paragraph tags": _lines('<p style="text-indent:2em">', "</p>", "\n"),
    "line tags": lambda text: text.replace("\n", "<br/>\n"),
    "entities": lambda text: text.replace("、", "&#12289;").replace("\u3000", "&emsp;").replace("“", "&ldquo;"),
    "hard spaces": lambda text: text.replace(" ", "\u00a0"),
    "blank lines": _lines("", "", "\n\n"),
    "blanks behind lines": _lines("", "  ", "\n"),
    "CR LF": lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"),
    "line separators": lambda text: text.replace("\r\n", "\n").replace("\n", "\u2028"),
    "ratio signs": lambda text: text.replace("：", "∶"),
    "straight quotes": lambda text: text.replace("“", '"').replace("”", '"'),
})
