"""Recipients told more exactly by the words around them: those engaged, those that acquire, the provider's group."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.tokens import Token, stem
from policytrail.ingest.words.wordlists import verb_classes, words

_W = words()
_ENGAGING = _W["engaging"]
_GROUPS = _W["group_words"]
# Who provides what a purpose names.
PROVIDERS = frozenset("provider providers supplier suppliers vendor vendors".split())
_PROVIDED = {
    "Analytics": "AnalyticsProvider",
    "Billing": "PaymentProcessor",
    "CustomerSupport": "SupportProvider",
    "Marketing": "MarketingProvider",
}
_DONE = {provider: service for service, provider in _PROVIDED.items()} | {
    "Advertiser": "Advertising",
    "HostingProvider": "ServiceProvision",
}
DOING = frozenset(["hosting", "performing"])
_OWN = (["our"], ["the"])
_LIST_ENDS = frozenset(". ; : ( ) for that to we which who with".split())
_PARENTS = frozenset(["parent", "parents"])
_OWNERS = frozenset(["its", "our"])
_PLATFORMS = frozenset([("that", "platform"), ("those", "platforms"), ("these", "platforms")])
# What those who are engaged put to use, how many of it, and how it is called theirs.
_TOOLS = frozenset(
    """network networks platform platforms provider providers service services site sites software solution
    solutions system systems tool tools website websites""".split()
)
_PARTLY = frozenset("all any both each many most several some".split())
_OTHERS_OWN = frozenset(
    "3rd ad advertising analytics external marketing parties party remarketing third".split()
)
_THEIRS = frozenset(["your", "their"])
_TELLING = frozenset("alert among by inform let lets notify tell tells to with".split())
_TOLD_BY_WORDS = frozenset(["Affiliate", "ServiceProvider", "ThirdParty"])
_RELATIVE = frozenset("that which who whom with".split())
_BEFORE_ENGAGING = _W["adverbs"] | _W["have"] | _W["modals"]
_RELATED = (["affiliated", "with"], ["affiliated", "to"])  # "developers who are not affiliated with us"
_SERVING = frozenset(
    map(
        stem,
        """act administer assist carry facilitate handle help host maintain manage operate perform
  process provide service support work""".split(),
    )
)
# What businesses do that become another's.
_MERGING = frozenset(
    map(
        stem, "acquire acquisition divest merge merger reorganise reorganised reorganisation takeover".split()
    )
)
_DEALS = frozenset("acquisition merger sale transaction".split())
# What begins brackets that tell what somebody was.
ONCE = frozenset("fka formed former formerly merged previously".split())
_WHERE = frozenset("from in on outside through within".split())
_OF_A_BUSINESS = frozenset("assets business businesses shares stock".split())
# Those whom users may reach, how they do, and where they are together.
PEOPLE = frozenset(
    """anybody anyone attendees contacts everybody everyone friends guests listeners members participants people person persons recipients
    someone those users""".split()
)
_REACHING = frozenset(
    map(
        stem,
        "add allow authorise call chat choose communicate connect contact designate invite know meet message select share speak talk text".split(),
    )
)
_BEFORE_ACT = _W["adverbs"] | frozenset(
    "are can decide decided elect have like may to want were will wish would".split()
)
_SHARED = frozenset("call chat conference conversation meeting room".split())
_JOINED = frozenset("channel channels communities community group groups".split())
_ANY = frozenset("a any that your".split())
_SENT = frozenset("call calls chats fax faxes file files message messages sender".split())
_SERVES = "ServiceProvider"
_HEADS = _W["companies"] | frozenset("agencies company platforms provider providers vendor vendors".split())
_QUALIFYING = frozenset(["BusinessPartner", "ThirdParty"])  # "partner service providers"
_PLAIN = _QUALIFYING | {"Recipient", _SERVES}
_ONES_OWN = frozenset("business company entity firm organisation organization".split())
_BELONGING = _ONES_OWN | frozenset("institution school university workplace".split())
_ONE = frozenset("company entity organisation organization party".split())  # "third party | partners"


def parties_refined(
    mentions: Sequence[Mention], found: Sequence[Token], own: Collection[int]
) -> list[Mention]:
    """Mentions with the parties among them told by their surroundings; `own`: positions of the provider's names."""
    plain = [w.word for w in found]
    mentions = _with_heads(mentions, plain)
    if not own and not any(m.concept in _TOLD_BY_WORDS for m in mentions):
        return list(mentions)
    begun = {m.first for m in mentions if m.scheme == "recipient"}
    ended = {m.last for m in mentions if m.scheme == "recipient" and m.concept not in _QUALIFYING}
    refined = [
        _refined(m, found, plain) if m.concept == "ThirdParty" else m
        for m in mentions
        if not (m.concept == "ThirdParty" and m.last + 1 in begun and plain[m.last] in _ONE)
        and not (m.concept == _SERVES and m.first - 1 in ended)  # "advertising | services companies"
        and not (m.concept == "Affiliate" and plain[m.last : m.last + 2] in _RELATED)
    ]
    if "group" in plain:
        refined = [
            m._replace(concept="OtherUser") if _is_of_users(m, plain) and m.first - 1 not in own else m
            for m in refined
        ]
    if own and not _GROUPS.isdisjoint(plain):
        refined = [
            m for m in refined if not (m.scheme == "recipient" and m.first - 1 in own and _is_group(m, plain))
        ]
        refined += [Mention("recipient", "Affiliate", k, k) for k in _groups(plain, own)]
    return refined


