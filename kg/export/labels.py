"""What people call the values of the model: names, seals and signs in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from kg.model.answers import ChangeKind, FieldChange, LineageNode, Refusal
from kg.model.extraction import Force, Level, Purpose, Relation, Role, TimeKind
from kg.model.links import DerivationKind, GapKind, HolderKind, Judgement, MatchKind, MatchRelation, Status
from kg.model.report import Outcome, Stage

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Label:
    """A value's Chinese and English name, and the one sign that stands for it everywhere."""

    zh: str
    en: str
    sign: str = ""

    def say(self, lang: Lang) -> str:
        """The name in a language."""
        return self.zh if lang == "zh" else self.en


LEVELS: Mapping[Level, Label] = {
    Level.NATIONAL: Label("国家级", "National", "国"),
    Level.PROVINCIAL: Label("省级", "Provincial", "省"),
    Level.MUNICIPAL: Label("市级", "Municipal", "市"),
    Level.COUNTY: Label("县区", "County", "县"),
    Level.TOWNSHIP: Label("乡镇", "Township", "乡"),
}
DEPARTMENT = Label("部门", "Department", "部")
UNKNOWN_LEVEL = Label("层级不详", "Level unknown", "？")

_LABELS: Mapping[Enum, Label] = {
    **dict[Enum, Label](LEVELS.items()),
    Outcome.OK: Label("已读入", "Read"),
    Outcome.PARTIAL: Label("读入一部分", "Read in part"),
    Outcome.DUPLICATE: Label("副本", "Copies"),
    Outcome.QUARANTINED: Label("未能读入", "Not read"),
    Outcome.REMOVED: Label("已移除", "Removed"),
    Stage.READ: Label("读取", "reading"),
    Stage.EXTRACT: Label("抽取", "extraction"),
    Stage.LINK: Label("关联", "linking"),
    Stage.CHECK: Label("校验", "checking"),
    Stage.PUBLISH: Label("发布", "publishing"),
    Role.LEAD: Label("牵头", "Lead", "牵"),
    Role.RESPONSIBLE: Label("责任", "Responsible", "责"),
    Role.SUPPORT: Label("配合", "Support", "配"),
    Role.FOLLOW: Label("参照", "Follow", "参"),
    TimeKind.DEADLINE: Label("期限", "Deadline", "◷"),
    TimeKind.FREQUENCY: Label("频次", "Frequency", "↻"),
    TimeKind.WITHIN: Label("时段", "Within", "⇥"),
    Relation.BASIS: Label("依据", "Basis", "据"),
    Relation.SELF: Label("自称", "Itself", "自"),
    Relation.MENTION: Label("引用", "Mention", "引"),
    Purpose.IMPLEMENT: Label("贯彻落实", "Implements"),
    Purpose.FORWARD: Label("转发", "Forwards"),
    Purpose.ISSUE: Label("印发", "Issues"),
    Purpose.PUBLISH: Label("公布", "Publishes"),
    Purpose.REVISE: Label("修订", "Revises"),
    Purpose.FOLLOW: Label("按照", "Follows"),
    Purpose.REPORT: Label("报告", "Reports"),
    Purpose.REPEAL: Label("废止", "Repeals"),
    Purpose.MENTION: Label("提及", "Mentions"),
    Force.MUST: Label("要", "Must"),
    Force.SHOULD: Label("应当", "Should"),
    Force.MAY: Label("鼓励", "May"),
    Force.EXPLORE: Label("探索", "Explore"),
    Force.MUST_NOT: Label("不得", "Must not"),
    Status.RESOLVED: Label("已认定", "Resolved", "●"),
    Status.NOT_HELD: Label("未入库", "Not held", "○"),
    Status.AMBIGUOUS: Label("多者之一", "Ambiguous", "？"),
    Status.CONFLICT: Label("号题不符", "Conflict", "≠"),
    DerivationKind.IMPLEMENTS: Label("依据", "Implements"),
    DerivationKind.FORWARDS: Label("转发", "Forwards"),
    DerivationKind.LEGAL_BASIS: Label("法律依据", "Legal basis"),
    DerivationKind.SUCCEEDS: Label("接续", "Succeeds"),
    MatchRelation.DERIVES: Label("来自上级", "From above"),
    MatchRelation.CONTINUES: Label("来自往年", "From last year"),
    MatchRelation.RESTATES: Label("同文重述", "Restated"),
    MatchKind.SAME: Label("照录", "Same", "＝"),
    MatchKind.REWORDED: Label("改写", "Reworded", "≈"),
    MatchKind.RELATED: Label("部分相关", "Related", "∩"),
    HolderKind.ORGANISATION: Label("机关", "Organisation"),
    HolderKind.UNIT: Label("内设机构", "Unit"),
    HolderKind.GROUP: Label("统称", "Collective"),
    ChangeKind.UNCHANGED: Label("未变", "Unchanged", "＝"),
    ChangeKind.REWORDED: Label("改写", "Reworded", "≈"),
    ChangeKind.MOVED: Label("移动", "Moved", "⇅"),
    ChangeKind.SPLIT: Label("拆分", "Split", "⋔"),
    ChangeKind.MERGED: Label("合并", "Merged", "⋎"),
    ChangeKind.ADDED: Label("新增", "Added", "＋"),
    ChangeKind.DROPPED: Label("取消", "Dropped", "－"),
    GapKind.NOT_HELD: Label("未入库", "Not held"),
    GapKind.SKIPPED_LEVEL: Label("缺少一级", "Level skipped"),
    GapKind.NO_UPSTREAM: Label("没有上游", "No upstream"),
    GapKind.NOT_TAKEN_UP: Label("无人承接", "Not taken up"),
}


