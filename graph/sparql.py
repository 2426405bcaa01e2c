"""What is wrong with a query that does not parse, said for people."""

from __future__ import annotations

import re
from typing import Final

from policytrail.errors import InputError

_UPDATE: Final = re.compile(
    r"(?:\s|#[^\n]*|(?:PREFIX|BASE)\b[^>]*>)*(?:INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
# The parser lists what it could have read, most of it for machines; what it says in words is a sentence.
_SENTENCE: Final = re.compile(r"(?:\A|, |one of |expected )([A-Z][a-z]*(?: [\w'-]+){2,})(?=,|\.|\Z)")


def unparsable(text: str, message: str) -> InputError:
    """The error for a query that does not parse.

    Args:
        text: the query.
        message: what the parser says.

    >>> print(unparsable("SELECT *\\nWHERE ?s }", "error at 2:7: expected one of ['{'], [_]"))
    line 2, column 7: the query does not parse near '?s }'
    >>> print(unparsable("SELECT * {", "error at 1:11: expected one of ['}'], [_]"))
    line 1, column 11: the query does not parse near its end
    >>> print(unparsable("SELECT * { ?s foo:a ?o }", "error at 1:20: expected one of Prefix not found, ['%']."))
    line 1, column 20: the query does not parse near '?o }': prefix not found
    >>> print(unparsable("DROP ALL", "error at 1:1: expected SELECT"))
    this is an update, and queries only read (change the policies and build again)
    """
    if _UPDATE.match(text):
        return InputError(
            "this is an update, and queries only read", mend="change the policies and build again"
        )
    place = _PLACE.match(message)
    if place is None:
        return InputError(f"the query does not parse: {message}")
    line, column = int(place[1]), int(place[2])
    lines = text.split("\n")
    left = lines[line - 1][column - 1 :] if line <= len(lines) else ""
    rest = left + "".join(lines[line:])
    what = f" near {left.strip()[:30]!r}" if left.strip() else "" if rest.strip() else " near its end"
    said = _SENTENCE.search(place[3])
    why = f": {said[1][0].lower()}{said[1][1:]}" if said else ""
    return InputError(f"the query does not parse{what}{why}", where=f"line {line}, column {column}")
