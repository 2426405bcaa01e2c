"""What whole sentences say by their pattern rather than by one verb: what enables, and reasons."""

from __future__ import annotations

from dataclasses import replace

from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.clauses.triggers import on
from policytrail.ingest.finding import GENERIC, Finding, unique
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import auxiliaries, verb_classes, words
from policytrail.ontology.taxonomy import taxonomy

_W = words()
_ENABLING = _W["enabling"]
_AUXILIARIES = auxiliaries()
_FINITE = _W["modals"] | _W["be"]
# What users do something with themselves: "your browser lets you refuse cookies".
_OPERATED = frozenset(["BrowserType", "DeviceData", "DeviceType", "Preferences", "ServiceSubscription"])
_PEOPLE = frozenset("users we you".split())
_BEFORE_PEOPLE = frozenset("about by from of to with".split())
_MACHINES = frozenset("browsers computers devices machines servers systems".split())
_LIMITING = _W["negations"] | frozenset(["except", "limited", "prohibited", "restricted"])
_LIMITED = frozenset("limit limited limits".split())
_LEAST = frozenset("necessary needed required".split())
# What is fitted to people, by the purpose that it serves (stems).
_FITTED = {
    "ad": "Advertising", "advert": "Advertising", "advertisement": "Advertising", "advertiz": "Advertising",
    "messag": "Marketing", "offer": "Marketing", "promotion": "Marketing", "recommendation": "Personalisation",
}  # fmt: skip
_MESSAGES = frozenset(["CommunicationDelivery", "UserCommunication"])  # which cookies send nobody
_OF_OTHERS = frozenset(["joint-use", "third-cookies", "third-use"])  # rules
_LEADING = frozenset(map(stem, ["lead", "result"]))  # to something, or in it
_RESULTING = _LEADING | frozenset(map(stem, "entail involve mean".split()))
_OBTAINING = frozenset(["access", "obtain"])
_LEARNING = frozenset(["access", "hold", "obtain"])  # classes of verbs
_SURVEYS = frozenset(["survey", "surveys"])
_INVITING = frozenset("ask encourage invite request".split())
_HOLDING = frozenset("administer conduct host manag organiz perform run".split())  # stems
_BEHAVIOUR = frozenset(["behavior", "behaviour"])  # of people on whom research is done
_CHECKING = frozenset("carry conduct do make mak perform run".split())  # stems
_RELYING = frozenset(["relies", "rely"])
_DOING = frozenset("carry do fulfil have perform serve".split())
_JOBS = frozenset("functions jobs purposes roles tasks things uses".split())
# What cannot be had without data (stems), what else may demand something, or not, and what is no data of people.
_DEMANDING = frozenset(
    map(
        stem,
        """account activation create enrol enrolment feature join membership open order participation purchase register
  registration sign subscribe use""".split(),
    )
)
_NO_DEMAND = (
    _W["negations"] | _W["relatives"] | frozenset("act if law laws regulation regulations they we".split())
)
_EQUIPMENT = frozenset([GENERIC, "Cookies", "DeviceData", "NetworkData", "ServiceSubscription", "UsageData"])
_GERUNDS = {"obtain": "collect", "use": "use", "hold": "collect"}


