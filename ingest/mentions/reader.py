"""The mentions of a sentence: concepts by label, names, periods, and words that point to data."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from copy import copy
from operator import itemgetter

from policytrail.ingest.document import Span
from policytrail.ingest.finding import GENERIC
from policytrail.ingest.mentions.alike import alike
from policytrail.ingest.mentions.conversations import heard, written_to
from policytrail.ingest.mentions.data import (
    VENUES,
    is_fitted,
    is_kind_of_place,
    names_data,
)
from policytrail.ingest.mentions.idle import purposes_served
from policytrail.ingest.mentions.impersonal import (
    IMPERSONAL,
)
from policytrail.ingest.mentions.organisations import FORMS, Written, named_so, organisations
from policytrail.ingest.mentions.own_names import as_pronouns
from policytrail.ingest.mentions.parties import (
    ONCE,
    is_former,
    parties_refined,
    tools_of_others,
)
from policytrail.ingest.mentions.periods import UNIT_WORDS, periods
from policytrail.ingest.mentions.pointing import POINTING, pointed, pointers
from policytrail.ingest.mentions.purposes import purposes_refined
from policytrail.ingest.mentions.records import kept_as_records
from policytrail.ingest.mentions.refining import DATA_AND_PURPOSES, TALKS_AND_PARTIES, refined
from policytrail.ingest.mentions.terms import QUOTES, Key, coined, meant
from policytrail.ingest.words.lexicon import SKIPPED, Mention, lexicon
from policytrail.ingest.words.lists import JOINING, coordinated, elliptical, parallel
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.tokens import POSSESSIVE, Token, tokens
from policytrail.ingest.words.wordlists import verb_classes, words

_W = words()
# A policy that calls its provider so.
_COMPANY = re.compile(
    r"[“\"'‘](?:the )?(Company)[”\"'’]|\b[Tt]he (Company|Cooperative)\b(?! (?:that|to wh|which|who))"
)
_ADDRESSING = frozenset(["com", "http", "https", "net", "org", "www"])
_ADDRESS = re.compile(
    r"(?P<mailbox>[\w.+-]+@[\w.-]+)|(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org)\b"
)
_MACHINES = frozenset("computers server servers systems".split())
_FOR_US = frozenset(
    "Customer HostingProvider OtherUser ServiceProvider".split()
)  # whose machines are ours, or no one's who acts
_GIVING = frozenset("giv send show tel".split())  # stems of verbs whose first object receives
_place = itemgetter(2, 3)  # the first and the last position of a mention
_WITH_OBJECT = frozenset(["give", "given", "listen", "log", "record", "monitor", "share", "store", "stores"])
_DOING = frozenset(["we", "not", "never"])
_DETERMINING = frozenset(["the"]) | _W["possessives"]
_STORING = frozenset(["store", "stores"])
_PREMISES = frozenset("cloud datacenter datacenters datacentre datacentres server servers".split())
_SCREENS = frozenset("display displays screen screens".split())
_ACTING = _W["modals"] | _W["be"] | _W["have"] | _W["adverbs"] | _W["negations"]
_OPENING = _W["clause_end"] | _W["subordinators"] | _W["relatives"] | {"", "and", "but"}
_ONES_COMPANY = frozenset("company firm organisation organization".split())
_ASKS = frozenset(["orders", "requests"])
_BESIDE = frozenset("and or / &".split())
_ONE_KIND = frozenset(w for w in _W["user"] | _W["kinds"] | {"employee"} if not w.endswith("s"))


class MentionReader:
    """Reads spans of one text into sentences with mentions.

    Args:
        text: the policy's whole text.
        provider_names: what the provider calls itself.
    """

    def __init__(self, text: str, provider_names: Sequence[str]) -> None:
        self.text = text
        self.written = Written(text)
        names = {tuple(t.word for t in tokens(name)) for name in provider_names}
        names |= {(name.lower(),) for called in _COMPANY.findall(text) for name in called if name}
        self.names: dict[str, list[tuple[str, ...]]] = {}  # by their first word
        for name in names - {()}:
            self.names.setdefault(name[0], []).append(name)

    def for_text(self, text: str) -> MentionReader:
        """A reader of another text that knows the same names."""
        other = copy(self)
        other.text = text
        return other

    def read(
        self,
        span: Span,
        *,
        title: bool = False,
        cookies: bool = False,
        just_named: bool = False,
        in_block: bool = False,
        in_section: bool = False,
        parties: bool = False,
        engaged: bool = False,
        terms: Mapping[Key, Collection[str]] | None = None,
        labels: Collection[Key] = (),
        theirs: tuple[Collection[str], Sequence[str]] = ((), ()),
    ) -> Sentence:
        """The words of a span with their mentions.

        Args:
            title: a heading or label, written in capitals, so that no names can be told in it.
            cookies: "it" and "they" stand for cookies named before.
            just_named: the sentence before named data, which "it", "they" or "this" is as a subject.
            in_block: data were named earlier in the same block or in the list before it, so that "the information we collect"
                points to them.
            in_section: no heading stands between.
            parties: an item of a list of parties, which may begin with a name.
            engaged: the sentence before told of companies whose tools "these tools" are.
            terms: what the policy coined terms for.
            labels: those of the terms that are but labels of blocks.
            theirs: words that point to what others have, "this tool", "it", and these others.
        """
        found = alike(self.text, tokens(self.text, *span))
        if "!" in self.text[slice(*span)]:
            found = without_shouting(self.text, found)
        if not found:
            return Sentence(found, [], frozenset(), it_is_ours=cookies)
        own = self.provider_positions(found)
        if own:
            found, own = as_pronouns(found, own, self.text)
        _, _, in_order, stems = zip(*found, strict=True)
        plain = frozenset(in_order)  # most sentences have none of the words that are asked for
        said = plain.union(stems)
        # "your messages to Example" are those "to us"
        mentions = labelled(found, [k for k in own if found[k].word != "us"])
        if "(" in plain and not QUOTES.isdisjoint(plain):
            mentions = coined(mentions, found)
        if terms:
            mentions = meant(mentions, found, terms, labels)
        mentions = refined(DATA_AND_PURPOSES, mentions, found, said)
        if in_block:
            mentions = [pointed(m, found, in_section=in_section) for m in mentions]
        if not POINTING.isdisjoint(plain):
            mentions += pointers(found, mentions, cookies=cookies, just_named=just_named, in_block=in_block)
        mentions = refined(TALKS_AND_PARTIES, mentions, found, said)
        if engaged:
            mentions = tools_of_others(mentions, found)
        mentions = parties_refined(mentions, found, own)
        if not UNIT_WORDS.isdisjoint(plain):
            mentions += periods(found)
        if not (title or FORMS.isdisjoint(plain)):
            mentions = [m for m in mentions if m.scheme == "recipient" or not named_so(self.text, found, m)]
        if not title:
            named = {
                k for m in mentions if m.scheme in ("data", "recipient") for k in range(m.first, m.last + 1)
            }
            mentions += organisations(self.text, found, named, self.written, own, listed=parties)
        if not _MACHINES.isdisjoint(plain):
            mentions = [self.with_machines(m, found) for m in mentions]
        mentions = [
            m
            for m in without_contained([without_verb(m, found) for m in mentions], found)
            if not (m.scheme == "recipient" and self.is_possessive(m, found) or is_made_use_of(m, found))
            and not (m.concept == "Interests" and is_fitted(m, found))
        ]
        if not ONCE.isdisjoint(plain):
            mentions = [m for m in mentions if not (m.scheme == "recipient" and is_former(m, found))]
        if not _ADDRESSING.isdisjoint(plain):
            mentions = self.without_addresses(mentions, found)
        mentions = [m for m in mentions if not self.is_owner(m, found)]
        if not VENUES.isdisjoint(plain):
            mentions = [m for m in mentions if not (m.scheme == "data" and is_kind_of_place(m, found))]
        mentions = purposes_served(mentions, found, own)
        mentions.sort(key=_place)
        return Sentence(found, mentions, own, it_is_ours=cookies, theirs=theirs[0], owners=theirs[1])

    def without_addresses(self, mentions: Collection[Mention], found: Sequence[Token]) -> list[Mention]:
        """Mentions without what addresses name: data of the web's ("https://support.example.com/emails"), purposes of mailboxes."""
        addresses = list(_ADDRESS.finditer(self.text, found[0].start, found[-1].end))
        named = {"data": addresses, "purpose": [a for a in addresses if a["mailbox"]]}
        return [
            m
            for m in mentions
            if not any(a.start() <= found[m.first].start < a.end() for a in named.get(m.scheme, ()))
        ]

    def provider_positions(self, found: Sequence[Token]) -> frozenset[int]:
        """Where the provider's own names stand."""
        positions: set[int] = set()
        for at, token in enumerate(found):
            if token.word in _ONES_COMPANY and at and found[at - 1].word == "our" and acts(found, at + 1):
                positions.update((at - 1, at))  # "our company collects", but "to protect our company"
            if token.word not in self.names:
                continue
            for name in self.names[token.word]:
                here = found[at : at + len(name)]
                if tuple(w.word for w in here) == name and not self.text[token.start : token.end].islower():
                    positions.update(range(at, at + len(name)))
        return frozenset(positions)

    def is_owner(self, mention: Mention, found: Sequence[Token]) -> bool:
        """ "Information about your device's IP address": the device is told about, but for what its address says."""
        if mention.scheme != "data" or found[mention.first].word not in _W["generic_nouns"]:
            return False
        last = found[mention.last]
        if not self.text.endswith(POSSESSIVE, last.start, last.end):
            return False
        named = lexicon().mentions(found[mention.last + 1 : mention.last + 6])
        return any(m.scheme == "data" and m.first < 3 for m in named)

    def with_machines(self, mention: Mention, found: Sequence[Token]) -> Mention:
        """A party with what is its own and acts for it: "the advertisers' servers"."""
        after = mention.last + 1
        acts = mention.scheme == "recipient" and mention.concept not in _FOR_US
        if (
            acts
            and after < len(found)
            and found[after].word in _MACHINES
            and self.is_possessive(mention, found)
        ):
            return mention._replace(last=after)
        return mention

    def is_possessive(self, mention: Mention, found: Sequence[Token]) -> bool:
        """Whether a kind of recipient only owns something ("the user's device")."""
        last = found[mention.last]
        after = found[mention.last + 1].word if mention.last + 1 < len(found) else ""
        if after in (_PREMISES if mention.concept.startswith("org:") else _SCREENS):
            # "stored on Zyxcorp's servers", "shown on the called party's display"
            return not (after in _PREMISES or mention.concept == "OtherUser")
        return self.text.endswith(POSSESSIVE, last.start, last.end)


