"""Data that their context tells: calls that are recorded, the time of a call, numbers of other people."""

from __future__ import annotations

from collections.abc import Sequence

from policytrail.ingest.finding import GENERIC
from policytrail.ingest.words.lexicon import SKIPPED, Mention
from policytrail.ingest.words.lists import JOINING
from policytrail.ingest.words.tokens import Token
from policytrail.ingest.words.wordlists import bare_words, verb_classes, words

_W = words()
_OF_PEOPLE = frozenset("Name PhoneNumber EmailAddress PostalAddress ContactData PhotoData".split())
_CALLS = frozenset("call calls communication communications conversation conversations".split())
IMPERSONAL = {
    "aggregate": "AggregatedData", "aggregated": "AggregatedData", "anonymous": "AnonymisedData",
    "statistical": "AggregatedData", "anonymised": "AnonymisedData", "anonymized": "AnonymisedData", "deidentified": "AnonymisedData",
}  # fmt: skip
_HEADS = frozenset("information data pii details reports report statistics insights metrics".split())
_CUTTING = _W["directions"] | frozenset(
    "of about in from for on by that which who is are be we you your the".split()
)
PHONES = frozenset(["mobile", "phone", "telephone"])
PLACES = frozenset(["city", "country", "region"])
PAYMENTS = frozenset("billing payment payments transactions".split())
_HANDLED = frozenset(["handled", "managed", "processed"])
CONTACTS = frozenset("contacts friends friend book list lists books".split())
_WITH_US = (["with", "us"], ["with", "our"])  # "your contacts with us"
_AFTER_CONTACTS = JOINING | frozenset(["", ".", ";", ")", "are", "from", "in", "is", "on", "stored"])
MEASURES = {
    "time": "CallTime", "times": "CallTime", "date": "CallTime", "dates": "CallTime",
    "duration": "CallDuration", "durations": "CallDuration",
}  # fmt: skip


def names_data(mention: Mention, found: Sequence[Token]) -> bool:
    """Whether words that may stand for a place, a channel or an act name data here (rules/bare.toml)."""
    if mention.scheme != "data" or mention.last - mention.first > 1:
        return True
    bare = bare_words().get("-".join(w.word for w in found[mention.first : mention.last + 1]))
    if bare is None:
        return True
    at = mention.first - 1
    while at >= 0 and found[at].word in SKIPPED and found[at].word not in bare.not_after | bare.only_after:
        at -= 1
    before = found[at].word if at >= 0 else ""
    after = found[mention.last + 1].word if mention.last + 1 < len(found) else ""
    if bare.only_before and after not in bare.only_before:
        return False
    if bare.only_after and before not in bare.only_after and not _shares_owner(found, at, bare.only_after):
        return False
    return before not in bare.not_after and after not in bare.not_before


def _shares_owner(found: Sequence[Token], joint: int, owners: frozenset[str]) -> bool:
    """Whether what stands after "and" or "or" belongs to whom what stands before it does: "your personal data or content"."""
    if found[joint].word not in ("and", "or") or found[joint - 1].word not in _W["generic_nouns"]:
        return False
    return any(w.word in owners for w in found[max(0, joint - 3) : joint - 1])


