"""What sentences tell of cookies and the like: that they are placed, what they tell the provider, and what they keep."""

from __future__ import annotations

from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.clauses.triggers import on
from policytrail.ingest.finding import ANAPHOR, GENERIC, Finding
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import words

_W = words()
_AIMING = frozenset("for in so to".split())  # "in order to", "so that"
_TELLING = frozenset("giv inform provid send show suppl tel".split())
_SENDING = frozenset(map(stem, "communicate convey deliver relay report return send transmit".split()))
_BEFORE_TELLING = _W["modals"] | _W["adverbs"] | frozenset(["”", '"', "“", ",", ")"])
_TRACKING = frozenset(["keep", "keeps"])  # with "track of"
_KEEPING = _TRACKING | frozenset("remember remembers save saves store stores".split())
_PLACING = frozenset("disclose give hold place".split())
_PLACED = frozenset("dropped placed saved set".split())
_WHITHER = frozenset("in on onto to when".split())
_KNOWING = frozenset(["know", "learn", "see"])
_SEEN = frozenset("clicked opened read visited".split())  # what people did to mails and pages


class Trackers(Arguments):
    """A sentence whose patterns of cookies can be read; each reader adds to `findings`."""

    def read_trackers(self) -> None:
        """ "Cookies are files that we place on your device", "beacons tell us which pages you visit"."""
        named = self.of("data", 0, 2)
        if not named or named[0].concept != "Cookies" or any("Cookies" in f.data for f in self.findings):
            return
        at, end = named[0].last + 1, len(self.s.words) - 1
        while self.s.word(at) in _BEFORE_TELLING:
            at += 1
        tells = self.s.stem(at) in _TELLING and self.s.word(at + 1) == "us" or self.sends_us(at)
        told = [at + 1] if tells and _W["negations"].isdisjoint(self.s.span(0, at)) else []
        near = [p for p in self.predicates if at < p.at < at + 14] if self.s.word(at) in ("are", "is") else []
        placed = [
            p.last + 1
            for p in near
            if "provider" in p.subjects and not p.negated and not _PLACING.isdisjoint(p.classes)
        ]
        set_ = self.s.word(at) == "be" and self.s.word(at + 1) in _PLACED and self.s.word(at + 2) in _WHITHER
        if set_ and _W["negations"].isdisjoint(self.s.span(0, at)):
            placed = [at + 2]  # "cookies may be set on your device", but not "set by"
        for after in told or placed[:1]:
            shown = [d for d in self.objects(after, end) if d not in ("Cookies", GENERIC)] if told else []
            why = self.purposes(after, end)
            self.findings.append(
                Finding("collect", 0, end, "tracker", data=["Cookies", *shown], purposes=why)
            )

    def sends_us(self, verb: int) -> bool:
        """Whether a verb passes something on to the provider: "cookies convey your visits to us", "transmit it to our servers"."""
        if self.s.stem(verb) not in _SENDING:
            return False
        to = next((k for k in range(verb + 1, verb + 14) if self.s.word(k) in ("back", "to")), 0)
        to += self.s.word(to) == "back"
        return to > 0 and (self.s.word(to + 1) in ("our", "us") or to + 1 in self.s.provider_at)

    @on(words=_KNOWING)
    def read_learned(self) -> None:
        """ "Beacons let us know which e-mails were opened": what cookies let the provider know is collected."""
        by = next((m.last for m in self.of("data", 0, len(self.s.words)) if m.concept == "Cookies"), None)
        if by is None or self.shares_or_denies():
            return
        end = len(self.s.words) - 1
        for at in range(by + 3, end):
            us = at - 1 - (self.s.word(at - 1) == "to")
            lets = self.s.word(us) == "us" and self.s.stem(us - 1) in _W["enabling"]
            if self.s.word(at) in _KNOWING and lets and _W["negations"].isdisjoint(self.s.span(by, us)):
                told = {GENERIC, ANAPHOR, "Cookies", *(d for f in self.findings for d in f.data)}
                data = self.data(at + 1, self.break_at(at + 2, end) - 1)
                if data in ([], ["MessageContent"]) and not _SEEN.isdisjoint(self.s.span(at + 1, end)):
                    data = ["WebUsageData"]  # "whether you opened our message"
                if data := [d for d in data if d not in told]:
                    self.findings.append(Finding("collect", at, end, "learned", data=data))
                return

    def shares_or_denies(self) -> bool:
        """Whether the sentence tells of others or of what is not done: cookies then say nothing more of the provider."""
        return any(f.action == "share" or f.polarity == "deny" for f in self.findings)

    @on(words=_KEEPING)
    def read_kept(self) -> None:
        """ "We use cookies to save your settings": what cookies keep is collected."""
        if "data" not in self.s.by_scheme:
            return
        at = next(k for k, w in enumerate(self.s.plain) if w in _KEEPING)
        if self.s.word(at) in _TRACKING and self.s.span(at + 1, at + 2) != ["track", "of"]:
            return
        by = [m for m in self.of("data", 0, at - 1) if m.concept == "Cookies"]
        said = self.s.span(by[0].last, at) if by else ["you"]
        if (
            self.shares_or_denies()
            or not _W["negations"].isdisjoint(said)
            or self.s.span(at - 2, at - 1) == ["you", "to"]
        ):
            return
        subject = at - 1 - (self.s.word(at - 1) in _W["modals"])
        if said == ["you"] or self.s.word(subject) in _W["user"]:
            return
        end = len(self.s.words) - 1
        known = {d for f in self.findings if f.action == "collect" for d in f.data}
        known |= {GENERIC, ANAPHOR, "Cookies"}
        stop = self.break_at(at + 1, end) - 1
        if data := [d for d in self.data(at, stop) if d not in known]:
            why = self.kept_for(stop + 1, end)
            self.findings.append(Finding("collect", at, end, "kept", data=data, purposes=why))

    def kept_for(self, at: int, end: int) -> list[str]:
        """What cookies keep data for: "save your password so that you need not log in | , and to show ads"."""
        at += self.s.word(at) == ","
        beside = self.s.word(at) == "to" and self.s.word(at - 1) in _W["connectors"] | _W["user"]
        if beside or self.s.word(at) not in _AIMING:
            return []
        joined = (
            k - 1
            for k in range(at + 3, end)
            if self.s.word(k) == "to" and self.s.word(k - 1) in _W["connectors"]
        )
        return self.purposes(at - 1, next(joined, end))
