"""What people write or say to the provider: correspondence with it, and no messages to each other."""

from __future__ import annotations

from collections.abc import Sequence

from policytrail.ingest.words.lexicon import SKIPPED, Mention
from policytrail.ingest.words.lists import JOINING
from policytrail.ingest.words.tokens import Token, stem
from policytrail.ingest.words.wordlists import words

_W = words()
_CHANNELS = frozenset("chat chats email emails".split())
_BY = frozenset("by over through via".split())
_LISTED = (
    JOINING
    | SKIPPED
    | _CHANNELS
    | frozenset(
        "fax instant letter live mail messaging mobile online person phone post sms telephone text web".split()
    )
)
_VERBS = _W["be"] | _W["have"] | _W["modals"]

_SAID = frozenset("CommunicationsContent EmailAddress MessageContent".split())
_TELLING = frozenset(map(stem, "call contact correspond email send text write".split()))


def is_channel(mention: Mention, found: Sequence[Token]) -> bool:
    """Whether a word only tells how people are reached: "by phone, email or online chat"."""
    at, after = mention.first - 1, mention.last + 1
    if found[mention.last].word not in _CHANNELS or after < len(found) and found[after].word in _VERBS:
        return False
    while at >= 0 and found[at].word in _LISTED:
        at -= 1
    return at >= 0 and found[at].word in _BY


def told_us(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "If you write to us, we keep the content of your message": what people tell the provider, not each other."""
    us = next((k for k, w in enumerate(found) if w.word == "us" and _is_told(found, k)), None)
    if us is None:
        return list(mentions)
    return [
        m._replace(concept="SupportData")
        if m.concept in _SAID and m.first > us and "content" in (found[m.first].stem, found[m.last].stem)
        else m
        for m in mentions
    ]


def _is_told(found: Sequence[Token], us: int) -> bool:
    """Whether people are said to write or speak to "us" at a position: "if you correspond with us", "send us a letter"."""
    verb = us - 1 - (found[us - 1].word in ("to", "with"))
    return verb > 0 and found[verb].stem in _TELLING and found[verb - 1].word in ("to", "you", "users")
