"""Queries that would hurt: each is stopped, named, and the next one answers."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphs import STATE_COUNCIL, extractions, links
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError, QueryLimit, QueryProblem, QueryRefused, QuerySyntax
from kg.graph.library import Library
from kg.graph.results import XSD_STRING, Answer, Node, NodeKind, Rows, Triples, Truth, iri, literal
from kg.graph.screen import DEEPEST, LONGEST, screen
from kg.graph.worker import Limits, Question, QueryWorkers, ask
from kg.model.links import Links

XSD = "http://www.w3.org/2001/XMLSchema#"
CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The small library."""
    library = Library.create_or_open(tmp_path_factory.mktemp("library"))
    with library.writing() as writer:
        writer.publish(links(), extractions(), "1")
    return library


@pytest.fixture(scope="module")
def workers(library: Library) -> Iterator[QueryWorkers]:
    """One worker with tight limits, shared by all tests: what one breaks, the next would see."""
    with QueryWorkers(library, size=1, limits=Limits(seconds=1, rows=100, bytes=20_000)) as workers:
        yield workers


def run(workers: QueryWorkers, query: str) -> Answer:
    """The answer of a query without parameters."""
    return workers.ask(Question(query, {}))


# A query, the error that stops it, and a word of its message.
HARMFUL = [
    ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }", QueryRefused, "SERVICE"),
    ("SELECT * { service SILENT <http://127.0.0.1:1/> { ?a ?b ?c } }", QueryRefused, "SERVICE"),
    ("SELECT*{SERVICE<http://127.0.0.1:1/>{?a ?b ?c}}", QueryRefused, "SERVICE"),
    ("SELECT * { SERVICE # a comment\n ?s { ?a ?b ?c } }", QueryRefused, "SERVICE"),
    ("PREFIX s: <x:> SELECT * { SERVICE s:x { ?a ?b ?c } }", QueryRefused, "SERVICE"),
    ("PREFIX s: <x:> SELECT * { SERVICEs:x { ?a ?b ?c } }", QueryRefused, "SERVICE"),
    ("PREFIX s: <x:> SELECT * { SERVICESILENTs:x { ?a ?b ?c } }", QueryRefused, "SERVICE"),
    ("PREFIX : <x:> SELECT * { SERVICE:x { ?a ?b ?c } }", QueryRefused, "SERVICE"),
    ("PREFIX service: <y:> PREFIX : <x:> SELECT * { service:x { ?a ?b ?c } }", QueryRefused, "SERVICE"),
    ("SELECT * { ?a ?b trueSERVICE<x:x>{ ?a ?b ?c } }", QueryRefused, "SERVICE"),
    ("SELECT * { ?a ?b 1e5SERVICE<x:x>{ ?a ?b ?c } }", QueryRefused, "SERVICE"),
    ("PREFIX s: <x:> SELECT * { ?a ?b s:.SERVICE<x:x>{ ?a ?b ?c } }", QueryRefused, "SERVICE"),
    ("SELECT * { ?a <x:\\u0041#> ?b . SERVICE <x:x> { ?a ?b ?c } }", QueryRefused, "SERVICE"),
    ("SELECT * { FILTER(?a<'x>')SERVICE<x:x>{?a ?b ?c}FILTER('y'='y') }", QueryRefused, "SERVICE"),
    ("SELECT * { ?a <x:'> ?b . SERVICE <x:x> { ?a ?b ?c } . ?a <x:'> ?b }", QueryRefused, "SERVICE"),
    ("SELECT * { FILTER(?a<?b#>\'\'\'\n) SERVICE<x:x>{ ?a ?b ?c }#\'\'\'\n }", QueryRefused, "SERVICE"),
    ("SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }", QuerySyntax, "SPARQL"),
    ("SELECT * { SERV\\u0049CE <http://127.0.0.1:1/> { ?a ?b ?c } }", QuerySyntax, "SPARQL"),
    ("LOAD <http://127.0.0.1:1/x>", QueryRefused, "LOAD"),
    ("PREFIX a: <b:> # x\n load silent <http://127.0.0.1:1/x>", QueryRefused, "LOAD"),
    ("INSERT DATA { <a:a> <a:b> <a:c> }", QueryRefused, "INSERT"),
    ("WITH <a:g> DELETE { ?a ?b ?c } WHERE { ?a ?b ?c }", QueryRefused, "WITH"),
    ("SELECT * FROM <file:///etc/passwd> { ?a ?b ?c }", QueryRefused, "files"),
    ("SELECT * FROM NAMED <FILE:x> { ?a ?b ?c }", QueryRefused, "files"),
    ("SELECT * { ?a ?b ?c } ; DROP ALL", QuerySyntax, "SPARQL"),
    ("\\u0053ERVICE <http://127.0.0.1:1/> {}", QuerySyntax, "SPARQL"),
    ("SELECT", QuerySyntax, "SPARQL"),
    ("", QuerySyntax, "SPARQL"),
    ("ASK {" + "{" * DEEPEST + "}" * DEEPEST + "}", QueryLimit, "nesting"),
    ("SELECT * { ?a ?b '" + "x" * LONGEST + "' }", QueryLimit, "length"),
    ("SELECT * { FILTER(" + "!" * 50_000 + "true) }", QueryLimit, "memory"),
    (f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}", QueryLimit, "time"),
    (f"SELECT (GROUP_CONCAT(?c) AS ?n) {{ {CROSS} }}", QueryLimit, "time|memory"),
    ("SELECT ?a ?c { ?a (<x:a>|!<x:b>)* ?b . ?b (<x:a>|!<x:b>)* ?c . ?c !<x:d>* ?a . ?x !<x:e>* ?a }",
     QueryLimit, "time|memory"),
]


