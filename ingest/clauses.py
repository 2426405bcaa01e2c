"""From the verbs of a sentence to what it says: clauses with their extent, exceptions and denials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from policytrail.ingest.actions import Actions
from policytrail.ingest.agreements import Agreements
from policytrail.ingest.choices import Choices
from policytrail.ingest.collecting import Collecting
from policytrail.ingest.defining import Definitions
from policytrail.ingest.document import Span
from policytrail.ingest.exposure import Exposure
from policytrail.ingest.finding import Finding, by_occasion, unique
from policytrail.ingest.patterns import Patterns
from policytrail.ingest.receiving import Receiving
from policytrail.ingest.standing import Predicate
from policytrail.ingest.ways_out import WaysOut
from policytrail.ingest.wordlists import words

_W = words()
_SUBORDINATORS = _W["circumstances"]
_COMPARED = frozenset("fewer later less longer more".split())  # "no more than", "no longer"
_FRONTED = frozenset(["as", "for", "in", "so", "to"])
_ANALYSING = frozenset(["aggregat", "analyz"])  # stems
_GATHERING = frozenset("collect compil gather obtain".split())
_FRONTING = frozenset("after if in once upon when where with".split())
_OPENING = frozenset(
    "for in subject to upon with without".split()
)  # what a phrase before the subject begins with
_PARTING = frozenset("; but however though".split())
_OCCASIONS = frozenset(["after", "if", "once", "when", "where", "upon"])


class Reading(Actions, Exposure, Patterns, Agreements, WaysOut, Choices, Collecting, Receiving, Definitions):
    """Reads one sentence: its clauses by their verbs, then its patterns."""

    def read(self) -> list[Finding]:
        """The findings of the sentence's own clauses."""
        chains: dict[int, list[Predicate]] = {}
        for p in self.predicates:
            if self.seeks_consent(p):
                continue
            if p.status == "main" or p.status in ("infinitive", "gerund", "subordinate") and self.counts(p):
                chains.setdefault(p.chain, []).append(p)
        ordered = sorted(chains.values(), key=lambda c: c[0].at)
        starts = [
            self.clause_start(chain[0], ordered[i - 1][0] if i else None) for i, chain in enumerate(ordered)
        ]
        # From the last clause to the first: one that says nothing leaves its words to the one before.
        end = len(self.s.words) - 1
        said: dict[int, list[Finding]] = {}
        for i in range(len(ordered) - 1, -1, -1):
            chain = ordered[i]
            lo = 0 if i == 0 else starts[i]
            self.findings = []
            self.read_chain(chain, lo, starts[i], max(end, chain[0].last))
            if self.findings:
                said[i] = self.findings
                end = starts[i] - 1
        self.findings = [f for i in sorted(said) for f in said[i]]
        self.pass_on_conditions(ordered[0][0].start if ordered else 0, [said[i] for i in sorted(said) if i])
        self.pass_on_purposes([(ordered[i][0], said[i]) for i in sorted(said)])
        self.read_enabling()
        self.read_relatives()
        self.read_occasions()
        self.read_access()
        self.read_visible()
        self.read_takeover()
        self.read_contents()
        self.read_nature()
        self.read_grant()
        self.read_own_access()
        self.read_registering()
        self.read_derived()
        self.read_reason()
        self.read_agreement()
        self.read_consented()
        self.read_user_shares()
        self.read_user_keeps()
        self.read_opt_out()
        self.read_received()
        self.read_third_party_cookies()
        self.read_based()
        self.read_remaining()
        self.read_period()
        self.read_definition()
        self.read_equation()
        return self.findings

    @cached_property
    def front(self) -> int:
        """The comma after what the sentence begins with ("to bill you, we ..."), 0 where no purpose stands there."""
        if self.s.word(0) not in _FRONTED:
            return 0
        for p in self.predicates:
            subject = p.start
            while self.s.word(subject - 1) in _W["determiners"]:
                subject -= 1
            if p.status == "main" and subject > 2 and self.s.word(subject - 1) == ",":
                return subject - 1 if self.of("purpose", 0, subject) else 0
        return 0

    def purposes_in_front(self, head: Predicate, lo: int, fronted: int) -> list[str]:
        """Purposes before the subject of a verb, over others of that subject: "to bill you, we need to use"."""
        found: list[str] = []
        if self.s.word(lo) in _FRONTED or self.s.word(lo) in ("and", "because"):
            found = self.concepts("purpose", lo, fronted)
        elif head.status == "main" and self.front < head.start < self.front + 5:
            found = self.concepts("purpose", 0, self.front) if self.front else []
        occasion = self.s.word(0) == "in" and self.s.word(2) in ("event", "case")
        return [] if occasion else found  # "in the event of fraud, ..."

    def pass_on_conditions(self, start: int, later: list[list[Finding]]) -> None:
        """What a sentence begins with ("if we are acquired, ...") holds for all its clauses up to a "but"."""
        met = [c for c in self.conditions(0, start - 1) if c != "OptOut"] if later else []
        if not met or self.s.word(0) not in _FRONTING:
            return
        for findings in later:
            for f in findings:
                if f.polarity == "affirm" and _PARTING.isdisjoint(self.s.span(start, f.first)):
                    f.conditions = unique(f.conditions + met)

    def pass_on_purposes(self, clauses: list[tuple[Predicate, list[Finding]]]) -> None:
        """What "to track usage for our statistics" is for, its main clause "we use cookies" is for too."""
        main: list[Finding] = []
        after = 0
        for head, findings in clauses:
            if head.status != "infinitive":
                after = head.last
                main = [f for f in findings if f.polarity == "affirm" and f.action != "sell"]
            elif not head.negated and _W["modals"].isdisjoint(self.s.span(after, head.start)):
                purposes = [p for f in findings for p in f.purposes]
                for f in main:
                    f.purposes = unique(f.purposes + purposes)
                if self.s.stem(head.at) in _GATHERING:
                    # "to gather statistics": what the main clause is for, not what statistics are for
                    for f in findings:
                        f.purposes = [
                            p for p in f.purposes if p != "Analytics" or not self.is_verb_of(head, p)
                        ]

    def is_verb_of(self, head: Predicate, purpose: str) -> bool:
        """Whether the words of a purpose begin with a verb."""
        return any(
            m.first == head.at and m.concept == purpose
            for m in self.of("purpose", head.at, len(self.s.words))
        )

    def counts(self, p: Predicate) -> bool:
        """An infinitive or gerund that says something of its own ("we use cookies to collect your name")."""
        if self.needs_consent(p):
            return True
        if p.status == "subordinate":
            return False
        if p.status == "gerund":
            return self.s.stem(p.at - 1) == "involv" or (
                self.s.word(p.at - 1) in ("when", "while", "including", "by", "include", "includes")
                and p.classes[0] in ("obtain", "disclose")
                and self.s.word(0) != "when"
            )
        rights = [k for k in range(p.start) if self.s.word(k) in ("right", "rights")]
        if any(self.s.word(k) in _W["user"] for at in rights for k in range(at - 4, at)):
            return False  # "you have the right to transmit your data"
        if self.s.word(p.at) == "get" and p.status == "infinitive":
            return False  # "tell us your city to get local news"
        if p.classes[0] in ("hold", "dispose") and self.of("retention", p.last, len(self.s.words) - 1):
            return True
        promises = {"policy", "practice", "commit", "committed", "promise"} | (
            {"designed"} if p.negated else set()
        )
        said = self.s.span(0, p.start - 1) if p.negated else self.s.span(p.start - 1, p.start - 1)
        if p.classes[0] in ("obtain", "disclose", "sell") and not promises.isdisjoint(said):
            return True
        if self.s.word(p.start - 1) in ("not", "never", "attempt", "attempts"):
            return False  # "you may choose not to share"
        return (
            p.classes[0] in ("obtain", "disclose", "sell")
            and bool(self.predicates)
            and p is not self.predicates[0]
        )

    def clause_start(self, p: Predicate, previous: Predicate | None) -> int:
        """Where the clause of `p` starts: at its subject, which in the passive is a list of data."""
        if p.voice == "active":
            return p.start
        floor = previous.last + 1 if previous else 0
        if previous and self.shares_subject(p, floor):
            return p.start
        at = p.start - 1
        while at > floor and not (
            self.s.word(at) in (";", ":", "but")
            or self.s.word(at) == "."
            and len(self.s.word(at - 1)) > 1  # not "i.e."
            or self.s.word(at) == "("
            and ")" not in self.s.span(at, p.at)  # "your name (so that it cannot be seen)"
            or self.s.word(at) == "that"
            and self.data(at, p.at)  # not "all data that we hold are used"
        ):
            at -= 1
            if self.s.word(at) == ")":  # "the names of your contacts (but no numbers) are collected"
                at = max((k for k in range(floor, at) if self.s.word(k) == "("), default=at)
        if self.s.word(at) in (";", ":", ".", "that", "but", "("):
            at += 1
        if self.s.word(at) in _SUBORDINATORS or self.s.word(at) in _OPENING:
            comma = next(
                (k for k in range(at, p.at) if self.s.word(k) == "," and self.of("data", k, p.at)), None
            )
            at = comma + 1 if comma is not None else at
        if previous and at == floor:
            joint = [
                k
                for k in range(floor, p.at)
                if self.s.word(k) in (",", "and", "or") and self.of("data", k, p.at)
            ]
            at = joint[0] + 1 if joint else at
        return at

    def read_chain(self, chain: list[Predicate], lo: int, start: int, hi: int) -> None:
        """The findings of verbs that share objects, their clause between `start` and `hi`; fronted words from `lo`."""
        head = chain[0]
        right, fronted = head.last + 1, start - 1
        aside = self.aside(right, hi)
        right = aside[1] + 1 if aside else right
        cut = next((k for k in self.exceptions if right <= k <= hi), hi + 1)
        around = [(lo, fronted)]
        if not {",", "by"}.isdisjoint(self.s.span(head.start, head.at)):
            around.append(
                (head.start, head.at - 1)
            )  # "we may, with your consent, share", "are required by law to"
        around += [aside] if aside else []
        exceptions = [(a, b) for a, b in around if any(a <= k <= b for k in self.exceptions)]
        front_exception = (lo, fronted) in exceptions
        conditions = self.conditions(right, cut - 1)
        for a, b in around:
            if (a, b) not in exceptions:
                conditions += self.conditions(a, b)
        if head.voice == "passive" and "BusinessTransferEvent" in self.conditions(lo, head.at):
            conditions.append(
                "BusinessTransferEvent"
            )  # "in addition, in the event of a merger, your data are moved"
        if cut <= hi:
            exceptions.insert(0, (cut, hi))
        ways_out = [
            c
            for a, b in exceptions
            for c in self.conditions(a, b)
            if c == "OptOut" or self.s.word(a) == "without"
        ]  # "unless you ask us not to": what an exception leaves to the action itself
        if self.needs_consent(head):
            conditions = unique([*conditions, "Consent"])
        all_purposes = self.concepts("purpose", right, cut - 1)
        purposes = self.purposes(right, cut - 1)
        if head.status == "infinitive":  # "to monitor usage" is a purpose itself
            purposes = unique(
                [m.concept for m in self.of("purpose", head.at, cut - 1) if m.first == head.at] + purposes
            )
        if self.earlier_purposes and not all_purposes and any(
            self.s.word(k) == "do"
            and self.s.word(k + 1) in ("this", "that", "so", "these")
            and self.s.word(k - 2) not in _W["needing"]  # "where we are required to do so by law"
            or self.s.word(k) in ("this", "these", "such") and self.s.word(k + 1) in ("purpose", "purposes")
            for k in range(lo, hi + 1)
        ):  # fmt: skip
            all_purposes = purposes = self.earlier_purposes
        if not front_exception and (in_front := self.purposes_in_front(head, lo, fronted)):
            purposes, all_purposes = unique(in_front + purposes), unique(in_front + all_purposes)
        subject = self.subject_before(head)
        for p in chain:
            for finding in self.read_predicate(p, start, right, cut - 1, hi):
                met = conditions
                if finding.action in ("collect", "use") and "UserInitiated" in conditions:
                    asked = self.conditions(lo, cut - 1, collects=True)
                    met = [c for c in conditions if c != "UserInitiated" or c in asked]
                finding.conditions = unique(finding.conditions + met)
                if finding.action in ("collect", "use", "share"):
                    named = all_purposes if finding.action == "use" else purposes
                    if finding.rule == "contact" and "breach" in self.s.plain:
                        finding.purposes, named = (
                            ["UserCommunication"],
                            [],
                        )  # what they are told of is not why
                    finding.purposes = unique(finding.purposes + named)
                if not finding.purposes and len(chain) == 1 and self.analyses(p, hi):
                    finding.purposes = ["Analytics"]
                if finding.rule == "passive-sell" and "BusinessTransferEvent" in conditions and not p.negated:
                    finding.action = "share"  # sold with the business
                    finding.recipients = finding.recipients or ["Recipient"]
                if finding.action == "share" and "BusinessTransferEvent" in conditions:
                    finding.purposes = finding.purposes or ["BusinessTransfer"]
                    if "transition" in self.s.span(
                        right, hi
                    ):  # "a merger or transition of service to another provider"
                        finding.recipients = unique(["Recipient", *finding.recipients])
                    if finding.recipients == ["ThirdParty"] and "Acquirer" in self.concepts(
                        "recipient", lo, hi
                    ):
                        finding.recipients = ["Acquirer"]  # "to third parties, if we are acquired by them"
                finding.first, finding.last = subject[0] if subject else min(lo, start), hi
                finding.modality = p.modality
                ended = finding.action == "retain" and self.is_ended(p, lo, hi)
                negated = (
                    not ended
                    and (p.negated or p.voice == "active" and self.is_none(right))
                    or p.voice == "passive"
                    and self.s.word(start) in ("no", "none")
                )
                if negated and "OptOut" in finding.conditions and self.is_once_refused(lo, cut - 1):
                    negated, finding.conditions = False, ["OptOut"]
                finding.polarity = "deny" if negated else "affirm"
                if not negated:
                    finding.conditions = unique(finding.conditions + ways_out)
                    self.findings += by_occasion(finding)
                    continue
                self.deny(finding, cut, exceptions)
                if finding.rule == "instrument+denied" and finding.purposes:
                    finding.action = "use"  # "we do not use cookies for advertising"

    def is_none(self, at: int) -> bool:
        """Whether an object is denied: "we collect no personal data", "we keep none of your messages"."""
        word, after = self.s.word(at), self.s.word(at + 1)
        return word == "no" and after not in _COMPARED or word == "none" and after == "of"

    def analyses(self, p: Predicate, hi: int) -> bool:
        """ "We aggregate your data": the verb itself says what for, unless a list of purposes follows."""
        verb = self.s.stem(p.at)
        combined = verb == "aggregat" and "with" in self.s.span(p.at, hi)  # "with other data": no statistics
        return verb in _ANALYSING and not combined and self.s.word(hi) != ":"

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

    def deny(self, finding: Finding, cut: int, exceptions: Sequence[Span]) -> None:
        """A denial, and what each of its exceptions affirms (guideline: an exception is a statement of its own)."""
        conditions = [c for c in finding.conditions]
        finding.conditions = []
        if finding.action in ("share", "sell"):
            outside = next((k for k in range(finding.first, cut) if self.s.word(k) == "outside"), None)
            reach = next((m.first for m in self.of("data", outside or 0, cut - 1)), cut)
            named = self.concepts("recipient", outside, reach - 1) if outside is not None else []
            if inside := [r for r in named if r not in ("ThirdParty", "Recipient")]:
                finding.recipients = ["ThirdParty"]
                self.findings.append(
                    replace(
                        finding, polarity="affirm", rule="inside", data=list(finding.data), recipients=inside
                    )
                )
        finding.rule += "+denied"
        self.findings.append(finding)
        for a, b in exceptions:
            met = self.conditions(a, b, excepted=True) or conditions
            if finding.action == "sell" and "LegalObligation" in met:
                met = [c for c in met if c != "LegalObligation"]  # the law has nobody sell data
                if not met:
                    continue
            why = self.purposes_of_exception(a, b)
            who = self.recipients(a, b) if finding.action in ("share", "sell") else []
            if not (met or why or who):
                continue
            self.findings.append(
                replace(
                    finding, polarity="affirm", rule="exception", data=list(finding.data), conditions=unique(met),
                    purposes=unique(why or finding.purposes), recipients=who or list(finding.recipients),
                )
            )  # fmt: skip

    def purposes_of_exception(self, lo: int, hi: int) -> list[str]:
        """Purposes that an exception names: "as required by law" is a condition alone, "to comply with the law" is not."""
        return unique(
            [
                m.concept
                for m in self.of("purpose", lo, hi)
                if m.concept != "LegalCompliance" or self.s.word(m.first) in _W["infinitives"]
            ]
        )
