"""What a store says, in integers, and in it the flow network of one data category.

Nodes are parties, by their code. An edge is a flow that carries the category, or a possible hop from
a kind of recipient to a provider of that kind.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Final

from policytrail.graph.contradictions.relations import Relations
from policytrail.graph.parties import ROOTS, KindClaim, Parties, definitions, kind_claims
from policytrail.graph.storage.table import COLLECT, FlowTable
from policytrail.graph.storage.table_file import flow_table
from policytrail.graph.trails.matching import Match, Matcher
from policytrail.ontology.taxonomy import taxonomy
from policytrail.ontology.vocabulary import BASE

if TYPE_CHECKING:
    from policytrail.graph.storage.store import Store

BROAD: Final = 64
"""The weight of an edge is its distance to the category, and this much more if it is broad."""

Edge = tuple[int, int, int]
"""Weight, row of the flow table, and the code of the recipient: edges sort best first, then in reading
order."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """Which flows count.

    Attributes:
        explicit: only flows that carry the category explicitly.
        stated: no possible hops.
        without: conditions that do not come true: flows that depend on one of them, or on a narrower
            condition, fall away.
        only: the one purpose for which data flows: flows that name neither it nor a narrower one fall
            away.
        min_confidence: flows that are less likely right fall away; one of unknown confidence, such as a
            person's own, stays.
    """

    explicit: bool = False
    stated: bool = False
    without: tuple[str, ...] = ()
    only: str | None = None
    min_confidence: float = 0.0


class World:
    """What every network of a store shares: its flows, parties, kinds and definitions.

    Attributes:
        iris: party code -> IRI; `codes` is the reverse, `party` gives the code of a party in the table.
        providers: codes of the providers, in order of their ids.
        members: code of a kind -> the providers that it may stand for, in order of their ids.
        claims: (kind, provider) -> the claim that makes the provider one of that kind.
        kinds: provider -> the kinds that it says it is.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.table: FlowTable = flow_table(store)
        self.parties = Parties(store)
        slugs = set(self.parties.policy.values())
        self.definitions = definitions(store, slugs)
        providers = self.parties.providers()
        # A named organisation that is a provider is one party with it: the table's codes are told apart
        # from those of the parties.
        same = self.parties.same
        self.codes: dict[str, int] = {}
        self.party: list[int] = [
            self.codes.setdefault(same.get(iri, iri), len(self.codes)) for iri in self.table.parties
        ]
        for iri in providers:
            self.codes.setdefault(iri, len(self.codes))
        self.iris: list[str] = list(self.codes)
        self.providers: list[int] = [self.codes[iri] for iri in providers]
        self.speaks: list[bool] = [slug in slugs for slug in self.table.policies]
        """Policy code -> whether this version speaks for its provider."""
        self.members: dict[int, list[int]] = {}
        self.claims: dict[tuple[int, int], KindClaim] = {}
        self.kinds: dict[str, list[str]] = {}
        self._read_kinds(kind_claims(store, self.parties))
        self.relations = Relations(self.parties, self.kinds)

    @classmethod
    def of(cls, store: Store) -> World:
        """The world of a store, read once as long as the store does not change."""
        return store.remember("world", lambda: cls(store))

    def _read_kinds(self, claims: list[KindClaim]) -> None:
        concepts = taxonomy()
        found: dict[tuple[int, int], tuple[int, KindClaim]] = {}
        for claim in claims:
            self.kinds.setdefault(claim.provider, []).append(claim.kind)
            for kind, distance in concepts.ancestors(claim.kind).items():
                code = self.codes.get(BASE + kind)
                if code is None or kind in ROOTS:
                    continue
                key = (code, self.codes[claim.provider])
                # Of two claims that fit, the one nearest to the kind is shown.
                if key not in found or (distance, claim.kind) < (found[key][0], found[key][1].kind):
                    found[key] = (distance, claim)
        self.claims = {key: claim for key, (_, claim) in found.items()}
        rank = {provider: at for at, provider in enumerate(self.providers)}
        for kind_code, provider in sorted(self.claims, key=lambda key: (key[0], rank[key[1]])):
            self.members.setdefault(kind_code, []).append(provider)

    def policy_of(self, provider: int) -> str:
        """Slug of the policy that speaks for a provider."""
        return self.parties.policy[self.iris[provider]]


