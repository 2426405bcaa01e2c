"""`--min-confidence`: trails on what the extractor is sure of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from policytrail.cli import cli


@pytest.fixture
def store(demo: tuple[Path, Result]) -> Path:
    return demo[0] / "store"


def trace(store: Path, *options: str) -> dict[str, Any]:
    arguments = ["trace", "cdr", "--store", str(store), "--format", "json", *options]
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 0
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def hops(result: dict[str, Any]) -> list[dict[str, Any]]:
    return [hop for each in result["reached"] for trail in each["trails"] for hop in trail["hops"]]


def test_flows_below_the_limit_fall_away(store: Path) -> None:
    every = hops(trace(store))
    known = sorted({hop["confidence"] for hop in every if "confidence" in hop})
    assert len(known) > 1
    assert all(("confidence" in hop) == (hop["certainty"] == "stated") for hop in every)
    middle = known[len(known) // 2]
    surer = hops(trace(store, "--min-confidence", str(middle)))
    assert surer and len(surer) < len(every)
    assert all(hop.get("confidence", 1) >= middle for hop in surer)
    assert trace(store, "--min-confidence", "1")["reached"] == []


def test_a_limit_is_between_0_and_1(store: Path) -> None:
    done = CliRunner().invoke(cli, ["trace", "cdr", "--store", str(store), "--min-confidence", "70"])
    assert done.exit_code == 2
    assert "70.0 is not in the range 0<=x<=1" in done.stderr


@pytest.mark.parametrize("command", ["view", "exposure", "cut"])
def test_other_commands_on_trails_take_it_too(command: str, store: Path, tmp_path: Path) -> None:
    target = {"view": ["-o", str(tmp_path / "v.html")], "cut": ["--to", "affiliate"]}.get(command, [])
    arguments = [command, "cdr", "--store", str(store), "--min-confidence", "0.5", *target]
    assert CliRunner().invoke(cli, arguments).exit_code == 0
