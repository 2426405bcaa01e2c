"""Data of calls that their context tells: times and durations, who was called, what the law calls the use of telephony."""

from __future__ import annotations

from collections.abc import Sequence

from policytrail.ingest.words.lexicon import SKIPPED, Mention
from policytrail.ingest.words.lists import JOINING
from policytrail.ingest.words.tokens import Token

_CALLS = frozenset("call calls communication communications conversation conversations".split())
MEASURES = {
    "time": "CallTime", "times": "CallTime", "date": "CallTime", "dates": "CallTime",
    "duration": "CallDuration", "durations": "CallDuration",
}  # fmt: skip
_OTHERS = {"PhoneNumber": "CallParties", "EmailAddress": "MessageMetadata"}
_CALLED = frozenset("calls communications emails messages mms sms texts".split())
_PLACED = frozenset("made placed received sent".split())
_ASKING = {"who": "CallParties", "whom": "CallParties", "when": "CallTime", "where": "LocationData"}
_BETWEEN = JOINING | frozenset("for from how long often to".split())
_CALLERS = frozenset("customer customers subscriber subscribers they user users you".split())
_CALLING = frozenset("call called calls make makes place places".split())
_TRAFFIC = frozenset("CallDetailRecord MessageMetadata TrafficData".split())
_SUCH = frozenset("e eg for including like such".split())
_SAID = frozenset(["CallContent", "CommunicationsContent", "MessageContent"])


def calls_described(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "Details of a call: when it began, its duration and status": what a list says of calls."""
    at_hand = [k for k, w in enumerate(found) if w.word in MEASURES]
    if not at_hand or not any(w.word in _CALLS for w in found):
        return list(mentions)
    taken = {k for m in mentions if m.scheme == "data" for k in range(m.first, m.last + 1)}
    plain = [w.word for w in found]  # "for the duration of", "at the time of" tell of no calls
    taken |= {
        at for at in at_hand if "for" in plain[max(0, at - 2) : at] or plain[at - 2 : at] == ["at", "the"]
    }
    added = []
    for at in at_hand:
        before = [w.word for w in found[max(0, at - 2) : at] if w.word not in SKIPPED][-1:]
        after = [w.word for w in found[at + 1 : at + 2]]
        listed = {*before, *after} & (JOINING | {"(", "as", "including"}) or after == ["of"]
        if at not in taken and listed and _tells_of_calls(found, at):
            added.append(Mention("data", MEASURES[found[at].word], at, at))
    return [*mentions, *added]


def numbers_called(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "Numbers or addresses of calls and e-mails made and received by you": who was called, not what was said."""
    kept = list(mentions)
    numbers = {k for m in mentions if m.concept in _OTHERS for k in range(m.first, m.last + 1)}
    for m in mentions:
        near = range(m.last + 1, min(m.last + 7, len(found)))
        of = next((k for k in near if found[k].word == "of"), None)
        if m.concept not in _OTHERS or of is None or _CALLED.isdisjoint(w.word for w in found[of : of + 4]):
            continue
        end = next((k for k in range(of, min(of + 18, len(found))) if found[k].word in _PLACED), None)
        if end is None or any(
            found[k].word not in JOINING and k not in numbers for k in range(m.last + 1, of)
        ):
            continue
        kept = [x for x in kept if not (x.concept in _SAID and of < x.first < end)]
        kept = [
            x._replace(concept=_OTHERS[x.concept]) if m.first <= x.first < of and x.concept in _OTHERS else x
            for x in kept
        ]
    return kept


def asked_of_calls(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "To whom and when you make calls": what a list of questions asks of calls."""
    taken = {k for m in mentions if m.scheme == "data" for k in range(m.first, m.last + 1)}
    added: list[Mention] = []
    for at in range(2, len(found) - 1):
        verb = found[at + 1].word
        if found[at].word not in _CALLERS or verb not in _CALLING or found[at - 1].word in SKIPPED:
            continue
        placed = verb.startswith(("make", "place"))  # from where; but "where you call" is whom
        if placed and _CALLS.isdisjoint(w.word for w in found[at + 2 : at + 5]):
            continue
        lo = at
        while lo and (found[lo - 1].word in _ASKING or found[lo - 1].word in _BETWEEN):
            lo -= 1
        asked = [
            k for k in range(lo, at) if found[k].word in _ASKING and (placed or found[k].word != "where")
        ]
        if len(asked) > 1 and any(_ASKING[found[k].word] == "CallParties" for k in asked):
            added += [Mention("data", _ASKING[found[k].word], k, k) for k in asked if k not in taken]
    return [*mentions, *added]


def kinds_of_traffic(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "Traffic data on your communications (such as calls and chats)": which they are of, not what is said in them."""
    traffic = next((m for m in mentions if m.concept in _TRAFFIC), None)
    if traffic is None or not any(m.concept in _SAID and m.first > traffic.last for m in mentions):
        return list(mentions)
    near = range(traffic.last + 1, min(traffic.last + 12, len(found) - 1))
    opened = next((k for k in near if found[k].word == "(" and found[k + 1].word in _SUCH), None)
    if opened is None or not any(w.word in _CALLED for w in found[traffic.first : opened]):
        return list(mentions)
    closed = next((k for k in range(opened, len(found)) if found[k].word == ")"), len(found))
    return [
        m for m in mentions if m.concept not in _SAID or m.first != m.last or not opened < m.first < closed
    ]


def use_of_telephony(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "The quantity, technical configuration, type, destination and location of use": what the law calls CPNI."""
    plain = [w.word for w in found]
    if "quantity" not in plain or "destination" not in plain:
        return list(mentions)
    kept = [
        m for m in mentions if m.concept not in ("OrderData", "ServiceSubscription")
    ]  # "technical configuration", "services you buy"
    taken = {k for m in kept if m.scheme == "data" for k in range(m.first, m.last + 1)}
    named = (("quantity", "UsageData"), ("destination", "CallParties"), ("location", "LocationData"))
    return kept + [
        Mention("data", concept, at, at)
        for word, concept in named
        if word in plain and (at := plain.index(word)) not in taken
    ]


def _tells_of_calls(found: Sequence[Token], at: int) -> bool:
    """Whether the list of a measure at a position belongs to calls, not to visits or activities."""
    of = next((k for k in range(at + 1, min(at + 8, len(found))) if found[k].word == "of"), None)
    if of is not None and all(
        w.word in MEASURES or w.word in JOINING | SKIPPED or w.word == "length" for w in found[at:of]
    ):
        return any(w.word in _CALLS or w.word == "usage" for w in found[of : of + 4])
    return any(w.word in _CALLS for w in found[max(0, at - 25) : at])
