"""Who acts: the provider, the user or others, from the words that end where a verb's group starts."""

from __future__ import annotations

from policytrail.ingest.lexicon import Mention
from policytrail.ingest.sentence import Sentence
from policytrail.ingest.wordlists import words

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
_PARTITIVE = [[w, "of"] for w in ("all", "any", "each", "some")]
_SIGNS = frozenset("! ( . : ; ? –".split())
_PLACING = frozenset("delivering offering operating placing providing serving".split())
_ATTACHING = frozenset("for of on through within".split())
_OWNED = _W["possessives"] - {"your", "their"} | {"the"}  # before what is the provider's
# Instruments and what may stand before or beside them: "our web and mail servers", "our site and e-mails".
INSTRUMENTS = _W["instruments"] | frozenset("emails mails newsletters".split())
_MEDIA = INSTRUMENTS | frozenset("ads automated computer e internet mobile online own web".split())
_SPECIFYING = _OWNED | {"this", "these"}
# Instruments that others have too: "the destination website", "these features" of social media.
_ANYBODYS = frozenset(
    "applications apps company features network networks product products service services site sites website websites".split()
)
# What others put on the provider's pages, and what acts there for them.
_EMBEDDED = frozenset("buttons features ins plugins widgets".split())
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
_STANDING_IN = _W["standing_in"] | {"act", "operate", "work"}
_DESCRIBING = frozenset("that which who whose".split())
_ROLES = (["as", "a"], ["as", "an"], ["as", "our"], ["as", "well"])
_ASIDES = frozenset("including like which who".split())  # what begins an aside after a subject


def subject_before(s: Sentence, here: int) -> tuple[frozenset[str], tuple[Mention, ...], int]:
    """Kinds of subject that end at `here`, the recipients among them, and where the subject starts."""
    if s.word(here) in (")", "]"):
        close = here
        while here > 0 and s.word(here) not in ("(", "["):
            here -= 1
        inside = [m for m in s.mentions if m.scheme == "recipient" and here < m.first < close]
        here -= 1
        if inside and s.word(here + 2) in ("and", "or"):  # "we (and our advertisers) may use"
            outer, _, start = subject_before(s, here)
            return outer | {"third"}, tuple(inside), start
    if s.word(here) == ",":
        here = _before_aside(s, here)
    if s.word(here) == "behalf" and here not in s.ends:
        here = _before_behalf(s, here)
    while s.word(here) in ("”", '"', "“", ","):
        if s.word(here) == "," and s.word(here - 1) not in ("”", '"'):
            break
        here -= 1
    w = s.word(here)
    if _is_object(s, here) and (described := _described_parties(s, here)):
        return frozenset({"third"}), described, described[0].first  # "vendors that work for us may ..."
    if w in _W["provider"] or here in s.provider_at:
        start = here
        while start - 1 in s.provider_at:
            start -= 1
        kinds = {"provider"}
        parties: tuple[Mention, ...] = ()
        if s.word(start - 1) in ("and", "or") and (m := s.ends.get(start - 2)) and m.scheme == "recipient":
            kinds.add("third")
            parties, start = (m,), m.first
        return frozenset(kinds), parties, start
    mention = s.ends.get(here)
    if mention and mention.scheme == "recipient":
        role = next((k for k in range(mention.first - 1, mention.first - 4, -1) if s.word(k) == "as"), 0)
        if s.word(role - 1) in _W["provider"] or role - 1 in s.provider_at:
            return frozenset({"provider"}), (), role - 1  # "we as the operator of the site collect"
        parties_list, start, kinds = [mention], mention.first, {"third"}
        while True:
            left = start - 1
            while s.word(left) in _W["determiners"] or s.span(left - 1, left) in _PARTITIVE:
                left -= 1
            if s.word(left) == "," and len(parties_list) == 1:
                break  # "if you use A, B will ask you": no list without a conjunction
            if s.word(left) in ("and", "or", ",", "and/or", "/", "nor"):
                left -= 1
                while s.word(left) in (",", "and", "or", "/"):
                    left -= 1
            elif (
                s.word(left) == "as" and s.word(left - 1) == "such"
            ):  # "partners, such as advertisers, collect"
                left -= 3 if s.word(left - 2) == "," else 2
            elif s.word(left) == "including":  # "vendors, including Example, use cookies"
                left -= 2 if s.word(left - 1) == "," else 1
            else:
                break
            if s.word(left) in _W["provider"] or left in s.provider_at:
                kinds.add("provider")
                start = left
                break
            if s.word(left) == "itself" and left - 1 in s.provider_at:
                kinds.add("provider")
                start = left - 1
                break
            if (m := s.ends.get(left)) and m.scheme == "recipient":
                parties_list.append(m)
                start = m.first
                continue
            break
        return frozenset(kinds), tuple(reversed(parties_list)), start
    if w in ("it", "they") and s.it_is_ours:
        return frozenset({"provider"}), (), here
    if w in _W["user"]:
        return frozenset({"user"}), (), here
    if w in _W["own_devices"]:  # "your web browser sends us"
        owner = here - 2 if s.word(here - 1) in ("web", "internet", "mobile") else here - 1
        if s.word(owner) in ("your", "that", "this"):
            return frozenset({"user"}), (), owner
    if w in _W["relatives"] and w in ("who", "that", "which"):
        antecedent = s.ends.get(here - 1) or s.ends.get(here - 2)
        if antecedent and antecedent.scheme == "recipient":
            return frozenset({"third"}), (antecedent,), here
        return frozenset(), (), here
    if parties := _described_parties(s, here):
        return frozenset({"third"}), parties, parties[0].first
    if w == "they":
        return frozenset({"third"}), (), here
    pointer = here - 2 if s.word(here - 1) == "plug" else here - 1
    if w in _EMBEDDED and s.word(pointer) in _W["pointers"]:
        return frozenset({"third"}), (), pointer  # "these widgets may collect", said of those just named
    cookies = mention if mention and mention.concept == "Cookies" else None
    if w in INSTRUMENTS or cookies:
        start = _start_of_instruments(s, cookies.first if cookies else here)
        owned = s.word(start) in _OWNED and s.word(start - 1) not in INSTRUMENTS  # not "features the app has"
        if owned or start in s.provider_at or cookies:
            return frozenset({"provider"}), (), start
        kind = _start_of_kind(s, here)
        if kind is not None:
            return frozenset({"provider"}), (), kind
    return frozenset(), (), here + 1 if here < 0 else here


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


def _before_aside(s: Sentence, comma: int) -> int:
    """Where a subject ends that an aside follows: "partners, such as advertisers,", "agents, who help us,"."""
    party = s.ends.get(comma - 1)
    if party and party.scheme == "recipient":
        left = party.first - 1
        if not {"such", "including", "like"}.isdisjoint(s.span(left - 7, left)):
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
