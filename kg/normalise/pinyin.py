"""Readings that some copied pages print behind single characters: 辦(bàn)公(gōng)."""

from __future__ import annotations

import re

from kg.normalise.draft import Draft

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_TONELESS = "de|le|men|zi|zhe|me|ma|ba|ne"
_READING = re.compile(rf"(?<=[\u3400-\u9fff])"
                      rf"\((?:(?=[a-zü]{{0,5}}[{_TONED}])[a-zü{_TONED}]{{1,6}}|(?P<toneless>{_TONELESS}))\)")
_FEWEST = 2


def drop_pinyin(draft: Draft) -> Draft:
    """The draft without readings in brackets; those without a tone go where others have one.

    >>> drop_pinyin(Draft.of("各鄉(xiāng)(鎮(zhèn))要在政府的(de)網站公開(kāi)")).text
    '各鄉(鎮)要在政府的網站公開'
    """
    found = list(_READING.finditer(draft.text)) if any(vowel in draft.text for vowel in _TONED) else []
    if sum(match["toneless"] is None for match in found) < _FEWEST:
        return draft
    return draft.edit((*match.span(), "") for match in found)
