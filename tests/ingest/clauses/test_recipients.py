"""Who receives and who is only mentioned."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TEXTS = {
    "owner of the data": (
        "We share information that identifies our customers with carriers.",
        "share PersonalData > CommunicationsProvider",
    ),
    "whom a legal purpose protects": (
        "We disclose voicemails to courts, to comply with the law and protect our customers.",
        "share Voicemail > Court | LegalCompliance RightsProtection",
    ),
    "a group within": ("We share voicemails within our family of companies.", "share Voicemail > Affiliate"),
    "pointed at": (
        "Your name will be given to that carrier or its advisers.",
        "share Name > CommunicationsProvider ProfessionalAdviser",
    ),
    "described by what they do": (
        "We share your name with parties that perform services on our behalf.",
        "share Name > ServiceProvider",
    ),
    "authorities that ask": (
        "We disclose voicemails in response to lawful requests from the police or other regulators.",
        "share Voicemail > LawEnforcement PublicAuthority | LegalCompliance ? LegalObligation",
    ),
    "a provider of whatever": (
        "We share your name with our translation provider.",
        "share Name > ServiceProvider",
    ),
    "an authority that asks for it": (
        "We may disclose your name if a law enforcement agency requests it.",
        "share Name > LawEnforcement",
    ),
    "within the group and beyond": (
        "We may share your name within the Example Group or with third parties.",
        "share Name > Affiliate ThirdParty",
    ),
    "everybody, said before the verb": ("We publicly share your name.", "share Name > Public"),
    "everybody, in the passive": ("Your name may be publicly displayed.", "share Name > Public"),
    "after an open list": (
        "We may share your data, including without limitation your name, with our vendors.",
        "share Name > ServiceProvider",
    ),
    "those who use one another's tools": (
        "Third-party vendors, including Zyxcorp Analytics, use cookies on our site.",
        "share Cookies > ServiceProvider org:Zyxcorp Analytics",
    ),
    "parted by a slash": (
        "Our partners/service providers may use cookies.",
        "share Cookies > BusinessPartner ServiceProvider",
    ),
    "beside the provider": (
        "We, and/or our vendors and advertisers, may collect your IP address.",
        "share IPAddress > ServiceProvider Advertiser",
    ),
    "let use cookies to collect": (
        "We let advertisers use cookies to collect your IP address.",
        "share IPAddress > Advertiser",
    ),
    "not let use cookies to collect": (
        "We do not let advertisers use cookies to collect your IP address.",
        "share! IPAddress > Advertiser",
    ),
    "a tool that uses cookies": (
        "We use Zyxcorp Analytics, which uses cookies to record your IP address.",
        "share Cookies IPAddress > org:Zyxcorp Analytics",
    ),
    "who fit ads to visits": (
        "Our partners may use cookies to show you ads based on your browsing history.",
        "share WebUsageData > BusinessPartner | TargetedAdvertising",
    ),
    "what vendors work on is not all that they get": (
        "We share your information with vendors that host our site, process card payments and ship orders.",
        "share PersonalData > ServiceProvider | ServiceProvision Billing OrderFulfilment",
    ),
    "what it is given for": (
        "We share your name with carriers so that they can learn your preferences.",
        "share Name > CommunicationsProvider | Analytics",
    ),
}
SILENT = {
    "visitors to a place": "We do not disclose voicemails of visitors to our employees or offices.",
    "threats": "We disclose voicemails where there is a threat to our employees.",
    "a clause in between": "We share voicemails with your consent when you ask the police.",
}


@pytest.mark.parametrize("case", TEXTS)
def test_recipients(case: str, read: Callable[[str], list[str]]) -> None:
    text, statement = TEXTS[case]
    assert statement in read(text)


@pytest.mark.parametrize("case", SILENT)
def test_nobody(case: str, read: Callable[[str], list[str]]) -> None:
    statements = [s for s in read(SILENT[case]) if s.startswith("share")]
    assert statements
    assert all("> Recipient" in s for s in statements)


LISTS = {
    "what people give": (
        "We collect:\n\n- data you give us, such as your birthday;\n\n- data we get from your phone, such as your location.",
        ["collect Age", "collect LocationData"],
    ),
    "what is used": (
        "The types of data we use to bill you include:\n\n- your birthday;\n\n- your location.",
        ["use Age | Billing", "use LocationData | Billing"],
    ),
    "what is used for that": (
        "We use your data to bill you. The data used for this purpose include:\n\n- your birthday;\n\n- your location.",
        [
            "use PersonalData | Billing",
            "use PersonalData | Billing",
            "use Age | Billing",
            "use LocationData | Billing",
        ],
    ),
    "engaged": (
        "We use the following service providers to handle your faxes:\n\n- Zyxcorp Cloud for storage;\n\n- carriers.",
        [
            "share FaxContent > ServiceProvider",
            "share FaxContent > org:Zyxcorp Cloud",
            "share FaxContent > CommunicationsProvider",
        ],
    ),
    "exceptions": (
        "We do not share voicemails with anyone except:\n\n- with carriers;\n\n- where the law requires it.",
        ["share! Voicemail > ThirdParty", "share Voicemail > CommunicationsProvider"],
    ),
    "whom a purpose protects": (
        "We may disclose your name:\n\n- to carriers;\n\n- to prevent fraud by our employees.",
        ["share Name > CommunicationsProvider", "share Name > Recipient | FraudPrevention"],
    ),
}


@pytest.mark.parametrize("case", LISTS)
def test_lists(case: str, read: Callable[[str], list[str]]) -> None:
    text, statements = LISTS[case]
    assert read(text)[: len(statements)] == statements


MATTERS = {
    "a place": "Your name may be transferred to servers in other countries.",
    "limits": "How to limit sharing\n\n- Carriers: tell them.",
    "another matter": "Sharing with others\n\nAdvertising: Ads pay for the service.",
}


@pytest.mark.parametrize("case", MATTERS)
def test_other_matters(case: str, read: Callable[[str], list[str]]) -> None:
    assert not [s for s in read(MATTERS[case]) if s.startswith("share")]


KINDS = {
    "hired to do something": (
        "We contract with a third party to store voicemails.",
        "share Voicemail > ServiceProvider",
    ),
    "by whom we are acquired": (
        "We may transfer your name to third parties if we are acquired by that third party.",
        "share Name > Acquirer | BusinessTransfer ? BusinessTransferEvent",
    ),
    "a named group": ("We share your name within the Zyxcorp Group.", "share Name > Affiliate"),
    "our own group": (
        "We share your name among the Example companies and our agents.",
        "share Name > Affiliate ServiceProvider",
    ),
    "users of a brand": ("We share your name with other Zyxcorp users.", "share Name > OtherUser"),
    "others in public places": (
        "Photos that you post in public forums can be viewed by others.",
        "share PhotoData > Public",
    ),
    "a law with a name": (
        "We share your name with carriers under the Fair Zyx Dealing Act.",
        "share Name > CommunicationsProvider",
    ),
    "inside, and about whom": (
        "We do not share with others outside of our affiliates any data about our customers.",
        "share PersonalData > Affiliate",
    ),
}


@pytest.mark.parametrize("case", KINDS)
def test_kinds(case: str, read: Callable[[str], list[str]]) -> None:
    text, statement = KINDS[case]
    assert statement in read(text)


def test_what_is_not_sold_outside_is_not_sold_inside(read: Callable[[str], list[str]]) -> None:
    said = ["sell! Voicemail > ThirdParty", "share Voicemail > Affiliate", "share! Voicemail > ThirdParty"]
    assert read("We do not sell or share voicemails outside our affiliates.") == said


def test_merely_trusted_partners(read: Callable[[str], list[str]]) -> None:
    assert read("We only work with partners whom we trust.") == []


def test_table_of_processors(read: Callable[[str], list[str]]) -> None:
    text = (
        "We make use of services of the following third-party providers:\n\n"
        "- Zyxcorp Europe SARL, 1 Main Street, Paris\n- Adquux: to send you bills\n- Recruiting tools\n\nThese process payments."
    )
    assert read(text)[:3] == [
        "share PersonalData > ServiceProvider",
        "share PersonalData > org:Zyxcorp Europe SARL",
        "share PersonalData > org:Adquux | Billing",
    ]
    assert not [s for s in read(text) if "Recruiting" in s]


def test_a_reason_is_said(read: Callable[[str], list[str]]) -> None:
    text = "Because advertisers may set cookies, you see other ads."
    assert read(text) == ["share Cookies > Advertiser"]


DONE = {
    "by others": ("Your voicemails are stored by our vendors.", ["share Voicemail > ServiceProvider"]),
    "by us and others": (
        "Call records are used by us and our affiliates to bill you.",
        ["share CallDetailRecord > Affiliate | Billing", "use CallDetailRecord | Billing"],
    ),
    "by us": ("Call records are used by us to bill you.", ["use CallDetailRecord | Billing"]),
    "no promise": ("We cannot assure you that your name will never be disclosed to carriers.", []),
    "adjectives": (
        "We share aggregate anonymous information with carriers.",
        ["share AggregatedData AnonymisedData > CommunicationsProvider"],
    ),
    "adjectives of two heads": (
        "We share aggregate and related demographic information with carriers.",
        ["share AggregatedData DemographicData > CommunicationsProvider"],
    ),
}


@pytest.mark.parametrize("case", DONE)
def test_done_by(case: str, read: Callable[[str], list[str]]) -> None:
    text, statements = DONE[case]
    assert sorted(read(text)) == sorted(statements)


MENTIONED = {
    "records of users": (
        "Your name may be transferred in a bankruptcy in which user records go to a buyer.",
        "share Name > Acquirer | BusinessTransfer ? BusinessTransferEvent",
    ),
    "in compliance with": (
        "We share your name with carriers in compliance with the police.",
        "share Name > CommunicationsProvider",
    ),
    "sold with the business": (
        "In a merger, your name may be sold as part of the transaction.",
        "share Name > Recipient | BusinessTransfer ? BusinessTransferEvent",
    ),
    "performing for us": (
        "We give your name to third parties who are performing services for us.",
        "share Name > ServiceProvider",
    ),
}


@pytest.mark.parametrize("case", MENTIONED)
def test_only_mentioned(case: str, read: Callable[[str], list[str]]) -> None:
    text, statement = MENTIONED[case]
    assert statement in read(text)


def test_brackets_hold_a_clause_of_their_own(read: Callable[[str], list[str]]) -> None:
    text = "We provide your name to carriers in encrypted form (so that it cannot be seen by anyone)."
    assert read(text) == ["share Name > CommunicationsProvider"]


def test_agreements_are_no_sharing(read: Callable[[str], list[str]]) -> None:
    assert read("We enter into agreements on your data with business customers.") == []


def test_what_is_set_below_a_closed_denial_is_no_part_of_it(read: Callable[[str], list[str]]) -> None:
    items = "1. We do not share voicemails with third parties.\n   - We limit what courts may see.\n"
    assert read(f"Our principles\n\n{items}2. We like privacy.\n") == ["share! Voicemail > ThirdParty"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Your name is shared publicly.", ["share Name > Public"]),
        ("We share your name publicly on our site.", ["share Name > Public"]),
        ("We share your name with a publicly traded carrier.", ["share Name > CommunicationsProvider"]),
        ("We share your name with companies within the Example family.", ["share Name > Affiliate"]),
        ("We share your name with businesses affiliated with us.", ["share Name > Affiliate"]),
    ],
)
def test_the_public_and_the_family(read: Callable[[str], list[str]], text: str, expected: list[str]) -> None:
    assert read(text) == expected
