"""The date of a policy, in the many forms that policies write it, as ISO 8601."""

from __future__ import annotations

import datetime
import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<{0}>[0-3]?\d)(?:\s?(?:st|nd|rd|th))?"
_DATE = re.compile(
    r"\b(?=[\djfmasond])(?:"  # first what a date can begin with: this is asked at every word
    r"(?P<y1>(?:19|20)\d\d)-(?P<m1>[01]\d)-(?P<d1>[0-3]\d)"
    rf"|{_MONTH.format('m2')}\s{{1,3}}{_DAY.format('d2')}\s?,?\s{{1,3}}(?P<y2>(?:19|20)\d\d)"
    rf"|{_DAY.format('d3')}\s{{1,3}}(?:day\s)?(?:of\s)?{_MONTH.format('m3')},?\s{{1,3}}(?P<y3>(?:19|20)\d\d)"
    rf"|{_MONTH.format('m4')},?\s{{1,3}}(?P<y4>(?:19|20)\d\d)"
    r"|(?P<a5>[0-3]?\d)(?P<sep>[/.-])(?P<b5>[0-3]?\d)(?P=sep)(?P<y5>(?:19|20)?\d\d)"
    r")(?!\d)",
    re.IGNORECASE,
)
# What announces the date, the best first; between cue and date may stand a few words on the same line.
_CUES = tuple(
    re.compile(rf"\b(?:{cue})(?:[^\n.;|]|\.(?=\w)){{0,45}}?\n?\s*$", re.IGNORECASE)
    for cue in (
        r"effective|take[sn]?\s+effect|in\s+force|valid\s+(?:from|as\s+of)",
        (
            r"last\s+(?:updated?|modified|revised?|revision|change[ds]?|amended|edited|reviewed)"
            r"|(?:most\s+recent|latest)\s+(?:update|revision|version)|updated?|revised|modified|amended"
        ),
        r"revision|version|posted|published|dated?|as\s+of|issued|formulated|adopted",
        r"archived",
    )
)
_UNANNOUNCED = 2


def iso_date(text: str) -> str | None:
    """The first date in `text`: "2025-06-12", or "2025-06" where no day is said; None without one.

    Where only the order tells day from month, slashes put the month first and dots the day.

    >>> iso_date("as of June 25th, 2020"), iso_date("1st of May 2018"), iso_date("May, 2023")
    ('2020-06-25', '2018-05-01', '2023-05')
    >>> iso_date("12/10/2013"), iso_date("25/05/18"), iso_date("3.4.2019"), iso_date("31 June 2019")
    ('2013-12-10', '2018-05-25', '2019-04-03', None)
    """
    match = _DATE.search(text)
    return _iso(match) if match else None


def policy_date(text: str) -> str:
    """When the policy took effect; failing that, was last changed; failing that, archived; "" if unknown.

    >>> policy_date("Privacy Policy\\nLast updated May 2, 2020. Effective date: June 1, 2020.")
    '2020-06-01'
    """
    # A policy is dated at its head or at its foot; in between it dates laws and events.
    foot = max(len(text) - 1500, 3000)
    for start, end in ((0, 3000), (foot, len(text)), (3000, foot)):
        ranked: list[tuple[int, int, str]] = []
        for match in _DATE.finditer(text, start, end):
            iso, cue = _iso(match), _cue(text, match)
            if iso is not None and cue is not None:
                ranked.append((cue, match.start(), iso))
        if ranked:
            return min(ranked)[-1]
    return ""


def _cue(text: str, match: re.Match[str]) -> int | None:
    """The rank of what announces a date, None for a date of something else."""
    before = text[max(0, match.start() - 80) : match.start()]
    announced = next((rank for rank, pattern in enumerate(_CUES) if pattern.search(before)), None)
    if announced is None and match.start() < 400 and _stands_alone(text, match):
        return _UNANNOUNCED
    return announced


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether the date ends a short line, as in "Privacy Statement December 31, 2016"."""
    line_start = text.rfind("\n", 0, match.start()) + 1
    line_end = text.find("\n", match.end())
    rest = text[match.end() : line_end if line_end >= 0 else len(text)]
    return match.end() - line_start <= 80 and not rest.strip(" )")


def _iso(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    if part["m4"]:
        return f"{part['y4']}-{_month(part['m4']):02}"
    if part["y1"]:
        year, month, day = int(part["y1"]), int(part["m1"]), int(part["d1"])
    elif part["y5"]:
        first, second = int(part["a5"]), int(part["b5"])
        day_first = first > 12 or (part["sep"] == "." and second <= 12)
        day, month = (first, second) if day_first else (second, first)
        year = int(part["y5"]) + (2000 if len(part["y5"]) == 2 else 0)
    else:
        form = "2" if part["y2"] else "3"
        year, month, day = int(part["y" + form]), _month(part["m" + form]), int(part["d" + form])
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1
