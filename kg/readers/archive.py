"""ZIP archives of documents, opened member by member without trusting their directory."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from zlib import error as DeflateError

from kg.errors import UnreadableInput
from kg.readers.files import LARGEST
from kg.readers.formats import Format, recognise

LARGEST_WHOLE = 2**30
MOST_MEMBERS = 5_000
_UTF_8_NAME = 0x800
_ENCRYPTED = 0x1
_IGNORED = frozenset({"Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Member:
    """A document in an archive: its name behind that of the archive, and its bytes, or why
    it has none."""

    name: str
    data: bytes
    refusal: UnreadableInput | None = None


def members(data: bytes, name: str) -> Iterator[Member]:
    """The documents that bytes hold: those of an archive one by one, else the bytes themselves.

    Folders, hidden files and what systems leave behind are passed over. A member that is
    encrypted, damaged, too large, an archive itself, or named to lie outside comes with its
    refusal. UnreadableInput if the archive does not open, holds nothing, or would unpack to
    more than LARGEST_WHOLE bytes or MOST_MEMBERS files.
    """
    if recognise(data, PurePosixPath(name).suffix) is not Format.ZIP:
        yield Member(name, data)
        return
    archive = _opened(data, name)
    parts = [part for part in archive.infolist() if not part.is_dir() and not _is_litter(_name(part))]
    if not parts:
        raise UnreadableInput(name, "is an archive without documents", "check the file or leave it out")
    if len(parts) > MOST_MEMBERS or sum(part.file_size for part in parts) > LARGEST_WHOLE:
        raise UnreadableInput(name, "unpacks to more than any collection does", "check where it comes from")
    for part in parts:
        yield _member(archive, part, f"{name}/{_name(part)}")


def _opened(data: bytes, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableInput(name, f"is a damaged archive ({error})", "pack it again") from error


def _name(part: zipfile.ZipInfo) -> str:
    """The name as it was typed: Chinese systems wrote GBK where the format says code page 437."""
    if part.flag_bits & _UTF_8_NAME:
        return part.filename
    try:
        return part.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return part.filename


def _is_litter(name: str) -> bool:
    path = PurePosixPath(name)
    return path.name in _IGNORED or any(piece.startswith((".", "__MACOSX", "~$")) and piece != ".."
                                        for piece in path.parts)


def _member(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> Member:
    try:
        return Member(name, _bytes(archive, part, name))
    except UnreadableInput as error:
        return Member(name, b"", error)


def _bytes(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> bytes:
    path = PurePosixPath(_name(part).replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise UnreadableInput(name, "is named to lie outside its archive", "check where it comes from")
    if part.flag_bits & _ENCRYPTED:
        raise UnreadableInput(name, "is encrypted", "pack it without a password")
    try:
        with archive.open(part) as stream:
            data = stream.read(LARGEST + 1)
    except (zipfile.BadZipFile, DeflateError, EOFError, NotImplementedError, OSError, RuntimeError) as error:
        raise UnreadableInput(name, f"is damaged in its archive ({error})", "pack it again") from error
    if len(data) > LARGEST:
        raise UnreadableInput(name, f"unpacks to more than {LARGEST} bytes", "check where it comes from")
    if recognise(data, path.suffix) is Format.ZIP:
        raise UnreadableInput(name, "is an archive in an archive", "unpack it first")
    return data
