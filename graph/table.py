"""Every affirmed flow of the store as one row of small integers, in reading order.

Traces, matrices and conflicts read this table instead of the RDF: what a flow names is coded once,
and equal sets of concepts share one code, so that a category is compared with each set, not with
each flow.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

import pyoxigraph as ox

from policytrail.ontology.vocabulary import BASE, ID, OA, PT, RDF, local

if TYPE_CHECKING:
    from policytrail.graph.store import Store

COLLECT, SHARE, SELL = 0, 1, 2
ACTIONS: Final = ("collect", "share", "sell")
"""Names of the codes in column `action`."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FlowTable:
    """Columns of equal length, one row a flow, sorted by policy, then by place in its text.

    Attributes:
        policies, parties: what the codes in `policy`, and in `sender` and `recipient`, stand for:
            slugs, and IRIs.
        sets: what the codes in `data`, `purposes` and `conditions` stand for: sorted concept ids.
        statements: IRI of each flow, without `vocabulary.ID` in front.
        policy, action, sender, recipient, data, purposes, conditions, start: the codes; `start` is
            the offset of the evidence in the policy's text.
        confidence: in hundredths; -1 where nobody measured it.
    """

    policies: Sequence[str]
    parties: Sequence[str]
    sets: Sequence[tuple[str, ...]]
    statements: Sequence[str]
    policy: Sequence[int]
    action: Sequence[int]
    sender: Sequence[int]
    recipient: Sequence[int]
    data: Sequence[int]
    purposes: Sequence[int]
    conditions: Sequence[int]
    start: Sequence[int]
    confidence: Sequence[int]

    def __len__(self) -> int:
        return len(self.statements)

    def statement(self, row: int) -> str:
        """IRI of the flow in this row."""
        return ID + self.statements[row]


class _Codes(dict[T, int], Generic[T]):
    """Numbers things in the order in which they are first asked for."""

    def __missing__(self, thing: T) -> int:
        self[thing] = code = len(self)
        return code


def build_table(store: Store) -> FlowTable:
    """The table of all flows in the store, read from its RDF in one pass over each property."""
    quads = store.quads
    rows: dict[str, int] = {}
    policies, parties = _Codes[str](), _Codes[str]()
    policy, sender = array("i"), array("i")
    for quad in quads.quads_for_pattern(None, ox.NamedNode(PT.sender), None):
        rows[quad.subject.value] = len(rows)  # type: ignore[union-attr]
        policy.append(policies[quad.graph_name.value])  # type: ignore[union-attr]
        sender.append(parties[quad.object.value])  # type: ignore[union-attr]
    count = len(rows)

    recipient = array("i", bytes(4 * count))
    for flow, value in _pairs(quads, PT.recipient):
        recipient[rows[flow]] = parties[value]
    # Asking for every type of every flow would take as long as all the rest.
    subject = parties[PT.DataSubject]
    action = array("b", [COLLECT if party == subject else SHARE for party in sender])
    for quad in quads.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(PT.Sale)):
        action[rows[quad.subject.value]] = SELL  # type: ignore[union-attr]
    sets = _Codes[tuple[str, ...]]()
    data, purposes, conditions = (
        _set_column(quads, rows, sets, predicate) for predicate in (PT.data, PT.purpose, PT.condition)
    )
    start = _starts(quads, rows)
    confidence = array("b", [-1]) * count
    for flow, value in _pairs(quads, PT.confidence):
        if (row := rows.get(flow)) is not None:
            confidence[row] = round(100 * float(value))

    slugs = {code: local(iri) for iri, code in policies.items()}
    statements = list(rows)
    order = sorted(range(count), key=lambda row: (slugs[policy[row]], start[row], statements[row]))

    def sort(column: array[int]) -> array[int]:
        return array(column.typecode, [column[row] for row in order])

    return FlowTable(
        policies=[slugs[code] for code in range(len(slugs))],
        parties=list(parties),
        sets=list(sets),
        statements=[statements[row].removeprefix(ID) for row in order],
        policy=sort(policy),
        action=sort(action),
        sender=sort(sender),
        recipient=sort(recipient),
        data=sort(data),
        purposes=sort(purposes),
        conditions=sort(conditions),
        start=sort(start),
        confidence=sort(confidence),
    )


def _pairs(quads: ox.Store, predicate: str) -> Any:
    """Subject and object of every triple with this predicate, as strings."""
    for quad in quads.quads_for_pattern(None, ox.NamedNode(predicate), None):
        yield quad.subject.value, quad.object.value  # type: ignore[union-attr]


def _set_column(
    quads: ox.Store, rows: dict[str, int], sets: _Codes[tuple[str, ...]], predicate: str
) -> array[int]:
    """The code of the set of concepts that each flow names by this property."""
    named: defaultdict[int, list[str]] = defaultdict(list)
    names: dict[str, str] = {}  # one string a concept, however many flows name it
    for flow, concept in _pairs(quads, predicate):
        if (row := rows.get(flow)) is not None:
            name = concept.removeprefix(BASE)
            named[row].append(names.setdefault(name, name))
    empty = sets[()]
    column = array("i", [empty]) * len(rows)
    for row, concepts in named.items():
        column[row] = sets[tuple(sorted(concepts))]
    return column


def _starts(quads: ox.Store, rows: dict[str, int]) -> array[int]:
    """Where the evidence of each flow starts."""
    # Evidence and its selector differ in what follows the "#" of the selector.
    place = {selector.partition("#")[0]: int(start) for selector, start in _pairs(quads, OA.start)}
    column = array("i", bytes(4 * len(rows)))
    for flow, evidence in _pairs(quads, PT.evidence):
        if (row := rows.get(flow)) is not None:
            column[row] = place.get(evidence, 0)
    return column
