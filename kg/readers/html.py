"""Saved web pages of government sites: the document, without the site around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import html
from lxml.etree import ParserError, _Element

from kg import tables
from kg.errors import UnreadableInput
from kg.model.text import Reading, Source
from kg.readers.html_blocks import blocks, lines_of
from kg.readers.html_main import choose, furniture, prune
from kg.readers.html_metadata import ATTACHMENT, Pair, attachments, pairs, tags
from kg.readers.labels import field_of
from kg.readers.layout import Block, Paragraph, Table, compose, paragraph
from kg.readers.text import decode

_DECLARED = re.compile(rb"""<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*["']?\s*([\w-]+)""", re.I)
_NO_TAG = re.compile(r"<(?!/?[A-Za-z][A-Za-z0-9:_-]*(?=[\s/>])|!--|!doctype|!\[|\?)", re.I)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_HEAD = 2048
_NEAR = 600
_FIRST = 12
_LONGEST_NUMBER = 30


def read_html(data: bytes, source: Source, declared: str | None = None) -> Reading:
    """The Reading of a web page; `declared` is an encoding told outside the page.

    The text is the main part with its printed title and its table of 索引号, 发文字号 …
    above it, a line each. UnreadableInput if the page has no text of its own.
    """
    found = _DECLARED.search(data[:_HEAD])
    text = decode(data, source.name, declared or (found[1].decode("ascii") if found else None))
    return read_page(text, source)


def read_page(text: str, source: Source) -> Reading:
    """The Reading of the markup of a page."""
    page = _parse(text, source.name)
    body = page.find(".//body") if page.find(".//body") is not None else page
    told = [*tags(page), *attachments(body)]
    names = [name for name in (page.findtext(".//title"), dict(told).get("标题")) if name]
    prune(body)
    main = choose(body)
    content = [line for block in _without_furniture(list(blocks(main))) for line in _unfolded(block)]
    above = [] if main is body else _above(list(blocks(body, until=main)), names, content)
    composed, places = compose([*above, *content])
    if not composed.strip():
        raise UnreadableInput(source.name, "is a web page without text of its own",
                              "open it in a browser and save the whole page")
    printed = [pair for block in [*above, *content[:_FIRST]] for pair in _fields(block)]
    return Reading(source, composed, places, tuple(_once([*printed, *told])), "html")


def _parse(text: str, name: str) -> _Element:
    """The tree of a page; what only looks like a tag (<关于…意见>) stays text."""
    markup = _NO_TAG.sub("&lt;", _CONTROL.sub("", text))
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8")
    try:
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (ParserError, ValueError) as error:
        raise UnreadableInput(name, f"is a web page that does not parse ({error})",
                              "open it in a browser and save it again") from error


def _fields(block: Block) -> Iterator[Pair]:
    for label, value in pairs(block):
        yield field_of(label) or label, value


def _once(found: Sequence[Pair]) -> Iterator[Pair]:
    """The pairs without a field's second value: what is printed comes before what is tagged."""
    seen: set[str] = set()
    for field, value in found:
        if field == ATTACHMENT or field not in seen:
            yield field, value
        seen.add(field)


def _without_furniture(found: list[Block]) -> list[Block]:
    kept = [block for block in found if not _is_furniture(block, last=False)]
    while kept and _is_furniture(kept[-1], last=True):
        kept.pop()
    return kept


def _is_furniture(block: Block, last: bool) -> bool:
    return isinstance(block, Paragraph) and all(furniture(line, last) for line in lines_of([block]))


def _above(found: list[Block], names: Sequence[str], content: list[Block]) -> list[Block]:
    """What of the page above the main part belongs to the document: title, number, metadata."""
    near = _bare("".join(lines_of(content[:_FIRST])))[:_NEAR]
    kept: list[Block] = []
    for block in _without_furniture(found):
        line = "".join(lines_of([block]))
        if pairs(block):
            kept += _unfolded(block)
        elif isinstance(block, Paragraph) and _bare(line) not in near and (
                _is_title(line, names) or _is_number(line)):
            kept.append(block)
    return kept


def _unfolded(block: Block) -> list[Block]:
    """A table of labels and values as a line per pair; any other block as it is."""
    printed = pairs(block) if isinstance(block, Table) else ()
    return [paragraph(f"{label}：{value}") for label, value in printed] or [block]


def _is_title(line: str, names: Sequence[str]) -> bool:
    """Whether a line is the page's title, as its <title> or <meta> tell."""
    return len(_bare(line)) >= 6 and any(_bare(line) in _bare(name) for name in names)


def _is_number(line: str) -> bool:
    bare = _bare(line)
    found = tables.patterns("number_patterns")["bracketed"].regex.search(bare)
    return found is not None and len(bare) <= _LONGEST_NUMBER and found.end() >= len(bare) - 1


def _bare(text: str) -> str:
    return re.sub(r"[\s\u3000\xa0]+", "", text)
