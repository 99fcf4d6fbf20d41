"""Linking: what holds between documents, decided with the whole register at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.link.blocks import match_tasks
from kg.link.chains import settle
from kg.link.derive import derive
from kg.link.gaps import find_gaps
from kg.link.holders import find_holders
from kg.link.nodes import Node, gather_held
from kg.link.register import Register
from kg.link.resolve import Verdict, resolve
from kg.link.series import find_series
from kg.link.taskids import name_tasks
from kg.link.works import name_works
from kg.model.extraction import Extraction, Issue
from kg.model.links import Links, Resolution, Status, Work

__all__ = ["Register", "link"]


def link(extractions: Sequence[Extraction], register: Register | None = None) -> Links:
    """What the documents are, whom they cite, what derives from what, who bears each task.

    Everything is sorted by id and does not depend on the order of `extractions`.
    """
    register = register or Register.bundled()
    index = gather_held(extractions, register)
    verdicts = resolve(index, register)
    named = name_works(index.nodes, register)
    works = {work.id: work for work in named.values()}
    texts = {named[node].id: node.text for node in index.nodes if node.text is not None}
    resolutions = _resolutions(verdicts, named)
    derivations, refused = settle(derive(works, texts, resolutions), works)
    tasks = {work: name_tasks(work, text) for work, text in texts.items()}
    series = find_series(works.values(), register)
    matches = match_tasks(works, tasks, derivations, series)
    holders, bearers = find_holders(texts, tasks, register)
    membership = {work: run.id for run in series for work in run.works}
    placed = [replace(works[key], series=membership.get(key)) for key in sorted(works)]
    return Links(works=tuple(placed), tasks=tuple(task.node for key in sorted(tasks) for task in tasks[key]),
                 resolutions=tuple(resolutions), derivations=tuple(derivations), holders=tuple(holders),
                 bearers=tuple(bearers), matches=tuple(matches), series=tuple(series),
                 gaps=tuple(find_gaps(works, derivations, matches, tasks)),
                 issues=(*refused, *_findings(resolutions, works)))


def _resolutions(verdicts: dict[Node, list[Verdict]], named: dict[Node, Work]) -> list[Resolution]:
    found = [Resolution(named[node].id, position, verdict.status,
                        named[verdict.target].id if verdict.target is not None else None, verdict.reason,
                        verdict.method, verdict.confidence,
                        tuple(sorted(named[candidate].id for candidate in verdict.candidates)))
             for node, group in verdicts.items() for position, verdict in enumerate(group)]
    return sorted(found, key=lambda r: (r.work, r.citation))


def _findings(resolutions: Sequence[Resolution], works: dict[str, Work]) -> list[Issue]:
    """An issue for each citation that a person should look at."""
    return [Issue(f"citation-{r.status.value}", r.reason, document=works[r.work].source)
            for r in resolutions if r.status in (Status.AMBIGUOUS, Status.CONFLICT)]
