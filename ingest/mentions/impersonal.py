"""Data that an adjective makes nobody's: "aggregate and related usage data"."""

from __future__ import annotations

from collections.abc import Sequence

from policytrail.ingest.finding import GENERIC
from policytrail.ingest.mentions.terms import COINED
from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.lists import JOINING
from policytrail.ingest.words.tokens import Token
from policytrail.ingest.words.wordlists import verb_classes, words

_W = words()
IMPERSONAL = {
    "aggregate": "AggregatedData", "aggregated": "AggregatedData", "anonymous": "AnonymisedData",
    "statistical": "AggregatedData", "anonymised": "AnonymisedData", "anonymized": "AnonymisedData", "deidentified": "AnonymisedData",
    "summary": "AggregatedData", "identifiable": "NonPersonalData", "identifying": "NonPersonalData", "identified": "AnonymisedData",
    "pseudonymised": "AnonymisedData", "pseudonymized": "AnonymisedData", "pseudonymous": "AnonymisedData",
}  # fmt: skip
# What data are only because of the word in front: "non-personally identifiable", "de-identified".
_NEGATED = {"identifiable": ("non", "not"), "identifying": ("non", "not"), "identified": ("de",)}
FORMS = frozenset("basis fashion form format formats forms level manner".split())  # in which data are shared
_IN = frozenset(["at", "in", "on"])
_HEADS = FORMS | frozenset(
    "information data pii details profile profiles reports report statistics insights metrics".split()
)
_CUTTING = _W["directions"] | frozenset(
    "of about in from for on by that which who is are be we you your the".split()
)
UNIDENTIFYING = {"aggregat": "AggregatedData", "anonymous": "AnonymisedData", "anonymiz": "AnonymisedData"}
_BEING = frozenset(["is", "are"])
_WHICH = frozenset(["that", "which"])
_DOING = frozenset(["do", "does"])
# What may stand between data and what they do not.
_DESCRIBING = frozenset(
    "about and collect collected from gathered have hold obtained or that we which you".split()
)
_JOINED = frozenset(["and", "or", ",", "/", "related"])


def made_impersonal(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "Aggregate and related usage data": what an adjective further off says of the data, which then are no person's."""
    taken = {
        k
        for m in mentions
        if m.scheme in ("data", COINED) and m.last > m.first
        for k in range(m.first, m.last + 1)
    }
    added, kept = [], list(mentions)
    for at, w in enumerate(found):
        concept = IMPERSONAL.get(w.word)
        if concept is None or at in taken or w.word == "aggregate" and _is_infinitive(found, at):
            continue
        first = at
        if negations := _NEGATED.get(w.word):
            first = next((k for k in (at - 1, at - 2) if k >= 0 and found[k].word in negations), -1)
            if first < 0 or first in taken:
                continue
        head = _head_after(found, at)
        if head:
            kept = [m for m in kept if m.concept != GENERIC or m.first < at or m.last > head]
            others = any(m.scheme == "data" and at < m.last and m.first <= head for m in kept)
            others = others or any(found[k].word in IMPERSONAL for k in range(at + 1, head))
            added.append(Mention("data", concept, first, at if others else head))
    return kept + added


def _head_after(found: Sequence[Token], at: int) -> int:
    """The noun that an adjective at a position belongs to, over other adjectives, 0 if there is none."""
    for k in range(at + 1, min(at + 8, len(found))):
        word = found[k].word
        if word in _HEADS:
            placed = word not in FORMS or any(w.word in _IN for w in found[max(0, at - 7) : at])
            return k if placed else 0
        lists = word in (",", "/") and (
            any(t.word in IMPERSONAL for t in found[k + 1 : k + 3]) or _shares_head(found, k)
        )
        if word in _CUTTING or word in JOINING - {"and", "or"} and not lists:
            return 0
    return 0


def _shares_head(found: Sequence[Token], comma: int) -> bool:
    """Whether what ends at a comma shares its noun with a list: "aggregate [location, usage and] traffic data"."""
    joint = next(
        (k for k in range(comma + 1, comma + 6) if found[k : k + 1] and found[k].word in ("and", "or")), 0
    )
    if not joint or found[comma - 1].word.endswith("s"):
        return False
    members = [*found[comma + 1 : joint], *found[joint + 1 : joint + 2]]
    return all(w.word == "," or not w.word.endswith("s") for w in members) and any(
        w.word in ("data", "information") for w in found[joint + 2 : joint + 4]
    )


def _is_infinitive(found: Sequence[Token], at: int) -> bool:
    """Whether "aggregate" is what somebody does: "to aggregate data", "we combine and aggregate data"."""
    before = [w.stem for w in found[max(0, at - 2) : at]]
    if not FORMS.isdisjoint(w.word for w in found[at + 1 : at + 2]):
        return False  # "in anonymised and aggregate form"
    return (
        not before
        or before[-1] in ("to", "we", "may", "can", "will", "not", "also", "must")
        or (found[at - 1].word in JOINING and before[0] in verb_classes())
    )


def not_personal(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "Information about you that is not personal data": nobody's."""
    kept = list(mentions)
    for at in range(3, len(found) - 1):
        if found[at].word != "not":
            continue
        if found[at - 1].word in _DOING:
            kept = _not_identifying(kept, found, at)
        if found[at - 1].word not in _BEING or found[at - 2].word not in _WHICH:
            continue
        named = [m for m in kept if m.concept in (GENERIC, "NonPersonalData")]
        whole = next((m for m in reversed(named) if at - 9 < m.last < at - 1), None)
        denied = next((m for m in named if at <= m.first < at + 4), None)
        if whole and denied and found[whole.first].word in _HEADS:
            kept = [m for m in kept if m not in (whole, denied)]
            kept.append(whole._replace(concept="NonPersonalData", last=denied.last))
    return kept


def _not_identifying(mentions: list[Mention], found: Sequence[Token], at: int) -> list[Mention]:
    """ "If the information that we hold about you does not identify you": nobody's, while it does not."""
    verb = at + 1 + found[at + 1].word.endswith("ly")
    if [w.stem for w in found[verb : verb + 1]] != ["identify"] or found[verb + 1].word not in _W["user"]:
        return mentions
    named = [m for m in mentions if m.scheme == "data" and m.last < at]
    whole = next((m for m in reversed(named) if found[m.first].word in _HEADS), None)
    if whole is None or any(m.concept != GENERIC for m in named if m.first >= whole.first):
        return mentions
    if any(w.word not in _DESCRIBING for w in found[whole.last + 1 : at - 1]):
        return mentions
    kept = [m for m in mentions if m not in named or m.first < whole.first]
    return [*kept, whole._replace(concept="NonPersonalData", last=verb + 1)]


def unidentified(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """What each of several adjectives says: "aggregate anonymous information", "aggregate and demographic data"."""
    said = {k: concept for k, w in enumerate(found) if (concept := UNIDENTIFYING.get(w.stem))}
    first = {m.first: m for m in mentions if m.scheme == "data"}
    kept = list(mentions)
    for k, concept in said.items():
        here, step = first.get(k), k + 1
        if here and here.last > k and here.concept == concept and said.get(step, concept) != concept:
            kept[kept.index(here)] = here._replace(last=k)
            kept.append(here._replace(concept=said[step], first=step))
        while step < len(found) and found[step].word in _JOINED:
            step += 1
        if not here and step > k + 1 and step in first and first[step].concept != concept:
            kept.append(Mention("data", concept, k, k))
    return kept
