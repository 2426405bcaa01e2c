"""What the provider's programs, tools and pages do, what data point back to over a paragraph, and what is nobody's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

ACTING = {
    "a kind that is pointed at": ("This software may record your IP address.", ["collect IPAddress"]),
    "a kind with its name": ("The login page records your name.", ["collect Name"]),
    "one that is ours by name": (
        "Our Friendly Deals program uses your gender to tailor ads.",
        ["use Gender | TargetedAdvertising"],
    ),
    "what a program is for": (
        "The advertising program uses your gender.",
        ["use Gender | Advertising"],
    ),
    "features that anybody may have": ("These features collect your IP address.", []),
    "what is used to collect": (
        "We use cookies, server logs and other technologies.",
        ["collect Cookies LogData"],
    ),
    "tools of others": ("The third-party tools collect your IP address.", ["share IPAddress > ThirdParty"]),
    "in the middle of a clause": ("We explain what the tool collects about your location.", []),
}
POINTING = {
    "a paragraph that points back": (
        "We collect your name and your gender.\n\nWe use this information to bill you.",
        ["collect Name Gender", "use Name Gender | Billing"],
    ),
    "but over no heading": (
        "# What we collect\n\nWe collect your name.\n\n# Bills\n\nWe use this information to bill you.",
        ["collect Name", "use PersonalData | Billing"],
    ),
    "no paragraph of its own matter": (
        "We collect your name.\n\nYou pay us, and we use this information to bill you.",
        ["collect Name", "use PersonalData | Billing"],
    ),
}
NOBODYS = {
    "shared, and nobody's": (
        "We provide location data to advertisers. This information does not identify you.",
        ["share LocationData > Advertiser", "share NonPersonalData > Advertiser"],
    ),
    "said in one sentence": (
        "The information in this report does not identify you and may be shared with advertisers.",
        ["share NonPersonalData > Advertiser"],
    ),
    "known to be nobody's": (
        "We share aggregated data with advertisers. This information does not identify you.",
        ["share AggregatedData > Advertiser"],
    ),
    "made for others too": (
        "Your information may be aggregated for marketing uses by us or by advertisers.",
        ["collect AggregatedData | Marketing", "share AggregatedData > Advertiser | Marketing"],
    ),
    "an item that makes it": (
        "We use your information to:\n- generate anonymous statistics\n- bill you",
        ["collect AnonymisedData", "use PersonalData | Analytics", "use PersonalData | Billing"],
    ),
}
CHOSEN = {
    "whether data are used": (
        "You have choices about whether your gender is used for advertising.",
        ["use Gender | Advertising ? OptOut"],
    ),
    "whether they are shared": (
        "You can control whether your location is shared with our partners.",
        ["share LocationData > BusinessPartner ? OptOut"],
    ),
    "how we use them": (
        "You can decide how we use your location to send you offers.",
        ["use LocationData | Marketing ? OptOut"],
    ),
    "no choice": ("You have no control over how your data is used by advertisers.", []),
    "used by whom": (
        "You can opt out of having your location used by us for marketing purposes.",
        ["use LocationData | Marketing ? OptOut"],
    ),
    "unless they say otherwise": (
        "We share your location with our partners unless you instruct us otherwise.",
        ["share LocationData > BusinessPartner ? OptOut"],
    ),
}
OUTSIDE = {
    "outside the company": (
        "We do not share your location outside our company.",
        ["share! LocationData > ThirdParty"],
    ),
    "a gloss of others": (
        "We do not share your location with advertisers (companies outside our family of companies).",
        ["share! LocationData > ThirdParty"],
    ),
}
ROWS = {
    "verbs of a purpose": (
        "We use your name to create, monitor and maintain your account; bill you; and contact you about offers.",
        ["use Name | AccountManagement Billing Marketing"],
    ),
    "but what is done with the data": (
        "We use your name to bill you; and share it with our partners.",
        ["use Name | Billing", "share Name > BusinessPartner"],
    ),
    "far from what it is said of": (
        'We will also make your screen name and your "online status" available to other users.',
        ["share AccountIdentifier PresenceStatus > OtherUser"],
    ),
    "needed for what vendors do": (
        "We need this information for billing, and our vendors help us with it.",
        ["use PersonalData | Billing"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), ACTING.values(), ids=ACTING)
def test_acting(text: str, expected: list[str], read: Callable[[str], list[str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(("text", "expected"), POINTING.values(), ids=POINTING)
def test_pointing(text: str, expected: list[str], read: Callable[[str], list[str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(("text", "expected"), NOBODYS.values(), ids=NOBODYS)
def test_nobodys(text: str, expected: list[str], read: Callable[[str], list[str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(("text", "expected"), CHOSEN.values(), ids=CHOSEN)
def test_chosen(text: str, expected: list[str], read: Callable[[str], list[str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(("text", "expected"), OUTSIDE.values(), ids=OUTSIDE)
def test_outside(text: str, expected: list[str], read: Callable[[str], list[str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(("text", "expected"), ROWS.values(), ids=ROWS)
def test_rows(text: str, expected: list[str], read: Callable[[str], list[str]]) -> None:
    assert read(text) == expected
