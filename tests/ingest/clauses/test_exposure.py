"""Who gets to see data: access, visibility, tools of others; and what looks like it but says nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TEXTS = {
    "who has access": (
        "Vendors that we hire have limited access to your voicemails.",
        "share Voicemail > ServiceProvider",
    ),
    "who has none": ("Our staff do not have access to your voicemails.", "share! Voicemail > Employee"),
    "access by whom": ("Access to voicemails is restricted to employees.", "share Voicemail > Employee"),
    "not visible": ("Your telephone number is not visible to other users.", "share! PhoneNumber > OtherUser"),
    "tools that collect": (
        "We and our advertisers may use tools that automatically record your location.",
        "share LocationData > Advertiser",
    ),
    "cookies to collect": (
        "Advertisers may use cookies to gather location data.",
        "share LocationData > Advertiser",
    ),
    "contacts who look": (
        "Your contacts can see your profile picture.",
        "share PhotoData > OtherUser",
    ),
    "what is published": ("Your voicemail may be published on our website.", "share Voicemail > Public"),
    "what is not": ("Your voicemail is never published.", "share! Voicemail > Public"),
    "contacts who are told": ("We notify your contacts of your birthday.", "share Age > OtherUser"),
    "collected or provided": ("We do not collect or provide your name.", "share! Name > Recipient"),
    "told in an item": (
        "We use your data to:\n\n- provide other companies with aggregated data;\n\n- bill you.",
        "share AggregatedData > ThirdParty",
    ),
    "told in an infinitive": (
        "We use your data:\n\n- To disclose your name to carriers;\n\n- To bill you.",
        "share Name > CommunicationsProvider",
    ),
    "advertisers on our pages": (
        "Advertisers on our website may set cookies.",
        "share Cookies > Advertiser",
    ),
    "vendors of services for us": (
        "Vendors that run surveys for us can record your location.",
        "share LocationData > ServiceProvider | Survey",
    ),
    "now and then": (
        "We may from time to time share your name with resellers.",
        "share Name > Reseller",
    ),
    "let by the law": (
        "The statute allows Example to disclose your name to courts.",
        "share Name > Court",
    ),
    "cooperation with the police": (
        "We cooperate with law enforcement.",
        "share PersonalData > LawEnforcement",
    ),
    "as may be required": (
        "We may send your name to carriers as may be required.",
        "share Name > CommunicationsProvider",
    ),
    "service providers in use": (
        "We use service providers in other places.",
        "share PersonalData > ServiceProvider",
    ),
    "tools in use that collect": (
        "We use advertising partners that collect your location.",
        "share LocationData > Advertiser",
    ),
    "cookies assigned by others": (
        "Advertisers may assign cookies to your browser.",
        "share Cookies > Advertiser",
    ),
    "included in an item": (
        "We share personal data with:\n\n- emergency services, including your location.",
        "share PersonalData LocationData > EmergencyService ? SafetyRisk",
    ),
    "some of": ("We share your name with some of our resellers.", "share Name > Reseller"),
    "made to nobody": ("No disclosure of your name will be made.", "share! Name > Recipient"),
    "not made": ("Disclosure of your name will not be made to advertisers.", "share! Name > Advertiser"),
    "must not": ("Your name must not be disclosed to our vendors.", "share! Name > ServiceProvider"),
}
SILENT = {
    "how others collect": "We describe how our partners collect your name.",
    "sources": "We collect names that are publicly available.",
    "users of their own": "Users can view and correct call records at any time.",
    "for the user": "The app allows you to access your voicemails.",
    "duties of vendors": "We do not permit carriers to use voicemails for their own purposes.",
    "rights": "You may ask for the categories of third parties to whom we disclosed your name.",
    "members of ours": "We notify our members of changes by their name.",
    "data of contacts": "You may upload your contacts.",
    "taken back": "You can ask that your name no longer be visible to other users.",
    "hidden but for some": "Your profile is not visible to other users except your friends.",
    "set by us": "We use cookies set by us for our advertisers.",
    "no caller ID": "We do not provide your name for caller ID.",
    "never transferred": "If we are acquired, data that you have not transferred will be yours.",
    "partners who collect nothing": "We work with partners who do not collect your data.",
    "sources of ours": "We work with third parties that collect your name and who may provide us with it.",
    "registers": "Public registers supply us your name.",
    "referred to nobody": "Your account may be referred.",
    "surveys of ours": "Surveys may be conducted by Example together with a research firm.",
    "surveys by phone": "Surveys may be conducted by telephone.",
    "no surveys": "No surveys are conducted by Zyxcorp.",
}


@pytest.mark.parametrize("case", TEXTS)
def test_seen(case: str, read: Callable[[str], list[str]]) -> None:
    text, statement = TEXTS[case]
    assert statement in read(text)


@pytest.mark.parametrize("case", SILENT)
def test_unseen(case: str, read: Callable[[str], list[str]]) -> None:
    assert not [s for s in read(SILENT[case]) if s.startswith("share")]


POSTED = {
    "what one chooses to post": (
        "Photos that you choose to post can be seen by other users.",
        "share PhotoData > OtherUser",
    ),
    "others let in": (
        "We allow companies that show ads in our apps to collect your location data.",
        "share LocationData > ThirdParty",
    ),
    "staff of ours": ("Your name may be transferred to staff working with us.", "share Name > Employee"),
}


@pytest.mark.parametrize("case", POSTED)
def test_posted(case: str, read: Callable[[str], list[str]]) -> None:
    text, statement = POSTED[case]
    assert statement in read(text)
