"""Answers drawn for a terminal: trees of lineage, tables of changes, ledgers and rows."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from kg.compare.strip import Stop, Thread
from kg.compare.units import Shift
from kg.export.labels import edge_kind, field_label, judged, label, refused
from kg.model.answers import (Change, ComparedTask, Comparison, Direction, Ledger,
                              Lineage, LineageEdge, LineageNode)
from kg.model.links import Judgement, Work

# Columns of a table that is not shown on a terminal.
_WIDE = 4000


def console() -> Console:
    """The console on stdout; in a file or pipe, tables are as wide as they like, without colour."""
    return Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else _WIDE)


def lineage_tree(answer: Lineage) -> Tree:
    """A lineage as a tree with the quotes that state each step; a node met twice is named only."""
    nodes = {node.id: node for node in answer.nodes}
    tree = Tree(_node_line(nodes[answer.root]))
    drawn = {answer.root}
    if answer.direction is not Direction.DOWN:
        _grow(tree, answer.root, nodes, _steps(answer.edges, up=True), drawn, "↑ ")
    if answer.direction is not Direction.UP:
        _grow(tree, answer.root, nodes, _steps(answer.edges, up=False), drawn, "↓ ")
    home = answer.root.rpartition(".")[0]
    if nodes[answer.root].kind == "task" and home in nodes:
        branch = tree.add(f"所在文件  {_node_line(nodes[home])}")
        _grow(branch, home, nodes, _steps(answer.edges, up=True), drawn | {home}, "↑ ")
    return tree


def _steps(edges: Iterable[LineageEdge], up: bool) -> dict[str, list[tuple[LineageEdge, str]]]:
    steps: dict[str, list[tuple[LineageEdge, str]]] = defaultdict(list)
    for edge in edges:
        start, end = (edge.source, edge.target) if up else (edge.target, edge.source)
        steps[start].append((edge, end))
    for rows in steps.values():
        rows.sort(key=lambda step: (not step[0].direct, step[1]))
    return steps


def _grow(tree: Tree, at: str, nodes: dict[str, LineageNode],
          steps: dict[str, list[tuple[LineageEdge, str]]], drawn: set[str], arrow: str) -> None:
    for edge, end in steps.get(at, ()):
        branch = tree.add(f"{arrow}{_edge_words(edge)}  {_node_line(nodes[end])}")
        for quote in edge.evidence[:1]:
            branch.add(f"[dim]“{escape(_short(quote.text))}” — {escape(quote.work)} "
                       f"{quote.span.start}–{quote.span.end}[/dim]")
        if end not in drawn:
            drawn.add(end)
            _grow(branch, end, nodes, steps, drawn, arrow)


def _edge_words(edge: LineageEdge) -> str:
    sure = "[green]明示[/green]" if edge.stated else f"[yellow]推断 {edge.confidence:.2f}[/yellow]"
    return f"{sure}{_human(edge.judgement)} {escape(edge_kind(edge.kind).zh)}"


def _human(*judgements: Judgement | None) -> str:
    """Whose decisions something rests on."""
    return "".join(f" [magenta]{escape(judged(one, 'zh'))}[/magenta]" for one in judgements if one is not None)


def _node_line(node: LineageNode) -> str:
    held = "" if node.held else " [red]未入库[/red]"
    if node.kind == "task":
        return f"{escape(_short(node.text or ''))} [dim]{escape(node.id)}[/dim]{held}"
    title = f" 《{escape(node.title)}》" if node.title else ""
    return f"[bold]{escape(node.number or node.id)}[/bold]{title}{held}"


def notes(answer: Lineage) -> tuple[str, ...]:
    """What is missing in a lineage, and what people rejected, a line each."""
    return (*(f"缺：{gap.message}" for gap in answer.gaps), *(f"否：{refused(step, 'zh')}" for step in answer.rejected))


def comparison_table(answer: Comparison) -> Table:
    """A comparison as rows of change kind, old task, new task and changed fields."""
    table = Table("变化", escape(answer.a.name), escape(answer.b.name), "字段", show_lines=True)
    a = {task.id: task for task in answer.a_tasks}
    b = {task.id: task for task in answer.b_tasks}
    for change in answer.changes:
        kind = label(change.kind)
        table.add_row(f"{kind.sign} {kind.zh}{_human(*change.judgements)}", _tasks(change.a, a), _tasks(change.b, b),
                      _fields(change))
    return table


def _tasks(ids: Iterable[str], tasks: dict[str, ComparedTask]) -> str:
    return "\n".join(f"{tasks[id].label or '·'} {escape(_short(tasks[id].text, 60))}" for id in ids)


def _fields(change: Change) -> str:
    return "\n".join(f"{field_label(field).zh}：{escape('、'.join(field.before) or '—')} → "
                     f"{escape('、'.join(field.after) or '—')}" for field in change.fields
                     if field.field != "text")


def strip_table(works: Sequence[Work], threads: Sequence[Thread]) -> Table:
    """Tasks through the plans of several years, a row each."""
    table = Table(*(escape(work.name) for work in works), show_lines=True)
    for thread in threads:
        table.add_row(*(_stop(thread.get(work.id)) for work in works))
    return table


def _stop(stop: Stop | None) -> str:
    if stop is None:
        return ""
    kind = f"[dim]{label(stop.kind).zh}[/dim] " if stop.kind is not None else ""
    return f"{kind}{escape(stop.task.label or '·')} {escape(_short(stop.task.text, 40))}{_human(*stop.judgements)}"


def units_table(answer: Comparison, shifts: Sequence[Shift]) -> Table:
    """What each unit lost and gained between two plans."""
    table = Table("单位", escape(answer.a.name), escape(answer.b.name), "不再承担", "新承担", show_lines=True)
    tasks = {task.id: task for task in (*answer.a_tasks, *answer.b_tasks)}
    for one in shifts:
        table.add_row(f"{escape(one.holder.id)}{_human(*one.judgements)}", str(one.before), str(one.after),
                      _tasks(one.lost, tasks), _tasks(one.gained, tasks))
    return table


def ledger_table(answer: Ledger) -> Table:
    """A unit's ledger as rows, due next first; those that people rejected last, and said to be so."""
    table = Table("到期", "角色", "任务", "时限", "出处", show_lines=True)
    for row in (*answer.rows, *answer.rejected):
        times = "、".join(time.text for time in row.times)
        others = (f"\n{escape(one.name)}{_human(one.judgement)}" for one in row.others if one.judgement is not None)
        table.add_row(row.next_due or "", f"{label(row.role).zh}{_human(row.judgement)}{''.join(others)}",
                      escape(_short(row.text, 60)), escape(times), escape(f"{row.work.name} {row.label or ''}"))
    return table


def rows_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Query results as a table."""
    table = Table(*(escape(name) for name in head))
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    return table


def _short(text: str, most: int = 48) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most - 1]}…"
