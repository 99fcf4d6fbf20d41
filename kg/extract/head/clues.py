"""What tells the level and the place of a document whose issuer nothing states in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_REACH = 900  # how far into its text a document says for whom it speaks


@dataclass(frozen=True, slots=True)
class Clues:
    """What tells a document's place: the names of its issuer and its plan, whom it addresses, the
    units of its tasks, the code of its own number, and its logical text from `body` on."""

    issuer: str | None
    title: str | None
    addressees: Sequence[str]
    units: Sequence[str]
    code: str
    text: str
    body: int

    @property
    def opening(self) -> str:
        """The first words of the text."""
        return self.text[self.body:self.body + _REACH].lstrip()
