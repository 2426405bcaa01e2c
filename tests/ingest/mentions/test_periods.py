"""Stated periods as ISO 8601 durations."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrail.ingest.mentions.periods import periods
from policytrail.ingest.words.tokens import tokens


def found(text: str) -> list[str]:
    return [m.concept.removeprefix("FixedPeriod:") for m in periods(tokens(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for 18 months", ["P18M"]),
        ("two (2) years", ["P2Y"]),
        ("for a year", ["P1Y"]),
        ("one week", ["P1W"]),
        ("within 72 hours", ["PT72H"]),
        ("an hour", ["PT1H"]),
        ("thirty calendar days", ["P30D"]),
        ("a ninety-day period", ["P90D"]),
        ("6 to 24 months", ["P6M", "P24M"]),
        ("six (6) to twelve (12) months", ["P6M", "P12M"]),
        ("between one and three years", ["P1Y", "P3Y"]),
        ("24 months plus the current month", ["P24M"]),
        ("5 years for billing data, 30 days for logs", ["P5Y", "P30D"]),
        ("2 yrs", ["P2Y"]),
        ("at any time of day", []),
        ("the years 2019 and 2020", []),
        ("in 2018 we keep it for months", []),
        ("12345 days", []),
        ("section 3 (months)", ["P3M"]),
    ],
)
def test_periods(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@given(st.integers(1, 9999), st.sampled_from(["hour", "day", "week", "month", "year"]), st.booleans())
def test_any_number_with_a_unit(number: int, unit: str, full: bool) -> None:
    form = f"PT{number}H" if unit == "hour" else f"P{number}{unit[0].upper()}"
    words = tokens(f"We keep it for {number} {'full ' * full}{unit}s after that.")
    mention, *more = periods(words)
    assert (mention.concept, more) == (f"FixedPeriod:{form}", [])
    assert (words[mention.first].word, words[mention.last].stem) == (str(number), unit)


@given(st.text(st.sampled_from("0123456789 ()daysmonthsyears,-"), max_size=60))
def test_every_period_is_a_duration(text: str) -> None:
    assert all(re.fullmatch(r"P(\d{1,4}[DWMY]|T\d{1,4}H)", form) for form in found(text))
