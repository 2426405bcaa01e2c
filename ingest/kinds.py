"""What kind of party the provider of a policy is, in the policy's own words.

A sentence that says it ("as a telecommunications carrier, we ...") tells most, then the service that is
offered ("our VoIP services"), then a title line, then what only such a party has ("your CPNI").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
    r"|internet (?:telephon[ey]|phone|calling|(?:tele)?communications?)|telephon[ey]|telephony|unified (?:cloud )?"
    r"communications?|ucaas|cpaas|sip trunk(?:s|ing)?|pbx|broadband|internet access|(?:high[- ]speed|satellite"
    r"|fib(?:er|re)|cable|dsl) internet|long[- ]distance|(?:mobile|cell|cellular|home|digital|landline) (?:phone|voice)"
    r"|mobile (?:network|telecom\w*|virtual network|calling)|cellular|instant[- ]messag(?:ing|es)|text messaging"
    r"|video (?:calling|chat|conferenc\w+|communications?|meetings?|messaging)|electronic communications)"
)
# by words that are clear right before the noun ("chat platform"),
_NEAR = r"(?:communications?|messaging|messenger|calling|texting|chat|meetings?|conferencing)"
# and by words that are clear before some nouns only: "mobile operator", but not "mobile app".
_SHORT = r"(?:phone|voice|wireless|mobile|cable|internet service|satellite|network)"
_PARTY = r"(?:service |network |access )*(?:provider|carrier|operator|reseller|company|business)\b"
_SERVICE = (
    r"(?:services?|networks?|platforms?|systems?|software|app(?:lication)?s?|solutions?|tools?|features?|offerings?)\b"
)
_WORD = r"[\w’'“”\"&®™/-]+,? (?:\(\w+\) )?"
# Words inside a noun phrase: no verb or preposition that begins something else.
_NOUN = (
    r"(?!(?:please|contact|to|may|with|from|by|if|that|which|who|for|on|you|when|via|through|not|is|are|has|have|will"
    rf"|can|uses?|obtains?|collects?|provides?|values|marketing|promotional|advertising|e-?mail)\b){_WORD}"
)

_COMMUNICATIONS = "CommunicationsProvider"
_PARTIES: tuple[tuple[str, str], ...] = (
    (
        _COMMUNICATIONS,
        rf"(?:{_CLEAR} (?:{_WORD}){{0,2}}?{_PARTY}|(?:{_NEAR}|{_SHORT}) {_PARTY}|isp\b|mvno\b)",
    ),
    ("PaymentProcessor", r"payments? (?:processor|service provider|institution|gateway|company)\b"),
    ("HostingProvider", r"(?:web|website|cloud) ?hosting (?:company|provider|service)\b"),
    ("AnalyticsProvider", r"analytics (?:company|provider|platform|service)\b"),
    ("Advertiser", r"(?:advertising|ad) (?:network|technology company|exchange|platform)\b"),
    (
        "SocialMediaPlatform",
        r"social (?:media|network|networking) (?:platform|network|site|service|website)\b",
    ),
    ("CreditAgency", r"(?:(?:credit|consumer) reporting agency|credit (?:bureau|reference agency))\b"),
    ("DataBroker", r"data broker\b"),
    ("ShippingProvider", r"(?:courier|shipping|parcel|delivery) (?:company|service|provider)\b"),
    ("PublicAuthority", r"(?:government|federal|public|regulatory) (?:agency|authority|body|department)\b"),
)
_SERVICES = (
    rf"(?:{_CLEAR} (?:(?:and|or|&) )?(?:{_NOUN}){{0,2}}?{_SERVICE}"
    rf"|{_NEAR},? (?:(?:and )?{_NEAR},? )?(?:\w+, or \w+ )?{_SERVICE}|{_SHORT} (?:services?|network)\b"
    rf"|{_CLEAR} (?:or {_CLEAR} )?(?:customers?|subscribers?|privacy polic))"
)
# What stands before the words, to their left end; "@name" is any name of the provider.
_IS = (
    rf"\bas (?:an?|your) (?:{_WORD}){{0,6}}?$",
    rf"\b(?:we|@name) (?:are|is) (?:an?|the|your|one of the) (?:{_WORD}){{0,7}}?$",
    rf"(?:\bwe[’']re|\b@name,) (?:an?|the|your) (?:{_WORD}){{0,7}}?$",
)
_MAKES = r"(?:provider|developer|operator|supplier) of (?:[\w-]+ ){0,4}?$"
_OFFERS = (
    rf"\b(?:our|@name) (?:{_NOUN}){{0,6}}?$",
    rf"\b(?:we|@name) (?:\w+ly )?(?:provides?|offers?|operates?|delivers?|enables?) (?:{_NOUN}){{0,9}}?$",
    rf"\b(?:we|@name) (?:(?!who|which|that)[\w-]+ ){{1,8}}?to provide (?:{_NOUN}){{0,6}}?$",
)
_BY_THE_WAY = (
    rf"\b(?:communications|calls|messages) (?:{_WORD}){{0,6}}?(?:through|over|on|via|using|across) (?:our|@name) "
    rf"(?:{_WORD}){{0,2}}?{_SERVICE}"
    rf"\b(?:our|@name) services,? (?:we provide )?\(?(?:such as|like|including) (?:{_WORD}){{0,3}}?(?:{_CLEAR}|{_NEAR})\b",
    rf"\bservices we (?:provide|offer),? \(?(?:such as|like|including) (?:{_WORD}){{0,3}}?(?:{_CLEAR}|{_NEAR})\b",
    rf"\bprovid(?:e|es|ing) (?:{_NOUN}){{0,4}}?(?:{_CLEAR}|wireless) services? to (?:our |its )?(?:you|users|customers)\b",
    r"\b(?:an)?other (?:tele)?communications? (?:services? )?(?:providers?|carriers?|companies)\b",
    r"\byour (?:CPNI|customer proprietary network information|calls and messages|call(?:ing)? (?:detail )?records)\b",
    r"\b(?:calls|text messages) (?:that )?you (?:make|place|send)(?: (?:and|or) receive)?\b",
    r"\b(?:messages|calls|conversations?)[^.\n]{0,50} end-to-end[ -]encrypt(?:ed|ion)\b",
    r"\bend-to-end[ -]encrypt(?:ed|ion)[^.\n]{0,40} (?:messages|calls|conversations?)\b",
    rf"\b{_NEAR} app(?:lication)?,? @name\b",
    r"\b@name (?:video chat|messenger|calls?|calling|phone numbers?)\b",
    r"\b(?:CPNI|customer proprietary network information|call (?:detail )?records)\b",
)
_TITLE = re.compile(
    r"\b(?:voip|voice over (?:internet protocol|ip)|sip trunk(?:s|ing)?|(?:hosted|cloud) pbx|ucaas|telecom\w*"
    r"|(?:internet|digital|home|mobile) phone|broadband|high[- ]speed internet|phone service|telephony)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?:wireless|telecoms?|telecommunications|telephone|broadband|voip|cellular)\b", re.IGNORECASE)
_REACH = 110  # how far to the left of the words their context is looked for


def provider_kinds(
    text: str, units: Iterable[tuple[int, int]], names: Sequence[str]
) -> tuple[KindEvidence, ...]:
    """The kinds of party that the provider is, each with the most explicit words for it.

    Args:
        text: the policy.
        units: spans of its paragraphs, items and headings, in reading order.
        names: what the policy calls its provider.

    >>> text = "Acme is a VoIP provider. We use a payment processor."
    >>> [(kind.kind, kind.quote) for kind in provider_kinds(text, [(0, len(text))], ["Acme"])]
    [('CommunicationsProvider', 'Acme is a VoIP provider')]
    """
    spans = list(units)
    flat = _flatten(text, spans)
    signs = _Signs(names)
    found = []
    for kind, phrase in _PARTIES:
        first = next(signs.said(flat, phrase), None)
        if first is None and kind == _COMMUNICATIONS:
            first = signs.communicates(flat, spans)
        if first is not None:
            start, end = first
            found.append(KindEvidence(kind, start, end, text[start:end]))
    return tuple(sorted(found, key=lambda evidence: evidence.kind))


class _Signs:
    """The patterns, for one provider's names."""

    def __init__(self, names: Sequence[str]) -> None:
        longest_first = sorted(names, key=len, reverse=True)
        alternatives = "|".join(re.escape(name) for name in longest_first) or r"(?!)"
        self._names = names
        self._name = rf"(?:{alternatives})(?:[’']s?)?"

    def _compile(self, pattern: str) -> re.Pattern[str]:
        return re.compile(pattern.replace("@name", self._name), re.IGNORECASE)

    def said(self, flat: str, phrase: str, left: Sequence[str] = _IS) -> Iterator[tuple[int, int]]:
        """Every place where `phrase` stands behind one of the contexts."""
        contexts = [self._compile(context) for context in left]
        follows = self._compile(rf",? (?:{_WORD}){{0,1}}(?:we|our|us|@name)\b")
        for match in self._compile(r"\b" + phrase).finditer(flat):
            before = _before(flat, match.start())
            for context in contexts:
                lead = context.search(before)
                # "as a carrier" is the provider only where the sentence goes on with it.
                if lead and (not lead[0].lower().startswith("as ") or follows.match(flat, match.end())):
                    yield match.start() - len(before) + lead.start(), match.end()
                    break

    def communicates(self, flat: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
        """The best words for a provider of communications that does not say so outright."""
        makes = [context.removesuffix("$") + _MAKES for context in _IS]
        for contexts in (makes, _OFFERS):
            for span in self.said(flat, _SERVICES, contexts):
                return span
        for start, end in spans[:8]:
            if end - start < 140 and _TITLE.search(flat, start, end):
                return start, end
        for pattern in _BY_THE_WAY:
            match = self._compile(pattern).search(flat)
            if match:
                return match.span()
        for name in filter(_NAMED.search, self._names):
            at = flat.find(name)
            if at >= 0:
                return at, at + len(name)
        return None


def _before(flat: str, at: int) -> str:
    """What stands before `at` in its unit, not too far away."""
    return flat[max(flat.rfind("\n", 0, at) + 1, at - _REACH) : at]


def _flatten(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the same offsets: white space in a unit is one space, all between units line ends."""
    parts, at = [], 0
    for start, end in spans:
        parts.append("\n" * (start - at) + re.sub(r"\s", " ", text[start:end]))
        at = end
    return "".join(parts) + "\n"
