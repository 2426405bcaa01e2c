"""Data words that point to data named before: "this information", "such metadata", "it", "the data we collect"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from policytrail.ingest.finding import ANAPHOR, GENERIC
from policytrail.ingest.mentions.terms import COINED
from policytrail.ingest.words.lexicon import SKIPPED, Mention
from policytrail.ingest.words.tokens import Token
from policytrail.ingest.words.wordlists import auxiliaries, particles, verb_classes, words

_W = words()
_COLLECTED = frozenset(["collect", "obtain", "receiv"])
_VAGUE = frozenset(["metadata", "technical"])  # data so called are of any kind
_OWNING = frozenset(["personal", "their", "your"])
_FURTHER = frozenset(["additional", "further", "other"])
_VERBS = verb_classes().keys() - particles().keys()
_MEANS = frozenset("by during from off offline on online through using via when".split())
_DOINGS = frozenset("handling practices".split())
_RULES = frozenset("policies policy practice practices".split())
_SUBJECTS = frozenset(["it", "they", "these", "this"])
_SAID = frozenset("communications conversations messages recordings".split())
POINTING = _W["generic_nouns"] | _SUBJECTS | _SAID | {"personal", "them"}
_AUXILIARIES = auxiliaries()
_HANDLED = frozenset(["disclose", "dispose", "hold", "obtain", "sell"])  # what is done to data, not to people
# "The above information", "the same data"; "this type of information"; "the information described above".
_KEEPING = frozenset(["access", "disclose", "give", "hold", "obtain"])
_SAID_BEFORE = frozenset("above aforementioned foregoing same said".split())
_KINDS = frozenset("category categories item items kind kinds piece pieces sort sorts type types".split())
_OBTAINED = frozenset("collected gathered obtained received".split())
_TOLD = frozenset("described identified listed mentioned named outlined set stated".split())
# What follows "the information" that is told no further: a sign, a verb, or what is done with it.
_UNTOLD = _W["clause_end"] | _W["modals"] | _W["be"] | frozenset("and for or".split())


def pointers(
    found: Sequence[Token],
    mentions: Sequence[Mention],
    *,
    cookies: bool,
    just_named: bool,
    in_block: bool,
) -> list[Mention]:
    """Data words without a label of their own: "information", "this data", "it".

    The keywords are those of `MentionReader.read`.
    """
    taken = {k for m in mentions if m.scheme in ("data", COINED) for k in range(m.first, m.last + 1)}
    starts = {m.first for m in mentions if m.scheme == "data"}
    plain = [w.word for w in found] + [""] * 4
    added = []
    for at in [at for at, word in enumerate(plain) if word in POINTING and at not in taken]:
        word = plain[at]
        if word in _SAID:  # "we may keep such messages", after messages were named
            if in_block and at > 1 and plain[at - 1] in _W["pointers"] and is_kept(found[at - 2]):
                added.append(Mention("data", ANAPHOR, at, at))
            continue
        after = plain[at + 1]
        if word in _W["generic_nouns"]:
            ours = after in _W["about"] and plain[at + 2] in _W["about_us"]
            ours = ours and plain[at + 3] not in _W["user"] and plain[at + 3] != "behalf"
            if after in _DOINGS or after in _W["about"] and not _RULES.isdisjoint(plain[at + 2 : at + 5]):
                continue  # "our information practices", "information about our policies"
            if ours and not (after == "on" and at and plain[at - 1] in _OWNING):
                continue  # "information about our services", but not "your data on our servers"
            pointed = is_pointed(plain, at) or in_block and is_told(plain, at)
            ours = (
                in_block
                and "we" in plain[at + 1 : at + 3]
                and any(w.stem in _COLLECTED for w in found[at + 2 : at + 6])
            )
            added.append(Mention("data", ANAPHOR if pointed or ours else GENERIC, at, at))
        elif word == "personal" and after in ("and", "or", "/", ",") and starts & set(range(at + 2, at + 5)):
            added.append(Mention("data", GENERIC, at, at))  # "personal and traffic data"
        elif (
            (word == "they" and at == 0 and cookies)
            or (word in _SUBJECTS and at == 0 and just_named and is_handled(found))
            or (
                word in ("it", "them")
                and at
                and (found[at - 1].stem in _VERBS or is_accessed(plain, at))
                and not is_given_to(at, found, starts)
            )
            or (
                word in ("this", "these")
                and at
                and found[at - 1].stem in verb_classes()
                and (after in _W["directions"] or after == "for")
            )
        ):
            added.append(Mention("data", ANAPHOR, at, at))
    return added


def is_accessed(plain: Sequence[str], at: int) -> bool:
    """Whether nobody is said to have access to what a word stands for: "we have no access to them"."""
    return plain[max(0, at - 2) : at] == ["access", "to"] and "no" in plain[max(0, at - 5) : at]


def is_kept(verb: Token) -> bool:
    """Whether a verb tells that what follows is kept, read or passed on."""
    return verb.stem != "receiv" and not _KEEPING.isdisjoint(verb_classes().get(verb.stem, ()))


def is_pointed(plain: Sequence[str], at: int) -> bool:
    """Whether the word for data at a position points back by what stands before it: "this information", "these kinds of data"."""
    near = plain[max(0, at - 2) : at]
    if "such" in near and plain[at + 1] in ("as", "that", "which"):
        return False  # "only such data which we have to keep"
    if near[-1:] == ["of"] and at > 2 and plain[at - 2] in _KINDS:
        near = [plain[at - 3]]
    return not _W["pointers"].isdisjoint(near)


def is_told_above(after: Sequence[str]) -> bool:
    """Whether the words behind data tell where these are told: "listed above", "as described in section 2 above"."""
    return "above" in after and not _TOLD.isdisjoint(after[: after.index("above")])


def is_told(plain: Sequence[str], at: int) -> bool:
    """Whether "the" data at a position are told by what stands before the sentence: "the above data", "the information listed above"."""
    if is_told_above(plain[at + 1 : at + 5]):
        return True
    if at and plain[at - 1] in _SAID_BEFORE:
        return True
    untold = _UNTOLD | _W["directions"]
    after = plain[at + 1]
    if after in _OBTAINED:  # but not "the data collected through our site"
        after, untold = plain[at + 2], _UNTOLD
    return at > 0 and plain[at - 1] == "the" and (at == 1 or after in untold)


def pointed(mention: Mention, found: Sequence[Token], *, in_section: bool) -> Mention:
    """Data that are the ones named before in the block, and before it in the section."""
    if in_section:
        mention = collected_before(mention, found)
    return mention._replace(concept=ANAPHOR) if points_back(mention, found) else mention


def collected_before(mention: Mention, found: Sequence[Token]) -> Mention:
    """ "The information we collect", after data were named: those."""
    if mention.concept != GENERIC or found[mention.first].word not in _W["generic_nouns"]:
        return mention
    after = found[mention.last + 1].word if mention.last + 1 < len(found) else ""
    if after in _MEANS or not mention.first or found[mention.first - 1].word not in ("the", "this", "all"):
        return mention  # "with information we collect from our partners"
    ours = any(
        found[k].word == "we" and any(w.stem in _COLLECTED for w in found[k + 1 : k + 4])
        for k in range(mention.first + 1, mention.last)
    )
    return mention._replace(concept=ANAPHOR) if ours else mention


def points_back(mention: Mention, found: Sequence[Token]) -> bool:
    """ "This technical information", "such personal data", after data were named: those, whatever their kind."""
    vague = mention.concept == GENERIC or not _VAGUE.isdisjoint(
        w.word for w in found[mention.first : mention.last + 1]
    )
    if mention.scheme != "data" or not vague:
        return False
    if mention.concept == GENERIC and is_told_above(
        [w.word for w in found[mention.last + 1 : mention.last + 5]]
    ):
        return True
    before = [w.word for w in found[max(0, mention.first - 2) : mention.first]]
    return bool(before) and (
        before[-1] in _W["pointers"] or before[0] in _W["pointers"] and before[-1] in _FURTHER
    )


def is_handled(found: Sequence[Token]) -> bool:
    """Whether the first word is the subject of a passive that tells what happens to data: "they are never disclosed"."""
    at = next((k for k, w in enumerate(found) if k and w.word not in _AUXILIARIES), 0)
    if not at or found[at - 1].word not in _W["be"] | _W["adverbs"]:
        return False
    verb = verb_classes().get(found[at].stem, ("",))[0]
    return verb in _HANDLED or verb == "give" and found[at + 1].word in _W["directions"]


def is_given_to(at: int, found: Sequence[Token], data_starts: Collection[int]) -> bool:
    """Whether "them" at a position are the ones to whom data that follow are given: "we give them your name"."""
    first = at + 1
    while first < len(found) and found[first].word in SKIPPED:
        first += 1
    if first == len(found):
        return False
    return first in data_starts or found[first].word in _W["generic_nouns"]
