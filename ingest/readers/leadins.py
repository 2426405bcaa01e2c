"""Lead-ins: the words that govern the list below them."""

from __future__ import annotations

import re

_COLON = re.compile(r"[:：][\s\-–—*\"”]*\Z")
_OPEN = re.compile(
    r"\b(?:including|includes?|such as|following|to|by|when|that|if|are|and/or)\s*[-–—]?\Z",
    re.IGNORECASE,
)
_CLOSED = (".", ";", ",", "!", "?", ")")
_CUE = re.compile(
    r"\b(?:following|follows|below|listed here|such as|includ(?:e|es|ing)|examples?|these|namely|for instance|"
    r"(?:several|various|different|certain|two|three|four|five|six) (?:\w+ )?"
    r"(?:ways|types|kinds|categories|purposes|reasons|sources|circumstances))\b",
    re.IGNORECASE,
)
_STRONG_CUE = re.compile(
    r"(?:\bthe following|\bas follows|\b(?:detailed|described|listed|set out|set forth|outlined|explained|shown|"
    r"summari[sz]ed|identified) below|\bbelow (?:are|is|we|list)|\blist(?:ed)? below|\A\s*these (?:are|include)|"
    r"\bfollowing (?:are|is))\b",
    re.IGNORECASE,
)

_BREAK = re.compile(
    r"\b(?:to|not|may|will|can|could|might|must|shall|should|would|we|by|also|either|both)\s*[:：]?[\s\-–—]*\Z",
    re.IGNORECASE,
)
_SUBJECTS = re.compile(
    r"we|you|i|they|it|he|she|this|that|these|those|the|a|an|our|your|their|if|when|where|while|"
    r"please|however|in|for|as|although|unless|each|any|all|some|no|there",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:(?P<verb>is|are|was|were|may|will|can|could|might|must|shall|should|would|has|have|does|do)|"
    r"(?:that|which|who|whom|when|where|if|unless|whether|how|what|as))\b",
    re.IGNORECASE,
)

_PROSE = re.compile(
    r"(?:this|these|please|if you|however|despite|for (?:more|further)|in addition|to (?:exercise|learn)|note|"
    r"by using|therefore|additionally|furthermore|such|while|(?:you|we) may also|in general|as a)\b",
    re.IGNORECASE,
)

# "how we handle it is set forth below in this policy": no list
_ON_ITSELF = re.compile(r"\b(?:policy|notice|statement|agreement|terms|sections?)\b", re.IGNORECASE)


def is_colon_lead_in(body: str) -> bool:
    """Whether `body` ends in a colon, or breaks off where a list must follow ("such as", "to")."""
    if body.endswith(_CLOSED):
        return False
    tail = body[-60:]
    return bool(_COLON.search(tail)) or bool(_OPEN.search(tail))


def announces_list(body: str) -> bool:
    """Whether the last sentence of `body` may govern marked items right below it: it says so, or never ends."""
    if body[-1] not in ".!?;," and len(body.split()) > 3:
        return True
    return bool(_CUE.search(_last_sentence(body)))


def announces_items(body: str) -> bool:
    """Whether the last sentence of `body` says that a list comes ("as detailed below", "the following are")."""
    sentence = _last_sentence(body)
    lower = sentence.lower()
    if "follow" not in lower and "below" not in lower and not lower.lstrip().startswith("these"):
        return False  # none of the cues
    return ": " not in sentence and bool(_STRONG_CUE.search(sentence)) and not _ON_ITSELF.search(sentence)


def breaks_off(body: str) -> bool:
    """Whether the items below `body` go on with its verb ("Windstream does not:", "We use it to:")."""
    return bool(_BREAK.search(body[-40:]))


def has_subject(body: str) -> bool:
    """Whether `body` is a clause of its own, not the rest of one ("Sell your data", "Data may be sold")."""
    if _SUBJECTS.fullmatch(body[:20].split(None, 1)[0]):
        return True
    found = _FINITE.search(body, 0, 120)
    return found is not None and found.lastgroup == "verb"


def returns_to_prose(body: str) -> bool:
    """Whether `body` opens like the paragraph after a list."""
    return bool(_PROSE.match(body))


def _last_sentence(body: str) -> str:
    tail = body[-400:].rstrip()
    cut = max(tail.rfind(". ", 0, -1), tail.rfind("? ", 0, -1))
    return tail[cut + 1 :]
