"""The ontology's Turtle files, found wherever the package is installed."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Final

from policytrail.ontology.vocabulary import PREFIXES, XSD

if TYPE_CHECKING:
    import rdflib

TAXONOMIES: Final = ("data.ttl", "recipients.ttl", "purposes.ttl", "conditions.ttl", "retention.ttl")
"""The files of the concept schemes."""

ONTOLOGY: Final = ("core.ttl", *TAXONOMIES, "alignment-dpv.ttl")
"""The files that make up the ontology; the SHACL shapes are apart."""

SHAPES: Final = "shapes.ttl"


def turtle_file(name: str) -> Traversable:
    """One of the Turtle files by its name, such as `"core.ttl"`."""
    return files("policytrail.ontology").joinpath(name)


def turtle_files() -> tuple[Traversable, ...]:
    """The files of the ontology, without the shapes, in a fixed order."""
    return tuple(turtle_file(name) for name in ONTOLOGY)


def ontology_graph() -> rdflib.Graph:
    """The ontology as a new rdflib graph, with the project's prefixes bound.

    >>> from policytrail.ontology.vocabulary import PT, pt
    >>> from rdflib import RDF, URIRef
    >>> (URIRef(pt("CallDetailRecord")), RDF.type, URIRef(PT.DataCategory)) in ontology_graph()
    True
    """
    return _graph(turtle_files())


def shapes_graph() -> rdflib.Graph:
    """The SHACL shapes as a new rdflib graph."""
    return _graph((turtle_file(SHAPES),))


def _graph(sources: tuple[Traversable, ...]) -> rdflib.Graph:
    # Parsed by pyoxigraph, which is five times as fast as rdflib's own reader of Turtle.
    import pyoxigraph as ox
    import rdflib
    from rdflib.term import BNode, Literal, URIRef

    def term(value: object) -> BNode | Literal | URIRef:
        if isinstance(value, ox.NamedNode):
            return URIRef(value.value)
        if isinstance(value, ox.BlankNode):
            return BNode(value.value)
        if isinstance(value, ox.Literal):
            if value.language:
                return Literal(value.value, lang=value.language)
            kind = value.datatype.value
            return Literal(value.value, datatype=None if kind == XSD.string else URIRef(kind))
        raise TypeError(f"no RDF 1.1 term: {value}")

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for source in sources:
        for quad in ox.parse(source.read_bytes(), format=ox.RdfFormat.TURTLE):
            graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return graph
