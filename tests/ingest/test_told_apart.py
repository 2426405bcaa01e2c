"""What is denied stays denied, and what others do is none of the provider's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

DENIED = {
    "We do not share your usage data with advertisers. This information does not identify you.": [
        "share! UsageData > Advertiser"
    ],
    "We never use your data for these purposes:\n\n- to bill you\n- to improve our services\n\n"
    "The data that we use for these purposes include your name.": [
        "use! PersonalData | Billing",
        "use! PersonalData | ServiceImprovement",
    ],
    "Personal information means:\n\n- We do not collect your location\n- your name": [
        "collect! LocationData",
        "define Name < PersonalData",
    ],
    "# Do you not sell my data?\n\nNo.": [],
    "We may merge with another company. In such an event, we will not share your data with third parties.": [
        "share! PersonalData > ThirdParty"
    ],
    "Purpose | Legal basis\nTo bill you. We do not share your name with advertisers. | Your consent\n"
    "To improve our services | Our contract": [
        "use PersonalData | Billing ? Consent",
        "share! Name > Advertiser",
        "use PersonalData | ServiceImprovement ? Contract",
    ],
    "We do not share your data with advertisers. This may be considered a sale.": [
        "share! PersonalData > Advertiser"
    ],
    "We do not share your data with advertisers. The only exception is with your consent to vendors.": [
        "share! PersonalData > Advertiser",
        "share PersonalData > ServiceProvider ? Consent",
    ],
    "We share your usage data for analytics, but not with advertisers.": [
        "share UsageData > Recipient | Analytics",
        "share! UsageData > Advertiser",
    ],
    "We use your data to show ads based not on what you watch.": ["use PersonalData | Advertising"],
}
OF_OTHERS = {
    "We share your email address with our partners. That way they can send you offers.": [
        "share EmailAddress > BusinessPartner"
    ],
    "Advertisers use analytics to:\n\n- improve their ads": [],
    "We share your name with vendors. Our partners help us to:\n\n- show you ads": [
        "share Name > ServiceProvider"
    ],
    "We share your location with advertisers. Advertisers must opt in to this program.": [
        "share LocationData > Advertiser"
    ],
    "We share your data with other Example group members.": ["share PersonalData > Affiliate"],
    "# Our sub-processors\n\n## hosting\n\nPurpose: to bill you.\n\nData: your name.": [
        "use PersonalData | Billing",
        "collect Name",
    ],
}
BESIDE = {
    "We use your data to:\n\n- bill you\n- improve our services\n\n"
    "The data that we use for these purposes include your name and your email address.": [
        "use PersonalData | Billing",
        "use PersonalData | ServiceImprovement",
        "use Name EmailAddress",
    ],
    "We collect your name, and we share the information about you that does not identify you with our partners.": [
        "collect Name",
        "share NonPersonalData > BusinessPartner",
    ],
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [*DENIED.items(), *OF_OTHERS.items(), *BESIDE.items()],
)
def test_what_is_told_is_kept_apart(text: str, expected: list[str], read: Callable[[str], list[str]]) -> None:
    assert read(text) == expected