class Patterns(Arguments):
    """A sentence that can be read by pattern; each reader adds to `findings`."""

    def read_enabling(self) -> None:
        """ "Cookies help us to remember you": what data make possible they are used for."""
        does = self.what_cookies_do()
        if does is None and _ENABLING.isdisjoint(self.s.stems) and _LIMITED.isdisjoint(self.s.said):
            return
        end = len(self.s.words) - 1
        for at, token in enumerate(self.s.words[:40]):
            least = self.is_least(at)
            enabling = token.stem in _ENABLING and not token.word.endswith("ing") and not self.modifies(at)
            if not (least or enabling or at == does):
                continue
            if any(f.first < at for f in self.findings):
                return
            if ["each", "other"] in [self.s.span(k, k + 1) for k in range(at + 2, end)] and (
                not _MACHINES.isdisjoint(self.s.span(at + 1, at + 4))
            ):
                return  # "IP addresses allow computers to find each other": how things work
            if self.s.word(at - 1) == "to" and self.s.stem(at - 2) in _W["will_of_users"] | {"("}:
                continue  # "you may choose to enable ...", "call data (to enable calls)"
            near = least or self.of("data", max(0, at - 10), at - 1)
            doing = (
                self.s.word(0).endswith("ing")
                and self.s.word(0) != "using"
                and not any(m.first == 0 for m in self.of("data", 0, at))
            )
            # "knowing where you are helps us"
            doing &= verb_classes().get(self.s.stem(0), ("",))[0] not in _LEARNING
            data = self.data(0, at - 1) if near and not doing else []
            if data[:1] == ["Cookies"] and self.is_being_defined():
                data = ["Cookies"]
            purposes = self.concepts("purpose", at, end)
            if (
                not _OPERATED.issuperset(data)
                and purposes
                and not self.is_of_people(at)
                and (least or _LIMITING.isdisjoint(self.s.span(at - 14, at - 1)))
            ) and not any(p.at < at and p.status == "main" for p in self.predicates):
                self.findings.append(Finding("use", 0, end, "enabling", data=data, purposes=purposes))
            return

    def is_being_defined(self) -> bool:
        """ "A cookie is a piece of data that helps us": what the first data are said to be are no others."""
        first = self.of("data", 0, 3)[:1]
        return any(self.s.word(m.last + 1) in ("are", "is") for m in first)

    def what_cookies_do(self) -> int | None:
        """Where the verb of a purpose stands right after cookies: "these cookies measure the use of our site", "cookies do jobs like measuring it"."""
        for m in self.of("data", 0, 8):
            if m.concept == "Cookies":
                at = m.last + 1
                while self.s.word(at) in _AUXILIARIES:
                    at += 1
                if any(p.first == at and p.concept not in _MESSAGES for p in self.of("purpose", at, at + 6)):
                    return at
                doing = self.s.word(at) in _DOING or self.s.word(at - 1) == "do"
                if doing and not _JOBS.isdisjoint(self.s.span(at, at + 5)):
                    return at
        return None

    def is_of_people(self, verb: int) -> bool:
        """Whether people enable: "you may help us", but not "what we get from you helps us"."""
        at = verb - 1
        if at in self.s.ends:
            return False  # "where you are helps us"
        while self.s.word(at) in _AUXILIARIES:
            at -= 1
        return self.s.word(at) in _PEOPLE and self.s.word(at - 1) not in _BEFORE_PEOPLE

    def is_least(self, at: int) -> bool:
        """Whether data are limited to what is needed: "we limit the data to what is needed to bill you"."""
        return (
            self.s.word(at) in _LEAST
            and not _LIMITED.isdisjoint(self.s.span(0, at))
            and not {"minimum", "that", "what", "which"}.isdisjoint(self.s.span(at - 4, at - 1))
        )

    def modifies(self, verb: int) -> bool:
        """Whether a verb belongs to a noun of a fragment: "data that help us", "data to enable us to bill you"."""
        at = verb - 1
        while self.s.word(at) in _AUXILIARIES:
            at -= 1
        return self.s.word(at) in ("to", "that", "which") and _FINITE.isdisjoint(self.s.span(0, at))

    @on(words=["based"])
    def read_based(self) -> None:
        """ "Ads may be shown based on your interests": the data that ads, offers and contents are fitted by."""
        if any(f.rule == "opt-out" for f in self.findings):
            return
        end = len(self.s.words) - 1
        for at, w in enumerate(self.s.plain):
            if w != "based" or self.s.word(at + 1) not in ("on", "upon") or self.s.word(at + 2) == "whether":
                continue
            if not _W["negations"].isdisjoint(self.s.span(at - 4, at)):
                return
            closing = "," if at < 2 else "but"
            comma = next(
                (
                    k
                    for k in range(at, end)
                    if self.s.word(k) == ";" or self.s.word(k) == closing and self.s.word(k + 2) != "limited"
                ),
                end,
            )
            data = self.objects(at + 2, comma)
            lo, hi = (comma, end) if at < 2 else (self.clause_before(at), at)
            purposes = self.fitted(lo, hi)
            if data and purposes:
                said = {(d, p) for f in self.findings for d in f.data for p in f.purposes}
                if any((d, p) not in said for d in data for p in purposes):
                    self.findings.append(Finding("use", lo, end, "based-on", data=data, purposes=purposes))
                # "our partners use cookies to show ads based on your visits": they see those too
                self.findings += [
                    replace(f, data=list(data), purposes=list(purposes))
                    for f in self.findings
                    if f.rule in _OF_OTHERS and f.first <= at <= f.last
                ]

    def clause_before(self, at: int) -> int:
        """Where the clause begins that a position stands in: after the nearest sign but commas."""
        return next((k + 1 for k in range(at, -1, -1) if self.s.word(k) in (";", ":", ".", ")")), 0)

    def fitted(self, lo: int, hi: int) -> list[str]:
        """Purposes of what can be fitted to a person: ads that are based on data are targeted, but for those "still" shown."""
        named = [m.concept for m in self.purposes_named(lo, hi)]
        named = named or [_FITTED[w.stem] for w in self.s.words[lo:hi] if w.stem in _FITTED]
        known = taxonomy()
        targeted = "still" not in self.s.span(lo, hi)
        return unique(
            [
                "TargetedAdvertising" if targeted and "Advertising" in known.ancestors(c) else c
                for c in named
                if c == "Personalisation" or "Marketing" in known.ancestors(c)
            ]
        )

    @on(words=_RELYING, unless="anything")
    def read_reliance(self) -> None:
        """ "We rely on our legitimate interests to improve our products": a use on that basis."""
        end = len(self.s.words) - 1
        for at in range(1, end):
            relies = self.s.word(at) in _RELYING and self.s.word(at + 1) in ("on", "upon")
            if not relies or not self.is_ours(at):
                continue
            to = next((k for k in range(at + 2, end) if self.s.word(k) in ("to", "for", "when")), end)
            basis = self.conditions(at + 2, to)
            purposes = self.concepts("purpose", to, end)
            if basis and purposes:
                data = self.data(to, end) or [GENERIC]
                self.findings.append(
                    Finding("use", 0, end, "relied-on", data=data, purposes=purposes, conditions=basis)
                )
            return

    def is_ours(self, verb: int) -> bool:
        """Whether the provider is said, right before a verb, to do something."""
        at = verb - 1
        while self.s.word(at) in _AUXILIARIES or self.s.word(at).endswith("ly"):
            at -= 1
        ours = self.s.word(at) == "we" or at in self.s.provider_at
        return ours and self.s.word(at - 1) not in _W["subordinators"]

    @on(stems=_CHECKING)
    def read_checks(self) -> None:
        """ "We may run credit checks": what such a check looks at."""
        for m in self.of("purpose", 1, len(self.s.words) - 1):
            verbs = [k for k in range(m.first - 3, m.first + 1) if self.s.stem(k) in _CHECKING]
            if m.concept == "CreditControl" and verbs and self.is_ours(verbs[0]):
                if self.findings or not _W["negations"].isdisjoint(self.s.span(0, m.first)):
                    return
                end = len(self.s.words) - 1
                self.findings.append(
                    Finding("use", 0, end, "checks", data=["CreditData"], purposes=[m.concept])
                )
                return

    @on(words=["research"], unless="anything")
    def read_research(self) -> None:
        """ "We may conduct research on the interests of our customers": what research is done on is analysed."""
        if not _W["negations"].isdisjoint(self.s.said):
            return
        at = self.s.plain.index("research")
        verb = next((k for k in range(at - 1, max(-1, at - 4), -1) if self.s.stem(k) in _CHECKING), None)
        if verb is None or self.s.word(at + 1) not in ("about", "into", "on") or not self.is_ours(verb):
            return
        end = len(self.s.words) - 1
        stop = self.break_at(at + 2, end) - 1
        if data := self.data(at + 2, stop):
            if not _BEHAVIOUR.isdisjoint(self.s.span(at + 2, stop)):
                data = unique([*data, "UsageData"])
            why = unique(["Analytics", *self.purposes(0, verb), *self.purposes(at + 2, end)])
            self.findings.append(Finding("use", 0, end, "research", data=data, purposes=why))

    @on(stems=_RESULTING, unless="anything")
    def read_results(self) -> None:
        """ "Using an app may result in its maker collecting your location", "involves others obtaining it": what others come to do."""
        if "recipient" not in self.s.by_scheme:
            return
        end = len(self.s.words) - 1
        for at in range(1, end):
            leads = self.s.word(at + 1) in ("in", "to")
            if self.s.stem(at) not in _RESULTING or not leads and self.s.stem(at) in _LEADING:
                continue
            who = next(iter(self.of("recipient", at + 1 + leads, at + 7 + leads)), None)
            verb = who.last + 1 if who else end
            classes = verb_classes().get(self.s.stem(verb), ())
            obtains = not _OBTAINING.isdisjoint(classes) and self.s.word(verb).endswith("ing")
            data = self.data(verb + 1, end) if obtains else []
            if who and data and _W["negations"].isdisjoint(self.s.span(0, at)):
                # "these third parties", and who they are
                parties = unique([who.concept, *self.named([who])])
                self.findings.append(Finding("share", 0, end, "results", data=data, recipients=parties))
            return

    @on(words=_SURVEYS, unless="anything")
    def read_surveys(self) -> None:
        """ "Surveys may be conducted by a research firm", "we may ask you to take part in a survey": whoever asks gets the answers."""
        end = len(self.s.words) - 1
        if (asked := self.surveyed()) and _W["negations"].isdisjoint(self.s.said):
            why = unique(["Survey", *self.purposes(asked, end)])
            self.findings.append(Finding("collect", 0, end, "surveys", data=["FeedbackData"], purposes=why))
            return
        for at in range(2, end):
            held = (
                self.s.stem(at) in _HOLDING
                and self.s.word(at - 1) in _W["be"]
                and self.s.word(at + 1) == "by"
            )
            if not held or _SURVEYS.isdisjoint(self.s.span(0, at)):
                continue
            if self.s.word(at + 2) == "us" or at + 2 in self.s.provider_at:
                return
            who = self.recipients(at + 1, self.break_at(at + 2, end) - 1, by=True)
            if who and _W["negations"].isdisjoint(self.s.span(0, at)):
                self.findings.append(
                    Finding("share", 0, end, "surveys", data=["FeedbackData"], recipients=who)
                )
            return

    @on(stems=["requir"], unless="anything")
    def read_required(self) -> None:
        """ "Registration requires your name", "some features require a phone number": what people must give is collected."""
        if _DEMANDING.isdisjoint(self.s.stems):
            return
        end = len(self.s.words) - 1
        at = next((k for k in range(1, end) if self.s.word(k) in ("require", "requires")), 0)
        before = self.s.span(0, at - 1)
        named = self.of("data", at + 1, min(at + 5, end))
        if not named or not _NO_DEMAND.isdisjoint(before) or self.of("recipient", 0, at):
            return
        demanding = any(self.s.stem(k) in _DEMANDING for k in range(max(0, at - 5), at))
        between = range(at + 1, named[0].first)
        if not demanding or any(self.s.word(k) in _W["user"] | {"that", "to", "us"} for k in between):
            return
        if data := [d for d in self.objects(at + 1, end) if d not in _EQUIPMENT]:
            why = unique(self.purposes_or_idle(0, at - 1) + self.purposes(named[0].last, end))
            self.findings.append(Finding("collect", 0, end, "required", data=data, purposes=why))

    def surveyed(self) -> int:
        """Where a survey stands that people are asked to take part in, or that the provider runs; 0 if none does."""
        at = next(k for k, w in enumerate(self.s.plain) if w in _SURVEYS)
        for verb in range(max(1, at - 10), at):
            runs = self.s.stem(verb) in _HOLDING and at < verb + 5
            asks = self.s.word(verb) in _INVITING and self.s.word(verb + 1) in _W["user"]
            if (runs or asks and "to" in self.s.span(verb + 2, at)) and self.is_ours(verb):
                return at
        return 0

    @on(words=_W["reasons"], unless="anything")
    def read_reason(self) -> None:
        """ "Our purpose in collecting data is to help you", "the purpose of cookies is": what the noun explains stands beside it."""
        end = len(self.s.words) - 1
        for at, w in enumerate(self.s.plain[:8]):
            if w not in _W["reasons"] or self.s.word(at + 1) not in ("in", "of", "for"):
                continue
            be = next((k for k in range(at + 3, min(at + 10, end)) if self.s.word(k) in _W["be"]), None)
            action = None
            if self.s.word(at + 2).endswith("ing"):
                classes = verb_classes().get(self.s.stem(at + 2), ())
                action = next((_GERUNDS[c] for c in classes if c in _GERUNDS), None)
            elif be and (named := self.s.ends.get(be - 1)) and named.first < at + 4:
                action = "use"  # "the purpose of these cookies is"
            if action and be and (data := self.data(at + 2, be)):
                purposes = self.concepts("purpose", be, end)
                if purposes or end - be < 4:  # or a list of them follows
                    self.findings.append(Finding(action, 0, end, "reason", data=data, purposes=purposes))
            return
