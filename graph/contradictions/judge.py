"""Whether an affirmed and a denied disclosure of one policy go together.

An exception is no conflict: "we do not share your data without your consent" goes together with sharing
on consent, wherever the policy says so. What the exceptions of a denial are is read from its sentence:
the affirmed statements in it, the conditions and purposes that these name, and references to other
places ("except as described below").
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final, Literal, NamedTuple

from policytrail.graph.contradictions.affirming import is_of_people, is_plain, is_technical
from policytrail.graph.contradictions.exceptions import Exceptions, read_exceptions
from policytrail.graph.contradictions.passages import clause, overlap, sentence
from policytrail.graph.contradictions.reach import is_general, named_data, serves_its_ends
from policytrail.graph.contradictions.relations import CODES, NEARNESS, Relation, Relations, closest
from policytrail.graph.evidence import DenialFact, FlowFact, Reader
from policytrail.graph.parties import ROOTS, Parties
from policytrail.ontology.vocabulary import BASE, local

Severity = Literal["high", "medium", "low"]

SEVERITIES: Final[tuple[Severity, ...]] = ("high", "medium", "low")
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


class Verdict(NamedTuple):
    """That two statements do not go together; the fields are those of `policytrail.graph.contradictions.conflicts.Conflict`."""

    code: str
    severity: Severity
    data: tuple[str, str]
    recipients: tuple[str, str]
    excepted: bool


class Judge:
    """Compares the affirmed and the denied disclosures of one policy, `flows` and `denials`."""

    def __init__(
        self, policy: str, text: str, reader: Reader, parties: Parties, relations: Relations
    ) -> None:
        self._text = text
        self._parties = parties
        self._relations = relations
        self.flows = reader.disclosures(policy)
        denied = reader.denials(policy)
        self._denied = {fact.evidence for fact in denied}
        self.denials = [fact for fact in denied if fact.action in ("share", "sell")]

    def judge(self, flow: FlowFact, denial: DenialFact) -> Verdict | None:
        """How an affirmed and a denied disclosure of the policy clash, or None."""
        if denial.action == "sell" and (flow.action == "share" or _MERGER in flow.conditions):
            return None  # to sell a company is not to sell data
        if denial.statement not in self._general or flow.statement not in self._affirmed[denial.action]:
            return None
        exceptions = self._exceptions[denial.statement]
        if not serves_its_ends(denial, flow) or exceptions.cover(flow):
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
        severity = SEVERITIES[min(_BASE.get(code, 2) + doubts, 2)]
        return Verdict(code, severity, (affirmed, denied), recipients[1], excepted)

    @cached_property
    def _exceptions(self) -> dict[str, Exceptions]:
        """What the sentence of each denial leaves open."""
        return {each.statement: read_exceptions(each, self._text, self.flows) for each in self.denials}

    @cached_property
    def _general(self) -> set[str]:
        """The denials that are said in general and without a condition."""
        return {
            each.statement
            for each in self.denials
            if not each.conditions and is_general(each, clause(self._text, each.evidence))
        }

    @cached_property
    def _affirmed(self) -> dict[str, set[str]]:
        """For a denial of each action, the flows that may contradict it: those that are plainly affirmed.

        What another denial leaves open is not among them: both sentences deny, and do not clash.
        """
        plain = [each for each in self.flows if each.evidence not in self._denied and self._is_plain(each)]
        left: dict[str, list[tuple[int, int]]] = {"share": [], "sell": []}
        for denial in self.denials:
            exceptions = self._exceptions[denial.statement]
            if exceptions.worded:
                left[denial.action].append(exceptions.sentence)
        return {
            action: {
                each.statement for each in plain if not any(overlap(each.evidence, *one) for one in places)
            }
            for action, places in left.items()
        }

    def _is_plain(self, flow: FlowFact) -> bool:
        place = flow.evidence
        start, _ = sentence(self._text, place.start, place.end)
        before = self._text[slice(*sentence(self._text, start - 1, start))] if start else ""
        return is_plain(flow, clause(self._text, place), before)

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
            and not any(overlap(flow.evidence, *each.sentence) for each in self._exceptions.values())
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
