"""One-to-one changes of characters: script and width. Lengths never change."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from kg import tables

if TYPE_CHECKING:
    from opencc import OpenCC

_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\u1680"
_UNSEEN = "\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"     # of no width, or that only tell where a line may end
ZERO_WIDTH = "\u200b"
_BREAKS = "\r\f\v\u0085\u2028\u2029"
_TWINS = {"［": "[", "］": "]", "∶": ":", "︰": ":", "─": "—", "━": "—", "―": "—", "－": "-", "−": "-", "‐": "-", "‑": "-",
          "～": "~", "「": "“", "」": "”", "『": "‘", "』": "’", "〝": "“", "〞": "”", "｢": "“", "｣": "”", "｡": "。",
          "､": "、", "｜": "|", "│": "|", "┃": "|", "║": "|", "═": "—", "〖": "【", "〗": "】"}
_SET_DOWN = (*range(0xFE10, 0xFE1A), *range(0xFE30, 0xFE50))     # signs as they stand in lines that run downwards
_SMALL = range(0xFE50, 0xFE70)
_VARIANTS = {"陜": "陕", "巿": "市", "衞": "卫", "敍": "叙"}    # printed for 陝 市 衛 敘; OpenCC leaves them alone

# What OpenCC changes only in some words (答覆, 藉口, 毛坏), and those of two that are common in others (覆盖, 破坏).
_IN_WORDS = "哩坏沈瞭甦藉衹覆"
_IN_THESE_WORDS = "(?:(?<![坏覆])|(?<=[捏毛土打陶拉一]坏)|(?<=坏)(?=[土子布])|" \
                  "(?<=[回答批拜重反函示明申]覆)|(?<=覆)(?=[墓按文校信呈命]))"


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC
    return OpenCC("t2s")


@cache
def _converted() -> str:
    """The characters that OpenCC changes, as a class of a pattern holds them."""
    characters = [chr(code) for code in (*range(0x3400, 0xA000), *range(0xF900, 0xFB00))]
    converted = _converter().convert("\n".join(characters)).split("\n")
    changed = (old for old, new in zip(characters, converted, strict=True) if old != new)
    return f"{''.join(changed)}{_IN_WORDS}\U00020000-\U0003ffff"


@cache
def _convertible() -> re.Pattern[str]:
    """What a text holds that OpenCC changes: most texts hold none, which costs far less to see than converting."""
    return re.compile(f"[{_converted()}]{_IN_THESE_WORDS}")


def simplify(text: str) -> str:
    """The text in Simplified characters, one for one.

    A conversion that changed the length of a paragraph is not used for it.

    >>> simplify("資訊公開"), simplify("答覆")
    ('资讯公开', '答复')
    """
    if _convertible().search(text) is None:
        return text
    converted: str = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    lines = text.split("\n")
    changed = [_converter().convert(line) for line in lines]
    return "\n".join(new if len(new) == len(old) else old for old, new in zip(lines, changed))


@cache
def _folding() -> dict[str, str]:
    wide = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    doubles = {chr(code): _TWINS.get(form, form) for code in (*range(0xF900, 0xFB00), *_SET_DOWN, *_SMALL)
               if len(form := unicodedata.normalize("NFKC", chr(code))) == 1}
    radicals = {row["radical"]: simplify(row["character"]) for row in tables.rows("radicals")}
    table = wide | doubles | radicals | dict.fromkeys(_SPACES, " ") | dict.fromkeys(_BREAKS, "\n") \
        | dict.fromkeys(_UNSEEN, ZERO_WIDTH) | _TWINS | _VARIANTS
    return {character: twin for character, twin in table.items() if character != twin}


@cache
def _either() -> re.Pattern[str]:
    return re.compile(f"[{_converted()}{re.escape(''.join(_folding()))}]{_IN_THESE_WORDS}")


def simplified(text: str) -> tuple[str, str]:
    """The text in Simplified characters, and that in half width too: most texts are looked through once for both.

    >>> simplified("資訊（公開）"), simplified("（12）")
    (('资讯（公开）', '资讯(公开)'), ('（12）', '(12)'))
    """
    folded = _without_returns(text)
    found = _either().search(folded)
    while found:
        twin = _folding().get(found[0])
        if twin is None or _convertible().match(found[0]):
            return (plain := simplify(text)), fold(plain)
        folded = folded.replace(found[0], twin)
        found = _either().search(folded, found.end())
    return text, folded


def _without_returns(text: str) -> str:
    return text.replace("\r\n", " \n") if "\r" in text else text   # one character is looked for faster than two


def fold(text: str) -> str:
    """The text in half-width digits, letters and punctuation, one for one.

    Line ends become one newline and spaces: the second half of CR LF becomes a space
    that layout rules drop. No NFKC: … stays one character, ① keeps its circle.

    >>> fold("（１２）：㈠…")
    '(12):㈠…'
    """
    folded = _without_returns(text)
    for character in _folding().keys() & set(folded):   # no twin is folded in turn
        folded = folded.replace(character, _folding()[character])
    return folded
