"""The part of a government web page that is the document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.etree import _Element

from kg import tables

_NEVER = ("script", "style", "noscript", "template", "iframe", "svg", "select", "button", "object", "nav", "title",
          "input", "textarea", "audio", "video", "canvas", "head")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_OWN_LEAST = 20
_WIDE_SHARE = 0.5
_DOMINANT = 0.8


@dataclass(frozen=True, slots=True)
class Weights:
    """Characters of text outside links per element, and inside links."""

    plain: dict[_Element, int]
    linked: dict[_Element, int]


def prune(body: _Element) -> None:
    """Remove from a page what is no text of it: scripts, hidden parts, navigation."""
    for element in list(body.iter(*_NEVER)):
        _drop(element)
    for element in [found for found in body.iter() if isinstance(found.tag, str) and _is_hidden(found)]:
        _drop(element)
    weights = weigh(body)
    whole = weights.plain[body]
    for element in [found for found in body.iter() if isinstance(found.tag, str)]:
        if element is not body and _is_furniture(element, weights, whole):
            _drop(element)


def choose(body: _Element) -> _Element:
    """The element that holds the document: a known container, else where the text is."""
    weights = weigh(body)
    named = _named(body, weights)
    return named if named is not None else _densest(body, weights)


def weigh(body: _Element) -> Weights:
    """The weights of every element of a page, bottom up."""
    plain: dict[_Element, int] = {}
    linked: dict[_Element, int] = {}
    for element in reversed(list(body.iter())):
        own = len((element.text or "").strip()) if isinstance(element.tag, str) else 0
        tails = sum(len((child.tail or "").strip()) for child in element)
        text = own + tails + sum(plain.get(child, 0) for child in element)
        links = sum(linked.get(child, 0) for child in element)
        plain[element], linked[element] = (0, text + links) if element.tag == "a" else (text, links)
    return Weights(plain, linked)


def _drop(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        element.drop_tree()


def _is_hidden(element: _Element) -> bool:
    return bool(_HIDDEN.search(element.get("style") or "")) or element.get("hidden") is not None \
        or element.get("aria-hidden") == "true"


def _is_furniture(element: _Element, weights: Weights, whole: int) -> bool:
    """A part named for navigation, or a list of links, that is not most of the page."""
    plain, linked = weights.plain[element], weights.linked[element]
    if plain * 2 > whole:
        return False
    if element.tag == "footer" or _words(element) & tables.column("page_furniture", "word"):
        return True
    return element.tag in ("ul", "ol", "div", "table", "td") and linked > 3 * plain and _links(element) > 3


def _links(element: _Element) -> int:
    return sum(1 for _ in element.iter("a"))


def _names(element: _Element) -> frozenset[str]:
    """The classes and the id of an element."""
    return frozenset(f"{element.get('class') or ''} {element.get('id') or ''}".lower().split())


def _words(element: _Element) -> frozenset[str]:
    """The words that classes and id are made of: main-nav holds nav."""
    return frozenset(word for name in _names(element) for word in (name, *_NAME.findall(name)))


def _named(body: _Element, weights: Weights) -> _Element | None:
    own = tables.column("page_containers", "name", strength="own")
    wide = tables.column("page_containers", "name", strength="wide")
    elements = [element for element in body.iter() if isinstance(element.tag, str)]
    found = [element for element in elements if _names(element) & own]
    heavy = [element for element in found if weights.plain[element] >= _OWN_LEAST]
    if not heavy:
        heavy = [element for element in elements if _names(element) & wide
                 and weights.plain[element] >= _WIDE_SHARE * weights.plain[body]]
        heavy = heavy[-1:]  # the innermost that still holds most of the page
    return _common(heavy, weights)


def _common(found: list[_Element], weights: Weights) -> _Element | None:
    """The heaviest of the elements, widened to hold the others that are as heavy as a tenth."""
    if not found:
        return None
    best = max(found, key=lambda element: weights.plain[element])
    others = [element for element in found if weights.plain[element] * 10 >= weights.plain[best]]
    ancestors = [best, *best.iterancestors()]
    return next(element for element in ancestors
                if all(element is other or element in other.iterancestors() for other in others))


def _densest(body: _Element, weights: Weights) -> _Element:
    """Down from the body while one child holds nearly all the text."""
    current = body
    while (child := _dominant(current, weights)) is not None:
        current = child
    return current


def _dominant(element: _Element, weights: Weights) -> _Element | None:
    if element.tag in ("p", "tr", "h1"):
        return None
    whole = weights.plain[element]
    return next((child for child in element if isinstance(child.tag, str) and child.tag != "tbody"
                 and weights.plain[child] >= _DOMINANT * whole > 0 and child.tag not in ("p", "span", "table")), None)


def furniture(line: str, last: bool) -> bool:
    """Whether a line of the main part is a toolbar, a path or a pointer; at the end of the
    page also the site's foot."""
    found = tables.patterns("page_patterns")
    names = ("breadcrumb", "toolbar", "neighbour", *(("copyright",) if last else ()))
    return any(found[name].regex.search(line.strip()) for name in names)
