"""Ads that are clicked, counted or come from, and not shown: words for advertising that tell no purpose."""

from __future__ import annotations

from collections.abc import Sequence

from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.tokens import Token
from policytrail.ingest.words.wordlists import words

_W = words()
_USERS = _W["user"] | {"contacts", "friends", "people", "those"}
_ADS = frozenset(["ad", "advert", "advertisement"])  # stems
_ENDING = frozenset(". ; : ( ) to for with by in".split())


def is_seen(mention: Mention, found: Sequence[Token]) -> bool:
    """ "Which ads you clicked on", "the performance of advertisements": what is counted, not what is done."""
    if found[mention.first].stem not in _W["promoting"] or found[mention.first - 1].word == "to":
        return False
    before = found[max(0, mention.first - 5) : mention.first]
    stems = {w.stem for w in before}
    after = found[mention.last + 1 : mention.last + 3]
    if len(after) == 2 and after[0].word in _USERS and after[1].stem in _W["seeing"]:
        return True
    if found[mention.last].stem in _ADS and any(w.word == "from" for w in before[2:]):
        return True  # "whether you came from an online ad"
    if _is_measured_among(mention, found):
        return True
    return bool(stems & _W["seeing"]) and not stems & {
        "deliver",
        "serv",
        "show",
        "display",
        "provid",
        "target",
    }


def _is_measured_among(mention: Mention, found: Sequence[Token]) -> bool:
    """ "The effectiveness of our features, offers and ads": ads in a list of what is measured."""
    if found[mention.first].stem not in _ADS:
        return False
    for at in range(mention.first - 1, max(0, mention.first - 12), -1):
        if found[at].word == "of":
            return found[at - 1].stem in ("effectivenes", "performanc")
        if found[at].word in _ENDING or found[at].word in _W["infinitives"]:
            return False
    return False