@pytest.mark.parametrize(("query", "error", "words"), HARMFUL, ids=[row[0][:50] for row in HARMFUL])
def test_what_would_hurt_is_stopped_and_the_next_query_answers(
        workers: QueryWorkers, query: str, error: type[KgError], words: str) -> None:
    with pytest.raises(error, match=f"(?i){words}"):
        run(workers, query)
    assert run(workers, "ASK {}") == Truth(True)


# Words that look like what is refused, where they mean nothing of the kind.
HARMLESS = [
    "SELECT ?service WHERE { ?service ?load 'SERVICE <x:y> {}' }",
    "SELECT * WHERE { ?a ?b \"\"\"LOAD \"quoted\" SERVICE\"\"\" }",
    "# SERVICE\nSELECT * WHERE { ?a <http://service/SERVICE> ?b }",
    "PREFIX server: <x:> SELECT * WHERE { ?a server:LOAD ?b FILTER(?b < 3 && 4 > ?b) }",
    "SELECT * WHERE { ?a <http://www.w3.org/2000/01/rdf-schema#label> 'LOAD' . ?a ?b ?service }",
]


@pytest.mark.parametrize("query", HARMLESS)
def test_words_alone_are_not_refused(workers: QueryWorkers, query: str) -> None:
    assert run(workers, query) == Rows(screened_variables(workers, query), ())


def screened_variables(workers: QueryWorkers, query: str) -> tuple[str, ...]:
    """The columns of a query's answer."""
    answer = run(workers, query)
    assert isinstance(answer, Rows)
    return answer.variables


def test_rows_and_bytes_are_cut_where_one_sees_it(workers: QueryWorkers) -> None:
    many = run(workers, "SELECT ?a WHERE { ?a ?b ?c }")
    assert isinstance(many, Rows) and len(many.rows) == 100 and many.limit == "100 rows"
    wide = run(workers, "SELECT * WHERE { ?a gk:taskText ?b . ?c gk:taskText ?d }")
    assert isinstance(wide, Rows) and wide.limit == "20000 bytes" and len(wide.rows) < 100
    same = run(workers, f"SELECT ?a ('{'x' * 1000}' AS ?b) WHERE {{ ?a ?p ?c }}")
    assert isinstance(same, Rows) and same.limit == "20000 bytes" and 10 < len(same.rows) < 20, "each time it is said"
    triples = run(workers, "CONSTRUCT WHERE { ?a ?b ?c }")
    assert isinstance(triples, Triples) and triples.limit is not None and 0 < len(triples.triples) <= 100
    exact = run(workers, "SELECT ?a WHERE { ?a ?b ?c } LIMIT 100")
    assert isinstance(exact, Rows) and len(exact.rows) == 100 and exact.limit is None


