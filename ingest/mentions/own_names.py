"""The provider's names where they stand for "we", "us" or "our", so that what is read of those is read of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from policytrail.ingest.words.tokens import POSSESSIVE, Token
from policytrail.ingest.words.wordlists import verb_classes, words

_W = words()
_TO = frozenset("by for from to upon with".split())  # before whom something is given or done
# What follows a name that is no part of a longer noun phrase, as it is in "Example account".
_AFTER_OBJECT = (
    _W["clause_end"]
    | _W["connectors"]
    | _W["determiners"]
    | _W["directions"]
    | _W["subordinators"]
    | _W["leave"]
    | frozenset("access as at by for from in not of on who".split())
)
_COMMON = frozenset(["company", "cooperative"])  # what policies call their providers
_AFTER_SUBJECT = _W["modals"] | _W["be"] | _W["have"] | _W["adverbs"] | _W["negations"]
_BEFORE_SUBJECT = (
    _W["clause_end"]
    | _W["generic_nouns"]
    | _W["relatives"]
    | _W["subordinators"]
    | frozenset(["", "and", "but"])
)


def as_pronouns(
    found: Sequence[Token], own: Collection[int], text: str
) -> tuple[list[Token], frozenset[int]]:
    """The words with "we", "us" and "our" for names of the provider, one word each, and where its names stand.

    Args:
        found: the words of a span of `text`.
        own: where the names stand.
    """
    made: list[Token] = []
    placed: set[int] = set()
    at = 0
    while at < len(found):
        last = at
        while last + 1 in own and last in own:
            last += 1
        # "the Company" as a whole is "we"
        titled = at > 0 and found[last].word in _COMMON and found[at - 1].word == "the"
        pronoun = _pronoun(found, at - titled, last, text) if at in own else ""
        if pronoun:
            if titled:
                made.pop()
            placed.update([len(made)] if pronoun != "our" else ())
            made.append(Token(found[at - titled].start, found[last].end, pronoun, pronoun))
        else:
            placed.update(range(len(made), len(made) + last + 1 - at) if at in own else ())
            made += found[at : last + 1]
        at = last + 1
    return made, frozenset(placed)


def _pronoun(found: Sequence[Token], first: int, last: int, text: str) -> str:
    """What a name that stands between two positions says: "we", "us", "our", "" where none of them can stand."""
    before, after = found[first - 1] if first else None, found[last + 1] if last + 1 < len(found) else None
    if after and text.endswith(POSSESSIVE, 0, found[last].end):
        return "our"
    said, follows = before.word if before else "", after.word if after else "."
    if said == "the":
        return ""
    if follows in _AFTER_OBJECT and before and (said in _TO or before.stem in verb_classes()):
        return "us"
    acts = (
        follows in _AFTER_SUBJECT
        or follows.endswith("s")
        and after is not None
        and after.stem in verb_classes()
    )
    return "we" if acts and said in _BEFORE_SUBJECT else ""
