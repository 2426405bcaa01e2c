"""The words of a policy behind a statement, and what its statements say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

import pyoxigraph as ox

from policytrail.graph.storage.store import Store
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


@dataclass(frozen=True, slots=True)
class FlowFact:
    """An affirmed flow to one recipient; `sender` and `recipient` are IRIs, the rest concept ids."""

    statement: str
    policy: str
    action: str
    sender: str
    recipient: str
    data: tuple[str, ...]
    purposes: tuple[str, ...]
    conditions: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class RetentionFact:
    """How long a provider keeps data.

    A stated period is an ISO 8601 duration, which the store writes in its canonical form ("P18M" as
    "P1Y6M"), and whole months; otherwise `period` is empty and `months` None.
    """

    statement: str
    policy: str
    data: tuple[str, ...]
    rule: str
    period: str
    months: int | None
    conditions: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class UseFact:
    """What a provider uses data for."""

    statement: str
    policy: str
    data: tuple[str, ...]
    purposes: tuple[str, ...]
    conditions: tuple[str, ...]
    evidence: Evidence


_ACTIONS = {PT.UseAction: "use"}
_FLOWS = {PT.Collection: "collect", PT.Disclosure: "share", PT.Sale: "sell"}


class Reader:
    """Reads statements of a store, each once."""

    def __init__(self, store: Store) -> None:
        self._store = store  # not its quads: they would keep a closed store's folder locked
        self._evidence: dict[str, Evidence] = {}
        self._places: dict[str, Evidence] = {}
        self._denials: dict[str, list[DenialFact]] = {}
        self._retentions: dict[str, list[RetentionFact]] = {}

    def facts(self, iri: str, policy: str) -> dict[str, list[str]]:
        """Predicate -> objects of a node in a policy's graph, objects sorted."""
        graph, about = ox.NamedNode(policy_iri(policy)), defaultdict(list)
        for quad in self._store.quads.quads_for_pattern(ox.NamedNode(iri), None, None, graph):
            about[quad.predicate.value].append(quad.object.value)  # type: ignore[union-attr]
        for values in about.values():
            values.sort()
        return about

    def evidence(self, statement: str, policy: str) -> Evidence:
        """The words behind a statement; where there are several places, the first."""
        return self._of(statement, policy, None)

    def _of(self, statement: str, policy: str, about: Mapping[str, list[str]] | None) -> Evidence:
        """As `evidence`, where the facts of the statement may have been read already."""
        if statement not in self._evidence:
            about = about or self.facts(statement, policy)
            places = [self._place(each, policy) for each in about.get(PT.evidence, ())]
            first = min(places, key=lambda place: (place.start, place.end, place.quote), default=None)
            self._evidence[statement] = first or Evidence("", 0, 0, "")
        return self._evidence[statement]

    def _place(self, evidence: str, policy: str) -> Evidence:
        if evidence not in self._places:  # flows to several recipients share their evidence
            self._places[evidence] = self._read_place(evidence, policy)
        return self._places[evidence]

    def _read_place(self, evidence: str, policy: str) -> Evidence:
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
            self._denials[policy] = _sorted(self._denial(iri, policy) for iri in self._all(PT.Denial, policy))
        return self._denials[policy]

    def flows(self, policy: str) -> list[FlowFact]:
        """Every flow that a policy affirms, collections included, in reading order."""
        return self._flows(policy, _FLOWS)

    def disclosures(self, policy: str) -> list[FlowFact]:
        """Every sharing and sale that a policy affirms, in reading order."""
        return self._flows(policy, (PT.Disclosure, PT.Sale))

    def _flows(self, policy: str, kinds: Iterable[str]) -> list[FlowFact]:
        return _sorted(self.flow(iri, policy) for kind in kinds for iri in self._all(kind, policy))

    def retentions(self, policy: str) -> list[RetentionFact]:
        """Every retention rule of a policy, in reading order."""
        if policy not in self._retentions:
            self._retentions[policy] = _sorted(
                self._retention(iri, policy) for iri in self._all(PT.Retention, policy)
            )
        return self._retentions[policy]

    def uses(self, policy: str) -> list[UseFact]:
        """Everything that a policy says data are used for, disclosures and collections aside."""
        return _sorted(self._use(iri, policy) for iri in self._all(PT.Use, policy))

    def _all(self, kind: str, policy: str) -> list[str]:
        graph = ox.NamedNode(policy_iri(policy))
        found = self._store.quads.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(kind), graph)
        return [quad.subject.value for quad in found]  # type: ignore[union-attr]

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
            evidence=self._of(iri, policy, about),
        )

    def flow(self, iri: str, policy: str) -> FlowFact:
        """One affirmed flow."""
        about = self.facts(iri, policy)
        action = next(_FLOWS[kind] for kind in about[RDF.type] if kind in _FLOWS)
        return FlowFact(
            statement=iri,
            policy=policy,
            action=action,
            sender=about[PT.sender][0],
            recipient=about[PT.recipient][0],
            data=_names(about.get(PT.data, [])),
            purposes=_names(about.get(PT.purpose, [])),
            conditions=_names(about.get(PT.condition, [])),
            evidence=self._of(iri, policy, about),
        )

    def _use(self, iri: str, policy: str) -> UseFact:
        about = self.facts(iri, policy)
        return UseFact(
            statement=iri,
            policy=policy,
            data=_names(about.get(PT.data, [])),
            purposes=_names(about.get(PT.purpose, [])),
            conditions=_names(about.get(PT.condition, [])),
            evidence=self._of(iri, policy, about),
        )

    def _retention(self, iri: str, policy: str) -> RetentionFact:
        about = self.facts(iri, policy)
        return RetentionFact(
            statement=iri,
            policy=policy,
            data=_names(about.get(PT.data, [])),
            rule=local(about[PT.retentionRule][0]),
            period=about.get(PT.period, [""])[0],
            months=int(about[PT.months][0]) if about.get(PT.months) else None,
            conditions=_names(about.get(PT.condition, [])),
            evidence=self._of(iri, policy, about),
        )


_Fact = TypeVar("_Fact", DenialFact, FlowFact, RetentionFact, UseFact)


def _sorted(facts: Iterable[_Fact]) -> list[_Fact]:
    return sorted(facts, key=lambda fact: (fact.evidence.start, fact.evidence.end, fact.statement))


def _names(iris: list[str]) -> tuple[str, ...]:
    return tuple(sorted(map(local, iris)))
