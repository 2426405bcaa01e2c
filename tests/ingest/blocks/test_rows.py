"""Rows of tables are read by the titles of their columns."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Reader = Callable[[str], list[str]]

# the lines of a table -> what its rows say
TABLES = {
    "data, purposes and bases": (
        [
            "Type of data | Purpose of processing | Legal basis",
            "Your name, voicemails | To bill you | Performance of a contract",
            "Location data | To show you ads | Your consent",
        ],
        ["use Name Voicemail | Billing ? Contract", "use LocationData | Advertising ? Consent"],
    ),
    "purposes first": (
        [
            "Why do we use it? | What data is used?",
            "To bill you | Your name",
            "To fight fraud | Voicemails",
        ],
        ["use Name | Billing", "use Voicemail | FraudPrevention"],
    ),
    "a blank cell is the one above": (
        [
            "Personal data | Purposes",
            "Your name | To bill you",
            " | To fight fraud",
            "Voicemails | Marketing",
        ],
        ["use Name | Billing", "use Name | FraudPrevention", "use Voicemail | Marketing"],
    ),
    "what is collected and with whom it is shared": (
        [
            "Data we collect | Disclosed to",
            "Your name | Carriers",
            "Voicemails | No one",
        ],
        ["collect Name", "share Name > CommunicationsProvider", "collect Voicemail"],
    ),
    "sources receive nothing": (
        [
            "Type of data | Sources | Purposes",
            "Your name | Our carriers | To bill you",
            "Voicemails | Our carriers | To fight fraud",
        ],
        ["use Name | Billing", "use Voicemail | FraudPrevention"],
    ),
    "a cell that says more": (
        [
            "Type of data | Purposes",
            "Your name | To bill you. We do not sell your name.",
            "Voicemails | To fight fraud",
        ],
        ["use Name | Billing", "sell! Name", "use Voicemail | FraudPrevention"],
    ),
    "bases that a cell tells by a label": (
        [
            "Type of data | Purposes",
            "Your name. Legal basis: our contract. | To bill you",
            "Voicemails | To fight fraud (lawful grounds, where needed: your consent)",
            "The legal basis for all is told below. Faxes | Marketing",
        ],
        [
            "use Name | Billing ? Contract",
            "use Voicemail | FraudPrevention ? Consent",
            "use FaxContent | Marketing",
        ],
    ),
    "not about data": (["Country | Activity", "France | Billing", "Spain | Marketing"], []),
}


@pytest.mark.parametrize(("lines", "expected"), TABLES.values(), ids=TABLES)
def test_a_row_says_what_its_cells_name_together(read: Reader, lines: list[str], expected: list[str]) -> None:
    text = "\n".join(["This is our table.", "", *lines, ""])
    assert read(text) == expected


def test_what_stands_over_a_table_may_tell_that_its_data_are_collected(read: Reader) -> None:
    table = "Data | Purpose\nYour name | To bill you\nVoicemails | To fight fraud\n"
    told = "The table tells which kinds of data we collect and what they are for.\n\nIt is long.\n\n"
    told_not = "The table tells what your data are for.\n\n"
    assert read(f"Your data\n\n{told}{table}") == [
        "collect Name | Billing",
        "collect Voicemail | FraudPrevention",
    ]
    assert read(f"Your data\n\n{told_not}{table}") == [
        "use Name | Billing",
        "use Voicemail | FraudPrevention",
    ]
