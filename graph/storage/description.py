"""What a store holds, as the catalogue says it to those who cite or harvest it: a dataset in VoID and DCAT.

The dataset is what the policies put in: the graph of each, which is a subset, their parts of the catalogue,
and the links between parties. The ontology, to which it conforms, and the description itself are not
counted. Nothing here comes from a clock, so that the same policies give the same bytes: the period is that
of the policies' dates. No licence is named: the texts are the providers', and only who publishes a store
knows what it may grant.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from policytrail import __version__
from policytrail.graph.storage.quads import instances
from policytrail.graph.wording import listed
from policytrail.ontology.vocabulary import (
    DCAT,
    DCT,
    FOAF,
    ID,
    ONTOLOGY_GRAPH,
    OWL,
    PREFIXES,
    PROV,
    PT,
    RDF,
    SKOS,
    VOID,
)

_ABOUT: Final = (
    "What privacy policies say on collecting, using, sharing, selling and keeping data, each statement with the exact"
    " words that it rests on. One named graph a policy. What is counted is what the policies say, without the ontology."
)
_SHOWN: Final = 4  # providers named in the title
_CATALOGUE: Final = ox.DefaultGraph()
_A: Final = f"<{RDF.type}>"

_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(slots=True)
class Counts:
    """How much some triples are: classes with their instances, properties with their triples, by IRI."""

    triples: int = 0
    subjects: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)


def count(lines: Iterable[str]) -> Counts:
    """Count triples, each given once, as `str(quad.triple)`.

    >>> count(["<urn:a> <urn:p> <urn:b>", '<urn:a> <urn:p> "c d"'])
    Counts(triples=2, subjects=1, classes=Counter(), properties=Counter({'urn:p': 2}))
    """
    subjects = set()
    properties, classes = Counter[str](), Counter[str]()
    for line in lines:
        subject, predicate, value = line.split(" ", 2)
        subjects.add(subject)
        properties[predicate] += 1
        if predicate == _A:
            classes[value] += 1
    return Counts(properties.total(), len(subjects), _bare(classes), _bare(properties))


def total(catalogue: Iterable[str], graphs: Iterable[Counts]) -> Counts:
    """Count what policies put in: the lines of the catalogue with the links between parties, and their graphs."""
    sum_ = count(catalogue)
    for counts in graphs:
        sum_.triples += counts.triples
        sum_.subjects += counts.subjects
        sum_.classes.update(counts.classes)
        sum_.properties.update(counts.properties)
    # A policy stands in the catalogue, and with its text in its graph; whatever else is in a graph is in no other.
    sum_.subjects -= sum_.properties[PT.text]
    return sum_


def _bare(counted: Counter[str]) -> Counter[str]:
    return Counter({term[1:-1]: number for term, number in counted.items()})


def subset(graph: ox.NamedNode, counts: Counts) -> list[ox.Quad]:
    """What the catalogue says of the graph of one policy."""
    about = (
        (RDF.type, _iri(VOID.Dataset)),
        (VOID.triples, _number(counts.triples)),
        (VOID.distinctSubjects, _number(counts.subjects)),
    )
    return [ox.Quad(graph, _iri(predicate), value, _CATALOGUE) for predicate, value in about]


def described(quads: ox.Store) -> list[ox.Quad]:
    """The description that a store has: what is said of its dataset, and of what is named after that."""
    found: list[ox.Quad] = []
    for dataset in instances(quads, DCAT.Dataset):
        about = list(quads.quads_for_pattern(dataset, None, None, _CATALOGUE))
        found += about
        for part in {quad.object for quad in about}:
            if isinstance(part, ox.NamedNode) and part.value.startswith(f"{dataset.value}#"):
                found += quads.quads_for_pattern(part, None, None, _CATALOGUE)
    return found


def description(quads: ox.Store, digest: str, counts: Counts) -> list[ox.Quad]:
    """The description of a store, nothing if there is no policy.

    Args:
        quads: what it holds.
        digest: of what it holds: the dataset of other policies is another one.
        counts: how much the policies put in.
    """
    policies = sorted(instances(quads, PT.Policy), key=str)
    if not policies:
        return []
    names = sorted(_name(quads, each) for each in instances(quads, PT.Provider))
    if len(names) > _SHOWN:
        names[_SHOWN - 1 :] = [f"{len(names) - _SHOWN + 1} others"]
    dates = sorted(
        (quad.object for quad in quads.quads_for_pattern(None, _iri(DCT.issued), None, _CATALOGUE)), key=str
    )
    used = {*counts.classes, *counts.properties}
    vocabularies = {space for space in PREFIXES.values() if any(term.startswith(space) for term in used)}
    versions = quads.quads_for_pattern(None, _iri(OWL.versionIRI), None, _iri(ONTOLOGY_GRAPH))

    dataset = f"{ID}dataset/{digest[:16]}"
    said: list[ox.Quad] = []

    def say(part: str, *about: tuple[str, _Term]) -> ox.NamedNode:
        node = _iri(f"{dataset}#{part}" if part else dataset)
        said.extend(ox.Quad(node, _iri(predicate), value, _CATALOGUE) for predicate, value in about)
        return node

    software = say(
        "software",
        (RDF.type, _iri(PROV.SoftwareAgent)),
        (FOAF.name, ox.Literal("policytrail")),
        (DCAT.version, ox.Literal(__version__)),
    )
    parts: list[tuple[str, _Term]] = [(DCT.creator, software)]
    if dates:
        period = ((DCAT.startDate, dates[0]), (DCAT.endDate, dates[-1]))
        parts.append((DCT.temporal, say("period", (RDF.type, _iri(DCT.PeriodOfTime)), *period)))
    for term, number in counts.classes.items():
        entities = ((VOID.class_, _iri(term)), (VOID.entities, _number(number)))
        parts.append((VOID.classPartition, say(f"class-{_hash(term)}", *entities)))
    for term, number in counts.properties.items():
        triples = ((VOID.property, _iri(term)), (VOID.triples, _number(number)))
        parts.append((VOID.propertyPartition, say(f"property-{_hash(term)}", *triples)))
    say(
        "",
        (RDF.type, _iri(VOID.Dataset)),
        (RDF.type, _iri(DCAT.Dataset)),
        (DCT.title, _text(f"Data flows in the privacy policies of {listed(names)}")),
        (DCT.description, _text(_ABOUT)),
        (DCAT.keyword, _text("privacy policy")),
        (DCAT.keyword, _text("data flow")),
        (DCAT.version, ox.Literal(digest[:16])),
        *((DCT.conformsTo, quad.object) for quad in versions),
        (VOID.triples, _number(counts.triples)),
        (VOID.distinctSubjects, _number(counts.subjects)),
        (VOID.classes, _number(len(counts.classes))),
        (VOID.properties, _number(len(counts.properties))),
        (VOID.uriSpace, ox.Literal(ID)),
        *((VOID.vocabulary, _iri(space)) for space in vocabularies),
        *((VOID.exampleResource, each) for each in _examples(quads, policies[0])),
        *((VOID.subset, policy) for policy in policies),
        *parts,
    )
    return said


def _examples(quads: ox.Store, policy: ox.NamedNode) -> list[_Term]:
    """A policy, its provider, and the first of its statements."""
    statements = {quad.subject for quad in quads.quads_for_pattern(None, _iri(PT.statedIn), policy, policy)}
    found: list[_Term] = [policy, *sorted(statements, key=str)[:1]]
    return found + [
        quad.object for quad in quads.quads_for_pattern(policy, _iri(PT.provider), None, _CATALOGUE)
    ]


def _name(quads: ox.Store, provider: ox.NamedNode) -> str:
    found = quads.quads_for_pattern(provider, _iri(SKOS.prefLabel), None, _CATALOGUE)
    return min((quad.object.value for quad in found if isinstance(quad.object, ox.Literal)), default="?")


def _hash(term: str) -> str:
    return hashlib.sha256(term.encode()).hexdigest()[:16]


def _iri(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _text(words: str) -> ox.Literal:
    return ox.Literal(words, language="en")


def _number(number: int) -> ox.Literal:
    return ox.Literal(number)
