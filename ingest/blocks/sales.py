"""Sharing that a policy calls a sale: "this may be considered a sale", "we engage in selling when we share your name"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.finding import Finding
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.wordlists import words

_W = words()
_SALES = frozenset("sale sales selling".split())
_BETWEEN = _W["determiners"] | frozenset("“ ” \" ‘ ’ ' or and / sharing the to be".split())
_CALLING = frozenset(
    "be being considered constitute constitutes constituting deemed engage engages in is are".split()
)
_ENGAGING = frozenset("engage engages engaged engaging".split())
_POINTING = frozenset("this these such our the".split())
_SHARING = frozenset(
    "activities activity disclosure disclosures practice practices sharing transfer transfers".split()
)
_OPENING = 5  # first words, of which one names what is called a sale


def sold(reading: Arguments, findings: Sequence[Finding], previous: Sequence[Finding]) -> list[Finding]:
    """What a sentence shares, or the one before it did, as sold, if the sentence calls it a sale.

    Args:
        findings: what the sentence says.
        previous: what the sentence before it said, in the same block.
    """
    if _SALES.isdisjoint(reading.s.said) or any(f.action == "sell" for f in findings):
        return []
    if any(m.concept == "BusinessTransferEvent" for m in reading.s.mentions):
        return []
    if not any(_is_called_so(reading.s, at) for at, w in enumerate(reading.s.plain) if w in _SALES):
        return []
    opening = reading.s.plain[:_OPENING]
    pointing = opening[0] in _POINTING and not _SHARING.isdisjoint(opening) or opening[0] == "this"
    told = findings if any(f.action == "share" for f in findings) else previous if pointing else []
    last = len(reading.s.plain) - 1
    return [
        replace(f, action="sell", first=0, last=last, rule="called-sale", purposes=[])
        for f in told
        if f.action == "share" and f.polarity == "affirm"
    ]


def _is_called_so(s: Sentence, at: int) -> bool:
    """Whether the word for a sale is what something is said to be, and no sale of anything else."""
    before = at - 1
    while s.word(before) in _BETWEEN and s.word(before) != "be":
        before -= 1
    verb = s.word(before)
    if verb not in _CALLING or verb == "in" and s.word(before - 1) not in _ENGAGING:
        return False
    near = s.span(before - 6, before)
    of = at + 1 + (s.word(at + 1) in ("”", '"', "’"))
    others = s.word(of) == "of" and not any(m.scheme == "data" and of < m.first < of + 6 for m in s.mentions)
    return not others and "there" not in near and _W["negations"].isdisjoint(near)
