"""Words of a list in a text: the longest at each place, all looked for in one pass."""

from __future__ import annotations

from collections.abc import Mapping

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind


class Gazetteer:
    """Words, one at least, each with what it stands for.

    >>> Gazetteer({"公开": "publish", "公开栏": "board"}).find("公开栏公开预算")
    [(0, 3, 'board'), (3, 5, 'publish')]
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        self._meanings = tuple(words.values())
        # The smallest automaton: a greater one pushes more out of the cache than it saves.
        self._words = AhoCorasick([_encodable(word) for word in words], MatchKind.LeftmostLongest,
                                  store_patterns=False, implementation=Implementation.ContiguousNFA)

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """The words in a text from left to right, none overlapping another: begin, end, what it stands for."""
        try:
            found = self._words.find_matches_as_indexes(text)
        except UnicodeEncodeError:
            found = self._words.find_matches_as_indexes(_encodable(text))
        return [(begin, end, self._meanings[word]) for word, begin, end in found]


def _encodable(text: str) -> str:
    """A text as long whose lone surrogates are question marks.

    >>> _encodable("公开\\ud800")
    '公开?'
    """
    return text.encode("utf-8", "replace").decode("utf-8")
