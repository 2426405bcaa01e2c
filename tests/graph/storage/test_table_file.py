"""The Parquet file beside a large store: it gives the same table, and never an old one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from policytrail.graph.storage import table_file
from policytrail.graph.storage.store import Store
from policytrail.graph.storage.table import FlowTable, build_table, merge_tables, table_of
from policytrail.graph.trails.trace import trace
from policytrail.ontology.vocabulary import policy_iri

pytest.importorskip("pyarrow")

CLAUSES = """
    acme is CommunicationsProvider
    acme collects CallDetailRecord
    acme shares CallDetailRecord + Name with CommunicationsProvider + org:Bell for Billing if Consent
    bell is CommunicationsProvider
    bell sells TrafficData with org:Google
"""


def plain(table: FlowTable) -> list[tuple[object, ...]]:
    """The rows of a table in words, whatever its codes are."""
    names = {"policy": table.policies, "sender": table.parties, "recipient": table.parties}
    names |= dict.fromkeys(("data", "purposes", "conditions"), table.sets)  # type: ignore[arg-type]
    columns = [field.name for field in fields(table) if field.name not in ("policies", "parties", "sets")]
    return [
        tuple(
            names[column][getattr(table, column)[row]] if column in names else getattr(table, column)[row]
            for column in columns
        )
        for row in range(len(table))
    ]


@pytest.fixture
def folder(tmp_path: Path, world: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(table_file, "_WORTH", 1)
    with Store.open(tmp_path / "store", create=True) as store:
        load(store, world(CLAUSES))
    return tmp_path / "store"


def load(store: Store, source: Store) -> None:
    """Copy the policies of another store."""
    quads = list(source.quads.quads_for_pattern(None, None, None))
    for slug in ("acme", "bell"):
        own = [quad for quad in quads if str(quad.graph_name) == f"<{policy_iri(slug)}>"]
        catalogue = [
            quad for quad in quads if str(quad.graph_name) == "DEFAULT" and slug in str(quad.subject)
        ]
        store.replace(slug, own + catalogue)


def test_the_file_gives_the_same_table(folder: Path) -> None:
    with Store.open(folder) as store:
        built = table_file.flow_table(store)
        assert (folder / "flows.parquet").exists()
        read = table_file.flow_table(store)
        assert not isinstance(read.statements, list)
        assert plain(read) == plain(built) == plain(build_table(store))
        assert [built.statement(0), built.statement(1)] == [read.statement(0), read.statement(1)]


def test_traces_are_the_same_from_the_file(folder: Path) -> None:
    answers = []
    for _ in range(2):
        with Store.open(folder) as store:
            answers.append(trace(store, "CDR").to_dict())
    assert answers[0] == answers[1]
    assert answers[0]["reached"]


def test_a_changed_store_does_not_use_the_old_file(folder: Path) -> None:
    with Store.open(folder) as store:
        before = len(table_file.flow_table(store))
    with Store.open(folder, create=True) as store:
        store.replace("bell", [])
    with Store.open(folder) as store:
        assert len(table_file.flow_table(store)) == before - 1


def test_the_file_is_kept_up_to_date_without_reading_the_store(
    folder: Path, world: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (folder / "flows.parquet").exists()
    with Store.open(folder, create=True) as store:
        load(store, world(CLAUSES + "acme sells Voicemail with org:Zeta"))
        store.replace("comet", [])
        store.replace("bell", [])
    with Store.open(folder) as store:
        whole = plain(build_table(store))
        monkeypatch.setattr(table_file, "build_table", None)
        assert plain(table_file.flow_table(store)) == whole


def test_tables_of_parts_merge_into_the_table_of_the_whole(gold_store: Path) -> None:
    with Store.open(gold_store) as store:
        whole = plain(build_table(store))
        quads = list(store.quads.quads_for_pattern(None, None, None))
    parts = [
        table_of(quad for quad in quads if str(quad.graph_name) == f"<{policy_iri(slug)}>")
        for slug in ("voxox", "aegis", "voipcom", "sailpbx", "ingetel")
    ]
    assert plain(merge_tables(parts)) == plain(table_of(quads)) == whole
    assert plain(merge_tables([merge_tables(parts[:3]), *parts], ["aegis"])) == [
        row for row in whole if "aegis" not in row
    ]


@pytest.mark.parametrize("content", [b"", b"PAR1 nonsense"])
def test_a_broken_file_is_made_anew(folder: Path, content: bytes) -> None:
    (folder / "flows.parquet").write_bytes(content)
    with Store.open(folder) as store:
        assert plain(table_file.flow_table(store)) == plain(build_table(store))
    assert (folder / "flows.parquet").read_bytes() != content


def test_small_stores_have_no_file(gold_store: Path) -> None:
    with Store.open(gold_store) as store:
        table_file.flow_table(store)
    assert not (gold_store / "flows.parquet").exists()
