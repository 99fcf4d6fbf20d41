"""Nobody but the person at this machine reads or writes; no text of a document acts."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.applications import Starlette

from kg.build import build
from kg.export import html as pages
from kg.graph.library import Library
from kg.lineage import trace
from kg.model.answers import Direction
from kg.web.app import create_app
from kg.web.folder import links
from kg.web.inside import ask
from kg.web.site import Served

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
    "]]><!--", "&lt;b&gt;", "=HYPERLINK(\"http://evil.example\")", "零\u200b宽",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Served:
    """A library whose documents are full of text that wants to be more than text."""
    folder = tmp_path_factory.mktemp("hostile")
    nasty = "".join(HOSTILE)
    (folder / "恶意.txt").write_text(
        f"{nasty}市人民政府办公室文件\n\n某府办〔2021〕9号\n\n关于印发《{nasty}2021年政务公开工作要点》的通知\n\n"
        f"各{nasty}局：\n\n为贯彻落实《国务院办公厅关于印发{nasty}2021年政务公开工作要点的通知》"
        f"（国办发〔2021〕12号），现印发给你们。\n\n一、{nasty}信息公开\n\n"
        f"1. 于2021年11月20日前公开{nasty}信息。（{nasty}处牵头，{nasty}科配合）\n\n"
        f"2. 公开{'很长的标题' * 2000}信息。（综合处负责）\n", "utf-8")
    library = Library.create_or_open(folder / "library")
    report = build([folder / "恶意.txt"], library)
    assert report.counts.documents == 1
    return Served(library)


def test_hostile_text_is_text_on_every_page(hostile: Served) -> None:
    app = create_app(hostile)
    view = hostile.site().view
    work = next(work for work in view.works() if work.held)
    asked = ["/", "/documents", "/tasks", "/units", "/search?q=alert", "/review", "/trace", "/graph", "/compare"]
    todo = [*asked, *(link for page in asked for link in links(ask(app, page).text)
                      if link.startswith(("/documents/", "/tasks/", "/units/", "/trace/")))]
    seen = 0
    for address in dict.fromkeys(todo):
        reply = ask(app, address)
        if reply.status != 200:
            continue
        seen += 1
        harmless(reply.text, address)
    assert work.held and seen > len(asked)


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


def test_hostile_text_is_text_in_files(hostile: Served) -> None:
    view = hostile.site().view
    work = next(work for work in view.works() if work.held)
    found = trace(view, work.id, Direction.BOTH)
    assert scripts_of(pages.lineage_page(found)) == 3, "the page has its own three scripts and no other"
    drawing = ask(create_app(hostile), f"/trace/{work.id}?format=svg")
    tree = ElementTree.fromstring(drawing.text)
    assert all(not name.lower().startswith("on") for element in tree.iter() for name in element.attrib)
    assert "script" not in {element.tag.rpartition("}")[2] for element in tree.iter()}


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
