"""Items that frame a plan: why and whither, and titles with nothing below them."""

from __future__ import annotations

import re

from kg.extract.demanding import demands_something
from kg.extract.headings import LONGEST_TITLE, heading, rule
from kg.model.outline import Item, Outline

_FRAME_TITLE = 120
_TITLE_END = re.compile(r"[\n。 :]")
_STOPS = re.compile(r"[。,;:!?\n]")
_STAGES = re.compile(r"(?:^|(?<=[;。\n]))[ \n]{0,4}[^;。,:\n()]{2,16}(?:阶段)?\([^()]{3,24}\)(?:[;。]|$)")
_STAGE_ALONE = re.compile(r"[^;。,:\n()]{2,16}阶段\([^()]{3,24}\)[;。]?")
_TITLED = re.compile(r"[。\n]\s*[^\s。]")


def is_frame(text: str, outline: Outline, index: int) -> bool:
    """Whether an item or one that it stands under is about aims and scope, not about duties."""
    at: int | None = index
    while at is not None:
        item = outline.items[at]
        children = outline.children(at)
        stop = outline.items[children[0]].start if children else item.stop
        words = text[item.body:min(stop, item.body + _FRAME_TITLE)].strip()
        if end := _TITLE_END.search(words):
            words = words[:end.start()]
        if item.parent is None and rule("attitude_title").match(words):
            return True
        if at == index and (_says_aims(text, outline, item) or _names_goals(words, outline, index)):
            return True
        if at == index and not children and _is_stages(text[item.body:stop]):
            return True
        if rule("frame_title").search(words) or rule("frame_prefix").match(words):
            article = outline.items[index]
            if at == article.parent and rule("general_chapter").match(words):
                return rule("general_duty").search(text, article.body, article.stop) is None
            return at != index or not _demands_by_its_time(words, text[item.body:stop])
        at = item.parent
    return False


def _says_aims(text: str, outline: Outline, item: Item) -> bool:
    """Whether an item below a title of aims begins as aims do (以…为主线，以…为动力)."""
    if item.parent is None or not rule("aim").match(text[item.body:item.stop]):
        return False
    return rule("aims_title").search(text[slice(*heading(text, outline, item.parent))]) is not None


def _names_goals(title: str, outline: Outline, index: int) -> bool:
    """Whether a chapter without items says by its title how far work is to come (目标任务), not what it is."""
    return outline.items[index].parent is None and not outline.children(index) \
        and rule("goals_title").match(title) is not None


def _is_stages(text: str) -> bool:
    """Whether an item is a stage with its dates, or nothing stands below a title that says when but stages with theirs
    (动员阶段(3月);自查阶段(4月)。)."""
    if _STAGE_ALONE.fullmatch(text.strip()):
        return True
    title, _, below = text.strip().partition("\n")
    return rule("when_title").search(title) is not None and below != "" and not _STAGES.sub("", below).strip()


def _demands_by_its_time(title: str, text: str) -> bool:
    """Whether a title that says when or what for (活动时间, 明确范围) has more below it than that."""
    return rule("when_title").search(title) is not None and demands_something(text.strip().removeprefix(title))


def is_bare_title(text: str, outline: Outline, index: int) -> bool:
    """Whether an item is a title with nothing below it, printed again right behind it or where
    the items beside it have text or items."""
    item = outline.items[index]
    if item.stop - item.body > LONGEST_TITLE or _STOPS.search(text[item.body:item.stop].strip()):
        return False
    if _stands_again(text, outline, index):
        return True
    if item.parent is None:
        return index == len(outline.items) - 1 and _tops_have_items(outline, index)
    beside = [other for other in outline.children(item.parent) if other != index]
    return bool(beside) and all(_has_text(text, outline, other) for other in beside)


def _tops_have_items(outline: Outline, index: int) -> bool:
    """Whether all chapters beside the last one of a text have items, or what stands before it are items
    of a chapter whose title was cut off, so that the text breaks off behind a title."""
    last = outline.items[index]
    beside = [other for other, item in enumerate(outline.items[:index])
              if item.parent is None and item.part == last.part]
    return bool(beside) and all(outline.children(other) or outline.items[other].mark.style is not last.mark.style
                                for other in beside)


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
