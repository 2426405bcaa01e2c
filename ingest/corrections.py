"""What people decide about statements, and how it survives every later build.

A review file holds statements with four more fields: `id`, `decision`, `who`, `when`. A person fills in
the last three:

    accept   the statement is right, and stays even if a later extractor misses it
    reject   it is wrong, and stays away
    edit     it is right as changed in this line; `id` still names the statement that it replaces
    add      a new one, which needs no `id`

Lines without a decision wait for one. The file is JSON Lines or, by its suffix, CSV with lists joined
by semicolons, as any spreadsheet saves it.
"""

from __future__ import annotations

import contextlib
import csv
import datetime
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

from policytrail.errors import InputError
from policytrail.ingest.anchors import Anchors
from policytrail.ingest.statement import (
    FIELDS,
    Statement,
    anchor,
    from_dict,
    near,
    parse_line,
    read_utf8,
    to_dict,
    to_json,
)
from policytrail.ontology.durations import canonical
from policytrail.ontology.vocabulary import party_key

Decision = Literal["accept", "reject", "edit", "add"]
DECISIONS: tuple[Decision, ...] = get_args(Decision)
COLUMNS = ("id", "decision", "who", "when", *FIELDS)
_LISTS = ("data", "recipients", "purposes", "conditions", "retention")
_SAYS = ("policy", "action", "polarity", *_LISTS, "broader")
_ID = re.compile("[0-9a-f]{16}")
_SEPARATORS = ",;\t"
_FILL_IN = "fill in what policytrail review export writes"
_AGAIN = "review it again, or delete the line"
# A spreadsheet takes such a cell for a formula, or an id for a number, which it rounds.
_FORMULA = re.compile(r"[=+\-@\t\r']|(?=\d[\de]{15}$)\d+(?:e\d+)?$")
_Rows = Iterator[tuple[int, Mapping[str, Any] | InputError]]


@dataclass(frozen=True, slots=True)
class Review:
    """Who decided what on a statement, and when (ISO 8601 date, or date and time)."""

    who: str
    when: str
    decision: Decision = "accept"


@dataclass(frozen=True, slots=True)
class Correction:
    """One decided line of a review file.

    Attributes:
        id: `statement_id` of the statement that was reviewed; of an added one its own.
        statement: the statement as the person left it.
        review: the decision.
        where: file and line.
    """

    id: str
    statement: Statement
    review: Review
    where: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """Statements with the corrections applied, and the corrections that could not be."""

    statements: tuple[Statement, ...]
    reviews: Mapping[Statement, Review]
    problems: tuple[InputError, ...]


