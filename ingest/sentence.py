"""A sentence: its words and what was found in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Literal

from policytrail.ingest.lexicon import Mention
from policytrail.ingest.tokens import Token


@dataclass(slots=True)
class Sentence:
    """A sentence's words with what was found in them."""

    words: Sequence[Token]
    mentions: Sequence[Mention]
    provider_at: Collection[int] = frozenset()  # positions of the provider's own names
    it_is_ours: bool = False  # "it" and "they" are the provider's cookies
    implied: Literal["", "affirm", "deny"] = ""  # a lead-in is the subject of a first verb ("we will not:")
    needed: bool = False  # a lead-in says that its items are done where necessary
    ends: dict[int, Mention] = field(default_factory=dict)  # recipient and data mentions by last position
    inside: set[int] = field(default_factory=set)  # positions within mentions of several words
    plain: list[str] = field(init=False)  # the words alone
    stems: frozenset[str] = field(init=False)  # of all words
    by_scheme: dict[str, list[Mention]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.plain = [w.word for w in self.words]
        self.stems = frozenset([w.stem for w in self.words])
        for mention in self.mentions:
            self.by_scheme.setdefault(mention.scheme, []).append(mention)
            if mention.scheme in ("data", "recipient"):
                if mention.scheme == "recipient" or mention.last not in self.ends:
                    self.ends[mention.last] = mention
                if mention.last > mention.first:
                    self.inside.update(range(mention.first, mention.last + 1))

    def word(self, at: int) -> str:
        """The word at a position, "" outside of the sentence."""
        return self.plain[at] if 0 <= at < len(self.plain) else ""

    def span(self, lo: int, hi: int) -> list[str]:
        """The words between two positions, inclusive, as far as they lie in the sentence."""
        return self.plain[max(lo, 0) : max(hi + 1, 0)]

    def stem(self, at: int) -> str:
        """The stem at a position, "" outside of the sentence."""
        return self.words[at].stem if 0 <= at < len(self.words) else ""
