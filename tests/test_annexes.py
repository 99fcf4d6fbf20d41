"""A notice and its annexes in separate files: one document when link, number or title says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.annexes import arrange, joined
from kg.annexes.names import ordinal, same_title
from kg.build import build, remove
from kg.extract.reading import extract
from kg.graph.library import Library
from kg.graph.upkeep import clear, verify
from kg.model.extraction import Extraction
from kg.model.report import BuildReport, Outcome
from kg.model.text import Place, Reading, Source, Span
from kg.normalise import normalise

TITLE = "某市2021年政务公开工作要点"
NOTICE = f"""某市人民政府办公室关于印发《{TITLE}》的通知
某府办〔2021〕7号
各县（市、区）人民政府，市政府各部门：
《{TITLE}》已经市政府同意，现印发给你们，请认真贯彻落实。

附件：{TITLE}

某市人民政府办公室
2021年5月6日
"""
PLAN = f"""附件
{TITLE}
一、加强主动公开
（一）公开规划。及时公开历史规划和发展规划。（发展改革委牵头）
（二）公开预算。及时公开财政预算和决算信息。（财政局）
"""
TABLE = """附件2
任务分解表
一、加强解读回应
（一）政策解读。主要负责人带头解读重要政策。（办公室）
"""
OTHER = NOTICE.replace("某府办〔2021〕7号", "某委办〔2021〕9号").replace("某市人民政府办公室", "某市发展和改革委员会")
PAGE = (("附件", "任务分解表.doc <./files/P0202.doc?x=1>"),)


def read(text: str, name: str = "a.txt", **more: tuple[object, ...]) -> Extraction:
    """What a text says."""
    return extract(normalise(Reading(Source(name, name, "text/plain"), text, **more)))  # type: ignore[arg-type]


@pytest.mark.parametrize(("notice", "annex", "belongs"), [
    (read(NOTICE), read(PLAN, "b"), True),  # the notice issues its title
    (read(NOTICE), read(PLAN.removeprefix("附件\n"), "b"), True),  # which needs no mark above it
    (read(NOTICE), read(PLAN.replace(TITLE, "某市2021年政务公开\n工作要点"), "b"), True),  # a title set in two lines
    (read(NOTICE), read(PLAN.replace(TITLE, TITLE.removeprefix("某市")), "b"), True),  # without the name of the place
    (read(NOTICE), read(TABLE.replace("附件2", "某府办〔2021〕7号附件2"), "b"), True),  # it bears the number
    (read(NOTICE, metadata=PAGE), read(TABLE, "P0202.doc"), True),  # the page links to a file of that name
    (read(NOTICE, metadata=PAGE), read(TABLE, "任务分解表.doc"), True),  # saved under the name that the page prints
    (read(NOTICE), read(TABLE, "P0202.doc"), False),  # nothing says so
    (read(NOTICE), read(PLAN.replace("2021", "2020"), "b"), False),  # another year
    (read(NOTICE), read("通知\n一、公开规划。（综合科）\n", "b"), False),  # a word is no title
    (read(NOTICE), read(OTHER, "b"), False),  # a notice is nobody's annex
    (read("一、依据某府办〔2021〕7号文件。\n"), read("某府办〔2021〕7号\n另一件\n", "b"), False),  # cited, not its own
    (read(NOTICE + PLAN), read(PLAN, "b"), False),  # the notice has its annex: the file is another copy of a part
])
def test_link_number_or_title_decides(notice: Extraction, annex: Extraction, belongs: bool) -> None:
    found = arrange([annex, notice])
    assert [(bundle.notice, bundle.annexes) for bundle in found.bundles] == ([(notice, (annex,))] if belongs else [])
    assert len(found.alone) == (0 if belongs else 2)


def test_what_two_notices_could_claim_stays_alone_with_the_reason() -> None:
    found = arrange([read(NOTICE, "a"), read(OTHER, "b"), read(PLAN, "c")])
    assert not found.bundles and len(found.alone) == 3
    assert found.apart == {"c": "kept as a document of its own: 某府办〔2021〕7号 and 某委办〔2021〕9号 could both claim it"}


def test_copies_of_one_notice_share_its_annex() -> None:
    found = arrange([read(NOTICE, "a"), read(NOTICE.replace("\n\n", "\n"), "b"), read(PLAN, "c")])
    assert [[annex.source.name for annex in bundle.annexes] for bundle in found.bundles] == [["c"], ["c"]]


def test_an_annex_without_its_notice_is_a_document_and_says_so() -> None:
    found = arrange([read(PLAN, "a"), read("一、公开规划。（综合科）\n", "b")])
    assert len(found.alone) == 2 and list(found.apart) == ["a"]
    assert "without its notice" in found.apart["a"]


@pytest.mark.parametrize(("line", "place"), [
    ("附件", 0), ("附件3", 3), ("附件二：分工表", 2), ("附表1", 1), ("某府办〔2021〕7号附件2", 2), ("工作要点", None)])
def test_an_annex_tells_its_place(line: str, place: int | None) -> None:
    assert ordinal(read(f"{line}\n一、公开规划。（综合科）\n")) == place


@pytest.mark.parametrize(("one", "other", "same"), [
    ("2021年工作要点及分工", "某市2021年工作要点及分工", True), ("某市2020年工作要点", "某市2021年工作要点", False),
    ("工作要点", "某市工作要点", False)])
def test_titles_of_one_annex(one: str, other: str, same: bool) -> None:
    assert same_title(one, other) is same_title(other, one) is same


def test_parts_keep_their_place_and_pages_and_tables_count_on() -> None:
    places = (Place(Span(0, 3), page=2, table=1, row=1, column=1),)
    notice = read(NOTICE.strip(), "a", places=places, missing=("page 3",))
    plan = read(PLAN, "b", places=(Place(Span(4, 8), page=1, table=1), Place(Span(0, 3))), missing=("page 9",))
    bundle = arrange([notice, plan, read(TABLE.replace("附件2", "某府办〔2021〕7号附件2"), "c")]).bundles[0]
    both = joined(bundle)
    assert both.text == NOTICE + bundle.annexes[0].text + bundle.annexes[1].text
    assert [one.span.of(both.text) for one in both.attached] == [annex.text for annex in bundle.annexes]
    assert [file.name for file in both.files] == ["a", "b", "c"]
    assert [(place.page, place.table) for place in both.places] == [(2, 1), (3, 2), (None, None)]
    for place, whole in zip(both.places[1:], plan.places, strict=True):
        assert place.span.of(both.text) == whole.span.of(PLAN)
    assert both.missing == ("page 3", "b: page 9")
    assert both.header.number == "某府办〔2021〕7号" and [task.label for task in both.tasks] == ["(一)", "(二)", "(一)"]


def write(folder: Path, **texts: str) -> list[Path]:
    """Text files of these names."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{name}.txt" for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, "utf-8")
    return paths


