"""Saved web pages: the document without its site, with its metadata, tables and places."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from kg.errors import UnreadableInput
from kg.model.text import Reading
from kg.readers import read_bytes

TITLE = "关于印发某某市2021年政务公开工作要点的通知"
SENTENCE = "为贯彻落实《2021年政务公开工作要点》，现将有关事项通知如下，请结合实际认真抓好落实。"

SITE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}_某某市人民政府</title>
<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2021-05-08 10:00">
<meta name="ContentSource" content="市政府办公室"><style>p{{}}</style></head><body>
<div class="header"><ul class="nav"><li><a>首页</a><li><a>政务公开</a><li><a>互动</a><li><a>服务</a></ul></div>
<div class="BreadCrumb">您现在的位置：<a>首页</a> &gt; <a>政务公开</a></div>
<table class="xxgk"><tr><td>索 引 号：</td><td>000123-2021-001</td><td>发文字号：</td><td>某府办〔2021〕7号</td></tr>
<tr><td>发布机构：</td><td>某某市政府办公室</td><td>成文日期：</td><td>2021年5月6日</td></tr></table>
<h2 class="bt">{TITLE}</h2><div class="tools">【字号：大 中 小】 打印</div>
<div class="TRS_Editor"><style>x</style><p>　　各县（市、区）人民政府：</p><p>　　{SENTENCE}</p>
<p>附件：<a href="./P0202.doc">1.分工表.doc</a></p></div>
<div style="display: none">看不见</div><div class="share">分享到：微信</div><div>上一篇：<a>别的通知</a></div>
<div class="foot">主办单位：某某市人民政府 某ICP备05083455号</div><script>if (a<b) {{}}</script></body></html>"""


def page(body: str, head: str = "") -> Reading:
    """The Reading of a page with this body."""
    return read_bytes(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "a.html")


def lines(body: str) -> list[str]:
    """The lines of the text of such a page."""
    return page(body).text.splitlines()


def cells(reading: Reading) -> Iterator[tuple[str, int | None, int | None]]:
    """Every place inside a table: its text, row and column."""
    for place in reading.places:
        if place.table is not None:
            yield place.span.of(reading.text), place.row, place.column


def test_the_site_around_a_document_is_gone() -> None:
    assert read_bytes(SITE.encode(), "a.html").text.splitlines() == [
        "索引号：000123-2021-001", "发文字号：某府办〔2021〕7号", "发布机构：某某市政府办公室",
        "成文日期：2021年5月6日", TITLE, "各县（市、区）人民政府：", SENTENCE, "附件：1.分工表.doc"]


def test_metadata_is_printed_before_tagged_and_once_a_field() -> None:
    metadata = dict(read_bytes(SITE.encode(), "a.html").metadata)
    assert metadata == {"索引号": "000123-2021-001", "发文字号": "某府办〔2021〕7号", "发布机构": "某某市政府办公室",
                        "成文日期": "2021年5月6日", "标题": TITLE, "发布日期": "2021-05-08 10:00",
                        "来源": "市政府办公室", "附件": "1.分工表.doc <./P0202.doc>"}


@pytest.mark.parametrize(("encoding", "declared"), [
    ("utf-8", "utf-8"), ("gb18030", "gb2312"), ("gb18030", "gbk"),
    ("utf-8", "gb2312"),  # a declaration left over from the page before
    ("gb18030", "utf-8"), ("utf-16", "utf-8")])
def test_the_encoding_is_found_whatever_is_declared(encoding: str, declared: str) -> None:
    data = SITE.replace('charset="utf-8"', f'charset="{declared}"').encode(encoding)
    assert SENTENCE in read_bytes(data, "a.html").text


def test_declared_big5_is_read_as_big5() -> None:
    body = f'<html><head><meta charset="big5"></head><body><p>{"關於印發政務公開工作要點的通知，請認真貫徹執行。" * 3}</p>'
    assert "關於印發政務公開" in read_bytes(body.encode("big5"), "a.html").text


