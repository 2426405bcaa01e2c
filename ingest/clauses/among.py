"""Which of the data that words name count: what a list leaves out, what only ends it, and what others work on or ask for."""

from __future__ import annotations

from collections.abc import Sequence

from policytrail.ingest.clauses.breaks import Breaks
from policytrail.ingest.finding import GENERIC
from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.lists import JOINING
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import words

_W = words()
MAILS = frozenset("communications emails mails messages".split())
TAKING_OUT = frozenset("deleting masking omitting removing stripping".split())
LINKED = frozenset("associated connected linked tied".split())
TOGETHER = frozenset("association combination conjunction together".split())
_BY_TAKING = frozenset(["after", "on", "upon"])
IMPERSONAL = frozenset(["AggregatedData", "AnonymisedData", "NonPersonalData"])
OF_PEOPLE = frozenset("Age ContactData EmailAddress Name PhoneNumber PhotoData PostalAddress".split())
_KNOWN = frozenset("contact contacts friend friends".split())
_OTHERS = _W["kinds"] | _W["user"] - {"you", "youve", "yourself"}  # whose "their" may be instead
_IN_LISTS = JOINING | frozenset(["(", ")", "s", "es"])
_NEAR = 16  # how far, in words, "their" points back in a sentence
_REQUESTS = frozenset(map(stem, "demand enquiry inquiry order request subpoena warrant".split()))
_ASKING_FOR = frozenset("about for regarding seeking to".split())
_GUARDING = frozenset(map(stem, "encrypt guard hash protect safeguard scramble secure".split()))
_TRANSFERRING = frozenset(map(stem, "adequacy agreement clause mechanism safeguard".split()))
# What the provider makes itself and thereby has.
DERIVED = frozenset(
    """AccountIdentifier AggregatedData AnonymisedData CallDetailRecord DeviceIdentifier LogData NonPersonalData
    Transcript""".split()
)


