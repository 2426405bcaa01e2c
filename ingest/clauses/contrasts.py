"""What a sentence names only to leave it out: "your name, but not your age", "with carriers and not with advertisers"."""

from __future__ import annotations

from functools import cached_property

from policytrail.ingest.clauses.recipients import Parties
from policytrail.ingest.document import Span
from policytrail.ingest.finding import unique
from policytrail.ingest.words.lexicon import SKIPPED, Mention
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import words

_W = words()
_CONTRASTING = frozenset(["but", "though"])
_JOINING = _W["connectors"] | _W["determiners"]
_LISTING = _JOINING - _W["relatives"]
NO_DATA = frozenset(["neither", "no", "none"])
_FINITE = _W["be"] | _W["modals"]
_HAVING = frozenset(map(stem, "carry contain disclose include reveal show".split()))
_STOPS = (
    (_W["clause_end"] - {","})
    | _W["relatives"]
    | _W["modals"]
    | _W["provider"]
    | frozenset("for from such to with".split())
)
_NOT = frozenset(["never", "not"])
_TURNS = _CONTRASTING | {",", "and"}
_AIMED = frozenset("by for to with".split())
_ENDS = _W["clause_end"] | {"but"}


class Contrasts(Parties):
    """One sentence with its mentions, to be asked what is not meant."""

    def contrast(self, mention: Mention) -> int:
        """Where begins what is not meant, in a list of which data stand: "your town (not your street)", "your name, but not your age"; else -1."""
        at = self.first_listed(mention) - 1
        while self.s.word(at) in SKIPPED or self.s.word(at) == "for":
            at -= 1
        word = self.s.word(at)
        if word not in _W["negations"] or word in NO_DATA and self.begins_clause(mention.last + 1):
            return -1
        turned = self.s.word(at - 1) in _CONTRASTING
        at -= turned
        beside = self.s.word(at) == "not" and self.s.word(at - 1) == ","
        return at if turned or beside or self.s.word(at - 1) == "(" else -1

    def is_absent(self, mention: Mention) -> bool:
        """Whether a relative clause says that something does not have the data: "reports that do not contain | your name"."""
        for at in range(mention.first - 1, max(mention.first - 12, 2), -1):
            word = self.s.word(at)
            if self.s.stem(at) in _HAVING and self.s.word(at - 1) in _W["negations"]:
                begin = at - 2
                while self.s.word(begin) in _FINITE:
                    begin -= 1
                return self.s.word(begin) in ("that", "which")
            if word in _STOPS:
                return False
        return False

    def begins_clause(self, at: int) -> bool:
        """Whether a verb comes after the rest of a list: "your name, but no numbers | or messages are stored"."""
        while self.s.word(at) in _LISTING or at in self.data_at:
            at = self.data_at.get(at, at) + 1
        return self.s.word(at) in _FINITE

    @cached_property
    def data_at(self) -> dict[int, int]:
        """Where each mention of data begins, with its last position."""
        return {m.first: m.last for m in self.of("data", 0, len(self.s.words))}

    @cached_property
    def turn(self) -> Span | None:
        """What "but not" leaves out, without data of its own: "with carriers, | not with advertisers |"."""
        plain = self.s.plain
        for at, word in enumerate(plain):
            if word not in _NOT or plain[at - 1] not in _TURNS or self.s.word(at + 1) not in _AIMED:
                continue
            end = next((k for k in range(at + 2, len(plain)) if plain[k] in _ENDS), len(plain))
            if self.s.word(at + 1) != "to" or not self.of("data", at, end):  # "and not to use your data for"
                return at, end - 1
        return None

    def listed_data(self, at: int) -> Mention | None:
        """The data before those that begin at a position, where only words of a list stand between them."""
        left = at - 1
        while self.s.word(left) in _JOINING:
            left -= 1
        joined = not _W["connectors"].isdisjoint(self.s.span(left + 1, at - 1))
        named = self.s.ends.get(left)
        return named if joined and named and named.scheme == "data" else None

    def first_listed(self, mention: Mention) -> int:
        """Where the list of data begins that a mention stands in."""
        first = mention.first
        while left := self.listed_data(first):
            first = left.first
        return first

    def left_out(self, scheme: str) -> list[str]:
        """Concepts that "but not ..." alone names: "with carriers, but not with | advertisers |"."""
        if self.turn is None:
            return []
        first, last = self.turn
        named = self.concepts(scheme, 0, first) + self.concepts(scheme, last + 1, len(self.s.words))
        return [c for c in self.concepts(scheme, first, last) if c not in named]

    def contrasted(self, lo: int, hi: int) -> list[str]:
        """Data between two positions that "but not ..." says are not meant."""
        if _W["negations"].isdisjoint(self.s.said):
            return []
        begun = [(m, self.contrast(m)) for m in self.of("data", lo, hi)]
        told = (
            m
            for m, at in begun
            if at >= 0 and (self.s.word(at) in _CONTRASTING or self.s.word(at - 1) == ",")
        )
        return unique([m.concept for m in told])
