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
from policytrail.ingest.words.wordlists import composed_labels, verb_classes
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
# Between the members of a list.
JOINING = frozenset(["and", "or", ",", "/", "&"])
# In front of the first member.
_BEFORE_MEMBER = (
    JOINING | SKIPPED | frozenset(["(", ":", "about", "as", "including", "like", "of", "regarding"])
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
_EQUAL = {
    word: words
    for words in (("data", "information"), ("about", "concerning", "on", "regarding"))
    for word in words
}


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

    def elliptical(self, words: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
        """Words left out in a list: "billing and shipping address", "call, browser (with IP address) and TV records".

        The head may be left out before the last member, and what follows it ("the date and time of your calls").
        """
        found = []
        for mention in mentions:
            if mention.scheme not in ("data", "recipient") or mention.last == mention.first:
                continue
            at, tails = mention.first, None
            while (at := _member_before(words, at, listed=tails is not None)) >= 0:
                tails = tails or _tails(words, mention)
                last, concept = at, ""
                whole = words[at].word.endswith("s") and self._concept("recipient", (words[at].stem,))
                if whole and mention.scheme == "recipient":
                    break  # "affiliates, agents and business partners"
                if at and words[at - 1].word not in JOINING:
                    both = (words[at - 1].stem, words[at].stem, *tails[-1])
                    concept = self._concept(mention.scheme, both)
                    at -= bool(concept)
                concept = concept or self._completed(mention.scheme, words[at].stem, tails)
                if not concept:
                    break
                found.append(Mention(mention.scheme, concept, at, last))
        return found

    def coordinated(self, words: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
        """Purposes whose verb or object is said once: "create and manage accounts", "process orders and payments"."""
        joints = [k for k in range(1, len(words) - 1) if words[k].word in JOINING]
        if not joints:
            return []
        long = {m.first: m for m in mentions if m.scheme == "purpose" and m.last > m.first}
        within = {k for m in long.values() for k in range(m.first, m.last + 1)}
        _, _, plain, stems = zip(*words, strict=True)
        stems += ("",)
        following = _following(plain, ())

        def read(verb: str, at: int) -> tuple[int, str]:
            """Where the label ends that a verb begins and the words at `at` go on with, and its concept."""
            begun = self._root.next[verb]
            node = begun.next.get(stems[at]) or begun.gap and begun.gap.next.get(stems[at])
            found = self._longest(node, plain, stems, at, following) if node else {}
            return found.get("purpose", (at, ""))

        found = []
        for at in (k - 1 for k in joints):
            if words[at].word not in JOINING and stems[at] in self._root.next:
                verbs, shared = self._shared_object(words, at)
                for verb in verbs:
                    if verb not in within and (concept := read(stems[verb], shared)[1]):
                        found.append(Mention("purpose", concept, verb, verb))
        for mention in long.values():
            last = mention.last
            while last + 2 < len(words) and words[last + 1].word in JOINING:
                at = next((k for k in range(last + 1, len(words)) if not _joins(words[k])), len(words))
                if at == len(words) or at in long or not _opens_infinitive(words, mention.first):
                    break
                last, concept = read(stems[mention.first], at)
                if not concept:
                    break
                found.append(Mention("purpose", concept, at, last))
        return found

    def _shared_object(self, words: Sequence[Token], at: int) -> tuple[list[int], int]:
        """The verbs of a list but its last, the first at `at`, and where the object that they share begins."""
        verbs: list[int] = []
        gerund, here = words[at].word.endswith("ing"), at
        mixed = False  # "the provision and marketing of services"
        while here + 1 < len(words):
            node = self._root.next.get(words[here].stem)
            if not (node and (node.next or node.gap)):
                break
            mixed = mixed or words[here].word.endswith("ing") != gerund
            step = here + 1
            while step < len(words) and words[step].word in JOINING:
                step += 1
            if step == here + 1:
                while step + 1 < len(words) and words[step].word in SKIPPED:
                    step += 1
                joint = words[step].word == "of" if mixed else _opens_infinitive(words, at)
                return (verbs, step) if joint or words[step].word == "of" else ([], 0)
            verbs.append(here)
            here = step + 1 if step < len(words) and words[step].word == "to" else step
        return [], 0

    def _completed(self, scheme: str, stem: str, tails: Sequence[tuple[str, ...]]) -> str:
        """The concept of a word with the longest of the tails that makes a label of it, "" if none does."""
        return next(filter(None, (self._concept(scheme, (stem, *tail)) for tail in tails)), "")

    def _concept(self, scheme: str, stems: Sequence[str]) -> str:
        """The concept of a label with exactly these stems, "" if there is none."""
        node: _Node | None = self._root
        for word in stems:
            node = node and node.next.get(word)
        return node.concepts.get(scheme, "") if node else ""

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
                    for skip in range(step, min(step + MAX_GAP + 1, count)):
                        if beyond := node.gap.next.get(stems[skip]):
                            states.append((beyond, skip))
                        if plain[skip] in _GAP_STOPS:
                            break
                    if longer is not None:
                        states.append(
                            (longer, step)
                        )  # read first: of labels as long, the one without a gap counts
                    break
                here = step
        return best


@cache
def _tokens_of(word: str) -> list[Token]:
    """The tokens of a word of a label."""
    return tokens(word.replace("-", " "))


def _opens_infinitive(words: Sequence[Token], at: int) -> bool:
    """Whether a verb of purpose may stand here: "to protect", "help us protect", "protecting"."""
    before = words[at - 1].word if at else ""
    return (
        before in ("", "to", "help", "helps", "us", "you")
        or before.endswith("ly")
        or before == "better"
        or words[at].word.endswith("ing")
    )


def _joins(word: Token) -> bool:
    return word.word in JOINING or word.word in SKIPPED


def _tails(words: Sequence[Token], mention: Mention) -> list[tuple[str, ...]]:
    """What a mention may lend to the members before it: its ends, the longest first, the last its head."""
    kept = [w for w in words[mention.first + 1 : mention.last + 1] if w.word not in SKIPPED]
    clause = any(w.word in ("you", "we") for w in kept)  # "services and apps you use"
    return [tuple(w.stem for w in kept[k:]) for k in range(len(kept) - 1 if clause else 0, len(kept))]


def _member_before(words: Sequence[Token], at: int, *, listed: bool) -> int:
    """The last word of the list's member before the one at `at`, over brackets; -1 if that begins no list.

    Args:
        listed: that one is itself a member that was found so, so that a comma goes on with its list.
    """
    own = False  # a determiner of its own: "a service, the IP address" is no list
    while at and words[at - 1].word in SKIPPED:
        at -= 1
        own = own or words[at].word not in ("any", "other")
    end = at
    while at and words[at - 1].word in JOINING:
        at -= 1
    if at == end or not at:
        return -1
    joined = listed or any(words[k].word not in (",", "/") for k in range(at, end))
    at -= 1
    if words[at].word == ")":
        while at and words[at].word != "(":
            at -= 1
        at -= 1
    begins = at < 1 or words[at - 1].word in _BEFORE_MEMBER or words[at - 1].stem in verb_classes()
    return at if joined or begins and not own else -1


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
    """The ontology's labels and those of rules/purposes.toml, with what means nothing here (rules/stop_phrases.txt)."""
    stops = files("policytrail.ingest").joinpath("rules", "stop_phrases.txt").read_text(encoding="utf-8")
    entries: list[tuple[str, str, str]] = []
    for concept in sorted(taxonomy().concepts.values(), key=lambda c: c.id):
        if concept.id == "FixedPeriod" or not concept.broader and concept.scheme != "recipient":
            continue  # a root says nothing: "for these purposes", "the data"
        for label in (concept.label, *concept.alt, *concept.hidden):
            entries.append((concept.scheme, concept.id, label))
    entries += [("purpose", *composed) for composed in composed_labels()]
    for line in stops.splitlines():
        if line.strip() and not line.startswith("#"):
            entries += [(scheme, "", line.strip()) for scheme in SCHEMES]
    return Lexicon([*entries, *_reworded(entries)])


def _reworded(entries: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """The labels of data in other words that say the same: "information about calls", "data on calls"."""
    for scheme, concept, label in entries:
        if scheme == "data" and not _EQUAL.keys().isdisjoint(words := label.split()):
            choices = (_EQUAL.get(word, (word,)) for word in words)
            yield from ((scheme, concept, " ".join(chosen)) for chosen in product(*choices))
