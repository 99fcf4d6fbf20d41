"""Where an agency code (发文机关代字) begins in the run of characters before its year.

Print gives no border on the left: 按照财库〔2022〕3号, 苏州市住房和城乡建设局苏住建规〔2011〕4号.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kg import tables
from kg.extract.lead_ins import body_behind, code_behind

LONGEST = 12
_LONGEST_USUAL = 8
_LONGEST_LED = 6  # of a code that begins with letters before a known one
_LINE_END = re.compile(r"[^\w\n]?\d{4}[^\w\n]?\d{1,4}号 *(?:\n|\Z)")  # of a line that ends in a number
_FORM = re.compile("[办发函字规通电明秘]+")     # of a code, no code alone
# Tried where a run begins, for else each of its characters would be; 年 and 日 behind a digit end a date.
_HAN_RUN = re.compile(r"(?<![\u4e00-\u9fff])(?:(?<=\d)[年日])?([\u4e00-\u9fff]+)\Z")


@cache
def known_codes() -> frozenset[str]:
    """The agency codes of the register."""
    return tables.column("agency_codes", "code")


def _pattern(name: str) -> re.Pattern[str]:
    return tables.patterns("code_patterns")[name].regex


@cache
def _places() -> frozenset[str]:
    """The letters and short names of places, which a code may begin with."""
    return frozenset(letter for row in tables.rows("regions")
                     for letter in (*row["letters"].split(";"), row["short"]) if letter)


def code_before(text: str, end: int, seen: frozenset[str] = frozenset(), floor: int = 0) -> str:
    """The agency code that ends at `end`; empty if no code can end there.

    `seen` are codes that the same document prints with a clear border on their left;
    a code does not reach before `floor`.

    >>> code_before("按照财库〔2022〕3号", 4)
    '财库'
    >>> code_before("苏州市住房和城乡建设局苏住建规〔2011〕4号", 15)
    '苏住建规'
    >>> code_before("按照宁财(行)发〔2020〕15号", 8)
    '宁财(行)发'
    >>> code_before("鄂温克自然资发〔2026〕21号", 7)
    '鄂温克自然资发'
    """
    office = _pattern("office_inside").search(text, max(floor, end - LONGEST), end)
    if office:
        code = code_before(text, office.start(), seen, floor)
        return code + office[0] if len(code) <= _LONGEST_LED else ""
    run = _HAN_RUN.search(text[max(floor, end - 40):end])
    if run is None:
        return ""
    code = _after_border(run[1])
    if _pattern("phrase").fullmatch(code):
        return ""
    if _lost_its_place(text, end, run[1], code):
        return run[1]
    clear = _begins_clear(text, end - len(code)) or 0 < floor == end - len(code)
    if code in known_codes() or code in seen or (clear and len(code) <= (
            _LONGEST_USUAL if _LINE_END.match(text, end) else _LONGEST_LED)):
        return code
    code = min(code, _after_border(code_behind(run[1])), key=len)
    known = longest_known(code, seen)
    lead = code[:-len(known)]
    # One character more may be a place's, but before a province's letter only with it (临湘).
    placed = len(lead) <= 1 and (known[:1] not in _places() or lead + known[:1] in _places())
    own = placed or lead in _places() or _places().issuperset(lead) or _pattern("organ_end").search(lead)
    if known and (len(code) > _LONGEST_LED or not own):
        return known
    code = code if len(code) <= _LONGEST_USUAL else _from_province(code)
    return code if 1 < len(code) <= LONGEST else ""


def _lost_its_place(text: str, end: int, run: str, code: str) -> bool:
    """Whether the letter of a place was taken for a word that joins a number to its sentence, which a line does not
    begin with: what is left begins with the body's letter (和|政办发, 凭|政办发), or the number is all of its line and a
    place begins so (凭|边合管规)."""
    if len(code) != len(run) - 1 or len(run) > _LONGEST_LED or not _begins_clear(text, end - len(run)) \
            or code in known_codes():
        return False
    alone = _LINE_END.match(text, end) is not None and run[0] in _first_letters()
    return alone or _pattern("placeless").match(code) is not None


@cache
def _first_letters() -> frozenset[str]:
    """What the short names of places begin with."""
    return frozenset(row["short"][0] for row in tables.rows("regions") if row["short"])


def _from_province(run: str) -> str:
    """A run that is long for a code from the last letter of a province on, if more than two characters are left."""
    at = max((at for at in range(1, len(run) - 2) if run[at] in _places()), default=0)
    return run[at:]


def _begins_clear(text: str, at: int) -> bool:
    """Whether a place is the beginning of a text, line or cell, or stands right behind an opening bracket or a key."""
    return at == 0 or text[at - 1] in "(（\n\t:："


def clear_codes(text: str, ends: Iterable[int]) -> frozenset[str]:
    """The codes before these offsets that stand right behind an opening bracket."""
    runs = ((end, _HAN_RUN.search(text[max(0, end - 12):end])) for end in ends)
    return frozenset(run[1] for end, run in runs if run and 2 <= len(run[1]) <= 8
                     and text[end - len(run[1]) - 1:end - len(run[1])] in ("(", "（"))


def _after_border(run: str) -> str:
    """What follows the last border that leaves at least two characters, or a known code of one."""
    if run in known_codes():
        return run
    cut = 0
    for match in _pattern("border").finditer(run):
        rest = run[match.end():]
        if (len(rest) >= 2 or rest in known_codes()) and not _FORM.fullmatch(rest):
            cut = match.end()
    joined = _pattern("link").match(run[cut:]) if cut else None
    return run[cut + joined.end():] if joined and len(run) - cut - joined.end() >= 2 else run[cut:]


def longest_known(run: str, seen: frozenset[str] = frozenset()) -> str:
    """The longest code at the end of `run` that is known or was seen; empty if none."""
    for start in range(max(0, len(run) - LONGEST), len(run) - 1):
        if run[start:] in known_codes() or run[start:] in seen:
            return run[start:]
    return ""


def certain_code(text: str, end: int) -> str:
    """The code that ends at `end` if it is known or built as codes are; else empty.

    >>> certain_code("见云府2021150", 3), certain_code("电话20213号楼", 2)
    ('云府', '')
    """
    code = code_before(text, end)
    if code in known_codes() or _pattern("grammar").fullmatch(code):
        return code
    return longest_known(code)


def enclosed_code(text: str, end: int) -> str:
    """The code that ends at `end` and stands right behind an opening bracket; empty if none does.

    >>> enclosed_code("意见(衡教201313号)", 5), enclosed_code("(某大厦201313号)", 4)
    ('衡教', '')
    """
    found = _pattern("enclosed").search(text[max(0, end - LONGEST):end])
    return found["code"] if found else ""


def body_before(text: str, end: int) -> str:
    """The written-out name of the body whose order or announcement begins at `end`.

    >>> body_before("根据国家发展和改革委员会令第40号", 12)
    '国家发展和改革委员会'
    """
    run = _HAN_RUN.search(text[max(0, end - 40):end])
    if run is None:
        return ""
    start = max((match.end() for match in _pattern("phrase").finditer(run[1])), default=0)
    body = body_behind(run[1][start:])
    return body if _pattern("body").fullmatch(body) else ""
