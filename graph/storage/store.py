"""The store: every policy's graph, the catalogue and the ontology, on disk in one folder or in memory.

    DIR/store.json          that this is a store, and a digest of what each policy put in
    DIR/quads/              the quads (pyoxigraph, RocksDB)
    DIR/flows.parquet       of a large store, its flows as a table (`table_file`)
    DIR/catalogue/SLUG.nt   what each policy put into the catalogue (the default graph), so that it
                            can be taken out again when the policy changes
    DIR/catalogue/SLUG.json how much is in its graph

A triple stands in one graph only, so that queries over the union of all graphs give no row twice.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

import pyoxigraph as ox

from policytrail.errors import InputError, StoreError, UnknownNameError, as_name, near_names, offer
from policytrail.graph.storage.description import Counts, count, described, description, subset, total
from policytrail.graph.storage.folder import LAYOUT, Files, Folder, MemoryFiles, State
from policytrail.graph.storage.namesakes import same_parties
from policytrail.graph.storage.quads import instances, ontology_digest, ontology_quads, serialized
from policytrail.graph.storage.sparql import check_local, unparsable
from policytrail.ontology.vocabulary import (
    DCT,
    DERIVED_GRAPH,
    ONTOLOGY_GRAPH,
    PREFIXES,
    PT,
    local,
    policy_iri,
)

if TYPE_CHECKING:
    import rdflib

    from policytrail.graph.storage.table_file import Keeper

T = TypeVar("T")

_CATALOGUE: Final = ox.DefaultGraph()
_BULK: Final = 20_000  # quads from which the bulk loader pays
_AT_ONCE: Final = 500_000  # quads that wait in memory at most, and a policy more

Answer = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean
Term = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class PolicyEntry:
    """What the catalogue says of one policy; `issued` is an ISO date or empty."""

    slug: str
    provider: str
    title: str
    issued: str


class Store:
    """All graphs together. Open one with `Store.open` or `Store.memory`; it is a context manager.

    Any number of processes may read a folder at the same time; while one writes, no other may open it.

    >>> with Store.memory() as store:
    ...     store.policies()
    []
    """

    def __init__(self, quads: ox.Store, files: Files, path: Path | None, *, writable: bool) -> None:
        self._quads: ox.Store | None = quads
        self._files = files
        self._path = path
        self._writable = writable
        self._table: Keeper | None = None
        self._bulky = False
        self._remembered: dict[str, Any] = {}
        state = files.read_state()
        self._ontology_digest, self._digests = state.ontology, dict(state.policies)
        if writable:
            self._load_ontology()

    @classmethod
    def memory(cls) -> Store:
        """An empty store that lives as long as the process."""
        return cls(ox.Store(), MemoryFiles(), None, writable=True)

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, create: bool = False) -> Store:
        """Open the store in folder `path`: for reading, or, with `create`, for writing, made if missing.

        Raises:
            StoreError: there is no store, the folder holds something else, it is in use, damaged, or, for
                reading, not finished.
        """
        folder = Folder(Path(path))
        if not folder.exists():
            if not create:
                raise StoreError(
                    "no store here", where=str(path), mend="build one with: policytrail build FILES"
                )
            folder.make()
        if not create and not folder.read_state().policies:
            raise StoreError(
                "the store is not finished",
                where=str(path),
                mend="wait for the build that is under way, or build again",
            )
        return cls(folder.open_quads(writable=create), folder, folder.path, writable=create)

    def close(self) -> None:
        """Give the folder free for other processes. Closing twice does no harm."""
        if self._quads is not None and self._writable and self._path is not None:
            if self._table is not None:
                self._table.save(self.digest)
            if self._bulky:
                self._quads.optimize()  # what was loaded in bulk reads twice as fast afterwards
            self._quads.flush()
        self._quads = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path | None:
        """The folder, or None for a store in memory."""
        return self._path

    @property
    def quads(self) -> ox.Store:
        """The pyoxigraph store itself, for reading.

        Raises:
            StoreError: the store has been closed.
        """
        if self._quads is None:
            raise StoreError("the store has been closed", where=str(self._path) if self._path else None)
        return self._quads

    @property
    def digest(self) -> str:
        """Changes whenever a policy or the ontology changes: a key for what is computed from the store."""
        state = json.dumps([LAYOUT, self._ontology_digest, sorted(self._digests.items())])
        return hashlib.sha256(state.encode()).hexdigest()

    # -- writing -------------------------------------------------------------------------------

    def replace(self, slug: str, quads: Iterable[ox.Quad]) -> bool:
        """Make `quads` all that the store holds of policy `slug`; see `load`.

        Returns:
            Whether anything changed.
        """
        return slug in self.load([(slug, quads)])

    def load(self, policies: Iterable[tuple[str, Iterable[ox.Quad]]]) -> list[str]:
        """Put in or replace many policies, each given as its slug and its quads.

        Quads in the graph `policy_iri(slug)` are the policy's own; quads in the default graph are its
        part of the catalogue. No quads at all remove the policy.

        Returns:
            The slugs of the policies that changed, in the order given.

        Raises:
            StoreError: the store is open for reading only.
            InputError: a quad belongs to another graph.
        """
        self._need_writable()
        self._keep_table()
        changed: list[str] = []
        said = self._said()
        fresh: dict[str, tuple[str, list[ox.Quad]]] = {}  # what is still to be written, with its digest
        for slug, given in policies:
            graph = ox.NamedNode(policy_iri(slug))
            own, catalogue = _split(slug, graph, given)
            lines = {str(quad.triple) for quad in own}
            both = sorted(lines.union(str(quad.triple) for quad in catalogue))
            digest = hashlib.sha256("\n".join(both).encode()).hexdigest() if both else ""
            if slug in fresh or sum(len(quads) for _, quads in fresh.values()) > _AT_ONCE:
                self._write_quads(fresh)
            if digest == self._digests.get(slug, ""):
                continue
            if not changed:
                # Without digests all policies count as changed: if this is cut short, they are written again.
                self._files.write_state(State(self._ontology_digest))
            self._digests.pop(slug, None)
            self.quads.remove_graph(graph)
            counts = count(lines)
            if own:
                catalogue += subset(graph, counts)
            self._replace_catalogue(slug, catalogue, counts, said)
            fresh[slug] = digest, own + catalogue
            changed.append(slug)
        self._write_quads(fresh)
        if changed:
            self._remembered.clear()
            self._derive(said)
            self._files.write_state(State(self._ontology_digest, self._digests))
        return changed

    def _keep_table(self) -> None:
        """From now on, keep the table of flows beside the store up to date."""
        if self._path is not None and self._table is None:
            from policytrail.graph.storage.table_file import Keeper

            self._table = Keeper(self._path / "flows.parquet", self.digest, empty=not self._digests)

    def _write_quads(self, fresh: dict[str, tuple[str, list[ox.Quad]]]) -> None:
        """Write what is still to be written, and forget it."""
        quads = [quad for _, own in fresh.values() for quad in own]
        if len(quads) > _BULK:
            self.quads.bulk_extend(quads)
            self._bulky = True
        else:
            self.quads.extend(quads)
        self._digests.update({slug: digest for slug, (digest, _) in fresh.items() if digest})
        if self._table is not None:
            self._table.write(fresh, quads)
        fresh.clear()

    def _replace_catalogue(
        self, slug: str, catalogue: list[ox.Quad], counts: Counts, said: Counter[str]
    ) -> None:
        """Take out of the catalogue what only this policy said, and note what it says now."""
        old = self._files.read_part(slug)
        new = sorted({f"{quad.triple} ." for quad in catalogue})
        said.subtract(old)
        said.update(new)
        for quad in _parse("\n".join(line for line in old if said[line] <= 0)):
            self.quads.remove(quad)
        self._files.write_part(slug, new, counts)

    def _derive(self, said: Counter[str]) -> None:
        """Write anew what all policies together make: the links between parties, and the description of the store.

        Args:
            said: how many policies say each line of the catalogue.
        """
        self.quads.remove_graph(ox.NamedNode(DERIVED_GRAPH))
        links = same_parties(self.quads)
        self.quads.extend(links)
        for quad in described(self.quads):
            self.quads.remove(quad)
        lines = [line.removesuffix(" .") for line, times in said.items() if times > 0]
        lines += [str(link.triple) for link in links]
        counts = total(lines, map(self._files.read_counts, self._files.slugs()))
        self.quads.extend(description(self.quads, self.digest, counts))

    def _said(self) -> Counter[str]:
        """How many policies say each line of the catalogue."""
        said: Counter[str] = Counter()
        for slug in self._files.slugs():
            said.update(self._files.read_part(slug))
        return said

    def _load_ontology(self) -> None:
        digest = ontology_digest()
        if digest != self._ontology_digest:
            self.quads.remove_graph(ox.NamedNode(ONTOLOGY_GRAPH))
            self.quads.bulk_extend(ontology_quads())
            self._ontology_digest = digest
            self._derive(self._said())
            self._files.write_state(State(self._ontology_digest, self._digests))

    # -- reading -------------------------------------------------------------------------------

    def policies(self) -> list[PolicyEntry]:
        """The policies in the store, by slug."""
        entries = []
        for iri in sorted(each.value for each in instances(self.quads, PT.Policy)):
            provider = self._literal(iri, PT.provider)
            entries.append(
                PolicyEntry(
                    local(iri), provider, self._literal(iri, DCT.title), self._literal(iri, DCT.issued)
                )
            )
        return sorted(entries, key=lambda entry: entry.slug)

    def text(self, slug: str) -> str:
        """The policy's text, into which the offsets of its evidence point.

        Raises:
            UnknownNameError: there is no such policy.
        """
        graph = ox.NamedNode(policy_iri(as_name(slug, "policy")))
        for quad in self.quads.quads_for_pattern(graph, ox.NamedNode(PT.text), None, graph):
            return _value(quad.object)
        known = [entry.slug for entry in self.policies()]
        raise UnknownNameError(f"no policy {slug!r}", mend=offer(near_names(slug, known, cutoff=0.7), known))

    def query(self, text: str, bindings: Mapping[str, Term] | None = None) -> Answer:
        """Ask in SPARQL, over the union of all graphs; `GRAPH` still tells them apart.

        Args:
            text: a SPARQL 1.1 query; the prefixes of `vocabulary.PREFIXES` need no declaration.
            bindings: values of variables, which the query has to select. They are bound as terms,
                never pasted into the text.

        Raises:
            InputError: the query does not parse, asks another server, or does not select a variable of `bindings`.
        """
        check_local(text)
        substitutions = {ox.Variable(name): term for name, term in (bindings or {}).items()}
        try:
            return self.quads.query(
                text,
                prefixes=PREFIXES,
                use_default_graph_as_union=True,
                substitutions=substitutions,  # type: ignore[arg-type]  # any term will do
            )
        except SyntaxError as error:
            raise unparsable(text, error.msg) from error
        except RuntimeError as error:
            if "projection" in str(error):
                raise InputError(f"a parameter is not selected: {error}", mend="select it") from error
            raise

    def export(self, fmt: str) -> bytes:
        """Everything in the store, in one of `quads.FORMATS`: the same content gives the same bytes.

        Raises:
            InputError: there is no such format.
        """
        return serialized(self.quads.quads_for_pattern(None, None, None), fmt)

    def dataset(self) -> rdflib.Dataset:
        """The same store as an rdflib `Dataset` whose default graph is the union of all graphs."""
        import rdflib
        from oxrdflib import OxigraphStore

        dataset = rdflib.Dataset(store=OxigraphStore(store=self.quads), default_union=True)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def remember(self, name: str, make: Callable[[], T]) -> T:
        """What `make` makes of the store: made once, and again after the store has changed."""
        if name not in self._remembered:
            self._remembered[name] = make()
        made: T = self._remembered[name]
        return made

    def _literal(self, subject: str, predicate: str) -> str:
        found = self.quads.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, _CATALOGUE)
        return min((_value(quad.object) for quad in found), default="")

    def _need_writable(self) -> None:
        if not self._writable:
            raise StoreError(
                "the store is open for reading only",
                where=str(self._path),
                mend="open it with create=True",
            )


def _value(term: Any) -> str:
    """The IRI or lexical form of a term; the store holds no triple terms, which have neither."""
    return str(term.value)


def _split(slug: str, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> tuple[list[ox.Quad], list[ox.Quad]]:
    own, catalogue = [], []
    for quad in quads:
        if quad.graph_name == graph:
            own.append(quad)
        elif quad.graph_name == _CATALOGUE:
            catalogue.append(quad)
        else:
            raise InputError(f"a quad of policy {slug!r} is in graph {quad.graph_name}")
    return own, catalogue


def _parse(lines: str) -> Iterator[ox.Quad]:
    return ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)
