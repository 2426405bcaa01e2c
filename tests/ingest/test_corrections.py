"""Review: decisions survive new extractions, and none is lost without a word."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal

from policytrail.errors import InputError
from policytrail.graph.storage.store import Store
from policytrail.ingest.corrections import (
    COLUMNS,
    Correction,
    Review,
    apply_corrections,
    read_corrections,
    review_text,
    statement_id,
)
from policytrail.ingest.metadata.reader import Metadata
from policytrail.ingest.policy import Policy
from policytrail.ingest.rdf import policy_quads
from policytrail.ingest.statement import Statement, to_lines
from policytrail.ontology.vocabulary import PT, XSD
from policytrail.reading import statements_in

TEXT = "We collect names. We share names with carriers. We keep names for two years."


def say(quote: str, text: str = TEXT, **fields: object) -> Statement:
    start = text.index(quote)
    base = Statement("acme", "collect", quote, start, start + len(quote), data=("Name",), rule="r")
    return replace(base, **fields)  # type: ignore[arg-type]


COLLECT = say("collect names", confidence=0.8)
SHARE = say("share names with carriers", action="share", recipients=("CommunicationsProvider", "org:=A1"))
KEEP = say("keep names for two years", action="retain", retention=("FixedPeriod:P2Y",))
ALL = [COLLECT, SHARE, KEEP]


def write_review(statements: list[Statement], path: Path) -> None:
    path.write_bytes(review_text(statements, as_csv=path.suffix == ".csv").encode())


def review(path: Path, statements: list[Statement], *changes: dict[str, object]) -> list[Correction]:
    """Write a review file, change its lines as a person would, and read it again."""
    write_review(statements, path)
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [dict(row) for row in csv.DictReader(file)]
        rows += [{}] * (len(changes) - len(rows))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            for row, change in zip(rows, changes, strict=True):
                writer.writerow(row | {key: _cell(value) for key, value in change.items()})
    else:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        lines += [{}] * (len(changes) - len(lines))
        merged = [line | change for line, change in zip(lines, changes, strict=True)]
        path.write_text("".join(json.dumps(line) + "\n" for line in merged), encoding="utf-8")
    corrections, problems = read_corrections(path)
    assert problems == []
    return corrections


def _cell(value: object) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value)


def by(decision: str, when: str = "2026-05-31", **fields: object) -> dict[str, object]:
    return {"decision": decision, "who": "Ada", "when": when, **fields}


@pytest.fixture(params=["review.jsonl", "review.csv"])
def path(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    return tmp_path / str(request.param)


def test_accept_reject_edit_and_add(path: Path) -> None:
    corrections = review(
        path,
        ALL,
        by("accept"),
        by("reject"),
        by("edit", retention=["FixedPeriod:P24M"], data=["Name", "Age"]),
        by("add", policy="acme", quote="We collect names", action="use", polarity="deny", data=["Name"]),
    )
    done = apply_corrections("acme", TEXT, ALL, corrections)
    edited = replace(KEEP, retention=("FixedPeriod:P24M",), data=("Name", "Age"))
    added = Statement("acme", "use", "We collect names", 0, 16, "deny", data=("Name",))
    accepted = replace(COLLECT, confidence=None)
    assert done.statements == (added, accepted, edited)
    assert done.problems == ()
    assert {each: review.decision for each, review in done.reviews.items()} == {
        added: "add",
        accepted: "accept",
        edited: "edit",
    }
    assert done.reviews[edited] == Review("Ada", "2026-05-31", "edit")


def test_an_undecided_file_changes_nothing(path: Path) -> None:
    assert review(path, ALL, {}, {}, {}) == []


def test_decisions_hold_over_a_text_that_moved_and_an_extractor_that_changed(path: Path) -> None:
    corrections = review(path, ALL, by("accept"), by("reject"), by("edit", data=["Age"]))
    text = "Last updated: today.\n\n" + TEXT
    moved = [
        say("share names with carriers", text, action="share", recipients=SHARE.recipients[::-1], rule="new"),
        say("keep names for two years", text, action="retain", retention=("FixedPeriod:P2Y",), rule="new"),
    ]
    done = apply_corrections("acme", text, moved, corrections)
    assert [(each.action, each.data) for each in done.statements] == [
        ("collect", ("Name",)),
        ("retain", ("Age",)),
    ]
    assert all(text[each.start : each.end] == each.quote for each in done.statements)


def test_applying_twice_is_applying_once(path: Path) -> None:
    corrections = review(path, ALL, by("accept"), by("reject"), by("edit", data=["Age"]))
    once = apply_corrections("acme", TEXT, ALL, corrections).statements
    assert apply_corrections("acme", TEXT, once, corrections).statements == once


def test_the_last_decision_counts(path: Path) -> None:
    corrections = review(
        path,
        [COLLECT, COLLECT, SHARE, SHARE],
        by("reject", when="2026-06-01"),
        by("accept", when="2026-05-01"),
        by("reject"),
        by("accept"),
    )
    done = apply_corrections("acme", TEXT, [COLLECT, SHARE], corrections)
    assert done.statements == (SHARE,)


def test_what_an_edit_made_can_be_edited_again_and_rejected(path: Path) -> None:
    edited = replace(COLLECT, data=("Age",))
    again = replace(COLLECT, data=("Gender",))
    first = review(path, [COLLECT], by("edit", data=["Age"]))
    second = review(path, [edited], by("edit", data=["Gender"], when="2026-06-01"))
    done = apply_corrections("acme", TEXT, [COLLECT, SHARE], [*first, *second])
    assert done.statements == (replace(again, confidence=None), SHARE)
    for gone in (
        [*first, *review(path, [edited], by("reject"))],
        [*first, *second, *review(path, [again], by("reject", when="2026-06-02"))],
    ):
        assert apply_corrections("acme", TEXT, [COLLECT, SHARE], gone).statements == (SHARE,)


def test_corrections_of_other_policies_are_passed_over(path: Path) -> None:
    corrections = review(path, ALL, by("reject"), by("reject"), by("reject"))
    assert apply_corrections("other", TEXT, ALL, corrections).statements == tuple(ALL)


@pytest.mark.parametrize("decision", ["accept", "reject", "edit"])
def test_a_quotation_that_is_gone_is_reported(path: Path, decision: str) -> None:
    corrections = review(path, [SHARE], by(decision))
    done = apply_corrections("acme", "We collect names.", [say("collect names")], corrections)
    assert done.statements == (say("collect names"),)
    (problem,) = done.problems
    assert "does not stand in the text of acme" in str(problem)
    assert problem.where is not None and problem.where.startswith(str(path))


def test_an_identity_is_what_is_said_and_in_what_words() -> None:
    assert statement_id(SHARE) == statement_id(
        replace(
            SHARE, start=0, end=1, rule="x", section="y", confidence=0.1, recipients=SHARE.recipients[::-1]
        )
    )
    changed = [
        replace(SHARE, policy="other"),
        replace(SHARE, polarity="deny"),
        replace(SHARE, recipients=("ThirdParty",)),
        replace(SHARE, quote="share names"),
        replace(SHARE, purposes=("Billing",)),
        replace(SHARE, conditions=("Consent",)),
    ]
    assert len({statement_id(each) for each in [SHARE, *changed]}) == len(changed) + 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (by("perhaps"), "no decision 'perhaps'"),
        ({"decision": "accept", "when": "2026-05-31"}, "no 'who'"),
        ({"decision": "accept", "who": "Ada"}, "no 'when'"),
        (by("accept", when="yesterday"), "'when' is no date"),
        (by("accept", data=["Age"]), "was changed"),
        (by("edit", id=""), "edit needs the id"),
        (by("edit", id="1.23457E+15"), "no id '1.23457E+15'"),
        (by("accept", when="11/28/2026"), "a date such as 2026-05-31, in a cell"),
        (by("edit", data=["Nam"]), "no data concept 'Nam'"),
        (by("edit", quote=""), "no quote"),
    ],
)
def test_a_line_that_cannot_be_read_is_reported(tmp_path: Path, change: dict[str, object], says: str) -> None:
    path = tmp_path / "review.jsonl"
    write_review(ALL, path)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    lines[1] |= change
    lines[2] |= by("accept")
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    corrections, problems = read_corrections(path)
    assert [each.statement for each in corrections] == [KEEP]
    assert len(problems) == 1
    assert problems[0].where == f"{path}:2" and says in str(problems[0])


def as_saved(
    path: Path,
    by: str = ",",
    columns: Sequence[str] = COLUMNS,
    title: Callable[[str], str] = str,
    blank: str = "",
) -> None:
    """Save a review file again as some spreadsheet does, the second statement rejected."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[1] |= {"decision": "Reject", "who": "Zoë", "when": "2026-05-31 00:00:00", "My notes": "no, “never”"}
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, extrasaction="ignore", delimiter=by)
    writer.writerow({name: title(name) for name in columns})
    for row in rows:
        out.write(blank)
        writer.writerow(
            row | {"start": row["start"] + ".0", "confidence": row["confidence"].replace(".", ",")}
        )
    path.write_text(out.getvalue(), encoding="utf-8-sig", newline="")


