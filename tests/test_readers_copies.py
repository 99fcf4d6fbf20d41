"""One document in several files: copies are one, what is only nearly the same stays apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from conversion import web, word
from conversion.plan import blocks
from kg import resources
from kg.build import build
from kg.findings import findings
from kg.graph.library import Library
from kg.model.report import BuildReport, Outcome
from printing import pdf, shown

PLAN = "jiangmen-environment-2021"
NOTICE = """某市财政局关于印发某市财政局2021年政务公开工作要点的通知
某财办〔2021〕7号
各科室：
现将有关事项通知如下。
一、加强主动公开
（一）公开规划。（综合科）
（二）公开预算。（财务科）
某市财政局
2021年5月6日
"""


def built(folder: Path, **files: bytes) -> tuple[Library, BuildReport]:
    """A library of files and the report of its build."""
    given = folder / "in"
    given.mkdir()
    for name, data in files.items():
        (given / name.replace("_", ".")).write_bytes(data)
    library = Library.create_or_open(folder / "library")
    return library, build([given], library)


def formats(text: str) -> dict[str, bytes]:
    """A text as a web page, in Word and as PDF."""
    found = blocks(text)
    lines = text.splitlines()
    return {"a_html": web.page(found, lines[0], web.LAYOUTS["content system"], "utf-8"), "b_docx": word.document(found),
            "c_pdf": pdf(shown(*lines))}


def test_a_web_page_a_word_document_and_a_pdf_are_one_document_with_three_copies(tmp_path: Path) -> None:
    library, report = built(tmp_path, **formats(NOTICE))
    works = [work for work in library.view().works() if work.held]
    assert [(work.number, len(work.copies)) for work in works] == [("某财办〔2021〕7号", 3)]
    assert report.counts.documents == 1 and report.counts.tasks == 2
    assert sorted(file.outcome.value for file in report.files) == ["duplicate", "duplicate", "ok"]
    assert all("the same document as" in file.message for file in report.files if file.outcome is Outcome.DUPLICATE)
    assert {library.source(copy)[:4] for copy in works[0].copies} == {b"<!DO", b"PK\x03\x04", b"%PDF"}, "all are kept"


def test_a_bundled_plan_and_its_page_are_one_document(tmp_path: Path) -> None:
    text = resources.path("data", "plans", f"{PLAN}.txt").read_text("utf-8")
    library, report = built(tmp_path, a_txt=text.encode(), b_html=formats(text)["a_html"])
    assert report.counts.documents == 1
    assert [len(work.copies) for work in library.view().works() if work.held] == [2]


@pytest.mark.parametrize(("change", "near"), [(("（一）公开规划。", "（一）公开计划。"), True), (("（", "（"), False)])
def test_what_is_nearly_the_same_is_named_and_kept_apart(change: tuple[str, str], near: bool, tmp_path: Path) -> None:
    items = "".join(f"（{n}）公开第{n}类信息，每季度更新一次。（第{n}科）\n" for n in "三四五六七八九")
    other = (NOTICE + items).replace(*change).replace("7号", "8号" if near else "7号")
    library, report = built(tmp_path, a_txt=(NOTICE + items).encode(), b_txt=f"{other}\n".encode())
    assert report.counts.documents == (2 if near else 1)
    told = [file.message for file in report.files if "kept apart" in file.message]
    assert len(told) == (2 if near else 0)
    assert any("某财办〔2021〕8号" in message for message in told) is near
    codes = [issue.code for issue in findings(library.view())]
    assert codes.count("near-duplicate") == (1 if near else 0)
