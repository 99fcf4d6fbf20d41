"""Task tables in all forms: bordered rows, a cell per line, records, run together."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.drafts import Range, TaskDraft
from kg.extract.responsibility import Usage
from kg.extract.tables_flat import flat_tables
from kg.extract.tables_lines import line_tables
from kg.extract.tables_records import record_tables
from kg.extract.tables_rows import bordered_tables, lines_of
from kg.model.outline import Section


def table_tasks(text: str, sections: Sequence[Section], usage: Usage) -> tuple[list[TaskDraft], list[Range]]:
    """The tasks of all tables, and the ranges that the tables take up."""
    drafts: list[TaskDraft] = []
    taken: list[Range] = []
    for part, section in enumerate(sections):
        lines = lines_of(text, section.body, section.end)
        found = bordered_tables(text, lines, part, usage) or line_tables(text, lines, part, usage) \
            or record_tables(text, lines, section, part, usage) or flat_tables(text, section, part, usage)
        drafts += [draft for table in found for draft in table.drafts]
        taken += [(table.start, table.stop) for table in found]
    return drafts, taken
