"""What a trace answers: parties reached, trails, hops, and the words behind each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypedDict

from policytrail.graph.evidence import Evidence
from policytrail.graph.parties import Party
from policytrail.graph.rows import Tabular
from policytrail.graph.trails.matching import MatchName
from policytrail.graph.trails.world import Network, Scenario

if TYPE_CHECKING:
    import networkx

Certainty = Literal["stated", "possible"]
Collects = Literal["explicit", "broad", "none"]


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial that speaks against a hop; `recipients` are ids of parties.

    Attributes:
        conflict: PolicyLint's name for the conflict with the flow ("C1" ... "N4"); empty if the two go
            together, because the denial is for another purpose, say, or has an exception for the flow.
    """

    action: str
    data: tuple[str, ...]
    recipients: tuple[str, ...]
    purposes: tuple[str, ...]
    conditions: tuple[str, ...]
    policy: str
    evidence: Evidence
    conflict: str = ""

    @property
    def contradicts(self) -> bool:
        """Whether it contradicts the hop: it covers the flow and has no exception for it."""
        return self.conflict.startswith("C")

    def to_dict(self) -> dict[str, Any]:
        """As outputs have it."""
        return {
            "action": self.action,
            "data": list(self.data),
            "recipients": list(self.recipients),
            "purposes": list(self.purposes),
            "conditions": list(self.conditions),
            "policy": self.policy,
            "conflict": self.conflict or None,
            **self.evidence.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Kept:
    """How long a provider says that it keeps the category, or something that contains it.

    Attributes:
        rule: id of the retention rule.
        period, months: a stated period as ISO 8601 duration and as whole months, or empty and None.
        via: the concept of the rule that made it match.
    """

    rule: str
    period: str
    months: int | None
    match: MatchName
    via: str
    conditions: tuple[str, ...]
    policy: str
    evidence: Evidence

    def to_dict(self) -> dict[str, Any]:
        """As outputs have it."""
        return {
            "rule": self.rule,
            "period": self.period or None,
            "months": self.months,
            "match": self.match,
            "via": self.via,
            "conditions": list(self.conditions),
            "policy": self.policy,
            "evidence": self.evidence.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a trail.

    Of a possible hop, from a kind of recipient to a provider of that kind, `data`, `match` and `via` are
    those of the hop before, and the evidence is what makes the provider one of the kind.

    Attributes:
        action: `share` or `sell`; of a possible hop that of the hop before.
        via: the concept of the flow that made it match.
        statement: IRI of the flow, or of the claim of a kind.
        denials: what the sender's policy says against it.
        confidence: how likely the extractor read the flow right, 0 to 1; None where nobody measured it.
    """

    sender: Party
    recipient: Party
    action: str
    data: tuple[str, ...]
    match: MatchName
    via: str
    certainty: Certainty
    purposes: tuple[str, ...]
    conditions: tuple[str, ...]
    policy: str
    evidence: Evidence
    denials: tuple[Denial, ...]
    statement: str
    confidence: float | None = None

    @property
    def contradicted(self) -> bool:
        """Whether a denial of the same policy contradicts it."""
        return any(denial.contradicts for denial in self.denials)

    def to_dict(self) -> dict[str, Any]:
        """As outputs have it."""
        return {
            "sender": self.sender.id,
            "senderLabel": self.sender.label,
            "recipient": self.recipient.id,
            "recipientLabel": self.recipient.label,
            "action": self.action,
            "data": list(self.data),
            "match": self.match,
            "via": self.via,
            "certainty": self.certainty,
            **({} if self.confidence is None else {"confidence": self.confidence}),
            "purposes": list(self.purposes),
            "conditions": list(self.conditions),
            "policy": self.policy,
            "evidence": self.evidence.to_dict(),
            "denials": [denial.to_dict() for denial in self.denials],
        }


@dataclass(frozen=True, slots=True)
class Trail:
    """A chain of hops from a provider. It is as certain, and says as much, as its weakest hop.

    Attributes:
        collects: whether the starting provider's policy says that it collects the category.
    """

    start: Party
    collects: Collects
    hops: tuple[Hop, ...]

    @property
    def end(self) -> Party:
        """The party at which the trail ends."""
        return self.hops[-1].recipient

    @property
    def match(self) -> MatchName:
        """`explicit` if every hop is."""
        return "explicit" if all(hop.match == "explicit" for hop in self.hops) else "broad"

    @property
    def certainty(self) -> Certainty:
        """`stated` if every hop is."""
        return "stated" if all(hop.certainty == "stated" for hop in self.hops) else "possible"

    @property
    def conditions(self) -> tuple[str, ...]:
        """The conditions of all hops, sorted."""
        return tuple(sorted({condition for hop in self.hops for condition in hop.conditions}))

    @property
    def contradicted(self) -> bool:
        """Whether a policy contradicts one of its hops."""
        return any(hop.contradicted for hop in self.hops)

    def to_dict(self) -> dict[str, Any]:
        """As outputs have it."""
        return {
            "start": {"party": self.start.id, "label": self.start.label, "collects": self.collects},
            "match": self.match,
            "certainty": self.certainty,
            "conditions": list(self.conditions),
            "contradicted": self.contradicted,
            "hops": [hop.to_dict() for hop in self.hops],
        }

    def to_svg(self) -> str:
        """A picture of it, with the policies' words: an SVG document; a notebook shows a trail so."""
        from policytrail.graph.views.picture import trail_picture
        from policytrail.ontology.taxonomy import taxonomy

        return trail_picture(self.to_dict(), taxonomy().label)

    _repr_svg_ = to_svg


@dataclass(frozen=True, slots=True)
class Reached:
    """A party that the category can reach, with the best trail from each provider, best first."""

    party: Party
    trails: tuple[Trail, ...]

    @property
    def match(self) -> MatchName:
        """Of the best trail."""
        return self.trails[0].match

    @property
    def certainty(self) -> Certainty:
        """Of the best trail."""
        return self.trails[0].certainty

    def to_dict(self) -> dict[str, Any]:
        """As outputs have it."""
        return {
            "party": self.party.id,
            "label": self.party.label,
            "match": self.match,
            "certainty": self.certainty,
            "trails": [trail.to_dict() for trail in self.trails],
        }


class HopRow(TypedDict):
    """A hop of a trail, for tables; `party` is where the trail ends, `trail` its number."""

    party: str
    trail: int
    start: str
    hop: int
    sender: str
    recipient: str
    data: str
    match: str
    via: str
    certainty: str
    confidence: float | None
    purposes: str
    conditions: str
    policy: str
    section: str
    start_offset: int
    end_offset: int
    quote: str
    denials: int


@dataclass(frozen=True, slots=True, repr=False)
class TraceResult(Tabular):
    """Where a category can go: the parties it reaches, best trails first.

    Attributes:
        retention: id of each provider that takes part -> how long it says that it keeps the category.
        network: the network that was searched.
    """

    category: str
    label: str
    scenario: Scenario
    reached: tuple[Reached, ...]
    retention: Mapping[str, tuple[Kept, ...]]
    network: Network = field(repr=False, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `policytrail trace`."""
        return {
            "category": self.category,
            "label": self.label,
            "reached": [each.to_dict() for each in self.reached],
            "retention": {party: [each.to_dict() for each in kept] for party, kept in self.retention.items()},
        }

    columns = tuple(HopRow.__annotations__)

    def rows(self) -> list[HopRow]:
        """One flat row a hop, for tables and CSV."""
        return [
            row
            for each in self.reached
            for number, trail in enumerate(each.trails, 1)
            for row in _rows(trail, number)
        ]

    @property
    def trails(self) -> tuple[Trail, ...]:
        """All trails, in the order of the parties that they reach."""
        return tuple(trail for each in self.reached for trail in each.trails)

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """The whole network that was searched: every flow that carries the category.

        Nodes and edges are described at `policytrail.graph.trails.network.flow_network`.
        """
        from policytrail.graph.trails.network import project

        return project(self.network)

    def subgraph(self) -> networkx.MultiDiGraph[str]:
        """The part of the network that the trails use: its edges are the hops."""
        from policytrail.graph.trails.network import hops_graph

        return hops_graph(self)

    def _repr_html_(self) -> str:
        from policytrail.graph.views.notebook import trace_html

        return trace_html(self)


@dataclass(frozen=True, slots=True, repr=False)
class Trails(Tabular):
    """All trails of a category, best first, up to a limit.

    Attributes:
        complete: whether there are no more than these.
    """

    category: str
    label: str
    scenario: Scenario
    trails: tuple[Trail, ...]
    limit: int
    complete: bool

    def to_dict(self) -> dict[str, Any]:
        """As outputs have it."""
        return {
            "category": self.category,
            "label": self.label,
            "limit": self.limit,
            "complete": self.complete,
            "trails": [trail.to_dict() for trail in self.trails],
        }

    columns = tuple(HopRow.__annotations__)

    def rows(self) -> list[HopRow]:
        """One flat row a hop, for tables and CSV."""
        return [row for number, trail in enumerate(self.trails, 1) for row in _rows(trail, number)]


def _rows(trail: Trail, number: int) -> list[HopRow]:
    return [
        {
            "party": trail.end.id,
            "trail": number,
            "start": trail.start.id,
            "hop": at,
            "sender": hop.sender.id,
            "recipient": hop.recipient.id,
            "data": " ".join(hop.data),
            "match": hop.match,
            "via": hop.via,
            "certainty": hop.certainty,
            "confidence": hop.confidence,
            "purposes": " ".join(hop.purposes),
            "conditions": " ".join(hop.conditions),
            "policy": hop.policy,
            "section": hop.evidence.section,
            "start_offset": hop.evidence.start,
            "end_offset": hop.evidence.end,
            "quote": hop.evidence.quote,
            "denials": len(hop.denials),
        }
        for at, hop in enumerate(trail.hops, 1)
    ]
