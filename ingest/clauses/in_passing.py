"""What clauses beside the main ones tell: "the location data that we collect", "where we use your name for ads"."""

from __future__ import annotations

from policytrail.ingest.clauses.exposure import HANDING, Exposure
from policytrail.ingest.clauses.standing import Predicate
from policytrail.ingest.clauses.triggers import on
from policytrail.ingest.finding import ANAPHOR, GENERIC, Finding

_OCCASIONS = frozenset(["when", "whenever"])
_SUPPOSING = _OCCASIONS | {"if"}
_CASES = _OCCASIONS | {"where", "wherever"}
_NEEDING = frozenset("compelled do have must need obliged required".split())
_BEFORE_IF = frozenset(["", ",", ";", "and", "but"])
_STANDING = frozenset(["main", "subordinate"])
_IMPERSONAL = frozenset(["AggregatedData", "AnonymisedData"])


class InPassing(Exposure):
    """A sentence whose relative and circumstantial clauses can be read."""

    def in_passing(self, said: list[Finding]) -> list[Finding]:
        """What clauses beside the main ones tell that is not among what the sentence says (`said`)."""
        self.findings = list(said)
        self.read_cases()
        self.read_gathered()
        return self.findings[len(said) :]

    @on(words=_SUPPOSING)
    def read_occasions(self) -> None:
        """ "When we share your data with carriers, we ask them to protect it" says that it is shared, "if we need to share it" too."""
        for p in self.predicates:
            if (
                p.status != "subordinate"
                or p.negated
                or "provider" not in p.subjects
                or not {"disclose", "give", "sell"} & set(p.classes)
                or self.s.word(p.start - 1) not in _SUPPOSING
            ):
                continue
            supposed = self.s.word(p.start - 1) == "if"
            needed = not _NEEDING.isdisjoint(self.s.span(p.start, p.at))
            if supposed and (not needed or "sell" in p.classes or self.s.word(p.start - 2) not in _BEFORE_IF):
                continue  # "to see if we share it"
            end = self.end_of_occasion(p)
            data, who = self.objects(p.last + 1, end), self.recipients(p.last + 1, end)
            if data and who:
                action = "sell" if p.classes[0] == "sell" else "share"
                # "when we share reports with advertisers, we do not disclose your name"
                for f in self.findings:
                    if f.action == "share" and f.polarity == "deny" and f.recipients == ["Recipient"]:
                        f.recipients = list(who)
                met = self.conditions(end, len(self.s.words) - 1) if supposed else []
                self.findings.append(
                    Finding(action, p.start, end, "occasion", modality=p.modality, data=data, recipients=who, conditions=met)
                )  # fmt: skip

    @on(words=["which"], unless="share")
    def read_passed_on(self) -> None:
        """ "We collect your name, which may then be shared with couriers": a clause beside data tells who gets them."""
        for p in self.predicates:
            if p.status != "relative" or p.negated or HANDING.isdisjoint(p.classes[:1]):
                continue
            which = next((k for k in range(p.at - 1, p.at - 7, -1) if self.s.word(k) == "which"), 0)
            last = which - 2
            if self.s.word(last) == ")":
                last = next((k for k in range(last, 0, -1) if self.s.word(k) == "("), 0) - 1
            named = self.s.ends.get(last)
            ours = p.voice == "passive" or "provider" in p.subjects
            if not ours or self.s.word(which - 1) != "," or named is None or named.scheme != "data":
                continue
            first = self.first_listed(named)
            end = min(p.last + 12, len(self.s.words) - 1)
            if who := self.recipients(p.last + 1, end):
                why = self.purposes(p.last + 1, end)
                self.findings.append(
                    Finding("share", first, end, "passed-on", data=self.data(first, which - 2), recipients=who, purposes=why)
                )  # fmt: skip

    def end_of_occasion(self, p: Predicate) -> int:
        """Where a clause ends that tells an occasion: before the clause that it belongs to."""
        last = len(self.s.words) - 1
        opened = (
            k
            for k in range(p.last, last)
            if self.s.span(k, k + 1) in ([",", "we"], [",", "you"], [",", "your"])
        )
        others = (q.start - 1 for q in self.predicates if q.start > p.last and q.status in _STANDING)
        return min(next(opened, last), next(others, last))

    def read_cases(self) -> None:
        """ "Where we use your data for marketing, you may object" says that they are used so."""
        if _CASES.isdisjoint(self.s.said):
            return
        for p in self.predicates:
            ours = p.status == "subordinate" and p.subjects == {"provider"} and p.classes[0] == "use"
            if not ours or p.negated or self.s.word(p.start - 1) not in _CASES or self.is_being(p.start - 2):
                continue  # "this is where we use it"
            end = self.end_of_occasion(p)
            if "than" in self.s.span(p.last, end):
                continue  # "for purposes other than billing"
            data, why = self.objects(p.last + 1, end), self.purposes(p.last + 1, end)
            said = {(d, c) for f in self.findings for d in f.data for c in f.purposes}
            if data and any((d, c) not in said for d in data for c in why):
                self.findings.append(
                    Finding("use", p.start, end, "occasion", modality=p.modality, data=data, purposes=why)
                )

    def read_gathered(self) -> None:
        """ "The location data that we collect are kept safe": what a clause tells of a kind of data in passing."""
        for p in self.predicates:
            ours = p.status == "relative" and p.voice == "active" and p.subjects == {"provider"}
            if not ours or p.classes[0] != "obtain" or p.negated:
                continue
            named = self.s.ends.get(p.start - 1 - (self.s.word(p.start - 1) in ("that", "which")))
            if named is None or named.scheme != "data" or named.concept in _IMPERSONAL | {GENERIC, ANAPHOR}:
                continue  # "we aggregate the information we collect"
            if not any(f.action == "collect" and named.concept in f.data for f in self.findings):
                self.findings.append(
                    Finding(
                        "collect", named.first, p.last, "gathered", modality=p.modality, data=[named.concept]
                    )
                )
