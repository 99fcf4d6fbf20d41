"""`kg judge`: a person's decision, written down for this and every later build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options

if TYPE_CHECKING:
    from kg.model.view import View

_ABOUT = ("derivation", "match", "resolution", "bearer", "role")
_ROLES = ("lead", "support", "responsible", "follow")


@click.command(epilog=options.example(
    "kg judge reject derivation 江府办函〔2021〕129号 粤府办〔2021〕17号 --why 另有依据",
    "kg judge confirm match 环办厅函〔2021〕214号#9 生态环境部2020年政务公开工作安排#4",
    "kg judge add resolution 江环办〔2021〕50号 《政府信息公开信息处理费管理办法》 --to 国办函〔2020〕109号",
    "kg judge reject bearer 江环办〔2021〕50号#3 各市（区）分局",
    "kg judge add role 江环办〔2021〕50号#3 综合科 --to support"))
@click.argument("ruling", type=click.Choice(["confirm", "reject", "add"]))
@click.argument("about", type=click.Choice(_ABOUT))
@click.argument("source", metavar="REF")
@click.argument("target", metavar="OTHER")
@click.option("--to", "value", default="",
              help="Where a citation shall lead, who shall bear, in which role, or the kind of a match.")
@click.option("--who", default="", envvar="KG_WHO", help="Whose decision it is (or set KG_WHO).")
@click.option("--why", default="", help="The reason, kept with the decision.")
@options.library
def judge(ruling: str, about: str, source: str, target: str, value: str, who: str, why: str,
          library: Path) -> None:
    """Confirm, reject or add a link between REF and OTHER; every later build applies it.

    OTHER is a document (derivation), a task (match), the words of a citation of REF
    (resolution), or the name of a unit of the task REF (bearer, role). A role is lead,
    support, responsible or follow: `add` gives it with --to, `confirm` keeps the one read, and
    `reject` says that the unit does not bear the task in it.
    """
    if about == "role" and ruling == "add" and value not in _ROLES:
        raise click.UsageError(f"say what the role is: add role … --to {', '.join(_ROLES)}; or confirm or reject it")
    from kg.deciding import decide
    from kg.graph.library import Library
    from kg.link.judgements import About, Ruling, append_decision
    from kg.reference import find

    opened = Library.open(library)
    view = opened.view()
    near = find(view, source)
    kind = About(about)
    far = _mention(view, kind, near, target) if about in ("resolution", "bearer", "role") else find(view, target)
    decision = decide(view, kind, Ruling(ruling), (near, far), value=value, who=who, why=why)
    append_decision(opened.layout.judgements, decision)
    click.echo(f"{opened.layout.judgements}: {ruling} {about} “{decision.place.quote}”")
    options.note("`kg build` applies it")


def _mention(view: View, about: object, near: str, words: str) -> str:
    """The index of the citation or assignment that is printed so."""
    from kg.deciding import task_of
    from kg.errors import AmbiguousReference, UnknownReference
    from kg.extract.vocabulary import folded
    from kg.link.judgements import About

    if about is About.RESOLUTION:
        printed = [citation.text for citation in view.extraction(near).citations]
    else:
        node = view.task(near)
        printed = [unit.name for unit in task_of(view.extraction(node.work), node.local).assignments]
    found = [index for index, text in enumerate(printed) if folded(words) in folded(text)]
    if not found:
        raise UnknownReference(words, [f"the words printed there: {'; '.join(printed)}"])
    if len(found) > 1:
        raise AmbiguousReference(words, [(str(index), printed[index]) for index in found])
    return str(found[0])
