"""Sentences that only tell who the parties are that were named before: "these companies include A and B"."""

from __future__ import annotations

from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.mentions.purposes import PROTECTING
from policytrail.ingest.words.wordlists import words

_W = words()
_CONTAINING = _W["containing"]
_GIVEN = _W["be"] | _W["modals"] | _W["adverbs"] | frozenset("disclosures made sharing transfers".split())
# "For example, we ...", "if you ...": no parties.
_NOT_OF_PARTIES = (
    _W["user"] | _W["possessives"] | _W["provider"] | _W["subordinators"] | {"protect", "protecting"}
)
_LISTING_PARTIES = frozenset("these those such they this".split())
_PARTIES = _W["companies"] | _W["kinds"]


def parties_named(reading: Arguments) -> list[str]:
    """Whom a sentence names that only lists parties: "these companies include A and B", "for example, carriers"."""
    plain = reading.s.plain
    opening = plain[0] in _LISTING_PARTIES or plain[0] in ("examples", "for", "the", "our")
    if not (opening or any(m.first == 0 for m in reading.of("recipient", 0, 5))):
        return []  # and not "third parties include"
    if any(p.status == "main" and "define" not in p.classes for p in reading.predicates):
        return []
    end = len(plain) - 1
    to = next((k for k in range(1, min(5, end)) if plain[k] in ("to", "with")), 0)
    if to and _GIVEN.issuperset(plain[1:to]) and not _W["be"].isdisjoint(plain[1:to]):
        return reading.recipients(to, end)  # "these may be to advertisers"
    if plain[0] == "examples" or plain[:2] == ["for", "example"]:
        named = reading.of("recipient", 0, 10)
        other = not named or not _NOT_OF_PARTIES.isdisjoint(plain[: named[0].first])
        return (
            [] if other else [r for r in reading.concepts("recipient", 0, end) if r not in _sources(reading)]
        )
    verb = next((k for k, w in enumerate(plain[:8]) if w in _CONTAINING), None)
    if not verb or verb > 1 and not _is_of_parties(reading, verb):
        return []
    if reading.s.word(verb + 1).endswith("ing") and reading.s.stem(verb + 1) in PROTECTING:
        return []  # "this includes protecting our customers"
    named = [m for m in reading.s.mentions if m.scheme in ("data", "recipient") and m.first > verb]
    if not named or named[0].scheme != "recipient":
        return []
    return reading.concepts("recipient", verb, end)


def _sources(reading: Arguments) -> set[str]:
    """Parties that are named only as those from whom something comes: "vendors who add data from other parties"."""
    named = reading.of("recipient", 0, len(reading.s.plain))
    given = {
        m.concept
        for m in named
        if not (
            reading.s.word(m.first - 1) == "from"
            or reading.s.span(m.first - 2, m.first - 1) == ["from", "other"]
        )
    }
    return {m.concept for m in named} - given


def _is_of_parties(reading: Arguments, verb: int) -> bool:
    """Whether what stands before a verb names parties: "these companies", "the recipients of your data"."""
    head = reading.s.plain[:verb]
    return not _PARTIES.isdisjoint(head) or bool(reading.of("recipient", 0, verb))
