"""Every mention of a document by 《title》 and/or number, and how it is spoken of."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model.extraction import Citation, Header, Part, Task
from kg.model.text import Document


def find_citations(document: Document, header: Header, parts: Sequence[Part] = (),
                   tasks: Sequence[Task] = ()) -> tuple[Citation, ...]:
    """The citations of a document in reading order; those inside a task carry its id."""
    return ()
