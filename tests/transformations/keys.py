"""Statements of several keys that chance puts together: who answers, by when, through which channel, with what result,
whom to call; in brackets, in one line or a line each, in any order.

What each task's statement says is known, so that thousands can be read that nobody has answered.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

_UNITS = ("市财政局", "市教育局", "市卫生健康委", "市生态环境局", "市民政局", "市政府办公室", "市住房城乡建设局", "市审计局", "市司法局",
          "市委网信办", "各区县政府", "市直各部门", "各镇（街道）")
_LIMITS = {"6月底前": "2021-06-30", "2021年12月底前": "2021-12-31", "每季度": "P3M", "全年": "continuous", "长期坚持": "continuous",
           "每月10日前": "P1M", "年底前": "2021-12-31", "20个工作日内": "P20D", "每半年一次": "P6M"}
_SAID = {"person": ("张伟", "李娜", "王芳", "刘洋", "陈静", "杨帆", "赵磊", "周敏"), "call": ("3828123", "0516-83721234", "13812345678"),
         "channel": ("政府网站", "门户网站、政务新媒体", "政府公报、公示栏", "网站专栏"), "result": ("形成台账", "专栏上线", "目录发布")}
_KEYS = {
    "responsible": ("责任单位", "责任部门", "承办单位", "落实单位"), "lead": ("牵头单位", "牵头部门", "牵头责任单位"),
    "support": ("配合单位", "配合部门", "协办单位", "参与单位"),
    "limit": ("完成时限", "时限", "完成时间", "办结时限", "公开时限", "时间要求", "完成期限", "时间节点"),
    "person": ("责任人", "责任领导", "分管领导", "联系人", "牵头领导"), "call": ("联系电话", "电话"),
    "channel": ("公开方式", "公开渠道", "公开形式", "公开载体", "公开平台"), "result": ("成果形式", "预期成效")}
_TASKS = ("公开财政预决算信息。", "及时公布督查发现的问题。", "完善政务公开制度。", "加强政策解读工作。", "发布年度重点工作进展。", "规范政府网站内容。")
# How a statement begins, how its keys are printed and parted, how it ends.
_FORMS = (("（", "{key}{colon}{value}", "；", "）"), ("【", "{key}{colon}{value}", "；", "】"), ("（", "{key}{colon}{value}", "，", "）"),
          ("\n", "{key}{colon}{value}", "；", "。"), ("\n", "{key}{colon}{value}", "\n", ""), ("\n", "{key}{colon}{value}", "。\n", "。"),
          ("\n", "【{key}】{value}", "\n", ""), ("\n", "【{key}】{value}", "；", ""), ("\n", "{key}{colon}{value}", "    ", ""))
_BESIDE = ("channel", "result")     # what may belong to the requirement if nothing of the statement stands before it


class DrawnKeys(NamedTuple):
    """The text of a plan; of each of its tasks what is to be done, the units with their roles and the limits, sorted."""

    text: str
    stated: list[tuple[str, list[tuple[str, str]], list[str]]]


def drawn_keys(seed: int) -> DrawnKeys:
    """The plan that a seed draws: its tasks all print the same keys in one form."""
    chance = Random(seed)
    opening, printed, parting, closing = chance.choice(_FORMS)
    keys, words = _order(chance, opening == "\n"), {kind: chance.choice(names) for kind, names in _KEYS.items()}
    colon, text, stated = chance.choice("：：：:"), "徐州市2021年政务公开工作要点\n一、主要任务\n", []
    for number, task in enumerate(chance.sample(_TASKS, 4), 1):
        values = {kind: _values(chance, kind) for kind in keys}
        parts = [printed.format(key=words[kind], colon=colon, value="、".join(values[kind])) for kind in keys]
        text += f"{number}.{task}{opening}{parting.join(parts)}{closing}\n"
        units = sorted((name, kind) for kind in ("responsible", "lead", "support") for name in values.get(kind, ()))
        stated.append((task, units, sorted(_LIMITS[limit] for limit in values.get("limit", ()))))
    return DrawnKeys(text, stated)


def _order(chance: Random, in_lines: bool) -> list[str]:
    """Kinds of keys in the order of a statement."""
    stating = chance.choice((["responsible"], ["responsible"], ["lead"], ["lead", "support"]))
    kinds = stating + [kind for kind in ("limit", "person", *_BESIDE) if chance.random() < 0.4]
    if chance.random() < 0.3:
        chance.shuffle(kinds)
    while in_lines and kinds[0] in _BESIDE:
        kinds.append(kinds.pop(0))
    if "person" in kinds and chance.random() < 0.5:
        kinds.insert(kinds.index("person") + 1, "call")
    return kinds


def _values(chance: Random, kind: str) -> list[str]:
    """What a key of some kind says."""
    if kind in ("responsible", "lead", "support"):
        return chance.sample(_UNITS, chance.choice((1, 1, 2, 3)))
    return [chance.choice(tuple(_LIMITS) if kind == "limit" else _SAID[kind])]
