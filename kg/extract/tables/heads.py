"""Column heads of task tables: what a column holds, told by its head word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache, lru_cache
from operator import ne
from types import MappingProxyType

from kg import tables
from kg.extract.units import role_of
from kg.model.extraction import Role
from kg.normalise.heads import bare_head, kind_of_head, last_of_heads

LONGEST_PRINTED = 40
"""The most characters of a head as printed."""

_LEAST_MISREAD = 4
_LONGEST_UNKNOWN = 12
_LONGEST_PERSON = 8


class Kind(Enum):
    """What the cells of a column hold."""

    NUMBER = "number"
    TEXT = "text"
    UNITS = "units"
    TIME = "time"
    OTHER = "other"


_NOUNS = MappingProxyType({Kind.TEXT: "text_noun", Kind.UNITS: "unit_noun"})
"""The patterns of what the heads of a kind hold that are made of known words."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds, and for units the role that its head gives.

    `numbered` when its texts begin with item numbers, None as long as nobody looked;
    `persons` when persons stand beside the units (责任单位及责任人); `aside` when its texts
    set no task (存在问题 beside 整改措施); `theme` when they name what another column's
    spell out (工作任务 before 具体要求); `sorting` when they say of what sort it is (公开类别);
    `remark` when whatever has no column of its own stands there (备注), limits too.
    """

    kind: Kind
    role: Role = Role.RESPONSIBLE
    numbered: bool | None = None
    persons: bool = False
    aside: bool = False
    theme: bool = False
    sorting: bool = False
    remark: bool = False


@cache
def rule(name: str) -> re.Pattern[str]:
    """The compiled pattern of that name in table_patterns.toml."""
    return tables.patterns("table_patterns")[name].regex


@cache
def _heads() -> dict[str, Kind]:
    return {row["head"]: Kind(row["kind"]) for row in tables.rows("table_heads")}


@cache
def person_ends() -> frozenset[str]:
    """The characters that heads of persons end in, but for a remark in brackets behind them."""
    return frozenset(noun[-1] for noun in rule("person_noun").pattern.split("|"))


@cache
def last_of_columns() -> frozenset[str]:
    """The characters that the head words of columns end in as printed: of all others `column_of` need not be asked."""
    return last_of_heads() | person_ends()


@lru_cache(maxsize=16384)
def column_of(head: str) -> Column | None:
    """The column that a head word opens; None if it is not one.

    >>> [column_of(head).kind.value for head in ("牵头部门(单位)", "完成 时限", "督办领导")]
    ['units', 'time', 'other']
    >>> column_of("加强公开")
    """
    if not 0 < len(head) <= LONGEST_PRINTED:
        return None
    kind = kind_of_head(head)
    if kind is None and person_ends().isdisjoint(head):
        return None     # as most words
    word = bare_head(head)
    if kind is None:
        return Column(Kind.OTHER) if 1 < len(word) <= _LONGEST_PERSON and rule("person_head").search(word) else None
    if kind == Kind.UNITS.value:
        return Column(Kind.UNITS, role_of(word), persons=rule("person_noun").search(word) is not None)
    return Column(Kind(kind), remark=rule("remark_head").match(word) is not None)


def shaped_column(head: str) -> Column | None:
    """The column of an unknown head by what it ends in; only to be asked beside known heads.

    >>> shaped_column("解读内容").kind.value, shaped_column("办结时限").kind.value, shaped_column("打分")
    ('text', 'time', None)
    """
    word = "".join(head.split())
    for name, kind in (("text_head", Kind.TEXT), ("time_head", Kind.TIME)):
        if len(word) <= _LONGEST_UNKNOWN and rule(name).search(word):
            return Column(kind)
    return None


@cache
def _heads_by_half() -> dict[tuple[int, bool, str], list[str]]:
    """The heads by their lengths with their first and with their second halves, one of which one misread character
    leaves as it is."""
    halved: dict[tuple[int, bool, str], list[str]] = {}
    for head in _heads():
        for half in _halves(head):
            halved.setdefault(half, []).append(head)
    return halved


@cache
def _words_of(kind: Kind) -> re.Pattern[str]:
    """What a head of texts, or of units, misread or not, holds: a noun of such, or half of a known one, all of one that
    is short."""
    heads = [head for head, known in _heads().items() if known is kind]
    halves = {half for head in heads if len(head) >= _LEAST_MISREAD for _, _, half in _halves(head)}
    short = {head for head in heads if len(head) < _LEAST_MISREAD}
    return re.compile("|".join((rule(_NOUNS[kind]).pattern, *sorted(halves | short))))


def may_hold(words: str, kind: Kind) -> bool:
    """Whether the head of a column of texts, or of units, may stand among some words: asked before heads are looked
    for.

    >>> [may_hold(words, Kind.TEXT) for words in ("工作壬务责任单位", "三、扩大参与")]
    [True, False]
    >>> [may_hold(words, Kind.UNITS) for words in ("工作任务责任科空", "二、主要任务")]
    [True, False]
    """
    return _words_of(kind).search("".join(words.split()).replace('"', "")) is not None


def _halves(word: str) -> tuple[tuple[int, bool, str], ...]:
    """The halves of a word with its length and whether they are second ones."""
    length, half = len(word), len(word) // 2
    return (length, False, word[:half]), (length, True, word[half:])


@lru_cache(maxsize=4096)
def misread_column(head: str) -> Column | None:
    """The column of a head in which a recogniser took one character for another.

    >>> misread_column("责任科空").kind.value, misread_column("办公室")
    ('units', None)
    """
    if not _LEAST_MISREAD <= len(head) <= LONGEST_PRINTED:
        return None
    word = "".join(head.split())
    if len(word) < _LEAST_MISREAD:
        return None
    heads, (first, second) = _heads_by_half(), _halves(word)
    near = heads.get(first, []) + heads.get(second, [])
    if not near:
        return None     # as for most words
    alike = {known for known in near if sum(map(ne, known, word)) == 1}
    found = {column for known in alike if (column := column_of(known)) is not None}
    return found.pop() if len(found) == 1 else None


def columns_of(heads: Sequence[str]) -> tuple[Column, ...] | None:
    """The columns of a row of heads; None if it is not a head row of a task table.

    Most heads must be known, one of them naming units or time beside a text, or a number
    beside a text. Beside them one that is a character off, or ends like a head, is known
    as well; another short or empty one opens a column of another kind.
    """
    named = [head for head in heads if head.strip()]
    found: dict[str, Column] = {}
    for at, head in enumerate(named):
        if (column := column_of(head)) is not None:
            found[head] = column
        if (at + 1 - len(found)) * 2 > len(named):
            return None     # as of most rows
    if len(found) * 2 >= len(named) > len(found) and all(len(head) <= _LONGEST_UNKNOWN for head in named):
        found |= {head: column for head in named if head not in found
                  and (column := misread_column(head) or shaped_column(head)) is not None}
    kinds = {column.kind for column in found.values()}
    counting = next((head for head in found if rule("task_number_head").match("".join(head.split()))), None)
    if counting and Kind.TEXT not in kinds and Kind.UNITS in kinds:     # the table shares out what stands elsewhere
        found[counting], kinds = Column(Kind.TEXT), kinds | {Kind.TEXT}
    if len(named) < 2 or len(found) < 2 or len(found) * 2 <= len(named) or Kind.TEXT not in kinds \
            or any(len(head) > _LONGEST_UNKNOWN for head in named if head not in found):
        return None
    if not kinds & {Kind.UNITS, Kind.TIME, Kind.NUMBER}:
        return None
    columns = _before_numbers(heads, [found.get(head, Column(Kind.OTHER)) for head in heads], found)
    columns = _below_indicators(heads, columns)
    columns = beside_measures(heads, columns)
    return _before_particulars(heads, columns)


def _before_numbers(heads: Sequence[str], columns: list[Column], known: Mapping[str, Column]) -> Sequence[Column]:
    """The columns, a first one with an unknown head a text where row numbers stand behind it: it heads the rows."""
    heading = bool(heads[0]) and heads[0] not in known and columns[1].kind is Kind.NUMBER
    return [Column(Kind.TEXT), *columns[1:]] if heading else columns


def _below_indicators(heads: Sequence[str], columns: Sequence[Column]) -> Sequence[Column]:
    """The columns, one of indicators being a text where it stands before the first: what is done to meet each, its
    heading names; behind a text it says what is measured."""
    first = next(at for at, column in enumerate(columns) if column.kind is Kind.TEXT)
    return [Column(Kind.TEXT) if at < first and rule("indicator_head").match("".join(head.split())) else column
            for at, (head, column) in enumerate(zip(heads, columns))]


def _before_particulars(heads: Sequence[str], columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns, those of texts before one of particulars marked as themes, those of kinds before others as sorting.

    Where row numbers name the tasks, a column of contents goes on with the task before it.
    """
    numbered = any(column.kind is Kind.NUMBER for column in columns)
    spelling = rule("particular_head" if numbered else "content_head")
    texts = [at for at, column in enumerate(columns) if column.kind is Kind.TEXT]
    names = ["".join(head.split()) for head in heads]
    last = max((at for at in texts if spelling.match(names[at])), default=0)
    kinds = {at for at in texts[:-1] if rule("kind_head").search(names[at])}
    return tuple(replace(column, theme=at < last, sorting=at in kinds) if at in texts and not column.aside else column
                 for at, column in enumerate(columns))


def beside_measures(heads: Sequence[str], columns: Sequence[Column]) -> Sequence[Column]:
    """The columns, one of problems set no task where another says what is done about them."""
    problems = [rule("problem_head").match("".join(head.split())) is not None for head in heads]
    if not any(column.kind is Kind.TEXT and not problem for column, problem in zip(columns, problems)):
        return columns
    return [replace(column, aside=problem) for column, problem in zip(columns, problems)]
