"""Tables set with spaces whose cells are centred: the number of a row stands in the middle of its lines."""

from __future__ import annotations

import pytest
from readings import extraction

TITLE = "某市2021年扬尘治理攻坚任务清单\n"
ROWS = [("公开全部工地扬尘监测数据，每月通报排名，接受社会监督。", "市生态环境局、市住建局、市城管局"),
        ("更新渣土车辆名单。", "市交通运输局、市公安局交警支队、各县区人民政府"),
        ("修订道路保洁标准，明确责任人和联系方式，形成书面报告，报市政府办公室备案。", "市城管局"),
        ("开展裸土覆盖专项检查，检查结果在门户网站公布。", "市住建局、各县区人民政府")]


def lines(cell: str, width: int) -> list[str]:
    """A cell broken at a width."""
    return [cell[at:at + width] for at in range(0, len(cell), width)]


def centred(cells: list[list[str]], widths: tuple[int, ...]) -> str:
    """The lines of a row whose cells stand in the middle of the highest one."""
    height = max(map(len, cells))
    tops = [(height - len(cell)) // 2 for cell in cells]
    return "".join("  ".join((cell[at - top] if 0 <= at - top < len(cell) else "").ljust(width, "　")
                             for cell, top, width in zip(cells, tops, widths)).rstrip("　 ") + "\n" for at in range(height))


@pytest.mark.parametrize("width", [8, 10, 14])
@pytest.mark.parametrize("headings", [False, True], ids=["rows only", "chapters between rows"])
def test_numbers_stand_in_the_middle_of_their_rows(width: int, headings: bool) -> None:
    widths = (2, width, 8)
    table = centred([["序号"], ["工作任务"], ["责任单位"]], widths)
    for number, (text, units) in enumerate(ROWS, 1):
        if headings and number % 2:
            table += f"{'一二'[number // 2]}、{'公开' if number == 1 else '检查'}工作\n"
        table += centred([[str(number)], lines(text, width), lines(units, 8)], widths)
    found = extraction(TITLE + table)
    assert [(task.label, "".join(span.of(found.text) for span in task.spans)) for task in found.tasks] == [
        (str(number), text) for number, (text, _) in enumerate(ROWS, 1)] or \
        ["".join(task.text(found.text).split()) for task in found.tasks] == [text for text, _ in ROWS]
    assert ["、".join(unit.name for unit in task.assignments) for task in found.tasks] == [units for _, units in ROWS]
