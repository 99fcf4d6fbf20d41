"""Every rules file, both ways: well formed, sorted, unique, sourced, true to its examples."""

from __future__ import annotations

import json
from datetime import date
from re import _parser as regex_parser  # type: ignore[attr-defined]

import pytest

from kg import resources, tables
from kg.extract import predicates, ruling, verbs
from kg.outline import sections

TABLES = [path.stem for path in resources.files("rules", suffix=".tsv")]
PATTERNS = [path.stem for path in resources.files("rules", suffix=".toml")]
EACH_PATTERN = [(file, name) for file in PATTERNS for name in tables.patterns(file)]


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_sorted_unique_and_sourced(name: str) -> None:
    rows = tables.rows(name)
    head = list(rows[0])
    assert head[-2:] == ["source", "added"], f"{name}: the last columns are source and added"
    keys = [tuple(row[column] for column in head[:-2]) for row in rows]
    assert keys == sorted(keys), f"{name}: rows are not sorted"
    assert len(set(keys)) == len(keys), f"{name}: a row stands twice"
    for row in rows:
        assert row["source"].strip(), f"{name}: {keys[0]} has no source"
        date.fromisoformat(row["added"])


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_has_stray_space(name: str) -> None:
    for row in tables.rows(name):
        assert all(cell == cell.strip() for cell in row.values()), f"{name}: {row}"


@pytest.mark.parametrize(("file", "name"), EACH_PATTERN)
def test_pattern_matches_its_examples_and_no_counter_example(file: str, name: str) -> None:
    pattern = tables.patterns(file)[name]
    assert pattern.note.strip(), f"{file}.{name} has no note"
    assert pattern.examples and pattern.counter_examples, f"{file}.{name} needs examples both ways"
    for example in pattern.examples:
        assert pattern.regex.search(example), f"{file}.{name} misses its example {example!r}"
    for example in pattern.counter_examples:
        assert not pattern.regex.search(example), f"{file}.{name} matches {example!r}"


@pytest.mark.parametrize(("file", "name"), EACH_PATTERN)
def test_no_pattern_begins_with_what_may_repeat_without_end(file: str, name: str) -> None:
    """Tried from every place of a long run of such characters, it would take the square of its length.

    Only the parser that `re` keeps to itself tells how a pattern begins; what only looks ahead is passed.
    """
    parsed = regex_parser.parse(tables.patterns(file)[name].regex.pattern)
    ahead = (regex_parser.ASSERT, regex_parser.ASSERT_NOT)
    first, repeated = next(piece for piece in parsed if piece[0] not in ahead or piece[1][0] < 0)
    assert first not in (regex_parser.MAX_REPEAT, regex_parser.MIN_REPEAT) or repeated[1] <= 200, f"{file}.{name}"


# The characters that a piece of a pattern may begin with, None where it may be any; whether it may match nothing.
Beginning = tuple[set[int] | None, bool]


def beginnings(parsed: list[tuple[object, object]]) -> Beginning:
    """What a parsed pattern may begin with."""
    found: set[int] = set()
    for operation, details in parsed:
        firsts, empty = beginning(operation, details)
        if firsts is None:
            return None, False
        found |= firsts
        if not empty:
            return found, False
    return found, True


def beginning(operation: object, details: object) -> Beginning:
    """What one piece of a pattern may begin with."""
    match operation, details:
        case regex_parser.LITERAL, int(character):
            return {character}, False
        case regex_parser.RANGE, (int(low), int(high)):
            return set(range(low, high + 1)), False
        case regex_parser.CATEGORY, regex_parser.CATEGORY_DIGIT:
            return set(map(ord, "0123456789")), False
        case regex_parser.ASSERT, (1, inner):  # what is looked ahead for begins what follows
            return beginnings(inner)
        case (regex_parser.ASSERT | regex_parser.ASSERT_NOT | regex_parser.AT), _:
            return set(), True
        case regex_parser.SUBPATTERN, (_, _, _, inner):
            return beginnings(inner)
        case (regex_parser.MAX_REPEAT | regex_parser.MIN_REPEAT), (least, _, inner):
            return beginnings(inner)[0], least == 0 or beginnings(inner)[1]
        case regex_parser.BRANCH, (_, ways):
            return any_of([beginnings(way) for way in ways])
        case regex_parser.IN, pieces:
            return any_of([beginning(*piece) for piece in pieces])
    return None, False


def any_of(ways: list[Beginning]) -> Beginning:
    """What one of several ways may begin with."""
    known = [firsts for firsts, _ in ways if firsts is not None]
    return set().union(*known) if len(known) == len(ways) else None, any(empty for _, empty in ways)


def screens() -> list[tuple[str, str]]:
    """The patterns that first look ahead for one of some characters."""
    return [(file, name) for file, name in EACH_PATTERN
            if (parsed := regex_parser.parse(tables.patterns(file)[name].regex.pattern))[0][0] is regex_parser.ASSERT
            and parsed[0][1][0] == 1 and [each[0] for each in parsed[0][1][1]] == [regex_parser.IN]]


@pytest.mark.parametrize(("file", "name"), screens())
def test_a_screen_lets_through_what_its_pattern_may_begin_with(file: str, name: str) -> None:
    """Characters are looked for first where few begin a pattern; one left out would lose what begins with it."""
    parsed = regex_parser.parse(tables.patterns(file)[name].regex.pattern)
    screen, begins = beginnings(parsed[0][1][1])[0], beginnings(list(parsed)[1:])[0]
    assert screen is not None and begins is not None
    others = "".join(map(chr, sorted(begins - screen)))
    assert not others, f"{file}.{name} may also begin with {others[:40]}"


