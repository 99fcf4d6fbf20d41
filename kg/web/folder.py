"""`kg export html DIR`: the same pages as files that open from disk, without a server.

Pages are asked for from inside and their links made relative. What needs a server (search,
queries, review, filters) is left out; a link to it becomes plain words.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from html import escape
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from starlette.types import ASGIApp

from kg.errors import KgError, UnknownReference
from kg.graph.library import Library
from kg.ledger import find_holder
from kg.model.view import View
from kg.reference import find, find_work
from kg.web import inside
from kg.web.app import create_app
from kg.web.site import Served
from kg.web.visit import trace_path, unit_path

STATIC = Path(__file__).parent / "static"
# The pages that are kept, each with the part of its state that makes it another page.
_KEPT = {"/": (), "/documents": ("start",), "/tasks": ("start",), "/units": ("start",), "/about": (), "/trace": (),
         "/compare": ("a", "b"), "/compare/units": ("a", "b"), "/years": ("series",)}
_BRANCHES = {"/documents/": ("view",), "/tasks/": (), "/units/": ("role", "start"), "/trace/": ("direction", "list")}
# What only points into a page; any other state would make another page, which no file holds.
_POINTING = {"lang", "at", "on", "edge"}
_ILLEGAL = re.compile(r'[<>:"\\|?*\x00-\x1f]|\.$')
LONGEST_NAME = 60

Attributes = list[tuple[str, str | None]]


class PageFailed(KgError):
    """A page of a folder could not be made, so the folder is not whole."""


def write_folder(app: ASGIApp, folder: Path, starts: Iterable[str] = ("/",), hops: int | None = None,
                 lang: str = "zh", tell: Callable[[int, int], None] = lambda done, known: None) -> int:
    """Writes the pages reached from `starts` by at most `hops` links; how many there are.

    `index.html` is the first start. `tell` hears how many pages are written and known. PageFailed
    where one cannot be made.
    """
    ways = [way for start in starts if (way := canonical(start, lang))]
    known = dict.fromkeys(ways, 0)
    ahead = deque(known)
    shutil.copytree(STATIC, folder / "static", dirs_exist_ok=True)
    found: set[str] = set()
    while ahead:
        way = ahead.popleft()
        reply = inside.ask(app, way)
        if reply.status >= 500:
            raise PageFailed(f"the page {way} could not be made; its error stands in the log")
        if reply.status != 200:
            continue
        found.add(way)
        if hops is None or known[way] < hops:
            new = [target for link in links(reply.text) if (target := canonical(link, lang)) and target not in known]
            known.update((target, known[way] + 1) for target in new)
            ahead.extend(dict.fromkeys(new))
        _write(folder, way, reply.text, known, ways[0], lang)
        tell(len(found), len(known))
    return len(found)


def write_pages(library: Library, folder: Path, references: Sequence[str] = (),
                tell: Callable[[int, int], None] = lambda done, known: None) -> int:
    """Writes the pages of a library, those around a document, a task or a unit, or those around
    the comparison of two documents; how many.

    UnknownReference or AmbiguousReference where a reference names none of these.
    """
    served = Served(library)
    try:
        start = _start(served.site().view, references)
        return write_folder(create_app(served), folder, [start], 1 if references else None, tell=tell)
    finally:
        served.close()


def _start(view: View, references: Sequence[str]) -> str:
    """The overview, a comparison, the lineage of a document or task, or the ledger of a unit."""
    if not references:
        return "/"
    if len(references) > 1:
        a, b = (find_work(view, reference) for reference in references[:2])
        return f"/compare?{urlencode({'a': a, 'b': b}, quote_via=quote)}"
    reference = references[0]
    try:
        return trace_path(find(view, reference))
    except UnknownReference:
        try:
            return unit_path(find_holder(view, reference).id)
        except UnknownReference as error:
            raise UnknownReference(reference, ["documents, tasks and units"]) from error


def _write(folder: Path, way: str, text: str, known: Collection[str], first: str, lang: str) -> None:
    names = [file_of(way), *(["index.html"] if way == first else [])]
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        rewriter = _Rewriter(name, known, lang)
        rewriter.feed(text)
        rewriter.close()
        path.write_text("".join(rewriter.parts), "utf-8", newline="\n")


def canonical(link: str, lang: str) -> str | None:
    """The page that a link leads to, without the place in it; None if it is no page of the
    folder, or one with state that files do not keep: a filtered list is not the list.

    >>> canonical("/trace/x?direction=down&lang=en#e1", "en")
    '/trace/x?direction=down&lang=en'
    >>> canonical("/documents/x?at=3-9#here", "zh")
    '/documents/x'
    >>> canonical("/search?q=x", "zh"), canonical("/trace/x?depth=2", "zh"), canonical("/tasks?work=x", "zh")
    (None, None, None)
    """
    parts = urlsplit(link)
    state = _KEPT.get(parts.path, _BRANCHES.get(parts.path[:parts.path.find("/", 1) + 1]))
    if parts.scheme or parts.netloc or state is None:
        return None
    query = dict(parse_qsl(parts.query))
    if query.keys() - _POINTING - set(state) or query.get("lang", "zh") != lang:
        return None
    kept = [(name, query[name]) for name in state if name in query]
    if lang != "zh":
        kept.append(("lang", lang))
    path = quote(unquote(parts.path), safe="/-._~")
    return path + (f"?{urlencode(kept, quote_via=quote)}" if kept else "")


def file_of(way: str) -> str:
    """The file of a page, relative to the folder; its name may stand on any disk.

    >>> file_of("/documents/%E5%9B%BD%E5%8A%9E%E5%8F%91-2021-12")
    'documents/国办发-2021-12.html'
    """
    parts = urlsplit(way)
    folder, _, name = parts.path.strip("/").rpartition("/")
    plain = unquote(name) or "overview"
    query = "&".join(f"{key}={value}" for key, value in parse_qsl(parts.query) if key != "lang")
    safe = _ILLEGAL.sub("_", plain)[:LONGEST_NAME]
    if query or safe != plain:
        safe += "-" + hashlib.sha256(f"{plain}?{query}".encode()).hexdigest()[:8]
    return f"{unquote(folder)}/{safe}.html" if folder else f"{safe}.html"


class _Links(HTMLParser):
    """Collects the links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self.found += [value for name, value in attrs if name == "href" and value]


