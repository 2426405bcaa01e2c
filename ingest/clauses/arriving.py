"""What comes to the provider, or never does, without a verb of collecting: "crash reports reach us", "your prints never leave your phone"."""

from __future__ import annotations

from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.clauses.subjects import subject_before
from policytrail.ingest.clauses.triggers import on
from policytrail.ingest.finding import ANAPHOR, GENERIC, Finding, unique
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import auxiliaries, words

_W = words()
_AUXILIARIES = auxiliaries() | _W["negations"]
_COMING = frozenset(map(stem, "arrive come flow land pass reach".split()))
_OF_SUBJECT = frozenset("about from of on to".split())  # before what tells more of a subject
_OUR_PLACES = frozenset("database databases platform server servers system systems".split())
_LEAVING = frozenset(["leave", "leaves", "leaving"])
_OUR_PREMISES = _OUR_PLACES | frozenset(
    "building buildings centre centres center centers company facilities group network networks premises".split()
)
_ASKING = frozenset("ask asks need needs request requests require requires seek seeks want wants".split())
_WHAT = frozenset("all anything everything nothing something what".split())
_NEEDED = frozenset(["ask", "hold", "obtain"])  # classes of verbs
_DENYING = frozenset("never no none not nothing".split())


_RECORDS = frozenset("log logs record records".split())
_MEANS = frozenset("by through using via with".split())
_RECORDING = _RECORDS | frozenset("copies copy recording recordings trace traces".split())
_SHOWING = frozenset(map(stem, "contain hold include indicate list record reveal show".split()))
_OWN = frozenset(["our", "such", "these"])


