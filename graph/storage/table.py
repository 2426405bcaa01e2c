"""Every affirmed flow of the store as one row of small integers, in reading order.

Traces, matrices and conflicts read this table instead of the RDF: what a flow names is coded once,
and equal sets of concepts share one code, so that a category is compared with each set, not with
each flow.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

import pyoxigraph as ox

from policytrail.ontology.vocabulary import BASE, ID, OA, PT, RDF, local

if TYPE_CHECKING:
    from policytrail.graph.storage.store import Store

COLLECT, SHARE, SELL = 0, 1, 2
ACTIONS: Final = ("collect", "share", "sell")
"""Names of the codes in column `action`."""

T = TypeVar("T")

_READ: Final = frozenset(
    (PT.sender, PT.recipient, PT.data, PT.purpose, PT.condition, PT.evidence, PT.confidence, OA.start)
)
_COLUMNS: Final = (
    *("action", "sender", "recipient", "data", "purposes", "conditions"),
    *("start", "confidence"),
)


class _Find(Protocol):
    """Finds the quads with a predicate, and perhaps with an object."""

    def __call__(self, predicate: str, value: str | None = None, /) -> Iterable[ox.Quad]: ...


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

    def find(predicate: str, value: str | None = None) -> Iterable[ox.Quad]:
        given = ox.NamedNode(value) if value else None
        return store.quads.quads_for_pattern(None, ox.NamedNode(predicate), given)

    return _table(find)


def table_of(quads: Iterable[ox.Quad]) -> FlowTable:
    """The table of the flows that are among some quads, all quads of each policy together."""
    found: defaultdict[str, list[ox.Quad]] = defaultdict(list)
    sale = ox.NamedNode(PT.Sale)
    for quad in quads:
        predicate = quad.predicate.value
        if predicate in _READ or (predicate == RDF.type and quad.object == sale):
            found[predicate].append(quad)
    return _table(lambda predicate, value=None: found[predicate])


def merge_tables(tables: Sequence[FlowTable], without: Collection[str] = ()) -> FlowTable:
    """One table out of several; a policy that is in more than one is taken from the last.

    Args:
        without: slugs of policies to leave out.
    """
    source: dict[str, tuple[int, range]] = {}
    for number, table in enumerate(tables):
        begin = 0
        for code, run in groupby(table.policy):
            end = begin + sum(1 for _ in run)
            source[table.policies[code]] = number, range(begin, end)
            begin = end
    for slug in without:
        source.pop(slug, None)
    policies = sorted(source)
    parties, sets = _Codes[str](), _Codes[tuple[str, ...]]()
    recode: list[dict[str, list[int]]] = []
    for table in tables:
        party, named = [parties[iri] for iri in table.parties], [sets[each] for each in table.sets]
        coded = {"sender": party, "recipient": party}
        recode.append(coded | dict.fromkeys(("data", "purposes", "conditions"), named))

    def column(name: str) -> array[int]:
        merged = array("i")
        for slug in policies:
            number, rows = source[slug]
            values = getattr(tables[number], name)[rows.start : rows.stop]
            new = recode[number].get(name)
            merged.extend(list(values) if new is None else [new[value] for value in values])
        return merged

    return FlowTable(
        policies=policies,
        parties=list(parties),
        sets=list(sets),
        statements=[tables[source[slug][0]].statements[row] for slug in policies for row in source[slug][1]],
        policy=array("i", [code for code, slug in enumerate(policies) for _ in source[slug][1]]),
        **{name: column(name) for name in _COLUMNS},
    )


def _table(find: _Find) -> FlowTable:
    """A table out of what finds the quads with a predicate, and perhaps an object."""
    rows: dict[str, int] = {}
    policies, parties = _Codes[str](), _Codes[str]()
    policy, sender = array("i"), array("i")
    for quad in find(PT.sender):
        rows[quad.subject.value] = len(rows)  # type: ignore[union-attr]
        policy.append(policies[quad.graph_name.value])  # type: ignore[union-attr]
        sender.append(parties[quad.object.value])  # type: ignore[union-attr]
    count = len(rows)

    recipient = array("i", bytes(4 * count))
    for flow, value in _pairs(find, PT.recipient):
        recipient[rows[flow]] = parties[value]
    # Asking for every type of every flow would take as long as all the rest.
    subject = parties[PT.DataSubject]
    action = array("b", [COLLECT if party == subject else SHARE for party in sender])
    for quad in find(RDF.type, PT.Sale):
        action[rows[quad.subject.value]] = SELL  # type: ignore[union-attr]
    sets = _Codes[tuple[str, ...]]()
    data, purposes, conditions = (
        _set_column(find, rows, sets, predicate) for predicate in (PT.data, PT.purpose, PT.condition)
    )
    start = _starts(find, rows)
    confidence = array("b", [-1]) * count
    for flow, value in _pairs(find, PT.confidence):
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


def _pairs(find: _Find, predicate: str) -> Iterator[tuple[str, str]]:
    """Subject and object of every triple with this predicate, as strings."""
    for quad in find(predicate):
        yield quad.subject.value, quad.object.value  # type: ignore[union-attr]


def _set_column(
    find: _Find, rows: dict[str, int], sets: _Codes[tuple[str, ...]], predicate: str
) -> array[int]:
    """The code of the set of concepts that each flow names by this property."""
    named: defaultdict[int, list[str]] = defaultdict(list)
    names: dict[str, str] = {}  # one string a concept, however many flows name it
    for flow, concept in _pairs(find, predicate):
        if (row := rows.get(flow)) is not None:
            name = concept.removeprefix(BASE)
            named[row].append(names.setdefault(name, name))
    empty = sets[()]
    column = array("i", [empty]) * len(rows)
    for row, concepts in named.items():
        column[row] = sets[tuple(sorted(concepts))]
    return column


def _starts(find: _Find, rows: dict[str, int]) -> array[int]:
    """Where the evidence of each flow starts."""
    # Evidence and its selector differ in what follows the "#" of the selector.
    place = {selector.partition("#")[0]: int(start) for selector, start in _pairs(find, OA.start)}
    column = array("i", bytes(4 * len(rows)))
    for flow, evidence in _pairs(find, PT.evidence):
        if (row := rows.get(flow)) is not None:
            column[row] = place.get(evidence, 0)
    return column
