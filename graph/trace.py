"""Where a data category can go, hop by hop, with the policies' words: the question behind policytrail."""

from __future__ import annotations

from collections.abc import Iterable

from policytrail.errors import InputError
from policytrail.graph.conflicts import Judge
from policytrail.graph.evidence import DenialFact, Reader
from policytrail.graph.parties import Party
from policytrail.graph.relations import Relations
from policytrail.graph.results import Denial, Hop, Kept, Reached, TraceResult, Trail
from policytrail.graph.search import Path, Rank, best_from, best_to
from policytrail.graph.store import Store
from policytrail.graph.world import Network, Scenario, World, category_network
from policytrail.ontology.taxonomy import taxonomy
from policytrail.ontology.vocabulary import BASE, local


__all__ = ["Denial", "Hop", "Kept", "Reached", "Teller", "TraceResult", "Tracer", "Trail", "trace"]


class Teller:
    """Turns paths of integers into trails with words; what hops share is read once."""

    def __init__(self, net: Network) -> None:
        self.network = net
        self._world: World = net.world
        self.reader = Reader(net.world.store)
        self._hops: dict[tuple[int, int, int, int], Hop] = {}
        self._judges: dict[str, Judge] = {}

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
            denials=tuple(self._denials(policy, statement, recipient)),
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

    def _denials(self, policy: str, statement: str, recipient: int) -> Iterable[Denial]:
        """What a policy says against sharing or selling the category with a recipient."""
        for fact in self.reader.denials(policy):
            if (
                fact.action in ("share", "sell")
                and self.network.matcher.match(fact.data, policy)
                and self._concerns(fact, self._world.iris[recipient])
            ):
                conflict = self._judge(policy).judge(self.reader.flow(statement, policy), fact)
                yield Denial(
                    action=fact.action,
                    data=fact.data,
                    recipients=tuple(sorted(self._world.parties[iri].id for iri in fact.recipients)),
                    purposes=fact.purposes,
                    conditions=fact.conditions,
                    policy=policy,
                    evidence=fact.evidence,
                    conflict=conflict.code if conflict else "",
                )

    def _judge(self, policy: str) -> Judge:
        if policy not in self._judges:
            world = self._world
            relations = Relations(world.parties, world.kinds, world.definitions.get(policy))
            text = world.store.text(policy)
            self._judges[policy] = Judge(policy, text, self.reader, world.parties, relations)
        return self._judges[policy]

    def retention(self, provider: int) -> tuple[Kept, ...]:
        """How long a provider says that it keeps the category, what names it best first."""
        policy = self._world.policy_of(provider)
        found = []
        for fact in self.reader.retentions(policy):
            if match := self.network.matcher.match(fact.data, policy):
                kept = Kept(
                    rule=fact.rule,
                    period=fact.period,
                    match=match.name,
                    via=match.via,
                    conditions=fact.conditions,
                    policy=policy,
                    evidence=fact.evidence,
                )
                found.append((match, kept))
        return tuple(kept for _, kept in sorted(found, key=lambda each: each[0][:2]))

    def _concerns(self, fact: DenialFact, recipient: str) -> bool:
        """Whether a denial names this recipient, a wider or a narrower one, or none at all."""
        relate = self._world.relations.party
        return not fact.recipients or any(relate(recipient, denied) for denied in fact.recipients)


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
        stops = {step[i] for paths in found.values() for *_, path in paths for step in path for i in (0, 1)}
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
            retention={
                self.teller.party(code).id: self.teller.retention(code)
                for code in world.providers
                if code in stops
            },
        )

    def _targets(self, name: str) -> list[int]:
        """Codes of the party that `name` means, and of narrower kinds, as far as they take part."""
        world = self.network.world
        iri = world.parties.resolve(name)
        iris = [iri]
        if iri.startswith(BASE):
            iris = [BASE + kind for kind in taxonomy().descendants(local(iri))]
        return sorted(world.codes[each] for each in iris if each in world.codes)
