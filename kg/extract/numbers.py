"""Document numbers (发文字号) in every printed form, and their one normal form."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from kg import tables
from kg.extract.codes import body_before, certain_code, clear_codes, code_before, enclosed_code
from kg.numerals import read_numeral

# Spaces, and the line ends that may stand inside a number, each by a character that is looked for fast.
_SPACES, _LINE_END = re.compile("  *"), re.compile(r"\n(?<=[\d〔\[(（〕\])）令告]\n) *")
_WIDE_SPACES = ("\u3000", "\xa0")
_SPLIT_NUMBER = re.compile(r"\d\n\d{1,4}号|\d\n[〕\])）]|[〔\[(（]\n\d|[〕\])）]\n第?\d{1,4}号|"
                           r"[令告]\n[(〔]?(?:(?:19|20)\d\d ?年 ?)?第 ?[\d一二三四五六七八九十百]{1,4} ?号")
_LONGEST_WORD = 40
_OPENING = ("〔", "﹝", "［", "[", "【", "〖", "(", "（")
_CLOSING = ("〕", "﹞", "］", "]", ")", "）")
_YEAR_BEFORE = re.compile(r"((?:19|20)\d\d)年\Z")
_SHORT_WORD = re.compile(r"[(（]([\u4e00-\u9fff]{1,4})\Z")
_BEHIND_TITLE = ("》(", "》（", "〉(")     # what needs no body before it: the title tells whose it is
_TITLE_CLOSED = re.compile(r"》\((?=[A-Z]|建标)")  # before the number of a standard that does not stand alone
_SERIAL = re.compile(r"文?[A-Z]?\d+|[〇一二三四五六七八九十百]+")


class NumberStyle(Enum):
    """How a number is built: code and year, an order or announcement of a body, or that of a standard."""

    CODED = "coded"
    ORDER = "order"
    ORDER_LAST = "order-last"
    ANNOUNCEMENT = "announcement"
    STANDARD = "standard"


# The words of orders and of announcements, and the patterns of each, what they find, and what stands before the word.
_PROCLAIMED = ((("令",), (("order", NumberStyle.ORDER, ""), ("order_before", NumberStyle.ORDER_LAST, "号"))),
               (("公告", "通告"), (("announcement", NumberStyle.ANNOUNCEMENT, ""),
                                ("announcement_before", NumberStyle.ANNOUNCEMENT, "号"))))


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number taken apart. `issuer` is the agency code, or the body of an order;
    `ordinal` tells whether an order or announcement prints 第, which makes no other number of it.

    `str` gives the normal form of the annotation guide: Simplified, no spaces, 〔〕,
    ASCII digits, no padding.
    """

    issuer: str
    year: int | None
    serial: str
    style: NumberStyle = NumberStyle.CODED
    ordinal: bool = field(default=True, compare=False)

    def __str__(self) -> str:
        year = "" if self.year is None else str(self.year)
        if self.style is NumberStyle.CODED:
            return f"{self.issuer}〔{year}〕{self.serial}号" if year else f"{self.issuer}{self.serial}号"
        if self.style is NumberStyle.STANDARD:
            return f"{self.issuer}{self.serial}-{year}".removesuffix("-")
        dated = f"{year}年" if year else ""
        if self.style is NumberStyle.ORDER_LAST:
            return f"{self.issuer.removesuffix('令')}{dated}{'第' * self.ordinal}{self.serial}号令"
        return f"{self.issuer}{dated}{'第' * self.ordinal}{self.serial}号"

    @property
    def key(self) -> tuple[str, int | None, str]:
        """What two printed forms of one number have in common.

        >>> one, two = parse_number("国务院令第711号"), parse_number("中华人民共和国国务院第711号令")
        >>> one is not None and two is not None and one.key == two.key
        True
        """
        return self.issuer.removeprefix("中华人民共和国"), self.year, self.serial


class FoundNumber(NamedTuple):
    """A document number at text[start:end], the rule that found it, how sure it is."""

    start: int
    end: int
    number: DocumentNumber
    rule: str
    confidence: float


def parse_number(text: str) -> DocumentNumber | None:
    """The number that a whole text spells; None if it spells none.

    >>> str(parse_number("粤 府 办 [2021] 017 号"))
    '粤府办〔2021〕17号'
    """
    text = text.strip()
    found = find_numbers(text)
    return found[0].number if len(found) == 1 and found[0].start == 0 and found[0].end == len(text) else None


def find_numbers(text: str) -> tuple[FoundNumber, ...]:
    """The document numbers in logical text, in reading order, none overlapping another.

    >>> [str(n.number) for n in find_numbers("按照财库(2022) 3 号和国务院令第711号")]
    ['财库〔2022〕3号', '国务院令第711号']
    """
    squeezed = _Squeezed(text)
    found: list[FoundNumber] = []
    end = 0
    for candidate in sorted(_candidates(squeezed), key=lambda c: (c.start, -c.end)):
        if candidate.start >= end:
            found.append(squeezed.widen(candidate))
            end = candidate.end
    return tuple(found)


