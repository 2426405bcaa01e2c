"""What the provider says that it will not do, or may not: "we have no intention of sharing", "the law prohibits us from using"."""

from __future__ import annotations

from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import words

_W = words()
ASIDES = {",": ",", ")": "(", "–": "–", "—": "—"}  # signs that end an aside, with what begins it
# What may stand between a verb and its subject, but for words in "-ly".
ADVERBS = _W["adverbs"] | {"first", "now"}
_AGAINST = frozenset("against contrary never no not".split())
_AIMS = frozenset(
    "aim custom desire habit intent intention interest means need plan plans policy practice principle principles reason values way wish".split()
)
_BANNING = frozenset(map(stem, "ban bar barred forbid forbidden preclude prohibit".split()))
_REFRAINING = frozenset(map(stem, "abstain avoid refrain".split()))
_RESTRICTING = frozenset([stem("restrict")])
_WILLED = _W["negations"] | _W["user"] | {"to"}


def disowned(s: Sentence, at: int) -> int | None:
    """Where the provider stands who will not do what begins with "to" or a gerund at a position, None if nothing says so.

    "We have no intention of sharing", "we refrain from selling", "it is not our practice to read", "we are incapable of
    reading", "the law prohibits us from using".
    """
    if s.word(at - 1) == "from" and (banned := _banned(s, at - 2)) is not None:
        return banned
    said = at - 1 if s.word(at) == "to" else at - 2 if s.word(at - 1) in ("from", "in", "of") else at - 1
    if s.word(said) in ASIDES:  # "we have no way – and no wish – to read"
        opening = (k - 1 for k in range(said - 2, said - 9, -1) if s.word(k) == ASIDES[s.word(said)])
        said = next(opening, said)
    if s.stem(said) in _REFRAINING and s.word(at) != "to":
        verb = said
    elif s.word(said) == "incapable":
        verb = said - 1
        while s.word(verb) in ADVERBS or s.word(verb).endswith("ly"):
            verb -= 1
        if s.word(verb) not in _W["be"]:
            return None
    elif s.word(said) in _AIMS:
        no = next((k for k in range(said - 1, said - 4, -1) if s.word(k) in _AGAINST), None)
        if no is None:
            return None
        if s.word(no) == "not" and "have" in s.span(no + 1, said):  # "we do not have any means of"
            no += 1
        elif (
            s.word(no) != "no" or s.word(no - 1) in _W["be"]
        ):  # "it is not our practice", "it is no part of our policy"
            return no - 2 if s.word(no - 2) == "it" else None
        verb = no - 1
        if s.word(verb) == "not":
            verb -= 1
    else:
        return None
    while s.word(verb - 1) in _W["modals"] or s.word(verb - 1) in ADVERBS:
        verb -= 1
    return verb - 1 if s.word(verb - 1) == "we" or verb - 1 in s.provider_at else None


def _banned(s: Sentence, last: int) -> int | None:
    """Where the provider stands that is kept from doing something: "the law prohibits us", "we are prohibited"."""
    us = s.word(last) == "us" or last in s.provider_at
    verb = last - 1 if us else last
    if not us:  # "prohibited by law from"
        verb = next((k - 1 for k in range(last, last - 4, -1) if s.word(k) == "by"), last)
    banned = s.stem(verb) in _BANNING or us and s.stem(verb) in _RESTRICTING
    if not banned or not _WILLED.isdisjoint(s.span(verb - 3, verb - 1)):
        return None  # "the law does not prohibit us", "you may prohibit us"
    if us:
        return last
    be = verb - 1 - s.word(verb - 1).endswith("ly")
    owner = be - 1
    ours = s.word(owner) == "we" or owner in s.provider_at
    return owner if s.word(be) in _W["be"] and ours else None
