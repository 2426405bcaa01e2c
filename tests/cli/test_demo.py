"""The demo: the whole way, on the extractor's own findings."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policytrail.cli import cli


@pytest.fixture
def out(demo: tuple[Path, Result]) -> Path:
    return demo[0]


@pytest.fixture
def shown(demo: tuple[Path, Result]) -> Result:
    return demo[1]


def test_it_writes_policies_store_graph_and_page(shown: Result, out: Path) -> None:
    assert shown.exit_code == 0
    names = {path.name for path in out.iterdir()}
    assert {"policies", "store", "graph.trig", "view.html"} <= names
    assert shown.stderr == ""


def trails(out: Path, *arguments: str) -> list[list[dict[str, object]]]:
    command = ["trace", "cdr", *arguments, "--store", str(out / "store"), "--format", "json"]
    result = json.loads(CliRunner().invoke(cli, command).stdout)
    return [trail["hops"] for reached in result["reached"] for trail in reached["trails"]]


def test_it_prints_what_the_policies_say(shown: Result, out: Path) -> None:
    words = re.sub(r"\s+", " ", shown.stdout)
    assert "We and our service providers may collect" in words
    assert "Sailpbx → service providers" in words
    (explicit,) = trails(out, "--from", "sailpbx", "--to", "ServiceProvider", "--explicit")
    assert {"CallTime", "CallDuration", "CallParties"} & set(explicit[0]["data"])  # type: ignore[call-overload]

    assert "Voxox may sometimes share Your personal and traffic data with Voxox partner companies" in words
    ((voxox,),) = trails(out, "--from", "voxox", "--to", "BusinessPartner", "--stated", "--max-hops", "1")
    assert (voxox["match"], voxox["via"]) == ("broad", "TrafficData")

    ((first,),) = trails(out, "--from", "sailpbx", "--to", "CommunicationsProvider")
    assert (first["match"], first["via"], first["certainty"]) == ("broad", "PersonalData", "stated")
    onwards = [hops for hops in trails(out, "--from", "sailpbx") if len(hops) > 2]
    assert onwards
    assert all(hops[1]["certainty"] == "possible" for hops in onwards)


def test_authorities_get_it_from_three_providers_on_a_legal_condition(shown: Result, out: Path) -> None:
    legal = {
        str(hops[0]["sender"])
        for party in ("LawEnforcement", "PublicAuthority", "Court")
        for hops in trails(out, "--to", party, "--max-hops", "1")
        if "LegalObligation" in hops[0]["conditions"]  # type: ignore[operator]
    }
    assert len(legal) >= 3
