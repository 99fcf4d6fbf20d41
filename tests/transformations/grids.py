"""Bordered tables whose columns, chapters and cells chance draws: lists of points in a cell, units parted by spaces or line
ends, merged cells, signs for nothing, what stands beside the task.

What each row holds is known, its headings and limits too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

_REQUIREMENTS = (
    "公开国民经济和社会发展规划、专项规划和区域规划", "做好重大政策解读，综合运用图解、短视频等形式", "规范依申请公开办理流程，依法答复申请",
    "开展政务公开业务培训，提升队伍能力", "加强政府网站和政务新媒体建设管理", "及时公开财政预算、决算和“三公”经费信息",
    "回应社会关切的热点问题，加强舆情监测", "编制基层政务公开事项标准目录", "推进行政执法公示制度，公开执法依据、程序和结果",
    "落实《政府信息公开条例》要求，完善主动公开目录", "围绕优化营商环境，公开惠企政策和办理指南", "公布保障性住房分配、棚户区改造进展情况",
    "健全政府信息公开审查机制，严格保密审查", "办好“政府开放日”活动，邀请群众代表参加", "梳理汇总本单位规范性文件，集中统一公开",
    "加大教育、医疗、养老等民生领域信息公开力度")
_ENDS = ("。", "；", "", "。确保内容完整准确。", "，并建立工作台账。")
_UNITS = ("市政府办公室", "市发展改革委", "市财政局", "市教育局", "市人社局", "市生态环境局", "市住房城乡建设局", "市司法局", "市大数据局",
          "市卫生健康委", "市市场监管局", "市委网信办", "各县(市、区)政府", "市直各部门", "各有关单位", "政务公开科", "办公室", "法规科",
          "信息中心", "各科室")
_LIMITS = (("2021年12月底前", "2021-12-31"), ("6月底前", "2021-06-30"), ("持续推进", "continuous"), ("每季度", "P3M"),
           ("2021年11月20日前", "2021-11-20"), ("年底前", "2021-12-31"), ("长期坚持", "continuous"), ("2021年10月", "2021-10-31"),
           ("9月30日前", "2021-09-30"), ("每月", "P1M"), ("11月底", "2021-11-30"))
_CHAPTERS = ("加强主动公开", "深化政策解读", "优化营商环境", "强化平台建设", "完善制度机制", "夯实工作基础")
_HAN = "一二三四五六"
_HEADS = {
    "number": ("序号", "序 号", "编号"), "theme": ("工作类别", "重点领域", "任务类别", "类别", "一级指标"),
    "task": ("工作任务", "主要任务", "工作内容", "重点任务", "具体任务", "任务内容", "工作要点", "工作措施"),
    "lead": ("牵头单位", "牵头部门"), "support": ("配合单位", "协办单位", "配合部门"),
    "unit": ("责任单位", "责任部门", "责任科室", "责任单位（部门）", "落实单位"), "limit": ("完成时限", "完成时间", "时限要求", "时间节点"),
    "person": ("责任人", "联系人", "分管领导"), "remark": ("备注",), "result": ("成果形式", "预期成果", "工作成果")}
_BESIDE = {"person": ("王建国", "李明", "张晓东", "陈静"), "remark": ("", "", "已完成"),
           "result": ("工作台账", "公开目录", "培训通知", "公示信息")}
_PARTING = ("、", "、", "，", "\n", " ")
_NOTHING = ("", "", "/", "—", "－")


class Row(NamedTuple):
    """What a row asks: its number, requirement, units with roles, values of limits, headings."""

    label: str | None
    requirement: str
    units: tuple[tuple[str, str], ...]
    limits: tuple[str, ...]
    headings: tuple[str, ...]


class DrawnGrid(NamedTuple):
    """A table as printed, and its rows."""

    text: str
    rows: tuple[Row, ...]


def drawn_grid(seed: int) -> DrawnGrid:
    """The table that a seed draws."""
    chance = Random(seed)
    columns, chapters = _columns(chance), chance.choice((None, None, "mark", "bracket", "title", "numeral"))
    if "theme" in columns or (chapters == "numeral" and "number" not in columns):
        chapters = None
    parting, nothing = chance.choice(_PARTING), chance.choice(_NOTHING)
    merged = "unit" in columns and "number" in columns and chance.random() < 0.2
    printed = [[chance.choice(_HEADS[column]) for column in columns]]
    requirements, titles = chance.sample(_REQUIREMENTS, len(_REQUIREMENTS)), iter(_CHAPTERS)
    rows: list[Row] = []
    headings: tuple[str, ...] = ()
    for count in range(1, chance.randint(5, 11)):
        begun = count == 1 or chance.random() < 0.3
        title = next(titles, None) if begun and (chapters or "theme" in columns) else None
        if title and chapters:
            cells, headings = _chapter(columns, chapters, _CHAPTERS.index(title), title)
            printed.append(cells)
        elif title:
            headings = (title,)
        asked = requirements.pop()
        if chance.random() < 0.2 and len(requirements) > 8:
            asked = chance.choice(("1.{}；2.{}", "（1）{}；（2）{}", "①{}；②{}")).format(asked, requirements.pop())
        units, lists = _units(chance, columns, parting, nothing)
        if merged and rows and not title and chance.random() < 0.4:
            units, lists = rows[-1].units, {"unit": ""}
        limit, value = chance.choice(_LIMITS)
        cells_of = {"number": str(count), "task": asked + chance.choice(_ENDS), "limit": limit, **lists,
                    "theme": title or "", **{column: chance.choice(words) for column, words in _BESIDE.items()}}
        printed.append([cells_of[column] for column in columns])
        rows.append(Row(str(count) if "number" in columns else None, cells_of["task"], units,
                        (value,) if "limit" in columns else (), headings))
    prints = [each for each in _PRINTS if parting != "\n" or each is _tagged]
    return DrawnGrid("某市2021年政务公开工作任务分解表\n" + chance.choice(prints)(printed), tuple(rows))


def _columns(chance: Random) -> list[str]:
    units = ["lead", "support"] if chance.random() < 0.45 else ["unit"]
    limit = ["limit"] * (chance.random() < 0.6)
    behind = [*units, *limit] if chance.random() < 0.8 else [*limit, *units]
    return [*["number"] * (chance.random() < 0.8), *["theme"] * (chance.random() < 0.3), "task",
            *["result"] * (chance.random() < 0.12), *behind, *["person"] * (chance.random() < 0.15),
            *["remark"] * (chance.random() < 0.2)]


def _chapter(columns: Sequence[str], kind: str, at: int, title: str) -> tuple[list[str], tuple[str, ...]]:
    """The row of a chapter, its other cells empty, and how it is printed as a heading."""
    row = [""] * len(columns)
    if kind == "numeral":
        row[columns.index("number")], row[columns.index("task")] = _HAN[at], title
    else:
        row[0] = {"mark": f"{_HAN[at]}、{title}", "bracket": f"（{_HAN[at]}）{title}", "title": title}[kind]
    return row, ("".join(row),)


def _units(chance: Random, columns: Sequence[str], parting: str,
           nothing: str) -> tuple[tuple[tuple[str, str], ...], dict[str, str]]:
    """The units of a row with their roles, and the cells that hold them."""
    if "unit" in columns:
        named = chance.sample(_UNITS, chance.choice((1, 1, 2, 3)))
        return tuple((name, "responsible") for name in named), {"unit": parting.join(named)}
    named, led = chance.sample(_UNITS, 5), chance.choice((1, 1, 2))
    lead, support = named[:led], named[led:led + chance.choice((0, 1, 1, 2, 3))]
    return (*((name, "lead") for name in lead), *((name, "support") for name in support)), {
        "lead": parting.join(lead), "support": parting.join(support) or nothing}


def _tabbed(rows: Sequence[Sequence[str]]) -> str:
    return "".join("\t".join(row) + "\n" for row in rows)


def _barred(rows: Sequence[Sequence[str]]) -> str:
    return "".join(" | ".join(row) + "\n" for row in rows)


def _marked_down(rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |\n" for row in rows]
    return "".join([lines[0], "|" + " :-: |" * len(rows[0]) + "\n", *lines[1:]])


def _tagged(rows: Sequence[Sequence[str]]) -> str:
    cells = (["<td>" + cell.replace("\n", "<br/>") + "</td>" for cell in row] for row in rows)
    return "<table>" + "".join(f"<tr>{''.join(row)}</tr>\n" for row in cells) + "</table>\n"


_PRINTS: tuple[Callable[[Sequence[Sequence[str]]], str], ...] = (_tabbed, _barred, _marked_down, _tagged)
