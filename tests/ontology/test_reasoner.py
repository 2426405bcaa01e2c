"""HermiT: the ontology and the samples can be true, planted contradictions cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, Dataset, Namespace, URIRef
from rdflib.term import Node

from policytrail.errors import MissingToolError
from policytrail.graph.storage.store import Store
from policytrail.ontology.reasoner import check_consistency, find_clashes, owl_triples
from policytrail.ontology.vocabulary import BASE, ID, policy_iri

NS, STATEMENT = Namespace(BASE), Namespace(ID + "statement/")
ACME = URIRef(policy_iri("acme"))
PROVIDER = URIRef(ID + "party/acme")
D, N = STATEMENT.disclosure, STATEMENT.denial

FAULTS = [
    ((D, NS.recipient, NS.CallDetailRecord), NS.CallDetailRecord, {"DataCategory", "Party"}),
    ((D, NS.data, NS.ServiceProvider), NS.ServiceProvider, {"DataCategory", "RecipientCategory"}),
    ((D, NS.purpose, NS.OptOut), NS.OptOut, {"ConditionCategory", "PurposeCategory"}),
    ((D, RDF.type, NS.Denial), D, {"Denial", "Disclosure"}),
    ((N, NS.recipient, NS.ThirdParty), N, {"Denial", "Flow"}),
    ((N, NS.data, NS.CPNI), N, {"Denial", "Practice"}),
    ((N, NS.deniedRecipient, NS.CPNI), NS.CPNI, {"DataCategory", "Party"}),
    ((PROVIDER, RDF.type, NS.CallRecording), None, set()),
]


@pytest.mark.slow
def test_the_ontology_is_consistent() -> None:
    assert check_consistency().consistent


@pytest.mark.slow
def test_the_samples_are_consistent(gold_store: Path) -> None:
    result = check_consistency(Store.open(gold_store).dataset())
    assert result.consistent
    assert result.clashes == ()
    assert result.triples > 4000


@pytest.mark.slow
def test_hermit_finds_a_data_category_used_as_recipient(policy: Dataset) -> None:
    assert check_consistency(policy).consistent
    policy.graph(ACME).add((D, NS.recipient, NS.CallDetailRecord))
    result = check_consistency(policy)
    assert not result.consistent
    (clash,) = result.clashes
    assert clash.individual == str(NS.CallDetailRecord)
    assert (str(D), str(NS.recipient), str(NS.CallDetailRecord)) in clash.because
    assert str(clash).startswith("CallDetailRecord would be a DataCategory and a Party")


@pytest.mark.slow
@pytest.mark.parametrize(("fault", "individual", "classes"), FAULTS)
def test_clashes_are_named_where_hermit_finds_them(
    policy: Dataset, fault: tuple[Node, Node, Node], individual: URIRef | None, classes: set[str]
) -> None:
    policy.graph(ACME).add(fault)
    result = check_consistency(policy)
    named = {
        (clash.individual, frozenset(c.removeprefix(BASE) for c in clash.classes)) for clash in result.clashes
    }
    assert result.consistent == (not named), "HermiT and the look-up agree"
    assert named == ({(str(individual), frozenset(classes))} if individual else set())


def test_every_triple_at_fault_is_named(policy: Dataset) -> None:
    for subject in (D, STATEMENT.sale):
        policy.graph(ACME).add((subject, NS.recipient, NS.CPNI))
    (clash,) = find_clashes(owl_triples(policy))
    assert {s for s, p, _ in clash.because if p == str(NS.recipient)} == {str(D), str(STATEMENT.sale)}


def test_hermit_gets_neither_text_nor_evidence_and_knows_every_individual(policy: Dataset) -> None:
    triples = owl_triples(policy)
    terms = {term for triple in triples for term in triple}
    assert ID + "evidence" not in terms and "We are a carrier. We share call records." not in terms
    declared = {s for s, _, o in triples if o.endswith("#NamedIndividual")}
    assert {str(D), str(N), str(PROVIDER), str(NS.CPNI), str(NS.ServiceProvider)} <= declared
    assert triples == sorted(set(triples))


def test_without_java_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import owlready2  # type: ignore[import-untyped]

    monkeypatch.setattr(owlready2, "JAVA_EXE", "/nowhere/java")
    with pytest.raises(MissingToolError, match="install a Java runtime"):
        check_consistency()
