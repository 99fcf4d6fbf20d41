"""The run that built a generation, and the generation as a dataset (VoID, DCAT)."""

from __future__ import annotations

from kg.graph.iris import BASE, ONTOLOGY, Kind, mint
from kg.graph.nquads import Pen
from kg.graph.vocabulary import Class, Graph, Property
from kg.version import __version__

DATASET = mint(Kind.DATASET, "plans")


def describe_run(digest: str, quads: int, built_at: str, rules: str) -> tuple[str, ...]:
    """The graph `meta`: the only place where the time of a build is written."""
    pen, run = Pen(Graph.META), mint(Kind.RUN, digest[:16])
    pen.type(run, Class.RUN)
    pen.moment(run, Property.BUILT_AT, built_at)
    pen.texts(run, Property.SOFTWARE, __version__)
    pen.texts(run, Property.RULES, rules)
    pen.numbers(run, Property.QUADS, quads)
    return tuple(sorted(pen.lines))


def describe_dataset(pen: Pen, held: int, tasks: int) -> None:
    """Write what the whole is, for catalogues of datasets; entities are its tasks."""
    pen.type(DATASET, Class.VOID_DATASET)
    pen.type(DATASET, Class.DCAT_DATASET)
    pen.texts(DATASET, Property.DATASET_TITLE, "政务公开计划知识图谱", "Knowledge graph of disclosure plans")
    pen.texts(DATASET, Property.DATASET_DESCRIPTION,
              "计划、任务、责任单位、时限、引用与承接，每个事实附原文依据 · "
              "plans, tasks, who bears them, time limits, citations, derivation, each with its words")
    pen.texts(DATASET, Property.DATASET_LANGUAGE, "zh")
    pen.texts(DATASET, Property.DATASET_KEYWORD, "政务公开", "open government", "knowledge graph")
    pen.texts(DATASET, Property.DATASET_URI_SPACE, BASE)
    pen.nodes(DATASET, Property.DATASET_VOCABULARY, ONTOLOGY)
    pen.numbers(DATASET, Property.DATASET_DOCUMENTS, held)
    pen.numbers(DATASET, Property.DATASET_ENTITIES, tasks)
