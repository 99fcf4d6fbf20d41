"""Tasks in prose: numbered items, each statement of responsibility closing one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.headings import demands_something, heading, is_frame, rule
from kg.extract.responsibility import Statement, Usage, closing_clause, find_statements
from kg.extract.units import NamedUnit, looks_like_unit
from kg.model.extraction import PartKind, Role
from kg.model.outline import Item, Outline, Style
from kg.outline import within

_SHORT_TITLE = 40
_LEAST_TAIL = 10
_LEAST_ITEM = 20
_LINE, _AFTER_STOP = 3.0, 2.0
_SENTENCE = re.compile("[,。;:]")
_STATED, _NUMBERED, _CLOSING, _NAMED_FIRST = 0.97, 0.93, 0.8, 0.75


@dataclass(frozen=True, slots=True)
class Prose:
    """The text that prose tasks are read from, with what is known about it."""

    text: str
    outline: Outline
    usage: Usage
    statements: tuple[Statement, ...]

    def stated(self, start: int, stop: int) -> list[Statement]:
        """The statements that begin in a range."""
        first = bisect_left(self.statements, start, key=lambda statement: statement.start)
        last = bisect_left(self.statements, stop, key=lambda statement: statement.start)
        return list(self.statements[first:last])


def prose_tasks(text: str, outline: Outline, usage: Usage, outside: Sequence[Range]) -> list[TaskDraft]:
    """The tasks of all sections' prose; ranges in `outside` (tables) hold none."""
    breaks, borders = [item.start for item in outline.items], sorted(outside)
    statements = [statement for section in outline.sections
                  for statement in find_statements(text, section.body, section.stop, usage, breaks)
                  if not within(statement.start, borders)]
    prose = Prose(text, _without_inline(text, outline, statements), usage, tuple(statements))
    return [task for task in _tasks(prose) if not within(task.start, borders)]


def _without_inline(text: str, outline: Outline, statements: Sequence[Statement]) -> Outline:
    """The outline without enumerations inside a sentence (包括：1、…；2、…)."""
    groups: dict[tuple[int, int | None, Style], list[int]] = {}
    for index, item in enumerate(outline.items):
        groups.setdefault((item.part, item.parent, item.mark.style), []).append(index)
    parents = {parent for _, parent, _ in groups}
    starts = [statement.start for statement in statements]
    levels = {style for (_, _, style), members in groups.items()
              if _apart([outline.items[i] for i in members], starts)}
    dropped: set[int] = set()
    for (_, parent, style), members in groups.items():
        items = [outline.items[i] for i in members]
        if (len(items) == 1 and members[0] in parents) or _apart(items, starts):
            continue  # a lone item with items of its own is a level of the outline
        heads = parent is not None and not _SENTENCE.search(text, outline.items[parent].body, items[0].start)
        if style is Style.POINT:
            inline = not heads and _spoken(text, items)
        elif len(items) == 1:
            level = style in levels and _stating(items[0], starts)
            inline = items[0].mark.strength < _AFTER_STOP and not heads and not level
        else:
            inline = _in_sentence(text, items)
        if inline and (parent is not None or style is Style.POINT):
            dropped |= set(members)
    return _pruned(outline, dropped)


def _stating(item: Item, statements: Sequence[int]) -> bool:
    """Whether a statement of responsibility begins inside an item."""
    return bisect_left(statements, item.body) < bisect_left(statements, item.stop)


def _apart(items: Sequence[Item], statements: Sequence[int]) -> bool:
    """Whether one of several items states responsibility before the next begins."""
    return any(_stating(item, statements) for item in items[:-1])


def _spoken(text: str, items: Sequence[Item]) -> bool:
    """Whether 一是…二是… goes on with what was said; a list of its own stands on lines."""
    return items[0].parent is not None or any(item.mark.strength < _LINE for item in items) \
        or text[max(0, items[0].start - 2):items[0].start].rstrip().endswith(":")


def _in_sentence(text: str, items: Sequence[Item]) -> bool:
    """Whether commas or semicolons part most of the items, not line ends."""
    before = [text[max(0, item.start - 2):item.start].strip()[-1:] for item in items[1:]]
    return sum(mark in ";,、" for mark in before) * 2 > len(before) and \
        sum(item.mark.strength >= _LINE for item in items) * 2 < len(items)


