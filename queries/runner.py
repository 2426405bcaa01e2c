"""Runs a query on a store: names become RDF terms, RDF terms become names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from policytrail.errors import InputError, UnknownNameError
from policytrail.graph.parties import Parties
from policytrail.graph.rows import Tabular
from policytrail.graph.storage.store import Store
from policytrail.ontology.taxonomy import Scheme, taxonomy
from policytrail.ontology.vocabulary import BASE, ID, XSD, local, policy_iri, pt
from policytrail.queries.query import Column, Parameter, Query, find_query

Value = str | int | None


@dataclass(frozen=True, slots=True, repr=False)
class Table(Tabular):
    """What a query found: its fields and, in the order of the query, their values, row by row.

    Concepts and policies are given by local name, parties as `provider:SLUG`, `org:NAME` or the local
    name of a kind, numbers as int, what is unknown as None.
    """

    query: Query
    fields: tuple[Column, ...]
    values: tuple[tuple[Value, ...], ...]

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        """Each row as column name -> value."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.values)

    @property
    def columns(self) -> list[str]:
        """The names of the fields."""
        return [field.name for field in self.fields]

    def rows(self) -> list[dict[str, Value]]:
        """The rows, as iterating gives them."""
        return list(self)

    def to_json(self) -> str:
        """A list of objects."""
        return json.dumps(self.rows(), ensure_ascii=False, indent=1) + "\n"


def run(store: Store, name: str, arguments: Mapping[str, str] | None = None) -> Table:
    """Put a question to a store.

    Args:
        store: the store.
        name: the query's name, or the path of a .rq file.
        arguments: values of its parameters as a person writes them: an id, a label, a slug.

    Raises:
        UnknownNameError: there is no such query, parameter, concept, party, provider or policy.
        InputError: a parameter is missing, or the query does not parse.
    """
    query = find_query(name)
    parties = Parties(store)
    bound = bind(store, parties, query, arguments or {})
    return _table(store, query, bound, parties)


def bind(
    store: Store, parties: Parties, query: Query, arguments: Mapping[str, str]
) -> dict[str, ox.NamedNode | ox.Literal]:
    """The arguments as RDF terms by variable, defaults filled in.

    Raises:
        UnknownNameError: there is no such parameter, or nothing of the name that is its value.
        InputError: a parameter that the query needs is missing.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in arguments:
        if name not in known:
            takes = f"it takes {', '.join(known)}" if known else "it takes none"
            raise UnknownNameError(f"query {query.name!r} has no parameter {name!r}", mend=takes)
    bound: dict[str, ox.NamedNode | ox.Literal] = {}
    for name, parameter in known.items():
        value = arguments.get(name, parameter.default)
        if value is not None:
            bound[name] = _term(store, parties, parameter, value)
        elif parameter.required:
            raise InputError(
                f"query {query.name!r} needs {name!r}: {parameter.text}", mend=f"give {name}=VALUE"
            )
    return bound


def _term(store: Store, parties: Parties, parameter: Parameter, value: str) -> ox.NamedNode | ox.Literal:
    if parameter.type == "concept":
        scheme: Scheme | None = parameter.scheme or None  # type: ignore[assignment]  # tested on all queries
        return ox.NamedNode(pt(taxonomy().resolve(value, scheme)))
    if parameter.type == "provider":
        return ox.NamedNode(parties.provider(value))
    if parameter.type == "party":
        return ox.NamedNode(parties.resolve(value))
    if parameter.type == "policy":
        store.text(value)  # names the policies that there are, if this is none of them
        return ox.NamedNode(policy_iri(value))
    return ox.Literal(value)


def _table(
    store: Store, query: Query, bound: Mapping[str, ox.NamedNode | ox.Literal], parties: Parties
) -> Table:
    try:
        answer = store.query(query.sparql, bound)
    except InputError as error:
        where = ", ".join(filter(None, (query.name, error.where)))
        raise InputError(error.what, where=where, mend=error.mend) from error
    if not isinstance(answer, ox.QuerySolutions):
        raise InputError("no SELECT query", where=query.name, mend="only SELECT gives a table")
    projected = [variable.value for variable in answer.variables]
    missing = [column.name for column in query.columns if column.name not in projected]
    if missing:
        raise InputError(f"the query does not project {', '.join(missing)}", where=query.name)
    columns = query.columns or tuple(Column(name, "text") for name in projected)
    rows = (tuple(shown(solution[column.name], parties) for column in columns) for solution in answer)
    return Table(query, columns, tuple(rows))


def shown(term: Any, parties: Parties) -> Value:
    """A term as people read it."""
    if isinstance(term, ox.NamedNode):
        if term.value.startswith(ID + "party/"):
            return parties[term.value].id
        return local(term.value) if term.value.startswith((BASE, ID)) else term.value
    if isinstance(term, ox.Literal):
        # A query can call any text an integer.
        whole = term.datatype.value == XSD.integer and re.fullmatch(r"[+-]?\d+", term.value)
        return int(term.value) if whole else term.value
    return None
