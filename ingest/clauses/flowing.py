"""Data that go somewhere of themselves: "your card number goes to our bank", "it passes to the new owner"."""

from __future__ import annotations

from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.finding import GENERIC, Finding
from policytrail.ingest.words.wordlists import auxiliaries, words

_W = words()
_GOING = frozenset("flow flows go goes pass passes travel travels".split())
_UNDER_WAY = _W["adverbs"] | frozenset(
    "along back directly first immediately on onward onwards out over straight".split()
)
_BEFORE = auxiliaries() | _W["negations"]
_OUR_OWN = frozenset(["Customer", "Employee", "OtherUser", "Public"])


class Flowing(Arguments):
    """A sentence that may tell where data go; what it says is added to `findings`."""

    def read_flows(self) -> None:
        """ "Your call records go straight to our billing vendor": who gets what is on its way there."""
        if _GOING.isdisjoint(self.s.said) or any(f.action == "share" for f in self.findings):
            return
        end = len(self.s.words) - 1
        for at, word in enumerate(self.s.plain):
            if word not in _GOING:
                continue
            subject = at - 1
            while self.s.word(subject) in _BEFORE:
                subject -= 1
            named = self.s.ends.get(subject)
            to = at + 1
            while self.s.word(to) in _UNDER_WAY:
                to += 1
            if named is None or named.scheme != "data" or self.s.word(to) not in ("through", "to"):
                continue
            begin = self.clause_of(named.first)
            reach = self.break_at(to + 1, end) - 1
            data = self.data(begin, subject)
            who = [r for r in self.recipients(to, reach) if r not in _OUR_OWN]
            theirs = data != [GENERIC] or not _W["possessives"].isdisjoint(self.s.span(begin, subject))
            if not (data and theirs and who):
                return
            done = Finding("share", begin, end, "flows", data=data, recipients=who)
            if not _W["negations"].isdisjoint(self.s.span(subject, at)):
                done.polarity, done.rule = "deny", "flows+denied"
            else:
                done.conditions = self.conditions(0, end)
                done.purposes = self.purposes(to, end)
                if "BusinessTransferEvent" in done.conditions:
                    done.purposes = done.purposes or ["BusinessTransfer"]
            self.findings.append(done)
            return

    def clause_of(self, at: int) -> int:
        """Where the clause begins that a position stands in: after a comma that no list has, or the nearest other sign."""
        while at > 0 and self.s.word(at - 1) not in _W["clause_end"]:
            at -= 1
        before = self.s.ends.get(at - 2) if self.s.word(at - 1) == "," else None
        return self.clause_of(before.first) if before is not None and before.scheme == "data" else at
