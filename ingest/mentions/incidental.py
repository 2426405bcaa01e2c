"""Data that words name only beside what is said: what something depends on, what people give up."""

from __future__ import annotations

from collections.abc import Sequence

from policytrail.ingest.words.lexicon import SKIPPED, Mention
from policytrail.ingest.words.tokens import Token, stem
from policytrail.ingest.words.wordlists import words

_W = words()
DEPENDING = frozenset(["dependent", "depending", "depends"])
ENDING = frozenset(map(stem, "cease discontinue end stop suspend terminate".split()))
_BREAKING = _W["clause_end"] | _W["modals"] | frozenset(["we", "which"])
_REACH = 14  # how many words tell what something depends on, at most


def not_depended_on(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "Depending on the type of service, we use it to ...": what differs with something tells nothing of that."""
    within: set[int] = set()
    for at, token in enumerate(found[:-1]):
        if token.word in DEPENDING and found[at + 1].word in ("on", "upon"):
            reach = range(at + 2, min(at + _REACH, len(found)))
            within.update(range(at, next((k for k in reach if found[k].word in _BREAKING), reach.stop)))
    return [
        m
        for m in mentions
        if (m.scheme != "data" or m.first not in within) and not _is_on_choice_of_others(m, found)
    ]


def _is_on_choice_of_others(mention: Mention, found: Sequence[Token]) -> bool:
    """ "Depending on their settings", "on the host's settings": no way out for the reader."""
    if mention.scheme != "condition" or found[mention.first].word not in DEPENDING:
        return False
    # a word is shorter than what is written if that ends in "'s"
    return any(
        w.word == "their" or w.end - w.start > len(w.word) for w in found[mention.first : mention.last]
    )


def not_ended(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "After you stop your use of our services": what people do no more."""

    def is_ended(m: Mention) -> bool:
        at = m.first - 1
        while at > 0 and found[at].word in SKIPPED:
            at -= 1
        return at >= 0 and found[at].stem in ENDING and found[m.first].word in ("use", "usage", "using")

    return [m for m in mentions if m.scheme != "data" or not is_ended(m)]
