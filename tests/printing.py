"""PDF files made by hand, whose every character stands where a test put it."""

from __future__ import annotations


def pdf(*pages: str, trailer: bytes = b"%%EOF") -> bytes:
    """A PDF of pages with these content streams, in a font that every reader has a map for."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    bodies = [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
              b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts "
              b"[<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) "
              b"/Ordering (GB1) /Supplement 4 >> /DW 1000 >>] >>"]
    for at, content in enumerate(pages):
        bodies.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> "
                      f"/Contents {5 + 2 * at} 0 R >>".encode())
        bodies.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream".encode())
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return data + (f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R "
                   f">>\nstartxref\n{len(data)}\n").encode() + trailer


def shown(*lines: str) -> str:
    """A content stream that shows lines."""
    return "BT /F 12 Tf 90 750 Td " + " ".join(
        f"<{line.encode('utf-16-be').hex()}> Tj 0 -40 Td" for line in lines) + " ET"
