"""Persons' names, telephone numbers and addresses: a library keeps none, nor do its graph, exports and search."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kg import tables
from kg.model.extraction import Extraction, Task


def without_contacts(read: Extraction) -> Extraction:
    """What was read, its text with ＊ in the place of each character that tells whom to call or write to.

    The text is as long as before, so that every span holds; the source itself is kept as it is.
    """
    text = hidden(read.text)
    return read if text == read.text else replace(read, text=text, tasks=tuple(map(_without, read.tasks)))


def _without(task: Task) -> Task:
    demands = tuple([replace(demand, object=hidden(demand.object)) for demand in task.demands])
    return replace(task, demands=demands)


def hidden(text: str) -> str:
    """A text as long as the given one, without what a key of contacts stands before and addresses of e-mail.

    A document's own words about telephones (公布监督电话) stay.

    >>> hidden("名单报办公室（联系人：张某，电话：0730-8889162），年底总结。")
    '名单报办公室（联系人：＊＊，电话：＊＊＊＊＊＊＊＊＊＊＊＊），年底总结。'
    """
    return _pattern("told").sub(_starred, text) if _pattern("sign").search(text) else text


def _starred(told: re.Match[str]) -> str:
    key = told["key"] or ""
    return key + "＊" * (len(told[0]) - len(key))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return tables.patterns("personal_patterns")[name].regex