_LONGEST = 40
_EDGE_KINDS = {**{kind.value: _LABELS[kind] for kind in (*DerivationKind, *MatchKind)},
               "cites": Label("引用", "cites"), "bears": Label("承担", "bears")}
_FIELDS = {"responsible": Label("责任", "units", "◉"), "times": Label("期限", "deadline", "◷"),
           "frequency": Label("频次", "rhythm", "↻"), "citations": Label("引用", "cites", "《》"),
           "place": Label("位置", "place", "⇅")}
_RULINGS = {"confirm": Label("认可", "confirmed"), "reject": Label("否决", "rejected"), "add": Label("指定", "set")}


def judged(judgement: Judgement, lang: Lang) -> str:
    """Who decided what about a link, on which day, and why.

    >>> judged(Judgement("confirm", "李明", "2026-11-20T10:00:00+08:00", "核对过原文"), "zh")
    '人工认可 李明 2026-11-20：核对过原文'
    """
    ruling = _RULINGS[judgement.verdict].say(lang)
    by = f"人工{ruling} {judgement.who}" if lang == "zh" else f"{ruling} by {judgement.who}"
    why = (f"：{judgement.why}" if lang == "zh" else f": {judgement.why}") if judgement.why else ""
    return f"{by} {judgement.when[:10]}{why}"


def refused(step: Refusal, lang: Lang) -> str:
    """A step of a lineage that is not there, and who decided so and why."""
    ends = " → ".join(_called(node) for node in (step.source, step.target))
    kind = edge_kind(step.edge.kind).say(lang)
    named = f"{ends}（{kind}）" if lang == "zh" else f"{ends} ({kind})"
    return named if step.edge.judgement is None else f"{named} {judged(step.edge.judgement, lang)}"


def _called(node: LineageNode) -> str:
    words = " ".join((node.number or node.title or node.text or node.id).split())
    return words if len(words) <= _LONGEST else words[:_LONGEST - 1] + "…"


def edge_kind(kind: str) -> Label:
    """What the edges of a kind are called."""
    return _EDGE_KINDS.get(kind, Label(kind, kind))


def field_label(field: FieldChange) -> Label:
    """The names and the sign of the field of a task that changed."""
    return _FIELDS[field.field]


def label(value: Enum) -> Label:
    """The names and the sign of a value of the model.

    >>> label(Role.LEAD).zh, label(Role.LEAD).sign
    ('牵头', '牵')
    """
    return _LABELS[value]
