"""What statements say, in atoms:

collect(polarity, data)    sell(polarity, data)    share(polarity, data, recipient)
use(data, purpose)         of what is used, collected or shared, and affirmed
retain(data, rule)         define(polarity, broader, narrower)
condition(action, polarity, recipient or purpose or data, condition)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

from policytrail.ingest.statement import Statement

Fact = tuple[str, ...]  # the relation and its arguments


def facts(statement: Statement, name: Callable[[str], str] = str) -> Iterator[Fact]:
    """What a statement says, in atoms; `name` is applied to each concept."""
    action, polarity = statement.action, statement.polarity
    data, recipients, purposes, conditions, retention = (
        [name(concept) for concept in concepts]
        for concepts in (
            statement.data,
            statement.recipients,
            statement.purposes,
            statement.conditions,
            statement.retention,
        )
    )
    if action in ("collect", "sell"):
        yield from ((action, polarity, each) for each in data)
    if action == "share":
        yield from (("share", polarity, *pair) for pair in product(data, recipients))
    if action in ("use", "collect", "share") and polarity == "affirm":
        yield from (("use", *pair) for pair in product(data, purposes))
    if action == "retain":
        yield from (("retain", *pair) for pair in product(data, retention))
    if action == "define" and statement.broader:
        yield from (("define", polarity, name(statement.broader), each) for each in data)
    if action in ("collect", "use", "share", "sell"):
        about = recipients if action == "share" else purposes if action == "use" and purposes else data
        yield from (("condition", action, polarity, *pair) for pair in product(about, conditions))


def core_facts(statement: Statement, name: Callable[[str], str] = str) -> frozenset[Fact]:
    """What the statement's own action says, fact by fact: not its conditions, nor what its data serve.

    `name` is applied to each concept.

    >>> share = Statement("a", "share", "", 0, 0, data=("Name",), recipients=("Affiliate",), purposes=("Billing",))
    >>> sorted(core_facts(share))
    [('share', 'affirm', 'Name', 'Affiliate')]
    """
    return frozenset(fact for fact in facts(statement, name) if fact[0] == statement.action)
