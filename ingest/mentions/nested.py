"""Data named with the words for other data: "anonymous information about how you use our app", "the number of messages"."""

from __future__ import annotations

from collections.abc import Sequence

from policytrail.ingest.finding import GENERIC
from policytrail.ingest.words.lexicon import SKIPPED, Mention, lexicon
from policytrail.ingest.words.lists import JOINING
from policytrail.ingest.words.tokens import Token
from policytrail.ingest.words.wordlists import words

_W = words()
ABOUT = _W["about"] - {"on"}
COUNTS = frozenset(["number", "numbers"])
_WITHIN = 8  # words of a label behind its noun, at most
# What is in messages and files, which a count of them does not tell.
_CONTENTS = frozenset(
    "CommunicationsContent FeedbackData FileContent MessageContent PhotoData VideoContent".split()
)
_MANY = SKIPPED | frozenset("different individual total unique".split())


def told_about(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "Non-personal information about how you use our app": what data are about, of which the noun says what they are."""
    ends = {m.last: m for m in mentions if m.scheme == "data" and m.last > m.first}
    starts = {m.first for m in mentions if m.scheme == "data"}
    added = []
    for at, token in enumerate(found[:-2]):
        if token.word not in _W["generic_nouns"] or at not in ends or found[at + 1].word not in ABOUT:
            continue
        for m in lexicon().mentions(found[at : at + _WITHIN]):
            told = m.scheme == "data" and m.concept != GENERIC and m.first == 0 and m.last > 1
            if told and starts.isdisjoint(range(at + 1, at + m.last + 1)):
                added.append(m._replace(first=at + 2, last=at + m.last))
    return [*mentions, *added]


def counted(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "The number of messages, posts and comments": how much people do, and not what they write."""
    return [
        m._replace(concept="UsageData") if m.concept in _CONTENTS and _is_counted(m.first, found) else m
        for m in mentions
    ]


def _is_counted(first: int, found: Sequence[Token]) -> bool:
    """Whether a count is of what begins at a position, alone or in a list."""
    at = first - 1
    listed = 0
    while at > 0 and listed < 4:
        if found[at].word == "of":
            return found[at - 1].word in COUNTS
        if found[at].word in JOINING:
            listed += 1
        elif found[at].word not in _MANY and not (
            found[at + 1].word in JOINING or found[at - 1].word == "of"
        ):
            return False
        at -= 1
    return False
