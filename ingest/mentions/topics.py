"""What data tell of, which is not what they are for: "information related to disputes"."""

from __future__ import annotations

from collections.abc import Sequence

from policytrail.ingest.words.lexicon import SKIPPED, Mention
from policytrail.ingest.words.tokens import Token
from policytrail.ingest.words.wordlists import words

TELLING = words()["generic_nouns"] | {"details", "documents", "records"}
"""Nouns for what tells of something."""


def is_topic(mention: Mention, found: Sequence[Token]) -> bool:
    """ "Information related to disputes": what is told of right after such a noun."""
    at = mention.first - 1
    while at > 0 and found[at].word in SKIPPED:
        at -= 1
    return (
        at > 1 and found[at].word == "to" and found[at - 1].stem == "relat" and found[at - 2].word in TELLING
    )
