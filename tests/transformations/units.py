"""Statements of responsibility that chance puts together: the names of bodies, how they are parted, and the ways to state
who leads, who supports and who answers.

Who does what is known of each, so that thousands can be read that nobody has answered.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import NamedTuple

_NAMES = {kind: names.split() for kind, names in (
    line.split("\t") for line in Path(__file__).with_name("unit_names.txt").read_text(encoding="utf-8").splitlines())}
_PLANS = {"市": "徐州市", "县": "睢宁县", "区": "云龙区", "省": "江苏省", "州": "恩施州", "旗": "土默特左旗"}
_TASKS = ("及时公开财政预决算信息", "加强政策解读工作", "规范依申请公开办理流程", "推进基层政务公开标准化规范化", "完善政府网站栏目建设",
          "提升政务新媒体管理水平", "主动回应社会关切", "优化营商环境信息公开", "做好建议提案办理结果公开", "健全信息发布审查机制")
_PARTED = ("、", "、", "、", "、", "，", ",", " ", "  ", "/", "；")
_GENERIC = ("有关部门", "相关部门", "有关单位", "相关单位")
_OF_OFFICES = ("各科室", "各有关科室", "各相关科室", "局属各单位", "机关各科室", "各直属单位", "各分局", "各有关单位")
_OF_STATE = ("各有关部门", "各省（区、市）人民政府", "各地区", "有关部门", "各省级人民政府")
_LENGTHS = (1, 1, 2, 2, 3, 4, 6, 9)     # of lists

# How a statement names the {first} bodies and the {others}: those that answer, that lead and support, in other roles.
_ANSWERING = (
    "（责任单位：{first}）", "（{first}负责）", "（{first}）", "（{first}按职责分工负责）", "\n责任单位：{first}", "\n责任单位：{first}。",
    "\n（责任单位：{first}）", "\n【责任单位：{first}】", "【{first}】", "[责任单位：{first}]", "〔{first}负责〕", "（由{first}负责）",
    "由{first}负责。", "（{first}落实）", "（{first}分别负责）", "\n责任科室：{first}", "（{first}组织实施）", "\n——责任单位：{first}",
    "该项工作由{first}负责。", "（此项工作由{first}负责）", "（{first}具体负责）", "（{first}共同负责）", "（{first}按照职责分工负责）",
    "（{first}依职责分工落实）", "（{first}根据职责分工负责）", "（{first}按职责分工落实）", "（{first}各负其责）", "\n落实单位：{first}",
    "\n责任主体：{first}", "\n承办单位：{first}", "\n责任单位:{first}\n完成时限:2021年12月底前", "\n责任单位：{first}；完成时限：2021年12月底前",
    "（责任单位：{first}；完成时限：2021年12月底前）", "（{first}，2021年12月底前完成）", "（{first}负责，2021年12月底前完成）",
    "（2021年12月底前完成，{first}负责）", "\n完成时限：2021年12月底前\n责任单位：{first}", "\n完成时限：2021年12月底前；责任单位：{first}",
    "\n（{first}负责）", "\n{first}负责。", "责任单位：{first}。", "（责任处室：{first}）", "［责任单位：{first}］", "（责任单位:{first}）",
    "( 责任单位：{first} )", "（责任单位 ：{first}）", "（责任单位{first}）")
_LEAD_AND_SUPPORT = (
    "（{first}牵头，{others}配合）", "（{first}牵头,{others}参与）", "（{first}牵头负责，{others}配合）",
    "（牵头单位：{first}；配合单位：{others}）", "（牵头：{first}；配合：{others}）", "\n牵头单位：{first}\n配合单位：{others}",
    "\n牵头单位：{first} 配合单位：{others}", "（由{first}牵头，{others}配合）", "由{first}牵头，{others}配合。",
    "\n牵头科室：{first}，配合科室：{others}", "（{first}为牵头单位，{others}为配合单位）",
    "（牵头单位：{first}，协同单位：{others}）", "（{first}负责牵头，{others}配合）",
    "\n责任分工：{first}牵头，{others}配合。", "\n【牵头单位】{first}【配合单位】{others}", "\n【牵头单位】{first}\n【配合单位】{others}",
    "此项工作由{first}牵头，{others}配合。", "（{first}牵头；{others}配合）", "（{first}牵头、{others}配合）",
    "（{first}牵头落实，{others}协助）", "（{first}牵头，{others}协同配合）", "（{first}牵头，{others}共同参与）",
    "（{first}牵头，{others}参加）", "\n牵头部门：{first}\n参与部门：{others}",
    "\n牵头部门：{first}\n协同部门：{others}", "（{first}牵头，{others}配合，2021年12月底前完成）",
    "（牵头单位：{first}；配合单位：{others}；完成时限：2021年12月底前）", "\n牵头单位：{first}\n配合单位：{others}\n完成时限：2021年12月底前",
    "\n（{first}牵头，{others}配合）", "\n{first}牵头，{others}配合。", "\n（牵头单位：{first}；配合单位：{others}）",
    "{first}牵头，{others}配合。", "牵头单位：{first}；配合单位：{others}。", "（牵头处室：{first}；配合处室：{others}）",
    "〔牵头单位：{first}；配合单位：{others}〕", "（牵头单位为{first}，配合单位为{others}）")
_PAIRS = (
    ("（{first}牵头）", "lead", ""), ("（牵头单位：{first}，责任单位：{others}）", "lead", "responsible"),
    ("（牵头部门：{first}；责任部门：{others}）", "lead", "responsible"),
    ("（{first}牵头，{others}按职责分工负责）", "lead", "responsible"),
    ("（责任部门：{first}；配合部门：{others}）", "responsible", "support"),
    ("\n牵头单位：{first}；责任单位：{others}", "lead", "responsible"),
    ("\n责任部门：{first}\n配合部门：{others}", "responsible", "support"),
    ("（责任单位：{first}，{others}配合）", "responsible", "support"), ("（{first}负责，{others}配合）", "responsible", "support"),
    ("（{first}负责；{others}配合）", "responsible", "support"),
    ("（主办单位：{first}；协办单位：{others}）", "responsible", "support"), ("\n主办：{first}；协办：{others}", "responsible", "support"),
    ("\n主办单位：{first}\n协办单位：{others}", "responsible", "support"))
_FORMS = (*((form, "responsible", "") for form in _ANSWERING),
          *((form, "lead", "support") for form in _LEAD_AND_SUPPORT), *_PAIRS)


class DrawnStatements(NamedTuple):
    """The text of a plan, and of each of its tasks the names with their roles, sorted."""

    text: str
    stated: list[list[tuple[str, str]]]


def drawn_statements(seed: int) -> DrawnStatements:
    """The plan that a seed draws: its tasks all state in one form who does what."""
    chance = Random(seed)
    level = chance.choice((*_PLANS, "ministries", "offices"))
    form, role, other_role = chance.choice(_FORMS)
    marks = [mark for mark in _PARTED if _may_part(mark, form, other_role)]
    mark = "、" if chance.random() < 0.7 else chance.choice(marks)
    label = chance.choice(("{count}.", "{count}．", "（{han}）", "{count}、"))
    opens = form[0] in "（【[〔［(\n"
    text, stated = f"{_PLANS.get(level, '徐州市生态环境局')}2021年政务公开工作要点\n一、主要任务\n", []
    for count in range(1, chance.randint(4, 9)):
        first = _drawn_names(chance, level)
        others = [name for name in _drawn_names(chance, level) if name not in first] or ["市税务局"]
        stop = "" if opens and chance.random() < 0.2 else "。"
        words = form.format(first=_joined(chance, first, mark), others=_joined(chance, others, mark))
        text += label.format(count=count, han="一二三四五六七八"[count - 1]) + chance.choice(_TASKS) + stop + words \
            + ("" if stop or form.startswith("\n") else "。") + "\n"
        stated.append(sorted([(name, role) for name in _alone(first)]
                             + [(name, other_role) for name in _alone(others) if other_role]))
    return DrawnStatements(text, stated)


def _may_part(mark: str, form: str, other_role: str) -> bool:
    """Whether a mark parts names only: no stop where roles follow each other, no comma where one is the border."""
    if "责任单位：{first}，" in form:
        return mark not in "，,；/"
    return mark != "；" or not (other_role or "牵头" in form)


def _drawn_names(chance: Random, level: str) -> list[str]:
    """Different names of bodies of a level, perhaps a collective one last."""
    wanted, found = chance.choice(_LENGTHS), dict[str, None]()
    while len(found) < wanted:
        found.setdefault(_drawn_name(chance, level))
    if chance.random() < 0.25:
        several = {"ministries": _OF_STATE, "offices": _OF_OFFICES}.get(level) or _NAMES["collectives"]
        found.setdefault(chance.choice(several).replace("{level}", level))
    return list(found)


def _drawn_name(chance: Random, level: str) -> str:
    if level not in _PLANS:
        return chance.choice(_NAMES[level])
    if chance.random() < 0.85:
        kind = "bureaus" if chance.random() < 0.85 else "party"
        return level + chance.choice(_NAMES[kind]).replace("{level}", level)
    return chance.choice(_NAMES["places"])


def _joined(chance: Random, names: list[str], mark: str) -> str:
    """The names as a list, its last perhaps behind a word."""
    if mark != "、" or len(names) == 1:
        return mark.join(names)
    share = chance.random()
    if share < 0.12:
        return mark.join(names[:-1]) + chance.choice(("和", "及", "以及")) + names[-1]
    if names[-1] in _GENERIC and share < 0.6:
        return mark.join(names[:-1]) + "等" + names[-1]
    return mark.join(names) + ("等" if share > 0.9 and not names[-1].startswith(("各", "有关", "相关")) else "")


def _alone(names: list[str]) -> list[str]:
    """The names, two that one prints (市政府各部门、各直属机构) each alone."""
    return [name for printed in names
            for name in (printed.split("、") if printed.endswith("、各直属机构") else [printed])]
