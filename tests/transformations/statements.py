"""The same responsibility in another setting: brackets, lines with a key, cells of a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from transformations.retype import Edit, retyped

from kg.evaluate.answers import Answer
from kg.model.extraction import Role, Task

BRACKET = re.compile(r"\s*[（(]((?:[^（）()\n]|[（(][^（）()\n]*[）)])*)[）)]")
_KEYED = re.compile(r"\s*(责任(?:单位|科室|部门)[：:][^\n。]*)。?")
_BORDER = re.compile(r"(?:</p>)?\t+(?:<p>)?")
_LEAST_ROWS = 5
_HEADING_BEGINS = 4


def bracketed(answer: Answer) -> Iterator[tuple[Task, int, int]]:
    """The tasks whose statement of responsibility is one bracket behind them, and its place."""
    yield from _followed_by(answer, BRACKET)


def _followed_by(answer: Answer, form: re.Pattern[str]) -> Iterator[tuple[Task, int, int]]:
    text = answer.extraction.text
    for task in answer.extraction.tasks:
        match = form.match(text, task.spans[-1].end)
        if match and task.assignments and all(match.start() < unit.span.start < match.end()
                                              for unit in task.assignments):
            yield task, match.end() - len(match[0].lstrip()), match.end()


def bracket_to_line(answer: Answer) -> Answer:
    """（综合司，各相关部门） as a line 责任单位：综合司，各相关部门."""
    edits = []
    for _, start, end in bracketed(answer):
        inner = answer.extraction.text[start + 1:end - 1]
        head = "" if re.match(r"责任(?:单位|科室|部门)[：:]|牵头", inner) else "责任单位："
        after = "" if answer.extraction.text[end:end + 1] == "\n" else "\n"
        edits += [Edit(start, start + 1, "\n" + head), Edit(end - 1, end, after)]
    return retyped(answer, edits)


def line_to_bracket(answer: Answer) -> Answer:
    """A line 责任单位：省司法厅。 as （责任单位：省司法厅）."""
    edits = []
    for task, start, end in _followed_by(answer, _KEYED):
        close = end - (answer.extraction.text[end - 1] == "。")
        edits += [Edit(task.spans[-1].end, start, "（"), Edit(close, end, "）")]
    return retyped(answer, edits)


def bracket_to_row(answer: Answer) -> Answer:
    """Items that end in a bracket as rows of a table with a column of units; for plans of such items alone."""
    text, stated = answer.extraction.text, list(bracketed(answer))
    tasks = [task for task in answer.extraction.tasks if task.label]
    if len(stated) < _LEAST_ROWS or len(stated) != len(tasks) or "\t" in text \
            or len({(task.headings, task.label) for task in tasks}) < len(tasks):
        return answer
    head = text.index(tasks[0].headings[0][:_HEADING_BEGINS])
    edits = [Edit(head, head, "\n工作任务\t责任单位\n")]
    for task, start, end in stated:
        label = _before_label(text, task)
        follows = text[label.start() - 1] in "）)"
        edits += [Edit(label.start(), label.end(), "" if follows else "\n"), Edit(start, start + 1, "\t"),
                  Edit(end - 1, end, "\n")]
    return retyped(answer, edits)


def _before_label(text: str, task: Task) -> re.Match[str]:
    """The white space before the number of a task."""
    label = re.escape((task.label or "").strip("()"))
    start = task.spans[0].start
    found = re.compile(rf"\s*(?=[（(]?{label}[）)]?[.．、]?\s*$)").search(text, start - 12, start)
    assert found is not None, task.label
    return found


def row_to_bracket(answer: Answer) -> Answer:
    """Rows of a table with a label each as items that end in a bracket; rows that a page end broke are gone."""
    text, tasks = answer.extraction.text, answer.extraction.tasks
    rows = [task for task in tasks if task.assignments and len(task.spans) == 1 and _BORDER.fullmatch(
        text, task.spans[0].end, min(unit.span.start for unit in task.assignments))]
    if not rows or any((task.label or "\n") not in text[_line(text, task):task.spans[0].start] for task in rows):
        return answer
    broken = [task for task in tasks if len(task.spans) > 1]
    gone = [(_line(text, task), text.index("\n", task.spans[-1].end) + 1) for task in broken]
    edits = [Edit(start, stop, "") for start, stop in gone]
    for task in rows:
        first, last = min(u.span.start for u in task.assignments), max(u.span.end for u in task.assignments)
        stop = min(at for at in (text.find("\n", last), len(text)) if at >= 0)
        led = all(unit.role is Role.LEAD for unit in task.assignments) and "牵头" not in text[last:stop]
        edits += [Edit(task.spans[0].end, first, "（"), Edit(stop, stop, "牵头）" if led else "）")]
    first, last = _line(text, rows[0]), rows[-1].spans[0].end
    edits += [Edit(head.start(), head.end(), "") for head in re.compile(r"[^\n]*\t[^\n]*\n").finditer(text, 0, first)]
    taken = [(edit.start, edit.end) for edit in edits]
    edits += [Edit(tab.start(), tab.end(), "" if text[tab.start() - 1] == "\n" else "\n")
              for tab in _BORDER.finditer(text, first, last)
              if not any(start <= tab.start() < end for start, end in taken)]
    kept = replace(answer.extraction, tasks=tuple(task for task in tasks if task not in broken))
    return retyped(replace(answer, extraction=kept), edits)


def _line(text: str, task: Task) -> int:
    """Where the line begins that a task begins on."""
    return text.rfind("\n", 0, task.spans[0].start) + 1
