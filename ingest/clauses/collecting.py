"""Collection that a sentence says by its pattern: "the information that we collect includes ...", "you grant us access to ..."."""

from __future__ import annotations

from policytrail.ingest.clauses.cookies import Trackers
from policytrail.ingest.clauses.standing import Predicate
from policytrail.ingest.clauses.subjects import subject_before
from policytrail.ingest.clauses.triggers import on
from policytrail.ingest.finding import ANAPHOR, GENERIC, Finding, unique
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import verb_classes, words

_W = words()
_ADDED = frozenset("available by from provided stored through using via".split())
_EQUATING = frozenset(["are", "is", "be", ":"])
# What providers make of data, by how they make it (stems).
_DERIVING = {"aggregat": "AggregatedData", "anonymiz": "AnonymisedData", "deidentify": "AnonymisedData"}
_IMPERSONAL = frozenset(_DERIVING.values())
_MAKING = frozenset("build compil creat creating generat generating prepar produc".split())
_DELETING = frozenset("delet destroy eras remov".split())
_DOING = frozenset("can may might we will".split())
_PARTICIPLES = frozenset("collected gathered obtained".split())
_MADE = frozenset("created generated logged produced recorded".split())
_REGISTERING = frozenset(["enrol", "register"])
_ACCOUNTS = frozenset(["account", "profile"])
_OPENING = frozenset(map(stem, "create open register set".split()))
_WITH_WHAT = frozenset("entering giving providing submitting supplying using via with".split())
_BEFORE_DATA = frozenset("a an certain registration their your".split())
_IDENTIFYING = frozenset(
    "AccountData Name EmailAddress PhoneNumber AccountIdentifier Credentials SocialMediaData".split()
)
_BEFORE_CLAUSE = frozenset(", ; : – — and but".split())
_HAVING = frozenset("gain gains get gets had has have having".split())
_OTHERS = _W["user"] | _W["relatives"] | _W["negations"] | {"they"}
_ACTING = _OTHERS | {"we"}
_AUXILIARIES = _W["modals"] | _W["adverbs"] | _W["have"] | _W["negations"]
_RELATIVE_ACTIONS = {
    ("provider", "obtain"): "collect",
    ("provider", "hold"): "collect",
    ("provider", "ask"): "collect",
    ("provider", "disclose"): "share",
    ("user", "give"): "collect",
    ("user", "disclose"): "collect",
}


