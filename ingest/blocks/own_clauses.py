"""Items that are sentences of their own, and those that only look like one: "how you use our site", "if you call us, your number"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from policytrail.ingest.clauses.reading import Reading
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.wordlists import words

_W = words()
VERBS = _W["finite"] | frozenset("applies could did do does governs had has have was were would".split())
"""Finite verbs of sentences on other matters."""
IMPERATIVES = frozenset("click go learn note please read reply see tap visit".split())
"""Verbs with which sentences begin that tell people what to do."""
_SUBJECTS = frozenset(["you", "we", "they", "it"])
_RELATIVE = frozenset("where that which who how what when whether if".split())
_OTHER_THINGS = frozenset(
    "activities features functions measures methods purposes reasons rights services steps".split()
)
_PARTING = _RELATIVE | _SUBJECTS | frozenset(", ( : ; – — as including".split())
_GIVEN, _WHOM = frozenset(["to", "with"]), frozenset(["whom", "whose"])
_OPENING = _W["interposing"] | frozenset(["depending", "to"])
_PARTED = frozenset(", . : * ** that when where while you".split())
_WHEN = frozenset(["if", "when", "where"])


def after_circumstance(reading: Reading) -> int:
    """Where the data, or parties with a preposition, stand that an item tells after a circumstance: "If you call us, the number of your phone"; 0 if there is none."""
    sentence = reading.s
    start = _unbracketed_comma(sentence) + 1 if sentence.word(0) in _WHEN else 0
    if not start:
        return 0
    at_once = start + 2 + (sentence.word(start) in _W["determiners"])
    named = any(m.first < at_once for m in reading.of("data", start, len(sentence.words)))
    return start if (named or sentence.word(start) in _GIVEN) and not is_clause(sentence, start) else 0


def _unbracketed_comma(sentence: Sentence) -> int:
    """Where the first comma stands that is in no brackets, -1 if there is none."""
    deep = 0
    for at, word in enumerate(sentence.plain):
        if word == "," and not deep:
            return at
        deep += (word == "(") - (word == ")")
    return -1


def _is_question(sentence: Sentence) -> bool:
    """Whether data are told by a question: "how you use our site", "whether you have received messages"."""
    if sentence.word(0) not in _RELATIVE:
        return False
    asked = 3 if sentence.word(0) == "whether" else 0  # "whether you have [received messages]"
    return any(m.scheme == "data" and m.first == asked < m.last for m in sentence.mentions)


def is_clause(sentence: Sentence, start: int = 0) -> bool:
    """Whether the words from a position on form a full sentence about something else ("You may request ...")."""
    head = sentence.plain[start : start + 8]
    if head[:1] and head[0] in IMPERATIVES or head[:2] == ["contact", "us"]:
        return True
    if not start and _is_question(sentence):
        return False
    applying = {k for k, w in enumerate(head) if w == "apply" and head[k + 1 : k + 2] == ["to"]}
    verbs = (k for k, w in enumerate(head) if w in VERBS or k in applying)
    verb = next((k for k in verbs if k and not _is_headless(head, k)), None)
    if verb and head[0] in _GIVEN and not _WHOM.isdisjoint(head[:verb]):
        return False  # "to companies from whom you have ordered something"
    headed = start in sentence.ends or head[:1] and head[0] in _W["generic_nouns"]
    if _tells_of_others(sentence.plain[start:]):
        return True
    begun = head[:1] if headed else head[:2]  # not "data you give us", "agents we hire"
    return not _SUBJECTS.isdisjoint(begun) or (verb is not None and _RELATIVE.isdisjoint(head[:verb]))


def _tells_of_others(plain: Sequence[str]) -> bool:
    """Whether words say something of other things: "Their use of it will be governed by", "These measures include", "If you wish it, they may"."""
    if plain[0] == "if":
        return any(a == "they" and b in _W["modals_may"] for a, b in pairwise(plain))
    if plain[0] in ("such", "these") and plain[1:2] and plain[1] in _OTHER_THINGS:
        return not _W["containing"].isdisjoint(plain[2:4])
    verb = next((k for k, w in enumerate(plain[:24]) if w in _W["modals"]), 0)
    return plain[verb + 1 : verb + 2] == ["be"] and verb > 0 and _PARTING.isdisjoint(plain[:verb])


def _is_headless(head: Sequence[str], verb: int) -> bool:
    """Whether a verb belongs to a noun before its subject: "the account that you may open", "a device you are using"."""
    before = head[: verb - 1]
    return (
        verb > 1
        and head[verb - 1] in _SUBJECTS
        and before[0] not in _OPENING
        and _PARTED.isdisjoint(before)
        and not before[0].endswith("ly")
    )
