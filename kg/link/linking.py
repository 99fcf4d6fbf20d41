"""Linking: what holds between documents, decided with the whole register at hand."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from kg.link.align import align
from kg.link.blocks import Aligner, match_tasks
from kg.link.cards import Card, Cards, card_of
from kg.link.chains import settle
from kg.link.derive import derive
from kg.link.gaps import find_gaps
from kg.link.holders import find_holders
from kg.link.judgements import Decision
from kg.link.nodes import Node, gather_held
from kg.link.register import Register
from kg.link.resolve import resolve
from kg.link.rulings import Bench, rule_derivations, rule_resolutions, withdraw
from kg.link.rulings_on_tasks import rule_bearers, rule_matches
from kg.link.series import Run, find_series
from kg.link.taskids import name_tasks
from kg.link.titlechains import implied_by_titles, successions
from kg.link.verdicts import Verdict
from kg.link.works import name_works
from kg.model.extraction import Extraction, Issue
from kg.model.links import Derivation, DerivationKind, Links, Resolution, Status, Work


Reader = Callable[[Extraction, Register], Card]
"""kg.link.cards.card_of, or one that remembers what it read."""


@contextmanager
def _without_collector() -> Iterator[None]:
    """No search for cycles meanwhile: linking makes millions of small objects and no cycle, and the
    collector, which walks through all of them again and again, would take a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_without_collector()
def link(
    extractions: Sequence[Extraction], register: Register | None = None, judgements: Sequence[Decision] = (),
    aligner: Aligner = align, reader: Reader = card_of,
) -> Links:
    """What the documents are, whom they cite, what derives from what, who bears each task.

    Everything is sorted by id and does not depend on the order of `extractions`. The
    decisions of `judgements` go before every rule. A `reader` and an `aligner` that remember
    (kg.link.remembered) give the same links: only documents that are new are read for
    linking, only pairs that are new are aligned.
    """
    register = register or Register.bundled()
    cards = {extraction.source.sha256: reader(extraction, register) for extraction in extractions}
    known = identify(extractions, cards, register)
    bench = Bench(judgements, known.works, known.texts)
    resolutions = rule_resolutions(known.resolutions, bench)
    tasks = {work: name_tasks(work, text, cards[text.source.sha256].words) for work, text in known.texts.items()}
    series = find_series(known.works.values(), _runs(known, cards), register)
    edges = rule_derivations((*_derived(known, resolutions, bench),
                              *successions(known.works, known.texts, series)), resolutions, bench)
    follows = [edge for edge in edges if edge.kind is DerivationKind.SUCCEEDS]
    chains, refused = settle([edge for edge in edges if edge.kind is not DerivationKind.SUCCEEDS], known.works)
    matches = rule_matches(match_tasks(known.works, tasks, chains, series, aligner), tasks, bench)
    issuers = {work: cards[text.source.sha256].issuer for work, text in known.texts.items()}
    holders, bearers = rule_bearers(*find_holders(issuers, tasks, register), tasks, bench)
    membership = {work: run.id for run in series for work in run.works}
    return Links(
        works=tuple(replace(known.works[id], series=membership.get(id)) for id in sorted(known.works)),
        tasks=tuple(task.node for id in sorted(tasks) for task in tasks[id]),
        resolutions=tuple(resolutions),
        derivations=tuple(sorted((*chains, *follows), key=lambda e: (e.source, e.target))),
        holders=tuple(holders),
        bearers=tuple(bearers),
        matches=tuple(matches),
        series=tuple(series),
        gaps=tuple(find_gaps(known.works, chains, matches, tasks, _refusals(refused, bench))),
        issues=(*refused, *_findings(resolutions, known), *bench.lost),
        rejected=bench.rejected,
    )


@dataclass(frozen=True, slots=True)
class Identity:
    """Which documents there are: works by id, the texts of the held ones, what citations
    mean, and the derivations that titles tell."""

    works: Mapping[str, Work]
    texts: Mapping[str, Extraction]
    resolutions: tuple[Resolution, ...]
    implied: tuple[Derivation, ...]


def identify(extractions: Sequence[Extraction], cards: Cards, register: Register) -> Identity:
    """The works that a set of documents are and name, before anything is made of them."""
    index = gather_held(extractions, cards)
    verdicts = resolve(index, cards, register)
    named = name_works(index.nodes, cards, register)
    resolutions = sorted(_resolutions(verdicts, named), key=lambda r: (r.work, r.citation))
    return Identity(
        {work.id: work for work in named.values()},
        {named[node].id: node.text for node in index.nodes if node.text is not None},
        tuple(resolutions),
        tuple(implied_by_titles(index, named, resolutions, register)),
    )


def _derived(known: Identity, resolutions: Sequence[Resolution], bench: Bench) -> list[Derivation]:
    """What citations and titles tell, as people decided where they lead."""
    found = derive(known.works, known.texts, resolutions, known.implied)
    if any(one.judgement is not None for one in resolutions):
        withdraw(derive(known.works, known.texts, known.resolutions, known.implied), found, resolutions, bench)
    return found


def _runs(known: Identity, cards: Cards) -> dict[tuple[str, str], Run | None]:
    """The runs of the held works, by title and first issuer."""
    headed = ((text.header, cards[text.source.sha256].run) for text in known.texts.values())
    return {(header.title, header.issuers[0]): run for header, run in headed if header.title and header.issuers}


def _resolutions(verdicts: Mapping[Node, Sequence[Verdict]], named: Mapping[Node, Work]) -> list[Resolution]:
    return [
        Resolution(
            named[node].id,
            position,
            verdict.status,
            named[verdict.target].id if verdict.target is not None else None,
            verdict.reason,
            verdict.method,
            verdict.confidence,
            tuple(sorted(named[candidate].id for candidate in verdict.candidates)),
        )
        for node, group in verdicts.items()
        for position, verdict in enumerate(group)
    ]


def _refusals(refused: Sequence[Issue], bench: Bench) -> dict[str, str]:
    """Why the upstream that a work stated does not count: it cannot be, or a person rejected it."""
    impossible = {issue.document: "所写依据会成环或晚于本文，未采纳" for issue in refused if issue.document}
    rejected = {edge.source: f"{edge.judgement.who} 否决了它与 {bench.works[edge.target].name} 的上下位关系"
                for edge in bench.rejected.derivations if edge.judgement is not None}
    return impossible | rejected


def _findings(resolutions: Sequence[Resolution], known: Identity) -> list[Issue]:
    """An issue for each citation and each pair of documents that a person should look at."""
    doubted = Status.AMBIGUOUS, Status.CONFLICT
    doubtful = [r for r in resolutions if r.status in doubted and r.judgement is None]
    cited = [
        Issue(f"citation-{r.status.value}", r.reason, document=r.work,
              span=known.texts[r.work].citations[r.citation].span)
        for r in doubtful
    ]
    return cited + _shared_numbers(known.works.values())


def _shared_numbers(works: Iterable[Work]) -> list[Issue]:
    """Held documents of one number and place whose titles are not one document's."""
    bearers: dict[tuple[str | None, str | None], list[Work]] = {}
    for work in works:
        if work.held and work.number is not None:
            bearers.setdefault((work.number, work.region), []).append(work)
    return [
        Issue("number-shared", f"{number} stands on {'; '.join(sorted(str(w.title) for w in group))}; "
              "one of them is misread or misprinted", document=group[0].id)
        for (number, _), group in sorted(bearers.items(), key=str) if len(group) > 1
    ]
