"""Measures, on annotated policies, how often the extractor's statements are right.

The unit is a statement; how far it is right is the share of its facts (`core_facts`) that the policy's
annotations say too. The share of a rule is smoothed towards that of its action, and that towards the share
of all; what a parser says shifts it. How strongly each is smoothed is chosen so that policies left out are
predicted best. Nothing is set by hand.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from policytrail.ingest.confidence import (
    AGREEMENTS,
    PARSE,
    Agreement,
    Confidence,
    Opinions,
    logit,
    share,
)
from policytrail.ingest.document import Document
from policytrail.ingest.extractor import extract
from policytrail.ingest.facts import core_facts
from policytrail.ingest.measures.evaluate import namer
from policytrail.ingest.second_opinion.dependencies import Opinion
from policytrail.ingest.statement import Statement

STRENGTHS = (2.0, 8.0, 32.0, 128.0)
"""Weights of what a figure is smoothed towards that are tried, in statements."""
MOST = 3
"""What the statements of one rule in one policy weigh together at most: they are right or wrong together,
being items of one list or worded alike."""
FEWEST = 5
"""Statements of a kind that only the parser finds, below which the kind counts as not measured."""
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)

Parse = Callable[[Document, Sequence[str]], Sequence[Opinion]]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A policy with its text, what the provider calls itself, and what careful readers found in it."""

    slug: str
    document: Document
    names: tuple[str, ...]
    gold: Sequence[Statement]


@dataclass(frozen=True, slots=True)
class Trial:
    """One statement that was found in an annotated policy; `right` is the share of its facts that are."""

    policy: str
    action: str
    rule: str
    agreement: Agreement
    right: float

    @property
    def by_parser(self) -> bool:
        """Whether only the parser found it."""
        return self.rule.startswith(PARSE)


