"""What a policy's terms cover: "CPNI includes call records", "X is not considered CPNI", "X, known as traffic data"."""

from __future__ import annotations

from typing import NamedTuple

from policytrail.ingest.arguments import Arguments
from policytrail.ingest.finding import ANAPHOR, GENERIC, Finding
from policytrail.ingest.lexicon import Mention
from policytrail.ingest.wordlists import words

_W = words()
_DEFINING = frozenset("includ mean compris contain consist refer".split())
_CALLED = frozenset(["known", "called", "termed"])
_PERSONAL = frozenset(["personal", "personally", "pii"])
_LINKING = frozenset("considered treated as regarded deemed also your part of to be".split())
_CLOSING = frozenset([".", ",", ";", ")", "and", "under", "for", "protected", "that", "which"])
_OPENING = 25  # a definition's verb stands among the first words


class _Term(NamedTuple):
    """What is defined, from its first to its last word."""

    concept: str
    first: int
    last: int


class Definitions(Arguments):
    """A sentence that can be read as a definition; each reader adds to `findings`."""

    def read_definition(self) -> None:
        """ "X includes Y", "X refers to Y", "X, which includes Y", with a data concept X."""
        if _DEFINING.isdisjoint(self.s.stems):
            return
        for at, token in enumerate(self.s.words):
            if token.stem not in _DEFINING or token.word.endswith("ing"):
                continue
            term = self.relative_term(at) or (self.term(at) if at < _OPENING else None)
            if term and self.define(term, at):
                return

    def term(self, verb: int) -> _Term | None:
        """The data concept that is the subject of a defining verb, itself or by a pronoun."""
        comma = max((k for k in range(verb) if self.s.word(k) == ","), default=-1)
        left = [m for m in self.of("data", comma + 1, verb - 1) if verb - m.last <= 5]
        if not left and self.s.word(0) in ("this", "it", "these") and verb <= 3:
            return self.pointed_term(_Term(ANAPHOR, 0, 0))
        if not left or left[-1].first > comma + 5 and left[-1].concept != ANAPHOR:
            return None
        if left[-1].concept == ANAPHOR and self.s.word(verb - 1) == "may":
            return None  # "this data may include" goes on with what is collected
        term = self.pointed_term(_Term(*left[-1][1:]))
        between = self.s.span(left[-1].last + 1, verb - 1)
        acts = any(comma < p.at < verb for p in self.predicates)
        return None if acts or not {"we", "you", "that", ","}.isdisjoint(between) else term

    def pointed_term(self, term: _Term) -> _Term | None:
        """A term; for "this" and "this information" the one concept that was named before."""
        if term.concept != ANAPHOR:
            return term
        if len(self.antecedent) != 1:
            return None
        return term._replace(concept=self.antecedent[0])

    def relative_term(self, verb: int) -> _Term | None:
        """X in "X, which includes Y"."""
        if self.s.word(verb - 1) != "which" or self.s.word(verb - 2) != ",":
            return None
        named: Mention | None = self.s.ends.get(verb - 3)
        if named is None or named.scheme != "data" or named.concept in (GENERIC, ANAPHOR):
            return None
        return _Term(*named[1:])

    def define(self, term: _Term, verb: int) -> bool:
        """Add what a term covers by the words after the verb; whether they say anything."""
        last = len(self.s.words) - 1
        if term.concept == GENERIC and _PERSONAL.isdisjoint(self.s.span(term.first, verb - 1)):
            return False
        end = next((k - 1 for k in range(verb + 1, last) if self.s.word(k) == "but"), last)
        parts = [d for d in self.data(verb + 1, end) if d not in (term.concept, GENERIC)]
        opens_list = self.s.word(last) == ":" and verb > last - 7
        if not parts and not opens_list:
            return False
        negated = not _W["negations"].isdisjoint(self.s.span(term.last + 1, verb - 1))
        polarity = "deny" if negated else "affirm"
        self.findings.append(
            Finding("define", term.first, end, "definition", polarity, data=parts, broader=term.concept)
        )
        return True

    def read_equation(self) -> None:
        """ "Your name and address are not CPNI", "call times, known as traffic data"."""
        plain, last = self.s.plain, len(self.s.words) - 1
        if "is" not in plain and "are" not in plain:
            return
        for at, w in enumerate(plain):
            if w not in ("is", "are") or at == 0:
                continue
            after = at + 1
            negated = self.s.word(after) == "not"
            after += negated
            called = self.s.word(after) in _CALLED
            while self.s.word(after) in _LINKING | _CALLED:
                after += 1
            whole = next((m for m in self.of("data", after, last) if m.first <= after + 1), None)
            if whole is None or whole.last < last and plain[whole.last + 1] not in _CLOSING and not called:
                return
            if whole.concept in (GENERIC, ANAPHOR) and _PERSONAL.isdisjoint(
                self.s.span(whole.first, whole.last)
            ):
                return
            parts = [d for d in self.data(0, at - 1) if d != GENERIC]
            acts = any(p.at < at and p.status == "main" for p in self.predicates)
            if parts and whole.concept not in parts and (called or not acts):
                polarity = "deny" if negated else "affirm"
                self.findings.append(
                    Finding("define", 0, last, "equation", polarity, data=parts, broader=whole.concept)
                )
            return
