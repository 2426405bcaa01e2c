"""Who is told or given something, in the passive: "we are sent your credit report", "other users will be given your name"."""

from __future__ import annotations

from policytrail.ingest.clauses.among import OF_PEOPLE
from policytrail.ingest.clauses.retention import Retention
from policytrail.ingest.clauses.standing import Predicate
from policytrail.ingest.clauses.subjects import subject_before
from policytrail.ingest.finding import GENERIC, Finding
from policytrail.ingest.words.wordlists import words

_W = words()
# What is done to those who receive.
_TOLD = frozenset(
    "furnished given granted handed informed notified provided sent shown supplied told".split()
)
_DUTIES = frozenset("how not that to".split())  # "told that they must protect your data"


class Telling(Retention):
    """A sentence whose verbs of telling and giving can be read in the passive."""

    def told_to_us(self, p: Predicate, right: int, end: int) -> list[Finding]:
        """ "We are sent your credit report", "we were told your name by a friend"."""
        data = self.objects(right, end) if self.s.word(p.at) in _TOLD and not p.negated else []
        vague = data in ([], [GENERIC]) or p.status != "main"
        return [] if vague else [Finding("collect", p.start - 1, end, "told-to-us", data=data)]

    def told(self, p: Predicate, right: int, end: int) -> list[Finding]:
        """ "Other users will be given your name", "will be notified of it": who receives stands before the verb."""
        if self.s.word(p.at) not in _TOLD or self.s.word(right) in _DUTIES:
            return []
        named = self.of("recipient", 0, p.start - 1)
        described = bool(named) and named[0].first < 3 and "whom" in self.s.span(named[0].last, p.start)
        parties = (named[0],) if described else subject_before(self.s, p.start - 1).parties
        if not parties:
            return []
        who = parties[-1]
        data = self.objects(right, end)
        if (
            not data
            or self.s.word(who.last) in _W["user"]
            and who.first == who.last
            or not (self.is_of_others(right, end) or self.names_people(right, end))
        ):
            return []
        return [
            Finding("share", parties[0].first, end, "passive-give", data=data, recipients=self.named(parties))
        ]

    def is_of_others(self, lo: int, hi: int) -> bool:
        """Whether an object belongs to the reader or to others: "your profile", "what others have shared"."""
        return not {"you", "your", "others", "other", "another"}.isdisjoint(self.s.span(lo, hi))

    def names_people(self, lo: int, hi: int) -> bool:
        """Whether what is told belongs to people: "the subscriber's name", "a list of names", but not "our address"."""
        return "our" not in self.s.span(lo, hi) and any(
            m.concept in OF_PEOPLE for m in self.of("data", lo, hi)
        )
