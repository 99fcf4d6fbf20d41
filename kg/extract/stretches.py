"""Tasks that statements of responsibility close: each from the end of the statement before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.demanding import demands_something
from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.endings import CLOSING, closed, number_lost, tail_of
from kg.extract.prose import HeadedItem, Prose
from kg.extract.responsibility import Statement
from kg.model.outline import Style

_SHORT_TITLE, _LONG_TITLE, _FEWEST = 40, 60, 2


def whole_task(prose: Prose, headed: HeadedItem) -> Iterator[TaskDraft]:
    """The task of an item with all that stands below it, which one statement is for."""
    item, text = headed.item, prose.text
    statement = prose.stated(item.body, item.stop)[0]
    around = trimmed(text, item.body, statement.start), tail_of(text, statement.end, item.stop)
    pieces = [piece for piece in around if piece]
    if pieces:
        yield headed.draft(pieces, statement)


def paragraph_titles(prose: Prose) -> frozenset[int]:
    """The lowest titles without a number that are headings: all of a part where several paragraphs below one
    state who answers for them."""
    outline = prose.outline
    lowest = [index for index, item in enumerate(outline.items)
              if item.mark.style in (Style.TITLE, Style.CAPTION) and not outline.children(index)]
    several = {item.part for item in map(outline.items.__getitem__, lowest)
               if len(prose.stated(item.body, item.stop)) >= _FEWEST}
    return frozenset(index for index in lowest if outline.items[index].part in several)


def below_first_line(text: str, headed: HeadedItem) -> HeadedItem:
    """An item as its first line makes it: a heading of what stands below."""
    item = headed.item
    line = text.find("\n", item.body, item.stop)
    title = trimmed(text, item.body, line) if line >= 0 else None
    if title is None:
        return headed
    return headed._replace(item=item._replace(mark=replace(item.mark, end=line, label=None)),
                   headings=(*headed.headings, (item.start, title[1])))


def stretches(prose: Prose, headed: HeadedItem, statements: Sequence[Statement]) -> Iterator[TaskDraft]:
    """One task per statement of an item, and one of what stands behind the last and demands something."""
    text, item, begin = prose.text, headed.item, headed.item.body
    tail = tail_of(text, statements[-1].end, item.stop)
    nameless = len(statements) == 2 and number_lost(prose.outline, item)
    for number, statement in enumerate(statements):
        piece = trimmed(text, begin, statement.start)
        apart = number > 0 and piece is not None and "\n" in text[begin:piece[0]]
        begin = statement.end
        while begin < item.stop and text[begin] in ",;。":
            begin += 1
        if piece is None:
            continue
        pieces = [piece]
        if tail and len(statements) == 1 and _is_title(text, piece):
            pieces, tail = [piece, tail], None
        draft = headed.draft(pieces, statement)
        if nameless and apart:
            draft = draft._replace(label=None, confidence=CLOSING)
        yield closed(text, draft) if headed.last and number and number == len(statements) - 1 else draft
    if tail and demands_something(text[tail[0]:tail[1]]):
        draft = headed.plain(tail, "text after a statement", CLOSING)._replace(units=())
        yield closed(text, draft, "\n" in text[begin:tail[0]]) if headed.last else draft


def _is_title(text: str, piece: Range) -> bool:
    words = text[slice(*piece)]
    return "。" not in words and len(words) <= (_SHORT_TITLE if "," in words else _LONG_TITLE)
