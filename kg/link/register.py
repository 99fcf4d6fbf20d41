"""What is known before any document is read: agencies, divisions, regulations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg import tables
from kg.extract.numbers import DocumentNumber, parse_number
from kg.agencies import Agencies, Agency, agencies
from kg.link.titles import fold_title


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a law, regulation or standing policy; dates are ISO or empty."""

    title: str
    kind: str
    number: DocumentNumber | None
    issuers: tuple[str, ...]
    signed: str
    effective: str
    until: str

    def serves(self, year: int | None) -> bool:
        """Whether this edition was in force, or signed, in some part of a year."""
        if year is None:
            return not self.until
        return self.signed[:4] <= str(year) and (not self.until or str(year) < self.until[:4])


@dataclass(frozen=True)
class Register:
    """The gazetteers that linking consults; `Register.bundled()` gives those of kg."""

    agencies: Agencies
    editions: Mapping[str, tuple[Edition, ...]]

    @classmethod
    def bundled(cls) -> Register:
        """The register that ships with kg."""
        return _bundled()

    def regulation(self, title: str, year: int | None, revised: bool = False) -> Edition | None:
        """The edition of a regulation that a document of `year` means by a full or short title;
        of one that it calls newly `revised`, the edition of these years, even one to come.

        >>> edition = Register.bundled().regulation("政府信息公开条例", 2015)
        >>> edition and str(edition.number)
        '国务院令第492号'
        >>> edition = Register.bundled().regulation("政府信息公开条例", 2018, revised=True)
        >>> edition and str(edition.number)
        '国务院令第711号'
        """
        editions = self.editions_of(title)
        serving = [edition for edition in editions if edition.serves(year)]
        if revised and year is not None:
            serving = [e for e in editions if year - 2 <= int(e.signed[:4] or 0) <= year + 1] or serving
        return max(serving or editions[:1], key=lambda edition: edition.signed, default=None)

    def editions_of(self, title: str) -> tuple[Edition, ...]:
        """All editions of the regulation of a full or short title, oldest first."""
        return self.editions.get(fold_title(title), ())

    def agency(self, name: str, at: Agency | None = None) -> Agency:
        """The agency that a name means in a document issued by `at`."""
        return self.agencies.identify(name, at)


@cache
def _bundled() -> Register:
    editions: dict[str, list[Edition]] = {}
    for row in tables.rows("regulations"):
        edition = Edition(
            row["title"],
            row["kind"],
            parse_number(row["number"]),
            tuple(filter(None, row["issuer"].split(";"))),
            row["signed"],
            row["effective"],
            row["until"],
        )
        for title in (row["title"], *filter(None, row["short"].split(";"))):
            editions.setdefault(fold_title(title), []).append(edition)
    return Register(
        agencies(), {title: tuple(sorted(found, key=lambda e: e.signed)) for title, found in editions.items()}
    )