def served(place: Library) -> list[tuple[str | None, int, int]]:
    """Number, tasks and files of each held document."""
    view = place.view()
    return sorted((work.number, len(view.tasks(work.id)), len(work.copies)) for work in view.works() if work.held)


def told(report: BuildReport) -> dict[str, tuple[Outcome, str]]:
    """Outcome and message of each file."""
    return {Path(file.path).name: (file.outcome, file.message) for file in report.files}


@pytest.mark.parametrize("order", [("notice", "plan"), ("plan", "notice"), ("both",)])
def test_a_build_joins_them_in_whatever_order_they_come(order: tuple[str, ...], tmp_path: Path) -> None:
    notice, plan = write(tmp_path / "in", notice=NOTICE, plan=PLAN)
    place = Library.create_or_open(tmp_path / "library")
    for step in order:
        report = build({"notice": [notice], "plan": [plan], "both": [notice, plan]}[step], place)
    assert served(place) == [("某府办〔2021〕7号", 2, 2)]
    assert report.counts.documents == 1 and {file.work for file in report.files} == {report.files[0].work}
    assert verify(place) == ()
    again = build([notice, plan], place)
    assert not again.changed and set(told(again).values()) == {(Outcome.OK, "unchanged")}


def test_the_report_says_what_was_joined_and_what_was_there_already(tmp_path: Path) -> None:
    place = Library.create_or_open(tmp_path / "library")
    report = build(write(tmp_path / "in", notice=NOTICE, plan=PLAN), place)
    assert told(report)["plan.txt"] == (Outcome.OK, "joined to notice.txt as its annex")
    both = NOTICE.replace("某市人民政府办公室\n2021年5月6日\n", "某市人民政府办公室\n2021年5月6日\n" + TABLE)
    folder = tmp_path / "page"
    folder.mkdir()
    (folder / "page.html").write_text(f"<html><body><div id='zoom'><p>{'</p><p>'.join(both.splitlines())}</p>"
                                      "<p><a href='表.txt.doc'>表.doc</a></p></div></body></html>", "utf-8")
    (folder / "表.doc").write_text(TABLE, "utf-8")
    place = Library.create_or_open(tmp_path / "other")
    report = build([folder], place)
    assert told(report)["表.doc"] == (Outcome.DUPLICATE, "page.html holds its text already")
    assert [(tasks, files) for _, tasks, files in served(place)] == [(1, 2)]


def test_removing_a_document_takes_its_annexes_and_they_can_come_back(tmp_path: Path) -> None:
    paths = write(tmp_path / "in", notice=NOTICE, plan=PLAN)
    place = Library.create_or_open(tmp_path / "library")
    build(paths, place)
    before = served(place)
    report = remove("某府办〔2021〕7号", place)
    assert [file.outcome for file in report.files] == [Outcome.REMOVED] * 2 and served(place) == []
    build(paths, place)
    assert served(place) == before


def test_what_is_joined_is_found_again_without_the_cache(tmp_path: Path) -> None:
    place = Library.create_or_open(tmp_path / "library")
    build(write(tmp_path / "in", notice=NOTICE, plan=PLAN), place)
    before = served(place)
    clear(place)
    report = build([], place)
    assert served(place) == before and not report.changed and report.files == ()


def test_a_late_rival_parts_what_was_joined(tmp_path: Path) -> None:
    notice, plan, other = write(tmp_path / "in", notice=NOTICE, plan=PLAN, other=OTHER)
    place = Library.create_or_open(tmp_path / "library")
    build([notice, plan], place)
    assert build([other], place).counts.documents == 3
    remove("某委办〔2021〕9号", place)
    assert served(place) == [("某府办〔2021〕7号", 2, 2)]