def talks(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "Your communications with us, such as emails and calls": what is said in them."""
    near = {k for m in mentions if m.concept == "MessageContent" for k in (m.first, m.last)}
    return list(mentions) + [
        Mention("data", "CallContent", at, at)
        for at, w in enumerate(found)
        if w.word == "calls"
        and not any(m.first <= at <= m.last and m.scheme == "data" for m in mentions)
        and _is_member(found, at - 1 if at and found[at - 1].word in ("phone", "telephone") else at, near, at)
    ]


def places(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "Your age, country and city": where people are, in a list of data but not in an address."""
    near = {
        k for m in mentions if m.scheme == "data" and m.concept != "PostalAddress" for k in (m.first, m.last)
    }
    located = list(mentions)
    for at, w in enumerate(found):
        taken = any(m.first <= at <= m.last and m.scheme == "data" for m in mentions)
        if w.word in PLACES and not taken and _is_member(found, at, near, at):
            located.append(Mention("data", "LocationData", at, at))
            near.add(at)
    return located


def made_impersonal(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "Aggregate and related usage data": what an adjective further off says of the data, which then are no person's."""
    taken = {
        k for m in mentions if m.scheme == "data" and m.last > m.first for k in range(m.first, m.last + 1)
    }
    added, kept = [], list(mentions)
    for at, w in enumerate(found):
        concept = IMPERSONAL.get(w.word)
        if concept is None or at in taken or w.word == "aggregate" and _is_infinitive(found, at):
            continue
        head = _head_after(found, at)
        if head:
            kept = [m for m in kept if m.concept != GENERIC or m.first < at or m.last > head]
            others = any(m.scheme == "data" and at < m.last and m.first <= head for m in kept)
            others = others or any(found[k].word in IMPERSONAL for k in range(at + 1, head))
            added.append(Mention("data", concept, at, at if others else head))
    return kept + added


def _head_after(found: Sequence[Token], at: int) -> int:
    """The noun that an adjective at a position belongs to, over other adjectives, 0 if there is none."""
    for k in range(at + 1, min(at + 7, len(found))):
        word = found[k].word
        if word in _HEADS:
            return k
        lists = word in (",", "/") and any(t.word in IMPERSONAL for t in found[k + 1 : k + 3])
        if word in _CUTTING or word in JOINING - {"and", "or"} and not lists:
            return 0
    return 0


def _is_infinitive(found: Sequence[Token], at: int) -> bool:
    """Whether "aggregate" is what somebody does: "to aggregate data", "we combine and aggregate data"."""
    before = [w.stem for w in found[max(0, at - 2) : at]]
    return (
        not before
        or before[-1] in ("to", "we", "may", "can", "will", "not", "also", "must")
        or (found[at - 1].word in JOINING and before[0] in verb_classes())
    )


def phones(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "Name, phone and e-mail": a number, between other contact data."""
    near = {k for m in mentions if m.concept in _OF_PEOPLE for k in (m.first, m.last)}
    taken = {k for m in mentions if m.scheme == "data" for k in range(m.first, m.last + 1)}
    return list(mentions) + [
        Mention("data", "PhoneNumber", at, at)
        for at, w in enumerate(found)
        if w.word in PHONES and at not in taken and _is_member(found, at, near, at)
    ]


def _is_member(found: Sequence[Token], first: int, near: set[int], last: int) -> bool:
    """Whether words are a member of their own in a list beside one that begins or ends at the positions `near`."""
    ends = (
        last + 1 == len(found) or found[last + 1].word in JOINING or found[last + 1].word in (")", ".", ";")
    )
    before, after = first - 1, last + 1
    while before > 0 and (found[before].word in JOINING or found[before].word == "your"):
        before -= 1
    while after < len(found) and (found[after].word in JOINING or found[after].word == "your"):
        after += 1
    listed = before < first - 1 or first and found[first - 1].word in ("(", "as", "including")
    return bool(ends and listed) and (before in near or after in near and after > last + 1)


def calls_described(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "Attributes of the call such as time, duration and status": what a list says of calls."""
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


def contacts(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "Your contacts", "names of your friends", "the numbers in your address book": a contact list, nobody's own data."""
    plain = [w.word for w in found]
    taken = {k for m in mentions if m.scheme == "data" for k in range(m.first, m.last + 1)}
    lists = [m for m in mentions if m.concept == "ContactList"]
    for at, word in enumerate(plain):
        if word not in ("contacts", "friends", "friend") or at in taken or plain[at + 1 : at + 3] in _WITH_US:
            continue
        before = ["", "", "", *plain[max(0, at - 3) : at]][-3:]
        after = plain[at + 1] if at + 1 < len(plain) else ""
        given_to = (
            before[1] in _W["directions"] | {"by"} and before[0] != "access" or after in _W["modals"]
        )  # "your contacts may see it"
        listed = (
            word == "contacts"
            and before[2] in ("and", ",")
            and any(m.scheme == "data" and at - m.last == 2 for m in mentions)
        )  # "your photos and contacts"
        whose = any(m.concept in _OF_PEOPLE and 0 < at - m.last < 4 for m in mentions)
        if (
            word == "contacts"
            and (before[2] == "your" and not given_to or listed and after in _AFTER_CONTACTS)
            or "of" in before
            and whose
        ):
            lists.append(Mention("data", "ContactList", at, at))
    others: set[Mention] = set()
    for m in lists:
        others.update(_held_in(found, mentions, m))
    return [m for m in mentions if m not in others] + [m for m in lists if m not in mentions]


def _held_in(found: Sequence[Token], mentions: Sequence[Mention], owner: Mention) -> list[Mention]:
    """Names and addresses in a list that "of", "from" or "in" ties to a contact list."""
    at = owner.first - 1
    while at >= 0 and (found[at].word in SKIPPED or found[at].word in ("mobile", "phone", "device")):
        at -= 1
    if at < 0 or found[at].word not in ("of", "from", "in"):
        return []
    held = []
    ends = {m.last: m for m in mentions if m.scheme == "data"}
    at -= 1
    while at >= 0:
        m = ends.get(at)
        if m and m.concept in _OF_PEOPLE and found[m.first - 1].word != "your":
            held.append(m)
            at = m.first - 1
        elif m or found[at].word not in ("numbers", "addresses"):
            break
        else:
            at -= 1
        while at >= 0 and (found[at].word in JOINING or found[at].word in SKIPPED):
            at -= 1
    return held


def recorded_calls(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """Calls that are recorded or listened to are data, though a call as such is not."""
    taken = {k for m in mentions if m.scheme == "data" for k in range(m.first, m.last + 1)}
    heard = list(mentions)
    for at, token in enumerate(found):
        if token.word not in _W["talks"]:
            continue
        near = found[max(0, at - 8) : at + 14]
        if any(w.stem in ("listen", "eavesdrop") for w in near):
            heard.append(Mention("data", "CallContent", at, at))
        if at in taken:
            continue
        if any(
            w.stem == "record" and w.word != "records" and (w.word != "record" or not _is_noun(found, k))
            for k, w in enumerate(near, max(0, at - 8))
        ):
            heard.append(Mention("data", "CallRecording", at, at))
        if any(w.stem == "monitor" for w in near):
            heard.append(Mention("data", "CallContent", at, at))
    return heard


def payments_handled(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "Payments are processed by our bank": who handles them sees their data."""
    taken = {k for m in mentions if m.scheme == "data" for k in range(m.first, m.last + 1)}
    handled = [
        Mention("data", "PaymentData", at, at)
        for at, token in enumerate(found)
        if token.word in PAYMENTS
        and at not in taken
        and _names_handler([w.word for w in found[at + 1 : at + 7]])
    ]
    return [*mentions, *handled]


def _names_handler(after: Sequence[str]) -> bool:
    """Whether what follows payments is "are processed by", "will be handled by"."""
    by = after.index("by") if "by" in after else 0
    return not (_W["be"].isdisjoint(after[:2]) or _HANDLED.isdisjoint(after[:by]))


def _is_noun(found: Sequence[Token], at: int) -> bool:
    """Whether "record" is a thing: "a data record", "the record"."""
    before = found[at - 1].word if at else ""
    return before in SKIPPED or before in ("data", "detail")


def written_to(mention: Mention, found: Sequence[Token]) -> Mention:
    """ "Calls, emails and chats": messages, not addresses."""
    if mention.concept == "EmailAddress" and found[mention.last].word in ("emails", "e-mails", "mails"):
        near = found[max(0, mention.first - 4) : mention.last + 5]
        passed = found[mention.last + 1 : mention.last + 2]
        if any(w.word in _W["messages"] for w in near) or any(w.word in ("sent", "received") for w in passed):
            return mention._replace(concept="MessageContent")
    return mention


def heard(mention: Mention, found: Sequence[Token]) -> Mention:
    """Conversations that are listened to are calls."""
    if mention.concept != "CommunicationsContent" or found[mention.last].word not in _W["talks"]:
        return mention
    near = found[max(0, mention.first - 14) : mention.last + 9]
    listens = any(w.stem in ("listen", "eavesdrop") for w in near)
    return mention._replace(concept="CallContent") if listens else mention


def is_fitted(mention: Mention, found: Sequence[Token]) -> bool:
    """Whether interests are no data: what ads are tailored to, the provider's own, or those that rights go with."""
    if {"freedoms", "fundamental", "rights"} & {w.word for w in found[mention.last + 1 : mention.last + 4]}:
        return True  # "not overridden by your interests or fundamental rights"
    near = found[max(0, mention.first - 4) : mention.first]
    if {"legitimate", "our", "its", "their", "business", "rights", "vital", "best"} & {
        w.word for w in near
    } - {"your"}:
        return not any(w.word == "your" for w in near)
    return any(
        w.stem in _W["fitted"] or w.stem == "match" for w in found[max(0, mention.first - 5) : mention.first]
    )


VENUES = frozenset("area areas feature features forum forums section sections space spaces".split())
_SAYING = _W["modals"] | _W["be"] | _W["possessives"] | {"we", "you"}


def is_kind_of_place(mention: Mention, found: Sequence[Token]) -> bool:
    """Whether words name a kind of place where people speak: "in public areas such as chats or comments"."""
    for k in range(mention.first - 1, max(1, mention.first - 14), -1):
        word = found[k].word
        if word in ("like", "including") or word == "as" and found[k - 1].word == "such":
            return any(w.word in VENUES for w in found[max(0, k - 3) : k])
        if word in _SAYING:
            return False
    return False


UNIDENTIFYING = {"aggregat": "AggregatedData", "anonymous": "AnonymisedData", "anonymiz": "AnonymisedData"}
_JOINED = frozenset(["and", "or", ",", "/", "related"])


def unidentified(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """What each of several adjectives says: "aggregate anonymous information", "aggregate and demographic data"."""
    said = {k: concept for k, w in enumerate(found) if (concept := UNIDENTIFYING.get(w.stem))}
    first = {m.first: m for m in mentions if m.scheme == "data"}
    kept = list(mentions)
    for k, concept in said.items():
        here, step = first.get(k), k + 1
        if here and here.last > k and here.concept == concept and said.get(step, concept) != concept:
            kept[kept.index(here)] = here._replace(last=k)
            kept.append(here._replace(concept=said[step], first=step))
        while step < len(found) and found[step].word in _JOINED:
            step += 1
        if not here and step > k + 1 and step in first and first[step].concept != concept:
            kept.append(Mention("data", concept, k, k))
    return kept
