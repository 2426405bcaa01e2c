"""What the lexicon lacks: noun and verb phrases that stand where data, recipients or purposes stand.

For whoever extends the ontology next. A phrase stands in position by the verbs that the clause reader
finds ("we collect ...", "shared with ...", "in order to ..."), or by the lead-in of its list; it is a gap
if no mention of the position's scheme touches it. It is shown as the policies write it, without
determiners, and counted by stem.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from policytrail.ingest.blocks.lead_ins import is_purposive
from policytrail.ingest.clauses.reading import Reading
from policytrail.ingest.clauses.standing import Predicate
from policytrail.ingest.document import Block, Document
from policytrail.ingest.mentions.reader import MentionReader
from policytrail.ingest.words.lexicon import SKIPPED
from policytrail.ingest.words.tokens import Token
from policytrail.ingest.words.wordlists import action_table, verb_classes, words

Position = Literal["data", "recipient", "purpose"]

_W = words()
_LONGEST = 5  # words of a phrase
_AROUND = 90  # characters of an example on either side of the phrase
_DIRECTIONS = frozenset(["to", "with", "among", "between", "amongst"])
# "in accordance with", "access to": what follows receives nothing.
_NO_DIRECTION = frozenset(
    """accordance according access addition agree comply compliance connection consistent due limited linked
    necessary pursuant related relation relating respect respond response similar subject together up""".split()
)
_ABOUT = frozenset(["about", "regarding", "concerning", "relating", "related"])
# Between the items of a list.
_SEPARATORS = _ABOUT | {
    *(",", ";", ":", ".", "?", "!", "(", ")", "[", "]", "–", "—", "-", "/", "&", "•", '"', "“", "”"),
    *(
        "and",
        "or",
        "nor",
        "including",
        "include",
        "includes",
        "such",
        "as",
        "like",
        "namely",
        "eg",
        "etc",
        "well",
    ),
}
# In front of a phrase they say nothing of what it is.
_LIGHT = (
    SKIPPED
    | _W["adverbs"]
    | _W["generic_nouns"]
    | frozenset(
        """type types kind kinds category categories form forms number variety range piece pieces of different
        various following additional further relevant necessary appropriate specific general personal personally
        identifiable identifying non same more most both many several another own only things example following
        any no every new one two following described used collected""".split()
    )
)
# Alone they are no data, no recipients and no purposes.
_PLAIN = (
    _LIGHT | _W["instruments"] | _W["user"] | frozenset(["way", "ways", "time", "times", "extent", "long"])
)
# Where a phrase ends.
_ENDS = (
    _W["relatives"]
    | _W["modals"]
    | _W["be"]
    | _W["have"]
    | _W["provider"]
    | _W["subordinators"]
    | _W["exceptions"]
    | _W["negations"]
    | _DIRECTIONS
    | frozenset(
        """for from in on at by within during under upon into over per than you they it them he she there then
        through via along onto when where but so because based depending necessary required""".split()
    )
)
_VERBS = _W["infinitives"] | {"to", "for"}
_SCHEMES: dict[Position, frozenset[str]] = {
    "data": frozenset(["data", "recipient", "condition"]),
    "recipient": frozenset(["data", "recipient", "condition"]),
    "purpose": frozenset(["purpose"]),
}
# What the item of a list is under a lead-in that says the action.
_OF_ITEMS: dict[str, Position] = {
    "collect": "data",
    "hold": "data",
    "use": "purpose",
    "share": "recipient",
    "sell": "recipient",
}

Place = tuple[str, int, int]  # policy, start and end in its text


@dataclass(frozen=True, slots=True)
class Gap:
    """A phrase that no label covers.

    Attributes:
        position: what it must be by where it stands.
        phrase: its most frequent spelling.
        documents, occurrences: in how many policies it stands, and how often in all.
        policy, start, end: the first place, as offsets into the policy's text.
        example: the sentence there, or what of it stands around the phrase.
    """

    position: Position
    phrase: str
    documents: int
    occurrences: int
    policy: str
    start: int
    end: int
    example: str


def gaps(policies: Iterable[tuple[str, Document]]) -> list[Gap]:
    """The phrases that map to no concept, those of most policies first, then the most frequent.

    Args:
        policies: slug and document of each.
    """
    found: dict[tuple[Position, tuple[str, ...]], _Counted] = defaultdict(_Counted)
    for slug, document in policies:
        for position, stems, spelling, start, end, sentence in _Finder(document).phrases():
            found[position, stems].add(spelling, (slug, start, end), sentence)
    made = [counted.gap(position) for (position, _), counted in found.items()]
    return sorted(made, key=lambda gap: (-gap.documents, -gap.occurrences, gap.position, gap.phrase))


@dataclass(slots=True)
class _Counted:
    spellings: Counter[str] = field(default_factory=Counter)
    policies: set[str] = field(default_factory=set)
    place: Place = ("", 0, 0)
    example: str = ""

    def add(self, spelling: str, place: Place, example: str) -> None:
        if not self.policies:
            self.place, self.example = place, example
        self.spellings[spelling] += 1
        self.policies.add(place[0])

    def gap(self, position: Position) -> Gap:
        phrase = min(self.spellings, key=lambda spelling: (-self.spellings[spelling], spelling))
        count = self.spellings.total()
        return Gap(position, phrase, len(self.policies), count, *self.place, self.example)


_Phrase = tuple[Position, tuple[str, ...], str, int, int, str]


class _Finder:
    """Finds the gaps of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.reader = MentionReader(document.text, ())
        self.under: dict[int, Position] = {}  # block -> what its items are
        self.governing = {block.parent for block in document.blocks}

    def phrases(self) -> Iterator[_Phrase]:
        """Every gap in reading order: position, stems, spelling, start, end, sentence."""
        for index, block in enumerate(self.document.blocks):
            if not block.boilerplate and block.kind != "heading":
                yield from self.in_block(index, block)

    def in_block(self, index: int, block: Block) -> Iterator[_Phrase]:
        inherited = self.under.get(block.parent) if block.parent is not None else None
        closing: Position | None = None
        for number, span in enumerate(block.sentences):
            reading = Reading(self.reader.read(span), [])
            last = len(reading.s.words) - 1
            heads = _heads(reading)
            for at, p in enumerate(heads):
                end = heads[at + 1].start - 1 if at + 1 < len(heads) else last
                yield from self.in_clause(reading, p, end)
            if not heads and not number and inherited and not block.label:
                yield from self.item(reading, inherited)
            closing = _of_items(reading, heads)
        if block.label and inherited:
            label = Reading(self.reader.read(block.label, title=True), [])
            yield from self.item(label, inherited)
        if index in self.governing and (position := closing or inherited):
            self.under[index] = position

    def item(self, reading: Reading, position: Position) -> Iterator[_Phrase]:
        """The gaps of a list's item that has no clause of its own."""
        last = len(reading.s.words) - 1
        if position == "purpose":
            yield from self.purposes(reading, 0, last)
        else:
            yield from self.listed(reading, 0, last, position)

    def in_clause(self, reading: Reading, p: Predicate, end: int) -> Iterator[_Phrase]:
        """What stands in the positions of one verb whose clause reaches to `end`."""
        action = _action(p)
        right = p.last + 1
        cut = reading.break_at(right, end)
        ways = _ways(reading, right, cut)
        if p.voice == "passive":
            start = reading.clause_start(p, None)
            yield from self.listed(reading, start, p.at - 1, "data")
        else:
            yield from self.listed(reading, right, (ways[0] if ways else cut) - 1, "data")
        if action in ("share", "sell") and reading.s.word(right) not in ("you", "us"):
            for way in ways:
                yield from self.listed(reading, way + 1, cut - 1, "recipient")
        if reading.s.word(cut) in ("to", "for") and action != "hold":
            yield from self.purposes(reading, cut + 1, end)

    def listed(self, reading: Reading, lo: int, hi: int, position: Position) -> Iterator[_Phrase]:
        """The gaps among the items of a list between two positions; the list ends where a clause begins."""
        touched = self.touched(reading, position)
        at = lo + (reading.s.word(lo) in ("us", "you"))  # "give us your name"
        while at <= hi:
            last = at
            while last <= hi and reading.s.word(last) not in _SEPARATORS:
                last += 1
            end = next((k for k in range(at, last) if reading.s.word(k) in _ENDS), last)
            while at < end and reading.s.word(at) in _LIGHT:
                at += 1
            found = range(at, end)
            if not touched & set(found):
                yield from self.phrase(reading, found, position)
            if end < last:
                return
            at = last + 1

    def purposes(self, reading: Reading, lo: int, hi: int) -> Iterator[_Phrase]:
        """The gaps among purposes: from one verb to the next, objects included."""
        touched = self.touched(reading, "purpose")
        at = lo
        while at <= hi:
            last = at + 1
            while last <= hi and not (
                reading.s.word(last - 1) in _SEPARATORS and reading.s.word(last) in _VERBS
            ):
                last += 1
            while at < last and (reading.s.word(at) in _LIGHT or reading.s.word(at) in ("to", "for")):
                at += 1
            end = next((k for k in range(at, last) if reading.s.word(k) in _SEPARATORS), last)
            if not touched & set(range(at, last)):
                found = range(at, min(end, at + _LONGEST))
                while found and reading.s.word(found[-1]) in _ENDS | _LIGHT:
                    found = found[:-1]
                if len(found) > 1 or found and reading.s.word(found[0]) not in _VERBS:
                    yield from self.phrase(reading, found, "purpose")
            at = max(last, at + 1)

    def touched(self, reading: Reading, position: Position) -> set[int]:
        """The words that a phrase in this position must not have: mentions, and the provider's name."""
        mentions = (m for m in reading.s.mentions if m.scheme in _SCHEMES[position])
        return {k for m in mentions for k in range(m.first, m.last + 1)} | set(reading.s.provider_at)

    def phrase(self, reading: Reading, found: range, position: Position) -> Iterator[_Phrase]:
        """The phrase at some positions, if it is one."""
        kept = [reading.s.words[k] for k in found if reading.s.word(k) not in SKIPPED]
        if not 0 < len(kept) <= _LONGEST or all(len(w.word) < 3 or not w.word.isalpha() for w in kept):
            return
        if all(w.word in _PLAIN for w in kept) or self.document.text[kept[0].start - 1] in "./@":
            return  # the latter is part of an address
        if len(kept) == 1 and (kept[0].word.endswith("ly") or position != "purpose" and _is_verb(kept[0])):
            return
        text, words_ = self.document.text, reading.s.words
        start = max(words_[0].start, kept[0].start - _AROUND)
        end = min(words_[-1].end, kept[-1].end + _AROUND)
        example = " ".join(text[start:end].split())
        if start > words_[0].start:
            example = "… " + example.partition(" ")[2]
        if end < words_[-1].end:
            example = example.rpartition(" ")[0] + " …"
        yield (
            position,
            tuple(w.stem for w in kept),
            " ".join(w.word for w in kept),
            kept[0].start,
            kept[-1].end,
            example,
        )


