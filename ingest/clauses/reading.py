"""From the verbs of a sentence to what it says: clauses with their extent, exceptions and denials."""

from __future__ import annotations

from itertools import pairwise

from policytrail.ingest.clauses.agreements import Agreements
from policytrail.ingest.clauses.arriving import Arriving
from policytrail.ingest.clauses.chains import Chains
from policytrail.ingest.clauses.collecting import Collecting
from policytrail.ingest.clauses.conditions import is_needless
from policytrail.ingest.clauses.defining import Definitions
from policytrail.ingest.clauses.in_passing import InPassing
from policytrail.ingest.clauses.patterns import Patterns
from policytrail.ingest.clauses.reaching import Reaching
from policytrail.ingest.clauses.receiving import Receiving
from policytrail.ingest.clauses.standing import Predicate
from policytrail.ingest.clauses.triggers import Readers
from policytrail.ingest.clauses.verbs import gets_messages
from policytrail.ingest.clauses.ways_out import WaysOut
from policytrail.ingest.finding import GENERIC, Finding, unique
from policytrail.ingest.words.wordlists import words

_W = words()
_SUBORDINATORS = _W["circumstances"]
_GATHERING = frozenset("collect compil obtain".split())
_FRONTING = frozenset("after if in once upon when where with".split())
_BREAKING = frozenset(["(", ";", "about", "for"])
_OPENING = _W["before_subject"]
_DOING_SO = (["do", "so"], ["do", "that"], ["do", "this"], ["may", "do"])
_INTRODUCING = (_W["determiners"] | {"only"}) - {"a", "an"}  # what the words for data begin with
_RESOLVED = _W["resolved"]
_LETTING = frozenset("allow enabl permit".split())  # stems
_STOPPING = frozenset(", ; : . and or us we".split())
_POINTING = frozenset(["it", "they"])
_ADDRESSED = frozenset(["Customer", "OtherUser", "Recipient"])  # to whom messages go, and not data
_REMARKING = frozenset("it these they this we".split())
_BREAKING_OFF = frozenset(", ; : .".split())
# What goes on after a comma without a subject.
_GOING_ON = _W["openers"] | frozenset("and either for from in on or through to via with".split())
_ON_OCCASION = frozenset(["if", "when", "whenever"])
_PARTING = frozenset("; but however though".split())


