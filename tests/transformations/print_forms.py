"""The same words in other type: brackets, width, line breaks, spaces, script, page furniture."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from unicodedata import east_asian_width

from opencc import OpenCC
from transformations.retype import Edit, each_character, retyped

from kg.evaluate.answers import Answer
from kg.model.text import Span

_WIDE = {"(": "（", ")": "）", ",": "，", ":": "：", ";": "；"}
_LINE = 38
_PAGE = 40
_ITEM = re.compile(
    r"(?<= )[一二三四五六七八九十]{1,3}、|(?<=[。 ])(?:（[一二三四五六七八九十]{1,3}）|\d{1,2}\.(?!\d)|责任单位：)")
_MARKS, _NEVER_FIRST = "，、。；", "，、。；：）》”〕"


def square_brackets(answer: Answer) -> Answer:
    """〔2021〕 as [2021]."""
    return each_character(answer, {"〔": "[", "〕": "]"})


def round_brackets(answer: Answer) -> Answer:
    """〔2021〕 as （2021）."""
    return each_character(answer, {"〔": "（", "〕": "）"})


def mixed_brackets(answer: Answer) -> Answer:
    """〔2021〕 as 〔2021) and 【2021〕 by turns."""
    edits = []
    for index, match in enumerate(re.finditer(r"〔(\d{4})〕", answer.extraction.text)):
        left, right = ("〔", ")") if index % 2 else ("【", "〕")
        edits += [Edit(match.start(), match.start() + 1, left), Edit(match.end() - 1, match.end(), right)]
    return retyped(answer, edits)


def half_width(answer: Answer) -> Answer:
    """Punctuation in half width."""
    return each_character(answer, {wide: half for half, wide in _WIDE.items()})


def set_down(answer: Answer) -> Answer:
    """Brackets, quotes and strokes as they stand in lines that run downwards, copied with the text."""
    forms = dict(zip("《》〈〉（）〔〕【】“”「」—", "︽︾︿﹀︵︶︹︺︻︼﹃﹄﹁﹂︱", strict=True))
    return _headings_too(each_character(answer, forms), lambda heading: heading.translate(str.maketrans(forms)))


def full_width(answer: Answer) -> Answer:
    """Punctuation and digits in full width, addresses of pages left alone."""
    digits = {str(digit): chr(0xFF10 + digit) for digit in range(10)}
    table = str.maketrans(digits | _WIDE)
    edits = [Edit(m.start(), m.end(), m[0].translate(table))
             for m in re.finditer(r"(?<![A-Za-z/.\d_=])[\d(),:;]+(?![A-Za-z/.\d_])", answer.extraction.text)]
    return retyped(answer, edits)


def wrapped_lines(answer: Answer) -> Answer:
    """Long lines of prose broken after a fixed number of characters, as a copied page has them."""
    edits = []
    for line in re.finditer(r"[^\n]+", answer.extraction.text):
        if line.start() < _archive_head(answer.extraction.text) or "\t" in line[0]:
            continue
        column = 0
        for index in range(line.start(), line.end()):
            column += 1
            if column > _LINE and "\u4e00" <= answer.extraction.text[index] <= "\u9fff":
                edits.append(Edit(index, index, "\n"))
                column = 1
    return retyped(answer, edits)


def broken_at_marks(answer: Answer) -> Answer:
    """Long lines of prose broken before items and keys, after a fixed number of characters and, as some converters of
    pages do, behind every third mark amid such a line too."""
    text, edits, marks = answer.extraction.text, [], 0
    for line in re.finditer(r"[^\n]+", text):
        if line.start() < _archive_head(text) or "\t" in line[0] or len(line[0]) <= _PAGE:
            continue
        wide = 0
        begins = {match.start() for match in _ITEM.finditer(text, line.start(), line.end())}
        for index in range(line.start(), line.end()):
            if index in begins:
                edits.append(Edit(index, index, "\n"))
                wide = 0
            width = 2 if east_asian_width(text[index]) in "WFA" else 1
            if wide + width > 2 * _PAGE and text[index] not in _NEVER_FIRST:
                edits.append(Edit(index, index, "\n"))
                wide = 0
            wide += width
            marks += text[index] in _MARKS
            if text[index] in _MARKS and marks % 3 == 0 and wide + 2 < 2 * _PAGE and index + 1 < line.end() \
                    and text[index + 1] not in _NEVER_FIRST:
                edits.append(Edit(index + 1, index + 1, "\n"))
    return retyped(answer, edits)


def _archive_head(text: str) -> int:
    """Where the lines end that an archive wrote before the text."""
    return text.find("正文 ====") + 1


def double_spaced(answer: Answer) -> Answer:
    """An empty line after every line."""
    return retyped(answer, [Edit(m.start(), m.end(), "\n\n")
                            for m in re.finditer(r"(?<=[^\n\t])\n(?=[^\n\t])", answer.extraction.text)])


def windows_lines(answer: Answer) -> Answer:
    """Lines that end in CR LF."""
    return retyped(answer, [Edit(m.start(), m.start(), "\r") for m in re.finditer("\n", answer.extraction.text)])


def spaces_in_numbers(answer: Answer) -> Answer:
    """2021 年 10 月 and 〔2021〕 12 号."""
    return retyped(answer, [Edit(m.end(), m.end(), " ")
                            for m in re.finditer(r"\d(?=[年月日号])|[年月](?=\d)|〕(?=\d)", answer.extraction.text)])


def traditional(answer: Answer) -> Answer:
    """Traditional characters, converted one for one."""
    convert = _to_traditional().convert
    text = convert(answer.extraction.text)
    assert len(text) == len(answer.extraction.text)
    edits = [Edit(i, i + 1, new) for i, (old, new) in enumerate(zip(answer.extraction.text, text, strict=True))
             if old != new]
    return _headings_too(retyped(answer, edits), convert)


def _headings_too(typed: Answer, form: Callable[[str], str]) -> Answer:
    """An answer whose headings are of the form that its text was given."""
    tasks = tuple(replace(task, headings=tuple(map(form, task.headings))) for task in typed.extraction.tasks)
    return replace(typed, extraction=replace(typed.extraction, tasks=tasks))


@cache
def _to_traditional() -> OpenCC:
    """The converter, which takes longer to load than to convert all answers."""
    return OpenCC("s2t")


def page_numbers(answer: Answer) -> Answer:
    """A page number on a line of its own after about every thousand characters."""
    edits, last, page = [], 0, 1
    for match in re.finditer(r"\n", answer.extraction.text):
        if match.start() - last > 1000:
            edits.append(Edit(match.end(), match.end(), f"— {page} —\n"))
            last, page = match.start(), page + 1
    return retyped(answer, edits)


def pages_inside_sentences(answer: Answer) -> Answer:
    """A page end in the middle of a sentence after about every thousand characters."""
    return _pages_inside(answer, "\n- {} -\n")


def pages_run_in(answer: Answer) -> Answer:
    """Page numbers with a running head that a copy ran together with the sentence they stand in."""
    return _pages_inside(answer, "— {} —某某部门办公室文件")


def _pages_inside(answer: Answer, form: str) -> Answer:
    """A page end of some form in the middle of a sentence after about every thousand characters."""
    edits, last, page = [], 0, 1
    for match in re.finditer(r"(?<=[\u4e00-\u9fff]{8})，(?=[\u4e00-\u9fff]{8})", answer.extraction.text):
        if match.start() - last > 1000:
            edits.append(Edit(match.end(), match.end(), form.format(page)))
            last, page = match.start(), page + 1
    typed = retyped(answer, edits)
    printed = re.compile(re.escape(form).replace(r"\{\}", r"\d+"))
    tasks = tuple(replace(task, spans=tuple(part for span in task.spans for part in _parts(typed, span, printed)))
                  for task in typed.extraction.tasks)
    return replace(typed, extraction=replace(typed.extraction, tasks=tasks))


def _parts(answer: Answer, span: Span, printed: re.Pattern[str]) -> Iterator[Span]:
    """The parts of a span that page ends, as they are printed, cut."""
    start = span.start
    for page in printed.finditer(answer.extraction.text, span.start, span.end):
        yield Span(start, page.start())
        start = page.end()
    yield Span(start, span.end)


def items_run_on(answer: Answer) -> Answer:
    """Numbered items one behind the other, their line ends lost."""
    return _without_line_ends(answer, "")


def items_in_one_line(answer: Answer) -> Answer:
    """Numbered items on one line, a space between them."""
    return _without_line_ends(answer, " ")


def _without_line_ends(answer: Answer, between: str) -> Answer:
    text = answer.extraction.text
    last = max(task.spans[-1].end for task in answer.extraction.tasks)
    ends = re.compile(r"(?<=[。；）)])\n+ *(?=[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[、.．]|[）)])(?!\d))")
    return retyped(answer, [Edit(m.start(), m.end(), between) for m in ends.finditer(text, 0, last)
                            if "\t" not in text[text.rfind("\n", 0, m.start()) + 1:text.find("\n", m.end())]])


def _facts(answer: Answer) -> list[Span]:
    """Where citations, units and time limits stand."""
    tasks = answer.extraction.tasks
    return [*(citation.span for citation in answer.extraction.citations),
            *(unit.span for task in tasks for unit in task.assignments),
            *(time.span for task in tasks for time in task.times)]


def stray_spaces(answer: Answer) -> Answer:
    """A space inside a sentence now and then, as a recogniser of print sees them, outside of all facts."""
    facts, edits, last = _facts(answer), [], 0
    between = re.compile(r"(?<=[\u4e00-\u9fff]{12})(?=[\u4e00-\u9fff]{6})")
    for span in sorted(span for task in answer.extraction.tasks for span in task.spans):
        for match in between.finditer(answer.extraction.text, span.start, span.end):
            at = match.start()
            if at - last > 90 and not any(fact.start - 3 <= at < fact.end + 3 for fact in facts):
                edits.append(Edit(at, at, " "))
                last = at
    return retyped(answer, edits)


def paragraph_tags(answer: Answer) -> Answer:
    """Paragraphs between <p> and </p>, as a page saved without care leaves them."""
    return retyped(answer, [edit for line in re.finditer(r"[^\n]*[^\s][^\n]*", answer.extraction.text)
                            if "\t" not in line[0] and "<" not in line[0]
                            for edit in (Edit(line.start(), line.start(), "<p>"),
                                         Edit(line.end(), line.end(), "</p>"))])


def lookalikes(answer: Answer) -> Answer:
    """A wrong character now and then, as a recogniser of print makes them, outside of all facts."""
    twins = {"已": "己", "末": "未", "日": "曰", "土": "士", "入": "人", "大": "犬", "公": "么", "未": "末", "干": "千"}
    facts = _facts(answer)
    inside = (i for t in answer.extraction.tasks for span in t.spans for i in range(span.start + 2, span.end))
    edits, last = [], 0
    for index in sorted(inside):
        character = answer.extraction.text[index]
        if character in twins and index - last > 200 and \
                not any(span.start - 3 <= index < span.end + 3 for span in facts):
            edits.append(Edit(index, index + 1, twins[character]))
            last = index
    return retyped(answer, edits)
