"""Files that are either wholly there or not at all, on any system."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import LibraryBusy, LibraryError

_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*%.\s]+')
# Windows keeps these names for devices, whatever follows the first full stop.
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)
_SLUG_BYTES = 120


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` so that a crash leaves the old content or the new, never a part.

    LibraryError where the folder cannot be written or the disk is full.
    """
    waiting = path.with_name(f"{path.name}.{os.getpid()}.part")
    with explained(path.parent):
        try:
            with waiting.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(waiting, path)
        finally:
            waiting.unlink(missing_ok=True)
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut; Windows does so by itself."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_tree(folder: Path) -> None:
    """Make every file below a folder, and its folders, last through a power cut."""
    for parent, _, names in os.walk(folder):
        for name in names:
            with Path(parent, name).open("rb+") as file:
                os.fsync(file.fileno())
        sync_folder(Path(parent))


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes as hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def slug(name: str) -> str:
    """A piece of a file name that every system accepts, still readable; not unique.

    >>> slug('4407-江环办-2021-50'), slug('a/b: "c".'), slug("con")
    ('4407-江环办-2021-50', 'a_b_c_', '_con')
    """
    legal = _FORBIDDEN.sub("_", name).encode()[:_SLUG_BYTES].decode(errors="ignore")
    return f"_{legal}" if _RESERVED.fullmatch(legal) else legal


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn a refusal of the system into a LibraryError that names the folder."""
    try:
        yield
    except OSError as error:
        raise LibraryError(f"cannot write into {folder}: {error.strerror or error}; check the rights and the "
                           "free space, or choose another --library; what was there is unchanged") from error


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the lock at `path`, or LibraryBusy; the system frees it when the process ends."""
    with explained(path.parent):
        file = path.open("ab")
    with file:
        try:
            _lock(file.fileno())
        except OSError as error:
            raise LibraryBusy(str(path.parent)) from error
        yield


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
