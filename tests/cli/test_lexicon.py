"""`policytrail lexicon gaps`: the list of what the lexicon lacks, for people and for programs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policytrail.cli import cli


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    (tmp_path / "acme.txt").write_text("We collect your shoe size and share it with cobblers.\n", "utf-8")
    (tmp_path / "bell.txt").write_text("We collect shoe sizes.\n", "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["lexicon", "gaps", *map(str, arguments)])


def test_the_list_in_every_format(policies: Path) -> None:
    table = run(policies)
    assert "shoe size" in table.stdout and "[acme, 16]" in table.stdout
    rows = json.loads(run(policies, "--format", "json").stdout)
    assert [(row["position"], row["phrase"], row["documents"]) for row in rows] == [
        ("data", "shoe size", 2),
        ("recipient", "cobblers", 1),
    ]
    listed = csv.DictReader(io.StringIO(run(policies, "--format", "csv").stdout))
    assert [row["example"] for row in listed] == [row["example"] for row in rows]


def test_what_cannot_be_read_is_told_and_the_others_are_listed(policies: Path) -> None:
    done = run(policies)
    assert done.exit_code == 1
    assert "empty.txt" in done.stderr
    assert "2 phrases of 2 in 2 policies" in done.stderr
    assert run(policies / "missing").exit_code == 2


def test_the_list_can_be_narrowed(policies: Path) -> None:
    def phrases(*options: str) -> list[str]:
        return [row["phrase"] for row in json.loads(run(policies, "--format", "json", *options).stdout)]

    assert phrases("--position", "recipient") == ["cobblers"]
    assert phrases("--min-policies", "2") == ["shoe size"]
    assert phrases("--limit", "1") == ["shoe size"]
    assert phrases("--limit", "0") == ["shoe size", "cobblers"]
