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
        "share Voicemail > Court | LegalCompliance Security",
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
}
SILENT = {
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
