"""What is collected though no sentence says "we collect": handed over, kept in cookies, listed under a heading."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Read = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is optional for visitors to submit their gender.", ["collect Gender"]),
        ("You may be asked or required to enter your birthday.", ["collect Age"]),
        ("You have the option to upload a profile picture.", ["collect PhotoData"]),
        ("You will be prompted to enter your password.", ["collect Credentials"]),
        ("On some pages you may submit your address book.", ["collect ContactList"]),
        ("Our surveys may ask customers for their age.", ["collect Age"]),
        ("You will be prompted to give your permission for cookies.", []),
        ("We require our vendors to protect your password.", []),
        ("No phone comes with our apps that collect your location.", []),
        ("We are in a position to see your messages.", []),
    ],
)
def test_what_users_are_asked_for_or_free_to_give(read: Read, text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We use cookies to remember your user name and language.",
            ["collect Cookies | Authentication", "collect AccountIdentifier Preferences"],
        ),
        ("You can save your language in a cookie.", []),
        ("We do not use cookies to store your password.", ["collect! Cookies"]),
        ("We use cookies and IP addresses.", ["collect Cookies IPAddress"]),
    ],
)
def test_what_cookies_keep(read: Read, text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("When you use our apps\n\n- IMEI numbers\n- Voicemails", ["collect DeviceIdentifier", "collect Voicemail"]),
        ("How we use your data\n\n- To bill you", ["use PersonalData | Billing"]),
        ("Information we collect\n\n- The password of an account you may open", ["collect Credentials"]),
        ("Information we collect\n\n- By using our site you are bound by its terms", []),
        ("Information we collect\n\nThat data may include voicemails.", ["collect Voicemail"]),
    ],
)  # fmt: skip
def test_headings_that_say_who_uses_what(read: Read, text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The data collected by Example generally include your gender.",
            ["collect Gender"],
        ),
        (
            "The data we collect include your voicemails, and what you let a network share with us, such as photos.",
            ["collect Voicemail PhotoData"],
        ),
        ("The data we collect from ads do not include your name.", []),
        ("We collect the device you use to access our site, or your gender.", ["collect DeviceData Gender"]),
        ("We collect your name and, if you pay by card, your age.", ["collect Name Age"]),
        ("We receive your IP address in addition to your IMEI.", ["collect IPAddress DeviceIdentifier"]),
    ],
)
def test_lists_of_what_is_collected(read: Read, text: str, expected: list[str]) -> None:
    assert read(text) == expected
