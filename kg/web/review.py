"""审校: doubtful links by confidence, each in its sentence, to accept or reject for good."""

from __future__ import annotations

import hmac

from kg import demo
from kg.deciding import decide
from kg.errors import KgError
from kg.link.judgements import About, Ruling, append_decision, read_decisions
from kg.model.extraction import Role
from kg.search import DoubtRow
from kg.search.rows import columns
from kg.web.doubts import Doubt, doubt, kind_of
from kg.web.lists import every
from kg.web.page import Page
from kg.web.site import Served, Site
from kg.web.takeaway import tables
from kg.web.turtle import tasks_of, works_of
from kg.web.visit import Visit

SHOWN = 8
LONGEST = 400
_LONGEST_NAME = 40


class Forbidden(KgError):
    """A write without the token of this start, or one that says nothing."""


def review(served: Served, visit: Visit) -> Page:
    """The queue, or the one link that `source` and `target` name."""
    site = served.site()
    single = visit.get("source") and visit.get("target")
    chosen = {"about": visit.get("about"), "judged": visit.get("judged")}
    found = site.catalogue.listing(DoubtRow, chosen, start=visit.number("start", 0), limit=SHOWN)
    shown = (_one(site, visit),) if single else tuple(
        doubt(site.view, About(row.about), row.source, row.target) for row in found.rows)
    decisions = read_decisions(served.library.layout.judgements)
    open_count = site.catalogue.listing(DoubtRow, {"judged": "0"}, limit=1).total
    finding = visit.say(
        f"{open_count} 处关联把握不足，按把握从低到高排列；已有 {len(decisions)} 条人工决定，重建后生效。",
        f"{open_count} links are doubtful, the least sure first; {len(decisions)} decisions were made so far.")
    return Page("review.html", visit.say("审校", "Review"), finding, "review", ((visit.say("审校", "Review"), ""),),
                {"doubts": shown, "found": found, "single": bool(single), "start": visit.number("start", 0),
                 "step": SHOWN, "decisions": tuple(reversed(decisions))[:12],
                 "facets": found.facets, "done": visit.get("done"), "roles": tuple(Role)},
                tables(visit.say("审校", "review"), [(name, "") for name in columns(DoubtRow)],
                       lambda: [_row(one) for one in shown] if single else every(site, visit, DoubtRow), visit.lang),
                tuple(dict.fromkeys(iri for one in shown for iri in _ends(one))))


def _row(one: Doubt) -> tuple[str, ...]:
    """A link as a row of the queue; see DoubtRow."""
    about = one.about.value
    return (f"{about} {one.source} {one.target}", about, one.work.id, one.source, one.target, f"{one.score:.4f}",
            str(int(one.judgement is not None)))


def _ends(one: Doubt) -> tuple[str, ...]:
    """The IRIs of the works or tasks that a link joins; a citation and an assignment have none of their own."""
    if one.about is About.DERIVATION:
        return works_of((one.source, one.target))
    if one.about is About.MATCH:
        return tasks_of((one.source, one.target))
    return works_of([one.source]) if one.about is About.RESOLUTION else tasks_of([one.source])


def _one(site: Site, visit: Visit) -> Doubt:
    """The link between two ends, by their ids or as a person names documents and tasks."""
    view = site.view
    source, target, asked = site.meant(visit.get("source")), visit.get("target"), visit.get("about")
    about = next((kind for kind in About if kind.value == asked), None)
    if about in (None, About.DERIVATION, About.MATCH):
        target = site.meant(target)
    return doubt(view, about or kind_of(view, source, target), source, target)


def judge(served: Served, visit: Visit) -> str:
    """Writes the decision of a form and gives the page to go to next.

    Forbidden if the token is not that of this start or the ruling is none.
    """
    check_token(served, visit)
    view = served.site().view
    try:
        about, ruling = About(visit.field("about")), Ruling(visit.field("ruling"))
    except ValueError as error:
        raise Forbidden("the form names no ruling") from error
    decision = decide(view, about, ruling, (visit.field("source"), visit.field("target")),
                      value=visit.field("value")[:LONGEST], who=visit.field("who")[:_LONGEST_NAME],
                      why=visit.field("why")[:LONGEST])
    append_decision(served.library.layout.judgements, decision)
    return visit.link("/review", start=visit.field("start"), done=ruling.value)


def check_token(served: Served, visit: Visit) -> None:
    """Forbidden unless the form carries the token of this start."""
    if not hmac.compare_digest(visit.field("token").encode(), served.token.encode()):
        raise Forbidden("the form is not one of this start's; load the page again")


def start_rebuild(served: Served, visit: Visit) -> str:
    """Starts a rebuild, with `plans` one that reads the bundled plans, and gives the page that
    shows its progress: the one that it was started from."""
    check_token(served, visit)
    plans = bool(visit.field("plans"))
    served.rebuild.start(demo.plans() if plans else ())
    return visit.link("/" if plans or visit.field("page") == "overview" else "/review") + "#rebuild"