def labelled(found: Sequence[Token], own: Collection[int]) -> list[Mention]:
    """What the words name by a label of the ontology, also where a list leaves out words of it."""
    mentions = lexicon().mentions(found, own=own)
    same: set[tuple[str, int, int]] = set()
    if completed := elliptical(lexicon(), found, mentions):
        same = {(m.scheme, m.first, m.last) for m in completed}
        parties = {m.first for m in completed if m.scheme == "recipient"}
        mentions = [
            m
            for m in mentions
            if (m.scheme, m.first, m.last) not in same
            and not (m.scheme == "purpose" and m.first == m.last and m.first in parties)
        ]
        covered = {(m.scheme, k) for m in mentions for k in range(m.first, m.last + 1)}
        mentions += [m for m in completed if (m.scheme, m.first) not in covered]
    serving = any(m.scheme == "purpose" for m in mentions)
    if serving and (shared := coordinated(lexicon(), found, mentions)):
        placed = {m.first for m in shared}
        mentions = [m for m in mentions if m.scheme != "purpose" or m.first not in placed] + shared
    mentions = [
        m if m.scheme != "data" else heard(kept_as_records(written_to(m, found), found), found)
        for m in mentions
        if m.scheme != "data" or (m.scheme, m.first, m.last) in same or names_data(m, found)
    ]
    mentions += parallel(lexicon(), found, mentions)
    return purposes_refined(mentions, found) if serving else mentions


