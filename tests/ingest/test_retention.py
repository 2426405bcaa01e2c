"""How long data are kept: the verbs that say it, the rules that count, and lists of periods."""

from __future__ import annotations

from collections.abc import Callable

import pytest

# sentences, and what is read from them
KEPT = [
    # a period is more than "for a period"; how old people are is none
    ("We keep call records for a period of 12 months.", ["retain CallDetailRecord @ FixedPeriod:P12M"]),
    ("We delete the name of whoever is not 18 years old.", []),
    # what is denied says until when data are kept
    ("We do not keep your messages once they are delivered.", ["retain MessageContent @ AsLongAsNecessary"]),
    ("We never keep your address longer than necessary.", ["retain PostalAddress @ AsLongAsNecessary"]),
    ("We do not keep records of your calls.", ["collect! CallDetailRecord"]),
    (
        "We want you to be assured that we do not store your address once it has been delivered.",
        ["retain PostalAddress @ AsLongAsNecessary"],
    ),
    # what is said of one verb is not of the next
    (
        "Agencies can hold your name for a short time, and if you owe us money, your name can be held by us for two years.",
        ["retain Name @ FixedPeriod:P2Y"],
    ),
    # the law alone, and beside other needs
    ("We retain your address to comply with tax law.", ["retain PostalAddress @ LegalRetention"]),
    (
        "We retain your address to prevent fraud and to comply with the law.",
        ["retain PostalAddress @ AsLongAsNecessary LegalRetention"],
    ),
    # data that expire or remain
    ("Session cookies expire when you close your browser.", ["retain Cookies @ AsLongAsNecessary"]),
    ("Persistent cookies last for two years.", ["retain Cookies @ FixedPeriod:P2Y"]),
    ("Your photos may remain available indefinitely.", ["retain PhotoData @ Indefinite"]),
    # rights, and answers to requests
    ("You may ask us to delete your name until you close your account.", []),
    ("If you wish to delete your account, visit our page.", []),
    ("We delete your name in accordance with the law.", []),
    ("We retain your name in accordance with the law.", ["retain Name @ LegalRetention"]),
    ("We process a request to delete your name within 30 days.", []),
    ("We delete your name when you close your account.", ["retain Name @ WhileAccountActive"]),
]


@pytest.mark.parametrize(("text", "statements"), KEPT)
def test_how_long_data_are_kept(read: Callable[[str], list[str]], text: str, statements: list[str]) -> None:
    assert read(text) == statements


def test_the_items_of_a_list_have_periods_of_their_own(read: Callable[[str], list[str]]) -> None:
    statements = ["retain CallDetailRecord @ FixedPeriod:P12M", "retain Voicemail @ FixedPeriod:P30D"]
    items = "- Call records: 12 months\n- Voicemail messages: 30 days\n"
    assert read(f"We keep your information for the following periods:\n\n{items}") == statements
    assert read(f"How long do we keep your data?\n\n{items}") == statements


def test_a_list_of_what_is_kept_has_the_period_of_its_lead_in(read: Callable[[str], list[str]]) -> None:
    items = "- call records;\n- voicemails.\n"
    statements = ["retain CallDetailRecord @ FixedPeriod:P12M", "retain Voicemail @ FixedPeriod:P12M"]
    assert read(f"We keep the following information for 12 months:\n\n{items}") == statements
    lead_in = "In relation to the following information we have to retain it for 12 months:"
    assert read(f"{lead_in}\n\n{items}") == statements