class Among(Breaks):
    """One sentence, to be asked which of its data count."""

    def is_worked_on(self, mention: Mention) -> bool:
        """Whether data are but a word of what somebody does or is called: "to process card payments", "internet service providers"."""
        before = [m for m in self.s.mentions if m.scheme in ("data", "recipient") and m.last < mention.first]
        named = [m for m in before if m.concept != GENERIC]
        if not named or named[-1].scheme != "recipient" or len(before) < 2:
            return False
        party = self.s.ends[mention.last]
        return (
            party.scheme == "recipient"
            and party.first == mention.first
            or any(
                named[-1].last < m.first <= mention.first and mention.last <= m.last
                for m in self.of("purpose", named[-1].last, mention.last + 5)
                if self.s.stem(m.first) in _W["serving"]
            )
            or any(m.scheme == "data" for m in named)
            and self.measures(named[-1].last + 1, mention.first)
        )

    def is_said_of_data(self, mention: Mention) -> bool:
        """Whether "personal data" only tells of what kind data are: "a picture, which may also be personal data"."""
        before = self.s.span(mention.first - 9, mention.first - 1)
        return mention.concept == GENERIC and any(
            w == "be"
            and not {"which", "that"}.isdisjoint(before[:k])
            and _W["clause_end"].isdisjoint(before[k:])
            for k, w in enumerate(before)
        )

    def is_rest(self, mention: Mention, *, among: Sequence[str]) -> bool:
        """Whether a list ends in "other" or "similar information", which adds nothing, unlike "other personal information".

        Nor do "similar contact data" add to names and numbers, or "that do not identify you" to statistics.
        """
        before = self.s.word(mention.first - 1)
        if mention.concept == "NonPersonalData" and not IMPERSONAL.isdisjoint(among):
            near = range(mention.first - 3, mention.last + 1)
            told = next((k for k in near if self.s.word(k) in _W["relatives"]), 0)
            own = self.s.word(told - 1) in _W["generic_nouns"] and self.s.word(told - 2) in _W[
                "connectors"
            ] | {"other"}
            return told > 0 and not own  # "statistics, and information that does not identify you"
        if mention.concept != GENERIC:
            return before == "similar" and self.s.word(mention.last) in _W["generic_nouns"]
        at = mention.first - 1 - (before in ("related", "similar"))
        return mention.first == mention.last and (before == "similar" or self.s.word(at) == "other")

    def is_of_contacts(self, mention: Mention, latest: Sequence[str]) -> bool:
        """Whether names and numbers are those of people whom a user knows: "your friends, like their names", "your contacts. We keep their numbers".

        `latest`: data that the sentence before named.
        """
        if _KNOWN.isdisjoint(self.s.said) and "their" not in self.s.said:
            return False
        at = mention.first - 1
        while self.s.word(at) in _IN_LISTS or at in self.s.ends and self.s.ends[at].concept in OF_PEOPLE:
            at = self.s.ends[at].first - 1 if at in self.s.ends else at - 1
        if self.s.word(at) != "their":
            held = self.s.ends.get(at)  # "your friends' names and numbers"
            return (
                held is not None
                and held.concept == "ContactList"
                and self.s.word(held.first) in _KNOWN - {self.s.word(at)}
            )
        for k in range(at - 1, max(-1, at - _NEAR), -1):
            if self.s.word(k) in _KNOWN:
                return True
            if self.s.word(k) in _OTHERS:
                return False
        return "ContactList" in latest

    def is_left_out(self, mention: Mention) -> bool:
        """Whether data stand after "not including", "excluding" or "after removing", or are messages of ours ("in our e-mails")."""
        if not MAILS.isdisjoint(self.s.span(mention.first, mention.last)) and self._hold(mention):
            return True
        if "subject" in self.s.said and any(
            self.s.span(k, k + 1) == ["subject", "to"] for k in range(mention.first - 6, mention.first - 1)
        ):
            return True  # "we use your data (subject to your choices and settings)"
        for at in range(mention.first - 1, max(-1, mention.first - 30), -1):
            w = self.s.word(at)
            if w in (")", ";", "but", "we"):
                return False
            if w == "time" and mention.first - at < 6 and self._tells_when(at):
                return True
            if w in LINKED and mention.first - at < 15 and self._links(at, mention.first):
                return True
            beside = w == "with" and self.s.word(at - 1) in TOGETHER and self.s.stem(at - 2) != "us"
            if beside and not _W["negations"].isdisjoint(self.s.span(0, at)):
                return True  # "we do not keep your searches together with your name"
            if w in TAKING_OUT and self.s.word(at - 1) in _BY_TAKING:
                return True
            excluded = w == "excluding" or w == "including" and self.s.word(at - 1) == "not"
            if excluded and mention.first - at < 20:
                return True
        return False

    def _hold(self, mails: Mention) -> bool:
        """ "In our e-mails", "cookies on our site and in electronic communications": where something is."""
        before = self.s.span(mails.first - 4, mails.first)
        if "our" in before[1:] and self.s.word(mails.last) in ("emails", "mails"):
            return True
        return "in" in before and (
            "our" in before[1:] or any(m.concept == "Cookies" for m in self.of("data", 0, mails.first - 1))
        )

    def _tells_when(self, at: int) -> bool:
        """ "For purposes told to you at the time you gave us your data"."""
        return self.s.word(at + 1) in ("we", "you") and self.s.span(at - 2, at - 1) == ["at", "the"]

    def _links(self, at: int, first: int) -> bool:
        """ "Which may be linked to your name": what is held already, and tells nothing more of what is collected."""
        if self.s.word(at + 1) not in ("to", "with") or self.s.word(at - 1) != "be":
            return False
        related = not _W["relatives"].isdisjoint(self.s.span(at - 5, at - 1))
        return related and _W["openers"].isdisjoint(self.s.span(at + 1, first - 1))

    def is_asked_for(self, lo: int, hi: int) -> bool:
        """Whether data are what others ask for: "we receive legal requests for the names of customers"."""
        first = next((m.first for m in self.of("data", lo, hi)), lo)
        asked = next((k for k in range(lo, first) if self.s.stem(k) in _REQUESTS), first)
        return not _ASKING_FOR.isdisjoint(self.s.span(asked + 1, first))

    def is_moved(self, lo: int, hi: int) -> bool:
        """Whether the law is what is used to move data abroad: "we rely on standard clauses for transfers of your data"."""
        if not any(self.s.stem(k) == "transfer" for k in range(lo, hi + 1)):
            return False
        first = next((m.first for m in self.of("data", lo, hi)), lo)
        return any(self.s.stem(k) in _TRANSFERRING for k in range(lo, first + 4))

    def is_guarded(self, lo: int, hi: int) -> bool:
        """Whether data are what something else is used to protect: "we use a cipher to encrypt your card number"."""
        first = next((m.first for m in self.of("data", lo, hi)), lo)
        return any(
            self.s.word(k) == "to" and self.s.stem(k + 1) in _GUARDING for k in range(lo + 1, first - 1)
        )
