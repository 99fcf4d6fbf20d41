"""Takes HTML debris and table rules out of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import tables
from kg.normalise.draft import Draft, Edit


def drop_tags(draft: Draft) -> Draft:
    """The draft without tags; a tag that ends a paragraph leaves a line break behind
    unless a cell border or a line end follows it anyway."""
    if "<" not in draft.text and "&" not in draft.text and "-->" not in draft.text:
        return draft
    return draft.edit(_tags(draft.text))


def _tags(text: str) -> Iterator[Edit]:
    rules = tables.patterns("furniture_patterns")
    breaking = rules["tag_break"].regex
    followed = re.compile(r"[ ]*(?:[\n\t]|$)")
    for match in rules["tag"].regex.finditer(text):
        tag = match[0]
        keeps = breaking.fullmatch(tag) and not followed.match(text, match.end()) and match.start() \
            and text[match.start() - 1] not in "\n\t>"
        cell = tag.lower() in ("</td>", "</th>")
        yield match.start(), match.end(), "\t" if cell else "\n" if keeps else ""