def test_a_term_comes_as_it_is_however_often(workers: QueryWorkers) -> None:
    found = run(workers, "SELECT ?a ?b WHERE { VALUES (?a ?b) { (1 '1') ('1' UNDEF) ('1'@zh <x:1>) (1 '一') } }")
    one, word = literal("1", f"{XSD}integer"), literal("1", XSD_STRING)
    tongue = Node(NodeKind.LITERAL, "1", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", "zh")
    assert found == Rows(("a", "b"), ((one, word), (word, None), (tongue, iri("x:1")),
                                      (one, literal("一", XSD_STRING))))


def test_cancelling_ends_the_process_that_thinks(library: Library) -> None:
    cancel = threading.Event()
    with QueryWorkers(library, size=1) as workers:
        seat = workers._idle.get()
        child = seat._process
        workers._idle.put(seat)
        assert run(workers, "ASK {}") == Truth(True)
        threading.Timer(0.3, cancel.set).start()
        with pytest.raises(QueryLimit, match="cancelled"):
            workers.ask(Question(f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}", {}), cancel)
        assert child.returncode is not None and seat._process is not child
        assert run(workers, "ASK {}") == Truth(True)


def test_who_waits_for_a_free_process_can_be_cancelled_too(library: Library) -> None:
    cancel = threading.Event()
    cancel.set()
    with QueryWorkers(library, size=1) as workers:
        seat = workers._idle.get()
        with pytest.raises(QueryLimit, match="cancelled"):
            workers.ask(Question("ASK {}", {}), cancel)
        workers._idle.put(seat)


def test_many_threads_share_few_workers(library: Library) -> None:
    found: list[Answer] = []
    with QueryWorkers(library, size=2) as workers:
        threads = [threading.Thread(target=lambda: found.append(run(workers, "ASK {}"))) for _ in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [Truth(True)] * 12


def test_a_publish_is_noticed(tmp_path: Path) -> None:
    library = Library.create_or_open(tmp_path)
    with library.writing() as writer:
        writer.publish(links(), extractions(), "1")
    with QueryWorkers(library, size=1) as workers:
        question = Question("ASK { ?d a gk:Plan }", {})
        assert workers.ask(question) == Truth(True)
        with library.writing() as writer:
            writer.publish(Links(*(() for _ in range(10))), {}, "1")
        assert workers.ask(question) == Truth(False)


def test_values_are_values_whatever_they_say(library: Library) -> None:
    query = "SELECT ?n ?d WHERE { ?d gk:number ?n }"
    for poison in ('" } ; DROP ALL #', "\\", "}", "国办发〔2021〕12号' OR 1=1"):
        assert ask(library, Question(query, {"n": literal(poison)})) == Rows(("n", "d"), ())
    found = ask(library, Question(query, {"n": literal("国办发〔2021〕12号")}))
    assert isinstance(found, Rows) and found.rows[0][1] == iri(f"https://w3id.org/cngov-kg/doc/{STATE_COUNCIL}")


def test_no_connection_is_attempted(workers: QueryWorkers) -> None:
    """SERVICE in every spelling goes nowhere, though something listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.3)
        port = listening.getsockname()[1]
        for spelling in ("SERVICE", "service", "SeRvIcE SILENT", "SERVICE#\n"):
            with pytest.raises(QueryProblem):
                run(workers, f"SELECT * {{ {spelling} <http://127.0.0.1:{port}/> {{ ?a ?b ?c }} }}")
        with pytest.raises(TimeoutError):
            listening.accept()


def test_a_child_has_no_network_where_the_system_allows_it(library: Library) -> None:
    """Past the screen, by hand: the engine itself would connect."""
    from kg.graph import worker
    with socket.create_server(("127.0.0.1", 0)) as listening, QueryWorkers(library, size=1) as workers:
        listening.settimeout(0.5)
        port = listening.getsockname()[1]
        seat = workers._idle.get()
        request = worker._request(Question("ASK {}", {}), Limits())
        request["query"] = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?a ?b ?c }} }}"
        reply = seat.ask(workers._verified(), request, threading.Event())
        workers._idle.put(seat)
        if seat.isolated:
            assert "error" in reply
            with pytest.raises(TimeoutError):
                listening.accept()


@given(st.text(alphabet=st.sampled_from(list("{}()[]'\"\\<># \n?:aSERVICE")), max_size=200))
def test_nothing_is_refused_that_does_not_say_so(text: str) -> None:
    try:
        assert screen(text).has_dataset is False
    except QueryRefused:
        assert "SERVICE" in text.upper()


@pytest.mark.parametrize("piece", ["a.", '"', "'''", "<", "\\", "#\n", "{}", "a:", "%41"])
def test_a_monotonous_text_is_screened_to_its_end(piece: str) -> None:
    """Each would take minutes if some pattern looked at it anew from every character."""
    text = piece * ((LONGEST - 100) // len(piece))
    with pytest.raises(QueryRefused):
        screen(f"SELECT SERVICE {text}")
