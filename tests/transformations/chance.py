"""Tables whose columns, heads, orders and prints chance combines, as no plan at hand does: the tasks are real ones.

What each cell holds is known, so that hundreds of tables can be scored that nobody has answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from random import Random

from kg.model.extraction import Role, Task
from transformations.tables import Cell, Grid, Layout, Piece

_NUMBERS = ("序号", "编号", "序 号")
_THEMES = ("工作类别", "重点任务", "领域", "项目", "任务分类")
_TASKS = ("工作任务", "主要任务", "工作内容", "具体任务", "工作要点", "任务内容", "重点工作任务")
_MEASURES = ("具体措施", "工作措施", "工作要求", "具体要求", "主要举措", "落实措施")
_LED = (("牵头单位", "责任单位"), ("牵头部门", "责任部门"), ("牵头处室", "责任处室"), ("牵头科室", "责任科室"))
_UNLED = ("责任单位", "责任部门", "承办单位", "落实单位", "责任科室")
_LIMITS = ("完成时限", "完成时间", "时限要求", "时间节点", "时间安排", "完成期限")
_WHEN = ("2021年12月底前", "6月底前", "持续推进", "每季度", "2021年11月20日前", "年底前", "长期坚持", "2021年12月", "全年")
_PERSONS = ("责任人", "分管领导", "联系人", "责任领导", "负责人")
_NAMES = ("王建国", "李明", "张晓东", "陈静", "刘洋", "赵国强", "黄丽华", "周伟", "吴敏", "徐志强")
_SUBJECTS = ("推进决策公开", "加强政策解读", "扩大公众参与", "强化平台建设", "做好依申请公开", "规范信息管理")
_MOST_ROWS = 14


def layout(seed: int) -> Layout:
    """The layout that a seed draws: which columns there are, what their heads say, in which order they stand."""

    def grid(tasks: Sequence[Task]) -> Grid:
        chance = Random(seed)
        # Rows that leave one of two columns of units empty tell nobody which, once borders are lost.
        led, unled = _with_leads(tasks, True), _with_leads(tasks, False)
        fitting = led if len(led) > len(unled) else unled
        heads = _heads(chance, chance.choice(_LED) if fitting is led else (chance.choice(_UNLED),))
        chosen = sorted(chance.sample(fitting, min(_MOST_ROWS, len(fitting))))
        order = _order(chance, heads)
        subjects = _subjects(chance, merged=chance.random() < 0.5)
        rows = [_row(chance, count, at, tasks[at], next(subjects)) for count, at in enumerate(chosen, 1)]
        return [[(Piece(heads[column]),) for column in order], *([row[column] for column in order] for row in rows)]

    return grid


def _with_leads(tasks: Sequence[Task], led: bool) -> list[int]:
    """Which tasks name both those that lead and others, or, if none shall be `led`, others alone."""
    wanted = {True, False} if led else {False}
    return [at for at, task in enumerate(tasks) if {unit.role is Role.LEAD for unit in task.assignments} == wanted]


def _heads(chance: Random, units: Sequence[str]) -> dict[str, str]:
    """The heads of the columns that a table has, those of its `units` given."""
    themed = chance.random() < 0.35
    found = {"task": chance.choice(_MEASURES if themed else _TASKS), **dict(zip(("others", "leads"), reversed(units)))}
    for column, words, share in (("number", _NUMBERS, 0.75), ("limit", _LIMITS, 0.6), ("person", _PERSONS, 0.2)):
        if chance.random() < share:
            found[column] = chance.choice(words)
    return found | ({"theme": chance.choice(_THEMES)} if themed else {}) \
        | ({"remark": "备注"} if chance.random() < 0.25 else {})


def _order(chance: Random, heads: dict[str, str]) -> list[str]:
    """The columns from left to right: in one table of ten units stand before the task."""
    units, limit = _those(heads, "leads", "others"), _those(heads, "limit")
    front, person = _those(heads, "number", "theme"), _those(heads, "person")
    if chance.random() < 0.2:
        front.reverse()
    if chance.random() < 0.1:
        return [*front, *units, "task", *limit, *person, *_those(heads, "remark")]
    behind = [*limit, *units] if chance.random() < 0.15 else [*units, *limit]
    behind = [*person, *behind] if chance.random() < 0.5 else [*behind, *person]
    return [*front, "task", *behind, *_those(heads, "remark")]


def _those(heads: dict[str, str], *columns: str) -> list[str]:
    """Those of some columns that the table has."""
    return [column for column in columns if column in heads]


def _subjects(chance: Random, merged: bool) -> Iterator[str]:
    """The theme of each row: printed again on each, or, where its cell is `merged` downwards, on the first alone."""
    while True:
        for subject in chance.sample(_SUBJECTS, len(_SUBJECTS)):
            rows = chance.randint(1, 4)
            yield from [subject, *["" if merged else subject] * (rows - 1)]


def _row(chance: Random, count: int, at: int, task: Task, subject: str) -> dict[str, Cell]:
    lists = {"leads": _list(at, task, leads=True), "others": _list(at, task, leads=False)}
    words = {"number": str(count), "theme": subject, "limit": chance.choice(_WHEN), "person": chance.choice(_NAMES),
             "remark": ""}
    return {"task": (Piece("", at),), **lists,
            **{column: (Piece(word),) if word else () for column, word in words.items()}}


def _list(at: int, task: Task, leads: bool) -> Cell:
    """The units of a task that lead, or the others, each with what parts it from the one before."""
    named = [(place, unit) for place, unit in enumerate(task.assignments) if (unit.role is Role.LEAD) is leads]
    return tuple(chain.from_iterable((*[Piece("、")] * (count > 0), Piece(unit.name, at, place))
                                     for count, (place, unit) in enumerate(named)))


def a_line_a_row(grid: Grid) -> Iterator[Piece]:
    """A row a line, a space between two cells, empty ones left out, as the text of a PDF has them."""
    for row in grid:
        yield from (*_spaced(row), Piece("\n"))


def in_one_line(grid: Grid) -> Iterator[Piece]:
    """The whole table in one line, a space between two cells, as a page whose tags became spaces."""
    yield from _spaced(list(chain.from_iterable(grid)))


def lines_apart(grid: Grid) -> Iterator[Piece]:
    """A cell a line, a blank line behind each, empty cells left out, as pages turned to text have them."""
    for cell in chain.from_iterable(grid):
        yield from (*cell, Piece("\n\n")) if cell else ()


def _spaced(cells: Sequence[Cell]) -> Iterator[Piece]:
    for count, cell in enumerate(filter(None, cells)):
        yield from (*[Piece(" ")] * (count > 0), *cell)
