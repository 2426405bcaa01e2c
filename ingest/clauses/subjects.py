"""Who acts: the provider, the user or others, from the words that end where a verb's group starts."""

from __future__ import annotations

from typing import NamedTuple

from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.wordlists import words

_W = words()
_ASIDE = 25  # how many words an aside may have
# What may stand before the parties that begin a clause.
_OPENING = (
    _W["determiners"]
    | _W["groups"]
    | frozenset(
        """, / addition additionally also and external however in independent of or outside similarly trusted
    unaffiliated""".split()
    )
)
_EXAMPLES = frozenset([("such", "as"), ("for", "example"), ("for", "instance")])
_PARTITIVE = [[w, "of"] for w in ("all", "any", "each", "many", "most", "some")]
_SIGNS = frozenset("! ( . : ; ? –".split())
_PLACING = frozenset("delivering offering operating placing providing serving".split())
_ATTACHING = frozenset("for of on outside through within".split())
_OWNED = _W["possessives"] - {"your", "their"} | {"the"}  # before what is the provider's
# Instruments and what may stand before or beside them: "our web and mail servers", "our site and e-mails".
INSTRUMENTS = _W["instruments"] | frozenset("emails mails newsletters".split())
_MEDIA = INSTRUMENTS | frozenset("ads automated automatic computer e internet mobile online own web".split())
_SPECIFYING = _OWNED | {"this", "these"}
# Instruments that others have too: "the destination website", "these features" of social media.
_ANYBODYS = frozenset(
    "applications apps company features network networks product products service services site sites website websites".split()
)
# What others put on the provider's pages, and what acts there for them.
EMBEDDED = frozenset("button buttons features ins plugin plugins widget widgets".split())
_SCRIPTS = _W["trackers"] | frozenset("code script scripts sdks software tools trackers".split())
# What is others' after it was told of, even as "the tool".
_NOT_OURS = EMBEDDED | frozenset("companies networks provider providers tool tools".split())
_BEFORE_CLAUSE = frozenset(", ; : . ( and but".split())
_OF_OTHERS = frozenset("third party parties other others social media party".split())
_PARTING = (
    _W["modals"]
    | _W["be"]
    | _W["have"]
    | _W["relatives"]
    | _W["directions"]
    | frozenset("and or of for in on by from".split())
)
_OFFERING = frozenset("mak offer operat own provid run sel".split())  # what makes an instrument ours (stems)
_PARTING_OFFERS = _SIGNS | {",", ";", "and", "or"}
_STANDING_IN = _W["standing_in"] | {"act", "operate", "work"}
_DESCRIBING = frozenset("that which who whose".split())
_GIVEN_TO = frozenset("from to with".split())
_SINGULAR = frozenset("does has is was".split())
_ROLES = (["as", "a"], ["as", "an"], ["as", "our"], ["as", "well"])
_ASIDES = frozenset("including like which who".split())  # what begins an aside after a subject
_PROVIDER, _THIRD, _USER = frozenset({"provider"}), frozenset({"third"}), frozenset({"user"})
_NOBODY: frozenset[str] = frozenset()


class Subject(NamedTuple):
    """Who acts: kinds of subject, the recipients among them, and where its words start."""

    kinds: frozenset[str]
    parties: tuple[Mention, ...]
    start: int


