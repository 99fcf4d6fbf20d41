"""Chinese and Arabic numerals, ordinals and dates, as values and back.

All functions take Simplified, half-width text, the way rules see it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "0": 0, "○": 0, "О": 0, "O": 0, "o": 0, "◯": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5,
    "陆": 6, "柒": 7, "捌": 8, "玖": 9}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30}

_READ = frozenset(DIGITS).union(_UNITS)

# A run of characters that `read_numeral` may be able to read.
NUMERAL = "[0-9〇零○◯OoО一二三四五六七八九十两百千廿卅]"

_AROUND_NUMBERS = " ()（）.、"

_REPUBLIC = 1911  # the year before the first of 民国

_DATE = re.compile(rf"(民国\s*)?({NUMERAL}{{2,4}})\s*[年./-]\s*({NUMERAL}{{1,3}}|元(?=\s*月))"
                   rf"(?:\s*[月./-]\s*({NUMERAL}{{1,3}})\s*日?|\s*月)?")

_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)")


def read_numeral(text: str) -> int | None:
    """The value of a whole number in Arabic or Chinese digits; None if it is not one.

    >>> [read_numeral(n) for n in ("12", "十二", "二十一", "二〇二一", "一百零五", "号")]
    [12, 12, 21, 2021, 105, None]
    """
    if " " in text:
        text = text.replace(" ", "")
    if text.isdecimal():
        return int(text)
    if not text or not _READ.issuperset(text):
        return None
    if _UNITS.keys().isdisjoint(text):
        return int("".join(str(DIGITS[c]) for c in text))
    return _with_units(text)


def read_month(words: str) -> int:
    """The number of a month, the first by its name too (元月); 0 if the words are no numeral.

    >>> [read_month(words) for words in ("12", "十", "元", "上")]
    [12, 10, 1, 0]
    """
    return 1 if words == "元" else read_numeral(words) or 0


def read_row_number(cell: str) -> int:
    """The value of the number that stands in a cell, with or without signs around it; 0 if there is none.

    >>> [read_row_number(n) for n in ("3", "（三）", "12.", "3、", "序号")]
    [3, 3, 12, 3, 0]
    """
    return read_numeral(cell.strip(_AROUND_NUMBERS)) or 0


def _with_units(text: str) -> int:
    total, pending = 0, None
    for character in text:
        if character in DIGITS:
            pending = DIGITS[character]
        elif character in "廿卅":
            total, pending = total + _UNITS[character], None
        else:
            total, pending = total + (1 if pending is None else pending) * _UNITS[character], None
    return total + (pending or 0)


def write_numeral(value: int) -> str:
    """The Chinese numeral of 0–99, as ordinals of headings are printed.

    >>> [write_numeral(n) for n in (3, 10, 14, 20, 35)]
    ['三', '十', '十四', '二十', '三十五']
    """
    if not 0 <= value <= 99:
        raise ValueError(f"{value} is not between 0 and 99")
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{'〇一二三四五六七八九'[tens]}十"
    return head + ("" if ones == 0 and tens else "〇一二三四五六七八九"[ones])


def read_date(text: str) -> str | None:
    """The ISO date that a text names first, whole days only; None if there is none.

    >>> read_date("二〇二一年十月二十八日"), read_date("2021.5.8"), read_date("2021年10月")
    ('2021-10-28', '2021-05-08', None)
    >>> read_date("民国110年5月10日"), read_date("2024年元月10日")
    ('2021-05-10', '2024-01-10')
    """
    for match in _DATE.finditer(text):
        year, day = (read_numeral(part) if part else None for part in match.group(2, 4))
        if year is not None and day is not None:
            found = iso_date(year + _REPUBLIC * (match[1] is not None), read_month(match[3]), day)
            if found is not None:
                return found
    compact = _COMPACT.search(text)
    return iso_date(int(compact[1]), int(compact[2]), int(compact[3])) if compact else None


def iso_date(year: int, month: int, day: int) -> str | None:
    """The ISO form of a calendar day, or None if the calendar has no such day.

    >>> iso_date(2021, 2, 29) is None
    True
    """
    try:
        return date(year, month, day).isoformat() if 1900 <= year <= 2199 else None
    except ValueError:
        return None


def last_day(year: int, month: int) -> str:
    """The ISO date of the last day of a month.

    >>> last_day(2024, 2)
    '2024-02-29'
    """
    return date(year, month, monthrange(year, month)[1]).isoformat()
