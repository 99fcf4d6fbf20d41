"""What a person should look at: everything that reading and linking noted comes up, once."""

from __future__ import annotations

from pathlib import Path

from kg.build import build
from kg.findings import findings
from kg.graph.library import Library
from kg.link.judgements import About, Anchor, Decision, Ruling, append_decision
from kg.model.extraction import Issue, Severity
from kg.model.view import View

NOTICE = """江门市水利局关于印发2021年政务公开{own}的通知
江水〔2021〕{number}号

  根据《江门市水利局关于印发2021年政务公开{other}的通知》（江水〔2021〕{above}号）要求，制定本{own}。

江门市水利局
2021年3月1日

2021年政务公开{own}
1.公开水利工程建设信息。（责任单位：建设科）
"""


def built(folder: Path, *decisions: Decision) -> View:
    """A library of two plans that each call the other their basis."""
    (folder / "3.txt").write_text(NOTICE.format(own="工作要点", other="工作方案", number=3, above=4), "utf-8")
    (folder / "4.txt").write_text(NOTICE.format(own="工作方案", other="工作要点", number=4, above=3), "utf-8")
    library = Library.create_or_open(folder / "library")
    for decision in decisions:
        append_decision(library.layout.judgements, decision)
    build([folder / "3.txt", folder / "4.txt"], library)
    return library.view()


def coded(view: View, code: str) -> list[Issue]:
    """The findings of a code."""
    return [issue for issue in findings(view) if issue.code == code]


def test_a_refused_cycle_is_found_and_told_as_what_it_is(tmp_path: Path) -> None:
    view = built(tmp_path)
    cycle, = coded(view, "derivation-cycle")
    assert "江水〔2021〕3号" in cycle.message and "江水〔2021〕4号" in cycle.message
    gap, = coded(view, "gap-no-upstream")
    assert gap.document == cycle.document and "成环" in gap.message, "it stated one; it does not count"


def test_a_decision_that_finds_nothing_is_found(tmp_path: Path) -> None:
    lost = Decision(About.RESOLUTION, Ruling.REJECT, Anchor("", "没有这句话"), Anchor(), "", "李明", "2026-11-20", "")
    found, = coded(built(tmp_path, lost), "judgement-lost")
    assert "李明" in found.message and found.document is None


def test_findings_are_those_of_the_library_once_each_and_the_worst_first(demo_view: View) -> None:
    found = findings(demo_view)
    assert len(set(found)) == len(found)
    noted = {issue.code for work in demo_view.works() if work.held for issue in demo_view.extraction(work.id).issues}
    assert noted <= {issue.code for issue in found}
    order = [list(Severity)[::-1].index(issue.severity) for issue in found]
    assert order == sorted(order)
