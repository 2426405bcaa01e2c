"""Messages that the provider sends: "we may contact you by email about offers" is a use of contact data."""

from __future__ import annotations

from policytrail.ingest.clauses.giving import Giving
from policytrail.ingest.clauses.recipients import ONES_OWN
from policytrail.ingest.clauses.standing import Predicate
from policytrail.ingest.finding import Finding
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import words

_W = words()
_CHOICES = frozenset("ability choice choices control controls option options right settings way ways".split())
_CHANGES = frozenset(map(stem, "change update revision amendment modification revise amend modify".split()))
_OF_POLICIES = frozenset("material materially notice policy posting practices statement".split())
_ON_THE_POLICY = frozenset(["how", "what", "why"])
_INFORMED = frozenset("abreast date informed posted updated".split())
_CHANCES = _CHOICES | frozenset("chance opportunity tool tools".split())
_BRINGING = frozenset(map(stem, "give provide supply".split()))
_OFFERED = _W["offered"] | frozenset(map(stem, "deal good marketing promotional".split()))
_OF_WHAT = _W["about"] | {"by", "of", "with"}
_LIMITING = frozenset(
    "after based before have if once only subject unless until when where who with without".split()
)
_UNLESS = frozenset(["not", "unless"])
# What swindlers ask for, and how.
_SECRETS = frozenset("credentials pin pins password passwords secret secure sensitive".split())
_APPROACHES = frozenset("email telephone phone unsolicited".split())
# What is sent to people, unless these stand before it: then it is theirs, or others'.
_SENT = _W["email"] | frozenset(
    "announcements communications mailings message messages notice notices notification notifications reminder reminders texts".split()
)
_OF_OTHERS = _W["possessives"] - {"our"} | _W["pointers"] | frozenset("from of the to with".split())
_NOT_TO_PEOPLE = frozenset("behalf between other third".split())


