"""Whether a flow is plainly affirmed: what a policy says that people may choose, or do, is no promise broken."""

from __future__ import annotations

import re
from typing import Final

from policytrail.graph.contradictions.passages import Clause
from policytrail.graph.contradictions.reach import is_of_this
from policytrail.graph.evidence import FlowFact
from policytrail.ontology.taxonomy import taxonomy
from policytrail.ontology.vocabulary import local

_NOT_PERSONAL: Final = re.compile(
    r"\b(?:anonymi[sz]ed|anonymous|anonymously|aggregated?|de-?identified|non-?(?:personal(?:ly)?|identif\w+)|statistical|statistics)\b",
    re.IGNORECASE,
)
_PERSONAL: Final = re.compile(
    r"(?<!non-)(?<!non )\bpersonal(?:ly identifiable)? (?:data|information)\b|\bPII\b", re.IGNORECASE
)
_CHOICE: Final = re.compile(
    r"\b(?:agents?|consumers?|customers?|individuals?|members?|residents?|subscribers?|users?|visitors?|you)\b"
    r"[^.;]{0,40}?\b(?:able|allows?|can|choose|could|decide|has|have|may|want|wish)\b[^.;]{0,60}?"
    r"\b(?:block|control|disable|limit|object|opt|prevent|prohibit|request|restrict|stop|tell us not|withdraw)\b"
    r"|^\W*(?:to )?opt(?:ing)?[- ]?out\b|\brights? to\b|\bopted[- ]out\b|\bto opt[- ]out\b"
    r"|\b(?:act[”\"]?|laws?)(?: \([^)]*\))? (?:allows?|does permit|gives?|limits?|permits?|requires?)\b",
    re.IGNORECASE,
)
_THEIRS: Final = re.compile(
    r"\b(?:if|when|whenever|where) you (?:\w+ )?(?:access|agree|allow|ask|choose|click|connect|decide|direct|disclose|elect|"
    r"interact|link|log|make|opt|post|publish|share|sign|upload|visit)\b|\byou (?:\w+ ){0,3}(?:make|made) (?:\w+ )?available\b"
    r"|\bif any\b|\bnone of\b|\byour choices\b|\bpolicy (?:applies|covers|describes|explains)\b",
    re.IGNORECASE,
)
_SHOWN_BY_YOU: Final = re.compile(
    r"\byou(?:r use)?\b.*\b(?:disclose|post|publish|share|submit|upload)", re.IGNORECASE
)
_NAMES_DATA: Final = re.compile(r"\b(?:information|data|details|records?|PII|CPNI|it|them)\b", re.IGNORECASE)


def is_plain(flow: FlowFact, around: Clause, before: str) -> bool:
    """Whether a flow says that data of people go to others by what the provider does.

    Args:
        flow: the flow.
        around: its clause.
        before: the sentence before its own, which tells what "this information" is.

    >>> from policytrail.graph.evidence import Evidence
    >>> def says(words, *conditions, before=""):
    ...     place = Evidence(words, 0, len(words), "")
    ...     return is_plain(FlowFact("f", "acme", "share", "", "", ("Name",), (), conditions, place), Clause("", words, ""), before)
    >>> says("Partners may get your name")
    True
    >>> says("You can limit what partners get of your name", "OptOut")
    False
    >>> says("You can show others your name", "UserInitiated")
    False
    >>> says("Partners get anonymous names")
    False
    >>> says("Partners get this information", before="We count anonymous visits.")
    False
    """
    words = flow.evidence.quote
    told = around.before + words
    if "UserInitiated" in flow.conditions or _CHOICE.search(words) or _THEIRS.search(told):
        return False
    if local(flow.recipient) in ("Public", "OtherUser") and _SHOWN_BY_YOU.search(told):
        return False
    if flow.data == ("PersonalData",) and not _NAMES_DATA.search(
        words + flow.evidence.section.rpartition(" > ")[2]
    ):
        return False  # it names no data: that there are some is only inferred
    said = before + words if is_of_this(words) else words
    return not _NOT_PERSONAL.search(said) or is_of_people(words)


def is_of_people(words: str) -> bool:
    """Whether words name personal information."""
    return bool(_PERSONAL.search(words))


def is_technical(data: str) -> bool:
    """Whether data are of a device or of use, which policies that speak of personal information seldom mean."""
    known = taxonomy()
    return data in known.descendants("DeviceData") or data in known.descendants("UsageData")
