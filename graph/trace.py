"""Where a data category can go, hop by hop, with the policies' words: the question behind policytrail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from policytrail.errors import InputError
from policytrail.graph.evidence import DenialFact, Evidence, Reader
from policytrail.graph.matching import MatchName
from policytrail.graph.parties import Party
from policytrail.graph.search import Path, Rank, best_from, best_to
from policytrail.graph.store import Store
from policytrail.graph.world import Network, Scenario, World, category_network
from policytrail.ontology.taxonomy import taxonomy
from policytrail.ontology.vocabulary import BASE, local

Certainty = Literal["stated", "possible"]
Collects = Literal["explicit", "broad", "none"]

_UNSPOKEN = "ThirdParty"  # what a named organisation is, if nothing says more


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial that speaks against a hop; `recipients` are ids of parties."""

    action: str
    data: tuple[str, ...]
    recipients: tuple[str, ...]
    purposes: tuple[str, ...]
    conditions: tuple[str, ...]
    policy: str
    evidence: Evidence

    def to_dict(self) -> dict[str, Any]:
        """As outputs have it."""
        return {
            "action": self.action,
            "data": list(self.data),
            "recipients": list(self.recipients),
            "purposes": list(self.purposes),
            "conditions": list(self.conditions),
            "policy": self.policy,
            **self.evidence.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a trail.

    Of a possible hop, from a kind of recipient to a provider of that kind, `data`, `match` and `via` are
    those of the hop before, and the evidence is what makes the provider one of the kind.

    Attributes:
        via: the concept of the flow that made it match.
        statement: IRI of the flow, or of the claim of a kind.
        denials: what the sender's policy says against it.
    """

    sender: Party
    recipient: Party
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

    def to_dict(self) -> dict[str, Any]:
        """As outputs have it."""
        return {
            "sender": self.sender.id,
            "senderLabel": self.sender.label,
            "recipient": self.recipient.id,
            "recipientLabel": self.recipient.label,
            "data": list(self.data),
            "match": self.match,
            "via": self.via,
            "certainty": self.certainty,
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

    def to_dict(self) -> dict[str, Any]:
        """As outputs have it."""
        return {
            "start": {"party": self.start.id, "label": self.start.label, "collects": self.collects},
            "match": self.match,
            "certainty": self.certainty,
            "conditions": list(self.conditions),
            "hops": [hop.to_dict() for hop in self.hops],
        }


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


@dataclass(frozen=True, slots=True)
class TraceResult:
    """Where a category can go: the parties it reaches, best trails first."""

    category: str
    label: str
    scenario: Scenario
    reached: tuple[Reached, ...]

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `policytrail trace`."""
        return {
            "category": self.category,
            "label": self.label,
            "reached": [each.to_dict() for each in self.reached],
        }

    def rows(self) -> list[dict[str, Any]]:
        """One flat row a hop, for tables and CSV."""
        return [
            {
                "party": each.party.id,
                "trail": number,
                "start": trail.start.id,
                "hop": at,
                "sender": hop.sender.id,
                "recipient": hop.recipient.id,
                "match": hop.match,
                "via": hop.via,
                "certainty": hop.certainty,
                "purposes": " ".join(hop.purposes),
                "conditions": " ".join(hop.conditions),
                "policy": hop.policy,
                "start_offset": hop.evidence.start,
                "end_offset": hop.evidence.end,
                "quote": hop.evidence.quote,
                "denials": len(hop.denials),
            }
            for each in self.reached
            for number, trail in enumerate(each.trails, 1)
            for at, hop in enumerate(trail.hops, 1)
        ]


class Teller:
    """Turns paths of integers into trails with words; what hops share is read once."""

    def __init__(self, net: Network) -> None:
        self.network = net
        self._world: World = net.world
        self.reader = Reader(net.world.store)
        self._hops: dict[tuple[int, int, int, int], Hop] = {}

    def trail(self, path: Path) -> Trail:
        """The trail of a path."""
        hops: list[Hop] = []
        flow = -1  # the row of the last flow: a possible hop carries on what it brought
        for sender, recipient, row in path:
            flow = row if row >= 0 else flow
            key = (sender, recipient, row, flow)
            if key not in self._hops:
                self._hops[key] = (
                    self.flow_hop(sender, recipient, row)
                    if row >= 0
                    else self.possible_hop(sender, recipient, flow)
                )
            hops.append(self._hops[key])
        start = path[0][0]
        collected = self.network.collected.get(start)
        return Trail(self.party(start), collected.name if collected else "none", tuple(hops))

    def party(self, code: int) -> Party:
        """The party of a code."""
        return self._world.parties[self._world.iris[code]]

    def flow_hop(self, sender: int, recipient: int, row: int) -> Hop:
        """The hop that a flow makes."""
        table, match = self._world.table, self.network.match(row)
        policy, statement = table.policies[table.policy[row]], table.statement(row)
        return Hop(
            sender=self.party(sender),
            recipient=self.party(recipient),
            data=table.sets[table.data[row]],
            match=match.name,
            via=match.via,
            certainty="stated",
            purposes=table.sets[table.purposes[row]],
            conditions=table.sets[table.conditions[row]],
            policy=policy,
            evidence=self.reader.evidence(statement, policy),
            denials=tuple(self._denials(policy, recipient)),
            statement=statement,
        )

    def possible_hop(self, kind: int, provider: int, flow: int) -> Hop:
        """The hop from a kind to a provider, after the flow that reached the kind."""
        table, match = self._world.table, self.network.match(flow)
        claim = self._world.claims[kind, provider]
        return Hop(
            sender=self.party(kind),
            recipient=self.party(provider),
            data=table.sets[table.data[flow]],
            match=match.name,
            via=match.via,
            certainty="possible",
            purposes=(),
            conditions=(),
            policy=claim.policy,
            evidence=self.reader.evidence(claim.statement, claim.policy),
            denials=(),
            statement=claim.statement,
        )

    def _denials(self, policy: str, recipient: int) -> Iterable[Denial]:
        """What a policy says against sharing or selling the category with a recipient."""
        for fact in self.reader.denials(policy):
            if (
                fact.action in ("share", "sell")
                and self.network.matcher.match(fact.data, policy)
                and self._concerns(fact, self._world.iris[recipient])
            ):
                yield Denial(
                    action=fact.action,
                    data=fact.data,
                    recipients=tuple(sorted(self._world.parties[iri].id for iri in fact.recipients)),
                    purposes=fact.purposes,
                    conditions=fact.conditions,
                    policy=policy,
                    evidence=fact.evidence,
                )

    def _concerns(self, fact: DenialFact, recipient: str) -> bool:
        """Whether a denial names this recipient, a wider or a narrower one, or none at all."""
        if not fact.recipients:
            return True
        wide = self._kinds(recipient)
        return any(
            recipient in self._kinds(denied) or self._world.parties.same.get(denied, denied) in wide
            for denied in fact.recipients
        )

    def _kinds(self, iri: str) -> set[str]:
        """A party and every kind of recipient that it is, as IRIs."""
        iri = self._world.parties.same.get(iri, iri)
        kind = local(iri) if iri.startswith(BASE) else None
        narrowest = [kind] if kind else [*self._world.kinds.get(iri, ()), _UNSPOKEN]
        known = taxonomy()
        above = {up for each in narrowest if each in known.concepts for up in known.ancestors(each)}
        return {iri, *(BASE + each for each in above)}


def trace(
    store: Store,
    category: str,
    *,
    from_: str | None = None,
    to: str | None = None,
    explicit: bool = False,
    stated: bool = False,
    without: Iterable[str] = (),
    only: str | None = None,
    max_hops: int | None = None,
) -> TraceResult:
    """Where a data category can go.

    Args:
        store: an open store.
        category: a data concept by id, label or alternative label: "call detail records", "CDR".
        from_: only trails that start at this provider.
        to: only trails that end at this party; a kind of recipient takes narrower kinds with it.
        explicit: only flows that name the category or a part of it.
        stated: only what policies say: no possible hop from a kind of recipient to a provider.
        without: conditions that do not come true; flows that depend on one of them fall away.
        only: the one purpose for which data flows.
        max_hops: the most hops that a trail may have, counting every edge.

    Returns:
        For each party reached, the best trail from each provider: the best by certainty, then by the
        match of the weakest hop, then by the number of hops.

    Raises:
        UnknownNameError: there is no such category, provider, party, condition or purpose.
        InputError: `max_hops` is less than 1.
    """
    if max_hops is not None and max_hops < 1:
        raise InputError(f"a trail has at least one hop, not {max_hops}")
    names = taxonomy()
    scenario = Scenario(
        explicit=explicit,
        stated=stated,
        without=tuple(sorted({names.resolve(each, "condition") for each in without})),
        only=names.resolve(only, "purpose") if only else None,
    )
    category = names.resolve(category, "data")
    world = World(store)
    return Tracer(category_network(world, category, scenario)).trace(from_=from_, to=to, max_hops=max_hops)


class Tracer:
    """Answers questions on one network."""

    def __init__(self, net: Network) -> None:
        self.network = net
        self.teller = Teller(net)

    def trace(
        self, *, from_: str | None = None, to: str | None = None, max_hops: int | None = None
    ) -> TraceResult:
        """See `trace`."""
        net, world = self.network, self.network.world
        starts = [world.codes[world.parties.provider(from_)]] if from_ else world.providers
        found: dict[int, list[tuple[Rank, int, Path]]] = {}
        if to is not None and from_ is None:
            for target in self._targets(to):
                for start, (rank, path) in best_to(net, target, max_hops).items():
                    found.setdefault(target, []).append((rank, start, path))
        else:
            wanted = None if to is None else set(self._targets(to))
            for start in starts:
                for target, (rank, path) in best_from(net, start, max_hops).items():
                    if wanted is None or target in wanted:
                        found.setdefault(target, []).append((rank, start, path))
        place = {start: at for at, start in enumerate(world.providers)}
        for entries in found.values():
            entries.sort(key=lambda entry: (entry[0], place[entry[1]]))
        order = sorted(found, key=lambda target: (found[target][0][0], self.teller.party(target).id))
        return TraceResult(
            category=net.category,
            label=taxonomy().label(net.category),
            scenario=net.scenario,
            reached=tuple(
                Reached(
                    self.teller.party(target),
                    tuple(self.teller.trail(path) for _, _, path in found[target]),
                )
                for target in order
            ),
        )

    def _targets(self, name: str) -> list[int]:
        """Codes of the party that `name` means, and of narrower kinds, as far as they take part."""
        world = self.network.world
        iri = world.parties.resolve(name)
        iris = [iri]
        if iri.startswith(BASE):
            iris = [BASE + kind for kind in taxonomy().descendants(local(iri))]
        return sorted(world.codes[each] for each in iris if each in world.codes)
