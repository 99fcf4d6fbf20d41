"""The paragraph styles of a Word document that number paragraphs or list contents."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import _Element

from kg.readers.docx_markup import W, val


@dataclass(frozen=True, slots=True)
class Styles:
    """The list and level that each numbering style belongs to, and the styles of tables of contents."""

    lists: dict[str, tuple[str, int]]
    contents: frozenset[str]


def styles_of(root: _Element | None) -> Styles:
    """The Styles of `word/styles.xml`; none without it."""
    if root is None:
        return Styles({}, frozenset())
    styles = {style.get(f"{W}styleId") or "": style for style in root.iter(f"{W}style")}
    lists = {key: found for key in styles if (found := _list_of(key, styles)) is not None}
    names = {key: (val(style, "name") or "").lower() for key, style in styles.items()}
    return Styles(lists, frozenset(key for key, name in names.items() if name.startswith("toc ")))


def _list_of(key: str, styles: dict[str, _Element]) -> tuple[str, int] | None:
    """The list of a style, its own or inherited."""
    level: str | None = None
    for _ in range(len(styles)):
        own = styles[key].find(f"{W}pPr/{W}numPr") if key in styles else None
        if own is not None:
            level = level or val(own, "ilvl")
            if (number := val(own, "numId")) is not None:
                return (number, int(level) if level and level.isdecimal() else 0) if number != "0" else None
        based = val(styles[key], "basedOn") if key in styles else None
        if based is None:
            return None
        key = based
    return None
