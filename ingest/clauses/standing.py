"""Whether a verb's clause stands for itself: main, relative, subordinate, or only reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import words

Status = Literal["main", "relative", "subordinate", "infinitive", "gerund", "reported"]

_W = words()
_FRONTED = frozenset("after at following in on upon".split())  # what begins a phrase before the subject
# Words that make what follows a noun; the others of that class stand alone too ("we give them").
DETERMINERS = _W["determiners"] - {"us", "you", "them", "all", "both", "each", "more"}
_CLAUSE_END = _W["clause_end"]
_REASONS = frozenset("although because since though".split())  # what they introduce is said
_SUBORDINATORS = _W["subordinators"] - _REASONS
_OF_SUBJECTS = DETERMINERS - _W["relatives"]
_TOPICAL = frozenset(["concerning", "for", "in", "regarding"])  # these name what a clause is about
_WILLING = frozenset(map(stem, "like prefer want wish".split()))
_KNOWN = frozenset(map(stem, "assured aware know sure understand".split()))  # "we want you to know that ..."
_WISHING = _W["wishing"]
_HEADLESS = _W["headless"]
_MANNER = frozenset("extent purposes reasons way ways what".split())
_CONTENT = frozenset(map(stem, _W["clause_of_content"]))
_BY_MEANS = frozenset("by through using via with".split())
_YOU_MAY = [["you", w] for w in ("can", "may", "must", "will")]  # "on some sites you may provide"
_THE_WAY = [["the", "way"], ["the", "ways"], ["the", "manner"]]  # "if we change the way we collect"
_INDIRECT = frozenset("how what whether whom whose why".split())
_BEFORE_WHICH = frozenset("by for from in through to under with".split())
_ABOUT = _W["about"] | {",", "of"}
_ACTING = _W["user"] | {"we", "they", "people", "someone", "somebody"}
_RULES = frozenset(
    "agreement agreements contract contracts law laws policies policy regulation regulations rules statute statutes terms".split()
)
_UNWANTED = frozenset(["assure", "guarantee", "guaranteed", "breach", "intercepted"])


@dataclass(slots=True)
class Predicate:
    """One verb with its group: positions are token indices, inclusive."""

    classes: tuple[str, ...]  # of rules/verbs.toml
    at: int
    start: int  # first token of subject, auxiliaries or "to"
    last: int  # last verb of a chain that shares its objects ("collect, use and share X")
    voice: Literal["active", "passive"] = "active"
    subjects: frozenset[str] = frozenset()  # of "provider", "user", "third"
    parties: tuple[Mention, ...] = ()  # recipients that are the subject
    negated: bool = False
    modality: str = "asserts"
    status: Status = "main"
    chain: int = 0  # predicates with the same number share objects


def _is_of_data(s: Sentence, wish: int) -> bool:
    """Whether a wish only tells which data: "your preferred language", "information that you choose to post", "files that a user wants to keep"."""
    if s.word(wish) == "preferred" and s.word(wish - 1) in _W["possessives"]:
        return True  # "your preferred language"
    noun = wish - 2 - (s.word(wish - 2) in ("a", "the"))
    relative = s.word(noun) in ("that", "which") or noun in s.ends
    return s.word(wish - 1) in _W["user"] and s.word(wish + 1) == "to" and relative


def _concedes(s: Sentence, at: int) -> bool:
    """Whether what "while" introduces is said: "while we may share your data, we do not sell them"."""
    return s.word(at) == "while" and s.word(at + 1) == "we" and s.word(at + 2) in _W["modals"]


def _is_ours(s: Sentence, wish: int) -> bool:
    """Whether the provider asks: "we may ask you for your card number and share it", "you may be asked"."""
    at = wish - 1
    if s.word(wish) == "asked" and s.word(at) in _W["be"]:
        return True
    while s.word(at) in _W["modals"] or s.word(at) in _W["adverbs"]:
        at -= 1
    return s.stem(wish) == "ask" and (s.word(at) == "we" or at in s.provider_at)


def _clause_start(s: Sentence, at: int) -> int:
    """Where the clause that reaches to `at` starts: after the nearest sign, or "then" right before it."""
    if s.word(at - 1) == "then":
        return at  # "if you agree to that then we keep it"
    limit = max(0, at - 40)
    while at > limit and s.word(at - 1) not in (",", ";", ":", ".", "(", ")"):
        at -= 1
    return at


def _tells_occasions(s: Sentence, relative: int) -> bool:
    """ "There are cases where we share your data", "circumstances in which we do": it is said that it happens."""
    noun = relative - 1 - (s.word(relative - 1) in ("in", "under"))
    return s.word(noun) in _W["occasions"] and "there" in s.span(noun - 6, noun)


def _is_required(s: Sentence, verb: int, predicate: Predicate) -> bool:
    """ "Opening an account requires that you give us your name", "some features require that we share it": it is done, and what laws demand of a provider too."""
    clause = _clause_start(s, verb)
    said = s.span(clause, verb - 1)
    if s.stem(verb) != "requir" or predicate.negated or not _W["negations"].isdisjoint(said):
        return False
    demanded = not _RULES.isdisjoint(said)
    if predicate.subjects == {"user"}:
        others = any(m.scheme == "recipient" and clause <= m.first < verb for m in s.mentions)
        return "give" in predicate.classes and not (demanded or others) and {"they", "we"}.isdisjoint(said)
    return predicate.subjects == {"provider"} and (
        not demanded or predicate.classes[0] in ("disclose", "hold")
    )


def _is_of_noun(s: Sentence, clause: int, start: int) -> bool:
    """Whether a passive only tells of a noun, or asks: "the browser being used", "how your data are shared"."""
    if s.word(start) in ("being", "was", "were") or "whose" in s.span(start - 4, start - 1):
        return True
    for k in range(clause, start):
        if k in s.inside:
            continue  # "how long you stay"
        word = s.word(k)
        if word in _INDIRECT or word == "which" and s.word(k - 1) in _BEFORE_WHICH:
            return True
        named = s.ends.get(start - 1) if word == "which" else None
        told = s.word(k - 1) in _ABOUT and named and "you" in s.span(named.first, named.last)
        if named and named.first == k + 1 and not told:
            return True  # "to learn which emails are read", but not "data on which pages you visit are sent"
        if word == "which" and k + 2 == start and s.word(k + 1).isalpha() and s.word(k + 1) not in _ACTING:
            return True  # "tell us which features are used"
        if word in ("who", "way", "ways") and s.word(k + 1) in _W["possessives"]:
            return True
    return False


def _tells_mishaps(s: Sentence, lo: int, hi: int) -> bool:
    """Whether words tell what may happen against all care: a breach of security, but not "a breach of our terms"."""
    if _UNWANTED.isdisjoint(s.said):
        return False
    near = s.span(lo, hi)
    return any(
        w in _UNWANTED and not (w == "breach" and not _RULES.isdisjoint(near[k + 1 : k + 7]))
        for k, w in enumerate(near)
    )


def _is_cleft(s: Sentence, relative: int, predicate: Predicate) -> bool:
    """ "It is our banks that check your card": a clause of its own for emphasis."""
    first = min((m.first for m in predicate.parties), default=0)
    while first > 0 and s.word(first - 1) in _W["determiners"]:
        first -= 1
    it = s.word(first - 1) in ("is", "was") and s.word(first - 2) == "it"
    return it and all(m.last < relative for m in predicate.parties)


def _is_resumed(s: Sentence, start: int, verb: int) -> bool:
    """Whether "or we" goes on with a circumstance, since the main clause follows: "when you call us or we call you, we may"."""
    if s.word(start) != "we" or s.word(start - 1) not in ("and", "or"):
        return False
    return any(s.span(k, k + 1) == [",", "we"] for k in range(verb, len(s.words)))


def _has_object(s: Sentence, opening: int, start: int, predicate: Predicate) -> bool:
    """Whether a verb has the object that a relative clause on a noun before it would lack.

    "For security purposes we use your name"; a title without a stop: "Use of data We share your name".
    """
    fronted = s.word(opening) == "for" and s.word(opening + 1) not in DETERMINERS
    if predicate.subjects != {"provider"} or s.word(start - 1) in _MANNER and not fronted:
        return False  # "the ways we use your name"
    after = predicate.last + 1
    while s.word(after) in ("and", "or"):
        after += 2
    near = fronted and any(m.first in (after, after + 1) for m in s.by_scheme.get("data", ()))
    return near or s.word(after) == "your"


def standing(s: Sentence, start: int, predicate: Predicate) -> Status:
    """Whether the clause that starts at `start` stands for itself."""
    if predicate.subjects == {"third"} and s.word(start) in ("who", "that", "which"):
        return "main" if _is_cleft(s, start, predicate) else "relative"
    if s.word(start - 1) == "than":
        return "reported"  # "longer than we need it"
    if "whether" in s.said and "whether" in s.span(_clause_start(s, start), start):
        return "reported"  # "whether you agree that we can share your data"
    ahead = start - 1
    while s.word(ahead) in _OF_SUBJECTS:
        ahead -= 1  # "how our partners collect"
    before = s.word(ahead)
    begins = before == "that" and (ahead == 0 or s.word(ahead - 1) in _CLAUSE_END)
    if begins and predicate.subjects == {"third"} and not {"obtain", "use"}.isdisjoint(predicate.classes):
        before = s.word(ahead - 1)  # "if you order from a partner, that company may collect your address"
    if before in _W["relatives"]:
        if before == "that" and (
            s.stem(ahead - 1) in _CONTENT
            or s.stem(ahead - 1) in ("that", "consent", "possibl", "do")
            or s.word(ahead - 1) in _W["occasions"]
            or s.word(ahead - 1) == "so"
            and predicate.negated  # "encrypted, so that we cannot read them"
            or s.word(ahead - 1) in ("out", ",")
            and predicate.negated
            and predicate.subjects == {"provider"}  # "we point out that we do not sell"
        ):
            return "main"
        if before in ("where", "which") and _tells_occasions(s, ahead):
            return "main"
        if before == "that" and s.stem(ahead - 1) in ("request", "ask", "requir"):
            return "main" if _is_required(s, ahead - 1, predicate) else "reported"
        return "subordinate" if before == "where" else "relative"
    if before in ("and", "or") and (s.word(start - 3), s.word(start)) in (("we", "you"), ("you", "we")):
        named = s.word(start - 3) == "we" or s.ends.get(start - 4)
        if named and start + 1 == predicate.at:
            return "relative"  # "the data that we collect or you provide", "data you provide or we collect"
    if (
        before == "time"
        and s.span(ahead - 2, ahead - 1) == ["at", "the"]
        and "," not in s.span(start, predicate.at)
    ):
        return "subordinate"  # "what you are told at the time we ask for it"
    if before in _SUBORDINATORS and s.word(ahead - 1) not in _W["occasions"] and not _concedes(s, ahead):
        return "subordinate"
    opening = clause = _clause_start(s, start)
    while s.word(opening) in ("and", "or", "but", "only", "even", "also"):
        opening += 1
    circumstance = (
        opening < predicate.at
        and s.word(opening) in _SUBORDINATORS
        and not _concedes(s, opening)
        and not any(m.scheme == "retention" and m.first in (opening + 1, opening + 2) for m in s.mentions)
    )  # "after 30 days we delete it" is no clause of its own
    # "when you use our service we ask you", "if people call us we ...": the second subject begins the main clause
    first = next((k for k in range(opening, start) if s.word(k) in _ACTING or k in s.provider_at), start)
    second = (
        circumstance
        and s.word(start) in ("you", "we")
        and (
            start - first > 2
            and not _is_resumed(s, start, predicate.at)
            or start - first == 2
            and s.word(first) != "we"
            and s.word(start - 1) not in ("and", "or", ",")  # "when you register we ask"
            or s.word(start) == "you"
            and s.word(opening + 1).endswith("ing")
        )
    )  # "when creating an account you provide"
    if (
        predicate.voice == "active"
        and (
            predicate.subjects & {"provider", "user"}
            or s.word(start) == "they"
            or before in _W["generic_nouns"]  # "the information those developers collect"
        )
        and before not in _CLAUSE_END
        and not (s.word(opening) in ("at", "on", "to") and s.span(start, start + 1) in _YOU_MAY)
    ):
        known = (
            s.word(opening + 1) in _W["pointers"] and start - opening == 3
        )  # "for these purposes we collect"
        headless = before in _HEADLESS and not known and s.word(opening) not in ("in", "through", "with")
        second = second and not (s.span(ahead - 1, ahead) in _THE_WAY and "we" in s.span(opening, ahead))
        named = s.ends.get(start - 1)
        followed = named or headless or before in ("services", "service", "them", "you")
        aim = s.word(opening) in ("for", "from", "to")
        if (
            named
            and named.concept == "Cookies"
            and s.word(opening) in _BY_MEANS
            and "use" not in predicate.classes
        ):
            followed = False  # "by means of cookies we learn"
        if aim and not headless and (named is None or named.scheme != "data"):
            followed = False  # "in order to provide the service we need", "from our partners we receive"
        # "in relation to this data we have to keep it for a year"
        resumed = s.word(opening) in _TOPICAL and s.word(predicate.last + 1) in ("it", "them")
        requested = (
            named is not None and named.scheme == "recipient" and s.word(opening) in _FRONTED
        )  # "in response to requests from regulators we disclose"
        by_means = named is not None and named.concept.startswith("org:") and s.word(opening) in _BY_MEANS
        requested |= by_means  # "through Zyxcorp we collect"
        requested = (
            requested
            or (named is None or named.scheme == "data")
            and _has_object(s, opening, start, predicate)
        )
        if followed and not (second or resumed or requested):
            return "relative"
    if circumstance and not second:
        return "subordinate"
    if predicate.voice == "passive" and _is_of_noun(s, clause, start):
        return "relative"
    if predicate.voice == "passive" and (data := s.ends.get(start - 1)):
        ahead = data.first - 1
        while s.word(ahead) in _OF_SUBJECTS:
            ahead -= 1  # "we ask before your location is shared"
        if s.word(ahead) in _SUBORDINATORS and s.word(ahead - 1) not in _W["occasions"]:
            return "subordinate"
    if s.word(opening) == "in" and s.word(opening + 1) != "no" and s.word(opening + 2) == "event":
        return "subordinate"
    if "contact" not in predicate.classes and _tells_mishaps(s, clause, predicate.at + 24):
        return "reported"
    if predicate.voice == "passive" and not _WILLING.isdisjoint(map(s.stem, range(start, predicate.at))):
        return "reported"  # "say that you do not want to be followed"
    told = any(s.word(i) == "that" and s.stem(i - 1) in _KNOWN for i in range(clause, start))
    if (
        not told
        and any(
            s.stem(i) in _WISHING
            and not _is_of_data(s, i)
            and not _is_ours(s, i)
            and not (i == start - 2 and predicate.subjects == {"user"} and s.stem(i) in _W["choosing"])
            for i in range(clause, start)
        )
        and any(s.word(i) in _W["user"] for i in range(clause, start))
    ):
        return "reported"
    return "main"
