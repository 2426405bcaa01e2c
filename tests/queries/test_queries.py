"""Every query: its header, its answers on rdflib and on pyoxigraph, and some answers known by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

from policytrail.errors import InputError, UnknownNameError
from policytrail.graph.parties import Parties
from policytrail.graph.storage.store import Store
from policytrail.ingest.metadata.kinds import KindEvidence
from policytrail.ingest.metadata.reader import Metadata
from policytrail.ingest.policy import Policy
from policytrail.ingest.rdf import policy_quads
from policytrail.ingest.statement import Statement
from policytrail.ontology.taxonomy import taxonomy
from policytrail.ontology.vocabulary import PREFIXES, SCHEMES
from policytrail.queries import find_query, queries, run
from policytrail.queries.query import parse_query
from policytrail.queries.runner import bind

# Arguments with which a query is tried beside its defaults.
TRIED: dict[str, list[dict[str, str]]] = {
    "authorities": [{"kind": "court"}, {"provider": "voxox"}, {"kind": "ThirdParty", "data": "PersonalData"}],
    "collected": [{"provider": "sailpbx", "data": "telephone number"}],
    "conditions": [{"condition": "Consent"}, {"data": "personal data"}],
    "denials": [{"data": "CPNI"}, {"data": "telephone number", "provider": "voxox"}],
    "kinds": [{"kind": "CommunicationsProvider"}],
    "purposes": [{"data": "traffic data", "provider": "Voxox"}],
    "recipients": [
        {"provider": "aegis"},
        {"data": "website usage data", "recipient": "Google Analytics"},
        {"recipient": "communications providers"},
    ],
    "retention": [{"data": "personal data"}],
    "sales": [{"data": "personal data"}],
    "words": [{"words": "traffic DATA"}, {"words": "“sell”", "provider": "aegis"}],
}
CASES = [
    (name, arguments)
    for name, query in queries().items()
    for arguments in [
        *([] if any(p.required for p in query.parameters) else [{}]),
        *TRIED.get(name, []),
    ]
]


@pytest.fixture(scope="module")
def store(gold_store: Path) -> Iterator[Store]:
    with Store.open(gold_store) as opened:
        yield opened


def plain_rdflib(store: Store) -> Any:
    """The same content in rdflib's own memory store, as somebody without pyoxigraph would have it."""
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data=store.export("ntriples"), format="ntriples")
    return graph


@pytest.fixture(scope="module")
def rdflib_graph(store: Store) -> Any:
    return plain_rdflib(store)


def test_there_are_at_least_ten_and_all_are_tried() -> None:
    assert len(queries()) >= 10
    assert set(TRIED) <= set(queries())
    assert {name for name, _ in CASES} == set(queries())


@pytest.mark.parametrize("name", list(queries()))
def test_a_header_tells_all(name: str) -> None:
    query = queries()[name]
    assert query.title and query.description and query.columns
    projection = query.sparql.split("SELECT", 1)[1].split("WHERE", 1)[0]
    inside = set(re.findall(r"\?(\w+)", projection))
    # What is bound must be projected (so pyoxigraph wants it), what is projected must be described.
    assert {p.name for p in query.parameters} | {c.name for c in query.columns} <= inside
    assert "ORDER BY" in query.sparql
    for parameter in query.parameters:
        assert parameter.scheme in {"", *SCHEMES.values()}
        assert (parameter.type == "concept") == bool(parameter.scheme)
        if parameter.type == "concept" and parameter.default is not None:
            assert taxonomy()[parameter.default].scheme == parameter.scheme
    for prefix, iri in re.findall(r"^PREFIX (\w+): <([^>]+)>", query.sparql, re.MULTILINE):
        assert PREFIXES[prefix] == iri
    evidence = {"policy", "start", "end", "quote"}
    assert evidence <= {c.name for c in query.columns} or name in ("catalogue", "organisations", "reach")


@pytest.mark.parametrize(("name", "arguments"), CASES)
def test_rdflib_and_pyoxigraph_agree(
    store: Store, rdflib_graph: Any, name: str, arguments: dict[str, str]
) -> None:
    import rdflib

    query = queries()[name]
    bound = bind(store, Parties(store), query, arguments)
    theirs = {
        key: rdflib.URIRef(term.value) if isinstance(term, NamedNode) else rdflib.Literal(term.value)
        for key, term in bound.items()
    }
    columns = [column.name for column in query.columns]

    def plain(term: Any) -> str | None:
        return None if term is None else str(term.value if isinstance(term, NamedNode | Literal) else term)

    ours: Any = store.query(query.sparql, bound)
    one = [[plain(row[column]) for column in columns] for row in ours]
    other = [
        [plain(row[column]) for column in columns]
        for row in rdflib_graph.query(query.sparql, initBindings=theirs)
    ]
    assert one == other
    assert len(one) == len({tuple(row) for row in one})


def quotes(store: Store, name: str, **arguments: str) -> set[str]:
    return {str(row["quote"]) for row in run(store, name, arguments)}


