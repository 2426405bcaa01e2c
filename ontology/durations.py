"""ISO 8601 durations of stated periods: checked, counted in months, written in one way."""

from __future__ import annotations

import re
from typing import Final

DURATION: Final = re.compile(
    r"P(?=\d|T\d)(?:(?P<Y>\d{1,4})Y)?(?:(?P<M>\d{1,4})M)?(?:(?P<W>\d{1,4})W)?(?:(?P<D>\d{1,5})D)?"
    r"(?:T(?=\d)(?:(?P<h>\d{1,5})H)?(?:(?P<m>\d{1,5})M)?(?:(?P<s>\d{1,5})S)?)?"
)
"""What a period may look like."""

_DAY: Final = 24 * 60 * 60  # seconds


def months(period: str) -> int:
    """A duration as whole months, so that periods compare; days are rounded to the nearest.

    >>> months("P18M"), months("P2Y"), months("P90D"), months("P2W")
    (18, 24, 3, 0)
    """
    whole, seconds = _read(period)
    return whole + round(seconds / _DAY / (365.25 / 12))


def canonical(period: str) -> str:
    """The one way in which stores write all durations that say the same; XML Schema knows no weeks.

    >>> canonical("P24M"), canonical("P18M"), canonical("P2W"), canonical("PT120H"), canonical("P0D")
    ('P2Y', 'P1Y6M', 'P14D', 'P5D', 'PT0S')
    """
    whole, seconds = _read(period)
    days, seconds = divmod(seconds, _DAY)
    date = _units(("Y", whole // 12), ("M", whole % 12), ("D", days))
    time = _units(("H", seconds // 3600), ("M", seconds // 60 % 60), ("S", seconds % 60))
    return f"P{date}T{time}" if time else f"P{date}" if date else "PT0S"


def _read(period: str) -> tuple[int, int]:
    """Months and seconds of a duration, which do not convert to each other."""
    match = DURATION.fullmatch(period)
    if match is None:
        raise ValueError(f"no ISO 8601 duration: {period!r}")
    part = {name: int(value or 0) for name, value in match.groupdict().items()}
    seconds = (part["W"] * 7 + part["D"]) * _DAY + part["h"] * 3600 + part["m"] * 60 + part["s"]
    return part["Y"] * 12 + part["M"], seconds


def _units(*amounts: tuple[str, int]) -> str:
    return "".join(f"{amount}{unit}" for unit, amount in amounts if amount)
