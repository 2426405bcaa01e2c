"""Why a party can have the data: one trail, told in plain sentences with the policies' words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from policytrail.errors import UnknownNameError
from policytrail.graph.storage.store import Store
from policytrail.graph.trails.results import Denial, Hop, Kept, Trail
from policytrail.graph.trails.trace import Tracer, tracer
from policytrail.graph.wording import DOES, DOING, TO, listed, many
from policytrail.ontology.taxonomy import taxonomy


@dataclass(frozen=True, slots=True)
class Explanation:
    """One result of a trace, told: `sentences` in order, the trail they tell, and its retention."""

    sentences: tuple[str, ...]
    trail: Trail

    def __str__(self) -> str:
        return "\n".join(self.sentences)

    def to_dict(self) -> dict[str, Any]:
        """As outputs have it."""
        return {"sentences": list(self.sentences), "trail": self.trail.to_dict()}


def explain(
    store: Store, category: str, party: str, *, from_: str | None = None, **limits: Any
) -> Explanation:
    """Tell why a data category can reach a party: by its best trail.

    Args:
        store: an open store.
        category: a data concept by id, label or alternative label.
        party: a provider, a named organisation or a kind of recipient.
        from_: tell the best trail from this provider.
        limits: `explicit`, `stated`, `without`, `only`, `min_confidence` and `max_hops`, as `trace` does.

    Raises:
        UnknownNameError: there is no such category, party or provider, or no trail leads there.
    """
    max_hops = limits.pop("max_hops", None)
    return why(tracer(store, category, **limits), party, from_=from_, max_hops=max_hops)


def why(net: Tracer, party: str, *, from_: str | None = None, max_hops: int | None = None) -> Explanation:
    """As `explain`, on a network that has been made already."""
    result = net.trace(from_=from_, to=party, max_hops=max_hops)
    world = net.network.world
    wanted = world.parties[world.parties.resolve(party)]
    if not result.reached:
        raise UnknownNameError(
            f"no trail takes {many(result.label)} to {wanted.label}"
            + (f" from {world.parties[world.parties.provider(from_)].label}" if from_ else "")
        )
    # A kind that was asked for comes before the narrower kinds that were found with it.
    best = next((each for each in result.reached if each.party == wanted), result.reached[0])
    trail = best.trails[0]
    told = [_opening(result.label, trail), _collection(result.label, trail)]
    told += _keeping(trail.start.label, result.retention.get(trail.start.id, ()))
    for number, hop in enumerate(trail.hops, 1):
        told += _hop(result.category, hop, number, len(trail.hops), trail)
        told += _keeping(hop.recipient.label, result.retention.get(hop.recipient.id, ()))
    told.append(_closing(trail))
    return Explanation(tuple(told), trail)


def _opening(label: str, trail: Trail) -> str:
    sure = "can go" if trail.certainty == "stated" else "may possibly go"
    steps = "in one step" if len(trail.hops) == 1 else f"in {len(trail.hops)} steps"
    return f"{_capital(many(label))} {sure} from {trail.start.label} to {trail.end.name}, {steps}."


def _collection(label: str, trail: Trail) -> str:
    said = {
        "explicit": f"says that it collects {many(label)} or a part of them"
        if many(label) != label
        else f"says that it collects {label} or a part of it",
        "broad": f"says that it collects something that contains {many(label)}, without naming them"
        if many(label) != label
        else f"says that it collects something that contains {label}, without naming it",
        "none": f"does not say that it collects {many(label)}",
    }[trail.collects]
    return f"{_whose(trail.start.label)} policy {said}."


def _hop(category: str, hop: Hop, number: int, hops: int, trail: Trail) -> list[str]:
    head = f"Step {number}: " if hops > 1 else ""
    if hop.certainty == "possible":
        kind = hop.sender.name
        claim = f": {_quoted(hop)}" if hop.evidence.quote else ", according to its metadata"
        return [
            (
                f"{head}{hop.recipient.label} is one of the {kind} that may be meant{claim}. No policy says "
                f"that it is {hop.recipient.label} who gets the data: this step is possible, not stated."
            )
        ]
    told = [
        f"{head}{hop.sender.label} {_what(category, hop)} {TO[hop.action]} {hop.recipient.name}: {_quoted(hop)}."
    ]
    if hop.conditions:
        told.append(f"Condition: {_all(hop.conditions)}.")
    if hop.purposes:
        told.append(f"Purpose: {_all(hop.purposes)}.")
    same: dict[tuple[object, ...], list[Denial]] = {}
    for denial in hop.denials:
        about = (denial.data, denial.purposes, denial.policy, denial.evidence, denial.conflict[:1])
        same.setdefault(about, []).append(denial)
    return told + [_denial(denials) for denials in same.values()]


def _what(category: str, hop: Hop) -> str:
    label = taxonomy().label
    named, wanted = many(label(hop.via)), many(label(category))
    verb = DOES[hop.action]
    if hop.via == category:
        return f"says that it {verb} {named}"
    if hop.match == "explicit":
        return f"says that it {verb} {named}, a part of {wanted},"
    own = category not in taxonomy().descendants(hop.via)
    contains = "contain" if named != label(hop.via) else "contains"
    by = "by this policy’s own definition " if own else ""
    return f"says that it {verb} {named}, which {by}{contains} {wanted},"


def _denial(denials: Sequence[Denial]) -> str:
    """Denials in the same words, which differ in what is denied: sharing or selling."""
    denial = denials[0]
    doing = listed(dict.fromkeys(DOING[each.action] for each in denials))
    data = listed(many(taxonomy().label(each)) for each in denial.data)
    against = f"Against this, the same policy denies {doing} {data}"
    purpose = f" for {_all(denial.purposes)}" if denial.purposes else ""
    quote = f": “{_one_line(denial.evidence.quote)}” (policy {denial.policy}, characters "
    place = f"{denial.evidence.start}–{denial.evidence.end})."
    judged = {
        "C": " The two contradict each other.",
        "N": " The denial is narrower than what is shared here.",
        "": " The denial leaves room for this.",
    }[denial.conflict[:1]]
    return against + purpose + quote + place + judged


def _keeping(name: str, kept: tuple[Kept, ...]) -> list[str]:
    if not kept:
        return []
    first = kept[0]
    label = taxonomy().label
    term = _period(first.period) if first.period else label(first.rule)
    if term.startswith("a "):
        term = f"for {term}"
    more = (
        f" (and {len(kept) - 1} more rules)" if len(kept) > 2 else " (and one more rule)" * (len(kept) == 2)
    )
    quote = f"“{_one_line(first.evidence.quote)}” (policy {first.policy}, characters "
    place = f"{first.evidence.start}–{first.evidence.end})"
    return [f"{name} keeps {many(label(first.via))} {term}: {quote}{place}{more}."]


def _period(period: str) -> str:
    """An ISO 8601 duration in words; what is no plain duration stays as it is.

    >>> _period("P18M"), _period("P1Y6M"), _period("PT1H")
    ('for 18 months', 'for 1 year 6 months', 'for PT1H')
    """
    units = {"Y": "year", "M": "month", "W": "week", "D": "day"}
    if not re.fullmatch(r"P(\d+[YMWD])+", period):
        return f"for {period}"
    parts = re.findall(r"(\d+)([YMWD])", period)
    return "for " + " ".join(f"{n} {units[unit]}{'s' * (n != '1')}" for n, unit in parts)


def _closing(trail: Trail) -> str:
    one = len(trail.hops) == 1
    sure = "This step is stated in a policy" if one else "Every step is stated in a policy"
    if trail.certainty == "possible":
        sure = "At least one step is only possible"
    named = "it" if one else "each" if trail.match == "explicit" else "at least one"
    how = "the data or a part of them" if trail.match == "explicit" else "only something broader"
    denied = f" A policy contradicts {'it' if one else 'at least one step'}." if trail.contradicted else ""
    return f"{sure}, and {named} names {how}.{denied}"


def _quoted(hop: Hop) -> str:
    section = f", section “{_one_line(hop.evidence.section)}”" if hop.evidence.section else ""
    place = f"characters {hop.evidence.start}–{hop.evidence.end}"
    return f"“{_one_line(hop.evidence.quote)}” (policy {hop.policy}{section}, {place})"


def _whose(name: str) -> str:
    return name + ("’" if name.endswith("s") else "’s")


def _all(concepts: tuple[str, ...]) -> str:
    return listed(taxonomy().label(each) for each in concepts)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _one_line(text: str) -> str:
    return " ".join(text.split())
