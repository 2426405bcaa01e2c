"""Messages that people get: "you may receive e-mails from us about offers", "you cannot opt out of service messages"."""

from __future__ import annotations

from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.clauses.triggers import on
from policytrail.ingest.finding import Finding, unique
from policytrail.ingest.words.wordlists import words

_W = words()
_EXPECTING = frozenset("agree consent may might must required will".split())
_BETWEEN = _EXPECTING | _W["adverbs"] | _W["be"] | frozenset("also continue from of opt out still to".split())
_REFUSING = frozenset("opt-out opting-out unsubscribe".split())
_SENT = _W["email"] | frozenset(
    """announcements calls communications emails mailings messages notices notifications offers promotions
    solicitations texts updates""".split()
)
_CLOSING = frozenset(". : ; ? based because even if since that unless when where which whose".split())
_JOINING = frozenset("and but or".split())  # before "we": of what is another clause
_LINGERING = frozenset("few time until".split())  # what still comes for a while after a refusal
_NO_CLAIM = _W["relatives"] | frozenset("if once until when whenever".split())


class Receiving(Arguments):
    """A sentence that may tell which messages people get; what it says is added to `findings`."""

    @on(words=_REFUSING | {"out"}, stems=["receiv"])
    def read_received(self) -> None:
        """What is sent to people is a use of what reaches them (guideline 24), with what the messages are for."""
        if _W["user"].isdisjoint(self.s.said) or _SENT.isdisjoint(self.s.said):
            return
        for at in range(len(self.s.words)):
            if self.is_expected(at) or self.is_inescapable(at):
                end = self.end_of_messages(at)
                said = self.s.span(at + 1, end)
                told = not _SENT.isdisjoint(said) and _LINGERING.isdisjoint(said)
                if told and self.is_from_provider(at, end):
                    self.findings.append(self.received(at, end))
                    return

    def end_of_messages(self, at: int) -> int:
        """Where the words end that tell which messages come."""
        last = len(self.s.words) - 1
        return next(
            (
                k - 1
                for k in range(at + 1, last + 1)
                if self.s.word(k) in _CLOSING or self.s.word(k) == "we" and self.s.word(k - 1) in _JOINING
            ),
            last,
        )

    def received(self, lo: int, hi: int) -> Finding:
        """The use that messages make of what reaches people; "non-marketing messages" name no purpose."""
        purposes = unique(
            [m.concept for m in self.purposes_named(lo, hi) if m.concept != "CommunicationDelivery"]
        )
        if "non" in self.s.span(lo, hi) or not purposes:
            purposes = ["UserCommunication"]
        data = self.channel(lo, hi) or ["ContactData"]
        return Finding("use", 0, len(self.s.words) - 1, "received", data=data, purposes=purposes)

    def is_expected(self, at: int) -> bool:
        """Whether "receive" at a position is what will happen to people: "you may still receive", "you agree to receive"."""
        if self.s.word(at) != "receive":
            return False
        left = at - 1
        while left > 0 and self.s.word(left) in _BETWEEN:
            left -= 1
        claimed = self.s.word(left) in _W["user"] and self.s.word(left - 1) not in _NO_CLAIM
        said = self.s.span(left + 1, at - 1)
        return claimed and not _EXPECTING.isdisjoint(said) and _W["negations"].isdisjoint(said)

    def is_inescapable(self, at: int) -> bool:
        """Whether people are told that they cannot opt out of what stands after a position."""
        out = self.s.span(at - 1, at) == ["opt", "out"] or self.s.word(at) in _REFUSING
        before = self.s.span(at - 7, at - 1)
        return (
            out
            and self.s.word(at + 1) in ("from", "of")
            and "not" in before
            and not _W["user"].isdisjoint(before)
            and _NO_CLAIM.isdisjoint(before)
        )

    def is_from_provider(self, lo: int, hi: int) -> bool:
        """Whether the provider sends what is received: nobody else is said to, or it beside others."""
        sender = next((k + 1 for k in range(lo + 2, hi) if self.s.word(k) == "from"), 0)
        return not sender or any(
            self.s.word(k) in _W["provider"] or k in self.s.provider_at
            for k in range(sender, min(sender + 3, hi + 1))
        )
