"""What a library holds, in numbers."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model.extraction import Extraction
from kg.model.links import Links
from kg.model.report import Counts


def counts(links: Links, extractions: Iterable[Extraction]) -> Counts:
    """What a set of links holds."""
    read = {extraction.source.sha256: extraction for extraction in extractions}
    held = [work for work in links.works if work.source is not None]
    tasks = [task for work in held for task in read[work.source or ""].tasks]
    statuses = [resolution.status.value for resolution in links.resolutions]
    return Counts(documents=len(held), cited_only=len(links.works) - len(held), tasks=len(tasks),
                  assignments=sum(len(task.assignments) for task in tasks),
                  time_limits=sum(len(task.times) for task in tasks),
                  citations=tuple((name, statuses.count(name)) for name in sorted(set(statuses))))
