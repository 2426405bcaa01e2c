"""The words of a policy behind a statement, and the denials that a policy makes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, NamedTuple

import pyoxigraph as ox

from policytrail.graph.store import Store
from policytrail.ontology.vocabulary import OA, PT, RDF, local, policy_iri


class Evidence(NamedTuple):
    """A quotation: `quote == text[start:end]` of the policy's stored text.

    A fact that comes from a metadata file has no words: `quote` is empty, `start` and `end` are 0.
    """

    quote: str
    start: int
    end: int
    section: str

    def to_dict(self) -> dict[str, Any]:
        """As outputs have it."""
        return self._asdict()


@dataclass(frozen=True, slots=True)
class DenialFact:
    """A statement that something is not done.

    `action` is share, sell, collect, use, retain or define; `recipients` are IRIs, the rest concept ids.
    """

    statement: str
    policy: str
    action: str
    data: tuple[str, ...]
    recipients: tuple[str, ...]
    purposes: tuple[str, ...]
    conditions: tuple[str, ...]
    evidence: Evidence


_ACTIONS = {PT.UseAction: "use"}


class Reader:
    """Reads statements of a store, each once."""

    def __init__(self, store: Store) -> None:
        self._quads = store.quads
        self._evidence: dict[str, Evidence] = {}
        self._denials: dict[str, list[DenialFact]] = {}

    def facts(self, iri: str, policy: str) -> dict[str, list[str]]:
        """Predicate -> objects of a node in a policy's graph, objects sorted."""
        graph, about = ox.NamedNode(policy_iri(policy)), defaultdict(list)
        for quad in self._quads.quads_for_pattern(ox.NamedNode(iri), None, None, graph):
            about[quad.predicate.value].append(quad.object.value)  # type: ignore[union-attr]
        for values in about.values():
            values.sort()
        return about

    def evidence(self, statement: str, policy: str) -> Evidence:
        """The words behind a statement; where there are several places, the first."""
        if statement not in self._evidence:
            places = [
                self._place(each, policy) for each in self.facts(statement, policy).get(PT.evidence, ())
            ]
            first = min(places, key=lambda place: (place.start, place.end, place.quote), default=None)
            self._evidence[statement] = first or Evidence("", 0, 0, "")
        return self._evidence[statement]

    def _place(self, evidence: str, policy: str) -> Evidence:
        note = self.facts(evidence, policy)
        section = note.get(PT.section, [""])[0]
        found: dict[str, str] = {}
        for target in note.get(OA.hasTarget, ()):
            for selector in self.facts(target, policy).get(OA.hasSelector, ()):
                for predicate, values in self.facts(selector, policy).items():
                    found[predicate] = values[0]
        return Evidence(
            found.get(OA.exact, ""), int(found.get(OA.start, 0)), int(found.get(OA.end, 0)), section
        )

    def denials(self, policy: str) -> list[DenialFact]:
        """Everything that a policy says is not done, in reading order."""
        if policy not in self._denials:
            graph = ox.NamedNode(policy_iri(policy))
            found = self._quads.quads_for_pattern(
                None, ox.NamedNode(RDF.type), ox.NamedNode(PT.Denial), graph
            )
            denials = [self._denial(quad.subject.value, policy) for quad in found]  # type: ignore[union-attr]
            denials.sort(key=lambda denial: (denial.evidence.start, denial.evidence.end, denial.statement))
            self._denials[policy] = denials
        return self._denials[policy]

    def _denial(self, iri: str, policy: str) -> DenialFact:
        about = self.facts(iri, policy)
        action = about[PT.deniedAction][0]
        return DenialFact(
            statement=iri,
            policy=policy,
            action=_ACTIONS.get(action, local(action).lower()),
            data=_names(about.get(PT.deniedData, [])),
            recipients=tuple(about.get(PT.deniedRecipient, ())),
            purposes=_names(about.get(PT.deniedPurpose, [])),
            conditions=_names(about.get(PT.condition, [])),
            evidence=self.evidence(iri, policy),
        )


def _names(iris: list[str]) -> tuple[str, ...]:
    return tuple(sorted(map(local, iris)))
