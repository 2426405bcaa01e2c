"""Sentences that take up what was told before: what happens "in such an event", what others do with what they got, what it contains."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policytrail.ingest.blocks.discourse import Discourse
from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.document import Span
from policytrail.ingest.finding import ANAPHOR, Finding, unique
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import words

_W = words()
_EVENTS = frozenset("case cases circumstance circumstances event events situation situations".split())
_OCCURRING = frozenset("happen happens occur occurs".split())
_BUYING = frozenset(["Acquirer", "ThirdParty"])
_STUDYING = frozenset(["AnalyticsProvider", "Advertiser", "MarketingProvider"])
_GETTING = frozenset(map(stem, "collect gather get obtain receive".split()))
_MEANS = frozenset(["Cookies", "DeviceIdentifier"])
_THESE = frozenset("such these those".split())
_HELPING = frozenset(map(stem, "aid allow assist enable help".split()))
_OPENING = 6  # words before the verb of what those do who got data, at most
_THEY_ACT = re.compile(
    r"They (?:also |can |do |may |might |never |not |will )*(?:collect|gather|obtain|place|receive|set|share|track|use)\b"
)


def goes_on_with_others(text: str, span: Span, discourse: Discourse) -> bool:
    """Whether "they may collect" goes on with what others do who were just said to set cookies, and not with cookies."""
    others = any(f.rule.startswith("third-") for f in discourse.previous) and bool(discourse.latest)
    return others and bool(_THEY_ACT.match(text, *span))


def on_takeover(reading: Arguments, findings: Sequence[Finding], discourse: Discourse) -> list[Finding]:
    """ "We may merge with another firm. In such an event, your data may be moved": handed over then."""
    if not discourse.takeover or not points_at_event(reading.s.plain):
        return list(findings)
    bought = not _BUYING.isdisjoint(discourse.mentioned)
    return [
        replace(
            f,
            recipients=["Acquirer"] if bought and f.recipients == ["Recipient"] else f.recipients,
            purposes=f.purposes or ["BusinessTransfer"],
            conditions=unique([*f.conditions, "BusinessTransferEvent"]),
        )
        if f.action == "share" and f.polarity == "affirm"
        else f
        for f in findings
    ]


def points_at_event(plain: Sequence[str]) -> bool:
    """Whether a sentence begins with "in such an event", "in those cases" or "if this happens"."""
    if plain[0] in ("in", "under"):
        near = plain[1:5]
        return not (_W["pointers"].isdisjoint(near) or _EVENTS.isdisjoint(near))
    return plain[0] in ("if", "should", "when", "where") and not _OCCURRING.isdisjoint(plain[2:4])


def used_by_them(reading: Arguments, discourse: Discourse) -> list[Finding]:
    """ "It is sent to Zyxcorp. Zyxcorp will use this information to analyse visits": what they get it for."""
    they = reading.s.word(0) == "they"
    got = [
        f
        for f in (discourse.previous if they else discourse.given)
        if f.action == "share"
        and f.polarity == "affirm"
        and all(r.startswith("org:") or r in _STUDYING for r in f.recipients)
    ]
    p = (
        next((p for p in reading.predicates if p.at < _OPENING and p.classes[0] == "use"), None)
        if got
        else None
    )
    if p is None or p.negated or p.status != "main" or p.subjects != {"third"}:
        return []
    who = {m.concept for m in p.parties}
    end = len(reading.s.words) - 1
    # what they provide themselves is no purpose of the provider
    why = [c for c in reading.purposes(p.last + 1, end) if c != "ServiceProvision"]
    if not why or not points_at_given(reading, p.last + 1):
        return []
    return [
        replace(f, first=0, last=end, rule="continued-purpose", data=told_by(f.data), purposes=why)
        for f in got
        if who & set(f.recipients) or they and not who
    ]


def helped_by_them(reading: Arguments, discourse: Discourse) -> list[Finding]:
    """ "We share it with vendors. These vendors help us to fight fraud": what they get it for."""
    plain = reading.s.plain
    verb = next((k for k in range(1, _OPENING) if reading.s.span(k + 1, k + 1) == ["us"]), 0)
    if plain[0] not in _THESE or not verb or reading.s.stem(verb) not in _HELPING:
        return []
    who = reading.named(reading.of("recipient", 1, verb))
    if plain[verb - 1] in _W["companies"]:
        who = who or discourse.parties
    end = len(plain) - 1
    why = reading.concepts("purpose", verb, end)
    return [
        replace(f, first=0, last=end, rule="continued-purpose", data=told_by(f.data), purposes=why)
        for f in discourse.given
        if why and not set(who).isdisjoint(f.recipients)
    ]


def told_by(data: list[str]) -> list[str]:
    """The data that others get, without those by which they get them."""
    return [d for d in data if d not in _MEANS] or data


def points_at_given(reading: Arguments, at: int) -> bool:
    """Whether the words at a position are what others have got: "this information", "the data that they collect"."""
    if any(m.concept == ANAPHOR for m in reading.of("data", at, at + 2)):
        return True
    noun = next((k for k in range(at, at + 3) if reading.s.word(k) in _W["generic_nouns"]), 0)
    they = noun + 1 + (reading.s.word(noun + 1) in ("that", "which"))
    return noun > 0 and reading.s.word(they) == "they" and reading.s.stem(they + 1) in _GETTING


def points(sentence: Sentence) -> bool:
    """Whether a sentence begins with what was told of before: "such log files contain your IP address"."""
    after = sentence.word(1)
    named = after not in _W["generic_nouns"] | _W["containing"] | _W["modals"]
    return sentence.word(0) in _W["pointers"] and named


def contained(
    findings: Sequence[Finding], discourse: Discourse, *, whole: Sequence[str], collects: bool
) -> list[Finding]:
    """ "CPNI includes call records", of CPNI that is collected: so are its parts (guideline 27).

    Args:
        whole: data that the block's label names, which an item tells with its parts.
        collects: the heading or lead-in says that what follows is collected, or it was told of before.
    """
    if any(f.action != "define" for f in findings):
        return []
    return [
        replace(
            f,
            action="collect",
            rule="contained",
            broader=None,
            data=unique([d for d in whole if d == f.broader] + f.data),
        )
        for f in findings
        if f.rule in ("definition", "item-define")
        and f.polarity == "affirm"
        and (collects or f.broader in discourse.collected)
    ]