@pytest.mark.parametrize(("known", "names"), [
    (ruling._PHRASES, ("phrase",)), (verbs._NEVER, ("never_verb",)), (predicates._REASONS, ("no_demand",)),
    (ruling._FRONTINGS, ("fronting",)), (predicates._JOINTS, ("joint",)), (predicates._PARTICLES, ("particle",)),
    (predicates._NO_OBJECTS, ("no_object",)),
    (frozenset(tables.patterns("demand_patterns")["lead_begin"].regex.pattern[1:-1]), ("when", "adverb", "force", "opening")),
])
def test_first_characters_that_are_looked_for_are_those_of_the_patterns(known: frozenset[str], names: tuple[str, ...]) -> None:
    for name in names:
        firsts, empty = beginnings(list(regex_parser.parse(tables.patterns("demand_patterns")[name].regex.pattern)))
        assert firsts is not None and not empty
        assert not set(map(chr, firsts)) - known, name


def endings(parsed: list[tuple[object, object]]) -> Beginning:
    """What a parsed pattern may end with: what it begins with, read from its end."""
    return beginnings([backwards(*piece) for piece in reversed(parsed)])


def backwards(operation: object, details: object) -> tuple[object, object]:
    """One piece of a pattern read from its end, where what it looks at matches nothing."""
    match operation, details:
        case (regex_parser.ASSERT | regex_parser.ASSERT_NOT | regex_parser.AT), _:
            return regex_parser.AT, None
        case regex_parser.SUBPATTERN, (*head, inner):
            return operation, (*head, [backwards(*piece) for piece in reversed(inner)])
        case (regex_parser.MAX_REPEAT | regex_parser.MIN_REPEAT), (least, most, inner):
            return operation, (least, most, [backwards(*piece) for piece in reversed(inner)])
        case regex_parser.BRANCH, (nothing, ways):
            return operation, (nothing, [[backwards(*piece) for piece in reversed(way)] for way in ways])
    return operation, details


@pytest.mark.parametrize(("known", "names"), [
    (ruling._SUBJECT_ENDS, ("subject",)), (ruling._LAST, ("ended",)), (predicates._FRAME_ENDS, ("frame",))])
def test_last_characters_that_are_looked_for_are_those_of_the_patterns(known: frozenset[str], names: tuple[str, ...]) -> None:
    for name in names:
        lasts, empty = endings(list(regex_parser.parse(tables.patterns("demand_patterns")[name].regex.pattern)))
        assert lasts is not None and not empty
        assert not set(map(chr, lasts)) - known, name


def holds(parsed: list[tuple[object, object]], known: set[int]) -> bool:
    """Whether all that a parsed pattern matches holds one of some characters."""
    return any(piece_holds(operation, details, known) for operation, details in parsed)


def piece_holds(operation: object, details: object, known: set[int]) -> bool:
    """Whether all that one piece of a pattern matches holds one of some characters."""
    match operation, details:
        case (regex_parser.LITERAL | regex_parser.IN), _:
            firsts, _ = beginning(operation, details)
            return firsts is not None and firsts <= known
        case regex_parser.SUBPATTERN, (_, _, _, inner):
            return holds(inner, known)
        case (regex_parser.MAX_REPEAT | regex_parser.MIN_REPEAT), (least, _, inner):
            return least > 0 and holds(inner, known)
        case regex_parser.BRANCH, (_, ways):
            return all(holds(way, known) for way in ways)
    return False


@pytest.mark.parametrize("name", ["future", "limit", "into"])
def test_a_verb_is_doubted_wherever_what_makes_it_part_of_another_may_stand(name: str) -> None:
    """Such a word of force, limit or verb is only looked for where what is doubted begins with a word that it holds."""
    words = tables.patterns("demand_patterns")["doubted"].regex.pattern.split("|")
    if name == "into":
        assert set(tables.patterns("demand_patterns")[name].regex.pattern.split("|")) <= set(words)
    else:
        known = {ord(word) for word in words if len(word) == 1}
        assert holds(list(regex_parser.parse(tables.patterns("demand_patterns")[name].regex.pattern)), known)


def test_the_last_characters_of_title_lines_are_those_of_their_pattern() -> None:
    lasts, empty = endings(list(regex_parser.parse(tables.patterns("outline_patterns")["title_line"].regex.pattern)))
    assert lasts is not None and not empty
    assert not set(map(chr, lasts)) - sections._LAST_OF_TITLE


def test_no_rule_names_a_gold_document() -> None:
    """A rule that holds one seed's own number or title would be a memory, not a rule."""
    answers = [json.loads(path.read_text("utf-8"))["document"]
               for path in resources.files("data", "gold", suffix=".json")]
    names = {answer[field] for answer in answers for field in ("title", "notice_title", "number")} - {None}
    assert len(names) > 15
    cells = {cell for name in TABLES for row in tables.rows(name) for cell in row.values()}
    assert not names & cells
    for file, name in EACH_PATTERN:
        pattern = tables.patterns(file)[name].regex.pattern
        assert not any(seed in pattern for seed in names), f"{file}.{name} names a document"
