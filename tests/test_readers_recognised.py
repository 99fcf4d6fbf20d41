"""Recognised pages: what a scan costs, how sure it is, what is repaired and what is shown."""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from conversion import ofd
from kg.batch import read_extraction
from kg.errors import MissingExtra
from kg.extract.reading import extract
from kg.model.extraction import Evidence, Extraction
from kg.model.text import Place, Reading, Source, Span
from kg.normalise import normalise
from kg.readers import ocr, read_bytes
from kg.readers.ofd import read_ofd
from PIL import Image, ImageDraw, ImageFont

LINES = ("某市2021年政务公开工作要点", "发布时间：2021-08-04 09:12", "一、加强公开",
         "（一）公开规划。（市生态环境局牵头）", "（二）公开预算，2021年12月底前完成。（财政局）")


def font(size: int) -> ImageFont.FreeTypeFont:
    """A font with Chinese characters."""
    found = next((Path(root, name) for root, _, names in os.walk("/usr/share/fonts") for name in names
                  if "CJK" in name and name.endswith("Regular.ttc")), None)
    assert found is not None, "install a font with Chinese characters to run the tests"
    return ImageFont.truetype(str(found), size)


def picture(*lines: str) -> Image.Image:
    """A page of A4 at 200 dots per inch."""
    page = Image.new("RGB", (1654, 2339), "white")
    brush = ImageDraw.Draw(page)
    for at, line in enumerate(lines):
        brush.text((200, 150 + 120 * at), line, "black", font(36))
    return page


def png(page: Image.Image) -> bytes:
    """A picture as a file."""
    stream = BytesIO()
    page.save(stream, "PNG")
    return stream.getvalue()


def recognised(text: str, confidence: float) -> Extraction:
    """What a text says whose every character was recognised with this confidence."""
    places = tuple(Place(Span(start, start + len(line)), page=1, confidence=confidence)
                   for line in text.splitlines() if (start := text.index(line)) >= 0)
    return extract(normalise(Reading(Source("a.png", "", "image/png"), text, places)))


def evidences(read: Extraction) -> Iterator[Evidence]:
    """The evidence of every fact."""
    yield from (one for _, one in read.header.evidence)
    yield from (citation.evidence for citation in read.citations)
    for task in read.tasks:
        yield task.evidence
        for group in (task.assignments, task.times, task.themes, task.demands):
            yield from (one.evidence for one in group)


TEXT = "\n".join(LINES) + "\n"


def test_every_fact_is_as_sure_as_its_characters() -> None:
    sure, doubted = list(evidences(recognised(TEXT, 1.0))), list(evidences(recognised(TEXT, 0.8)))
    assert len(sure) == len(doubted) > 5
    for before, after in zip(sure, doubted, strict=True):
        assert after.confidence == pytest.approx(0.8 * before.confidence, abs=0.001)


def test_the_limits_of_a_demand_are_those_of_its_task() -> None:
    stated = [task for task in recognised(TEXT, 0.8).tasks if any(demand.times for demand in task.demands)]
    assert stated
    assert all(limit in task.times for task in stated for demand in task.demands for limit in demand.times)


def test_a_doubtful_line_costs_only_the_facts_that_stand_on_it() -> None:
    start = TEXT.index("（二）")
    places = (Place(Span(0, start), confidence=1.0), Place(Span(start, len(TEXT)), confidence=0.6))
    first, second = extract(normalise(Reading(Source("a.png", "", ""), TEXT, places))).tasks
    assert first.assignments[0].evidence.confidence > 0.85 > 0.61 > second.assignments[0].evidence.confidence


@pytest.mark.parametrize(("seen", "meant"), [("市生态坏境局", "市生态环境局"), ("财政局", "财政局")])
def test_a_name_is_repaired_where_the_gazetteer_proves_it(seen: str, meant: str) -> None:
    read = recognised(TEXT.replace("市生态环境局", seen), 0.9)
    unit = read.tasks[0].assignments[0] if seen != "财政局" else read.tasks[1].assignments[0]
    assert unit.name == meant and unit.span.of(read.text) == seen, "the quote is what was recognised"
    assert [issue.code for issue in read.issues] == (["recognised-repaired"] if seen != meant else [])


@pytest.mark.parametrize("text", ["坏境不好。", "（综台科）", "国办发〔试行〕"])
def test_without_evidence_nothing_is_repaired(text: str) -> None:
    assert normalise(Reading(Source("a", "", ""), text, (Place(Span(0, 4), confidence=0.5),))).repairs == ()


def test_what_was_typed_is_never_repaired() -> None:
    assert normalise(Reading(Source("a", "", ""), "市生态坏境局")).repairs == ()


def test_figures_of_a_number_are_repaired_by_its_form() -> None:
    read = recognised(f"根据《要点》（国办发〔2O21〕l2号），现将任务下达。\n{TEXT}", 0.9)
    assert read.citations[0].number == "国办发〔2021〕12号" and "〔2O21〕" in read.citations[0].text


def test_a_line_of_signs_and_figures_is_not_turned_over(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png(picture(*LINES)))
    read = read_extraction(path)
    assert read.header.date_published == "2021-08-04" and "2021-08-04 09:12" in read.text
    assert [task.label for task in read.tasks] == ["(一)", "(二)"]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_laid_on_the_glass_the_wrong_way_is_read(degrees: int) -> None:
    page = picture(*LINES).rotate(degrees, expand=True)
    reading = read_bytes(png(page), "a.png")
    assert "公开规划。（市生态环境局牵头）" in reading.text
    left, top, right, bottom = reading.places[0].box or (0.0,) * 4
    corner = {90: (left, bottom), 180: (right, bottom), 270: (right, top)}[degrees]
    assert corner == pytest.approx({90: (58, 523), 180: (523, 784), 270: (784, 72)}[degrees], abs=8)


def test_pages_of_an_ofd_that_are_pictures_are_recognised() -> None:
    reading = read_bytes(ofd.of_pictures([png(picture(*LINES)), png(picture("三、加强培训。", *LINES[3:]))], 210, 297), "a.ofd")
    assert reading.reader == "ofd" and not reading.missing
    assert "公开规划" in reading.text and "加强培训。" in reading.text
    assert {place.page for place in reading.places} == {1, 2} and any(place.confidence < 1 for place in reading.places)
    left, top, *_ = reading.places[0].box or (0.0,) * 4
    assert left == pytest.approx(72, abs=6) and top == pytest.approx(58, abs=8)


def test_pictures_in_an_ofd_without_the_extra_name_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    with pytest.raises(MissingExtra, match=r'pip install "kg\[ocr\]"'):
        read_ofd(ofd.of_pictures([png(picture("公开"))], 210, 297), Source("a.ofd", "", ""))
