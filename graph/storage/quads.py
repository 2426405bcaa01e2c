"""Quads on their way into a store and out of it: the ontology's, and all of them as RDF."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from typing import Final

import pyoxigraph as ox

from policytrail.errors import InputError
from policytrail.ontology.vocabulary import ONTOLOGY_GRAPH, PREFIXES, RDF, SKOS, pt

FORMATS: Final[dict[str, ox.RdfFormat]] = {
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "turtle": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
"""RDF formats; Turtle, N-Triples and RDF/XML have no graph names."""

# Of the characters that texts may have, such as the form feed between pages.
_NO_XML: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


def instances(quads: ox.Store, class_iri: str) -> list[ox.NamedNode]:
    """The instances of a class in the catalogue, the default graph, that have an IRI; in no order."""
    found = quads.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(class_iri), ox.DefaultGraph())
    return [quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode)]


@cache
def ontology_quads() -> tuple[ox.Quad, ...]:
    """The ontology's triples as quads of its graph, with `skos:broaderTransitive` written out."""
    from policytrail.ontology.taxonomy import taxonomy

    graph = ox.NamedNode(ONTOLOGY_GRAPH)
    quads = [
        ox.Quad(quad.subject, quad.predicate, quad.object, graph)
        for turtle in _turtle()
        for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    ]
    concepts = taxonomy()
    broader = ox.NamedNode(SKOS.broaderTransitive)
    for concept in concepts.concepts:
        for ancestor in concepts.ancestors(concept):
            quads.append(ox.Quad(ox.NamedNode(pt(concept)), broader, ox.NamedNode(pt(ancestor)), graph))
    return tuple(quads)


@cache
def ontology_digest() -> str:
    """Changes whenever the ontology does."""
    return hashlib.sha256(b"\0".join(_turtle())).hexdigest()


def _turtle() -> list[bytes]:
    from policytrail.ontology.files import turtle_files

    return [file.read_bytes() for file in turtle_files()]


def serialized(quads: Iterable[ox.Quad], fmt: str) -> bytes:
    """Quads in one of `FORMATS`: the same quads give the same bytes, in whatever order.

    Raises:
        InputError: there is no such format, or it cannot hold a character that a text has.
    """
    if fmt not in FORMATS:
        raise InputError(f"no RDF format {fmt!r}", mend=f"one of {', '.join(FORMATS)}")
    form = FORMATS[fmt]
    prefixes = PREFIXES if form not in (ox.RdfFormat.N_QUADS, ox.RdfFormat.N_TRIPLES) else None
    if form.supports_datasets:
        return ox.serialize(sorted(quads, key=_order), format=form, prefixes=prefixes) or b""
    triples = [quad.triple for quad in sorted(quads, key=lambda quad: _order(quad)[1:])]
    written = ox.serialize(triples, format=form, prefixes=prefixes) or b""
    if form == ox.RdfFormat.RDF_XML and (found := _NO_XML.search(written)):
        raise InputError(
            f"XML has no character U+{ord(found[0].decode()):04X}, and a policy's text has it",
            mend="another format, such as turtle",
        )
    return written


def _order(quad: ox.Quad) -> tuple[str, str, str, str]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)
