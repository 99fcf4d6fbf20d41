"""The run that built a generation, and the generation as a dataset (VoID, DCAT)."""

from __future__ import annotations

from kg.graph.iris import Kind, mint
from kg.graph.nquads import Pen
from kg.graph.vocabulary import Class, Graph, Property
from kg.version import __version__


def describe_run(digest: str, quads: int, built_at: str, rules: str) -> tuple[str, ...]:
    """The graph `meta`: the only place where the time of a build is written."""
    pen, run = Pen(Graph.META), mint(Kind.RUN, digest[:16])
    pen.type(run, Class.RUN)
    pen.moment(run, Property.BUILT_AT, built_at)
    pen.texts(run, Property.SOFTWARE, __version__)
    pen.texts(run, Property.RULES, rules)
    pen.numbers(run, Property.QUADS, quads)
    return tuple(sorted(pen.lines))
