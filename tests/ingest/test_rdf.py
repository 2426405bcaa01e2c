"""The RDF of a policy: what a statement of each kind becomes, and that equal input gives equal bytes."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, serialize

from policytrail.errors import InputError
from policytrail.ingest.metadata.reader import KindEvidence, Metadata
from policytrail.ingest.policy import Policy, policy_slug
from policytrail.ingest.rdf import policy_quads
from policytrail.ingest.statement import Statement
from policytrail.ontology.durations import DURATION, canonical, months
from policytrail.ontology.vocabulary import ID, PREFIXES, PT, XSD, local

TEXT = "Acme is a VoIP provider. We may share call records with our affiliates and Google, Inc. if you agree."
ABOUT = Metadata(
    provider="Acme",
    slug="acme",
    title="Acme Privacy Policy",
    date="2024-05-01",
    website="https://acme.example/",
    contact="privacy@acme.example",
    kinds=(KindEvidence("CommunicationsProvider", 10, 23, "VoIP provider"),),
    names=("Acme", "Acme Telecom Ltd"),
)
SHARE = Statement(
    policy="acme-2024",
    action="share",
    quote=TEXT[25:101],
    start=25,
    end=101,
    data=("CallDetailRecord", "CallTime"),
    recipients=("Affiliate", "org:Google, Inc."),
    conditions=("Consent",),
    section="Sharing",
    rule="clause",
    modality="may",
)


def policy(*statements: Statement, about: Metadata = ABOUT) -> Policy:
    return Policy("acme-2024", TEXT, about, statements, "policytrail test")


def nodes(quads: list[Quad]) -> list[dict[str, list[str]]]:
    """Each statement node as predicate -> sorted values, local names and literals."""
    found: dict[str, dict[str, list[str]]] = {}
    for quad in quads:
        assert isinstance(quad.subject, NamedNode)
        if quad.subject.value.startswith(ID + "statement/"):
            is_iri = isinstance(quad.object, NamedNode)
            value = local(quad.object.value) if is_iri else str(quad.object.value)  # type: ignore[union-attr]
            found.setdefault(quad.subject.value, {}).setdefault(local(quad.predicate.value), []).append(value)
    return [{key: sorted(values) for key, values in node.items()} for node in found.values()]


def said(statement: Statement) -> list[dict[str, list[str]]]:
    """The nodes of one statement without what all statements have."""
    shared = ("statedIn", "evidence")
    described = nodes(policy_quads(policy(statement, about=replace(ABOUT, kinds=()))))
    assert all(node["statedIn"] == ["acme-2024"] and len(node["evidence"]) == 1 for node in described)
    return sorted(
        ({key: value for key, value in node.items() if key not in shared} for node in described), key=str
    )


def plain(**changes: object) -> Statement:
    base = Statement("acme-2024", "share", TEXT[25:40], 25, 40, data=("Name",))
    return replace(base, **changes)  # type: ignore[arg-type]


def test_a_share_is_one_flow_for_each_recipient() -> None:
    flow = {
        "type": ["Disclosure", "Flow"],
        "sender": ["acme"],
        "data": ["CallDetailRecord", "CallTime"],
        "condition": ["Consent"],
        "modality": ["may"],
        "rule": ["clause"],
    }
    assert said(SHARE) == [flow | {"recipient": ["Affiliate"]}, flow | {"recipient": ["google"]}]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            plain(action="collect", purposes=("Billing",)),
            [
                {
                    "type": ["Collection", "Flow"],
                    "sender": ["DataSubject"],
                    "recipient": ["acme"],
                    "data": ["Name"],
                    "purpose": ["Billing"],
                }
            ],
        ),
        (
            plain(action="sell"),
            [{"type": ["Flow", "Sale"], "sender": ["acme"], "recipient": ["Recipient"], "data": ["Name"]}],
        ),
        (
            plain(action="use", purposes=("Billing", "Marketing"), conditions=("OptOut",)),
            [
                {
                    "type": ["Use"],
                    "user": ["acme"],
                    "data": ["Name"],
                    "purpose": ["Billing", "Marketing"],
                    "condition": ["OptOut"],
                }
            ],
        ),
        (
            plain(action="retain", retention=("FixedPeriod:P18M", "LegalRetention")),
            [
                {
                    "type": ["Retention"],
                    "keeper": ["acme"],
                    "data": ["Name"],
                    "retentionRule": ["FixedPeriod"],
                    "period": ["P1Y6M"],
                    "months": ["18"],
                },
                {
                    "type": ["Retention"],
                    "keeper": ["acme"],
                    "data": ["Name"],
                    "retentionRule": ["LegalRetention"],
                },
            ],
        ),
        (
            plain(action="define", data=("CallDetailRecord",), broader="CPNI"),
            [{"type": ["Definition"], "term": ["CPNI"], "includes": ["CallDetailRecord"]}],
        ),
        (
            plain(
                polarity="deny", action="sell", recipients=("ThirdParty", "org:Acme"), purposes=("Survey",)
            ),
            [
                {
                    "type": ["Denial"],
                    "deniedAction": ["Sell"],
                    "denier": ["acme"],
                    "deniedData": ["Name"],
                    "deniedRecipient": ["ThirdParty", "acme"],
                    "deniedPurpose": ["Survey"],
                }
            ],
        ),
        (
            plain(polarity="deny", action="define", data=("Name",), broader="CPNI"),
            [
                {
                    "type": ["Denial"],
                    "deniedAction": ["Define"],
                    "denier": ["acme"],
                    "deniedData": ["Name"],
                    "deniedTerm": ["CPNI"],
                }
            ],
        ),
    ],
)
def test_what_each_action_becomes(statement: Statement, expected: list[dict[str, list[str]]]) -> None:
    assert said(statement) == sorted(expected, key=str)


def test_a_denial_is_never_a_flow() -> None:
    for action in ("collect", "use", "share", "sell"):
        quads = policy_quads(policy(plain(action=action, polarity="deny")))
        assert not any(quad.predicate.value in (PT.sender, PT.recipient, PT.data) for quad in quads)
        assert not any(quad.object == NamedNode(PT.Flow) for quad in quads)


def test_the_same_statement_at_the_same_place_is_one_node() -> None:
    twice = policy(plain(rule="first"), plain(rule="second"), plain(start=26, quote=TEXT[26:40]))
    rules = [node["rule"] for node in nodes(policy_quads(twice)) if "rule" in node]
    assert rules == [["first"]]
    assert len(nodes(policy_quads(twice))) == 3  # and one for the kind


@pytest.mark.parametrize(
    ("confidence", "written"), [(None, None), (0.0, "0"), (0.07, "0.07"), (0.9, "0.9"), (1.0, "1")]
)
def test_confidence_is_a_decimal_as_a_store_gives_it_back(
    confidence: float | None, written: str | None
) -> None:
    quads = policy_quads(policy(plain(confidence=confidence)))
    (node,) = (node for node in nodes(quads) if "recipient" in node)
    assert node.get("confidence") == (None if written is None else [written])
    store = Store()
    store.extend(quads)
    assert {str(quad.object) for quad in store} == {str(quad.object) for quad in quads}


def test_the_order_of_data_and_statements_does_not_matter() -> None:
    statements = [SHARE, plain(), plain(action="sell", start=26, quote=TEXT[26:40])]
    one = serialize(policy_quads(policy(*statements)), format=RdfFormat.N_QUADS)
    statements[0] = replace(SHARE, data=SHARE.data[::-1], recipients=SHARE.recipients[::-1])
    random.Random(7).shuffle(statements)
    other = serialize(policy_quads(policy(*statements)), format=RdfFormat.N_QUADS)
    assert one == other


def test_only_the_catalogue_is_in_the_default_graph_and_nothing_is_blank() -> None:
    quads = policy_quads(policy(SHARE))
    assert all(not isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    subjects = {
        quad.subject.value.removeprefix(ID).split("/")[0]
        for quad in quads
        if isinstance(quad.graph_name, DefaultGraph) and isinstance(quad.subject, NamedNode)
    }
    assert subjects == {"policy", "party", "run"}
    assert {str(quad.graph_name) for quad in quads} == {"DEFAULT", f"<{ID}policy/acme-2024>"}


def test_a_kind_without_words_has_no_evidence() -> None:
    about = replace(ABOUT, kinds=(KindEvidence("CommunicationsProvider", 0, 0, ""),))
    (node,) = nodes(policy_quads(policy(about=about)))
    assert node == {
        "type": ["KindStatement"],
        "statedIn": ["acme-2024"],
        "party": ["acme"],
        "kind": ["CommunicationsProvider"],
    }


@pytest.mark.parametrize(
    ("date", "datatype"), [("2024-05-01", "date"), ("2024-05", "gYearMonth"), ("2024", "gYear"), ("", None)]
)
def test_dates_of_any_precision(date: str, datatype: str | None) -> None:
    quads = policy_quads(policy(about=replace(ABOUT, date=date)))
    issued = [quad.object for quad in quads if local(quad.predicate.value) == "issued"]
    assert [local(o.datatype.value) for o in issued if isinstance(o, Literal)] == ([datatype] if date else [])


def test_a_policy_has_one_iri_however_its_file_name_is_encoded() -> None:
    whole, parted = "T\u00e9l\u00e9com-2024", "Te\u0301le\u0301com-2024"
    assert policy_slug(Path(f"{whole}.txt")) == policy_slug(Path(f"{parted}.txt")) == whole


def test_a_policy_takes_no_quotation_that_is_not_in_its_text() -> None:
    with pytest.raises(InputError, match="does not stand at 26"):
        policy(plain(start=26))


@pytest.mark.parametrize(
    ("period", "whole"), [("P1Y", 12), ("P1Y6M", 18), ("P30D", 1), ("P2W", 0), ("P10W", 2), ("PT24H", 0)]
)
def test_months(period: str, whole: int) -> None:
    assert months(period) == whole


@settings(suppress_health_check=[HealthCheck.too_slow])  # of a busy machine
@given(st.from_regex(DURATION, fullmatch=True, alphabet=st.characters(codec="ascii")))
def test_a_period_is_written_as_a_store_gives_it_back(period: str) -> None:
    written = Quad(
        NamedNode("urn:s"), NamedNode("urn:p"), Literal(canonical(period), datatype=NamedNode(XSD.duration))
    )
    store = Store()
    store.add(written)
    assert list(store) == [written]


def test_evidence_is_a_web_annotation() -> None:
    quads = policy_quads(policy(SHARE, about=replace(ABOUT, kinds=())))
    (node,) = {
        q.object.value for q in quads if q.predicate.value == PT.evidence and isinstance(q.object, NamedNode)
    }
    about = sorted(
        f"{q.subject} {local(q.predicate.value)} {q.object}".replace(node, "E").replace(ID, "")
        for q in quads
        if isinstance(q.subject, NamedNode) and q.subject.value.startswith(node)
    )
    integer = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    oa = PREFIXES["oa"]
    assert about == [
        f'<E#position> end "101"{integer}',
        f'<E#position> start "25"{integer}',
        f"<E#position> type <{oa}TextPositionSelector>",
        f'<E#quote> exact "{TEXT[25:101]}"',
        f"<E#quote> type <{oa}TextQuoteSelector>",
        "<E#target> hasSelector <E#position>",
        "<E#target> hasSelector <E#quote>",
        "<E#target> hasSource <policy/acme-2024>",
        f"<E#target> type <{oa}SpecificResource>",
        "<E> hasTarget <E#target>",
        '<E> section "Sharing"',
        f"<E> type <{oa}Annotation>",
    ]
