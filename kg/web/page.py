"""A page as its module hands it over, and its way to HTML or to a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from kg.export import svg
from kg.export.changes import in_simplified
from kg.export.labels import field_label, judged, label, refused
from kg.export.typeset import visible
from kg.model.extraction import Level
from kg.search import terms
from kg.web import visit as addresses
from kg.web import wording
from kg.web.visit import Visit

if TYPE_CHECKING:
    from jinja2 import Environment


# A document number is set in tabular figures and never wraps.
_NUMBER = re.compile(r"\w{1,12}〔\d{4}〕\d{1,5}号")


@dataclass(frozen=True, slots=True)
class Download:
    """A file made from a page: its name, its media type, its bytes."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows: a template, its heading, the one sentence of its finding, its values.

    `section` is the entry of the navigation it belongs to; `trail` the steps that lead to
    it, as (words, link); `downloads` makes exactly this page in other formats, and `shown`
    names what stands on it, as IRIs, for the one in RDF; `partial` says what a page and the
    files that keep to it leave out of what is known.
    """

    template: str
    title: str
    finding: str = ""
    section: str = ""
    trail: tuple[tuple[str, str], ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)
    downloads: Mapping[str, Callable[[], Download]] = field(default_factory=dict)
    shown: tuple[str, ...] = ()
    partial: str = ""
    status: int = 200


def render(page: Page, visit: Visit, **site: object) -> str:
    """The page as HTML in the language of the visit."""
    return _environment().get_template(page.template).render(
        {**page.values, **site, "page": page, "visit": visit, "say": visit.say, "lang": visit.lang})


def warm() -> None:
    """Loads what the first pages and the first search would wait for: templates and a dictionary."""
    environment = _environment()
    for name in environment.list_templates(filter_func=lambda name: not name.startswith("standalone")):
        environment.get_template(name)
    terms("政务公开")


def source(text: str | None) -> Markup:
    """A document's own words: set in 宋体, isolated from the direction of what is around them.

    >>> source("<b>甲</b>")
    Markup('<bdi class="src">&lt;b&gt;甲&lt;/b&gt;</bdi>')
    """
    return Markup('<bdi class="src">') + escape(visible(text or "")) + Markup("</bdi>")


def plain(text: str | None) -> Markup:
    """Words of a document in the voice of the page (names, numbers, titles in lists).

    >>> plain("国办发〔2021〕12号")
    Markup('<bdi><span class="num">国办发〔2021〕12号</span></bdi>')
    """
    return Markup("<bdi>") + _numbered(text or "") + Markup("</bdi>")


def marked(pieces: tuple[tuple[str, bool], ...]) -> Markup:
    """Pieces of a document with those found by a search marked."""
    found = Markup('<mark class="found">{}</mark>')
    words = (found.format(visible(text)) if hit else _numbered(text) for text, hit in pieces)
    return Markup("<bdi>") + Markup("").join(words) + Markup("</bdi>")


def _numbered(text: str) -> Markup:
    """A text with its document numbers set as numbers."""
    return Markup(_NUMBER.sub(r'<span class="num">\g<0></span>', str(escape(visible(text)))))


def seal(level: Level | None, department: bool, held: bool = True) -> Markup:
    """The square seal of a level, outlined where the text is not held."""
    mark = svg.seal(level, department)
    return Markup('<span class="seal {}{}" title="{}" aria-hidden="true">{}</span>').format(
        svg.tone(level, department), "" if held else " o", mark.zh, mark.sign)


def anchor(id: str) -> str:
    """An id of a task as the id of an element: the part that tells tasks apart."""
    return id.rpartition(".")[2]


def _shown(value: object) -> object:
    """Every text that a template prints, with its hidden characters made visible."""
    return visible(value) if type(value) is str else value


@cache
def _environment() -> Environment:
    """The templates, with every value escaped unless a filter above made it safe."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(loader=PackageLoader("kg.web"), autoescape=True, undefined=StrictUndefined,
                              finalize=_shown, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(src=source, doc=plain, marked=marked, label=label, field_label=field_label,
                               judged=judged, refused=refused, drawing=Markup, simple=in_simplified, anchor=anchor)
    environment.globals.update(
        seal=seal, document_path=addresses.document_path, task_path=addresses.task_path,
        unit_path=addresses.unit_path, trace_path=addresses.trace_path, tone=svg.tone,
        lane_name=wording.lane_name, lane_of=wording.lane_of, rhythm=wording.rhythm, method=wording.method,
        choice_name=wording.choice_name, reason=wording.reason, series_name=wording.series_name,
        stage_name=wording.stage_name, year_name=wording.year_name)
    return environment
