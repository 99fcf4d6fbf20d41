"""What a person's words mean: a number, a title or a part of one, an IRI, and `#3` for a task."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from urllib.parse import unquote

from kg.errors import AmbiguousReference, UnknownReference
from kg.extract.numbers import DocumentNumber, find_numbers, parse_number
from kg.graph.iris import BASE, Kind, unmint
from kg.link.taskids import plain
from kg.link.titles import fold_title
from kg.model.extraction import Task
from kg.model.links import TaskNode, Work
from kg.model.text import Script
from kg.model.view import View


def find(view: View, reference: str, among: Sequence[Work] | None = None) -> str:
    """The id of the one work or task that a reference names.

    `…#3` is the task with the label 3, or the third if no task has that label; `…#t5` the
    fifth task; `…#1a2b3c4d` the task whose id ends so. Works are sought in the whole view, or
    only `among` some of it. UnknownReference, AmbiguousReference.
    """
    document, mark, task = reference.strip().partition("#")
    exact = _exact_id(view, reference.strip())
    if exact is not None:
        return exact
    work = find_work(view, document, among)
    return _find_task(view, work, task, reference) if mark else work


def find_work(view: View, reference: str, among: Sequence[Work] | None = None) -> str:
    """The id of the one work that a reference names; a number first, then a title."""
    works = view.works() if among is None else among
    tried: list[str] = []
    for name, way in _ways(reference.strip()):
        tried.append(name)
        found = [work for work in works if way(work)]
        chosen = _one(found, reference)
        if chosen is not None:
            return chosen.id
    raise UnknownReference(reference, tried)


def _one(found: Sequence[Work], reference: str) -> Work | None:
    """The only work found, or the only one that is held; AmbiguousReference if several are."""
    held = [work for work in found if work.held]
    if len(found) > 1 and len(held) != 1:
        rows = sorted((work.id, f"{work.number or '无文号'} {work.title or ''}".strip()) for work in found)
        raise AmbiguousReference(reference, rows)
    return next(iter(held or found), None)


def _exact_id(view: View, reference: str) -> str | None:
    name = unquote(reference)
    if name.startswith(BASE):
        kind, name = unmint(name)
        if kind not in (Kind.DOCUMENT, Kind.TASK):
            return None
    for look in (view.work, view.task):
        try:
            return look(name).id
        except KeyError:
            continue
    return None


def _ways(reference: str) -> list[tuple[str, Callable[[Work], bool]]]:
    """The ways to read a reference, strictest first, each with what it was read as."""
    name = unquote(reference)
    name = unmint(name)[1] if name.startswith(BASE) else name
    ways: list[tuple[str, Callable[[Work], bool]]] = [(f"the id “{name}”", lambda work: work.id == name)]
    number = spelled_number(reference)
    if number is not None:
        key = number.key
        ways.append((f"the number {number}", lambda work: _key(work) == key))
        return ways
    title = _folded(reference)
    if title:
        ways.append((f"the title 《{title}》", lambda work: title in map(_folded, _titles(work))))
        ways.append(
            (f"a title with “{title}” in it", lambda work: any(title in _folded(t) for t in _titles(work)))
        )
    return ways


def spelled_number(reference: str) -> DocumentNumber | None:
    """The number that a reference spells in any bracket style or with 年 for brackets, or the
    only one that stands in it."""
    spelled = plain(reference).strip("《》")
    dated = re.sub(r"(?<=[\u4e00-\u9fff])((?:19|20)\d\d)年?第?(\d+)号?$", r"〔\1〕\2号", spelled)
    for form in (spelled, spelled + "号", dated):
        number = parse_number(form)
        if number is not None:
            return number
    inside = find_numbers(spelled)
    return inside[0].number if len(inside) == 1 else None


def _key(work: Work) -> tuple[str, int | None, str] | None:
    number = parse_number(work.number) if work.number else None
    return number.key if number else None


def _titles(work: Work) -> list[str]:
    return [title for title in (work.title, *work.aliases) if title]


def _folded(text: str) -> str:
    return re.sub(r"\W", "", fold_title(plain(text, Script.TRADITIONAL)))


def _find_task(view: View, work: str, name: str, reference: str) -> str:
    tasks = view.tasks(work)
    name = plain(name)
    if not tasks:
        raise UnknownReference(reference, [f"the tasks of {work}: it has none"])
    read = {task.id: task for task in view.extraction(work).tasks}
    labelled = [node for node in tasks if _label(read[node.local]) == _bare(name)]
    for found in (labelled, [node for node in tasks if name in (node.local, node.id.rpartition("t-")[2])]):
        if len(found) == 1:
            return found[0].id
        if found:
            raise AmbiguousReference(reference, [_row(node, read[node.local], view, work) for node in found])
    if name.isdigit() and 1 <= int(name) <= len(tasks) and not labelled:
        return tasks[int(name) - 1].id
    raise UnknownReference(
        reference,
        [f"the label {name} among the tasks of {work}", f"the place {name} in its {len(tasks)} tasks"],
    )


def _label(task: Task) -> str:
    return _bare(task.label or "")


def _bare(label: str) -> str:
    return re.sub(r"[()（）.、．\s]", "", label)


def _row(node: TaskNode, task: Task, view: View, work: str) -> tuple[str, str]:
    return node.id, f"{task.label or node.local} {plain(task.text(view.extraction(work).text))[:30]}"
