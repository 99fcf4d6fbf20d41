"""Tells when a cited title is the citing document's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from kg import tables
from kg.model.extraction import Citation, Header, Part, Relation
from kg.regions import regions

_LEAST_SUFFIX = 6
_ALMOST = 0.93
_LONGEST_LIST = 600
_JOINT = re.compile("[;；]|(?<=方案)和|(?<=要点)和")
_ISSUED = re.compile(r"(?:印发|转发|批转|下发)[《〈]([^《》〈〉]+)[》〉]")
_PASSED_ON = re.compile("转发|批转")
_COVERING = re.compile(r"\A[^关]{0,40}关于印发(.+)的通知\Z")
_EDGES = re.compile(r"\A关于(?:印发)?|(?:试行|暂行|(?:19|20)\d\d年版)\Z")
_YEAR, _FIGURE = re.compile(r"(?:19|20)\d\d年"), re.compile(r"\d")
_NOTICE = "通知"      # by its bare name another's: a notice says 本通知 of itself
_MARKS = re.compile(r"[\s《》〈〉<>“”()（）〔〕\[\]、,，:：；;]")


@dataclass(frozen=True, slots=True)
class SelfNames:
    """The cores of a document's own titles: the plan's, the notice's, its annexes'; and of what a notice passes on
    `beside` a plan or demands of its own."""

    cores: frozenset[str]
    annexes: frozenset[str] = frozenset()
    issuers: frozenset[str] = frozenset()
    number: str | None = None
    foreign: frozenset[str] = frozenset()
    forwarded: str | None = None
    beside: frozenset[str] = frozenset()
    region: str | None = None

    @staticmethod
    def of(header: Header, parts: Sequence[Part] = ()) -> SelfNames:
        """The names that a head and the titles of the parts give."""
        titles = [*_JOINT.split(header.title or ""), header.notice_title, *header.annexes,
                  *(part.title for part in parts)]
        cores = {_core(title) for title in titles if title}
        inner = {_core(match[1]) for title in titles if title for match in _ISSUED.finditer(title)}
        forwarded = _forwarded(header)
        beside = {core for match in _ISSUED.finditer(header.notice_title or "")
                  if (core := _core(match[1])) not in cores} if forwarded else _passed_on(header)
        return SelfNames(frozenset(core for core in (cores | inner) - beside if len(core) >= 2),
                         frozenset(map(_core, header.annexes)) - beside, frozenset(header.issuers), header.number,
                         forwarded=forwarded, beside=frozenset(beside), region=header.region)

    def with_short_form(self, citation: Citation) -> SelfNames:
        """These names, that of a document that is issued too, and the short one that a citation defines."""
        if citation.relation is Relation.SELF and citation.title and len(_core(citation.title)) >= _LEAST_SUFFIX:
            self = replace(self, cores=self.cores | {_core(citation.title)})
        if citation.short_form is None:
            return self
        short = _core(citation.short_form)
        if citation.relation is not Relation.SELF:
            return replace(self, foreign=self.foreign | {short})
        return replace(self, cores=self.cores | {short})

    def holds(self, title: str, issuer: str | None = None, number: str | None = None) -> bool:
        """Whether a title names this document: the same core, or its end word for word.

        A title that another body is named for (国务院办公厅《2021年政务公开工作要点》) is
        not, and a year's plan by its bare name may be that of any level above. What a notice
        passes on keeps its own number and issuer.
        """
        if self.forwarded is not None and _core(title) == self.forwarded:
            return True
        if number is not None and self.number is not None and number != self.number:
            return False
        stated = tables.patterns("head_patterns")["issuer_in_front"].regex.match(title)
        if stated and self.issuers and not any(own in stated["body"] for own in self.issuers):
            return False
        if issuer is not None and not self.issuers.issuperset(issuer.split("、")):
            return False
        core = _core(title)
        if core in self.cores:
            return True
        if tables.patterns("core_patterns")["bare_genre"].regex.match(core):
            return core not in self.foreign and core != _NOTICE and any(own.endswith(core) for own in self.cores)
        if any(_almost(core, own) for own in self.annexes):
            return True
        ends = len(core) >= _LEAST_SUFFIX and any(own.endswith(core) for own in self.cores)
        return (ends and core == _plain(title).removeprefix("关于") and not _YEAR.search(core)) \
            or any(len(own) >= 2 * _LEAST_SUFFIX and core.endswith(own)
                   and not self._is_elsewhere(core.removesuffix(own)) for own in self.cores)

    def _is_elsewhere(self, place: str) -> bool:
        """Whether what a title prints before the own one is the name of another place, or of a body there (某省教育厅 before
        that of a city)."""
        found = regions().leading(place) if self.region and not place.endswith(tuple(self.issuers)) else None
        return found is not None and found[0].code != self.region

    def is_same(self, title: str) -> bool:
        """Whether a title is one of the document's own word for word."""
        return _core(title) in self.cores

    def is_beside(self, title: str) -> bool:
        """Whether a title is that of what the notice passes on beside a plan of its own, which rests on it."""
        return _core(title) in self.beside

    def issues(self, text: str, start: int, end: int) -> bool:
        """Whether the words around a citation, or around the list in which it stands, say that this
        very document is being issued."""
        rules = tables.patterns("relation_patterns")
        listed = rules["listed_before"].regex.search(text, max(0, start - _LONGEST_LIST), start)
        start = listed.start() if listed else start
        more = rules["listed_after"].regex.match(text, end, end + _LONGEST_LIST)
        end = more.end() if more else end
        return bool(rules["issued_before"].regex.search(text[max(0, start - 30):start])
                    or rules["issued_after"].regex.match(text[end:end + 60]))


def _forwarded(header: Header) -> str | None:
    """The core of the title that a covering notice passes on from another body."""
    passes_on = header.title and header.notice_title and _PASSED_ON.search(header.notice_title)
    return _core(header.title or "") if passes_on else None


def _passed_on(header: Header) -> set[str]:
    """The cores of the titles that a notice passes on which is itself what is read, for its own demands."""
    issued = _ISSUED.finditer(header.title or "") if header.notice_title is None else ()
    return {_core(match[1]) for match in issued if _PASSED_ON.match(match[0])}


def _almost(core: str, own: str) -> bool:
    """Whether two long names without years differ by a slip of the pen only."""
    if min(len(core), len(own)) < 2 * _LEAST_SUFFIX or core[-4:] != own[-4:] or _FIGURE.search(core + own):
        return False
    return SequenceMatcher(None, core, own, autojunk=False).ratio() >= _ALMOST


def _plain(title: str) -> str:
    return _MARKS.sub("", title)


@lru_cache(maxsize=256)
def _core(title: str) -> str:
    """A title without width, marks, spaces, edition and the words of a covering notice."""
    inner = _plain(title)
    if "关于印发" in inner:
        inner = _COVERING.sub(r"\1", inner)
    return _EDGES.sub("", inner)
