"""What a dependency tree says: action, data and recipients of its verbs, without the clause reader's patterns.

The labels are those of spaCy's English models (CLEAR style: nsubj, dobj, pobj, prep, conj ...).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytrail.ingest.document import Span
from policytrail.ingest.finding import ANAPHOR, GENERIC, unique
from policytrail.ingest.statement import Action, Polarity
from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import action_table, verb_classes, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_W = words()
_SUBJECTS = ("nsubj", "nsubjpass")
_DIRECTIONS = frozenset(["to", "with", "among", "between", "amongst"])
# Prepositions that go on saying what the data are.
_OF_DATA = frozenset(["of", "about", "such", "as", "including", "include", "like", "regarding", "concerning"])
_SEMI = frozenset(map(stem, _W["semi_modals"]))
_WISHING = frozenset(
    map(stem, "request ask object right opt choose prefer want wish like stop instruct tell direct".split())
)
_OWN_PURPOSE = ("obtain", "disclose", "sell")  # "we use cookies to collect your name" says two things
_PRUNED = frozenset(["relcl", "advcl", "ccomp", "mark", "nsubj", "nsubjpass", "parataxis"])
_FLOWS: dict[str, Action] = {
    "collect": "collect",
    "use": "use",
    "share": "share",
    "sell": "sell",
    "hold": "collect",
}


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the tree of a sentence says about one verb.

    Attributes:
        sentence: the span of the whole sentence.
        start, end: the span of what the verb, its subject, data and recipients take up.
        points: the data are only pointed to ("this information"): any data named before may be meant.
    """

    sentence: Span
    start: int
    end: int
    action: Action
    polarity: Polarity
    data: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    points: bool = False


@dataclass(frozen=True, slots=True)
class _Clause:
    """Who does what a verb says, and whether it is denied."""

    subjects: tuple[Token, ...]
    passive: bool
    negated: bool