def subject_before(s: Sentence, here: int) -> Subject:
    """The subject whose words end at `here`; of no kind if no words that act do."""
    if s.word(here) in (")", "]"):
        close = here
        while here > 0 and s.word(here) not in ("(", "["):
            here -= 1
        inside = [m for m in s.mentions if m.scheme == "recipient" and here < m.first < close]
        here -= 1
        if inside and s.word(here + 2) in ("and", "or"):  # "we (and our advertisers) may use"
            outer = subject_before(s, here)
            return Subject(outer.kinds | {"third"}, tuple(inside), outer.start)
        alone = inside and inside[0].first == here + 2 and inside[-1].last == close - 1
        if alone and not subject_before(s, here).kinds:  # "the owner of the service (Example) may receive"
            return Subject(_THIRD, tuple(inside), here)
    here = _before_insertions(s, here)
    word = s.word(here)
    if _is_object(s, here) and (described := _described_parties(s, here)):
        return Subject(_THIRD, described, described[0].first)  # "vendors that work for us may ..."
    if word in _W["provider"] or here in s.provider_at:
        return _provider(s, here)
    if (offered := _offered(s, here)) is not None:
        return Subject(_PROVIDER, (), offered)
    mention = s.ends.get(here)
    if mention and mention.scheme == "recipient":
        role = next((k for k in range(mention.first - 1, mention.first - 4, -1) if s.word(k) == "as"), 0)
        if _is_provider(s, role - 1):
            return Subject(_PROVIDER, (), role - 1)  # "we as the operator of the site collect"
        return _listed_parties(s, mention)
    if word in ("it", "they") and s.it_is_ours:
        return Subject(_PROVIDER, (), here)
    if word in s.theirs and _points_back(s, here):
        return Subject(_THIRD, (), here - (word != "it"))  # "this tool", said of one just named
    if word in _W["user"]:
        return Subject(_USER, (), here)
    if word in _W["own_devices"]:  # "your web browser sends us"
        owner = here - 2 if s.word(here - 1) in ("web", "internet", "mobile") else here - 1
        if s.word(owner) in ("your", "that", "this"):
            return Subject(_USER, (), owner)
    if word in ("who", "that", "which"):
        antecedent = s.ends.get(here - 1) or s.ends.get(here - 2)
        if antecedent and antecedent.scheme == "recipient":
            return Subject(_THIRD, (antecedent,), here)
        return Subject(_NOBODY, (), here)
    if described := _described_parties(s, here):
        return Subject(_THIRD, described, described[0].first)
    if word == "they":
        return Subject(_THIRD, (), here)
    pointer = here - 2 if s.word(here - 1) == "plug" else here - 1
    if word in EMBEDDED and s.word(pointer) in _W["pointers"]:
        return Subject(_THIRD, (), pointer)  # "these widgets may collect", said of those just named
    if word in _SCRIPTS and s.span(here - 2, here - 1) == ["third", "party"]:
        third = Mention("recipient", "ThirdParty", here - 2, here - 1)
        return Subject(_THIRD, (third,), here - 2)  # "third-party scripts may read"
    start = _start_of_ours(s, here, mention if mention and mention.concept == "Cookies" else None)
    if start is not None:
        return Subject(_PROVIDER, (), start)
    return Subject(_NOBODY, (), here + 1 if here < 0 else here)


def _points_back(s: Sentence, here: int) -> bool:
    """Whether "it", "this service" or "the networks" end at a position, which may be what was just named."""
    before = s.word(here - 1)
    return s.word(here) == "it" or before in _W["pointers"] or before == "the" and s.word(here) in _NOT_OURS


def _before_insertions(s: Sentence, here: int) -> int:
    """Where a subject ends before an aside, "on our behalf" and quotation marks."""
    if s.word(here) == ",":
        here = _before_aside(s, here)
    if s.word(here) == "behalf" and here not in s.ends:
        here = _before_behalf(s, here)
    while s.word(here) in ("”", '"', "“", ","):
        if s.word(here) == "," and s.word(here - 1) not in ("”", '"'):
            break
        here -= 1
    return here


def _offered(s: Sentence, here: int) -> int | None:
    """Where an instrument stands that a relative clause up to a position calls ours: "services we offer to our subscribers"."""
    we = next((k for k in range(here, max(1, here - 6), -1) if s.word(k) == "we"), 0)
    if not we or s.stem(we + 1) not in _OFFERING or not _PARTING_OFFERS.isdisjoint(s.span(we, here)):
        return None
    noun = we - 1 - (s.word(we - 1) in ("that", "which"))
    return noun if s.word(noun) in INSTRUMENTS else None


def _is_provider(s: Sentence, at: int) -> bool:
    """Whether a word is "we" or one of the provider's names."""
    return s.word(at) in _W["provider"] or at in s.provider_at


def _provider(s: Sentence, last: int) -> Subject:
    """The provider, and a party before it: "our vendors and we"."""
    start = last
    while start - 1 in s.provider_at:
        start -= 1
    m = s.ends.get(start - 2) if s.word(start - 1) in ("and", "or") else None
    if m and m.scheme == "recipient" and not _is_apart(s, m.first, last):
        return Subject(_PROVIDER | _THIRD, (m,), m.first)
    if s.span(start - 2, start - 1) == ["they", "and"]:
        start -= 2
    return Subject(_PROVIDER, (), start)


def _is_apart(s: Sentence, party: int, last: int) -> bool:
    """Whether a party before the provider is of the clause before: "it is sent to the merchant and Example does not keep it"."""
    while s.word(party - 1) in _W["determiners"]:
        party -= 1
    return s.word(party - 1) in _GIVEN_TO or s.word(last + 1) in _SINGULAR


