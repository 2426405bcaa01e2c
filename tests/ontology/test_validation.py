"""SHACL: the software's own graphs conform, and every planted fault is found where it is."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, SKOS, VOID, Dataset, Literal, Namespace, URIRef
from rdflib.term import Node

from policytrail.graph.storage.store import Store
from policytrail.ontology.validation import validate
from policytrail.ontology.vocabulary import BASE, ID, OA, PROV, XSD, policy_iri

NS, STATEMENT, THING = Namespace(BASE), Namespace(ID + "statement/"), Namespace(ID)
OA_, PROV_ = Namespace(OA.NS), Namespace(PROV.NS)
ACME = URIRef(policy_iri("acme"))
BELL = URIRef(policy_iri("bell"))
PROVIDER = URIRef(ID + "party/acme")
Triple = tuple[Node, Node, Node]
Pattern = tuple[Node, Node, Node | None]


def change(policy: Dataset, remove: Pattern | None, add: Triple | None) -> None:
    if remove:
        graphs = [graph for graph in policy.graphs() if remove in graph]
        assert graphs, "the fault is planted where there is nothing"
        for graph in graphs:
            graph.remove(remove)
    if add:
        policy.graph(ACME).add(add)


def test_a_policy_as_it_should_be_conforms(policy: Dataset) -> None:
    before = len(policy)
    report = validate(policy)
    assert report.findings == ()
    assert report.conforms
    assert report.triples > 900, "the ontology is checked with it"
    assert len(policy) == before


def test_the_ontology_conforms_alone() -> None:
    assert validate(Dataset()).conforms


def test_what_the_software_builds_conforms(gold_store: Path) -> None:
    assert validate(Store.open(gold_store).dataset()).findings == ()


D, U, R, F, N, K = (
    STATEMENT[name] for name in ["disclosure", "use", "retention", "definition", "denial", "kind"]
)


@pytest.mark.parametrize(
    ("focus", "path", "remove", "add", "message"),
    [
        (D, NS.evidence, (D, NS.evidence, None), None, "has evidence"),
        (N, NS.evidence, (N, NS.evidence, None), None, "has evidence"),
        (D, NS.recipient, None, (D, NS.recipient, NS.CallDetailRecord), "one recipient"),
        (
            D,
            NS.recipient,
            (D, NS.recipient, None),
            (D, NS.recipient, NS.CallDetailRecord),
            "one recipient, a party",
        ),
        (D, NS.recipient, (D, NS.recipient, None), None, "exactly one recipient"),
        (D, NS.sender, (D, NS.sender, None), None, "exactly one sender"),
        (D, NS.sender, (D, NS.sender, None), (D, NS.sender, NS.Affiliate), "disclosed by a provider"),
        (D, NS.data, (D, NS.data, None), None, "at least one data category"),
        (D, NS.data, None, (D, NS.data, NS.Billing), "at least one data category"),
        (D, NS.data, None, (D, NS.data, NS.NoSuchThing), "at least one data category"),
        (D, NS.purpose, None, (D, NS.purpose, NS.CallTime), "purpose scheme"),
        (D, NS.condition, None, (D, NS.condition, NS.Billing), "condition scheme"),
        (D, NS.modality, (D, NS.modality, None), (D, NS.modality, Literal("perhaps")), "asserts, may, must"),
        (
            D,
            NS.confidence,
            (D, NS.confidence, None),
            (D, NS.confidence, Literal(Decimal("1.2"))),
            "from 0 to 1",
        ),
        (D, NS.confidence, (D, NS.confidence, None), (D, NS.confidence, Literal("0.9")), "from 0 to 1"),
        (D, NS.statedIn, (D, NS.statedIn, None), None, "exactly one policy"),
        (D, None, None, (D, RDF.type, NS.Denial), "no denial"),
        (U, NS.user, (U, NS.user, None), None, "exactly one user"),
        (R, NS.retentionRule, (R, NS.retentionRule, None), None, "exactly one rule"),
        (R, None, (R, NS.months, None), None, "fixed period"),
        (R, None, (R, NS.retentionRule, None), (R, NS.retentionRule, NS.Indefinite), "fixed period"),
        (R, NS.months, (R, NS.months, None), (R, NS.months, Literal(-1)), "whole number"),
        (R, NS.months, (R, NS.months, None), (R, NS.months, Literal(12)), "not those of the period, P1Y6M"),
        (
            D,
            None,
            None,
            (D, NS.period, Literal("P18M", datatype=URIRef(XSD.duration))),
            "Only a retention has a period",
        ),
        (U, None, None, (U, NS.months, Literal(18)), "Only a retention has a period"),
        (U, None, None, (U, NS.retentionRule, NS.Indefinite), "Only a retention, or a flow,"),
        (N, None, None, (N, NS.retentionRule, NS.Indefinite), "Only a retention, or a flow,"),
        (R, NS.period, (R, NS.period, None), (R, NS.period, Literal("18 months")), "ISO 8601"),
        (F, NS["term"], (F, NS["term"], None), None, "exactly one term"),
        (F, NS.includes, (F, NS.includes, None), None, "at least one data category"),
        (N, NS.deniedAction, (N, NS.deniedAction, None), None, "exactly one action"),
        (N, NS.deniedData, (N, NS.deniedData, None), None, "at least one data category"),
        (N, NS.recipient, None, (N, NS.recipient, NS.ThirdParty), "nothing flows"),
        (K, NS.kind, (K, NS.kind, None), (K, NS.kind, NS.CPNI), "one kind"),
        (
            THING.target,
            OA_.hasSelector,
            (THING.target, OA_.hasSelector, THING.position),
            None,
            "one position",
        ),
        (THING.target, OA_.hasSelector, (THING.target, OA_.hasSelector, THING.quote), None, "one quote"),
        (THING.target, OA_.hasSource, (THING.target, OA_.hasSource, None), None, "one policy"),
        (
            THING.position,
            OA_.start,
            (THING.position, OA_.start, None),
            (THING.position, OA_.start, Literal(40)),
            "before its end",
        ),
        (
            THING.quote,
            OA_.exact,
            (THING.quote, OA_.exact, None),
            (THING.quote, OA_.exact, Literal("")),
            "not empty",
        ),
        (
            THING.target,
            OA_.hasSelector,
            (THING.quote, OA_.exact, None),
            (THING.quote, OA_.exact, Literal("We never share them.")),
            "“We never share them.” does not stand in the text from 18 to 40",
        ),
        (
            THING.target,
            OA_.hasSelector,
            (THING.position, OA_.end, None),
            (THING.position, OA_.end, Literal(41)),
            "does not stand in the text from 18 to 41",
        ),
        (
            D,
            NS.evidence,
            (THING.target, OA_.hasSource, None),
            (THING.target, OA_.hasSource, BELL),
            "rests on the text",
        ),
        (ACME, NS.textHash, (ACME, NS.text, None), (ACME, NS.text, Literal("Another text.")), "hash is not"),
        (D, None, (D, RDF.type, None), None, "is a statement"),
        (D, RDF.type, None, (D, RDF.type, NS.Disclozure), "no term pt:Disclozure"),
        (D, NS.conditon, (D, NS.condition, None), (D, NS.conditon, NS.OptOut), "no term pt:conditon"),
        (D, NS.reviewedBy, (D, NS.rule, None), (D, NS.reviewedBy, Literal("")), "one person"),
        (D, NS.reviewedAt, None, (D, NS.reviewedAt, Literal("yesterday")), "one date"),
        (D, NS.reviewDecision, None, (D, NS.reviewDecision, Literal("reject")), "accept, edit, add"),
        (N, NS.purpose, None, (N, NS.purpose, NS.Billing), "no pt:purpose"),
        (ACME, NS.text, (ACME, NS.text, None), None, "exactly one text"),
        (ACME, NS.textHash, (ACME, NS.textHash, None), (ACME, NS.textHash, Literal("md5:1")), "SHA-256"),
        (ACME, NS.provider, (ACME, NS.provider, None), None, "exactly one provider"),
        (ACME, PROV_.wasGeneratedBy, (ACME, PROV_.wasGeneratedBy, None), None, "what run made it"),
        (PROVIDER, SKOS.prefLabel, (PROVIDER, SKOS.prefLabel, None), None, "has a name"),
        (THING.dataset, DCTERMS.title, (THING.dataset, DCTERMS.title, None), None, "has a title"),
        (THING.dataset, DCTERMS.creator, (THING.dataset, DCTERMS.creator, None), None, "what made it"),
        (THING.dataset, DCTERMS.conformsTo, (THING.dataset, DCTERMS.conformsTo, None), None, "one version"),
        (THING.dataset, VOID.subset, None, (THING.dataset, VOID.subset, BELL), "graphs of its policies"),
        (THING.dataset, VOID.triples, None, (THING.dataset, VOID.triples, Literal(3)), "number of triples"),
        (
            ACME,
            VOID.distinctSubjects,
            (ACME, VOID.distinctSubjects, None),
            None,
            "number of distinct subjects",
        ),
        (THING["class"], VOID["class"], (THING["class"], VOID["class"], None), None, "one class"),
        (THING["class"], VOID.entities, None, (THING["class"], VOID.entities, Literal(0)), "from 1"),
        (THING.property, VOID.property, (THING.property, VOID.property, None), None, "one property"),
        (THING.property, VOID.triples, (THING.property, VOID.triples, None), None, "number of triples"),
        (NS.Fax, SKOS.inScheme, None, (NS.Fax, RDF.type, NS.DataCategory), "exactly one scheme"),
    ],
)
def test_a_planted_fault_is_found(
    policy: Dataset,
    focus: URIRef,
    path: URIRef | None,
    remove: Pattern | None,
    add: Triple | None,
    message: str,
) -> None:
    change(policy, remove, add)
    report = validate(policy)
    assert not report.conforms
    found = [
        finding
        for finding in report.findings
        if finding.focus == str(focus)
        and finding.path == ("" if path is None else str(path))
        and message in finding.message
    ]
    assert found, report.findings
    assert all(finding.mend for finding in report.findings)


def test_a_misspelt_term_gets_an_offer_of_its_own_kind(policy: Dataset) -> None:
    change(policy, (D, NS.condition, None), (D, NS.conditon, NS.OptOut))
    (finding,) = validate(policy).findings
    assert finding.mend.endswith("Did you mean pt:condition?")


def test_a_finding_reads_as_one_line(policy: Dataset) -> None:
    change(policy, (D, NS.recipient, None), (D, NS.recipient, NS.CPNI))
    (finding,) = validate(policy).findings
    assert finding.value == str(NS.CPNI)
    assert str(finding) == (
        f"{D} recipient: A flow has exactly one recipient, a party. Found pt:CPNI (customer proprietary network"
        " information). Give a provider, a named organisation or a kind of recipient; make one flow for each"
        " recipient. See acme, 18 to 40: “We share call records.”"
    )


def test_a_flow_may_have_a_retention_rule(policy: Dataset) -> None:
    change(policy, None, (D, NS.retentionRule, NS.Indefinite))
    assert validate(policy).conforms


def test_findings_are_sorted(policy: Dataset) -> None:
    for fault in (N, D, U):
        policy.graph(ACME).remove((fault, NS.evidence, None))
    findings = validate(policy).findings
    assert [finding.focus for finding in findings] == sorted(map(str, (N, D, U)))
