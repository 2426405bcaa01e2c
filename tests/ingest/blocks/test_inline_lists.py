"""Lists inside a sentence are read as lists: each item has its own recipients and conditions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policytrail.ingest.blocks.inline_lists import items

Read = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We share data (1) with carriers; and (2) if you agree.", ["with carriers", "if you agree."]),
        ("We disclose data a) to carriers, b) to banks", ["to carriers", "to banks"]),
        ("We share data (i) with carriers, (ii) with banks", ["with carriers", "with banks"]),
        ("We share data under article 6 (1) of the law.", []),  # one mark is no list
        (
            "We collect (a) your name and (b) your age.",
            [],
        ),  # data under one verb are read with their sentence
        ("You may (a) write to us or (b) call us.", []),
    ],
)
def test_items(sentence: str, expected: list[str]) -> None:
    spans = list(items(sentence, (0, len(sentence))))
    assert [sentence[start:end] for start, end in spans[1:]] == expected


def test_each_item_has_its_own_condition(read: Read) -> None:
    text = "We may share your name (1) with carriers; (2) with courts, where the law requires it."
    assert read(text) == [
        "share Name > CommunicationsProvider",
        "share Name > Court ? LegalObligation",
    ]


def test_sentences_around_the_list_stay(read: Read) -> None:
    text = "We collect your age. We share your name (1) with carriers and (2) with banks. We use cookies."
    assert read(text)[0] == "collect Age"
    assert read(text)[-1] == "collect Cookies"
