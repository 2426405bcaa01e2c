"""What a policy's terms cover: "CPNI includes call records", "X is not considered CPNI", "X, known as traffic data"."""

from __future__ import annotations

from typing import NamedTuple

from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.clauses.triggers import on
from policytrail.ingest.finding import ANAPHOR, GENERIC, Finding, unique
from policytrail.ingest.mentions.terms import QUOTES
from policytrail.ingest.words.lexicon import SKIPPED, Mention
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import words
from policytrail.ontology.taxonomy import taxonomy

_W = words()
_COVERING = frozenset(map(stem, _W["covering"]))
_BE = frozenset(["is", "are"])
_TRIGGERS = _COVERING | frozenset(map(stem, [*_BE, "any", "all"]))
_CALLED = frozenset(["known", "called", "termed"])
_LINKING = (
    frozenset(
        "a an also as be become classified considered deemed defined form kind of our part regarded subset such".split()
    )
    | frozenset("therefore thus to treated type your".split())
    | _CALLED
)
_CLOSING = QUOTES | frozenset(
    [".", ",", ";", ":", ")", "and", "under", "for", "protected", "that", "which", "because"]
)
_CONSIDERING = frozenset("classifies classify consider considers deem deems regard treat treats".split())
_COUNTING = frozenset("count counts qualifies qualify".split())  # "as personal data"
_EQUATING = _BE | _CONSIDERING | _COUNTING
_POINTING = frozenset(["it", "such", "the", "these", "they", "this"])
_PARTLY = frozenset("few many most much part parts some".split())
_BE_TAKEN = frozenset(["be", "become"])
_PRONOUNS = frozenset("it they this these".split())
_POINTED = _W["generic_nouns"] | _PRONOUNS | frozenset("file files log logs record records".split())
_KINDS = frozenset("categories elements examples items kinds types".split())
_KIND = frozenset("category class kind type".split())
_PREPOSITIONS = frozenset("about as by for from in of on through to under via with".split())
_AFTER_MATTER = dict.fromkeys(
    "pertain pertains pertaining relate related relates relating".split(), ("to",)
) | {"for": ("example", "instance")}
_OF_MATTER = frozenset(["about", "concerning", "regarding"])
_ACTING = frozenset(["we", "you", "that", "which", ","])
_DUTIES = frozenset(["must", "should"])
_LISTING = frozenset("includ compris contain consist".split())  # after these, all data are parts
_BEFORE_VERB = _W["modals"] | _W["negations"] | _W["adverbs"]
_FINITE = _W["modals"] | _BE
_OPENING_LIST = frozenset("example following including instance such".split())
_NEAR = 14  # words between what is equated and the verb
_POLARITY = {False: "affirm", True: "deny"}  # by whether a negation stands before the verb


class _Term(NamedTuple):
    """What is defined, from its first to its last word."""

    concept: str
    first: int
    last: int


# "When we use the term", "where we say".
_NAMING = frozenset("phrase refer say speak term words".split())


