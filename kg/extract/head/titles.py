"""The titles of a document: that of the covering notice and that of what it issues."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg import tables
from kg.extract.head import told_titles
from kg.extract.head.fields import Fields
from kg.extract.head.rules import rule
from kg.extract.head.signatures import is_body
from kg.extract.head.title import HeadTitle, bare, title_at, title_of
from kg.extract.head.title_lines import title_ranges
from kg.extract.titles import clean_title
from kg.model.extraction import PartKind
from kg.model.outline import Section
from kg.model.text import Document

_REACH = 700
_WHOLE = 0.6
_NO_TITLE = re.compile(r"[:：。]|(?:\d|月[一二三四五六七八九十]{1,3})日")  # what the title of a part does not hold
_COVERING = ("通知", "函", "通报", "提示", "提示单")
_PLANS = ("方案", "要点", "计划", "安排")     # what an annex only carries out
_COVERED = (PartKind.NOTICE, PartKind.PLAN)
_PASSED_ON = ("转发", "批转")
_CARRIED_OUT = ("贯彻", "落实")


@dataclass(frozen=True, slots=True)
class Titles:
    """`plan` is the title of what the document says, `notice` that of its covering notice."""

    plan: HeadTitle | None
    notice: HeadTitle | None


def find_titles_of(document: Document, sections: Sequence[Section], fields: Fields,
                   head: int, stop: int) -> Titles:
    """The titles of a document whose own head runs from `head` to `stop` (its addressees)."""
    top = _top_title(document, fields, head, stop)
    if top is None and not any(section.title for section in sections[1:]):
        top = told_titles.line_alone(document, head) or told_titles.in_file_name(document)
    plans = [title for section in sections[1:]
             if (title := _section_title(document, section)) and (top is None or not top.text.endswith(title.text))]
    if top is None:
        return Titles(_joined(plans) or told_titles.quoted(document, head) or told_titles.annexed(document, head)
                      or told_titles.made(document, head) or told_titles.headline(document, head)
                      or told_titles.run_on(document, head), None)
    news = rule("news_title").match(top.text)
    if news:
        return Titles(HeadTitle(clean_title(news["inner"]), top.start, top.end), None)
    issued = rule("issued_title").match(top.text)
    if issued and (plans or not _is_read_itself(document, issued, stop)):
        return Titles(plans[0] if plans else _issued(document, issued, top, stop), top)
    asked = rule("asking_title").fullmatch(top.text)
    draft = told_titles.on_own_line(document, asked["inner"], top.end) if asked else None
    if draft:
        return Titles(draft, top)
    if len(plans) == 1 and len(sections) == len(_COVERED) and not top.text.endswith(_PLANS) \
            and (sections[1].kind is PartKind.ANNEX or _hands_over(document, top, plans[0], sections)):
        return Titles(plans[0], top)
    enclosed = told_titles.enclosed(document, top) if top.text.endswith(_COVERING) else None
    return Titles(enclosed, top) if enclosed else Titles(top, None)


def _hands_over(document: Document, top: HeadTitle, plan: HeadTitle, sections: Sequence[Section]) -> bool:
    """Whether a notice about some work says that it issues what follows, by its title (制定了《清单》) or without it
    (现将工作方案印发)."""
    notice, text = sections[0], document.logical.text
    told = any(text.find(words, notice.body, notice.stop) >= 0 for words in ("印发", f"《{plan.text}》"))
    return told and top.text.endswith(_COVERING) and (notice.kind, sections[1].kind) == _COVERED


def _issued(document: Document, issued: re.Match[str], notice: HeadTitle, stop: int) -> HeadTitle:
    """The title of what a notice issues: as its annex or a line below prints it, else as the notice does."""
    name = _inner_title(issued)
    return told_titles.under_issuer(document, name, notice.end) or told_titles.on_own_line(document, name, stop) \
        or told_titles.placed(document, name, notice.end) or HeadTitle(name, notice.start, notice.end).told()


def _inner_title(issued: re.Match[str]) -> str:
    """What a notice's title passes on; with the notice's own last word if both share it
    (转发省教育厅关于做好公开工作的通知)."""
    inner = issued["inner"].strip("《》〈〉")
    shared = "关于" in inner and not rule("title_shape").fullmatch(inner)
    return inner + issued.string[issued.end("inner"):] if shared else inner


def _is_read_itself(document: Document, issued: re.Match[str], start: int) -> bool:
    """Whether a notice sets demands of its own and is what is read: it passes on what is no plan, or
    carries out the plan of another and encloses none (关于印发贯彻落实省政府要点的通知)."""
    text = document.logical.text
    if rule("own_demands").search(text, start, start + _REACH) is None:
        return False
    inner = issued["inner"].removesuffix("文件").strip("《》〈〉")
    if issued["verb"] in _PASSED_ON:
        return tables.patterns("core_patterns")["plan"].regex.search(inner) is None
    return inner.startswith(_CARRIED_OUT) and rule("enclosing").search(text, start) is None


def _section_title(document: Document, section: Section) -> HeadTitle | None:
    """The title of a part, unless that is a form to be filled in, which sets no tasks."""
    if section.title is None:
        return None
    printed = title_at(document, *section.title)
    title = printed._replace(text=rule("number_behind").sub("", printed.text))
    return None if _NO_TITLE.search(title.text) or rule("form_title").search(title.text) else title


def _joined(plans: Sequence[HeadTitle]) -> HeadTitle | None:
    """Several plans without a notice of their own name make one title."""
    if not plans:
        return None
    return HeadTitle("；".join(plan.text for plan in plans), plans[0].start, plans[0].end)


def _top_title(document: Document, fields: Fields, head: int, stop: int) -> HeadTitle | None:
    """The title printed above the addressees; the page's own title field where print has none."""
    ranges = title_ranges(document.logical.text, fields, head, stop)
    printed = next((title_at(document, start, end) for start, end in ranges), None)
    field = fields.get("标题")
    if field is None:
        return printed or told_titles.in_summary(document, fields) or told_titles.in_path(document, stop)
    stated = title_of(document, field)
    if printed is None or (printed.text.startswith("关于") and is_body(stated.text.removesuffix(printed.text))):
        return stated
    return printed if _same_title(printed.text, stated.text) else stated


def _same_title(printed: str, stated: str) -> bool:
    """Whether a printed title is the page's title with or without its issuer, and not a piece of it."""
    one, other = bare(printed), bare(stated)
    return other in one or (one in other and len(one) >= _WHOLE * len(other))
