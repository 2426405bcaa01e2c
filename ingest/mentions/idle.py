"""Words for a purpose that name none where they stand: what users do, what is, and how it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from policytrail.ingest.mentions.seen_ads import is_seen
from policytrail.ingest.mentions.topics import is_topic
from policytrail.ingest.words.lexicon import SKIPPED, Mention
from policytrail.ingest.words.lists import JOINING
from policytrail.ingest.words.tokens import Token, stem
from policytrail.ingest.words.wordlists import auxiliaries, verb_classes, words

IDLE = "idle"  # scheme of mentions of purposes that are none
_W = words()
_USING = frozenset("acces enjoy enjoyment operation provision".split())
_OCCASIONS = frozenset("if when whenever where once before after while until unless time soon".split())
_USERS = _W["user"] | {"contacts", "friends", "people", "those"}
_BEFORE_USER = _W["determiners"] - _USERS | frozenset(["as", "of", "one"])  # "as soon as one of your friends"
_WILL = _W["will_of_users"]
_WISHING = frozenset("lik prefer want wish".split())
_GOVERNING = frozenset("about by concerning from of on regarding with".split())
_TELLING, _WILLING = _OCCASIONS | _USERS | {"as"}, _WILL | _WISHING
_HANDLED = frozenset("collected processed used".split())
_SUBJECTS = _USERS | _W["relatives"] | {"and", "or", "it", "they"}  # of what users do
_GOES_ON = _W["modals"] | _W["be"] | {"to", "for"}
_DEMANDS = frozenset(["governmental", "mandatory", "subpoena", "subpoenas", "warrant", "warrants"])
_STAYING = (["be"], ["remain"], ["stay"])
_COMPELLED = frozenset("compelled mandated required".split())
_SOME = frozenset("a an any each every".split())
_OWNING = _W["possessives"] - {"this"}
_PLACING = frozenset("by from in on over through using via".split())
_WISHES = frozenset(["preference", "preferences"])
_ON_WHAT = frozenset("about concerning in on regarding".split())
_WHERE_THEY_ARE = _ON_WHAT | frozenset("determin find know of remember see show tel".split())
_GOOD = frozenset("best better good great high higher highest reliable superior top".split())
_IMPAIRED = frozenset("affected compromised degraded diminished impacted impaired limited reduced".split())
_TRADING = frozenset("evaluation purchas sale sell sold transfer".split())
_MERGING = frozenset(
    map(stem, "acquisition bankruptcy liquidation merger reorganization restructuring".split())
)
_DEALS = frozenset("financing investment purchase sale".split())
_PARTNERS = frozenset(map(stem, "partner candidate counterparty target".split()))
_CARRYING = frozenset(["communicat", "deliver"])  # stems
_OF_CONTACT = _W["generic_nouns"] | {"details", "list", "lists"}
_JOBS = frozenset("employment internship job jobs vacancy".split())
_BEFORE_VERB = frozenset(", and help or that they to us we who".split())
# Messages that only tell something, and what parts a noun from what it is told with.
_NOTICES = frozenset(
    "advisories advisory alerts bulletins notices notification notifications warnings".split()
)
_NO_TOPIC = (
    _W["directions"]
    | _W["relatives"]
    | _W["provider"]
    | _W["user"]
    | frozenset("; . : of for by in on your our send".split())
)
_AUXILIARIES = auxiliaries() | _W["have"] | _W["negations"]


def purposes_served(
    mentions: Sequence[Mention], found: Sequence[Token], own: Collection[int]
) -> list[Mention]:
    """The mentions, with a scheme of their own (`IDLE`) for purposes that are none.

    Args:
        mentions: all mentions of a sentence.
        found: its words.
        own: positions of the provider's own names.
    """
    if not any(m.scheme == "purpose" for m in mentions):
        return list(mentions)
    idle = {k for lo, hi in _doings(found, own) for k in range(lo, hi)}
    return [
        m._replace(scheme=IDLE)
        if m.scheme == "purpose"
        and (
            m.first in idle
            or found[m.first].word == "contacts"
            or m.last + 1 in own
            and found[m.last].word == "with"
            or _is_none(m, found)
        )
        else m
        for m in mentions
    ]


def _doings(found: Sequence[Token], own: Collection[int]) -> Iterator[tuple[int, int]]:
    """Where a sentence tells what users do: "when you pay or sign up", "people who use our site to talk"."""
    telling = [at for at, (_, _, word, root) in enumerate(found[:-1]) if word in _TELLING or root in _WILLING]
    for at in telling:
        token, after = found[at], found[at + 1].word
        if token.word == "where" and at and {found[at - 1].word, found[at - 1].stem} & _WHERE_THEY_ARE:
            continue  # "data on where you are"
        if token.word in _OCCASIONS or token.word == "as" and after == "you":
            user = at + 1
            while user < len(found) - 1 and found[user].word in _BEFORE_USER:
                user += 1
            if user < len(found) and found[user].word in _USERS:
                yield at, _end(found, user + 1, own)
        elif token.word in _USERS and after in ("who", "that"):
            yield at, _end(found, at + 2, own)
        elif after == "to" and token.stem in _WILLING and _has_user(found, at):
            yield at, _end(found, at + 1, own)  # "you choose to take part in our contests"
        elif after == "us" and token.stem in _WISHING and _has_user(found, at):
            yield at, _end(found, at + 1, own)  # "the way you want us to send you offers"


def _has_user(found: Sequence[Token], verb: int) -> bool:
    """Whether a user is the subject of a verb, as in "you wish", but not in "what we know about you is used"."""
    at = verb - 1
    while at > 0 and found[at].word in _AUXILIARIES:
        at -= 1
    return at >= 0 and found[at].word in _USERS and not (at and found[at - 1].word in _GOVERNING)


def _end(found: Sequence[Token], at: int, own: Collection[int]) -> int:
    """Where what users do ends: at the provider, at a sign, or at a comma after which no verb goes on."""
    fronted = not any(w.word in ("to", "for") for w in found[:at])
    for k in range(at, len(found)):
        word = found[k].word
        if word in ("we", ";", ":", ".", ")", "?") or k in own and found[k - 1].word == ",":
            return k
        after = found[k + 1].word if k + 1 < len(found) else ""
        if word == "so" and after == "that" or word == "and" and after in _GOES_ON:
            return k
        is_other = word in _W["modals"] or word in _W["be"] and after in _HANDLED
        if is_other and k > at and found[k - 1].word not in _SUBJECTS:
            return k  # "the data you give us when you sign up may be used"
        if word == "and" and k + 2 < len(found) and found[k + 2].word in ("it", "them"):
            return k  # "when you sign up and use it to bill you"
        if word == ",":
            step = k + 2 if after in ("or", "and") else k + 1
            goes_on = fronted and step < len(found) and (_is_verb(found[step]) or _is_listed(found, step))
            if not goes_on:
                return k
    return len(found)


def _is_verb(token: Token) -> bool:
    return token.stem in verb_classes() or token.word in _W["infinitives"]


def _is_listed(found: Sequence[Token], at: int) -> bool:
    """Whether a short member of a list that goes on begins here: "a survey, [contest, activity] or event"."""
    here = found[at].word
    if here in _W["provider"] or here in _W["determiners"]:
        return False
    end = next((k for k in range(at, min(at + 4, len(found))) if found[k].word in (",", "or")), 0)
    return bool(end) and not {"to", "for", "we", "data", "information"} & {w.word for w in found[at:end]}


def _is_permitted(mention: Mention, found: Sequence[Token]) -> bool:
    """ "In accordance with applicable laws", "as the law permits": how, not what for."""
    before = [w.word for w in found[max(0, mention.first - 12) : mention.first]]
    inside = {w.stem for w in found[mention.first : mention.last + 1]}
    since = max(
        (k for k, w in enumerate(before) if w in ("if", "when", "where", "unless")), default=len(before)
    )
    if "requir" in inside and since < len(before) and not {"to", ","} & set(before[since:]):
        return True  # "if required by law": a condition alone
    told = before[since:]
    if (
        "by" in told
        and not _COMPELLED.isdisjoint(told)
        and all(w != "to" or told[k - 1] == "pursuant" for k, w in enumerate(told))
    ):
        return True  # "if required by law or legal process"
    return (
        before[-1:] == ["by"] and before[-2:-1] in (["permitted"], ["allowed"], ["authorised"], ["authorized"])
        or before[-1:] in (["by"], ["extent"]) and "extent" in before[-4:]
        or before[-1:] == ["with"] and before[-2:-1] in (["accordance"], ["consistent"])
        or before[-1:] == ["in"] and "complianc" in inside
        or before[-3:] == ["in", "line", "with"] and before[-4:-3] not in _STAYING
        or before[-2:] == ["subject", "to"]
        or bool(inside & {"permit", "allow", "accordanc"}) and not inside & {"requir"}
    )  # fmt: skip


def _identifies(mention: Mention, found: Sequence[Token]) -> bool:
    """ "Information that could identify you", "a verified request": what data and requests are, not what data serve."""
    if found[mention.first].stem != "identify":
        return found[mention.first].word == "verified"
    before = [w.word for w in found[max(0, mention.first - 6) : mention.first]]
    if before[-1:] == ["to"]:
        return (
            bool({"sufficient", "enough"} & set(before))
            or "used" in before
            and bool({"that", "which", "can", "could", "not"} & set(before))
        )
    return bool(before) and before[-1] not in (",", "and", "or", "help", "us", "by", "for", ";", ":", ".")


def _is_use(mention: Mention, found: Sequence[Token]) -> bool:
    """ "How often you use our services", "unauthorised use of our services": what users do, and what is fought."""
    if found[mention.first].stem != "use":
        return False
    at = next((k for k in range(mention.first - 1, -1, -1) if found[k].word not in SKIPPED), -1)
    before = found[at].word if at >= 0 else "to"
    if before in ("and", "or") and found[mention.first + 1].word == "of":
        return at == 0 or found[at - 1].stem not in _USING  # "your address and use of our services"
    return before not in ("to", "for", "and", "or", "facilitate", "support", ",", "easily")


def _is_state(mention: Mention, found: Sequence[Token]) -> bool:
    """ "Devices connected to our network", "where we operate", "other maintained facilities": what is, not what for."""
    word, before = found[mention.first].word, found[mention.first - 1].word if mention.first else "to"
    if found[mention.first].word == "provide" and found[mention.last].word == "and":
        return before in _USERS
    if mention.last > mention.first or found[mention.first].stem not in _W["running"]:
        return False
    return (
        word.endswith(("ed", "s"))
        or before in ("we", "they", "you")
        or before in _W["kinds"] | _W["trackers"]
    )


def _is_message(mention: Mention, found: Sequence[Token]) -> bool:
    """ "Which e-mails you opened", "to communicate with us": messages as such, and those of users."""
    first, after = found[mention.first], found[mention.last + 1 : mention.last + 2]
    if [w.word for w in found[max(0, mention.first - 2) : mention.first]] == ["in", "our"]:
        return True  # "beacons in our communications with you": where they are
    if mention.last > mention.first and found[mention.last].word == "alert":  # "the fraud alert of an agency"
        return found[mention.first - 1].word not in _SOME
    if first.word == "sent" or first.word == "contact" and found[mention.first + 1].word in _OF_CONTACT:
        return True  # "who sent messages to whom", "the contact information a user adds"
    if first.word == "emails" or first.word in ("supporting", "supports", "supported"):
        return mention.last - mention.first < 2
    return found[mention.last].word == "with" and bool(after) and after[0].word in ("us", "me")


def _is_of_message(mention: Mention, found: Sequence[Token]) -> bool:
    """ "Facilitate the delivery of messages": nothing that was ordered."""
    after = {w.stem for w in found[mention.last : mention.last + 5]}
    return found[mention.last].stem == "delivery" and not after.isdisjoint(_W["promoting"] | {"messag"})


def _is_of_users(mention: Mention, found: Sequence[Token]) -> bool:
    """ "To exercise your rights": what users do, and not what the provider claims."""
    said = {w.word for w in found[mention.first : mention.last + 1]}
    return found[mention.first].stem == "exerciz" and not said.isdisjoint(("your", "their", "data"))


def _is_demanded(mention: Mention, found: Sequence[Token]) -> bool:
    """ "A valid subpoena, warrant or audit", "in our business records": whom the provider obeys, where data are."""
    if found[mention.last].word == "records" and {"in", "from"} & {
        w.word for w in found[max(0, mention.first - 3) : mention.first]
    }:
        return True
    return not _DEMANDS.isdisjoint(w.word for w in found[max(0, mention.first - 6) : mention.first])


def _is_traded(at: int, found: Sequence[Token]) -> bool:
    """Whether a sale is said to be of something: "as part of the sale of tickets"."""
    return found[at].stem in _TRADING and [w.word for w in found[at + 1 : at + 2]] == ["of"]


def is_of_no_business(mention: Mention, found: Sequence[Token]) -> bool:
    """ "The sale of tickets", "a transfer of data": only who sells the business transfers it."""
    begins = found[mention.first].stem in _TRADING or found[mention.last].word in ("of", "or")
    if not begins and not _is_traded(mention.last, found):
        return False
    traded = found[mention.first if begins else mention.last : mention.last + 10]
    near = (*found[max(0, mention.first - 6) : mention.first], *traded)
    return not (any(w.stem in _W["assets"] for w in traded) or any(w.stem in _MERGING for w in near))


def is_of_partners(mention: Mention, found: Sequence[Token]) -> bool:
    """ "Joint venture partners", "potential merger or acquisition targets": with whom, not what for or on which event."""
    for w in found[mention.last + 1 : mention.last + 7]:
        if w.word not in JOINING and w.word not in _DEALS and w.stem not in _MERGING:
            return w.stem in _PARTNERS
    return False


def _is_homonym(mention: Mention, found: Sequence[Token]) -> bool:
    """ "To know our markets", "to contest it": no marketing, no contest."""
    word, before = found[mention.first].word, found[mention.first - 1].word
    return mention.first == mention.last and (word == "markets" or word == "contest" and before == "to")


def _is_qualifying(mention: Mention, found: Sequence[Token]) -> bool:
    """ "Our security features", "your marketing preferences": the word tells which, and the noun is no purpose."""
    if mention.last + 1 == len(found) or found[mention.last + 1].word not in _W["qualified"]:
        return False
    before = found[mention.first - 1].word if mention.first else ""
    return before in _OWNING or found[mention.first].word not in _W["infinitives"] and before != "to"


def _is_wished(mention: Mention, found: Sequence[Token]) -> bool:
    """ "Your preferences in receiving marketing from us": what users want, and not what their data are for."""
    before = [w.word for w in found[max(0, mention.first - 7) : mention.first]]
    wish = next((k for k, w in enumerate(before) if w in _WISHES), len(before))
    return before[wish + 1 : wish + 2] != [] and before[wish + 1] in _ON_WHAT


def _is_quality(mention: Mention, found: Sequence[Token]) -> bool:
    """ "Through a secured service", "on our secure servers": how it is, not what is done."""
    if found[mention.first].stem != "secur":
        return False
    before = next((w.word for w in reversed(found[: mention.first]) if w.word not in SKIPPED), "to")
    return found[mention.first].word == "secured" or before in _PLACING


def _is_praise(mention: Mention, found: Sequence[Token]) -> bool:
    """ "High quality services": how good they are."""
    before = found[mention.first - 1].word if mention.first else ""
    return found[mention.first].word == "quality" and before in _GOOD


def _is_impaired(mention: Mention, found: Sequence[Token]) -> bool:
    """ "If you decline, the quality of our service may be affected": what suffers is not what data are for."""
    after = [w.word for w in found[mention.last + 1 : mention.last + 9]]
    be = after.index("be") if "be" in after else 0
    return be > 0 and after[be - 1] in _W["modals"] and not _IMPAIRED.isdisjoint(after[be + 1 : be + 3])


def _is_of_own_products(mention: Mention, found: Sequence[Token]) -> bool:
    """ "Certain information about your products and services": what users have is not offered to them."""
    said = [w.word for w in found[mention.first : mention.last + 1]]
    return said[0] in _W["generic_nouns"] and "your" in said


def _is_carried_by_tracker(mention: Mention, found: Sequence[Token]) -> bool:
    """ "Deliver or communicate with cookies": nothing is brought to people."""
    if mention.last - mention.first > 1 or found[mention.first].stem not in _CARRYING:
        return False
    return any(w.word in _W["trackers"] for w in found[mention.last + 1 : mention.last + 5])


def _is_based(mention: Mention, found: Sequence[Token]) -> bool:
    """ "Our legitimate interests, based on an assessment of yours": what it rests on, and no ads."""
    before = found[max(0, mention.first - 3) : mention.first]
    return found[mention.first].word == "based" and any(w.stem == "legitimat" for w in before)


def _is_of_no_account(mention: Mention, found: Sequence[Token]) -> bool:
    """ "Your service account", "your application for a job": no account is serviced or opened."""
    return _is_kind_of_account(mention, found) or any(
        w.word in _JOBS for w in found[mention.last + 1 : mention.last + 8]
    )


def _is_kind_of_account(mention: Mention, found: Sequence[Token]) -> bool:
    """ "The password of your service account": which account, and not that it is serviced."""
    before = found[mention.first - 1].word if mention.first else "to"
    return found[mention.first].word == "service" and before not in _BEFORE_VERB


def _is_basis(mention: Mention, found: Sequence[Token]) -> bool:
    """ "On a personalised or aggregated basis": of what kind data are."""
    return mention.first == mention.last and any(
        w.word == "basis" for w in found[mention.last + 1 : mention.last + 4]
    )


def _is_told_of(mention: Mention, found: Sequence[Token]) -> bool:
    """ "Security and fraud notices", "security, support and billing alerts": what messages tell, and not what data are for."""
    if found[mention.first].word in _W["infinitives"] or found[mention.first - 1].word == "to":
        return False
    for w in found[mention.last + 1 : mention.last + 7]:
        if w.word in _NOTICES:
            return True
        if w.word in _NO_TOPIC or w.word in _W["infinitives"] and w.word not in ("support", "maintain"):
            return False
    return False


# What keeps words from naming a purpose: those for any purpose, and those for one.
_NONE = (is_seen, is_topic, _is_state, _is_homonym, _is_qualifying, _is_wished)
_NONE_OF = {
    "LegalCompliance": _is_permitted,
    "Authentication": _identifies,
    "ServiceProvision": lambda m, found: _is_use(m, found) or _is_carried_by_tracker(m, found),
    "FraudPrevention": _is_told_of,
    "Security": lambda mention, found: _is_quality(mention, found) or _is_told_of(mention, found),
    "TargetedAdvertising": _is_based,
    "UserCommunication": _is_message,
    "CommunicationDelivery": lambda m, found: _is_message(m, found) or _is_carried_by_tracker(m, found),
    "CustomerSupport": _is_message,
    "BusinessTransfer": lambda m, found: is_of_no_business(m, found) or is_of_partners(m, found),
    "OrderFulfilment": _is_of_message,
    "Recordkeeping": _is_demanded,
    "RightsProtection": _is_of_users,
    "QualityAssurance": lambda m, found: _is_praise(m, found) or _is_impaired(m, found),
    "AccountManagement": _is_of_no_account,
    "Marketing": _is_of_own_products,
    "Personalisation": _is_basis,
}


def _is_none(mention: Mention, found: Sequence[Token]) -> bool:
    """Whether the words of a purpose name none where they stand."""
    own = _NONE_OF.get(mention.concept)
    if own and own(mention, found):
        return True
    return any(is_none(mention, found) for is_none in _NONE)