class Definitions(Arguments):
    """A sentence that can be read as a definition; each reader adds to `findings`.

    `about` is the concept that the sentence defines, "" for none: "this includes" right after it means the same.
    """

    about = ""

    def read_definition(self) -> None:
        """ "X includes Y", "X is information such as Y", "X, which includes Y but not Z", with a data concept X."""
        described = self.topic == GENERIC and self.s.word(0) in _W["generic_nouns"]
        described &= self.s.word(1) == "that" and self.s.word(2) not in ("we", "you")
        if not described and (
            _TRIGGERS.isdisjoint(self.s.stems) or not self.topic and "data" not in self.s.by_scheme
        ):
            return
        term: _Term | None = None
        if self.topic and self.s.word(0) in ("any", "all") and self.noun_after(-1):
            term = _Term(self.topic, 0, 0)  # "Personal data: any information such as your name"
        elif described:
            term = _Term(self.topic, 0, 0)  # "Personal data: data that tell who you are, such as your name"
        if term:
            self.define(term, -1, len(self.s.plain) - 1)
            self.about = term.concept
        may = [k for k, w in enumerate(self.s.words) if w.stem in _COVERING or w.word in _BE]
        verbs = [k for k in may if self.is_defining(k)]
        for number, at in enumerate(verbs):
            if term is None:
                term = self.relative_term(at) or self.term(at)
            elif not self.goes_on(at):
                continue
            if term:
                following = next((k for k in verbs[number + 1 :] if self.goes_on(k)), None)
                if self.define(term, at, self.clause_end(at, following)):
                    self.about = term.concept

    def is_defining(self, at: int) -> bool:
        """Whether a verb that may define stands at a position: "includes", "is any information"."""
        word = self.s.word(at)
        if word in _BE:
            return self.noun_after(at) > 0 or "examples" in self.s.span(0, 3)
        return self.s.stem(at) in _COVERING and not word.endswith(("ing", "ed"))

    def goes_on(self, verb: int) -> bool:
        """Whether a verb goes on with the term of the one before: "but it does not contain", "and includes"."""
        at = verb - 1
        while self.s.word(at) in _W["negations"] | _W["modals"] | {"it", "they", "also"}:
            at -= 1
        return self.s.word(at) in ("and", "but", ";", ",")

    def clause_end(self, verb: int, following: int | None) -> int:
        """Where what a defining verb covers ends: before the next such verb that has the same subject."""
        if following is None:
            return len(self.s.words) - 1
        return max(k for k in range(verb, following) if self.s.word(k) in ("and", "but", ";", ",")) - 1

    def term(self, verb: int) -> _Term | None:
        """The data concept that is the subject of a defining verb, itself, by a pronoun, or as the block's label."""
        closed = max((k for k in range(verb) if self.s.word(k) == ")"), default=-1)
        signs = (",", ";", "(") if "(" in self.s.span(closed + 1, verb) else (",", ";")
        opening = max((k + 1 for k in range(verb) if self.s.word(k) in signs), default=0)
        if verb == opening and self.topic:
            return _Term(self.topic, verb, verb)
        if self.s.span(verb - 1, verb) == ["we", "mean"]:
            return self.called(verb)
        if self.s.word(verb - 1) in ("and", "but"):
            return self.first_subject(verb)
        if self.s.word(opening) in _POINTING and (named := self.pointing_term(opening, verb)):
            return named
        bracket = max((k for k in range(opening, verb) if self.s.word(k) == "("), default=verb)
        near = bracket if closed == verb - 1 else verb  # "network information (“CPNI”) includes"
        before = self.of("data", opening, near - 1) or self.of("data", opening, verb - 1)
        left = [m for m in before if near - m.last <= 5]
        if not left and self.topic and "examples" in self.s.span(opening, min(verb, opening + 4)):
            return _Term(self.topic, opening, verb - 1)
        head = next((m for m in left if m.concept == left[-1].concept), None)  # "network information (CPNI)"
        if head is None or head.first > opening + 4 or head.concept == ANAPHOR:
            return None
        acts = any(opening <= p.at < verb for p in self.predicates)
        between = self.s.span(left[-1].last + 1, verb - 1)
        if acts or not _ACTING.isdisjoint(between) or not self.is_head(head, opening):
            return None
        return _Term(*left[-1][1:])

    def called(self, verb: int) -> _Term | None:
        """X in "when we use the term X, we mean Y", "by X we mean Y"."""
        named = (
            m
            for m in self.of("data", 0, verb)
            if not _NAMING.isdisjoint(self.s.span(m.first - 5, m.first)) or self.s.word(0) == "by"
        )
        term = next(named, None)
        return _Term(*term[1:]) if term and term.concept != ANAPHOR else None

    def first_subject(self, verb: int) -> _Term | None:
        """X in "X does not identify you, but includes", "X is defined by law and includes"."""
        named = next((m for m in self.of("data", 0, verb) if m.first <= 2), None)
        if named is None or named.concept == ANAPHOR or self.s.word(named.last + 1) not in _FINITE:
            return None
        acts = any(p.at < verb and "define" not in p.classes for p in self.predicates)
        return None if acts else _Term(*named[1:])

    def is_head(self, mention: Mention, opening: int) -> bool:
        """Whether data are what a subject is about: not X in "information provided by X", but X in "examples of X"."""
        at = mention.first - 1
        while at > opening and self.s.word(at) in SKIPPED:
            at -= 1
        return at < opening or self.s.word(at) not in _PREPOSITIONS or self.s.word(at - 1) in _KINDS

    def pointing_term(self, first: int, verb: int) -> _Term | None:
        """What "this", "it", "such information" before a verb stand for, where that is one concept."""
        at = first + (self.s.word(first + 1) in _POINTED - _PRONOUNS)
        between = set(self.s.span(at + 1, verb - 1))
        if self.s.word(at) not in _POINTED or between - _BEFORE_VERB or self.s.word(verb + 1).endswith("ing"):
            return None
        if self.s.stem(verb) == "mean" or self.s.stem(verb) == "contain" and self.s.word(at) in _PRONOUNS:
            return None
        if any(
            m.first <= at <= m.last and m.concept not in (GENERIC, ANAPHOR)
            for m in self.of("data", first, verb)
        ):
            return None
        if self.s.word(first) == "the" and self.s.word(at) in _W["generic_nouns"]:
            return None
        if self.topic:
            return _Term(self.topic, first, at)
        if self.antecedent == ["Cookies"] and self.s.word(first) == "this":
            return None  # "we collect it by cookies. This includes": what is collected, not the means
        return _Term(self.antecedent[0], first, at) if len(self.antecedent) == 1 else None

    def relative_term(self, verb: int) -> _Term | None:
        """X in "X, which includes Y"."""
        if self.s.word(verb - 1) != "which" or self.s.stem(verb) == "mean" and not self.noun_after(verb):
            return None
        named: Mention | None = self.s.ends.get(verb - 2 - (self.s.word(verb - 2) in (",", "(")))
        if named is None or named.scheme != "data" or named.concept in (GENERIC, ANAPHOR):
            return None
        return _Term(*named[1:])

    def define(self, term: _Term, verb: int, last: int) -> bool:
        """Add what a term covers by the words from its verb to `last`, and what these leave out; whether it is a term."""
        if term.concept == GENERIC != self.topic and not self.is_personal(term.first, verb - 1):
            return False
        start = term.first if term.last < verb else max(verb, 0)
        before = self.s.span(max(term.last + 1, verb - 4), verb - 1)
        if not _DUTIES.isdisjoint(before):
            return False
        negated = not _W["negations"].isdisjoint(before)
        out = next((k for k in range(verb + 1, last) if self.ends_parts(k)), last + 1)
        covered = self.covered(term.concept, verb, out - 1, negated=negated)
        whole, polarity = term.concept, _POLARITY[negated]
        if covered or self.opens_list(verb) and last == len(self.s.words) - 1:
            self.findings.append(
                Finding("define", start, out - 1, "definition", polarity, data=covered, broader=whole)
            )
        leaves_out = self.s.word(out) == "excluding" or self.s.word(out + 1) == "not"
        left_out = self.covered(whole, out, last, negated=True) if leaves_out else []
        if leaves_out and self.s.word(out - 1) == "(":  # "your calls (but not what is said) and faxes"
            closed = next((k for k in range(out, last) if self.s.word(k) == ")"), last)
            after = self.covered(whole, closed, last, negated=negated)
            covered += [d for d in after if d not in covered]
            last, left_out = closed - 1, []
        left_out += [d for d in self.contrasted(out, last) if d not in (whole, GENERIC, *left_out)]
        if left_out and not negated:
            self.findings.append(
                Finding("define", out, last, "definition", "deny", data=left_out, broader=whole)
            )
        return True

    def covered(self, whole: str, verb: int, last: int, *, negated: bool) -> list[str]:
        """Data that a term covers by the words from its verb on; behind "is information" its matter and its examples."""
        noun = self.noun_after(verb)
        if noun and self.s.stem(verb) not in _LISTING:
            parts = [*self.matter(noun, last), *self.examples(noun, last)]
        else:
            parts = self.data(verb + 1, last)
        wider = taxonomy().ancestors(whole)
        parts = [d for d in parts if d not in (whole, GENERIC) and d not in wider]
        placed = self.s.stem(verb) == "contain" or any(f.rule == "instrument" for f in self.findings)
        if placed and "Cookies" in parts:
            parts.remove("Cookies")  # where they stand: "our messages contain web beacons"
        if negated and whole != GENERIC and self.is_personal(verb + 1, last):
            parts.insert(0, GENERIC)  # "does not contain personal information such as your name"
        return unique(parts)

    def matter(self, lo: int, hi: int) -> list[str]:
        """What "information" is about: data after "relating to", "regarding"."""
        for at in range(lo, hi):
            after = _AFTER_MATTER.get(self.s.word(at), ())
            if self.s.word(at) in _OF_MATTER or self.s.word(at + 1) in after:
                return self.data(at + 1, self.break_at(at + 2, hi) - 1)
        return []

    def noun_after(self, verb: int) -> int:
        """Where "information" or "data" stand, if there is nothing but "any", "a kind of" between a verb and them, else 0."""
        noun = verb + 1
        kind = next((k for k in range(noun, noun + 3) if self.s.word(k) in _KIND), 0)
        if kind and self.s.word(noun) == "a" and self.s.word(kind + 1) == "of":
            noun = kind + 2
        while self.s.word(noun) in _W["determiners"] or self.s.word(noun) in ("personal", "to"):
            noun += 1
        return noun if self.s.word(noun) in _W["generic_nouns"] else 0

    def is_personal(self, lo: int, hi: int) -> bool:
        """Whether words name personal data: "personal information", "information that identifies you"."""
        said = self.s.span(lo, hi)
        if not _W["personal"].isdisjoint(said):
            return True
        identifies = any(w.startswith("identif") for w in said)
        return identifies and "not" not in said and not _W["generic_nouns"].isdisjoint(said)

    def ends_parts(self, at: int) -> bool:
        """Whether at a position something else or an exclusion begins: "but not", "but we", "excluding"."""
        word = self.s.word(at)
        return word == "excluding" or word == "but" and "limited" not in self.s.span(at, at + 4)

    def opens_list(self, verb: int) -> bool:
        """Whether what a verb defines stands in the list below: "includes:", "is any information, including:"."""
        last = len(self.s.words) - 1
        near = max(verb, last - 7)
        return self.s.word(last) == ":" and (
            verb == near or not _OPENING_LIST.isdisjoint(self.s.span(near, last))
        )

    @on(words=_EQUATING)
    def read_equation(self) -> None:
        """ "Your name and address are not CPNI", "we do not consider IP addresses as personal data"."""
        if self.about or "data" not in self.s.by_scheme:
            return
        if self.s.word(0) in _PARTLY and self.s.word(1) == "of":
            return  # "some of this information is personal data" tells not which
        for at, word in enumerate(self.s.plain):
            if word in ("include", "includes"):
                return  # what follows is what a subject has, not what it is
            counts = word in _COUNTING and self.s.word(at + 1) == "as" and self.read_copula(at + 1)
            if (
                counts
                or word in _BE
                and self.read_copula(at)
                or word in _CONSIDERING
                and self.read_considering(at)
            ):
                return

    def whole(self, at: int) -> _Term | None:
        """The data concept that words at a position name, over articles and "a kind of", and nothing else."""
        while self.s.word(at) in _LINKING:
            at += 1
        named = next((m for m in self.of("data", at, len(self.s.plain)) if m.first <= at + 1), None)
        if named is None or named.concept == ANAPHOR:
            return None
        if named.concept == GENERIC and not self.is_personal(named.first, named.last):
            return None
        last = self.s.word(named.last)  # "is recorded", "are small files"
        if last.endswith("ed") or last in ("file", "files"):
            return None
        return _Term(named.concept, named.first, self.called_too(named))

    def called_too(self, named: Mention) -> int:
        """Where the second name of data ends that have two: "proprietary information, or “CPNI”"."""
        at = named.last + 1 + (self.s.word(named.last + 1) == ",")
        if self.s.word(at) != "or":
            return named.last
        same = (m.last for m in self.of("data", at + 1, at + 3) if m.concept == named.concept)
        return next(same, named.last)

    def read_copula(self, at: int) -> bool:
        """What "is" or "are" at a position equate; whether they do."""
        after = at + 1
        negated = self.s.word(after) == "not"
        after += negated
        if self.s.word(after) == "to" and self.s.word(after + 1) not in _BE_TAKEN:
            return False  # "the only use of your fax number is to send faxes"
        negated = negated or self.s.word(0) in ("neither", "no", "none")
        called = self.s.word(after) in _CALLED
        whole = self.whole(after)
        last = len(self.s.plain) - 1
        if whole is None or self.findings and not called:
            return False
        if "specific" in self.s.span(whole.last + 1, whole.last + 3):
            return False  # "your choices are browser and device specific"
        if whole.last < last and self.s.word(whole.last + 1) not in _CLOSING and not called:
            return False
        relative = self.s.word(at - 1) in ("which", "that")
        if relative and not called:
            return False
        first = 0
        if relative:
            first = max([p.last + 1 for p in self.predicates if p.at < at], default=0)
            first = max(
                [k + 1 for k in range(first, at) if self.s.word(k) in ("including", "as", ":")], default=first
            )
        elif any(p.at < at and p.status == "main" for p in self.predicates):
            return False
        near = any(at - m.last < _NEAR for m in self.of("data", first, at - 1))
        parts = [d for d in self.data(first, at - 1) if near and d not in (GENERIC, whole.concept)]
        listed = "following" in self.s.span(0, 3) and self.s.word(last) == ":"
        if not parts and not listed:
            return False
        self.findings.append(
            Finding("define", first, last, "equation", _POLARITY[negated], data=parts, broader=whole.concept)
        )
        return True

    def read_considering(self, verb: int) -> bool:
        """ "We do not consider your name to be personal data": what somebody takes for what."""
        last = len(self.s.plain) - 1
        links = (
            k
            for k in range(verb + 1, last)
            if self.s.word(k) in ("as", "to") and self.s.word(k - 1) != "such"
        )
        link = next(links, 0)
        whole = self.whole(link) if link and self.s.word(verb - 1) not in ("with", "in") else None
        parts = [d for d in self.data(verb + 1, link - 1) if d != GENERIC]
        if whole is None or not parts or whole.concept in parts:
            return False
        negated = not _W["negations"].isdisjoint(self.s.span(verb - 3, verb - 1))
        self.findings.append(
            Finding("define", 0, last, "equation", _POLARITY[negated], data=parts, broader=whole.concept)
        )
        return True
