"""Where a fact stood in the original, and its picture: page, row and cell, for each kind of file."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest
from kg.build import build
from kg.errors import UnreadableInput
from kg.extract.reading import extract
from kg.graph.library import Library
from kg.model.text import Place, Reading, Source, Span
from kg.normalise import normalise
from kg.readers.child import Limits, draw_in_child
from kg.readers.layout import Region
from kg.readers.turns import Turn, on_the_page
from kg.web.app import create_app
from kg.web.inside import Reply, ask
from kg.web.site import Served
from kg.web.visit import Visit
from kg.web.whereabouts import standing, told
from PIL import Image
from printing import pdf, shown

NOTICE = """某市人民政府办公室关于印发《某市2021年政务公开工作要点》的通知
某府办〔2021〕7号
各县（市、区）人民政府：
《某市2021年政务公开工作要点》已经市政府同意，现印发给你们。
附件：某市2021年政务公开工作要点
某市人民政府办公室
2021年5月6日
"""
PLAN = ("附件", "某市2021年政务公开工作要点", "一、加强公开", "（一）公开规划。（发展改革委牵头）", "（二）公开预算。（财政局）")
PDF = Source("a.pdf", "", "application/pdf")


def here(places: tuple[Place, ...], span: Span, lang: str = "zh", text: str = "甲乙丙\n丁戊己\n") -> str:
    """Where a span of a document stands, in words."""
    read = extract(normalise(Reading(Source("a.txt", "", "text/plain"), text, places)))
    return told(read, span, Visit("/", (), "en" if lang == "en" else "zh"))


@pytest.mark.parametrize(("place", "zh", "en"), [
    (Place(Span(0, 3), page=3, table=1, row=17, column=2), "第 3 页，表 1 第 17 行第 2 列",
     "page 3, table 1, row 17, column 2"),
    (Place(Span(0, 3), page=3, paragraph=4), "第 3 页，第 4 段", "page 3, paragraph 4"),
    (Place(Span(0, 3), table=2, row=1, column=1), "表 2 第 1 行第 1 列", "table 2, row 1, column 1"),
    (Place(Span(0, 3), paragraph=5), "第 5 段", "paragraph 5")])
def test_a_place_in_words(place: Place, zh: str, en: str) -> None:
    assert here((place,), Span(1, 2)) == zh and here((place,), Span(1, 2), "en") == en


def test_plain_text_has_lines() -> None:
    assert here((), Span(5, 6)) == "第 2 行" and here((), Span(0, 1), "en") == "line 1"


def test_words_over_a_page_end_are_drawn_where_they_begin() -> None:
    places = (Place(Span(0, 3), page=1, box=(10, 20, 30, 40)), Place(Span(4, 6), page=2, box=(1, 2, 3, 4)))
    read = extract(normalise(Reading(PDF, "甲乙丙\n丁戊己\n", places)))
    assert standing(read, Span(0, 6)).region == Region(1, (10, 20, 30, 40))
    assert standing(read, Span(4, 6)).region == Region(2, (1, 2, 3, 4))


@pytest.fixture
def served(tmp_path: Path) -> Served:
    """A notice as a PDF with its annex as another, in a library."""
    folder = tmp_path / "in"
    folder.mkdir()
    lines = NOTICE.splitlines()
    (folder / "notice.pdf").write_bytes(pdf(shown(*lines[:4]), shown(*lines[4:])))
    (folder / "plan.pdf").write_bytes(pdf(shown(*PLAN[:3]), shown(*PLAN[3:])))
    library = Library.create_or_open(tmp_path / "library")
    assert build([folder], library).counts.documents == 1
    return Served(library)


def picture(served: Served, address: str) -> Reply:
    """What an address gives."""
    return ask(create_app(served), address)


def test_the_page_names_the_place_and_shows_the_region(served: Served) -> None:
    view = served.site().view
    work = next(work.id for work in view.works() if work.held)
    page = picture(served, f"/documents/{quote(work, safe='')}").text
    read = view.extraction(work)
    task = read.tasks[1]
    assert standing(read, task.spans[0]).page == 2 and standing(read, task.spans[0]).places[0].page == 4
    assert "plan.pdf，第 2 页" in page
    address = f"/pictures/{quote(work, safe='')}/{task.spans[0].start}-{task.spans[0].end}"
    assert f'src="{address}"' in page
    reply = picture(served, address)
    assert reply.status == 200 and reply.headers["content-type"] == "image/png"
    drawn = Image.open(BytesIO(reply.body))
    assert 100 < drawn.size[0] < 1200 and 20 < drawn.size[1] < 120
    darkest, lightest = drawn.convert("L").getextrema()
    assert darkest != lightest, "the words are on it"


@pytest.mark.parametrize("at", ["0-999999999", "9-3", "x-y", "5", "-1-4"])
def test_what_is_no_passage_has_no_picture(served: Served, at: str) -> None:
    work = next(work.id for work in served.site().view.works() if work.held)
    reply = picture(served, f"/pictures/{quote(work, safe='')}/{at}")
    assert reply.status == 404 or (at.startswith("0-") and reply.status == 200)
    assert picture(served, "/pictures/nothing/0-4").status == 404


def test_a_region_of_a_picture_is_cut_out() -> None:
    stream = BytesIO()
    page = Image.new("RGB", (1654, 2339), "white")
    page.paste("black", (400, 600, 500, 640))
    page.save(stream, "PNG")
    box = (400 * 0.36, 600 * 0.36, 500 * 0.36, 640 * 0.36)
    found = draw_in_child(stream.getvalue(), Source("a.png", "", "image/*"), Region(1, box), Limits())
    drawn = Image.open(BytesIO(found)).convert("L")
    assert drawn.size[0] == pytest.approx(166, abs=4) and drawn.getpixel((83, 53)) == 0 and drawn.getpixel((3, 3)) == 255


@pytest.mark.parametrize(("data", "source", "region"), [
    (pdf(shown("公开")), PDF, Region(9, (0, 0, 9, 9))), (b"%PDF-1.4 broken", PDF, Region(1, (0, 0, 9, 9))),
    (b"text", Source("a.txt", "", "text/plain"), Region(1, (0, 0, 9, 9)))])
def test_what_cannot_be_drawn_is_refused(data: bytes, source: Source, region: Region) -> None:
    with pytest.raises(UnreadableInput):
        draw_in_child(data, source, region, Limits(seconds=15, memory=1024, patience=30))


@pytest.mark.parametrize("box", [(-50.0, -50.0, 5000.0, 9000.0), (600.0, 900.0, 700.0, 950.0), (10.0, 10.0, 10.0, 10.0)])
def test_a_box_beside_the_page_still_gives_a_picture(box: tuple[float, float, float, float]) -> None:
    drawn = draw_in_child(pdf(shown("公开")), PDF, Region(1, box), Limits(seconds=15, memory=1024, patience=30))
    assert max(Image.open(BytesIO(drawn)).size) <= 1800


def test_boxes_lead_back_to_the_page_as_it_lay() -> None:
    place = Place(Span(0, 1), page=1, box=(10, 20, 30, 40))
    turned = on_the_page((place, Place(Span(1, 2), page=2, box=(1, 1, 2, 2))), {1: Turn(-1, 0, 0, -1, 100, 200)})
    assert [one.box for one in turned] == [(70, 160, 90, 180), (1, 1, 2, 2)]
    assert Turn(1, 0, 0, 1, 5, 0).after(Turn(0, 1, -1, 0, 100, 0)).box((10, 20, 30, 40)) == (65, 10, 85, 30)
