"""Who has access to data: "only our staff have access to it", "access is limited to ..."."""

from __future__ import annotations

from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.clauses.triggers import on
from policytrail.ingest.finding import Finding, unique
from policytrail.ingest.words.wordlists import words

_W = words()
_HOLDING = _W["holding_access"]
_LIMITING = _W["limiting"]
_ACCESS = frozenset("acces accessibl".split())
_BINDING = frozenset("bound contractually obligated obliged protected required subject".split())
_NO_ONE = frozenset(["no", "nobody"])


class Access(Arguments):
    """A sentence that can be read for who has access to data; what it says is added to `findings`."""

    @on(stems=_ACCESS, unless="share")
    def read_access(self) -> None:
        """ "Only employees who need it have access to your data", "access is limited to ..."."""
        end = len(self.s.words) - 1
        for at, token in enumerate(self.s.words):
            if token.stem not in _ACCESS or self.s.word(at - 1) in (
                "unauthorized",
                "unauthorised",
                "internet",
                "your",
            ):
                continue
            near = min(at + 14, end)
            held = self.holders(at) if self.s.word(at + 1) == "to" else []
            if held and self.s.plain[-1] == ":" and end - at < 5:  # "account owners have access to:"
                self.findings.append(Finding("share", 0, end, "access", recipients=held))
                return
            if held and (data := self.objects(at + 2, near)):
                negated = not _W["negations"].isdisjoint(self.s.plain[max(0, at - 5) : at])
                negated |= "nor" in self.s.span(
                    at - 15, at
                )  # "neither we nor the merchants there have access"
                negated |= any(self.s.word(m.first) in _NO_ONE for m in self.of("recipient", 0, at))
                if any(k < at for k in self.exceptions):
                    negated = False  # "nobody except our staff has access"
                polarity = "deny" if negated else "affirm"
                met = [] if negated else self.conditions(0, end)
                why = [] if negated else self.needs(at + 1)
                self.findings.append(
                    Finding("share", 0, end, "access", polarity, data=data, recipients=held, purposes=why, conditions=met)
                )  # fmt: skip
                return
            if _LIMITING.isdisjoint(self.s.plain[max(0, at - 4) : near + 1]):
                continue
            who = self.recipients(at + 1, end, by=True) or self.concepts_after("for", at + 1, near)
            data = self.data(at + 1, near) or self.data(0, at)
            if who and data:
                why = self.needs(at + 1)
                self.findings.append(
                    Finding("share", 0, end, "access", data=data, recipients=who, purposes=why)
                )
                return

    def needs(self, lo: int) -> list[str]:
        """What those are let to see data for who stand from a position on, before their duties: "and are required to ..."."""
        end = len(self.s.words) - 1
        return self.purposes(lo, next((k for k in range(lo, end) if self.s.word(k) in _BINDING), end))

    def concepts_after(self, word: str, lo: int, hi: int) -> list[str]:
        """Recipients that stand right after a word: "authorised only for employees and contractors"."""
        at = next((k for k in range(lo, hi) if self.s.word(k) == word), None)
        named = self.of("recipient", at + 1, len(self.s.words)) if at is not None else []
        return unique([m.concept for m in named]) if named and named[0].first - (at or 0) <= 2 else []

    def holders(self, at: int) -> list[str]:
        """Who "has", "gains" or "is given" the access that is named at a position."""
        verb = next((k for k in range(at - 1, max(-1, at - 6), -1) if self.s.word(k) in _HOLDING), None)
        if verb is None:
            return []
        subject = verb - 1
        while self.s.word(subject) in _W["modals"] | _W["adverbs"] | _W["be"] | {"no", "longer"}:
            subject -= 1
        if self.s.word(subject) in ("we", "you"):
            return []
        named = self.of("recipient", max(0, verb - 30), verb - 1)
        others = [m for m in named if self.s.word(m.first) not in _NO_ONE]
        return unique([m.concept for m in others or named])  # not "apart from our staff, nobody"
