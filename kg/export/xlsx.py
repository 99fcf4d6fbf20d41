"""Workbooks for people: a comparison and a unit's 台账, every cell a string, heads frozen.

Cells that a spreadsheet would take for a formula are neutralised with a leading apostrophe;
a text longer than a cell can hold is cut and says so; each book ends with its data dictionary.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.compare.strip import Stop, Thread
from kg.compare.units import Shift
from kg.export.changes import Aligned, align_columns
from kg.export.labels import Lang, judged, label
from kg.export.typeset import visible
from kg.graph.files import write_whole
from kg.model.answers import Beside, Comparison, FieldChange, Ledger, LedgerRow
from kg.model.links import Judgement, Work

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_CELL = 32_767
_SHEET_NAME = re.compile(r"[\\/*?:\[\]]")
_HUMAN = {"zh": ("人工", "据以认定的人工决定：谁、何时、为何", 24),
          "en": ("human", "the decisions it rests on: whose, when, why", 24)}
_FORMULA = re.compile(r"[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, its columns as (heading, what it holds, width), its rows of text."""

    name: str
    columns: tuple[tuple[str, str, int], ...]
    rows: tuple[tuple[str, ...], ...]


def write_comparison(found: Comparison, path: Path, lang: Lang = "zh") -> None:
    """Writes a comparison as a workbook."""
    write_whole(path, workbook([comparison_sheet(found, lang)], lang))


def write_strip(works: Sequence[Work], threads: Sequence[Thread], path: Path, lang: Lang = "zh") -> None:
    """Writes the plans of several years as a workbook."""
    write_whole(path, workbook([strip_sheet(works, threads, lang)], lang))


def write_units(found: Comparison, shifts: Sequence[Shift], path: Path, lang: Lang = "zh") -> None:
    """Writes what the units gained and lost as a workbook."""
    write_whole(path, workbook([units_sheet(found, shifts, lang)], lang))


def write_ledger(found: Ledger, path: Path, lang: Lang = "zh") -> None:
    """Writes the 台账 of a unit as a workbook."""
    write_whole(path, workbook(ledger_sheets(found, lang), lang))


def comparison_sheet(found: Comparison, lang: Lang) -> Sheet:
    """A row per change: what it is, both texts, every field before and after."""
    columns = (("变动", "改写、移动、合并、拆分、新增、取消或未变", 10),
               (f"较早 {found.a.name}"[:60], "较早或上级文件的任务原文", 60),
               (f"较新 {found.b.name}"[:60], "较新或下级文件的任务原文", 60),
               ("责任", "责任单位，前 → 后", 30), ("时限", "期限与频次，前 → 后", 24),
               ("引用", "引用文件，前 → 后", 30), ("理由", "为什么认定为同一任务", 30),
               _HUMAN["zh"], ("任务编号", "两侧任务的编号", 40))
    english = (("change", "what happened", 10), (f"older {found.a.name}"[:60], "text of the older task", 60),
               (f"newer {found.b.name}"[:60], "text of the newer task", 60), ("units", "before → after", 30),
               ("time limits", "before → after", 24), ("citations", "before → after", 30),
               ("why", "why they belong together", 30), _HUMAN["en"],
               ("tasks", "ids of the tasks", 40))
    return Sheet("比较" if lang == "zh" else "comparison", columns if lang == "zh" else english,
                 tuple(_change_row(row, lang) for row in align_columns(found)))


def _change_row(row: Aligned, lang: Lang) -> tuple[str, ...]:
    change = row.change
    fields = {field.field: field for field in change.fields}
    times = [fields[name] for name in ("times", "frequency") if name in fields]
    return (label(change.kind).say(lang), "\n".join(column.task.text for column in row.a),
            "\n".join(column.task.text for column in row.b), _steps([fields.get("responsible")]), _steps(times),
            _steps([fields.get("citations")]), change.why, _said(change.judgements, lang),
            " ".join((*change.a, "→", *change.b)))


def _steps(fields: Iterable[FieldChange | None]) -> str:
    return "；".join(f"{'、'.join(field.before) or '—'} → {'、'.join(field.after) or '—'}"
                    for field in fields if field is not None)


def strip_sheet(works: Sequence[Work], threads: Sequence[Thread], lang: Lang) -> Sheet:
    """A row per task that runs through plans of several years, a column per plan."""
    meaning = "该年的任务原文，前面是与上一年的关系" if lang == "zh" else "the task of that year, and how it carries on"
    rows = (tuple(_stop(thread.get(work.id), lang) for work in works) for thread in threads)
    return Sheet("多年" if lang == "zh" else "years", tuple((work.name[:60], meaning, 50) for work in works), tuple(rows))


def _stop(stop: Stop | None, lang: Lang) -> str:
    kind = f"〔{label(stop.kind).say(lang)}〕" if stop is not None and stop.kind is not None else ""
    if stop is None:
        return ""
    return kind + stop.task.text + "".join(f"〔{judged(one, lang)}〕" for one in stop.judgements)


