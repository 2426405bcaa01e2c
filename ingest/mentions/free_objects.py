"""Purposes of verbs whose object is too free for a label: "protect Example and its staff", "keep our apps and sites secure"."""

from __future__ import annotations

from collections.abc import Sequence

from policytrail.ingest.mentions.purposes import BEFORE_INFINITIVE, PROTECTING, object_end
from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.tokens import Token, stem
from policytrail.ingest.words.wordlists import purposive_states, words

_W = words()
MAKING = frozenset(verb for verb, _ in purposive_states())  # stems
_REACH = 12  # words of an object
_DEGREES = frozenset("and even less more".split())
_RELATIVE = frozenset("that which who".split())
_AFTER_STATE = frozenset(", . ; ) and as at by for from in of on or so than to when while with".split())
_NOT_OVER = frozenset(". ; : ( ) ? ! for from if is of on so that to when which who".split())
_FREE_OF = frozenset(["clear", "free"])
PROVIDING = frozenset(map(stem, "deliver furnish offer provide supply".split()))
_BEFORE_PROVIDING = frozenset("to and or help us of for by".split())
_NOT_PROVIDED = frozenset(
    "about at by for from how if in of on so that their through to via which who".split()
)
_TO_WHOM = frozenset(", and or / with".split())


def purposes_protecting(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "To protect Example, its staff or the public": purposes of verbs whose object is too free for a label."""
    named = {m.first for m in mentions if m.scheme == "purpose"}
    protecting = list(mentions)
    for at in range(1, len(found) - 1):
        if found[at].stem not in PROTECTING or at in named:
            continue
        if found[at - 1].word not in BEFORE_INFINITIVE and not found[at - 1].word.endswith("ly"):
            continue
        object_ = [w.stem for w in found[at + 1 : object_end(found, at + 1)]]
        if _W["not_protected"].isdisjoint(object_) and not _W["safeguarded"].isdisjoint(object_):
            protecting.append(Mention("purpose", "RightsProtection", at, at))
    return protecting


def purposes_providing(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "To provide you with voice, video and data services": services of several kinds between a verb and their noun."""
    named = {m.first for m in mentions if m.scheme == "purpose"}
    provided = list(mentions)
    for at in range(1, len(found) - 2):
        if found[at].stem not in PROVIDING or at in named or found[at - 1].word not in _BEFORE_PROVIDING:
            continue
        end = next((k for k in range(at + 1, len(found)) if not _is_provided(found[k].word)), len(found))
        last = next((k for k in range(at + 1, min(end, at + _REACH)) if found[k].stem == "servic"), 0)
        # an emergency is an event, and not what is offered
        emergency = any(w.word.startswith("emergenc") for w in found[at:last])
        if last and not emergency and named.isdisjoint(range(at + 1, last + 1)):
            provided.append(Mention("purpose", "ServiceProvision", at, at))
    return provided


def _is_provided(word: str) -> bool:
    """Whether a word may stand between a verb of providing and the services."""
    if word in _NOT_PROVIDED or word in _W["modals"]:
        return False
    return word in _TO_WHOM or word.replace("-", "").isalnum()


def purposes_made(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "To keep our apps and sites secure", "to make our pages more useful": what something is to become tells the purpose."""
    named = {m.first for m in mentions if m.scheme == "purpose"}
    data = {m.first for m in mentions if m.scheme == "data"}
    made = list(mentions)
    for at in range(len(found) - 2):
        if found[at].stem not in MAKING or at in named or at and found[at - 1].word in _RELATIVE:
            continue
        end = next((k for k in range(at + 1, len(found)) if _ends_object(found, k)), len(found))
        guarded = found[at].stem == "keep" and not data.isdisjoint(
            range(at + 1, end)
        )  # "keep your data secure"
        if not guarded:
            made += [Mention("purpose", concept, at, at) for concept in _becoming(found, at, end)]
    return made


def _ends_object(found: Sequence[Token], at: int) -> bool:
    """Whether a word cannot stand between such a verb and what its object becomes: "to", but in "up to date"."""
    return found[at].word in _NOT_OVER and found[at - 1].word != "up"


def _becoming(found: Sequence[Token], at: int, end: int) -> list[str]:
    """What the verb at a position has its object become, before `end`, as purposes."""
    becoming: dict[str, None] = {}
    for k in range(at + 2, min(end, at + _REACH)):
        if found[k].word in _FREE_OF and any(w.stem in _W["fought"] for w in found[k + 2 : k + 5]):
            becoming["FraudPrevention"] = None  # "keep our site free of spam"
        concept, graded = purposive_states().get((found[at].stem, found[k].word), ("", False))
        ends = k + 1 == len(found) or found[k + 1].word in _AFTER_STATE  # not "keep secure copies"
        if concept and ends and (not graded or not _DEGREES.isdisjoint(w.word for w in found[k - 2 : k])):
            becoming[concept] = None
    return list(becoming)