class Tree:
    """One parsed sentence.

    Args:
        doc: the parse.
        sentence: its words with their mentions.
        offsets: for each character of the doc's text, where it stands in the policy's text.
    """

    def __init__(self, doc: Doc, sentence: Sentence, offsets: Sequence[int]) -> None:
        self.doc = doc
        self.s = sentence
        self.offsets = offsets
        starts = [offsets[token.idx] for token in doc]
        self.heads: dict[int, list[Mention]] = {}  # token -> the mentions of which it is the head
        self.own: set[int] = set()  # tokens of the provider's names
        for mention in sentence.mentions:
            first, last = sentence.words[mention.first].start, sentence.words[mention.last].end
            inside = [i for i, start in enumerate(starts) if first <= start < last]
            head = next((i for i in reversed(inside) if doc[i].head.i not in inside), None)
            if head is None and inside:
                head = next((i for i in inside if doc[i].head.i == i), inside[-1])
            if head is not None:
                self.heads.setdefault(head, []).append(mention)
        own = {sentence.words[at].start for at in sentence.provider_at}
        self.own = {i for i, start in enumerate(starts) if start in own}

    def opinions(self) -> Iterator[Opinion]:
        """What the verbs of data handling say, in reading order."""
        for verb in self.doc:
            classes = verb_classes().get(stem(verb.lower_))
            if not classes or not _is_verb(verb):
                continue
            clause = None if self.is_aside(verb) else self.clause(verb)
            if clause is not None:
                yield from self.of_verb(verb, classes[0], clause)

    # --- clauses --------------------------------------------------------------------------------

    def is_aside(self, verb: Token) -> bool:
        """Whether the verb stands in a clause that only describes, supposes or asks."""
        at = verb
        while True:
            if at.dep_ in ("relcl", "acl", "csubj", "csubjpass", "pcomp"):
                return True
            if at.dep_ == "advcl" and not (at is verb and _is_infinitive(at)):
                return True
            asked = at.dep_ in ("ccomp", "xcomp") and stem(at.head.lower_) in _WISHING
            if asked and any(child.lower_ in _W["user"] for child in at.head.children):
                return True
            if at.head.i == at.i:
                return False
            at = at.head

    def clause(self, verb: Token) -> _Clause | None:
        """The clause of a verb; what it lacks it takes from the verb that it is coordinated with."""
        subjects = tuple(child for child in verb.children if child.dep_ in _SUBJECTS)
        passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
        negated = any(child.dep_ == "neg" or child.lower_ in ("never", "nor") for child in verb.children)
        negated |= any(_has_no(subject) for subject in subjects)
        if subjects:
            return _Clause(subjects, passive, negated)
        above = verb.head
        if verb.dep_ == "conj" and _is_verb(above) and above.i != verb.i:
            base = self.clause(above)
            if base is None:
                return None
            carried = base.negated and self.is_either(above)
            passive = passive or base.passive and verb.tag_ in ("VBN", "VBD")
            return _Clause(base.subjects, passive, negated or carried)
        if (
            verb.dep_ in ("xcomp", "advcl", "ccomp")
            and _is_infinitive(verb)
            and above.tag_[:2] in ("VB", "JJ")
        ):
            governor = above if _is_verb(above) else above.head
            base = self.clause(governor) if governor.i != verb.i else None
            if base is None:
                return None
            if stem(above.lower_) in _SEMI:
                return _Clause(base.subjects, passive, negated or base.negated)
            if (
                verb_classes().get(stem(verb.lower_), ("",))[0] in _OWN_PURPOSE
                and not base.negated
                and not base.passive
            ):
                return _Clause(base.subjects, passive, negated)
        return None

    def is_either(self, verb: Token) -> bool:
        """Whether a verb and those coordinated with it are joined by "or" or "nor"."""
        chain = [verb.i, *(each.i for each in verb.conjuncts if _is_verb(each))]
        return any(t.lower_ in ("or", "nor") for t in self.doc[min(chain) : max(chain)])

    def kinds(self, subjects: Sequence[Token]) -> tuple[set[str], list[str]]:
        """Who the subjects are ("provider", "user", "third"), and the recipients among them."""
        kinds: set[str] = set()
        parties: list[str] = []
        for subject in subjects:
            for token in (subject, *subject.conjuncts):
                mentions = [m.concept for m in self.heads.get(token.i, ()) if m.scheme == "recipient"]
                if token.lower_ in _W["provider"] or token.i in self.own:
                    kinds.add("provider")
                elif mentions:
                    kinds.add("third")
                    parties += mentions
                elif token.lower_ in _W["user"]:
                    kinds.add("user")
                elif token.lower_ in _W["instruments"]:
                    kinds.add("provider")
        return kinds, parties

    # --- arguments ------------------------------------------------------------------------------

    def under(self, root: Token, *, data: bool) -> set[int]:
        """The tokens of a noun phrase with its list; of data only what goes on saying what they are."""
        found, left = set[int](), [root]
        while left:
            token = left.pop()
            found.add(token.i)
            for child in token.children:
                word = child.lower_
                if child.dep_ in _PRUNED and not word.startswith("includ") or word in _W["exceptions"]:
                    continue
                if child.dep_ in ("prep", "dative", "agent") and data and word not in _OF_DATA:
                    continue
                if child.dep_ in ("conj", "acl") and child.tag_ in ("VB", "VBP", "VBZ", "VBD", "VBN"):
                    continue
                left.append(child)
        return found

    def named(self, scheme: str, tokens: Collection[int]) -> list[Mention]:
        """The mentions of a scheme whose heads are among some tokens, in reading order."""
        found = [m for i in sorted(tokens) for m in self.heads.get(i, ()) if m.scheme == scheme]
        return sorted(found, key=lambda m: (m.first, m.last))

    def objects(self, verb: Token) -> list[Token]:
        """The direct objects of a verb, or those that it shares with the verbs after it."""
        own = [child for child in verb.children if child.dep_ in ("dobj", "oprd", "attr")]
        if own:
            return own
        later = (child for child in verb.children if child.dep_ == "conj" and _is_verb(child))
        return next((found for each in later if (found := self.objects(each))), [])

    def ways(self, verb: Token, objects: Sequence[Token]) -> Iterator[Token]:
        """The nouns to which the data go: after a preposition, or as indirect object."""
        nouns = sorted(set[int]().union(*(self.under(each, data=True) for each in objects)))
        places = [verb, *(self.doc[i] for i in nouns)]
        own = any(each.head.i == verb.i for each in objects)
        later = [] if own else [child for child in verb.children if child.dep_ == "conj"]
        while later:
            each = later.pop()
            if not any(child.dep_ in _SUBJECTS for child in each.children):
                places.append(each)
                later += [child for child in each.children if child.dep_ == "conj"]
        for place in places:
            for child in place.children:
                if child.dep_ == "dative" and child.tag_.startswith("NN"):
                    yield child
            yield from _after(place, _DIRECTIONS)

    def concepts(self, mentions: Sequence[Mention]) -> tuple[list[str], bool]:
        """Data concepts without the general word that others specify, and whether one only points."""
        if len(mentions) > 1:
            mentions = [m for m in mentions if m.concept != GENERIC or self.s.word(m.first - 1) != "other"]
        said = [m.concept for m in mentions]
        points = ANAPHOR in said
        special = [c for c in said if c not in (GENERIC, ANAPHOR)]
        if special:
            first = next(m for m in mentions if m.concept in (GENERIC, ANAPHOR, special[0]))
            last = mentions[-1]
            coordinated = {self.s.word(k) for k in range(first.last + 1, last.first)}
            opened = coordinated & _W["openers"]
            return unique(special if opened else [c for c in said if c != ANAPHOR]), False
        return unique([GENERIC if c == ANAPHOR else c for c in said]), points

    # --- what a verb says -----------------------------------------------------------------------

    def of_verb(self, verb: Token, verb_class: str, clause: _Clause) -> Iterator[Opinion]:
        """The opinions on one verb."""
        if clause.passive:
            yield from self.passive(verb, verb_class, clause)
            return
        objects = self.objects(verb)
        tokens = set[int]().union(*(self.under(each, data=True) for each in objects))
        mentions = self.named("data", tokens)
        given = [] if mentions else [way for each in (verb, *objects) for way in _after(each, ("with",))]
        if given and self.named("recipient", tokens):  # "provide our affiliates with your name"
            mentions = self.named("data", set[int]().union(*(self.under(way, data=True) for way in given)))
        data, points = self.concepts(mentions)
        kinds, parties = self.kinds(clause.subjects)
        negated = clause.negated or any(_has_no(each) for each in objects)
        table = action_table()
        for kind in sorted(kinds):
            said = table.get(("active", kind, verb_class), "")
            action = _FLOWS.get(said)
            who: list[Mention] = []
            recipients: list[str] = []
            if kind == "provider" and said in ("share", "sell"):
                who = self.named("recipient", tokens) if given else self.recipients(verb, objects)
                recipients = unique([m.concept for m in who])
                if said == "share" and not recipients:
                    if verb_class != "disclose":
                        continue
                    recipients = ["Recipient"]
            elif kind == "provider" and said in ("collect", "use", "hold"):
                if said == "hold" and self.named("retention", range(len(self.doc))):
                    continue
                if said == "use" and data == ["Cookies"]:
                    action = "collect"
            elif kind == "third" and said == "share":
                recipients = unique(parties)
            elif said in ("collect", "collect-from"):
                action = "collect"
            else:
                continue
            if action and (data or recipients and said == "share" and verb_class == "disclose"):
                yield self.opinion(
                    verb, clause, action, negated, data or [GENERIC], points, recipients, mentions, who
                )

    def recipients(self, verb: Token, objects: Sequence[Token]) -> list[Mention]:
        """The recipients of what a verb gives away."""
        ways = self.ways(verb, objects)
        return self.named("recipient", set[int]().union(*(self.under(way, data=False) for way in ways)))

    def passive(self, verb: Token, verb_class: str, clause: _Clause) -> Iterator[Opinion]:
        """ "Your name may be shared with advertisers"."""
        said = action_table().get(("passive", "", verb_class), "")
        action = _FLOWS.get(said)
        tokens = set[int]().union(*(self.under(each, data=True) for each in clause.subjects))
        mentions = self.named("data", tokens)
        data, points = self.concepts(mentions)
        if action is None or not data or said == "hold" and self.named("retention", range(len(self.doc))):
            return
        who = self.recipients(verb, ())
        agents = [noun for by in verb.children if by.dep_ == "agent" for noun in by.children]
        recipients = unique([m.concept for m in who])
        if said == "share":
            if any(way.lower_ in _W["provider"] or way.i in self.own for way in self.ways(verb, ())):
                action, recipients = "collect", []
            elif verb_class in ("access", "publish"):
                by = set[int]().union(*(self.under(noun, data=False) for noun in agents))
                recipients = recipients or unique([m.concept for m in self.named("recipient", by)])
            if action == "share" and not recipients:
                if verb_class != "disclose":
                    return
                recipients = ["Recipient"]
        elif said == "collect" and agents:
            kinds, parties = self.kinds(agents)
            if parties and "provider" not in kinds:
                action, recipients = "share", parties
        yield self.opinion(verb, clause, action, clause.negated, data, points, recipients, mentions, who)

    def opinion(
        self,
        verb: Token,
        clause: _Clause,
        action: Action,
        negated: bool,
        data: Sequence[str],
        points: bool,
        recipients: Sequence[str],
        mentions: Sequence[Mention],
        who: Sequence[Mention],
    ) -> Opinion:
        """One opinion with its place."""
        used = [self.offsets[t.idx] for t in (verb, *clause.subjects)]
        ends = [self.offsets[t.idx + len(t) - 1] + 1 for t in (verb, *clause.subjects)]
        for mention in (*mentions, *who):
            used.append(self.s.words[mention.first].start)
            ends.append(self.s.words[mention.last].end)
        purposes: list[str] = []
        if action in ("collect", "use", "share"):
            after = [t.i for t in verb.subtree if t.i > verb.i]
            purposes = unique([m.concept for m in self.named("purpose", after)])
        return Opinion(
            sentence=(self.s.words[0].start, self.s.words[-1].end),
            start=min(used),
            end=max(ends),
            action=action,
            polarity="deny" if negated else "affirm",
            data=tuple(data),
            recipients=tuple(recipients) if action in ("share", "sell") else (),
            purposes=tuple(purposes),
            points=points,
        )


def _after(word: Token, prepositions: Collection[str]) -> Iterator[Token]:
    """The nouns that some prepositions join to a word."""
    for child in word.children:
        if child.dep_ in ("prep", "dative") and child.lower_ in prepositions:
            yield from (noun for noun in child.children if noun.dep_ == "pobj")


def _is_verb(word: Token) -> bool:
    """Whether a word is a verb by its tag, or because it is coordinated with one ("sell, rent or share")."""
    if word.dep_ == "conj" and word.head.i != word.i and word.tag_ in ("NN", "JJ"):
        return stem(word.lower_) in verb_classes() and _is_verb(word.head)
    return word.tag_.startswith("VB") and word.dep_ not in ("amod", "compound", "nmod")


def _is_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _has_no(noun: Token) -> bool:
    return any(child.lower_ in ("no", "neither") for child in noun.children)
