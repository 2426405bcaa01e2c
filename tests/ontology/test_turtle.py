"""The Turtle files: what every concept has, and that the files agree with each other and with the code."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, BNode, Graph, URIRef

from policytrail.ingest.words.lexicon import SKIPPED
from policytrail.ingest.words.tokens import tokens
from policytrail.ontology.files import ontology_graph, shapes_graph, turtle_files
from policytrail.ontology.taxonomy import Concept, taxonomy
from policytrail.ontology.vocabulary import BASE, DPV, ONTOLOGY_GRAPH, PT, SCHEMES, pt

HERE = Path(__file__).parent
ROOTS = {"data": "Data", "recipient": "Recipient", "purpose": "Purpose"} | {
    "condition": "Condition",
    "retention": "RetentionRule",
}
CONCEPTS = tuple(taxonomy().concepts.values())
MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)


@cache
def ontology() -> Graph:
    return ontology_graph()


def label_key(label: str) -> tuple[str, ...]:
    """What the extractor compares: stems without the words that it skips; a gap stays a gap."""
    stems = []
    for word in label.split():
        if word == "*":
            stems.append(word)
            continue
        stems += [token.stem for token in tokens(word.replace("-", " ")) if token.word not in SKIPPED]
    return tuple(stems)


def test_the_concepts_are_those_of_the_annotation_guidelines() -> None:
    with (HERE / "concepts.tsv").open(newline="", encoding="utf-8") as file:
        wanted = {
            (row["scheme"], row["id"], frozenset(filter(None, row["broader"].split(";"))))
            for row in csv.DictReader(file, delimiter="\t")
        }
    found = {(c.scheme, c.id, frozenset(c.broader)) for c in CONCEPTS}
    missing = wanted - found
    assert not missing
    further = {id for _, id, _ in found - wanted}
    known = {id for _, id, _ in wanted}
    # What the ontology adds is narrower than a concept of the guidelines, or a root that they leave out.
    assert all(
        id in {"Condition", "RetentionRule"} or known & set(taxonomy().ancestors(id)) for id in further
    )


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda concept: concept.id)
def test_a_concept_is_complete(concept: Concept) -> None:
    node = URIRef(pt(concept.id))
    graph = ontology()
    types = set(graph.objects(node, RDF.type))
    assert {OWL.Class, OWL.NamedIndividual, SKOS.Concept} < types
    assert len(types) == 4, "its metaclass, nothing else"
    for predicate in (SKOS.prefLabel, SKOS.definition, SKOS.inScheme):
        assert len(list(graph.objects(node, predicate))) == 1
    assert concept.definition.endswith(".")
    concepts = {URIRef(pt(each.id)) for each in CONCEPTS}
    superclasses = set(graph.objects(node, RDFS.subClassOf)) & concepts
    assert superclasses == set(graph.objects(node, SKOS.broader))
    assert ROOTS[concept.scheme] in taxonomy().ancestors(concept.id)
    assert {taxonomy()[parent].scheme for parent in concept.broader} <= {concept.scheme}


@pytest.mark.parametrize("scheme", SCHEMES.values())
def test_no_phrase_means_two_concepts(scheme: str) -> None:
    meanings = defaultdict[tuple[str, ...], set[str]](set)
    for concept in CONCEPTS:
        if concept.scheme == scheme:
            for label in (concept.label, *concept.alt, *concept.hidden):
                assert label_key(label), f"{label!r} of {concept.id} has no word to look for"
                meanings[label_key(label)].add(concept.id)
    assert {" ".join(key): ids for key, ids in meanings.items() if len(ids) > 1} == {}


def test_gaps_stand_between_words() -> None:
    labels = [(c.id, label) for c in CONCEPTS for label in (c.label, *c.alt, *c.hidden)]
    assert [
        each for each in labels if each[1].startswith("*") or each[1].endswith("*") or "* *" in each[1]
    ] == []
    assert [each for each in labels if "*" in each[1].replace(" * ", " ")] == []
    shown = [(c.id, label) for c in CONCEPTS for label in (c.label, *c.alt)]
    assert [each for each in shown if "*" in each[1]] == []


def test_the_ontology_says_what_it_is() -> None:
    graph = ontology()
    (ontology_node,) = graph.subjects(RDF.type, OWL.Ontology)
    assert str(ontology_node) == ONTOLOGY_GRAPH
    version = graph.value(ontology_node, OWL.versionInfo)
    assert graph.value(ontology_node, OWL.versionIRI) == URIRef(f"{ONTOLOGY_GRAPH}/{version}")
    assert graph.value(ontology_node, DCTERMS.title)
    assert graph.value(ontology_node, DCTERMS.license) == URIRef(
        "https://www.apache.org/licenses/LICENSE-2.0"
    )
    assert not list(graph.subject_objects(OWL.imports))


def test_the_ontology_has_no_blank_nodes_and_no_undeclared_terms() -> None:
    graph = ontology()
    assert not [triple for triple in graph if any(isinstance(term, BNode) for term in triple)]
    declared = set(graph.subjects(RDF.type, None))
    own = {term for triple in graph for term in triple if isinstance(term, URIRef) and term.startswith(BASE)}
    assert own <= declared
    builtin = tuple(str(space) for space in (RDF, RDFS, OWL))
    used = {*graph.predicates(), *graph.objects(None, RDF.type)}
    assert {term for term in used if not str(term).startswith(builtin)} <= declared


def test_the_files_are_disjoint() -> None:
    graphs = [Graph().parse(data=file.read_bytes(), format="turtle") for file in turtle_files()]
    assert sum(map(len, graphs)) == len(ontology())


def test_every_core_term_of_the_code_is_in_the_ontology_and_the_other_way_round() -> None:
    in_code = {URIRef(value) for name, value in vars(PT).items() if not name.startswith("_")}
    graph = ontology()
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    in_ontology = {s for s in graph.subjects(RDF.type, None) if str(s).startswith(BASE)} - concepts
    assert in_code == in_ontology
    for term in in_ontology:
        assert graph.value(term, RDFS.label)
        if (term, RDF.type, SKOS.ConceptScheme) not in graph:
            assert graph.value(term, SKOS.definition), f"{term} has no definition"


def test_shapes_look_at_terms_that_exist() -> None:
    shapes = shapes_graph()
    graph = ontology()
    used = {
        term
        for predicate in (SH.path, SH.targetClass, SH.targetSubjectsOf, SH["class"], SH.hasValue)
        for term in shapes.objects(None, predicate)
        if str(term).startswith(BASE)
    }
    assert used
    assert {term for term in used if not graph.value(term, RDF.type)} == set()


def test_every_constraint_says_what_is_wrong_and_how_to_mend_it() -> None:
    shapes = shapes_graph()
    helpers = set(shapes.objects(URIRef(BASE + "WithPeriodShape"), SH.property)) | set(
        shapes.objects(None, SH["not"] / SH.property)
    )
    helpers |= set(shapes.objects(URIRef(BASE + "WithoutPeriodShape"), SH.property))
    for constraint in set(shapes.objects(None, SH.property)) - helpers:
        assert shapes.value(constraint, SH.message) and shapes.value(constraint, SH.description)
    constraints = (SH.nodeKind, SH["class"], SH["not"], SH["or"])
    for shape in {node for each in (SH.targetClass, SH.targetSubjectsOf) for node in shapes.subjects(each)}:
        if any((shape, each, None) in shapes for each in constraints):
            assert shapes.value(shape, SH.message) and shapes.value(shape, SH.description)
    assert not set(shapes.subjects(SH.sparql, None)), "slow on large graphs"


def test_the_alignment_points_to_terms_of_dpv_that_exist() -> None:
    terms = {URIRef(line) for line in (HERE / "dpv-terms.txt").read_text().split()}
    graph = ontology()
    matched = {(s, o) for match in MATCHES for s, o in graph.subject_objects(match)}
    assert len(matched) > 90
    assert {o for _, o in matched} <= terms
    assert {s for s, _ in matched} <= {s for s in graph.subjects(RDF.type, None) if str(s).startswith(BASE)}
    assert {o for o in graph.objects() if str(o).startswith(DPV.NS)} <= terms | {URIRef(DPV.Process)}
    exact = list(graph.subject_objects(SKOS.exactMatch))
    assert len({s for s, _ in exact}) == len({o for _, o in exact}) == len(exact), "one to one"
