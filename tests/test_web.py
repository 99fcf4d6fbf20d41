"""The pages: each says its finding, links to its evidence, and can be taken away."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette

from kg import demo, resources
from kg.build import build
from kg.graph.library import Library
from kg.web.app import SECTIONS, create_app
from kg.search import Catalogue, WorkRow
from kg.web.folder import PageFailed, links, write_folder
from kg.web.inside import ask
from kg.web.site import Served
from pages import JIANGMEN, PAGES, addresses_of, html_of, path, post, words_of, work_named

HEAVIEST_PAGE = 1_000_000


@pytest.fixture(scope="module")
def addresses(demo_served: Served) -> dict[str, str]:
    """An address of every kind of page, by its name."""
    return addresses_of(demo_served.site().view)


def test_every_kind_of_page_is_tried(addresses: dict[str, str]) -> None:
    assert set(addresses) == set(PAGES)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_without_script(demo_app: Starlette, addresses: dict[str, str], name: str, lang: str) -> None:
    address = addresses[name] + (("&" if "?" in addresses[name] else "?") + "lang=en" if lang == "en" else "")
    html = html_of(ask(demo_app, address))
    assert len(html) < HEAVIEST_PAGE
    assert f'<html lang="{"zh-Hans" if lang == "zh" else "en"}"' in html
    assert len(re.findall(r"<h1\b", html)) == 1
    assert re.search(r'class="lead[^"]*">[^<]*\S', html) or "<bdi>" in html.split('class="lead')[1][:20], "no finding"
    assert not re.search(r'\sstyle="|\son\w+="|<script(?![^>]*\ssrc=)', html), "inline style or script"
    assert "Undefined" not in html and "None" not in words_of(html)


@pytest.mark.parametrize("name", PAGES)
def test_every_link_of_a_page_leads_somewhere(demo_app: Starlette, addresses: dict[str, str], name: str) -> None:
    html = html_of(ask(demo_app, addresses[name]))
    ids = set(re.findall(r'\sid="([^"]+)"', html))
    targets = {link for link in links(html) if not link.startswith(("/static/", "http"))}
    for mark in {link for link in targets if link.startswith("#")}:
        assert mark[1:] in ids, f"{mark} is not on the page"
    for target in sorted(targets - {link for link in targets if link.startswith("#")})[:25]:
        assert ask(demo_app, target.partition("#")[0]).status == 200, target


def test_nav_names_every_section(demo_app: Starlette) -> None:
    html = html_of(ask(demo_app, "/"))
    assert all(f'href="{path}"' in html and zh in html for _, path, zh, _ in SECTIONS)


def test_trace_shows_the_whole_chain_with_its_sentence(demo_app: Starlette, addresses: dict[str, str]) -> None:
    html = html_of(ask(demo_app, addresses["trace"]))
    for number in (JIANGMEN, "江府办函〔2021〕129号", "粤府办〔2021〕17号", "国办发〔2021〕12号"):
        assert number in html
    assert html.count('class="e inf"') >= 2, "steps between documents that are not held are dashed"
    assert html.count('class="e"') >= 3, "the three stated steps are solid"
    assert "为贯彻落实" in html and "未入库" in html


def test_evidence_opens_the_passage(demo_app: Starlette, addresses: dict[str, str]) -> None:
    html = html_of(ask(demo_app, addresses["trace"]))
    target = next(link for link in links(html) if "#here" in link or re.search(r"#c\d", link))
    page, mark = target.split("#")
    assert f'id="{mark}"' in html_of(ask(demo_app, page))


def test_document_shows_its_text_to_the_letter(demo_app: Starlette, demo_served: Served,
                                               addresses: dict[str, str]) -> None:
    view = demo_served.site().view
    text = view.extraction(work_named(view, JIANGMEN)).text
    article = html_of(ask(demo_app, addresses["document"])).split("<article")[1].split("</article>")[0]
    shown = "".join(re.sub(r'<sup class="ev">[^<]*</sup>|<[^>]+>', "", article).split())
    shown = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"').replace("&amp;", "&")
    missing = [line for line in text.split() if line not in shown and not line.startswith("<")]
    assert not missing[:5]


@pytest.mark.parametrize(("query", "wanted"), [
    ("江环办〔2021〕50号", JIANGMEN),         # as printed
    ("江环办[2021]50号", JIANGMEN),           # ASCII brackets
    ("江環辦（2021）50 號", JIANGMEN),        # Traditional, full-width brackets, a blank
    ("政务公开工作要点分工方案", JIANGMEN),    # a piece of the title
])
def test_search_finds_a_document_in_any_form(demo_app: Starlette, query: str, wanted: str) -> None:
    html = html_of(ask(demo_app, path("search", q=query)))
    assert wanted in words_of(html.split("<h2>文件</h2>")[1].split("</section>")[0])


def test_search_marks_what_it_found(demo_app: Starlette) -> None:
    assert '<mark class="found">' in html_of(ask(demo_app, path("search", q="舆情")))


def test_facets_count_what_they_leave(demo_app: Starlette, demo_served: Served) -> None:
    view = demo_served.site().view
    held = sum(work.held for work in view.works())
    html = html_of(ask(demo_app, path("documents", held="1")))
    assert f"{held} 份文件" in words_of(html)


@pytest.mark.parametrize(("address", "status"), [
    ("/documents/nothing", 404), ("/tasks/nothing", 404), ("/units/nothing", 404), ("/trace/nothing", 404),
    ("/compare?a=x&b=y", 404), ("/years?series=x", 404), ("/graph?open=x", 404), ("/review?source=x&target=y", 404),
    ("/nowhere", 404), ("/documents?start=-5&sort=nonsense&year=abc", 200), ("/trace?ref=nothing", 200),
    ("/query?name=nonsense&run=1", 200), ("/query?query=not+sparql", 200),
])
def test_what_is_not_there_is_said(demo_app: Starlette, address: str, status: int) -> None:
    assert ask(demo_app, address).status == status


@pytest.fixture
def own_served(demo_path: Path, tmp_path: Path) -> Served:
    """A copy of the library that a test may write to."""
    shutil.copytree(demo_path, tmp_path / "library")
    return Served(Library.open(tmp_path / "library"))


def test_a_decision_is_written_and_shows_after_a_rebuild(own_served: Served) -> None:
    app = create_app(own_served)
    view = own_served.site().view
    match = next(match for work in view.works() if work.held
                 for match in view.matches_from([node.id for node in view.tasks(work.id)]) if match.accepted)
    page = html_of(ask(app, path("review", source=match.a, target=match.b)))
    assert own_served.token in page
    reply = post(app, "/review", token=own_served.token, about="match", ruling="reject", source=match.a,
                 target=match.b, who="审校员", why="用词相同而已")
    assert reply.status == 303
    assert "审校员" in own_served.library.layout.judgements.read_text("utf-8")
    assert post(app, "/rebuild", token=own_served.token).status == 303
    _wait_for(own_served)
    after = own_served.site().view.matches_from([match.a])
    decided = next(one for one in after if one.b == match.b)
    assert not decided.accepted and decided.judgement is not None and decided.judgement.who == "审校员"


def _wait_for(served: Served) -> None:
    for _ in range(600):
        if not served.rebuild.state.running:
            break
        time.sleep(0.05)
    assert not served.rebuild.state.failed


def test_an_empty_library_offers_the_bundled_plans(tmp_path: Path) -> None:
    library = Library.create_or_open(tmp_path / "library")
    build((), library)
    served = Served(library)
    app = create_app(served)
    assert "读入随附的文件" in html_of(ask(app, "/"))
    assert post(app, "/rebuild", plans="1").status == 403, "a write needs the token"
    assert post(app, "/rebuild", token=served.token, plans="1").headers["location"] == "/#rebuild"
    _wait_for(served)
    assert served.site().totals["held"] == len(demo.plans())
    assert "读入随附的文件" not in html_of(ask(app, "/"))


def test_pages_notice_a_new_generation(own_served: Served, tmp_path: Path) -> None:
    app = create_app(own_served)
    before = own_served.site().totals["held"]
    new = tmp_path / "新.txt"
    new.write_text("某某市人民政府办公室文件\n\n关于做好政务公开工作的通知\n\n一、公开预算决算信息。（市财政局负责）\n", "utf-8")
    build([new], own_served.library)
    assert f"<b>{before + 1}</b>" in html_of(ask(app, "/"))


def test_pages_go_into_a_folder_that_opens_from_disk(demo_app: Starlette, addresses: dict[str, str],
                                                     tmp_path: Path) -> None:
    count = write_folder(demo_app, tmp_path, [addresses["trace"]], hops=1)
    pages = list(tmp_path.rglob("*.html"))
    assert count > 4 and len(pages) == count + 1, "every page once, and the first as index.html"
    for page in pages:
        html = page.read_text("utf-8")
        assert "<form" not in html
        for link in links(html):
            target = (page.parent / re.sub(r"#.*", "", unquote(link))).resolve()
            assert link.startswith("#") or target.exists(), f"{page.name}: {link}"


def test_a_library_may_be_named_by_a_relative_path(demo_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(demo_path.parent)
    app = create_app(Served(Library.open(Path(demo_path.name))))
    assert "政策解读" in html_of(ask(app, path("search", q="政策解读")))


def test_a_folder_is_whole_or_says_so(demo_served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def _broken(self: Catalogue, limit: int) -> tuple[WorkRow, ...]:
        raise ValueError("no")

    monkeypatch.setattr(Catalogue, "most_wanted", _broken)
    with pytest.raises(PageFailed, match="the page / "):
        write_folder(create_app(demo_served), tmp_path)


def test_every_static_file_is_used_and_ships() -> None:
    static = resources.path("web", "static")
    templates = "".join(file.read_text("utf-8") for file in resources.path("web", "templates").iterdir())
    names = {file.name for file in static.rglob("*") if file.is_file()}
    assert names and all(name in templates for name in names)


def test_every_table_shares_out_its_whole_width() -> None:
    styles = resources.path("web", "static", "style.css").read_text("utf-8")
    styled = set(re.findall(r"\.p(\d+)\{width:\1%\}", styles))
    used = [re.findall(r"\d+", shares) for file in resources.path("web", "templates").iterdir()
            for shares in re.findall(r"parts\.columns\(([\d, ]+)\)", file.read_text("utf-8"))]
    assert len(used) >= 6 and all(sum(map(int, shares)) == 100 for shares in used)
    assert {share for shares in used for share in shares} == styled
