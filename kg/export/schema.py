"""The schema on one page: a drawing of how the classes hang together, then every term."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.graph.terms import Term, terms
from kg.questions import Question, questions

# What the drawing shows: the classes of a library's everyday questions, and how they are joined.
DRAWN = (
    ("Document", "hasTask", "Task"),
    ("Document", "hasText", "DocumentText"),
    ("DocumentText", "fromFile", "SourceFile"),
    ("Document", "hasCitation", "Citation"),
    ("Citation", "citedDocument", "Document"),
    ("Document", "qualifiedDerivation", "DocumentDerivation"),
    ("DocumentDerivation", "sourceDocument", "Document"),
    ("Task", "hasAssignment", "Assignment"),
    ("Assignment", "assignedTo", "Organisation"),
    ("InternalUnit", "unitOf", "Organisation"),
    ("Organisation", "inRegion", "Region"),
    ("Task", "timeLimit", "TimeLimit"),
    ("Task", "hasDemand", "Demand"),
    ("Task", "taskMatch", "TaskMatch"),
    ("TaskMatch", "matchedTask", "Task"),
    ("Task", "inSection", "Section"),
    ("Task", "evidence", "TextSpan"),
    ("TextSpan", "spanOf", "DocumentText"),
    ("TaskMatch", "judgement", "Judgement"),
    ("Document", "inSeries", "PlanSeries"),
)


def reference() -> str:
    """The page as Markdown, with a Mermaid drawing; ontology/reference.md is this text."""
    found = terms()
    lines = ["# 本体参考 · Ontology reference", "",
             "由 `ontology/` 生成，测试保证二者一致。 Generated from `ontology/`; a test compares.",
             "",
             *_drawing({term.name: term for term in found}), "",
             "## 类 · Classes", "", *_class_rows(term for term in found if term.is_class), "",
             "## 属性 · Properties", "", *_property_rows(term for term in found if not term.is_class), "",
             "## 具名问题 · Named questions", "", *_question_rows(questions())]
    return "\n".join(lines) + "\n"


def _drawing(known: dict[str, Term]) -> Iterator[str]:
    yield "```mermaid"
    yield "graph LR"
    for name in dict.fromkeys(end for start, _, finish in DRAWN for end in (start, finish)):
        yield f'  {name}["{known[name].zh}<br/>{name}"]'
    for start, joined, finish in DRAWN:
        yield f"  {start} -->|{known[joined].zh}| {finish}"
    yield "```"


def _class_rows(classes: Iterable[Term]) -> Iterator[str]:
    yield "| 类 class | 名称 | 说明 | what it is | 上位 broader | 对应 aligned |"
    yield "|---|---|---|---|---|---|"
    for term in classes:
        yield (f"| `{term.name}` | {term.zh} · {term.en} | {term.about_zh} | {term.about_en} | "
               f"{term.broader or ''} | {_links(term.aligned)} |")


def _property_rows(properties: Iterable[Term]) -> Iterator[str]:
    yield "| 属性 property | 名称 | 自 domain | 至 range | 单值 one | 说明 | what it says | 对应 aligned |"
    yield "|---|---|---|---|---|---|---|---|"
    for term in properties:
        single = "✓" if term.functional else ""
        yield (f"| `{term.name}` | {term.zh} · {term.en} | {term.domain or ''} | {term.range or ''} | "
               f"{single} | {term.about_zh} | {term.about_en} | {_links(term.aligned)} |")


def _question_rows(asked: Iterable[Question]) -> Iterator[str]:
    yield "| 名称 name | 问题 | question | 参数 parameters |"
    yield "|---|---|---|---|"
    for one in asked:
        filled = ", ".join(f"`{parameter.name}`" + (f" = {parameter.default}" if parameter.default else "")
                           for parameter in one.parameters)
        yield f"| `{one.name}` | {one.zh} | {one.en} | {filled} |"


def _links(iris: Iterable[str]) -> str:
    return ", ".join(f"[{iri.rstrip('/').rpartition('/')[2].rpartition('#')[2]}]({iri})" for iri in iris)
