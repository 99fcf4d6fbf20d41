"""Reading in a child process, with limits of time and memory.

A parser of a binary format can hang, fill the memory or crash on a hostile file. It runs in
a process of its own, which gets the bytes, may not write files, and answers with a Reading
or a refusal as JSON. Whatever happens to the child, the parent gets one of the two.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from typing import Any, BinaryIO

from kg.errors import MissingExtra, UnreadableInput
from kg.model.text import Place, Reading, Source, Span
from kg.readers.layout import Region

_MEBIBYTE = 2**20
_LONGEST_TEXT = 16 * _MEBIBYTE
_ENTRY = "from kg.readers.child import main; main()"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader may use: seconds of work, mebibytes of address space, seconds in all.

    A reader that knows that it needs more, to recognise pictures, asks by `widen`.
    """

    seconds: int = 60
    memory: int = 1536
    patience: int = 1800


def read_in_child(reader: str, data: bytes, source: Source, limits: Limits) -> Reading:
    """What the function `reader` (“docx.read_docx”) makes of `data`.

    UnreadableInput as the reader raises it, or if it runs into a limit or crashes.
    """
    return _reading(_asked({"reader": reader}, data, source, limits), source)


def draw_in_child(data: bytes, source: Source, region: Region, limits: Limits) -> bytes:
    """The PNG of a region of a page of `data`; see kg.readers.pictures.draw.

    UnreadableInput as there, or if it runs into a limit or crashes.
    """
    return b64decode(_asked({"region": asdict(region)}, data, source, limits)["picture"])


def _asked(question: Mapping[str, Any], data: bytes, source: Source, limits: Limits) -> Mapping[str, Any]:
    """What a child answers about some bytes."""
    request = json.dumps({**question, "source": asdict(source), "limits": asdict(limits)}).encode()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        ended = subprocess.run([sys.executable, "-c", _ENTRY], input=request + b"\n" + data, capture_output=True,
                               timeout=limits.patience, env=environment, check=False)
    except subprocess.TimeoutExpired as error:
        raise UnreadableInput(source.name, f"is not read after {limits.patience} seconds",
                              "split it or convert it to text") from error
    if ended.returncode != 0:
        raise _crash(source, ended.returncode, ended.stderr.decode("utf-8", "replace"), limits)
    answer: Mapping[str, Any] = json.loads(ended.stdout)
    if "need" in answer:
        raise MissingExtra(source.name, answer["need"], answer["extra"])
    if "reason" in answer:
        raise UnreadableInput(source.name, answer["reason"], answer["advice"])
    return answer


def main() -> None:
    """The child: a line of JSON and the file on standard input, a line of JSON out."""
    request = json.loads(sys.stdin.buffer.readline())
    _confine(Limits(**request["limits"]))
    source = Source(**request["source"])
    try:
        answer = _answer(request, sys.stdin.buffer, source)
    except MissingExtra as error:
        answer = {"need": error.need, "extra": error.extra}
    except UnreadableInput as error:
        answer = {"reason": error.reason, "advice": error.advice}
    except (MemoryError, RecursionError) as error:
        answer = {"reason": f"needs more than a reader may use ({type(error).__name__})", "advice": "split it"}
    except Exception as error:  # the barrier: parsers raise anything at all on broken files
        answer = {"reason": f"makes its reader fail ({type(error).__name__}: {error})"[:300],
                  "advice": "open it in its program and save it again"}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _answer(request: Mapping[str, Any], stream: BinaryIO, source: Source) -> dict[str, Any]:
    if "region" not in request:
        return _plain(_call(request["reader"], stream, source))
    region = Region(request["region"]["page"], tuple(request["region"]["box"]))
    picture = import_module("kg.readers.pictures").draw(stream.read(), source, region)
    return {"picture": b64encode(picture).decode("ascii")}


def _call(reader: str, stream: BinaryIO, source: Source) -> Reading:
    module, function = reader.split(".")
    reading: Reading = getattr(import_module(f"kg.readers.{module}"), function)(stream.read(), source)
    if len(reading.text) > _LONGEST_TEXT:
        raise UnreadableInput(source.name, f"has a text of {len(reading.text)} characters", "split it into documents")
    return reading


def widen(seconds: int, memory: int) -> None:
    """Let this process work some seconds more and use more mebibytes than it began with."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in ((resource.RLIMIT_CPU, resource.getrlimit(resource.RLIMIT_CPU)[0] + seconds),
                       (resource.RLIMIT_AS, memory * _MEBIBYTE)):
        if resource.getrlimit(kind)[0] != resource.RLIM_INFINITY:
            _limit(kind, most)


def _confine(limits: Limits) -> None:
    """Limit this process where the system can: memory, seconds of work, no written file."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in ((resource.RLIMIT_AS, limits.memory * _MEBIBYTE), (resource.RLIMIT_CPU, limits.seconds),
                       (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        _limit(kind, most)


def _limit(kind: int, most: int) -> None:
    """Set a soft limit, within the hard one that this process was given."""
    import resource

    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _plain(reading: Reading) -> dict[str, Any]:
    places = [[place.span.start, place.span.end, place.page, place.table, place.row, place.column, place.box,
               place.confidence, place.paragraph] for place in reading.places]
    return {"text": reading.text, "places": places, "metadata": reading.metadata, "reader": reading.reader,
            "missing": reading.missing}


def _reading(answer: Mapping[str, Any], source: Source) -> Reading:
    places = tuple(_place(place) for place in answer["places"])
    metadata = tuple((str(key), str(value)) for key, value in answer["metadata"])
    return Reading(source, answer["text"], places, metadata, answer["reader"], tuple(answer["missing"]))


def _place(fields: Sequence[Any]) -> Place:
    start, end, *where = fields
    page, table, row, column, box, confidence, paragraph = where
    return Place(Span(start, end), page, table, row, column, tuple(box) if box else None, confidence, paragraph)


def _crash(source: Source, code: int, said: str, limits: Limits) -> UnreadableInput:
    if code == -getattr(signal, "SIGXCPU", 0):
        return UnreadableInput(source.name, f"is not read after {limits.seconds} seconds of work",
                               "split it or convert it to text")
    last = said.strip().rsplit("\n", 1)[-1][:200]
    if "MemoryError" in said or "bad_alloc" in said:
        return UnreadableInput(source.name, f"needs more than {limits.memory} MiB to read", "split it")
    how = f"signal {-code}" if code < 0 else f"exit {code}"
    return UnreadableInput(source.name, f"crashes its reader ({how}{': ' + last if last else ''})",
                           "open it in its program and save it again")
