"""What the tests of the extractor share: reading a text, and statements in one line.

A statement is written `action[!] data > recipients | purposes ? conditions @ retention < broader`, where
`!` is a denial and empty parts are left out. In all texts, "Example" is the provider's name.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policytrail.ingest.extractor import extract
from policytrail.ingest.readers import read_document
from policytrail.ingest.statement import Statement


def short(s: Statement) -> str:
    """One statement in the notation of these tests."""
    parts = [s.action + ("!" if s.polarity == "deny" else ""), " ".join(s.data)]
    for sign, values in ((">", s.recipients), ("|", s.purposes), ("?", s.conditions), ("@", s.retention)):
        if values:
            parts += [sign, " ".join(values)]
    if s.broader:
        parts += ["<", s.broader]
    return " ".join(parts)


def ruled(text: str) -> list[tuple[str, str]]:
    """The statements of a policy's text, each as (rule, notation)."""
    document = read_document(text.encode(), "policy.txt")
    return [(s.rule, short(s)) for s in extract(document, "policy", ["Example"])]


@pytest.fixture(scope="session")
def read_rules() -> Callable[[str], list[tuple[str, str]]]:
    """Read a policy's text into pairs of rule and statement."""
    return ruled


@pytest.fixture(scope="session")
def read() -> Callable[[str], list[str]]:
    """Read a policy's text into statements in notation."""
    return lambda text: [statement for _, statement in ruled(text)]
