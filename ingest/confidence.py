"""How likely a statement is right: what its rule got right on annotated policies, and what a parser says.

The figures are in rules/confidence.toml; `policytrail.ingest.measures.calibration` measures them.
"""

from __future__ import annotations

import math
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from policytrail.ingest.document import Document
from policytrail.ingest.facts import core_facts
from policytrail.ingest.finding import GENERIC
from policytrail.ingest.second_opinion.dependencies import Opinion
from policytrail.ingest.statement import Statement
from policytrail.ontology.taxonomy import taxonomy

Agreement = Literal["alone", "agrees", "partly", "differs"]
"""What a parser says of a statement: nothing, all of its facts, some of them, or only other facts."""
AGREEMENTS: tuple[Agreement, ...] = get_args(Agreement)
PARSE = "parse-"  # the rules of statements that only the parser finds

_UNNAMED = ("Recipient", "ThirdParty")


@dataclass(frozen=True, slots=True)
class Confidence:
    """Measured confidence.

    Attributes:
        overall: of all statements.
        actions: of the statements with an action, for rules that were never measured.
        rules: action -> rule -> the share that was right.
        agreement: what a parser's word adds to the log odds.
    """

    overall: float
    actions: Mapping[str, float]
    rules: Mapping[str, Mapping[str, float]]
    agreement: Mapping[Agreement, float]

    def of(self, action: str, rule: str, agreement: Agreement = "alone") -> float:
        """The confidence of a statement in hundredths; none is certain."""
        base = self.rules.get(action, {}).get(rule, self.actions.get(action, self.overall))
        shift = self.agreement.get(agreement, 0.0)
        return round(min(max(share(logit(base) + shift) if shift else base, 0.01), 0.99), 2)


def logit(share: float) -> float:
    """The log odds of a share between 0 and 1."""
    return math.log(share / (1 - share))


def share(log_odds: float) -> float:
    """The share that has these log odds."""
    return 1 / (1 + math.exp(-log_odds))


@cache
def confidence() -> Confidence:
    """The figures of rules/confidence.toml."""
    text = files("policytrail.ingest").joinpath("rules", "confidence.toml").read_text(encoding="utf-8")
    return Confidence(**tomllib.loads(text))


def assess(
    statements: Iterable[Statement],
    document: Document | None = None,
    opinions: Sequence[Opinion] | None = None,
) -> list[Statement]:
    """The statements with their confidence, in reading order.

    Args:
        statements: what the extractor found.
        document: where, if there are opinions.
        opinions: what the parser reads in the same document. Agreement raises the confidence of a
            statement, disagreement lowers it, and what only the parser finds is added where that kind
            of finding is more often right than wrong.
    """
    known = confidence()
    second = Opinions(opinions or ())
    assessed = [
        replace(each, confidence=known.of(each.action, each.rule, second.agreement(each)))
        for each in statements
    ]
    if document is not None and assessed:
        assessed += [
            replace(each, confidence=known.of(each.action, each.rule))
            for each in second.unsaid(assessed, document)
            if each.rule in known.rules.get(each.action, {})
        ]
    return sorted(assessed, key=lambda each: (each.start, each.end))


class Opinions:
    """What a parser reads in one document, to be compared with statements."""

    def __init__(self, opinions: Sequence[Opinion]) -> None:
        self.opinions = sorted(opinions, key=lambda each: (each.sentence, each.start))
        self._starts = [each.sentence[0] for each in self.opinions]
        self._ends = [each.sentence[1] for each in self.opinions]

    def near(self, start: int, end: int) -> Sequence[Opinion]:
        """The opinions on the sentences that a span touches."""
        return self.opinions[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    def agreement(self, statement: Statement) -> Agreement:
        """What the parser says of a statement."""
        near = self.near(statement.start, statement.end)
        facts = core_facts(statement) if near else None
        if not facts:
            return "alone"
        said = {
            fact
            for each in near
            for fact in core_facts(
                replace(_statement(each), data=statement.data if each.points else each.data)
            )
        }
        agreed = len(facts & said)
        return "agrees" if agreed == len(facts) else "partly" if agreed else "differs"

    def unsaid(self, statements: Sequence[Statement], document: Document) -> list[Statement]:
        """The opinions that say what no statement of the policy says, as statements without confidence."""
        policy = statements[0].policy
        said = {fact for each in statements for fact in core_facts(each)}
        blocks = [block for block in document.blocks if not block.boilerplate]
        starts = [block.start for block in blocks]
        found = []
        for opinion in self.opinions:
            beside = [
                each
                for each in statements
                if each.start < opinion.sentence[1]
                and opinion.sentence[0] < each.end
                and (each.action, each.polarity) == (opinion.action, opinion.polarity)
            ]
            if opinion.points or (beside and set(opinion.recipients) & set(_UNNAMED)):
                continue
            made = _statement(opinion)
            news = {concept for fact in core_facts(made) - said for concept in fact}
            data = tuple(each for each in opinion.data if each in news and not _covered(each, beside))
            if data:
                block = blocks[bisect_right(starts, opinion.start) - 1]
                found.append(
                    replace(
                        made,
                        policy=policy,
                        data=data,
                        quote=document.text[opinion.start : opinion.end],
                        section=document.section(block),
                    )
                )
        return found


def _covered(concept: str, statements: Iterable[Statement]) -> bool:
    """Whether statements name a concept, or say more precisely what it covers."""
    concepts = taxonomy()
    return any(
        concept in (each, GENERIC) or concepts.is_a(each, concept)
        for statement in statements
        for each in statement.data
    )


def _statement(opinion: Opinion) -> Statement:
    return Statement(
        policy="",
        action=opinion.action,
        quote="",
        start=opinion.start,
        end=opinion.end,
        polarity=opinion.polarity,
        data=opinion.data,
        recipients=opinion.recipients,
        purposes=opinion.purposes if opinion.action != "sell" else (),
        rule=f"{PARSE}{opinion.action}" + ("+denied" if opinion.polarity == "deny" else ""),
    )
