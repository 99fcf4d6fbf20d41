"""The automatic numbers of a DOCX, as Word prints them (ECMA-376, part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from kg.numerals import write_numeral
from kg.readers.docx_markup import W

_LEVEL = re.compile(r"%([1-9])")
_CIRCLED = ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱"))
_FORMAL = str.maketrans("一二三四五六七八九十百", "壹贰叁肆伍陆柒捌玖拾佰")
_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_FULL_STOP = frozenset("、）．。)〕】")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital",
                      "taiwaneseCounting", "taiwaneseCountingThousand", "koreanCounting"})
_FORMAL_NAMES = frozenset({"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"})


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    form: str
    text: str
    start: int
    suffix: str
    legal: bool


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted; asked in reading order."""

    lists: Mapping[str, str]
    levels: Mapping[str, Mapping[int, Level]]
    restarts: Mapping[tuple[str, int], int]
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, number: str, level: int) -> str:
        """The printed number of the next paragraph of list `number` at `level` (0–8)."""
        abstract = self.lists.get(number, "")
        levels = self.levels.get(abstract, {})
        if level not in levels:
            return ""
        counts = self.counters.setdefault(abstract, {})
        if (number, level) in self.restarts and (number, level) not in self.begun:
            counts[level] = self.restarts[number, level] - 1
            self.begun.add((number, level))
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [known for known in counts if known > level]:
            del counts[deeper]
        return _printed(levels, counts, level)


def numbering(root: _Element | None) -> Numbering:
    """The Numbering of a numbering part; one without lists if the document has none."""
    if root is None:
        return Numbering({}, {}, {})
    abstracts = {_value(found, "abstractNumId", own=True): found for found in root.iter(f"{W}abstractNum")}
    levels = {key: _levels(found) for key, found in abstracts.items()}
    linked = {_value(found, "styleLink"): key for key, found in abstracts.items() if _value(found, "styleLink")}
    for key, found in abstracts.items():
        if not levels[key] and (style := _value(found, "numStyleLink")) in linked:
            levels[key] = levels[linked[style]]
    lists: dict[str, str] = {}
    restarts: dict[tuple[str, int], int] = {}
    for number in root.iter(f"{W}num"):
        key = _value(number, "numId", own=True)
        lists[key] = _value(number, "abstractNumId")
        own = {_int(change.get(f"{W}ilvl"), 0): change for change in number.iter(f"{W}lvlOverride")}
        restarts |= {(key, at): _int(_value(change, "startOverride"), 1) for at, change in own.items()
                     if change.find(f"{W}startOverride") is not None}
        replaced = {at: _level(lvl) for at, change in own.items() if (lvl := change.find(f"{W}lvl")) is not None}
        if replaced:
            levels[f"num{key}"] = {**levels.get(lists[key], {}), **replaced}
            lists[key] = f"num{key}"
    return Numbering(lists, levels, restarts)


def write(value: int, form: str) -> str:
    """A number in one of Word's formats; plain digits for one that is not known.

    >>> write(3, "chineseCounting"), write(12, "decimalEnclosedCircle"), write(4, "upperRoman"), write(2, "bullet")
    ('三', '⑫', 'IV', '')
    """
    if form in ("bullet", "none"):
        return ""
    if form in _CHINESE:
        return _chinese(value)
    if form in _FORMAL_NAMES:
        return _chinese(value).translate(_FORMAL)
    if form.startswith("decimalEnclosedCircle"):
        return next((chr(ord(first) + value - low) for low, high, first in _CIRCLED if low <= value <= high),
                    str(value))
    if form in ("decimalEnclosedParen", "decimalEnclosedFullstop") and 1 <= value <= 20:
        return chr((0x2474 if form.endswith("Paren") else 0x2488) + value - 1)
    if form == "decimalFullWidth":
        return str(value).translate(_FULL)
    if form == "decimalZero":
        return f"{value:02}"
    return _lettered(value, form)


def _lettered(value: int, form: str) -> str:
    if form.endswith("Letter"):
        letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters.upper() if form.startswith("upper") else letters
    if form.endswith("Roman"):
        return _roman(value).upper() if form.startswith("upper") else _roman(value)
    if form == "ideographTraditional":
        return "甲乙丙丁戊己庚辛壬癸"[(value - 1) % 10]
    if form == "ideographZodiac":
        return "子丑寅卯辰巳午未申酉戌亥"[(value - 1) % 12]
    return str(value)


def _chinese(value: int) -> str:
    if not 0 <= value <= 999:
        return str(value)
    hundreds, rest = divmod(value, 100)
    if not hundreds:
        return write_numeral(value)
    between = "" if not rest else "零" if rest < 10 else "一" if rest < 20 else ""
    return f"{write_numeral(hundreds)}百{between}{write_numeral(rest) if rest else ''}"


def _roman(value: int) -> str:
    if value > 3999:
        return str(value)
    written = ""
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        written += letters * count
    return written


def _printed(levels: Mapping[int, Level], counts: Mapping[int, int], level: int) -> str:
    own = levels[level]

    def number(match: re.Match[str]) -> str:
        asked = int(match[1]) - 1
        of = levels.get(asked, own)
        return write(counts.get(asked, of.start), "decimal" if own.legal and asked < level else of.form)

    if own.form == "bullet":
        return ""
    text = _LEVEL.sub(number, own.text)
    return text if not text or text[-1] in _FULL_STOP or own.suffix == "nothing" else f"{text} "


def _levels(abstract: _Element) -> dict[int, Level]:
    return {_int(found.get(f"{W}ilvl"), 0): _level(found) for found in abstract.iter(f"{W}lvl")}


def _level(found: _Element) -> Level:
    return Level(_value(found, "numFmt") or "decimal", _value(found, "lvlText"), _int(_value(found, "start"), 1),
                 _value(found, "suff"), found.find(f"{W}isLgl") is not None)


def _value(element: _Element, name: str, own: bool = False) -> str:
    """The w:val of a child called `name`, or the element's own attribute of that name."""
    if own:
        return element.get(f"{W}{name}") or ""
    child = element.find(f".//{W}{name}") if name == "numFmt" else element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val") or ""


def _int(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else otherwise
