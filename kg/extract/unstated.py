"""Tasks of items that state no responsibility of their own."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.drafts import Range, TaskDraft
from kg.extract.endings import CLOSING, parted, without_lead_in
from kg.extract.prose import HeadedItem, Prose

_NUMBERED, _TITLED = 0.93, 0.85


def unstated_tasks(prose: Prose, headed: HeadedItem, whole: Range) -> Iterator[TaskDraft]:
    """The task of an item; a paragraph below it that lost its number is one more."""
    whole, nameless = parted(prose.text, prose.outline, headed.item, whole)
    found, confidence = ("unit of the section", _TITLED) if headed.units else ("numbered item", _NUMBERED)
    yield headed.plain(without_lead_in(prose.text, whole), found, confidence)
    if nameless:
        yield headed.plain(nameless, "item that lost its number", CLOSING)._replace(label=None)
