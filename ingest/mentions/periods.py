"""Stated periods ("18 months", "two (2) years") as ISO 8601 durations."""

from __future__ import annotations

from collections.abc import Sequence

from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.tokens import Token

_NUMBERS = {
    name: value
    for value, name in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"a": 1, "an": 1, "twenty-four": 24, "thirty": 30, "sixty": 60, "ninety": 90, "forty": 40, "fifty": 50}
_UNITS = {"hour": "TH", "day": "D", "week": "W", "month": "M", "year": "Y", "hr": "TH", "yr": "Y", "mth": "M"}
UNIT_WORDS = frozenset(_UNITS) | {f"{unit}s" for unit in _UNITS} | {"fortnight"}
_BETWEEN = frozenset(["(", ")", "calendar", "business", "full", "consecutive", "working", "(", "-"])


def _is_age(words: Sequence[Token], at: int) -> bool:
    """Whether years are somebody's age: "18 years old", "13 years of age"."""
    after = [w.word for w in words[at + 1 : at + 3]]
    return after[:1] == ["old"] or after == ["of", "age"]


def periods(words: Sequence[Token]) -> list[Mention]:
    """Every number with a unit of time in `words`, as retention mentions `FixedPeriod:P18M`.

    >>> from policytrail.ingest.words.tokens import tokens
    >>> [m.concept for m in periods(tokens("for six (6) to 24 months, at most two years"))]
    ['FixedPeriod:P6M', 'FixedPeriod:P24M', 'FixedPeriod:P2Y']
    """
    found: list[Mention] = []
    pending: list[tuple[int, int]] = []
    if UNIT_WORDS.isdisjoint([t.word for t in words]):
        return found
    for at, token in enumerate(words):
        word = token.word
        number = int(word) if word.isdigit() and len(word) < 5 else _NUMBERS.get(word)
        if number is not None and word not in ("a", "an"):
            if pending and words[at - 1].word == "(" and pending[-1][0] == at - 2:
                pending.pop()  # "six (6)"
            pending.append((at, number))
            continue
        if word == "fortnight":
            found.append(Mention("retention", "FixedPeriod:P2W", at, at))
        if word == "year" and at > 1 and [w.word for w in words[at - 2 : at]] == ["half", "a"]:
            found.append(Mention("retention", "FixedPeriod:P6M", at - 2, at))
            pending = []
            continue
        unit = _UNITS.get(word.removesuffix("s"))
        if unit and _is_age(words, at):
            pending = []
            continue
        if unit and pending:
            for first, value in pending:
                form = f"PT{value}H" if unit == "TH" else f"P{value}{unit}"
                found.append(Mention("retention", f"FixedPeriod:{form}", first, at))
            pending = []
        elif unit and at and words[at - 1].word in ("a", "an", "one"):
            form = "PT1H" if unit == "TH" else f"P1{unit}"
            found.append(Mention("retention", f"FixedPeriod:{form}", at - 1, at))
        elif word not in _BETWEEN and word not in ("to", "and", "or", "–", "–"):
            pending = []
    return found
