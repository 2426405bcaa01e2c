"""From paths of integers to trails with words: evidence, denials, retention."""

from __future__ import annotations

from collections.abc import Iterable

from policytrail.graph.contradictions.judge import Judge
from policytrail.graph.contradictions.relations import Relations
from policytrail.graph.evidence import DenialFact, Reader
from policytrail.graph.parties import Party
from policytrail.graph.storage.table import ACTIONS
from policytrail.graph.trails.results import Denial, Hop, Kept, Trail
from policytrail.graph.trails.search import Path
from policytrail.graph.trails.world import Network, World


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
            action=ACTIONS[table.action[row]],
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
            confidence=None if table.confidence[row] < 0 else table.confidence[row] / 100,
        )

    def possible_hop(self, kind: int, provider: int, flow: int) -> Hop:
        """The hop from a kind to a provider, after the flow that reached the kind."""
        table, match = self._world.table, self.network.match(flow)
        claim = self._world.claims[kind, provider]
        return Hop(
            sender=self.party(kind),
            recipient=self.party(provider),
            action=ACTIONS[table.action[flow]],
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
                verdict = self._judge(policy).judge(self.reader.flow(statement, policy), fact)
                yield Denial(
                    action=fact.action,
                    data=fact.data,
                    recipients=tuple(sorted(self._world.parties[iri].id for iri in fact.recipients)),
                    purposes=fact.purposes,
                    conditions=fact.conditions,
                    policy=policy,
                    evidence=fact.evidence,
                    conflict=verdict.code if verdict else "",
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
                    months=fact.months,
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
