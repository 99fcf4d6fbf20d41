"""Nobody but the person at this machine reads or writes; no text of a document acts."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shlex
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from starlette.applications import Starlette

from kg.build import build
from kg.graph.library import Library
from kg.web.app import create_app
from kg.web.folder import links, write_folder
from kg.web.inside import ask
from kg.web.site import Served
from pages import path

FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "", "[::2]",
                                  "127.0.0.2", "evil.example:80"])
@pytest.mark.parametrize("address", ["/", "/static/page.js", "/sparql", "/nowhere", "/doc/x"])
def test_other_hosts_are_refused_on_every_route(demo_app: Starlette, address: str, host: str) -> None:
    reply = ask(demo_app, address, headers={"host": host})
    assert reply.status == 421 and b"kg" not in reply.body


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost:1", "LOCALHOST", "[::1]:8000"])
def test_this_machine_is_served(demo_app: Starlette, host: str) -> None:
    assert ask(demo_app, "/", headers={"host": host}).status == 200


@pytest.mark.parametrize("headers", [
    {"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1:9"},
    {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
])
@pytest.mark.parametrize("address", ["/review", "/rebuild", "/sparql"])
def test_another_site_cannot_write(demo_app: Starlette, address: str, headers: dict[str, str]) -> None:
    assert ask(demo_app, address, "POST", {**FORM, **headers}, b"token=x").status == 403


@pytest.mark.parametrize("body", [b"", b"token=", b"token=wrong&about=match&ruling=reject", b"about=match"])
@pytest.mark.parametrize("address", ["/review", "/rebuild"])
def test_a_write_needs_the_token(demo_app: Starlette, demo_served: Served, address: str, body: bytes) -> None:
    assert ask(demo_app, address, "POST", FORM, body).status == 403
    assert not demo_served.library.layout.judgements.exists()
    assert not demo_served.rebuild.state.running


@pytest.mark.parametrize(("headers", "body"), [({}, b"token=x"), (FORM, b"x" * 70_000)])
def test_a_form_is_a_small_form(demo_app: Starlette, headers: dict[str, str], body: bytes) -> None:
    assert ask(demo_app, "/review", "POST", headers, body).status == 413


@pytest.mark.parametrize("address", ["/", "/nowhere", "/static/page.js", "/query?query=x"])
def test_headers_stand_on_every_answer(demo_app: Starlette, address: str) -> None:
    headers = ask(demo_app, address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("address", ["/%3Cscript%3Ealert(1)%3C/script%3E", "/documents/%22onload=alert(1)",
                                     "/doc/..%2F..%2Fetc%2Fpasswd", "/static/../app.py", "/static/%2e%2e/app.py"])
def test_what_is_missing_is_not_echoed(demo_app: Starlette, address: str) -> None:
    reply = ask(demo_app, address, headers={"accept": "text/html"})
    assert reply.status in (303, 404)
    assert "alert" not in reply.text and "passwd" not in reply.text and "import" not in reply.text


def test_an_unforeseen_error_shows_an_id_and_no_stack(demo_served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> str:
        raise RuntimeError("secret of the house")

    monkeypatch.setattr("kg.web.app.render", fail)
    reply = ask(create_app(demo_served), "/")
    assert reply.status == 500
    assert re.search(r"<b>[0-9a-f]{8}</b>", reply.text)
    assert "secret" not in reply.text and "Traceback" not in reply.text


HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "javascript:alert(1)",
    "{{ 7*7 }}", "</title><script>alert(2)</script>", "\u202e倒写\u202c", "\u2066隔离\u2069", "عربي", "🐼熊猫",
    "]]><!--", "&lt;b&gt;", "=HYPERLINK(\"http://evil.example\")", "零\u200b宽", "\u2028行\u2029段",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Served:
    """A library whose documents are full of text that wants to be more than text."""
    folder = tmp_path_factory.mktemp("hostile")
    nasty = "".join(HOSTILE)
    (folder / "plans").mkdir()
    for year in (2021, 2022):
        (folder / "plans" / f"{year}.txt").write_text(
            f"{nasty}市人民政府办公室文件\n\n某府办〔{year}〕9号\n\n关于印发《{nasty}{year}年政务公开工作要点》的通知\n\n"
            f"各{nasty}局：\n\n为贯彻落实《国务院办公厅关于印发{nasty}{year}年政务公开工作要点的通知》"
            f"（国办发〔{year}〕12号），现印发给你们。\n\n一、{nasty}信息公开\n\n"
            f"1. 于{year}年11月20日前公开{nasty}信息。（{nasty}处牵头，{nasty}科配合）\n\n"
            f"2. 公开{'很长的标题' * 2000}信息。（综合处负责）\n", "utf-8")
    library = Library.create_or_open(folder / "library")
    report = build([folder / "plans"], library)
    assert report.counts.documents == 2
    return Served(library)


# Every kind of page that shows words of a document, by where its address is found.
WAYS = {
    "overview": ("/", ""), "documents": ("/documents", ""), "tasks": ("/tasks", ""), "units": ("/units", ""),
    "search": ("/search?q=信息公开", ""), "review": ("/review", ""), "traces": ("/trace", ""), "graphs": ("/graph", ""),
    "comparisons": ("/compare", ""), "document": ("/documents?held=1", "/documents/"),
    "structure": ("/documents?held=1", "/documents/"), "cited only": ("/documents?held=0", "/documents/"),
    "task": ("/tasks", "/tasks/"), "ledger": ("/units", "/units/"), "lineage": ("/documents?held=1", "/trace/"),
    "lineage of a task": ("/tasks", "/tasks/"), "graph": ("/graph", "/graph?open="), "comparison": ("", ""),
    "by unit": ("", ""), "passage": ("", ""), "path": ("", ""), "one decision": ("", ""),
    "named question": ("/query?name=documents&run=1", ""),
    "results": ("/query?query=SELECT ?words WHERE { ?unit gk:words ?words }", "")}


def hostile_address(served: Served, name: str) -> str:
    """The address of a kind of page over the hostile library."""
    start, prefix = WAYS[name]
    view = served.site().view
    older, newer = (work.id for work in view.works() if work.held)
    cited = view.derivations_from(newer)[0].target
    direct = {"comparison": path("compare", a=older, b=newer), "by unit": path("compare", "units", a=older, b=newer),
              "passage": path("documents", newer, at="0-400"), "path": path("graph", open=newer, to=cited),
              "one decision": path("review", source=newer, target=cited)}
    if name in direct:
        return direct[name]
    found = start
    if prefix:
        found = next(link for link in links(ask(create_app(served), quote(start, safe="/?=&")).text)
                     if link.startswith(prefix))
    if name == "lineage of a task":
        found = found.replace("/tasks/", "/trace/")
    tail = {"structure": "view=outline", "lineage": "direction=both"}.get(name, "")
    return quote(found, safe="/?=&%") + (("&" if "?" in found else "?") + tail if tail else "")


@pytest.mark.parametrize("name", WAYS)
def test_hostile_text_is_text_on_every_page(hostile: Served, name: str) -> None:
    reply = ask(create_app(hostile), hostile_address(hostile, name))
    assert reply.status == 200
    harmless(reply.text, name)
    own = 3 if name in ("named question", "results") else 2
    assert scripts_of(reply.text) == own, "the page's own scripts, from its own address"


TAKEN = [(name, format) for name, formats in {
    "documents": ("csv", "json", "ttl"), "tasks": ("csv", "json", "ttl"), "units": ("csv", "json", "ttl"),
    "document": ("csv", "json", "ttl"), "task": ("csv", "json", "ttl"), "ledger": ("csv", "json", "ttl"),
    "lineage": ("csv", "json", "svg", "html", "ttl"), "comparison": ("csv", "json", "html", "ttl"),
    "graph": ("csv", "svg", "ttl"), "path": ("csv", "svg", "ttl"), "by unit": ("csv", "json"),
    "results": ("csv", "json")}.items() for format in formats]


@pytest.mark.parametrize(("name", "format"), TAKEN)
def test_hostile_text_is_text_in_what_is_taken_away(hostile: Served, name: str, format: str) -> None:
    address = hostile_address(hostile, name)
    reply = ask(create_app(hostile), f"{address}{'&' if '?' in address else '?'}format={format}")
    assert reply.status == 200 and "attachment" in reply.headers["content-disposition"]
    assert not re.search(r"[\r\n\x00]", reply.headers["content-disposition"])
    if format == "csv":
        cells = [cell for row in csv.reader(io.StringIO(reply.body.decode("utf-8-sig"))) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))]
    elif format == "svg":
        tree = ElementTree.fromstring(reply.text)
        assert all(not attribute.lower().startswith("on") for element in tree.iter() for attribute in element.attrib)
        assert "script" not in {element.tag.rpartition("}")[2] for element in tree.iter()}
    elif format == "html":
        assert scripts_of(reply.text) == (3 if name == "lineage" else 0), "its own scripts and no other"
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x00]", reply.text.split("<script>")[0])
    elif format == "json":
        json.loads(reply.body)
    else:
        assert list(ox.parse(reply.body, format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize("format", ["xlsx", "docx"])
def test_hostile_text_is_text_in_office_files(hostile: Served, format: str) -> None:
    body = ask(create_app(hostile), hostile_address(hostile, "comparison") + f"&format={format}").body
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        for part in package.namelist():
            if part.endswith((".xml", ".rels")):
                tree = ElementTree.fromstring(package.read(part))
                assert not [element for element in tree.iter() if element.tag.endswith("}f")], "a formula"
                assert not re.search("[\u202a-\u202e\u2066-\u2069]", package.read(part).decode())


def test_hostile_text_is_text_in_a_folder(hostile: Served, tmp_path: Path) -> None:
    count = write_folder(create_app(hostile), tmp_path, ["/"], hops=2)
    pages_written = list(tmp_path.rglob("*.html"))
    assert count > 10 and len(pages_written) == count + 1
    for page in pages_written:
        assert scripts_of(page.read_text("utf-8")) == 2 and len(page.name) < 120


def test_a_command_to_copy_keeps_hostile_words_quoted(hostile: Served) -> None:
    value = "'; rm -rf ~ #"
    page = ask(create_app(hostile), "/query?" + urlencode({"name": "unit-tasks", "p-unit": value, "run": "1"})).text
    command = html.unescape(page.split('id="as-kg" hidden>')[1].split("</pre>")[0])
    assert shlex.split(command) == ["kg", "query", "--name", "unit-tasks", "--set", f"unit={value}"]


def harmless(page: str, where: str) -> None:
    """Nothing of HOSTILE became markup, and no hidden character went through."""
    assert not re.search(r"<script(?![^>]*src=\"/static/)", page, re.I), where
    assert not re.search(r"<[^>]*\son\w+\s*=", re.sub(r'"[^"]*"', '""', page), re.I), where
    assert not re.search(r"<(img|svg)[^>]*alert", page, re.I), where
    assert not re.search(r'href="\s*javascript:', page, re.I), where
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x00]", page), where


def scripts_of(page: str) -> int:
    """How many script elements a browser would see."""
    parser = _Scripts()
    parser.feed(page)
    return parser.count


class _Scripts(HTMLParser):
    count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count += tag == "script"
        assert not any(name.startswith("on") for name, _ in attrs)


def test_a_spreadsheet_takes_no_text_for_a_formula() -> None:
    from kg.web.sheets import csv_bytes
    rows = csv_bytes(["列"], [["=1+1"], ["+1"], ["-1"], ["@x"], ["\t=1"], ["安全"]]).decode("utf-8-sig").split("\r\n")
    assert rows[1:-1] == ["'=1+1", "'+1", "'-1", "'@x", "'\ufffd=1", "安全"] or all(
        row.startswith(("'", "安全", "\"'")) for row in rows[1:-1])


def test_nothing_is_asked_of_other_machines(tmp_path: Path) -> None:
    from kg import resources
    for folder in ("templates", "static"):
        for file in resources.path("web", folder).rglob("*"):
            if file.is_file():
                text = re.sub(r"http://www\.w3\.org/[\w/]+", "", file.read_text("utf-8"))
                assert not re.search(r"""(src|href|url)\s*[=(]\s*["']?(https?:)?//""", text), file.name
