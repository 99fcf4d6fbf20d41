"""台账: the tasks of one unit, those due next first, each with its sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.export import answers
from kg.export.xlsx import ledger_sheets, workbook
from kg.model.answers import Ledger
from kg.model.extraction import Role
from kg.web.page import Download, Page
from kg.web.site import Site
from kg.web.takeaway import XLSX, json_of, tables
from kg.web.turtle import holders_of, tasks_of
from kg.web.visit import Visit

PAGE = 100
MOST_OTHERS = 6
"""Units beside it that a row shows at once; the others open below them."""


def ledger(site: Site, visit: Visit, id: str) -> Page:
    """The page of a holder: its 台账."""
    holder = site.view.holder(id)
    found = site.ledgers(id, visit.today)
    rows = [row for row in found.rows if visit.get("role") in ("", row.role.value)]
    start = visit.number("start", 0)
    return Page("ledger.html", visit.say(f"{holder.name} 的台账", f"The ledger of {holder.name}"),
                finding(found, visit), "units",
                ((visit.say("单位", "Units"), visit.link("/units")), (holder.name, "")),
                {"holder": holder, "ledger": found, "rows": rows[start:start + PAGE], "total": len(rows),
                 "start": start, "step": PAGE, "roles": list(Role), "local": lambda task: site.view.task(task).local,
                 "counts": {role: sum(row.role is role for row in found.rows) for role in Role},
                 "today": visit.today.isoformat(), "most_others": MOST_OTHERS,
                 "parent": site.view.holder(holder.parent) if holder.parent else None,
                 "predecessors": [site.view.holder(other) for other in holder.predecessors]},
                _downloads(found, visit),
                (*holders_of([id]), *tasks_of(dict.fromkeys(row.task for row in rows))))


def finding(found: Ledger, visit: Visit) -> str:
    """The one sentence of the page."""
    borne = {row.task for row in found.rows}
    led = len({row.task for row in found.rows if row.role is Role.LEAD})
    due = [row for row in found.rows if row.next_due]
    works = len({row.work.id for row in found.rows})
    zh = f"{works} 份文件给它派了 {len(borne)} 项任务，牵头 {led} 项"
    en = f"{works} documents give it {len(borne)} tasks; it leads {led}"
    if due:
        zh += f"；最近一项 {due[0].next_due} 到期"
        en += f"; the next is due on {due[0].next_due}"
    return visit.say(zh + "。", en + ".")


def _downloads(found: Ledger, visit: Visit) -> Mapping[str, Callable[[], Download]]:
    """The 台账 as a workbook, as CSV and as the answer behind it."""
    stem = f"{found.unit[:40]}-{visit.say('台账', 'ledger')}"
    sheets = ledger_sheets(found, visit.lang)
    columns = [(heading, meaning) for heading, meaning, _ in sheets[0].columns]

    return {**tables(stem, columns, lambda: [row for sheet in sheets for row in sheet.rows], visit.lang),
            "xlsx": lambda: Download(f"{stem}.xlsx", XLSX, workbook(sheets, visit.lang)),
            "json": lambda: json_of(stem, answers.ledger(found))}