class Arriving(Arguments):
    """A sentence that can be read by what comes to the provider; each reader adds to `findings`."""

    @on(stems=_COMING, unless="collect")
    def read_arriving(self) -> None:
        """ "Crash reports reach us", "your messages never come to us": data that come of themselves."""
        for at in range(1, len(self.s.words) - 2):
            if self.s.stem(at) in _COMING and self.is_towards_us(at):
                span = self.subject_of(at)
                if span and "will" not in self.s.span(span[1], at):
                    negated = not _DENYING.isdisjoint(self.s.span(max(0, span[0] - 3), at))
                    polarity = "deny" if negated else "affirm"
                    data = self.data(*span)
                    self.findings.append(Finding("collect", span[0], at + 1, "arriving", polarity, data=data))
                return

    @on(words=_RECORDS, unless="collect")
    def read_records(self) -> None:
        """ "Our logs show your address", "these records hold the number called": what is recorded there."""
        if _RECORDS.isdisjoint(self.s.plain[:8]):
            return
        noun = max(k for k, w in enumerate(self.s.plain[:8]) if w in _RECORDS)
        verb = noun + 1
        while self.s.word(verb) in _AUXILIARIES - _W["negations"]:
            verb += 1
        tells = self.s.stem(verb) == "tel" and self.s.word(verb + 1) == "us"
        if not tells and self.s.stem(verb) not in _SHOWING or self.s.word(verb).endswith(("ed", "ing")):
            return
        ours = not _OWN.isdisjoint(self.s.span(0, noun)) or 0 in self.s.provider_at
        data = [d for d in self.objects(verb + 1, len(self.s.words) - 1) if d not in (GENERIC, ANAPHOR)]
        if ours and data:
            kind = [d for d in self.data(0, noun) if d not in (GENERIC, ANAPHOR)]
            kind = [] if self.s.word(0) in _W["pointers"] else kind  # told before
            self.findings.append(
                Finding("collect", 0, len(self.s.words) - 1, "records", data=unique(kind + data))
            )

    @on(words=_MEANS)
    def read_means(self) -> None:
        """ "Using cookies, we learn which pages you visit": the means by which data are collected (guideline 16)."""
        if self.s.word(0) not in _MEANS or not self.findings:
            return
        first = self.findings[0]
        ours = first.action == "collect" and first.polarity == "affirm" and first.rule.startswith("active-")
        if ours and "Cookies" in self.concepts("data", 0, min(self.predicates[0].start, 6)):
            first.data = unique(["Cookies", *first.data])

    @on(words=["there"], unless="anything")
    def read_unrecorded(self) -> None:
        """ "There is no log of the websites you visit": what is not recorded."""
        if "no" not in self.s.said:
            return
        end = len(self.s.words) - 1
        for at in range(end - 4):
            there = (
                self.s.word(at) == "there" and self.s.word(at + 1) in _W["be"] and self.s.word(at + 2) == "no"
            )
            if there and self.s.word(at + 3) in _RECORDING and self.s.word(at + 4) == "of":
                data = [
                    d
                    for d in self.data(at + 5, self.break_at(at + 5, end) - 1)
                    if d not in (GENERIC, ANAPHOR)
                ]
                if data:
                    self.findings.append(Finding("collect", at, end, "unrecorded", "deny", data=data))
                return

    def is_towards_us(self, verb: int) -> bool:
        """Whether a verb of motion ends with the provider: "reach us", "come to us", "arrive at our servers"."""
        at = verb + 1
        while self.s.word(at) in ("back", "in", "directly", "automatically"):
            at += 1
        if self.s.word(at) in ("to", "at", "on"):
            at += 1
        elif self.s.stem(verb) != "reach":
            return False
        ours = self.s.word(at) == "our" and not _OUR_PLACES.isdisjoint(self.s.span(at + 1, at + 3))
        return ours or (self.s.word(at) == "us" or at in self.s.provider_at) and self.s.word(at + 1) != "to"

    def subject_of(self, verb: int) -> tuple[int, int] | None:
        """Where the data stand that end right before the words of a verb, at the start of its clause."""
        at = verb - 1
        while at > 0 and (self.s.word(at) in _AUXILIARIES or self.s.word(at).endswith("ly")):
            at -= 1
        if at not in self.s.ends:  # "crash reports from your phone"
            of = next((k for k in range(at, max(0, at - 5), -1) if self.s.word(k) in _OF_SUBJECT), at + 1)
            at = of - 1
        last = self.s.ends.get(at)
        if last is None or last.scheme != "data" or last.concept in (GENERIC, ANAPHOR):
            return None
        first = next(
            (k + 1 for k in range(last.first, -1, -1) if self.s.word(k) in ("that", ":", ";", "(")), 0
        )
        named = self.of("data", first, at)
        between = self.s.span(first, named[0].first - 1)
        if any(w in _W["subordinators"] or w in _W["provider"] or w in _W["user"] for w in between):
            return None
        return named[0].first, at

    @on(words=_LEAVING, unless="anything")
    def read_leaving(self) -> None:
        """ "Your fingerprint never leaves your phone": it is not collected; what never leaves the provider is not shared."""
        if _W["negations"].isdisjoint(self.s.said):
            return
        verb = next(k for k, w in enumerate(self.s.plain) if w in _LEAVING)
        span = self.subject_of(verb)
        owner, end = self.s.word(verb + 1), len(self.s.words) - 1
        if span is None or _DENYING.isdisjoint(self.s.span(max(0, span[0] - 3), verb)):
            return
        place = self.s.span(verb + 2, verb + 4)
        data = self.data(*span)
        if owner in _W["possessives"] | {"the"} and not _W["own_devices"].isdisjoint(place):
            self.findings.append(Finding("collect", 0, end, "leaving", "deny", data=data))
        elif owner in ("our", "the") and not _OUR_PREMISES.isdisjoint(place):
            self.findings.append(
                Finding("share", 0, end, "leaving", "deny", data=data, recipients=["ThirdParty"])
            )

    @on(words=["access"])
    def read_asked_access(self) -> None:
        """ "The app asks for access to your contacts": a permission that the user grants (guideline 26)."""
        asked = [f for f in self.findings if f.action == "collect"]
        if any(f.rule != "active-ask" for f in asked):
            return
        end = len(self.s.words) - 1
        for at in range(2, end):
            if self.s.word(at) != "access" or self.s.word(at + 1) != "to":
                continue
            verb = next((k for k in range(at - 1, max(0, at - 8), -1) if self.s.word(k) in _ASKING), 0)
            if not verb:
                continue
            here = verb - 1
            while self.s.word(here) in _AUXILIARIES:
                here -= 1
            negated = not _DENYING.isdisjoint(self.s.span(here + 1, verb))
            if "provider" not in subject_before(self.s, here).kinds:
                continue
            conditions = [] if negated or self.s.stem(verb) in ("need", "requir") else ["Consent"]
            for f in asked:
                f.conditions = f.conditions or conditions
            data = [] if asked else self.data(at + 2, self.break_at(at + 2, end) - 1)
            if data and data != [GENERIC]:
                self.findings.append(
                    Finding("collect", here, end, "asked-access", "deny" if negated else "affirm",
                            data=data, purposes=self.purposes(at, end), conditions=conditions)
                )  # fmt: skip
            return

    @on(words=_WHAT, unless="collect")
    def read_needed(self) -> None:
        """ "Your name is all we need", "what we store is your name", "health data are nothing that we collect"."""
        end = len(self.s.words) - 1
        for p in self.predicates:
            what = p.start - 1 - (self.s.word(p.start - 1) == "that")
            ours = p.subjects == {"provider"} and p.voice == "active" and p.classes[0] in _NEEDED
            if not ours or p.negated or self.s.word(what) not in _WHAT:
                continue
            after = p.last + 1 + (self.s.word(p.last + 1) == "for")
            if what < 3 and self.s.word(after) in _W["be"]:
                data = self.objects(after + 1, end)
                first, last, negated = what, end, self.s.word(what) == "nothing"
            else:
                be = what - 1
                while self.s.word(be) in ("not", "of", "part"):
                    be -= 1
                span = self.subject_of(be) if self.s.word(be) in _W["be"] else None
                data = self.data(*span) if span else []
                first, last = 0, end
                negated = "not" in self.s.span(be, what) or self.s.word(what) == "nothing"
            if data and data != [GENERIC]:
                polarity = "deny" if negated else "affirm"
                purposes = [] if negated else self.purposes(after, end)
                self.findings.append(
                    Finding("collect", first, last, "needed", polarity, data=data, purposes=purposes)
                )
            return
