"""Web pages saved as one file (MHTML): the page in it, read like any other."""

from __future__ import annotations

from email import message_from_bytes
from email.message import Message

from kg.errors import UnreadableInput
from kg.model.text import Reading, Source
from kg.readers.html import read_html


def read_mhtml(data: bytes, source: Source) -> Reading:
    """The Reading of the first page of a web archive; UnreadableInput if it holds none."""
    page = next((part for part in message_from_bytes(data).walk() if part.get_content_type() == "text/html"), None)
    content = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(content, bytes) or not content.strip():
        raise UnreadableInput(source.name, "is a web archive without a page",
                              "open it in a browser and save it as a complete page")
    return read_html(content, source, _charset(page))


def _charset(page: Message) -> str | None:
    return page.get_content_charset()
