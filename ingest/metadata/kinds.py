"""What kind of party the provider of a policy is, in the policy's own words.

A sentence that says it ("as a telecommunications carrier, we ...") tells most, then the service that is
offered ("our VoIP services"), then a title line, then what only such a party has ("your CPNI").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from policytrail.ingest.metadata.lines import lines_with, matches_in


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
    r"communications?(?: as a service)?|ucaas|cpaas|sip trunk(?:s|ing)?|pbx|broadband|internet access|(?:high[- ]speed|satellite"
    r"|fib(?:er|re)|cable|dsl) internet|long[- ]distance|(?:mobile|cell|cellular|home|digital|landline) (?:phone|voice)"
    r"|mobile (?:network|telecom\w*|virtual network|calling)|cellular|instant[- ]messag(?:ing|es)|text messaging"
    r"|video (?:calling|chat|conferenc\w+|communications?|meetings?|messaging)|electronic communications)"
)
# by words that are clear right before the noun ("chat platform"),
_NEAR = r"(?:communications?|messaging|messenger|calling|texting|chat|meetings?|conferencing)"
# and by words that are clear before some nouns only: "mobile operator", but not "mobile app".
_SHORT = r"(?:phone|voice|wireless|mobile|cable|internet service|satellite|network)"
_PARTY = r"(?:service |network |access )*(?:provider|carrier|operator|reseller|company|business)\b"
_SERVICE = r"(?:services?|networks?|platforms?|systems?|software|app(?:lication)?s?|solutions?|tools?|features?|offerings?)\b"
_WORD = r"[\w’'“”\"&®™/-]+,? (?:\(\w+\) )?"
# Words inside a noun phrase: no verb or preposition that begins something else.
_NOUN = (
    r"(?!(?:please|contact|to|may|with|from|by|if|that|which|who|for|on|you|when|via|through|not|is|are|has|have|will"
    r"|can|uses?|obtains?|collects?|provides?|values|marketing|promotional|advertising|e-?mail|automated|live|help"
    rf"|internal|your|their|about|information|including|a|an|the|such)\b){_WORD}"
)
_ADJECTIVE = rf"(?!(?:of|that|which|who|for|to|with|by|name)\b){_WORD}"

_COMMUNICATIONS = "CommunicationsProvider"
# Kinds of party, each by the words that name one.
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
        r"(?:social (?:media|network|networking) (?:platform|network|site|service|website)|social network)\b",
    ),
    ("CreditAgency", r"(?:(?:credit|consumer) reporting agency|credit (?:bureau|reference agency))\b"),
    ("DataBroker", r"data broker\b"),
    ("ShippingProvider", r"(?:courier|shipping|parcel|delivery) (?:company|service|provider)\b"),
    ("PublicAuthority", r"(?:government|federal|public|regulatory) (?:agency|authority|body|department)\b"),
)
_PARTY_WORDS = "(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in _PARTIES) + ")"
_SERVICES = (
    rf"(?:{_CLEAR} (?:\(\w+\) )?(?:(?:and|or|&) )?(?:{_NOUN}){{0,2}}?{_SERVICE}"
    rf"|{_NEAR}(?:,? (?:and )?{_NEAR})?(?:, \w+,? or \w+)? {_SERVICE}|(?:phone|voice|wireless|cable) services?\b|network services\b"
    rf"|{_CLEAR} (?:or {_CLEAR} )?(?:customers?|subscribers?|privacy polic))"
)
_NAME = "\ua66e"  # a letter that no policy writes
# What stands before the words, to their left end; "@name" is any name of the provider.
_IS = (
    rf"\bas (?:an?|your) (?:{_ADJECTIVE}){{0,6}}?$",
    rf"\b(?:we|@name) (?:are|is) (?:an?|the|your|one of the) (?:{_ADJECTIVE}){{0,7}}?$",
    rf"(?:\bwe[’']re|\b@name,) (?:an?|the) (?:{_ADJECTIVE}){{0,7}}?$",
)
# A line with one of these words can have one of them.
_BEING = (
    *("as a", "as your ", "we are ", "we is ", "we’re ", "we're "),
    *(_NAME + after for after in (" are ", " is ", ",", "’", "'")),
)
_MAKES = r"(?:provider|developer|operator|supplier) of (?:[\w-]+ ){0,4}?$"
_PROVIDES = r"\b(?:we|@name) (?:\w+ly )?(?:provides?|offers?|operates?|delivers?|enables?)(?: an?| the)?"
_OFFERS = (
    rf"\b(?:our|@name) (?:{_NOUN}){{0,6}}?$",
    rf"{_PROVIDES} (?:{_NOUN}){{0,9}}?$",
    rf"{_PROVIDES} (?:{_NOUN}){{0,3}}?(?:platform|solution|service)s? for (?:{_NOUN}){{0,5}}?$",
    rf"\b(?:we|@name) (?:(?!who|which|that)[\w-]+ ){{1,8}}?to provide (?:an? |the )?(?:{_NOUN}){{0,6}}?$",
)
_OVER = rf"(?:through|over|on|via|using|across) (?:our|@name) (?:{_WORD}){{0,2}}?{_SERVICE}"
# What is said by the way, each with the words of which a line needs one.
_BY_THE_WAY = (
    (
        rf"\bcommunications (?:\w+ ){{0,2}}?(?:take place|carried|transmitted|routed|pass(?:ing)?) {_OVER}",
        ("communications ",),
    ),
    (rf"\bcalls (?:{_WORD}){{0,6}}?{_OVER}", ("calls ",)),
    (
        rf"\b(?:our|@name) services,? (?:we provide )?\(?(?:such as|like|including) (?:{_WORD}){{0,3}}?{_CLEAR}\b",
        (
            "our services",
            f"{_NAME}",
        ),
    ),
    (
        rf"\bservices we (?:provide|offer),? \(?(?:such as|like|including) (?:{_WORD}){{0,3}}?{_CLEAR}\b",
        ("services we ",),
    ),
    (
        rf"\bprovid(?:e|es|ing) (?:an? )?(?:{_NOUN}){{0,5}}?(?:{_CLEAR}|wireless) services? to (?:our |its )?(?:you|users|customers)\b",
        (
            "service to ",
            "services to ",
        ),
    ),
    (
        r"\b(?:an)?other (?:tele)?communications? (?:services? )?(?:providers?|carriers?|companies)\b",
        (
            "other telecomm",
            "other comm",
        ),
    ),
    (
        r"\byour (?:cpni|customer proprietary network information|calls and messages|call(?:ing)? (?:detail )?records)\b",
        (
            "your cpni",
            "your customer proprietary",
            "your call",
        ),
    ),
    (
        r"\b(?:calls|text messages) (?:that )?you (?:make|place|send)(?: (?:and|or) receive)?\b",
        (
            "you make",
            "you place",
            "you send",
        ),
    ),
    (r"\b(?:messages|calls|conversations?)[^.\n]{0,50} end-to-end[ -]encrypt(?:ed|ion)\b", ("end-to-end",)),
    (r"\bend-to-end[ -]encrypt(?:ed|ion)[^.\n]{0,40} (?:messages|calls|conversations?)\b", ("end-to-end",)),
    (
        rf"\b{_NEAR} app(?:lication)?,? @name\b",
        (
            f"app {_NAME}",
            f"app, {_NAME}",
            f"application {_NAME}",
            f"application, {_NAME}",
        ),
    ),
    (
        r"\b@name (?:video chat|messenger|calls?|calling|phone numbers?)\b",
        (
            f"{_NAME} ",
            f"{_NAME}’",
            f"{_NAME}'",
        ),
    ),
    (
        r"\b(?:cpni|customer proprietary network information|call (?:detail )?records)\b",
        (
            "cpni",
            "customer proprietary",
            "call records",
            "call detail",
        ),
    ),
    (
        r"\bnumbers? (?:that )?you (?:have )?call(?:ed)?\b",
        (
            "you call",
            "you have call",
        ),
    ),
)
_TITLE = (
    r"\b(?:voip|voice over (?:internet protocol|ip)|sip trunk(?:s|ing)?|(?:hosted|cloud) pbx|ucaas|telecom\w*"
    r"|(?:internet|digital|home|mobile) phone|broadband|high[- ]speed internet|phone service|telephony)\b"
)
_FOLLOWS = rf",? (?:{_WORD})?(?:we|our|us|@name)\b"
_NAMED = re.compile(
    r"\b(?:wireless|telecoms?|telecommunications|telephone|broadband|voip|cellular)\b", re.IGNORECASE
)
# White space but the space itself.
_OTHER_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_LIMIT = 200_000  # characters that are read: a policy says what its provider is at its beginning
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
    spans = [span for span in units if span[1] <= _LIMIT]
    flat = _flatten(text, spans, names)
    found: dict[str, tuple[int, int]] = {}
    for (start, end), kind in _said(flat, _every(_PARTY_WORDS, flat, _BEING), _IS):
        found.setdefault(kind, (start, end))
    if _COMMUNICATIONS not in found:
        indirect = _communicates(flat, spans) or _named(text, names)
        if indirect is not None:
            found[_COMMUNICATIONS] = indirect
    return tuple(KindEvidence(kind, *span, text[slice(*span)]) for kind, span in sorted(found.items()))


def _communicates(flat: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The best words for a provider of communications that does not say so outright."""
    makes = [context.removesuffix("$") + _MAKES for context in _IS]
    services = _every(_SERVICES, flat, (*_BEING, "our ", "we ", _NAME))
    for contexts in (makes, _IS[1:], _OFFERS):
        for span, _ in _said(flat, services, contexts):
            return span
    for start, end in spans[:8]:
        is_title = end - start < 140 and not flat[start:end].rstrip().endswith((".", ":", ";"))
        if is_title and _compiled(_TITLE).search(flat, start, end):
            return start, end
    for pattern, cues in _BY_THE_WAY:
        match = next(matches_in(_compiled(pattern), flat, lines_with(flat, cues)), None)
        if match:
            return match.span()
    return None