def _with_heads(mentions: Sequence[Mention], plain: Sequence[str]) -> list[Mention]:
    """The mentions with the nouns that go on with a kind of party: "payment | service providers", "ad network | vendors"."""
    if not any(m.scheme == "recipient" for m in mentions):
        return list(mentions)
    taken = {k: m.concept for m in mentions for k in range(m.first, m.last + 1)}
    told: list[Mention] = []
    for m in mentions:
        last = m.last
        if m.scheme == "recipient" and m.concept not in _PLAIN and not m.concept.startswith("org:"):
            head = last + 1 + (plain[last + 1 : last + 2] == ["service"])
            if not _HEADS.isdisjoint(plain[head : head + 1]) and taken.get(head, _SERVES) == _SERVES:
                last = head
        if m.concept != _SERVES or not told or told[-1].last < m.last:
            told.append(m._replace(last=last))
    return told


def _refined(mention: Mention, found: Sequence[Token], plain: Sequence[str]) -> Mention:
    """A third party that is hired to do something serves; one that the provider is sold to acquires."""
    if plain[mention.last] in _ONES_OWN and plain[mention.first - 1] == "your":
        return mention._replace(concept="Customer")  # "your company can read your calls"
    at = mention.first - 1
    while at >= 0 and (plain[at] in _W["determiners"] or plain[at] in ("with", "other", "outside")):
        at -= 1
    after = plain[mention.last + 1 : mention.last + 2]
    if at >= 0 and found[at].stem in _ENGAGING and after in (["to"], ["who"], ["that"], ["for"], ["due"]):
        return mention._replace(concept=_SERVES)
    if after and after[0] in ("that", "who", "which") and _works_for_us(mention.last + 2, found, plain):
        return mention._replace(concept=_SERVES)
    if _is_engaged(mention.last + 1, found, plain) or _is_hired(mention.last + 1, found, plain):
        return mention._replace(concept=_SERVES)
    if after and after[0] in _W["standing_in"] and "behalf" in plain[mention.last + 3 : mention.last + 7]:
        return mention._replace(concept=_SERVES)  # "companies acting on our behalf"
    acquires = _is_of_transaction(mention.last + 1, found, plain) or _takes_over(at, plain)
    if acquires or _is_that_company(mention, found, plain):
        return mention._replace(concept="Acquirer")
    if plain[max(0, at - 1) : at + 1] in (["acquired", "by"], ["acquisition", "by"], ["purchased", "by"]):
        return mention._replace(concept="Acquirer")
    return mention


def _is_of_users(mention: Mention, plain: Sequence[str]) -> bool:
    """Whether group members are those of a group that users are in: "other (chat) group members", but not "our group members"."""
    members = mention.concept == "Affiliate" and plain[mention.last] == "members"
    return members and not {"other", "fellow", "your"}.isdisjoint(
        plain[max(0, mention.first - 2) : mention.first]
    )


def _is_that_company(mention: Mention, found: Sequence[Token], plain: Sequence[str]) -> bool:
    """Whether a company is the one that another merges with: "if we merge, we give it to that (other) company"."""
    before = plain[max(0, mention.first - 2) : mention.first + 1]
    pointed = "that" in before or before[:2] in (["the", "other"], ["the", "new"])
    return pointed and plain[mention.last] in _ONE and not _MERGING.isdisjoint(w.stem for w in found)


def _is_of_transaction(at: int, found: Sequence[Token], plain: Sequence[str]) -> bool:
    """Whether a business changes hands between parties: "if we merge, we give it to the parties involved in the transaction"."""
    at += 2 * (plain[at : at + 2] == ["or", "parties"])
    involved = plain[at : at + 2] == ["involved", "in"] or plain[at : at + 1] == ["to"]
    dealt = not _DEALS.isdisjoint(plain[at + 1 : at + 5])
    return involved and dealt and not _MERGING.isdisjoint(w.stem for w in found)