def _pruned(outline: Outline, dropped: set[int]) -> Outline:
    for index, item in enumerate(outline.items):
        if item.parent in dropped:
            dropped.add(index)
    if not dropped:
        return outline
    kept = [index for index in range(len(outline.items)) if index not in dropped]
    place = {old: new for new, old in enumerate(kept)}
    items = tuple(replace(item, parent=None if item.parent is None else place.get(item.parent))
                  for item in (outline.items[old] for old in kept))
    return Outline.of(outline.sections, items)


def _tasks(prose: Prose) -> Iterator[TaskDraft]:
    outline = prose.outline
    closed_above = _parents_with_statement(prose)
    titled = _titled_sections(outline)
    for index, item in enumerate(outline.items):
        chain = _chain(outline, index)
        if any(above in closed_above for above in chain):
            continue
        headings = (*titled.get(item.part, ()), *(heading(prose.text, outline, i) for i in chain))
        if index in closed_above:
            yield from _whole(prose, item, headings)
        elif not outline.children(index):
            yield from _leaf(prose, index, headings)


def _chain(outline: Outline, index: int) -> list[int]:
    """The items above one, outermost first."""
    chain: list[int] = []
    at = outline.items[index].parent
    while at is not None:
        chain.insert(0, at)
        at = outline.items[at].parent
    return chain


def _titled_sections(outline: Outline) -> dict[int, tuple[Range, ...]]:
    """The plan titles that head their tasks: where several parts number anew."""
    first: dict[int, Style] = {}
    for item in outline.items:
        if item.parent is None:
            first.setdefault(item.part, item.mark.style)
    restarting = {part for part, style in first.items() if list(first.values()).count(style) > 1}
    return {part: (title,) for part in restarting if outline.sections[part].kind is not PartKind.NOTICE
            and (title := outline.sections[part].title) is not None}


def _parents_with_statement(prose: Prose) -> set[int]:
    """The items whose one statement, before or behind all their children, is for them as a whole."""
    outline, found, each = prose.outline, set(), 0
    for index, item in enumerate(outline.items):
        children = [outline.items[i] for i in outline.children(index)]
        if not children:
            continue
        stated = [len(prose.stated(child.body, child.stop)) for child in children]
        above = prose.stated(item.body, children[0].start)
        each += any(stated[:-1]) or (len(children) == 1 and stated[0] > 0)
        last_only = len(children) > 1 and not above and not any(stated[:-1]) and stated[-1] == 1
        if (above and not any(stated)) or last_only:
            found.add(index)
    return found if not each else {index for index in found if _stated_above(prose, index)}


def _stated_above(prose: Prose, index: int) -> bool:
    first = prose.outline.items[prose.outline.children(index)[0]]
    return bool(prose.stated(prose.outline.items[index].body, first.start))


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
    if not statements:
        clause = closing_clause(prose.text, item.body, item.stop, prose.usage)
        statements = [clause] if clause else []
    if not statements:
        if not is_frame(prose.text, prose.outline, index):
            yield from _unstated(prose, item, headings, last)
        return
    yield from _stretches(prose, item, headings, statements, last)


def _stretches(prose: Prose, item: Item, headings: tuple[Range, ...],
               statements: Sequence[Statement], last: bool) -> Iterator[TaskDraft]:
    """One task per statement: from the end of the previous one to its own."""
    text, begin = prose.text, item.body
    tail = _tail(text, statements[-1].end, item.stop)
    for number, statement in enumerate(statements):
        piece = trimmed(text, begin, statement.start)
        begin = statement.end
        if piece is None:
            continue
        pieces = [piece]
        if tail and len(statements) == 1 and _is_title(text, piece):
            pieces, tail = [piece, tail], None
        draft = _stated(item, headings, pieces, statement)
        yield _closing(text, draft) if last and number and number == len(statements) - 1 else draft
    if tail and demands_something(text[tail[0]:tail[1]]):
        draft = TaskDraft(item.mark.label, headings, (tail,), (), (), item.part, "text after a statement",
                          _CLOSING)
        yield _closing(text, draft) if last else draft


def _tail(text: str, start: int, stop: int) -> Range | None:
    """What follows the last statement, if it is more than punctuation."""
    tail = trimmed(text, start, stop, " \n\t。;,、")
    if tail is None or tail[1] - tail[0] < _LEAST_TAIL:
        return None
    return tail[0], _behind_stop(text, tail[1], stop)


