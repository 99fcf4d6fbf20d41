"""Obligations in a covering notice, and below the last table of a plan: addressee, verb of action, object."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg import tables
from kg.extract.demanding import explains
from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.headings import rule
from kg.model.extraction import PartKind
from kg.model.outline import Outline, Section

_CONFIDENCE = 0.82
_TITLES = re.compile("《[^》]*》")
_SENTENCE = re.compile(r"[^。!?\n]+[。!?]?")
_NOTE_LINES = re.compile(r"[^\n]*(?:\n\s*\d{1,2}[.、][^\n]*)*")
_NOTE_NUMBER = re.compile(r"(?:\A|[。;\s:])(\d{1,2})[.、] ?\Z")
_LONGEST_NUMBER = 5         # characters of a note's number and what stands around it


def notice_tasks(text: str, outline: Outline, others: Sequence[TaskDraft]) -> list[TaskDraft]:
    """The concrete obligations that notices lay on their readers above numbered items and other tasks."""
    return [TaskDraft(None, (), (piece,), (), (), part, "duty in the notice", _CONFIDENCE)
            for part, section in enumerate(outline.sections) if not part or _is_notice(text, section)
            for stop in (_stop(outline, others, part),)
            if (begin := _begin(text, section, stop)) is not None
            for piece in _duties(text, begin, stop)]


def closing_duties(text: str, outline: Outline, tables: Sequence[Range],
                   others: Sequence[TaskDraft]) -> list[TaskDraft]:
    """The concrete obligations in the lines below the last table of a part, where no other task stands below it."""
    found: list[TaskDraft] = []
    for part, section in enumerate(outline.sections):
        behind = max((end for start, end in tables if section.body <= start < section.stop), default=None)
        below = _below(text, behind, section.stop) if behind is not None else -1
        if below >= 0 and all(draft.start < below for draft in others if draft.part == part):
            found += [TaskDraft(_number(text, piece[0]), (), (piece,), (), (), part, "duty below a table", _CONFIDENCE)
                      for piece in _duties(text, below, _notes_stop(text, section))]
    return found


def _below(text: str, behind: int, stop: int) -> int:
    """Where what follows a table begins: in its line, if that is run together, else in the next; -1 if nowhere."""
    line_end = text.find("\n", behind, stop)
    return behind if "\t" not in text[behind:line_end if line_end >= 0 else stop] else line_end


def _notes_stop(text: str, section: Section) -> int:
    """Where the text of a section ends, with a numbered list of notes that opens its back matter."""
    start = next((at for at in range(section.stop, section.end) if not text[at].isspace()), section.stop)
    notes = tables.patterns("outline_patterns")["numbered_notes"].regex.match(text, start, section.end)
    lines = _NOTE_LINES.match(text, notes.end(), section.end) if notes else None
    return lines.end() if lines else section.stop


def _number(text: str, start: int) -> str | None:
    """The number of the note that begins at a place."""
    number = _NOTE_NUMBER.search(text, max(0, start - _LONGEST_NUMBER), start)
    return number[1] if number else None


def _is_notice(text: str, section: Section) -> bool:
    """Whether a part below the first is a notice: what a page prints above one, be it the title of its plan, is one."""
    return section.kind is PartKind.NOTICE or (
        section.title is not None and rule("notice_line").match(text[slice(*section.title)]) is not None)


def _stop(outline: Outline, others: Sequence[TaskDraft], part: int) -> int:
    """Where the first item or other task of a part begins; where its text ends if it has none."""
    first = next(([item.start] for item in outline.items if item.part == part), [])
    return min([*first, *(draft.start for draft in others if draft.part == part)],
               default=outline.sections[part].stop)


def _begin(text: str, section: Section, stop: int) -> int | None:
    """Where a notice begins to oblige: behind the words that hand a plan over, those it addresses, or its title."""
    opened = rule("issued").search(text, section.body, stop) or rule("addressees").search(text, section.body, stop)
    if opened:
        return opened.end()
    title = rule("notice_line").match(text[section.body:stop])
    return section.body + title.end() if title else section.body if section.kind is PartKind.NOTICE else None


def _duties(text: str, start: int, stop: int) -> Iterator[Range]:
    """One duty per run of obliging sentences, until one begins a duty of its own."""
    run: Range | None = None
    for match in _SENTENCE.finditer(text[start:stop]):
        sentence = trimmed(text, start + match.start(), start + match.end())
        piece = _duty(text, sentence) if sentence else None
        if run and sentence and _goes_on(text, run, sentence, piece):
            run = run[0], piece[1] if piece else sentence[1]
            continue
        if run:
            yield run
        run = piece
    if run:
        yield run


def _goes_on(text: str, run: Range, sentence: Range, piece: Range | None) -> bool:
    """Whether a sentence belongs to the duty before it: it says what its object contains, or goes on
    in the same paragraph without naming anew whom it obliges or what is to be reported."""
    words = text[slice(*sentence)]
    if piece is None or piece[0] != sentence[0] or "\n" in text[run[1]:piece[0]]:
        return rule("contents_of").match(words) is not None
    return rule("own_duty").match(words) is None


def _duty(text: str, sentence: Range) -> Range | None:
    """The sentence without its stock phrases and the reasons before 请, if it obliges concretely and defines nothing."""
    start, stop = sentence
    if marked := rule("note_mark").match(text[start:stop]):
        start += marked.end()
        if not rule("asks_readers").match(text[start:stop]):
            return None
    if rule("preamble").search(text[start:stop]) or explains(text[start:stop]):
        return None
    start, stop = _without_stock(text, start, stop)
    asked = rule("asked").search(text[start:stop])
    if asked and not _obliges(before := text[start:start + asked.start()]) and not rule("only_when").fullmatch(before):
        start += asked.start()
    return (start, stop) if _obliges(text[start:stop]) else None


def _obliges(words: str) -> bool:
    """Whether words outside titles ask their readers for a concrete act, or set a limit of time to one."""
    said = _TITLES.sub("《》", words)
    return rule("concrete").search(said) is not None \
        and (rule("addressed").search(said) or rule("timed").search(said)) is not None


def _without_stock(text: str, start: int, stop: int) -> Range:
    """A sentence from its first clause that is no stock phrase, without a last one that asks for nothing more."""
    while start < stop:
        comma = text.find(",", start, stop)
        end = comma if comma >= 0 else stop
        if not _is_stock(text[start:end]):
            break
        start = end + 1
    last = text.rfind(",", start, stop) + 1
    return start, last if last > 0 and text.startswith("请", last, stop) and _is_stock(text[last:stop]) else stop


def _is_stock(clause: str) -> bool:
    return rule("stock").match(clause.strip("。;, ")) is not None
