"""Cached extractions: JSON files that carry the hash of what they hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from kg import form
from kg.errors import DamagedLibrary
from kg.model.extraction import Extraction

_CACHED = 128
_HEAD = '{"sha256":"%s","extraction":'
_HEAD_LENGTH = len(_HEAD % ("0" * 64))
_TAIL = b"}\n"


def version(rules: str, attached: Sequence[str]) -> str:
    """The version of a reading in the cache: that of the rules, and if files were joined to
    its source as annexes, which, by SHA-256 in their order."""
    if not attached:
        return rules
    return f"{rules}-with-{hashlib.sha256(''.join(attached).encode()).hexdigest()[:16]}"


def version_of(extraction: Extraction, rules: str) -> str:
    """The version under which what some rules read is kept."""
    return version(rules, [one.source.sha256 for one in extraction.attached])


def packed(extraction: Extraction) -> bytes:
    """An extraction as a file of the cache; equal extractions give equal bytes."""
    body = json.dumps(form.to_json(extraction), ensure_ascii=False, separators=(",", ":")).encode()
    return (_HEAD % hashlib.sha256(body).hexdigest()).encode() + body + _TAIL


def unpack(path: Path) -> Extraction:
    """The extraction in a file of the cache; DamagedLibrary if it is not as it was written."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DamagedLibrary(str(path), f"it cannot be read ({error.strerror})") from error
    body = data[_HEAD_LENGTH:-len(_TAIL)]
    if data != (_HEAD % hashlib.sha256(body).hexdigest()).encode() + body + _TAIL:
        raise DamagedLibrary(str(path), "its hash is not the one it was written with")
    return form.from_json(Extraction, json.loads(body))


class Readings:
    """The extractions of a generation by the SHA-256 of their source, loaded when asked for."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = files
        self.load = lru_cache(_CACHED)(self._load)

    def _load(self, source: str) -> Extraction:
        return unpack(self._files[source])
