"""The commands as a person types them: what they print, where, and how they exit."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg import demo, resources
from kg.graph.library import Library

CHAIN = ("江环办〔2021〕50号", "江府办函〔2021〕129号", "粤府办〔2021〕17号", "国办发〔2021〕12号")


def run(*words: str, library: Path | None = None, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Runs kg in a process of its own and checks how it exits."""
    place = ("--library", str(library)) if library else ()
    done = subprocess.run([sys.executable, "-X", "utf8", "-m", "kg", *words, *place], capture_output=True,
                          encoding="utf-8", timeout=120)
    assert done.returncode == code, f"exit {done.returncode}: {done.stdout[-800:]}{done.stderr[-800:]}"
    return done


@pytest.fixture(scope="module")
def jiangmen(demo_path: Path) -> dict[str, Any]:
    """The lineage of the Jiangmen plan as JSON."""
    answer: dict[str, Any] = json.loads(run("trace", CHAIN[0], "--json", library=demo_path).stdout)
    return answer


def test_trace_names_the_four_plans_and_which_are_held(jiangmen: dict[str, Any]) -> None:
    held = {node["number"]: node["held"] for node in jiangmen["nodes"]}
    assert {number: held[number] for number in CHAIN} == dict.fromkeys(CHAIN, False) | {CHAIN[0]: True}


def test_every_edge_quotes_the_text_it_rests_on(jiangmen: dict[str, Any], demo_path: Path) -> None:
    view = Library.open(demo_path).view()
    quotes = [quote for edge in jiangmen["edges"] for quote in edge["evidence"]]
    assert all(edge["evidence"] for edge in jiangmen["edges"])
    for quote in quotes:
        assert view.extraction(quote["document"]).text[quote["start"]:quote["end"]] == quote["quote"]


def test_the_preamble_states_and_the_chain_above_is_inferred(jiangmen: dict[str, Any]) -> None:
    number = {node["id"]: node["number"] for node in jiangmen["nodes"]}
    stated = {(number[edge["from"]], number[edge["to"]]): edge["stated"] for edge in jiangmen["edges"]}
    for upper in CHAIN[1:]:
        assert stated[CHAIN[0], upper] is True
    assert stated[CHAIN[1], CHAIN[2]] is False
    assert stated[CHAIN[2], CHAIN[3]] is False


SAME = (("江环办[2021]50号", "square brackets"), ("江环办（2021）50 号", "round brackets and a space"),
        ("江门市生态环境局2021年政务公开工作要点分工", "a piece of the title"))


@pytest.mark.parametrize(("reference", "why"), SAME)
def test_other_ways_to_name_it_find_the_same(reference: str, why: str, jiangmen: dict[str, Any],
                                             demo_path: Path) -> None:
    found = json.loads(run("trace", reference, "--json", library=demo_path).stdout)
    assert found["root"] == jiangmen["root"], why


def test_an_ambiguous_reference_lists_candidates(demo_path: Path) -> None:
    done = run("trace", "政务公开工作主要任务分解表", library=demo_path, code=2)
    assert "2017" in done.stderr and "2018" in done.stderr and not done.stdout


def test_an_unknown_reference_says_what_was_tried(demo_path: Path) -> None:
    done = run("trace", "月球办〔2021〕1号", library=demo_path, code=2)
    assert "Tried" in done.stderr


def test_fujian_reaches_the_central_opinions_by_title(demo_path: Path) -> None:
    found = json.loads(run("trace", "闽政办〔2017〕45号", "--json", library=demo_path).stdout)
    nodes = {node["id"]: node for node in found["nodes"]}
    central = next(node for node in nodes.values() if node["number"] == "中办发〔2016〕8号")
    opinions = next(node for node in nodes.values() if node["title"] == "全面推进政务公开工作实施意见")
    assert central["held"] and opinions["held"] and nodes[found["root"]]["held"]
    edges = {(edge["from"], edge["to"]) for edge in found["edges"]}
    assert (found["root"], opinions["id"]) in edges
    assert (opinions["id"], central["id"]) in edges


