"""The hand-made answers of data/gold as extractions and as links between tasks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg import resources
from kg.form import from_public
from kg.link.align import align
from kg.link.taskids import TaskText, name_tasks
from kg.model.extraction import Extraction
from kg.model.links import MatchKind, MatchRelation, TaskMatch
from kg.model.text import Script, Source
from kg.normalise import normalise
from kg.readers import read


def answered(stem: str) -> Extraction:
    """The Extraction that the answers of data/gold describe for one bundled plan."""
    answer = json.loads(resources.path("data", "gold", f"{stem}.json").read_text("utf-8"))
    path = resources.path("data", "plans", answer["file"])
    reading = read(path)
    extraction = from_public(
        answer, reading.text, Source(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), "text/plain")
    )
    return (
        replace(extraction, script=normalise(reading).script)
        if extraction.script is Script.SIMPLIFIED
        else extraction
    )


@dataclass(frozen=True)
class AnsweredPair:
    """Two plans whose tasks were linked by hand: ids of the upper or earlier one first."""

    name: str
    earlier: tuple[TaskText, ...]
    later: tuple[TaskText, ...]
    links: Mapping[tuple[str, str], MatchKind]
    relation: MatchRelation

    @property
    def strong(self) -> set[tuple[str, str]]:
        """The pairs that are the same or reworded."""
        return {pair for pair, kind in self.links.items() if kind is not MatchKind.RELATED}

    def matches(self) -> list[TaskMatch]:
        """What the aligner makes of the two."""
        return align(self.later, self.earlier, self.relation)

    def local(self, match: TaskMatch) -> tuple[str, str]:
        """A match by the ids of the answers, earlier first."""
        names = {task.node.id: task.node.local for task in (*self.earlier, *self.later)}
        return names[match.b], names[match.a]


def answered_pairs() -> list[AnsweredPair]:
    """The pairs of data/gold/links, by name."""
    return [
        _pair(path.stem, json.loads(path.read_text("utf-8")))
        for path in resources.files("data", "gold", "links", suffix=".json")
    ]


def _pair(name: str, answer: Mapping[str, object]) -> AnsweredPair:
    rows = answer["links"]
    assert isinstance(rows, list)
    if "file" in answer:
        tasks = name_tasks("work", answered(str(answer["file"]).removesuffix(".txt")))
        restating = {row["row"] for row in rows}
        return AnsweredPair(
            name,
            tuple(t for t in tasks if t.node.local not in restating),
            tuple(t for t in tasks if t.node.local in restating),
            {(row["item"], row["row"]): MatchKind.SAME for row in rows},
            MatchRelation.RESTATES,
        )
    earlier, later = (
        name_tasks(side, answered(str(answer[f"{side}_file"]).removesuffix(".txt")))
        for side in ("from", "to")
    )
    return AnsweredPair(
        name,
        earlier,
        later,
        {(row["from"], row["to"]): MatchKind(row["kind"]) for row in rows},
        MatchRelation.CONTINUES,
    )
