"""Statements of one policy that do not go together: it denies sharing what it says elsewhere it shares.

An exception is no conflict: "we do not share your data without your consent" goes together with sharing
on consent, wherever the policy says so. What the exceptions of a denial are is read from its sentence:
the affirmed statements in it, the conditions and purposes that these name, and references to other
places ("except as described below").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypedDict

from policytrail.graph.affirming import is_of_people, is_plain, is_technical
from policytrail.graph.evidence import DenialFact, Evidence, FlowFact, Reader
from policytrail.graph.exceptions import Exceptions, read_exceptions
from policytrail.graph.parties import ROOTS, Parties, definitions, kind_claims
from policytrail.graph.passages import clause, overlap, sentence
from policytrail.graph.reach import is_general, named_data, serves_its_ends
from policytrail.graph.relations import CODES, NEARNESS, Relation, Relations, closest
from policytrail.graph.rows import Tabular
from policytrail.graph.store import Store
from policytrail.graph.wording import DOES, DOING, TO, listed, many
from policytrail.ontology.taxonomy import taxonomy
from policytrail.ontology.vocabulary import BASE, local

Severity = Literal["high", "medium", "low"]

_SEVERITIES: Final[tuple[Severity, ...]] = ("high", "medium", "low")
_BASE: Final = {"C1": 0, "C2": 0, "C3": 0, "C4": 0, "C5": 1}  # of the narrowings nothing is sure

_ALL: Final = re.compile(
    r"\b(?:all|any|every)(?: of)?(?: (?:our|the|your))?(?: [\w-]+){0,3} (?:data|information|details|records)\b",
    re.IGNORECASE,
)
_INSIDE: Final = ("Affiliate", "Customer", "Employee", "OtherUser", "Public")  # no third parties
_ANYBODY: Final = BASE + "Recipient"
_GROUP: Final = re.compile(
    r"\b(?:affiliat\w+|subsidiar\w+|(?:group|family) of companies|group companies)\b", re.IGNORECASE
)
_ONLY: Final = re.compile(r"\bonly\b", re.IGNORECASE)
_MERGER: Final = "BusinessTransferEvent"
_EVENTS: Final = frozenset((_MERGER, "LegalObligation", "SafetyRisk"))
_PERSONAL: Final = re.compile(r"\bpersonal|\bPII\b|\bidentif|\bCPNI\b|\bnetwork information\b", re.IGNORECASE)


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
        found += judge.conflicts()
    found.sort(key=lambda each: _SEVERITIES.index(each.severity))
    return Conflicts(tuple(found))


class Judge:
    """Compares the affirmed and the denied disclosures of one policy."""

    def __init__(
        self, policy: str, text: str, reader: Reader, parties: Parties, relations: Relations
    ) -> None:
        self._policy = policy
        self._text = text
        self._parties = parties
        self._relations = relations
        self._flows = reader.disclosures(policy)
        self._exceptions: dict[str, Exceptions] = {}
        self._categorical: dict[str, bool] = {}
        self._plain: dict[str, bool] = {}
        denials = reader.denials(policy)
        self._denied = {fact.evidence for fact in denials}
        self._denials = [fact for fact in denials if fact.action in ("share", "sell")]

    def conflicts(self) -> list[Conflict]:
        """All conflicts of the policy: one for each pair of places in its text, worst first."""
        found: list[Conflict] = []
        # What a policy says again in the same words is one clause.
        for denial in {
            (each.action, each.evidence.quote, each.data): each for each in self._denials[::-1]
        }.values():
            clauses: dict[tuple[str, str], list[Conflict]] = {}
            for flow in self._flows:
                if conflict := self.judge(flow, denial):
                    clauses.setdefault((flow.action, flow.evidence.quote), []).append(conflict)
            # Items of one list say the same of the same data and recipients, for one purpose each.
            lists: dict[tuple[object, ...], list[Conflict]] = {}
            for group in clauses.values():
                conflict = _one_clause(group)
                about = (conflict.code, conflict.severity, conflict.data, conflict.recipients)
                lists.setdefault((*about, conflict.affirmed.section), []).append(conflict)
            found += [_one_list(group) for group in lists.values()]
        found.sort(key=_order)
        return found

    def exceptions(self, denial: DenialFact) -> Exceptions:
        """What the sentence of a denial leaves open."""
        if denial.statement not in self._exceptions:
            self._exceptions[denial.statement] = read_exceptions(denial, self._text, self._flows)
        return self._exceptions[denial.statement]

    def judge(self, flow: FlowFact, denial: DenialFact) -> Conflict | None:
        """The conflict between an affirmed and a denied disclosure of the policy, or None."""
        if denial.action == "sell" and (flow.action == "share" or _MERGER in flow.conditions):
            return None  # to sell a company is not to sell data
        if not self._is_categorical(denial):
            return None
        if (
            not self._is_plain(flow)
            or self._is_left_open(flow, denial.action)
            or not serves_its_ends(denial, flow)
        ):
            return None
        exceptions = self.exceptions(denial)
        if exceptions.cover(flow):
            return None
        recipients = self._recipients(flow, denial)
        data = [
            (self._data(flow, one, denial, other), one, other)
            for one in flow.data
            for other in named_data(denial)
        ]
        relation = closest(each[0] for each in data)
        if recipients is None or relation is None:
            return None
        code = CODES[recipients[0], relation]
        if "broader" in (relation, recipients[0]) and not self._is_meant_broadly(flow, code, exceptions):
            return None
        _, affirmed, denied = min(each for each in data if each[0] == relation)
        excepted = exceptions.worded and not exceptions.understood
        limited = bool(flow.conditions or _ONLY.search(flow.evidence.quote))
        meant = not self._serves(flow, recipients[1][1]) and is_technical(affirmed) <= is_technical(denied)
        doubts = excepted + limited + (not meant)
        return Conflict(
            policy=self._policy,
            code=code,
            severity=_SEVERITIES[min(_BASE.get(code, 2) + doubts, 2)],
            data=(affirmed, denied),
            recipients=(recipients[1],),
            conditions=flow.conditions,
            affirmed=flow.evidence,
            affirmed_action=flow.action,
            denied=denial.evidence,
            denied_action=denial.action,
            excepted=excepted,
            statements=(flow.statement,),
            denial=denial.statement,
        )

    def _is_categorical(self, denial: DenialFact) -> bool:
        """Whether a denial is said in general and without a condition."""
        if denial.statement not in self._categorical:
            around = clause(self._text, denial.evidence)
            self._categorical[denial.statement] = not denial.conditions and is_general(denial, around)
        return self._categorical[denial.statement]

    def _is_plain(self, flow: FlowFact) -> bool:
        if flow.statement not in self._plain:
            place = flow.evidence
            start, _ = sentence(self._text, place.start, place.end)
            before = self._text[slice(*sentence(self._text, start - 1, start))] if start else ""
            self._plain[flow.statement] = is_plain(flow, clause(self._text, place), before)
        return self._plain[flow.statement]

    def _is_left_open(self, flow: FlowFact, action: str) -> bool:
        """Whether a flow is what another denial leaves open: both sentences deny, and do not clash."""
        return flow.evidence in self._denied or any(
            exceptions.worded and overlap(flow.evidence, *exceptions.sentence)
            for each in self._denials
            if each.action == action
            for exceptions in (self.exceptions(each),)
        )

    def _serves(self, flow: FlowFact, denied: str) -> bool:
        """Whether the data go to a company that works for the provider, which "third parties" may not mean."""
        return denied in ROOTS and self._parties.is_a(local(flow.recipient), "ServiceProvider")

    def _is_meant_broadly(self, flow: FlowFact, code: str, exceptions: Exceptions) -> bool:
        """Whether a flow that is broader than a denial means all of it, so that the denial is no exception to it."""
        if code in ("C5", "N2", "N3") and local(flow.recipient) in ROOTS:
            return False  # it does not say who gets the data
        return code == "C5" or (
            not self._parties.is_a(local(flow.recipient), "ServiceProvider")
            and bool(_ALL.search(flow.evidence.quote))
            and not _EVENTS.intersection(flow.conditions)
            and not exceptions.worded
            and not any(overlap(flow.evidence, *self.exceptions(each).sentence) for each in self._denials)
        )

    def _recipients(self, flow: FlowFact, denial: DenialFact) -> tuple[Relation, tuple[str, str]] | None:
        """The closest relation between the recipients, with their ids."""
        party, who = self._parties, self._parties[flow.recipient]
        if who.label.startswith(party[flow.sender].label) or (
            who.sort != "kind" and _GROUP.search(flow.evidence.quote)
        ):
            return None  # a service or a company of the provider's own
        # With nobody named: nobody outside.
        related = [
            (relation, (who.id, party[denied].id))
            for denied in denial.recipients or (_ANYBODY,)
            if (relation := self._relations.party(flow.recipient, denied))
            and not (denied == _ANYBODY and who.id in _INSIDE)
        ]
        best = min(related, key=lambda each: (NEARNESS.index(each[0]), each[1]), default=None)
        if best and best[0] == "broader" and best[1][1].startswith("org:"):
            return None  # "not with Acme" is an exception to "with third parties", no contradiction
        return best

    def _data(self, flow: FlowFact, affirmed: str, denial: DenialFact, denied: str) -> Relation | None:
        """How the data of a flow relate to those of a denial."""
        if is_technical(affirmed) and not is_technical(denied) and _PERSONAL.search(denial.evidence.quote):
            # What is of a device or of web pages is personal data where the policy says so.
            own = self._relations.defined(affirmed, denied) or is_of_people(flow.evidence.quote)
            return "narrower" if own else None
        return self._relations.data(affirmed, denied)


def _called(party: str) -> str:
    """A party as a sentence speaks of it, given by its id."""
    if party == "Recipient":
        return "anybody"
    known = taxonomy().concepts
    return many(known[party].label) if party in known else party.partition(":")[2]


def _one_clause(group: Sequence[Conflict]) -> Conflict:
    """One conflict for the recipients that one clause names together."""
    worst = min(group, key=lambda each: (_SEVERITIES.index(each.severity), each.code, each.recipients))
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
    severity = _SEVERITIES.index(conflict.severity)
    return severity, conflict.denied.start, conflict.affirmed.start, conflict.code, conflict.denial
