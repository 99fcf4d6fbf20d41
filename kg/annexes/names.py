"""What a file is called, and what a notice calls its annexes, as keys that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath
from urllib.parse import unquote

from kg import tables
from kg.model.extraction import Extraction, PartKind, Relation
from kg.normalise.characters import fold, simplify
from kg.numerals import read_numeral
from kg.readers.html_metadata import ATTACHMENT

_HEAD_LINES = 6
_TITLE_LINES = 3
_LONGEST_TITLE = 80
_KEY = 4
_SHORTEST_TAIL = 8
_FIGURES = re.compile(r"\d+")
_MARKS = re.compile(r"[\s《》〈〉<>“”\"]+")


def bare(text: str) -> str:
    """A text without spaces, title marks and differences of script and width.

    >>> bare("《某市２０２１年 政務公開》")
    '某市2021年政务公开'
    """
    return _MARKS.sub("", fold(simplify(text)))


def letters(text: str) -> tuple[str, tuple[int, ...]]:
    """A bare text, and where each of its characters stands in the text as printed.

    >>> letters("《甲 乙》")
    ('甲乙', (1, 3))
    """
    plain = fold(simplify(text))
    kept = tuple(at for at, char in enumerate(plain) if not _MARKS.match(char))
    return "".join(plain[at] for at in kept), kept


def is_notice(read: Extraction) -> bool:
    """Whether a document forwards something: it has the title or the addressees of a notice."""
    return bool(read.header.notice_title or read.header.recipients)


def head(read: Extraction) -> list[str]:
    """The first written lines of a document, bare."""
    return [line for line in map(bare, read.text[:2000].splitlines()) if line][:_HEAD_LINES]


def ordinal(read: Extraction) -> int | None:
    """The place of an annex among others, as its first line tells: 0 for a plain 附件; None
    if it does not call itself one.

    A number of its notice may stand before the mark.
    """
    pattern = tables.patterns("annex_patterns")["mark"].regex
    found = next((match for line in head(read)[:2] if (match := pattern.match(line))), None)
    if found is None:
        return None
    return (found["ordinal"] and read_numeral(found["ordinal"])) or 0


def own_titles(read: Extraction) -> set[str]:
    """The titles that a file may have: what was read as such, and its first lines, which may
    be one title set in several."""
    mark = tables.patterns("annex_patterns")["mark"].regex
    lines = [rest for line in head(read) if (rest := mark.sub("", line, count=1))][:_TITLE_LINES]
    joined = {"".join(lines[:count]) for count in range(1, len(lines) + 1)}
    told = {bare(read.header.title)} if read.header.title else set()
    return {title for title in joined | told if _KEY <= len(title) <= _LONGEST_TITLE}


def wanted_titles(notice: Extraction) -> set[str]:
    """The titles of what a notice issues and does not hold itself."""
    header = notice.header
    issued = [citation.title or "" for citation in notice.citations if citation.relation is Relation.SELF]
    named = {bare(title) for title in (*header.annexes, *issued, header.title or "") if title}
    held = {bare(part.title) for part in notice.parts if part.title and part.kind is not PartKind.NOTICE}
    return {title for title in named - held - {bare(header.notice_title or "")} if len(title) >= _KEY}


def same_title(one: str, other: str) -> bool:
    """Whether two bare titles name one annex: they are equal, or one lacks the name of the
    place that the other has before its year.

    >>> same_title("某市2021年政务公开工作要点", "2021年政务公开工作要点"), same_title("工作要点", "某市工作要点")
    (True, False)
    """
    if one == other:
        return True
    longer, shorter = sorted((one, other), key=len, reverse=True)
    tail = tables.patterns("annex_patterns")["year_tail"].regex.search(longer)
    return tail is not None and tail[0] == shorter and len(shorter) >= _SHORTEST_TAIL


def title_key(title: str) -> str:
    """What titles that name one annex have in common, to look them up by."""
    return title[-_KEY:]


def number_keys(text: str) -> Iterator[tuple[str, str]]:
    """The pairs of figures in a text that may be year and serial of a document number.

    >>> list(number_keys("某府办〔2021〕7号附件1"))
    [('2021', '7'), ('7', '1')]
    """
    return pairwise(_FIGURES.findall(text))


def linked(notice: Extraction) -> Iterator[str]:
    """The names of the files that a web page links to, in its order: as they are called at
    their address, and as the page prints them."""
    for field, value in notice.metadata:
        if field == ATTACHMENT:
            printed, _, target = value.rpartition(" <")
            address = unquote(re.split(r"[?#]", target.removesuffix(">"))[0])
            yield from (file_key(address.replace("\\", "/")), file_key(printed))


def file_key(name: str) -> str:
    """The last part of a file's name, by which links and files are compared."""
    return PurePosixPath(name.strip()).name.lower()
