"""Statements of one policy that do not go together: it denies sharing what it says elsewhere it shares.

Which these are the `Judge` of the policy says, for every pair of an affirmed and a denied disclosure. What
one clause, or one list, says of several recipients or purposes is then told as one conflict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypedDict

from policytrail.graph.contradictions.judge import SEVERITIES, Judge, Severity, Verdict
from policytrail.graph.contradictions.relations import CODES, Relations
from policytrail.graph.evidence import DenialFact, Evidence, FlowFact, Reader
from policytrail.graph.parties import Parties, definitions, kind_claims
from policytrail.graph.rows import Tabular
from policytrail.graph.storage.store import Store
from policytrail.graph.wording import DOES, DOING, TO, listed, many
from policytrail.ontology.taxonomy import taxonomy


@dataclass(frozen=True, slots=True)
class Conflict:
    """An affirmed and a denied statement that do not go together.

    Attributes:
        code: PolicyLint's name: C1 to C5 a logical contradiction, N1 to N4 a narrowing definition.
        severity: `high`: nothing resolves it; `medium`: one thing may, as a condition, an exception that is not
            understood, or that the denial does not mean these data or this recipient; `low`: two things, or
            one of the two statements may be meant as an exception to the other.
        data, recipients: the pairs that clash, each (affirmed, denied); recipients as ids of parties.
        conditions: what the affirmed statement depends on: it may resolve the conflict.
        excepted: the denial has words of exception that may cover the affirmed statement.
        statements, denial: IRIs of the affirmed flows, and of the denial.
        also: further clauses of the same section that affirm the same for other purposes.
    """

    policy: str
    code: str
    severity: Severity
    data: tuple[str, str]
    recipients: tuple[tuple[str, str], ...]
    conditions: tuple[str, ...]
    affirmed: Evidence
    affirmed_action: str
    denied: Evidence
    denied_action: str
    excepted: bool
    statements: tuple[str, ...]
    denial: str
    also: tuple[Evidence, ...] = ()

    @property
    def why(self) -> str:
        """The reason in one sentence."""
        label = taxonomy().label
        affirmed, denied = (many(label(each)) for each in self.data)
        relation = next(data for (_, data), code in CODES.items() if code == self.code)
        contain = "contains" if affirmed == label(self.data[0]) else "contain"
        part = {"same": "", "narrower": f", a part of {denied},", "broader": f", which {contain} {denied},"}
        who = listed(dict.fromkeys(_called(one) for one, _ in self.recipients))
        whom = listed(dict.fromkeys(_called(other) for _, other in self.recipients))
        notes = [f"only {listed(map(label, self.conditions))}"] if self.conditions else []
        if self.excepted:
            notes.append("the denial has an exception that may cover it")
        reason = (
            f"denies {DOING[self.denied_action]} {denied} {TO[self.denied_action]} {whom}, "
            f"yet {DOES[self.affirmed_action]} {affirmed}{part[relation]} {TO[self.affirmed_action]} {who}"
        )
        return reason + (f" ({'; '.join(notes)})" if notes else "")

    def to_dict(self) -> dict[str, Any]:
        """As outputs have it."""
        return {
            "policy": self.policy,
            "code": self.code,
            "severity": self.severity,
            "why": self.why,
            "data": {"affirmed": self.data[0], "denied": self.data[1]},
            "recipients": [{"affirmed": one, "denied": other} for one, other in self.recipients],
            "conditions": list(self.conditions),
            "affirmed": {"action": self.affirmed_action, **self.affirmed.to_dict()},
            "denied": {"action": self.denied_action, **self.denied.to_dict()},
            "also": [place.to_dict() for place in self.also],
        }


class ConflictRow(TypedDict):
    """A conflict, for tables."""

    policy: str
    severity: str
    code: str
    affirmed: str
    denied: str
    also: int
    why: str
    conditions: str
    affirmed_start: int
    affirmed_end: int
    denied_start: int
    denied_end: int


@dataclass(frozen=True, slots=True, repr=False)
class Conflicts(Tabular):
    """The conflicts that were found: what is most surely one first, then by policy and place."""

    found: tuple[Conflict, ...]

    def __iter__(self) -> Iterator[Conflict]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def to_dict(self) -> dict[str, Any]:
        """As outputs have it."""
        return {"conflicts": [conflict.to_dict() for conflict in self.found]}

    columns = tuple(ConflictRow.__annotations__)

    def rows(self) -> list[ConflictRow]:
        """One flat row a conflict, for tables and CSV."""
        return [
            {
                "policy": each.policy,
                "severity": each.severity,
                "code": each.code,
                "affirmed": each.affirmed.quote,
                "denied": each.denied.quote,
                "also": len(each.also),
                "why": each.why,
                "conditions": " ".join(each.conditions),
                "affirmed_start": each.affirmed.start,
                "affirmed_end": each.affirmed.end,
                "denied_start": each.denied.start,
                "denied_end": each.denied.end,
            }
            for each in self.found
        ]


def conflicts(store: Store, policy: str | None = None) -> Conflicts:
    """Find the conflicts within each policy.

    Args:
        store: an open store.
        policy: slug of one policy; by default the newest policy of every provider.

    Raises:
        UnknownNameError: there is no such policy.
    """
    parties = Parties(store)
    slugs = sorted(parties.policy.values()) if policy is None else [policy]
    own = definitions(store, set(slugs))
    kinds: dict[str, list[str]] = {}
    for claim in kind_claims(store, parties):
        kinds.setdefault(claim.provider, []).append(claim.kind)
    reader = Reader(store)
    found: list[Conflict] = []
    for slug in slugs:
        judge = Judge(slug, store.text(slug), reader, parties, Relations(parties, kinds, own.get(slug)))
        found += _found(judge)
    found.sort(key=lambda each: SEVERITIES.index(each.severity))
    return Conflicts(tuple(found))


def _found(judge: Judge) -> list[Conflict]:
    """All conflicts of a policy: one for each pair of places in its text, worst first."""
    found: list[Conflict] = []
    # What a policy says again in the same words is one clause.
    denials = {(each.action, each.evidence.quote, each.data): each for each in judge.denials[::-1]}
    for denial in denials.values():
        clauses: dict[tuple[str, str], list[Conflict]] = {}
        for flow in judge.flows:
            if verdict := judge.judge(flow, denial):
                conflict = _conflict(flow, denial, verdict)
                clauses.setdefault((flow.action, flow.evidence.quote), []).append(conflict)
        # Items of one list say the same of the same data and recipients, for one purpose each.
        lists: dict[tuple[object, ...], list[Conflict]] = {}
        for group in clauses.values():
            conflict = _one_clause(group)
            about = (conflict.code, conflict.severity, conflict.data, conflict.recipients)
            lists.setdefault((*about, conflict.affirmed.section), []).append(conflict)
        found += [_one_list(group) for group in lists.values()]
    return sorted(found, key=_order)


def _conflict(flow: FlowFact, denial: DenialFact, verdict: Verdict) -> Conflict:
    return Conflict(
        policy=flow.policy,
        code=verdict.code,
        severity=verdict.severity,
        data=verdict.data,
        recipients=(verdict.recipients,),
        conditions=flow.conditions,
        affirmed=flow.evidence,
        affirmed_action=flow.action,
        denied=denial.evidence,
        denied_action=denial.action,
        excepted=verdict.excepted,
        statements=(flow.statement,),
        denial=denial.statement,
    )


def _called(party: str) -> str:
    """A party as a sentence speaks of it, given by its id."""
    if party == "Recipient":
        return "anybody"
    known = taxonomy().concepts
    return many(known[party].label) if party in known else party.partition(":")[2]


def _one_clause(group: Sequence[Conflict]) -> Conflict:
    """One conflict for the recipients that one clause names together."""
    worst = min(group, key=lambda each: (SEVERITIES.index(each.severity), each.code, each.recipients))
    return replace(
        worst,
        recipients=tuple(sorted({pair for each in group for pair in each.recipients})),
        statements=tuple(sorted({one for each in group for one in each.statements})),
    )


def _one_list(group: Sequence[Conflict]) -> Conflict:
    """One conflict for the clauses of one list."""
    first, *others = sorted(group, key=lambda each: (each.affirmed.start, each.affirmed.end))
    return replace(
        first,
        also=tuple(each.affirmed for each in others),
        statements=tuple(sorted({one for each in group for one in each.statements})),
    )


def _order(conflict: Conflict) -> tuple[int, int, int, str, str]:
    severity = SEVERITIES.index(conflict.severity)
    return severity, conflict.denied.start, conflict.affirmed.start, conflict.code, conflict.denial
