"""How long data are kept, from the words after "until", "as long as", "after": where no label says it as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import words

_W = words()
_REACH = 11  # words that a clause after "until" or "as long as" is looked at
_EVENTS = frozenset("after following if once soon upon when".split())
# What a rule begins with, of keeping and of deleting: without one of them there is none.
LASTING = frozenset(["until", "till", "long"])
LASTING_EVENTS = LASTING | _EVENTS
_SIGNS = frozenset([",", ";", ":", "."])
_PARTING = frozenset("; : . ( and unless".split())


def _stems(said: str) -> frozenset[str]:
    return frozenset(map(stem, said.split()))


_ACCOUNTS = _stems("account membership profile registration subscription service app")
_ENDING = _stems(
    "cancel cancellation close closure deactivate deactivation delete deletion end expire terminate termination uninstall"
)
_REFUSING = _stems("delete object remove revoke unsubscribe withdraw withdrawal withdrawn")
_ASKING = _stems("ask instruct notify request tell")
_BELONGING = _stems("account active customer member registered subscriber subscription use user using")
_SLEEPING = _stems("dormant inactive inactivity unused")
_ACTING = _stems("access accessed active log logged sign signed used")
_LAW = _stems("law legal legally legislation regulation statute statutory")
_CONTRACTS = _stems("agreement contract")
_DONE = _stems(
    "answer complete completion dealt deliver delivery fulfil handle process resolve resolution send sent settle transmit"
)


def lasting(found: Sequence[str], stems: Sequence[str], lo: int, hi: int, *, deleted: bool) -> str:
    """The retention rule that a clause between two positions states, "" for none.

    Args:
        found: the sentence's words.
        stems: their stems.
        lo, hi: where the clause of keeping or deleting stands.
        deleted: data are deleted: "after you close your account" tells when.
    """
    for at in range(lo, hi):
        word = found[at]
        if word in ("until", "till"):
            return _until(_clause(stems, found, at))
        if word == "long" and found[at + 1 : at + 2] == ["as"]:
            return _as_long_as(_clause(stems, found, at))
        event = deleted and word in _EVENTS
        if event and (rule := _after(_clause(stems, found, at), asks=word != "if")):
            return rule
    return ""


def other_ends(found: Sequence[str], stems: Sequence[str], lo: int, hi: int) -> list[str]:
    """What else ends the keeping: "until you delete them or close your account", "until you ask us or your account is deleted"."""
    ends = []
    until = next((k for k in range(lo, hi) if found[k] in ("until", "till")), hi)
    for at in range(until + 2, min(until + 2 * _REACH, hi)):
        if found[at] in _PARTING:
            break
        if found[at] == "or":
            said = _clause(stems, found, at)
            if said & _ACCOUNTS and said & _ENDING:
                ends.append("WhileAccountActive")
            elif said & _W["user"] and said & (_REFUSING | _ASKING):
                ends.append("UntilWithdrawal")
    return ends


def _clause(stems: Sequence[str], found: Sequence[str], at: int) -> set[str]:
    end = min(at + _REACH, len(found))
    return set(stems[at + 1 : next((k for k in range(at + 1, end) if found[k] in _SIGNS), end)])


def _until(said: set[str]) -> str:
    if stem("possible") in said:
        return ""  # "we isolate it until deletion is possible"
    if said & _ACCOUNTS and said & _ENDING:
        return "WhileAccountActive"
    if said & _CONTRACTS:
        return "ContractDuration"
    users = bool(said & _W["user"])
    if users and said & (_REFUSING | _ASKING) or said & {stem("withdrawn"), stem("revoked")}:
        return "UntilWithdrawal"
    return "AsLongAsNecessary"


def _as_long_as(said: set[str]) -> str:
    if said & _LAW:
        return "LegalRetention"
    if stem("consent") in said:
        return "UntilWithdrawal"
    if said & _CONTRACTS:
        return "ContractDuration"
    if stem("following") in said:
        return ""  # "for as long as any of the following is true:"
    return "WhileAccountActive" if said & _BELONGING else "AsLongAsNecessary"


def _after(said: set[str], *, asks: bool) -> str:
    if said & _SLEEPING or "not" in said and said & _ACTING:
        return "WhileAccountActive"  # "if you have not logged in for a long time"
    if said & _ACCOUNTS and said & _ENDING:
        return "WhileAccountActive"
    if said & _W["user"] and said & (_REFUSING - {stem("delete"), stem("remove")}):
        return "UntilWithdrawal"
    return "AsLongAsNecessary" if asks and said & _DONE else ""