def links(text: str) -> Iterator[str]:
    """The targets of all links of a page."""
    parser = _Links()
    parser.feed(text)
    yield from parser.found


class _Rewriter(HTMLParser):
    """Copies a page with its links made relative; forms go, text stays to the letter."""

    def __init__(self, name: str, known: Collection[str], lang: str) -> None:
        super().__init__(convert_charrefs=False)
        self._up = "../" * (len(PurePosixPath(name).parts) - 1)
        self._known, self._lang = known, lang
        self._forms = 0
        self.parts: list[str] = []

    def _put(self, text: str) -> None:
        if not self._forms:
            self.parts.append(text)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag == "form":
            self._forms += 1
        if tag == "html":
            attrs = [*attrs, ("class", "static")]
        kept = [(name, value) for name, old in attrs if (value := self._moved(name, old)) is not None or old is None]
        written = "".join(f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in kept)
        self._put(f"<{tag}{written}>")

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)
        self._put(f"</{tag}>")

    def handle_endtag(self, tag: str) -> None:
        self._put(f"</{tag}>")
        if tag == "form":
            self._forms -= 1

    def handle_data(self, data: str) -> None:
        self._put(data)

    def handle_entityref(self, name: str) -> None:
        self._put(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._put(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        self._put(f"<!{decl}>")

    def _moved(self, name: str, value: str | None) -> str | None:
        """An attribute with its link made relative; None where the link leads nowhere here."""
        if value is None or name not in ("href", "src") or value.startswith("#"):
            return value
        if value.startswith("/static/"):
            return self._up + value.lstrip("/")
        target = canonical(value, self._lang)
        if target is None or target not in self._known:
            return None
        mark = urlsplit(value).fragment
        return self._up + quote(file_of(target)) + (f"#{mark}" if mark else "")
