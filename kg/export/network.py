"""The library as a network for Gephi and its like: documents, tasks and who bears them.

Attributes are flat, for neither format knows lists or empty values.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.export.labels import judged
from kg.export.typeset import visible
from kg.model.links import Judgement, Work
from kg.model.view import View

if TYPE_CHECKING:
    import networkx

Attributes = dict[str, str | int | float | bool]


def network(view: View, work: str | None = None) -> networkx.MultiDiGraph[str]:
    """Everything, or one held work with its tasks, their bearers and its direct relations.

    Edges point from what derives to what it derives from, from a document to its tasks,
    and from a body to the tasks that it bears.
    """
    import networkx
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    works = view.works() if work is None else (view.work(work),)
    for one in works:
        graph.add_node(one.id, **_document(one))
        _relate(graph, view, one)
    for one in works:
        _add_tasks(graph, view, one)
    return graph


def write_graphml(view: View, path: Path, work: str | None = None) -> int:
    """Write GraphML; how many nodes and edges there are."""
    import networkx
    graph = network(view, work)
    networkx.write_graphml(graph, path, encoding="utf-8")
    return _size(graph)


def write_gexf(view: View, path: Path, work: str | None = None) -> int:
    """Write GEXF; how many nodes and edges there are."""
    import networkx
    graph = network(view, work)
    networkx.write_gexf(graph, path, encoding="utf-8")
    return _size(graph)


def count_graphml(path: Path) -> int:
    """The nodes and edges of a GraphML file, by reading it."""
    import networkx
    return _size(networkx.read_graphml(path, force_multigraph=True))


def count_gexf(path: Path) -> int:
    """The nodes and edges of a GEXF file, by reading it."""
    import networkx
    return _size(networkx.read_gexf(path))


def _size(graph: networkx.Graph[str]) -> int:
    return len(graph.nodes) + len(graph.edges)


def _document(work: Work) -> Attributes:
    return _flat({"kind": "document", "label": work.name, "title": work.title, "number": work.number,
                  "issuers": ";".join(work.issuers), "level": work.level.value if work.level else None,
                  "year": work.year, "held": work.held})


def _relate(graph: networkx.MultiDiGraph[str], view: View, work: Work) -> None:
    for edge in view.derivations_from(work.id):
        if edge.target not in graph:
            graph.add_node(edge.target, **_document(view.work(edge.target)))
        graph.add_edge(edge.source, edge.target, **_flat({
            "kind": edge.kind.value, "method": edge.method, "stated": edge.stated, "direct": edge.direct,
            "confidence": edge.confidence, "quote": edge.evidence[0].text if edge.evidence else None,
            "human": _human(edge.judgement)}))


def _add_tasks(graph: networkx.MultiDiGraph[str], view: View, work: Work) -> None:
    if not work.held:
        return
    read, nodes = view.extraction(work.id), view.tasks(work.id)
    tasks = {task.id: task for task in read.tasks}
    for node in nodes:
        task = tasks[node.local]
        graph.add_node(node.id, **_flat({"kind": "task", "label": task.label or node.local,
                                         "text": task.text(read.text), "year": work.year}))
        graph.add_edge(work.id, node.id, kind="task")
    local = {node.id: tasks[node.local] for node in nodes}
    for bearer in view.bearers(work.id):
        if bearer.holder not in graph:
            graph.add_node(bearer.holder, kind="holder", label=visibly(view.holder(bearer.holder).name))
        role = local[bearer.task].assignments[bearer.assignment].role
        graph.add_edge(bearer.holder, bearer.task, **_flat({"kind": role.value, "human": _human(bearer.judgement)}))
    for match in view.matches_from(local):
        if match.accepted:
            graph.add_node(match.b, kind="task")
            graph.add_edge(match.a, match.b, **_flat({"kind": match.relation.value, "confidence": match.score,
                                                      "human": _human(match.judgement)}))


def _human(judgement: Judgement | None) -> str | None:
    return None if judgement is None else judged(judgement, "zh")


def _flat(attributes: dict[str, str | int | float | bool | None]) -> Attributes:
    return {name: visibly(value) if isinstance(value, str) else value
            for name, value in attributes.items() if value is not None}


def visibly(text: str) -> str:
    """A text without the characters that XML forbids; each is shown as a picture of itself."""
    return "".join(map(visible, text))