def _takes_over(at: int, plain: Sequence[str]) -> bool:
    """Whether somebody gets what a business is made of: "if we transfer our assets to a third party"; `at`: the word before."""
    at -= plain[at] == "another"
    return (
        at > 1
        and plain[at] == "to"
        and plain[at - 1] in _OF_A_BUSINESS
        and not _W["possessives"].isdisjoint(plain[max(0, at - 7) : at - 1])
    )


def _works_for_us(at: int, found: Sequence[Token], plain: Sequence[str]) -> bool:
    """Whether a relative clause tells of work for the provider: "companies that help us", "who act on our behalf"."""
    near = plain[at : at + 3]
    if plain[at : at + 1] == ["operate"] and not _WHERE.isdisjoint(plain[at + 1 : at + 2]):
        return False  # "companies that operate on our site"
    if not any(w.stem in _SERVING for w in found[at : at + 3]) or not _W["negations"].isdisjoint(near):
        return False
    clause = plain[at : at + 14]
    end = next((k for k, w in enumerate(clause) if w in (",", ";", ".", ":", "(")), len(clause))
    return not {"us", "our", "we"}.isdisjoint(clause[:end])


def _is_engaged(at: int, found: Sequence[Token], plain: Sequence[str]) -> bool:
    """Whether a clause tells that the provider engages somebody: "companies that we hire", "parties we have engaged"."""
    at += plain[at : at + 3] == [",", "with", "whom"]
    clause = plain[at : at + 5]
    if "we" not in clause[:3]:
        return False
    we = clause.index("we")
    verb = next((k for k in range(we + 1, len(clause)) if clause[k] not in _BEFORE_ENGAGING), 0)
    return verb > 0 and _RELATIVE.issuperset(clause[:we]) and found[at + verb].stem in _ENGAGING


def _is_hired(at: int, found: Sequence[Token], plain: Sequence[str]) -> bool:
    """Whether a participle tells that the provider engages somebody: "companies hired by us"."""
    hired = at < len(found) and found[at].stem in _ENGAGING and plain[at].endswith("ed")
    return hired and plain[at + 1 : at + 3] == ["by", "us"]


def _is_group(mention: Mention, plain: Sequence[str]) -> bool:
    return mention.first == mention.last and plain[mention.first] in _GROUPS


def _groups(plain: Sequence[str], own: Collection[int]) -> list[int]:
    """Where words for a group follow the provider's name: "the Example group", "other Example companies"."""
    return [k for k, w in enumerate(plain) if w in _GROUPS and k - 1 in own]


