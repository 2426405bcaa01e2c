"""How well extracted statements agree with gold ones.

Statements are opened into atomic facts, which are counted once a policy and compared as sets. The headline is
over collect, share and use together. A fact's evidence is right if its words overlap words that a gold
statement of the same fact quotes.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from policytrail.errors import InputError
from policytrail.ingest.anchors import Anchors
from policytrail.ingest.facts import Fact, facts
from policytrail.ingest.statement import Statement, read_unanchored
from policytrail.ontology.taxonomy import taxonomy

RELATIONS = ("collect", "share", "use", "sell", "retain", "condition", "define")
HEADLINE = ("collect", "share", "use")
SAMPLES = 2000  # resampled sets of policies for an interval

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Score:
    """Facts that were found and are right, found and wrong, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def gold(self) -> int:
        """How many facts there are to be found."""
        return self.right + self.missed

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 if nothing was."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found; 0 if there is nothing."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def to_dict(self) -> dict[str, float | int]:
        """For JSON."""
        return {"precision": self.precision, "recall": self.recall, "f1": self.f1, "gold": self.gold}


@dataclass(frozen=True, slots=True)
class FactError:
    """A fact that was missed, or found and wrong, with the words and the rule that it comes from."""

    policy: str
    kind: str  # "missed" or "wrong"
    fact: Fact
    quote: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class PolicyResult:
    """What one policy adds: a score for each relation, the evidence of its right facts, its errors."""

    policy: str
    scores: Mapping[str, Score]
    evidenced: int
    unanchored: int
    errors: tuple[FactError, ...]

    @property
    def headline(self) -> Score:
        """Collect, share and use together."""
        return _sum(self.scores[relation] for relation in HEADLINE)


@dataclass(frozen=True)
class Evaluation:
    """The result over all gold policies."""

    policies: tuple[PolicyResult, ...]

    @cached_property
    def relations(self) -> dict[str, Score]:
        """The score of each relation, over all policies together."""
        return {name: _sum(policy.scores[name] for policy in self.policies) for name in RELATIONS}

    @cached_property
    def headline(self) -> Score:
        """Collect, share and use together, over all policies together."""
        return _sum(policy.headline for policy in self.policies)

    @property
    def evidence(self) -> float:
        """The share of right facts, of all relations, whose words overlap gold words for the fact."""
        right = sum(score.right for score in self.relations.values())
        return sum(policy.evidenced for policy in self.policies) / right if right else 0.0

    @property
    def unanchored(self) -> int:
        """Statements that were found with a quotation that is not in the text."""
        return sum(policy.unanchored for policy in self.policies)

    @property
    def errors(self) -> tuple[FactError, ...]:
        """All errors, by policy, relation and place."""
        return tuple(error for policy in self.policies for error in policy.errors)

    def without(self) -> dict[str, Score]:
        """The headline without each policy in turn: how much hangs on one."""
        return {
            left_out.policy: _sum(each.headline for each in self.policies if each is not left_out)
            for left_out in self.policies
        }

    def intervals(self, level: float = 0.95, samples: int = SAMPLES) -> dict[str, tuple[float, float]]:
        """Bootstrap intervals of F1 over policies, for "headline" and each relation.

        Policies, not facts, are drawn with replacement: facts of one policy depend on each other.
        The same input gives the same intervals.
        """
        draw = random.Random(0)
        sets = [draw.choices(self.policies, k=len(self.policies)) for _ in range(samples)]

        def interval(score: Callable[[PolicyResult], Score]) -> tuple[float, float]:
            of = {policy.policy: score(policy) for policy in self.policies}
            values = sorted(_sum(of[policy.policy] for policy in chosen).f1 for chosen in sets)
            cut = round((1 - level) / 2 * (samples - 1))
            return values[cut], values[samples - 1 - cut]

        found = {"headline": interval(lambda policy: policy.headline)}
        for name in RELATIONS:
            found[name] = interval(lambda policy, name=name: policy.scores[name])  # type: ignore[misc]
        return found

    def to_dict(self) -> dict[str, Any]:
        """Everything but the errors, for JSON."""
        return {
            "headline": self.headline.to_dict(),
            "relations": {name: score.to_dict() for name, score in self.relations.items()},
            "policies": {policy.policy: policy.headline.to_dict() for policy in self.policies},
            "without": {name: score.to_dict() for name, score in self.without().items()},
            "intervals": {name: list(interval) for name, interval in self.intervals().items()},
            "evidence": self.evidence,
            "unanchored": self.unanchored,
        }