def test_explicit_and_broad_are_told_apart(store: Store) -> None:
    rows = list(run(store, "recipients", {"data": "call detail records"}))
    explicit = {(row["provider"], row["recipient"]) for row in rows if row["match"] == "explicit"}
    assert explicit == {("provider:sailpbx", "ServiceProvider")}
    assert ("provider:voxox", "BusinessPartner", "broad", "TrafficData") in {
        (row["provider"], row["recipient"], row["match"], row["via"]) for row in rows
    }
    for row in rows:
        assert store.text(str(row["policy"]))[int(row["start"] or 0) : int(row["end"] or 0)] == row["quote"]


def test_no_flow_query_finds_a_denial(store: Store) -> None:
    denied = quotes(store, "denials", data="PersonalData")
    (only_denied,) = (
        quote for quote in denied if quote.startswith("We do not sell your personal information")
    )
    for name in ("recipients", "conditions", "collected", "purposes", "authorities"):
        assert only_denied not in quotes(store, name)
    polarity = {row["polarity"] for row in run(store, "sales") if row["quote"] == only_denied}
    assert polarity == {"denied"}


def test_named_organisations_are_counted_over_providers(store: Store) -> None:
    (row,) = (row for row in run(store, "organisations") if row["organisation"] == "org:Google Analytics")
    assert row["organisationLabel"] == "Google Analytics" and row["providers"] == 1


def told(slug: str, provider: str, *shares: tuple[str, str]) -> Policy:
    """A policy that collects names, and shares (data, recipient) in a sentence each."""
    text, statements = (
        "We collect names.",
        [Statement(slug, "collect", "We collect names", 0, 16, data=("Name",))],
    )
    for data, recipient in shares:
        quote = f"We share {data} with {recipient}"
        at = len(text) + 1
        statements.append(
            Statement(slug, "share", quote, at, at + len(quote), data=(data,), recipients=(recipient,))
        )
        text += f" {quote}."
    return Policy(slug, text, Metadata(provider, slug, f"{provider} policy"), tuple(statements))


@pytest.fixture(scope="module")
def peers() -> Iterator[Store]:
    """Beta and Gamma share with Acme, one by the name of its slug, the other by its full name."""
    policies = (
        told("acme", "Acme Telecom", ("Voicemail", "Advertiser")),
        told("beta", "Beta", ("CallDetailRecord", "org:Acme Telecom")),
        told("gamma", "Gamma", ("CallDetailRecord", "org:Acme"), ("Name", "org:Acme")),
    )
    with Store.memory() as store:
        store.load((each.slug, policy_quads(each)) for each in policies)
        yield store


def test_a_provider_is_found_by_whatever_name_policies_give_it(peers: Store) -> None:
    for name in ("acme", "Acme Telecom"):
        senders = [row["provider"] for row in run(peers, "recipients", {"recipient": name})]
        assert senders == ["provider:beta", "provider:gamma"]
    (row,) = run(peers, "reach")
    assert (row["recipient"], row["providers"], row["statements"]) == ("provider:acme", 2, 2)


def test_what_a_provider_collects_for_itself_is_not_counted_as_shared_with_it(peers: Store) -> None:
    (row,) = run(peers, "organisations")
    assert row["organisation"] == "provider:acme"
    assert (row["providers"], row["categories"], row["statements"]) == (2, 2, 3)


def test_a_provider_without_an_address_has_none_on_rdflib_either(peers: Store) -> None:
    rows = list(plain_rdflib(peers).query(find_query("catalogue").sparql))
    assert [(row.homepage, row.contact) for row in rows] == [(None, None)] * 3


def test_what_is_kept_longest_comes_first() -> None:
    text = "We keep it."
    statements = [
        Statement("acme", "retain", text, 0, len(text), data=(data,), retention=(rule,))
        for data, rule in (("Name", "Indefinite"), ("Age", "FixedPeriod:P90D"), ("CPNI", "FixedPeriod:P2Y"))
    ]
    policy = Policy("acme", text, Metadata("Acme", "acme", "Acme policy"), tuple(statements))
    with Store.memory() as store:
        store.replace("acme", policy_quads(policy))
        kept = [(row["data"], row["months"]) for row in run(store, "retention")]
        assert kept == [("CPNI", 24), ("Age", 3), ("Name", None)]
        assert [row["data"] for row in run(store, "retention", {"data": "age"})] == ["Age"]


def test_every_sample_provider_is_a_communications_provider(store: Store) -> None:
    table = run(store, "kinds", {"kind": "communications provider"})
    assert [row["providerLabel"] for row in table] == [
        "Aegis Communications",
        "Ingetel Advanced Connections",
        "Sailpbx",
        "Voipcom",
        "Voxox",
    ]


def test_a_kind_that_no_words_tell_of_is_listed_without_any() -> None:
    text = "We are a VoIP provider."
    said = KindEvidence("CommunicationsProvider", 9, 22, "VoIP provider")
    with Store.memory() as store:
        for slug, kind in (("acme", said), ("basic", KindEvidence("Affiliate", 0, 0, ""))):
            about = Metadata(slug.title(), slug, f"{slug} policy", kinds=(kind,))
            store.replace(slug, policy_quads(Policy(slug, text, about, ())))
        rows = [
            (row["providerLabel"], row["kind"], row["start"], row["quote"]) for row in run(store, "kinds")
        ]
        assert rows == [
            ("Basic", "Affiliate", None, None),
            ("Acme", "CommunicationsProvider", 9, "VoIP provider"),
        ]


