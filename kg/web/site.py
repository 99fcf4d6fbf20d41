"""What all pages read: the view of a generation and its catalogue, and the token of writes."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from functools import cached_property

from kg.model.view import View
from kg.search import Catalogue


@dataclass(frozen=True)
class Site:
    """One generation of a library as the pages see it.

    `token` must come back with every form that writes; it is new for every start.
    """

    view: View
    catalogue: Catalogue
    built: str = ""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @cached_property
    def totals(self) -> dict[str, int]:
        """How much there is of everything; see kg.search.Catalogue.totals."""
        return dict(self.catalogue.totals())
