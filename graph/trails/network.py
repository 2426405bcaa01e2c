"""The flow network as a NetworkX graph: for algorithms, for drawing and for files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policytrail.graph.trails.teller import Teller
from policytrail.graph.trails.world import Network, World, category_network
from policytrail.ontology.taxonomy import taxonomy

if TYPE_CHECKING:
    import networkx

    from policytrail.graph.storage.store import Store
    from policytrail.graph.trails.results import Hop, TraceResult


def flow_network(store: Store, category: str) -> networkx.MultiDiGraph[str]:
    """The network of all flows that can carry a data category.

    Nodes are ids of parties (`provider:SLUG`, `org:NAME`, or the local name of a kind of recipient):

    * `label`: the name to show;
    * `sort`: `provider`, `organisation` or `kind`.

    Edges are keyed by the IRI of the statement that they rest on:

    * `certainty`: `stated` for a flow, `possible` for the hop from a kind of recipient to a provider of
      that kind;
    * `match` (`explicit`, `broad`) and `via` (the concept that made it match): empty for a possible
      edge, which carries on whatever reached the kind;
    * `data`, `purposes`, `conditions`: lists of concept ids;
    * `policy`, `quote`, `start`, `end`, `section`: the evidence;
    * `confidence`: how likely the extractor read the flow right, 0 to 1; missing where it is not known.

    Args:
        store: an open store.
        category: a data concept by id, label or alternative label.

    Raises:
        UnknownNameError: there is no such category.
    """
    return project(category_network(World.of(store), taxonomy().resolve(category, "data")))


def project(net: Network) -> networkx.MultiDiGraph[str]:
    """A network of integers as a NetworkX graph with ids and words; see `flow_network`."""
    import networkx

    teller = Teller(net)
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(category=net.category)
    steps = [(sender, edge[2], edge[1]) for sender, edges in net.out.items() for edge in edges]
    steps.sort(key=lambda step: step[2])
    taking_part = {code for sender, recipient, _ in steps for code in (sender, recipient)}
    possible = [
        (kind, member) for kind, members in net.members.items() if kind in taking_part for member in members
    ]
    codes = taking_part.union(*possible, net.world.providers)
    for party in sorted((teller.party(code) for code in codes), key=lambda party: party.id):
        graph.add_node(party.id, label=party.label, sort=party.sort)
    for sender, recipient, row in steps:
        hop = teller.flow_hop(sender, recipient, row)
        graph.add_edge(hop.sender.id, hop.recipient.id, hop.statement, **hop_attributes(hop))
    for kind, member in possible:
        claim = net.world.claims[kind, member]
        graph.add_edge(
            teller.party(kind).id,
            teller.party(member).id,
            claim.statement,
            certainty="possible",
            match="",
            via="",
            data=[],
            purposes=[],
            conditions=[],
            policy=claim.policy,
            **teller.reader.evidence(claim.statement, claim.policy).to_dict(),
        )
    return graph


def hop_attributes(hop: Hop) -> dict[str, Any]:
    """The attributes of a hop's edge."""
    return {
        "certainty": hop.certainty,
        "match": hop.match,
        "via": hop.via,
        "data": list(hop.data),
        "purposes": list(hop.purposes),
        "conditions": list(hop.conditions),
        "policy": hop.policy,
        **hop.evidence.to_dict(),
        **({} if hop.confidence is None else {"confidence": hop.confidence}),
    }


def hops_graph(result: TraceResult) -> networkx.MultiDiGraph[str]:
    """The hops of a trace's trails as a graph; nodes and edges as `flow_network` has them.

    A possible edge carries what the flow before it brought; where trails bring different data over the
    same edge, the first of them is shown.
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(category=result.category)
    parties = {
        party for trail in result.trails for hop in trail.hops for party in (hop.sender, hop.recipient)
    }
    for party in sorted(parties, key=lambda party: party.id):
        graph.add_node(party.id, label=party.label, sort=party.sort)
    for trail in result.trails:
        for hop in trail.hops:
            if not graph.has_edge(hop.sender.id, hop.recipient.id, hop.statement):
                graph.add_edge(hop.sender.id, hop.recipient.id, hop.statement, **hop_attributes(hop))
    return graph
