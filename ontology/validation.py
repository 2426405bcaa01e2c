"""SHACL: does a graph have the shape that the ontology asks for?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final

from policytrail.ontology.files import ontology_graph, shapes_graph
from policytrail.ontology.vocabulary import SKOS, local

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

# The lexicon is two thirds of the ontology, and no shape looks at it.
_LEXICON: Final = frozenset({SKOS.altLabel, SKOS.hiddenLabel})


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One way in which a node does not have the shape that it should have.

    `focus` is the node's IRI, `path` the property (empty: the node itself), `value` the value that is
    wrong (empty: one is missing, or there are too many), `mend` what to do.
    """

    focus: str
    path: str
    value: str
    message: str
    mend: str

    def __str__(self) -> str:
        where = f"{self.focus} {local(self.path)}" if self.path else self.focus
        return f"{where}: {self.message}{f' Found {self.value}.' if self.value else ''} {self.mend}"


@dataclass(frozen=True, slots=True)
class Report:
    """What validation found: nothing, if the graph conforms. Findings are sorted."""

    findings: tuple[Finding, ...]
    triples: int

    @property
    def conforms(self) -> bool:
        """Whether there is nothing to mend."""
        return not self.findings


def validate(graph: rdflib.Graph | rdflib.Dataset) -> Report:
    """Check policies' graphs and their catalogue against shapes.ttl.

    Args:
        graph: a graph, or a dataset whose graphs are taken together. The ontology is added to it.
            It is not changed.

    Returns:
        a report; `report.conforms` says whether all is well.
    """
    import pyshacl
    from rdflib.namespace import RDF, SH

    data = merged(graph)
    shapes = shapes_graph()
    # `data` is a copy of our own, so pyshacl need not make another.
    results = pyshacl.validate(data, shacl_graph=shapes, inplace=True)[1]
    if isinstance(results, Exception):
        raise results
    findings = set()
    for result in results.subjects(RDF.type, SH.ValidationResult):
        shape = results.value(result, SH.sourceShape)
        findings.add(
            Finding(
                focus=str(results.value(result, SH.focusNode)),
                path=_text(results.value(result, SH.resultPath)),
                value=_text(results.value(result, SH.value)),
                message=_text(results.value(result, SH.resultMessage)),
                mend=_text(shapes.value(shape, SH.description)),
            )
        )
    return Report(tuple(sorted(findings)), len(data))


def merged(graph: rdflib.Graph | rdflib.Dataset) -> rdflib.Graph:
    """The triples of a graph, or of all graphs of a dataset, and of the ontology without its lexicon."""
    import rdflib

    data = rdflib.Graph(bind_namespaces="none")
    for triple in chain(_triples(graph), _ontology()):
        data.add(triple)
    return data


@cache
def _ontology() -> tuple[tuple[Node, Node, Node], ...]:
    return tuple(triple for triple in ontology_graph() if str(triple[1]) not in _LEXICON)


def _triples(graph: rdflib.Graph | rdflib.Dataset) -> Iterator[tuple[Node, Node, Node]]:
    import rdflib
    from rdflib.namespace import XSD

    quads = graph.quads() if isinstance(graph, rdflib.Dataset) else graph
    for subject, predicate, value, *_ in quads:
        if str(predicate) in _LEXICON:
            continue
        if isinstance(value, rdflib.Literal) and value.datatype == XSD.string:
            # To rdflib "may" and "may"^^xsd:string differ; stores give the one, Turtle the other.
            value = rdflib.Literal(str(value))
        yield subject, predicate, value


def _text(node: object) -> str:
    return "" if node is None else str(node)