class Case(NamedTuple):
    """A statement: the confidence predicted, how far it is right, and what it weighs among others."""

    predicted: float
    right: float
    weight: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements whose predicted confidence lies between two bounds, with means."""

    low: float
    high: float
    statements: int
    predicted: float
    measured: float


@dataclass(frozen=True, slots=True)
class Smoothing:
    """How strongly the shares of actions, of rules, and the shifts by agreement are smoothed."""

    action: float = STRENGTHS[-1]
    rule: float = math.inf
    agreement: float = math.inf


def trials(
    policies: Iterable[Annotated], parse: Parse | None = None, known: Iterable[str] | None = None
) -> list[Trial]:
    """What the extractor, and only the parser, finds in the annotated policies.

    Args:
        policies: the annotated policies.
        parse: gives a parser's opinions on a document; none if not given.
        known: the concepts that the annotators could choose, as `evaluate` takes them.
    """
    name = namer(known)
    found = []
    for policy in policies:
        right = {fact for each in policy.gold for fact in core_facts(each, name)}
        statements = extract(policy.document, policy.slug, policy.names)
        second = Opinions(parse(policy.document, policy.names) if parse else ())
        read = [(each, second.agreement(each)) for each in statements]
        read += [(each, "alone") for each in second.unsaid(statements, policy.document)]
        for each, agreement in read:
            if facts := core_facts(each, name):
                found.append(
                    Trial(policy.slug, each.action, each.rule, agreement, len(facts & right) / len(facts))
                )
    return found


def calibrate(measured: Sequence[Trial]) -> Confidence:
    """The confidence of each rule, smoothed as predicts left-out policies best."""
    smoothing = Smoothing()
    for name in ("action", "rule", "agreement"):
        ways = [replace(smoothing, **{name: strength}) for strength in STRENGTHS]
        smoothing = min(ways, key=lambda way: log_loss(leave_one_out(measured, way)))
    return _fit(_weighted(measured), smoothing)


def leave_one_out(measured: Sequence[Trial], smoothing: Smoothing | None = None) -> list[Case]:
    """What the other policies predict of each statement, beside how far it is right.

    Without `smoothing` it is chosen anew for each policy that is left out, from the others.
    """
    predicted: list[Case] = []
    for policy in sorted({trial.policy for trial in measured}):
        others = [trial for trial in measured if trial.policy != policy]
        table = calibrate(others) if smoothing is None else _fit(_weighted(others), smoothing)
        predicted += [
            Case(table.of(trial.action, trial.rule, trial.agreement), trial.right, weight)
            for trial, weight in _weighted(measured)
            if trial.policy == policy and not trial.by_parser
        ]
    return predicted


def reliability(predicted: Sequence[Case]) -> list[Bin]:
    """Predicted confidence beside what was right, in bins of confidence; empty bins are left out.

    Every statement counts the same here.
    """
    bins = []
    for low, high in pairwise(BINS):
        inside = [case for case in predicted if low <= case.predicted < high]
        if count := len(inside):
            sure, right = sum(case.predicted for case in inside), sum(case.right for case in inside)
            bins.append(Bin(low, min(high, 1.0), count, sure / count, right / count))
    return bins


def log_loss(predicted: Sequence[Case]) -> float:
    """The mean surprise at what was right and wrong: the smaller, the better the prediction."""
    loss = sum(
        weight * (right * math.log(sure) + (1 - right) * math.log(1 - sure))
        for sure, right, weight in predicted
    )
    return -loss / sum(case.weight for case in predicted)


def brier_score(predicted: Sequence[Case]) -> float:
    """The mean squared error: the smaller, the better the prediction."""
    error = sum(case.weight * (case.predicted - case.right) ** 2 for case in predicted)
    return error / sum(case.weight for case in predicted)


def _weighted(measured: Sequence[Trial]) -> list[_Weighted]:
    """Each trial with its weight."""
    cells = Counter((trial.policy, trial.action, trial.rule) for trial in measured)
    sizes = [cells[trial.policy, trial.action, trial.rule] for trial in measured]
    return [_Weighted(trial, min(size, MOST) / size) for trial, size in zip(measured, sizes, strict=True)]


def _fit(measured: Iterable[_Weighted], smoothing: Smoothing) -> Confidence:
    """The figures from these trials."""
    own: list[_Weighted] = []
    groups: defaultdict[tuple[str, ...], list[_Weighted]] = defaultdict(list)
    for each in measured:
        trial = each.trial
        groups[trial.action, trial.rule].append(each)
        if not trial.by_parser:
            own.append(each)
            groups[(trial.action,)].append(each)
    overall = _mean(own, 0.5, 2)
    actions = {
        key[0]: _mean(each, overall, smoothing.action)
        for key, each in sorted(groups.items())
        if len(key) == 1
    }
    rules: dict[str, dict[str, float]] = {action: {} for action in actions}
    for action, rule in sorted(key for key in groups if len(key) == 2):
        found = groups[action, rule]
        if not rule.startswith(PARSE):
            rules[action][rule] = _mean(found, actions[action], smoothing.rule)
        elif len(found) >= FEWEST and _mean(found, 0.5, 0) >= 0.5:
            rules.setdefault(action, {})[rule] = _mean(found, 0.5, 2)
    unshifted = Confidence(overall, actions, rules, {})
    shifts = {
        agreement: _shift(
            [
                Case(unshifted.of(trial.action, trial.rule), trial.right, weight)
                for trial, weight in own
                if trial.agreement == agreement
            ],
            smoothing.agreement,
        )
        for agreement in AGREEMENTS[1:]
    }
    return Confidence(overall, actions, rules, shifts)


class _Weighted(NamedTuple):
    trial: Trial
    weight: float


def _mean(trials_: Sequence[_Weighted], towards: float, strength: float) -> float:
    """The share that is right, smoothed."""
    if math.isinf(strength):
        return towards
    right = sum(trial.right * weight for trial, weight in trials_)
    return (right + strength * towards) / (sum(weight for _, weight in trials_) + strength)


def _shift(cases: Sequence[Case], strength: float) -> float:
    """What, added to the log odds of the predictions, makes them most likely.

    Newton's method; `strength` is the weight of cases for which nothing need be added.
    """
    shift = 0.0
    for _ in range(0 if math.isinf(strength) else 25):
        moved = [(share(logit(sure) + shift), right, weight) for sure, right, weight in cases]
        slope = sum(weight * (p - right) for p, right, weight in moved) + shift * strength / 4
        shift -= slope / (sum(weight * p * (1 - p) for p, _, weight in moved) + strength / 4)
    return shift


def to_toml(table: Confidence, measured: Sequence[Trial], note: str) -> str:
    """The file rules/confidence.toml: the figures, with the number of statements that they rest on."""
    count = Counter((trial.action, trial.rule) for trial in measured)
    lines = [f"# {line}".rstrip() for line in note.splitlines()]
    lines += ["", f"overall = {table.overall:.3f}", "", "[agreement] # added to the log odds"]
    lines += [f"{name} = {shift:.3f}" for name, shift in table.agreement.items()]
    lines += ["", "[actions] # for rules that were never measured"]
    lines += [f"{action} = {share:.3f}" for action, share in table.actions.items()]
    for action, rules in table.rules.items():
        lines += ["", f"[rules.{action}]", *_rules(action, rules, count)]
    return "\n".join(lines) + "\n"


def _rules(action: str, rules: Mapping[str, float], count: Counter[tuple[str, str]]) -> list[str]:
    return [f"{json.dumps(rule)} = {share:.3f} # of {count[action, rule]}" for rule, share in rules.items()]
