"""How an item ends: text behind its statement, a closing paragraph, a lost number, a lead to a list."""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.extract.demanding import demands_something, explains
from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.headings import LONGEST_TITLE, rule
from kg.model.outline import Item, Outline

CLOSING = 0.8               # how sure a task is that begins without a number
_LEAST_TAIL = 10
_LEAST_ITEM = 20
_CHAPTER = 2                # paragraphs below the title of a chapter that one more belongs to
_STOPS = re.compile("[,。;:]")


def tail_of(text: str, start: int, stop: int) -> Range | None:
    """What follows an item's last statement, if it is long or demands something."""
    tail = trimmed(text, start, stop, " \n\t。;,、")
    if tail is None or (tail[1] - tail[0] < _LEAST_TAIL and not demands_something(text[slice(*tail)])):
        return None
    end = tail[1]
    return tail[0], end + 1 if end < stop and text[end] in "。;" else end


def closed(text: str, draft: TaskDraft, apart: bool = False) -> TaskDraft:
    """The last draft of a plan, without its number if it speaks of the plan as a whole.

    It does if it addresses everybody, or stands `apart` in a paragraph behind the last statement.
    """
    start, stop = draft.pieces[0]
    if not apart and not rule("closing").match(text[start:stop]):
        return draft
    return of_the_whole(text, draft, apart)


def of_the_whole(text: str, draft: TaskDraft, apart: bool = False) -> TaskDraft:
    """A draft that speaks of the plan as a whole: without number, and without headings unless it stands
    in a chapter about seeing the plan through."""
    kept = not apart and any(rule("seeing_through").search(text[a:b]) for a, b in draft.headings)
    return draft._replace(label=None, headings=draft.headings if kept else (), confidence=CLOSING,
                   pieces=tuple(_demand_of(text, piece) for piece in draft.pieces))


def _demand_of(text: str, closing: Range) -> Range:
    """Closing paragraphs from behind a first sentence that only praises or asks everybody for an attitude,
    without last ones about when the document takes effect."""
    begin, stop = closing[0], _above_effect(text, closing)
    sentence_end = text.find("。", begin, stop) + 1
    sentence = text[begin:sentence_end]
    if rule("appeal").match(sentence) and not rule("concrete").search(sentence):
        begin = sentence_end
    return trimmed(text, begin, stop) or closing


def _above_effect(text: str, whole: Range) -> int:
    """Where a stretch ends without its last paragraphs and sentences about when the document takes effect."""
    begin, stop = whole
    while (break_at := text.rfind("\n", begin, stop)) > 0 and explains(text[break_at + 1:stop]):
        stop = break_at
    while (end := text.rfind("。", begin, stop - 1) + 1) > begin and rule("effect").match(text[end:stop].lstrip()):
        stop = end
    return stop


def without_closing(text: str, whole: Range) -> tuple[Range, Range | None]:
    """The last item of a plan and the paragraphs below it that speak of the plan as a whole."""
    begin, stop = whole
    closing = None
    while (break_at := text.rfind("\n", begin, stop)) - begin > _LEAST_ITEM \
            and (rule("closing").match(text[break_at + 1:stop]) or explains(text[break_at + 1:stop])):
        stop, closing = break_at, (break_at + 1, whole[1])
    rest = trimmed(text, begin, stop) or whole
    if closing and _is_chapter(text, rest):
        return trimmed(text, begin, _above_effect(text, whole)) or whole, None
    return (rest[0], _above_effect(text, rest)), closing


def _is_chapter(text: str, whole: Range) -> bool:
    """Whether an item is a title over several paragraphs, which one more below them belongs to."""
    title = text.find("\n", *whole)
    return 0 <= title - whole[0] <= LONGEST_TITLE and not _STOPS.search(text, whole[0], title) \
        and text.count("\n", title, whole[1]) >= _CHAPTER


def number_lost(outline: Outline, item: Item) -> bool:
    """Whether the number between an item and the next of its kind is missing."""
    at = bisect_left(outline.items, item.stop, key=lambda other: other.start)
    following = outline.items[at] if at < len(outline.items) else None
    return following is not None and following.mark.style is item.mark.style \
        and following.mark.value - item.mark.value == 2


def parted(text: str, outline: Outline, item: Item, whole: Range) -> tuple[Range, Range | None]:
    """An item, and the one paragraph below it where the number between it and the next is lost."""
    lost = text.count("\n", *whole) == 1 and number_lost(outline, item)
    break_at = text.find("\n", *whole) if lost else -1
    nameless = trimmed(text, break_at + 1, whole[1]) if lost else None
    if nameless is None or not demands_something(text[slice(*nameless)]):
        return whole, None
    return trimmed(text, whole[0], break_at) or whole, nameless


def without_lead_in(text: str, whole: Range) -> Range:
    """An item without a last sentence that leads to a list that follows (主要任务如下：)."""
    if text[whole[1] - 1] != ":":
        return whole
    stop = max(text.rfind("。", *whole), text.rfind("\n", *whole)) + 1
    return trimmed(text, whole[0], stop) or whole if stop > whole[0] else whole
