"""Every mention of a document by 《title》 and/or number, and how it is spoken of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from functools import cache
from typing import NamedTuple

from kg import tables
from kg.extract.head.title import bare
from kg.extract.issuers import FoundIssuer, issuer_before
from kg.extract.numbers import FoundNumber, find_numbers
from kg.extract.relations import (Governor, governor, is_annexed, is_asked, is_in_passing, is_naming, is_of_others,
                                  is_preamble, is_reasoned, is_report, masked)
from kg.extract.selfnames import SelfNames
from kg.extract.taskplaces import TaskPlaces
from kg.extract.titles import TitleMark, clean_title, find_titles
from kg.extract.vocabulary import named, printed_width
from kg.model.extraction import Citation, Evidence, Header, Part, Purpose, Relation, Task
from kg.model.text import Document, Span
from kg.normalise import is_furniture
from kg.outline import within

_OPENS, _SHUTTING = "(〔[【", frozenset(")《。\n")
_SHUT = re.compile(r"[^()。\n]{0,60}?[)〕\]】]")
_TITLE_END = re.compile(r"[)\]〕】]?》?")
_QUOTES = re.compile("[《》〈〉“”]")
_NUMBER_REACH, _NAMED_REACH, _MEDIUM_REACH = 80, 120, 60
_BASIS = (Purpose.IMPLEMENT, Purpose.FOLLOW, Purpose.FORWARD)


class FoundCitation(NamedTuple):
    """A citation in logical text: a title mark, a number, or one with the other."""

    start: int
    end: int
    title: TitleMark | None
    number: FoundNumber | None
    issuer: FoundIssuer | None


def find_citations(document: Document, header: Header, parts: Sequence[Part] = (),
                   tasks: Sequence[Task] = ()) -> tuple[Citation, ...]:
    """The citations of a document in reading order; those inside a task carry its id."""
    text = document.logical.text
    titles = [span for name, evidence in header.evidence if name in ("title", "notice_title")
              for span in evidence.spans]
    own_titles = {bare(title) for title in (header.title, header.notice_title) if title}
    head = min((span.start for name, evidence in header.evidence if name == "recipients"
                for span in evidence.spans), default=0)
    names, places = SelfNames.of(header, parts), TaskPlaces(parts, tasks, titles, head)
    annexes = [match.span("list") for match in
               tables.patterns("head_patterns")["annex_list"].regex.finditer(text)] if "附" in text else []
    found = [c for c in read_citations(text)
             if not _is_framed(document, c, own_titles)
             and not _is_own_number(text, c, header) and not _in_annex_line(text, c, annexes)]
    begins = [one.issuer.start if one.issuer else _unquoted_start(text, one) for one in found]
    blank = masked(text, ((begin, one.end) for begin, one in zip(begins, found, strict=True)))
    citations: list[Citation] = []
    for begin, one in zip(begins, found, strict=True):
        citation = _citation(document, one, governor(blank, begin, one.end), names, places)
        names = names.with_short_form(citation)
        citations.append(citation)
    return tuple(citations)


def _is_framed(document: Document, one: FoundCitation, own_titles: Set[str]) -> bool:
    """Whether a citation belongs to a page's frame, and not to a title of the document that has
    lines to itself within it."""
    if not document.furniture or not is_furniture(document, document.logical.span(one.start, one.end)):
        return False
    text = document.logical.text
    stop = text.find("\n", one.end)
    return bare(text[text.rfind("\n", 0, one.start) + 1:stop if stop >= 0 else len(text)]) not in own_titles


def _unquoted_start(text: str, one: FoundCitation) -> int:
    """Where a number's title begins that was printed without marks before its bracket."""
    if one.title is not None or not text.endswith("(", 0, one.start):
        return one.start
    left = text[max(0, one.start - 120):one.start - 1]
    title = tables.patterns("head_patterns")["unquoted_title"].regex.search(left)
    return one.start - 1 - len(left) + title.start() if title else one.start


