"""What companies do for the provider is no data but what they receive data for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TEXTS = {
    "examples of services": (
        "We share your information with vendors who perform services for us, such as credit card processing and web hosting.",
        ["share PersonalData > ServiceProvider | ServiceProvision Billing"],
    ),
    "in brackets, whatever else they do": (
        "We disclose your name to vendors who perform services on our behalf (for example, card processing and auditing).",
        ["share Name > ServiceProvider | Billing Recordkeeping"],
    ),
    "examples that are parties": (
        "We share your name with companies that provide services, such as advertisers.",
        ["share Name > ServiceProvider Advertiser"],
    ),
    "services that nobody performs": (
        "We collect what you do with our services, such as your call records.",
        ["collect CallDetailRecord"],
    ),
    "companies that are hired": (
        "We hire other firms and companies to perform certain functions. Examples include mailing letters and processing payments.",
        [
            "share PersonalData > ServiceProvider | ServiceProvision",
            "share PersonalData > ServiceProvider | Billing",
        ],
    ),
    "functions in a sentence of their own": (
        "We employ vendors to run our shop. These functions may include e-mail delivery and customer service.",
        [
            "share PersonalData > ServiceProvider",
            "share PersonalData > ServiceProvider | CommunicationDelivery CustomerSupport",
        ],
    ),
    "within the provider's companies": (
        "We disclose your name within Example.",
        ["share Name > Affiliate"],
    ),
    "a way out of that": (
        "You may opt out of the sharing of your name, within the Example family of companies, for marketing.",
        ["share Name > Affiliate | Marketing ? OptOut"],
    ),
    "contacted only to be told of offers": (
        "We use your name to contact you to tell you about our special offers.",
        ["use Name | Marketing"],
    ),
    "contacted for more than offers": (
        "We use your name to contact you about your order and to tell you about our special offers.",
        ["use Name | UserCommunication Marketing"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS)
def test_task(text: str, expected: list[str], read: Callable[[str], list[str]]) -> None:
    assert read(text) == expected
