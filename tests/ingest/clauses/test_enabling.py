"""What helps or enables the provider to do something is what the clause before is for."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("We use cookies to help us offer you discounts.", ["collect Cookies | Marketing"]),
        ("We use your location so that we can send you ads.", ["use LocationData | Advertising"]),
        ("Your age helps us to tell you about our offers.", ["use Age | Marketing"]),
        ("We use your name to enable us to notify you of changes.", ["use Name | UserCommunication"]),
        ("Cookies enable us to display your profile to other users.", ["share AccountData > OtherUser"]),
        (
            "Cookies enable us to gather your location and to improve our services.",
            ["use Cookies | ServiceImprovement", "collect LocationData | ServiceImprovement"],
        ),
        ("Your password is not required to browse.", []),
        ("We use mobile device identifiers to recognise you.", ["use DeviceIdentifier | Authentication"]),
        (
            "We use your data to:\n\n- send marketing e-mails, of which you can opt out;\n\n- bill you.",
            ["use EmailAddress | Marketing ? OptOut", "use PersonalData | Marketing ? OptOut",
             "use PersonalData | Billing"],
        ),
    ],
)  # fmt: skip
def test_what_helps_the_provider_is_a_purpose(
    read: Callable[[str], list[str]], text: str, statements: list[str]
) -> None:
    assert read(text) == statements
