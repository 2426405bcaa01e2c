"""What people write or say to the provider: correspondence with it, and no messages to each other."""

from __future__ import annotations

from collections.abc import Sequence

from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.tokens import Token, stem

_SAID = frozenset("CommunicationsContent EmailAddress MessageContent".split())
_TELLING = frozenset(map(stem, "call contact correspond email send text write".split()))


def told_us(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "If you write to us, we keep the content of your message": what people tell the provider, not each other."""
    us = next((k for k, w in enumerate(found) if w.word == "us" and _is_told(found, k)), None)
    if us is None:
        return list(mentions)
    return [
        m._replace(concept="SupportData")
        if m.concept in _SAID and m.first > us and found[m.first].stem == "content"
        else m
        for m in mentions
    ]


def _is_told(found: Sequence[Token], us: int) -> bool:
    """Whether people are said to write or speak to "us" at a position: "if you correspond with us", "send us a letter"."""
    verb = us - 1 - (found[us - 1].word in ("to", "with"))
    return verb > 0 and found[verb].stem in _TELLING and found[verb - 1].word in ("to", "you", "users")
