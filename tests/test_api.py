"""The package as Python users have it."""

from __future__ import annotations

from pathlib import Path

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