def read_citations(text: str) -> Iterator[FoundCitation]:
    """The titles and numbers of logical text in reading order, a title with its number as one.

    >>> [text for c in read_citations("根据《要点》(国办发〔2021〕12号)") for text in (str(c.number.number),)]
    ['国办发〔2021〕12号']
    """
    numbers = list(find_numbers(text))
    titles = [title for title in find_titles(text) if not _is_medium(text, title)]
    used: set[int] = set()
    joined = [_with_number(text, title, numbers, used) for title in titles]
    alone = [FoundCitation(n.start, n.end, None, n, None) for i, n in enumerate(numbers)
             if i not in used and not _inside(n, titles)]
    yield from sorted([*joined, *alone], key=lambda c: c.start)


def _is_medium(text: str, title: TitleMark) -> bool:
    """Whether a title is the name of a website, newspaper, magazine or column, which is no document."""
    rules = tables.patterns("title_patterns")
    return rules["medium_name"].regex.match(text[slice(*title.inner())]) is not None \
        or rules["medium_after"].regex.match(text[title.end:title.end + _MEDIUM_REACH]) is not None


def _with_number(text: str, title: TitleMark, numbers: Sequence[FoundNumber],
                 used: set[int]) -> FoundCitation:
    notice = text.startswith("的通知", title.end)  # 某办公室印发《…》的通知 is a title of its own
    issuer = None if notice else issuer_before(text, title.start)
    first = bisect_left(numbers, title.start, key=lambda number: number.start)
    for index in range(first, len(numbers)):
        if numbers[index].start >= title.end + _NUMBER_REACH:
            break
        end = _joined_end(text, title, numbers[index])
        if end is not None and index not in used:
            used.add(index)
            return FoundCitation(title.start, end, title, numbers[index], issuer)
    return FoundCitation(title.start, title.end, title, None, issuer)


def _inside(number: FoundNumber, titles: Sequence[TitleMark]) -> bool:
    index = bisect_left(titles, number.start, key=lambda title: title.start) - 1
    return index >= 0 and number.start < titles[index].end


def _joined_end(text: str, title: TitleMark, number: FoundNumber) -> int | None:
    """Where a title with this number ends; None if the number is not its own."""
    if title.start < number.start < title.end:
        tail = text[number.end:title.end]
        return title.end if _TITLE_END.fullmatch(tail) else None
    if number.start < title.end:
        return None
    between = text[title.end:number.start].strip(" ")
    between = between.lstrip("\n ") if between.endswith(tuple(_OPENS)) else between    # a line end before the bracket
    if between in ("", ",") and number.start - title.end <= 2:
        return number.end
    if not between or between[0] not in _OPENS or not _SHUTTING.isdisjoint(between):
        return None
    return _bracket_end(text, number.end)


def _bracket_end(text: str, number_end: int) -> int:
    """The end of the bracket that holds a number; the number's own end if it is left open."""
    close = _SHUT.match(text, number_end)
    return close.end() if close else number_end


def _is_own_number(text: str, one: FoundCitation, header: Header) -> bool:
    """A document's own number in its head or foot is no citation."""
    return one.title is None and one.number is not None and str(one.number.number) == header.number


def _in_annex_line(text: str, one: FoundCitation, annexes: Sequence[tuple[int, int]]) -> bool:
    """Whether a title, in the list of annexes, is only a piece of an annex's (2021年《报告》分工表) or
    says again what the text above has cited."""
    whole = text[one.start - 1] in "\n:.、 " and text[one.end:one.end + 1] in ("", "\n", ";", "。")
    return within(one.start, annexes) and (not whole or text.find(text[one.start:one.end], 0, one.start) >= 0)


