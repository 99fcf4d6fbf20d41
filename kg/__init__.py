"""kg: China's open-government plans as a knowledge graph of disclosure obligations.

    import kg

    library = kg.open(kg.demo_library("kg-demo"))
    lineage = library.trace("江环办〔2021〕50号")

`kg.read(path)` reads one file without a library.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.version import __version__

if TYPE_CHECKING:
    from kg.api import Plans
    from kg.model.extraction import Extraction

__all__ = ["KgError", "__version__", "demo_library", "open", "read"]


def open(path: str | Path) -> Plans:
    """The library at `path`, opened for questions; NoLibrary if there is none."""
    from kg.api import open_library

    return open_library(path)


def demo_library(path: str | Path) -> Path:
    """Builds the bundled plans into a library at `path`; the path, for `open`."""
    from kg.api import demo_library as make

    return make(path)


def read(path: str | Path) -> Extraction:
    """Everything that one file says, without a library; UnreadableInput if it cannot be read."""
    from kg.batch import read_extraction

    return read_extraction(Path(path))
