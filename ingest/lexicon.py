"""The lexicon: every label of the ontology, compiled for matching against the words of a text.

Labels are written as in the ontology's notes: words in any inflection, without determiners; `*`
stands for up to three further words. Labels and text are compared by stem; the longest match wins,
within each scheme for itself, since "billing information" is data where "billing" is a purpose.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from policytrail.ingest.tokens import Token, tokens
from policytrail.ontology.taxonomy import taxonomy

SCHEMES = ("data", "recipient", "purpose", "condition", "retention")
GAP = "*"
MAX_GAP = 3
# Words that may stand between the words of a label without changing what it means.
SKIPPED = frozenset(
    "a an the your our their my its his her this that these those any all some such certain other each".split()
)
# No gap reaches over these.
_GAP_STOPS = frozenset(", ; : . ? ! ( ) and or to for with unless except if when".split())


class Mention(NamedTuple):
    """A concept named in a sentence: token positions `first` to `last` (inclusive)."""

    scheme: str
    concept: str
    first: int
    last: int


class _Node:
    __slots__ = ("concept", "gap", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.gap: _Node | None = None
        self.concept: str | None = None


class Lexicon:
    """Tries of stems, one for each scheme; `""` as concept marks a phrase that must yield nothing."""

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        """Compile `entries` of (scheme, concept, label); of equal labels the first one counts."""
        self._roots = {scheme: _Node() for scheme in SCHEMES}
        for scheme, concept, label in entries:
            node = self._roots[scheme]
            for word in label.split():
                if word == GAP:
                    node.gap = node.gap or _Node()
                    node = node.gap
                    continue
                for token in tokens(word.replace("-", " ")):
                    if token.word not in SKIPPED or len(label.split()) == 1:
                        node = node.next.setdefault(token.stem, _Node())
            if node is not self._roots[scheme] and node.concept is None:
                node.concept = concept

    def mentions(
        self, words: Sequence[Token], schemes: Sequence[str] = SCHEMES, own: Collection[int] = ()
    ) -> list[Mention]:
        """The longest mentions in `words`, without overlaps within a scheme, in reading order.

        Positions in `own` (the provider's names) may stand within a mention: "other Example users".
        """
        found = []
        for scheme in schemes:
            root = self._roots[scheme]
            at = 0
            while at < len(words):
                first = root.next.get(words[at].stem)
                best = self._longest(first, words, at, own) if first else None
                if best is None:
                    at += 1
                    continue
                last, concept = best
                if concept:
                    found.append(Mention(scheme, concept, at, last))
                at = last + 1
        return found

    def elliptical(self, words: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
        """Heads left out in a list: "billing and shipping address", "advertising and analytics partners"."""
        found = []
        for mention in mentions:
            if mention.scheme not in ("data", "recipient") or mention.last == mention.first:
                continue
            head, at = words[mention.last], mention.first
            while at >= 2 and words[at - 1].word in ("and", "or", ",", "/"):
                at -= 2 if words[at - 2].word not in (",", "and", "or") else 3
                if at < 0:
                    break
                node = self._roots[mention.scheme].next.get(words[at].stem)
                node = node and node.next.get(head.stem)
                if not node or not node.concept:
                    break
                found.append(Mention(mention.scheme, node.concept, at, at))
        return found

    def _longest(self, node: _Node, words: Sequence[Token], at: int, own: Collection[int]) -> tuple[int, str] | None:
        """The last position and concept of the longest label that starts at `at`."""
        best: tuple[int, str] | None = (at, node.concept) if node.concept is not None else None
        states = [(node, at)]
        while states:
            node, here = states.pop()
            if node.concept is not None and (best is None or here > best[0]):
                best = here, node.concept
            step = here + 1
            while step < len(words) and (words[step].word in SKIPPED or step in own):
                step += 1
            if step < len(words) and (following := node.next.get(words[step].stem)):
                states.append((following, step))
            if node.gap:
                for skip in range(step, min(step + MAX_GAP + 1, len(words))):
                    if following := node.gap.next.get(words[skip].stem):
                        states.append((following, skip))
                    if words[skip].word in _GAP_STOPS:
                        break
        return best


@cache
def lexicon() -> Lexicon:
    """The ontology's labels with the phrases that mean nothing here (rules/stop_phrases.txt)."""
    stops = files("policytrail.ingest").joinpath("rules", "stop_phrases.txt").read_text(encoding="utf-8")
    entries: list[tuple[str, str, str]] = []
    for concept in sorted(taxonomy().concepts.values(), key=lambda c: c.id):
        if not concept.broader and concept.scheme != "recipient":
            continue  # a root says nothing: "for these purposes", "the data"
        for label in (concept.label, *concept.alt, *concept.hidden):
            entries.append((concept.scheme, concept.id, label))
    for line in stops.splitlines():
        if line.strip() and not line.startswith("#"):
            entries += [(scheme, "", line.strip()) for scheme in SCHEMES]
    return Lexicon(entries)