def statement_id(statement: Statement) -> str:
    """A name for what a statement says and in what words, the same in every build.

    Where in the text the words stand does not matter, nor which rule found them. A statement that comes
    out of a store has the name with which it went in: what its RDF does not tell apart does not matter.
    """
    fields = to_dict(statement) | _as_stored(statement)
    said = [fields.get(name, "") for name in _SAYS]
    said = [sorted(value) if isinstance(value, list) else value for value in said]
    canonical = json.dumps([*said, "".join(statement.quote.split())], ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()[:16]


def _as_stored(statement: Statement) -> dict[str, Any]:
    """Recipients and retention as they come out of a store: one way to write each, and the root for none."""
    affirmed = statement.polarity == "affirm"
    recipients = [
        f"org:{party_key(name[4:])}" if name.startswith("org:") else name for name in statement.recipients
    ]
    if affirmed and statement.action in ("share", "sell"):
        recipients = recipients or ["Recipient"]
    rules = [rule.partition(":") for rule in statement.retention if affirmed and rule != "RetentionRule"]
    retention = [name + colon + (canonical(period) if period else "") for name, colon, period in rules]
    return {"recipients": recipients or "", "retention": retention or ""}


def review_text(statements: Iterable[Statement], *, as_csv: bool) -> str:
    """Statements for review, without decisions yet, as CSV or as JSON Lines."""
    rows = [
        {"id": statement_id(each), "decision": "", "who": "", "when": ""} | to_dict(each)
        for each in statements
    ]
    return _to_csv(rows) if as_csv else "".join(to_json(row) + "\n" for row in rows)


def read_corrections(path: Path) -> tuple[list[Correction], list[InputError]]:
    """Read the decided lines of a review file.

    Returns:
        The corrections in the order of the file, and a problem for each line that cannot be read.

    Raises:
        InputError: the file is missing, unreadable, no UTF-8, or no review file.
    """
    text = read_utf8(path)
    is_csv = path.suffix.lower() == ".csv"
    corrections: list[Correction] = []
    problems: list[InputError] = []
    decidable = is_csv  # by its titles
    for number, row in _csv_rows(text, path) if is_csv else _json_rows(text):
        where = f"{path}:{number}"
        try:
            if isinstance(row, InputError):
                raise row
            _check_fields(row)
            decidable = decidable or "decision" in row
            if row.get("decision"):
                corrections.append(_correction(row, where))
        except InputError as problem:
            problems.append(InputError(problem.what, where=where, mend=problem.mend))
    if not (decidable or problems):
        raise InputError("nothing to decide in this file", where=str(path), mend=_FILL_IN)
    return corrections, problems


def apply_corrections(
    policy: str, text: str, statements: Sequence[Statement], corrections: Iterable[Correction]
) -> Corrected:
    """Apply the corrections of one policy to freshly extracted statements.

    Of several decisions on one statement the last one counts, by `when`, then by place in the file. It
    counts for what an earlier edit made of the statement too: an edited statement can be edited again.

    Args:
        policy: the policy's slug; corrections of other policies are passed over.
        text: the policy's text as it is now.
        statements: what was extracted from it.
        corrections: the corrections.

    Returns:
        The corrected statements in reading order, who reviewed which, and a problem for each
        correction whose quotation no longer stands in the text.
    """
    own = [each for each in corrections if each.statement.policy == policy]
    if not own:
        return Corrected(tuple(sorted(statements, key=_place)), {}, ())
    anchors = Anchors(text)
    problems: list[InputError] = []
    decided: set[str] = set()
    # What must be there in the end, by what it says: the extractor may find it by itself by now.
    wanted: dict[str, Correction] = {}
    for correction in sorted(own, key=lambda each: each.review.when):
        try:
            anchored = anchor(correction.statement, anchors)
        except InputError as problem:
            problems.append(InputError(problem.what, where=correction.where, mend=_AGAIN))
        else:
            decided.add(correction.id)
            wanted = {made: each for made, each in wanted.items() if correction.id not in (made, each.id)}
            if correction.review.decision != "reject":
                wanted[statement_id(anchored)] = replace(correction, statement=anchored)
    kept: list[Statement] = []
    reviews: dict[Statement, Review] = {}
    for statement in statements:
        own_id = statement_id(statement)
        if own_id in wanted:
            kept.append(_reviewed(statement))
            reviews[kept[-1]] = wanted[own_id].review
        elif own_id not in decided:
            kept.append(statement)
    found = {statement_id(each) for each in kept}
    for own_id, correction in wanted.items():
        if own_id not in found:
            kept.append(_reviewed(correction.statement))
            reviews[kept[-1]] = correction.review
    return Corrected(tuple(sorted(kept, key=_place)), reviews, tuple(problems))


def _place(statement: Statement) -> tuple[int, int]:
    return statement.start, statement.end


def _reviewed(statement: Statement) -> Statement:
    """The statement without the extractor's confidence: a person's word is not measured by it."""
    return replace(statement, confidence=None)


def _check_fields(row: Mapping[str, Any]) -> None:
    for name in row:
        if name not in COLUMNS:
            raise InputError(f"unknown field {name!r}", mend=near(name, COLUMNS) or "remove it")


def _correction(row: Mapping[str, Any], where: str) -> Correction:
    fields = {name: value for name, value in row.items() if name not in COLUMNS[:4]}
    statement = from_dict(fields)
    if not statement.quote.strip():
        raise InputError("no quote", mend="quote the policy's exact words")
    given, own = str(row.get("id") or ""), statement_id(statement)
    decision = _decision(row["decision"])
    if decision in ("accept", "reject") and given and given != own:
        raise InputError(f"{decision} leaves a statement as it is, but this one was changed", mend="use edit")
    if decision == "edit" and not given:
        raise InputError("edit needs the id of the statement that it replaces", mend="or use add")
    if decision == "edit" and not _ID.fullmatch(given):
        raise InputError(f"no id {given!r}", mend="copy it from what policytrail review export writes")
    review = Review(_who(row.get("who")), _when(row.get("when")), decision)
    return Correction(given if decision == "edit" else own, statement, review, where)


def _decision(value: Any) -> Decision:
    for decision in DECISIONS:
        if isinstance(value, str) and value.strip().lower() == decision:
            return decision
    raise InputError(f"no decision {value!r}", mend=f"one of {', '.join(DECISIONS)}, or nothing")


def _who(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InputError("no 'who'", mend="name the person who decided")
    return " ".join(value.split())


def _when(value: Any) -> str:
    """A date, or date and time, in its usual form: XML Schema knows no other."""
    text = str(value).strip()
    for kind in (datetime.date, datetime.datetime):
        with contextlib.suppress(ValueError):
            return kind.fromisoformat(text).isoformat()
    if not value:
        raise InputError("no 'when'", mend="a date such as 2026-05-31")
    mend = "a date such as 2026-05-31, in a cell that the spreadsheet formats as text"
    raise InputError(f"'when' is no date: {value!r}", mend=mend)


def _json_rows(text: str) -> _Rows:
    """The lines of a JSON Lines file, by number."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, parse_line(line)
            except InputError as problem:
                yield number, problem


def _csv_rows(text: str, path: Path) -> _Rows:
    """The rows of a table, by the line on which each begins, without its empty cells.

    Spreadsheets separate cells by commas, semicolons or tabs, as their language has it. Columns stand
    in any order. A person may add more for notes, unless one of these is a misspelt one of ours.

    Raises:
        InputError: the table is no review file.
    """
    heading = next((line for line in text.splitlines() if line.strip(_SEPARATORS + " ")), "")
    separator = max(_SEPARATORS, key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    titles: list[str] = []
    begins = 1
    try:
        for cells in reader:
            number, begins = begins, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not titles:
                titles = [cell.strip().lower() for cell in cells]
                _check_titles(titles, f"{path}:{number}")
            elif any(cells[len(titles) :]):
                yield number, InputError("more cells than titles", mend="quote cells that hold separators")
            else:
                named = zip(titles, cells, strict=False)
                yield number, {name: _value(name, cell) for name, cell in named if name in COLUMNS and cell}
    except csv.Error as error:
        problem = InputError(
            f"no table from here on: {error}", mend="close every quotation mark, write those in a cell twice"
        )
        yield begins, problem
    if not titles:
        raise InputError("no column 'decision'", where=str(path), mend=_FILL_IN)


def _check_titles(titles: Sequence[str], where: str) -> None:
    missing = [name for name in COLUMNS if name not in titles]
    for title in titles:
        meant = near(title, missing) if title and title not in COLUMNS else ""
        if meant:
            raise InputError(f"unknown column {title!r}", where=where, mend=meant)
    if "decision" in missing:
        raise InputError("no column 'decision'", where=where, mend=_FILL_IN)


def _value(name: str, cell: str) -> Any:
    cell = cell.removeprefix("'")
    if name in _LISTS:
        return [each.strip() for each in cell.split(";") if each.strip()]
    return _number(cell) if name in ("start", "end", "confidence") else cell


def _number(cell: str) -> str | int | float:
    """A cell as a number, if it is one; what is none is reported where the field is checked."""
    try:
        return int(cell) if cell.isdecimal() else float(cell.replace(",", "."))
    except ValueError:
        return cell


def _to_csv(rows: Iterable[Mapping[str, Any]]) -> str:
    out = io.StringIO(newline="")
    out.write("\ufeff")  # or Excel takes UTF-8 for the system's old encoding
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        cells = (row.get(name, "") for name in COLUMNS)
        texts = ("; ".join(cell) if isinstance(cell, list) else str(cell) for cell in cells)
        writer.writerow("'" + text if _FORMULA.match(text) else text for text in texts)
    return out.getvalue()
