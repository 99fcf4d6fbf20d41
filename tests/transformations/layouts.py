"""The same plan in another layout: tables flattened, items or numbers gone, plans added."""

from __future__ import annotations

import re
from dataclasses import replace

from transformations.retype import Edit, retyped

from kg.evaluate.answers import Answer

_LEAST_ROWS = 5


def one_task_deleted(answer: Answer) -> Answer:
    """A numbered item in the middle taken out, so that the numbering skips."""
    text, tasks = answer.extraction.text, answer.extraction.tasks
    lines = [(task, text.rfind("\n", 0, task.spans[0].start) + 1, text.find("\n", task.spans[-1].end))
             for task in tasks if task.label is not None]
    alone = [(task, start, end) for task, start, end in lines if 0 < start < end
             and not any(other is not task and start <= other.spans[0].start < end for other in tasks)
             and all(start <= unit.span.start < end for unit in task.assignments) and "\t" not in text[start:end]
             and re.match(r"[\s（(]*" + re.escape((task.label or "").strip("()")), text[start:end])]
    if len(alone) < 3:
        return answer
    gone, start, end = alone[len(alone) // 2]
    kept = replace(answer.extraction, tasks=tuple(task for task in tasks if task is not gone),
                   citations=tuple(c for c in answer.extraction.citations if not start <= c.span.start < end))
    return retyped(replace(answer, extraction=kept), [Edit(start, end + 1, "")])


def one_number_deleted(answer: Answer) -> Answer:
    """The number of an item in the middle taken out, its words left on their line."""
    text, tasks = answer.extraction.text, answer.extraction.tasks
    for before, task, after in zip(tasks, tasks[1:], tasks[2:]):
        line = text.rfind("\n", 0, task.spans[0].start) + 1
        printed = text[line:task.spans[0].start]
        alone = before.label != task.label != after.label and before.label and after.label
        if alone and before.headings == task.headings == after.headings and "\t" not in text[line:task.spans[0].end] \
                and re.fullmatch(r"\s*[（(]?" + re.escape((task.label or "").strip("()")) + r"[）)]?[.．、]?\s*", printed):
            nameless = replace(task, label=None)
            changed = tuple(nameless if one is task else one for one in tasks)
            return retyped(replace(answer, extraction=replace(answer.extraction, tasks=changed)),
                           [Edit(line, task.spans[0].start, "")])
    return answer


def flattened_table(answer: Answer) -> Answer:
    """The rows of a table with tabs run together without a sign, as a page turned to text gives them."""
    text = answer.extraction.text
    rows = [match.span() for match in re.finditer(r"[^\n]*[^\n\t]\t[^\n\t][^\n]*\n?", text)]
    if len(rows) < _LEAST_ROWS:
        return answer
    edits = [Edit(match.start(), match.end(), "") for start, end in rows
             for match in re.compile(r"</?p>|[\t\n]+").finditer(text, start, end)]
    return retyped(answer, edits)


def plan_start(answer: Answer) -> int:
    """Where the title line of a plan stands before its first item; -1 if it is printed otherwise."""
    first = next(task.spans[0].start for task in answer.extraction.tasks if task.label)
    return answer.extraction.text.rfind(answer.extraction.header.title or "\0", 0, first)


def second_plan_appended(answer: Answer, other: Answer) -> Answer:
    """The plan of another document behind the first, its title on a line of its own, numbered anew."""
    start, gap = plan_start(other), len(answer.extraction.text) + 2
    below = start + len(other.extraction.header.title or "")
    moved = retyped(other, [Edit(0, start, " " * gap), Edit(below, below, "\n")]).extraction
    return replace(answer, extraction=replace(
        answer.extraction, text=f"{answer.extraction.text}\n\n{moved.text[gap:]}",
        tasks=(*answer.extraction.tasks, *(t for t in moved.tasks if t.spans[0].start >= gap)),
        citations=(*answer.extraction.citations, *(c for c in moved.citations if c.span.start >= gap))))


def pipes(answer: Answer) -> Answer:
    """A table's cells parted by | instead of a tab, empty cells kept."""
    rows = re.finditer(r"[^\n]*[^\n\t]\t[^\n\t][^\n]*", answer.extraction.text)
    return retyped(answer, [Edit(row.start() + tab.start(), row.start() + tab.end(), " | ")
                            for row in rows for tab in re.finditer("\t", row[0])])


def web_frame(answer: Answer) -> Answer:
    """A web page's breadcrumb before the text and its foot behind it."""
    text = answer.extraction.text
    head = "当前位置：首页 > 政务公开 > 政策文件\n打印本页 关闭窗口 字体：大 中 小\n分享到： 微信 微博\n"
    foot = "\n\n上一篇：没有了\n下一篇：没有了\n附件下载 打印本页 关闭窗口\n网站地图 主办单位：某某网站管理中心"
    if "当前位置" in text[:600]:
        return answer
    return retyped(answer, [Edit(0, 0, head), Edit(len(text), len(text), foot)])
