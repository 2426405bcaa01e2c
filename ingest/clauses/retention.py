"""How long data are kept: verbs of keeping, deleting and remaining, with the rules and periods that go with them."""

from __future__ import annotations

from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.clauses.lasting import LASTING, LASTING_EVENTS, lasting, other_ends
from policytrail.ingest.clauses.standing import Predicate
from policytrail.ingest.clauses.triggers import on
from policytrail.ingest.finding import GENERIC, Finding, unique
from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import words

_W = words()
_LIMITING = frozenset("after as beyond if once till unless until upon when whenever while".split())
_ENDING = frozenset("after any beyond longer once until when".split())
_REMAINING = frozenset(["disappear", "expir", "laps", "persist", "remain"])
_OUTLASTING = frozenset(map(stem, "persist remain stay".split()))
_STAYING = frozenset(map(stem, "live reside sit stay".split()))
_AT_HAND = frozenset(["accessible", "available"])
_LASTING = _REMAINING | _STAYING | {"last", *map(stem, _AT_HAND)}
_WITH_US = (["in", "our"], ["with", "us"])
_TELLING_TIME = frozenset(map(stem, "keep kept long retain retention storage store".split()))
_BEFORE_PERIOD = frozenset(", : ( – — - are for is to up".split())
_TILL = frozenset("till unless until".split())
_TIMES = frozenset("duration period periods time times".split())
_PERIODS = frozenset(["long", "period", "periods", "times"])
_OPENING = frozenset(["if", "they", "we", "when", "where", "you"])
_LISTED = _W["generic_nouns"] | {"categories", "types", "kinds", "records"}
_DEMANDING = frozenset("compelled mandated obligated obliged required".split())
_SAFE = frozenset("accurate confidential confidentiality private safe secure security".split())
_DUTIES = frozenset("duty obligation obligations".split())
_KEEPING = frozenset(["retention", "storag", "stor", "retain"])
_PARTING = frozenset("after from unless until we when which".split())
_BEFORE_RULE = frozenset("after for until within".split())
_GONE = frozenset("deleted destroyed erased removed".split())
_DELETING = frozenset("delet destroy eras remov".split())
_CLOSING = _DELETING | frozenset(map(stem, "cancel close deactivate terminate".split()))
_IDLE = frozenset("accessed active logged signed used".split())  # what people do not do whose account sleeps
_GOING_ON = frozenset("continue continues still".split())
_SPANS = frozenset(["for", "until", "between", "only", "from", "up"])
_COMPLYING = frozenset(["comply", "complianc"])
_ASKING = frozenset(["ask", "instruct", "like", "request", "want", "wish"])
_ANSWERING = frozenset(["respond", "respons", "proces", "fulfil", "action"])
_KEPT_BY_US = frozenset("beacons cookie cookies pixels server servers".split())
_NEAR = 4  # words between "as long as" and what lasts, at most
_PREMISES = frozenset("cloud datacenter datacenters server servers".split())


