"""What is used, in a list: "your use of our website and apps" tells of both."""

from __future__ import annotations

from collections.abc import Sequence

from policytrail.ingest.words.lexicon import SKIPPED, Mention
from policytrail.ingest.words.lists import JOINING
from policytrail.ingest.words.tokens import Token

USES = frozenset("interaction interactions usage use used using".split())
_SITES = frozenset("site sites website websites webpages".split())
_SERVICES = frozenset(
    "app apps application applications platform platforms product products service services software".split()
)
_USED = dict.fromkeys(_SITES, "WebUsageData") | dict.fromkeys(_SERVICES, "UsageData")
# What may stand before them: "our websites and other mobile apps".
_KINDS = frozenset("digital mobile online proprietary related web".split())
_LONGEST_ASIDE = 6  # words: "our site and, where the law allows, our services"


def uses_listed(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "Your use of our website and apps": what the list goes on with is used too."""
    added: list[Mention] = []
    for m in mentions:
        added.append(m)
        if m.concept not in ("UsageData", "WebUsageData"):
            continue
        first = _first_member(found, m)
        if not first:
            continue
        if m.last < first:
            added[-1] = m = m._replace(concept=_USED[found[first].word], last=first)
        named, at = {m.concept}, _next_member(found, first)
        while at and (concept := _USED.get(found[at].word)):
            if any(x.first <= at <= x.last for x in mentions if x.scheme == "data"):
                break
            if concept not in named:
                added.append(Mention("data", concept, at, at))
            named.add(concept)
            at = _next_member(found, at)
    return added


def _first_member(found: Sequence[Token], mention: Mention) -> int:
    """Where a mention names what is used, or what follows it does ("information about your usage" of our app, "how you use" it); else 0."""
    at = mention.last
    after = [w.word for w in found[at + 1 : at + 2]]
    if found[at].word in USES and (after == ["of"] or at and found[at - 1].word == "you"):
        at = _head(found, at + 1 + (after == ["of"]))
    elif USES.isdisjoint(w.word for w in found[mention.first : at]):
        return 0
    return at if at < len(found) and found[at].word in _USED else 0


def _head(found: Sequence[Token], at: int) -> int:
    """Where the noun stands that "our other mobile" or the like at a position belongs to."""
    while at < len(found) and (found[at].word in SKIPPED or found[at].word in _KINDS):
        at += 1
    return at


def _next_member(found: Sequence[Token], at: int) -> int:
    """Where the next member of a list names its head, after the one that ends at a position; 0 if there is none."""
    after, joint = at + 1, False
    while after < len(found) and found[after].word in JOINING:
        joint = joint or found[after].word != ","
        after += 1
        if joint and found[after - 1].word == ",":  # an aside
            ends = range(after, min(after + _LONGEST_ASIDE, len(found)))
            after = next((k + 1 for k in ends if found[k].word == ","), after)
            break
    if after == at + 1:
        return 0
    after = _head(found, after)
    return after if after < len(found) else 0
