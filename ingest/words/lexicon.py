"""The lexicon: every label of the ontology, compiled for matching against the words of a text.

Labels are written as in the ontology's notes: words in any inflection, without determiners; `*`
stands for up to three further words. Labels and text are compared by stem; the longest match wins,
within each scheme for itself, since "billing information" is data where "billing" is a purpose.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import product
from typing import NamedTuple

from policytrail.ingest.words.tokens import Token, tokens
from policytrail.ingest.words.wordlists import composed_conditions, composed_labels, composed_parties
from policytrail.ontology.taxonomy import taxonomy

SCHEMES = ("data", "recipient", "purpose", "condition", "retention")
GAP = "*"
MAX_GAP = 3
# Words that may stand between the words of a label without changing what it means.
SKIPPED = frozenset(
    [
        "a",
        "an",
        "the",
        "your",
        "our",
        "their",
        "my",
        "its",
        "his",
        "her",
        "this",
        "that",
        "these",
        "those",
        "any",
        "all",
        "some",
        "such",
        "certain",
        "other",
        "each",
    ]
)
# No gap reaches over these.
_GAP_STOPS = frozenset(
    [
        ",",
        ";",
        ":",
        ".",
        "?",
        "!",
        "(",
        ")",
        "and",
        "or",
        "to",
        "for",
        "with",
        "without",
        "on",
        "by",
        "from",
        "about",
        "concerning",
        "regarding",
        "through",
        "in",
        "at",
        "via",
        "including",
        "unless",
        "except",
        "if",
        "when",
    ]
)
# Words of labels that others may stand for.
_EQUAL: dict[str, tuple[str, ...]] = {
    word: words
    for words in (("data", "information"), ("about", "concerning", "on", "regarding"))
    for word in words
} | {"you": ("you", "they", "participants", "users", "customers", "visitors")}
_ASKED = frozenset(["how"])  # "how users use our site" is mostly what is studied, and no data


class Mention(NamedTuple):
    """A concept named in a sentence: token positions `first` to `last` (inclusive)."""

    scheme: str
    concept: str
    first: int
    last: int


class _Node:
    __slots__ = ("concepts", "gap", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.gap: _Node | None = None
        self.concepts: dict[str, str] = {}  # scheme -> concept


class Lexicon:
    """A trie of stems for all schemes; `""` as concept marks a phrase that must yield nothing."""

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        """Compile `entries` of (scheme, concept, label); of equal labels the first one counts."""
        self._root = _Node()
        for scheme, concept, label in entries:
            node = self._root
            for word in label.split():
                if word == GAP:
                    node.gap = node.gap or _Node()
                    node = node.gap
                    continue
                for token in _tokens_of(word):
                    if token.word not in SKIPPED or len(label.split()) == 1:
                        node = node.next.setdefault(token.stem, _Node())
            if node is not self._root:
                node.concepts.setdefault(scheme, concept)

    def mentions(self, words: Sequence[Token], own: Collection[int] = ()) -> list[Mention]:
        """The longest mentions in `words`, without overlaps within a scheme, in reading order.

        Positions in `own` (the provider's names) may stand within a mention: "other Example users".
        """
        found = []
        free = dict.fromkeys(SCHEMES, 0)
        first_words = self._root.next
        if not words:
            return []
        _, _, plain, stems = zip(*words, strict=True)
        stems += ("",)  # behind the last word no label goes on
        following: list[int] = []
        for at, node in enumerate(map(first_words.get, stems)):
            if node is None:
                continue
            following = following or _following(plain, own)
            if node.gap or stems[following[at]] in node.next:
                longest = self._longest(node, plain, stems, at, following)
            elif node.concepts:
                longest = {scheme: (at, concept) for scheme, concept in node.concepts.items()}
            else:
                continue  # most words begin labels, and few go on with one
            for scheme, (last, concept) in longest.items():
                if at >= free[scheme]:
                    free[scheme] = last + 1
                    if concept:
                        found.append(Mention(scheme, concept, at, last))
        return found

    def concept(self, scheme: str, stems: Sequence[str]) -> str:
        """The concept of a label with exactly these stems, "" if there is none."""
        node: _Node | None = self._root
        for stem in stems:
            node = node and node.next.get(stem)
        return node.concepts.get(scheme, "") if node else ""

    def goes_on(self, stem: str) -> bool:
        """Whether a word with this stem begins a label of several words."""
        node = self._root.next.get(stem)
        return bool(node and (node.next or node.gap))

    def resumed(self, scheme: str, stem: str, words: Sequence[Token], at: int) -> tuple[int, str]:
        """Where the longest label ends that `stem` begins and the words at `at` go on with, and its concept.

        The concept is "" if there is none; then the place is `at`.
        """
        begun = self._root.next[stem]
        _, _, plain, stems = zip(*words, strict=True)
        stems += ("",)
        node = begun.next.get(stems[at]) or begun.gap and begun.gap.next.get(stems[at])
        found = self._longest(node, plain, stems, at, _following(plain, ())) if node else {}
        return found.get(scheme, (at, ""))

    def _longest(
        self, node: _Node, plain: Sequence[str], stems: Sequence[str], at: int, following: Sequence[int]
    ) -> dict[str, tuple[int, str]]:
        """For each scheme, the last position and the concept of the longest label that starts at `at`.

        Args:
            stems: of all words, and "" behind them.
            following: for each position the next one that a label may go on at.
        """
        best: dict[str, tuple[int, str]] = {}
        count = len(plain)
        while not node.gap:  # few labels have one: most are read straight on
            for scheme, concept in node.concepts.items():
                best[scheme] = at, concept
            at = following[at]
            after = node.next.get(stems[at])
            if after is None:
                return best
            node = after
        states = [(node, at)]
        while states:
            longer: _Node | None
            longer, here = states.pop()
            while longer is not None:
                node = longer
                if node.concepts:
                    for scheme, concept in node.concepts.items():
                        if scheme not in best or here > best[scheme][0]:
                            best[scheme] = here, concept
                step = following[here]
                longer = node.next.get(stems[step])
                if node.gap:
                    added = len(states)
                    for skip in range(step, min(step + MAX_GAP + 1, count)):
                        if beyond := node.gap.next.get(stems[skip]):
                            states.insert(added, (beyond, skip))
                        if plain[skip] in _GAP_STOPS:
                            break
                    if longer is not None:
                        states.append((longer, step))
                    # what comes last is read first: of labels as long, the one with the shortest gap counts
                    break
                here = step
        return best


@cache
def _tokens_of(word: str) -> list[Token]:
    """The tokens of a word of a label."""
    return tokens(word.replace("e-mail", "email").replace("-", " "))


def _following(plain: Sequence[str], own: Collection[int]) -> list[int]:
    """For each position the next one whose word is not skipped, `len(plain)` at the end."""
    kept = [at for at, word in enumerate(plain) if word not in SKIPPED]
    if own:
        kept = [at for at in kept if at not in own]
    found = []
    before = 0
    for at in kept:
        found += [at] * (at - before)
        before = at
    return found + [len(plain)] * (len(plain) - before)


@cache
def lexicon() -> Lexicon:
    """The ontology's labels and those composed by rules/, with what means nothing here (rules/stop_phrases.txt)."""
    return Lexicon(entries())


def entries() -> list[tuple[str, str, str]]:
    """What the lexicon is compiled from: scheme, concept ("" for what means nothing) and label."""
    stops = files("policytrail.ingest").joinpath("rules", "stop_phrases.txt").read_text(encoding="utf-8")
    listed: list[tuple[str, str, str]] = []
    for concept in sorted(taxonomy().concepts.values(), key=lambda c: c.id):
        if concept.id == "FixedPeriod" or not concept.broader and concept.scheme != "recipient":
            continue  # a root says nothing: "for these purposes", "the data"
        for label in (concept.label, *concept.alt, *concept.hidden):
            listed.append((concept.scheme, concept.id, label))
    listed += [("purpose", *composed) for composed in composed_labels()]
    listed += [("recipient", *composed) for composed in composed_parties()]
    listed += [("condition", *composed) for composed in composed_conditions()]
    for line in stops.splitlines():
        if line.strip() and not line.startswith("#"):
            listed += [(scheme, "", line.strip()) for scheme in SCHEMES]
    return [*listed, *_reworded(listed)]


def _reworded(listed: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """The labels of data in other words that say the same: "information about calls", "data on calls"."""
    for scheme, concept, label in listed:
        if scheme == "data" and not _EQUAL.keys().isdisjoint(words := label.split()):
            choices = [_EQUAL.get(word, (word,)) for word in words]
            if words[0] in _ASKED:
                choices = [chosen[:3] for chosen in choices]
            yield from ((scheme, concept, " ".join(chosen)) for chosen in product(*choices))