class Reading(
    Chains, InPassing, Patterns, Reaching, Agreements, WaysOut, Collecting, Arriving, Receiving, Definitions
):
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
        end = reach = len(self.s.words) - 1
        said: dict[int, list[Finding]] = {}
        for i in range(len(ordered) - 1, -1, -1):
            chain = ordered[i]
            lo = 0 if i == 0 else starts[i]
            self.findings = []
            raised = self.raised(chain, ordered[i + 1]) if i + 1 < len(ordered) else None
            if raised is None:
                reach = self.parted(chain, min(max(end, chain[0].last), self.bracketed(chain[0].at)))
            self.read_chain(chain, lo, starts[i], reach, raised)
            if self.findings:
                said[i] = self.findings
                end = starts[i] - 1
            if i and (joint := self.turned(chain[0], ordered[i - 1][0])):
                end = joint - 1
        self.without_denied_means(said, ordered)
        self.findings = [f for i in sorted(said) for f in said[i]]
        self.pass_on_conditions(ordered[0][0].start if ordered else 0, [said[i] for i in sorted(said) if i])
        self.pass_on_purposes([(ordered[i][0], said[i]) for i in sorted(said)])
        for read, unless in _READERS.set_off(self.s.said, self.s.stems):
            if not unless or not (self.findings if unless == "anything" else self.tells(unless)):
                read(self)
        return self.findings

    def bracketed(self, verb: int) -> int:
        """The last word that a verb in brackets can reach: "calls (but we do not keep what is said) and messages"."""
        last = len(self.s.words) - 1
        if not self.is_bracketed(verb):
            return last
        # not "we (and others may use) cookies"
        return next((k - 1 for k in range(verb + 2, last) if self.s.word(k) == ")"), last)

    def is_bracketed(self, at: int) -> bool:
        """Whether a word stands in brackets."""
        if "(" not in self.s.said:
            return False
        return next((self.s.word(k) for k in range(at, -1, -1) if self.s.word(k) in ("(", ")")), "") == "("

    @property
    def only_remarks(self) -> bool:
        """Whether all that is said stands in brackets beside data: "your phone number (which we use to call you)"."""
        if "(" not in self.s.said or not self.of("data", 0, self.s.plain.index("(")):
            return False
        told = [p.at for p in self.predicates if p.status != "relative" or self.is_bracketed(p.at)]
        return bool(told) and all(map(self.is_bracketed, told))

    def turned(self, p: Predicate, previous: Predicate) -> int | None:
        """Where "and does not use it for ads" begins, which is no part of the clause before: "bills you and does not ..."."""
        carried = (
            p.start == p.at and p.subjects == previous.subjects and p.status == previous.status == "main"
        )
        if not carried or not p.negated or previous.negated:
            return None
        return next((k for k in range(p.at - 1, p.at - 5, -1) if self.s.word(k) in ("and", "but")), None)

    def raised(self, chain: list[Predicate], following: list[Predicate]) -> int | None:
        """Where the objects begin that a verb shares with the next subject's: "we collect, and others can see, your status"."""
        last, after = chain[-1].last, following[-1].last
        shares = chain[0].voice == following[0].voice == "active" and self.s.word(after + 1) == ","
        joined = self.s.word(last + 1) == "," and self.s.word(last + 2) in ("and", "or", "but")
        return after + 2 if shares and joined and following[0].at < last + 9 else None

    def parted(self, chain: list[Predicate], end: int) -> int:
        """Where a clause with data ends: before ", and we", "; we" or ", but they", whatever that goes on with, but for "we do this to"."""
        for at in range(chain[-1].last + 2, end):
            remark = self.s.word(at - 1) in ("–", "—") and self.s.word(at) in _REMARKING
            if remark and self.s.word(at + 1) in _W["be"] | _W["modals"]:
                return at - 2 if self.of("data", 0, at) else end  # "your name – this is no secret"
            before = at - 1 if self.s.word(at - 1) == ";" else at - 2
            joined = self.s.word(at - 1) in (";", "and", "but") and self.s.word(before) in (",", ";")
            other = self.s.word(at) == "we" or self.s.word(at) in _POINTING and self.s.word(at - 1) == "but"
            alone = self.s.word(at) == "they" and self.s.word(at - 1) in ("and", "or")
            apart = self.s.word(at - 2) == "," or bool(self.of("data", 0, at - 2))
            if alone and apart and self.s.word(at + 1) in _W["modals"]:
                return at - 2
            if joined and other and self.s.span(at + 1, at + 2) not in _DOING_SO:
                return before if self.of("data", 0, before) else end
        return end

    def pass_on_conditions(self, start: int, later: list[list[Finding]]) -> None:
        """What a sentence begins with ("if we are acquired, ...") holds for all its clauses up to a "but"."""
        for f in [f for findings in later for f in findings] if "then" in self.s.said else ():
            if ["only", "then"] in (self.s.span(k, k + 1) for k in range(f.first, f.last)):
                # "if a court demands it; we hand it over only then"
                f.conditions = unique(f.conditions + self.conditions(0, f.first - 1))
        met = [c for c in self.conditions(0, start - 1) if c != "OptOut"] if later else []
        if not met or self.s.word(0) not in _FRONTING:
            return
        for findings in later:
            for f in findings:
                if f.polarity == "affirm" and _PARTING.isdisjoint(self.s.span(start, f.first)):
                    f.conditions = unique(f.conditions + met)

    def pass_on_purposes(self, clauses: list[tuple[Predicate, list[Finding]]]) -> None:
        """What "to track usage for our statistics" is for, its main clause "we use cookies" is for too."""
        for (before, earlier), (head, findings) in pairwise(clauses):
            if self.is_beside(before, head):  # "we may record the call or keep a note to train our staff"
                for f in earlier:
                    f.purposes = f.purposes or unique([p for g in findings for p in g.purposes])
        main: list[Finding] = []
        after = 0
        for head, findings in clauses:
            if head.status != "infinitive":
                after = head.last
                main = [f for f in findings if f.polarity == "affirm" and f.action != "sell"]
            elif not head.negated and _W["modals"].isdisjoint(self.s.span(after, head.start)):
                purposes = [p for f in findings for p in f.purposes] + self.coordinated(head)
                for f in main:
                    f.purposes = unique(f.purposes + purposes)
                if self.s.stem(head.at) in _GATHERING:
                    # "to gather statistics": what the main clause is for, not what statistics are for
                    for f in findings:
                        f.purposes = [
                            p for p in f.purposes if p != "Analytics" or not self.is_verb_of(head, p)
                        ]

    def is_beside(self, before: Predicate, head: Predicate) -> bool:
        """Whether a verb stands beside another after "or", so that both are for what is said behind them."""
        beside = self.s.word(head.start - 1) == "or"
        if head.start < head.at:  # "or we may ask for your postcode, to find shops"
            to = next((k for k in range(head.last, len(self.s.words)) if self.s.word(k) == "to"), 0)
            beside = beside and any(
                self.s.span(k, k + 1) == [",", "to"] for k in range(to - 1, len(self.s.words))
            )
        alike = before.subjects == head.subjects and before.status == head.status == "main"
        return beside and alike and not (before.negated or head.negated)

    def coordinated(self, head: Predicate) -> list[str]:
        """Purposes that go on from an infinitive: "to collect statistics, bill you and improve our services"."""
        later = (p.start for p in self.predicates if p.status == "main" and p.start > head.last)
        return [
            m.concept
            for m in self.of("purpose", head.last + 1, min(later, default=len(self.s.words)))
            if self.s.word(m.first) in _W["infinitives"]
            and self.s.word(m.first - 1 - (self.s.word(m.first - 1) == "to")) in _W["connectors"]
        ]

    def is_verb_of(self, head: Predicate, purpose: str) -> bool:
        """Whether the words of a purpose begin with a verb."""
        return any(
            m.first == head.at and m.concept == purpose
            for m in self.of("purpose", head.at, len(self.s.words))
        )

    def counts(self, p: Predicate) -> bool:
        """An infinitive or gerund that says something of its own ("we use cookies to collect your name")."""
        if self.needs_consent(p) or p.subjects == {"provider"} and is_needless(self.s, p.start - 1, p.at):
            return True
        if p.status == "subordinate":
            return False
        if p.status == "gerund":
            return self.s.stem(p.at - 1) == "involv" or (
                self.s.word(p.at - 1) in ("when", "while", "including", "by", "include", "includes")
                and p.classes[0] in ("obtain", "disclose")
                and self.s.word(0) != "when"
                # an item "to verify you when receiving your questions"
                and (self.s.word(0) != "to" or self.s.word(p.at - 1) not in ("when", "while"))
                and "purposes"
                not in self.s.span(p.at - 3, p.at - 2)  # "for many purposes, including tracking visits"
            )
        rights = [k for k in range(p.start) if self.s.word(k) in ("right", "rights")]
        if any(self.s.word(k) in _W["user"] for at in rights for k in range(at - 4, at)):
            return False  # "you have the right to transmit your data"
        if self.s.span(p.start - 2, p.start - 1) == ["no", "right"] or "portability" in self.s.said:
            return False  # "who has no right to get it", "the right to portability lets you have it moved"
        brings = self.s.word(p.at) == "get" or gets_messages(self.s, p.at)
        if p.status == "infinitive" and (brings or self.is_let_to_others(p.start)):
            return False  # "tell us your city to get local news"
        if p.status == "infinitive" and self.is_aim_of_user(p):
            return False
        if p.classes[0] in ("hold", "dispose") and self.of("retention", p.last, len(self.s.words) - 1):
            return True
        if not _W["fought"].isdisjoint(w.stem for w in self.s.words[p.last + 1 : p.last + 4]):
            return False  # "to detect fraudulent use" is what for
        promises = {"policy", "practice", "commit", "committed", "promise"} | (
            {"designed"} if p.negated else set()
        )
        said = self.s.span(0, p.start - 1) if p.negated else self.s.span(p.start - 1, p.start - 1)
        if p.classes[0] in ("obtain", "disclose", "sell") and not promises.isdisjoint(said):
            return True
        if self.s.word(p.start - 1) in ("not", "never", "attempt", "attempts"):
            resolved = self.s.word(p.start - 2) in _RESOLVED and "we" in self.s.span(p.start - 6, p.start - 3)
            return p.negated and resolved  # "we have decided not to share", not "you may choose not to share"
        acts = p.classes[0] in ("obtain", "disclose", "sell") or p.classes[0] == "give" and self.hands_over(p)
        acts = acts or p.classes[0] == "use" and self.is_worked(p)
        return acts and bool(self.predicates) and p is not self.predicates[0]

    def is_aim_of_user(self, p: Predicate) -> bool:
        """Whether an infinitive tells what users aim at: "if you visit their site to share your opinion with others"."""
        when = next((k for k in range(p.start - 1, -1, -1) if self.s.word(k) in _ON_OCCASION), None)
        if (
            when is None
            or self.s.word(when + 1) != "you"
            or when
            and self.s.word(when - 1) not in _BREAKING_OFF
        ):
            return False  # "we use beacons when you shop to learn your location"
        names = {m.first for m in self.of("recipient", when, p.start) if m.concept.startswith("org:")}
        commas = [k for k in range(when, p.start) if self.s.word(k) == ","]
        going_on = all(self.s.word(k + 1) in _GOING_ON or k + 1 in names for k in commas)
        return going_on and "we" not in self.s.span(when, p.start)

    def is_let_to_others(self, start: int) -> bool:
        """Whether others are let to do what an infinitive says: "which allows the person called to obtain your name"."""
        verb = next((k for k in range(start - 1, start - 9, -1) if self.s.stem(k) in _LETTING), None)
        if verb is None or self.s.word(verb + 1) in ("us", "we") or verb + 1 in self.s.provider_at:
            return False
        return verb < start - 2 and _STOPPING.isdisjoint(self.s.span(verb + 1, start - 1))

    def hands_over(self, p: Predicate) -> bool:
        """Whether what is given are data, and to others: "to count calls and to provide reports to advertisers"."""
        data = next((m for m in self.of("data", p.last + 1, p.last + 4) if m.concept != GENERIC), None)
        if data is None:
            return False
        after = self.s.span(data.last + 1, data.last + 6)
        to = next((k for k, w in enumerate(after, data.last + 1) if w in ("to", "with")), None)
        who = self.of("recipient", to + 1, to + 4) if to else []
        return bool(who) and _BREAKING.isdisjoint(after) and who[0].concept not in _ADDRESSED

    def before_brackets(self, at: int, floor: int) -> int:
        """Where brackets begin that end at a position: "the names of your contacts (but no numbers) are collected"; that position if none do."""
        if self.s.word(at) != ")":
            return at
        return max((k for k in range(floor, at) if self.s.word(k) == "("), default=at)

    def after_circumstance(self, lo: int, hi: int) -> int:
        """Where data stand after "as we use Zyxcorp Inc, a bank, for billing, your name is shared": at a comma and a subject."""
        commas = [k for k in range(lo, hi) if self.s.word(k) == "," and self.of("data", k, hi)]
        subjects = (
            k
            for k in commas
            if self.s.word(k + 1) in _INTRODUCING or any(m.first == k + 1 for m in self.of("data", k, k + 9))
        )
        return next(subjects, commas[0] if commas else lo - 1) + 1

    def clause_start(self, p: Predicate, previous: Predicate | None) -> int:
        """Where the clause of `p` starts: at its subject, which in the passive is a list of data."""
        if p.voice == "active" or "ask" in p.classes and self.is_said_of_user(p):
            return p.start
        floor = previous.last + 1 if previous else 0
        if previous and self.shares_subject(p, floor):
            return p.start
        at = self.before_brackets(p.start - 1, floor)
        while at > floor and not (
            self.s.word(at) in (";", ":", "but")
            or self.s.word(at) == "."
            and len(self.s.word(at - 1)) > 1  # not "i.e."
            or self.s.word(at) == "("
            and ")" not in self.s.span(at, p.at)  # "your name (so that it cannot be seen)"
            or self.s.word(at) == "that"
            and self.data(at, p.at)  # not "all data that we hold are used"
        ):
            at = self.before_brackets(at - 1, floor)
        if self.s.word(at) in (";", ":", ".", "that", "but", "("):
            at += 1
        if at == 0:
            at = self.after_linking()
        if self.s.word(at) in _SUBORDINATORS or self.s.word(at) in _OPENING:
            at = self.after_circumstance(at, p.at)
        if previous and at == floor and previous.status == "subordinate":
            at = self.after_circumstance(floor, p.at)
        elif previous and at == floor:
            joint = [
                k
                for k in range(floor, p.at)
                if self.s.word(k) in (",", "and", "or") and self.of("data", k, p.at)
            ]
            at = joint[0] + 1 if joint else at
        return at


