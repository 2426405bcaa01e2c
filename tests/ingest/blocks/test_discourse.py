"""What words that point back stand for: sentences, lists and paragraphs before them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Read = Callable[[str], list[str]]

TEXTS = {
    "the list before": (
        (
            "To prevent fraud, we use the following:\n\n- your name\n- your IP address\n\n"
            "We also share this information with carriers."
        ),
        "share Name IPAddress > CommunicationsProvider",
    ),
    "the sentence before": (
        "We collect your IP address. We share this information with carriers.",
        "share IPAddress > CommunicationsProvider",
    ),
    "a new paragraph": (
        "We collect your IP address.\n\nOur staff is trained. We share this information with carriers.",
        "share PersonalData > CommunicationsProvider",
    ),
    "the information we collect": (
        "We collect your IP address. We share the information we collect with carriers.",
        "share IPAddress > CommunicationsProvider",
    ),
    "the information we collect otherwise": (
        "We collect your IP address. We share the information we collect from partners with carriers.",
        "share PersonalData > CommunicationsProvider",
    ),
    "the information we collect after a heading": (
        (
            "We collect:\n\n- your IP address\n\nCarriers\n\nWe share the information we collect with carriers."
        ),
        "share PersonalData > CommunicationsProvider",
    ),
    "a list under another heading": (
        "What we collect\n\nWe collect:\n\n- your name\n- your age\n\nSharing\n\nWe share this information with carriers.",
        "share PersonalData > CommunicationsProvider",
    ),
    "a list that is used": (
        "We use your name, age and gender for billing. We share this information with carriers.",
        "share Name Age Gender > CommunicationsProvider",
    ),
    "such data which": (
        "We collect your IP address. We only share with carriers such data which they need.",
        "share PersonalData > CommunicationsProvider",
    ),
    "them, who are given": (
        "We collect your IP address. If carriers ask, we give them your name.",
        "share Name > CommunicationsProvider",
    ),
    "a heading that points back": (
        (
            "What we collect\n\nWe collect your IP address.\n\nWith whom do we share it?\n\n"
            "We share this information with carriers."
        ),
        "share IPAddress > CommunicationsProvider",
    ),
    "a heading that does not": (
        (
            "What we collect\n\nWe collect your IP address.\n\nCarriers\n\n"
            "We share this information with carriers."
        ),
        "share PersonalData > CommunicationsProvider",
    ),
}


@pytest.mark.parametrize("case", TEXTS)
def test_pointer(case: str, read: Read) -> None:
    text, statement = TEXTS[case]
    assert [said for said in read(text) if said.startswith("share")] == [statement]


def test_a_legal_basis_closes_what_was_processed(read: Read) -> None:
    text = (
        "We collect your name. The legal basis for this processing is the performance of our contract.\n\n"
        "We collect your IP address. The legal basis for this processing is our legitimate interest."
    )
    assert [said for said in read(text) if "?" in said] == [
        "use Name ? Contract",
        "use IPAddress ? LegitimateInterest",
    ]


def test_companies_listed_in_a_sentence_of_their_own(read: Read) -> None:
    text = (
        "We share your IP address with advertising networks. These companies currently include Zyxcorp and Adquux. "
        "We do not pass your age to such advertising networks. These third parties may place cookies on your computer."
    )
    names = "org:Zyxcorp org:Adquux"
    assert read(text) == [
        "share IPAddress > Advertiser",
        f"share IPAddress > {names}",
        f"share! Age > Advertiser {names}",
        f"share Cookies > Advertiser {names}",
    ]


def test_a_clause_before_in_the_sentence_is_nearer(read: Read) -> None:
    text = "We collect your age. If you give us your phone number, we share this information with carriers."
    assert read(text)[-1] == "share PhoneNumber > CommunicationsProvider"


def test_data_that_will_be_used(read: Read) -> None:
    text = "We use this information to prevent fraud. Details of the information that will be used include your age."
    assert read(text)[-1] == "use Age | FraudPrevention"


def test_it_is_the_one_thing_named_last(read: Read) -> None:
    text = "We collect your name and age. We do not disclose your passport number. We use it to verify you."
    assert read(text)[-1].startswith("use GovernmentIdentifier")


def test_an_item_of_use_is_what_its_next_sentence_defines(read: Read) -> None:
    text = "To prevent fraud, we use:\n\n- Your contact details. This includes your name.\n- Your age."
    assert "define Name < ContactData" in read(text)


def test_an_item_that_works_on_data(read: Read) -> None:
    text = "We may use your information to:\n\n- analyse your location data to prevent fraud. We may pass this data to carriers."
    assert read(text) == [
        "use LocationData | Analytics FraudPrevention",
        "share LocationData > CommunicationsProvider",
    ]


def test_what_a_party_shares_with_us_is_collected(read: Read) -> None:
    """ "Facebook" after a comma begins a clause, and is no member of a list."""
    text = "If you use Zyxcorp, Adquux will ask your permission to share your name with us."
    assert read(text) == ["collect Name ? Consent"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'We collect your name and age ("Profile Data"). The profile data is used for billing.',
            ["collect Name Age", "use Name Age | Billing"],
        ),
        (
            "Device data. We collect your IP address.\n\nThe device data is used for billing.",
            ["collect IPAddress", "use IPAddress | Billing"],
        ),
        (
            'We collect information automatically ("Usage Data"). The usage data is used for billing.',
            ["collect UsageData", "use UsageData | Billing"],
        ),
        (
            "Device data. We collect your IP address.\n\nBilling\n\nThe device data is used for billing.",
            ["collect IPAddress", "use DeviceData | Billing"],
        ),
    ],
)
def test_a_coined_term_stands_for_what_it_was_coined_for(read: Read, text: str, expected: list[str]) -> None:
    assert read(text) == expected
