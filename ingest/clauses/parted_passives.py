"""Participles that other words part from their auxiliary: "are closed after a week and deleted", "nor is your name shared"."""

from __future__ import annotations

from policytrail.ingest.clauses.coordination import is_participle
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.wordlists import verb_classes, words

_W = words()
_NEW_CLAUSE = _W["clause_end"] | _W["relatives"] | _W["modals"] | _W["be"] | {"to", "we", "you"}


def passive_begun(s: Sentence, at: int) -> int:
    """Where "are" stands before another verb in "tickets are closed after a week and deleted", 0 where nothing is begun."""
    before = at - 1
    while s.word(before) in _W["adverbs"] or s.word(before) == "then" or s.word(before).endswith("ly"):
        before -= 1
    if s.word(before) == ",":  # "are blocked and, after three years, erased"
        before = next((k - 1 for k in range(before - 1, before - 7, -1) if s.word(k) == ","), before)
    if s.word(before) != "and" or s.stem(at) == "mak":
        return 0
    for k in range(before - 1, max(0, before - 12), -1):
        word = s.word(k)
        if is_participle(word) and s.word(k - 1) in _W["be"]:
            return 0 if s.stem(k) in verb_classes() or k + 1 == before and s.word(at - 1) != "," else k - 1
        if word in _NEW_CLAUSE:
            return 0
    return 0


def inverted(s: Sentence, at: int) -> int:
    """Where "is" stands in "nor is your number shared", 0 for what is not so said."""
    for k in range(at - 1, max(0, at - 9), -1):
        if s.word(k) in _W["be"] and s.word(k - 1) == "nor":
            return k
        if s.word(k) in _NEW_CLAUSE:
            return 0
    return 0
