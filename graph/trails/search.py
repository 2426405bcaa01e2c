"""Searches in a network: the best trail to each party, the best trail from each provider, all trails.

A path is a tuple of steps `(sender, recipient, row)`; `row` is the flow, or -1 for a possible hop.
Paths are ranked by certainty, then by the weight of the weakest flow, then by length, then by the
place of their flows in the texts; no path visits a party twice.

The first two parts of the rank are weakest links, the third is a sum, so no single shortest-path search
gives the best path: a party's best path may begin with a path that is not the best one to where it
passes. Instead the network is searched breadth first, once for each limit that the weakest link may
have, from strict to loose. What is reached for the first time under a limit is reached there by the
fewest hops that this limit allows, and that is the best path.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from policytrail.graph.trails.world import Edge, Network

Step = tuple[int, int, int]
Path = tuple[Step, ...]
Rank = tuple[int, int, int]
"""Certainty (0 stated, 1 possible), weight of the weakest flow, number of hops: the smaller the better."""

STATED, POSSIBLE = 0, 1


def limits(network: Network) -> list[tuple[int, int]]:
    """Certainty and weight that a search may be limited to, from strict to loose."""
    certainties = (STATED, POSSIBLE) if network.members else (STATED,)
    return [(certainty, weight) for certainty in certainties for weight in network.weights]


def best_from(
    network: Network, start: int, max_hops: int | None = None, targets: set[int] | None = None
) -> dict[int, tuple[Rank, Path]]:
    """The best path from a provider to each party that it reaches, or to those of `targets` only."""
    found: dict[int, tuple[Rank, Path]] = {}
    ends = [party for party in network.ends if targets is None or party in targets]
    wanted = None if targets is None else {each for each in targets if each != start}
    for certainty, weight in limits(network):
        came, hops = _walk(network, start, certainty, weight, max_hops, _deciding(network, wanted, weight))
        for target in came:
            if target not in found and target != start and (targets is None or target in targets):
                rank = (certainty, weight, hops[target])
                found[target] = rank, _walk_back(came, start, target)
        # A party from which nothing leads on is reached from whoever comes first in the walk.
        place = {party: at for at, party in enumerate(came)}
        left = []
        for target in ends:
            first, at_first = None, len(place)
            for edge in network.ends[target]:
                if edge[0] > weight:
                    break
                if (at := place.get(edge[2], at_first)) < at_first:
                    first, at_first = edge, at
            if first is None or hops[first[2]] == max_hops:
                left.append(target)
                continue
            _, row, sender = first
            rank = (certainty, weight, hops[sender] + 1)
            found[target] = rank, (*_walk_back(came, start, sender), (sender, target, row))
        ends = left
        if wanted is not None and wanted <= found.keys():
            break
    return found


def _deciding(network: Network, wanted: set[int] | None, weight: int) -> set[int]:
    """Parties of which the first one that a walk comes to decides how a single target is reached."""
    if wanted is None or len(wanted) != 1:
        return set()
    (target,) = wanted
    if target not in network.ends:
        return {target}
    return {sender for each, _, sender in network.ends[target] if each <= weight}


def _walk(
    network: Network, start: int, certainty: int, weight: int, max_hops: int | None, until: set[int]
) -> tuple[dict[int, Step], dict[int, int]]:
    """Breadth first through the parties that lead on: the step to each, in order, and its number of hops.

    The walk ends with the first of `until`.
    """
    came: dict[int, Step] = {start: (start, start, -1)}
    hops = {start: 0}
    level, far = [start], 0
    members = network.members if certainty == POSSIBLE else {}
    edges = network.on
    decided = start in until
    while level and far != max_hops and not decided:
        far += 1
        reached: list[int] = []
        for sender in level:
            before = len(reached)
            for each, row, target in edges.get(sender, ()):
                if each > weight:
                    break
                if target not in came:
                    came[target] = (sender, target, row)
                    reached.append(target)
            for target in members.get(sender, ()):
                if target not in came:
                    came[target] = (sender, target, -1)
                    reached.append(target)
            if until and (decided := not until.isdisjoint(reached[before:])):
                break
        for target in reached:
            hops[target] = far
        level = reached
        if edges is network.on and all(kind in came for kind in network.world.members):
            edges = network.between  # most edges lead to kinds, and there is no kind left to find
    return came, hops


def _walk_back(came: dict[int, Step], start: int, target: int) -> Path:
    steps = []
    while target != start:
        steps.append(came[target])
        target = came[target][0]
    return tuple(reversed(steps))


def best_to(network: Network, target: int, max_hops: int | None = None) -> dict[int, tuple[Rank, Path]]:
    """The best path to a party from each provider that reaches it: the same paths as `best_from` finds."""
    found: dict[int, tuple[Rank, Path]] = {}
    kinds: dict[int, list[int]] = {}
    for kind, members in network.members.items():
        for member in members:
            kinds.setdefault(member, []).append(kind)
    starts = [each for each in network.world.providers if each != target]
    for certainty, weight in limits(network):
        far: dict[int, int] = {target: 0}
        level, hops = [target], 0
        while level and hops != max_hops:
            hops += 1
            before: list[int] = []
            for recipient in level:
                senders = [sender for each, _, sender in network.into(recipient) if each <= weight]
                if certainty == POSSIBLE:
                    senders += kinds.get(recipient, ())
                for sender in senders:
                    if sender not in far:
                        far[sender] = hops
                        before.append(sender)
            level = before
        for start in starts:
            if start in far and start not in found:
                path = _walk_on(network, far, start, certainty, weight)
                found[start] = ((certainty, weight, len(path)), path)
    return found


def _walk_on(network: Network, far: dict[int, int], start: int, certainty: int, weight: int) -> Path:
    """The first path in order of edges that comes nearer to the target with each step."""
    steps: list[Step] = []
    at = start
    while far[at]:
        edges: list[Edge] = [edge for edge in network.best.get(at, ()) if edge[0] <= weight]
        if certainty == POSSIBLE:
            edges += [(0, -1, member) for member in network.members.get(at, ())]
        near = far[at] - 1
        row, target = next((row, to) for _, row, to in edges if far.get(to) == near)
        steps.append((at, target, row))
        at = target
    return tuple(steps)


def all_paths(
    network: Network, starts: list[int], targets: set[int] | None = None, max_hops: int | None = None
) -> Iterator[tuple[Rank, Path]]:
    """Every path from the starts, best first, one at a time.

    Args:
        targets: only paths that end at one of these; None for any end.
    """
    useful = None if targets is None else network.reaching(targets)
    # The order of edges, not of codes, breaks ties: `place` counts a path's edges in their order.
    heap: list[tuple[Rank, tuple[int, ...], Path]] = []
    for at, start in enumerate(starts):
        heapq.heappush(heap, ((STATED, 0, 0), (at,), ((start, start, -1),)))
    while heap:
        (certainty, weight, hops), place, path = heapq.heappop(heap)
        end = path[-1][1]
        if hops and (targets is None or end in targets):
            yield (certainty, weight, hops), path[1:]
        if hops == max_hops:
            continue
        visited = {step[1] for step in path}
        edges = network.out.get(end, [])
        following = [(certainty, max(weight, each), row, target) for each, row, target in edges]
        following += [(POSSIBLE, weight, -1, member) for member in network.members.get(end, ())]
        for number, (sure, weakest, row, target) in enumerate(following):
            if target not in visited and (useful is None or target in useful):
                rank = (sure, weakest, hops + 1)
                heapq.heappush(heap, (rank, (*place, number), (*path, (end, target, row))))
