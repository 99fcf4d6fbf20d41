"""Tasks in prose: numbered items, each statement of responsibility closing one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.demanding import demands_something, explains
from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.endings import CLOSING, closed, number_lost, parted, tail_of, without_closing, without_lead_in
from kg.extract.framing import is_bare_title, is_frame
from kg.extract.headings import headings_above, rule
from kg.extract.prose import Prose
from kg.extract.responsibility import Statement, closing_clause
from kg.extract.units import NamedUnit, looks_like_unit
from kg.model.extraction import Role
from kg.model.outline import Item, Outline, Style
from kg.outline import within

_SHORT_TITLE = 40
_NEAR, _FEWEST_NEAR, _WINDOW = 3, 2, 12
_STATED, _NUMBERED, _NAMED_FIRST = 0.97, 0.93, 0.75


def prose_tasks(prose: Prose, outside: Sequence[Range]) -> list[TaskDraft]:
    """The tasks of the items of all sections; ranges in `outside` (tables) hold none."""
    borders = sorted(outside)
    return [task for task in _tasks(prose) if not within(task.start, borders)]


def _tasks(prose: Prose) -> Iterator[TaskDraft]:
    outline = prose.outline
    titles, whole = headings_above(prose.text, outline), _parents_with_statement(prose)
    covered: set[int] = set()
    for index, item in enumerate(outline.items):
        if item.parent in whole or item.parent in covered:
            covered.add(index)
        elif index in whole:
            yield from _whole(prose, item, titles[index])
        elif not outline.children(index):
            yield from _leaf(prose, index, titles[index])


def _parents_with_statement(prose: Prose) -> set[int]:
    """The items whose one statement, before or behind all their children, is for them as a whole.

    Behind the last child it may be that child's own: it is where others of its style state each.
    """
    outline, above, behind = prose.outline, set(), {}
    each: set[Style] = set()
    for index in range(len(outline.items)):
        children = [outline.items[i] for i in outline.children(index)]
        if not children:
            continue
        stated = [len(prose.stated(child.body, child.stop)) for child in children]
        style = children[0].mark.style
        if any(stated[:-1]) or (len(children) == 1 and stated[0]):
            each.add(style)
        elif prose.stated(outline.items[index].body, children[0].start):
            if not any(stated):
                above.add(index)
        elif stated[-1] == 1:
            behind[index] = style
    return above | {index for index, style in behind.items() if style not in each}


def _whole(prose: Prose, item: Item, headings: tuple[Range, ...]) -> Iterator[TaskDraft]:
    statement = prose.stated(item.body, item.stop)[0]
    after = statement.end
    while prose.text[after:after + 1] == "。":
        after += 1
    pieces = [piece for start, stop in ((item.body, statement.start), (after, item.stop))
              if (piece := trimmed(prose.text, start, stop))]
    if pieces:
        yield _stated(item, headings, pieces, statement)


def _leaf(prose: Prose, index: int, headings: tuple[Range, ...]) -> Iterator[TaskDraft]:
    item = prose.outline.items[index]
    last = index + 1 == len(prose.outline.items) or prose.outline.items[index + 1].part != item.part
    statements = prose.stated(item.body, item.stop)
    if statements:
        yield from _stretches(prose, item, headings, statements, last)
    elif whole := trimmed(prose.text, item.body, item.stop):
        yield from _unkeyed(prose, index, headings, whole, last)


def _unkeyed(prose: Prose, index: int, headings: tuple[Range, ...], whole: Range, last: bool) -> Iterator[TaskDraft]:
    """The task of an item without a statement, unless in its last sentence, and of what closes the plan."""
    text, item = prose.text, prose.outline.items[index]
    whole, closing = without_closing(text, whole) if last else (whole, None)
    clause = closing_clause(text, *whole, prose.usage)
    if clause:
        yield from _stretches(prose, replace(item, stop=whole[1]), headings, [clause], last)
    elif not is_frame(text, prose.outline, index) and not is_bare_title(text, prose.outline, index):
        yield from _unstated(prose, index, headings, whole)
    if closing and rule("concrete").search(text[slice(*closing)]):
        yield closed(text, TaskDraft(None, headings, (closing,), (), (), item.part, "closing paragraph", CLOSING))


def _stretches(prose: Prose, item: Item, headings: tuple[Range, ...],
               statements: Sequence[Statement], last: bool) -> Iterator[TaskDraft]:
    """One task per statement: from the end of the previous one to its own."""
    text, begin = prose.text, item.body
    tail = tail_of(text, statements[-1].end, item.stop)
    nameless = len(statements) == 2 and number_lost(prose.outline, item)
    for number, statement in enumerate(statements):
        piece = trimmed(text, begin, statement.start)
        apart = number > 0 and piece is not None and "\n" in text[begin:piece[0]]
        begin = statement.end
        if piece is None:
            continue
        pieces = [piece]
        if tail and len(statements) == 1 and _is_title(text, piece):
            pieces, tail = [piece, tail], None
        draft = _stated(item, headings, pieces, statement)
        if nameless and apart:
            draft = replace(draft, label=None, confidence=CLOSING)
        yield closed(text, draft) if last and number and number == len(statements) - 1 else draft
    if tail and demands_something(text[tail[0]:tail[1]]):
        draft = TaskDraft(item.mark.label, headings, (tail,), (), (), item.part, "text after a statement",
                          CLOSING)
        yield closed(text, draft, "\n" in text[begin:tail[0]]) if last else draft


def _is_title(text: str, piece: Range) -> bool:
    return piece[1] - piece[0] <= _SHORT_TITLE and "。" not in text[slice(*piece)]


def _stated(item: Item, headings: tuple[Range, ...], pieces: Sequence[Range],
            statement: Statement) -> TaskDraft:
    return TaskDraft(item.mark.label, headings, tuple(pieces), statement.units, statement.times, item.part,
                     statement.rule, min(_STATED, statement.confidence))


def _unstated(prose: Prose, index: int, headings: tuple[Range, ...], whole: Range) -> Iterator[TaskDraft]:
    text, item = prose.text, prose.outline.items[index]
    unit = _unit_colon(text, whole)
    if unit:
        piece = trimmed(text, unit.end + 1, whole[1])
        if piece:
            yield TaskDraft(item.mark.label, headings, (piece,), (unit,), (), item.part, "unit colon",
                            _NAMED_FIRST, uncertain=True)
        return
    if not demands_something(text[slice(*whole)]) and not _among_demands(prose, index):
        return
    whole, nameless = parted(text, prose.outline, item, whole)
    yield TaskDraft(item.mark.label, headings, (without_lead_in(text, whole),), (), (), item.part,
                    "numbered item", _NUMBERED)
    if nameless:
        yield TaskDraft(None, headings, (nameless,), (), (), item.part, "item that lost its number", CLOSING)


def _among_demands(prose: Prose, index: int) -> bool:
    """Whether an item stands in a list and every other near it demands something."""
    text, items = prose.text, prose.outline.items
    if explains(text[items[index].body:items[index].stop]):
        return False
    listed = _beside(prose.outline, index)
    at = bisect_left(listed, index)
    near = [text[items[other].body:items[other].stop] for other in listed[max(0, at - _NEAR):at + _NEAR + 1]
            if other != index]
    demanding = sum(map(demands_something, near))
    return demanding >= _FEWEST_NEAR and demanding == sum(not explains(words) for words in near)


def _beside(outline: Outline, index: int) -> Sequence[int]:
    """The indexes of the items beside one, itself among them; at the top of a part those near it."""
    item = outline.items[index]
    if item.parent is not None:
        return outline.children(item.parent)
    return [other for other in range(max(0, index - _WINDOW), min(len(outline.items), index + _WINDOW + 1))
            if outline.items[other].parent is None and outline.items[other].part == item.part]


def _unit_colon(text: str, whole: Range) -> NamedUnit | None:
    """The unit that an item begins with: 1.区经济发展局：…"""
    colon = text.find(":", whole[0], whole[0] + 24)
    if colon < 0 or not looks_like_unit(text[whole[0]:colon]) or "," in text[whole[0]:colon]:
        return None
    return NamedUnit(whole[0], colon, text[whole[0]:colon], Role.RESPONSIBLE)
