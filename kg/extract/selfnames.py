"""Tells when a cited title is the citing document's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg import tables
from kg.model.extraction import Header, Part

_LEAST_SUFFIX = 6


@dataclass(frozen=True, slots=True)
class SelfNames:
    """The cores of a document's own titles: the plan's, the notice's, its annexes'."""

    cores: frozenset[str]

    @staticmethod
    def of(header: Header, parts: Sequence[Part] = ()) -> SelfNames:
        """The names that a head and the titles of the parts give."""
        titles = [*re.split("[;；]", header.title or ""), header.notice_title, *header.annexes,
                  *(part.title for part in parts)]
        cores = {_core(title) for title in titles if title}
        inner = {_core(match[1]) for title in titles if title
                 for match in re.finditer(r"[《〈]([^《》〈〉]+)[》〉]", title)}
        return SelfNames(frozenset(core for core in cores | inner if len(core) >= 2))

    def holds(self, title: str) -> bool:
        """Whether a title names this document: the same core, or its end word for word."""
        core = _core(title)
        return any(core == own or len(core) >= _LEAST_SUFFIX and own.endswith(core)
                   or len(own) >= 2 * _LEAST_SUFFIX and core.endswith(own) for own in self.cores)

    def issues(self, text: str, start: int, end: int) -> bool:
        """Whether the words around a citation say that this very document is being issued."""
        rules = tables.patterns("relation_patterns")
        return bool(rules["issued_before"].regex.search(text[max(0, start - 30):start])
                    or rules["issued_after"].regex.match(text[end:end + 60]))


def _core(title: str) -> str:
    """A title without width, marks, spaces and the words of a covering notice."""
    plain = re.sub(r"[\s《》〈〉<>“”()（）〔〕\[\]、,，:：；;]", "", title)
    return re.sub(r"\A关于(?:印发)?", "", re.sub(r"\A[^关]{2,40}关于印发(.+)的通知\Z", r"\1", plain))