def evaluate(
    gold: Mapping[str, Sequence[Statement]],
    found: Mapping[str, Sequence[Statement]],
    texts: Mapping[str, str],
    known: Iterable[str] | None = None,
) -> Evaluation:
    """Compare found with gold statements, for every policy that has gold ones.

    Args:
        gold: gold statements by policy; what has no offsets stands wherever its quotation does.
        found: extracted statements by policy; likewise.
        texts: the texts of the policies.
        known: the concepts that the gold could have used; a narrower one that was found counts as its
            nearest broader concept among them. All of the ontology if None.

    Raises:
        InputError: the text of a policy is missing.
    """
    name = namer(known)
    results = []
    for policy in sorted(gold):
        if policy not in texts:
            raise InputError(f"no text for policy {policy!r}", mend="add it to the folder of texts")
        anchors = Anchors(texts[policy])
        ours, unanchored = _places(found.get(policy, ()), anchors, name)
        results.append(_compare(policy, _places(gold[policy], anchors, name)[0], ours, unanchored))
    return Evaluation(tuple(results))


def read_gold(folder: Path) -> tuple[dict[str, list[Statement]], list[InputError]]:
    """The gold statements in a folder of `SLUG.jsonl` files, and a problem for each line left out.

    Raises:
        InputError: there is no such file, or one cannot be read.
    """
    gold: dict[str, list[Statement]] = {}
    problems: list[InputError] = []
    for path in sorted(folder.glob("*.jsonl")):
        gold[path.stem], unread = read_unanchored(path)
        problems += unread
    if not gold:
        raise InputError("no gold statements", where=str(folder), mend="name a folder of SLUG.jsonl files")
    return gold, problems


def known_concepts(path: Path) -> set[str]:
    """The concept ids of a concepts.tsv, the list that annotators worked with (ids in column two).

    Raises:
        InputError: the file cannot be read as such.
    """
    try:
        rows = path.read_text(encoding="utf-8").splitlines()[1:]
        return {row.split("\t")[1] for row in rows if row.strip()}
    except (OSError, UnicodeDecodeError, IndexError) as error:
        raise InputError("no list of concepts", where=str(path), mend="columns: scheme, id, ...") from error


def namer(known: Iterable[str] | None) -> Callable[[str], str]:
    """How the annotators would name a concept: the nearest broader one that they could have used."""
    concepts = taxonomy().concepts
    common = set(concepts if known is None else known)

    def name(concept: str) -> str:
        if concept.startswith("org:"):
            return "org:" + re.sub(r"[^a-z0-9]", "", concept[4:].lower())
        while concept not in common and concept in concepts and concepts[concept].broader:
            concept = concepts[concept].broader[0]
        return concept

    return name


# Of each fact: the statements that say it, and where their words stand.
_Sources = dict[Fact, list[tuple[Statement, list[Span]]]]


def _places(
    statements: Iterable[Statement], anchors: Anchors, name: Callable[[str], str]
) -> tuple[_Sources, int]:
    sources: _Sources = defaultdict(list)
    unanchored = 0
    for statement in statements:
        anchored = statement.start >= 0
        spans = [(statement.start, statement.end)] if anchored else list(anchors.find_all(statement.quote))
        unanchored += not spans
        for fact in facts(statement, name):
            sources[fact].append((statement, spans))
    return sources, unanchored


def _compare(policy: str, gold: _Sources, found: _Sources, unanchored: int) -> PolicyResult:
    right, wrong, missed = gold.keys() & found.keys(), found.keys() - gold.keys(), gold.keys() - found.keys()
    scores = {
        relation: Score(*(sum(fact[0] == relation for fact in group) for group in (right, wrong, missed)))
        for relation in RELATIONS
    }
    errors = [_error(policy, "wrong", fact, found[fact]) for fact in wrong]
    errors += [_error(policy, "missed", fact, gold[fact]) for fact in missed]
    errors.sort(key=lambda error: (RELATIONS.index(error.fact[0]), error.start, error.fact, error.kind))
    evidenced = sum(_overlap(gold[fact], found[fact]) for fact in right)
    return PolicyResult(policy, scores, evidenced, unanchored, tuple(errors))


def _error(policy: str, kind: str, fact: Fact, sources: list[tuple[Statement, list[Span]]]) -> FactError:
    statement, spans = sources[0]
    start, end = spans[0] if spans else (-1, -1)
    return FactError(policy, kind, fact, " ".join(statement.quote.split()), start, end, statement.rule)


def _overlap(gold: list[tuple[Statement, list[Span]]], found: list[tuple[Statement, list[Span]]]) -> bool:
    return any(
        ours[0] < theirs[1] and theirs[0] < ours[1]
        for _, wanted in gold
        for ours in wanted
        for _, spans in found
        for theirs in spans
    )


def _sum(scores: Iterable[Score]) -> Score:
    return sum(scores, Score())
