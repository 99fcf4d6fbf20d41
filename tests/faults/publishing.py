"""Publishes the small library at a path; run as a process of its own, to be killed."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from graphs import extractions, links

from kg.graph.library import Library

if __name__ == "__main__":
    library = Library.create_or_open(Path(sys.argv[1]))
    with library.writing() as writer:
        for extraction in extractions().values():
            writer.keep_source(extraction.text.encode())
        writer.publish(links(), extractions(), "1")
