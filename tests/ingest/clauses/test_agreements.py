"""What a sentence says by its pattern: what users are said to agree to is done."""

from __future__ import annotations

from collections.abc import Callable

import pytest

AGREED = {
    "to cookies": ("By using our app, you consent to our use of cookies.", ["collect Cookies"]),
    "to storage": ("You hereby agree to the storage of your voicemails.", ["collect Voicemail"]),
    "by others too": (
        "You consent to the collection of your call records by Example and its vendors.",
        ["collect CallDetailRecord", "share CallDetailRecord > ServiceProvider"],
    ),
    "use of a service is consent": (
        "Your use of the app constitutes your consent to our collection and disclosure of your location.",
        ["collect LocationData", "share LocationData > Recipient"],
    ),
    "transfer to somebody": (
        "You agree to the transfer of your call records to our affiliates.",
        ["share CallDetailRecord > Affiliate"],
    ),
    "if they agree": ("If you agree to the collection of your location, tell us.", []),
    "a choice": ("You may agree to the collection of your location.", []),
    "no consent": ("You do not consent to the storage of your voicemails.", []),
    "transfer to a country": ("You consent to the transfer of your name to the United States.", []),
}


@pytest.mark.parametrize("case", AGREED)
def test_what_users_are_said_to_agree_to(case: str, read: Callable[[str], list[str]]) -> None:
    text, statements = AGREED[case]
    assert read(text) == statements
