"""From the verbs of a sentence to what it says: actions with their data, recipients, purposes, conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from policytrail.ingest.lexicon import Mention
from policytrail.ingest.predicates import Predicate, Sentence, predicates
from policytrail.ingest.tokens import stem
from policytrail.ingest.wordlists import action_table, words
from policytrail.ontology.taxonomy import taxonomy

_W = words()
GENERIC = "PersonalData"
ANAPHOR = "^"  # "this information", "it": stands for the data named before
_OPENERS = _W["openers"]
_SUBORDINATORS = frozenset("when if where unless because while until once as since".split())
_DIRECTIONS = frozenset("to with among between amongst onto through via".split())
_NOT_GIVEN_TO = frozenset(
    map(stem, "respond relate accord due comply subject access pursuant similar addition relevant available".split())
)
_ENUMERATORS = frozenset("a b c d e f g h i j k l m n ii iii iv v vi vii viii ix x 1 2 3 4 5 6 7 8 9 10".split())
_REFUSING = frozenset(map(stem, "refuse reject disable block decline delete manage control remove clear erase turn opt".split()))
_ENABLING = frozenset(map(stem, "help enable allow let assist facilitate serve essential necessary".split()))
_EMAIL = frozenset("email e-mail emails newsletter newsletters".split())
_PHONE = frozenset("telephone phone sms text texts mobile calls telephoning call mms".split())


@dataclass(slots=True)
class Finding:
    """What one verb, or one list item, says; positions `first` to `last` are tokens of its sentence."""

    action: str
    first: int
    last: int
    rule: str
    polarity: str = "affirm"
    modality: str = "asserts"
    data: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    purposes: list[str] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    retention: list[str] = field(default_factory=list)
    broader: str | None = None


def unique(concepts: Sequence[str]) -> list[str]:
    """The concepts in order, each once."""
    return list(dict.fromkeys(concepts))


class Reading:
    """Reads one sentence: its mentions by position, its clauses, its findings."""

    def __init__(
        self, sentence: Sentence, antecedent: Sequence[str], purposes: Sequence[str] = (), parties: Sequence[str] = ()
    ) -> None:
        self.s = sentence
        self.antecedent = list(antecedent)
        self.earlier_purposes = list(purposes)
        self.earlier_parties = list(parties)
        self.predicates = predicates(sentence)
        self.findings: list[Finding] = []

    # --- mentions -------------------------------------------------------------------------------

    def of(self, scheme: str, lo: int, hi: int) -> list[Mention]:
        """Mentions of a scheme that lie between two positions, inclusive."""
        return [m for m in self.s.mentions if m.scheme == scheme and lo <= m.first and m.last <= hi]

    def concepts(self, scheme: str, lo: int, hi: int) -> list[str]:
        """Concepts of a scheme named between two positions."""
        return unique([m.concept for m in self.of(scheme, lo, hi)])

    def data(self, lo: int, hi: int) -> list[str]:
        """Data named between two positions: generic words give way to what specifies them."""
        mentions = self.of("data", lo, hi)
        kept: list[str] = []
        for i, mention in enumerate(mentions):
            if mention.concept in (GENERIC, ANAPHOR) and i + 1 < len(mentions):
                between = [self.s.word(k) for k in range(mention.last + 1, mentions[i + 1].first)]
                if any(w in _OPENERS for w in between) and mentions[i + 1].concept not in (GENERIC, ANAPHOR):
                    continue
            if mention.concept == GENERIC and self.s.word(mention.first - 1) == "other" and kept:
                continue
            if mention.concept == ANAPHOR:
                kept += self.pointed_at(mention) or [GENERIC]
            else:
                kept.append(mention.concept)
        return unique(kept)

    def pointed_at(self, mention: Mention) -> list[str]:
        """What "it" or "this information" stands for: data named before it in the sentence, else before that."""
        if self.s.word(mention.first) in ("it", "them"):
            earlier = [m.concept for m in self.of("data", 0, mention.first - 1) if m.concept not in (GENERIC, ANAPHOR)]
            if earlier:
                return unique(earlier)
        return self.antecedent

    def objects(self, lo: int, hi: int) -> list[str]:
        """Data that are the object of a verb: up to a purpose or a circumstance, and after "such as"."""
        end = self.break_at(lo, hi)
        found = self.data(lo, end - 1)
        at = end
        while at <= hi:
            if (
                self.s.word(at) in ("including", "include", "includes", "namely")
                or (self.s.word(at) == "such" and self.s.word(at + 1) == "as")
                or self.s.word(at) == ":"
                or self.s.word(at) == "(" and self.s.word(at + 1) in ("e", "eg", "for", "such", "like", "including", "your")
            ):
                close = self.break_at(at + 3 if self.s.word(at + 1) == "for" else at + 2, hi)
                more = self.data(at, close - 1)
                if found in ([GENERIC], []):
                    found = more or found
                elif any(set(taxonomy().ancestors(d)) & set(found) for d in more if d in taxonomy().concepts):
                    found += more
                at = close
            at += 1
        return unique(found)

    def break_at(self, lo: int, hi: int) -> int:
        """First position from `lo` where a purpose, a circumstance or an exception begins, or `hi + 1`."""
        for at in range(lo, hi + 1):
            w = self.s.word(at)
            if w in _SUBORDINATORS and self.s.word(at - 1) not in ("such", "as", "well") and self.s.word(at + 1) != "well":
                if w != "as" or self.s.word(at + 1) in ("you", "we", "part", "required", "necessary", "needed"):
                    return at
            if w in _W["exceptions"] or self.is_enumerator(at):
                return at
            if w == "to" and self.opens_purpose(at):
                return at
            if w == "in" and self.s.word(at + 1) == "order":
                return at
            if w == "for" and (
                self.s.word(at + 1).endswith("ing") or any(m.first - at in (1, 2, 3) for m in self.of("purpose", at, hi))
            ):
                return at
        return hi + 1

    def is_enumerator(self, at: int) -> bool:
        """Whether "(a)" or "(ii)" starts at a position."""
        return self.s.word(at) == "(" and self.s.word(at + 2) == ")" and self.s.word(at + 1) in _ENUMERATORS

    def purposes(self, lo: int, hi: int) -> list[str]:
        """Purposes after a word that announces one: "to", "for", "so that" ..."""
        for at in range(lo, hi + 1):
            w = self.s.word(at)
            if (
                w in ("for", "because", "so", "purpose", "purposes", "thereby")
                or w == "to" and self.opens_purpose(at)
                or w in ("in", "as") and self.s.word(at + 1) in ("order", "connection", "necessary", "needed", "part", "course")
                or w in ("by", "in") and self.s.word(at + 1).endswith("ing")
                or w in ("helps", "help", "allows", "enables", "enabling", "allowing", "helping", "which")
            ):  # fmt: skip
                return self.concepts("purpose", at, hi)
        return []

    def opens_purpose(self, at: int) -> bool:
        """Whether "to" at a position begins an infinitive and not a recipient."""
        after = at + 1
        while self.s.word(after).endswith("ly"):
            after += 1
        w = self.s.word(after)
        if w in _W["determiners"] or w in _W["provider"] or w in _W["user"] or not w.isalpha() or after in self.s.provider_at:
            return False
        if self.s.word(at - 1) in ("limited", "restricted"):
            return False
        if w in ("third", "one", "other", "others", "anyone", "law", "government", "public"):
            return False
        return not any(m.first <= after <= m.last for m in self.s.mentions if m.scheme == "recipient")

    def recipients(self, lo: int, hi: int, *, direct: bool = False, by: bool = False) -> list[str]:
        """Recipients that a preposition introduces between two positions, with their lists and examples.

        `direct`: a recipient may follow the verb without preposition ("provide our partners with").
        `by`: "by" introduces one too ("may be viewed by other users").
        """
        found: list[Mention] = []
        for mention in self.of("recipient", lo, hi):
            at, steps, exemplified = mention.first - 1, 0, 6
            while at >= lo and steps < exemplified:
                w = self.s.word(at)
                if not found and w in ("as", "including", "like") and exemplified == 6:
                    at, steps, exemplified = at - 1, 0, 9  # "with organisations (such as banks)"
                    continue
                shared = w == "by" and self.s.word(at - 2) == "and" and self.s.word(at - 3) in _DIRECTIONS
                if w in _DIRECTIONS or shared or by and w == "by":  # shared: "sent to and stored by"
                    infinitive = w == "to" and self.s.word(at + 1) in _W["infinitives"]
                    if not infinitive and (w != "to" or self.s.stem(at - 1) not in _NOT_GIVEN_TO):
                        found.append(mention)
                    break
                if w == "of" and self.s.word(at - 1) in ("number", "variety", "group", "types", "categories", "range", "list"):
                    at, steps = at - 1, steps + 1
                    continue
                if exemplified == 9 and w in ("such", "(", ","):
                    at, steps = at - 1, steps + 1
                    continue
                if w in (",", "and", "or", "/", "(", "including", "include", "as", "e", "g", "eg", "like", ";", ":", "–", "-"):
                    if found or (direct and at < lo):
                        found.append(mention)
                    break
                if w in ("about", "from", "regarding", "concerning", "of", "for", "on", "in", "at"):
                    break
                if self.s.word(at).endswith("ing") or self.s.words[at].word in _W["have"]:
                    break
                at, steps = at - 1, steps + 1
            else:
                if direct and at < lo:
                    found.append(mention)
        if self.earlier_parties and all(m.concept in ("ThirdParty", "Recipient") for m in found):
            pointed = [m for m in found if self.s.word(m.first - 1) in ("these", "those", "such", "this", "them")]
            them = any(
                self.s.word(k) == "them" and (self.s.word(k - 1) in _DIRECTIONS or direct and k == lo) for k in range(lo, hi + 1)
            )
            if pointed or them and not found:
                return list(self.earlier_parties)
        if not found and direct and self.s.word(lo) == "them" or not found and self.s.word(lo + 1) == "them":
            return unique([m.concept for m in self.of("recipient", 0, lo)])
        return unique([m.concept for m in found])

    # --- clauses --------------------------------------------------------------------------------

    def read(self) -> list[Finding]:
        """The findings of the sentence's own clauses."""
        chains: dict[int, list[Predicate]] = {}
        for p in self.predicates:
            if p.status == "main" or (p.status in ("infinitive", "gerund") and self.counts(p)):
                chains.setdefault(p.chain, []).append(p)
        ordered = sorted(chains.values(), key=lambda c: c[0].at)
        starts = [self.clause_start(chain[0], ordered[i - 1][0] if i else None) for i, chain in enumerate(ordered)]
        # From the last clause to the first: one that says nothing leaves its words to the one before.
        end = len(self.s.words) - 1
        said: list[list[Finding]] = []
        for i in range(len(ordered) - 1, -1, -1):
            chain = ordered[i]
            lo = 0 if i == 0 else starts[i]
            self.findings = []
            self.read_chain(chain, lo, starts[i], max(end, chain[0].last))
            if self.findings:
                said.append(self.findings)
                end = starts[i] - 1
        self.findings = [f for findings in reversed(said) for f in findings]
        self.read_enabling()
        self.read_relatives()
        self.read_access()
        self.read_visible()
        self.read_opt_out()
        self.read_definition()
        if not self.findings:
            self.read_equation()
        return self.findings

    def read_enabling(self) -> None:
        """"Cookies help us to remember you": what data make possible they are used for."""
        if self.findings:
            return
        end = len(self.s.words) - 1
        for at, token in enumerate(self.s.words[:40]):
            if token.stem not in _ENABLING or token.word.endswith("ing"):
                continue
            data = self.data(0, at - 1)
            purposes = self.concepts("purpose", at, end)
            subject = [self.s.word(k) for k in range(max(0, at - 6), at)]
            if data and purposes and not {"you", "we", "users"} & set(subject[-3:]) and not set(subject) & _W["negations"]:
                if not any(p.at < at and p.status == "main" for p in self.predicates):
                    self.findings.append(Finding("use", 0, end, "enabling", data=data, purposes=purposes))
            return

    def read_relatives(self) -> None:
        """"The agents to whom we transfer your data" names a recipient in passing."""
        for p in self.predicates:
            if p.status != "relative" or "provider" not in p.subjects or "disclose" not in p.classes or p.negated:
                continue
            if self.s.word(p.start - 1) not in ("whom", "which") or self.s.word(p.start - 2) not in ("to", "with"):
                continue
            known = [f for f in self.findings if f.action == "share"]
            antecedents = self.of("recipient", max(0, p.start - 14), p.start - 3)
            who = [m.concept for m in antecedents]
            if who and not known:
                hi = min(p.last + 8, len(self.s.words) - 1)
                data = self.objects(p.last + 1, hi) or [GENERIC]
                self.findings.append(Finding("share", antecedents[0].first, hi, "relative", modality=p.modality, data=data, recipients=unique(who)))

    def read_visible(self) -> None:
        """"Your profile is visible to other users", "will be publicly available"."""
        if any(f.action == "share" for f in self.findings):
            return
        end = len(self.s.words) - 1
        for at, token in enumerate(self.s.words):
            if token.word not in ("visible", "viewable", "available", "accessible", "public", "searchable"):
                continue
            data = self.data(0, at - 1)
            known = self.s.word(at - 1) == "publicly" or token.word == "public" and self.s.word(at - 1) not in ("the", "general", "of")
            who = ["Public"] if known else self.recipients(at + 1, end, by=True)
            be = any(self.s.word(k) in _W["be"] or self.s.word(k) in ("become", "becomes", "made") for k in range(max(0, at - 5), at))
            if data and who and be and not any(self.s.word(k) in _W["negations"] for k in range(max(0, at - 6), at)):
                self.findings.append(Finding("share", 0, end, "visible", data=data, recipients=who))
                return

    def read_opt_out(self) -> None:
        """"You can set your browser to refuse cookies", "you can opt out of marketing e-mails"."""
        end = len(self.s.words) - 1
        plain = [w.word for w in self.s.words]
        if not {"you", "your", "users", "to", "customers"} & set(plain):
            return
        cookies = self.of("data", 0, end)
        if any(m.concept == "Cookies" for m in cookies):
            if {w.stem for w in self.s.words} & _REFUSING or self.of("condition", 0, end) and "OptOut" in self.conditions(0, end):
                if not any(f.data == ["Cookies"] and "OptOut" in f.conditions for f in self.findings):
                    self.findings.append(Finding("collect", 0, end, "opt-out", data=["Cookies"], conditions=["OptOut"]))
            return
        if self.findings or "OptOut" not in self.conditions(0, end):
            return
        purposes = [c for c in self.concepts("purpose", 0, end) if "Marketing" in taxonomy().ancestors(c) or c in ("UserCommunication", "Survey")]
        if purposes:
            advertised = all("Advertising" in taxonomy().ancestors(c) for c in purposes)
            data = self.channel(0, end) or (self.antecedent or [GENERIC] if advertised else ["ContactData"])
            self.findings.append(Finding("use", 0, end, "opt-out", data=data, purposes=purposes, conditions=["OptOut"]))

    def read_access(self) -> None:
        """"Only employees who need it have access to your data", "access is limited to ..."."""
        if any(f.action == "share" for f in self.findings):
            return
        end = len(self.s.words) - 1
        for at, token in enumerate(self.s.words):
            if token.stem not in ("acces", "accessibl") or self.s.word(at - 1) in ("unauthorized", "unauthorised", "internet", "your"):
                continue
            before = [self.s.word(k) for k in range(max(0, at - 12), at)]
            after = self.of("data", at + 1, min(at + 14, end))
            who_before = [m.concept for m in self.of("recipient", 0, at - 1) if at - m.last < 30]
            limits = {"limit", "limits", "limited", "restrict", "restricts", "restricted", "restricting", "limiting", "only", "solely"}
            granted = {"have", "has", "granted", "given", "can", "may", "permitted", "authorized", "authorised", "allowed", "gain", "obtain"}
            if after and who_before and (limits | granted) & set(before) and not {"you", "not", "unauthorized", "unauthorised"} & set(before[-5:]):
                data = self.data(at + 1, min(at + 14, end))
                self.findings.append(Finding("share", 0, end, "access", data=data, recipients=unique(who_before)))
                return
            window = set(before) | {self.s.word(k) for k in range(at, min(at + 14, end + 1))}
            who_after = self.recipients(at + 1, end)
            if who_after and limits & window and (after or self.of("data", 0, at)):
                data = self.data(at + 1, min(at + 14, end)) or self.data(0, at)
                self.findings.append(Finding("share", 0, end, "access", data=data, recipients=who_after))
                return

    def counts(self, p: Predicate) -> bool:
        """An infinitive or gerund that says something of its own ("we use cookies to collect your name")."""
        if p.status == "gerund":
            return self.s.stem(p.at - 1) == "involv" or (
                self.s.word(p.at - 1) in ("when", "while", "including", "by", "include")
                and p.classes[0] in ("obtain", "disclose")
                and "when" != self.s.word(0)
            )
        if p.classes[0] in ("hold", "dispose") and self.of("retention", p.last, len(self.s.words) - 1):
            return True
        if p.negated and p.classes[0] in ("obtain", "disclose", "sell") and {"policy", "practice", "commit", "committed", "promise"} & {
            w.word for w in self.s.words[: p.start]
        }:
            return True
        return p.classes[0] in ("obtain", "disclose", "sell") and bool(self.predicates) and p is not self.predicates[0]

    def clause_start(self, p: Predicate, previous: Predicate | None) -> int:
        """Where the clause of `p` starts: at its subject, which in the passive is a list of data."""
        if p.voice == "active":
            return p.start
        floor = previous.last + 1 if previous else 0
        at = p.start - 1
        while at > floor and not (self.s.word(at) in (";", ":", ".") or self.s.word(at) in ("that", "but")):
            at -= 1
        if self.s.word(at) in (";", ":", ".", "that", "but"):
            at += 1
        if self.s.word(at) in _SUBORDINATORS or self.s.word(at) in ("in", "upon", "for", "to"):
            comma = next((k for k in range(at, p.at) if self.s.word(k) == "," and self.of("data", k, p.at)), None)
            at = comma + 1 if comma is not None else at
        if previous and at == floor:
            joint = [k for k in range(floor, p.at) if self.s.word(k) in (",", "and", "or") and self.of("data", k, p.at)]
            at = joint[0] + 1 if joint else at
        return at

    def read_chain(self, chain: list[Predicate], lo: int, start: int, hi: int) -> None:
        """The findings of verbs that share objects, their clause between `start` and `hi`; fronted words from `lo`."""
        head = chain[0]
        right, fronted = head.last + 1, start - 1
        cut = next((k for k in range(right, hi + 1) if self.is_exception(k)), hi + 1)
        front_exception = any(self.is_exception(k) for k in range(lo, start))
        conditions = self.conditions(right, cut - 1) + ([] if front_exception else self.conditions(lo, fronted))
        all_purposes = self.concepts("purpose", right, cut - 1)
        purposes = self.purposes(right, cut - 1)
        if not all_purposes and any(
            self.s.word(k) == "do" and self.s.word(k + 1) in ("this", "that", "so", "these")
            or self.s.word(k) in ("this", "these", "such") and self.s.word(k + 1) in ("purpose", "purposes")
            for k in range(lo, hi + 1)
        ):  # fmt: skip
            all_purposes = purposes = self.earlier_purposes
        if self.s.word(lo) in ("to", "in", "for", "as", "and") and not front_exception:
            in_front = self.concepts("purpose", lo, fronted)
            purposes, all_purposes = unique(in_front + purposes), unique(in_front + all_purposes)
        for p in chain:
            for finding in self.read_predicate(p, start, right, cut - 1, hi):
                finding.conditions = unique(finding.conditions + conditions)
                if finding.action in ("collect", "use", "share"):
                    named = all_purposes if finding.action == "use" else purposes
                    finding.purposes = unique(finding.purposes + named)
                finding.first, finding.last = (lo if not fronted < lo else start), hi
                finding.modality = p.modality
                negated = p.negated or p.voice == "passive" and self.s.word(start) in ("no", "none")
                finding.polarity = "deny" if negated else "affirm"
                if not negated:
                    finding.conditions = unique(finding.conditions + self.conditions(cut, hi))
                    self.findings.append(finding)
                    continue
                self.deny(finding, cut, hi, lo, fronted if front_exception else lo - 1)

    def deny(self, finding: Finding, cut: int, hi: int, lo: int, fronted: int) -> None:
        """A denial, and what its exception affirms (guideline: an exception is a statement of its own)."""
        spans = [(cut, hi)] if cut <= hi else []
        if fronted >= lo:
            spans.append((lo, fronted))
        conditions = [c for c in finding.conditions]
        finding.conditions = []
        if finding.action in ("share", "sell"):
            outside = next((k for k in range(finding.first, cut) if self.s.word(k) == "outside"), None)
            if outside is not None and (inside := self.concepts("recipient", outside, cut - 1)):
                finding.recipients = ["ThirdParty"]
                self.findings.append(replace(finding, polarity="affirm", rule="inside", data=list(finding.data), recipients=inside))
        finding.rule += "+denied"
        self.findings.append(finding)
        for a, b in spans:
            met = self.conditions(a, b, excepted=True) or conditions
            why = self.concepts("purpose", a, b)
            who = self.recipients(a, b) if finding.action in ("share", "sell") else []
            if not (met or why or who):
                continue
            self.findings.append(
                replace(
                    finding, polarity="affirm", rule="exception", data=list(finding.data), conditions=unique(met),
                    purposes=unique(why or finding.purposes), recipients=who or list(finding.recipients),
                )
            )  # fmt: skip

    def is_exception(self, at: int) -> bool:
        """Whether an exception begins at a position."""
        w = self.s.word(at)
        if w in _W["exceptions"]:
            return True
        return (w == "other" and self.s.word(at + 1) == "than") or (w == "apart" and self.s.word(at + 1) == "from")

    def conditions(self, lo: int, hi: int, *, excepted: bool = False) -> list[str]:
        """Conditions named between two positions; "without your consent" is one only of an exception."""
        found = []
        for mention in self.of("condition", lo, hi):
            before = [self.s.word(k) for k in range(max(lo, mention.first - 3), mention.first)]
            if "without" in before and not excepted:
                continue
            found.append(mention.concept)
        return unique(found)

    def read_predicate(self, p: Predicate, start: int, right: int, end: int, hi: int) -> list[Finding]:
        """Findings of one verb: its objects between `right` and `end`, its clause up to `hi`."""
        if p.voice == "passive":
            return self.read_passive(p, start, right, end)
        found: list[Finding] = []
        classes = p.classes
        if "contact" in classes and "provider" in p.subjects:
            contact = self.read_contact(p, right, end)
            if contact or classes == ("contact",):
                return contact
        verb_class = classes[0]
        if "provider" in p.subjects or p.status in ("infinitive", "gerund") and not p.subjects:
            found += self.provider_does(p, verb_class, right, end, start)
        if "user" in p.subjects and action_table().get(("active", "user", verb_class)) == "collect":
            data = self.objects(right, end)
            if data and not self.of("recipient", right, end) and self.to_provider(right, end, data):
                found.append(Finding("collect", p.start, end, "user-gives", data=data))
        if "third" in p.subjects:
            found += self.third_does(p, verb_class, right, end)
        return found

    def to_provider(self, lo: int, hi: int, data: list[str]) -> bool:
        """Whether what users give goes to the provider: it says so, or is more than "information"."""
        return any(self.s.word(k) in ("us", "we") or k in self.s.provider_at for k in range(lo, hi + 1)) or data != [GENERIC]

    def provider_does(self, p: Predicate, verb_class: str, right: int, end: int, start: int) -> list[Finding]:
        """What the provider does with data."""
        action = action_table().get(("active", "provider", verb_class), "")
        data = self.objects(right, end)
        if action == "use" and (channel := self.channel(right, end)) and self.s.word(right) in _EMAIL | _PHONE | {"e"}:
            if any(self.s.word(k) == "you" for k in range(right, end + 1)):
                purposes = self.concepts("purpose", right, end) or ["UserCommunication"]
                return [Finding("use", p.start, end, "channel", data=channel, purposes=purposes)]
        if action == "create":
            derived = {"AggregatedData", "AnonymisedData", "NonPersonalData", "Transcript"}
            return [Finding("collect", p.start, end, "derive", data=data)] if data and set(data) <= derived else []
        if action == "cookies":
            return [Finding("collect", p.start, end, "instrument", data=data)] if data == ["Cookies"] else []
        if not data and action in ("collect", "use", "share", "hold") and self.is_open(right, end):
            said = "collect" if action == "hold" else action
            return [Finding(said, p.start, end, "lead-in", recipients=self.recipients(right, end))]
        if action == "use" and not data or action == "engage":
            who = self.recipients(right, right + 8, direct=True)
            who = who and self.recipients(right, end, direct=True)
            kinds = [r for r in who if r not in ("Recipient", "ThirdParty", "Customer", "OtherUser", "Employee")]
            if not kinds or p.subjects != {"provider"}:
                return []
            reach = next((q.start - 1 for q in self.predicates if q.start > end and q.status == "main"), len(self.s.words) - 1)
            return [Finding("share", p.start, end, "engage", data=self.data(right, reach) or [GENERIC], recipients=kinds)]
        if action in ("collect", "use"):
            if not data:
                return []
            if action == "use" and set(data) == {"Cookies"}:
                return [Finding("collect", p.start, end, "instrument", data=data)]
            return [Finding(action, p.start, end, f"active-{verb_class}", data=data)]
        if action == "hold":
            return self.hold(p, data, right, end, collects=True)
        if action == "dispose":
            return self.hold(p, data, right, end, collects=False)
        if action == "sell":
            return [Finding("sell", p.start, end, "active-sell", data=data, recipients=self.recipients(right, end))] if data else []
        if action == "share":
            who = self.recipients(right, end, direct=True)
            if verb_class == "publish" and not who and any(
                self.s.word(k) in ("public", "publicly", "website", "websites", "site", "forum", "directory") for k in range(right, end + 1)
            ):
                who = ["Public"]
            if self.s.word(right) == "you" or not who and any(
                self.s.word(k) in ("to", "with") and self.s.word(k + 1) == "you" for k in range(right, end + 1)
            ):
                return []
            if verb_class != "disclose" and not (data and who):
                return []
            if not data and not who:
                return []
            return [Finding("share", p.start, end, f"active-{verb_class}", data=data or [GENERIC], recipients=who or ["Recipient"])]
        if action == "permit":
            who = self.recipients(right, min(right + 8, end), direct=True)
            data = self.data(right, end)
            acts = any("obtain" in q.classes or "access" in q.classes or "use" in q.classes for q in self.predicates if q.at > p.at)
            access = any(self.s.stem(k) == "acces" for k in range(right, end + 1))
            if who and data and (acts or access):
                return [Finding("share", p.start, end, "permit", data=data, recipients=who)]
            if access and data:
                return [Finding("share", p.start, end, "permit", data=data, recipients=["Recipient"])]
            return []
        return []

    def is_open(self, lo: int, hi: int) -> bool:
        """Whether the object is still to come: "the following", or nothing but a colon."""
        return any(self.s.word(k) == "following" for k in range(lo, min(lo + 4, hi + 1))) or self.s.word(lo) == ":"

    def hold(self, p: Predicate, data: list[str], lo: int, hi: int, *, collects: bool) -> list[Finding]:
        """Keeping or deleting: a retention rule where one is said, else keeping is collecting."""
        end = len(self.s.words) - 1
        rules = unique(self.concepts("retention", lo, end) + self.concepts("retention", 0, max(0, p.start - 1)))
        legal = "LegalObligation" in self.conditions(0, end) or "LegalCompliance" in self.concepts("purpose", lo, end)
        if self.s.stem(p.at) in ("retain", "keep") and not p.negated and legal:
            rules = unique((rules or ["AsLongAsNecessary"]) + ["LegalRetention"])
        if rules:
            return [Finding("retain", p.start, hi, "retention", data=data or [GENERIC], retention=rules)]
        if collects and data and not (p.negated and self.s.stem(p.at) in ("retain", "keep", "maintain")):
            return [Finding("collect", p.start, hi, "active-hold", data=data)]
        return []

    def third_does(self, p: Predicate, verb_class: str, right: int, end: int) -> list[Finding]:
        """What others do: what they collect is shared with them, what they give to the provider is collected."""
        action = action_table().get(("active", "third", verb_class), "")
        who = unique([m.concept for m in p.parties])
        data = self.objects(right, end)
        if action == "share" and data and (verb_class != "hold" or "provider" in p.subjects):
            return [Finding("share", p.start, end, f"third-{verb_class}", data=data, recipients=who)]
        if action == "share-cookies" and data and "provider" in p.subjects and "use" in p.classes:
            return [Finding("share", p.start, end, "joint-use", data=data, recipients=who)]
        if action == "share-cookies" and data == ["Cookies"]:
            return [Finding("share", p.start, end, "third-cookies", data=data, recipients=who)]
        others = {self.s.word(k) for k in range(right, end + 1)}
        if action == "collect-from" and data and others & {"each", "another"} and others & {"with", "among", "between"}:
            return [Finding("share", p.start, end, "third-each-other", data=data, recipients=who)]
        if action == "collect-from" and data and self.to_provider(right, end, [GENERIC]):
            return [Finding("collect", p.start, end, "third-gives", data=data)]
        if "access" in [self.s.word(k) for k in range(right, end + 1)] and data:
            return [Finding("share", p.start, end, "third-access", data=data, recipients=who)]
        return []

    def read_passive(self, p: Predicate, start: int, right: int, end: int) -> list[Finding]:
        """"X may be shared with Y": the data stand before the verb."""
        verb_class = p.classes[0]
        action = action_table().get(("passive", "", verb_class), "")
        data = self.data(start, p.at - 1)
        if not data:
            return []
        more = [k for k in range(right, end + 1) if self.s.word(k) in ("including", "such")]
        if more:
            extra = self.data(more[0], self.break_at(more[0] + 2, end) - 1)
            data = unique(extra if data == [GENERIC] and extra else data + extra)
        to_us = any(self.s.word(k) in _DIRECTIONS and (self.s.word(k + 1) == "us" or k + 1 in self.s.provider_at) for k in range(right, end + 1))
        if action == "share" and to_us:
            return [Finding("collect", start, end, "passive-to-us", data=data)]
        if action == "share":
            who = self.recipients(right, end, by=verb_class in ("access", "publish"))
            if not who and verb_class != "disclose":
                return []
            return [Finding("share", start, end, f"passive-{verb_class}", data=data, recipients=who or ["Recipient"])]
        if action == "collect":
            by = [k for k in range(right, end + 1) if self.s.word(k) == "by"]
            who = self.recipients(by[0], end, by=True) if by else []
            if who and not to_us:
                return [Finding("share", start, end, f"passive-{verb_class}", data=data, recipients=who)]
            return [Finding("collect", start, end, f"passive-{verb_class}", data=data)]
        if action in ("hold", "dispose"):
            return self.hold(p, data, right, end, collects=action == "hold")
        if action == "sell":
            return [Finding("sell", start, end, "passive-sell", data=data, recipients=self.recipients(right, end))]
        if action == "use":
            return [Finding("use", start, end, "passive-use", data=data)]
        return []

    def read_contact(self, p: Predicate, right: int, end: int) -> list[Finding]:
        """"We may contact you by email about offers": a use of contact data (guideline 24)."""
        w = self.s.word(right)
        verb = self.s.stem(p.at)
        if w != "you" and not (w in ("users", "customers", "subscribers", "members", "our", "your", "the") and verb in ("contact", "notify", "email", "inform")):
            return []
        purposes = self.concepts("purpose", p.at, end) or ["UserCommunication"]
        return [Finding("use", p.start, end, "contact", data=self.channel(p.at, end) or ["ContactData"], purposes=purposes)]

    def channel(self, lo: int, hi: int) -> list[str]:
        """The contact data that a named channel needs: e-mail, telephone, post."""
        near = [self.s.word(k) for k in range(lo, hi + 1)]
        data = []
        if any(x in _EMAIL or (x == "e" and near[i + 1 : i + 2] == ["mail"]) for i, x in enumerate(near)):
            data.append("EmailAddress")
        if any(x in _PHONE for x in near):
            data.append("PhoneNumber")
        if any(x in ("post", "postal") or (x == "mail" and near[i - 1] in ("by", "direct", "or", "postal", ",")) for i, x in enumerate(near)):
            data.append("PostalAddress")
        return data

    def read_equation(self) -> None:
        """"Your name and address are not CPNI", "your contact list is considered personal data"."""
        plain = [self.s.word(k) for k in range(len(self.s.words))]
        for at in range(1, min(len(plain), 30)):
            if plain[at] not in ("is", "are"):
                continue
            after = at + 1
            while after < len(plain) and plain[after] in ("not", "considered", "treated", "as", "regarded", "deemed", "also", "your", "part", "of", "to", "be"):
                after += 1
            whole = next((m for m in self.of("data", after, len(plain) - 1) if m.first <= after + 1), None)
            parts = [d for d in self.data(0, at - 1) if d not in (GENERIC,)]
            named = whole and (whole.concept not in (GENERIC, ANAPHOR) or "personal" in plain[whole.first : whole.last + 1] or "pii" in plain[whole.first : whole.last + 1])
            ends = whole and (whole.last + 1 == len(plain) or plain[whole.last + 1] in (".", ",", ";", ")", "and", "under", "for", "protected"))
            if whole and named and ends and parts and whole.concept not in parts and not any(p.at < at and p.status == "main" for p in self.predicates):
                polarity = "deny" if "not" in plain[at:after] else "affirm"
                self.findings.append(
                    Finding("define", 0, len(plain) - 1, "equation", polarity, data=parts, broader=whole.concept)
                )
            return

    def read_definition(self) -> None:
        """"X includes Y" with a data concept X as subject."""
        for at, token in enumerate(self.s.words[:25]):
            if token.stem not in ("includ", "mean", "compris", "contain", "consist") or token.word.endswith("ing"):
                continue
            comma = max((k for k in range(at) if self.s.word(k) == ","), default=-1)
            left = [m for m in self.of("data", comma + 1, at - 1) if at - m.last <= 5]
            if self.s.word(0) in ("this", "it", "these") and at <= 3 and self.s.word(at - 1) != "may" and self.antecedent and not left:
                broader = self.antecedent[0] if len(self.antecedent) == 1 else ""
                first = 0
            elif left and left[-1].concept not in (ANAPHOR,) and left[-1].first <= comma + 5:
                broader, first = left[-1].concept, left[-1].first
            elif left and left[-1].concept == ANAPHOR and len(self.antecedent) == 1 and self.s.word(at - 1) != "may":
                broader, first = self.antecedent[0], left[-1].first
            else:
                continue
            between = [self.s.word(k) for k in range((left[-1].last if left else 0) + 1, at)]
            if any(w in ("we", "you", "that", ",") for w in between) or any(comma < p.at < at for p in self.predicates):
                continue
            if broader == GENERIC and not any(w in ("personal", "personally", "pii") for w in map(self.s.word, range(first, at))):
                continue
            data = [d for d in self.data(at + 1, len(self.s.words) - 1) if d != broader and d != GENERIC]
            if data and broader:
                negated = any(w in _W["negations"] for w in between)
                self.findings.append(
                    Finding("define", first, len(self.s.words) - 1, "definition", "deny" if negated else "affirm",
                            data=data, broader=broader)
                )  # fmt: skip
            return
