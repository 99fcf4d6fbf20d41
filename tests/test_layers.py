"""The shape of the code: arrows point down, libraries keep to their room, files stay small."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import kg
import pytest

ROOT = Path(kg.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))

# Top to bottom. A module may import only from rows below its own, or from its own
# package where the row is a package.
ROWS: tuple[tuple[str, ...], ...] = (
    ("cli",),
    ("api",),
    ("web",),
    ("export",),
    ("build", "demo"),
    ("batch", "intake", "search"),
    ("pool",),
    ("deciding", "findings", "lineage", "compare", "ledger", "questions", "reference"),
    ("fields", "difference", "likeness"),
    ("graph",),
    ("link",),
    ("evaluate", "annexes"),
    ("extract",),
    ("outline",),
    ("normalise",),
    ("readers",),
    ("agencies",),
    ("regions", "form"),
    ("words", "numerals", "personal"),
    ("tables",),
    ("resources",),
    ("model",),
    ("errors", "version"),
)
RANK = {name: rank for rank, row in enumerate(ROWS) for name in row}

# Which room owns which library; nobody else may import it.
ROOMS = {
    "jieba": ("words",), "opencc": ("normalise",), "click": ("cli",), "rich": ("cli",),
    "pyvis": ("export.html",), "pyoxigraph": ("graph",), "shifty": ("graph.shapes",), "rdflib": ("graph",),
    "networkx": ("lineage", "export"), "starlette": ("web",), "uvicorn": ("web",), "jinja2": ("web", "export"),
    "lxml": ("readers",), "docx": ("readers", "export"), "pdfplumber": ("readers",), "openpyxl": ("export",),
    "pypdfium2": ("readers",), "PIL": ("readers",), "rapidocr": ("readers.ocr",), "numpy": ("readers.ocr", "readers.ink"), "cv2": ("readers.ink",),
    "ahocorasick_rs": ("extract.gazetteer",), "pandas": ("api",),
}


def name_of(path: Path) -> str:
    """The dotted name below kg: extract.tasks, errors."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__") or "__init__"


NAMES = {name_of(path) for path in MODULES}


def imports_of(path: Path) -> Iterator[str]:
    """Every module that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (deepest(node.module, alias.name) for alias in node.names)


def deepest(module: str, name: str) -> str:
    """What `from module import name` reaches: a module of that name if there is one."""
    inner = f"{module}.{name}"
    return inner if inner.removeprefix("kg.") in NAMES else module


def ours(path: Path) -> Iterator[str]:
    """The kg modules that a file imports, without the leading kg."""
    for module in imports_of(path):
        if module.startswith("kg."):
            yield module.removeprefix("kg.")


def test_every_module_has_one_row() -> None:
    drawn = [name for row in ROWS for name in row]
    assert len(drawn) == len(set(drawn)), "a room stands in two rows of the drawing"
    rooms = {name_of(path).split(".")[0] for path in MODULES} - {"__init__", "rules", "__main__"}
    assert rooms <= set(RANK), f"not in the drawing: {sorted(rooms - set(RANK))}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_arrows_point_down(path: Path) -> None:
    room = name_of(path).split(".")[0]
    if room in ("__init__", "__main__"):
        return
    for target in ours(path):
        below = target.split(".")[0]
        assert below == room or RANK[below] > RANK[room], f"{name_of(path)} imports {target}"


def test_no_cycles_inside_packages() -> None:
    arrows = {name_of(path): set(ours(path)) for path in MODULES}
    done: set[str] = set()

    def walk(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " → ".join((*above, name))
        if name in done or name not in arrows:
            return
        for target in sorted(arrows[name]):
            walk(target, (*above, name))
        done.add(name)

    for name in arrows:
        walk(name, ())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_keeps_to_its_room(path: Path) -> None:
    name = name_of(path)
    for module in imports_of(path):
        rooms = ROOMS.get(module.split(".")[0])
        assert rooms is None or any(name == room or name.startswith(f"{room}.") for room in rooms), \
            f"{name} imports {module}, which belongs to {rooms}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_files_functions_and_names_stay_calm(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 400, f"{path.name} has outgrown its noun; split it"
    assert max(map(len, text.splitlines()), default=0) <= 120, f"{path.name} has a line of more than 120"
    assert not re.search(r"(^|_)(utils?|helpers?|misc|common|manager|process)(_|$)", path.stem)
    tree = ast.parse(text)
    private = {id(inner) for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and node.name.startswith("_")
               for inner in ast.walk(node)}
    assert not text.strip() or ast.get_docstring(tree), f"{path.name} does not say what it is"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            calm(path, node, id(node) in private)
        if isinstance(node, ast.ExceptHandler):
            swallowed = len(node.body) == 1 and isinstance(node.body[0], ast.Pass)
            assert not swallowed, f"{path.name}:{node.lineno} swallows an error"


def calm(path: Path, node: ast.FunctionDef | ast.AsyncFunctionDef, private: bool) -> None:
    """One function: short, annotated, with a handful of parameters, and a docstring if public."""
    where = f"{path.name}:{node.lineno} {node.name}"
    length = (node.end_lineno or node.lineno) - node.lineno + 1
    assert length <= 60, f"{where} has {length} lines"
    assert node.returns is not None, f"{where} has no return type"
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    assert len(arguments) <= 8, f"{where} has {len(arguments)} parameters"
    bare = [a.arg for a in arguments if a.annotation is None and a.arg not in ("self", "cls")]
    assert not bare, f"{where}: {bare} without a type"
    if not (private or node.name.startswith("_")):
        assert ast.get_docstring(node) or length <= 6, f"{where} is public and has no docstring"


def test_sizes_of_the_whole() -> None:
    lengths = sorted(node.end_lineno - node.lineno + 1 for path in MODULES
                     for node in ast.walk(ast.parse(path.read_text("utf-8")))
                     if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno)
    assert lengths[len(lengths) * 9 // 10] <= 30, "nine functions in ten stay within 30 lines"
