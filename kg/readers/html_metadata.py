"""What a page says about itself: <meta> tags, the table of 索引号, 发文字号 …, attachments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from lxml.etree import _Element

from kg import tables
from kg.readers.html_blocks import lines_of, words
from kg.readers.labels import bare, field_of
from kg.readers.layout import Block, Table

Pair = tuple[str, str]
_SPACES = re.compile(r"[\s\u3000\xa0]+")
ATTACHMENT = "附件"
_FILE = re.compile(r"\.(?:docx?|wps|xlsx?|et|pdf|ofd|zip|rar|rtf|odt)(?:[?#].*)?$", re.I)


def tags(page: _Element) -> Iterator[Pair]:
    """The fields of the <meta> tags that government pages must carry (国办发〔2017〕47号)."""
    for tag in page.iter("meta"):
        field, content = field_of(tag.get("name") or ""), (tag.get("content") or "").strip()
        if field and content:
            yield field, content


def pairs(block: Block) -> tuple[Pair, ...]:
    """The labels and values of a block as printed, or () if it is not made of them.

    A table counts from two labels on; a line counts if it begins with one.
    """
    found = tuple(_from_cells(lines_of([block])))
    return found if len(found) > isinstance(block, Table) else ()


def attachments(page: _Element) -> Iterator[Pair]:
    """The files that a page links to, by their printed name."""
    for link in page.iter("a"):
        target = (link.get("href") or "").strip()
        if _FILE.search(target):
            yield ATTACHMENT, f"{words(link) or target.rsplit('/', 1)[-1]} <{target}>"


def _from_cells(cells: Iterable[str]) -> Iterator[Pair]:
    waiting: str | None = None
    for cell in cells:
        if field_of(cell) is not None:
            waiting = bare(cell)
        elif waiting is not None:
            if cell.strip():
                yield waiting, cell.strip()
            waiting = None
        else:
            yield from _from_line(cell)


def _from_line(line: str) -> Iterator[Pair]:
    """标签：值 pairs side by side on one line; none unless the line begins with a label."""
    labels = list(_labels().finditer(line))
    if not labels or line[:labels[0].start()].strip(" \u3000\xa0[【"):
        return
    ends = [label.start() for label in labels[1:]] + [len(line)]
    for label, end in zip(labels, ends):
        if value := line[label.end():end].strip(" \u3000\xa0|｜[]【】"):
            yield _SPACES.sub("", label[1]), value


@cache
def _labels() -> re.Pattern[str]:
    """Any printed label with its colon; the characters of one may stand apart (索 引 号)."""
    labels = sorted(tables.column("page_labels", "label"), key=len, reverse=True)
    spaced = (r"[\s\u3000\xa0]*".join(label) for label in labels if not label.isascii())
    return re.compile(f"({'|'.join(spaced)})[\\s\\u3000\\xa0]*[】\\]]?[：:]")