@pytest.mark.parametrize(("markup", "text"), [
    ("印发<关于我市政务公开的意见>的通知", "印发<关于我市政务公开的意见>的通知"),
    ("达到a<5且b>3的", "达到a<5且b>3的"),
    ("<b>加<i>强</i></b>领导", "加强领导"),
    ("政务\n      公开", "政务公开"),
    ("in\n2021", "in 2021"),
    ("甲&nbsp;&lt;乙&gt;&amp;", "甲\xa0<乙>&"),
])
def test_text_inside_a_paragraph(markup: str, text: str) -> None:
    assert lines(f"<p>{markup}</p>") == [text]


def test_breaks_and_blocks_end_lines() -> None:
    assert lines("<p>一、甲<br>乙<br/><br/>丙</p><div>丁<p>戊</p>己</div>") == ["一、甲", "乙", "丙", "丁", "戊", "己"]


def test_numbered_lists_keep_their_numbers() -> None:
    assert lines("<ol start=3><li>甲<li>乙</ol><ul><li>丙</ul>") == ["3. 甲", "4. 乙", "丙"]


def test_spans_of_cells_are_resolved() -> None:
    reading = page("<table><tr><td>任务</td><td>要求</td><td>单位</td></tr>"
                   "<tr><td rowspan=2>一</td><td>甲</td><td>综合科</td></tr><tr><td colspan=2>乙</td></tr>"
                   "<tr><td colspan=3>二、组织领导</td></tr><tr><td>x</td><td></td><td>y</td></tr></table>")
    assert reading.text == "任务\t要求\t单位\n一\t甲\t综合科\n\t乙\t\n二、组织领导\nx\t\ty\n"
    assert list(cells(reading)) == [
        ("任务", 1, 1), ("要求", 1, 2), ("单位", 1, 3), ("一", 2, 1), ("甲", 2, 2), ("综合科", 2, 3),
        ("乙", 3, 2), ("二、组织领导", 4, 1), ("x", 5, 1), ("y", 5, 3)]


@pytest.mark.parametrize(("cell", "text"), [
    ("综合科<br>法规科", "综合科 法规科"),  # names on lines of their own stay apart
    ("<p>综合科、</p><p>法规科</p>", "综合科、法规科"),
    ("各处室（局）<br>直属单位", "各处室（局） 直属单位"),
    ("水  处", "水处"),
])
def test_lines_inside_a_cell(cell: str, text: str) -> None:
    assert lines(f"<table><tr><td>一</td><td>{cell}</td></tr><tr><td>二</td><td>b</td></tr></table>")[0] == f"一\t{text}"


def test_a_table_that_only_arranges_the_page_is_no_table() -> None:
    body = f"<table><tr><td><table><tr><td>导航</td></tr></table></td></tr><tr><td><p>{SENTENCE}</p></td></tr></table>"
    assert not list(cells(page(body))) and SENTENCE in lines(body)


def test_a_notice_and_its_annex_in_two_containers_both_stay() -> None:
    body = (f'<div class="wrap"><div class="TRS_Editor"><p>{SENTENCE * 3}</p></div>'
            f'<div class="TRS_Editor"><p>附件：{"分工方案，" * 40}</p></div></div><div>友情链接</div>')
    assert [line[:2] for line in lines(body)] == ["为贯", "附件"]


def test_a_page_without_text_says_how_to_save_it() -> None:
    with pytest.raises(UnreadableInput, match="save the whole page"):
        page("<div id=app></div><script>render()</script>")


def test_spans_beyond_reason_are_cut() -> None:
    body = "<table><tr><td colspan=99999999 rowspan=99999999>甲</td></tr><tr><td>乙</td><td>丙</td></tr></table>"
    assert "甲" in page(body).text and len(page(body).text) < 1000


def test_a_web_archive_is_read_as_its_page() -> None:
    data = (b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
            b'--x\r\nContent-Type: text/html; charset=gbk\r\nContent-Transfer-Encoding: 8bit\r\n\r\n')
    data += f"<html><body><p>{SENTENCE}</p></body></html>".encode("gb18030") + b"\r\n--x--\r\n"
    reading = read_bytes(data, "a.mht")
    assert reading.text == f"{SENTENCE}\n" and reading.source.media_type == "multipart/related"