@dataclass(frozen=True)
class Network:
    """Flows that carry `category` under `scenario`; make one with `category_network`.

    Attributes:
        out: edges of each party, sorted.
        collected: how each provider's policy says that it collects the category; missing if it does not.
    """

    world: World
    category: str
    scenario: Scenario
    matcher: Matcher = field(repr=False)
    out: dict[int, list[Edge]] = field(repr=False)
    collected: dict[int, Match] = field(repr=False)

    @property
    def members(self) -> dict[int, list[int]]:
        """Kind -> providers reached by a possible hop; empty if the scenario allows none."""
        return {} if self.scenario.stated else self.world.members

    def match(self, row: int) -> Match:
        """How the flow of an edge carries the category."""
        table = self.world.table
        match = self.matcher.match(table.sets[table.data[row]], table.policies[table.policy[row]])
        assert match is not None, "an edge of the network carries the category"
        return match

    @cached_property
    def best(self) -> dict[int, list[Edge]]:
        """As `out`, with only the best edge to each recipient."""
        best = {}
        for sender, edges in self.out.items():
            first: dict[int, Edge] = {}
            for edge in edges:
                first.setdefault(edge[2], edge)
            best[sender] = list(first.values())
        return best

    @cached_property
    def weights(self) -> list[int]:
        """The weights of the best edges, each once, ascending."""
        return sorted({edge[0] for edges in self.best.values() for edge in edges})

    @cached_property
    def _leading(self) -> set[int]:
        """The parties that a walk has to pass: something leads on from them, or a possible hop to them."""
        return {*self.out, *self.world.members, *chain.from_iterable(self.members.values())}

    @cached_property
    def on(self) -> dict[int, list[Edge]]:
        """The best edges to parties from which something leads on, or to which a possible hop leads."""
        leading = self._leading
        kept = {sender: [edge for edge in edges if edge[2] in leading] for sender, edges in self.best.items()}
        return {sender: edges for sender, edges in kept.items() if edges}

    @cached_property
    def ends(self) -> dict[int, list[Edge]]:
        """The best edges to all other parties, at which every path ends: weight, row and sender, sorted."""
        ends: dict[int, list[Edge]] = {}
        for sender, edges in self.best.items():
            for weight, row, target in edges:
                if target not in self._leading:
                    ends.setdefault(target, []).append((weight, row, sender))
        for found in ends.values():
            found.sort()
        return ends

    @cached_property
    def between(self) -> dict[int, list[Edge]]:
        """As `on`, without the edges to kinds of recipient."""
        kept = {
            sender: [edge for edge in edges if edge[2] not in self.world.members]
            for sender, edges in self.on.items()
        }
        return {sender: edges for sender, edges in kept.items() if edges}

    @cached_property
    def _into(self) -> dict[int, list[Edge]]:
        into: dict[int, list[Edge]] = {}
        for sender, edges in self.on.items():
            for weight, row, target in edges:
                into.setdefault(target, []).append((weight, row, sender))
        return into

    def into(self, party: int) -> list[Edge]:
        """The best edges that lead to a party: weight, row and sender."""
        return self.ends.get(party) or self._into.get(party, [])

    def reaching(self, targets: set[int]) -> set[int]:
        """The parties from which one of `targets` can be reached, and the targets."""
        kinds: dict[int, list[int]] = {}
        for kind, members in self.members.items():
            for member in members:
                kinds.setdefault(member, []).append(kind)
        seen, left = set(targets), list(targets)
        while left:
            party = left.pop()
            for sender in (*(sender for _, _, sender in self.into(party)), *kinds.get(party, ())):
                if sender not in seen:
                    seen.add(sender)
                    left.append(sender)
        return seen


def category_network(world: World, category: str, scenario: Scenario | None = None) -> Network:
    """The network of one category, in one pass over the flow table.

    Args:
        world: what was read from the store.
        category: id of a data concept.
        scenario: which flows count; all, if not given.
    """
    scenario = scenario or Scenario()
    table, matcher = world.table, Matcher(category, world.definitions)
    absent = [_names(concepts, scenario.without) for concepts in table.sets]
    wanted = [scenario.only is None or _names(concepts, (scenario.only,)) for concepts in table.sets]
    party = world.party
    defines = [slug in world.definitions for slug in table.policies]
    carried: dict[tuple[int, int], Match | None] = {}
    out: dict[int, list[Edge]] = {}
    collected: dict[int, Match] = {}
    doubtful = range(math.ceil(round(100 * scenario.min_confidence, 6)))
    columns = (table.policy, table.action, table.sender, table.recipient, table.confidence)
    named = (table.data, table.purposes, table.conditions)
    rows = zip(*columns, *named, strict=True)
    for row, (policy, action, sender, recipient, confidence, data, purposes, conditions) in enumerate(rows):
        if not world.speaks[policy] or confidence in doubtful:
            continue
        sender, recipient = party[sender], party[recipient]
        # Policies that define nothing of their own read a set of concepts alike.
        key = (data, policy if defines[policy] else -1)
        if key not in carried:
            carried[key] = matcher.match(table.sets[data], table.policies[policy])
        match = carried[key]
        if match is None:
            continue
        if action == COLLECT:
            collected[recipient] = min(match, collected.get(recipient, match))
        elif (
            sender != recipient
            and wanted[purposes]
            and not absent[conditions]
            and not (scenario.explicit and match.rank)
        ):
            out.setdefault(sender, []).append((match.rank * BROAD + match.distance, row, recipient))
    for edges in out.values():
        edges.sort()
    return Network(world, category, scenario, matcher, out, collected)


def _names(concepts: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether one of `concepts` is one of `wanted` or narrower."""
    known = taxonomy()
    return any(each in known.concepts and known.is_a(each, other) for each in concepts for other in wanted)
