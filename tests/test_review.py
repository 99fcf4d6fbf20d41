"""审校: what can be decided on the page, and that a rebuild applies it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest

from kg.graph.library import Library
from kg.model.extraction import Role
from kg.model.view import View
from kg.web.app import create_app
from kg.web.inside import Reply, ask
from kg.web.site import Served

FORM = {"content-type": "application/x-www-form-urlencoded"}
LOWEST = "4407-江环办-2021-50"


@pytest.fixture
def served(demo_path: Path, tmp_path: Path) -> Served:
    """A copy of the library that a test may write to."""
    shutil.copytree(demo_path, tmp_path / "library")
    return Served(Library.open(tmp_path / "library"))


def page_of(served: Served, **link: str) -> str:
    """The page that reviews one link."""
    return ask(create_app(served), f"/review?{urlencode(link)}").body.decode()


def decided(served: Served, **form: str) -> View:
    """What the library says after a decision of 审校员 and a rebuild."""
    app = create_app(served)

    def post(address: str, **fields: str) -> Reply:
        return ask(app, address, "POST", FORM, urlencode({"token": served.token, **fields}).encode())

    assert post("/review", who="审校员", why="核对过原文", **form).status == 303
    assert post("/rebuild").status == 303
    while served.rebuild.state.running:
        time.sleep(0.05)
    assert not served.rebuild.state.failed
    return served.site().view


def a_unit(view: View) -> dict[str, str]:
    """The first unit of a task, as the review names it."""
    bearer = view.bearers(LOWEST)[0]
    return {"source": bearer.task, "target": str(bearer.assignment)}


def test_a_role_is_set_on_the_page(served: Served) -> None:
    unit = a_unit(served.site().view)
    assert '<option value="support"' in page_of(served, about="role", **unit)
    view = decided(served, about="role", ruling="add", value="support", **unit)
    task = view.task(unit["source"])
    read = next(one for one in view.extraction(LOWEST).tasks if one.id == task.local)
    assert read.assignments[0].role is Role.SUPPORT and read.assignments[0].evidence.judged
    assert "审校员" in page_of(served, about="role", **unit)


def not_held(view: View) -> dict[str, str]:
    """A derivation between two documents whose lower one is only cited."""
    edges = (edge for work in view.works() if not work.held for edge in view.derivations_from(work.id))
    edge = next(edges)
    return {"about": "derivation", "source": edge.source, "target": edge.target}


def a_citation(view: View) -> dict[str, str]:
    """The first citation of a document."""
    return {"about": "resolution", "source": LOWEST, "target": "0"}


def a_bearer(view: View) -> dict[str, str]:
    """The first unit of a task, as the one that bears it."""
    return {"about": "bearer", **a_unit(view)}


def a_derivation(view: View) -> dict[str, str]:
    """What the lowest plan comes from."""
    return {"about": "derivation", "source": LOWEST, "target": view.derivations_from(LOWEST)[0].target}


@pytest.mark.parametrize("ruling", ["confirm", "reject"])
@pytest.mark.parametrize("link", [not_held, a_citation, a_bearer, a_derivation])
def test_every_kind_of_link_is_judged_on_the_page(served: Served, link: Callable[[View], dict[str, str]],
                                                  ruling: str) -> None:
    chosen = link(served.site().view)
    page = page_of(served, **chosen)
    assert 'name="ruling" value="confirm"' in page and 'name="ruling" value="reject"' in page
    decided(served, ruling=ruling, **chosen)
    assert "审校员" in page_of(served, **chosen).partition("judgements.tsv")[0], "on the link, not only in the list"


def test_a_link_is_added_on_the_page(served: Served) -> None:
    view = served.site().view
    known = {edge.target for edge in view.derivations_from(LOWEST)}
    upper = next(work.id for work in view.works() if work.year and work.year < 2020 and work.id not in known)
    number = view.work(LOWEST).number or ""
    assert 'name="ruling" value="add"' in page_of(served, source=number, target=view.work(upper).name)
    view = decided(served, about="derivation", ruling="add", source=LOWEST, target=upper)
    added = next(edge for edge in view.derivations_from(LOWEST) if edge.target == upper)
    assert added.judgement is not None and added.judgement.who == "审校员"
