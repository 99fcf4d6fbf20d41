"""The names under which documents state facts about themselves: 索引号, 发文字号, 发布机构 …"""

from __future__ import annotations

import re

from kg import tables

_SPACES = re.compile(r"[\s\u3000\xa0]+")


def bare(label: str) -> str:
    """A label without the spaces inside it, its colon and its brackets."""
    return _SPACES.sub("", label).strip("：:[]【】")


def field_of(label: str) -> str | None:
    """The field that a printed label or the name of a tag stands for, or None.

    >>> field_of("索 引 号："), field_of("大力推进")
    ('索引号', None)
    """
    wanted = bare(label).lower()
    return next((row["field"] for row in tables.rows("page_labels") if row["label"].lower() == wanted), None)
