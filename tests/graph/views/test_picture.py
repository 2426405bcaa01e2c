"""A trail as SVG: well-formed, all words in it, nothing that runs."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from policytrail.graph.storage.store import Store
from policytrail.graph.trails.trace import trace
from policytrail.graph.views.picture import WIDTH, trail_picture
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


def picture(words: str) -> ElementTree.Element:
    """A trail of one hop in which every name and everything said is `words`."""
    hop = {
        "sender": "provider:a",
        "senderLabel": words,
        "recipient": "org:b",
        "recipientLabel": words,
        "match": "broad",
        "via": "PersonalData",
        "certainty": "stated",
        "conditions": ["Consent"],
        "policy": "a",
        "evidence": {"quote": words},
        "denials": [{"quote": words}],
    }
    return ElementTree.fromstring(trail_picture({"hops": [hop]}, str))


def test_words_of_a_policy_stay_words() -> None:
    hostile = "<script>x</script> & </svg>"
    root = picture(hostile)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {
        "svg", "title", "style", "rect", "text", "path",
    }  # fmt: skip
    assert [text.text for text in root.iter(f"{SVG}text")].count(hostile) == 2


def test_long_names_take_several_lines_and_stay_inside() -> None:
    name = "The Long Distance Telephone and Telegraph Company of the Northern and Southern Isles, Limited"
    root = picture(name)
    boxes = [each for each in root.iter(f"{SVG}rect") if each.get("class")]
    assert len(boxes) == 2
    assert all(float(box.attrib["x"]) + float(box.attrib["width"]) < WIDTH for box in boxes)
    lines = [each for each in root.iter(f"{SVG}text") if "party" in str(each.get("class"))]
    assert " ".join(line.text or "" for line in lines) == f"{name} {name}"
    above = [float(box.attrib["y"]) for box in boxes for _ in range(2)]
    for line, top in zip(lines, above, strict=True):
        assert top < float(line.attrib["y"]) < top + float(boxes[0].attrib["height"])


def test_a_notebook_shows_a_trail_as_its_picture(gold_store: Path) -> None:
    with Store.open(gold_store) as store:
        trail = trace(store, "CDR", from_="sailpbx").reached[0].trails[0]
    assert trail._repr_svg_() == trail.to_svg() == trail_picture(trail.to_dict(), taxonomy().label)
