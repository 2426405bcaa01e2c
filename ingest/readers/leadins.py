"""Lead-ins: the words that govern the list below them."""

from __future__ import annotations

import re

_COLON = re.compile(r"[:：][\s\-–—*\"”]*\Z")
_OPEN = re.compile(
    r"\b(?:including|includes?|such as|following|to|by|when|that|if|are|and/or)\s*[-–—]?\Z",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"\b(?:following|follows|below|listed here|such as|includ(?:e|es|ing)|examples?|these|namely|for instance|"
    r"(?:several|various|different|certain|two|three|four|five|six) (?:\w+ )?"
    r"(?:ways|types|kinds|categories|purposes|reasons|sources|circumstances))\b",
    re.IGNORECASE,
)
_STRONG_CUE = re.compile(
    r"\b(?:the following|as follows|(?:detailed|described|listed|set out|set forth|outlined|explained|shown|"
    r"summari[sz]ed|identified) below|below (?:are|is|we|list)|list(?:ed)? below|these (?:are|include)|"
    r"following (?:are|is))\b",
    re.IGNORECASE,
)


def is_colon_lead_in(body: str) -> bool:
    """Whether `body` ends in a colon, or breaks off where a list must follow ("such as", "to")."""
    tail = body[-60:]
    return bool(_COLON.search(tail)) or bool(_OPEN.search(tail))


def announces_list(body: str) -> bool:
    """Whether the last sentence of `body` may govern marked items right below it."""
    return bool(_CUE.search(_last_sentence(body)))


def announces_items(body: str) -> bool:
    """Whether the last sentence of `body` says that a list comes ("as detailed below", "the following are")."""
    return bool(_STRONG_CUE.search(_last_sentence(body)))


def _last_sentence(body: str) -> str:
    tail = body[-400:].rstrip()
    cut = max(tail.rfind(". ", 0, -1), tail.rfind("? ", 0, -1))
    return tail[cut + 1 :]
