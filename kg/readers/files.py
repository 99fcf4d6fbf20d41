"""The bytes of a file, or a refusal that says what to do."""

from __future__ import annotations

import os
import stat
from hashlib import sha256
from pathlib import Path

from kg.errors import UnreadableInput
from kg.model.text import Source

LARGEST = 256 * 2**20
"""Bytes of the largest file that is opened; scanned volumes stay well below."""


def load(path: Path) -> bytes:
    """All bytes of a regular file; links are followed.

    UnreadableInput if it is missing, a folder, a pipe or device, not permitted,
    empty, larger than LARGEST, or changing while it is read.
    """
    name = str(path)
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            before = os.fstat(file.fileno())
            _check(name, before)
            data = file.read(LARGEST + 1)
            after = os.fstat(file.fileno())
    except OSError as error:
        raise UnreadableInput(name, *_refusal(path, error)) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise UnreadableInput(name, "changed while it was read", "try again when it is complete")
    return data


def describe(data: bytes, name: str, media_type: str) -> Source:
    """The Source of bytes that were loaded from `name`; it keeps the last part of the name
    only, so that the same file gives the same graph wherever it lies."""
    return Source(os.path.basename(name), sha256(data).hexdigest(), media_type)


def _without_waiting(name: str, flags: int) -> int:
    # A pipe without a writer would block the open for ever.
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def _check(name: str, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableInput(name, "is a folder", "name the files in it")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableInput(name, "is a pipe or device, not a file", "save its content as a file")
    if status.st_size == 0:
        raise UnreadableInput(name, "is empty", "check the file or leave it out")
    if status.st_size > LARGEST:
        raise UnreadableInput(name, f"has {status.st_size} bytes, more than {LARGEST}",
                              "split it into documents")


def _refusal(path: Path, error: OSError) -> tuple[str, str]:
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return "is a folder", "name the files in it"
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return "is a link to nothing", "restore the file that it points to"
        return "does not exist", "check the path"
    if isinstance(error, PermissionError):
        return "may not be read", "change its permissions"
    return f"cannot be opened ({error.strerror})", "check the path"
