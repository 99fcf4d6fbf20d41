"""The schema as a drawing: the classes of everyday questions as boxes, joined by properties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from kg.export.labels import Lang
from kg.export.schema import DRAWN
from kg.export.typeset import width
from kg.graph.terms import Term

# Where each class stands, in columns and rows: papers on the left, duties in the middle, bodies on the right.
PLACES = {
    "SourceFile": (0, 0), "DocumentText": (0, 1), "TextSpan": (0, 2), "PlanSeries": (1, 0), "Document": (1, 1),
    "Citation": (1, 3), "DocumentDerivation": (0, 3), "Section": (2, 0), "Task": (2, 1), "TaskMatch": (2, 2),
    "Judgement": (2, 3), "TimeLimit": (3, 0), "Assignment": (3, 1), "Demand": (3, 2), "Organisation": (4, 1),
    "InternalUnit": (4, 2), "Region": (4, 0)}
BOX = (148.0, 48.0)
STEP = (262.0, 112.0)


def draw_schema(terms: Sequence[Term], lang: Lang) -> str:
    """One `<svg>` element; colours come from the page."""
    named = {term.name: term for term in terms}
    wide = STEP[0] * max(column for column, _ in PLACES.values()) + BOX[0]
    high = STEP[1] * max(row for _, row in PLACES.values()) + BOX[1]
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": "schema", "role": "img",
                           "viewBox": f"-4 -4 {wide + 8:g} {high + 8:g}",
                           "aria-label": "图谱的结构" if lang == "zh" else "The schema of the graph"})
    for start, _, finish in DRAWN:
        _line(root, PLACES[start], PLACES[finish])
    seen: Counter[frozenset[str]] = Counter()
    for start, joined, finish in DRAWN:
        _label(root, _words(named[joined], lang), PLACES[start], PLACES[finish], seen[frozenset((start, finish))])
        seen[frozenset((start, finish))] += 1
    for name, (column, row) in PLACES.items():
        x, y = column * STEP[0], row * STEP[1]
        SubElement(root, "rect", {"x": f"{x:g}", "y": f"{y:g}", "rx": "6",
                                  "width": f"{BOX[0]:g}", "height": f"{BOX[1]:g}"})
        _text(root, _words(named[name], lang), x + BOX[0] / 2, y + 21, "what")
        _text(root, name, x + BOX[0] / 2, y + 38, "name")
    return tostring(root, encoding="unicode")


def _words(term: Term, lang: Lang) -> str:
    return term.zh if lang == "zh" else term.en


def _middle(place: tuple[int, int]) -> tuple[float, float]:
    return place[0] * STEP[0] + BOX[0] / 2, place[1] * STEP[1] + BOX[1] / 2


def _line(root: Element, start: tuple[int, int], finish: tuple[int, int]) -> None:
    (x0, y0), (x1, y1) = _middle(start), _middle(finish)
    SubElement(root, "path", {"d": f"M{x0:g} {y0:g}L{x1:g} {y1:g}"})


def _label(root: Element, words: str, start: tuple[int, int], finish: tuple[int, int], others: int) -> None:
    """The name of a property on its line, below the names of others between the same boxes."""
    (x0, y0), (x1, y1) = _middle(start), _middle(finish)
    _text(root, words, (x0 + x1) / 2, (y0 + y1) / 2 - 3 + 16 * others, "joined")


def _text(root: Element, words: str, x: float, y: float, kind: str) -> None:
    size = 11.0
    fits = width(words, size) <= BOX[0] - 8
    element = SubElement(root, "text", {"x": f"{x:g}", "y": f"{y:g}", "class": kind if fits else f"{kind} tight",
                                        "text-anchor": "middle"})
    element.text = words