def units_sheet(found: Comparison, shifts: Sequence[Shift], lang: Lang) -> Sheet:
    """A row per unit of two plans: how many tasks it had and has, which it lost and gained."""
    texts = {task.id: task.text for task in (*found.a_tasks, *found.b_tasks)}
    columns = (("单位", "责任单位", 30), ("较早", "较早文件中的任务数", 8), ("较新", "较新文件中的任务数", 8),
               ("不再承担", "较早文件有、较新文件不再由它承担的任务", 60), ("新承担", "较新文件中新由它承担的任务", 60),
               _HUMAN["zh"])
    english = (("unit", "who bears tasks", 30), ("before", "tasks in the older plan", 8), ("after", "in the newer", 8),
               ("lost", "tasks that it need not go on with", 60), ("gained", "tasks that it had not before", 60),
               _HUMAN["en"])
    return Sheet("按单位" if lang == "zh" else "units", columns if lang == "zh" else english, tuple(
        (one.holder.id, str(one.before), str(one.after), "\n".join(texts[task] for task in one.lost),
         "\n".join(texts[task] for task in one.gained), _said(one.judgements, lang)) for one in shifts))


def ledger_sheets(found: Ledger, lang: Lang) -> tuple[Sheet, ...]:
    """A row per task of a unit, those due next first; on a sheet of their own those that people rejected."""
    sheets = (ledger_sheet("台账" if lang == "zh" else "ledger", found.rows, lang),
              ledger_sheet("已否决" if lang == "zh" else "rejected", found.rejected, lang))
    return sheets if found.rejected else sheets[:1]


def ledger_sheet(name: str, rows: Sequence[LedgerRow], lang: Lang) -> Sheet:
    """Rows of a ledger under a name."""
    columns = (("下次到期", "按生成当天推算的下一个到期日", 12), ("角色", "牵头、责任、配合或参照", 8),
               ("任务", "任务原文", 70), ("时限", "原文所写的时限", 20), ("同责单位", "同一任务的其他单位与角色", 30),
               ("文件", "文号或题名", 24), ("条目", "原文编号", 10), ("栏目", "原文标题", 24),
               ("依据", "写明该单位的原文", 24), ("起", "依据在原文中的起点（码点）", 8), ("止", "终点", 8),
               _HUMAN["zh"])
    english = (("next due", "counted from the day of writing", 12), ("role", "lead, responsible, support, follow", 8),
               ("task", "text of the task", 70), ("time limits", "as printed", 20), ("with", "other units", 30),
               ("document", "number or title", 24), ("item", "as printed", 10), ("heading", "as printed", 24),
               ("evidence", "words that name the unit", 24), ("start", "code points", 8), ("end", "code points", 8),
               _HUMAN["en"])
    return Sheet(name, columns if lang == "zh" else english, tuple(_ledger_row(row, lang) for row in rows))


def _ledger_row(row: LedgerRow, lang: Lang) -> tuple[str, ...]:
    others = "、".join(f"{one.name}（{_role(one, lang)}）" for one in row.others)
    return (row.next_due or "", label(row.role).say(lang), row.text, "；".join(time.text for time in row.times), others,
            row.work.name, row.label or "", " / ".join(row.headings), row.evidence.text,
            str(row.evidence.span.start), str(row.evidence.span.end),
            _said([row.judgement] if row.judgement else [], lang))


def _role(one: Beside, lang: Lang) -> str:
    role = label(one.role).say(lang)
    return role if one.judgement is None else f"{role}，{judged(one.judgement, lang)}"


def _said(judgements: Iterable[Judgement], lang: Lang) -> str:
    return "；".join(judged(one, lang) for one in judgements)


def workbook(sheets: Sequence[Sheet], lang: Lang) -> bytes:
    """The sheets and a data dictionary as an XLSX file."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for sheet in (*sheets, dictionary(sheets, lang)):
        _fill(book.create_sheet(_SHEET_NAME.sub("_", sheet.name)[:31]), sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def dictionary(sheets: Sequence[Sheet], lang: Lang) -> Sheet:
    """What every column of the other sheets holds."""
    heads = (("表", "", 12), ("列", "", 24), ("含义", "", 60)) if lang == "zh" else \
        (("sheet", "", 12), ("column", "", 24), ("meaning", "", 60))
    return Sheet("数据说明" if lang == "zh" else "dictionary", heads,
                 tuple((sheet.name, heading, meaning) for sheet in sheets for heading, meaning, _ in sheet.columns))


def _fill(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for place, (heading, _, width) in enumerate(sheet.columns, 1):
        page.cell(1, place, cell(heading)).font = Font(bold=True)
        page.column_dimensions[get_column_letter(place)].width = width
    for line, row in enumerate(sheet.rows, 2):
        for place, text in enumerate(row, 1):
            written = page.cell(line, place, cell(text))
            written.data_type = "s"
            written.alignment = Alignment(wrap_text=True, vertical="top")
    page.freeze_panes = "A2"


def cell(text: str) -> str:
    """A text as a cell may hold it: visible characters, no formula, cut with a note if too long.

    >>> cell("=1+1"), cell("江环办")
    ("'=1+1", '江环办')
    """
    shown = "".join(character if character == "\n" else visible(character) for character in text)
    if _FORMULA.match(shown):
        shown = "'" + shown
    if len(shown) > LONGEST_CELL:
        note = f"…（原文共 {len(shown)} 字，已截断）"
        shown = shown[:LONGEST_CELL - len(note)] + note
    return shown