def reached(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """The mentions with those whom users reach: "people you chat with", "everyone in the room", "your message's recipient"."""
    plain = [w.word for w in found]
    added = [
        Mention("recipient", "OtherUser", at, last)
        for at, word in enumerate(plain)
        if word in PEOPLE and (last := _place_shared(at, plain) or _act_of_reaching(at, found))
    ]
    taken = {k for m in added for k in range(m.first, m.last + 1)}
    kept = [
        m for m in mentions if m.scheme != "recipient" or not taken.issuperset(range(m.first, m.last + 1))
    ]
    if not _SENT.isdisjoint(plain):
        kept = [m._replace(concept="OtherUser") if _is_addressee(m, plain) else m for m in kept]
    return kept + added


def _is_addressee(mention: Mention, plain: Sequence[str]) -> bool:
    """Whether "the recipient" is whom a message is for, not who receives data."""
    return (
        mention.concept == "Recipient"
        and mention.first == mention.last
        and plain[mention.first - 1] in ("the", "their", "your", "intended")
        and plain[mention.last + 1 : mention.last + 2] not in (["of"], ["country"])
    )


def _place_shared(at: int, plain: Sequence[str]) -> int:
    """Where the words end for those who share a room or a call with users, 0 if they are none."""
    if plain[at + 1 : at + 2] not in (["in"], ["on"], ["of"]):
        return 0
    last = next((k for k in range(at + 2, min(at + 6, len(plain))) if plain[k] in _SHARED | _JOINED), 0)
    if plain[last] in _JOINED and plain[at + 2] not in _ANY and plain[last + 1 : last + 2] != ["you"]:
        return 0  # "members of our group"
    return last


def _act_of_reaching(at: int, found: Sequence[Token]) -> int:
    """Where the words end for people whom users call, invite or choose, 0 if they do not."""
    k = at + 1
    while k < len(found) and found[k].word in ("that", "who", "whom", "with", "to"):
        k += 1
    if k + 1 >= len(found) or found[k].word != "you":
        return 0
    k += 1
    while k < len(found) and found[k].word in _BEFORE_ACT:
        k += 1
    if k == len(found) or found[k].stem not in _REACHING:
        return 0
    after = [w.word for w in found[k + 1 : k + 3]]
    if after[:1] in (["with"], ["to"]) and found[k].stem != "allow":
        return k + 1  # "anyone you chat with"
    return k + 2 if after[1:] == ["with"] and after[0] in ("it", "them", "this") else k


def is_former(mention: Mention, found: Sequence[Token]) -> bool:
    """Whether brackets tell what somebody was called or made of: "Adquux (formerly Zyxcorp)"."""
    before = range(mention.first - 1, max(-1, mention.first - 12), -1)
    opened = next((k for k in before if found[k].word in ("(", ")")), -1)
    return opened >= 0 and found[opened].word == "(" and found[opened + 1].word in ONCE


def providers_of(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """The mentions with the services of "providers of payments, analytics or customer support" as kinds of party."""
    plain = [w.word for w in found]
    listed: set[int] = set()
    for at, word in enumerate(plain[:-2]):
        if word in PROVIDERS and plain[at + 1] == "of":
            end = next((k for k in range(at + 2, len(plain)) if plain[k] in _LIST_ENDS), len(plain))
            listed.update(range(at + 2, end))
    return [_turned(m, "purpose", "recipient", _PROVIDED) if m.first in listed else m for m in mentions]


def services_done(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """The mentions without the parties that "performing advertising or analytics services" only seems to name."""
    plain = [w.word for w in found]
    done: set[int] = set()
    for at, word in enumerate(plain):
        if word in DOING and (word != "hosting" or plain[at + 1 : at + 2] in _OWN):
            near = min(at + 9, len(plain))
            end = next((k for k in range(at + 1, near) if plain[k] in _LIST_ENDS), near)
            services = [k for k in range(at + 1, end) if plain[k] in ("service", "services")]
            done.update(range(at, services[-1] + 1 if services else at))
    return [_turned(m, "recipient", "purpose", _DONE) if m.first in done else m for m in mentions]


def _turned(mention: Mention, scheme: str, into: str, concepts: Mapping[str, str]) -> Mention:
    """A mention of a scheme as what it stands for in another, if it stands for anything there."""
    if mention.scheme != scheme or mention.concept not in concepts:
        return mention
    return mention._replace(scheme=into, concept=concepts[mention.concept])


def pointed_parties(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "These companies": third parties named before; "our parent"; "to your contacts": those whom a user knows."""
    taken = {k for m in mentions if m.scheme == "recipient" for k in range(m.first, m.last + 1)}
    third = [
        Mention("recipient", "ThirdParty", at, at)
        for at in range(1, len(found))
        if at not in taken
        and (
            found[at].word in _W["companies"]
            and found[at - 1].word in _W["pointers"]
            or (found[at - 1].word, found[at].word) in _PLATFORMS
        )
    ]
    parents = [
        Mention("recipient", "Affiliate", at, at)
        for at in range(1, len(found))
        if at not in taken and found[at].word in _PARENTS and found[at - 1].word in _OWNERS
    ]
    known = [
        Mention("recipient", "OtherUser", at, at)
        for at in range(len(found))
        if found[at].word == "contacts"
        and (not at or found[at - 1].word in _THEIRS)
        and _are_people(at, found)
    ]
    owning = [
        Mention("recipient", "Customer", at, at)
        for at in range(1, len(found))
        if found[at].word in _BELONGING and at not in taken and _is_organisation_of_user(at, found)
    ]
    return [*mentions, *third, *parents, *known, *owning]


def tools_of_others(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "Many of these tools collect ...", right after those who offer them: the subject of a sentence is they."""
    pointer = 2 if found[0].word in _PARTLY and len(found) > 2 and found[1].word == "of" else 0
    at = pointer + 1
    while at < len(found) and (found[at].word in _OTHERS_OWN or not found[at].word.isalnum()):
        at += 1
    if found[pointer].word not in _W["pointers"] or at + 1 >= len(found) or found[at].word not in _TOOLS:
        return list(mentions)
    acts = found[at + 1].word in _W["modals"] | _W["adverbs"] or found[at + 1].stem in verb_classes()
    taken = any(m.first <= at <= m.last for m in mentions if m.scheme == "recipient")
    return (
        [*mentions, Mention("recipient", "ThirdParty", pointer + 1, at)]
        if acts and not taken
        else list(mentions)
    )


def _are_people(at: int, found: Sequence[Token]) -> bool:
    """Whether "your contacts" are told something or do something, and are no list that is collected."""
    before = found[at - 2].word if at > 1 and found[at - 3].word != "next" else ""
    after = found[at + 1].word if at + 1 < len(found) else ""
    return (
        before in _TELLING or before != "in" and after in _W["modals"] or after in ("see", "receive", "who")
    )


def _is_organisation_of_user(at: int, found: Sequence[Token]) -> bool:
    """Whether "your organisation", which stands at a position, may or can do something, or is told something."""
    after = found[at + 1].word if at + 1 < len(found) else ""
    before = found[at - 2].word if at > 1 else ""
    return found[at - 1].word == "your" and (after in _W["modals"] or before in _TELLING)
