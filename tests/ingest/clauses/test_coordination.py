"""Verbs that share a subject or an object over some words: passives in a row, asides, what others demand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TEXTS = {
    "a subject for two passives": (
        "Your voicemail is stored on our servers and is shared with our carriers.",
        ["collect Voicemail", "share Voicemail > CommunicationsProvider"],
    ),
    "the second denied": (
        "Video is processed on your device and is not shared with Example or any third parties.",
        ["use VideoContent", "collect! VideoContent", "share! VideoContent > ThirdParty"],
    ),
    "given on to the provider": (
        "Your name is collected by resellers and is given to us.",
        ["collect Name"],
    ),
    "what others do goes on with others": (
        "Your name may be seen by other users and could be used to send you messages.",
        ["share Name > OtherUser | UserCommunication"],
    ),
    "by others": ("Your voicemail may be transferred by the recipient.", []),
    "an aside before the object": (
        "We may disclose, without your consent, your location to the police.",
        ["share LocationData > LawEnforcement"],
    ),
    "an exception before the object": (
        "We will not disclose, without your consent, your name to advertisers.",
        ["share! Name > Advertiser", "share Name > Advertiser ? Consent"],
    ),
    "given on as a second purpose": (
        "We use cookies to count calls and to report statistics to our partners.",
        ["collect Cookies", "share AggregatedData > BusinessPartner"],
    ),
    "nothing given on": (
        "We use your name to count calls and to provide services to our partners.",
        ["use Name | ServiceProvision"],
    ),
    "allowed by law": (
        "The Telephone Act authorizes Example to disclose your name to lawyers.",
        ["share Name > ProfessionalAdviser"],
    ),
    "to be known": (
        "You should know that we may disclose your name to lawyers.",
        ["share Name > ProfessionalAdviser"],
    ),
    "demanded by others": (
        "We may be required by law to disclose your call records to the police.",
        ["share CallDetailRecord > LawEnforcement ? LegalObligation"],
    ),
    "beside a verb of no class": (
        "We may measure and record your location to improve our service.",
        ["collect LocationData | ServiceImprovement"],
    ),
    "beside a verb of no class, denied": (
        "We do not control or routinely review your messages.",
        ["use! MessageContent"],
    ),
    "a verb of no class within a list": (
        "We may use, share, organise, or sell aggregated data.",
        ["use AggregatedData", "share AggregatedData > Recipient", "sell AggregatedData"],
    ),
    "conceded": (
        "While we may share call records with carriers, we do so rarely.",
        ["share CallDetailRecord > CommunicationsProvider"],
    ),
    "asked for and shared": (
        "We may ask you for your card number and may share that information with banks.",
        ["collect PaymentData", "share PaymentData > PaymentProcessor"],
    ),
    "told to the reader": (
        "We may share your name for purposes disclosed to you or with your consent.",
        ["share Name > Recipient ? Consent"],
    ),
    "examples of what identifies nobody": (
        "Our partners may collect non-personal information when you visit us, such as browser type.",
        ["share NonPersonalData BrowserType > BusinessPartner"],
    ),
    "the provider's name ends the lead-in": (
        "Example does not:\n\n- sell your name to vendors;\n\n- share your call records with anyone.",
        ["sell! Name > ServiceProvider", "share! CallDetailRecord > ThirdParty"],
    ),
    "let others see": (
        "We do not allow third parties to change or otherwise access your account information.",
        ["share! AccountData > ThirdParty | AccountManagement"],
    ),
    "recipients in a sentence of their own": (
        "We share your name with others. The recipients of your name include vendors and subsidiaries.",
        ["share Name > ThirdParty", "share Name > ServiceProvider Affiliate"],
    ),
    "reports are no parties": (
        "We share your name with Zyxcorp. These reports hold little and contain examples from Adquux.",
        ["share Name > org:Zyxcorp"],
    ),
    "the way data are used": ("This explains the way your name is collected and disclosed.", []),
    "who gets data": ("Find out who your name may be shared with.", []),
    "people whose data are shared": (
        "We do not share your name with others without the consent of the person whose name is shared.",
        ["share! Name > ThirdParty", "share Name > ThirdParty ? Consent"],
    ),
    "before data are shared": ("We will tell you before your name is shared with anyone.", []),
    "whether": ("It does not matter whether you agree that we can share your name.", []),
    "where data go": ("These are the countries to which your name is transferred.", []),
    "rights": ("You have a right to ask for your name and to transmit it to another company.", []),
    "to go on doing": ("We keep improving our service with your location data.", []),
    "rights of residents": ("The law permits residents to request and receive their name.", []),
    "rights of consumers": ("The law gives consumers the right to ask for and receive their name.", []),
    "given to the reader": (
        "By your location, pages in your language are made available to that visitor.",
        [],
    ),
    "networks that only serve": ("We use advertising networks to serve ads.", []),
    "partners who are trusted": (
        "We only work with partners whom we believe to provide quality services.",
        [],
    ),
}


@pytest.mark.parametrize("case", TEXTS)
def test_coordination(case: str, read: Callable[[str], list[str]]) -> None:
    text, statements = TEXTS[case]
    assert read(text) == statements


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (
            "Your age is linked to your location and may be used for billing.",
            ["use Age", "use Age | Billing"],
        ),
        (
            "Your age may be combined with your gender and shared with advertisers.",
            ["use Age", "share Age > Advertiser"],
        ),
        (
            "Your age is not shared with or sold to advertisers.",
            ["share! Age > Advertiser"],
        ),
    ],
)
def test_passives_that_go_on_with_a_passive_have_its_subject(
    read: Callable[[str], list[str]], text: str, statements: list[str]
) -> None:
    assert read(text) == statements
