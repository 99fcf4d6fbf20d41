"""The documents that files are: each notice with the annexes that came in files of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.annexes import Bundle, arrange
from kg.batch import Piece
from kg.build.holdings import Holdings
from kg.build.notes import Notes
from kg.build.site import Files, Site
from kg.model.extraction import Extraction
from kg.model.report import Outcome


def documents_of(site: Site, holdings: Holdings, notes: Notes) -> Files:
    """The documents by the SHA-256 of their first file; what is to be said of annexes goes into `notes`."""
    found = arrange(holdings.files.values())
    documents = {one.source.sha256: one for one in found.alone}
    whole = dict(_joined(site, found.bundles))
    for bundle in found.bundles:
        notice, both = bundle.notice, whole.get(bundle.notice.source.sha256)
        documents[notice.source.sha256] = notice if both is None else both
        for annex in bundle.annexes:
            if both is None:
                documents[annex.source.sha256] = annex
            _note_annex(notes, annex, notice, both)
    for key, why in found.apart.items():
        notes.add(key, why)
    return {**holdings.stuck, **documents}


def _joined(site: Site, bundles: Sequence[Bundle]) -> Iterator[tuple[str, Extraction]]:
    """What each notice says together with its annexes, by the SHA-256 of the notice."""
    batch, anew = site.batch(), []
    for bundle in bundles:
        key = bundle.notice.source.sha256
        cached = batch.cached(key, [annex.source.sha256 for annex in bundle.annexes])
        if cached is None:
            anew.append(bundle)
        else:
            yield key, cached
    pieces = [Piece(bundle.notice.source.name, bundle=bundle) for bundle in anew]
    for bundle, attempts in zip(anew, site.read(batch, pieces), strict=True):
        yield from ((bundle.notice.source.sha256, attempt.extraction) for attempt in attempts
                    if attempt.extraction is not None)


def _note_annex(notes: Notes, annex: Extraction, notice: Extraction, both: Extraction | None) -> None:
    key, name = annex.source.sha256, notice.source.name
    if both is None:
        notes.add(key, f"an annex of {name} that could not be joined to it")
        return
    start = next(one.span.start for one in both.attached if one.source == annex.source)
    if start < len(notice.text):
        notes.add(key, f"{name} holds its text already", Outcome.DUPLICATE)
    else:
        notes.add(key, f"joined to {name} as its annex")
