"""The package as Python users have it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

import policytrail as pt
from policytrail.graph.rows import Tabular


def test_samples_can_be_asked_for_again() -> None:
    assert [path.stem for path in pt.samples()] == ["aegis", "ingetel", "sailpbx", "voipcom", "voxox"]
    assert pt.samples() == pt.samples()


def test_a_sample_is_built_opened_and_traced(tmp_path: Path) -> None:
    (aegis,) = (path for path in pt.samples() if path.stem == "aegis")
    with pt.build([aegis], tmp_path / "store") as built:
        trails = built.trace("voicemail").to_dict()
    assert trails["reached"]
    with pt.open(tmp_path / "store") as opened:
        assert [entry.slug for entry in opened.policies()] == ["aegis"]
        assert opened.trace("voicemail").to_dict() == trails
        assert {statement.policy for statement in opened.statements("aegis")} == {"aegis"}


def test_what_cannot_be_built_or_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(pt.PolicytrailError, match="no store here"):
        pt.open(tmp_path / "none")
    with pytest.raises(pt.PolicytrailError, match="no policy to build from"):
        pt.build([], tmp_path / "store")
    with pytest.raises(pt.PolicytrailError, match=r"missing\.txt: no such file"):
        pt.build("missing.txt", tmp_path / "store")


def test_every_result_is_a_data_frame_and_csv_with_the_same_columns_also_where_nothing_is_found(
    gold_store: Path,
) -> None:
    nowhere: dict[str, Any] = {"to": "org:Gravatar", "explicit": True, "only": "billing"}
    with pt.open(gold_store) as kg:
        found: list[Tabular] = [
            kg.trace("cdr"),
            kg.trails("cdr"),
            kg.conflicts(),
            kg.compare("aegis", "voxox"),
            kg.exposure("cdr"),
            kg.matrix("cdr"),
            kg.cut("cdr", "law enforcement"),
            kg.query("recipients"),
        ]
        nothing: list[Tabular] = [
            kg.trace("cdr", **nowhere),
            kg.trails("cdr", **nowhere),
            kg.conflicts("ingetel"),
            kg.exposure("cdr", **nowhere),
            kg.cut("cdr", "org:Gravatar"),
            kg.query("recipients", recipient="court"),
        ]
        for result in (*found, *nothing):
            frame = result.to_pandas()
            header, *rows = csv.reader(io.StringIO(result.to_csv()))
            assert header == list(result.columns) == list(frame.columns)
            assert len(rows) == len(frame) == len(result.rows())
            assert repr(result).startswith(f"<{type(result).__name__}: {len(rows)} row")
            assert f"<th>{header[0]}</th>" in result._repr_html_() or result.columns == found[0].columns
        assert all(len(result.rows()) > 0 for result in found)
        assert not any(len(result.rows()) for result in nothing)


def test_a_table_in_a_notebook_shows_what_policies_say_as_text_and_so_much_of_it_as_one_reads() -> None:
    class Quotes(Tabular):
        columns = ("quote",)

        def rows(self) -> list[dict[str, str]]:
            return [{"quote": "we <b>sell</b> it"}] * 70

    shown = Quotes()._repr_html_()
    assert shown.count("<td>we &lt;b&gt;sell&lt;/b&gt; it</td>") == 60
    assert "10 more rows" in shown


def test_names_are_text_one_condition_may_stand_alone_and_a_query_may_be_a_path(
    gold_store: Path, tmp_path: Path
) -> None:
    nothing: Any = None
    mine = tmp_path / "mine.rq"
    mine.write_text("SELECT ?policy { ?policy a pt:Policy }", "utf-8")
    with pt.open(gold_store) as kg:
        for ask in (kg.trace, kg.statements, kg.network, lambda name: kg.compare(name, "aegis")):
            with pytest.raises(pt.PolicytrailError, match="is named by a text, not by None"):
                ask(nothing)
        assert kg.trace("cdr", without="consent") == kg.trace("cdr", without=["consent"])
        assert len(kg.query(mine)) == 5
