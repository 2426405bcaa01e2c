"""`policytrail validate`: exit codes, and what it finds without a Java runtime."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policytrail.cli import cli

POLICY = Path(__file__).parent.parent / "ontology" / "policy.trig"


def validate(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["validate", *arguments])


def test_a_sound_file_conforms() -> None:
    done = validate(str(POLICY), "--no-reasoner")
    assert done.exit_code == 0
    assert done.stdout.startswith("SHACL: conforms")


def test_a_finding_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    file = tmp_path / "broken.trig"
    file.write_text(
        POLICY.read_text().replace("pt:retentionRule pt:FixedPeriod", "pt:retentionRule pt:Indefinite")
    )
    done = validate(str(file), "--no-reasoner")
    assert done.exit_code == 1
    (line,) = done.stdout.splitlines()
    assert "A fixed period, and only that, has pt:period and pt:months." in line


def test_contradictions_are_found_without_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import owlready2  # type: ignore[import-untyped]

    monkeypatch.setattr(owlready2, "JAVA_EXE", "/nowhere/java")
    file = tmp_path / "broken.trig"
    file.write_text(
        POLICY.read_text().replace(
            "statement:denial a pt:Denial ;", "statement:denial a pt:Denial ; pt:keeper party:acme ;"
        )
    )
    done = validate(str(file))
    assert done.exit_code == 1
    assert "OWL: " in done.stdout and "would be a Denial and a Retention" in done.stdout
    assert "install a Java runtime" in done.stderr
