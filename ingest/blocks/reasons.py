"""Sentences that only tell why: "the legal basis is ...", "our legitimate interests include ...", "“business purposes” include ..."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from policytrail.ingest.blocks.discourse import Discourse
from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.finding import GENERIC, Finding, by_occasion, unique
from policytrail.ingest.words.wordlists import action_words, words

_W = words()

_RIGHTS = frozenset("object objection withdraw withdrawal withdrawing".split())
_BASES = (["basis", "for", "processing"], ["basis", "for", "using"], ["basis", "for", "collecting"])  # "our"
# By class of verb: "the legal basis on which we collect".
_TELLING = {"obtain": "collect", "disclose": "share"}
_JUSTIFIED = frozenset("based justified necessary required".split())
_NEAR = 20  # words after "processing" that tell why
_EQUATING = frozenset("are include includes is".split())
_OF_PURPOSES = frozenset("and business commercial operational our purposes these those".split())


def interests(reading: Arguments, discourse: Discourse) -> list[Finding]:
    """ "Our legitimate interests include improving our services": what they are, data are used for."""
    plain, end = reading.s.plain, len(reading.s.plain) - 1
    if not {"interest", "interests"} & set(plain[:10]) or not _RIGHTS.isdisjoint(plain):
        return []
    named = next((m for m in reading.of("condition", 0, 10) if m.concept == "LegitimateInterest"), None)
    if named is None:
        return []
    ours = plain[named.first - 1] in ("our", "these", "the") and not _EQUATING.isdisjoint(
        plain[named.last + 1 : named.last + 4]
    )
    had = not {"have", "has"}.isdisjoint(plain[: named.first]) and plain[named.last + 1] in ("in", "to")
    purposes = reading.concepts("purpose", named.last + 1, end)
    if not purposes or not (ours or had):
        return []
    data = (discourse.in_block and discourse.antecedent) or [GENERIC]
    return [
        Finding(
            "use",
            0,
            end,
            "legal-basis",
            data=list(data),
            purposes=purposes,
            conditions=["LegitimateInterest"],
        )
    ]


def purposes_listed(reading: Arguments, discourse: Discourse) -> list[Finding]:
    """ "“Business purposes” include billing you": what they are, data are used for."""
    plain, end = reading.s.plain, len(reading.s.plain) - 1
    verb = next((k for k in range(1, min(9, end)) if plain[k] in ("include", "includes")), 0)
    named = [w for w in plain[:verb] if w.isalpha()]
    listed = reading.of("purpose", verb + 1, end)
    told = named[-1:] == ["purposes"] and _OF_PURPOSES.issuperset(named)
    if not told or not listed or listed[0].first > verb + 4:
        return []
    data = (discourse.in_block and discourse.antecedent) or [GENERIC]
    return [Finding("use", 0, end, "purposes", data=list(data), purposes=unique([m.concept for m in listed]))]


def legal_basis(reading: Arguments, discourse: Discourse) -> list[Finding]:
    """ "The legal basis for this processing is ...": a condition of all that was named for it."""
    plain = reading.s.plain
    end = len(plain) - 1
    opening = set(plain[:8])
    basis = {"basis", "grounds", "ground", "justification"} & opening and (
        {"legal", "lawful"} & opening or plain[1:4] in _BASES
    )
    if not (basis or _is_justified(plain) or plain[:2] in (["processing", "this"], ["this", "processing"])):
        return []
    if not _RIGHTS.isdisjoint(plain):
        return []  # "where processing is based on consent, you may withdraw it"
    conditions = [c for c in reading.conditions(0, end) if c not in ("UserInitiated", "OptOut")]
    if basis and "consent" in plain:
        conditions = unique([*conditions, "Consent"])
    bases = [m for m in reading.of("condition", 0, end) if m.concept == "Contract"]
    contract = {k for m in bases for k in range(m.first, m.last + 1)}
    purposes = unique([m.concept for m in reading.of("purpose", 0, end) if m.first not in contract])
    data = discourse.processed or discourse.antecedent or [d for f in discourse.unjustified for d in f.data]
    verb = next((k for k in range(end) if plain[k] in ("is", "are", "will")), end)
    data = unique(data) or (reading.data(0, verb) if basis and verb < end else [])
    if not data or not (conditions or purposes):
        return []
    nouns = action_words("nouns")
    how = [p for p in reading.predicates if p.at < verb and plain[p.start - 1] == "which"]
    told = [_TELLING[c] for p in how for c in p.classes if c in _TELLING]
    actions = unique([*told, *(a for w in plain[:verb] if (a := nouns.get(w)) and a != "sell")]) or ["use"]
    if actions != ["use"]:
        return [
            replace(f, first=0, last=end, rule="legal-basis", conditions=conditions)
            for f in discourse.unjustified
            if f.action in actions
        ]
    uses = [f for f in discourse.unjustified if f.action in ("use", "collect") and f.purposes]
    if not purposes and uses:
        return [
            replace(f, action="use", first=0, last=end, rule="legal-basis", conditions=conditions)
            for f in uses
        ]
    made = Finding("use", 0, end, "legal-basis", data=list(data), purposes=purposes, conditions=conditions)
    return by_occasion(made)


def _is_justified(plain: Sequence[str]) -> bool:
    """Whether "processing" is said to be necessary or based on something, and nobody is "processing payments"."""
    if "processing" not in plain or "objected" in plain:
        return False
    justified = any(a in _W["be"] and b == "based" for a, b in pairwise(plain))
    return justified or any(
        w == "processing"
        and plain[k - 1] not in _W["be"]
        and not _JUSTIFIED.isdisjoint(plain[k + 1 : k + _NEAR])
        for k, w in enumerate(plain)
    )
