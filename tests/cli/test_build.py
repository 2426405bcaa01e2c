"""`extract` and `build`: what goes in, what comes out, and what is said when it cannot be read."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policytrail.building import build
from policytrail.cli import cli
from policytrail.graph.storage.store import Store
from policytrail.ingest.statement import read_statements
from policytrail.reading import statements_in

NO_POLICY = "Grandmother's bread\n\nMix flour, water and salt. Let the dough rest. Bake it for an hour.\n"

POLICY = """NAME Privacy Policy

Effective 1 May 2024

NAME connects your calls. We collect your name, your address and call detail records to bill you.

We share:

- call detail records with carriers, to route your calls;
- your address with credit bureaus, if you consent.

We never sell your personal data to third parties. We keep call detail records for 18 months.
"""


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(cli, [str(each) for each in arguments])
    assert "Traceback" not in result.output
    return result


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A folder of two policies, to be changed at will."""
    folder = tmp_path / "policies"
    folder.mkdir()
    for slug, name in (("acme", "Acme Telecom"), ("bell", "Bell & Daughters")):
        (folder / f"{slug}.txt").write_text(POLICY.replace("NAME", name), "utf-8")
    return folder


def test_extract_writes_statements_whose_words_stand_where_they_say(
    samples: Path, extracted: tuple[Path, Result]
) -> None:
    out, done = extracted
    assert done.exit_code == 0
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert {row["policy"] for row in rows} == {"aegis", "ingetel", "sailpbx", "voipcom", "voxox"}
    for row in rows:
        text = (samples / f"{row['policy']}.txt").read_text("utf-8")
        assert text[row["start"] : row["end"]] == row["quote"]


def test_statements_that_are_taken_for_a_policy_or_lack_its_text_are_told_once(
    samples: Path, extracted: tuple[Path, Result], tmp_path: Path
) -> None:
    statements, _ = extracted
    done = CliRunner().invoke(cli, ["extract", "-"], input=statements.read_bytes())
    assert (done.exit_code, done.stdout) == (2, "")
    assert (
        "holds JSON, not the text of a policy (save statements in a file that ends in .jsonl)" in done.stderr
    )

    (tmp_path / "texts").mkdir()
    shutil.copy(samples / "aegis.txt", tmp_path / "texts")
    done = run("build", statements, "--texts", tmp_path / "texts", "--store", tmp_path / "store")
    assert done.exit_code == 1
    assert done.stderr.count("no text for policy 'voxox' (add voxox.txt to the texts)") == 1


def test_extract_writes_to_standard_output_and_its_summary_beside_it(samples: Path) -> None:
    done = run("extract", samples / "aegis.txt")
    assert {json.loads(line)["policy"] for line in done.stdout.splitlines()} == {"aegis"}
    assert done.stderr.startswith(f"{len(done.stdout.splitlines())} statements (aegis ")


@pytest.mark.parametrize("command", ["extract", "build"])
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "empty"),
        ("picture.txt", bytes(range(256)) * 8, "binary|no text|not text"),
        ("bread.txt", NO_POLICY.encode(), "no policy statements found: is it a privacy policy?"),
        ("missing.txt", None, "no such file"),
    ],
)
def test_a_file_that_is_no_policy_is_reported_and_the_others_are_read(
    command: str, name: str, content: bytes | None, said: str, two: Path, tmp_path: Path
) -> None:
    bad = tmp_path / name
    if content is not None:
        bad.write_bytes(content)
    out = ["-o", tmp_path / "out.jsonl"] if command == "extract" else ["--store", tmp_path / "store"]
    both = run(command, bad, two / "acme.txt", *out)
    assert both.exit_code == 1
    (line,) = [line for line in both.stderr.splitlines() if line.startswith("Error")]
    assert str(bad) in line
    assert any(phrase in line for phrase in said.split("|"))
    assert (tmp_path / "out.jsonl" if command == "extract" else tmp_path / "store" / "store.json").exists()

    shutil.rmtree(tmp_path / "store", ignore_errors=True)
    alone = run(command, bad, *out)
    assert alone.exit_code == 2
    assert str(bad) in alone.stderr
    assert not (tmp_path / "store").exists()


