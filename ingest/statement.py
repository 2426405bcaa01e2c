"""What one clause of a policy says, and its file format: JSON Lines, one statement a line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from policytrail.errors import InputError, near_names
from policytrail.ingest.anchors import Anchors
from policytrail.ontology.durations import DURATION
from policytrail.ontology.taxonomy import taxonomy

Action = Literal["collect", "use", "share", "sell", "retain", "define"]
Polarity = Literal["affirm", "deny"]

ACTIONS: tuple[Action, ...] = get_args(Action)
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)
MODALITIES = ("asserts", "may", "must")

_Choice = TypeVar("_Choice", bound=str)


@dataclass(frozen=True, slots=True)
class Statement:
    """One flow, use, retention rule or definition, affirmed or denied, with its evidence.

    Concepts are local names of the ontology (`CallDetailRecord`), named organisations `org:NAME`,
    stated retention periods `FixedPeriod:P18M` (ISO 8601). `start` and `end` are offsets into the
    policy's stored text in Unicode code points, end exclusive, and `quote == text[start:end]`.
    """

    policy: str
    action: Action
    quote: str
    start: int
    end: int
    polarity: Polarity = "affirm"
    data: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    retention: tuple[str, ...] = ()
    broader: str | None = None
    section: str = ""
    rule: str = ""
    modality: str = ""  # "asserts" (does, will), "may" (may, might, can) or "must"
    confidence: float | None = None  # that it is right, 0 to 1; None where nobody measured it


# The order of the fields in a file, which is also the order in which a person reads them.
FIELDS = (
    *("policy", "quote", "action", "polarity"),
    *("data", "recipients", "purposes", "conditions", "retention", "broader"),
    *("start", "end", "section", "rule", "modality", "confidence"),
)
_SCHEMES = {
    "data": "data",
    "recipients": "recipient",
    "purposes": "purpose",
    "conditions": "condition",
    "retention": "retention",
    "broader": "data",
}
_APPLIES: dict[str, tuple[str, ...]] = {
    "recipients": ("share", "sell"),
    "retention": ("retain",),
    "broader": ("define",),
}


def to_dict(statement: Statement) -> dict[str, Any]:
    """The statement as it stands in a file: fields in a fixed order, empty ones left out."""
    values = ((name, getattr(statement, name)) for name in FIELDS)
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values
        if value not in ((), "", None)
    }


def to_json(value: Mapping[str, Any]) -> str:
    """`value` as one line: characters that some readers take for a line end are escaped."""
    line = json.dumps(value, ensure_ascii=False)
    return re.sub("[\x85\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", line)


def to_lines(statements: Iterable[Statement]) -> str:
    """Statements as JSON Lines, in the order given."""
    return "".join(to_json(to_dict(statement)) + "\n" for statement in statements)


def read_statements(
    path: Path, texts: Path | Mapping[str, str] | None = None
) -> tuple[list[Statement], list[InputError]]:
    """Read statements in the JSON Lines format, anchored in the texts of their policies.

    A statement without offsets takes the first place where its quotation stands, white space
    ignored; its `quote` becomes the text's own words. A line that cannot be read is left out and
    reported; the others are kept.

    Args:
        path: the file.
        texts: folder of `SLUG.txt` files, or the texts by slug; without it every line needs `start`,
            `end` and `quote`, which are then taken as they are.

    Returns:
        The statements in the order of the file, and a problem for each line left out.

    Raises:
        InputError: the file is missing, unreadable or no UTF-8.
    """
    source = _texts_in(texts) if isinstance(texts, Path) else dict(texts) if texts is not None else None
    anchors: dict[str, Anchors] = {}

    def anchored(statement: Statement) -> Statement:
        if source is None:
            if statement.start < 0 or not statement.quote:
                raise InputError("no quote with start and end", mend="give the folder of the policy texts")
            return statement
        if statement.policy not in anchors:
            anchors[statement.policy] = Anchors(_text_of(statement.policy, source))
        return anchor(statement, anchors[statement.policy])

    return _read(path, anchored)


def read_unanchored(path: Path) -> tuple[list[Statement], list[InputError]]:
    """Read statements as they stand in the file: `start` and `end` are -1 where it does not give them.

    Returns:
        The statements in the order of the file, and a problem for each line left out.

    Raises:
        InputError: the file is missing, unreadable or no UTF-8.
    """
    return _read(path, lambda statement: statement)


def _read(path: Path, finish: Callable[[Statement], Statement]) -> tuple[list[Statement], list[InputError]]:
    statements: list[Statement] = []
    problems: list[InputError] = []
    told: set[str] = set()
    for number, line in enumerate(read_utf8(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            statements.append(finish(from_dict(parse_line(line))))
        except InputError as problem:
            if isinstance(problem, _NoTextError):
                if problem.what in told:
                    continue
                told.add(problem.what)
            problems.append(InputError(problem.what, where=f"{path}:{number}", mend=problem.mend))
    return statements, problems


class _NoTextError(InputError):
    """There is no text of a policy: told at the first line of a file that speaks of it, not at every one."""


def from_dict(raw: Mapping[str, Any]) -> Statement:
    """One statement from the fields of a file, checked, not yet anchored (`start` is -1 if not given).

    Raises:
        InputError: a field, a value or a concept is not what it should be.
    """
    for name in raw:
        if name not in FIELDS:
            raise InputError(f"unknown field {name!r}", mend=near(name, FIELDS) or "remove it")
    policy = _text(raw, "policy")
    if not policy.strip():
        raise InputError("no policy", mend="give the policy's slug")
    action: Action = _one_of(raw, "action", ACTIONS)
    polarity: Polarity = _one_of(raw, "polarity", POLARITIES, "affirm")
    modality = _one_of(raw, "modality", ("", *MODALITIES), "")
    for name, actions in _APPLIES.items():
        if raw.get(name) and action not in actions:
            raise InputError(f"{name!r} does not apply to {action!r}", mend=f"only to {', '.join(actions)}")
    lists = {name: _concepts(raw, name) for name in _SCHEMES if name != "broader"}
    if not lists["data"]:
        raise InputError("no data", mend="name at least one data concept, PersonalData if none is said")
    broader = _text(raw, "broader") or None
    if action == "define" and broader is None:
        raise InputError("no 'broader' in a definition", mend="name the concept that includes the data")
    start, end = _offset(raw, "start"), _offset(raw, "end")
    if (start < 0) != (end < 0):
        raise InputError("only one of 'start' and 'end'", mend="give both or neither")
    if 0 <= end <= start:
        raise InputError(f"end {end} is not after start {start}")
    return Statement(
        policy=policy,
        action=action,
        quote=_text(raw, "quote"),
        start=start,
        end=end,
        polarity=polarity,
        broader=broader and _concept(broader, "broader"),
        section=_text(raw, "section"),
        rule=_text(raw, "rule"),
        modality=modality,
        confidence=_share(raw, "confidence"),
        **lists,
    )


def anchor(statement: Statement, anchors: Anchors) -> Statement:
    """The statement with offsets and quotation that agree with the text.

    A quotation that does not stand at the given offsets is looked for near them.

    Raises:
        InputError: the quotation is not in the text, or the offsets are outside it.
    """
    text, start, end = anchors.text, statement.start, statement.end
    if statement.quote.strip():
        wanted = "".join(statement.quote.split())
        if start < 0 or "".join(text[start:end].split()) != wanted:
            span = anchors.find(statement.quote, max(start, 0))
            if span is None:
                shown = " ".join(statement.quote.split())
                shown = shown if len(shown) <= 60 else shown[:60] + "…"
                raise InputError(
                    f"the quotation “{shown}” does not stand in the text of {statement.policy}",
                    mend="quote the policy's exact words",
                )
            start, end = span
    elif start < 0:
        raise InputError("neither a quotation nor offsets", mend="give quote, or start and end")
    if end > len(text):
        raise InputError(f"end {end} is beyond the text of {statement.policy} ({len(text)} characters)")
    return replace(statement, quote=text[start:end], start=start, end=end)


def read_utf8(path: Path) -> str:
    """The text of a file, line ends as `\\n`.

    Raises:
        InputError: it is missing, unreadable or no UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path)) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise InputError("no UTF-8 text", where=f"{path}:{line}", mend="save it as UTF-8") from error


