"""What Python users get: one object for a store, with everything that the command line can do."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypedDict, Unpack

from policytrail import building
from policytrail.errors import PolicytrailError
from policytrail.graph.storage.store import PolicyEntry, Store
from policytrail.graph.trails import trace as tracing
from policytrail.ingest.statement import Statement
from policytrail.reading import statements_in

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from policytrail.graph.compare import Comparison
    from policytrail.graph.contradictions.conflicts import Conflicts
    from policytrail.graph.cut import Cut
    from policytrail.graph.exposure import Exposure, Matrix
    from policytrail.graph.trails.explain import Explanation
    from policytrail.graph.trails.results import TraceResult, Trails
    from policytrail.queries.runner import Table

PathLike = str | os.PathLike[str]


class Scenario(TypedDict, total=False):
    """Which flows count: see `policytrail.graph.trails.trace.trace`."""

    explicit: bool
    stated: bool
    without: str | Iterable[str]
    only: str | None
    min_confidence: float


class Limits(Scenario, total=False):
    """Which trails are wanted: see `policytrail.graph.trails.trace.trace`."""

    from_: str | None
    to: str | None
    max_hops: int | None


class KnowledgeGraph:
    """The knowledge graph in a store's folder; a context manager. Make one with `open` or `build`.

    Attributes:
        store: the store itself, for SPARQL (`store.query`), RDF (`store.export`) and the policies' texts.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the store free for other processes."""
        self.store.close()

    def __repr__(self) -> str:
        return f"<KnowledgeGraph {self.store.path}: {len(self.policies())} policies>"

    def policies(self) -> list[PolicyEntry]:
        """The policies, by slug."""
        return self.store.policies()

    def statements(self, policy: str) -> list[Statement]:
        """What one policy says, in reading order.

        Raises:
            UnknownNameError: there is no such policy.
        """
        return statements_in(self.store, policy)

    def trace(self, category: str, **limits: Unpack[Limits]) -> TraceResult:
        """Where data of a category can go: see `policytrail.graph.trails.trace.trace`.

        Raises:
            UnknownNameError: there is no such category, provider, party, condition or purpose.
        """
        return tracing.trace(self.store, category, **limits)

    def trails(self, category: str, *, limit: int = 100, **limits: Unpack[Limits]) -> Trails:
        """Every trail, not only the best ones: see `policytrail.graph.trails.trace.trails`."""
        return tracing.trails(self.store, category, limit=limit, **limits)

    def explain(
        self, category: str, party: str, *, from_: str | None = None, **scenario: Unpack[Scenario]
    ) -> Explanation:
        """Why a party can have the data, in sentences: see `policytrail.graph.trails.explain.explain`."""
        from policytrail.graph.trails.explain import explain

        return explain(self.store, category, party, from_=from_, **scenario)

    def conflicts(self, policy: str | None = None) -> Conflicts:
        """Statements of a policy that do not go together: see `policytrail.graph.contradictions.conflicts.conflicts`."""
        from policytrail.graph.contradictions.conflicts import conflicts

        return conflicts(self.store, policy)

    def compare(self, first: str, second: str, category: str | None = None) -> Comparison:
        """Two providers, or two versions of a policy: see `policytrail.graph.compare.compare`."""
        from policytrail.graph.compare import compare

        return compare(self.store, first, second, category)

    def exposure(self, category: str, **limits: Unpack[Limits]) -> Exposure:
        """Whom a category reaches, and through whom: see `policytrail.graph.exposure.exposure`."""
        from policytrail.graph.exposure import exposure

        return exposure(self.store, category, **limits)

    def matrix(self, category: str, **limits: Unpack[Limits]) -> Matrix:
        """Providers by parties reached: see `policytrail.graph.exposure.matrix`."""
        from policytrail.graph.exposure import matrix

        return matrix(self.store, category, **limits)

    def cut(self, category: str, to: str, *, from_: str | None = None, **scenario: Unpack[Scenario]) -> Cut:
        """Which statements would have to go: see `policytrail.graph.cut.minimum_cut`."""
        from policytrail.graph.cut import minimum_cut

        return minimum_cut(self.store, category, to, from_=from_, **scenario)

    def query(self, name: PathLike, **arguments: str) -> Table:
        """One of the queries that come with policytrail, or a .rq file; iterates over rows as dicts.

        Raises:
            UnknownNameError: there is no such query, parameter or value.
        """
        from policytrail.queries.runner import run

        return run(self.store, os.fspath(name), arguments)

    def network(self, category: str) -> nx.MultiDiGraph[str]:
        """The flows that carry a category, as a NetworkX graph: see `policytrail.graph.trails.network`."""
        from policytrail.graph.trails.network import flow_network

        return flow_network(self.store, category)

    def dataset(self) -> rdflib.Dataset:
        """The same graph for rdflib; its default graph is the union of all graphs."""
        return self.store.dataset()

    def view(self, category: str, path: PathLike) -> Path:
        """Write the trails of a category as one offline HTML page, folders and all; returns its path."""
        from policytrail.graph.views.view import write_view

        return write_view(self.store, category, Path(path))


def open(store: PathLike = ".policytrail") -> KnowledgeGraph:
    """Open the knowledge graph in a store's folder.

    Raises:
        StoreError: there is no store, or it is damaged or in use.
    """
    return KnowledgeGraph(Store.open(store))


def build(
    paths: PathLike | Iterable[PathLike], store: PathLike = ".policytrail", *, texts: PathLike | None = None
) -> KnowledgeGraph:
    """Read policies or statement files into a store, as `policytrail build` does, and open it.

    Args:
        paths: files or folders of them; one may stand alone.
        store: the folder of the store.
        texts: folder of the policy texts that statement files quote.

    Raises:
        PolicytrailError: the first problem, if a file could not be read; the others are in the store.
    """
    given = [Path(path) for path in ([paths] if isinstance(paths, str | os.PathLike) else paths)]
    report = building.build(given, Path(store), texts=Path(texts) if texts is not None else None)
    for problem in report.problems:
        raise problem
    if not report.built:
        raise PolicytrailError("no policy to build from")
    return open(store)


def samples() -> list[Path]:
    """The five sample policies, as files."""
    from importlib.resources import files

    folder = files("policytrail") / "samples"
    return sorted(Path(str(each)) for each in folder.iterdir() if each.name.endswith(".txt"))
