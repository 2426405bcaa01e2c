"""How policies of telephone and cable companies tell what they do: who works for them, what lists begin with, who sees callers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

READ: dict[str, tuple[str, list[str]]] = {
    "those who act on our behalf": (
        "We and our vendors operating on our behalf collect usage data.",
        ["collect UsageData", "share UsageData > ServiceProvider"],
    ),
    "others who act on its behalf": (
        "Third parties acting on Example's behalf may collect your IP address.",
        ["share IPAddress > ServiceProvider"],
    ),
    "likened to others": (
        "Other companies, like the maker of your tablet, may collect your location data.",
        ["share LocationData > ThirdParty"],
    ),
    "what we may have": (
        "The kinds of information we may have, where it applies:\n\n- Your name;\n- Your voicemails.",
        ["collect Name", "collect Voicemail"],
    ),
    "business records": (
        "We keep business records containing your name, which may be long.",
        ["collect Name"],
    ),
    "partners as a source": (
        "For example, we work with analytics providers, who may give us your e-mail address.",
        ["collect EmailAddress"],
    ),
    "on the screen of those called": (
        "Your name may appear on a Caller ID screen unless you have blocked it.",
        ["share Name > OtherUser ? OptOut"],
    ),
    "what people want": (
        "We collect your name and your preferences in receiving marketing from us.",
        ["collect Name Preferences"],
    ),
    "praise": ("To keep up high quality service, we hold your name.", ["collect Name"]),
    "law that permits": (
        "To the extent permitted by applicable law, we may use your name to bill you.",
        ["use Name | Billing"],
    ),
    "what is not meant": (
        "We collect your general location (not your precise location).",
        ["collect LocationData"],
    ),
    "who signs in": (
        "We ask you for your username and password.",
        ["collect AccountIdentifier Credentials"],
    ),
    "addresses of a network": (
        "We collect the network addresses of your modems.",
        ["collect IPAddress"],
    ),
    "records of what is said": (
        "We keep no record of the content of your calls.",
        ["collect! CallContent"],
    ),
    "calls of users": (
        "We collect the numbers of the calls you make and receive, your device ID and your age.",
        ["collect CallParties DeviceIdentifier Age"],
    ),
    "an app by its name": (
        "The Example mail app may collect your contacts.",
        ["collect ContactList"],
    ),
    "services to customers": (
        "We use your name to help us deliver our services to our customers.",
        ["use Name | ServiceProvision"],
    ),
    "where data are": (
        "We combine your name with your age from our business records.",
        ["use Name Age"],
    ),
    "examples of something else": (
        "We collect your name. Examples of CPNI include your calling patterns.",
        ["collect Name", "define CallDetailRecord < CPNI"],
    ),
}


@pytest.mark.parametrize("case", READ)
def test_read(case: str, read: Callable[[str], list[str]]) -> None:
    text, statements = READ[case]
    assert read(text) == statements
