"""What verbs that share objects say: the words around them that hold for each, exceptions and denials."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from policytrail.ingest.clauses.denials import Clause, Denials
from policytrail.ingest.clauses.disowning import ASIDES
from policytrail.ingest.clauses.standing import Predicate
from policytrail.ingest.finding import GENERIC, Finding, by_occasion, unique
from policytrail.ingest.words.wordlists import words

_W = words()
_FRONTED = frozenset(["as", "for", "in", "so", "to"])
_ANALYSING = frozenset(["aggregat", "analyz"])  # stems
_PROGRAMS = frozenset("program programme programmes programs".split())  # what they are for, they use data for
# What a provider has data worked on by.
_MACHINES = frozenset(
    """ai algorithm algorithms intelligence learning model models software system systems technique techniques technologies
    technology tool tools""".split()
)
_BEFORE_AIM = frozenset(", ; : ( – — order used".split())
_PEOPLE = _W["user"] | frozenset("any children people persons your".split())
# What parts a verb from its subject begins with these.
_OPENING_CLAUSES = frozenset("example we".split())
_DENIED_MEANS = frozenset([("instrument+denied", "collect"), ("active-use+denied", "use")])
_GROUNDS = frozenset(["LegalObligation", "LegitimateInterest"])
_PARTING = frozenset(["by", "if", "upon", "where", "with", *ASIDES.values()])
_ABOUT = _W["about"] - {"on"}


class Chains(Denials):
    """A sentence whose verbs are read together where they share their objects."""

    def is_worked(self, p: Predicate) -> bool:
        """Whether a machine is used for what an infinitive says: "we use software to analyse your messages"."""
        head = next((q for q in reversed(self.predicates) if q.last < p.start), None)
        if head is None or head.negated or "provider" not in head.subjects:
            return False
        if head.classes[0] != "use" or self.s.word(p.at) == "use":
            return False
        between = (head.last + 1, p.start - 1)
        if _MACHINES.isdisjoint(self.s.span(*between)) or self.of("data", *between):
            return False
        data = [m for m in self.of("data", p.last + 1, len(self.s.words) - 1) if m.first <= p.last + 3]
        # not "to process payments", which is what for
        return bool(data) and not any(m.last > p.at for m in self.of("purpose", p.start, p.last + 3))

    def read_chain(
        self, chain: list[Predicate], lo: int, start: int, hi: int, right: int | None = None
    ) -> None:
        """The findings of verbs that share objects, their clause between `start` and `hi`; fronted words from `lo`.

        `right`: where their objects begin, if not right after them.
        """
        clause = self.clause_around(chain, lo, start, hi, right or chain[0].last + 1)
        for p in chain:
            for finding in self.read_predicate(p, start, clause.right, clause.cut - 1, hi):
                self.complete(finding, p, clause)
                self.assert_or_deny(finding, p, clause)
                if self.is_only_processed(finding, p):
                    self.findings.append(replace(finding, action="collect", rule="handled"))

    def is_only_processed(self, finding: Finding, p: Predicate) -> bool:
        """ "We process your name and address": kinds of data that the provider has, where no "to" says what for."""
        return (
            finding.rule == "active-use"
            and self.processes(p)
            and not finding.purposes
            and finding.data != [GENERIC]
            and self.s.plain[-1] != ":"
            and not self.is_pointed(p.last + 1)
            and not any(
                self.s.word(k) == "to" and self.opens_purpose(k) for k in range(p.last + 1, finding.last)
            )
        )

    def clause_around(self, chain: list[Predicate], lo: int, start: int, hi: int, right: int) -> Clause:
        """What the words around a chain of verbs say for each of them."""
        head = chain[0]
        fronted = start - 1
        aside = self.aside(right, hi)
        right = aside[1] + 1 if aside else right
        cut = next((k for k in self.exceptions if right <= k <= hi), hi + 1)
        compelled = self.s.word(head.start + 1) == "us"  # "a court may | order us to disclose"
        around = [(lo, head.at - 1 if compelled else fronted)]
        parted = not _PARTING.isdisjoint(self.s.span(head.start, head.at))
        if parted or not _GROUNDS.isdisjoint(self.concepts("condition", head.start, head.at - 1)):
            # "we may, with your consent, share", "have a legal obligation to", "it is in our legitimate interest to"
            around.append((head.start, head.at - 1))
        around += [aside] if aside else []
        exceptions = [(a, b) for a, b in around if any(a <= k <= b for k in self.exceptions)]
        conditions = self.conditions(right, cut - 1)
        for a, b in around:
            if (a, b) not in exceptions:
                conditions += self.conditions(a, b)
        if head.voice == "passive" and "BusinessTransferEvent" in self.conditions(lo, head.at):
            # "in addition, in the event of a merger, your data are moved"
            conditions.append("BusinessTransferEvent")
        if self.needs_consent(head):
            conditions = unique([*conditions, "Consent"])
        in_front = [] if around[0] in exceptions else self.purposes_in_front(head, lo, fronted)
        inner = next(
            (k for k in range(head.start, head.at) if self.s.word(k + 1) in ASIDES.values()), head.at
        )
        if not exceptions and self.s.word(inner) in _W["modals"]:  # "we may, to bill you, share"
            in_front = in_front + self.concepts("purpose", inner, head.at - 1)
        if cut <= hi:
            exceptions.insert(0, (cut, hi))
        ways_out = [
            c
            for a, b in exceptions
            for c in self.conditions(a, b)
            if c == "OptOut" or self.s.word(a) == "without"
        ]  # "unless you ask us not to": what an exception leaves to the action itself
        named = self.concepts("purpose", right, cut - 1)
        purposes = self.purposes(right, cut - 1)
        if head.status == "infinitive":  # "to monitor usage" is a purpose itself
            purposes = unique(
                [m.concept for m in self.of("purpose", head.at, cut - 1) if m.first == head.at] + purposes
            )
        if self.earlier_purposes and not named and self.points_at_purposes(lo, hi):
            named = purposes = self.earlier_purposes
        if (tasks := self.tasks) and right <= tasks[0] < cut:
            # what vendors do, they receive data for
            purposes = unique(purposes + self.concepts("purpose", *tasks))
        if in_front:
            purposes, named = unique(in_front + purposes), unique(in_front + named)
        return Clause(
            lo, start, right, cut, hi, self.subject_before(head), conditions, ways_out, purposes, named, exceptions,
            alone=len(chain) == 1,
        )  # fmt: skip

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
        resulting = self.s.span(lo, lo + 2) == ["as", "a", "result"]
        if not resulting and (self.s.word(lo) in _FRONTED or self.s.word(lo) in ("and", "because")):
            found = self.concepts("purpose", lo, fronted)
        elif head.status == "main" and (self.front < head.start < self.front + 5 or self.shares_front(head)):
            found = self.concepts("purpose", 0, self.front) if self.front else []
        occasion = self.s.word(0) == "in" and self.s.word(2) in ("event", "case")
        return [] if occasion else found  # "in the event of fraud, ..."

    def shares_front(self, head: Predicate) -> bool:
        """ "To bill you, we need your address and may ask for your card": one subject, after what stands in front."""
        first = next((p for p in self.predicates if self.front < p.start < self.front + 5), None)
        joined = first is not None and first.at < head.at and first.subjects == head.subjects
        return (
            joined
            and not head.negated
            and head.start == head.at
            and ";" not in self.s.span(self.front, head.at)
        )

    def points_at_purposes(self, lo: int, hi: int) -> bool:
        """ "To do this", "for these purposes"; not "where we are required to do so by law"."""
        return any(
            self.s.word(k) == "do"
            and self.s.word(k + 1) in ("this", "that", "so", "these")
            and self.is_aim(k)
            and self.s.word(k + 2) != "for"  # "they may do so for their tasks"
            or self.s.word(k) in ("this", "these", "such") and self.s.word(k + 1) in ("purpose", "purposes")
            for k in range(lo, hi + 1)
        )  # fmt: skip

    def told_by(self, contact: Finding, clause: Clause) -> list[str]:
        """What for people are contacted "for these purposes", or by the channels of what was just told: "we may call you"."""
        aimed = self.s.word(clause.lo) in ("for", "to") and self.s.word(clause.lo + 1) not in (
            "example",
            "instance",
        )
        if clause.named:
            return clause.named if aimed else []
        alone = contact.data != ["ContactData"] and _W["about"].isdisjoint(self.s.said)
        return ["Marketing"] if alone and self.earlier_purposes == ["Marketing"] else []

    def is_aim(self, do: int) -> bool:
        """Whether "do this" is what for: "to do this, we use", "help us do this", "data to do so", not "if you ask us to do so"."""
        to, before = self.s.word(do - 1), self.s.word(do - 2)
        begins = do == 1 or before in _BEFORE_AIM or do - 2 in self.s.ends
        return begins if to == "to" else to == "us" and self.s.stem(do - 2) in _W["enabling"]

    def complete(self, finding: Finding, p: Predicate, clause: Clause) -> None:
        """Give what a verb says the extent, conditions and purposes of its clause."""
        met = self.beside_rules(clause.conditions, finding.retention)
        if finding.rule == "contact":
            met = self.met_for_contact(p, met)
        if finding.action in ("collect", "use") and "UserInitiated" in met:
            asked = self.conditions(clause.lo, clause.cut - 1, collects=True)
            met = [c for c in met if c != "UserInitiated" or c in asked]
        finding.conditions = unique(finding.conditions + met)
        if finding.rule == "contact" and "breach" in self.s.said:
            finding.purposes = ["UserCommunication"]  # what they are told of is not why
        elif finding.action in ("collect", "use", "share"):
            said = clause.named if finding.action == "use" else clause.purposes
            if finding.rule == "contact" and finding.purposes == ["UserCommunication"]:
                finding.purposes = self.told_by(finding, clause) or finding.purposes
            finding.purposes = unique(finding.purposes + said)
        own = clause.alone or finding.action == "use"
        if not finding.purposes and own and self.analyses(p, clause.hi):
            finding.purposes = ["Analytics"]
        if (
            not finding.purposes
            and finding.action == "use"
            and not _PROGRAMS.isdisjoint(self.s.span(p.start, p.at))
        ):
            finding.purposes = self.concepts("purpose", p.start, p.at) or list(self.earlier_purposes)
        if not finding.purposes and finding.action in ("collect", "use") and self.lets_users(clause):
            finding.purposes = ["ServiceProvision"]
        if "BusinessTransferEvent" in clause.conditions:
            self.hand_over(finding, p, clause)
        finding.first = clause.subject[0] if clause.subject else min(clause.lo, clause.start, finding.first)
        finding.last = clause.hi
        finding.modality = p.modality

    def lets_users(self, clause: Clause) -> bool:
        """ "We store your files so that you can open them anywhere": what people can do then is the service."""
        if "rights" in self.s.said:
            return False
        so = (k for k in range(clause.right, clause.hi) if self.s.word(k) == "so")
        subjects = (k + 1 + (self.s.word(k + 1) == "that") for k in so)
        return any(
            self.s.word(k) in ("you", "users") and self.s.word(k + 1) in _W["modals_may"] for k in subjects
        )

    def hand_over(self, finding: Finding, p: Predicate, clause: Clause) -> None:
        """Who receives, and what for, when a business is sold with its data."""
        if finding.rule == "passive-sell" and not p.negated:
            finding.action = "share"  # sold with the business
            finding.recipients = finding.recipients or ["Recipient"]
        if finding.action != "share":
            return
        finding.purposes = finding.purposes or ["BusinessTransfer"]
        if "transition" in self.s.span(clause.right, clause.hi):
            # "transition of service to another provider"
            finding.recipients = unique(["Recipient", *finding.recipients])
        acquired = "Acquirer" in self.concepts("recipient", clause.lo, clause.hi)
        if acquired and finding.recipients == ["ThirdParty"]:
            finding.recipients = ["Acquirer"]  # "to third parties, if we are acquired by them"

    def assert_or_deny(self, finding: Finding, p: Predicate, clause: Clause) -> None:
        """Keep a finding as what is done or, with what its exceptions affirm, as what is not."""
        ended = finding.action == "retain" and self.is_ended(p, clause.lo, clause.hi)
        if p.voice == "active":
            negated = not ended and (p.negated or self.is_none(clause.right))
        else:
            negated = not ended and p.negated or self.is_said_of_none(clause.start, p.at)
        negated |= finding.action in ("sell", "share") and self.is_with_nobody(clause.right, clause.cut)
        if negated and "OptOut" in finding.conditions and self.is_once_refused(clause.lo, clause.cut - 1):
            negated, finding.conditions = False, ["OptOut"]
        elif negated and (leave := self.leave_not_given(clause.lo, clause.hi)):
            negated, finding.conditions = False, [leave]
        if not negated:
            finding.conditions = unique(finding.conditions + clause.ways_out)
            self.findings += [each for item in self.by_item(finding, clause) for each in by_occasion(item)]
            return
        if self.is_of_things(finding, clause):
            return
        finding.polarity = "deny"
        self.deny(finding, clause)
        if finding.rule == "instrument+denied" and finding.purposes:
            finding.action = "use"  # "we do not use cookies for advertising"

    def by_item(self, finding: Finding, clause: Clause) -> list[Finding]:
        """ "To bill you; and to find you in an emergency": what one item of a list is met by is no condition of the others."""
        listed = finding.action == "use" and finding.rule != "contact"
        if not (listed and finding.conditions and finding.purposes):
            return [finding]
        begun = [k for k in range(clause.right, clause.cut) if self.s.word(k) == ";" or self.tells_aims(k)]
        items: list[tuple[list[str], list[str]]] = []  # purposes and conditions of those that have some
        for a, b in pairwise([*begun, clause.cut]):
            elsewhere = self.conditions(clause.lo, a - 1) + self.conditions(b, clause.cut - 1)
            met = [c for c in self.conditions(a, b - 1) if c in finding.conditions and c not in elsewhere]
            clause_of_its_own = not _OPENING_CLAUSES.isdisjoint(self.s.span(a + 1, a + 4))
            if met and not clause_of_its_own:
                items.append(([c for c in self.concepts("purpose", a, b - 1) if c in finding.purposes], met))
        own = {c for purposes, _ in items for c in purposes}
        others = [c for c in finding.purposes if c not in own]
        if not (items and others):
            return [finding]
        met_there = {c for _, met in items for c in met}
        always = [c for c in finding.conditions if c not in met_there]
        parts = [(others, always), *((purposes, always + met) for purposes, met in items)]
        return [replace(finding, purposes=purposes, conditions=met) for purposes, met in parts]

    def tells_aims(self, at: int) -> bool:
        """Whether a list ends in "and for the purposes that ...", which names none."""
        return self.s.span(at, at + 1) == ["and", "for"] and "purposes" in self.s.span(at + 2, at + 5)

    def without_denied_means(self, said: dict[int, list[Finding]], chains: list[list[Predicate]]) -> None:
        """ "We do not use cookies to collect your name": cookies may be used otherwise."""
        for at, findings in said.items():
            after = chains[at + 1][0] if at + 1 in said else None
            if after and after.negated and after.status == "infinitive" and chains[at][0].status == "main":
                findings[:] = [f for f in findings if (f.rule, f.action) not in _DENIED_MEANS]

    def is_of_things(self, finding: Finding, clause: Clause) -> bool:
        """ "We receive no information about how they work": what is of nobody is no denial of personal data."""
        return (
            finding.action == "collect"
            and finding.data == [GENERIC]
            and any(
                self.s.word(k) in _W["generic_nouns"]
                and self.s.word(k + 1) in _ABOUT
                and _PEOPLE.isdisjoint(self.s.span(k + 2, k + 4))
                for k in range(clause.right, clause.right + 4)
            )
        )

    def analyses(self, p: Predicate, hi: int) -> bool:
        """ "We aggregate your data": the verb itself says what for, unless a list of purposes follows."""
        verb = self.s.stem(p.at)
        combined = verb == "aggregat" and "with" in self.s.span(p.at, hi)  # "with other data": no statistics
        return verb in _ANALYSING and not combined and self.s.word(hi) != ":"