def test_fujian_plans_of_three_years_are_one_series(demo_path: Path) -> None:
    series = Library.open(demo_path).view().series()
    years = [{int(work.year or 0) for work in map(Library.open(demo_path).view().work, one.works)}
             for one in series if "福建" in one.issuer]
    assert {2017, 2018, 2019} in [found & {2017, 2018, 2019} for found in years]


def test_compare_across_scripts_finds_the_obvious_pairs(demo_path: Path) -> None:
    found = json.loads(run("compare", "生态环境部2020年政务公开工作安排", "生态环境部2021年政务公开工作安排",
                           "--json", library=demo_path).stdout)
    pairs = {(link["a"]["spans"][0][0], link["b"]["spans"][0][0]) for link in found["links"]}
    answer = json.loads(resources.path("data", "gold", "links", "mee-2020-to-2021.json").read_text("utf-8"))
    starts = [{task["id"]: task["spans"][0][0] for task in json.loads(
        resources.path("data", "gold", name).read_text("utf-8"))["tasks"]}
        for name in ("mee-2020-traditional.json", "mee-2021.json")]
    wanted = {(starts[0][link["from"]], starts[1][link["to"]]) for link in answer["links"]
              if link["kind"] in ("same", "reworded")}
    assert len(wanted & pairs) >= len(wanted) * 0.6
    kinds = {change["kind"] for change in found["changes"]}
    assert {"dropped", "added"} <= kinds


def test_extract_needs_no_library_and_gives_the_guides_form() -> None:
    done = run("extract", str(demo.plans()[5]))
    answer = json.loads(done.stdout)
    assert set(answer) == {"file", "script", "document", "citations", "tasks"}


UNREADABLE = (("gone.txt", None), ("empty.txt", b""), ("binary.txt", b"\x00\x01\x02" * 50))


