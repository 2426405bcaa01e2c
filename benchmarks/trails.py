"""How long questions on a large world take, beside plain NetworkX and rustworkx on the same flows.

    python benchmarks/world.py --store /tmp/big
    python benchmarks/trails.py --store /tmp/big

Prints one line a measurement, in seconds of processor time, and the most memory that was used. What
belongs to the comparison runs last, so that its memory is not counted before.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

from policytrail.graph.cut import cut_network
from policytrail.graph.storage.store import Store
from policytrail.graph.storage.table import COLLECT, build_table
from policytrail.graph.storage.table_file import flow_table
from policytrail.graph.trails.search import best_from, best_to
from policytrail.graph.trails.trace import Tracer
from policytrail.graph.trails.world import Network, Scenario, World, category_network
from policytrail.ontology.taxonomy import taxonomy

T = TypeVar("T")


def measure(name: str, work: Callable[[], T], repeat: int = 1) -> T:
    """Do the work, print the median time that it took, and give what it gave."""
    times = []
    for _ in range(repeat):
        begin = time.process_time()
        result = work()
        times.append(time.process_time() - begin)
    print(f"{name:64} {median(times):10.4f} s", flush=True)
    return result


def memory(name: str) -> None:
    """Print the most memory that the process has used so far."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:64} {most:10.0f} MB", flush=True)


def ours(store: Store, category: str) -> Network:
    """Our own figures."""
    taxonomy()
    table = measure("flow table from the file beside the store", lambda: flow_table(store))
    print(f"{'flows':64} {len(table):10}")
    world = measure("everything that networks share, from the store", lambda: World(store))
    net = measure(f"network of {category}", lambda: category_network(world, category, Scenario()), 3)
    edges = sum(map(len, net.out.values()))
    print(f"{'its flows':64} {edges:10}")
    measure("its best edges, indexed", lambda: (net.on, net.ends, net.between))
    start, far = world.providers[0], world.codes.get("https://w3id.org/policytrail/ns#Advertiser", 0)
    found = measure("search from one provider to everybody", lambda: best_from(net, start), 5)
    print(f"{'parties reached':64} {len(found):10}")
    measure(
        "search from one provider, stated and explicit only",
        lambda: best_from(category_network(world, category, Scenario(explicit=True, stated=True)), start),
    )
    tracer = Tracer(net)
    measure("search from one provider to advertisers", lambda: best_from(net, start, None, {far}), 5)
    name = world.parties[world.iris[start]].id
    measure(
        "trace from one provider to advertisers, with words",
        lambda: tracer.trace(from_=name, to="advertiser"),
        3,
    )
    measure("trace from one provider, one hop, with words", lambda: tracer.trace(from_=name, max_hops=1), 3)
    measure("search from every provider to advertisers", lambda: best_to(net, far))
    cut = measure(
        "minimum cut from one provider to advertisers", lambda: cut_network(tracer, "advertiser", name), 3
    )
    print(f"{'statements in the cut':64} {len(cut):10}")
    memory("most memory so far")
    return net


def networkx_figures(net: Network) -> None:
    """The same questions with NetworkX on the graph of all flows, filtered while it is searched."""
    import networkx

    world, table = net.world, net.world.table

    def graph() -> Any:
        whole = networkx.MultiDiGraph()
        for row in range(len(table)):
            if table.action[row] != COLLECT:
                whole.add_edge(world.party[table.sender[row]], world.party[table.recipient[row]], row)
        for kind, members in world.members.items():
            whole.add_edges_from((kind, member, -1) for member in members)
        return whole

    whole = measure("NetworkX: graph of all flows", graph)
    good = {row for edges in net.out.values() for _, row, _ in edges} | {-1}
    start = world.providers[0]
    view = networkx.subgraph_view(whole, filter_edge=lambda u, v, key: key in good)
    reached = measure(
        "NetworkX: reach from one provider, filtered", lambda: networkx.descendants(view, start)
    )
    print(f"{'parties reached':64} {len(reached):10}")
    target = world.codes.get("https://w3id.org/policytrail/ns#Advertiser")

    def cut() -> int:
        simple = networkx.DiGraph()
        for sender, edges in net.out.items():
            for _, _, recipient in edges:
                if simple.has_edge(sender, recipient):
                    simple[sender][recipient]["capacity"] += 1
                else:
                    simple.add_edge(sender, recipient, capacity=1)
        for kind, members in world.members.items():
            simple.add_edges_from((kind, member) for member in members)
        return int(networkx.minimum_cut_value(simple, start, target))

    print(f"{'flows in the cut':64} {measure('NetworkX: minimum cut of the same network', cut):10}")


def rustworkx_figures(net: Network) -> None:
    """The same questions with rustworkx on the graph of all flows."""
    import rustworkx

    world, table = net.world, net.world.table
    good = {row for edges in net.out.values() for _, row, _ in edges} | {-1}

    def graph() -> Any:
        whole = rustworkx.PyDiGraph()
        whole.add_nodes_from(range(len(world.iris)))
        whole.add_edges_from(
            [
                (world.party[table.sender[row]], world.party[table.recipient[row]], row)
                for row in range(len(table))
                if table.action[row] != COLLECT
            ]
        )
        whole.add_edges_from([(kind, m, -1) for kind, members in world.members.items() for m in members])
        return whole

    whole = measure("rustworkx: graph of all flows", graph)
    start = world.providers[0]
    unfiltered = measure(
        "rustworkx: reach from one provider, unfiltered (wrong)", lambda: rustworkx.descendants(whole, start)
    )
    print(f"{'parties reached':64} {len(unfiltered):10}")

    def filtered() -> Any:
        keep = [edge for edge in whole.weighted_edge_list() if edge[2] in good]
        part = rustworkx.PyDiGraph()
        part.add_nodes_from(range(len(world.iris)))
        part.add_edges_from(keep)
        return part

    part = measure("rustworkx: graph of the category", filtered)
    reached = measure(
        "rustworkx: reach from one provider, filtered", lambda: rustworkx.descendants(part, start), 5
    )
    print(f"{'parties reached':64} {len(reached):10}")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--category", default="CallDetailRecord")
    parser.add_argument("--rdf", action="store_true", help="measure the reading of the RDF as well")
    options = parser.parse_args()
    with Store.open(options.store) as store:
        if options.rdf:
            measure("flow table from the RDF", lambda: build_table(store))
            memory("most memory so far")
        net = ours(store, options.category)
        networkx_figures(net)
        rustworkx_figures(net)
        memory("most memory, comparison included")


if __name__ == "__main__":
    main()
