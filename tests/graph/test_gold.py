"""Traces on the gold statements, against an expectation computed straight from the JSON Lines.

The expectation shares nothing with the code under test but the ontology's hierarchy and the kinds of the
providers, which both come from the store by SPARQL: it walks every simple path.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from policytrail.graph.storage.store import Store
from policytrail.graph.trails.trace import trace

CATEGORIES = {
    "call detail records": "CallDetailRecord",
    "voicemail": "Voicemail",
    "payment data": "PaymentData",
    "contact lists": "ContactList",
    "location data": "LocationData",
}
PROVIDERS = ["aegis", "ingetel", "sailpbx", "voipcom", "voxox"]

Verdict = tuple[str, str]  # certainty, match


class Expectation:
    """What follows from the gold statements by the rules of "can flow"."""

    def __init__(self, store: Store, gold: Path) -> None:
        self.broader: dict[str, set[str]] = defaultdict(set)
        for row in store.query("SELECT ?a ?b { ?a skos:broader ?b }"):  # type: ignore[union-attr]
            self.broader[_name(row["a"])].add(_name(row["b"]))
        self.kinds: dict[str, set[str]] = defaultdict(set)
        for row in store.query("SELECT ?p ?k { [] pt:party ?p ; pt:kind ?k }"):  # type: ignore[union-attr]
            self.kinds[_name(row["p"])].add(_name(row["k"]))
        self.statements = {
            file.stem: [json.loads(line) for line in file.read_text("utf-8").splitlines()]
            for file in gold.glob("*.jsonl")
        }

    def above(self, concept: str, own: dict[str, set[str]]) -> set[str]:
        """Every concept that contains this one, itself included."""
        found, left = {concept}, [concept]
        while left:
            each = left.pop()
            left += (up := (self.broader[each] | own.get(each, set())) - found)
            found |= up
        return found

    def match(self, data: list[str], category: str, provider: str) -> str | None:
        """Whether a statement's data carry the category."""
        if any(category in self.above(each, {}) for each in data):
            return "explicit"
        own: dict[str, set[str]] = defaultdict(set)
        for statement in self.statements[provider]:
            if statement["action"] == "define" and statement["polarity"] == "affirm":
                for part in statement["data"]:
                    own[part].add(statement["broader"])
        return "broad" if self.above(category, own) & set(data) else None

    def edges(self, category: str) -> dict[str, set[tuple[str, str]]]:
        """Provider -> recipient and match of each of its flows."""
        found = defaultdict(set)
        for provider, statements in self.statements.items():
            for each in statements:
                if each["action"] in ("share", "sell") and each["polarity"] == "affirm":
                    match = self.match(each["data"], category, provider)
                    for recipient in each.get("recipients") or ["Recipient"]:
                        if match:
                            found[provider].add((_plain(recipient), match))
        return found

    def reached(self, category: str, start: str) -> dict[str, Verdict]:
        """The best verdict on each party that data from `start` can reach."""
        best: dict[str, Verdict] = {}
        for party, verdict in self._walk(self.edges(category), (start,), ("stated", "explicit")):
            best[party] = max(verdict, best.get(party, verdict))  # "stated" > "possible", likewise matches
        return best

    def _walk(
        self, edges: dict[str, set[tuple[str, str]]], path: tuple[str, ...], so_far: Verdict
    ) -> Iterator[tuple[str, Verdict]]:
        steps = [(to, (so_far[0], min(so_far[1], match))) for to, match in edges.get(path[-1], ())]
        if path[-1] not in ("Recipient", "ThirdParty"):
            steps += [
                (provider, ("possible", so_far[1]))
                for provider, kinds in self.kinds.items()
                if any(path[-1] in self.above(kind, {}) for kind in kinds)
            ]
        # "broad" < "explicit" and "possible" < "stated", so min is the weaker one.
        for to, verdict in steps:
            if to not in path:
                yield to, verdict
                yield from self._walk(edges, (*path, to), verdict)


def _name(node: Any) -> str:
    return re.split("[#/]", node.value)[-1]


def _plain(recipient: str) -> str:
    """A named organisation as its letters and digits only."""
    return re.sub(r"[^a-z0-9]|inc\.?$", "", recipient.lower()) if recipient.startswith("org:") else recipient


def _party(id: str) -> str:
    return id.removeprefix("provider:") if id.startswith("provider:") else _plain(id)


@pytest.fixture(scope="module")
def store(gold_store: Path) -> Iterator[Store]:
    with Store.open(gold_store) as store:
        yield store


@pytest.fixture(scope="module")
def expectation(store: Store, gold: Path) -> Expectation:
    return Expectation(store, gold)


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("category", CATEGORIES)
def test_trace_equals_what_follows_from_the_statements(
    store: Store, expectation: Expectation, category: str, provider: str
) -> None:
    result = trace(store, category, from_=provider)
    found = {_party(each.party.id): (each.certainty, each.match) for each in result.reached}
    assert found == expectation.reached(CATEGORIES[category], provider)
    assert all(trail.start.id == f"provider:{provider}" for each in result.reached for trail in each.trails)


@pytest.mark.parametrize("category", CATEGORIES)
def test_trace_of_all_providers_is_the_best_of_each(
    store: Store, expectation: Expectation, category: str
) -> None:
    best: dict[str, Verdict] = {}
    for provider in PROVIDERS:
        for party, verdict in expectation.reached(CATEGORIES[category], provider).items():
            best[party] = max(verdict, best.get(party, verdict))
    found = {_party(each.party.id): (each.certainty, each.match) for each in trace(store, category).reached}
    assert found == best


def test_every_quotation_stands_in_its_text(store: Store) -> None:
    for category in CATEGORIES:
        hops = [hop for each in trace(store, category).reached for t in each.trails for hop in t.hops]
        assert hops
        for hop in hops:
            for quoted in (hop.evidence, *(denial.evidence for denial in hop.denials)):
                assert quoted.quote
                assert store.text(hop.policy)[quoted.start : quoted.end] == quoted.quote