class Collecting(Trackers):
    """A sentence whose patterns of collection can be read; each reader adds to `findings`."""

    @on(words=_EQUATING, stems=["includ"])
    def read_contents(self) -> None:
        """ "The information that we collect includes your name": the verb stands in a relative clause."""
        end = len(self.s.words) - 1
        groups = {k for p in self.predicates for k in range(p.start, p.at)}  # "that will be used include"
        verb = next(
            (
                k
                for k, w in enumerate(self.s.words[:30])
                if w.stem == "includ" or w.word in _EQUATING and k not in groups
            ),
            None,
        )
        if (
            verb is None
            or any(f.first <= verb and not f.rule.endswith("+denied") for f in self.findings)
            or "not" in self.s.span(verb - 2, verb + 1)
            and self.concepts("data", verb, verb + 3)
            != ["NonPersonalData"]  # "is not personally identifiable"
        ):
            return
        for k in range(verb):  # "the information collected may include ..."
            if (
                (
                    self.s.word(k) in _PARTICIPLES
                    or self.s.word(k) in _MADE
                    and self.s.word(verb) != "including"
                )
                and self.of("data", 0, k)
                and not any(p.status == "main" and p.at < verb for p in self.predicates)
            ):
                later = (p.start - 1 for p in self.predicates if p.status == "main" and p.at > verb)
                data = [d for d in self.objects(verb + 1, next(later, end)) if d != ANAPHOR]
                if data and data != [GENERIC]:
                    self.findings.append(Finding("collect", 0, end, "contents", data=data))
                return
        for p in self.predicates:
            used = p.status == "relative" and p.voice == "passive" and "use" in p.classes
            if p.at < verb and used and self.earlier_purposes:
                data = self.objects(verb + 1, end)
                if data and data != [GENERIC]:  # "the data that will be used include ..."
                    self.findings.append(
                        Finding("use", 0, end, "contents", data=data, purposes=list(self.earlier_purposes))
                    )
                return
            said = _RELATIVE_ACTIONS.get((min(p.subjects, default=""), p.classes[0]))
            if (
                p.subjects <= {"third"}
                and "us" in self.s.span(p.at, verb)
                and {"give", "disclose"} & set(p.classes)
            ):
                said = "collect"  # "the information that they share with us includes your name"
            if "provider" in p.subjects and (self.processes(p) or self.uses_cookies(p)):
                said = "collect"
            theirs = self.s.word(p.start) == "they" and "obtain" in p.classes and self.earlier_parties
            if theirs and p.subjects == {"third"}:
                said = "share"  # "the information they collect includes your IP address"
            named = any(m.first < p.at for m in self.of("data", 0, verb - 1)) or self.s.word(0) == "what"
            if p.at < verb and said and p.status == "relative" and not p.negated and named:
                data = [d for d in self.objects(verb + 1, end) if d != ANAPHOR]
                who = self.recipients(p.last + 1, verb - 1) or self.concepts("recipient", 0, p.start)
                who = list(self.earlier_parties) if theirs else who
                if data and data != [GENERIC]:
                    self.findings.append(
                        Finding(said, 0, end, "contents", modality=p.modality, data=data,
                                recipients=(who or ["Recipient"]) if said == "share" else [],
                                )
                    )  # fmt: skip
                return

    def uses_cookies(self, p: Predicate) -> bool:
        """Whether a relative clause tells that cookies are used: "the only cookies that we use are session cookies"."""
        return "use" in p.classes and "Cookies" in self.concepts("data", max(0, p.start - 3), p.start - 1)

    @on(words=["are", "is", "means"], unless="anything")
    def read_nature(self) -> None:
        """ "CPNI is information that we obtain", "usage data is data collected automatically": what is defined so is collected."""
        plain, end = self.s.plain, len(self.s.words) - 1
        verb = next((k for k, w in enumerate(plain[:14]) if w in ("is", "are", "means")), None)
        if verb is None or any(p.status == "main" for p in self.predicates):
            return
        named = self.data(0, verb - 1)
        noun = next((k for k in range(verb + 1, verb + 5) if self.s.word(k) in _W["generic_nouns"]), None)
        if not named or noun is None or GENERIC in named or "not" in plain[verb:noun]:
            return
        ours = any(
            noun < p.at < noun + 7 and p.status == "relative" and _RELATIVE_ACTIONS.get((min(p.subjects, default=""), p.classes[0])) == "collect"
            or p.voice == "passive" and p.classes[0] == "obtain" and noun < p.at < noun + 5 and self.s.word(p.last + 1) != "by"
            for p in self.predicates
        )  # fmt: skip
        if ours or self.s.word(noun + 1) in _PARTICIPLES | {"provided"}:
            shown = [d for d in self.examples(noun, end) if d != GENERIC]
            self.findings.append(Finding("collect", 0, end, "nature", data=unique(named + shown)))

    @on(stems=["acces"])
    def read_grant(self) -> None:
        """ "You may allow us access to your contacts": a permission that the user grants (guideline 26)."""
        end = len(self.s.words) - 1
        if any(f.action == "collect" and f.rule != "active-access" for f in self.findings):
            return
        for at, token in enumerate(self.s.words):
            verb = self.s.span(at - 2, at - 1) == ["us", "to"]  # "you allow us to access your contacts"
            named = verb or self.s.word(at + 1) == "to" and self.s.word(at - 1) != "control"
            if token.stem != "acces" or not named:
                continue
            stop = next((p.start for p in self.predicates if p.start > at and p.status == "main"), end + 1)
            us = next(
                (k for k in range(at - 1, at - 6, -1) if self.s.word(k) == "us" or k in self.s.provider_at), 0
            )
            while us - 1 in self.s.provider_at:
                us -= 1
            reach = self.break_at(at + 2, min(at + 24, end, stop - 1)) - 1
            data = self.data(at + 1, reach if us else self.end_of_noun(at + 2, reach))
            # "you can choose to allow access to your location"
            granted = self.s.stem(us - 1) if us else self.s.stem(at - 1) if self.is_of_users(at) else ""
            if not us and self.recipients(at + 2, end, direct=True):
                continue  # "to third parties"
            if data and (us or data != [GENERIC]) and granted in _W["granting"]:
                self.findings = [f for f in self.findings if f.action != "collect"]
                self.findings.append(Finding("collect", 0, end, "grant", data=data, conditions=["Consent"]))
                return

    def end_of_noun(self, lo: int, hi: int) -> int:
        """Where data end that something is said about: "your location provided by your device"."""
        return next((k - 1 for k in range(lo + 1, hi) if self.s.word(k) in _ADDED), hi)

    def is_of_users(self, at: int) -> bool:
        """Whether users act in the words right before a position."""
        return not _W["user"].isdisjoint(self.s.span(at - 7, at - 2)) and _W["negations"].isdisjoint(
            self.s.span(at - 7, at)
        )

    @on(words=_WITH_WHAT, unless="anything")
    def read_registering(self) -> None:
        """ "You can sign up using your phone number": what accounts are made with is collected."""
        end = len(self.s.words) - 1
        for at, token in enumerate(self.s.words):
            signs = token.stem in _REGISTERING or token.stem == "sign" and self.s.word(at + 1) == "up"
            signs |= token.word in _ACCOUNTS and not _OPENING.isdisjoint(map(self.s.stem, range(at - 4, at)))
            if not signs or _W["user"].isdisjoint(self.s.span(at - 8, at)):
                continue
            with_what = next((k for k in range(at + 1, at + 7) if self.s.word(k) in _WITH_WHAT), None)
            if with_what is None or self.s.word(with_what + 1) not in _BEFORE_DATA:
                continue
            data = [
                d for d in self.data(with_what, min(with_what + 12, end)) if d not in ("Cookies", GENERIC)
            ]
            if not _IDENTIFYING.isdisjoint(data):
                why = ["AccountManagement"]
                self.findings.append(Finding("collect", at, end, "registering", data=data, purposes=why))
            return

    @on(words=["access"])
    def read_own_access(self) -> None:
        """ "We have no access to your messages", "we may have access to your profile": what the provider can see."""
        if any(f.action in ("collect", "use") for f in self.findings):
            return
        for at, word in enumerate(self.s.plain):
            to = next((k for k in range(at + 1, at + 5) if self.s.word(k) == "to"), None)
            if word != "access" or to is None:
                continue
            verb = next((k for k in range(at - 1, max(-1, at - 4), -1) if self.s.word(k) in _HAVING), None)
            if verb is None or "limited" in self.s.span(verb, at):
                continue
            subject = verb - 1
            while self.s.word(subject) in _AUXILIARIES:
                subject -= 1
            kinds, _, start = subject_before(self.s, subject)
            ours = self.s.word(start) == "we" or start in self.s.provider_at
            opens = start == 0 or self.s.word(start - 1) in _BEFORE_CLAUSE
            ours |= opens and self.s.word(start) == "our" and subject == start + 1  # "our servers have"
            if "provider" not in kinds or not ours:
                continue  # "third-party products may have access"
            last = self.break_at(to + 2, min(to + 20, len(self.s.plain) - 1)) - 1
            data = self.data(to + 1, last)
            negated = not _W["negations"].isdisjoint(self.s.span(subject + 1, to + 1))
            negated |= self.s.span(start - 2, start - 1) == ["not", "even"]
            theirs = (
                "Cookies" in data or "they" in self.s.span(to, to + 7) or self.of("recipient", to, to + 8)
            )
            if data and not (negated and theirs):  # "we have no access to these cookies": others' own
                polarity = "deny" if negated else "affirm"
                self.findings.append(Finding("collect", start, last, "own-access", polarity, data=data))
            return

    def read_derived(self) -> None:
        """ "We may aggregate your information", an item "create aggregate reports": what comes of it is collected."""
        verb = 1 if self.s.word(0) == "to" else 0
        made_of = self.data(verb + 1, verb + 6) if self.s.stem(verb) in _MAKING else []
        if made_of and _IMPERSONAL.issuperset(made_of):
            self.findings.append(Finding("collect", 0, len(self.s.words) - 1, "derived", data=made_of))
            return
        if _DERIVING.keys().isdisjoint(self.s.stems) and "de" not in self.s.said:
            return
        end = len(self.s.words) - 1
        if not _DELETING.isdisjoint(self.s.stems) or self.of("retention", 0, end):
            return  # "we delete or anonymise it": how long it is kept
        made = {
            concept: at
            for at in range(end)
            if (concept := self.derived(at))
            and (
                self.is_undergone(at)
                or self.is_done(at)
                and any(m.last > at for m in self.of("data", at, at + 7))
            )
        }
        if made:
            for f in self.findings:  # "we may aggregate or anonymise your data and share it"
                if (
                    f.action == "share"
                    and _IMPERSONAL.issuperset(f.data)
                    and not made.keys().isdisjoint(f.data)
                ):
                    f.data = unique([*made, *f.data])
            purposes = self.purposes(min(made.values()), end)
            self.findings.append(Finding("collect", 0, end, "derived", data=list(made), purposes=purposes))
            by = next((k for k in range(max(made.values()), end) if self.s.word(k) == "by"), None)
            others = self.recipients(by, end, by=True) if by and "us" in self.s.span(by, by + 2) else []
            if others:  # "aggregated for uses by us or by others"
                self.findings.append(
                    Finding("share", 0, end, "derived", data=list(made), recipients=others, purposes=purposes)
                )

    def derived(self, at: int) -> str:
        """What the verb at a position makes of data, "" if nothing."""
        if self.s.word(at) == "de" and self.s.stem(at + 1) == "identify":
            return "AnonymisedData"
        return _DERIVING.get(self.s.stem(at), "")

    def form(self, at: int) -> str:
        """A verb as it is written, "identified" for "de-identified"."""
        return self.s.word(at + 1 if self.s.word(at) == "de" else at)

    def is_undergone(self, at: int) -> bool:
        """Whether it happens to data: "your information may be aggregated or otherwise anonymised"."""
        if not self.form(at).endswith("ed"):
            return False
        be = at - 1
        while self.s.word(be) in _W["adverbs"] | {"and", "or"} or self.derived(be):
            be -= 1
        may = be - 1
        while self.s.word(may) in _W["adverbs"]:
            may -= 1
        return (
            self.s.word(be) == "be"
            and self.s.word(may) in _DOING
            and any(m.last > may - 8 for m in self.of("data", 0, may - 1))
        )

    def is_done(self, at: int) -> bool:
        """Whether the provider does what a verb says: "we may aggregate", "we collect and aggregate", or an item begins so."""
        if self.form(at).endswith(("ed", "ing")):
            return False
        first = at
        while True:
            while self.s.word(first - 1) in _W["adverbs"]:
                first -= 1
            before = first - 2
            before -= self.s.stem(before) == "identify" and self.s.word(before - 1) == "de"
            joined = self.s.word(first - 1) in ("and", "or", ",", "/")
            if not joined or not (self.derived(before) or self.s.stem(before) in verb_classes()):
                break
            first = before
        object_ = self.s.word(at + 1)
        if self.s.word(first - 1) == "and" and (object_ in _W["determiners"] or object_ == "it"):
            # "we may take your data and aggregate it"
            who = next(
                (k for k in range(first - 2, 0, -1) if self.s.word(k) in _ACTING or k in self.s.provider_at),
                0,
            )
            return self.s.word(who) not in _OTHERS and (who > 0 or self.s.word(0) == "we")
        if first == 0:
            return not any(m.first == 0 for m in self.s.mentions)  # "aggregate data are ..."
        return self.s.word(first - 1) in _DOING or first - 1 in self.s.provider_at
