"""What is wrong with a query, said for people: it does not parse, or asks elsewhere."""

from __future__ import annotations

import re
from typing import Final

from policytrail.errors import InputError

_ESCAPED: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATE: Final = re.compile(
    r"(?:\s|#[^\n]*|(?:PREFIX|BASE)\b[^>]*>)*(?:INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
# The parser lists what it could have read, most of it for machines; what it says in words is a sentence.
_SENTENCE: Final = re.compile(r"(?:\A|, |one of |expected )([A-Z][a-z]*(?: [\w'-]+){2,})(?=,|\.|\Z)")

# SERVICE as a word of the language: not in an IRI, a string, a comment, a variable or a name.
# Each part takes what it can and gives nothing back, so that no text takes more than linear time.
_ELSEWHERE: Final = re.compile(
    r"<[^<>\"{}|^`\\\s]*+>"
    r"|\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*+(?:\"\"\")?|'''(?:[^'\\]|\\.|'(?!''))*+(?:''')?"
    r"|\"(?:[^\"\\\n]|\\.)*+\"?|'(?:[^'\\\n]|\\.)*+'?"
    r"|#[^\n]*|[?$@]\w+|(?<![\w.-])[\w.-]*+:[\w:.-]*"
    r"|(?P<service>(?<![^\W\d])SERVICE\b)",
    re.IGNORECASE | re.DOTALL,
)


def check_local(text: str) -> None:
    """Let no query ask other servers: a query may come from anywhere.

    Raises:
        InputError: it has a SERVICE.

    >>> check_local("SELECT ?service { ?service a <urn:x#SERVICE> ; rdfs:label 'a \\\\' SERVICE' } # no SERVICE")
    >>> check_local("SELECT * {\\n  SERVICE SILENT <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    policytrail.errors.InputError: line 2, column 3: SERVICE asks another server (ask that server yourself, ...)
    """
    # The language has escapes read before all else, and some parsers read them in strings only.
    unescaped = _ESCAPED.sub(lambda found: chr(int(found[1] or found[2], 16) % 0x110000), text)
    for query in dict.fromkeys((text, unescaped)):
        for found in _ELSEWHERE.finditer(query):
            if found["service"]:
                line = query.count("\n", 0, found.start()) + 1
                column = found.start() - query.rfind("\n", 0, found.start())
                raise InputError(
                    "SERVICE asks another server",
                    where=f"line {line}, column {column}",
                    mend="ask that server yourself, and join the answers; queries read this store alone",
                )


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