def _closing(text: str, draft: TaskDraft) -> TaskDraft:
    """A draft that addresses everybody at the end of a plan loses its number.

    It keeps its headings only where the chapter is about seeing the plan through.
    """
    start, stop = draft.pieces[0]
    if not rule("closing").search(text[start:stop]):
        return draft
    kept = draft.headings if any(rule("seeing_through").search(text[a:b]) for a, b in draft.headings) else ()
    return replace(draft, label=None, headings=kept, confidence=_CLOSING)


def _behind_stop(text: str, end: int, limit: int) -> int:
    return end + 1 if end < limit and text[end] in "。;" else end


def _is_title(text: str, piece: Range) -> bool:
    return piece[1] - piece[0] <= _SHORT_TITLE and "。" not in text[piece[0]:piece[1] - 1]


def _stated(item: Item, headings: tuple[Range, ...], pieces: Sequence[Range],
            statement: Statement) -> TaskDraft:
    return TaskDraft(item.mark.label, headings, tuple(pieces), statement.units, statement.times, item.part,
                     statement.rule, min(_STATED, statement.confidence))


def _unstated(prose: Prose, item: Item, headings: tuple[Range, ...], last: bool) -> Iterator[TaskDraft]:
    text = prose.text
    whole = trimmed(text, item.body, item.stop)
    if whole is None or not demands_something(text[whole[0]:whole[1]]):
        unit = whole and _unit_colon(text, whole)
        if not unit or not whole:
            return
    unit = _unit_colon(text, whole)
    if unit:
        piece = trimmed(text, unit.end + 1, whole[1])
        if piece:
            yield TaskDraft(item.mark.label, headings, (piece,), (unit,), (), item.part, "unit colon",
                            _NAMED_FIRST, uncertain=True)
        return
    whole, closing = _without_closing(text, whole) if last else (whole, None)
    whole, nameless = _parted(prose, item, whole)
    yield TaskDraft(item.mark.label, headings, (_without_lead_in(text, whole),), (), (), item.part,
                    "numbered item", _NUMBERED)
    if nameless:
        yield TaskDraft(None, headings, (nameless,), (), (), item.part, "item that lost its number", _CLOSING)
    if closing and rule("concrete").search(text[closing[0]:closing[1]]):
        yield _closing(text, TaskDraft(None, headings, (closing,), (), (), item.part, "closing paragraph",
                                       _CLOSING))


def _without_closing(text: str, whole: Range) -> tuple[Range, Range | None]:
    """The last item of a plan and the paragraph below it that speaks of the plan as a whole."""
    break_at = text.rfind("\n", *whole)
    if break_at - whole[0] <= _LEAST_ITEM or not rule("closing").search(text[break_at + 1:whole[1]]):
        return whole, None
    return trimmed(text, whole[0], break_at) or whole, (break_at + 1, whole[1])


def _parted(prose: Prose, item: Item, whole: Range) -> tuple[Range, Range | None]:
    """An item, and the paragraph below it where the number between it and the next is lost."""
    at = bisect_left(prose.outline.items, item.stop, key=lambda other: other.start)
    following = prose.outline.items[at] if at < len(prose.outline.items) else None
    lost = following is not None and following.mark.style is item.mark.style \
        and following.mark.value - item.mark.value == 2
    break_at = prose.text.find("\n", *whole) if lost and prose.text.count("\n", *whole) == 1 else -1
    nameless = trimmed(prose.text, break_at + 1, whole[1]) if break_at > 0 else None
    if nameless is None or not demands_something(prose.text[slice(*nameless)]):
        return whole, None
    return trimmed(prose.text, whole[0], break_at) or whole, nameless


def _without_lead_in(text: str, whole: Range) -> Range:
    """An item without a last sentence that leads to a list that follows (主要任务如下：)."""
    if text[whole[1] - 1] != ":":
        return whole
    stop = max(text.rfind("。", *whole), text.rfind("\n", *whole)) + 1
    return trimmed(text, whole[0], stop) or whole if stop > whole[0] else whole


def _unit_colon(text: str, whole: Range) -> NamedUnit | None:
    """The unit that an item begins with: 1.区经济发展局：…"""
    colon = text.find(":", whole[0], whole[0] + 24)
    if colon < 0 or not looks_like_unit(text[whole[0]:colon]) or "," in text[whole[0]:colon]:
        return None
    return NamedUnit(whole[0], colon, text[whole[0]:colon], Role.RESPONSIBLE)
