"""What the elements of a Word document say (ECMA-376, part 1, 17): tracked changes as accepted,
wrappers looked through, text boxes apart."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of the elements' names."""
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = frozenset({f"{W}{name}" for name in (
    "del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "pPr", "rPr", "sectPr", "tblPr", "trPr",
    "tcPr", "sdtPr", "sdtEndPr", "tblGrid")})
_BOX = f"{W}txbxContent"
_TRUE = frozenset({None, "1", "true", "on"})


def flat(parent: _Element) -> Iterator[_Element]:
    """The paragraphs, tables, rows or cells below `parent`, out of their wrappers
    (content controls, custom XML, insertions), without deleted ones."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"):
            yield child
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from flat(child)


def rows(table: _Element) -> Iterator[_Element]:
    """The rows of a table, without those whose deletion is tracked."""
    for child in flat(table):
        properties = child.find(f"{W}trPr")
        if child.tag == f"{W}tr" and (properties is None or properties.find(f"{W}del") is None):
            yield child


def runs(element: _Element) -> Iterator[str]:
    """The printed text of a paragraph, text boxes aside."""
    for child in element:
        name = child.tag
        if name in _SKIPPED or name == _BOX or name == f"{_MC}Fallback":
            continue
        if name == f"{W}t":
            yield child.text or ""
        elif name in (f"{W}tab", f"{W}ptab"):
            yield " "
        elif name == f"{W}cr" or (name == f"{W}br" and child.get(f"{W}type") in (None, "textWrapping")):
            yield "\n"
        elif name == f"{W}noBreakHyphen":
            yield "-"
        elif name == f"{W}r" and _is_hidden(child):
            continue
        else:
            yield from runs(child)


def _is_hidden(run: _Element) -> bool:
    properties = run.find(f"{W}rPr")
    hidden = None if properties is None else properties.find(f"{W}vanish")
    return hidden is not None and hidden.get(f"{W}val") in _TRUE


def boxes(element: _Element) -> Iterator[_Element]:
    """The text boxes anchored in a paragraph, each once: the fallback repeats the choice."""
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag == f"{_MC}AlternateContent":
            first = next(iter(child), None)
            yield from boxes(first) if first is not None else ()
        elif child.tag not in _SKIPPED:
            yield from boxes(child)


def mark_deleted(element: _Element) -> bool:
    """Whether the end of a paragraph is a tracked deletion, so that the next one goes on."""
    return element.find(f"{W}pPr/{W}rPr/{W}del") is not None


def val(parent: _Element, name: str) -> str | None:
    """The w:val of a child called `name`; None without such a child."""
    child = parent.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def number_in(parent: _Element | None, name: str, otherwise: int) -> int:
    """The whole number of a child called `name`, 100 at the most, or `otherwise`."""
    value = None if parent is None else val(parent, name)
    return min(int(value), 100) if value and value.isdecimal() and len(value) < 6 else otherwise
