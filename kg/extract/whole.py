"""A document whose requirements are whole: without what layout put between the pieces of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.drafts import Range, TaskDraft
from kg.model.text import Document, Logical

_LONGEST = 400
_TOLD = frozenset("《〔")                  # what cites documents, which must not be lost


def with_whole_tasks(document: Document, drafts: Sequence[TaskDraft]) -> Document:
    """The document, its logical text without the cells that stand between the lines of a requirement, and the heads
    of a table that a page repeats there: what they cut in two is one in it."""
    gaps = list(_gaps(document.logical.text, drafts))
    if not gaps:
        return document
    text, origin = document.logical.text, document.logical.origin
    kept = [*zip([0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(text)])]
    offsets: list[int] = []
    for a, b in kept:
        offsets += origin[a:b]
    return replace(document, logical=Logical("".join([text[a:b] for a, b in kept]), tuple(offsets)))


def _gaps(text: str, drafts: Sequence[TaskDraft]) -> Iterator[Range]:
    """What stands between the pieces of requirements, in order, none overlapping another."""
    last = 0
    pairs = sorted([(before[1], after[0]) for draft in drafts if len(draft.pieces) > 1
                    for before, after in zip(draft.pieces, draft.pieces[1:])])
    for start, end in pairs:
        if last <= start < end <= start + _LONGEST and _TOLD.isdisjoint(text[start:end]):
            yield start, end
            last = end
