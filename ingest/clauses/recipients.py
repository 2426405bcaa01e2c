"""Who receives: the parties that a preposition, a verb or a list makes recipients, and whom "these companies" are."""

from __future__ import annotations

from collections.abc import Sequence

from policytrail.ingest.finding import unique
from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.wordlists import words

_W = words()
DIRECTIONS = _W["directions"]
_NOT_GIVEN_TO = _W["not_given_to"]
_NOT_GIVEN_WITH = _W["not_given_with"]
_LISTING = _W["listing"]
_AFTER_PUBLICLY = _W["clause_end"] | frozenset("and as by in on or through to via when with".split())
_BETWEEN = frozenset("he she they that we when where which whom you".split())  # these begin another clause
_CIRCUMSTANCES = frozenset("because if unless when whenever while".split())
_LEGAL_PURPOSES = frozenset(
    "FraudPrevention LegalCompliance RightsProtection Security TermsEnforcement".split()
)
# Kinds of party that say so little that "these" before them means others, named before.
_VAGUE = frozenset("BusinessPartner Recipient ServiceProvider ThirdParty".split())
AUTHORITIES = frozenset("Court LawEnforcement PublicAuthority".split())
_REQUESTING = frozenset(["demand", "inquiri", "request"])  # stems
_EXAMPLES = frozenset("e eg for i ie including like such".split())
_NEEDED = frozenset("necessary needed required".split())
_DIALLING = frozenset(["cal", "contact", "dial", "phon"])  # stems
UNNAMED = frozenset(["Recipient", "ThirdParty"])
MEASURING = frozenset("analys analyz evaluat measur".split())  # stems of what those do who study a use
ONES_OWN = frozenset("Customer Employee OtherUser Public".split())  # never called "these companies"
_SERVING = frozenset("advertis deliver market offer provid sell serv suppl".split())
_SERVICES = frozenset(["products", "services", "support"])
_RELATIVE = frozenset("as that which who whom whose".split())
_OWN_GROUP = _W["group_words"] | {"organisation", "organization", "us"}
_QUALIFIED = _W["determiners"] | _W["possessives"] | frozenset(", / and other".split())
_WORKED_ON = frozenset("card cloud content data information mail payment server web website".split())
_AMOUNTS = _W["groups"] | {"those"}  # "to those of our staff who need it"
_INSIDE = frozenset("across among throughout within".split())
_PARTS_OF = (["parts", "of"], ["divisions", "of"], ["departments", "of"])
_SMALL = frozenset("a clear small text tiny".split())  # what cookies are said to be: "(small text files)"
_PUBLIC = frozenset(["LawEnforcement", "Public", "PublicAuthority"])
_IN_LISTS = _LISTING | _W["determiners"] | frozenset([")"])


