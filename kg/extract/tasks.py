"""Tasks in prose: numbered items, each statement of responsibility closing one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence

from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.endings import CLOSING, of_the_whole, without_closing
from kg.extract.framing import is_bare_title, is_frame
from kg.extract.headings import headings_above, rule
from kg.extract.listed import demanding_items
from kg.extract.named import named_first, named_lines, told_first
from kg.extract.prose import HeadedItem, Prose
from kg.extract.responsibility import Statement, closing_clauses, grouped
from kg.extract.stretches import below_first_line, paragraph_titles, stretches, whole_task
from kg.extract.titleunits import is_title_alone, titles_that_lead, units_of_titles
from kg.extract.unstated import unstated_tasks
from kg.model.outline import Item, Style
from kg.outline import within


def prose_tasks(prose: Prose, outside: Sequence[Range]) -> list[TaskDraft]:
    """The tasks of the items of all sections; ranges in `outside` (tables) hold none."""
    borders = sorted(outside)
    return _below_titles([task for task in _tasks(prose) if not within(task.start, borders)])


def _below_titles(drafts: Sequence[TaskDraft]) -> list[TaskDraft]:
    """The tasks without the headings that are tasks of their own: an item that states who answers for it heads none."""
    begins = sorted(piece[0] for draft in drafts for piece in draft.pieces)
    return [draft._replace(headings=tuple(heading for heading in draft.headings if not _holds(begins, *heading)))
            if any(_holds(begins, *heading) for heading in draft.headings) else draft for draft in drafts]


def _holds(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of some sorted places is in a range."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _tasks(prose: Prose) -> Iterator[TaskDraft]:
    leading = titles_that_lead(prose)
    whole, demanding, titles = _parents_with_statement(prose, leading), demanding_items(prose), paragraph_titles(prose)
    covered: set[int] = set()
    for headed in _headed_items(prose, leading):
        if headed.item.parent in whole or headed.item.parent in covered:
            covered.add(headed.place)
        elif headed.place in whole:
            yield from whole_task(prose, headed)
        elif headed.place in leading:
            continue
        elif children := prose.outline.children(headed.place):
            yield from _opening(prose, headed, prose.outline.items[children[0]].start)
        else:
            lowest = below_first_line(prose.text, headed) if headed.place in titles else headed
            yield from _closed(prose, lowest, headed.place in demanding)


def _headed_items(prose: Prose, leading: Mapping[int, Statement]) -> Iterator[HeadedItem]:
    """All items with what stands above them."""
    items, titles = prose.outline.items, headings_above(prose.text, prose.outline)
    units = units_of_titles(prose, leading)
    for index, item in enumerate(items):
        last = index + 1 == len(items) or items[index + 1].part != item.part
        titled = () if item.parent is None else units[item.parent]
        yield HeadedItem(index, item, titles[index], prose.covered(item) or titled, last)


def _parents_with_statement(prose: Prose, leading: Container[int]) -> set[int]:
    """The items whose one statement, before or behind all their children, is for them as a whole, no `leading` one.

    Behind the last child it may be that child's own: it is where others of its style state each in
    such a place, at an end or on a line of its own, where a further statement covers all that state
    none, where no other list of whole sentences is closed so, and where all others only frame it.
    """
    outline, above, behind = prose.outline, set(), {}
    each: set[tuple[Style, bool]] = set()
    for index in range(len(outline.items)):
        children = [outline.items[i] for i in outline.children(index)]
        if not children or prose.covered(children[0]):
            continue
        stated = [prose.stated(child.body, child.stop) for child in children]
        forms = {(children[0].mark.style, _on_own_line(prose.text, found[0])) for found in stated if found}
        if any(stated[:-1]) or (len(children) == 1 and stated[0]):
            each |= forms
        elif prose.stated(outline.items[index].body, children[0].start):
            if not any(stated) and index not in leading:
                above.add(index)
        elif len(stated[-1]) == 1 and not _end_in_clauses(prose, children[:-1]) \
                and not all(is_frame(prose.text, outline, at) for at in outline.children(index)[:-1]):
            behind[index] = _closes_whole(prose.text, children, stated[-1][0]), forms
    return above | {index for index, (sure, forms) in behind.items()
                    if not forms & each and (sure or len(behind) > 1)}


def _closes_whole(text: str, children: Sequence[Item], statement: Statement) -> bool:
    """Whether the statement of a last child closes its list, for it has a line of its own or they are one sentence."""
    return _on_own_line(text, statement) \
        or not all(text[:child.start].rstrip(" ").endswith("。\n") for child in children[1:])


def _on_own_line(text: str, statement: Statement) -> bool:
    """Whether a statement begins a line."""
    return not text[text.rfind("\n", 0, statement.start) + 1:statement.start].strip(" ")


def _end_in_clauses(prose: Prose, items: Sequence[Item]) -> bool:
    """Whether items state responsibility in their last sentences."""
    return any(closing_clauses(prose.text, item.body, item.stop, prose.usage) for item in items)


def _opening(prose: Prose, headed: HeadedItem, stop: int) -> Iterator[TaskDraft]:
    """The tasks that an item states for itself above items that state theirs; none where it is a title of one line,
    whose units lead what those do."""
    statements = prose.stated(headed.item.body, stop)
    if statements and not is_title_alone(prose.text, headed.item.body, stop):
        yield from stretches(prose, headed._replace(item=headed.item._replace(stop=stop), last=False), statements)


def _closed(prose: Prose, headed: HeadedItem, demanding: bool) -> Iterator[TaskDraft]:
    """The tasks of a lowest item: those that its statements close, else its own."""
    item = headed.item
    statements = _with_clauses(prose, item, prose.stated(item.body, item.stop))
    if opened := _opened(prose, item, statements):
        yield headed.draft([opened], statements[0])
    elif statements:
        yield from stretches(prose, headed, statements)
    elif whole := trimmed(prose.text, item.body, item.stop):
        yield from _unkeyed(prose, headed, whole, demanding)


def _opened(prose: Prose, item: Item, statements: Sequence[Statement]) -> Range | None:
    """The text of an item that its one statement opens (1.【甲局】公开规划。); None if no such does."""
    alone = len(statements) == 1 and not prose.text[item.body:statements[0].start].strip()
    return trimmed(prose.text, statements[0].end, item.stop) if alone else None


def _with_clauses(prose: Prose, item: Item, statements: list[Statement]) -> list[Statement]:
    """The statements of an item; where they only say when, with the clauses that say who."""
    if not statements or any(statement.units for statement in statements):
        return statements
    begins = (item.body, *(statement.end for statement in statements))
    stops = (*(statement.start for statement in statements), item.stop)
    clauses = [clause for begin, stop in zip(begins, stops)
               for clause in closing_clauses(prose.text, begin, stop, prose.usage)]
    return grouped(prose.text, sorted([*statements, *clauses], key=lambda statement: statement.start))


def _unkeyed(prose: Prose, headed: HeadedItem, whole: Range, demanding: bool) -> Iterator[TaskDraft]:
    """The task of an item without a statement, unless in its last sentence, and of what closes the plan."""
    text = prose.text
    whole, closing = without_closing(text, whole) if headed.last else (whole, None)
    named = named_lines(prose, headed, whole)
    clauses = () if named else closing_clauses(text, *whole, prose.usage)
    if named:
        yield from named
    elif clauses:
        yield from stretches(prose, headed._replace(item=headed.item._replace(stop=whole[1])), clauses)
    elif not is_frame(text, prose.outline, headed.place) and not is_bare_title(text, prose.outline, headed.place):
        told = named_first(prose, headed, whole) or told_first(prose, headed, whole)
        yield from told or (unstated_tasks(prose, headed, whole) if demanding else ())
    if closing and rule("concrete").search(text[slice(*closing)]):
        yield of_the_whole(text, TaskDraft(None, headed.headings, (closing,), (), (), headed.item.part,
                                           "closing paragraph", CLOSING))
