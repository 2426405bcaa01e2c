"""OWL reasoning with HermiT, through owlready2: can what a graph says be true at all?

HermiT says whether a graph is consistent, and nothing on where a fault lies. `find_clashes` looks for
the faults that people make, by itself: an individual that is of two disjoint classes, by its types or
by the domain or range of a property.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Final

from policytrail.errors import MissingToolError, PolicytrailError
from policytrail.ontology.files import ontology_graph
from policytrail.ontology.vocabulary import BASE, OA, OWL, PT, RDF, RDFS, local

if TYPE_CHECKING:
    import rdflib

Triple = tuple[str, str, str]

_SCHEMA: Final = frozenset({RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.disjointWith})
_META: Final = (OWL.NS, RDF.NS, RDFS.NS)


@dataclass(frozen=True, slots=True, order=True)
class Clash:
    """An individual that is of two disjoint classes, and the triples that make it so."""

    individual: str
    classes: tuple[str, str]
    because: tuple[Triple, ...]

    def __str__(self) -> str:
        first, second = (local(each) for each in self.classes)
        said = "; ".join(f"{s} {local(p)} {local(o)}" for s, p, o in self.because)
        return f"{local(self.individual)} would be a {first} and a {second}, and nothing is both: {said}"


@dataclass(frozen=True, slots=True)
class Consistency:
    """What the reasoner says of a graph together with the ontology.

    Attributes:
        consistent: HermiT's word on the whole.
        clashes: where the fault lies, as far as `find_clashes` sees it; HermiT gives no reasons.
        triples: how many triples HermiT was given.
    """

    consistent: bool
    clashes: tuple[Clash, ...]
    triples: int


def check_consistency(graph: rdflib.Graph | rdflib.Dataset | None = None) -> Consistency:
    """Ask HermiT whether a graph and the ontology can be true together.

    Args:
        graph: policies' graphs and their catalogue; the graphs of a dataset are taken together. None:
            the ontology alone. It is not changed. Only what OWL needs of it goes to HermiT: types,
            hierarchies, and the project's own relations without evidence and literals.

    Raises:
        MissingToolError: there is no Java.
        PolicytrailError: HermiT fails.
    """
    triples = owl_triples(graph)
    consistent = _ask_hermit(triples)
    return Consistency(consistent, () if consistent else find_clashes(triples), len(triples))


def owl_triples(graph: rdflib.Graph | rdflib.Dataset | None = None) -> list[Triple]:
    """What OWL needs of a graph and of the ontology, every individual declared as one; sorted."""
    from rdflib.term import URIRef

    ontology = ontology_graph()
    relations, literal_relations = (
        {str(s) for s in ontology.subjects(URIRef(RDF.type), URIRef(kind))}
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
    )
    # Evidence and what stands in literals have no part in any axiom that can fail.
    relations = {each for each in relations if each.startswith(BASE)} - {PT.evidence}
    kept = relations | _SCHEMA | {RDF.type, OWL.sameAs}
    dropped = literal_relations | {PT.evidence}
    found: set[Triple] = set()
    for source in (ontology, graph if graph is not None else ()):
        for quad in source:
            s, p, o = (str(term) for term in quad[:3])
            if p in kept and isinstance(quad[2], URIRef) and not o.startswith(OA.NS) and s not in dropped:
                found.add((s, p, o))
    individuals = {s for s, p, o in found if p == RDF.type and not o.startswith(_META)}
    individuals |= {end for s, p, o in found if p in relations or p == OWL.sameAs for end in (s, o)}
    found |= {(each, RDF.type, OWL.NamedIndividual) for each in individuals}
    return sorted(found)


def find_clashes(triples: Iterable[Triple]) -> tuple[Clash, ...]:
    """Individuals of two disjoint classes, by type, or by domain or range of a property; sorted.

    This sees every fault that the ontology's own axioms can have, which are hierarchies, domains,
    ranges and disjoint classes; `owl:sameAs` and axioms of other kinds it does not follow.
    """
    facts: defaultdict[str, list[Triple]] = defaultdict(list)
    for triple in triples:
        facts[triple[1]].append(triple)
    parents: defaultdict[str, set[str]] = defaultdict(set)
    for s, _, o in facts[RDFS.subClassOf]:
        parents[s].add(o)
    disjoint = {frozenset((s, o)) for s, _, o in facts[OWL.disjointWith]}
    ends = {which: defaultdict[str, list[str]](list) for which in (RDFS.domain, RDFS.range)}
    for which, restricted in ends.items():
        for s, _, o in facts[which]:
            restricted[s].append(o)

    # individual -> class -> its type, or else every triple that puts it there
    types: defaultdict[str, dict[str, set[Triple]]] = defaultdict(dict)
    for s, p, o in facts[RDF.type]:
        if not o.startswith(_META):
            types[s][o] = {(s, p, o)}
    for p in facts.keys() & (ends[RDFS.domain].keys() | ends[RDFS.range].keys()):
        for s, _, o in facts[p]:
            for individual, which in ((s, RDFS.domain), (o, RDFS.range)):
                for each in ends[which].get(p, ()):
                    because = types[individual].setdefault(each, set())
                    if (individual, RDF.type, each) not in because:
                        because.add((s, p, o))

    above = {each: _upwards(each, parents) for classes in types.values() for each in classes}

    @cache
    def clash(a: str, b: str) -> bool:
        return any(frozenset((x, y)) in disjoint for x in above[a] for y in above[b])

    found = []
    for individual, classes in types.items():
        # A broader class adds nothing where the individual is of a narrower one.
        narrowest = [a for a in classes if not any(a != b and a in above[b] for b in classes)]
        found += [
            Clash(individual, (a, b), tuple(sorted(classes[a] | classes[b])))
            for a, b in combinations(sorted(narrowest), 2)
            if clash(a, b)
        ]
    return tuple(sorted(found))


def _upwards(start: str, parents: Mapping[str, Collection[str]]) -> set[str]:
    seen, open_ = {start}, [start]
    while open_:
        fresh = set(parents.get(open_.pop(), ())) - seen
        seen |= fresh
        open_ += fresh
    return seen


def _ask_hermit(triples: Iterable[Triple]) -> bool:
    import owlready2  # type: ignore[import-untyped]

    lines = "".join(f"<{_iri(s)}> <{_iri(p)}> <{_iri(o)}> .\n" for s, p, o in triples)
    world = owlready2.World()
    try:
        world.get_ontology(BASE).load(fileobj=io.BytesIO(lines.encode()))
        owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    except FileNotFoundError as error:
        raise MissingToolError(
            "HermiT needs Java, and there is none",
            mend="install a Java runtime (11 or newer; Debian: default-jre-headless)",
        ) from error
    except owlready2.base.OwlReadyJavaError as error:
        raise PolicytrailError(f"HermiT failed: {error}") from error
    finally:
        world.close()
    return True


def _iri(iri: str) -> str:
    """An IRI fit for N-Triples, whatever it holds."""
    return re.sub(r'[\x00-\x20<>"{}|^`\\]', lambda match: f"%{ord(match.group()):02X}", iri)
