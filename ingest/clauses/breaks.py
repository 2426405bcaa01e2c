"""Where the words end that belong to a verb: at a purpose, a circumstance, an exception or an enumeration."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

from policytrail.ingest.clauses.contrasts import Contrasts
from policytrail.ingest.document import Span
from policytrail.ingest.mentions.topics import TELLING
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import words

_W = words()
_SUBORDINATORS = _W["circumstances"]
_ENUMERATORS = _W["enumerators"]
_EXCEPTIONS = _W["exceptions"]
_EXCEPTING = {"other": "than", "apart": "from", "aside": "from", "exception": "of"}  # with what follows
_EXCEPTED = _EXCEPTING.keys() | {"save"}
_DISTINGUISHING = frozenset("set sets tell telling tells".split())
_SAVING = frozenset("as for insofar that where".split())  # after "save"
_ACTING = _W["modals"] | _W["provider"] | _W["user"] | frozenset("and always can not or that to".split())
_NOBODY = frozenset("anybody anyone else nobody none".split())
_AIMING = frozenset(("so", w) for w in ("that", "they", "we", "you"))
_DENYING = _W["negations"] - {"without"} | {"forbid", "forbids", "prohibit", "prohibits"}
_PARENTHETIC = _W["parenthetic"]
_LIMITS = frozenset(["limit", "limitation", "limitations", "restriction"])  # "including without limitation"
# After these "to" gives, or goes on: "to anyone", "to and from".
_GIVEN_TO = frozenset("third one other others anyone law government public and or whom".split())
_ANSWERING = frozenset(map(stem, "answer reaction reply response".split()))
_VISITING = frozenset("access browse connect open reach view visit".split())
_BEFORE_LIST = frozenset(
    ", about among example for from instance like other others sources such as things to us with you".split()
)
_PURPOSES = frozenset(["purpose", "purposes"])
_EXAMPLES = frozenset("e eg for including like namely such".split())
_EXAMPLE_OF = frozenset("as example : instance".split())
_LINKING = frozenset("additionally also finally further furthermore however moreover therefore".split())
_SIGNS = frozenset(", ; : ( )".split())


class Breaks(Contrasts):
    """One sentence with its mentions, to be asked where something else begins."""

    @cached_property
    def exceptions(self) -> list[int]:
        """Where an exception begins."""
        plain = self.s.plain
        if "but" not in plain and _EXCEPTIONS.isdisjoint(plain) and _EXCEPTED.isdisjoint(plain):
            return []
        return [k for k in range(len(plain)) if self.is_exception(k)]

    def after_linking(self) -> int:
        """Where a sentence begins after "and", "however,", that tie it to the one before."""
        if self.s.word(0) in ("and", "but", "or"):
            return 1
        return 2 if self.s.word(0) in _LINKING and self.s.word(1) == "," else 0

    def break_at(self, lo: int, hi: int) -> int:
        """First position from `lo` where a purpose, a circumstance or an exception begins, or `hi + 1`."""
        resume = lo
        ends = {m.first: m.last for m in self.of("data", lo, hi)}
        for at, w in enumerate(self.s.span(lo, hi), max(lo, 0)):
            if at < resume:
                continue
            if at in ends:  # "the number that you want to port" is all one
                resume = ends[at] + 1
                continue
            if w == "(" and not self.is_enumerator(at):  # "and (when you pay) your card number"
                resume = next((k for k in range(at, hi) if self.s.word(k) == ")"), at)
            elif w in _SUBORDINATORS and self.begins_circumstance(at):
                if self.s.word(at - 1) != "," or self.s.word(at - 2) not in ("and", "or"):
                    return at
                resume = next((k for k in range(at, hi) if self.s.word(k) == ","), at)  # "and, if you pay,"
            if w in _EXCEPTIONS and self.is_exception(at) or w == "(" and self.is_enumerator(at):
                return at
            if w == "to" and self.opens_purpose(at):
                return at
            if (w, self.s.word(at + 1)) in _AIMING:
                return at
            if w == "for" and (
                self.s.word(at + 1).endswith("ing")
                or any(m.first - at in (1, 2, 3) for m in self.of("purpose", at, hi))
                or self.names_purposes(at)
            ):
                if self.s.word(at - 1) != "," or self.s.word(at - 2) not in ("and", "or"):
                    return at
                resume = next((k for k in range(at, hi) if self.s.word(k) == ","), at)  # "and, for billing,"
        return hi + 1

    def names_purposes(self, at: int) -> bool:
        """Whether "for" at a position is followed by "(the) purposes (of)", and not by a purpose and the data: "for our purposes your name"."""
        noun = next((k for k in range(at + 1, at + 7) if self.s.word(k) in _PURPOSES), 0)
        if not noun or not _SIGNS.isdisjoint(self.s.span(at - 1, noun)):
            return False
        after = self.s.word(noun + 1)
        if (
            after == ","
        ):  # "for many purposes, including to bill you", not "for these purposes, including your name"
            told = noun + 4 if self.s.word(noun + 3) in _EXAMPLE_OF else noun + 3
            done = any(m.first == told for m in self.of("purpose", told, told + 9))
            return self.s.word(noun + 2) in _EXAMPLES and (done or not self.of("data", told, told + 3))
        return after not in _W["determiners"] - {"such"}

    def begins_circumstance(self, at: int) -> bool:
        """Whether "as", "if", "when" at a position begin what the object does not reach over."""
        before, after = self.s.word(at - 1), self.s.word(at + 1)
        if before in ("such", "as", "well") or after in ("well", ","):
            return False  # "which services you used, and when, including ..."
        if any(m.first == at for m in self.of("data", at, at + 6)):
            return False  # "where you are", "when you were last online"
        if self.s.word(at) == "if" and before == "," and "whether" in self.s.span(at - 12, at):
            return False  # "whether you have seen a message, if you are on another call, and"
        if self.s.word(at) == "as":
            return after in ("you", "we", "part", "required", "necessary", "needed")
        return not (after in _PARENTHETIC and self.s.word(at + 2) == ",")  # "if available,"

    def is_enumerator(self, at: int) -> bool:
        """Whether "(a)" or "(ii)" starts at a position."""
        return self.s.word(at) == "(" and self.s.word(at + 2) == ")" and self.s.word(at + 1) in _ENUMERATORS

    def opens_purpose(self, at: int) -> bool:
        """Whether "to" at a position begins an infinitive and not a recipient."""
        after = at + 2 if self.s.word(at + 1) == ":" else at + 1
        if self.is_enumerator(after):
            after += 3  # "to: (a) provide"
        while self.s.word(after).endswith("ly"):
            after += 1
        w = self.s.word(after)
        if (
            w in _W["determiners"]
            or w in _W["provider"]
            or w in _W["user"]
            or not w.isalpha()
            or after in self.s.provider_at
        ):
            return False
        if self.s.word(at - 1) in ("use", "used", "using") and w in _VISITING:
            return False  # "the device that you use to access our site"
        if self.s.word(at - 1) == self.s.word(at + 1):
            return False  # "end-to-end encrypted messages"
        if self.s.word(at - 1) in ("addition", "limited", "restricted", "listen", "listening"):
            return False
        if self.s.stem(at - 1) == "relat" and self.s.word(at - 2) in TELLING:
            return False  # "information related to errors"
        answers = self.s.stem(at - 1) in _ANSWERING and self.s.word(at - 2) != "in"
        if (answers or self.s.word(at - 1) == "access") and w not in _W["infinitives"]:
            return False  # "access to files", "responses to polls", but not "in response to a claim"
        return w not in _GIVEN_TO and not any(
            m.first <= after <= m.last for m in self.s.by_scheme.get("recipient", ())
        )

    def awaits_object(self, lo: int, hi: int) -> bool:
        """Whether the object is still to come: "(with carriers) the following data:", or nothing but a colon, or "us, for example:"."""
        last = self.s.plain[-5:-1]
        if "following" in last and not _W["generic_nouns"].isdisjoint(last) and self.s.plain[-1] == ":":
            return True
        if "following" in self.s.span(lo, min(lo + 3, hi)):
            # not "for the following purposes: billing and research"
            return ":" not in self.s.plain[lo:-1] or _W["reasons"].isdisjoint(self.s.span(lo, hi))
        return self.s.plain[-1] == ":" and _BEFORE_LIST.issuperset(self.s.plain[lo:-1])

    def is_exception(self, at: int) -> bool:
        """Whether an exception begins at a position."""
        w = self.s.word(at)
        if w in _EXCEPTIONS:
            asked = w == "without" and self.of("condition", at, at + 4)
            if asked and self.s.implied != "deny" and _DENYING.isdisjoint(self.s.said):
                return False  # "we may use it without your consent to bill you"
            notice = self.s.word(at + 3) in (",", "to") and "notice" in self.s.span(at, at + 2)
            return not (w == "without" and (notice or self.s.word(at + 1) in _LIMITS))
        if w == "but":  # "by nobody but our staff"
            return self.s.word(at - 1) in _NOBODY or self.s.span(at - 2, at - 1) == ["no", "one"]
        if w == "save":  # "save as the law requires", but not "we save as much as"
            return self.s.word(at + 1) in _SAVING and self.s.word(at - 1) not in _ACTING
        if w == "apart" and not _DISTINGUISHING.isdisjoint(self.s.span(at - 5, at - 2)):
            return False  # "numbers that tell your phone apart from others"
        return self.s.word(at + 1) == _EXCEPTING.get(w)

    def alternatives(self, lo: int, hi: int) -> list[Span]:
        """The parts of an exception that stand for themselves: "with your consent | or for these purposes: to bill you; | to ..."."""
        met = self.of("condition", lo, hi)
        if not met or not self.of("purpose", lo, hi):
            return [(lo, hi)]
        cuts = [
            k
            for k in range(lo + 1, hi)
            if self.s.word(k) == ";"
            or self.s.word(k) == "or"
            and self.s.word(k + 1) == "for"
            and met[0].last < k
        ]
        return list(pairwise([lo, *cuts, hi])) if cuts else [(lo, hi)]
