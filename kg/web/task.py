"""任务: one task with its units, limits and citations, where its words come from and go."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from kg.export.changes import joined
from kg.export.origins import Way, origins
from kg.model.extraction import Extraction, Task
from kg.model.links import Bearer, Holder, TaskMatch, Work
from kg.model.text import Span
from kg.model.view import View
from kg.web.document import citations, decided, passage_path
from kg.web.page import Page
from kg.web.site import Site
from kg.web.takeaway import tables
from kg.web.threads import thread
from kg.web.turtle import tasks_of, works_of
from kg.web.visit import Visit, document_path

MOST_SOURCES = 4


@dataclass(frozen=True, slots=True)
class Kin:
    """A task that another was matched with: above it, below it, or in another year."""

    match: TaskMatch
    id: str
    work: Work
    task: Task
    text: str


def task(site: Site, visit: Visit, id: str) -> Page:
    """The page of a task."""
    view = site.view
    node = view.task(id)
    work = view.work(node.work)
    read = view.extraction(node.work)
    here = next(found for found in read.tasks if found.id == node.local)
    up = kin(view, view.matches_from([id]), up=True)
    down = kin(view, view.matches_to([id]), up=False)
    sources = sorted((found for found in up if found.match.accepted),
                     key=lambda found: -found.match.score)[:MOST_SOURCES]
    text = joined(here.text(read.text))
    way = origins(text, [found.text for found in sources])
    name = (visit.say(f"第 {here.label} 项", f"item {here.label}") if here.label else
            visit.say("未编号的一项", "an unnumbered item"))
    return Page("task.html", headline(here, text), finding(way, sources, down, visit), "tasks",
                ((visit.say("文件", "Documents"), visit.link("/documents")),
                 (work.name, visit.link(document_path(work.id))), (name, "")),
                {"id": id, "work": work, "task": here, "read": read, "text": text, "way": way,
                 "sources": sources, "up": up, "down": down, "units": bearers(view, work, read, here, id),
                 "decided": defaultdict(lambda: None, decided(view)),
                 "cited": tuple(row for row in citations(view, work, read) if row.task == here.id),
                 "passage": passage_path, "name": name, "years": thread(view, id)},
                tables(f"{work.name[:50]} {name}", _COLUMNS,
                       lambda: _facts(view, here, read, work, up, down), visit.lang),
                (*tasks_of((id, *(one.id for one in (*up, *down)))), *works_of([work.id])))


_COLUMNS = (("field", "what is said of the task"), ("value", "as read"), ("words", "as printed"),
            ("document", "where it stands"), ("start", "code points"), ("end", "code points"), ("score", "0–1"))


def _facts(view: View, task: Task, read: Extraction, work: Work, up: tuple[Kin, ...],
           down: tuple[Kin, ...]) -> list[tuple[str, ...]]:
    """Everything the page says of a task, a row per fact with its place in the text."""
    def place(span: Span) -> tuple[str, str, str]:
        return work.id, str(span.start), str(span.end)

    sure = f"{task.evidence.confidence:.2f}"
    rows: list[tuple[str, ...]] = [("text", "", span.of(read.text), *place(span), sure) for span in task.spans]
    rows += [(f"unit ({unit.role.value})", unit.name, unit.span.of(read.text), *place(unit.span),
              f"{unit.evidence.confidence:.2f}") for unit in task.assignments]
    rows += [(f"time ({time.kind.value})", time.value, time.text, *place(time.span), f"{time.evidence.confidence:.2f}")
             for time in task.times]
    rows += [(f"demand ({demand.force.value})", f"{demand.verb} {demand.object}".strip(), span.of(read.text),
              *place(span), f"{demand.evidence.confidence:.2f}")
             for demand in task.demands for span in demand.evidence.spans]
    rows += [("cites", row.work.id if row.work else "", row.text, *place(read.citations[row.index].span), "")
             for row in citations(view, work, read) if row.task == task.id]
    rows += [(f"{end} ({one.match.relation.value})", one.id, one.text, one.work.id, "", "", f"{one.match.score:.4f}")
             for end, kin_of in (("from", up), ("to", down)) for one in kin_of if one.match.accepted]
    return rows


def headline(task: Task, text: str) -> str:
    """What to call a task: its first sentence, cut to a line."""
    words = "".join(text.split()).split("。")[0]
    return words if len(words) <= 40 else words[:39] + "…"


def kin(view: View, matches: tuple[TaskMatch, ...], up: bool) -> tuple[Kin, ...]:
    """The tasks at the other end of matches, best first, runners-up last."""
    found = []
    for match in matches:
        other = view.task(match.b if up else match.a)
        read = view.extraction(other.work)
        task = next(task for task in read.tasks if task.id == other.local)
        found.append(Kin(match, other.id, view.work(other.work), task, joined(task.text(read.text))))
    return tuple(sorted(found, key=lambda one: (not one.match.accepted, -one.match.score, one.id)))


def bearers(view: View, work: Work, read: Extraction, task: Task,
            id: str) -> tuple[tuple[int, Bearer | None, Holder | None], ...]:
    """The assignments of a task with whom each was resolved to: (index, bearer, holder)."""
    found = {bearer.assignment: bearer for bearer in view.bearers(work.id) if bearer.task == id}
    return tuple((index, found.get(index), view.holder(found[index].holder) if index in found else None)
                 for index in range(len(task.assignments)))


def finding(way: Way, sources: list[Kin], down: tuple[Kin, ...], visit: Visit) -> str:
    """The one sentence of the page: what share of the words came from where, and who took it on."""
    shares: Counter[str] = Counter()
    for origin in way.origins:
        shares[sources[origin.source].work.name] += round(100 * origin.share)
    taken = [f"{share}% {visit.say('取自', 'from')} {name}" for name, share in shares.most_common()]
    later = len({found.work.id for found in down if found.match.accepted})
    zh = ("逐字沿用 " + "，".join(taken) if taken else
          "有相近的上游任务，但没有连续五字以上的照录" if sources else "没有找到它的上游任务")
    en = ("Taken over word for word: " + ", ".join(taken) if taken else
          "Similar tasks exist above, but no run of five characters is shared" if sources else
          "No task above it was found")
    zh_later = f"；{later} 份后来的文件接续了它" if later else "；未见后来的文件接续"
    en_later = f"; carried on by {later} later documents" if later else "; not carried on by a held document"
    return visit.say(zh + zh_later + "。", en + en_later + ".")
