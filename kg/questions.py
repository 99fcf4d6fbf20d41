"""The named questions of ontology/queries: found, described, validated, asked.

A file is SPARQL with a head of comments::

    # zh: 一个单位有哪些任务
    # en: The tasks of a unit
    # about: 说明。 / What it tells.
    # parameter: unit string = 综合科 ; 单位名称 ; the unit's name
    # parameter: role role any ; 角色 ; the role
    # order: documentName -year

A parameter is a variable of the query and stands in its SELECT, for values enter by
substitution, never as text. After `=` stands its default; `any` leaves it open. `order`
sorts the rows that came, a minus downwards: a query that sorts by itself would have to
find every row before it gives the first. A LIMIT at its end, or at the end of a SELECT inside,
keeps a question quick on a library of any size; an answer that one of them cut says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from kg import resources
from kg.errors import QueryProblem, RulesError
from kg.extract.numbers import parse_number
from kg.graph import worker
from kg.graph.results import Answer, Node, Rows, literal
from kg.model.extraction import Level, Role
from kg.model.links import GapKind

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = (f"{_XSD}integer", f"{_XSD}decimal", f"{_XSD}double")
_HEAD = re.compile(r"# (\w+): (.+)")
_LIMIT = re.compile(r"LIMIT (\d+)\s*$")
_INNER = re.compile(r"\{ (SELECT (.*?) WHERE .*?) LIMIT (\d+) \}", re.DOTALL)
_PARAMETER = re.compile(r"(\w+) (\w+) (?:any|= ([^;]+)) ; ([^;]+) ; ([^;]+)")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "level": tuple(level.value for level in Level), "role": tuple(role.value for role in Role),
    "gap": tuple(kind.value for kind in GapKind)}


class ParameterKind(Enum):
    """What may be given for a parameter."""

    STRING = "string"
    DOCUMENT = "document"
    INTEGER = "integer"
    SHARE = "share"
    DATE = "date"
    LEVEL = "level"
    ROLE = "role"
    GAP = "gap"

    @property
    def choices(self) -> tuple[str, ...]:
        """The values to choose from; empty where anything of the kind will do."""
        return _CHOICES.get(self.value, ())


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable to fill in; without a `default` it may be left open and then means any."""

    name: str
    kind: ParameterKind
    default: str | None
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Question:
    """A named query with its titles, what it tells, and its parameters."""

    name: str
    zh: str
    en: str
    about: str
    parameters: tuple[Parameter, ...]
    order: tuple[str, ...]
    query: str


Asker = Callable[[worker.Question], Answer]


@cache
def questions() -> tuple[Question, ...]:
    """All named questions, by name; RulesError names a file whose head is not as it should be."""
    return tuple(_read(path) for path in resources.files("ontology", "queries", suffix=".rq"))


def question(name: str) -> Question:
    """The question of a name; QueryProblem lists the names there are."""
    found = next((one for one in questions() if one.name == name), None)
    if found is None:
        names = ", ".join(one.name for one in questions())
        raise QueryProblem(f"there is no question named “{name}”; there are: {names}")
    return found


def substitutions(asked: Question, values: Mapping[str, str]) -> Mapping[str, Node]:
    """The terms that stand for the parameters; an empty value means the default.

    QueryProblem says which value does not fit and what would.

    >>> substitutions(question("deadlines"), {"to": "2021-06-30"})["to"].value
    '2021-06-30'
    """
    unknown = values.keys() - {parameter.name for parameter in asked.parameters}
    if unknown:
        known = ", ".join(parameter.name for parameter in asked.parameters) or "none"
        raise QueryProblem(f"{asked.name} has no parameter {', '.join(sorted(unknown))}; it has: {known}")
    given = ((parameter, values.get(parameter.name, "").strip() or parameter.default)
             for parameter in asked.parameters)
    return {parameter.name: _term(parameter, value) for parameter, value in given if value is not None}


