"""Blocks as a PDF by LibreOffice, whose tables have no ruled lines unless they are asked for."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from shutil import which

from conversion import word
from docx import Document as open_document
from docx.enum.section import WD_ORIENT
from kg.readers.layout import Block


def program() -> str | None:
    """The LibreOffice of this machine, or None."""
    return which("soffice") or which("libreoffice")


def pdf(blocks: Sequence[Block], folder: Path, *, ruled: bool, landscape: bool) -> bytes:
    """A PDF as an office prints it from its word processor."""
    typed = open_document(BytesIO(word.document(blocks)))
    for table in typed.tables:
        table.style = typed.styles["Table Grid" if ruled else "Normal Table"]
    for section in typed.sections if landscape else ():
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    source = folder / "page.docx"
    typed.save(str(source))
    subprocess.run([str(program()), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                    "--convert-to", "pdf", "--outdir", str(folder), str(source)],
                   check=True, capture_output=True, timeout=180)
    return (folder / "page.pdf").read_bytes()
