"""Whatever happens to a plan's text, reading it never fails and quotes it to the letter."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readings import PLANS, extraction

from kg.model.extraction import Extraction
from kg.model.text import Span

TABLE = "某市2021年任务分解表\n序号\t举措\t主要内容\t指导部门\t范围\n" + "".join(
    f"{row}\t专利保险\t开发保险产品，降低成本。\t财政部、司法部\t8个区域\n" for row in range(1, 20))
TEXTS = (TABLE, *(path.read_bytes().decode("utf-8") for path in PLANS))
SCRAPS = ("（", "）", "《", "》", "〔", "一、", "（二）", "1.", "2、", "：", "；", "。", "\n", "\t", " ", "\u3000" * 9,
          "责任单位", "牵头部门：", "配合", "2021年", "9月", "10 日前", "第", "号", "附件", "<p>", "|")
LONGEST = 2500


@st.composite
def mutated_plans(draw: st.DrawFn) -> str:
    """A stretch of a bundled plan with scraps put in, stretches taken out or moved."""
    plan = draw(st.sampled_from(TEXTS))
    begin = draw(st.integers(0, max(0, len(plan) - 50)))
    text = plan[begin:begin + draw(st.integers(50, LONGEST))]
    for _ in range(draw(st.integers(1, 12))):
        at, other = draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))
        length = draw(st.sampled_from((1, 5, 50, 300)))
        put = draw(st.sampled_from(("", text[other:other + length], *SCRAPS)))
        text = text[:at] + put + text[at if put else at + length:]
    return text


def quotes(found: Extraction) -> Iterator[tuple[Span, str | None]]:
    """Every span of an extraction's tasks and citations, with its quote where it has one."""
    for task in found.tasks:
        yield from ((span, None) for span in (*task.spans, *task.evidence.spans))
        yield from ((unit.span, None) for unit in task.assignments)
        yield from ((time.span, time.text) for time in task.times)
    yield from ((citation.span, citation.text) for citation in found.citations)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutated_plans())
def test_a_mutated_plan_is_read_and_quoted_to_the_letter(text: str) -> None:
    titled = f"某局工作要点\n{text}"
    for span, quote in quotes(extraction(titled)):
        assert quote in (None, span.of(titled))