class Contacting(Giving):
    """A sentence that may tell how the provider contacts people."""

    def is_unless_refused(self, lo: int) -> bool:
        """Whether marketing is what people have not refused: "unless you opted out of marketing"."""
        last = len(self.s.words) - 1
        refused = next((m for m in self.of("condition", lo, last) if m.concept == "OptOut"), None)
        if refused is None or _UNLESS.isdisjoint(self.s.span(refused.first - 4, refused.last)):
            return False
        return any(m.concept == "Marketing" for m in self.purposes_named(refused.last, last))

    def tells_of_policy(self) -> bool:
        """ "If this policy changes, you will be told", "we notify you via this policy": that is no use of data."""
        if _OF_POLICIES.isdisjoint(self.s.said):
            return False
        here = any(
            self.s.word(k) in ("through", "via") and self.s.word(k + 1) == "this"
            for k in range(len(self.s.words))
        )
        return here or not _CHANGES.isdisjoint(self.s.stems)

    def is_kept_informed(self, p: Predicate) -> bool:
        """ "We will keep you informed of offers", "keep you up to date"."""
        informed = next((k for k in range(p.at + 2, p.at + 6) if self.s.word(k) in _INFORMED), 0)
        about = self.s.span(informed + 1, informed + 2)
        return self.s.stem(p.at) == "keep" and informed > 0 and not _OF_WHAT.isdisjoint(about)

    def brings_offers(self, p: Predicate, right: int, end: int) -> bool:
        """ "We may provide you with news of our products": what people are given is marketing."""
        ours = self.s.word(p.start) == "we" or p.start in self.s.provider_at
        if not ours or p.status != "main" or self.s.stem(p.at) not in _BRINGING:
            return False
        if not _CHANCES.isdisjoint(self.s.span(right + 1, right + 4)):  # "an option to receive offers"
            return False
        named = next((m for m in self.of("purpose", p.at, end) if m.concept == "Marketing"), None)
        return named is not None and not _OFFERED.isdisjoint(map(self.s.stem, range(right, named.last + 5)))

    def met_for_contact(self, p: Predicate, met: list[str]) -> list[str]:
        """The conditions of a contact without the consent that it asks for: "we will notify you and seek your consent"."""
        limiting = (
            m.first < p.at or not _LIMITING.isdisjoint(self.s.span(m.first - 3, m.last))
            for m in self.s.by_scheme.get("condition", ())
            if m.concept == "Consent"
        )
        return met if any(limiting) else [c for c in met if c != "Consent"]

    def read_contact(self, p: Predicate, right: int, end: int) -> list[Finding]:
        """ "We may contact you by email about offers": a use of contact data (guideline 24)."""
        w = self.s.word(right)
        verb = self.s.stem(p.at)
        if verb == "send" and w != "you":
            return self.sent_to_people(p, right, end)
        told = [
            m
            for m in self.of("recipient", right, right + 4)
            if m.concept == "OtherUser"
            and {"another", "other", "your"} & set(self.s.span(m.first - 1, m.first))
        ]
        if told and verb in ("alert", "inform", "notify", "tell") and w != "you":
            data = self.data(told[0].last + 1, end)
            who = [told[0].concept]
            return [Finding("share", p.start, end, "notice", data=data, recipients=who)] if data else []
        if verb == "communicat":  # "we may communicate with you by email"
            if (
                p.status != "main"
                or w != "with"
                or self.s.word(p.start) != "we"
                and p.start not in self.s.provider_at
            ):
                return []
            w = self.s.word(right + 1)
        if w != "you" and not (
            w in ("users", "customers", "subscribers", "members", "our", "your", "the")
            and verb in ("contact", "notify", "email", "inform")
        ):
            return []
        about = self.s.span(right + 1, right + 3)
        if about[:1] == ["that"] and self.s.word(p.at - 1) not in _W["modals"]:
            return []  # "we remind you that ..." says it here and now
        if not _ON_THE_POLICY.isdisjoint(about) or "purposes" in about and self.s.word(right + 1) != "for":
            return []  # "we tell you how it is used", "we inform you of the purposes"
        chance = self.s.span(right + 1, right + 4) if verb == "offer" else []
        if not _CHOICES.isdisjoint(chance) or "opportunity" in chance and "opt" in self.s.said:
            return []  # "we offer you the choice to opt out of having your data shared"
        using = next((k for k in range(right, end) if self.s.word(k) == "using"), 0)
        named = self.objects(using + 1, end) if using else []  # "using the details that you gave us"
        end = using - 1 if named else end
        purposes = self.concepts("purpose", p.at, end)
        if verb == "offer" and "Marketing" not in purposes:
            return []  # "we offer you discounts": nobody is written to
        channel = self.channel(p.at, end)
        if verb == "invit" and not purposes or not channel and self.tells_of_policy():
            return []  # "we invite you to read their policies"
        if purposes in ([], ["UserCommunication"]) and self.is_unless_refused(p.at):
            purposes = ["Marketing"]
        data, purposes = channel or named or ["ContactData"], purposes or ["UserCommunication"]
        return [Finding("use", p.start, end, "contact", data=data, purposes=purposes)]

    def sent_to_people(self, p: Predicate, right: int, end: int) -> list[Finding]:
        """ "We send newsletters about our offers", "we send new customers an email": to people, whom that reaches."""
        at = next((k for k in range(right, min(right + 8, end + 1)) if self.s.word(k) in _SENT), 0)
        others = {m.concept for m in self.of("recipient", right, end)} - ONES_OWN
        listed = not p.at or self.s.word(p.at - 1) == "to"  # an item of what data are for
        if not at or p.status != "main" or p.negated or listed or others or self.s.word(at + 1) == "address":
            return []
        if not (
            _OF_OTHERS.isdisjoint(self.s.span(right, at))
            and _NOT_TO_PEOPLE.isdisjoint(self.s.span(right, at + 4))
        ):
            return []  # "we send your messages to the people you choose"
        purposes = [c for c in self.concepts("purpose", p.at, end) if c != "CommunicationDelivery"]
        data = self.channel(right, end) or ["ContactData"]
        return [
            Finding("use", p.start, end, "contact", data=data, purposes=purposes or ["UserCommunication"])
        ]

    def warns(self, p: Predicate) -> bool:
        """ "We will never ask you for your password by e-mail": a warning of those who do."""
        if "ask" not in p.classes and self.s.stem(p.start) not in _W["asking"]:
            return False
        secret = not _SECRETS.isdisjoint(self.s.said) and not _APPROACHES.isdisjoint(self.s.said)
        return secret and not _W["negations"].isdisjoint(self.s.span(0, p.at))
