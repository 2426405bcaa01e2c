"""Denials and their exceptions: "we do not sell it, except with your consent" denies one thing and affirms another."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from policytrail.ingest.clauses.actions import Actions
from policytrail.ingest.clauses.choices import Choices
from policytrail.ingest.clauses.contrasts import NO_DATA
from policytrail.ingest.clauses.recipients import AUTHORITIES, DIRECTIONS
from policytrail.ingest.document import Span
from policytrail.ingest.finding import GENERIC, Finding, unique
from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import words

_W = words()
_BEFORE_NONE = frozenset("absolutely on out them".split())
_AFTER_NONE = frozenset(["", ",", ".", ";", "of"])
_COMPARED = frozenset("fewer later less longer more".split())  # "no more than", "no longer"
_OF_NONE = _W["determiners"] - NO_DATA | {"of"}  # "none | of the | data"
_OPENING = _W["clause_end"] | frozenset("and as because but since so that therefore while".split())
_OPENING_EXCEPTIONS = frozenset(["for", "from", "of", "than"])
_OCCASIONS = frozenset(["after", "if", "once", "when", "where", "upon"])
# What users do who give their leave, by the condition that it is (stems).
_LEAVE = {
    **dict.fromkeys(map(stem, "accept agree allow authorise consent grant permit".split()), "Consent"),
    **dict.fromkeys(map(stem, "activate enable".split()), "UserInitiated"),
}
_DEMANDING = frozenset(map(stem, "compel direct instruct oblige order require".split()))
_TERMS = frozenset("changes policies policy practices statement terms".split())  # of all dealings


class Clause(NamedTuple):
    """What holds for all verbs of a clause.

    Attributes:
        lo: where the words in front of it begin.
        start: where it begins itself.
        right: where the objects of its verbs begin.
        cut: where its first exception begins, or behind its end.
        hi: its last word.
        subject: where the data stand that a passive verb without a subject of its own says something of.
        conditions: under which it happens.
        ways_out: conditions that its exceptions leave to the action itself.
        purposes: which a word announces.
        named: purposes however they stand.
        exceptions: where they stand.
        alone: it has one verb.
    """

    lo: int
    start: int
    right: int
    cut: int
    hi: int
    subject: Span | None
    conditions: list[str]
    ways_out: list[str]
    purposes: list[str]
    named: list[str]
    exceptions: list[Span]
    alone: bool


class Denials(Actions, Choices):
    """What a clause denies, and what it excepts from that."""

    def is_none(self, at: int) -> bool:
        """Whether an object is denied: "we collect no personal data", "we keep none of your messages"."""
        if self.s.word(at) in _BEFORE_NONE:  # "we give out no names", "we give them none"
            at += 1
        word, after = self.s.word(at), self.s.word(at + 1)
        if word == "no":
            return after not in _COMPARED
        return word == "none" and after in _AFTER_NONE or word == "neither"

    def is_said_of_none(self, start: int, verb: int) -> bool:
        """Whether the subject of a passive verb is denied: "no names are stored", "and none of the data is shared"."""
        if self.s.word(start) in NO_DATA:
            return True
        named = self.of("data", 0, verb - 1) if not NO_DATA.isdisjoint(self.s.said) else []
        if not named:
            return False
        mention: Mention | None = named[-1]
        while mention:
            at = mention.first - 1
            while self.s.word(at) in _OF_NONE:
                at -= 1
            if self.s.word(at) in NO_DATA:
                # "except as stated here no names are sold", but not "files with no name are kept"
                fronted = self.s.word(0) in _W["exceptions"] and not self.of("data", 0, at)
                return fronted or self.s.word(at - 1) in _OPENING
            mention = self.listed_data(mention.first)
        return False

    def is_with_nobody(self, lo: int, hi: int) -> bool:
        """Whether nobody is said to receive: "we share it with nobody", "with no one"."""
        return any(
            self.s.word(k) in DIRECTIONS
            and (self.s.word(k + 1) == "nobody" or self.s.span(k + 1, k + 2) == ["no", "one"])
            for k in range(lo, hi)
        )

    def aside(self, right: int, hi: int) -> Span | None:
        """An exception between a verb and its object, with its comma: "disclose, without your consent, the location"."""
        first = right + 1 if self.s.word(right) == "," else right
        if first not in self.exceptions:
            return None
        comma = next((k for k in range(first + 1, min(first + 14, hi)) if self.s.word(k) == ","), None)
        return (first, comma) if comma and not self.of("data", first, comma) else None

    def is_once_refused(self, lo: int, hi: int) -> bool:
        """ "If you opt out, we will not share your data": what is denied is done until then."""
        return any(
            m.concept == "OptOut" and not _OCCASIONS.isdisjoint(self.s.span(m.first - 5, m.first))
            for m in self.of("condition", lo, hi)
        )

    def leave_not_given(self, lo: int, hi: int) -> str:
        """ "If you do not agree, we will not share your data": what is denied is done with the leave that is spoken of."""
        for k in range(lo + 3, hi):
            if self.s.stem(k) not in _LEAVE or self.s.word(k - 1) not in _W["negations"]:
                continue
            before = self.s.span(k - 5, k - 2)
            if not (_OCCASIONS.isdisjoint(before) or _W["user"].isdisjoint(before)):
                return _LEAVE[self.s.stem(k)] if _TERMS.isdisjoint(self.s.span(k + 1, k + 6)) else ""
        return ""

    def deny(self, finding: Finding, clause: Clause) -> None:
        """A denial, and what each of its exceptions affirms (guideline: an exception is a statement of its own)."""
        conditions, finding.conditions = finding.conditions, []
        if finding.action in ("share", "sell"):
            outside = next((k for k in range(finding.first, clause.cut) if self.s.word(k) == "outside"), None)
            reach = next((m.first for m in self.of("data", outside or 0, clause.cut - 1)), clause.cut)
            named = self.concepts("recipient", outside, reach - 1) if outside is not None else []
            if inside := [r for r in named if r not in ("ThirdParty", "Recipient")]:
                finding.recipients = ["ThirdParty"]
                gloss = "(" in self.s.span((outside or 0) - 2, outside or 0)  # of "third parties"
                if finding.action == "share" and not gloss:  # nothing is sold to those inside
                    kept = replace(finding, polarity="affirm", rule="inside", recipients=inside)
                    self.findings.append(replace(kept, data=list(finding.data)))
        finding.rule += "+denied"
        self.findings.append(finding)
        data = list(finding.data)
        theirs = finding.rule.startswith("third")  # of what others do no more is known than is told
        if not theirs and self.is_exemplified(finding.first, clause.cut - 1):
            finding.data = unique([GENERIC, *data])
        for a, b in [part for span in clause.exceptions for part in self.alternatives(*span)]:
            met = self.conditions(a, b, excepted=True) or conditions
            if any(self.is_demanding(m) for m in self.of("recipient", a, b)):
                met = unique([*met, "LegalObligation"])
            if finding.action == "sell" and "LegalObligation" in met:
                met = [c for c in met if c != "LegalObligation"]  # the law has nobody sell data
                if not met:
                    continue
            why = self.purposes_of_exception(a, b)
            who = self.excepted(finding.action, a, b)
            unless = finding.action == "collect" and self.s.word(a) == "unless"
            if not (met or why or who or unless):
                continue  # "except as told here", but "unless you send it to us"
            self.findings.append(
                replace(
                    finding, polarity="affirm", rule="exception", data=list(data), conditions=unique(met),
                    purposes=unique(why or finding.purposes), recipients=who or list(finding.recipients),
                )
            )  # fmt: skip

    def excepted(self, action: str, lo: int, hi: int) -> list[str]:
        """Recipients that an exception names: "except to our vendors", "with nobody other than our vendors"."""
        if action != "share":  # nothing is sold to those who merely serve
            return self.recipients(lo, hi) if action == "sell" else []
        opening = next((k for k in self.exceptions if lo <= k <= hi), hi)
        after = opening + 2 if self.s.word(opening + 1) in _OPENING_EXCEPTIONS else opening + 1
        direct = self.s.word(opening) not in ("unless", "without")
        demanding = {m.concept for m in self.of("recipient", after, hi) if self.is_demanding(m)}
        return [r for r in self.recipients(after, hi, direct=direct) if r not in demanding]

    def is_demanding(self, party: Mention) -> bool:
        """Whether an authority only says what has to be done: "if we are ordered to by a court or regulator"."""
        by = next((k for k in range(party.first - 1, party.first - 6, -1) if self.s.word(k) == "by"), 0)
        return party.concept in AUTHORITIES and any(self.s.stem(k) in _DEMANDING for k in range(by - 4, by))

    def purposes_of_exception(self, lo: int, hi: int) -> list[str]:
        """Purposes that an exception names: "as required by law" is a condition alone, "to comply with the law" and "for legal reasons"
        are not."""
        return unique(
            [
                m.concept
                for m in self.of("purpose", lo, hi)
                if m.concept != "LegalCompliance"
                or self.s.word(m.first) in _W["infinitives"]
                or self.s.span(m.first - 1, m.first) == ["for", "legal"]
            ]
        )
