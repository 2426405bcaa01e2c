"""Where a data category can go, hop by hop, with the policies' words: the question behind policytrail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from policytrail.errors import InputError
from policytrail.graph.storage.store import Store
from policytrail.graph.trails.results import Denial, Hop, Kept, Reached, TraceResult, Trail, Trails
from policytrail.graph.trails.search import Path, Rank, all_paths, best_from, best_to
from policytrail.graph.trails.teller import Teller
from policytrail.graph.trails.world import Network, Scenario, World, category_network
from policytrail.ontology.taxonomy import taxonomy
from policytrail.ontology.vocabulary import BASE, local

__all__ = [
    "Denial",
    "Hop",
    "Kept",
    "Reached",
    "Teller",
    "TraceResult",
    "Tracer",
    "Trail",
    "Trails",
    "trace",
    "tracer",
    "trails",
]


def tracer(
    store: Store,
    category: str,
    *,
    explicit: bool = False,
    stated: bool = False,
    without: Iterable[str] = (),
    only: str | None = None,
    min_confidence: float = 0.0,
) -> Tracer:
    """The network of a data category under a scenario, ready for many questions; see `trace`.

    Raises:
        UnknownNameError: there is no such category, condition or purpose.
        InputError: `min_confidence` is not between 0 and 1.
    """
    if not 0 <= min_confidence <= 1:
        raise InputError(f"confidence is between 0 and 1, not {min_confidence}")
    names = taxonomy()
    conditions = [without] if isinstance(without, str) else without
    scenario = Scenario(
        explicit=explicit,
        stated=stated,
        without=tuple(sorted({names.resolve(each, "condition") for each in conditions})),
        only=names.resolve(only, "purpose") if only is not None else None,
        min_confidence=min_confidence,
    )
    return Tracer(category_network(World.of(store), names.resolve(category, "data"), scenario))


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
    min_confidence: float = 0.0,
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
        without: conditions, or one, that do not come true; flows that depend on one of them fall away.
        only: the one purpose for which data flows.
        min_confidence: leaves out flows that the extractor is less sure of, 0 to 1; those whose
            confidence is not known stay.
        max_hops: the most hops that a trail may have, counting every edge.

    Returns:
        For each party reached, the best trail from each provider: the best by certainty, then by the
        match of the weakest hop, then by the number of hops.

    Raises:
        UnknownNameError: there is no such category, provider, party, condition or purpose.
        InputError: `max_hops` is less than 1, or `min_confidence` not between 0 and 1.
    """
    net = tracer(
        store,
        category,
        explicit=explicit,
        stated=stated,
        without=without,
        only=only,
        min_confidence=min_confidence,
    )
    return net.trace(from_=from_, to=to, max_hops=max_hops)


def trails(
    store: Store,
    category: str,
    *,
    from_: str | None = None,
    to: str | None = None,
    explicit: bool = False,
    stated: bool = False,
    without: Iterable[str] = (),
    only: str | None = None,
    min_confidence: float = 0.0,
    max_hops: int | None = None,
    limit: int = 100,
) -> Trails:
    """Every trail that a data category can take, not only the best ones, best first.

    There may be very many: no more than `limit` are made, and the result says whether there are more.
    For one at a time use `Tracer.trails`.

    Args:
        limit: the most trails to give; the other arguments are those of `trace`.

    Raises:
        UnknownNameError: there is no such category, provider, party, condition or purpose.
        InputError: `max_hops` or `limit` is less than 1, or `min_confidence` not between 0 and 1.
    """
    if limit < 1:
        raise InputError(f"a limit is at least 1, not {limit}")
    net = tracer(
        store,
        category,
        explicit=explicit,
        stated=stated,
        without=without,
        only=only,
        min_confidence=min_confidence,
    )
    found = list(islice(net.trails(from_=from_, to=to, max_hops=max_hops), limit + 1))
    return Trails(
        category=net.network.category,
        label=taxonomy().label(net.network.category),
        scenario=net.network.scenario,
        trails=tuple(found[:limit]),
        limit=limit,
        complete=len(found) <= limit,
    )


class Tracer:
    """Answers questions on one network."""

    def __init__(self, net: Network) -> None:
        self.network = net
        self.teller = Teller(net)

    def trace(
        self, *, from_: str | None = None, to: str | None = None, max_hops: int | None = None
    ) -> TraceResult:
        """See `trace`."""
        _check(max_hops)
        net, world = self.network, self.network.world
        starts = self.starts(from_)
        found: dict[int, list[tuple[Rank, int, Path]]] = {}
        if to is not None and from_ is None:
            for target in self.targets(to):
                for start, (rank, path) in best_to(net, target, max_hops).items():
                    found.setdefault(target, []).append((rank, start, path))
        else:
            wanted = None if to is None else set(self.targets(to))
            for start in starts:
                for target, (rank, path) in best_from(net, start, max_hops, wanted).items():
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
            network=net,
            retention={
                self.teller.party(code).id: self.teller.retention(code)
                for code in world.providers
                if code in stops
            },
        )

    def trails(
        self, *, from_: str | None = None, to: str | None = None, max_hops: int | None = None
    ) -> Iterator[Trail]:
        """Every trail, best first, each made when it is asked for."""
        _check(max_hops)
        targets = None if to is None else set(self.targets(to))
        for _, path in all_paths(self.network, self.starts(from_), targets, max_hops):
            yield self.teller.trail(path)

    def starts(self, name: str | None) -> list[int]:
        """Codes of the provider that `name` means, or of all providers."""
        world = self.network.world
        return world.providers if name is None else [world.codes[world.parties.provider(name)]]

    def targets(self, name: str) -> list[int]:
        """Codes of the party that `name` means, and of narrower kinds, as far as they take part."""
        world = self.network.world
        iri = world.parties.resolve(name)
        iris = [iri]
        if iri.startswith(BASE):
            iris = [BASE + kind for kind in taxonomy().descendants(local(iri))]
        return sorted(world.codes[each] for each in iris if each in world.codes)


def _check(max_hops: int | None) -> None:
    if max_hops is not None and max_hops < 1:
        raise InputError(f"a trail has at least one hop, not {max_hops}")
