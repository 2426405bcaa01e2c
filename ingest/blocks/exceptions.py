"""Sentences that except something from a denial before them: "The only exception is where the law requires it"."""

from __future__ import annotations

from dataclasses import replace

from policytrail.ingest.blocks.discourse import Discourse
from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.finding import Finding, unique
from policytrail.ingest.words.wordlists import words

_W = words()
_EXCEPTIONS = frozenset(["exception", "exceptions"])
_BEFORE = frozenset("an main one only our sole the there these".split()) | _W["be"]
_OCCASIONS = frozenset("are be if is when where".split())
_OPENING = 8  # first words of such a sentence, at most


def excepted(reading: Arguments, discourse: Discourse) -> list[Finding]:
    """What the denial before is followed by: done after all, on the conditions or with those that are named."""
    plain = reading.s.plain
    at = next((k for k, w in enumerate(plain[:_OPENING]) if w in _EXCEPTIONS), None)
    denied = [f for f in discourse.previous if f.polarity == "deny"]
    if at is None or not denied or not _BEFORE.issuperset(plain[:at]):
        return []
    verb = next((k for k in range(at + 1, len(plain)) if plain[k] in _OCCASIONS), None)
    if verb is None:
        return []
    end = len(plain) - 1
    met = unique(reading.conditions(verb, end, excepted=True))
    why = reading.purposes(verb, end)
    return [
        replace(
            f, polarity="affirm", rule="excepted", first=0, last=end, data=list(f.data), conditions=met, purposes=why,
            recipients=_receiving(f, reading, verb),
        )
        for f in denied
        if met or why and f.action != "sell"
    ]  # fmt: skip


def _receiving(denied: Finding, reading: Arguments, lo: int) -> list[str]:
    if denied.action not in ("share", "sell"):
        return []
    return reading.recipients(lo, len(reading.s.plain) - 1) or list(denied.recipients)
