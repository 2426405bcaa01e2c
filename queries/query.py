"""A query as it stands in a .rq file: SPARQL with a header of comments.

    # title: Recipients of a data category
    # description: Who may get data of the category, and from whom.
    # parameter: data (concept data, default CallDetailRecord) - the category
    # parameter: provider (provider, optional) - this provider only
    # columns: recipient party, recipientLabel text, quote text, start number

A parameter is a variable of the query that gets its value when the query is run; one that is optional
and not given stays open. A column is a variable that the query projects. A query of one's own needs no
header: then its title is the file's name, and its columns are all that it projects, as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, cast, get_args

from policytrail.errors import InputError, UnknownNameError, near_names, offer

ParameterType = Literal["concept", "party", "provider", "policy", "string"]
ColumnType = Literal["concept", "party", "policy", "text", "number"]

_HEADER = re.compile(r"#\s*(title|description|parameter|columns)\s*:\s*(.*?)\s*")
_PARAMETER = re.compile(
    r"(?P<name>\w+)\s*\((?P<type>\w+)(?:\s+(?P<scheme>\w+))?"
    r"(?:,\s*(?:(?P<optional>optional)|default\s+(?P<default>[^)]+?)))?\s*\)\s*-\s*(?P<text>.+)"
)
_COLUMN = re.compile(r"(\w+)\s+(\w+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that the user gives: a concept (of `scheme`, if it is not ""), a party, ... or any string."""

    name: str
    type: ParameterType
    text: str
    scheme: str = ""
    optional: bool = False
    default: str | None = None

    @property
    def required(self) -> bool:
        """Whether the query cannot be run without it."""
        return not self.optional and self.default is None


@dataclass(frozen=True, slots=True)
class Column:
    """A variable that the query projects; labels, quotations and dates are of type text."""

    name: str
    type: ColumnType


@dataclass(frozen=True, slots=True)
class Query:
    """A question that can be put to a store; `sparql` is the whole file, header included.

    No columns stands for all variables that the query projects.
    """

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    sparql: str


def parse_query(name: str, text: str) -> Query:
    """Read a query from the text of a .rq file.

    Raises:
        InputError: a line of the header cannot be read.
    """
    fields: dict[str, list[str]] = {"title": [], "description": [], "parameter": [], "columns": []}
    for line in text.splitlines():
        match = _HEADER.fullmatch(line)
        if match:
            fields[match[1]].append(match[2])
        elif not line.startswith("#"):
            break
    columns = [_column(name, part) for line in fields["columns"] for part in line.strip(", ").split(",")]
    return Query(
        name=name,
        title=(fields["title"] or [name])[0],
        description=" ".join(fields["description"]),
        parameters=tuple(_parameter(name, line) for line in fields["parameter"]),
        columns=tuple(columns),
        sparql=text,
    )


@cache
def queries() -> dict[str, Query]:
    """The queries that come with policytrail, by name."""
    found = sorted(
        (entry for entry in files("policytrail.queries").iterdir() if entry.name.endswith(".rq")),
        key=lambda entry: entry.name,
    )
    return {
        entry.name.removesuffix(".rq"): parse_query(
            entry.name.removesuffix(".rq"), entry.read_text(encoding="utf-8")
        )
        for entry in found
    }


def find_query(name: str) -> Query:
    """A query by its name, or by the path of a .rq file.

    Raises:
        UnknownNameError: there is no query of that name; the error offers near names.
        InputError: the file cannot be read.
    """
    if name in queries():
        return queries()[name]
    path = Path(name)
    if path.suffix == ".rq":
        try:
            return parse_query(path.name, path.read_text(encoding="utf-8"))
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror}", where=name) from error
        except UnicodeDecodeError as error:
            raise InputError("no UTF-8 text", where=name) from error
    near = near_names(name, queries(), cutoff=0.5)
    raise UnknownNameError(f"no query {name!r}", mend=offer(near, list(queries())))


def _parameter(where: str, line: str) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if match is None or match["type"] not in get_args(ParameterType):
        raise InputError(f"the parameter {line!r} cannot be read", where=where, mend="name (type) - text")
    return Parameter(
        name=match["name"],
        type=cast(ParameterType, match["type"]),
        text=match["text"],
        scheme=match["scheme"] or "",
        optional=match["optional"] is not None,
        default=match["default"],
    )


def _column(where: str, part: str) -> Column:
    match = _COLUMN.fullmatch(part.strip())
    if match is None or match[2] not in get_args(ColumnType):
        raise InputError(f"the column {part.strip()!r} cannot be read", where=where, mend="name type")
    return Column(match[1], cast(ColumnType, match[2]))
