"""Takes the marks of Markdown out of a draft: the stars around bold words, the # before headings, the > of quotes,
lines of links."""

from __future__ import annotations

import re

from kg.normalise.draft import Draft

_BOLD = re.compile(r"\*\*(?=[^\s*])[^*\n]*(?:\n[^*\n]+)?(?<=[^\s*])\*\*")     # a line may break off in bold words
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?=\S)", re.M)
_QUOTE = re.compile(r"^> ?(?=[^\s>])", re.M)
_LINKS = re.compile(r"^(?:[ |]*\[[^\[\]\n]{1,80}\]\((?:https?:|/|\.)[^()\n]*\))+[ |]*$", re.M)
_TABLE_RULE = re.compile(r"\|[ :]*-{3,}[ :]*\|")        # without one a > may be that of a page's path


def drop_markdown(draft: Draft) -> Draft:
    """The draft without lines of nothing but links, the pairs of stars around words, the # before headings and, beside
    a table in bars, the > before quotes; a star that opens a line stays.

    >>> drop_markdown(Draft.of("**1.公开规划。**及时公布。")).text, drop_markdown(Draft.of("* 甲**乙")).text
    ('1.公开规划。及时公布。', '* 甲**乙')
    >>> drop_markdown(Draft.of("|**责任单\\n位**|")).text
    '|责任单\\n位|'
    >>> drop_markdown(Draft.of("公开。\\n[解读](/a.html) | [下载](/b.pdf)")).text
    '公开。\\n'
    >>> drop_markdown(Draft.of("## 一、总体要求\\n#甲局、乙局")).text
    '一、总体要求\\n#甲局、乙局'
    """
    if "](" in draft.text:
        draft = draft.edit((*match.span(), "") for match in _LINKS.finditer(draft.text))
    if "*" in draft.text:       # a single character is looked for far faster than two
        draft = draft.edit(edit for match in _BOLD.finditer(draft.text)
                           for edit in ((match.start(), match.start() + 2, ""), (match.end() - 2, match.end(), "")))
    if "#" in draft.text:
        draft = draft.edit((*match.span(), "") for match in _HEADING.finditer(draft.text))
    quoting = "> " in draft.text and _TABLE_RULE.search(draft.text) is not None
    return draft.edit((*match.span(), "") for match in _QUOTE.finditer(draft.text)) if quoting else draft
