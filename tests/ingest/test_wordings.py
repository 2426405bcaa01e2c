"""The many ways in which policies say the same: each text of `wordings/` with what a reader finds in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from policytrail.ingest.extractor import extract
from policytrail.ingest.facts import Fact, facts
from policytrail.ingest.readers import read_document
from policytrail.ingest.statement import Statement

SIGNS = {">": "recipients", "|": "purposes", "?": "conditions", "@": "retention", "<": "broader"}
FILES = sorted((Path(__file__).parent / "wordings").glob("*.txt"))


def statement(notation: str) -> Statement:
    """A statement from the notation of conftest.py, in which `_` is a space in an organisation's name."""
    said, *words = notation.split()
    fields: dict[str, list[str]] = {"data": []}
    field = "data"
    for word in words:
        if word in SIGNS:
            field = SIGNS[word]
            fields[field] = []
        else:
            fields[field].append(word.replace("_", " ") if word.startswith("org:") else word)
    values: dict[str, Any] = {name: tuple(concepts) for name, concepts in fields.items()}
    if "broader" in values:
        (values["broader"],) = values["broader"]
    values |= {"action": said.rstrip("!"), "polarity": "deny" if said.endswith("!") else "affirm"}
    return Statement("policy", quote="", start=-1, end=-1, **values)


def entries(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The texts of a file, each with its statements in notation."""
    for entry in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in entry.strip().splitlines() if not line.startswith("#")]
        if lines:
            text = "\n".join(line for line in lines if not line.startswith("= "))
            yield text.replace("\\n", "\n"), [line[2:] for line in lines if line.startswith("= ")]


def found_in(text: str) -> set[Fact]:
    """What the extractor finds in a text."""
    document = read_document(text.encode(), "policy.txt")
    return {fact for each in extract(document, "policy", ["Example"]) for fact in facts(each)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_wordings(path: Path) -> None:
    differing = {}
    for text, notations in entries(path):
        expected = {fact for notation in notations for fact in facts(statement(notation))}
        found = found_in(text)
        if found != expected:
            differing[text] = {"missed": expected - found, "wrong": found - expected}
    assert not differing
