"""How much of a text was taken over from another, letter by letter."""

from __future__ import annotations

from difflib import SequenceMatcher

_SHORTEST = 5


def reuse(text: str, source: str) -> float:
    """The share of a text's characters that stand in runs of five or more found in `source`.

    >>> reuse("及时公开预算决算信息", "积极公开预算决算信息")
    0.8
    """
    if not text:
        return 0.0
    blocks = SequenceMatcher(None, text, source, autojunk=False).get_matching_blocks()
    return round(sum(block.size for block in blocks if block.size >= _SHORTEST) / len(text), 4)
