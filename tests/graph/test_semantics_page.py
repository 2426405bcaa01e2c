"""The page that explains trails: its quotations stand in the sample policies, its examples are what comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result

from policytrail.graph.contradictions.conflicts import conflicts
from policytrail.graph.storage.store import Store
from policytrail.graph.trails.trace import trace

PAGE = (Path(__file__).parents[2] / "docs" / "semantics.md").read_text("utf-8")


@pytest.fixture
def store(demo: tuple[Path, Result]) -> Iterator[Store]:
    with Store.open(demo[0] / "store") as store:
        yield store


def test_quotations_stand_in_the_samples(samples: Path) -> None:
    texts = [" ".join(file.read_text("utf-8").split()) for file in sorted(samples.glob("*.txt"))]
    quotes = [quote for quote in re.findall(r'"([^"]+)"', PAGE) if len(quote.split()) > 3]
    assert len(quotes) >= 10
    own_words = {"the policies, read as below, leave this way open", "we do not sell your data"}
    unknown = [quote for quote in quotes if not any(quote.rstrip(".") in text for text in texts)]
    assert set(unknown) <= own_words


def test_the_example_of_a_trail_is_found(store: Store) -> None:
    shown = re.findall(r'^> \d\. \*(\w+)(?:, (\w+) via .*)?:\* \w+: "([^"]+)"', PAGE, re.MULTILINE)
    assert len(shown) == 3
    (acquirer,) = trace(store, "call detail records", from_="sailpbx", to="acquirer").reached
    hops = next(trail.hops for trail in acquirer.trails if trail.hops[-1].sender.id == "provider:aegis")
    assert [hop.certainty for hop in hops] == [certainty for certainty, _, _ in shown]
    assert all(match in (hop.match, "") for hop, (_, match, _) in zip(hops, shown, strict=True))
    assert all(words in hop.evidence.quote for hop, (_, _, words) in zip(hops, shown, strict=True))
    assert hops[-1].conditions == ("BusinessTransferEvent",)


@pytest.mark.parametrize(
    ("recipient", "words", "match", "via"),
    [
        ("service provider", "source and destination identifiers", "explicit", "CallDuration"),
        ("business partner", "Your personal and traffic data with Voxox", "broad", "TrafficData"),
    ],
)
def test_the_examples_of_matches_are_found(
    store: Store, recipient: str, words: str, match: str, via: str
) -> None:
    assert words in PAGE
    hops = [hop for trail in trace(store, "cdr", to=recipient).trails for hop in trail.hops]
    assert (match, via) in {(hop.match, hop.via) for hop in hops if words in hop.evidence.quote}


def test_the_examples_of_conflicts_are_found(store: Store) -> None:
    found = {each.affirmed.quote: each for each in conflicts(store) if each.code.startswith("C")}
    (shared,) = (found[quote] for quote in found if quote.startswith("Any personal information that we"))
    assert shared.affirmed.quote in PAGE
    assert shared.denied.quote.startswith("We will not share your information")
    assert not any("aggregated demographic information" in quote for quote in found)
    assert not any("may disclose user information" in quote for quote in found)
