"""The package as Python users have it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import policytrail as pt


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
