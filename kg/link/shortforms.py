"""Names that mean a document named before: 以下简称《要点》, 《条例》, 《通知》."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg import tables
from kg.link.titles import fold_title
from kg.link.verdicts import Docket, Mention, Verdict, ambiguous, found
from kg.model.extraction import Citation, Relation


def by_short_form(mention: Mention, docket: Docket) -> Verdict | None:
    """The document that an earlier sentence gives this short name, or the only one named
    before whose title ends in this genre word."""
    title = mention.naming.title
    if title is None:
        return None
    folded = fold_title(mention.citation.title or "")
    before = docket.before(mention)
    if mention.citation.relation is Relation.SELF:
        # A covering notice that reaches this step passes on another document and means that one.
        before = [(citation, verdict) for citation, verdict in before if verdict.target is not mention.node]
    for citation, verdict in before:
        if verdict.target is not None and _defines(citation, folded):
            return found(verdict.target, f"以下简称 defines 《{folded}》", "short form", 0.97)
    return _by_genre(title.core, before)


def is_genre(core: str) -> bool:
    """Whether a title is nothing but a genre word (条例, 要点)."""
    return bool(tables.patterns("core_patterns")["bare_genre"].regex.search(core))


def is_short_form(mention: Mention) -> bool:
    """Whether an earlier citation of the same document defines this title as its short form."""
    return defining(mention) is not None


def defining(mention: Mention) -> Citation | None:
    """The nearest earlier citation of the same document that defines this title as its short form."""
    before = mention.node.text.citations[: mention.position] if mention.node.text is not None else ()
    folded = fold_title(mention.citation.title or "")
    return next((citation for citation in reversed(before) if _defines(citation, folded)), None)


def _defines(citation: Citation, folded: str) -> bool:
    return citation.short_form is not None and fold_title(citation.short_form) == folded


def _by_genre(genre: str, before: Sequence[tuple[Citation, Verdict]]) -> Verdict:
    targets = list(
        {
            verdict.target: None
            for citation, verdict in before
            if verdict.target is not None and _ends_in(citation, genre)
        }
    )
    if len(targets) == 1:
        return found(targets[0], f"the only document named before that is a {genre}", "short form", 0.9)
    return ambiguous(
        targets, f"《{genre}》 could stand for each of them" if targets else f"no {genre} is named before it"
    )


def _ends_in(citation: Citation, genre: str) -> bool:
    """Whether a full title ends in a genre word, with or without its own notice and （试行）."""
    title = fold_title(citation.title or "")
    inner = re.sub("的?通知$", "", title).rstrip("〉")
    plain = re.sub("（[^（）]*）$", "", inner)
    return any(name.endswith(genre) and name != genre for name in (title, inner, plain))
