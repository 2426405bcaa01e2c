"""What a store says of itself in its catalogue: a dataset that can be cited, with counts that are right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from policytrail import __version__
from policytrail.graph.storage import store as store_module
from policytrail.graph.storage.store import Store
from policytrail.ingest.policy import Policy
from policytrail.ingest.rdf import policy_quads
from policytrail.ontology.vocabulary import ONTOLOGY_GRAPH, RDF, party_iri, policy_iri, pt

World = Callable[[str], Store]
Policies = Callable[[str], list[Policy]]
CLAUSES = (
    "acme@2020-05 shares CallDetailRecord with org:Bell + ServiceProvider\nacme@2020-05 is CommunicationsProvider\n"
    "bell@2019 keeps Voicemail until FixedPeriod:P18M\nbell@2019 never sells Voicemail with org:Google"
)


def answers(store: Store, query: str) -> dict[str, str]:
    """The first and the last column of a query's rows."""
    rows = [[term.value for term in row] for row in store.query(query)]  # type: ignore[union-attr]
    return {row[0]: row[-1] for row in rows}


def dataset(store: Store) -> str:
    (iri,) = answers(store, "SELECT ?d { ?d a dcat:Dataset }")
    return iri


def said(store: Store) -> tuple[int, int, dict[str, int], dict[str, int]]:
    """What the description says: triples, subjects, classes, properties."""
    numbers = answers(store, "SELECT ?p ?n { ?d a dcat:Dataset ; ?p ?n FILTER isNumeric(?n) }")
    classes = answers(
        store,
        "SELECT ?c ?n { ?d a dcat:Dataset ; void:classPartition [ void:class ?c ; void:entities ?n ] }",
    )
    properties = answers(
        store,
        "SELECT ?c ?n { ?d a dcat:Dataset ; void:propertyPartition [ void:property ?c ; void:triples ?n ] }",
    )
    void = "http://rdfs.org/ns/void#"
    assert int(numbers[void + "classes"]) == len(classes)
    assert int(numbers[void + "properties"]) == len(properties)
    return (
        int(numbers[void + "triples"]),
        int(numbers[void + "distinctSubjects"]),
        {term: int(number) for term, number in classes.items()},
        {term: int(number) for term, number in properties.items()},
    )


def counted(store: Store) -> tuple[int, int, dict[str, int], dict[str, int]]:
    """The same, counted anew."""
    triples = [
        quad.triple
        for quad in store.quads.quads_for_pattern(None, None, None)
        if quad.graph_name != ox.NamedNode(ONTOLOGY_GRAPH)
        and not quad.subject.value.startswith(dataset(store))  # type: ignore[union-attr]
    ]
    assert len(set(triples)) == len(triples)
    classes = Counter(t.object.value for t in triples if t.predicate.value == RDF.type)  # type: ignore[union-attr]
    properties = Counter(t.predicate.value for t in triples)
    return len(triples), len({t.subject for t in triples}), dict(classes), dict(properties)


def test_the_counts_of_the_samples_are_right(gold_store: Path) -> None:
    with Store.open(gold_store) as store:
        assert said(store) == counted(store)
        for entry in store.policies():
            graph = ox.NamedNode(policy_iri(entry.slug))
            own = [quad.subject for quad in store.quads.quads_for_pattern(None, None, None, graph)]
            numbers = answers(
                store, f"SELECT ?p ?n {{ ?d void:subset {graph} . {graph} ?p ?n FILTER isNumeric(?n) }}"
            )
            assert sorted(map(int, numbers.values())) == [len(set(own)), len(own)]


def test_the_counts_stay_right_whatever_is_built_changed_or_forgotten(
    world: World, policies: Policies, tmp_path: Path
) -> None:
    quads = list(world(CLAUSES).quads.quads_for_pattern(None, None, None))
    with Store.open(tmp_path, create=True) as store:
        for change in (CLAUSES, CLAUSES.replace("Bell", "Google"), "acme@2020-05 sells Name", CLAUSES):
            store.load((policy.slug, policy_quads(policy)) for policy in policies(change))
            assert said(store) == counted(store)
        assert set(store.quads.quads_for_pattern(None, None, None)) == set(quads)
        store.replace("bell-2019", [])
        assert said(store) == counted(store)
        assert party_iri("bell") not in answers(store, "SELECT ?p { ?p a pt:Provider }")
        store.replace("acme-2020", [])
        assert answers(store, "SELECT ?d { ?d a void:Dataset }") == {}
        assert list(tmp_path.glob("catalogue/*")) == []


def test_a_dataset_says_what_it_is(world: World) -> None:
    store = world(CLAUSES)
    about = answers(store, "SELECT ?p ?o { ?d a dcat:Dataset ; ?p ?o }")
    assert about["http://purl.org/dc/terms/title"] == "Data flows in the privacy policies of Acme and Bell"
    versions = answers(store, f"SELECT ?v {{ <{ONTOLOGY_GRAPH}> owl:versionIRI ?v }}")
    assert about["http://purl.org/dc/terms/conformsTo"] in versions
    made = answers(store, "SELECT ?name ?v { ?d dcterms:creator [ foaf:name ?name ; dcat:version ?v ] }")
    assert made == {"policytrail": __version__}
    period = "SELECT ?a ?b { ?d dcterms:temporal [ dcat:startDate ?a ; dcat:endDate ?b ] }"
    assert answers(store, period) == {"2019": "2020-05"}
    used = answers(store, "SELECT ?v { ?d void:vocabulary ?v }")
    assert {"http://www.w3.org/ns/oa#", "http://www.w3.org/ns/prov#", pt("")} <= used.keys()
    assert not any(space.startswith("https://w3id.org/policytrail/id") for space in used)
    examples = answers(
        store, "SELECT ?e (COUNT(?p) AS ?n) { ?d void:exampleResource ?e . ?e ?p ?o } GROUP BY ?e"
    )
    assert len(examples) == 3, "a policy, a provider and a statement, of all of which something is said"


def test_many_providers_are_not_all_named_in_the_title(world: World) -> None:
    store = world("\n".join(f"{name} uses Name for Billing" for name in ("ab", "bc", "cd", "de", "ef")))
    about = answers(store, "SELECT ?p ?o { ?d a dcat:Dataset ; ?p ?o }")
    assert about["http://purl.org/dc/terms/title"].endswith(" of Ab, Bc, Cd and 2 others")


def test_other_policies_are_another_dataset(world: World) -> None:
    first, second = CLAUSES.splitlines()[:2], CLAUSES.splitlines()
    assert dataset(world("\n".join(second))) == dataset(world(CLAUSES))
    assert dataset(world("\n".join(first))) != dataset(world(CLAUSES))


def test_a_newer_ontology_makes_another_dataset(
    policies: Policies, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(tmp_path, create=True) as store:
        store.load((policy.slug, policy_quads(policy)) for policy in policies(CLAUSES))
        before = dataset(store), said(store)
    monkeypatch.setattr(store_module, "ontology_digest", lambda: "newer")
    with Store.open(tmp_path, create=True) as store:
        assert dataset(store) != before[0]
        assert said(store) == before[1] == counted(store)
