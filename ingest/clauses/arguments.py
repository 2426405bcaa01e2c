"""The arguments of a verb: which data, recipients, purposes and conditions stand where in a sentence.

Positions are token indices, inclusive at both ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from policytrail.ingest.clauses.among import IMPERSONAL, LINKED, MAILS, OF_PEOPLE, TAKING_OUT, TOGETHER
from policytrail.ingest.clauses.channels import Channels
from policytrail.ingest.clauses.conditions import is_handed_over, limits
from policytrail.ingest.clauses.predicates import predicates
from policytrail.ingest.clauses.recipients import MEASURING
from policytrail.ingest.clauses.standing import Predicate
from policytrail.ingest.document import Span
from policytrail.ingest.finding import ANAPHOR, GENERIC, Finding, unique
from policytrail.ingest.mentions.idle import IDLE
from policytrail.ingest.mentions.impersonal import FORMS
from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import verb_classes, words
from policytrail.ontology.taxonomy import taxonomy

_W = words()
_OPENERS = _W["openers"]
# Without these words no data are left out.
_LEAVING_OUT = MAILS | TAKING_OUT | {"excluding", "including", "subject", "time"} | LINKED | TOGETHER
_ENABLING = _W["enabling"]
# Kinds of data that say nothing of what is in them.
_UNSPECIFIC = frozenset([GENERIC, "NonPersonalData", "AnonymisedData", "AggregatedData"])
# What others perform for the provider.
TASKS = frozenset("activities duties function functions operations services tasks".split())
_PERFORMING = frozenset("carry conduct deliver do offer perform provid render supply".split())
_SERVING = _W["serving"] | MEASURING
_FOR_US = frozenset(", ( and behalf for of on our the to us".split())
# "When we investigate fraud", "in the case of a breach of our terms": events that tell what is done against them (stems).
_EVENTS = frozenset("during if in when where".split())
_BREAKING = frozenset(map(stem, "breach contravention investigate investigation violated violation".split()))
_MORE = frozenset("additional any further other".split())
_ANYTHING = _W["generic_nouns"] | {"content"}
_ONES = _W["possessives"] | {"a", "an"}
_OPENING = frozenset(["e", "eg", "including", "like", "such"])


class Arguments(Channels):
    """One sentence with its mentions and verbs, to be asked what stands where.

    Args:
        sentence: words and mentions.
        antecedent: data that "this information" points to.
        purposes: purposes that "to do this" points to.
        parties: recipients that "them" and "these companies" point to.
        latest: data that the sentence before named.
        topic: the one concept that the block's label names or the sentence before defined.
        distant: recipients that the block before named.
    """

    def __init__(
        self,
        sentence: Sentence,
        antecedent: Sequence[str],
        purposes: Sequence[str] = (),
        parties: Sequence[str] = (),
        latest: Sequence[str] = (),
        topic: str = "",
        distant: Sequence[str] = (),
    ) -> None:
        super().__init__(sentence, parties, distant)
        self.antecedent = list(antecedent)
        self.earlier_purposes = list(purposes)
        self.latest = list(latest)
        self.topic = topic
        self.findings: list[Finding] = []

    @cached_property
    def predicates(self) -> list[Predicate]:
        """The sentence's verbs of data handling: labels and headings are read without them."""
        return predicates(self.s)

    @cached_property
    def tasks(self) -> Span | None:
        """Where a sentence lists what others do for the provider: "vendors who provide services such as billing"."""
        if "recipient" not in self.s.by_scheme or TASKS.isdisjoint(self.s.plain):
            return None
        for at, word in enumerate(self.s.plain):
            if word not in TASKS or not self.is_done_by_others(at):
                continue
            opened = at + 1
            while (self.s.word(opened) in _FOR_US or opened in self.s.provider_at) and self.s.word(
                opened + 1
            ) != "example":
                opened += 1
            if self.s.word(opened) not in _OPENING and self.s.word(opened + 1) != "example":
                continue
            if self.of("recipient", opened, opened + 5):
                return None  # "services such as Example Analytics"
            signs = (")",) if self.s.word(opened - 1) == "(" else (".", ";", ":")
            verb = next(
                (p.start for p in self.predicates if p.start > opened and p.status == "main"),
                len(self.s.plain),
            )
            end = next((k for k in range(opened, verb) if self.s.word(k) in signs), verb)
            return opened, end - 1
        return None

    def is_done_by_others(self, tasks: int) -> bool:
        """Whether others are said to perform "services" or "functions" that stand at a position."""
        verb = next((k for k in range(tasks - 1, tasks - 8, -1) if self.s.stem(k) in _PERFORMING), None)
        if verb is None or self.s.word(verb - 1) == "we":  # "to whom we provide services"
            return False
        return any(m.first < verb < m.last + 7 for m in self.s.by_scheme["recipient"])

    def tells(self, action: str) -> bool:
        """Whether the sentence was found already to say an action."""
        return any(f.action == action for f in self.findings)

    def processes(self, p: Predicate) -> bool:
        """Whether a verb is "process", which by itself tells no use, only that the data are there."""
        return self.s.stem(p.at) == "proces"

    def data(self, lo: int, hi: int) -> list[str]:
        """Data named between two positions: generic words give way to what specifies them."""
        mentions = self.of("data", lo, hi)
        if not _LEAVING_OUT.isdisjoint(self.s.said):
            mentions = [m for m in mentions if not self.is_left_out(m)]
        if len(mentions) > 1 and "recipient" in self.s.by_scheme:
            mentions = [m for m in mentions if not self.is_worked_on(m)] or mentions
        if "(" in self.s.said:
            mentions = [m for m in mentions if not self.is_of_place(m)]
        if mentions and not _W["negations"].isdisjoint(self.s.said):
            mentions = [m for m in mentions if self.contrast(m) < 0 and not self.is_absent(m)]
        if "PersonalData" in {m.concept for m in mentions[1:]} and "be" in self.s.said:
            mentions = [m for m in mentions if not self.is_said_of_data(m)]
        if mentions and (tasks := self.tasks):
            mentions = [m for m in mentions if not tasks[0] <= m.first <= tasks[1]]
        forms = self.forms(lo, hi)
        kept: list[str] = []
        for i, mention in enumerate(mentions):
            if mention.concept in (GENERIC, ANAPHOR) and i + 1 < len(mentions):
                between = [self.s.word(k) for k in range(mention.last + 1, mentions[i + 1].first)]
                opened = (
                    any(w in _OPENERS for w in between)
                    or between[:1] in (["of"], ["on"])
                    and len(between) < 3
                    or self.s.word(mentions[i + 1].last) in FORMS
                    or mentions[i + 1] in forms
                )
                if opened and mentions[i + 1].concept not in (GENERIC, ANAPHOR):
                    continue
            if kept and self.is_rest(mention, among=kept):
                continue
            if mention.concept == ANAPHOR:
                kept += self.pointed_at(mention) or [GENERIC]
            else:
                theirs = mention.concept in OF_PEOPLE and self.is_of_contacts(mention, self.latest)
                kept.append("ContactList" if theirs else mention.concept)
        return unique(kept)

    def forms(self, lo: int, hi: int) -> list[Mention]:
        """The forms that data alone have: "in aggregate or anonymised form", "on an anonymous basis"."""
        if FORMS.isdisjoint(self.s.said):
            return []
        found: list[Mention] = []
        for m in reversed(self.of("data", lo, hi)):
            impersonal = m.concept in IMPERSONAL
            if found and not (
                impersonal and _W["connectors"].issuperset(self.s.span(m.last + 1, found[-1].first - 1))
            ):
                break
            if found or impersonal and self.s.word(m.last) in FORMS:
                found.append(m)
        at = found[-1].first - 1 if found else -1
        at -= self.s.word(at) in ("a", "an")
        return found if self.s.word(at) in ("in", "on") else []

    def pointed_at(self, mention: Mention) -> list[str]:
        """What "it" or "this information" stands for: data named before it in the sentence, else before that."""
        earlier = [
            m.concept for m in self.of("data", 0, mention.first - 1) if m.concept not in (GENERIC, ANAPHOR)
        ]
        if self.latest and mention.first == 0 and self.s.word(0) not in _W["generic_nouns"]:
            return self.latest  # "they are deleted"
        if not earlier and any(
            m.concept == GENERIC and m.last > m.first for m in self.of("data", 0, mention.first - 1)
        ):
            return [GENERIC]  # "when you give us personal data, we use this data to ..."
        word = self.s.word(mention.first)
        alone = word == "it" and len(self.latest) == 1 or word in ("it", "them") and not self.antecedent
        if not earlier and alone:
            return self.latest
        return unique(earlier) or self.antecedent

    def objects(self, lo: int, hi: int, *, reopened: bool = True) -> list[str]:
        """Data that are the object of a verb: up to a purpose or a circumstance, and after "such as".

        `reopened`: examples may follow a purpose ("we collect data to help you, such as your name").
        """
        end = self.break_at(lo, hi)
        found = self.data(lo, end - 1)
        if found and not reopened:
            return found
        examples = self.examples(end, hi)
        if found in ([GENERIC], []):
            return examples or found
        if _UNSPECIFIC.issuperset(found):
            return unique(found + examples)
        known = taxonomy()
        related = IMPERSONAL.issuperset(found) or any(
            set(known.ancestors(d)) & set(found) for d in examples if d in known.concepts
        )
        related = related or any(
            self.s.word(k) in _MORE and self.s.word(k + 1) in _ANYTHING for k in range(lo, end)
        )  # "your name and any information that you choose to show us (such as your picture)"
        return unique(found + [d for d in examples if d != GENERIC]) if related else found

    def examples(self, lo: int, hi: int) -> list[str]:
        """Data in lists that "such as", "including" or "(for example" opens, whatever stands before them."""
        found: list[str] = []
        at = lo
        while at <= hi:
            w, after = self.s.word(at), self.s.word(at + 1)
            if w in ("including", "include", "includes", "namely", ":"):
                first = at + 1
            elif (
                w == "such"
                and after == "as"
                or w == "for"
                and after in ("example", "instance")
                and self.s.word(at - 1) == ","
            ):
                first = at + 2
            elif (
                w == "like" and self.s.word(at - 1) == "," and (after in _ONES or self.of("data", at, at + 2))
            ):
                first = at + 1  # "to check your age, like your passport", but not "like other companies"
            elif w == "(" and after in ("e", "eg", "for", "such", "like", "including", "your"):
                first = at + 3
            else:
                first = 0
            if first:
                close = self.break_at(at + 3 if after == "for" else at + 2, hi)
                # else these are examples of what it is for, or of what people do
                if not self.of("purpose", at, close - 1) and not self.is_doing(first):
                    found += self.data(at, close - 1)
                at = close
            at += 1
        return unique(found)

    def is_exemplified(self, lo: int, hi: int) -> bool:
        """Whether what follows personal data are but examples: denying "personal information (such as your name)" denies all of it."""
        return any(
            m.concept == GENERIC
            and (m.last > m.first or self.s.word(m.last) == "pii")
            and (self.s.word(after) in _OPENING or self.s.word(after + 1) in ("example", "instance"))
            for m in self.of("data", lo, hi)
            for after in [m.last + 1 + (self.s.word(m.last + 1) in ("(", ","))]
        )

    def is_doing(self, at: int) -> bool:
        """Whether a gerund stands at a position, and no data: "such as (by) enabling you to call", not "billing address"."""
        at += self.s.word(at) == "by"
        word = self.s.word(at)
        return word.endswith("ing") and not any(m.first == at for m in self.of("data", at, at + 9))

    def purposes(self, lo: int, hi: int) -> list[str]:
        """Purposes after a word that announces one: "to", "for", "so that" ..."""
        if not self.of("purpose", lo, hi):
            return []
        doing = False  # within "when you register to ...", which tells what people do
        for at, w in enumerate(self.s.span(lo, hi), max(lo, 0)):
            if w in ("when", "whenever", "if", "by"):
                doing = self.s.word(at + 1) in (_W["user_acts"] if w == "by" else _W["user"])
            elif w in (",", ";", ")"):
                doing = False
            if doing or w == "for" and self.s.word(at + 1) in ("example", "instance"):
                continue
            if (
                w in ("for", "because", "so", "purpose", "purposes", "thereby")
                or w == "to" and self.opens_purpose(at)
                or w in ("in", "as") and self.s.word(at + 1) in ("necessary", "needed", "part", "course", "required")
                or w == "when" and self.s.word(at - 1) in ("needed", "required")
                or w == "in" and self.s.word(at + 1) == "the" and self.s.word(at + 2) == "course"
                or w == "in" and self.s.word(at + 1) == "connection" and self.s.word(at + 3) not in ("your", "any")
                or w in _EVENTS and not _BREAKING.isdisjoint(self.s.stem(k) for k in range(at + 1, at + 9))
                or w in ("by", "in") and self.s.word(at + 1).endswith("ing") and not self.is_of_source(at)
                or w in ("helps", "help", "allows", "enables", "enabling", "allowing", "helping") and not (self.s.word(at - 1) == "who" and self.is_of_source(at))
                or w == "which" and self.begins_purpose(at + 1)
                or w in ("that", "who") and self.s.stem(at + 1) in _SERVING and self.is_of_party(at) and self.s.word(at + 2) != "on"
            ):  # fmt: skip
                return self.concepts("purpose", at, hi)
        return []

    def purposes_named(self, lo: int, hi: int) -> list[Mention]:
        """Words for purposes between two positions, those that the provider pursues before what is none where it stands."""
        return [*self.of("purpose", lo, hi), *self.of(IDLE, lo, hi)]

    def purposes_or_idle(self, lo: int, hi: int) -> list[str]:
        """Purposes named between two positions; words that are no purpose where they stand only for want of others."""
        return self.concepts("purpose", lo, hi) or self.concepts(IDLE, lo, hi)

    def begins_purpose(self, at: int) -> bool:
        """Whether what follows "which" makes something possible or is a purpose: "cookies, which help us to"."""
        if any(self.s.stem(k) in _ENABLING for k in range(at, at + 3)):
            return True
        used = next((k for k in range(at + 1, at + 4) if self.s.word(k) == "used"), 0)
        if used and self.s.word(used - 1) in _W["be"] | _W["adverbs"]:  # "which may be used to bill you"
            return self.s.word(used + 1) in ("for", "in", "to")
        return self.s.word(at) in _W["infinitives"] and any(
            m.first == at for m in self.of("purpose", at, at + 9)
        )

    def is_of_party(self, relative: int) -> bool:
        """Whether a relative pronoun describes a recipient: "to vendors that process payments"."""
        party = self.s.ends.get(relative - (2 if self.s.word(relative - 1) == "," else 1))
        return (
            party is not None
            and party.scheme == "recipient"
            and "from" not in self.s.span(party.first - 9, party.first)
            and self.s.word(relative + 2) not in _W["provider"]  # "who provide us with your name"
        )

    def is_of_source(self, at: int) -> bool:
        """Whether a relative clause tells what sources do: "we get data from firms who assist us in selling phones"."""
        relative = next((k for k in range(at - 1, at - 5, -1) if self.s.word(k) in ("that", "who")), 0)
        given = any(
            {"disclose", "engage", "give"} & set(p.classes)
            for p in self.predicates
            if p.at < relative and p.status != "relative"
        )
        return relative > 0 and "from" in self.s.span(0, relative) and not given

    def begins_with_data(self) -> bool:
        """Whether an item lists data, so that what it is for must be said: "Your name and order history"."""
        data, purposes = self.of("data", 0, 4), self.of("purpose", 0, 4)
        first = self.s.words[0]
        other = first.word in _W["infinitives"] or first.stem in verb_classes() or first.word.endswith("ing")
        if first.word in _W["generic_nouns"] and self.s.word(1) in _W["about"]:
            return True  # "information about how you use our services"
        return bool(data) and not purposes and not other and first.word not in ("to", "for", "in", "where")

    def announced(self, lo: int, hi: int) -> list[str]:
        """Purposes of all data in a list, and not of one among them: "your address for billing, your name"."""
        purposes, data = self.of("purpose", lo, hi), self.of("data", lo, hi)
        among = purposes and data and data[0].last < purposes[0].first and purposes[-1].last < data[-1].first
        own = among and self.s.word(purposes[0].first - 1) == "for" and _OPENERS.isdisjoint(
            self.s.span(purposes[-1].last, data[-1].first)
        )  # fmt: skip
        return [] if own else self.purposes(lo, hi)

    def conditions(self, lo: int, hi: int, *, excepted: bool = False, collects: bool = False) -> list[str]:
        """Conditions named between two positions.

        `excepted`: of an exception, so that "without your consent" is one.
        `collects`: of collecting, for which "what you choose to tell us" is none.
        """
        if "condition" not in self.s.by_scheme:
            return []
        return unique(
            [
                m.concept
                for m in self.of("condition", lo, hi)
                if limits(self.s, m, excepted=excepted) and not (collects and is_handed_over(self.s, m))
            ]
        )

    def of_noun(
        self,
        action: str,
        last: int,
        rule: str,
        data: list[str],
        who: list[str],
        purposes: list[str],
        *conditions: str,
    ) -> Finding:
        """What a sentence up to `last` says of an action that a noun names: somebody receives what is shared, a sale needs no purpose."""
        recipients = {"share": who or ["Recipient"], "sell": who}.get(action, [])
        return Finding(
            action, 0, last, rule, data=list(data), recipients=list(recipients),
            purposes=[] if action == "sell" else list(purposes), conditions=list(conditions),
        )  # fmt: skip
