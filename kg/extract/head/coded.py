"""Who issued a document whose issuer only the code of its number tells."""

from __future__ import annotations

from kg.agencies import Agency, agencies
from kg.extract.code_issuers import issuers_of
from kg.extract.head.bodies import Issuer
from kg.model.extraction import Level
from kg.regions import Region

_SURE = 0.6


def coded_issuer(code: str, place: Region | None, level: Level | None) -> Issuer | None:
    """The body of this place and level that an agency code stands for; None if none or several do.

    >>> from kg.regions import regions
    >>> city = regions().get("370800")
    >>> found = coded_issuer("济政办字", city, city.level)
    >>> found and (found.name, found.region)
    ('济宁市人民政府办公室', '370800')
    """
    at = Agency(place.name, place.level, place.code, False) if place else None
    bodies = {found.agency for found in issuers_of(code, agencies(), at) if _fits(found.agency, place, level)}
    if len(bodies) != 1 or not code:
        return None
    body = bodies.pop()
    return Issuer(body.name, body.level, body.region, 0, 0, "issuer-code", _SURE)


def _fits(body: Agency, place: Region | None, level: Level | None) -> bool:
    """Whether a body is of a place and level, as far as these are known."""
    return level in (None, body.level) and (place is None or body.region in (None, place.code))
