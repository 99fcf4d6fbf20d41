"""A notice and its annexes in separate files."""

from __future__ import annotations

import pytest
from kg.model.text import Place, Reading, Source, Span
from kg.readers.annexes import belongs, joined

NOTICE = "某府办〔2021〕7号\n关于印发《某市2021年政务公开工作要点》的通知\n现印发给你们。\n"
ANNEX = "附件1\n某市2021年政务公开工作要点\n一、加强公开。\n"


def reading(text: str, name: str = "a.docx", **more: object) -> Reading:
    """A Reading of a text."""
    return Reading(Source(name, name, ""), text, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("notice", "annex", "expected"), [
    (reading(NOTICE), reading(ANNEX), True),  # the notice names the title
    (reading("现印发。\n", metadata=(("附件", "分工表 <./P0202.doc>"),)), reading("一、公开\n", "dir/P0202.doc"), True),
    (reading(NOTICE), reading("某府办〔2021〕7号附件\n分工表\n"), True),  # the annex bears the number
    (reading(NOTICE), reading("某市2020年政务公开工作要点\n"), False),
    (reading(NOTICE), reading("通知\n"), False),  # a word is no title
    (reading("一、依据某府办〔2021〕7号文件\n"), reading("某府办〔2021〕7号\n另一件\n"), False),  # cited, not its own
])
def test_link_number_or_title_decides(notice: Reading, annex: Reading, expected: bool) -> None:
    assert belongs(notice, annex) is expected


def test_places_of_annexes_move_with_their_text() -> None:
    notice = reading(NOTICE.strip(), places=(Place(Span(0, 3), page=2, table=1, row=1, column=1),), missing=("page 3",))
    annex = reading(ANNEX, "b.pdf", places=(Place(Span(4, 8), page=1, table=1), Place(Span(0, 3))), missing=("page 9",))
    both = joined(notice, [annex, annex])
    assert both.text == NOTICE + ANNEX + ANNEX and both.missing == ("page 3", "page 9", "page 9")
    assert [(place.page, place.table) for place in both.places] == [(2, 1), (3, 2), (None, None), (4, 3), (None, None)]
    for place, whole in zip(both.places[1:], (annex.places * 2)):
        assert place.span.of(both.text) == whole.span.of(ANNEX)
    assert both.source.name == notice.source.name and both.source.sha256 != notice.source.sha256