@pytest.mark.parametrize(
    "habit",
    [
        {"by": ";"},
        {"by": "\t"},
        {"columns": COLUMNS[::-1]},
        {"columns": ("My notes", *COLUMNS, "", "")},
        {"title": "{} ".format},
        {"title": str.capitalize},
        {"blank": "\r\n,,,,,,\r\n"},
    ],
)
def test_decisions_are_read_however_a_spreadsheet_saves_them(tmp_path: Path, habit: dict[str, Any]) -> None:
    path = tmp_path / "review.csv"
    write_review(ALL, path)
    as_saved(path, **habit)
    (correction,), problems = read_corrections(path)
    assert problems == []
    assert correction.statement == SHARE
    assert correction.review == Review("Zoë", "2026-05-31T00:00:00", "reject")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "no column 'decision'"),
        ("Dear all,\nsee below\n", "no column 'decision'"),
        ("id;Decison;who\n1;reject;Ada\n", "unknown column 'decison' (did you mean 'decision'"),
        ("decision,who,when,recipents\n", "unknown column 'recipents' (did you mean 'recipients'?)"),
    ],
)
def test_a_table_that_is_no_review_file_is_refused(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "review.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError) as error:
        read_corrections(path)
    assert says in str(error.value)


def test_statements_that_nobody_decides_on_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "statements.jsonl"
    path.write_text(to_lines(ALL), encoding="utf-8", newline="\n")
    with pytest.raises(InputError, match="nothing to decide"):
        read_corrections(path)


def test_rows_that_cannot_be_read_are_told_by_their_line(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    row = "accept,Ada,2026-05-31,acme,{},collect,Name{}\n"
    path.write_text(
        "decision,who,when,policy,quote,action,data\n"
        + row.format('"We collect\nnames"', "")
        + row.format("We collect", ",more")
        + row.format("names", "")
        + row.format('"We share', ""),
        "utf-8",
    )
    corrections, problems = read_corrections(path)
    assert [each.statement.quote for each in corrections] == ["We collect\nnames", "names"]
    assert [each.where for each in problems] == [f"{path}:4", f"{path}:6"]
    assert "more cells than titles" in str(problems[0]) and "no table from here on" in str(problems[1])


def test_a_misspelt_field_of_an_undecided_line_is_told(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    path.write_text('{"desision": "reject"}\n', "utf-8")
    _, (problem,) = read_corrections(path)
    assert "did you mean 'decision'" in str(problem)


@pytest.mark.parametrize("number", ["1234567890123456", "12345678901234e5"])
def test_an_id_is_no_number_for_a_spreadsheet(tmp_path: Path, number: str, monkeypatch: Any) -> None:
    path = tmp_path / "review.csv"
    monkeypatch.setattr("policytrail.ingest.corrections.statement_id", lambda statement: number)
    write_review([KEEP], path)
    assert f"\n'{number}," in path.read_text("utf-8")
    (correction,) = review(path, [KEEP], by("edit", data=["Age"]))
    assert correction.id == number


def test_a_spreadsheet_finds_no_formula(tmp_path: Path) -> None:
    text = "=cmd() is what we collect"
    path = tmp_path / "review.csv"
    write_review([say("=cmd()", text)], path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["quote"] == "'=cmd()"
    (correction,) = review(path, [say("=cmd()", text)], by("accept"))
    assert correction.statement.quote == "=cmd()"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(
    quote=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1).filter(
        lambda t: t.strip()
    )
)
def test_any_quotation_survives_either_format(tmp_path: Path, quote: str) -> None:
    statement = Statement("acme", "collect", quote, 0, len(quote), data=("Name",), section=quote)
    for name in ("review.jsonl", "review.csv"):
        (correction,) = review(tmp_path / name, [statement], by("accept"))
        assert correction.statement == statement


STORED = [
    say("keep names for two years", action="retain", retention=("FixedPeriod:P24M", "FixedPeriod:P3W")),
    say("keep names", action="retain", retention=("RetentionRule",)),
    say("keep names", action="retain", polarity="deny", retention=("Indefinite",)),
    say("share names", action="share"),
    say(
        "share names with carriers", action="share", recipients=("org:Google, Inc.", "CommunicationsProvider")
    ),
    say("share names with", action="sell", recipients=("org:Google",)),
]


@pytest.mark.parametrize("number", range(len(STORED)))
def test_a_statement_keeps_its_identity_in_a_store(path: Path, number: int) -> None:
    with Store.memory() as store:
        store.replace("acme", policy_quads(Policy("acme", TEXT, Metadata("Acme", "acme"), tuple(STORED))))
        out = statements_in(store, "acme")
    changes = [by("reject") if statement_id(each) == statement_id(STORED[number]) else {} for each in out]
    done = apply_corrections("acme", TEXT, STORED, review(path, out, *changes))
    assert set(done.statements) == set(STORED) - {STORED[number]}


def test_who_and_when_are_in_the_rdf() -> None:
    reviews = {COLLECT: Review("Ada", "2026-05-31"), KEEP: Review("Bob", "2026-05-31T10:00:00", "edit")}
    policy = Policy("acme", TEXT, Metadata("Acme", "acme"), tuple(ALL), "test", reviews)
    said = {
        (quad.predicate.value, quad.object.value, quad.object.datatype.value)
        for quad in policy_quads(policy)
        if isinstance(quad.object, Literal) and quad.predicate.value.startswith(PT.reviewedAt[:-2])
    }
    assert said == {
        (PT.reviewedBy, "Ada", XSD.string),
        (PT.reviewedBy, "Bob", XSD.string),
        (PT.reviewedAt, "2026-05-31", XSD.date),
        (PT.reviewedAt, "2026-05-31T10:00:00", XSD.dateTime),
    }


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_corrections(tmp_path / "none.csv")
