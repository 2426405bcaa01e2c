"""Purposes: which words name one, and which statements it belongs to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Reader = Callable[[str], list[str]]

# --- words that name a purpose elsewhere and none here ------------------------------------------

NO_PURPOSE = [
    # what users do
    ("We collect device data when you sign up, create an account or pay bills.", "collect DeviceData"),
    (
        "For example, when you use our services, we may collect your IP address.",
        "collect IPAddress",
    ),
    (
        "We share your name with other users who use our app to communicate with you.",
        "share Name > OtherUser",
    ),
    ("We collect the files that you choose to use for marketing.", "collect FileContent"),
    # how the provider acts, not what for
    ("We collect your location data in accordance with applicable law.", "collect LocationData"),
    # what data are
    (
        "We collect usage data that cannot identify you.",
        "collect UsageData",
    ),
    # what is counted
    ("We collect usage data such as which advertisements you clicked on.", "collect UsageData WebUsageData"),
]


@pytest.mark.parametrize(("text", "statement"), NO_PURPOSE)
def test_what_users_do_and_what_data_are_is_no_purpose(read: Reader, text: str, statement: str) -> None:
    assert statement in [each.split(" ?")[0] for each in read(text)]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("We use your email to identify you when you sign in.", "use EmailAddress | Authentication"),
        (
            "We use cookies to recognise you when you return and to maintain our service.",
            "collect Cookies | Authentication ServiceProvision",
        ),
        (
            "When you call us, we collect your phone number to prevent fraud.",
            "collect PhoneNumber | FraudPrevention",
        ),
        (
            "We share location data with advertisers to show advertisements.",
            "share LocationData > Advertiser | Advertising",
        ),
        (
            "If you do not wish to receive advertising, you may opt out.",
            "use PersonalData | Advertising ? OptOut",
        ),
    ],
)
def test_purposes_beside_what_users_do_stay(read: Reader, text: str, statement: str) -> None:
    assert statement in read(text)
