"""How much of a text was taken over from another, letter by letter."""

from __future__ import annotations

_RUN = 5


def reuse(text: str, source: str) -> float:
    """The share of a text's characters that stand in runs of five or more found in `source`.

    >>> reuse("及时公开预算决算信息", "积极公开预算决算信息")
    0.8
    """
    known = {source[i : i + _RUN] for i in range(len(source) - _RUN + 1)}
    covered = end = 0
    for start in range(len(text) - _RUN + 1):
        if text[start : start + _RUN] in known:
            covered += start + _RUN - max(start, end)
            end = start + _RUN
    return round(covered / len(text), 4) if text else 0.0
