"""Messages that people get are a use of what reaches them; messages of others, and those that they refuse, are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You may receive e-mails from us about our promotions.", ["use EmailAddress | Marketing"]),
        ("Subscribers will receive notices about outages.", ["use ContactData | UserCommunication"]),
        ("You agree to receive text messages from Example.", ["use PhoneNumber | UserCommunication"]),
        (
            "You may not opt out of receiving messages about billing or customer service.",
            ["use ContactData | Billing CustomerSupport"],
        ),
        (
            "You cannot unsubscribe from administrative emails.",
            ["use EmailAddress | UserCommunication"],
        ),
        ("You may receive messages from other users.", []),
        ("When you may receive e-mails from us is up to you.", []),
        ("You will not receive further e-mails from us.", []),
        ("You may receive a few more e-mails after that.", []),
        ("You may receive a refund.", []),
    ],
)
def test_received(text: str, expected: list[str], read: Callable[[str], list[str]]) -> None:
    assert read(text) == expected