class _Squeezed:
    """A text without spaces and the line ends inside numbers, and the way back to it."""

    def __init__(self, text: str) -> None:
        for space in _WIDE_SPACES:
            text = text.replace(space, " ")
        self._gaps: list[int] = []
        self._shift: list[int] = []
        pieces, done, removed = [], 0, 0
        for start, end in _gaps(text):
            pieces.append(text[done:start])
            self._gaps.append(start - removed)
            removed += end - start
            self._shift.append(removed)
            done = end
        self.text = "".join((*pieces, text[done:])) if removed else text

    def widen(self, found: FoundNumber) -> FoundNumber:
        """The same number at its place in the text with spaces."""
        return FoundNumber(self._back(found.start), self._back(found.end - 1) + 1,
                           found.number, found.rule, found.confidence)

    def word_start(self, end: int) -> int:
        """Where the word that ends at `end` begins: behind the last space between two words.

        Spaces between single characters (粤 府 办) are layout and part nothing.
        """
        index = bisect_left(self._gaps, end) - 1
        if index < 0 or not 2 <= end - self._gaps[index] <= _LONGEST_WORD:
            return 0
        before = self._gaps[index - 1] if index else 0
        return self._gaps[index] if self._gaps[index] - before > 1 else 0

    def _back(self, offset: int) -> int:
        index = bisect_right(self._gaps, offset)
        return offset + (self._shift[index - 1] if index else 0)


def _gaps(text: str) -> Sequence[tuple[int, int]]:
    """The spaces of a text and the line ends inside numbers, with the spaces behind; none behind the end of a line
    that a number may end, but does not go on from."""
    spaces = [space.span() for space in _SPACES.finditer(text)]
    breaks = [line_end.span() for line_end in _LINE_END.finditer(text)]
    if not breaks:
        return spaces
    behind = {start + 1 for start, _ in breaks}
    return sorted([*(space for space in spaces if space[0] not in behind),
                   *(line_end for line_end in breaks if _parts_a_number(text, line_end[0]))])


def _parts_a_number(text: str, line_end: int) -> bool:
    return line_end > 0 and _SPLIT_NUMBER.match(text, line_end - 1) is not None


def _candidates(squeezed: _Squeezed) -> Iterator[FoundNumber]:
    text, rules = squeezed.text, tables.patterns("number_patterns")
    for words, forms in _PROCLAIMED:
        told = [word for word in words if word in text]
        for name, style, before in forms if told else ():
            if not before or any(before + word in text for word in told):
                for match in rules[name].regex.finditer(text):
                    yield from _proclaimed(text, match, name, style)
    begins = (0, *(closed.start() for closed in _TITLE_CLOSED.finditer(text, 1)))
    for match in filter(None, (rules["standard"].regex.match(text, begin) for begin in begins)):
        number = DocumentNumber(match["code"], _year(match["year"]), match["serial"], NumberStyle.STANDARD)
        yield FoundNumber(match.start("code"), match.end(), number, "standard", rules["standard"].confidence)
    years = [year.start() for year in rules["bracketed_year"].regex.finditer(text)]
    coded = [(name, match) for name in ("bracketed", "unmarked")
             for match in filter(None, (rules[name].regex.match(text, year) for year in years))]
    coded += [("half", match) for match in rules["half"].regex.finditer(text)]
    seen = clear_codes(text, (match.start() for name, match in coded if name == "bracketed"))
    for name, match in coded:
        yield from _coded(squeezed, match, name, seen)


def _coded(squeezed: _Squeezed, match: re.Match[str], rule: str, seen: frozenset[str]) -> Iterator[FoundNumber]:
    text, border = squeezed.text, match.start()
    if rule == "bracketed":
        code = code_before(text, border, seen, squeezed.word_start(border))
    else:
        border -= text.startswith(_OPENING, max(0, border - 1), border)
        code = certain_code(text, border) or (enclosed_code(text, border) if match[0].endswith("号") else "")
    if not code:
        return
    year = _year(match["year"])
    start = border - len(code)
    for serial in _SERIAL.finditer(text, match.start("serial"), match.end()):
        end = serial.end() + (text[serial.end():serial.end() + 1] == "号")
        number = DocumentNumber(code, year, _serial(serial[0]))
        yield FoundNumber(start, end, number, rule, _confidence(rule, code))
        start = end + 1


def _proclaimed(text: str, match: re.Match[str], rule: str, style: NumberStyle) -> Iterator[FoundNumber]:
    start, year = match.start(), match.groupdict().get("year")
    before = _YEAR_BEFORE.search(text, max(0, start - 6), start)
    if year is None and before is not None:
        start, year = before.start(), before[1]
    body = body_before(text, start) or certain_code(text, start) or _bracketed_word(text, start)
    word = match.groupdict().get("kind") or "令"
    if not body and word == "令" and not text.endswith(_BEHIND_TITLE, 0, start):
        return
    before_serial = text[match.start("serial") - 1]
    if before_serial in _CLOSING and match.groupdict().get("year"):     # 某部公告〔2017〕3号: built as a code's number
        style = NumberStyle.CODED
    number = DocumentNumber(body + word, _year(year), _serial(match["serial"]), style, ordinal=before_serial == "第")
    yield FoundNumber(start - len(body), match.end(), number, rule, _confidence(rule, body))


def _bracketed_word(text: str, end: int) -> str:
    """The short word between an opening bracket and 令 (国令第722号)."""
    word = _SHORT_WORD.search(text, max(0, end - 6), end)
    return word[1] if word else ""


def _confidence(rule: str, code: str) -> float:
    base = tables.patterns("number_patterns")[rule].confidence
    return base if code else base * 0.8


def _year(text: str | None) -> int | None:
    return read_numeral(text) if text else None


def _serial(text: str) -> str:
    value = read_numeral(text)
    return text if value is None else str(value)