def answer(asked: Question, values: Mapping[str, str], ask: Asker) -> Rows:
    """The rows of a question, without the columns that only repeat what was asked.

    `ask` is such as a QueryWorkers gives.
    """
    terms = substitutions(asked, values)
    found = ask(worker.Question(asked.query, terms, beyond=_beyond(asked, terms)))
    if not isinstance(found, Rows):
        raise RulesError(f"{asked.name}.rq", 0, "a named question is a SELECT")
    names = {parameter.name for parameter in asked.parameters}
    kept = [place for place, variable in enumerate(found.variables)
            if variable not in names
            or (variable not in terms and any(row[place] is not None for row in found.rows))]
    return Rows(tuple(found.variables[place] for place in kept),
                tuple(tuple(row[place] for place in kept) for row in _sorted(asked, found)),
                found.limit or _own_limit(asked, found))


def _own_limit(asked: Question, found: Rows) -> str | None:
    match = _LIMIT.search(asked.query)
    return f"{match[1]} rows" if match and len(found.rows) >= int(match[1]) else None


def _beyond(asked: Question, terms: Mapping[str, Node]) -> worker.Beyond | None:
    """What would ask for the row behind the limit of a SELECT inside a question."""
    match = _INNER.search(asked.query)
    if match is None:
        return None
    select, head, limit = match.groups()
    own = {name: term for name, term in terms.items() if f"?{name}" in head.split()}
    return worker.Beyond(f"{select} OFFSET {limit} LIMIT 1", own, f"{limit} looked at")


def _sorted(asked: Question, found: Rows) -> list[tuple[Node | None, ...]]:
    rows = list(found.rows)
    for column in reversed(asked.order):
        place = found.variables.index(column.removeprefix("-"))
        weights = [_weight(row[place]) for row in rows]
        order = sorted(range(len(rows)), key=weights.__getitem__, reverse=column.startswith("-"))
        rows = [rows[number] for number in order]
    return rows


def _weight(cell: Node | None) -> tuple[bool, float, str]:
    """Empty cells first, numbers by size, all else by its characters."""
    if cell is None:
        return False, 0.0, ""
    number = float(cell.value) if cell.datatype in _NUMBERS else 0.0
    return True, number, "" if cell.datatype in _NUMBERS else cell.value


def _read(path: Path) -> Question:
    text = path.read_text("utf-8")
    head = [(match[1], match[2]) for line in text.splitlines() if (match := _HEAD.fullmatch(line))]
    fields = dict(head)
    missing = {"zh", "en", "about"} - fields.keys()
    if missing:
        raise RulesError(path.name, 1, f"its head lacks {', '.join(sorted(missing))}")
    parameters = tuple(_parameter(path, value) for key, value in head if key == "parameter")
    return Question(path.stem, fields["zh"], fields["en"], fields["about"], parameters,
                    tuple(fields.get("order", "").split()), text)


def _parameter(path: Path, written: str) -> Parameter:
    match = _PARAMETER.fullmatch(written)
    if match is None:
        raise RulesError(path.name, 1, f"a parameter is `name kind = default ; zh ; en`, not {written!r}")
    name, kind, default, zh, en = match.groups()
    return Parameter(name, ParameterKind(kind), default.strip() if default else None, zh.strip(), en.strip())


def _term(parameter: Parameter, value: str) -> Node:
    match parameter.kind:
        case ParameterKind.DOCUMENT:
            number = parse_number(value)
            return literal(value if number is None else str(number))
        case ParameterKind.INTEGER if re.fullmatch(r"-?\d{1,9}", value, re.ASCII):
            return literal(str(int(value)), f"{_XSD}integer")
        case ParameterKind.SHARE if re.fullmatch(r"0(\.\d{1,4})?|1(\.0{1,4})?", value, re.ASCII):
            return literal(value, f"{_XSD}decimal")
        case ParameterKind.DATE if _is_day(value):
            return literal(value, f"{_XSD}date")
        case ParameterKind.STRING:
            return literal(value)
        case kind if value in kind.choices:
            return literal(value)
    wanted = " or ".join(parameter.kind.choices) or _WANTED[parameter.kind]
    raise QueryProblem(f"{parameter.name} is {wanted}, not “{value}”")


_WANTED = {ParameterKind.INTEGER: "a whole number", ParameterKind.SHARE: "a number from 0 to 1",
           ParameterKind.DATE: "a day as YYYY-MM-DD"}


def _is_day(value: str) -> bool:
    from kg.graph.nquads import calendar_day
    return calendar_day(value) is not None