def without_shouting(text: str, found: Sequence[Token]) -> list[Token]:
    """The words without the marks that belong to names: "from Zyx! and others"."""
    return [
        w
        for at, w in enumerate(found)
        if w.word != "!"
        or at in (0, len(found) - 1)
        or not (text[found[at - 1].start].isupper() and text[found[at + 1].start].islower())
    ]


def acts(found: Sequence[Token], after: int) -> bool:
    """Whether a verb follows, or another subject beside the first words of a sentence: "our company (or its agents) may"."""
    before = found[after - 3].word if after > 2 else ""
    if after >= len(found) or before not in _OPENING:
        return False
    _, _, word, stem = found[after]
    return word in _ACTING or word.endswith("s") and stem in verb_classes() or after == 2 and word in _BESIDE


def is_made_use_of(mention: Mention, found: Sequence[Token]) -> bool:
    """Whether "use" is part of a verb: "we make use of services"."""
    return mention.first > 0 and found[mention.first].word == "use" and found[mention.first - 1].stem == "mak"


def without_verb(mention: Mention, found: Sequence[Token]) -> Mention:
    """ "Record calls" after "we do not", or first in an item: a verb and its object, not "recorded calls"."""
    if mention.scheme != "data" or mention.last == mention.first:
        return mention
    verb, before = found[mention.first].word, found[mention.first - 1].word if mention.first else ""
    if verb not in _WITH_OBJECT:
        # "we transmit the content", and no "transmitted content"
        acts = found[mention.first + 1].word in _DETERMINING and (before in _DOING or before in _W["modals"])
        made = mention.concept in IMPERSONAL.values()  # "we anonymise your data"
        if (
            made
            and before in JOINING
            and not verb.endswith("d")
            and is_disposed_of(found[: mention.first - 1])
        ):
            return object_of(mention, found, else_=GENERIC)  # "we destroy or anonymise your data"
        return object_of(mention, found, else_=mention.concept) if acts and not made else mention
    if verb == "log":  # "to automatically log information about you"
        logs = before in ("to", "we", "servers") or before in _W["modals"] or before.endswith("ly")
        return object_of(mention, found, else_=GENERIC) if logs else mention
    acts = verb in _STORING or before in _DOING or before in _W["modals"]
    if verb != "share":  # "to share files" is what users do
        # "our vendors record your calls"
        acts |= before in ("", "you", "to", "or") or found[mention.first + 1].word in _DETERMINING
    if acts and verb in _STORING:
        return object_of(mention, found, else_=mention.concept)
    return mention._replace(first=mention.first + 1) if acts else mention