def _heads(reading: Reading) -> list[Predicate]:
    """The first verb of each clause that says something of data."""
    chains: dict[int, Predicate] = {}
    for p in reading.predicates:
        if (p.status == "main" or p.status == "infinitive" and reading.counts(p)) and _action(p):
            chains.setdefault(p.chain, p)
    return sorted(chains.values(), key=lambda p: p.at)


def _action(p: Predicate) -> str:
    """What the verb does with data: collect, use, share, sell, hold, or nothing ("")."""
    table = action_table()
    said = [table.get((p.voice, subject, p.classes[0]), "") for subject in (sorted(p.subjects) or [""])]
    if p.voice == "passive":
        said = [table.get(("passive", "", p.classes[0]), "")]
    return next((action for action in said if action in _OF_ITEMS), "")


def _ways(reading: Reading, lo: int, hi: int) -> list[int]:
    """The prepositions that introduce recipients from `lo` to before `hi`."""
    words_at = reading.s.word
    return [k for k in range(lo, hi) if words_at(k) in _DIRECTIONS and words_at(k - 1) not in _NO_DIRECTION]


def _is_verb(token: Token) -> bool:
    return token.stem in verb_classes()


def _of_items(reading: Reading, heads: list[Predicate]) -> Position | None:
    """What the items below a lead-in are; None if it is no lead-in of ours."""
    if is_purposive([w.word for w in reading.s.words[-6:]]) and heads:
        return "purpose"
    if not heads:
        return None
    position = _OF_ITEMS[_action(heads[-1])]
    named = reading.recipients(heads[-1].last + 1, len(reading.s.words) - 1, direct=True)
    return "data" if position == "recipient" and named else position