def _listed_parties(s: Sentence, last: Mention) -> Subject:
    """The list of parties that ends with one, which may begin with the provider: "we, our vendors and agents"."""
    parties, start = [last], last.first
    while True:
        left = start - 1
        if parties[-1].concept == "Affiliate":
            left = _before_group(s, left)
        while s.word(left) in _W["determiners"] or s.span(left - 1, left) in _PARTITIVE:
            left -= 1
        if (named := _before_examples(s, left)) != left:
            left = named
        elif s.word(left) == "," and len(parties) == 1:
            break  # "if you use A, B will ask you": no list without a conjunction
        elif s.word(left) in ("and", "or", ",", "and/or", "/", "nor"):
            left -= 1
            while s.word(left) in (",", "and", "or", "/"):
                left -= 1
        else:
            break
        if s.word(left) == "itself" and left - 1 in s.provider_at:
            left -= 1
        if _is_provider(s, left) or left - 1 in s.provider_at:  # "Example Mobile and its vendors"
            return Subject(_PROVIDER | _THIRD, tuple(reversed(parties)), left)
        member = s.ends.get(left)
        if not (member and member.scheme == "recipient") or _stands_in(s, member.first):
            break
        parties.append(member)
        start = member.first
    return Subject(_THIRD, tuple(reversed(parties)), start)


def _stands_in(s: Sentence, at: int) -> bool:
    """Whether somebody else acts for a party: "we pay on behalf of our users and Zyxcorp sends the bill"."""
    while s.word(at - 1) in _W["determiners"]:
        at -= 1
    return s.span(at - 2, at - 1) == ["behalf", "of"]


def _before_group(s: Sentence, left: int) -> int:
    """Where the words end before those that name the group: "we and other | Example companies", "the other | companies of the Example group"."""
    at = left
    while at in s.provider_at:
        at -= 1
    of = at - (s.word(at) == "the")
    return of - 2 if s.word(of) == "of" and s.word(of - 1) in _W["companies"] else at


def _start_of_ours(s: Sentence, here: int, cookies: Mention | None) -> int | None:
    """Where the words begin of an instrument of the provider's that ends at a position; None if none does."""
    if s.word(here) not in INSTRUMENTS and not cookies:
        return None
    start = _start_of_instruments(s, cookies.first if cookies else here)
    while start < here and s.word(start) in _W["determiners"] and s.word(start) not in _OWNED:
        start += 1  # "some Example websites and apps"
    owned = s.word(start) in _OWNED and s.word(start - 1) not in INSTRUMENTS  # not "features the app has"
    if owned or start in s.provider_at or cookies:
        return start
    return _start_of_kind(s, here)


def _is_object(s: Sentence, here: int) -> bool:
    """Whether what is the provider's stands after a preposition: "advertisers on our site", "those who work for us"."""
    if s.word(here) == "us":
        return True
    if here not in s.provider_at and s.word(here) not in INSTRUMENTS:
        return False
    while s.word(here) in _MEDIA or s.word(here) in _W["determiners"] or here in s.provider_at:
        here -= 1
    return s.word(here) in _ATTACHING


def _start_of_instruments(s: Sentence, start: int) -> int:
    """Where the words begin that tell which instruments act: "our web servers", "our site and apps", "Example's app"."""
    listed = False
    while start > 0 and s.word(start) not in _OWNED:
        before = s.word(start - 1)
        if before in ("and", "or", "and/or") or before == "," and listed:
            if s.word(start - 2).rstrip(",") not in _MEDIA:
                break
            listed = True
        elif before not in _MEDIA and before not in _W["determiners"] and start - 1 not in s.provider_at:
            break
        start -= 1
    return start


def _start_of_kind(s: Sentence, here: int) -> int | None:
    """Where a clause begins with a kind of instrument: "This feature", "The login page", "Our Example Rewards program"."""
    for start in range(here - 1, max(-1, here - 6), -1):
        word = s.word(start)
        if word in _SPECIFYING or start in s.provider_at:
            first = start - (s.word(start - 1) == "the" and start in s.provider_at)
            begins = first == 0 or s.word(first - 1) in _BEFORE_CLAUSE
            named = word == "our" or start in s.provider_at
            ours = named or s.word(here) not in _ANYBODYS
            return start if begins and ours and not _is_of_others(s, start, here, named=named) else None
        if word in _PARTING or not word.isalpha():
            return None
    return None


