"""A policy as one HTML page: its text in place, every statement highlighted, its fields at the side.

For the person who checks an extraction. The page opens from disk, loads nothing, works by keyboard,
and is the same for the same statements, byte for byte.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from policytrail.graph.views.page import asset, environment
from policytrail.graph.wording import cited, in_order
from policytrail.ingest.document import Block
from policytrail.ingest.metadata.reader import Metadata
from policytrail.ingest.statement import ACTIONS, Statement
from policytrail.marked_text import MarkedText
from policytrail.ontology.taxonomy import Taxonomy, taxonomy

_VERBS = {
    "collect": "collects",
    "use": "uses",
    "share": "shares",
    "sell": "sells",
    "retain": "keeps",
    "define": "defines",
}
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_SCHEMES = {"data": "Data", "recipient": "Recipients", "purpose": "Purposes", "condition": "Conditions"}


def review_page(
    text: str, statements: Sequence[Statement], metadata: Metadata, blocks: Sequence[Block]
) -> str:
    """The page, as text.

    Args:
        text: the policy's stored text.
        statements: what was found in it, with offsets into `text`.
        metadata: shown above the text.
        blocks: the text's structure, in reading order; text outside them is shown as it stands.
    """
    concepts = taxonomy()
    ordered = sorted(statements, key=lambda s: (s.start, s.end, ACTIONS.index(s.action), s.polarity, s.data))
    title = metadata.title or f"{metadata.provider}: privacy policy"
    env = environment(
        "policytrail",
        styles=[asset("policytrail", "review.css")],
        scripts=[asset("policytrail", "review.js")],
    )
    html: str = env.get_template("review.html").render(
        title=title,
        facts=[
            (name, value)
            for name, value in (
                ("Provider", metadata.provider),
                ("Date", metadata.date),
                ("Website", metadata.website),
                ("Contact", metadata.contact),
            )
            if value
        ],
        actions=[(action, _VERBS[action], sum(s.action == action for s in ordered)) for action in ACTIONS],
        denied=sum(s.polarity == "deny" for s in ordered),
        total=len(ordered),
        groups=_groups(ordered, concepts),
        text=MarkedText(text, ordered).html(blocks),
        data={
            "source": cited(metadata.provider, title, metadata.date),
            "statements": [_fields(statement, concepts) for statement in ordered],
        },
    )
    return in_order(html)


def _fields(statement: Statement, concepts: Taxonomy) -> dict[str, Any]:
    """A statement as the side panel shows it."""

    def names(ids: Sequence[str]) -> list[str]:
        return [_name(i, concepts) for i in ids]

    return {
        "action": statement.action,
        "verb": _VERBS[statement.action],
        "polarity": statement.polarity,
        "quote": statement.quote,
        "section": statement.section,
        "start": statement.start,
        "end": statement.end,
        "fields": [
            [field, values]
            for field, values in (
                ("Data", names(statement.data)),
                ("Part of", names([statement.broader]) if statement.broader else []),
                ("Recipients", names(statement.recipients)),
                ("Purposes", names(statement.purposes)),
                ("Conditions", names(statement.conditions)),
                ("Kept", names(statement.retention)),
                ("Wording", [statement.modality] if statement.modality else []),
                ("Rule", [statement.rule] if statement.rule else []),
                ("Confidence", [f"{statement.confidence:.2f}"] if statement.confidence is not None else []),
            )
            if values
        ],
        "concepts": sorted(_covering(statement, concepts)),
    }


def _covering(statement: Statement, concepts: Taxonomy) -> set[str]:
    """Every concept that a statement is about: those it names and their ancestors."""
    ids = (*statement.data, *statement.recipients, *statement.purposes, *statement.conditions)
    return {above for i in ids for above in (concepts.ancestors(i) if i in concepts.concepts else (i,))}


def _groups(
    statements: Sequence[Statement], concepts: Taxonomy
) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """Choices of the category filter: scheme, and its concepts with the number of statements of each."""
    counts = Counter(i for statement in statements for i in _covering(statement, concepts))
    groups: dict[str, list[tuple[str, str, int]]] = {name: [] for name in _SCHEMES.values()}
    for i, count in counts.items():
        scheme = concepts.concepts[i].scheme if i in concepts.concepts else "recipient"
        groups[_SCHEMES[scheme]].append((i, _name(i, concepts), count))
    return [
        (name, sorted(choices, key=lambda choice: (choice[1].casefold(), choice[0])))
        for name, choices in groups.items()
        if choices
    ]


def _name(i: str, concepts: Taxonomy) -> str:
    """For people: "org:Google" is "Google", "FixedPeriod:P18M" is "18 months"."""
    if i in concepts.concepts:
        return concepts.label(i)
    prefix, _, rest = i.partition(":")
    if prefix == "FixedPeriod":
        parts = re.findall(r"(\d+)([YMWD])", rest.removeprefix("P"))
        return " ".join(f"{n} {_UNITS[unit]}{'s' * (n != '1')}" for n, unit in parts) or rest
    return rest or i
