"""Run-together tables whose chapters chance puts among the rows: before the numbers, or behind them in the first row.

What each row holds is known; no border but a number parts one from the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_TITLES = ("加强主动公开", "深化政策解读", "优化营商环境", "强化平台建设", "完善制度机制", "夯实工作基础")
_INNER = ("深入推进决策公开", "扎实做好政策解读工作", "提升公开质量", "规范依申请公开", "加快推进平台建设", "强化队伍能力建设",
          "着力扩大公众参与")
# No 公开, which is as often a noun: where it begins behind the title of a chapter nobody can tell.
_ACTS = ("加强", "推进", "完善", "做好", "规范", "优化", "健全", "深化", "落实", "编制", "发布")
_MATTERS = ("重点领域信息公开", "政策解读回应", "财政预算决算公开", "政务公开专区建设", "规划信息公开", "公共监管信息公开", "政府网站建设和管理",
            "依申请公开办理工作", "基层政务公开标准目录", "政务新媒体运维", "营商环境政策发布", "就业创业政策宣传", "教育招生信息")
_TAILS = ("，方便群众查询", "，及时回应社会关切", "，提高工作质量", "，切实保障群众知情权", "，并向社会公布结果", "")
_UNITS = ("市政府办公室", "市发展改革委", "市财政局", "市教育局", "市人力资源社会保障局", "市生态环境局", "市住房城乡建设局", "市司法局", "综合科",
          "法规科", "信息中心", "各县(市、区)政府", "市政府各部门", "各有关部门")
_LIMITS = ("6月底前", "2021年12月底前", "持续推进", "年底前", "9月30日前")
_TASK_HEADS = ("工作任务", "主要任务", "任务内容", "重点任务", "具体内容")
_HAN = "一二三四五六七八九"
_AGAIN = 6                  # rows of a page, below which the heads are printed again


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table as a page gives it, and the number, requirement and units of each row."""

    text: str
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]


def drawn(seed: int) -> Drawn:
    """The table that a seed draws."""
    chance = Random(seed)
    numbers_first, inner, pages = (chance.random() < share for share in (0.5, 0.6, 0.3))
    space, point = " " * (chance.random() < 0.25), "." * (chance.random() < 0.3)
    limit_at = chance.choice((None, 1, 2))
    heads = ["序号", chance.choice(_TASK_HEADS), "责任单位"]
    if limit_at:
        heads.insert(limit_at + 1, "完成时限")
    bare = not numbers_first and not inner and chance.random() < 0.5
    chapters = _Chapters(chance, inner, space if bare else "、")
    rows, printed = [], [space.join(heads)]
    for number in map(str, range(1, chance.randint(8, 17))):
        requirement, units = _requirement(chance), tuple(chance.sample(_UNITS, chance.randint(1, 3)))
        cells = [requirement, "、".join(units)]
        if limit_at:
            cells.insert(limit_at, chance.choice(_LIMITS))
        before = [number + point, chapters.next()] if numbers_first else [chapters.next(), number + point]
        printed += [space.join(heads)] if pages and int(number) % _AGAIN == 0 else []
        printed.append(space.join(filter(None, [*before, *cells])))
        rows.append((number, requirement, units))
    return Drawn("某市2021年政务公开工作主要任务分解表\n" + space.join(printed) + "\n", tuple(rows))


def _requirement(chance: Random) -> str:
    """One or two sentences, closed as most cells are."""
    sentences = [chance.choice(_ACTS) + chance.choice(_MATTERS) for _ in range(chance.choice((1, 1, 2)))]
    return sentences[0] + chance.choice(_TAILS) + "。" + "".join(f"{each}。" for each in sentences[1:])


class _Chapters:
    """What heads the rows, one after the other: a chapter, an inner heading, both or, mostly, nothing new."""

    def __init__(self, chance: Random, inner: bool, point: str) -> None:
        self._chance, self._inner, self._point = chance, inner, point
        self._outer_count = self._inner_count = 0

    def next(self) -> str:
        """What stands above the next row and not above the one before."""
        words, anew = "", self._outer_count == 0 or self._chance.random() < 0.25
        if anew and self._outer_count < len(_TITLES):
            words = f"{_HAN[self._outer_count]}{self._point}{_TITLES[self._outer_count]}"
            self._outer_count += 1
        if self._inner and (words or self._chance.random() < 0.35) and self._inner_count < len(_HAN):
            words += f"（{_HAN[self._inner_count]}）{self._chance.choice(_INNER)}"
            self._inner_count += 1
        return words
