"""Takes the stars out of a draft by which Markdown sets words in bold."""

from __future__ import annotations

import re

from kg.normalise.draft import Draft

_BOLD = re.compile(r"\*\*(?=[^\s*])[^*\n]*[^\s*]\*\*|\*\*[^\s*]\*\*")


def drop_emphasis(draft: Draft) -> Draft:
    """The draft without the pairs of stars around words; a star that opens a line stays.

    >>> drop_emphasis(Draft.of("**1.公开规划。**及时公布。")).text, drop_emphasis(Draft.of("* 甲**乙")).text
    ('1.公开规划。及时公布。', '* 甲**乙')
    """
    if "*" not in draft.text:       # a single character is looked for far faster than two
        return draft
    return draft.edit(edit for match in _BOLD.finditer(draft.text)
                      for edit in ((match.start(), match.start() + 2, ""), (match.end() - 2, match.end(), "")))
