"""What the catalogue says of each work, from a published view or from links just made."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kg.model.extraction import Extraction
from kg.model.links import Bearer, Derivation, Links, Resolution, TaskMatch, TaskNode, Work
from kg.model.view import View

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """A work with everything that its rows need; `read` is None where it is only cited.

    `cited` counts the other works that cite it, `downstream` those that derive from it;
    `derivations`, `resolutions` and `matches` begin at it.
    """

    work: Work
    read: Extraction | None
    nodes: tuple[TaskNode, ...]
    bearers: tuple[Bearer, ...]
    derivations: tuple[Derivation, ...]
    resolutions: tuple[Resolution, ...]
    matches: tuple[TaskMatch, ...]
    cited: int
    downstream: int


def entries_of_view(view: View) -> Iterator[Entry]:
    """An entry for every work of a view, by many small look-ups."""
    for work in view.works():
        nodes = view.tasks(work.id) if work.held else ()
        yield Entry(
            work, view.extraction(work.id) if work.held else None, nodes, view.bearers(work.id) if work.held else (),
            view.derivations_from(work.id), view.resolutions(work.id) if work.held else (),
            view.matches_from([node.id for node in nodes]),
            len({found.work for found in view.cited_by(work.id)} - {work.id}), len(view.derivations_to(work.id)))


def entries_of_links(links: Links, read: Mapping[str, Extraction]) -> Iterator[Entry]:
    """An entry for every work that was linked; `read` is by the SHA-256 of the source."""
    nodes = _grouped(links.tasks, lambda node: node.work)
    bearers = _grouped(links.bearers, lambda bearer: bearer.task)
    derivations = _grouped(links.derivations, lambda edge: edge.source)
    resolutions = _grouped(links.resolutions, lambda found: found.work)
    matches = _grouped(links.matches, lambda match: match.a)
    downstream = Counter(edge.target for edge in links.derivations)
    cited = Counter(target for target, work in {(found.target, found.work) for found in links.resolutions}
                    if target != work)
    for work in links.works:
        mine = nodes.get(work.id, ())
        yield Entry(
            work, read[work.source] if work.source else None, mine,
            tuple(bearer for node in mine for bearer in bearers.get(node.id, ())),
            derivations.get(work.id, ()), resolutions.get(work.id, ()),
            tuple(match for node in mine for match in matches.get(node.id, ())),
            cited[work.id], downstream[work.id])


def _grouped(things: Iterable[T], key: Callable[[T], str]) -> Mapping[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for thing in things:
        groups[key(thing)].append(thing)
    return {name: tuple(group) for name, group in groups.items()}
