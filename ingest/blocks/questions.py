"""Questions as headings: what "Do you sell my data?" asks, and what "Never." answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policytrail.ingest.clauses.reading import Reading
from policytrail.ingest.finding import Finding, unique
from policytrail.ingest.mentions.reader import MentionReader
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.wordlists import words

_W = words()
_DO = frozenset(["do", "does", "did"])
_SUBJECT = 8  # words that the subject of a question ends within
# Whom questions speak of that readers ask: "Do you share my data?".
_OF_READERS = {"i": "you", "me": "you", "mine": "yours", "my": "your", "you": "we", "your": "our"}
_OF_US = {"you": "we", "your": "our"}  # "Do you use cookies?"
_AFFIRMING = frozenset(["yes", "yep", "sure"])
_DENYING = frozenset(["no", "nope", "never"])
_DENIALS = (["not", "at", "all"], ["of", "course", "not"], ["absolutely", "not"], ["we", "do", "not"])
_WHEN = frozenset(["if", "to", "when", "where", "with"])


def statements(question: str) -> Iterator[str]:
    """What a question may ask, each as a statement of the provider, until one of them says something.

    >>> next(statements("Do you sell my data?"))
    'we sell your data'
    >>> list(statements("Is my number shown?"))
    ['your is number shown', 'your number is shown']
    """
    said = question.rstrip("? ").split()
    plain = {word.lower() for word in said}
    told = {} if "we" in plain else _OF_READERS if plain & _OF_READERS.keys() - _OF_US.keys() else _OF_US
    said = [said[0].lower(), *(told.get(word.lower(), word) for word in said[1:])]
    if said[0] in _DO:
        yield " ".join(said[1:])
        return
    for end in range(2, min(_SUBJECT, len(said))):
        yield " ".join([*said[1:end], said[0], *said[end:]])


def answer(sentence: Sentence) -> str:
    """The polarity of "Yes, ...", "Never.", "Only if you wish."; "" for what answers in a clause of its own."""
    plain = sentence.plain
    if plain[0] == "only" and plain[1:2] and plain[1] in _WHEN:
        return "affirm"
    if plain[0] in _AFFIRMING | _DENYING and not sentence.word(1).isalpha():
        return "affirm" if plain[0] in _AFFIRMING else "deny"
    return "deny" if plain[:3] in _DENIALS and not sentence.word(3).isalpha() else ""


def answered(question: str, reply: Reading, mentions: MentionReader) -> list[Finding]:
    """What a question asks, affirmed or denied by the sentence below it.

    Args:
        question: the words of the heading.
        reply: the first sentence below it.
        mentions: what the policy is read with.
    """
    polarity = answer(reply.s)
    if not polarity:
        return []
    last = len(reply.s.words) - 1
    found = (
        Reading(mentions.for_text(asked).read((0, len(asked))), []).read() for asked in statements(question)
    )
    asked = [f for f in next(filter(None, found), []) if f.polarity == "affirm"]
    if polarity == "deny":
        return [replace(f, first=0, last=last, rule="answer", polarity="deny") for f in asked]
    return [
        replace(
            f,
            first=0,
            last=last,
            rule="answer",
            recipients=(f.action == "share" and reply.recipients(0, last, direct=True)) or f.recipients,
            purposes=unique(f.purposes + reply.purposes(0, last)),
            conditions=unique(f.conditions + reply.conditions(0, last)),
        )
        for f in asked
    ]
