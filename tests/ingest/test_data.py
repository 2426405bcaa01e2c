"""Which data the words of a sentence name: heads left out, people's own data and others', what is handed over."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Read = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We collect your billing and delivery address.", "collect PostalAddress"),
        (
            "We collect call, browser (with the IP address) and TV records.",
            "collect CallDetailRecord WebUsageData IPAddress UsageData",
        ),
        ("We collect the length, date and time of your calls.", "collect CallDuration CallTime"),
        ("We collect credit, debit, or other payment card information.", "collect PaymentData"),
        ("We collect credit card and bank account numbers.", "collect PaymentData"),
        # what only ends another phrase lends no word to the list
        (
            "We collect the browser of the service, the IP address.",
            "collect BrowserType IPAddress",
        ),
    ],
)
def test_words_left_out_in_a_list(read: Read, text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("rest", "added"),
    [
        ("other personal information", " PersonalData"),
        ("any other personal data", " PersonalData"),
        ("other information", ""),
        ("other contact information", " ContactData"),
    ],
)
def test_the_rest_of_a_list(read: Read, rest: str, added: str) -> None:
    """It adds what it names; "other information" names nothing."""
    assert read(f"We collect your name and {rest}.") == [f"collect Name{added}"]


def test_what_is_listened_to(read: Read) -> None:
    """ "To" after "listen" begins no purpose."""
    assert set(read("We do not read or listen to private e-mail or conversations.")) == {
        "collect! MessageContent CallContent"
    }
