"""Which of the offered media types an Accept header wants (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence


def negotiate(accept: str | None, offered: Sequence[str]) -> str | None:
    """The offered type that `accept` likes best; the first offered where it does not care,
    None where it wants none of them.

    >>> negotiate("text/csv;q=0.5, application/*", ("text/csv", "application/json"))
    'application/json'
    >>> negotiate("image/png", ("text/csv",)) is None
    True
    """
    if not accept or not accept.strip():
        return offered[0]
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    liked = [(_quality(kind, ranges), -place, kind) for place, kind in enumerate(offered)]
    quality, _, best = max(liked)
    return best if quality > 0 else None


def _range(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip() for piece in part.split(";"))
    weights = [parameter[2:] for parameter in parameters if parameter.startswith("q=")]
    try:
        return kind.lower(), min(1.0, max(0.0, float(weights[0]))) if weights else 1.0
    except ValueError:
        return kind.lower(), 0.0


def _quality(kind: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The weight of the most specific range that fits."""
    family = kind.partition("/")[0]
    for pattern in (kind, f"{family}/*", "*/*"):
        weights = [weight for wanted, weight in ranges if wanted == pattern]
        if weights:
            return max(weights)
    return 0.0
