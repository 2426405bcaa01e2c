"""A trail as SVG: well-formed, all words in it, nothing that runs."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from policytrail.graph.picture import trail_picture
from policytrail.graph.store import Store
from policytrail.graph.trace import trace
from policytrail.ontology.taxonomy import taxonomy

SVG = "{http://www.w3.org/2000/svg}"


def test_picture_of_a_sample_trail_holds_parties_and_words(gold_store: Path) -> None:
    with Store.open(gold_store) as store:
        reached = trace(store, "CDR", from_="sailpbx").reached
    trail = max((trail for each in reached for trail in each.trails), key=lambda trail: len(trail.hops))
    root = ElementTree.fromstring(trail_picture(trail.to_dict(), taxonomy().label))
    lines = [text.text or "" for text in root.iter(f"{SVG}text")]
    assert [
        line for line in lines if line in {trail.start.label, *(hop.recipient.label for hop in trail.hops)}
    ]
    said = "".join("".join(lines).split())
    for hop in trail.hops:
        assert "".join(hop.evidence.quote.split()) in said
    arrows = [str(path.get("class")) for path in root.iter(f"{SVG}path") if "hop" in str(path.get("class"))]
    assert [arrow.split()[1:] for arrow in arrows] == [[hop.match, hop.certainty] for hop in trail.hops]


def test_words_of_a_policy_stay_words() -> None:
    hostile = "<script>x</script> & </svg>"
    hop = {
        "sender": "provider:a",
        "senderLabel": hostile,
        "recipient": "org:b",
        "recipientLabel": hostile,
        "match": "broad",
        "via": "PersonalData",
        "certainty": "stated",
        "conditions": ["Consent"],
        "policy": "a",
        "evidence": {"quote": hostile},
        "denials": [{"quote": hostile}],
    }
    root = ElementTree.fromstring(trail_picture({"hops": [hop]}, str))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {
        "svg", "title", "style", "rect", "text", "path",
    }  # fmt: skip
    assert [text.text for text in root.iter(f"{SVG}text")].count(hostile) == 2
