"""Sentences that only list what data are used for: "our legitimate interests include ...", "“business purposes” include ..."."""

from __future__ import annotations

from policytrail.ingest.blocks.discourse import Discourse
from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.finding import GENERIC, Finding, unique

_RIGHTS = frozenset("object objection withdraw withdrawal withdrawing".split())
# What the noun before "is based on" calls the action (stems).
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
