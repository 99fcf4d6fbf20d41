"""Chapters and items are told whatever numbers them: each usual way to number chapters above each to number items."""

from __future__ import annotations

import pytest
from readings import extraction

# How the chapters are numbered, the figures, brackets or signs of each.
CHAPTERS = {
    "一、": "一、|二、|三、", "一．": "一．|二．|三．", "一.": "一.|二.|三.", "（一）": "（一）|（二）|（三）", "(一)": "(一)|(二)|(三)",
    "一）": "一）|二）|三）", "第一、": "第一、|第二、|第三、", "第一章": "第一章 |第二章 |第三章 ", "第一部分": "第一部分 |第二部分 |第三部分 ",
    "壹、": "壹、|贰、|叁、", "Ⅰ.": "Ⅰ.|Ⅱ.|Ⅲ.", "I.": "I. |II. |III. ", "【一】": "【一】|【二】|【三】", "一 ": "一 |二 |三 ",
    "一：": "一：|二：|三：", "A.": "A.|B.|C.", "1.": "1.|2.|3.", "1、": "1、|2、|3、",
}
ITEMS = {
    "1.": "1.|2.", "1．": "1．|2．", "1、": "1、|2、", "1）": "1）|2）", "（1）": "（1）|（2）", "(1)": "(1)|(2)", "①": "①|②", "⑴": "⑴|⑵",
    "⒈": "⒈|⒉", "（1、": "（1、|（2、", "1 ": "1 |2 ", "1，": "1，|2，", "01.": "01.|02.", "（一）": "（一）|（二）", "一是": "一是|二是",
    "1.1": "",
}
# What stands for one and the same way of numbering, which cannot number both; halves that would make one bracket.
ALIKE = (("（一）", "(一)", "一）"), ("一）", "（1、"), ("1.", "1．", "1、", "⒈", "1 ", "1，", "01.", "（一）"))
TASKS = (("加强重点领域信息公开", "公开财政预决算信息。", "公布重大建设项目进展。"), ("做好政策解读回应", "发布政策解读材料。", "回应社会关切问题。"),
         ("完善公开平台建设", "规范政府网站管理。", "整合政务新媒体账号。"))
PAIRS = [(chapter, item) for chapter in CHAPTERS for item in ITEMS
         if not any(chapter in alike and item in alike for alike in ALIKE)]


@pytest.mark.parametrize(("chapter", "item"), PAIRS)
def test_items_stand_below_their_chapters(chapter: str, item: str) -> None:
    text, expected = "徐州市2021年政务公开工作要点\n为做好2021年政务公开工作，制定本要点。\n", []
    for number, (mark, (title, *tasks)) in enumerate(zip(CHAPTERS[chapter].split("|"), TASKS), 1):
        text += f"{mark}{title}\n"
        marks = ITEMS[item].split("|") if ITEMS[item] else [f"{number}.{count} " for count in (1, 2)]
        text += "".join(f"{inner}{task}（市财政局、市教育局）\n" for inner, task in zip(marks, tasks))
        expected += [(f"{mark.strip()}{title}", task) for task in tasks]
    found = extraction(text)
    assert [("".join("".join(task.headings).split()), task.text(found.text)) for task in found.tasks] == \
        [("".join(heading.split()), task) for heading, task in expected]
    assert all(task.label for task in found.tasks)


def test_the_ways_are_many() -> None:
    assert len(PAIRS) > 200
