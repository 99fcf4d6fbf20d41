"""What scoring yields: counts of right, missing and extra records, and each miss in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.model.text import Span

# The order in which figures are shown.
FIGURES = ("citations", "relation", "citation-issuer", "tasks@0.5", "tasks@0.85", "label", "headings",
           "units", "times", "head", "notice-title", "region", "recipients")


@dataclass(frozen=True, slots=True)
class Count:
    """How many records were right, how many missing, how many extra.

    >>> Count(8, 2, 0).f1, Count(0, 0, 0).f1
    (0.8888888888888888, 1.0)
    """

    right: int = 0
    missing: int = 0
    extra: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.missing + other.missing, self.extra + other.extra)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 if nothing was found."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        """The share of what was expected that was found; 1 if nothing was expected."""
        return self.right / (self.right + self.missing) if self.right + self.missing else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 if there was nothing to find."""
        total = 2 * self.right + self.missing + self.extra
        return 2 * self.right / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Miss:
    """A record that is not right: `expected` is None if extra, `found` None if missing."""

    figure: str
    expected: str | None
    found: str | None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of one document, or of several added up."""

    document: str
    counts: tuple[tuple[str, Count], ...]
    misses: tuple[Miss, ...]

    def count(self, figure: str) -> Count:
        """One figure; an empty Count if it was not scored."""
        return dict(self.counts).get(figure, Count())


def total(scores: Iterable[Score], name: str = "total") -> Score:
    """The figures of several documents added up, misses left out."""
    counts = {figure: Count() for figure in FIGURES}
    for one in scores:
        for figure, count in one.counts:
            counts[figure] += count
    return Score(name, tuple(counts.items()), ())
