"""Which document derives from which: stated in a preamble, or inferred and marked so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.model.extraction import Citation, Extraction, Purpose, Relation
from kg.model.links import Derivation, DerivationKind, Quote, Resolution, Status, Work, WorkKind

_CO_CITED = 0.6
_MARGIN = 160
_MATTER = 4


def derive(
    works: Mapping[str, Work],
    texts: Mapping[str, Extraction],
    resolutions: Sequence[Resolution],
    implied: Iterable[Derivation] = (),
) -> list[Derivation]:
    """The derivations that basis citations state, that their order implies, and `implied` ones.

    A stated edge stands for each basis citation. Documents cited as the basis in one
    sentence derive from one another by level (method `co-cited chain`, not stated),
    unless their dates run backwards. An edge carries a person's decision on where its
    citations lead.
    """
    told: dict[tuple[str, str], list[Derivation]] = {}
    bases: dict[str, list[Resolution]] = {}
    for resolution in resolutions:
        if _is_basis(resolution, texts):
            bases.setdefault(resolution.work, []).append(resolution)
    for source, group in sorted(bases.items()):
        stated = (_stated(works, texts[source], resolution) for resolution in group)
        for edge in (*stated, *_co_cited(works, texts[source], group)):
            told.setdefault((edge.source, edge.target), []).append(edge)
    found = {pair: _surest(edges) for pair, edges in told.items()}
    for edge in implied:
        _back(found, edge)
    return [found[pair] for pair in sorted(found)]


def _is_basis(resolution: Resolution, texts: Mapping[str, Extraction]) -> bool:
    citation = texts[resolution.work].citations[resolution.citation]
    passed_on = citation.relation is Relation.SELF and citation.purpose is Purpose.FORWARD
    return (citation.relation is Relation.BASIS or passed_on) and resolution.target not in (None, resolution.work)


def _stated(works: Mapping[str, Work], text: Extraction, resolution: Resolution) -> Derivation:
    citation = text.citations[resolution.citation]
    target = works[resolution.target or ""]
    doubt = 0.7 if resolution.status is Status.CONFLICT else 1.0
    return Derivation(
        resolution.work,
        target.id,
        _kind(target, citation),
        "basis citation",
        stated=True,
        direct=True,
        confidence=round(resolution.confidence * doubt, 3),
        evidence=(_quote(resolution.work, citation),),
        judgement=resolution.judgement,
    )


def _kind(target: Work, citation: Citation) -> DerivationKind:
    if citation.purpose is Purpose.FORWARD:
        return DerivationKind.FORWARDS
    return DerivationKind.LEGAL_BASIS if target.kind is WorkKind.REGULATION else DerivationKind.IMPLEMENTS


def _quote(work: str, citation: Citation) -> Quote:
    return Quote(work, citation.span, citation.text)


def _surest(edges: Sequence[Derivation]) -> Derivation:
    """The surest of the edges of one pair, with the evidence of all that are stated as it is."""
    if len(edges) == 1:
        return edges[0]
    best = max(edges, key=lambda edge: (edge.stated, edge.confidence))
    alike = (edge.evidence for edge in edges if edge.stated == best.stated)
    return replace(best, evidence=tuple(dict.fromkeys(quote for quotes in alike for quote in quotes)))


def _back(found: dict[tuple[str, str], Derivation], edge: Derivation) -> None:
    """Adds an implied edge, or lets it strengthen the one that is there."""
    old = found.get((edge.source, edge.target))
    if old is None or old.stated:
        found.setdefault((edge.source, edge.target), edge)
    else:
        found[edge.source, edge.target] = replace(old, confidence=max(old.confidence, edge.confidence))


def standing(work: Work) -> tuple[int, int]:
    """How low a work stands: its level's rank, and a department below its government."""
    return (work.level.rank if work.level else 9, int(work.department))


def _co_cited(
    works: Mapping[str, Work], text: Extraction, group: Sequence[Resolution]
) -> Iterable[Derivation]:
    """Lower to upper between the documents that one sentence names as the basis."""
    plain = [
        r
        for r in group
        if works[r.target or ""].kind is not WorkKind.REGULATION and works[r.target or ""].level is not None
    ]
    for sentence in _sentences(text, plain):
        for lower in sentence:
            low = works[lower.target or ""]
            uppers = [r for r in sentence if _may_derive(low, works[r.target or ""])]
            nearest = max((standing(works[r.target or ""]) for r in uppers), default=None)
            for upper in uppers:
                high = works[upper.target or ""]
                if standing(high) == nearest:
                    yield Derivation(
                        low.id,
                        high.id,
                        DerivationKind.IMPLEMENTS,
                        "co-cited chain",
                        stated=False,
                        direct=True,
                        confidence=_CO_CITED,
                        evidence=tuple(
                            _quote(lower.work, text.citations[r.citation])
                            for r in sorted((upper, lower), key=lambda r: r.citation)
                        ),
                        judgement=upper.judgement or lower.judgement,
                    )


def _may_derive(low: Work, high: Work) -> bool:
    """Whether a document stands above another, not after it, and is about the same matter."""
    return standing(high) < standing(low) and not runs_backwards(low, high) and _one_matter(low, high)


def _one_matter(one: Work, other: Work) -> bool:
    """Whether two titles have four characters in a row in common; a number alone tells nothing."""
    if one.title is None or other.title is None:
        return True
    a, b = (re.sub(r"[\W\d年]", "", title) for title in (one.title, other.title))
    return any(a[i : i + _MATTER] in b for i in range(len(a) - _MATTER + 1))


def _sentences(text: Extraction, group: Sequence[Resolution]) -> list[list[Resolution]]:
    """The resolutions grouped by sentence: no full stop and no long stretch between them."""
    groups: list[list[Resolution]] = []
    end = None
    for resolution in sorted(group, key=lambda r: text.citations[r.citation].span.start):
        span = text.citations[resolution.citation].span
        between = "。" if end is None else text.text[end : span.start]
        if "。" in between or len(between) > _MARGIN:
            groups.append([])
        groups[-1].append(resolution)
        end = span.end
    return groups


def runs_backwards(source: Work, target: Work) -> bool:
    """Whether the document that is derived from would be later than the one that derives."""
    if source.date and target.date:
        return target.date > source.date
    return bool(source.year and target.year and target.year > source.year)
