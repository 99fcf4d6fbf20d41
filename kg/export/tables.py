"""The library as tables: documents, tasks, units, time limits, citations, derivations, matches.

Each row names its evidence: the words, and where they begin and end in the text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.export.labels import judged
from kg.export.xlsx import Sheet, cell, workbook
from kg.model.extraction import Assignment, Extraction, Task
from kg.model.links import Judgement, Work
from kg.model.text import Span
from kg.model.view import View

_BOM = "\ufeff"  # Without it Excel takes UTF-8 for the system's own encoding.
_KEY = (("文件 document", "文件编号 · id of the document", 28),
        ("任务 task", "任务编号 · id of the task", 36))
_HUMAN = ("人工 human", "据以认定的人工决定 · the decision that it rests on", 24)
_ACCEPTED = ("采纳 accepted", "否为候选或被人工否决 · no: a runner-up, or rejected by a person", 8)
_EVIDENCE = (("依据 evidence", "写明该事实的原文 · the words that state it", 40),
             ("起 start", "第一个码点 · first code point", 8),
             ("止 end", "最后一个码点之后 · one past the last", 8))


def tables(view: View, work: str | None = None) -> tuple[Sheet, ...]:
    """Seven tables of the whole library, or of one held work."""
    held = [one for one in view.works() if one.held and work in (None, one.id)]
    if work is not None and not held:
        raise KeyError(work)
    return (_documents(view.works() if work is None else held), _tasks(view, held), _units(view, held),
            _times(view, held), _citations(view, held), _derivations(view, held), _matches(view, held))


def write_csv(view: View, folder: Path, work: str | None = None) -> int:
    """Write a CSV file per table into a folder; how many rows there are."""
    sheets = tables(view, work)
    for sheet in sheets:
        (folder / f"{sheet.name}.csv").write_bytes(as_csv(sheet))
    return sum(len(sheet.rows) for sheet in sheets)


def write_xlsx(view: View, path: Path, work: str | None = None) -> int:
    """Write a workbook with a sheet per table; how many rows there are."""
    sheets = tables(view, work)
    path.write_bytes(workbook(sheets, "zh"))
    return sum(len(sheet.rows) for sheet in sheets)


def count_csv(folder: Path) -> int:
    """The rows of all CSV files in a folder, by reading them."""
    texts = (file.read_bytes().decode("utf-8-sig") for file in folder.glob("*.csv"))
    return sum(len(list(csv.reader(io.StringIO(text, newline="")))) - 1 for text in texts)


def count_xlsx(path: Path) -> int:
    """The rows of all sheets but the data dictionary, by reading them."""
    from openpyxl import load_workbook
    book = load_workbook(path, read_only=True)
    return sum(sum(1 for _ in book[name].rows) - 1 for name in book.sheetnames[:-1])


def as_csv(sheet: Sheet) -> bytes:
    """A table as CSV that Excel opens as it is, with no cell that it would take for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([heading for heading, _, _ in sheet.columns])
    writer.writerows([cell(text) for text in row] for row in sheet.rows)
    return (_BOM + out.getvalue()).encode()


def _documents(works: Iterable[Work]) -> Sheet:
    columns = (
        _KEY[0],
        ("字号 number", "发文字号 · number", 20),
        ("标题 title", "计划标题 · title of the plan", 50),
        ("发文机关 issuers", "全称 · full names", 30),
        ("层级 level", "行政层级 · level", 12),
        ("区划 region", "GB/T 2260", 10),
        ("年份 year", "计划年度等 · year", 8),
        ("日期 date", "成文日期 · date", 12),
        ("入库 held", "是否有其文本 · whether its text is here", 8),
        ("系列 series", "所属系列 · series", 28),
    )
    return Sheet("documents", columns, tuple(
        (work.id, work.number or "", work.title or "", "；".join(work.issuers),
         work.level.value if work.level else "", work.region or "", str(work.year or ""), work.date or "",
         "是 yes" if work.held else "否 no", work.series or "") for work in works))


def _tasks(view: View, held: Sequence[Work]) -> Sheet:
    columns = (
        *_KEY,
        ("条目 item", "印出的序号 · printed number", 10),
        ("栏目 headings", "上方标题 · headings above", 40),
        ("任务原文 text", "任务的要求 · the requirement", 70),
        ("把握 confidence", "0–1", 8),
        *_EVIDENCE[1:],
    )
    rows = ((work.id, name, task.label or "", " / ".join(task.headings), task.text(read.text),
             f"{task.evidence.confidence:g}", str(task.spans[0].start), str(task.spans[-1].end))
            for work, read, name, task in _all_tasks(view, held))
    return Sheet("tasks", columns, tuple(rows))


