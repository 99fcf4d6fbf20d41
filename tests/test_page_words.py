"""Words of a page's navigation inside the tasks of a plan: they end no text, wherever its last task is printed."""

from __future__ import annotations

import pytest
from readings import document, extraction

TASKS = [
    "配齐查询、打印设备", "在网站首页设置专栏", "通过微信公众号推送", "开设微博账号", "提供文件下载服务", "做好附件下载链接维护",
    "调整字体大小", "提供繁体版页面", "做好无障碍浏览", "提供扫一扫功能", "设置上一篇下一篇导航", "做好分享到朋友圈功能",
    "规范ICP备案信息", "提供自助打印", "更新版权所有信息", "开设公众号扫一扫关注", "加大微信微博发布", "设置打印本页按钮",
]
PRINTS = {
    "tabs": ("序号\t工作任务\t责任单位\t备注\n1\t公布清单\t甲局\t\n2\t公开预算\t乙局\t\n3\t", "\t丙局\t\n"),
    "spaces": ("序号 工作任务 责任单位\n1 公布清单 甲局\n2 公开预算 乙局\n3 ", " 丙局\n"),
    "a cell a line": ("序号\n工作任务\n责任单位\n1\n公布清单\n甲局\n2\n公开预算\n乙局\n3\n", "\n丙局\n"),
    "keys": ("1.公布清单\n责任单位：甲局\n2.公开预算\n责任单位：乙局\n3.", "\n责任单位：丙局\n"),
    "brackets": ("1.公布清单（甲局）\n2.公开预算（乙局）\n3.", "（丙局）\n"),
}


@pytest.mark.parametrize("printed", PRINTS)
@pytest.mark.parametrize("task", TASKS)
def test_the_last_task_is_no_foot(task: str, printed: str) -> None:
    before, behind = PRINTS[printed]
    found = extraction(f"某县2023年政务公开任务清单\n某县人民政府办公室\n2023年5月11日\n{before}{task}{behind}")
    read = [(one.text(found.text), [unit.name for unit in one.assignments]) for one in found.tasks]
    assert read == [("公布清单", ["甲局"]), ("公开预算", ["乙局"]), (task, ["丙局"])]


FEET = ["打印本页 关闭窗口", "分享到微信微博", "扫一扫在手机打开当前页", "版权所有：某县人民政府", "某县人民政府版权所有", "【打印】【关闭窗口】", "打印 关闭"]


@pytest.mark.parametrize("foot", FEET)
def test_a_foot_is_one(foot: str) -> None:
    found = document(f"某县2023年政务公开工作要点\n一、公开规划。\n二、公开预算。\n{foot}\n")
    assert [span.end for span in found.furniture] == [len(found.text)]


@pytest.mark.parametrize("sizes", ["大 中 小 ", "大中小", "[大 中 小] ", "【大 中 小】", "小 中 大 ", "大 中 小　打印 "])
def test_the_sizes_of_letters_are_no_part_of_what_follows(sizes: str) -> None:
    page = f"首页 > 政策文件 发布日期：2020-11-05 来源：某市新城区人民政府办公室 字体：{sizes}"
    body = "各镇：现将《新城区2020年政务公开工作要点》印发给你们。某市新城区人民政府办公室 2020年10月30日 新城区2020年政务公开工作要点 一、公开预算。（财政局）"
    title = "某市新城区人民政府办公室关于印发新城区2020年政务公开工作要点的通知"
    assert extraction(f"{page}新政办发〔2020〕31号 {body}").header.number == "新政办发〔2020〕31号"
    assert extraction(f"{page}{title} 新政办发〔2020〕31号 {body}").header.notice_title == title