def _is_of_others(s: Sentence, first: int, last: int, *, named: bool) -> bool:
    """Whether a noun phrase names others: "these third-party tools", "the social media features".

    `named`: it names the provider, so that a further name is one of the provider's products.
    """
    return not _OF_OTHERS.isdisjoint(s.span(first, last)) or any(
        m.scheme == "recipient" and first <= m.last <= last and not (named and m.concept.startswith("org:"))
        for m in s.mentions
    )


def _before_examples(s: Sentence, last: int) -> int:
    """Where what examples are of ends, before "such as" or ", for example," that end at a position; that position if none do."""
    at = last - (s.word(last) == "," and s.word(last - 1) in ("example", "instance"))
    if s.word(at) in ("including", "like"):
        at -= 1  # "vendors, including Example, use cookies"
    elif tuple(s.span(at - 1, at)) in _EXAMPLES:
        at -= 2
    else:
        return last
    return at - (s.word(at) == ",")


def _before_aside(s: Sentence, comma: int) -> int:
    """Where a subject ends that an aside follows: "partners, such as advertisers,", "agents, who help us,"."""
    party = s.ends.get(comma - 1)
    if party and party.scheme == "recipient":
        left = party.first - 1
        if not {"such", "including", "like", "example", "instance"}.isdisjoint(s.span(left - 7, left)):
            return comma - 1
        while s.word(left) in _W["determiners"]:
            left -= 1
        if s.word(left) in ("and", "or") and s.word(left - 1) == ",":  # "we, or our partners, collect"
            return comma - 1
        named = s.ends.get(left - 1) if s.word(left) == "," else None
        if named and named.scheme == "recipient" and party.concept.startswith("org:"):
            return comma - 1  # "our advertising partner, Example, collects"
    for at in range(comma - 2, max(0, comma - _ASIDE), -1):
        if s.word(at) != ",":
            continue
        if s.span(at + 1, at + 2) == ["not", "even"]:  # "nobody, not even Example, can"
            return comma - 1 - (s.word(comma - 1) == "itself")
        role = s.word(at + 1) in ("a", "an") or s.span(at + 1, at + 2) in _ROLES
        if s.word(at + 1) in _ASIDES or role and "," not in s.span(at + 1, comma - 1):
            last = at - 1
            if last in s.provider_at and s.word(last - 1) == "of":
                last -= 2  # "agents of Example, who ..."
            named = s.ends.get(last)
            return last if named and named.scheme == "recipient" else comma
    return comma


def _before_behalf(s: Sentence, behalf: int) -> int:
    """Where a party ends that acts for the provider: "vendors operating on our behalf", "others who work on its behalf"."""
    on = next((k for k in range(behalf - 1, behalf - 6, -1) if s.word(k) == "on"), 0)
    last = on - 1
    if s.word(last) in _STANDING_IN:
        last -= 1 + (s.word(last - 1) in ("who", "that", "which"))
    return last if last in s.ends else behalf


def _described_parties(s: Sentence, here: int) -> tuple[Mention, ...]:
    """The parties that begin a clause and that a relative clause up to `here` describes: "companies that place ads here"."""
    if (
        "recipient" not in s.by_scheme
        or s.word(here) in ("and", "or")
        or _DESCRIBING.isdisjoint(s.said)
        and _PLACING.isdisjoint(s.said)
        and _ATTACHING.isdisjoint(s.said)
    ):
        return ()
    if s.word(here) == "," and s.word(here + 1) not in _W["modals"]:
        return ()
    start = here
    while start > max(0, here - _ASIDE) and s.word(start - 1) not in _SIGNS:
        start -= 1
    named = [m for m in s.by_scheme["recipient"] if start <= m.first and m.last < here]
    for at, m in enumerate(named):
        before = named[:at]
        if any(
            s.word(k) not in _OPENING and not any(o.first <= k <= o.last for o in before)
            for k in range(start, m.first)
        ):
            return ()
        described = (
            s.word(m.last + 1) in _DESCRIBING
            or s.word(m.last + 1) in _PLACING | _ATTACHING
            and s.word(here) != ","
        )
        if described:
            return tuple(named[: at + 1])
    return ()


def is_user(s: Sentence, kinds: frozenset[str], parties: tuple[Mention, ...]) -> bool:
    """Whether "users" or "customers" are the readers of the policy and not other users: "users may enter their name"."""
    if kinds != {"third"} or len(parties) != 1 or parties[0].first != parties[0].last:
        return False
    at = parties[0].first
    return s.word(at) in _W["user"] and s.word(at - 1) not in ("other", "another")