def _citation(document: Document, one: FoundCitation, word: Governor | None, names: SelfNames,
              places: TaskPlaces) -> Citation:
    span = document.logical.span(one.start, one.end)
    task = places.task_at(span)
    title = named(document, _title(document, one)) if one.title else None
    number = str(one.number.number) if one.number else None
    issuer = one.issuer.name if one.issuer else None
    own = title is not None and names.holds(title, issuer, number) \
        and not (_is_former(word, title, number, names) or _is_namesake(word, number, names)
                 or is_of_others(document.logical.text, one.start))
    own = own or (title is not None and number is None and is_annexed(document.logical.text, one.end))
    return Citation(
        span=span, text=span.of(document.text), title=title, number=number, issuer=issuer,
        relation=Relation.BASIS if title is not None and names.is_beside(title)
        else _relation(document.logical.text, one, word, own, names, places, span),
        purpose=word.purpose if word else Purpose.MENTION,
        short_form=_short_form(document.logical.text, one), task=task.id if task else None,
        evidence=Evidence((span,), _rule(one), _confidence(one, word)))


def _is_former(word: Governor | None, title: str, number: str | None, names: SelfNames) -> bool:
    """Whether a document under this one's title, or one much like it, is the one that it ends or revises."""
    if word is None or word.purpose not in (Purpose.REPEAL, Purpose.REVISE):
        return False
    another = number is not None and number != names.number
    return word.purpose is Purpose.REPEAL or another or (not word.before and not names.is_same(title))


def _is_namesake(word: Governor | None, number: str | None, names: SelfNames) -> bool:
    """Whether a numbered document that this unnumbered one follows only shares its title, as
    that of a government above does."""
    if word is None or number is None or names.number is not None or names.forwarded is not None:
        return False
    return word.before and word.purpose in _BASIS


def _relation(text: str, one: FoundCitation, word: Governor | None, own: bool, names: SelfNames,
              places: TaskPlaces, span: Span) -> Relation:
    """Self by its name or by being issued; basis if a reason for the document; else mention.

    An obligation in a covering notice may stand in the sentence that gives the reason.
    """
    if own:
        return Relation.SELF
    task = places.task_at(span)
    told = is_preamble(text, one.start, strictly=task is not None and task.label is not None)
    if word is None or (task is not None and not told):
        return Relation.MENTION
    if word.purpose in (Purpose.ISSUE, Purpose.FORWARD) and names.issues(text, one.start, one.end):
        return Relation.SELF
    if word.purpose not in _BASIS or not (
            told or (places.stands_before(span) and not is_reasoned(text, one.start))):
        return Relation.MENTION
    aside = is_naming(text, one.start) or places.in_title(span) or is_asked(text, one.start) \
        or is_in_passing(text, one.start, one.end) or (not told and is_report(text, one.start))
    return Relation.MENTION if aside else Relation.BASIS


def _title(document: Document, one: FoundCitation) -> str:
    """The cited title, with the marks as wide as they were printed, without its number."""
    assert one.title is not None
    start, end = one.title.inner()
    if one.number is not None and one.title.start < one.number.start < one.title.end:
        end = max(document.logical.text.rfind("(", start, one.number.start), start) or one.number.start
    return clean_title(printed_width(document, start, end))


def _short_form(text: str, one: FoundCitation) -> str | None:
    rule = tables.patterns("relation_patterns")["short_form"].regex
    places = (one.title.end, one.end) if one.title else (one.end,)
    told = (place for place in places if text.find("称", place, place + _NAMED_REACH) >= 0)
    match = next(filter(None, (rule.match(text[place:place + _NAMED_REACH]) for place in told)), None)
    return _QUOTES.sub("", clean_title(match["name"])) if match else None


def _rule(one: FoundCitation) -> str:
    if one.title is None:
        return f"citation-number-{one.number.rule}" if one.number else "citation"
    closed = "title" if one.title.closed else "title-open"
    return f"citation-{closed}-number" if one.number else f"citation-{closed}"


def _confidence(one: FoundCitation, word: Governor | None) -> float:
    closed = one.title is None or one.title.closed
    return _sureness(closed, one.number.confidence if one.number else 1.0, word is not None)


@cache
def _sureness(closed: bool, number: float, governed: bool) -> float:
    base = 0.98 if closed else 0.85
    return round(base * number * (1.0 if governed else 0.98), 3)