@pytest.mark.parametrize(("name", "data"), UNREADABLE)
def test_extract_of_unreadable_input_exits_with_3(name: str, data: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    done = run("extract", str(path), code=3)
    assert name in done.stderr and not done.stdout


def test_build_reports_on_each_file_and_exits_with_1(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    words = ("build", str(demo.plans()[0]), str(tmp_path / "empty.txt"))
    first = run(*words, library=tmp_path / "library", code=1)
    assert "1 quarantined" in first.stdout and "empty.txt" in first.stdout
    second = run(*words, library=tmp_path / "library", code=1)
    assert "nothing has changed" in second.stdout


def test_the_report_of_a_build_comes_as_json_and_as_a_page_too(tmp_path: Path) -> None:
    (tmp_path / "<空>.txt").write_bytes(b"")
    page = tmp_path / "report.html"
    done = run("build", str(demo.plans()[0]), str(tmp_path / "<空>.txt"), "--json", "--html", str(page),
               library=tmp_path / "library", code=1)
    files = {Path(file["path"]).name: file for file in json.loads(done.stdout)["files"]}
    assert [(file["outcome"], file["stage"]) for file in files.values()] == [("ok", "extract"), ("quarantined", "read")]
    html = page.read_text("utf-8")
    assert all(name.replace("<", "&lt;").replace(">", "&gt;") in html for name in files)
    assert "未能读入" in html and "is empty" in html and "<空>" not in html
    assert not re.search(r"(?:src|href)=.https?://", html), "the page asks nobody for anything"


def test_demo_builds_everything(tmp_path: Path) -> None:
    done = run("demo", "--no-serve", library=tmp_path / "library")
    assert "14 documents" in done.stdout and "0 quarantined" in done.stdout


def test_query_by_name_and_by_sparql(demo_path: Path) -> None:
    listed = run("query", "--list")
    assert "lineage" in listed.stdout
    rows = json.loads(run("query", "--name", "lineage", "--set", f"number={CHAIN[0]}", "--json",
                          library=demo_path).stdout)
    assert any(CHAIN[3] in str(row) for row in rows["results"]["bindings"])
    done = run("query", "SELECT (COUNT(*) AS ?n) WHERE { ?t a <https://w3id.org/cngov-kg/ont#Task> }",
               "--format", "csv", library=demo_path)
    assert int(done.stdout.split()[1]) > 300


def test_a_bad_query_exits_with_2(demo_path: Path) -> None:
    run("query", "SELECT WHERE", library=demo_path, code=2)
    run("query", "--name", "no-such-question", library=demo_path, code=2)


def test_evaluate_prints_a_table_and_lists_misses() -> None:
    done = run("evaluate", str(resources.path("data", "gold")))
    assert "jiangmen-environment-2021.txt" in done.stdout and "total" in done.stdout
    scores = json.loads(run("evaluate", str(resources.path("data", "gold")), "--json").stdout)
    assert len(scores) == 12
    assert scores[-1]["figures"]["citations"]["f1"] > 0.9


def test_a_judgement_is_applied_by_the_next_build(tmp_path: Path) -> None:
    place = tmp_path / "library"
    plan = str(next(path for path in demo.plans() if path.stem.startswith("jiangmen")))
    run("build", plan, library=place)
    run("judge", "reject", "derivation", CHAIN[0], CHAIN[2], "--who", "王某", "--why", "另有依据", library=place)
    run("build", library=place)
    found = json.loads(run("trace", CHAIN[0], "--depth", "1", "--json", library=place).stdout)
    number = {node["id"]: node["number"] for node in found["nodes"]}
    assert CHAIN[2] not in {number[edge["to"]] for edge in found["edges"] if edge["human"] is None}
    run("judge", "reject", "derivation", CHAIN[0], "月球办〔2021〕1号", library=place, code=2)


def test_a_library_is_kept_whole(tmp_path: Path) -> None:
    place, again, file = tmp_path / "library", tmp_path / "again", tmp_path / "backup.zip"
    run("build", str(demo.plans()[0]), library=place)
    assert "whole" in run("verify", "--deep", library=place).stdout
    run("backup", str(file), library=place)
    run("restore", str(file), library=again)
    assert "whole" in run("verify", library=again).stdout
    store = next((place / "generations").glob("*/store/*.sst"))
    store.write_bytes(store.read_bytes()[:-1])
    run("verify", library=place, code=1)
    assert "damaged" in run("trace", CHAIN[0], library=place, code=1).stderr
    run("rebuild", library=place)
    run("verify", "--deep", library=place)
    run("gc", library=place)
    run("verify", library=place)


def test_no_library_says_how_to_make_one(tmp_path: Path) -> None:
    done = run("trace", CHAIN[0], library=tmp_path / "nothing", code=1)
    assert "kg build" in done.stderr


def test_a_base_is_given_before_the_command(tmp_path: Path) -> None:
    base, place = "https://data.example.org/plans/", tmp_path / "library"
    asked = ("query", "SELECT ?d WHERE { ?d gk:hasText ?text }", "--format", "csv")
    run("--base", base, "build", str(demo.plans()[0]), library=place)
    assert f"{base}doc/" in run("--base", base, *asked, library=place).stdout
    assert f"kg --base {base}" in run(*asked, library=place, code=1).stderr
    assert "cannot begin an IRI" in run("--base", "plans", *asked, library=place, code=1).stderr


COMMANDS = ("backup", "build", "check", "compare", "demo", "evaluate", "export", "extract", "gc", "judge",
            "ledger", "query", "rebuild", "remove", "restore", "serve", "trace", "verify")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(command: str) -> None:
    done = run(command, "--help")
    assert f"kg {command}" in done.stdout.split("Examples:")[1]


def test_help_lists_every_command() -> None:
    listed = run("--help").stdout
    assert all(f"\n  {command} " in listed for command in COMMANDS)


def test_remove_takes_a_document_out_and_says_what_is_left(demo_path: Path, tmp_path: Path) -> None:
    place = tmp_path / "library"
    shutil.copytree(demo_path, place)
    said = run("remove", CHAIN[0], "--quiet", "--json", library=place)
    report = json.loads(said.stdout)
    assert [file["outcome"] for file in report["files"]] == ["removed"]
    assert report["counts"]["documents"] == 13
    run("remove", CHAIN[3], library=place, code=2)


def test_judging_a_role_asks_which(demo_path: Path) -> None:
    said = run("judge", "add", "role", f"{CHAIN[0]}#2", "综合科", library=demo_path, code=2)
    assert "lead, support, responsible, follow" in said.stderr
