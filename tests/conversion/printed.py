"""Blocks as printed pages: a PDF by Chromium, the same pages as OFD, and as scans."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from conversion.plan import cell_text
from kg.readers.layout import Block, Table

if TYPE_CHECKING:
    from PIL.Image import Image

_STYLE = """
@page { size: A4; margin: 28mm 26mm 30mm 28mm;
        @top-center { content: "政务公开文件汇编"; font-size: 9pt }
        @bottom-center { content: "— " counter(page) " —"; font-size: 10pt } }
body { font-family: "Noto Serif CJK SC"; font-size: 12pt; line-height: 1.9; text-align: justify }
p { margin: 0; text-indent: 2em }
table { border-collapse: collapse; width: 100%; line-height: 1.4 }
td { border: 0.75pt solid black; padding: 2pt 5pt; vertical-align: top }
"""


def browser() -> str | None:
    """The Chromium of this machine, or None."""
    return which("chromium") or which("chromium-browser") or which("google-chrome")


def pdf(blocks: Sequence[Block], folder: Path) -> bytes:
    """A born-digital PDF with running heads and page numbers."""
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_text(_markup(blocks), "utf-8")
    subprocess.run([str(browser()), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                    f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}", source.as_uri()],
                   check=True, capture_output=True, timeout=120)
    return target.read_bytes()


def scan(data: bytes, dots: int, skew: float = 0.6, noise: float = 12.0) -> bytes:
    """A PDF of pictures of its pages: `dots` per inch, turned by `skew` degrees, with noise."""
    pictures = photographs(data, dots, skew, noise)
    stream = BytesIO()
    pictures[0].save(stream, "PDF", save_all=True, append_images=pictures[1:], resolution=dots, quality=85)
    return stream.getvalue()


def photographs(data: bytes, dots: int, skew: float = 0.6, noise: float = 12.0) -> list[Image]:
    """The pages of a PDF as pictures, turned and with noise."""
    import numpy
    import pypdfium2
    from PIL import Image

    chance = numpy.random.default_rng(dots)
    pictures = []
    for page in pypdfium2.PdfDocument(data):
        picture = page.render(scale=dots / 72).to_pil().convert("L").rotate(
            skew, Image.Resampling.BICUBIC, fillcolor=255)
        grey = numpy.asarray(picture, dtype=float)
        grey = grey + chance.normal(0, noise, grey.shape)
        pictures.append(Image.fromarray(grey.clip(0, 255).astype("uint8")))
    return pictures


def _markup(blocks: Sequence[Block]) -> str:
    return (f'<!DOCTYPE html><html lang="zh"><meta charset="utf-8"><style>{_STYLE}</style><body>'
            f'{"".join(_block(block) for block in blocks)}</body></html>')


def _block(block: Block) -> str:
    if not isinstance(block, Table):
        return f"<p>{escape(''.join(piece.text for piece in block.pieces))}</p>\n"
    rows: dict[int, str] = {}
    for cell in block.cells:
        span = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        text = escape(cell_text(cell)).replace("\n", "<br>")
        rows[cell.row] = rows.get(cell.row, "") + f"<td{span}>{text}</td>"
    return f"<table>{''.join(f'<tr>{cells}</tr>' for _, cells in sorted(rows.items()))}</table>"
