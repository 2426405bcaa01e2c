"""Where the parties of a flow network stand in a picture: in columns, data moving left to right.

Computed once, in Python, so that the same trails give the same picture and nothing moves on the screen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import networkx as nx

Node = TypeVar("Node", bound=Hashable)
Edge = tuple[Node, Node]

COLUMN_WIDTH = 250
LONGEST_COLUMN = 40
SWEEPS = 8


def positions(
    nodes: Sequence[Node], edges: Iterable[Edge[Node]], heights: Mapping[Node, int]
) -> dict[Node, tuple[int, int]]:
    """Pixel coordinates of the middles of `nodes`: the first column at x = 0, every column around y = 0.

    Args:
        nodes: their order settles every tie.
        edges: who sends to whom; how often, and to oneself, does not matter.
        heights: the pixels that each node takes up in its column.

    >>> positions(["a", "b", "c"], [("a", "b"), ("a", "c")], {"a": 40, "b": 40, "c": 60})
    {'a': (0, 0), 'b': (250, -30), 'c': (250, 20)}
    """
    index = {node: i for i, node in enumerate(nodes)}
    links = sorted({(a, b) for a, b in edges if a != b}, key=lambda link: (index[link[0]], index[link[1]]))
    placed: dict[Node, tuple[int, int]] = {}
    x = 0
    for column in _ordered(_columns(nodes, links), links):
        parts = -(-len(column) // LONGEST_COLUMN)
        for part in range(parts):
            # every parts-th node, so that neighbours in the order stay neighbours on the screen
            members = column[part::parts]
            y = -sum(heights[node] for node in members) // 2
            for node in members:
                placed[node] = (x, y + heights[node] // 2)
                y += heights[node]
            x += COLUMN_WIDTH
    return placed


def _columns(nodes: Sequence[Node], links: Sequence[Edge[Node]]) -> list[list[Node]]:
    """Nodes by column: the longest path that leads to them; where data ends up, the last one.

    A cycle takes two columns, senders first.
    """
    import networkx as nx

    graph: nx.DiGraph[Node] = nx.DiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(links)
    index = {node: i for i, node in enumerate(nodes)}
    components = [sorted(c, key=index.__getitem__) for c in nx.strongly_connected_components(graph)]
    component_of = {node: i for i, component in enumerate(components) for node in component}
    condensed: nx.DiGraph[int] = nx.DiGraph()
    condensed.add_nodes_from(range(len(components)))
    condensed.add_edges_from(
        (component_of[a], component_of[b]) for a, b in links if component_of[a] != component_of[b]
    )
    column: dict[Node, int] = {}
    for i in nx.topological_sort(condensed):
        before = [p for j in condensed.predecessors(i) for p in components[j]]
        start = max((column[p] + 1 for p in before), default=0)
        depth = _depth_within(components[i], graph)
        for node in components[i]:
            column[node] = start + depth[node]
    last = max(column.values(), default=0)
    groups: defaultdict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        groups[column[node] if graph.out_degree(node) else last].append(node)
    return [groups[i] for i in sorted(groups)]


def _depth_within(component: Sequence[Node], graph: nx.DiGraph[Node]) -> dict[Node, int]:
    """Of a cycle: 0 for its first node and for those that none of column 0 feeds, else 1."""
    depth: dict[Node, int] = {}
    for node in component:
        depth[node] = int(any(depth.get(before) == 0 for before in graph.predecessors(node)))
    return depth


def _ordered(columns: list[list[Node]], links: Sequence[Edge[Node]]) -> list[list[Node]]:
    """Each column sorted by the mean height of its neighbours, swept to and fro: fewer crossings."""
    neighbours: defaultdict[Node, list[Node]] = defaultdict(list)
    for a, b in links:
        neighbours[a].append(b)
        neighbours[b].append(a)
    height: dict[Node, float] = {}

    def settle(column: list[Node]) -> None:
        for row, node in enumerate(column):
            height[node] = (row + 0.5) / len(column)

    for column in columns:
        settle(column)
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            own = set(column)
            mean: Mapping[Node, float] = {
                node: sum(height[n] for n in around) / len(around)
                if (around := [n for n in neighbours[node] if n not in own])
                else height[node]
                for node in column
            }
            column.sort(key=mean.__getitem__)
            settle(column)
    return columns