def _every(phrase: str, flat: str, cues: Iterable[str]) -> list[re.Match[str]]:
    """Every place where `phrase`, which begins with a letter, stands in a line with one of `cues`."""
    return list(matches_in(_compiled(r"\b(?=[a-z])" + phrase), flat, lines_with(flat, cues)))


def _said(
    flat: str, phrases: Sequence[re.Match[str]], contexts: Sequence[str]
) -> Iterator[tuple[tuple[int, int], str]]:
    """Every one of the phrases that stands behind one of the contexts, and the group of it that matched."""
    for match in phrases:
        reach = max(match.start() - _REACH, 0)
        before = flat[max(flat.rfind("\n", reach, match.start()) + 1, reach) : match.start()]
        for context in contexts:
            lead = _compiled(rf".*(?P<lead>{context})").match(before)  # the nearest, if there are several
            # "as a carrier" is about the provider only where the sentence goes on with it.
            if lead and (not lead["lead"].startswith("as ") or _compiled(_FOLLOWS).match(flat, match.end())):
                start = match.start() - len(before) + lead.start("lead")
                yield (start, match.end()), match.lastgroup or ""
                break


def _named(text: str, names: Sequence[str]) -> tuple[int, int] | None:
    """A name that says it: "Acme Telecom", "Acme Wireless, Inc."."""
    for name in names:
        at = text.find(name)
        if at >= 0 and _NAMED.search(name):
            return at, at + len(name)
    return None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("@name", rf"{_NAME}+(?:[’']s?)?"))


def _flatten(text: str, spans: Iterable[tuple[int, int]], names: Sequence[str]) -> str:
    """The text in lower case with the same offsets, made simple for patterns.

    White space in a unit is one space, all between units are line ends, names are runs of `_NAME`.
    """
    parts, at = [], 0
    spaced = text
    for space in _OTHER_SPACES:
        spaced = spaced.replace(space, " ")
    for start, end in spans:
        if start < at:
            continue
        parts.append("\n" * (start - at) + spaced[start:end])
        at = end
    flat = "".join(parts) + "\n"
    if names:
        longest_first = sorted(names, key=lambda name: (-len(name), name))
        pattern = rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"
        flat = re.sub(pattern, lambda match: _NAME * len(match[0]), flat)
    lower = flat.lower()
    return lower if len(lower) == len(flat) else re.sub("[A-Z]", lambda match: match[0].lower(), flat)
