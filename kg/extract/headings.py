"""Where the title of an item ends and its text begins, and which titles frame a plan."""

from __future__ import annotations

import re
from functools import cache

from kg import tables
from kg.extract.drafts import Range, trimmed
from kg.model.outline import Item, Outline

_LONGEST_TITLE = 45
_SHORTEST_TITLE, _SHORT_TITLE = 4, 20
_LEAST_BEFORE_SPACE = 2
_FRAME_TITLE = 120
_SENTENCE = re.compile("[,:;]|。.")
_STOPS = re.compile(r"[。,;:!?\n]")
_TITLED = re.compile(r"[。\n]\s*[^\s。]")


@cache
def rule(name: str) -> re.Pattern[str]:
    """The compiled pattern of that name in task_patterns.toml."""
    return tables.patterns("task_patterns")[name].regex


def heading(text: str, outline: Outline, index: int) -> Range:
    """The range of an item's heading, its number included, without its text.

    The heading ends with its line, before its first child, at a full stop, or where a
    sentence begins that was glued to it.
    """
    item = outline.items[index]
    children = outline.children(index)
    stop = outline.items[children[0]].start if children else item.stop
    line = text.find("\n", item.body, stop)
    stop = line if line >= 0 else stop
    tab = text.find("\t", item.body, stop)
    stop = tab if tab >= 0 else stop
    return trimmed(text, item.start, _title_stop(text, item, stop)) or (item.start, item.body)


def _title_stop(text: str, item: Item, stop: int) -> int:
    """Where a title ends: at the space before a sentence that was run on, at its own stop,
    or where a sentence begins that was glued to it."""
    space = text.find(" ", item.body + _LEAST_BEFORE_SPACE, min(stop, item.body + _LONGEST_TITLE))
    run_on = space >= 0 and _SENTENCE.search(text, space, stop) is not None
    if run_on and space - item.body <= _SHORT_TITLE:
        return space
    sentence = text.find("。", item.body, stop)
    alone = sentence < 0 or sentence + 1 == stop
    if alone and not run_on and stop - item.body <= _LONGEST_TITLE:
        return stop
    stop = space if run_on else stop if sentence < 0 else sentence + 1
    glued = tables.patterns("outline_patterns")["opening"].regex.search(
        text, item.body + _SHORTEST_TITLE, min(stop, item.body + _LONGEST_TITLE))
    return glued.start() if glued else stop


def title(text: str, item: Item) -> str:
    """The words after the number up to the first stop or line end."""
    stop = min((at for mark in "。\n:;" if (at := text.find(mark, item.body, item.stop)) >= 0),
               default=item.stop)
    return text[item.body:min(stop, item.body + 80)].strip()


def is_frame(text: str, outline: Outline, index: int) -> bool:
    """Whether an item or one that it stands under is about aims and scope, not about duties."""
    at: int | None = index
    while at is not None:
        item = outline.items[at]
        children = outline.children(at)
        stop = outline.items[children[0]].start if children else item.stop
        words = re.split(r"[\n。 :]", text[item.body:min(stop, item.body + _FRAME_TITLE)].strip(), maxsplit=1)[0]
        if item.parent is None and rule("attitude_title").search(words):
            return True
        if rule("frame_title").search(words) or rule("frame_prefix").search(words):
            return True
        at = item.parent
    return False


def is_bare_title(text: str, outline: Outline, index: int) -> bool:
    """Whether an item is a title with nothing below it, printed again right behind it or where
    the items beside it have text or items."""
    item = outline.items[index]
    if item.stop - item.body > _LONGEST_TITLE or _STOPS.search(text[item.body:item.stop].strip()):
        return False
    if _stands_again(text, outline, index):
        return True
    if item.parent is None:
        return False
    beside = [other for other in outline.children(item.parent) if other != index]
    return bool(beside) and all(_has_text(text, outline, other) for other in beside)


def _stands_again(text: str, outline: Outline, index: int) -> bool:
    """Whether the next item has the same number and begins with the same words."""
    item, following = outline.items[index], outline.items[index + 1:index + 2]
    words = text[item.body:item.stop].strip()
    return any(again.mark.style is item.mark.style and again.mark.value == item.mark.value
               and text.startswith(words, again.body) for again in following)


def _has_text(text: str, outline: Outline, index: int) -> bool:
    """Whether something stands below the title of an item."""
    item = outline.items[index]
    return bool(outline.children(index)) or _TITLED.search(text, item.body, item.stop) is not None


def demands_something(text: str) -> bool:
    """Whether a stretch says that something is to be done."""
    return not explains(text) and rule("demand").search(text.strip()) is not None


def explains(text: str) -> bool:
    """Whether a stretch says what a word means or when the document takes effect."""
    stripped = text.strip()
    return rule("definition").search(stripped) is not None or rule("effect").search(stripped) is not None
