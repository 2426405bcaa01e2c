"""Verbs that go on with an earlier one: what they share with it, and whether they only go on with its purposes."""

from __future__ import annotations

from collections.abc import Sequence

from policytrail.ingest.clauses.standing import DETERMINERS, Predicate
from policytrail.ingest.finding import ANAPHOR
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.wordlists import verb_classes, words

_W = words()
_PARTICIPLES = _W["participles"]


def is_participle(word: str) -> bool:
    """Whether a word has the form of a past participle."""
    return word.endswith("ed") or word in _PARTICIPLES


def joined_with(
    s: Sentence, at: int, here: int, found: list[Predicate], *, participle: bool, gerund: bool, finite: bool
) -> tuple[Predicate, bool] | None:
    """The earlier predicate that this verb is coordinated with, and whether they share objects."""
    if not found or finite or s.word(here) not in ("and", "or", ",", "/", "&", "nor", "but"):
        return None
    if participle and found[-1].status == "gerund":  # "used for advertising nor shared"
        found = [p for p in found if p.status != "gerund"] or found
    previous = _partner(s, at, found)
    if previous is None or _is_of_relative(s, at):
        return None
    between = [s.words[i] for i in range(previous.last + 1, at)]
    same_form = (
        (previous.voice == "passive" and participle)
        or (previous.voice == "active" and not participle and not gerund and previous.status != "gerund")
        or (previous.status == "gerund" and gerund)
        or (participle and is_participle(s.word(previous.at)) and previous.voice == "active")
    )
    if not same_form:
        return None
    if all(
        t.word in _W["connectors"] or t.word in _W["adverbs"] or t.word.endswith("ly") or t.word in _W["negations"]
        or t.word == "to" and s.stem(i - 1) == "listen"
        or len(between) <= 5 and t.stem in verb_classes()
        or len(between) <= 4 and t.word not in DETERMINERS and i not in s.inside and s.word(previous.last + 1) == ","
        for i, t in enumerate(between, previous.last + 1)
    ):  # fmt: skip
        return previous, True
    if s.word(here) in (",", "/", "&"):
        return None
    after = s.word(at + 1)
    opens_object = (
        after in _W["determiners"] or after in ("it", "with", "to", "or", "and", ",", "from", "for", "by", "information")
        or any(m.first == at + 1 and m.scheme == "data" for m in s.mentions)
    )  # fmt: skip
    return (previous, False) if opens_object else None


def _is_of_relative(s: Sentence, at: int) -> bool:
    """Whether a verb goes on with one of a relative clause: "we use firms that count and analyse visits"."""
    return (
        s.word(at - 1) in ("and", "or")
        and s.word(at - 3) in ("that", "who")
        and s.word(at - 2) in _W["infinitives"]
        and s.stem(at - 2) not in verb_classes()
    )


def goes_on_with_purposes(s: Sentence, previous: Predicate, at: int) -> bool:
    """Whether a verb goes on with infinitives: "use it to create and maintain accounts; bill you; and contact you"."""
    if any(m.concept == ANAPHOR and at < m.first <= at + 3 for m in s.mentions):
        return False  # "use it to bill you and share it with others"
    to = next((k for k in range(previous.last + 1, at) if s.word(k) == "to"), at)
    if not _is_infinitive(s, to + 1):
        return False
    if s.word(at - 1) in ("and", "or") and _is_infinitive(s, at - 2) and s.word(at - 3) in (",", "to"):
        return True  # "to set up, monitor and maintain"
    signs = [k for k in range(to + 1, at) if s.word(k) == ";"]
    return bool(signs) and at - signs[-1] <= 2 and _is_infinitive(s, ([to, *signs])[-2] + 1)


def _is_infinitive(s: Sentence, at: int) -> bool:
    return s.word(at) in _W["infinitives"] or s.stem(at) in verb_classes()


def _partner(s: Sentence, at: int, found: Sequence[Predicate]) -> Predicate | None:
    """The earlier predicate that a further verb may go on with.

    In "we collect your name when you sign up or use our apps" that is what users do, with "and use it to bill you" what
    the provider does.
    """
    last = found[-1]
    ours = next((p for p in reversed(found) if "user" not in p.subjects), None)
    if ours and last.status == "relative" and s.word(at + 1) in ("it", "them", "this"):
        return ours  # "we use the name that you gave us and show it to others"
    if ours is None or not any(
        s.word(k) in _W["circumstances"] and s.word(k + 1) in _W["user"] for k in range(ours.last + 1, at)
    ):
        return last
    if any(m.concept == ANAPHOR and at < m.first <= at + 2 for m in s.mentions):
        return ours
    return last if last is not ours else None