class Parties:
    """One sentence with its mentions, to be asked who receives.

    Args:
        sentence: words and mentions.
        parties: recipients that "them" and "these companies" point to.
        distant: recipients of the block before, to which "these companies" points where there are none.
    """

    def __init__(self, sentence: Sentence, parties: Sequence[str] = (), distant: Sequence[str] = ()) -> None:
        self.s = sentence
        self.earlier_parties = list(parties)
        self.distant_parties = list(distant)

    def of(self, scheme: str, lo: int, hi: int) -> list[Mention]:
        """Mentions of a scheme that lie between two positions, inclusive."""
        named = self.s.by_scheme.get(scheme)
        return [m for m in named if lo <= m.first and m.last <= hi] if named else []

    def concepts(self, scheme: str, lo: int, hi: int) -> list[str]:
        """Concepts of a scheme named between two positions."""
        named = self.s.by_scheme.get(scheme)
        return unique([m.concept for m in named if lo <= m.first and m.last <= hi]) if named else []

    def recipients(self, lo: int, hi: int, *, direct: bool = False, by: bool = False) -> list[str]:
        """Recipients that a preposition introduces between two positions, with their lists and examples.

        `direct`: a recipient may follow the verb without preposition ("provide our partners with").
        `by`: "by" introduces one too ("may be viewed by other users").
        """
        found: list[Mention] = []
        for mention in self.of("recipient", lo, hi):
            listed = bool(found) and not self.are_parted(found[-1].last, mention.first)
            adjoining = listed and _IN_LISTS.issuperset(self.s.span(found[-1].last + 1, mention.first - 1))
            if self.is_introduced(mention, lo, listed=listed, adjoining=adjoining, direct=direct, by=by):
                found.append(mention)
        if not found and (them := self.them(lo, hi, direct=direct)) is not None:
            if self.s.word(them) == "it":
                return list(self.s.owners)
            return self.listed_before(them) or self.earlier_parties or self.concepts("recipient", 0, them)
        return self.named(found) or (
            ["ThirdParty"] if self.goes_outside(lo, hi) else self.needing(lo, hi) or self.requesting(hi)
        )

    def needing(self, lo: int, hi: int) -> list[str]:
        """Who needs what is given: "we share names that are necessary for the carrier to do it", "when needed by auditors"."""
        for m in self.of("recipient", lo + 3, hi):
            at = m.first - 1
            while self.s.word(at) in _W["determiners"] or self.s.word(at) == "outside":
                at -= 1
            needed = self.s.word(at) == "for" and self.s.word(at - 1) in _NEEDED
            by = self.s.span(at - 1, at) == ["needed", "by"]
            if by or needed and self.s.word(m.last + 1) == "to" and m.concept not in ONES_OWN:
                joined = [r for r in self.of("recipient", m.last + 1, hi) if by and r.first == m.last + 2]
                return self.named([m, *joined])
        return []

    def requesting(self, hi: int) -> list[str]:
        """Authorities at whose request data are given: "in response to requests from regulators", "if a court requests it"."""
        if _REQUESTING.isdisjoint(self.s.stems):
            return []
        lists: list[list[Mention]] = []
        for m in self.of("recipient", 0, hi):
            if m.concept in AUTHORITIES:
                listed = lists and _IN_LISTS.issuperset(self.s.span(lists[-1][-1].last + 1, m.first - 1))
                lists = [*lists[:-1], [*lists[-1], m]] if listed else [*lists, [m]]
        return unique([m.concept for named in lists if self.request(named[0], named[-1]) for m in named])

    def request(self, first: Mention, last: Mention) -> bool:
        """Whether what stands in a list of parties is said to request something."""
        by = next(
            (k for k in range(first.first - 1, first.first - 5, -1) if self.s.word(k) in ("by", "from")), 0
        )
        asking = range(max(0, by - 3), by)
        asked = not _REQUESTING.isdisjoint(map(self.s.stem, asking)) and "we" not in map(self.s.word, asking)
        after = self.s.word(last.last + 2)
        return (
            asked
            or self.s.stem(last.last + 1) in _REQUESTING
            and (after == "it" or after in _W["determiners"])
        )

    def dialled(self) -> list[str]:
        """Emergency services that people call when something is sent: "if you call the emergency services, we send"."""
        named = (m for m in self.s.by_scheme.get("recipient", ()) if m.concept == "EmergencyService")
        called = any(
            self.s.stem(m.first - 1 - (self.s.word(m.first - 1) in _W["determiners"])) in _DIALLING
            for m in named
        )
        return ["EmergencyService"] if called else []

    def stays_inside(self, lo: int, hi: int) -> bool:
        """ "We share it within Example", "among the Example companies", "with other parts of Example"."""
        return any(
            (self.s.word(k) in _INSIDE and self.s.word(k - 1) != "from" or self.s.span(k - 1, k) in _PARTS_OF)
            and k + 1 + (self.s.word(k + 1) == "the") in self.s.provider_at
            for k in range(lo, hi)
        )

    def goes_outside(self, lo: int, hi: int) -> bool:
        """ "We do not share it outside our company", "outside of Example"."""
        return any(
            self.s.word(k) == "outside"
            and any(n in self.s.provider_at or self.s.word(n) in _OWN_GROUP for n in range(k + 1, k + 5))
            for k in range(lo, hi + 1)
        )

    def them(self, lo: int, hi: int, *, direct: bool) -> int | None:
        """Where "them" receives: "give them your name", "share it with them"."""
        for at in range(lo, hi + 1):
            introduced = self.s.word(at - 1) in DIRECTIONS
            given = direct and at == lo or at == lo + 1 or introduced
            if self.s.word(at) == "them" and given:
                return at
            if self.s.word(at) == "it" and introduced and "it" in self.s.theirs:
                return at  # "we send your number to it"
        return None

    def named(self, mentions: Sequence[Mention]) -> list[str]:
        """The parties of mentions, of which some point back: "such third party", "these partners"."""
        return unique([party for m in mentions for party in self.pointed_parties(m) or [m.concept]])

    def pointed_parties(self, mention: Mention) -> list[str]:
        """Whom a mention points back to: parties named before it in the sentence, else before that."""
        at = mention.first - 2 if self.s.word(mention.first - 1) == "other" else mention.first - 1
        before, after = self.s.word(at), self.s.word(mention.last + 1)
        if self.s.word(mention.last).startswith("platform") and before != "such":
            return []  # "that platform" is no party named before
        if before not in _W["pointers"] or before in ("such", "that", "those") and after in _RELATIVE:
            return []
        many = self.s.word(mention.last).endswith("s")
        if before in ("this", "that") and (many or mention.first - 2 in self.s.ends):
            return []  # "data that partners collect", "entities that partner with us"
        if mention.concept in self.earlier_parties:
            return [mention.concept, *(p for p in self.earlier_parties if p.startswith("org:"))]
        if mention.concept not in _VAGUE:
            return []
        if many and (exemplified := self.listed_under(mention)):
            return [mention.concept, *exemplified]
        if listed := self.listed_before(mention.first):
            return listed
        if "ThirdParty" in self.concepts("recipient", 0, mention.first - 1):
            return []
        earlier = [party for party in self.earlier_parties if party not in ONES_OWN]
        return earlier or (self.distant_parties if many else [])

    def listed_before(self, at: int) -> list[str]:
        """The last list of parties before a position: "a service such as Zyxcorp or Adquux"."""
        found: list[Mention] = []
        for m in reversed(self.of("recipient", 0, at - 1)):
            if m.concept in ONES_OWN:
                continue
            if found and not _IN_LISTS.issuperset(self.s.span(m.last + 1, found[-1].first - 1)):
                break
            found.append(m)
        return unique([m.concept for m in reversed(found) if m.concept not in UNNAMED])

    def listed_under(self, mention: Mention) -> list[str]:
        """The names listed where parties were called so before: "services such as Zyxcorp, ... these services"."""
        before = self.of("recipient", 0, mention.first - 1)
        called = [m for m in before if self.s.word(m.last) == self.s.word(mention.last)]
        if not called:
            return []
        found = [called[-1]]
        for m in before:
            if m.first > found[-1].last and _IN_LISTS.issuperset(
                self.s.span(found[-1].last + 1, m.first - 1)
            ):
                found.append(m)
        return unique([m.concept for m in found if m.concept.startswith("org:")])

    def is_introduced(
        self, mention: Mention, lo: int, *, listed: bool, adjoining: bool, direct: bool, by: bool
    ) -> bool:
        """Whether a preposition, the list that it stands in, or the verb before `lo` makes it a recipient.

        Args:
            listed: a recipient stands before it.
            adjoining: nothing but words of a list stand between the two.
        """
        if self.s.word(mention.last) == "publicly":
            # "shared publicly on our site", but not "a publicly traded company"
            return self.s.word(mention.last + 1) in _AFTER_PUBLICLY
        if self.s.word(mention.first) == "public" and self.qualifies_another(mention):
            return False
        if self.s.word(mention.first) in DIRECTIONS:
            return True  # "within the Example Group"
        at, left = mention.first - 1, 6
        while at >= lo and left:
            w = self.s.word(at)
            shared = w == "by" and self.s.word(at - 2) == "and" and self.s.word(at - 3) in DIRECTIONS
            if w in DIRECTIONS or shared or by and w == "by":  # shared: "sent to and stored by"
                again = w == "with" and self.s.word(at - 1) in (
                    "and",
                    "or",
                )  # "to deliver calls, and with users"
                if (
                    mention.concept in ONES_OWN
                    and not again
                    and (
                        w == "to"
                        and (
                            self.s.word(at - 1) in _SERVICES
                            or self.s.span(at - 2, at - 1) == ["our", "service"]
                        )
                        or not _SERVING.isdisjoint(map(self.s.stem, range(max(lo, at - 11), at)))
                    )
                ):
                    return False  # "to vendors who provide services to our customers"
                if listed and self.s.word(at - 1) in ("it", "them"):
                    return False  # "to staff who agreed not to disclose it to others"
                infinitive = w == "to" and self.s.word(at + 1) in _W["infinitives"]
                idle = _NOT_GIVEN_TO if w == "to" else _NOT_GIVEN_WITH if w == "with" else ()
                return not infinitive and self.s.stem(at - 1) not in idle
            if w in _LISTING:
                if listed:
                    example = w in ("as", "including", "like")
                    return example or adjoining or mention.concept not in ONES_OWN
                left = (
                    9 if w in ("as", "including", "like") else max(left, 5)
                )  # "with organisations such as banks"
            elif w == "of" and self.s.word(at - 1) in _AMOUNTS:
                pass
            elif w in ("that", "which", "who") and (
                at + 1 == mention.first or self.s.word(at - 1) in DIRECTIONS
            ):
                pass  # "to those who work for us", "to that carrier"
            elif (
                w in _W["other_prepositions"]
                or w in _CIRCUMSTANCES
                or w in _W["infinitives"]
                or w in _BETWEEN
                or w.endswith("ing")
                and w != "following"
                and not self.qualifies(at)
                or w in _W["have"]
            ):
                return False
            at, left = at - 1, left - 1
        return direct and at < lo and not self.of("data", lo, mention.first - 1)

    def qualifies_another(self, mention: Mention) -> bool:
        """Whether "public" tells what kind of others: "public cloud vendors", but not "to public and private firms"."""
        known = self.s.word(mention.first - 1) in ("general", "the") or mention.last > mention.first
        named = self.of("recipient", mention.last + 1, mention.last + 4)[:1]
        between = self.s.span(mention.last + 1, named[0].first - 1) if named else []
        return not known and bool(named) and _IN_LISTS.isdisjoint(between) and DIRECTIONS.isdisjoint(between)

    def qualifies(self, at: int) -> bool:
        """Whether a word in "-ing" stands before a noun, as in "with our billing and technology vendors", "with data hosting and billing vendors"."""
        before, after = self.s.word(at - 1), self.s.word(at + 1)
        what = at - 1 if self.s.word(at - 2) in _QUALIFIED | DIRECTIONS and before in _WORKED_ON else at
        opened = self.s.word(what - 1) in _QUALIFIED or self.s.word(what - 1) in DIRECTIONS
        return opened and after not in _W["determiners"] and after not in _W["possessives"] | {"us", "you"}

    def are_parted(self, left: int, right: int) -> bool:
        """Whether a legal purpose or a circumstance parts two parties: "to courts, to protect us and our users"."""
        return not _CIRCUMSTANCES.isdisjoint(self.s.span(left + 1, right - 1)) or any(
            m.concept in _LEGAL_PURPOSES and self.s.word(m.first - 1) in ("to", ",", "or", "and")
            for m in self.of("purpose", left + 1, right)
        )

    def measures(self, relative: int, hi: int) -> bool:
        """Whether a relative clause tells that parties count or study something: "firms that measure and analyse the use"."""
        verb = self.s.stem(relative + 1) in MEASURING and self.s.word(relative) in ("that", "who")
        return verb and "," not in self.s.span(relative, hi)

    def is_of_place(self, mention: Mention) -> bool:
        """Whether data in brackets are examples of those who receive, "on public forums (such as chats)", or what cookies are."""
        opened = next((k for k in range(mention.first - 1, -1, -1) if self.s.word(k) in ("(", ")")), -1)
        party = self.s.ends.get(opened - 1) if opened > 0 and self.s.word(opened) == "(" else None
        gloss = party is not None and party.concept == "Cookies" and self.s.word(opened + 1) in _SMALL
        return gloss or party is not None and party.concept in _PUBLIC

    def exemplified(self, after: int, verb: int, last: int) -> list[str]:
        """Organisations that a relative clause counts among the subjects: "ad platforms, which include Zyxcorp, may collect"."""
        aside = after + (self.s.word(after) == ",")
        if self.s.word(aside) == "which" and self.s.stem(aside + 1) == "includ":
            return [c for c in self.concepts("recipient", aside, verb) if c.startswith("org:")]
        return self.exemplified_last(last) if "(" in self.s.said else []

    def exemplified_last(self, verb: int) -> list[str]:
        """Examples of the subjects in brackets that end a clause: "our partners may use cookies here (e.g. advertisers)"."""
        opened = next((k for k in range(verb + 1, len(self.s.words)) if self.s.word(k) == "("), None)
        if opened is None or self.s.word(opened + 1) not in _EXAMPLES:
            return []
        closed = next((k for k in range(opened, len(self.s.words)) if self.s.word(k) == ")"), opened)
        named = self.of("recipient", opened, closed)
        before = self.s.ends.get(opened - 1)
        beside = before is not None and before.scheme == "recipient"  # whose examples these are
        if beside or "from" in self.s.span(verb, opened) or self.of("data", opened, closed):
            return []
        return [m.concept for m in named if m.concept not in ONES_OWN]
