"""The store: replacing, the catalogue, links between parties, reading from several processes, errors."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from policytrail.errors import InputError, StoreError, UnknownNameError
from policytrail.graph.parties import Parties
from policytrail.graph.storage.quads import FORMATS
from policytrail.graph.storage.store import Store
from policytrail.ingest.metadata.reader import Metadata
from policytrail.ingest.policy import Policy
from policytrail.ingest.rdf import policy_quads
from policytrail.ontology.vocabulary import OWL, SKOS, party_iri, policy_iri, pt

World = Callable[[str], Store]

CLAUSES = (
    "acme shares CallDetailRecord with org:Google + ServiceProvider\nbell shares Voicemail with org:Google"
)


def quads(slug: str, text: str = "We sell data.", **about: str) -> list[ox.Quad]:
    metadata = Metadata(**({"provider": slug.title(), "slug": slug} | about))  # type: ignore[arg-type]
    return policy_quads(Policy(slug, text, metadata))


def count(store: Store, pattern: str) -> int:
    return len(list(store.query(f"SELECT * {{ {pattern} }}")))  # type: ignore[arg-type]


def test_replacing_with_the_same_changes_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s", create=True) as store:
        assert store.replace("acme", quads("acme"))
        before = store.digest, store.export("nquads")
        assert not store.replace("acme", reversed(quads("acme")))
        assert (store.digest, store.export("nquads")) == before
    with Store.open(tmp_path / "s", create=True) as store:
        assert not store.replace("acme", quads("acme"))


def test_a_changed_policy_replaces_its_graph_and_leaves_no_trace_of_the_old() -> None:
    store, fresh = Store.memory(), Store.memory()
    store.replace("acme", quads("acme", provider="Old Acme", contact="old@acme.example"))
    assert store.replace("acme", quads("acme", text="We never sell data."))
    fresh.replace("acme", quads("acme", text="We never sell data."))
    assert store.export("nquads") == fresh.export("nquads")
    assert store.digest == fresh.digest


@pytest.mark.parametrize("character", ["\f", "\x08", "\ufffe"])
def test_rdf_xml_is_refused_where_xml_cannot_hold_the_text(character: str) -> None:
    store = Store.memory()
    store.replace("acme", quads("acme", text=f"We sell data.{character}We sell more."))
    with pytest.raises(InputError, match=rf"no character U\+{ord(character):04X}.*turtle"):
        store.export("rdfxml")
    assert len(list(ox.parse(store.export("turtle"), format=ox.RdfFormat.TURTLE))) == len(store.quads)


def test_what_another_policy_says_as_well_stays_in_the_catalogue(world: World) -> None:
    store = world(CLAUSES)
    google = f"<{party_iri('google')}> a pt:Organisation"
    assert count(store, google) == 1
    store.replace("bell", [])
    assert count(store, google) == 1
    store.replace("acme", [])
    assert count(store, google) == 0
    assert store.policies() == []
    assert store.export("nquads") == Store.memory().export("nquads")


def test_loading_in_any_order_gives_the_same_bytes(world: World) -> None:
    lines = CLAUSES.splitlines()
    assert world(CLAUSES).export("trig") == world("\n".join(reversed(lines))).export("trig")


@pytest.mark.parametrize("fmt", FORMATS)
def test_exports_hold_everything(world: World, fmt: str) -> None:
    store = world(CLAUSES)
    form = FORMATS[fmt]
    parsed = list(ox.parse(store.export(fmt), format=form))
    triples = {(q.subject, q.predicate, q.object) for q in store.quads.quads_for_pattern(None, None, None)}
    assert {(q.subject, q.predicate, q.object) for q in parsed} == triples
    assert len(parsed) == len(triples) if not form.supports_datasets else len(parsed) == len(store.quads)


def test_no_triple_stands_in_two_graphs(world: World) -> None:
    store = world(CLAUSES)
    triples = [quad.triple for quad in store.quads.quads_for_pattern(None, None, None)]
    assert len(triples) == len(set(triples))


def test_unknown_format_and_broken_query(world: World) -> None:
    store = world(CLAUSES)
    with pytest.raises(InputError, match="no RDF format 'word'"):
        store.export("word")
    with pytest.raises(InputError, match="does not parse"):
        store.query("SELECT {")


def test_parameters_are_bound_as_terms(world: World) -> None:
    store = world(CLAUSES)
    evil = ox.Literal('x" } DROP ALL #')
    assert list(store.query("SELECT ?s ?name { ?s skos:prefLabel ?name }", {"name": evil})) == []  # type: ignore[arg-type]
    bound = {"s": ox.NamedNode(party_iri("acme"))}
    rows = list(store.query("SELECT ?s ?name { ?s skos:prefLabel ?name }", bound))  # type: ignore[arg-type]
    assert [row["name"].value for row in rows] == ["Acme"]
    with pytest.raises(InputError, match="not selected"):
        store.query("SELECT ?s { ?s skos:prefLabel ?name }", {"name": evil})


def test_the_ontology_is_there_with_its_closure() -> None:
    narrow, broad = pt("CallTime"), pt("PersonalData")
    assert count(Store.memory(), f"<{narrow}> <{SKOS.broaderTransitive}> <{broad}>") == 1
    assert count(Store.memory(), f"<{narrow}> <{SKOS.broaderTransitive}> <{narrow}>") == 1


def test_an_organisation_called_like_a_provider_is_linked_to_it() -> None:
    store = Store.memory()
    store.replace("acme", quads("acme", provider="Acme Telecom Ltd"))
    assert count(store, f"?x <{OWL.sameAs}> ?y") == 0
    named = "bell shares Voicemail with org:Acme Telecom"
    from_bell = [
        q for q in _world_quads(named) if "policy/bell" in str(q) or q.graph_name == ox.DefaultGraph()
    ]
    store.replace("bell", from_bell)
    link = f"<{party_iri('acme-telecom')}> <{OWL.sameAs}> <{party_iri('acme')}>"
    assert count(store, link) == 1
    store.replace("bell", [])
    assert count(store, link) == 0


def test_a_provider_is_never_another_that_bears_its_name() -> None:
    """Acme has two policies of its own, for its home and its mobile service; both are called Acme."""
    store = Store.memory()
    store.replace("acme", quads("acme", provider="Acme"))
    store.replace("acme-mobile", quads("acme-mobile", provider="Acme"))
    store.replace("bell", _world_quads("bell shares Voicemail with org:Acme"))
    assert count(store, f"?x <{OWL.sameAs}> ?y") == 0
    assert Parties(store).policy.keys() == {party_iri(each) for each in ("acme", "acme-mobile", "bell")}
    store.replace("acme", [])
    link = f"<{party_iri('acme')}> <{OWL.sameAs}> <{party_iri('acme-mobile')}>"
    assert count(store, link) == 1


def test_providers_of_one_name_are_told_apart() -> None:
    store = Store.memory()
    store.replace("acme-home", quads("acme-home", provider="Acme"))
    store.replace("acme-mobile", quads("acme-mobile", provider="Acme"))
    store.replace("bell", quads("bell"))
    parties = Parties(store)
    labels = [parties[iri].label for iri in parties.providers()]
    assert labels == ["Acme (acme-home)", "Acme (acme-mobile)", "Bell"]
    for find in (parties.provider, parties.resolve):
        with pytest.raises(UnknownNameError, match=r"called 'Acme' \(give provider:acme-home or provider:"):
            find("Acme")
        assert find("acme-home") == party_iri("acme-home")


def _world_quads(clauses: str) -> list[ox.Quad]:
    from policytrail.ingest.statement import Statement

    slug, _, rest = clauses.partition(" shares ")
    data, _, recipient = rest.partition(" with ")
    statement = Statement(slug, "share", clauses, 0, len(clauses), data=(data,), recipients=(recipient,))
    return policy_quads(Policy(slug, clauses, Metadata(slug.title(), slug), (statement,)))


def test_rdflib_sees_the_same_graph(world: World) -> None:
    dataset = world(CLAUSES).dataset()
    query = "SELECT ?flow { ?flow a pt:Disclosure ; pt:recipient pt:ServiceProvider }"
    assert len(list(dataset.query(query))) == 1


def test_text_and_unknown_policy(world: World) -> None:
    store = world(CLAUSES)
    assert store.text("bell").startswith("bell shares Voicemail")
    with pytest.raises(UnknownNameError, match="there are: acme, bell"):
        store.text("comet")


def test_two_processes_read_at_the_same_time(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        store.replace("acme", quads("acme"))
    code = "import sys; from policytrail.graph.storage.store import Store; print(len(Store.open(sys.argv[1]).policies()))"
    with Store.open(tmp_path) as store:
        other = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False
        )
        assert (other.stdout, other.returncode) == ("1\n", 0), other.stderr
        assert len(store.policies()) == 1


def test_a_store_in_use_for_writing_says_so(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True), pytest.raises(StoreError, match="in use"):
        Store.open(tmp_path, create=True)
    Store.open(tmp_path, create=True).close()


def test_a_store_that_is_not_finished_is_no_store_to_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.open(tmp_path, create=True).close()
    with pytest.raises(StoreError, match="not finished .wait for the build"):
        Store.open(tmp_path)
    with Store.open(tmp_path, create=True) as store:
        store.replace("acme", quads("acme"))
        monkeypatch.setattr(Store, "_derive", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):  # cut short: whatever it holds now is not all of it
            store.replace("bell", quads("bell"))
    with pytest.raises(StoreError, match="not finished"):
        Store.open(tmp_path)


def test_nobody_is_told_to_delete_a_store_that_lies_on_a_read_only_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.open(tmp_path, create=True).close()
    said = f"IO error: While open a file for appending: LOG: {os.strerror(errno.EROFS)}"

    def refuse(*args: object) -> None:
        raise OSError(said)

    monkeypatch.setattr(ox, "Store", refuse)
    with pytest.raises(StoreError) as caught:
        Store.open(tmp_path, create=True)
    assert str(caught.value) == f"{tmp_path}: the store cannot be opened: {said}"


def test_reading_only_cannot_write(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        store.replace("bell", quads("bell"))
    with Store.open(tmp_path) as store, pytest.raises(StoreError, match="reading only"):
        store.replace("acme", quads("acme"))


def test_closed_store(tmp_path: Path) -> None:
    store = Store.open(tmp_path, create=True)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.policies()


def test_no_store_and_wrong_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="build one with"):
        Store.open(tmp_path / "nothing")
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(StoreError, match="other files"):
        Store.open(tmp_path, create=True)
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    "state", ["", "[]", '{"layout": 1}', '{"layout": 99, "policies": {}, "ontology": ""}']
)
def test_damaged_or_newer_store(tmp_path: Path, state: str) -> None:
    Store.open(tmp_path, create=True).close()
    (tmp_path / "store.json").write_text(state)
    with pytest.raises(StoreError, match="build again"):
        Store.open(tmp_path)


def test_damaged_counts(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        store.replace("acme", quads("acme"))
        store.replace("other", quads("other"))
    (tmp_path / "catalogue" / "other.json").write_text("{")
    with Store.open(tmp_path, create=True) as store, pytest.raises(StoreError, match="build again"):
        store.replace("acme", quads("acme", text="We never sell data."))


def test_a_store_cut_short_while_it_was_made_is_made_again(tmp_path: Path) -> None:
    Store.open(tmp_path, create=True).close()
    (tmp_path / "store.json").unlink()
    with Store.open(tmp_path, create=True) as store:
        assert store.replace("acme", quads("acme"))


def test_a_policy_cut_short_while_it_was_written_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(tmp_path, create=True) as store:
        store.replace("acme", quads("acme"))
        monkeypatch.setattr(Store, "_replace_catalogue", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            store.replace("acme", quads("acme", text="We never sell data."))
    monkeypatch.undo()
    with Store.open(tmp_path, create=True) as store:
        assert store.replace("acme", quads("acme"))
        assert store.text("acme") == "We sell data."


def test_a_quad_of_another_graph_is_refused() -> None:
    other = ox.NamedNode(policy_iri("bell"))
    quad = ox.Quad(other, ox.NamedNode(pt("text")), ox.Literal("x"), other)
    with pytest.raises(InputError, match="'acme'"):
        Store.memory().replace("acme", [quad])
