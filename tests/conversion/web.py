"""Blocks as web pages in three layouts of government sites."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape

from conversion.plan import cell_text
from kg.readers.layout import Block, Cell, Table

Layout = Callable[[Sequence[Block], str], str]
_LINKS = "".join(f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(
    ("首页", "政务公开", "政务服务", "互动交流", "环境质量", "专题专栏", "机构概况")))


def bare(blocks: Sequence[Block], title: str) -> str:
    """A page of nothing but paragraphs and tables."""
    return (f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{escape(title)}</title></head>"
            f"<body>{''.join(_modern(blocks))}</body></html>")


def content_system(blocks: Sequence[Block], title: str) -> str:
    """A page as the content systems of ministries make it: head, path, index table, text, foot."""
    return (f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title)}_某某市人民政府门户网站</title>'
            f'<meta name="ArticleTitle" content="{escape(title)}"><meta name="ColumnName" content="通知公告">'
            '<style>.x{color:red}</style><script>var a = 1 < 2;</script></head><body>'
            f'<div class="header"><div class="top-nav"><ul>{_LINKS}</ul></div></div>'
            '<div class="main"><div class="crumbs">您现在的位置：<a href="/">首页</a> &gt; <a href="/x">政务公开</a></div>'
            '<table class="xxgk"><tr><td>索 引 号：</td><td>007012345/2021-00012</td>'
            '<td>主题分类：</td><td>政务公开</td></tr></table>'
            '<div class="tools">【字号：<a>大</a> <a>中</a> <a>小</a>】 <a>打印</a></div>'
            f'<div class="TRS_Editor"><div class="Custom_UnionStyle">{"".join(_modern(blocks))}</div></div>'
            '<div class="share">分享到：<a>微信</a> <a>微博</a></div></div>'
            '<div class="foot"><p>主办单位：某某市人民政府办公室</p><p>某ICP备05000000号</p></div></body></html>')


def tables_for_layout(blocks: Sequence[Block], title: str) -> str:
    """A page of the years when tables made the layout and <br> the paragraphs."""
    body = "".join(f'<TR><TD><P ALIGN=left>{"".join(_old(group))}</TD></TR>' for group in (blocks,))
    return (f"<HTML><HEAD><META http-equiv=Content-Type content='text/html; charset=gb2312'><TITLE>{escape(title)}"
            f"</TITLE></HEAD><BODY><TABLE width=980><TR><TD><TABLE><TR><TD>{_old_links()}</TD></TR></TABLE></TD></TR>"
            f"<TR><TD><TABLE width='100%'>{body}</TABLE></TD></TR>"
            "<TR><TD align=center>版权所有：某某市人民政府</TD></TR></TABLE></BODY></HTML>")


LAYOUTS: Mapping[str, Layout] = {"bare": bare, "content system": content_system,
                                 "layout tables": tables_for_layout}
ENCODINGS = ("utf-8", "gb18030")


def page(blocks: Sequence[Block], title: str, layout: Layout, encoding: str) -> bytes:
    """The bytes of a page that declares its encoding."""
    return layout(blocks, title).replace("charset='utf-8'", f"charset='{encoding}'").replace(
        'charset="utf-8"', f'charset="{encoding}"').replace("charset=gb2312", f"charset={encoding}").encode(encoding)


def _modern(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield f'<table border="1"><tbody>{"".join(_rows(block, "<br>"))}</tbody></table>'
        else:
            yield f"<p>　　{escape(''.join(piece.text for piece in block.pieces))}</p>\n"


def _old(blocks: Sequence[Block]) -> Iterator[str]:
    """Text runs between <BR>; what merely looks like a tag is not escaped."""
    for block in blocks:
        if isinstance(block, Table):
            yield f"<TABLE border=1>{''.join(_rows(block, '<BR>'))}</TABLE>"
        else:
            text = "".join(piece.text for piece in block.pieces)
            yield f"<FONT face=仿宋_GB2312>&nbsp;&nbsp;&nbsp;&nbsp;{text.replace('&', '&amp;')}</FONT><BR>\r\n"


def _rows(table: Table, line_break: str) -> Iterator[str]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    for _, cells in sorted(rows.items()):
        yield f"<tr>{''.join(_cell(cell, line_break) for cell in cells)}</tr>\n"


def _cell(cell: Cell, line_break: str) -> str:
    spans = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (
        f' colspan="{cell.columns}"' if cell.columns > 1 else "")
    return f"<td{spans}>{escape(cell_text(cell)).replace(chr(10), line_break)}</td>"


def _old_links() -> str:
    return " | ".join(f"<A href='{n}.htm'>{name}</A>" for n, name in enumerate(("首页", "机构", "公开", "服务")))
