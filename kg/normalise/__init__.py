"""Reading -> Document: one text, one coordinate system, and the text as rules see it."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from math import ceil
from operator import ne

from kg.errors import UnreadableInput
from kg.model.text import Document, Logical, Reading, Script, Span
from kg.normalise.bars import split_bars
from kg.normalise.characters import simplified
from kg.normalise.commas import split_commas
from kg.normalise.draft import Draft
from kg.normalise.markdown import drop_markdown
from kg.normalise.folds import join_broken_lines, unfold_pages
from kg.normalise.furniture import web_frame
from kg.normalise.gaps import split_gaps
from kg.normalise.head_lines import join_last_head, part_heads
from kg.normalise.keys import mark_keys
from kg.normalise.labelled import join_labels
from kg.normalise.page_marks import drop_page_marks
from kg.normalise.pages import drop_pages
from kg.normalise.pieces import join_pieces
from kg.normalise.quotes import drop_quotes
from kg.normalise.recognised import find_repairs, repaired
from kg.normalise.row_numbers import part_numbers
from kg.normalise.signs import mend_signs
from kg.normalise.spaces import drop_layout_spaces, single_spaced
from kg.normalise.tabbed import join_tabbed
from kg.normalise.tags import drop_strewn, drop_tags
from kg.normalise.wraps import join_wraps, squeeze_breaks

# The share of Han characters that t2s changes: 0.39 in a Traditional text, 0.00 in
# Simplified ones; a few Traditional quotes do not make a text Traditional.
_TRADITIONAL_SHARE = 0.08
_HAN = re.compile("[\u4e00-\u9fff]+")

_STEPS: tuple[Callable[[Draft], Draft], ...] = (
    unfold_pages, join_broken_lines, mark_keys, join_wraps, drop_layout_spaces, squeeze_breaks)


def normalise(reading: Reading) -> Document:
    """The Document of a reading; its `text` is the reading's, to the letter.

    UnreadableInput if nothing is left for rules to see.

    >>> from kg.model.text import Source
    >>> document = normalise(Reading(Source("a.txt", "", "text/plain"), "（國辦發〔2021〕 12 號）"))
    >>> document.logical.text, document.script.value
    ('(国办发〔2021〕12号)', 'Hant')
    """
    plain, folded = simplified(reading.text)
    repairs = find_repairs(folded, reading.places)
    tagless = mend_signs(drop_markdown(drop_tags(drop_strewn(Draft.of(repaired(folded, repairs))))))
    whole = join_pieces(tagless)
    spaced = single_spaced(drop_quotes(split_commas(whole, reading.text)))
    separated = part_heads(part_numbers(join_last_head(spaced)))
    draft = drop_pages(drop_page_marks(separated), reading.text)
    pages = tuple(Span(start, end) for start, end in sorted((*tagless.lost(whole), *separated.lost(draft))))
    draft = split_gaps(join_tabbed(split_bars(join_labels(draft))), reading.text)
    for step in _STEPS:
        draft = step(draft)
    if not draft.text.strip():
        raise UnreadableInput(reading.source.name, "holds nothing but tags and page furniture",
                              "check the file or leave it out")
    logical = Logical(draft.text, tuple(draft.origin))
    return Document(source=reading.source, text=reading.text, logical=logical,
                    script=_script(reading.text, plain), places=reading.places,
                    metadata=reading.metadata, missing=reading.missing,
                    furniture=tuple(logical.span(a, b) for a, b in web_frame(logical.text)), repairs=repairs,
                    pages=pages)


def _script(printed: str, plain: str) -> Script:
    if printed == plain:
        return Script.SIMPLIFIED
    fewest = ceil(sum(map(len, _HAN.findall(printed))) * _TRADITIONAL_SHARE)
    changed = filter(None, map(ne, printed, plain))    # counted no further than it takes
    return Script.TRADITIONAL if fewest and any(islice(changed, fewest - 1, None)) else Script.SIMPLIFIED


def is_furniture(document: Document, span: Span) -> bool:
    """Whether a span touches a web page's head, breadcrumb or foot."""
    return any(span.overlap(frame) for frame in document.furniture)
