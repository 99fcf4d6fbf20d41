"""DOC, WPS, RTF and ODT: converted to DOCX by LibreOffice where it is installed.

It runs with a profile of its own that forbids macros and fetched links, in a process group
that ends at a limit of time; the DOCX that it writes is read in a child process.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from kg.errors import UnreadableInput
from kg.model.text import Reading, Source
from kg.readers.child import Limits, read_in_child

_SECONDS = 120
_MEBIBYTES = 4096
_LARGEST_RESULT = 256
_HEAD = 2**20
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK = "Workbook".encode("utf-16-le")
_LAUNCH = ("import os, resource, sys; m = 2**20; "
           "[resource.setrlimit(k, (v, v)) for k, v in ((resource.RLIMIT_AS, {memory} * m), "
           "(resource.RLIMIT_CPU, {seconds}), (resource.RLIMIT_FSIZE, {file} * m))]; "
           "os.execv(sys.argv[1], sys.argv[1:])")
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def read_office(data: bytes, source: Source) -> Reading:
    """The Reading of a document of an older or other word processor.

    UnreadableInput if it is encrypted or a spreadsheet, if LibreOffice is not there or does
    not convert it in time.
    """
    if _ENCRYPTED in data:
        raise UnreadableInput(source.name, "is encrypted", "save it without a password")
    if _WORKBOOK in data[:_HEAD] and data.startswith(b"\xd0\xcf"):
        raise UnreadableInput(source.name, "is a spreadsheet", "save the table as PDF or in a Word document")
    program = which("soffice") or which("libreoffice")
    if program is None:
        raise UnreadableInput(source.name, "is in a format that only LibreOffice opens, which is not installed",
                              "install LibreOffice, or save the file as DOCX")
    with TemporaryDirectory(prefix="kg-office-") as folder:
        return read_in_child("docx.read_docx", _converted(data, source.name, program, Path(folder)), source, Limits())





def _converted(data: bytes, name: str, program: str, folder: Path) -> bytes:
    suffix, form = _form(data)
    original = folder / f"original{suffix}"
    original.write_bytes(data)
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_PROFILE, "utf-8")
    arguments = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
                 "--nolockcheck", f"--infilter={form}", "--convert-to", "docx:MS Word 2007 XML",
                "--outdir", str(folder), str(original)]
    _run(_limited(arguments), name, folder)
    made = folder / "original.docx"
    if not made.is_file():
        raise UnreadableInput(name, "is not converted by LibreOffice; it is damaged or has a password",
                              "open it in its program and save it as DOCX")
    return made.read_bytes()


def _form(data: bytes) -> tuple[str, str]:
    """The suffix and the import filter of a document, told by its content: LibreOffice takes
    .wps for a format of another program of that name, and damaged files for plain text."""
    if data.startswith(b"{\\rtf"):
        return ".rtf", "Rich Text Format"
    return (".odt", "writer8") if data.startswith(b"PK") else (".doc", "MS Word 97")


def _limited(arguments: list[str]) -> list[str]:
    """The command, behind limits of memory, work and file size where the system has them."""
    if sys.platform == "win32":
        return arguments
    launch = _LAUNCH.format(memory=_MEBIBYTES, seconds=_SECONDS, file=_LARGEST_RESULT)
    return [sys.executable, "-c", launch, *arguments]


def _run(arguments: list[str], name: str, folder: Path) -> None:
    environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder)}
    with subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                          env=environment, start_new_session=True) as running:
        try:
            running.wait(_SECONDS)
        except subprocess.TimeoutExpired as error:
            _end(running)
            raise UnreadableInput(name, f"is not converted by LibreOffice in {_SECONDS} seconds",
                                  "save it as DOCX") from error


def _end(running: subprocess.Popen[bytes]) -> None:
    """End LibreOffice and what it started."""
    if sys.platform == "win32":
        running.kill()
    else:
        os.killpg(running.pid, signal.SIGKILL)
