"""The same plan in another layout: brackets as lines, tables flattened, items gone, plans added."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.evaluate import Answer
from kg.model.extraction import Task

from transformations.retype import Edit, retyped


_LEAST_ROWS = 5


def _bracketed(answer: Answer) -> Iterator[tuple[Task, int, int]]:
    """The tasks whose statement of responsibility is one bracket behind them, and its place."""
    text = answer.extraction.text
    for task in answer.extraction.tasks:
        end = task.spans[-1].end
        match = re.compile(r"\s*[（(]((?:[^（）()\n]|[（(][^（）()\n]*[）)])*)[）)]").match(text, end)
        if match and task.assignments and all(match.start() < unit.span.start < match.end()
                                              for unit in task.assignments):
            yield task, match.end(0) - len(match[0].lstrip()), match.end()


def bracket_to_line(answer: Answer) -> Answer:
    """（综合司，各相关部门） as a line 责任单位：综合司，各相关部门."""
    edits = []
    for _, start, end in _bracketed(answer):
        inner = answer.extraction.text[start + 1:end - 1]
        head = "" if re.match(r"责任(?:单位|科室|部门)[：:]|牵头", inner) else "责任单位："
        after = "" if answer.extraction.text[end:end + 1] == "\n" else "\n"
        edits += [Edit(start, start + 1, "\n" + head), Edit(end - 1, end, after)]
    return retyped(answer, edits)


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
