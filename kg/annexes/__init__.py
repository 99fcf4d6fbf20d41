"""A notice and its annexes in files of their own, brought together into one document.

Offices publish the notice as a page and the plan as an attached file. `arrange` tells
which files belong together, by link, number or title, and which only might; `joined` reads
such a notice and its annexes as one text, in which each file keeps its place.
"""

from __future__ import annotations

from kg.annexes.belonging import Arrangement, Bundle, arrange
from kg.annexes.joining import joined

__all__ = ["Arrangement", "Bundle", "arrange", "joined"]