def _units(view: View, held: Sequence[Work]) -> Sheet:
    columns = (
        *_KEY,
        ("单位 unit", "原文所写 · as printed", 24),
        ("角色 role", "lead, support, responsible, follow", 12),
        ("承担者 holder", "所指的单位 · the body meant", 30),
        *_EVIDENCE,
        _HUMAN,
    )
    bearers = (bearer for work in held for bearer in view.bearers(work.id))
    holders = {(bearer.task, bearer.assignment): ("", _human(bearer.judgement)) for bearer in view.rejected().bearers}
    holders |= {(bearer.task, bearer.assignment): (bearer.holder, _human(bearer.judgement)) for bearer in bearers}

    def row(work: Work, read: Extraction, name: str, unit: Assignment, place: int) -> tuple[str, ...]:
        holder, human = holders.get((name, place), ("", ""))
        return work.id, name, unit.name, unit.role.value, holder, *_place(read, unit.span), human

    return Sheet("units", columns, tuple(
        row(work, read, name, unit, place)
        for work, read, name, task in _all_tasks(view, held) for place, unit in enumerate(task.assignments)))


def _times(view: View, held: Sequence[Work]) -> Sheet:
    columns = (
        *_KEY,
        ("时限 words", "原文 · as printed", 20),
        ("种类 kind", "deadline, frequency, within", 12),
        ("读作 value", "ISO 日期（无年份：--12-31）或期间 · ISO date (no year: --12-31) or duration", 14),
        *_EVIDENCE,
    )
    return Sheet("times", columns, tuple(
        (work.id, name, time.text, time.kind.value, time.value, *_place(read, time.span))
        for work, read, name, task in _all_tasks(view, held) for time in task.times))


def _citations(view: View, held: Sequence[Work]) -> Sheet:
    columns = (
        _KEY[0],
        ("标题 title", "所引标题 · title cited", 40),
        ("字号 number", "所引字号 · number cited", 20),
        ("关系 relation", "basis, self, mention", 10),
        ("消解 status", "resolved, not-held, ambiguous, conflict", 12),
        ("所指 target", "所指文件 · document meant", 28),
        ("理由 reason", "为何 · why", 30),
        *_EVIDENCE,
        _HUMAN,
    )
    rows = []
    for work in held:
        read = view.extraction(work.id)
        found = {one.citation: one for one in view.resolutions(work.id)}
        for place, citation in enumerate(read.citations):
            one = found.get(place)
            rows.append((work.id, citation.title or "", citation.number or "", citation.relation.value,
                         one.status.value if one else "", (one.target or "") if one else "",
                         one.reason if one else "", *_place(read, citation.span),
                         _human(one.judgement) if one else ""))
    return Sheet("citations", columns, tuple(rows))


def _derivations(view: View, held: Sequence[Work]) -> Sheet:
    columns = (
        _KEY[0],
        ("来源 source", "所承接的文件 · document derived from", 28),
        ("种类 kind", "implements, …", 12),
        ("方法 method", "如何判定 · how it was found", 18),
        ("明文 stated", "有一句话说明 · a sentence says so", 8),
        ("直接 direct", "其间无其他文件 · nothing between", 8),
        ("把握 confidence", "0–1", 8),
        *_EVIDENCE,
        _ACCEPTED,
        _HUMAN,
    )
    rows = []
    standing = [(edge, "true") for work in held for edge in view.derivations_from(work.id)]
    ids = {work.id for work in held}
    rejected = [(edge, "false") for edge in view.rejected().derivations if edge.source in ids]
    for one, accepted in (*standing, *rejected):
        quote = one.evidence[0] if one.evidence else None
        where = (quote.text, str(quote.span.start), str(quote.span.end)) if quote else ("", "", "")
        rows.append((one.source, one.target, one.kind.value, one.method, str(one.stated).lower(),
                     str(one.direct).lower(), f"{one.confidence:g}", *where, accepted, _human(one.judgement)))
    return Sheet("derivations", columns, tuple(rows))


def _matches(view: View, held: Sequence[Work]) -> Sheet:
    columns = (
        _KEY[1],
        ("对应任务 matched", "上级或往年的任务 · task above or before", 36),
        ("关系 relation", "derives, continues, restates", 12),
        ("程度 kind", "same, reworded, related", 12),
        ("相似 score", "0–1", 8),
        ("沿用 reuse", "沿用文字的比例 · share of text taken over", 8),
        _ACCEPTED,
        _HUMAN,
    )
    names = [node.id for work in held for node in view.tasks(work.id)]
    return Sheet("matches", columns, tuple(
        (one.a, one.b, one.relation.value, one.kind.value, f"{one.score:g}", f"{one.reuse:g}",
         str(one.accepted).lower(), _human(one.judgement)) for one in view.matches_from(names)))


def _all_tasks(view: View, held: Sequence[Work]) -> Iterator[tuple[Work, Extraction, str, Task]]:
    for work in held:
        read = view.extraction(work.id)
        names = {node.local: node.id for node in view.tasks(work.id)}
        yield from ((work, read, names[task.id], task) for task in read.tasks if task.id in names)


def _human(judgement: Judgement | None) -> str:
    return judged(judgement, "zh") if judgement is not None else ""


def _place(read: Extraction, span: Span) -> tuple[str, str, str]:
    return span.of(read.text), str(span.start), str(span.end)
