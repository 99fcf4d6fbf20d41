"""Hand-made answers and the texts that they are about."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg.errors import UnreadableInput
from kg.form import from_public
from kg.model.extraction import Extraction
from kg.model.text import Source, Span
from kg.readers.text import decode


@dataclass(frozen=True, slots=True)
class Answer:
    """A hand-made answer, the file that it is about, and what of it nobody annotated."""

    path: Path
    text_path: Path
    extraction: Extraction
    furniture: tuple[Span, ...]


def load_answer(path: Path, texts: Path) -> Answer:
    """The answer in the JSON file `path` about a file of the folder `texts`.

    UnreadableInput if it is not an answer in the guide's form or its text is not there; SpanError where
    an offset does not fit.
    """
    try:
        values = json.loads(path.read_text("utf-8"))
        text_path = texts / values["file"]
        data = text_path.read_bytes()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableInput(str(path), f"is not an answer with its text in {texts} ({error})",
                              "name the folder that holds the answered files") from error
    text = decode(data, str(text_path))
    source = Source(text_path.name, sha256(data).hexdigest(), "text/plain")
    try:
        return Answer(path, text_path, from_public(values, text, source),
                      tuple(Span(start, end) for start, end in values.get("furniture", ())))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        said = f"lacks {error}" if isinstance(error, KeyError) else f"is not in the form of an answer ({error})"
        raise UnreadableInput(str(path), said, "data/gold/GUIDE.md tells the form") from error


def digest_of(answers: Sequence[Answer]) -> str:
    """The sha256 of the answer files, in the order of their names."""
    whole = sha256()
    for answer in sorted(answers, key=lambda answer: answer.path.name):
        whole.update(answer.path.read_bytes())
    return whole.hexdigest()