def test_a_table_is_json_and_csv(store: Store) -> None:
    table = run(store, "catalogue", {"provider": "voxox"})
    assert len(table) == 1
    assert table.to_csv().splitlines()[0].startswith("provider,providerLabel,policy,title")
    assert '"provider": "provider:voxox"' in table.to_json()


def test_a_value_is_bound_and_never_pasted(store: Store) -> None:
    assert len(run(store, "words", {"words": '") } INSERT'})) == 0


@pytest.mark.parametrize(
    ("name", "arguments", "says"),
    [
        ("recipient", {}, "did you mean recipients"),
        ("recipients", {"date": "x"}, "it takes data, provider, recipient"),
        ("recipients", {"data": "call detial records"}, "CallDetailRecord"),
        ("recipients", {"data": "ThirdParty"}, "ThirdParty"),
        ("recipients", {"provider": "voxx"}, "voxox"),
        ("organisations", {"data": "CPNI"}, "it takes none"),
    ],
)
def test_unknown_names_are_told_with_near_ones(
    store: Store, name: str, arguments: dict[str, str], says: str
) -> None:
    with pytest.raises(UnknownNameError, match=says):
        run(store, name, arguments)


def test_a_parameter_that_is_needed_is_asked_for(store: Store) -> None:
    with pytest.raises(InputError, match="needs 'words'"):
        run(store, "words")


def test_a_file_of_ones_own_is_run(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(
        "# title: All\n# columns: policy policy\nSELECT ?policy { ?policy a pt:Policy } ORDER BY ?policy"
    )
    assert next(iter(run(store, str(file)))) == {"policy": "aegis"}
    with pytest.raises(InputError, match="cannot be read"):
        find_query(str(tmp_path / "missing.rq"))


def test_a_query_without_a_header_shows_all_that_it_selects(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "my own.rq"
    file.write_text("SELECT ?policy (1 AS ?one) { ?policy a pt:Policy } ORDER BY ?policy")
    found = run(store, str(file))
    assert (found.query.title, next(iter(found))) == ("my own.rq", {"policy": "aegis", "one": 1})


def test_what_is_called_a_number_and_is_none_is_shown_as_text(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text('SELECT (STRDT("many", xsd:integer) AS ?a) (7 AS ?b) {}')
    assert list(run(store, str(file))) == [{"a": "many", "b": 7}]


BROKEN = {
    "SELECT ?s {\n  ?s a pt:Policy": "my.rq, line 2, column 17: the query does not parse near its end",
    "SELECT ?s {\n  ?s a nope:Policy }": "my.rq, line 2, column 19: the query does not parse near '}': prefix not found",
    "SELECT ?s\n{ ?s } pt:Policy }": "my.rq, line 2, column 11: the query does not parse near 'Policy }'",
    "PREFIX a: <urn:a>\nDELETE WHERE { ?s ?p ?o }": "my.rq: this is an update",
    "SELECT * {\n  SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }": "my.rq, line 2, column 3: SERVICE asks another server",
    'SELECT * { ?s ?p """a\\"""" SERVICE <urn:x> {} }': "my.rq, line 1, column 28: SERVICE asks",
    "SELECT * { ?s ?p '\\u0027' SERVICE <urn:x> {} }": "my.rq, line 1, column 27: SERVICE asks",
    "SELECT * { ?s ?p 1SERVICE?s{ ?s ?p ?o } }": "my.rq, line 1, column 19: SERVICE asks",
    "SELECT * { \\u0053ervice SILENT <urn:x> { ?s ?p ?o } }": "my.rq, line 1, column 12: SERVICE asks",
}


@pytest.mark.parametrize(("sparql", "says"), BROKEN.items())
def test_a_query_that_cannot_be_asked_is_told_with_its_place(
    store: Store, tmp_path: Path, sparql: str, says: str
) -> None:
    file = tmp_path / "my.rq"
    file.write_text(sparql)
    with pytest.raises(InputError, match=re.escape(says)):
        run(store, str(file))


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("# title: x\n# columns: a string", "the column 'a string'"),
        ("# title: x\n# columns: a text\n# parameter: b (number) - c", "the parameter 'b"),
    ],
)
def test_a_bad_header_is_told(header: str, says: str) -> None:
    with pytest.raises(InputError, match=re.escape(says)):
        parse_query("mine", header + "\nSELECT ?a {}")


def test_a_query_must_project_its_columns(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("# title: x\n# columns: a text, b text\nSELECT ?a { ?a a pt:Policy }")
    with pytest.raises(InputError, match="does not project b"):
        run(store, str(file))
    file.write_text("# title: x\n# columns: a text\nASK {}")
    with pytest.raises(InputError, match="no SELECT query"):
        run(store, str(file))