class Retention(Arguments):
    """A sentence whose verbs of keeping and deleting can be read."""

    def hold(self, p: Predicate, data: list[str], lo: int, hi: int, *, collects: bool) -> list[Finding]:
        """Keeping or deleting: a retention rule where one is said, else keeping is collecting."""
        if not collects and self.is_requested(p) or self.is_no_duty(p):
            return []
        rules = [] if self.is_kept_safe(p) else self.rules(p, lo)
        if rules and self.lists_data():  # "we keep the following data for a year:"
            concepts = unique([m.concept for m in rules])
            return [Finding("retain", p.start, hi, "lead-in", data=[GENERIC], retention=concepts)]
        if rules:
            before = [d for d in self.data(lo, rules[0].first - 1)] if p.voice == "active" else []
            if pairs := self.pairs(p, before or data, rules, hi):
                return pairs
            concepts = unique([m.concept for m in rules] + self.other_ends(lo, hi))
            return [
                Finding(
                    "retain", p.start, hi, "retention", data=before or data or [GENERIC], retention=concepts
                )
            ]
        if self.s.plain[-1] == ":" and not _PERIODS.isdisjoint(self.s.said):
            return [Finding("retain", p.start, hi, "lead-in", data=data or [GENERIC])]
        if collects and data and self.s.span(p.start - 2, p.start - 1) != ["how", "long"]:
            return [Finding("collect", p.start, hi, "active-hold", data=data)]
        return []

    def pairs(self, p: Predicate, data: list[str], rules: list[Mention], hi: int) -> list[Finding]:
        """ "We keep calls for 90 days and messages for a month": data with a period of their own, where there are several."""
        found: list[Finding] = []
        start = p.start
        for rule, following in zip(rules, [*rules[1:], None], strict=True):
            last = following.first - 1 if following else hi
            found.append(Finding("retain", start, last, "retention", data=data, retention=[rule.concept]))
            joint = next((k for k in range(rule.last + 1, last) if self.s.word(k) in ("and", ",", ";")), None)
            if following is None:
                break
            while self.s.word(last) in _BEFORE_RULE:
                last -= 1
            named = self.data(joint, last) if joint is not None else []
            if not named or set(self.s.span(joint or 0, last)) & _PARTING:
                return []
            start, data = joint or start, named
        return found if len(found) > 1 else []

    def lists_data(self) -> bool:
        """Whether a sentence announces a list of data: "the following information ...:"."""
        if self.s.plain[-1] != ":" or "following" not in self.s.said:
            return False
        at = self.s.plain.index("following")
        return not _LISTED.isdisjoint(self.s.span(at + 1, at + 3))

    def rules(self, p: Predicate, lo: int) -> list[Mention]:
        """The retention rules of a verb: behind it, and in front of its clause."""
        # "we keep your name, and call records are deleted after a year": up to the next verb of keeping
        after = (q for q in self.predicates if q.start > p.last and q.status == "main" and q.chain != p.chain)
        own = (q.start - 1 for q in after if q.classes[0] in ("hold", "dispose"))
        end = min(next(own, len(self.s.plain) - 1), self.outcome(p.last) - 1)
        before = [
            q
            for q in self.predicates
            if q.last < p.start
            and not (
                q.status == "relative" and q.subjects == {"user"}
            )  # "photos that you sent us are deleted"
            # "until you delete your account, we keep them": part of how long
            and not ("hold" in p.classes and not _TILL.isdisjoint(self.s.span(q.start - 2, q.start)))
        ]
        # "if you close your account, we delete your data": when is told by another verb
        told = "dispose" in p.classes and bool(before) and before[-1].status == "subordinate"
        earlier = -1 if told and len(before) == 1 else max((q.last for q in before), default=-1)
        # what stands behind an earlier verb is in front of this one only after a comma
        opened = next((k for k in range(earlier, p.start) if self.s.word(k) in (",", ";")), p.start)
        clauses = [k for k in range(p.start) if self.s.word(k) == "and" and self.s.word(k + 1) in _OPENING]
        if before and before[-1].classes[0] == "hold":  # "we keep it as the law requires, and then delete it"
            clauses += [k for k in range(earlier, p.start) if self.s.word(k) == "and"]
        opened = max([0 if earlier < 0 else opened, *clauses])
        # "tickets are closed and, after two years, deleted": within the verb's own words too
        behind = [
            m
            for m in self.of("retention", p.start, end)
            if (
                m.last >= lo or m.concept.startswith("FixedPeriod") and "and" not in self.s.span(m.last, p.at)
            )
            and self.is_rule(m)
        ]
        fronted = [m for m in self.of("retention", opened, p.start - 1) if self.is_rule(m)]
        if "dispose" in p.classes and any(m.concept.startswith("FixedPeriod") for m in behind):
            # "once you close your account, we delete it within a month": what the period counts from
            fronted = [m for m in fronted if m.concept.startswith("FixedPeriod")]
        elif not _GOING_ON.isdisjoint(
            self.s.span(p.start, p.at)
        ):  # "once you close your account, we still keep it to"
            fronted = [m for m in fronted if m.concept != "WhileAccountActive" or not behind]
        found = behind + fronted or self.lasting(p, opened, lo)
        if "dispose" in p.classes:  # "deleted in accordance with the law" is no rule
            found = [m for m in found if "accordance" not in self.s.span(m.first, m.last)]
        demanded = [m for m in self.of("condition", 0, end) if m.concept == "LegalObligation"]
        if not _COMPLYING.isdisjoint(self.s.stems):
            demanded += [m for m in self.of("purpose", lo, end) if m.concept == "LegalCompliance"]
        if demanded and self.s.stem(p.at) in ("retain", "keep") and not p.negated:
            others = set(self.concepts("purpose", lo, end)) - {"LegalCompliance"}
            if others and {m.concept for m in found} <= {"LegalRetention"}:
                found.insert(0, demanded[0]._replace(scheme="retention", concept="AsLongAsNecessary"))
            found.append(demanded[0]._replace(scheme="retention", concept="LegalRetention"))
        if self.is_demanded(p) and "LegalRetention" not in (m.concept for m in found):
            found.append(Mention("retention", "LegalRetention", p.at, p.at))
        if any(m.concept == "LegalRetention" and m.first <= p.at for m in found):
            found = [
                m for m in found if m.concept != "ReasonablePeriod"
            ]  # "laws have us keep it for some time"
        return found

    def outcome(self, lo: int) -> int:
        """Where a clause begins that tells what follows: "we keep no logs, so after a week nobody knows", else behind the end."""
        last = len(self.s.plain)
        if "so" not in self.s.said:
            return last
        so = (k for k in range(lo, last) if self.s.span(k, k + 1) == [",", "so"])
        return next((k for k in so if self.s.word(k + 2) not in ("long", "that")), last)

    def lasting(self, p: Predicate, opened: int, lo: int) -> list[Mention]:
        """What a clause after or in front of a verb tells where no label does ("until the account has been closed")."""
        deleted = "dispose" in p.classes
        if (LASTING_EVENTS if deleted else LASTING).isdisjoint(self.s.said):
            return []
        stems = [w.stem for w in self.s.words]
        end = next(
            (q.start - 1 for q in self.predicates if q.start > p.last and q.status == "main"), len(stems) - 1
        )
        for first, last in ((lo, end), (opened, p.start - 1)):
            if concept := lasting(self.s.plain, stems, first, last, deleted=deleted):
                return [Mention("retention", concept, last, last)]
        return []

    def beside_rules(self, met: list[str], rules: list[str]) -> list[str]:
        """The conditions of keeping that its rules do not tell already: "as the law requires" is how long, but not "if we have a legal duty"."""
        if "LegalRetention" not in rules or any(
            m.concept == "LegalObligation" and "if" in self.s.span(m.first - 4, m.first)
            for m in self.s.by_scheme.get("condition", ())
        ):
            return met
        return [c for c in met if c != "LegalObligation"]

    def is_no_duty(self, p: Predicate) -> bool:
        """ "We are under no obligation to store it for ever": nothing is said of how long."""
        group = self.s.span(p.start - 6, p.at)
        return "no" in group and not _DUTIES.isdisjoint(group)

    def is_kept_safe(self, p: Predicate) -> bool:
        """ "We keep your name confidential as the law requires": how it is kept, and not how long."""
        if self.s.stem(p.at) != "keep" or "hold" in self.s.said:
            return False  # "and hold on to it for a year"
        object_ = next((m.last for m in self.of("data", p.at, p.at + 8)), p.at + 1)
        return self.s.word(object_ + 1) in _SAFE

    def is_demanded(self, p: Predicate) -> bool:
        """Whether data have to be kept: "we are required to retain records", but not "to keep them confidential"."""
        group = self.s.span(p.start, p.at)
        if _DEMANDING.isdisjoint(group) or "hold" not in p.classes or p.negated or "contractually" in group:
            return False
        return _SAFE.isdisjoint(self.s.span(p.at, len(self.s.plain)))

    def periods(self, lo: int, hi: int) -> list[str]:
        """The retention rules named between two positions."""
        named = [m.concept for m in self.of("retention", lo, hi) if self.is_rule(m)]
        return unique(named + self.other_ends(lo, hi) if named else named)

    def other_ends(self, lo: int, hi: int) -> list[str]:
        """What else ends the keeping, after the "or" of "until you tell us to or close your account"."""
        if "or" not in self.s.said or "until" not in self.s.said:
            return []
        return other_ends(self.s.plain, [w.stem for w in self.s.words], lo, hi)

    def is_rule(self, m: Mention) -> bool:
        """Whether words of time say how long data are kept, not how old people are or when requests are answered."""
        near = self.s.span(m.first - 4, m.first)
        if m.concept.startswith("FixedPeriod"):
            return not ("request" in self.s.stems and not _ANSWERING.isdisjoint(self.s.stems))
        if m.concept == "ReasonablePeriod":  # "a period of three months"
            if not _IDLE.isdisjoint(self.s.span(m.first - 10, m.first)) and "not" in self.s.span(
                m.first - 10, m.first
            ):
                return False  # "if you have not logged in for a long time"
            fixed = [
                f
                for f in self.of("retention", m.first - 8, m.last + 6)
                if f.concept.startswith("FixedPeriod")
            ]
            return not any(f.first - m.last <= 5 and m.first - f.last <= 3 for f in fixed)
        if m.concept == "UntilWithdrawal":
            return not _LIMITING.isdisjoint(near) or "request" in self.s.span(m.first, m.last)
        if m.concept == "Indefinite" and not _GONE.isdisjoint(self.s.span(m.first - 1, m.last + 1)):
            return False  # "permanently deleted"
        if m.concept == "Indefinite" and "available" in self.s.span(m.first, m.last):
            return len(self.of("retention", 0, len(self.s.plain) - 1)) == 1  # "remain available for a month"
        if m.concept == "WhileAccountActive":  # "persistent cookies remain even after you close your browser"
            return "even" not in near and "browser" not in self.s.span(m.first, m.last + 2)
        if self.s.word(m.last) == "as" and any(
            r.first <= m.last + _NEAR for r in self.of("retention", m.last + 1, m.last + 2 * _NEAR)
        ):
            return False  # "only as long as your account is active"
        if self.s.word(m.first) == "after" and self.s.word(m.last) == "browser":
            return self.s.stems.isdisjoint(
                _OUTLASTING
            )  # "persistent cookies stay after you close your browser"
        # what is agreed, and not for how long: "as described in the terms of service"
        return m.concept != "ContractDuration" or self.s.word(m.first) != "terms"

    def is_requested(self, p: Predicate) -> bool:
        """ "You may ask us to delete your data": a right, no rule (guideline 8)."""
        before = range(max(0, p.at - 10), p.at)
        # "we honor your request and will delete your data"
        clause = next(
            (k for k in reversed(before) if self.s.word(k) == "and" and self.s.word(k + 1) == "will"), 0
        )
        before = range(max(before.start, clause), p.at)
        asking = any(self.s.stem(k) in _ASKING for k in before)
        return asking and any(self.s.word(k) in _W["user"] or self.s.word(k) == "to" for k in before)

    def is_ended(self, p: Predicate, lo: int, hi: int) -> bool:
        """ "We do not keep it any longer than necessary": what is denied says until when it is kept."""
        return p.negated and not _ENDING.isdisjoint(self.s.span(lo, hi))

    def read_period(self) -> None:
        """ "The retention period for call records is 12 months", "this retention period could be two years"."""
        alone = bool(self.latest) and self.s.span(0, 1) == ["the", "period"]  # of what was just named
        if not alone and _KEEPING.isdisjoint(self.s.stems) or self.tells("retain"):
            return
        end = len(self.s.plain) - 1
        at = next((k for k in range(min(8, end)) if self.s.word(k) in _TIMES), None)
        if at is None or not alone and _KEEPING.isdisjoint((self.s.stem(at - 1), self.s.stem(at + 2))):
            return
        be = next((k for k in range(at, min(at + 12, end)) if self.s.word(k) in _W["be"]), None)
        if be is None or any(p.status == "main" and p.at < be for p in self.predicates):
            return
        rules = self.periods(be, end)
        named = [d for d in self.data(at, be) if d != GENERIC]
        about = (
            named or (self.latest if alone else []) or ([GENERIC] if self.s.word(0) in _W["pointers"] else [])
        )
        if rules and about:
            self.findings = [f for f in self.findings if f.action != "collect"]
            self.findings.append(Finding("retain", 0, end, "period", data=about, retention=rules))

    @on(stems=_TELLING_TIME, unless="retain")
    def read_schedule(self) -> None:
        """ "How long we keep data: call records, 18 months; voicemail for 30 days": data with a period right behind each."""
        end = len(self.s.plain) - 1
        pairs = []
        for rule in self.of("retention", 2, end):
            at = rule.first - 1
            while self.s.word(at) in _BEFORE_PERIOD and at > rule.first - 4:
                at -= 1
            if (
                rule.concept.startswith("FixedPeriod")
                and (named := self.s.ends.get(at))
                and named.scheme == "data"
            ):
                pairs.append((named, rule))
        if len(pairs) > 1:
            self.findings += [
                Finding("retain", d.first, r.last, "schedule", data=[d.concept], retention=[r.concept])
                for d, r in pairs
            ]

    @on(words=["account"], unless="retain")
    def read_account_deleted(self) -> None:
        """ "Deleting your account removes your messages", "after a year your account is deleted along with your files"."""
        at, end = self.s.plain.index("account"), len(self.s.plain) - 1
        verb = next((k for k in range(at + 1, min(at + 5, end)) if self.s.stem(k) in _DELETING), None)
        if verb is None:
            return
        closing = self.s.stem(at - 2) in _CLOSING and self.s.word(at - 2).endswith("ing")
        joint = next((k for k in range(verb + 1, min(verb + 4, end)) if self.s.word(k) == "with"), None)
        if closing:
            data, rules = self.data(verb + 1, end), ["WhileAccountActive"]
        elif joint is not None and self.s.word(joint - 1) in ("along", "together"):
            data, rules = self.data(joint + 1, end), self.periods(0, end)
        else:
            return
        if data and rules:
            self.findings.append(Finding("retain", 0, end, "account-deleted", data=data, retention=rules))

    @on(stems=_LASTING, unless="retain")
    def read_remaining(self) -> None:
        """ "Session cookies expire when you close your browser", "posts may remain available indefinitely"."""
        end = len(self.s.plain) - 1
        lasting = {
            k
            for k in range(1, end)
            if self.s.word(k) in ("last", "lasts")
            and self.s.word(k + 1) in _SPANS
            or self.s.word(k) in _AT_HAND
            and self.s.word(k + 1) == "for"
            or self.s.stem(k) in _STAYING
            and (self.s.word(k + 1) in ("on", "stored") or self.s.span(k + 1, k + 2) in _WITH_US)
        }
        for at in (k for k in range(1, end) if self.s.stem(k) in _REMAINING or k in lasting):
            if "unless" in self.s.span(0, at):
                continue  # "we list your name unless you ask that it remain private"
            named = [m for m in self.of("data", max(0, at - 12), at - 1)]
            rules = self.periods(0, end)
            if self.s.stem(at) == "remain" and LASTING.isdisjoint(self.s.said):
                # "if you close your account, your posts remain": also beyond
                rules = [r for r in rules if r != "WhileAccountActive"]
            if named and rules:
                self.findings.append(
                    Finding(
                        "retain", 0, end, "remaining", data=self.data(named[0].first, at - 1), retention=rules
                    )
                )
                return

    def is_on_device(self, lo: int, hi: int) -> bool:
        """Whether data stay with the user: "stored on your device", but neither in a cookie there nor on a server too."""
        place = next(
            (
                k
                for k in range(lo, min(hi, lo + 6))
                if self.s.word(k) in ("on", "in", "by", "within")
                and self.s.word(k + 1) in _W["possessives"]
                and any(w.removesuffix("s") in _W["own_devices"] for w in self.s.span(k + 2, k + 4))
            ),
            None,
        )
        if place is None:
            return False
        alone = self.s.word(place + 1) == "your" and {"us", "our"}.isdisjoint(self.s.span(lo, hi))
        return _KEPT_BY_US.isdisjoint(self.s.span(lo, place) if alone else self.s.plain)

    def held_where(self, lo: int, hi: int) -> list[str]:
        """Companies in whose place data are kept: "stored on Zyxcorp's servers", "in the Zyxcorp cloud", "with Zyxcorp"."""
        for m in self.of("recipient", lo, min(lo + 9, hi)):
            if m.concept.startswith("org:"):
                before = m.first - 1 - (self.s.word(m.first - 1) in _W["determiners"])
                after = self.s.word(m.last + 1)
                theirs = (
                    after in _PREMISES or self.s.word(before) == "of" and self.s.word(before - 1) in _PREMISES
                )
                there = theirs or before == lo and self.s.word(before) == "with"
                return [m.concept] if there else []
        return []
