"""Which statements would have to go so that data no longer reach a party: a minimum cut.

What is cut are clauses of policies. A clause may make several flows, to several recipients, and all of
them go with it. All flows of a clause have the same sender, so a clause is a node of its own between its
sender and its recipients, with capacity one; a smallest set of such nodes is found by maximum flow
(Dinic's algorithm). Clauses of one sender with one and the same recipient are one arc. Possible hops are not cut: nobody states them.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any, Final, TypedDict

from policytrail.errors import InputError
from policytrail.graph.parties import Party
from policytrail.graph.rows import Tabular
from policytrail.graph.storage.store import Store
from policytrail.graph.trails.results import Hop
from policytrail.graph.trails.trace import Tracer, tracer
from policytrail.graph.trails.world import Network
from policytrail.ontology.taxonomy import taxonomy

_ENDLESS: Final = 1 << 40

Clause = tuple[int, int]
"""Codes of a policy and of the place in its text where the clause starts."""


@dataclass(frozen=True, slots=True)
class CutStatement:
    """A clause to remove; `hops` are the flows that it makes."""

    policy: str
    hops: tuple[Hop, ...]

    def to_dict(self) -> dict[str, Any]:
        """As outputs have it."""
        first = self.hops[0]
        return {
            "policy": self.policy,
            "sender": first.sender.id,
            "recipients": [hop.recipient.id for hop in self.hops],
            "data": list(first.data),
            "via": first.via,
            "evidence": first.evidence.to_dict(),
        }


class CutRow(TypedDict):
    """A clause to remove, for tables."""

    policy: str
    sender: str
    recipients: str
    via: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, repr=False)
class Cut(Tabular):
    """The smallest set of statements without which a category no longer reaches any of `targets`.

    It counts statements (clauses), not pairs of parties. Where several sets are smallest, it is the one
    nearest to where the data start. Empty if nothing reaches the targets in the first place.
    """

    category: str
    label: str
    starts: tuple[Party, ...]
    targets: tuple[Party, ...]
    statements: tuple[CutStatement, ...]

    def __len__(self) -> int:
        return len(self.statements)

    def to_dict(self) -> dict[str, Any]:
        """As outputs have it."""
        return {
            "category": self.category,
            "label": self.label,
            "from": [party.id for party in self.starts],
            "to": [party.id for party in self.targets],
            "count": len(self.statements),
            "statements": [statement.to_dict() for statement in self.statements],
        }

    columns = tuple(CutRow.__annotations__)

    def rows(self) -> list[CutRow]:
        """One flat row a statement, for tables and CSV."""
        return [
            {
                "policy": each.policy,
                "sender": each.hops[0].sender.id,
                "recipients": " ".join(hop.recipient.id for hop in each.hops),
                "via": each.hops[0].via,
                "start": each.hops[0].evidence.start,
                "end": each.hops[0].evidence.end,
                "quote": each.hops[0].evidence.quote,
            }
            for each in self.statements
        ]


def minimum_cut(store: Store, category: str, to: str, *, from_: str | None = None, **scenario: Any) -> Cut:
    """Which statements would have to go so that a category no longer reaches a party.

    Args:
        store: an open store.
        category: a data concept by id, label or alternative label.
        to: a provider, a named organisation, or a kind of recipient with its narrower kinds.
        from_: only data that start at this provider; by default at any provider.
        scenario: `explicit`, `stated`, `without`, `only` and `min_confidence`, as `trace` takes them.

    Raises:
        UnknownNameError: there is no such category, party, provider, condition or purpose.
        InputError: `from_` and `to` are the same party.
    """
    return cut_network(tracer(store, category, **scenario), to, from_)


def cut_network(net: Tracer, to: str, from_: str | None = None) -> Cut:
    """As `minimum_cut`, on a network that has been made already."""
    network, teller = net.network, net.teller
    targets = set(net.targets(to))
    starts = net.starts(from_)
    if from_ and targets.issuperset(starts):
        raise InputError(f"{from_} and {to} are the same party")
    starts = [start for start in starts if start not in targets]
    table = network.world.table
    clauses = _cut_clauses(network, starts, targets)
    hops: dict[Clause, list[Hop]] = {clause: [] for clause in sorted(clauses)}
    for sender in sorted(set(clauses.values())):
        for _, row, target in sorted(network.out[sender], key=lambda edge: edge[1]):
            clause = (table.policy[row], table.start[row])
            if clause in hops:
                hops[clause].append(teller.flow_hop(sender, target, row))
    statements = [CutStatement(found[0].policy, tuple(found)) for found in hops.values()]
    return Cut(
        category=network.category,
        label=taxonomy().label(network.category),
        starts=tuple(teller.party(code) for code in starts),
        targets=tuple(sorted((teller.party(code) for code in targets), key=lambda party: party.id)),
        statements=tuple(statements),
    )


def _cut_clauses(network: Network, starts: list[int], targets: set[int]) -> dict[Clause, int]:
    """A smallest set of clauses without which no start reaches a target, each with its sender."""
    useful = network.reaching(targets)
    graph = _Flow()
    source, sink = graph.node(), graph.node()
    nodes: dict[int, int] = {target: sink for target in targets}

    def node(party: int) -> int:
        if party not in nodes:
            nodes[party] = graph.node()
        return nodes[party]

    place = network.world.table.start
    direct: list[tuple[int, int, list[int]]] = []  # party, node of the one recipient, clauses
    forked: list[tuple[int, int, int]] = []  # party, node of the clause, clause
    seen, left = set(starts), list(starts)
    for start in starts:
        graph.arc(source, node(start), _ENDLESS)
    while left:
        party = left.pop()
        tail, one, several = node(party), dict[int, int](), dict[int, set[int]]()
        for _, row, target in network.out.get(party, ()):
            if target in useful and (other := one.setdefault(place[row], target)) != target:
                several.setdefault(place[row], {other}).add(target)
        single: dict[int, list[int]] = {}
        for clause, target in one.items():
            if clause not in several:
                single.setdefault(target, []).append(clause)
        for target, clauses in single.items():  # clauses with one recipient are one arc for all of them
            graph.arc(tail, node(target), len(clauses))
            direct.append((party, node(target), clauses))
        for clause, recipients in several.items():
            middle = graph.node()
            graph.arc(tail, middle, 1)
            for recipient in sorted(recipients):
                graph.arc(middle, node(recipient), _ENDLESS)
            forked.append((party, middle, clause))
        members = [each for each in network.members.get(party, ()) if each in useful]
        for member in members:
            graph.arc(tail, node(member), _ENDLESS)
        following = {*single, *members}.union(*several.values())
        for each in sorted(following - seen - targets):
            seen.add(each)
            left.append(each)
    near = graph.source_side(source, sink)
    cut = {
        (party, clause)
        for party, head, clauses in direct
        if nodes[party] in near and head not in near
        for clause in clauses
    }
    cut |= {
        (party, clause) for party, middle, clause in forked if nodes[party] in near and middle not in near
    }
    policies = network.world.table.policies
    return {(policies.index(network.world.policy_of(party)), clause): party for party, clause in cut}


class _Flow:
    """Maximum flow by Dinic's algorithm on arcs with whole capacities."""

    def __init__(self) -> None:
        self._arcs: list[list[int]] = []  # of each node, the numbers of its arcs
        self._head: list[int] = []
        self._room: list[int] = []  # arc 2n+1 is the reverse of arc 2n

    def node(self) -> int:
        self._arcs.append([])
        return len(self._arcs) - 1

    def arc(self, tail: int, head: int, capacity: int) -> None:
        self._arcs[tail].append(len(self._head))
        self._arcs[head].append(len(self._head) + 1)
        self._head += (head, tail)
        self._room += (capacity, 0)

    def source_side(self, source: int, sink: int) -> set[int]:
        """Send as much as possible; then the nodes that the source can still reach."""
        while sink in (level := self._levels(source, sink)):
            used = {node: 0 for node in level}
            while self._push(source, sink, level, used):
                pass
        return set(level)

    def _levels(self, source: int, sink: int) -> dict[int, int]:
        level = {source: 0}
        queue = deque([source])
        while queue and sink not in level:
            node = queue.popleft()
            for arc in self._arcs[node]:
                if self._room[arc] and self._head[arc] not in level:
                    level[self._head[arc]] = level[node] + 1
                    queue.append(self._head[arc])
        return level

    def _push(self, source: int, sink: int, level: dict[int, int], used: dict[int, int]) -> int:
        """Send flow along one path that climbs the levels; 0 if there is none left."""
        path: list[int] = []
        node = source
        while node != sink:
            arcs = self._arcs[node]
            while used[node] < len(arcs):
                arc = arcs[used[node]]
                if self._room[arc] and level.get(self._head[arc]) == level[node] + 1:
                    break
                used[node] += 1
            else:
                if not path:
                    return 0
                node = self._head[path.pop() ^ 1]
                used[node] += 1
                continue
            path.append(arc)
            node = self._head[arc]
        amount = min(self._room[arc] for arc in path)
        for arc in path:
            self._room[arc] -= amount
            self._room[arc ^ 1] += amount
        return amount
