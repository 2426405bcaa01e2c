"""A person's decisions: exported, filled in, applied to this build and every later one."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from policytrail.cli import cli


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(cli, [str(each) for each in arguments])
    assert "Traceback" not in result.output
    return result


@pytest.fixture
def folder(samples: Path, tmp_path: Path) -> Path:
    (tmp_path / "policies").mkdir()
    shutil.copy(samples / "aegis.txt", tmp_path / "policies")
    run("build", tmp_path / "policies", "--store", tmp_path / "store")
    return tmp_path


def test_as_many_statements_are_shown_as_were_extracted_and_built(
    samples: Path, extracted: tuple[Path, Result], tmp_path: Path
) -> None:
    store, output = tmp_path / "store", tmp_path / "review.jsonl"
    built = run("build", samples, "--store", store).stdout
    rows = run("review", "export", "-o", output, "--store", store)
    counts = Counter(json.loads(line)["policy"] for line in output.read_text("utf-8").splitlines())
    for slug, count in counts.items():
        assert f"{slug}: built, {count} statements" in built
        assert f"{slug} {count}" in extracted[1].stderr
    assert f"{counts.total()} statements in {output}" in rows.stderr


def rows_of(folder: Path) -> list[dict[str, Any]]:
    file = folder / "review.jsonl"
    assert run("review", "export", "-o", file, "--store", folder / "store").exit_code == 0
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def decide(folder: Path, rows: list[dict[str, Any]]) -> Result:
    file = folder / "decided.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return run("build", folder / "policies", "--corrections", file, "--store", folder / "store")


def ids(rows: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


PERSON = {"who": "A. Reader", "when": "2026-05-31"}


def test_what_is_rejected_stays_away_and_what_is_edited_stays_edited(folder: Path) -> None:
    before = rows_of(folder)
    wrong = before[0] | {"decision": "reject"} | PERSON
    share = next(row for row in before if row["action"] == "share")
    right = share | {"decision": "edit", "recipients": ["Advertiser"]} | PERSON
    assert decide(folder, [wrong, right]).exit_code == 0
    after = rows_of(folder)
    assert len(after) == len(before) - 1
    assert wrong["id"] not in ids(after) and share["id"] not in ids(after)
    assert [row.get("recipients") for row in after if row["quote"] == share["quote"]].count(
        ["Advertiser"]
    ) == 1

    # A later build, without the file, from a text that has changed elsewhere.
    text = folder / "policies" / "aegis.txt"
    text.write_text("Foreword, by somebody.\n\n" + text.read_text("utf-8"), "utf-8")
    later = run("build", folder / "policies", "--store", folder / "store")
    assert later.exit_code == 0
    assert ids(rows_of(folder)) == ids(after)


def test_every_exported_line_can_be_rejected_or_accepted(folder: Path) -> None:
    before = rows_of(folder)
    assert decide(folder, [row | {"decision": "accept"} | PERSON for row in before]).exit_code == 0
    assert ids(rows_of(folder)) == ids(before)
    later = PERSON | {"when": "2026-06-01"}
    decide(folder, [row | {"decision": "reject"} | later for row in before[1:]])
    assert ids(rows_of(folder)) == ids(before[:1])


def test_an_added_statement_is_traced(folder: Path) -> None:
    row = {
        "policy": "aegis",
        "quote": "voicemail data, meeting details",
        "action": "share",
        "data": ["Voicemail"],
        "recipients": ["Advertiser"],
        "decision": "add",
    }
    assert decide(folder, [row | PERSON]).exit_code == 0
    for _ in range(3):  # in this build and in later ones
        trace = run("trace", "voicemail", "--explicit", "--format", "json", "--store", folder / "store")
        assert "Advertiser" in [reached["party"] for reached in json.loads(trace.stdout)["reached"]]
        assert run("build", folder / "policies", "--store", folder / "store").exit_code == 0


def test_a_decision_on_words_that_are_gone_is_reported_in_every_build(folder: Path) -> None:
    kept = next(row for row in rows_of(folder) if row["action"] == "sell")
    assert decide(folder, [kept | {"decision": "accept"} | PERSON]).exit_code == 0
    text = folder / "policies" / "aegis.txt"
    text.write_text(text.read_text("utf-8").replace("We do not sell", "We may well sell"), "utf-8")
    for _ in range(2):
        later = run("build", folder / "policies", "--store", folder / "store")
        assert later.exit_code == 1
        assert "does not stand in the text of aegis" in later.stderr
        assert "corrections.jsonl:1" in later.stderr

    (folder / "store" / "corrections.jsonl").unlink()
    assert run("build", folder / "policies", "--store", folder / "store").exit_code == 0


def test_what_cannot_be_read_among_the_kept_decisions_stays_there(folder: Path) -> None:
    rows = rows_of(folder)
    decide(folder, [rows[0] | {"decision": "reject"} | PERSON])
    kept = folder / "store" / "corrections.jsonl"
    with kept.open("a", encoding="utf-8") as file:
        file.write('{"decision": "reject", "who"\n')
    for done in (
        run("build", folder / "policies", "--store", folder / "store"),
        decide(folder, [rows[1] | {"decision": "reject"} | PERSON]),
    ):
        assert done.exit_code == 1
        assert "corrections.jsonl:2: no JSON" in done.stderr
    assert [line[:20] for line in kept.read_text("utf-8").splitlines()].count('{"decision": "reject') == 1
    assert len(rows_of(folder)) == len(rows) - 2
    kept.write_text("", "utf-8")
    assert run("build", folder / "policies", "--store", folder / "store").exit_code == 0
    assert len(rows_of(folder)) == len(rows)


def test_a_decision_that_is_given_again_counts_now_and_later(folder: Path) -> None:
    row = rows_of(folder)[0] | PERSON
    no, yes = row | {"decision": "reject"}, row | {"decision": "accept"}
    assert [decide(folder, [each]).exit_code for each in (no, yes, no)] == [0, 0, 0]
    for _ in range(2):
        assert row["id"] not in ids(rows_of(folder))
        run("build", folder / "policies", "--store", folder / "store")


def test_decisions_that_disagree_are_told_where_neither_is_later(folder: Path) -> None:
    row = rows_of(folder)[0] | PERSON
    no, yes = row | {"decision": "reject"}, row | {"decision": "accept", "who": "B. Reader"}
    done = decide(folder, [yes, no])
    assert done.exit_code == 1
    assert "decided.jsonl:2: decides otherwise than" in done.stderr and "decided.jsonl:1" in done.stderr
    assert row["id"] not in ids(rows_of(folder))
    assert decide(folder, [no, yes | {"when": "2026-06-01"}]).exit_code == 0
    assert row["id"] in ids(rows_of(folder))


def test_a_decision_on_a_policy_that_is_not_there_is_told_once(folder: Path) -> None:
    rows = [row | PERSON for row in rows_of(folder)]
    astray = [row | {"policy": "agis", "decision": "add"} for row in rows[:2]]
    done = decide(folder, [*astray, rows[2] | {"decision": "reject"}])
    assert done.exit_code == 1
    assert done.stderr.count("did you mean 'aegis'?") == 1
    assert len(rows_of(folder)) == len(rows) - 1
    assert run("build", folder / "policies", "--store", folder / "store").exit_code == 0


def test_the_export_opens_in_a_spreadsheet(folder: Path) -> None:
    file = folder / "to" / "review.csv"
    assert run("review", "export", "aegis", "-o", file, "--store", folder / "store").exit_code == 0
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["id"] for row in rows] == ids(rows_of(folder))
    rows[0] |= {"decision": "reject"} | PERSON
    with file.open("w", encoding="utf-8-sig", newline="") as lines:
        writer = csv.DictWriter(lines, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    done = run("build", folder / "policies", "--corrections", file, "--store", folder / "store")
    assert done.exit_code == 0
    assert len(rows_of(folder)) == len(rows) - 1


def test_a_review_file_that_is_missing_builds_nothing(folder: Path) -> None:
    done = run(
        "build", folder / "policies", "--corrections", folder / "none.csv", "--store", folder / "store"
    )
    assert done.exit_code == 2
    assert "none.csv" in done.stderr


def test_evaluate_tells_what_of_its_input_does_not_agree(samples: Path, gold: Path, tmp_path: Path) -> None:
    wanted, found = tmp_path / "gold" / "aegis.jsonl", tmp_path / "found.jsonl"
    wanted.parent.mkdir()
    row = {"policy": "aegis", "quote": "no words of theirs", "action": "collect", "data": ["Name"]}
    wanted.write_text((gold / "aegis.jsonl").read_text("utf-8") + json.dumps(row) + "\n", "utf-8")
    found.write_text((gold / "aegis.jsonl").read_text("utf-8").replace('"aegis"', '"agis"'), "utf-8")
    done = run("evaluate", "--gold", wanted.parent, "--texts", samples, "--found", found, "--format", "json")
    assert done.exit_code == 1
    assert "aegis.jsonl: the quotation “no words of theirs” does not stand in the text" in done.stderr
    assert done.stderr.count("no text for policy 'agis' (did you mean 'aegis'?)") == 1
    assert json.loads(done.stdout)["headline"]["recall"] == 0


def test_errors_can_be_read_on_a_narrow_terminal(samples: Path, gold: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    options = ["--gold", gold, "--texts", samples, "--found", gold / "aegis.jsonl", "--errors"]
    lines = run("evaluate", *options).stdout.splitlines()
    assert "voxox: missed" in {line[:24].strip() for line in lines}
    assert max(map(len, lines)) == 60
    words = {line[26:].strip() for line in lines}
    assert any(len(each) > 25 and each.count(" ") > 2 for each in words)


def test_evaluate_prints_and_lists_errors(samples: Path, gold: Path, extracted: tuple[Path, Result]) -> None:
    options = ["--gold", gold, "--texts", samples]
    result = json.loads(run("evaluate", *options, "--format", "json").stdout)
    assert 0 < result["headline"]["f1"] < 1
    found = [*options, "--found", extracted[0]]
    assert "headline without voxox" in run("evaluate", *found).stdout
    assert json.loads(run("evaluate", *found, "--format", "json").stdout)["headline"] == result["headline"]
    errors = json.loads(run("evaluate", *found, "--errors", "--format", "json").stdout)
    assert {error["kind"] for error in errors} == {"missed", "wrong"}
    perfect = json.loads(
        run("evaluate", *options, "--found", next(gold.glob("aegis.jsonl")), "--format", "json").stdout
    )
    assert perfect["policies"]["aegis"]["f1"] == 1
