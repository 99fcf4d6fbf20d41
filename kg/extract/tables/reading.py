"""Task tables in all forms: drawn, bordered rows, a cell per line, records, run together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.drafts import Range, TaskDraft
from kg.extract.responsibility import Usage
from kg.extract.tables.abreast import abreast_tables
from kg.extract.tables.aligned import aligned_tables
from kg.extract.tables.borders import lines_of
from kg.extract.tables.drawn import drawn_tables
from kg.extract.tables.flat import flat_tables
from kg.extract.tables.foot import lines_stop
from kg.extract.tables.headless import headless_rows, headless_tables
from kg.extract.tables.lines import line_tables
from kg.extract.tables.measuring import measuring_tables
from kg.extract.tables.records import record_tables
from kg.extract.tables.rows import bordered_tables
from kg.extract.tables.spaced_rows import counted_rows
from kg.model.outline import Section
from kg.model.text import Document
from kg.normalise.spaces import is_single_spaced

_BAR = re.compile(r"\s{0,80}[|｜]")     # no print has more between a cell and its bar
_SPACES = re.compile(r"[^\n\t|｜│┃║,<]*(?:  |\u3000)[^\n\t|｜│┃║,<]*")


@dataclass(frozen=True, slots=True)
class _BelowBlankLines:
    """Where, in the logical text, lines begin that blank lines stand before in print, more than the `usual` line ends
    between two lines; few places are asked for."""

    document: Document
    usual: int

    @classmethod
    def of(cls, document: Document) -> _BelowBlankLines:
        """Those of a document; where a blank line stands between any two lines, a second one tells."""
        return cls(document, 1 if is_single_spaced(document.text) else 2)

    def __contains__(self, at: object) -> bool:
        text, origin = self.document.logical.text, self.document.logical.origin
        return isinstance(at, int) and text[at - 1:at] == "\n" != text[at] \
            and self.document.text.count("\n", origin[at - 1], origin[at]) > self.usual


def table_tasks(document: Document, sections: Sequence[Section],
                usage: Usage) -> tuple[list[TaskDraft], list[Range]]:
    """The tasks of all tables, and the ranges that the tables take up."""
    text, gaps = document.logical.text, _BelowBlankLines.of(document)
    barred, spaced = _before_bars(document), _set_with_spaces(document)
    drafts: list[TaskDraft] = []
    taken: list[Range] = []
    for part, section in enumerate(sections):
        lines = lines_of(text, section.body, lines_stop(text, section))
        found = list(measuring_tables(text, lines)) or drawn_tables(text, lines, part, usage) \
            or aligned_tables(document, lines, part, usage, spaced, gaps) \
            or counted_rows(text, lines, section, part, usage) \
            or abreast_tables(document, section, part, usage) \
            or bordered_tables(text, lines, part, usage) \
            or line_tables(document, lines, part, usage, gaps) or record_tables(text, lines, section, part, usage) \
            or headless_tables(text, lines, part, usage, barred) or headless_rows(text, lines, part, usage) \
            or flat_tables(document, section, part, usage)
        drafts += [draft for table in found for draft in table.drafts]
        taken += [(table.start, table.stop) for table in found]
    return drafts, taken


def _before_bars(document: Document) -> frozenset[int]:
    """Where, in the logical text, lines end that a bar ends in print."""
    if "|" not in document.text:
        return frozenset()
    text, origin = document.logical.text, document.logical.origin
    ends = (match.start() for match in re.finditer(r"(?<=[^\n])(?:\n|\Z)", text))
    return frozenset(end for end in ends if _BAR.match(document.text, origin[end - 1] + 1))


def _set_with_spaces(document: Document) -> frozenset[int]:
    """Where, in the logical text, lines begin whose cells nothing but spaces part in print."""
    text, origin = document.logical.text, document.logical.origin
    spaced = "\t" in text and ("  " in document.text or "\u3000" in document.text)
    lines = re.finditer(r"^[^\n\t]*\t[^\n]*", text, re.M) if spaced else ()
    return frozenset(line.start() for line in lines if _SPACES.fullmatch(
        document.text, origin[line.start()], origin[line.end() - 1] + 1))
