"""Where the title of an item ends and its text begins, and which titles stand above an item."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from kg import tables
from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.model.extraction import PartKind
from kg.model.outline import Item, Outline, Section, Style
from kg.numerals import read_numeral

LONGEST_TITLE = 45
_SHORTEST_TITLE, _SHORT_TITLE = 4, 20
_LEAST_BEFORE_SPACE = 2
_NOT_NUMBER = re.compile("[^一二三四五六七八九十百0-9]")
_GOES_ON = re.compile("[,:]")
_SENTENCE = re.compile("[,:;]|。.")
_MERE_NUMBERS = frozenset({Style.HAN, Style.BRACKET_HAN, Style.DIGIT, Style.BRACKET_DIGIT})   # no months or stages


@cache
def rule(name: str) -> re.Pattern[str]:
    """The compiled pattern of that name in task_patterns.toml."""
    return tables.patterns("task_patterns")[name].regex


def headings_above(text: str, outline: Outline) -> Sequence[tuple[Range, ...]]:
    """The headings above each item, outermost first; a number with nothing but a list behind it heads none."""
    plans = _plan_titles(outline)
    found: list[tuple[Range, ...]] = []
    titles: dict[int, Range] = {}
    chapter: tuple[Range, ...] = ()     # the title without a number that the last items from one on stand below
    for item in outline.items:
        if item.parent is None:
            chapter = _bare_title(text, item) if item.mark.value == 1 else chapter
            found.append((*plans.get(item.part, ()), *chapter))
            continue
        if item.parent not in titles:
            titles[item.parent] = heading(text, outline, item.parent)
        above, title = outline.items[item.parent], titles[item.parent]
        bare = title[1] <= above.body and above.mark.style in _MERE_NUMBERS
        found.append(found[item.parent] if bare else (*found[item.parent], title))
    return found


def _bare_title(text: str, item: Item) -> tuple[Range, ...]:
    """The title without a number of a chapter on a line right above its first item; none if there is none."""
    end = max(item.start - 1, 0)
    title = trimmed(text, text.rfind("\n", 0, end) + 1, end)
    return (title,) if title and rule("bare_chapter").match(text[slice(*title)]) else ()


def _plan_titles(outline: Outline) -> dict[int, tuple[Range, ...]]:
    """The plan titles that head their tasks: where several parts number anew."""
    first: dict[int, Style] = {}
    for item in outline.items:
        if item.parent is None and outline.sections[item.part].kind is not PartKind.NOTICE:
            first.setdefault(item.part, item.mark.style)
    used = Counter(first.values())
    return {part: (title,) for part, style in first.items()
            if used[style] > 1 and (title := outline.sections[part].title) is not None}


def below_plan_titles(text: str, drafts: Sequence[TaskDraft], sections: Sequence[Section]) -> list[TaskDraft]:
    """The tasks, those of plans below the plan's title where several in one file number their tasks anew.

    They do if a number stands in several, or if several begin at one that do not divide the tasks of another. Annexes
    of the only plan do not.
    """
    counted = {(draft.part, draft.label) for draft in drafts
               if draft.label and sections[draft.part].kind is not PartKind.NOTICE}
    parts = {part for part, _ in counted}
    if len({draft.part for draft in drafts}) < 2 or [sections[part].kind for part in parts].count(PartKind.PLAN) == 1:
        return [_without_plan_title(draft, sections) for draft in drafts]
    if len(parts) < 2:
        return list(drafts)
    plans = Counter(label for _, label in counted)
    titles = {part: title for part in parts if (title := sections[part].title)}
    divides = tables.patterns("outline_patterns")["dividing_title"].regex
    opening = {part for part, label in counted
               if part in titles and _is_one(label) and not divides.search(text[slice(*titles[part])])}
    anew = {part: titles[part] for part, label in counted
            if part in titles and (plans[label] > 1 or (part in opening and len(opening) > 1))}
    return [draft._replace(headings=(anew[draft.part], *draft.headings))
            if draft.part in anew and draft.headings[:1] != (anew[draft.part],) else draft for draft in drafts]


def _without_plan_title(draft: TaskDraft, sections: Sequence[Section]) -> TaskDraft:
    """A task without the title of its plan, as where the annexes number anew and set no tasks."""
    title = sections[draft.part].title
    return draft._replace(headings=draft.headings[1:]) if title and draft.headings[:1] == (title,) else draft


def _is_one(label: str) -> bool:
    """Whether a label counts one, whatever its form: 1, (一), 第一条."""
    return read_numeral(_NOT_NUMBER.sub("", label)) == 1


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
    space = text.find(" ", item.body + _LEAST_BEFORE_SPACE, min(stop, item.body + LONGEST_TITLE))
    run_on = space >= 0 and _SENTENCE.search(text, space, stop) is not None
    if run_on and space - item.body <= _SHORT_TITLE:
        return space
    sentence = text.find("。", item.body, stop)
    known = tables.patterns("outline_patterns")["section_title"].regex.match(text, item.body, stop)
    if known and (sentence >= 0 or _GOES_ON.search(text, known.end(), stop)):
        return known.end()
    goal = tables.patterns("outline_patterns")["goal_glued"].regex.search(
        text, item.body + _SHORTEST_TITLE, min(stop, item.body + LONGEST_TITLE))
    if goal:
        return goal.start()
    alone = sentence < 0 or sentence + 1 == stop
    lined = text[stop:stop + 1] == "\n" and _SENTENCE.search(text, item.body, stop) is None
    if alone and not run_on and (lined or stop - item.body <= LONGEST_TITLE):
        return stop
    stop = space if run_on else stop if sentence < 0 else sentence + 1
    glued = tables.patterns("outline_patterns")["opening"].regex.search(
        text, item.body + _SHORTEST_TITLE, min(stop, item.body + LONGEST_TITLE))
    return glued.start() if glued and text[glued.start() - 1] != "," else stop      # no title ends in a comma