# What a sentence says beside its verbs; a reader sees what those above it have found.
_READERS: Readers[Reading] = Readers(
    (
        Reading.read_means,
        Reading.read_reason,
        Reading.read_reliance,
        Reading.read_checks,
        Reading.read_research,
        Reading.read_surveys,
        Reading.read_results,
        Reading.read_required,
        Reading.read_enabling,
        Reading.read_relatives,
        Reading.read_occasions,
        Reading.read_withheld,
        Reading.read_made,
        Reading.read_embedded,
        Reading.read_access,
        Reading.read_visible,
        Reading.read_caller_id,
        Reading.read_suggested,
        Reading.read_takeover,
        Reading.read_flows,
        Reading.read_listings,
        Reading.read_displays,
        Reading.read_views,
        Reading.read_hosts,
        Reading.read_roles,
        Reading.read_contents,
        Reading.read_nature,
        Reading.read_trackers,
        Reading.read_kept,
        Reading.read_learned,
        Reading.read_grant,
        Reading.read_own_access,
        Reading.read_asked_access,
        Reading.read_arriving,
        Reading.read_records,
        Reading.read_unrecorded,
        Reading.read_leaving,
        Reading.read_needed,
        Reading.read_registering,
        Reading.read_derived,
        Reading.read_agreement,
        Reading.read_entailed,
        Reading.read_engaged,
        Reading.read_consented,
        Reading.read_user_shares,
        Reading.read_user_keeps,
        Reading.read_opt_in,
        Reading.read_opt_out,
        Reading.read_received,
        Reading.read_third_party_cookies,
        Reading.read_cookies_of_others,
        Reading.read_passed_on,
        Reading.read_based,
        Reading.read_remaining,
        Reading.read_account_deleted,
        Reading.read_period,
        Reading.read_schedule,
        Reading.read_definition,
        Reading.read_equation,
    )
)
