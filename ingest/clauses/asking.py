"""What users ask to be done ("at your request"), and what only sounds like it: services, enquiries, what others ask."""

from __future__ import annotations

from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import words

_W = words()
_SERVICES = frozenset(
    map(stem, "service product feature resource perform behalf support assistance help".split())
)
_GOODS = frozenset(map(stem, "insurance offering policy product service".split()))
_CONTESTS = frozenset(
    map(stem, "campaign competition contest poll promotion raffle survey sweepstakes".split())
)
_CONTENTS = frozenset(
    map(
        stem,
        "page file content document information material transaction website brochure catalog catalogue quote sample".split(),
    )
)
TRANSACTIONS = frozenset(map(stem, "charge order payment purchase transaction transfer".split()))
"""Stems of what people do with money."""
_SUBMITTING = frozenset(map(stem, "make place send submit".split()))
_MESSAGES = frozenset(map(stem, "call communication enquiry inquiry message".split()))
_CREDENTIALS = frozenset(map(stem, "id name password pin username".split()))
USERS = frozenset(["Customer", "OtherUser", "Recipient"])
"""Recipients that may be the user, who asks for something or has a contract."""
_CHOOSING = _W["choosing"]


def asks(s: Sentence, mention: Mention) -> bool:
    """Whether users ask for, or switch on, what is said, where a mention of this stands."""
    return not any(reader(s, mention) for reader in _READERS)


def _is_enquiry(s: Sentence, mention: Mention) -> bool:
    """ "When you submit a request": when they ask anything at all."""
    asked = (k for k in range(mention.first, mention.last + 2) if s.stem(k) == "request")
    return any(not _SUBMITTING.isdisjoint(s.stem(j) for j in range(k - 3, k)) for k in asked)


def _is_of_a_service(s: Sentence, mention: Mention) -> bool:
    """ "Services that you requested": what is asked for is the service, not the action (guideline 17)."""
    asked = any(s.stem(k) in ("request", "order", "ask") for k in range(mention.first, mention.last + 1))
    near = {s.stem(k) for k in range(max(0, mention.first - 4), mention.last + 5)}
    joined = mention.first - 3 if s.word(mention.first - 1) in ("and", "or") else mention.first - 2
    object_ = mention.last + 1 + (s.word(mention.last + 1) in _W["determiners"])
    head = {s.stem(k) for k in (joined, mention.first - 1, object_)}
    return asked and not (near.isdisjoint(_SERVICES) and head.isdisjoint(_CONTENTS))


def _is_custom(s: Sentence, mention: Mention) -> bool:
    """ "If you choose to use our services", "to take a policy", "to make a purchase", "to participate in a contest": people are customers, and ask for nothing that is done to data."""
    chosen = any(s.stem(k) in _CHOOSING for k in range(mention.first, mention.last + 1))
    object_ = {s.stem(k) for k in range(mention.last + 1, mention.last + 6)}
    if chosen and "participat" in (s.stem(mention.last), *object_):
        return not object_.isdisjoint(_CONTESTS)
    if not chosen or s.word(mention.last) not in ("make", "take", "use"):
        return False
    return not object_.isdisjoint(_GOODS | TRANSACTIONS) and "featur" not in object_


def _is_a_kind(s: Sentence, mention: Mention) -> bool:
    """ "You use a location-enabled feature", "cookies to enable features": nobody switches anything on."""
    named = range(mention.first, mention.last + 1)
    if any(s.word(k) == "enabled" and s.word(k - 1) == "location" for k in named):
        return True
    helps = s.word(mention.first) == "enable" and s.word(mention.first - 1) == "to"
    return helps and _W["user"].isdisjoint(s.span(mention.first - 6, mention.last))


def _is_before_contract(s: Sentence, mention: Mention) -> bool:
    """ "Steps at a user's request in anticipation of a contract": what is asked for is the contract."""
    after = range(mention.last + 1, mention.last + 9)
    steps = "step" in map(s.stem, range(mention.first - 3, mention.first))
    return steps and any(s.stem(k) == "contract" for k in after)


def _is_of_equipment(s: Sentence, mention: Mention) -> bool:
    """ "While your phone is turned on": what people switch on is the device, and not what is done."""
    if s.word(mention.first) not in ("switched", "turned"):
        return False
    at = mention.first - 1
    while s.word(at) in _W["be"] or s.word(at) in _W["adverbs"]:
        at -= 1
    pointed = s.word(at) == "it" and not _W["own_devices"].isdisjoint(s.span(at - 5, at - 1))
    return pointed or s.word(at) in _W["own_devices"]


def _is_by_provider(s: Sentence, mention: Mention) -> bool:
    """ "Acting on our directions": it is the provider that asks; "depending on the request": whatever they ask."""
    if s.word(mention.first) == "on" and s.word(mention.first - 1) == "depending":
        return True
    return s.word(mention.last - 1) == "our" and s.word(mention.first) in ("at", "by", "on", "under", "upon")


def _is_by_others(s: Sentence, mention: Mention) -> bool:
    """ "At the request of a ministry", "upon request from them": it is no user that asks."""
    by = mention.last + 1
    if s.word(by) not in ("by", "from", "of"):
        return False
    named = next((m for m in s.by_scheme.get("recipient", ()) if by < m.first < by + 5), None)
    return s.word(by + 1) == "them" or named is not None and named.concept not in USERS


def _is_made_up(s: Sentence, mention: Mention) -> bool:
    """ "A password chosen by you", "messages that you initiate": what people make, and not what they ask to be done."""
    head = mention.first - 1 - (s.word(mention.first - 1) in ("that", "which"))
    if s.word(mention.last) == "initiate":
        return s.stem(head) in _MESSAGES | TRANSACTIONS
    return s.word(mention.first) in ("chosen", "selected") and s.stem(head) in _CREDENTIALS


_READERS = (
    _is_enquiry,
    _is_of_a_service,
    _is_custom,
    _is_a_kind,
    _is_before_contract,
    _is_of_equipment,
    _is_by_provider,
    _is_by_others,
    _is_made_up,
)
