"""A sentence: its words and what was found in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Literal

from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.tokens import Token

# Beyond either end of a sentence stand empty words, in reach of whoever asks for a word's neighbours:
# an index from -64 to -1 falls into them too.
_BEYOND = [""] * 64


@dataclass(slots=True)
class Sentence:
    """A sentence's words with what was found in them.

    `word(at)` and `stem(at)` are asked all the time: the word and the stem at a position, "" near the sentence but outside of it.
    """

    words: Sequence[Token]
    mentions: Sequence[Mention]
    provider_at: Collection[int] = frozenset()  # positions of the provider's own names
    it_is_ours: bool = False  # "it" and "they" are the provider's cookies
    theirs: Collection[str] = frozenset()  # words that point to what others have: "this tool", "it"
    owners: Sequence[str] = ()  # these others
    implied: Literal["", "affirm", "deny"] = ""  # a lead-in is the subject of a first verb ("we will not:")
    needed: bool = False  # a lead-in says that its items are done where necessary
    ends: dict[int, Mention] = field(default_factory=dict)  # recipient and data mentions by last position
    inside: set[int] = field(default_factory=set)  # positions within mentions of several words
    plain: list[str] = field(init=False)  # the words alone
    said: frozenset[str] = field(init=False)  # the same, each once, to ask for any of some
    stems: frozenset[str] = field(init=False)  # of all words
    word: Callable[[int], str] = field(init=False)
    stem: Callable[[int], str] = field(init=False)
    by_scheme: dict[str, list[Mention]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _, _, plain, stems = zip(*self.words, strict=True) if self.words else ((),) * 4
        self.plain = list(plain)
        self.said = frozenset(plain)
        self.stems = frozenset(stems)
        self.word = (self.plain + _BEYOND).__getitem__
        self.stem = [*stems, *_BEYOND].__getitem__
        for mention in self.mentions:
            self.by_scheme.setdefault(mention.scheme, []).append(mention)
            if mention.scheme in ("data", "recipient"):
                if mention.scheme == "recipient" or mention.last not in self.ends:
                    self.ends[mention.last] = mention
                if mention.last > mention.first:
                    self.inside.update(range(mention.first, mention.last + 1))

    def span(self, lo: int, hi: int) -> list[str]:
        """The words between two positions, inclusive, as far as they lie in the sentence."""
        return self.plain[max(lo, 0) : hi + 1 if hi >= 0 else 0]
