"""Everything that is asked of the network beside the trace: told on little worlds and on the samples."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx
import pytest

from policytrail.errors import InputError, UnknownNameError
from policytrail.graph.compare import compare
from policytrail.graph.cut import minimum_cut
from policytrail.graph.exports import COLUMNS, NETWORK_FORMATS, export_network
from policytrail.graph.exposure import exposure, matrix
from policytrail.graph.storage.store import Store
from policytrail.graph.trails.explain import explain
from policytrail.graph.trails.network import flow_network
from policytrail.graph.trails.trace import trace, trails

World = Callable[[str], Store]

CHAIN = """
    acme is CommunicationsProvider
    bell is CommunicationsProvider
    acme collects CallDetailRecord
    acme keeps TrafficData until FixedPeriod:P18M
    acme shares CallDetailRecord with CommunicationsProvider for Billing if Consent
    bell shares TrafficData with Advertiser + org:Google if OptOut
    bell never shares PersonalData with Advertiser
    bell keeps CallDetailRecord until Indefinite
"""


@pytest.fixture(scope="module")
def chain(world: World) -> Store:
    return world(CHAIN)


@pytest.fixture(scope="module")
def gold_graph(gold_store: Path) -> Iterator[Store]:
    with Store.open(gold_store) as store:
        yield store


# -- trace ---------------------------------------------------------------------------------------


def test_json_of_a_trail(chain: Store) -> None:
    result = trace(chain, "CDR", from_="Acme", to="org:google").to_dict()
    assert list(result) == ["category", "label", "reached", "retention"]
    assert (result["category"], result["label"]) == ("CallDetailRecord", "call detail record")
    (reached,) = result["reached"]
    assert {name: reached[name] for name in ("party", "label", "match", "certainty")} == {
        "party": "org:Google",
        "label": "Google",
        "match": "broad",
        "certainty": "possible",
    }
    (trail,) = reached["trails"]
    assert trail["start"] == {"party": "provider:acme", "label": "Acme", "collects": "explicit"}
    assert trail["conditions"] == ["Consent", "OptOut"]
    stated, possible, last = trail["hops"]
    words = "acme shares CallDetailRecord with CommunicationsProvider for Billing if Consent"
    start = chain.text("acme").index(words)
    assert stated == {
        "sender": "provider:acme",
        "senderLabel": "Acme",
        "recipient": "CommunicationsProvider",
        "recipientLabel": "communications provider",
        "action": "share",
        "data": ["CallDetailRecord"],
        "match": "explicit",
        "via": "CallDetailRecord",
        "certainty": "stated",
        "purposes": ["Billing"],
        "conditions": ["Consent"],
        "policy": "acme",
        "evidence": {"quote": words, "start": start, "end": start + len(words), "section": ""},
        "denials": [],
    }
    assert possible["evidence"]["quote"] == "bell is CommunicationsProvider"
    expected: tuple[object, ...] = ("possible", "explicit", "CallDetailRecord", [], [], "bell")
    assert (
        tuple(possible[name] for name in ("certainty", "match", "via", "purposes", "conditions", "policy"))
        == expected
    )
    assert (last["match"], last["via"]) == ("broad", "TrafficData")


def test_retention_at_each_stop(chain: Store) -> None:
    kept = trace(chain, "CDR", from_="acme", to="Advertiser").retention
    assert [(each.rule, each.months, each.match) for each in kept["provider:acme"]] == [
        ("FixedPeriod", 18, "broad")
    ]
    assert [(each.rule, each.months, each.match) for each in kept["provider:bell"]] == [
        ("Indefinite", None, "explicit")
    ]


def test_denials_stand_beside_the_hop_and_contradict_the_trail(chain: Store) -> None:
    to_advertiser = trace(chain, "CDR", from_="bell", to="Advertiser").trails[0]
    to_google = trace(chain, "CDR", from_="bell", to="org:Google").trails[0]
    (denial,) = to_advertiser.hops[0].denials
    assert denial.evidence.quote == "bell never shares PersonalData with Advertiser"
    assert (denial.action, denial.recipients, denial.conflict) == ("share", ("Advertiser",), "C2")
    assert to_advertiser.contradicted
    assert to_google.hops[0].denials == ()
    assert not to_google.contradicted


@pytest.mark.parametrize(
    ("denied", "beside"),
    [
        ("acme never shares CallTime with Affiliate", True),
        ("acme never sells CallDetailRecord with Affiliate", True),
        ("acme never shares CallDetailRecord with Recipient", True),
        ("acme never shares CallDetailRecord", True),
        ("acme never shares CallDetailRecord with Advertiser", False),
        ("acme never shares Voicemail with Affiliate", False),
        ("acme never collects CallDetailRecord", False),
        ("bell never shares CallDetailRecord with Affiliate", False),
    ],
)
def test_which_denials_speak_against_a_hop(world: World, denied: str, beside: bool) -> None:
    store = world(f"acme shares CallDetailRecord with Affiliate\nbell collects Name\n{denied}")
    assert bool(trace(store, "CDR").trails[0].hops[0].denials) is beside


def test_a_narrower_denial_speaks_against_a_wider_recipient(world: World) -> None:
    store = world(
        "acme shares CDR with ThirdParty\nacme never shares CDR with org:Google".replace(
            "CDR", "CallDetailRecord"
        )
    )
    (denial,) = trace(store, "CDR").trails[0].hops[0].denials
    assert (denial.recipients, denial.conflict) == (("org:Google",), "")


def test_all_trails_announce_their_limit(chain: Store) -> None:
    everything = trails(chain, "CDR")
    assert everything.complete
    assert len(everything.trails) == 6
    some = trails(chain, "CDR", limit=2)
    assert not some.complete
    assert some.trails == everything.trails[:2]
    assert some.to_dict()["limit"] == 2
    with pytest.raises(InputError, match="at least 1"):
        trails(chain, "CDR", limit=0)


def test_names_that_nobody_bears(chain: Store) -> None:
    with pytest.raises(UnknownNameError, match="did you mean"):
        trace(chain, "call detial record")
    with pytest.raises(UnknownNameError, match="provider:acme"):
        trace(chain, "CDR", from_="acmee")
    with pytest.raises(UnknownNameError, match="org:Google"):
        trace(chain, "CDR", to="Googel")
    with pytest.raises(UnknownNameError):
        trace(chain, "CDR", without=["rain"])
    with pytest.raises(UnknownNameError):
        trace(chain, "CDR", from_="!?")
    with pytest.raises(InputError, match="at least one hop"):
        trace(chain, "CDR", max_hops=0)


# -- explanations --------------------------------------------------------------------------------


def test_explanation_of_a_chain(chain: Store) -> None:
    told = explain(chain, "CDR", "advertiser", from_="acme").sentences
    assert told[0] == "Call detail records may possibly go from Acme to advertisers, in 3 steps."
    assert told[1] == "Acme’s policy says that it collects call detail records or a part of them."
    assert told[2].startswith("Acme keeps communications traffic data for 1 year 6 months: “acme keeps")
    assert told[3].startswith("Step 1: Acme says that it shares call detail records with communications prov")
    assert told[4:6] == ("Condition: with consent.", "Purpose: billing.")
    assert told[6].startswith(
        "Step 2: Bell is one of the communications providers that may be meant: “bell is"
    )
    assert "this step is possible, not stated" in told[6]
    assert told[7].startswith("Bell keeps call detail records indefinitely: “bell keeps")
    assert told[8].startswith(
        "Step 3: Bell says that it shares communications traffic data, which contains call detail records, with "
        "advertisers: “bell shares TrafficData"
    )
    assert told[10].startswith("Against this, the same policy denies sharing personal data: “bell never")
    assert told[10].endswith("The two contradict each other.")
    assert told[-1].endswith("A policy contradicts at least one step.")


def test_explanation_needs_a_trail(chain: Store) -> None:
    with pytest.raises(UnknownNameError, match="no trail takes call detail records to data broker"):
        explain(chain, "CDR", "DataBroker")


def test_explanation_of_a_definition_and_a_sale(world: World) -> None:
    store = world("acme defines LogData as CallDetailRecord\nacme sells LogData with Advertiser")
    told = str(explain(store, "CDR", "Advertiser"))
    assert "sells log data, which by this policy’s own definition contains call detail records" in told
    assert "does not say that it collects call detail records" in told


def test_explanation_of_one_step(world: World) -> None:
    clauses = "acme sells PersonalData with Advertiser if Consent\nacme keeps Name until ReasonablePeriod\n"
    told = explain(world(clauses + "acme keeps PersonalData until ReasonablePeriod"), "Name", "Advertiser")
    assert told.sentences[2].startswith("Acme keeps names for a reasonable period: “acme keeps Name")
    assert "sells personal data, which contains names, to advertisers: “" in str(told)
    assert told.sentences[-1] == "This step is stated in a policy, and it names only something broader."


def test_denials_in_the_same_words_are_told_once(gold_graph: Store) -> None:
    told = explain(gold_graph, "call detail records", "business partner", from_="voxox").sentences
    assert (
        sum(
            sentence.startswith("Against this, the same policy denies sharing and selling")
            for sentence in told
        )
        == 1
    )
    assert len({sentence.partition("“")[2] for sentence in told if "Against this" in sentence}) == sum(
        "Against this" in sentence for sentence in told
    )


@pytest.mark.parametrize("party", ["law enforcement", "provider:voxox", "service provider"])
def test_explanations_quote_the_policies(gold_graph: Store, party: str) -> None:
    told = explain(gold_graph, "call detail records", party)
    quotes = re.findall(r"“([^“”]*(?:“[^“”]*”[^“”]*)*)” \(policy (\w+)", str(told))
    assert quotes
    for quote, slug in quotes:
        assert quote in " ".join(gold_graph.text(slug).split())
    assert all(sentence.endswith(".") for sentence in told.sentences)


# -- comparison ----------------------------------------------------------------------------------


def test_comparison(world: World) -> None:
    store = world("""
        acme@2019-01-01 shares Name with Advertiser if OptOut
        acme@2019-01-01 shares Voicemail with Affiliate
        acme@2019-01-01 never sells Name
        acme@2019-01-01 keeps Name until FixedPeriod:P1Y
        acme@2019-01-01 uses Name for Billing
        acme@2021-01-01 shares Name with Advertiser if Consent
        acme@2021-01-01 shares Voicemail with Affiliate
        acme@2021-01-01 collects Name
        acme@2021-01-01 keeps Name until FixedPeriod:P2Y
        acme@2021-01-01 uses Name for Marketing
    """)
    found = {(each.relation, each.about): each.state for each in compare(store, "acme-2019", "acme-2021")}
    assert found == {
        ("collection", ("Name",)): "second",
        ("flow", ("share", "Name", "Advertiser")): "changed",
        ("flow", ("share", "Voicemail", "Affiliate")): "both",
        ("purpose", ("Name", "Billing")): "first",
        ("purpose", ("Name", "Marketing")): "second",
        ("retention", ("Name",)): "changed",
        ("denial", ("sell", "Name")): "first",
    }
    text = compare(store, "acme-2019", "acme").to_text()
    assert (
        "  ~ share, name, advertiser [unless opted out → with consent]:\n"
        "    - “acme@2019-01-01 shares Name with Advertiser if OptOut”\n"
        "    + “acme@2021-01-01 shares Name with Advertiser if Consent”\n"
    ) in text
    assert "~ name [a stated period P1Y → a stated period P2Y]" in text
    assert "Voicemail" not in text
    assert {each.about for each in compare(store, "acme-2019", "acme-2021", "voicemail")} == {
        ("share", "Voicemail", "Affiliate")
    }
    with pytest.raises(UnknownNameError, match="acme-2019, acme-2021"):
        compare(store, "acme-2019", "bell")


def test_a_comparison_quotes_the_words_that_differ(world: World) -> None:
    store = world("""
        acme@2019-01-01 shares Name with org:Google if OptOut
        acme@2021-01-01 shares Name with org:Google
        acme@2021-01-01 shares Name with org:Google for Billing if OptOut
        acme@2021-01-01 shares Name with org:Google for Marketing if Consent
    """)
    (changed,) = (each for each in compare(store, "acme-2019", "acme-2021") if each.state == "changed")
    assert changed.first and changed.second and len(changed.second.evidence) == 3
    assert changed.first.evidence[0].quote.endswith("if OptOut")
    assert changed.second.evidence[0].quote.endswith("for Marketing if Consent")
    assert "~ share, name, Google [" in compare(store, "acme-2019", "acme").to_text()


def test_a_policy_does_not_differ_from_itself(gold_graph: Store) -> None:
    comparison = compare(gold_graph, "voxox", "voxox")
    assert {each.state for each in comparison} == {"both"}
    assert len(comparison.rows()) == len(comparison.to_dict()["differences"]) > 50


# -- exposure, matrix, cut -----------------------------------------------------------------------


def test_exposure(chain: Store) -> None:
    found = exposure(chain, "CDR")
    acme, bell = found.providers
    assert (acme.provider.id, acme.parties, acme.collects) == ("provider:acme", 4, "explicit")
    assert acme.by_certainty == {"possible": 3, "stated": 1}
    assert acme.by_sort == {"kind": 2, "organisation": 1, "provider": 1}
    assert acme.by_condition == {"Consent": 4, "OptOut": 2}
    assert (bell.parties, bell.contradicted) == (2, 1)
    parties = {each.party.id: each for each in found.parties}
    assert (parties["provider:bell"].between, parties["CommunicationsProvider"].between) == (2, 3)
    assert [each.party.id for each in found.joiners(stated=False)] == ["Advertiser", "org:Google"]
    assert found.joiners() == ()
    assert len(found.rows()) == len(found.to_dict()["parties"]) == 4


def test_matrix(chain: Store) -> None:
    found = matrix(chain, "CDR")
    rows = {row["party"]: row for row in csv.DictReader(io.StringIO(found.to_csv()))}
    assert rows["Advertiser"]["provider:acme"] == "broad, possible"
    assert rows["Advertiser"]["provider:bell"] == "broad"
    assert rows["CommunicationsProvider"] == {
        "party": "CommunicationsProvider",
        "label": "communications provider",
        "provider:acme": "explicit",
        "provider:bell": "",
    }
    letters = re.findall(r'text-anchor="middle"[^>]*>(\w?)<', found.to_svg())
    assert sorted(letters) == ["", "", "B", "B", "E", "b", "b", "e"]
    assert ET.fromstring(found.to_svg()).tag.endswith("svg")
    assert len(found.to_dict()["cells"]) == 6


def test_minimum_cut_is_told_in_statements(world: World) -> None:
    store = world("""
        acme is CommunicationsProvider
        bell is CommunicationsProvider
        acme shares CallDetailRecord with CommunicationsProvider + Affiliate
        bell shares CallDetailRecord with Advertiser
        bell shares TrafficData with Advertiser + Affiliate
    """)
    (only,) = minimum_cut(store, "CDR", "Advertiser", from_="acme").statements
    assert only.hops[0].evidence.quote.startswith("acme shares")
    assert [hop.recipient.id for hop in only.hops] == ["Affiliate", "CommunicationsProvider"]
    assert len(minimum_cut(store, "CDR", "Advertiser")) == 2
    assert len(minimum_cut(store, "CDR", "Affiliate")) == 2
    assert len(minimum_cut(store, "CDR", "DataBroker")) == 0
    with pytest.raises(InputError, match="the same party"):
        minimum_cut(store, "CDR", "provider:acme", from_="acme")


# -- networks and files --------------------------------------------------------------------------


def test_network_works_with_networkx(chain: Store) -> None:
    graph = flow_network(chain, "call detail records")
    assert networkx.has_path(graph, "provider:acme", "org:Google")
    assert graph.nodes["org:Google"] == {"label": "Google", "sort": "organisation"}
    ((_, _, about),) = graph.out_edges("provider:acme", data=True)
    assert set(about) == {
        *("certainty", "match", "via", "data", "purposes", "conditions"),
        *("policy", "quote", "start", "end", "section"),
    }
    result = trace(chain, "CDR", from_="bell")
    assert set(result.subgraph()) == {"provider:bell", "Advertiser", "org:Google"}
    assert networkx.utils.graphs_equal(result.to_networkx(), graph)


def test_data_frame(chain: Store) -> None:
    result = trace(chain, "CDR")
    frame = result.to_pandas()
    assert len(frame) == sum(len(trail.hops) for trail in result.trails)
    assert frame["start_offset"].dtype.kind == "i"
    assert set(frame["certainty"]) == {"stated", "possible"}


def test_notebook_table_runs_nothing(world: World) -> None:
    html = trace(world("acme shares Name with org:<script>alert(1)</script>"), "Name")._repr_html_()
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert "http" not in html


def test_notebook_table_tells_once_what_is_denied_in_the_same_words(gold_store: Path) -> None:
    with Store.open(gold_store) as store:
        result = trace(store, "CDR")
    html = result._repr_html_()
    assert "<td title='ServiceProvider'>service providers</td>" in html
    for each in re.findall(r"<div>(?!<)(.*?)</div>", html):
        told = re.findall(
            r"<blockquote class='denied'>(?:Contradicted by|But also): (.*?)</blockquote>", each
        )
        assert len(told) == len(set(told))
    assert "class='denied'>But also: " in html


@pytest.mark.parametrize("fmt", NETWORK_FORMATS)
def test_exports_are_the_same_bytes(gold_store: Path, fmt: str) -> None:
    found = []
    for _ in range(2):
        with Store.open(gold_store) as store:
            found.append(export_network(flow_network(store, "CDR"), fmt))
    assert found[0] == found[1] != b""


def test_exports_hold_the_network(chain: Store, tmp_path: Path) -> None:
    graph = flow_network(chain, "CDR")
    for fmt, read in (("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)):
        file = tmp_path / f"net.{fmt}"
        file.write_bytes(export_network(graph, fmt))
        again = read(file)
        assert sorted(again.edges()) == sorted((s, t) for s, t, _ in graph.edges(keys=True))
        assert again.nodes["org:Google"]["label"] == "Google"
    data = json.loads(export_network(graph, "json"))
    assert networkx.utils.graphs_equal(networkx.node_link_graph(data, edges="edges"), graph)
    rows = list(csv.DictReader(io.StringIO(export_network(graph, "csv").decode())))
    assert list(rows[0]) == list(COLUMNS)
    assert len(rows) == graph.number_of_edges()
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(export_network(graph, "parquet")))
    assert table.column_names == list(COLUMNS)
    assert table.num_rows == len(rows)
    with pytest.raises(InputError, match="no network format"):
        export_network(graph, "word")


@pytest.mark.parametrize("fmt", ["graphml", "gexf"])
def test_networks_in_xml_leave_out_what_xml_cannot_hold(fmt: str) -> None:
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    graph.add_node("acme", label="a\x00b\x0cc\ufffed\n")
    written = export_network(graph, fmt)
    assert "a b c d" in ET.tostring(ET.fromstring(written), "unicode")


def test_drawings_as_text(chain: Store) -> None:
    graph = flow_network(chain, "CDR")
    dot, mermaid = (export_network(graph, fmt).decode() for fmt in ("dot", "mermaid"))
    assert '"provider:bell" -> "Advertiser" [label="communications traffic data"];' in dot
    assert '"CommunicationsProvider" -> "provider:bell" [label="possible" style=dashed];' in dot
    assert '["Acme"]' in mermaid
    assert re.search(r'n\d+ -\.->\|"possible"\| n\d+', mermaid)


def test_drawings_escape_what_policies_say(world: World) -> None:
    graph = flow_network(world('acme shares Name with org:x"]; click n0 "javascript:1'), "Name")
    assert 'label="x\\"]; click n0 \\"javascript:1"' in export_network(graph, "dot").decode()
    assert '[["x#34;#93;#59; click n0 #34;javascript#58;1"]]' in export_network(graph, "mermaid").decode()
