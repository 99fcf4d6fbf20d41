"""A text under way from printed to logical, with the origin of each character."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

# (start, end, replacement): the replacement is no longer than what it stands for.
Edit = tuple[int, int, str]

# The offsets that all but long documents share: making a number for each character anew takes longer than any edit.
_OFFSETS = tuple(range(1 << 15))


@dataclass(frozen=True)
class Draft:
    """`origin[i]` is the printed offset of `text[i]`; strictly rising."""

    text: str
    origin: Sequence[int]

    @staticmethod
    def of(text: str) -> Draft:
        """The draft of a text that nothing was taken out of yet."""
        return Draft(text, _OFFSETS[:len(text)] if len(text) <= len(_OFFSETS) else range(len(text)))

    def edit(self, edits: Iterable[Edit]) -> Draft:
        """The draft after replacing stretches; edits rise and do not overlap.

        >>> Draft.of("a  b").edit([(1, 3, " ")])
        Draft(text='a b', origin=[0, 1, 3])
        """
        pieces: list[str] = []
        origin: list[int] = []
        done = 0
        for start, end, replacement in edits:
            pieces += (self.text[done:start], replacement)
            origin += self.origin[done:start + len(replacement)]
            done = end
        if not done:
            return self
        origin += self.origin[done:]
        return Draft("".join((*pieces, self.text[done:])), origin)

    def lost(self, after: Draft) -> list[tuple[int, int]]:
        """The printed (start, end) of what a later draft took out of this one.

        >>> draft = Draft.of("a - 2 - b")
        >>> draft.lost(draft.edit([(1, 8, "")]))
        [(1, 8)]
        """
        found: list[tuple[int, int]] = []
        if after is self:
            return found
        for offset in sorted(set(self.origin).difference(after.origin)):
            if found and found[-1][1] == offset:
                found[-1] = found[-1][0], offset + 1
            else:
                found.append((offset, offset + 1))
        return found

    def lines(self) -> list[tuple[int, int]]:
        """The (start, end) of each line, line ends excluded."""
        spans, start = [], 0
        for line in self.text.split("\n"):
            end = start + len(line)
            spans.append((start, end))
            start = end + 1
        return spans

    @cached_property
    def spaced_lines(self) -> Sequence[tuple[int, int]]:
        """The (start, end) of each line that holds a space, found by its first one: most steps ask for them, and
        few change the draft.

        >>> Draft.of("a b\\nc\\n d").spaced_lines
        [(0, 3), (6, 8)]
        """
        text, found = self.text, []
        at = text.find(" ")
        while at >= 0:
            end = text.find("\n", at)
            end = end if end >= 0 else len(text)
            found.append((text.rfind("\n", 0, at) + 1, end))
            at = text.find(" ", end)
        return found
