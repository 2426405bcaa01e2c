"""Phrases that the lexicon lacks: found where they stand, and only if no label covers them."""

from __future__ import annotations

import pytest

from policytrail.ingest.document import Document
from policytrail.ingest.measures.gaps import Gap, gaps
from policytrail.ingest.readers import read_document


def document(text: str) -> Document:
    return read_document(text.encode(), "policy.txt")


def found(text: str) -> list[str]:
    return sorted(f"{gap.position}: {gap.phrase}" for gap in gaps([("acme", document(text))]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We collect your shoe size, name and blood pressure.", ["data: blood pressure", "data: shoe size"]),
        ("Your shoe size may be shared with our cobblers.", ["data: shoe size", "recipient: cobblers"]),
        ("We share your name with weather stations, advertisers and cobblers.",
         ["recipient: cobblers", "recipient: weather stations"]),
        ("You must give us your shoe size.", ["data: shoe size"]),
        ("We use your name to knit woollen socks and to send you our newsletter.",
         ["purpose: knit woollen socks"]),
        ("We use your name in order to feed the office cat.", ["purpose: feed office cat"]),
        ("We collect:\n\n- your shoe size;\n- your name;\n- blood pressure readings.\n",
         ["data: blood pressure readings", "data: shoe size"]),
        ("We may share your information with:\n\n- Cobblers\n- Advertisers\n", ["recipient: cobblers"]),
        ("We share with our affiliates:\n\n- your shoe size\n", ["data: shoe size"]),
        ("We use your information to:\n\n- knit woollen socks\n- prevent fraud\n",
         ["purpose: knit woollen socks"]),
        # what says nothing: words without content, what other labels cover, what nobody does with data
        ("We collect certain other information, data and details from you.", []),
        ("We use our website, apps and other services.", []),
        ("We share your name in accordance with our promises.", []),
        ("We provide you with a choice of colours.", []),
        ("Cobblers mend shoes, and socks are knitted.", []),
    ],
)  # fmt: skip
def test_phrases_by_position(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_phrases_are_counted_over_policies_in_any_inflection() -> None:
    first = document("We collect your shoe size. We store the shoe sizes.\n\nWe collect blood groups.")
    second = document("Any shoe size is collected by us.")
    shoes, blood = gaps([("first", first), ("second", second)])
    assert (shoes.phrase, shoes.documents, shoes.occurrences) == ("shoe size", 2, 3)
    assert (blood.phrase, blood.documents, blood.occurrences) == ("blood groups", 1, 1)


def test_an_example_shows_the_first_place() -> None:
    text = "We are Acme.\n\nWe collect your shoe  size when you call. We keep your shoe size."
    (gap,) = gaps([("acme", document(text))])
    assert gap == Gap(
        "data", "shoe size", 1, 2, "acme", gap.start, gap.end, "We collect your shoe size when you call."
    )
    assert text[gap.start : gap.end] == "shoe  size"


def test_of_a_long_sentence_an_example_shows_what_is_near() -> None:
    text = "We collect " + "your name, " * 30 + "your shoe size, " + "your name, " * 30 + "and your name."
    (gap,) = gaps([("acme", document(text))])
    assert "name, your shoe size, your name" in gap.example
    assert gap.example.startswith("… ") and gap.example.endswith(" …")
    assert len(gap.example) < 220
