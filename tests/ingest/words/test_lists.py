"""Lists that leave out words of a label: heads, and the verb or the object of purposes."""

from __future__ import annotations

import pytest

from policytrail.ingest.words.lexicon import Lexicon, lexicon
from policytrail.ingest.words.lists import coordinated, elliptical
from policytrail.ingest.words.tokens import tokens

SMALL = Lexicon(
    [
        ("data", "PostalAddress", "billing address"),
        ("data", "PostalAddress", "shipping address"),
        ("data", "PostalAddress", "postal address"),
        ("recipient", "Advertiser", "advertising partner"),
        ("recipient", "AnalyticsProvider", "analytics partner"),
        ("purpose", "AccountManagement", "create account"),
        ("purpose", "AccountManagement", "manage account"),
        ("purpose", "OrderFulfilment", "process order"),
        ("purpose", "PaymentProcessing", "process payment"),
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("billing and shipping address", [("PostalAddress", "billing")]),
        ("postal, billing and shipping address", [("PostalAddress", "billing"), ("PostalAddress", "postal")]),
        ("advertising and analytics partners", [("Advertiser", "advertising")]),
        ("advertising or billing address", []),
        ("billing address", []),
    ],
)
def test_heads_left_out(text: str, expected: list[tuple[str, str]]) -> None:
    words = tokens(text)
    mentions = elliptical(SMALL, words, SMALL.mentions(words))
    assert [(m.concept, words[m.first].word) for m in mentions] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("to create and manage your account", [("AccountManagement", "create")]),
        ("to process orders and payments", [("PaymentProcessing", "payments")]),
        ("to process orders and cookies", []),
        ("to process orders", []),
    ],
)
def test_a_verb_or_an_object_said_once(text: str, expected: list[tuple[str, str]]) -> None:
    words = tokens(text)
    mentions = coordinated(SMALL, words, SMALL.mentions(words))
    assert [(m.concept, words[m.first].word) for m in mentions] == expected


def test_a_list_of_purposes_may_break_off() -> None:
    words = tokens("We use your data to process orders and/")
    mentions = lexicon().mentions(words)
    assert [m.concept for m in mentions if m.scheme == "purpose"] == ["OrderFulfilment"]
    assert coordinated(lexicon(), words, mentions) == []
