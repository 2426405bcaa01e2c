"""Names of organisations are told from kinds, places, laws and the policy's own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrail.ingest.mentions.organisations import Written, organisations
from policytrail.ingest.words.tokens import tokens


def found(text: str, own: tuple[int, ...] = (), taken: tuple[int, ...] = ()) -> list[str]:
    mentions = organisations(text, tokens(text), taken, Written(text), own)
    assert all(m.scheme == "recipient" and m.concept.startswith("org:") for m in mentions)
    return [m.concept.removeprefix("org:") for m in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We share it with Zyxcorp.", ["Zyxcorp"]),
        ("We share it with Zyxcorp and with Quuxnet Telecom Ltd.", ["Zyxcorp", "Quuxnet Telecom Ltd"]),
        ("We share it with Zyxcorp, Inc., Quuxnet and others.", ["Zyxcorp, Inc", "Quuxnet"]),
        ("We share it with Zyxcorp (Blorbish) Ltd.", ["Zyxcorp", "Blorbish"]),
        ("We share it with\nZyxcorp\nQuuxnet", ["Zyxcorp", "Quuxnet"]),
        # kinds, however written
        ("We share it with our Zyxish Partners.", []),
        ("We share it with Carriers; carriers bill you.", []),
        # terms of the policy, places, laws, months, acronyms
        ("We follow the Privacy Policy of January in California under the GDPR.", []),
        ("We send SMS over VPNS.", []),
        ("We share it with the Owner in Argentina, as the Survey and Transparency Alerts say.", []),
        # a word that the text also writes in lower case
        ("Our Wobbles are great. With a wobble, or many wobbles, you talk.", []),
        # the first word of a sentence alone says nothing
        ("Wobbling is fun.", []),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_the_providers_own_name_and_words_of_the_lexicon_are_left_out() -> None:
    text = "We share it with Example and Zyxcorp and Blorb."
    assert found(text) == ["Example", "Zyxcorp", "Blorb"]
    assert found(text, own=(4,), taken=(8,)) == ["Zyxcorp"]


@pytest.mark.parametrize(
    ("elsewhere", "expected"),
    [
        ("We share it with Zyxcorp.", ["Zyxcorp"]),
        ("Zyxcorp collects it. A Zyxcorp tool.", []),  # nobody is said to deal with it
        ("We share it with Zyxcorp. " + "Zyxcorp! " * 40, []),  # whose policy it is
    ],
)
def test_a_name_may_begin_a_sentence_if_it_stands_within_another(elsewhere: str, expected: list[str]) -> None:
    text = f"Zyxcorp stores it. {elsewhere}"
    first = tokens(text, 0, len("Zyxcorp stores it."))
    mentions = organisations(text, first, (), Written(text), ())
    assert [m.concept.removeprefix("org:") for m in mentions] == expected


def test_what_the_provider_sells_is_nobody_who_receives() -> None:
    assert found("We share it with Zyxcorp Voice. " + "You ring Zyxcorp Voice. " * 40) == []
    assert found("We share it with Zyxcorp Voice. " + "You ring them. " * 40) == ["Zyxcorp Voice"]


def test_words_of_addresses_are_not_ordinary() -> None:
    assert Written("See www.zyxcorp.com or mail info@zyxcorp.org. It works.").ordinary == {
        "or",
        "mail",
        "works",
    }


@given(st.text(max_size=80))
def test_names_stand_in_the_text(text: str) -> None:
    plain = " ".join(text.split())
    assert all(name in plain for name in found(text))


def test_ordinary_words_in_a_list_of_names_are_names_too() -> None:
    text = "We share the open road with Zyxcorp, Inc., Open Road, Adquux.com, Vexmo and Qoblin."
    assert found(text) == ["Zyxcorp, Inc", "Open Road", "Adquux.com", "Vexmo", "Qoblin"]
    assert found("We share the open road with Open Road and Vexmo.") == ["Vexmo"]


def test_streets_and_towns_are_no_names() -> None:
    assert found("It comes from Zyxcorp, 1600 Amphora Parkway, Quorntown, and from Vexmo.") == [
        "Zyxcorp",
        "Vexmo",
    ]


def test_a_text_of_nothing_but_names_takes_bounded_time() -> None:
    text = "We share it with Zyxcorp."
    assert Written(text).stands_within("Zyxcorp")
    written = Written(text)
    for k in range(1000):
        written.stands_within(f"Zyxcorp{k}")
    assert not written.stands_within("Zyxcorp")  # no longer looked for
