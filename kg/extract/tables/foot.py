"""What stands below a table and is no row of it: notes, signatures, the lines that close a document."""

from __future__ import annotations

from collections.abc import Container, Sequence

from kg.extract.drafts import Range, behind_last
from kg.extract.responsibility.signed import signer_behind
from kg.extract.responsibility.statement import says_when
from kg.extract.tables.flat_heads import FlatHead
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.units import looks_like_unit
from kg.model.outline import Section

_LONGEST_CLOSING, _LONGEST_SIGNATURE = 300, 60      # characters
_LONGEST_LIMIT = 16
_MOST_CLOSING = 8           # lines of a signature's day and of what may follow it: who gets a copy, how it is public
_MOST_SIGNERS = 4
_CLOSED = 3                 # cells up to a day: the last row's last, a line without a number, who signs
_OTHER_MARKS = frozenset("\n:。")     # in no list of units before a signature


def lines_stop(text: str, section: Section, start: int = 0) -> int:
    """Where the lines behind `start` end that may be rows: before those that close a document and can be no cells.

    A signature can be: bodies and days stand in cells.
    """
    reach = max(section.body, section.end - _LONGEST_CLOSING, start)
    closing = rule("closing_line").search(text, reach, section.end)
    return closing.start() if closing else section.end


def cells_above(text: str, body: Sequence[Range], columns: Sequence[Column],
                gaps: Container[int]) -> Sequence[Range]:
    """The cells above a note to the whole table (注：…) or a signature, which other back matter may follow.

    `gaps` are where cells begin below blank lines.
    """
    note = next((at for at, cell in enumerate(body) if rule("note_cell").match(text, *cell)), len(body))
    return _above_signature(text, body[:note], columns, gaps)


def _above_signature(text: str, body: Sequence[Range], columns: Sequence[Column],
                     gaps: Container[int]) -> Sequence[Range]:
    """The cells above the day of a signature, and above who signs, where the last row is whole without that; days may
    close the rows of a table of limits as well, but not behind a row's limit and a unit or units below a blank line."""
    last = range(len(body) - 1, max(1, len(body) - _MOST_CLOSING), -1)
    day = next((at for at in last if rule("signed_day").fullmatch(text, *body[at])), None)
    if day is None:
        return body
    if apart := _signers_apart(text, body, day, gaps):
        return body[:apart]
    signer = text[slice(*body[day - 1])]
    if any(column.kind is Kind.TIME for column in columns):
        ended = columns[-1].kind is Kind.TIME and says_when(text[slice(*body[day - 2])]) and looks_like_unit(signer)
        return body[:day - 1] if ended else body
    whole = columns[-1].kind is not Kind.UNITS or _ends_in_unit(text, *body[day - 2]) \
        or (columns[0].kind is Kind.NUMBER and day > _CLOSED and _ends_in_unit(text, *body[day - _CLOSED]))
    return body[:day - 1] if whole and looks_like_unit(signer) else body[:day]


def _signers_apart(text: str, body: Sequence[Range], day: int, gaps: Container[int]) -> int:
    """Which cell is the first of those who sign above a day, a blank line above them; 0 if nothing parts them."""
    at, most = day, max(1, day - _MOST_SIGNERS)
    while at > most and body[at][0] not in gaps and looks_like_unit(text[slice(*body[at - 1])]):
        at -= 1
    return at if at < day and body[at][0] in gaps else 0


def rows_stop(text: str, head: FlatHead, section: Section) -> int:
    """Where the rows end: above a note to them, or where the text of the section does.

    Where the last cells pass for names above the day of a signature, they end before who signs, whom a space or a place
    parts from them, or before the day, which is itself a limit where nobody signs.
    """
    note = rule("note_behind").search(text, max(head.stop, section.stop - _LONGEST_CLOSING), section.stop)
    if note:
        return note.start()
    end, last = lines_stop(text, section, head.stop), head.columns[-1].kind
    stop = min(section.stop, end)
    if head.columns[0].kind is Kind.NUMBER and last in (Kind.UNITS, Kind.TIME):
        stop = _above_sentence(text, max(head.stop, stop - _LONGEST_CLOSING), stop, last)
    signed = rule("signature_behind").search(text, max(head.stop, end - _LONGEST_SIGNATURE), end)
    if signed is None or last not in (Kind.UNITS, Kind.TIME):
        return stop
    begin, day = signed.start("signer"), signed.start("day")
    if 0 <= begin < end <= stop and looks_like_unit(signed["signer"]) and _ends_row(text, head.stop, begin, last):
        return begin
    if stop < begin and looks_like_unit(signed["signer"]) and (last is Kind.TIME or _ends_in_unit(text, stop, begin)):
        return begin
    if not _OTHER_MARKS.isdisjoint(text[stop:day]):     # a line of its own, or other words
        return stop
    signer = signer_behind(text, stop, day, named=last is Kind.UNITS)
    return end if signer == day and last is Kind.TIME else signer


def _above_sentence(text: str, start: int, stop: int, last: Kind) -> int:
    """Where rows that numbers begin end: above a last sentence behind what may end the last one, which begins none."""
    closing = rule("sentence_behind").search(text, start, stop)
    return closing.start() if closing and _ends_row(text, start, closing.start(), last) else stop


def _ends_row(text: str, start: int, stop: int, last: Kind) -> bool:
    """Whether what stands before a place ends in a limit or in a unit, as a row does whose `last` column holds such."""
    words = text[start:stop].rstrip().rpartition(" ")[2]
    if last is Kind.UNITS:
        return looks_like_unit(words.rpartition("、")[2])
    return any(says_when(words[at:]) for at in range(max(0, len(words) - _LONGEST_LIMIT), len(words) - 1))


def _ends_in_unit(text: str, start: int, stop: int) -> bool:
    return looks_like_unit(text[behind_last(text, "、。;", start, stop):stop].strip())
