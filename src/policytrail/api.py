"""What Python users get: one object for a store, with everything that the command line can do."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from policytrail import building
from policytrail.errors import PolicytrailError
from policytrail.graph.store import PolicyEntry, Store
from policytrail.graph.trace import TraceResult
from policytrail.graph.trace import trace as _trace
from policytrail.ingest.statement import Statement
from policytrail.reading import statements_in

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

PathLike = str | os.PathLike[str]


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

    def trace(
        self,
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
        """Where data of a category can go: see `policytrail.graph.trace.trace`.

        Raises:
            UnknownNameError: there is no such category, provider, party, condition or purpose.
        """
        return _trace(
            self.store,
            category,
            from_=from_,
            to=to,
            explicit=explicit,
            stated=stated,
            without=without,
            only=only,
            max_hops=max_hops,
        )

    def network(self, category: str) -> nx.MultiDiGraph[str]:
        """The flows that carry a category, as a NetworkX graph: see `policytrail.graph.network`."""
        from policytrail.graph.network import flow_network

        return flow_network(self.store, category)

    def dataset(self) -> rdflib.Dataset:
        """The same graph for rdflib; its default graph is the union of all graphs."""
        return self.store.dataset()

    def view(self, category: str, path: PathLike) -> Path:
        """Write the trails of a category as one offline HTML page; returns its path."""
        from policytrail.graph.view import write_view

        return write_view(self.store, category, Path(path))


def open(store: PathLike = ".policytrail") -> KnowledgeGraph:
    """Open the knowledge graph in a store's folder.

    Raises:
        StoreError: there is no store, or it is damaged or in use.
    """
    return KnowledgeGraph(Store.open(store))


def build(
    paths: Iterable[PathLike], store: PathLike = ".policytrail", *, texts: PathLike | None = None
) -> KnowledgeGraph:
    """Read policies or statement files into a store, as `policytrail build` does, and open it.

    Raises:
        PolicytrailError: the first problem, if a file could not be read; the others are in the store.
    """
    given = [Path(path) for path in paths]
    report = building.build(given, Path(store), texts=Path(texts) if texts is not None else None)
    for problem in report.problems:
        raise problem
    if not report.built:
        raise PolicytrailError("no policy to build from")
    return open(store)


def samples() -> list[Path]:
    """The five sample policies, as files."""
    from importlib.resources import files

    folder = files("policytrail.samples")
    return sorted(Path(str(each)) for each in folder.iterdir() if each.name.endswith(".txt"))
