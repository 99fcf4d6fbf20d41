"""Words of a list in a text: the longest at each place, all looked for in one pass."""

from __future__ import annotations

from collections.abc import Mapping

import ahocorasick


class Gazetteer:
    """Words, one at least, each with what it stands for.

    >>> Gazetteer({"公开": "publish", "公开栏": "board"}).find("公开栏公开预算")
    [(0, 3, 'board'), (3, 5, 'publish')]
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = ahocorasick.Automaton()
        for word, meaning in words.items():
            self._words.add_word(word, (len(word), meaning))
        self._words.make_automaton()

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """The words in a text from left to right, none overlapping another: begin, end, what it stands for."""
        return [(last - length + 1, last + 1, meaning) for last, (length, meaning) in self._words.iter_long(text)]