def _texts_in(folder: Path) -> dict[str, Path]:
    # Listed, not joined: a policy's name in the file can then reach nothing outside the folder.
    if not folder.is_dir():
        raise InputError("is no folder of policy texts", where=str(folder))
    return {path.stem: path for path in sorted(folder.glob("*.txt"))}


def _text_of(policy: str, source: Mapping[str, str] | Mapping[str, Path]) -> str:
    found = source.get(policy)
    if found is None:
        mend = near(policy, source) or f"add {policy}.txt to the texts"
        raise _NoTextError(f"no text for policy {policy!r}", mend=mend)
    if isinstance(found, str):
        return found
    from policytrail.ingest.readers import read_document

    return read_document(found).text


def parse_line(line: str) -> dict[str, Any]:
    """One line of JSON Lines as an object.

    Raises:
        InputError: it is none.
    """
    try:
        raw = json.loads(line)
        # A lone surrogate is no character and could never be written again.
        json.dumps(raw, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        what = str(error)
        if isinstance(error, json.JSONDecodeError):  # which counts lines too, of which there is one
            what = f"{error.msg.removesuffix(' at')} in column {error.colno}"
        raise InputError(f"no JSON: {what}", mend="one JSON object a line") from error
    if not isinstance(raw, dict):
        raise InputError("no JSON object", mend="one JSON object a line")
    return raw


def _text(raw: Mapping[str, Any], name: str) -> str:
    value = raw.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputError(f"{name!r} is no string")
    return value


def _one_of(
    raw: Mapping[str, Any], name: str, allowed: tuple[_Choice, ...], default: _Choice | None = None
) -> _Choice:
    value = raw.get(name) or default
    for choice in allowed:
        if value == choice:
            return choice
    mend = (isinstance(value, str) and near(value, allowed)) or f"one of {', '.join(filter(None, allowed))}"
    raise InputError(f"{name!r} is {value!r}" if value else f"no {name!r}", mend=mend)


def _offset(raw: Mapping[str, Any], name: str) -> int:
    value = raw.get(name)
    if value is None:
        return -1
    if isinstance(value, float) and value.is_integer():  # as spreadsheets and data frames write 618
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise InputError(f"{name!r} is no offset: {value!r}", mend="a whole number from 0")
    return value


def _share(raw: Mapping[str, Any], name: str) -> float | None:
    value = raw.get(name)
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        raise InputError(f"{name!r} is no share: {value!r}", mend="a number from 0 to 1")
    return round(float(value), 2)


def _concepts(raw: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = raw.get(name)
    if values is None:
        return ()
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise InputError(f"{name!r} is no list of strings")
    return tuple(dict.fromkeys(_concept(value, name) for value in values))


@lru_cache(4096)
def _concept(value: str, field: str) -> str:
    """The concept's local name, if the ontology has it in the field's scheme."""
    if field == "recipients" and value.startswith("org:") and value[4:].strip():
        return "org:" + " ".join(value[4:].split())
    head, colon, period = value.partition(":")
    if field == "retention" and head == "FixedPeriod" and colon:
        if not DURATION.fullmatch(period):
            raise InputError(f"{period!r} is no period", mend="an ISO 8601 duration such as P18M")
        return value
    name, scheme = re.split(r"[#/]", value)[-1], _SCHEMES[field]
    concepts = taxonomy().concepts
    if name in concepts and concepts[name].scheme == scheme:
        return name
    known = [concept.id for concept in concepts.values() if concept.scheme == scheme]
    what = f"the ontology has no {scheme} concept {name!r}"
    raise InputError(what, mend=near(name, known) or f"one of {', '.join(sorted(known))}")


def near(name: str, known: Iterable[str]) -> str:
    """Names that somebody may have meant who wrote `name`: "did you mean 'Name'?", or nothing."""
    found = near_names(name, known)
    return f"did you mean {' or '.join(map(repr, found))}?" if found else ""
