"""Imports go one way: ontology <- ingest, graph <- queries <- policytrail (cli, building ...)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "ontology": {"ontology"},
    "ingest": {"ontology", "ingest"},
    "graph": {"ontology", "graph"},
    "queries": {"ontology", "graph", "queries"},
}
FOR_EVERYBODY = {"errors", "__version__"}


def imported(source: str, inside: str = "policytrail") -> Iterator[str]:
    """What `source` imports of a package: the first name below it ("ingest"), bare folder names as "!ingest"."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                yield "!relative"
                continue
            module = node.module or ""
            names = [f"{module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            if name.startswith(f"{inside}."):
                yield name.removeprefix(f"{inside}.").partition(".")[0]
            elif (top := name.partition(".")[0]) in MAY_IMPORT:
                yield f"!{top}"


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("folder", MAY_IMPORT)
def test_a_folder_imports_only_what_lies_below_it(folder: str) -> None:
    assert modules(folder)
    allowed = MAY_IMPORT[folder] | FOR_EVERYBODY
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(folder)
        for name in imported(path.read_text("utf-8"))
        if name not in allowed
    ]
    assert not wrong


LAYERS = ("words", "mentions", "clauses", "blocks")  # of ingest


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_of_ingest_imports_only_those_below_it(layer: str) -> None:
    paths = modules(f"ingest/{layer}")
    assert paths
    below = (*LAYERS[: LAYERS.index(layer) + 1], "document", "finding", "statement")
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in paths
        for name in imported(path.read_text("utf-8"), inside="policytrail.ingest")
        if name not in below
    ]
    assert not wrong


def test_the_front_door_imports_the_folders_by_their_package_names() -> None:
    paths = [path for path in modules("src") + modules("tests") if "benchmarks" not in path.parts]
    wrong = [
        str(path) for path in paths for name in imported(path.read_text("utf-8")) if name.startswith("!")
    ]
    assert not wrong


def test_errors_is_a_leaf() -> None:
    assert not list(imported((ROOT / "src/policytrail/errors.py").read_text("utf-8")))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import policytrail.ingest.statement", "ingest"),
        ("from policytrail.graph.storage.store import Store", "graph"),
        ("from policytrail import queries", "queries"),
        ("def f():\n    from policytrail.cli import main", "cli"),
        ("import ingest.statement", "!ingest"),
        ("from graph import trace", "!graph"),
        ("from . import statement", "!relative"),
    ],
)
def test_every_way_to_import_is_seen(source: str, found: str) -> None:
    assert list(imported(source)) == [found]
