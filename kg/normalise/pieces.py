"""Texts that a site for sharing documents shows in numbered pieces, all of one length but the last."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from kg.normalise.draft import Draft, Edit

_SHORTEST = 200
_STOPS = "。;!?:"
_PIECE = re.compile(r"^(?P<label>(?P<number>\d{1,4})、)(?P<piece>[^\n]+)$", re.M)


def join_pieces(draft: Draft) -> Draft:
    """The draft without the numbers of such pieces and the line ends before them, wherever those cut.

    >>> join_pieces(Draft.of("1、" + "公" * 199 + "开\\n2、规划。")).text[198:]
    '公开规划。'
    """
    return draft.edit(_edits(draft.text)) if "\n2" in draft.text and "\n2、" in draft.text else draft


def _edits(text: str) -> Iterator[Edit]:
    run: list[re.Match[str]] = []
    for match in itertools.chain(_PIECE.finditer(text), [None]):
        if match and run and match.start() == run[-1].end() + 1 and int(match["number"]) == len(run) + 1:
            run.append(match)
            continue
        if _are_pieces(run):
            yield from ((piece.start("label") - (at > 0), piece.end("label"), "") for at, piece in enumerate(run))
        run = [match] if match and match["number"] == "1" else []


def _are_pieces(run: list[re.Match[str]]) -> bool:
    """Whether lines numbered from 1 on are equally long, but the last, and cut in mid-sentence."""
    pieces = [match["piece"] for match in run]
    length = max(map(len, pieces), default=0)
    cut = sum(piece[-1] not in _STOPS for piece in pieces[:-1])
    return len(pieces) > 1 and length >= _SHORTEST and cut * 2 >= len(pieces) - 1 \
        and all(len(piece) == length for piece in pieces[:-1])
