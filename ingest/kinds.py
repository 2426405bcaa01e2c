"""What kind of party the provider of a policy is, in the policy's own words.

A sentence that says it ("as a telecommunications carrier, we ...") tells most, then the service that is
offered ("our VoIP services"), then a title line, then data that only such a party has ("your CPNI").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KindEvidence:
    """A kind of party that the provider is, and the words that say so.

    A kind from a metadata file has no words: `quote` is "" and `start` and `end` are 0.
    """

    kind: str
    start: int
    end: int
    quote: str


# Services of communication, by words that need nothing else to be clear,
_CLEAR = (
    r"(?:voip|voice[- ]over[- ](?:internet[- ]protocol|ip)|ip[- ](?:voice|telephony)|tele(?:communications?|coms?)"
    r"|internet (?:telephon[ey]|phone|calling|communications?|telecommunications?)|telephon[ey]|telephony"
    r"|unified (?:cloud )?communications?|ucaas|cpaas|sip trunk(?:s|ing)?|pbx|broadband|internet access"
    r"|(?:high[- ]speed|satellite|fib(?:er|re)|cable|dsl) internet|long[- ]distance"
    r"|(?:mobile|cell|cellular|home|digital|landline) (?:phone|voice)"
    r"|mobile (?:network|telecom\w*|virtual network|calling)|cellular|instant[- ]messag(?:ing|es)|text messaging"
    r"|video (?:calling|chat|conferenc\w+|communications?|meetings?|messaging)|electronic communications)"
)
# by words that are clear right before the noun ("chat platform"),
_NEAR = r"(?:communications?|messaging|messenger|calling|texting|chat|meetings?|conferencing)"
# and by words that are clear before some nouns only: "mobile operator", but not "mobile app".
_SHORT = r"(?:phone|voice|wireless|mobile|cable|internet service|satellite|network)"
_PARTY = r"(?:service |network |access )*(?:provider|carrier|operator|reseller|company|business)"
_SERVICE = r"(?:services?|networks?|platforms?|systems?|software|app(?:lication)?s?|solutions?)"


def _upto(number: int) -> str:
    """At most so many words between two others."""
    return r"(?:[\w’'&®™/-]+,? (?:\(\w+\) )?){0,%d}?" % number


def _says(kind: str, phrase: str) -> list[tuple[int, str, str]]:
    """How a provider says that it is `phrase`."""
    return [
        (1, kind, rf"\bas (?:an?|your) {_upto(6)}{phrase}(?=,? {_upto(1)}(?:we|our|us|@name)\b)"),
        (1, kind, rf"\b(?:we|@name) (?:are|is) (?:an?|the|your|one of the) {_upto(7)}{phrase}\b"),
        (1, kind, rf"\bwe[’']re (?:an?|the|your) {_upto(7)}{phrase}\b"),
        (1, kind, rf"\b@name, (?:an?|the) {_upto(7)}{phrase}\b"),
    ]


_COMMUNICATIONS = "CommunicationsProvider"
# Rank (the lower, the more explicit), kind, pattern; "@name" stands for the names of the provider.
_SIGNS: tuple[tuple[int, str, str], ...] = (
    *_says(_COMMUNICATIONS, rf"(?:{_CLEAR} {_upto(2)}{_PARTY}|(?:{_NEAR}|{_SHORT}) {_PARTY}|isp|mvno)"),
    *_says(
        _COMMUNICATIONS,
        rf"(?:provider|developer|operator|supplier) of {_upto(4)}(?:{_CLEAR} {_upto(2)}|{_NEAR} ){_SERVICE}",
    ),
    *_says("PaymentProcessor", r"payments? (?:processor|service provider|institution|gateway|company)"),
    *_says("HostingProvider", r"(?:web|website|cloud) ?hosting (?:company|provider|service)"),
    *_says("AnalyticsProvider", r"analytics (?:company|provider|platform|service)"),
    *_says("Advertiser", r"(?:advertising|ad) (?:network|technology company|exchange|platform)"),
    *_says("SocialMediaPlatform", r"social (?:media|network|networking) (?:platform|network|site|service|website)"),
    *_says("CreditAgency", r"(?:(?:credit|consumer) reporting agency|credit (?:bureau|reference agency))"),
    *_says("DataBroker", r"data broker"),
    *_says("ShippingProvider", r"(?:courier|shipping|parcel|delivery) (?:company|service|provider)"),
    *_says("PublicAuthority", r"(?:government|federal|public|regulatory) (?:agency|authority|body|department)"),
    (2, _COMMUNICATIONS, rf"\b(?:our|@name) {_upto(6)}{_CLEAR} (?:(?:and|&) )?{_upto(2)}{_SERVICE}\b"),
    (2, _COMMUNICATIONS, rf"\b(?:our|@name) {_upto(6)}{_NEAR}(?: and {_NEAR})? {_SERVICE}\b"),
    (2, _COMMUNICATIONS, rf"\b(?:our|@name) {_upto(2)}{_SHORT} (?:services?|network)\b"),
    (
        2,
        _COMMUNICATIONS,
        rf"\b(?:we|@name) (?:\w+ly )?(?:provides?|offers?|operates?|delivers?|enables?) "
        rf"{_upto(9)}(?:{_CLEAR}|{_NEAR})[^.]{{0,40}}? {_SERVICE}\b",
    ),
    (4, _COMMUNICATIONS, rf"\b(?:communications|calls|messages) {_upto(6)}(?:through|over|on|via|using|with|across) (?:our|@name) {_upto(2)}{_SERVICE}\b"),
    (4, _COMMUNICATIONS, r"\byour (?:CPNI|customer proprietary network information)\b"),
    (4, _COMMUNICATIONS, r"\b(?:calls|(?:text )?messages) (?:that )?you (?:make|place|send)(?: (?:and|or) receive)?\b"),
    (5, _COMMUNICATIONS, r"\b(?:CPNI|customer proprietary network information|call detail records?)\b"),
)
_TITLE_WORDS = (
    r"\b(?:voip|voice over (?:internet protocol|ip)|sip trunk(?:s|ing)?|(?:hosted|cloud) pbx|ucaas|telecom\w*"
    r"|(?:internet|digital|home|mobile) phone|broadband|high[- ]speed internet|phone service|telephony)\b"
)
_HINT = re.compile(r"voip|voice|phone|tele|communicat|ucaas|cpaas|sip |pbx|broadband|internet|long[- ]d|mobile|cell|wireless|cable|satellite|messag|messenger|calls|calling|texting|chat|video|meeting|conferenc|isp\b|mvno|cpni|customer prop|network", re.I)


def provider_kinds(text: str, units: Iterable[tuple[int, int]], names: Sequence[str]) -> tuple[KindEvidence, ...]:
    """The kinds of party that the provider is, each with the most explicit words for it.

    Args:
        text: the policy.
        units: spans of its paragraphs, items and headings, in reading order.
        names: what the policy calls its provider.

    >>> text = "Acme is a VoIP provider. Our carriers are not."
    >>> [(kind.kind, kind.quote) for kind in provider_kinds(text, [(0, len(text))], ["Acme"])]
    [('CommunicationsProvider', 'Acme is a VoIP provider')]
    """
    alternatives = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or "(?!)"
    name = rf"(?:{alternatives})(?:[’']s?)?(?: \([^()]{{0,80}}\))?"
    signs = [(r, kind, re.compile(pattern.replace("@name", name), re.IGNORECASE)) for r, kind, pattern in _SIGNS]
    title = re.compile(_TITLE_WORDS, re.I)
    best: dict[str, tuple[int, int, int]] = {}
    for number, (start, end) in enumerate(units):
        flat = re.sub(r"\s", " ", text[start:end])
        if number < 8 and len(flat) < 140:
            m = title.search(flat)
            if m:
                _keep(best, _COMMUNICATIONS, (3, start, end))
        for rank, kind, pattern in signs:
            if best.get(kind, (9,))[0] <= rank:
                continue
            m = pattern.search(flat)
            if m:
                _keep(best, kind, (rank, start + m.start(), start + m.end()))
    return tuple(KindEvidence(k, s, e, text[s:e]) for k, (_, s, e) in sorted(best.items()))


def _keep(best, kind, new):
    if kind not in best or new < best[kind]:
        best[kind] = new