def is_disposed_of(before: Sequence[Token]) -> bool:
    """Whether one of the last words is a verb of deleting."""
    return any("dispose" in verb_classes().get(w.stem, ()) and w.word not in IMPERSONAL for w in before[-6:])


def object_of(mention: Mention, found: Sequence[Token], *, else_: str) -> Mention:
    """What the words after a verb name, which are no "log information" or "stored content"; `else_`: their concept if they have none."""
    first = mention.first + 1
    while first < mention.last and found[first].word in SKIPPED:
        first += 1
    named = [m for m in lexicon().mentions(found[first:]) if m.scheme == "data" and not m.first]
    if named:
        return named[0]._replace(first=first, last=first + named[0].last)
    return mention._replace(concept=else_, first=first)


def without_contained(mentions: Collection[Mention], found: Sequence[Token]) -> list[Mention]:
    """Mentions without those inside a longer one: "billing" in "billing address", "court" in "court order"."""
    longer = [
        m
        for m in mentions
        if m.last > m.first and m.scheme in ("data", "recipient", "condition", "retention")
    ]
    if not longer and not any(m.scheme == "recipient" for m in mentions):
        return list(mentions)
    starts = {m.first for m in mentions if m.scheme == "data"}

    def contained(m: Mention) -> bool:
        scheme, _, first, last = m
        for o_scheme, _, o_first, o_last in longer:
            inside = o_first <= first and last <= o_last and o_last - o_first > last - first
            # "while your profile is active" names no profile
            kept = o_scheme == "retention" and m.concept != "AccountData"
            if inside and not kept and (o_scheme != "condition" or scheme == "recipient"):
                return True
            runs_into = o_scheme == "recipient" and first < o_first <= last
            of_service = scheme == "data" and found[last].stem == "servic" and last < o_last
            if runs_into and (of_service or scheme == "purpose" and found[first].word == "use"):
                return True  # "types of [service providers]", "use [service providers]"
            # "processing your billing data": any use of them
            overlaps = scheme == "purpose" and first < o_first <= last < o_last
            if overlaps and found[first].word == "processing" and found[first + 1].word in _W["possessives"]:
                return True
        return False

    def qualifies(m: Mention) -> bool:  # "customer data" names no recipient, "to all customers data" does
        if m.scheme != "recipient":
            return False
        kind = m.first == m.last < len(found) - 1 and not m.concept.startswith("org:")
        if kind and found[m.last + 1].word in _W["owned"] and not found[m.last].word.endswith("s"):
            after = found[m.last + 2].word if m.last + 2 < len(found) else ""
            asks = found[m.last + 1].word in _ASKS and (after == "it" or after in _W["possessives"])
            return not asks  # "user records", "a government request", but not "if a regulator requests it"
        if kind and not found[m.last].word.endswith("s") and found[m.last + 1].word in _BESIDE:
            beside = found[m.last + 2 : m.last + 3]  # "customer and visitor data"
            if beside and beside[0].word in _ONE_KIND and {m.last + 2, m.last + 3} & starts:
                return True
        if m.last + 1 not in starts:
            return False
        before = next((w for w in reversed(found[: m.first]) if w.word not in SKIPPED), found[m.first])
        given = before.word in ("to", "with") or before.stem in _GIVING
        many = found[m.last].word.endswith("s") or found[m.last].word == "police"
        return not (many and given)

    return [
        m
        for m in mentions
        if m.scheme not in ("data", "recipient", "purpose") or not (contained(m) or qualifies(m))
    ]
