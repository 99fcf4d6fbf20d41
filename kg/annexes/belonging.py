"""Which files are annexes of which notices.

A file without a head of its own belongs to a notice that links to it, whose number stands
in its first lines, or that issues a title which is the file's own. Where two different
notices could claim it, it stays a document of its own, and so does a file that another year
or place tells apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kg.annexes.names import (bare, file_key, head, is_notice, linked, number_keys, ordinal, own_titles,
                              same_title, title_key, wanted_titles)
from kg.model.extraction import Extraction

_LAST = 1000
_NUMBER_LINES = 3


@dataclass(frozen=True, slots=True)
class Bundle:
    """A notice and the files of its annexes, in their order."""

    notice: Extraction
    annexes: tuple[Extraction, ...]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Documents that stand alone, notices with annexes, and by SHA-256 why a file that looks
    like an annex stays alone."""

    alone: tuple[Extraction, ...]
    bundles: tuple[Bundle, ...]
    apart: Mapping[str, str]


def arrange(read: Collection[Extraction]) -> Arrangement:
    """The files of a library, each alone or in the bundles it belongs to, whatever their order.

    A file that copies of one notice claim is in the bundle of each copy.
    """
    files = sorted(read, key=lambda one: one.source.sha256)
    notices = _Notices(files)
    claims = {one.source.sha256: found for one in files if _may_be_annex(one) and (found := notices.claiming(one))}
    held: dict[str, list[Extraction]] = defaultdict(list)
    apart: dict[str, str] = {}
    for one in files:
        key = one.source.sha256
        claiming = [notice for notice in claims.get(key, ()) if notice.source.sha256 not in claims]
        if len({_identity(notice) for notice in claiming}) > 1:
            apart[key] = f"kept as a document of its own: {' and '.join(map(_name, claiming))} could both claim it"
        elif not claiming and ordinal(one) is not None:
            apart[key] = "an annex without its notice; kept as a document of its own"
        for notice in claiming if key not in apart else ():
            held[notice.source.sha256].append(one)
    taken = {one.source.sha256 for annexes in held.values() for one in annexes}
    bundles = (Bundle(one, _in_order(one, held[one.source.sha256])) for one in files if one.source.sha256 in held)
    alone = (one for one in files if one.source.sha256 not in taken | held.keys())
    return Arrangement(tuple(alone), tuple(bundles), apart)


class _Notices:
    """The documents that may have annexes, by what they call them."""

    def __init__(self, files: Iterable[Extraction]) -> None:
        self._by_file: dict[str, list[Extraction]] = defaultdict(list)
        self._by_number: dict[tuple[str, str], list[Extraction]] = defaultdict(list)
        self._by_title: dict[str, list[tuple[str, Extraction]]] = defaultdict(list)
        for one in files:
            for name in dict.fromkeys(linked(one)):
                self._by_file[name].append(one)
            if is_notice(one):
                for key in number_keys(bare(one.header.number or "")):
                    self._by_number[key].append(one)
                for title in wanted_titles(one):
                    self._by_title[title_key(title)].append((title, one))

    def claiming(self, annex: Extraction) -> list[Extraction]:
        """The notices that a file may belong to; the surest way that finds one decides."""
        for found in (self._numbered(annex), self._by_file.get(file_key(annex.source.name), ()), self._titled(annex)):
            fitting = [notice for notice in found if notice is not annex and _fit(notice, annex)]
            if fitting:
                return fitting
        return []

    def _numbered(self, annex: Extraction) -> Sequence[Extraction]:
        if ordinal(annex) is None:
            return ()
        found = {notice.source.sha256: notice for line in head(annex)[:_NUMBER_LINES] for key in number_keys(line)
                 for notice in self._by_number.get(key, ()) if bare(notice.header.number or "") in line}
        return tuple(found.values())

    def _titled(self, annex: Extraction) -> Sequence[Extraction]:
        found = {notice.source.sha256: notice for own in own_titles(annex)
                 for title, notice in self._by_title.get(title_key(own), ()) if same_title(own, title)}
        return tuple(found.values())


def _may_be_annex(one: Extraction) -> bool:
    """Whether a file has no head of its own, or calls itself an annex."""
    return not is_notice(one) and (one.header.number is None or ordinal(one) is not None)


def _fit(notice: Extraction, annex: Extraction) -> bool:
    """Whether neither year nor place tells two files apart."""
    pairs = ((notice.header.plan_year, annex.header.plan_year), (notice.header.region, annex.header.region))
    return all(one is None or other is None or one == other for one, other in pairs)


def _identity(notice: Extraction) -> str:
    """What copies of one notice have in common."""
    header = notice.header
    return bare(header.number or header.notice_title or notice.text)


def _name(notice: Extraction) -> str:
    return notice.header.number or notice.header.notice_title or notice.source.name


def _in_order(notice: Extraction, annexes: Iterable[Extraction]) -> tuple[Extraction, ...]:
    return tuple(sorted(annexes, key=partial(_place, notice)))


def _place(notice: Extraction, annex: Extraction) -> tuple[int, str]:
    """Where an annex stands among others: as it says, else as it is listed, else by its name."""
    told = ordinal(annex)
    if told:
        return told, annex.source.name
    named = [bare(title) for title in notice.header.annexes]
    listed = [at for at, title in enumerate(named, 1) if any(same_title(own, title) for own in own_titles(annex))]
    files = list(dict.fromkeys(linked(notice)))
    key = file_key(annex.source.name)
    return (listed[0] if listed else files.index(key) + 1 if key in files else _LAST), annex.source.name
