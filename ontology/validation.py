"""Does a graph have the shape that the ontology asks for, by SHACL and by what SHACL cannot see?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final

from policytrail.errors import near_names
from policytrail.ontology.durations import DURATION, months
from policytrail.ontology.files import ontology_graph, shapes_graph
from policytrail.ontology.taxonomy import taxonomy
from policytrail.ontology.vocabulary import BASE, OA, PT, RDF, SKOS, local

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

# The lexicon is two thirds of the ontology, and no shape looks at it.
_LEXICON: Final = frozenset({SKOS.altLabel, SKOS.hiddenLabel})


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One way in which a node does not have the shape that it should have.

    `focus` is the node's IRI, `path` the property (empty: the node itself), `value` the value that is
    wrong (empty: one is missing, or there are too many), `mend` what to do, `place` the words on which
    the node rests, with their policy and their offsets (empty: it rests on none).
    """

    focus: str
    path: str
    value: str
    message: str
    mend: str
    place: str = ""

    def __str__(self) -> str:
        where = f"{self.focus} {local(self.path)}" if self.path else self.focus
        found = f" Found {_labelled(self.value)}." if self.value not in ("", self.focus) else ""
        return f"{where}: {self.message}{found} {self.mend}{f' See {self.place}' if self.place else ''}"


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
    """Check policies' graphs and their catalogue: against shapes.ttl, and that quotations are in the texts.

    Args:
        graph: a graph, or a dataset whose graphs are taken together. The ontology is added to it.
            It is not changed.

    Returns:
        a report; `report.conforms` says whether all is well.
    """
    import pyshacl
    from rdflib.namespace import SH
    from rdflib.term import URIRef

    data = merged(graph)
    shapes = shapes_graph()
    # `data` is a copy of our own, so pyshacl need not make another.
    results = pyshacl.validate(data, shacl_graph=shapes, inplace=True)[1]
    if isinstance(results, Exception):
        raise results
    findings = {*_unknown_terms(data), *_changed_texts(data), *_misquoted(data), *_miscounted(data)}
    for result in results.subjects(URIRef(RDF.type), SH.ValidationResult):
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
    placed = (replace(each, place=_place(data, URIRef(each.focus))) for each in findings)
    return Report(tuple(sorted(placed)), len(data))


def _unknown_terms(data: rdflib.Graph) -> Iterator[Finding]:
    """Properties and classes in the ontology's namespace that nothing declares: no shape looks at them."""
    from rdflib.term import URIRef

    a = URIRef(RDF.type)
    own = {str(subject) for subject in data.subjects(a) if str(subject).startswith(BASE)}

    def finding(subject: Node, path: Node, term: Node) -> Finding:
        name = local(str(term))
        near = near_names(
            name, (each for each in map(local, own) if each[:1].islower() == name[:1].islower())
        )
        offer = f" Did you mean {' or '.join(f'pt:{each}' for each in near)}?" if near else ""
        return Finding(
            focus=str(subject),
            path=str(path),
            value="" if term == path else str(term),
            message=f"The ontology has no term pt:{name}.",
            mend=f"Use one that ontology/core.ttl defines.{offer}",
        )

    for term in set(data.predicates()) | set(data.objects(None, a)):
        if str(term).startswith(BASE) and str(term) not in own:
            yield from (finding(subject, term, term) for subject in data.subjects(term))
            yield from (finding(subject, a, term) for subject in data.subjects(a, term))


def _changed_texts(data: rdflib.Graph) -> Iterator[Finding]:
    """Policies whose text is not the one that was hashed."""
    from rdflib.term import URIRef

    for policy, text in data.subject_objects(URIRef(PT.text)):
        digest = "sha256:" + hashlib.sha256(str(text).encode("utf-8")).hexdigest()
        for said in data.objects(policy, URIRef(PT.textHash)):
            if str(said) != digest:
                yield Finding(
                    focus=str(policy),
                    path=PT.textHash,
                    value=str(said),
                    message="The hash is not that of the policy's text.",
                    mend="Build the policy again.",
                )


def _misquoted(data: rdflib.Graph) -> Iterator[Finding]:
    """Evidence that does not stand in its text, or stands in the text of another policy."""
    from rdflib.term import URIRef

    stated_in, has_source, has_selector = URIRef(PT.statedIn), URIRef(OA.hasSource), URIRef(OA.hasSelector)
    for target, policy in data.subject_objects(has_source):
        selectors = list(data.objects(target, has_selector))
        quote, start, end = (
            next(
                (getattr(value, "value", None) for each in selectors for value in data.objects(each, what)),
                None,
            )
            for what in map(URIRef, (OA.exact, OA.start, OA.end))
        )
        text = data.value(policy, URIRef(PT.text))
        if text is None or not (isinstance(quote, str) and isinstance(start, int) and isinstance(end, int)):
            continue  # the shapes say so
        there = str(text)[start:end]
        if there != quote or len(quote) != end - start:
            yield Finding(
                focus=str(target),
                path=OA.hasSelector,
                value=f"“{there[:60]}”" if there else "nothing",
                message=f"The quotation “{quote[:60]}” does not stand in the text from {start} to {end}.",
                mend="Count Unicode code points of the stored text from 0; the end is exclusive.",
            )
    for statement, annotation in data.subject_objects(URIRef(PT.evidence)):
        stated = set(data.objects(statement, stated_in))
        for target in data.objects(annotation, URIRef(OA.hasTarget)):
            for policy in set(data.objects(target, has_source)) - stated if stated else ():
                yield Finding(
                    focus=str(statement),
                    path=PT.evidence,
                    value=str(policy),
                    message="A statement rests on the text of the policy that states it.",
                    mend="Let oa:hasSource of its evidence and pt:statedIn be the same policy.",
                )


def _miscounted(data: rdflib.Graph) -> Iterator[Finding]:
    """Periods that are of another number of months than is said."""
    from rdflib.term import URIRef

    for retention, period in data.subject_objects(URIRef(PT.period)):
        if not DURATION.fullmatch(str(period)):
            continue  # the shapes say so
        right = months(str(period))
        for said in data.objects(retention, URIRef(PT.months)):
            if getattr(said, "value", None) != right:
                yield Finding(
                    focus=str(retention),
                    path=PT.months,
                    value=str(said),
                    message=f"The months are not those of the period, {period}.",
                    mend=f"Give {right}: the period in whole months, rounded to the nearest.",
                )


def _place(data: rdflib.Graph, focus: Node) -> str:
    """The words that a statement, or a part of its evidence, is about: policy, offsets, quotation."""
    from rdflib.term import URIRef

    node: Node | None = focus
    for step in (PT.evidence, OA.hasTarget):
        node = data.value(node, URIRef(step)) or node
    policy = data.value(node, URIRef(OA.hasSource))
    selectors = list(data.objects(node, URIRef(OA.hasSelector)))
    start, end, quote = (
        next((str(value) for each in selectors for value in data.objects(each, URIRef(what))), "?")
        for what in (OA.start, OA.end, OA.exact)
    )
    return f"{local(str(policy))}, {start} to {end}: “{quote[:60]}”" if policy else ""


def _labelled(value: str) -> str:
    """A value as people read it: a concept with its label."""
    label = taxonomy().label(local(value)) if value.startswith(BASE) else ""
    return f"pt:{local(value)}{f' ({label})' if label != local(value) else ''}" if label else value


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