def test_a_folder_is_read_whole_and_an_empty_one_reported(two: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    done = run("build", two, tmp_path / "none", "--store", tmp_path / "store")
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 2
    assert "no policy in this folder" in done.stderr


def test_building_again_changes_nothing_and_a_changed_policy_is_replaced(two: Path, tmp_path: Path) -> None:
    folder, store = two, tmp_path / "store"
    assert "acme: built" in run("build", folder, "--store", store).stdout
    first = run("export", "--store", store, "--format", "nquads").stdout_bytes
    again = run("build", folder, "--store", store)
    assert [line.split(": ")[1].split(",")[0] for line in again.stdout.splitlines()] == ["unchanged"] * 2
    assert run("export", "--store", store, "--format", "nquads").stdout_bytes == first

    sentence = "\n\nWe will share your voicemail messages with advertisers.\n"
    before = (folder / "acme.txt").read_text("utf-8")
    (folder / "acme.txt").write_text(before + sentence, "utf-8")
    changed = run("build", folder, "--store", store).stdout.splitlines()
    assert [line.split(",")[0] for line in changed if "unchanged" not in line] == ["acme: built"]
    with Store.open(store) as opened:
        assert opened.text("acme").endswith(sentence)
    now = run("export", "--store", store, "--format", "nquads").stdout_bytes
    assert now != first

    def elsewhere(export: bytes) -> list[bytes]:
        """What is in the graph of the other policy, and said of it but by the dataset, which is another one now."""
        lines = export.splitlines(True)
        ours = (line for line in lines if line.endswith(b"<https://w3id.org/policytrail/id/policy/bell> .\n"))
        return [line for line in ours if not line.startswith(b"<https://w3id.org/policytrail/id/dataset/")]

    assert elsewhere(now) == elsewhere(first) != []

    (folder / "acme.txt").write_text(before, "utf-8")
    run("build", folder, "--store", store)
    assert run("export", "--store", store, "--format", "nquads").stdout_bytes == first


@pytest.mark.slow
def test_the_same_build_gives_the_same_bytes_whatever_the_hash_seed(samples: Path, tmp_path: Path) -> None:
    exports = []
    for seed in ("0", "1", "4711"):
        store = tmp_path / seed
        for arguments in (
            ["build", str(samples)],
            ["export", "--format", "trig", "-o", str(store) + ".trig"],
        ):
            subprocess.run(
                [sys.executable, "-m", "policytrail", *arguments, "--store", str(store)],
                env=os.environ | {"PYTHONHASHSEED": seed},
                check=True,
                capture_output=True,
            )
        exports.append(Path(str(store) + ".trig").read_bytes())
    assert len(exports[0]) > 100_000
    assert exports[0] == exports[1] == exports[2]


def test_extract_then_build_is_build(two: Path, samples: Path, tmp_path: Path) -> None:
    """The statement file stands in for the extractor: only the run that made them differs."""
    shutil.copy(samples / "aegis.txt", two)
    run("extract", two, "-o", tmp_path / "all.jsonl")
    direct, by_file = tmp_path / "direct", tmp_path / "by-file"
    run("build", two, "--store", direct)
    done = run("build", tmp_path / "all.jsonl", "--texts", two, "--store", by_file)
    assert done.exit_code == 0
    with Store.open(direct) as one, Store.open(by_file) as other:
        for entry in one.policies():
            assert statements_in(one, entry.slug) == statements_in(other, entry.slug)


def test_texts_lie_beside_the_statement_file_unless_told_otherwise(
    two: Path, samples: Path, gold: Path, tmp_path: Path
) -> None:
    shutil.copy(samples / "aegis.txt", two)
    shutil.copy(gold / "aegis.jsonl", two)
    done = run("build", two, "--store", tmp_path / "store")
    assert done.exit_code == 0
    lines = (gold / "aegis.jsonl").read_text("utf-8").splitlines()
    assert f"aegis: built, {len(lines)} statements" in done.stdout, "the file stands in for the extractor"
    assert len(done.stdout.splitlines()) == 3


def test_a_line_that_cannot_be_read_is_reported_and_the_others_are_built(
    samples: Path, tmp_path: Path
) -> None:
    good = '{"policy": "voipcom", "quote": "information collected by this website", "action": "collect", "data": ["PersonalData"]}'
    bad = good.replace("PersonalData", "PersonalDta")
    gone = good.replace("by this website", "by that website")
    (tmp_path / "some.jsonl").write_text(f"{good}\n{bad}\n{gone}\nnot JSON", "utf-8")
    done = run("build", tmp_path / "some.jsonl", "--texts", samples, "--store", tmp_path / "store")
    assert done.exit_code == 1
    assert "voipcom: built, 1 statements" in done.stdout
    assert [line.split(":")[2] for line in done.stderr.splitlines() if "Error" in line] == ["2", "3", "4"]
    assert "did you mean 'PersonalData'" in done.stderr


def test_a_policy_read_twice_is_reported(two: Path, tmp_path: Path) -> None:
    shutil.copy(two / "acme.txt", tmp_path)
    done = run("build", two, tmp_path / "acme.txt", "--store", tmp_path / "store")
    assert done.exit_code == 1
    assert "acme was read from" in done.stderr


def test_a_sidecar_corrects_the_provider(two: Path, tmp_path: Path) -> None:
    (two / "acme.meta.toml").write_text('provider = "Acme of Athens"\n', "utf-8")
    run("build", two / "acme.txt", "--store", tmp_path / "store")
    assert b"Acme of Athens" in run("export", "--store", tmp_path / "store").stdout_bytes


def test_what_was_built_from_the_gold_comes_out_again(gold: Path, samples: Path, gold_store: Path) -> None:
    for path in sorted(gold.glob("*.jsonl")):
        statements, problems = read_statements(path, samples)
        assert not problems
        with Store.open(gold_store) as store:
            found = statements_in(store, path.stem)

        def facts(each: object) -> tuple[object, ...]:
            names = ("action", "polarity", "data", "recipients", "purposes", "conditions", "retention")
            values = (getattr(each, name) for name in (*names, "broader", "start", "end"))
            return tuple(frozenset(value) if isinstance(value, tuple) else value for value in values)

        assert {facts(each) for each in found} == {facts(each) for each in statements}


def test_a_store_is_not_made_of_a_folder_that_holds_other_things(two: Path) -> None:
    before = sorted(two.iterdir())
    done = run("build", two, "--store", two)
    assert done.exit_code == 2
    assert "is no store" in done.stderr
    assert sorted(two.iterdir()) == before


def test_the_environment_names_the_store(two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYTRAIL_STORE", str(tmp_path / "elsewhere"))
    run("build", two / "acme.txt")
    assert run("show").stdout.startswith("acme\t")
    assert (tmp_path / "elsewhere" / "store.json").exists()


def test_without_a_store_one_is_told_how_to_make_it(tmp_path: Path) -> None:
    done = run("trace", "cdr", "--store", tmp_path / "none")
    assert done.exit_code == 2
    assert "policytrail build" in done.stderr


def test_a_build_tells_each_file_as_its_turn_comes(two: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build([two], tmp_path / "store", tell=lambda *step: told.append(step))
    assert told == [("acme.txt", 1, 2), ("bell.txt", 2, 2)]
