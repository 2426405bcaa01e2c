"""Fixtures that every area may use."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

# pytest --hypothesis-profile=thorough
settings.register_profile("thorough", max_examples=400, deadline=None)

# Millions of objects come and go with each test, and most of them in no cycle: look for cycles less often.
gc.set_threshold(50_000, 20, 50)

GOLD = Path(__file__).parent / "data" / "gold"


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the five sample policies, nothing else."""
    folder = tmp_path_factory.mktemp("samples")
    for sample in (files("policytrail") / "samples").iterdir():
        if sample.name.endswith(".txt"):
            (folder / sample.name).write_bytes(sample.read_bytes())
    return folder


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder with the gold statements of the samples."""
    return GOLD


@pytest.fixture(scope="session")
def gold_store(samples: Path, gold: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store built from the gold statements; for reading only."""
    from policytrail.building import build

    store = tmp_path_factory.mktemp("gold") / "store"
    report = build([gold], store, texts=samples)
    assert not report.problems
    return store


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """The folder that the demo wrote, for reading only, and how it ended."""
    from policytrail.cli import cli

    out = tmp_path_factory.mktemp("demo") / "out"
    return out, CliRunner().invoke(cli, ["demo", "--out", str(out)], env={"COLUMNS": "2000"})


@pytest.fixture(scope="session")
def extracted(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """The statements that `extract` wrote for the samples, and how it ended."""
    from policytrail.cli import cli

    file = tmp_path_factory.mktemp("extracted") / "statements.jsonl"
    return file, CliRunner().invoke(cli, ["extract", str(samples), "-o", str(file)])


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tests see no environment variable that policytrail heeds, and a width that is the same everywhere."""
    for name in ("POLICYTRAIL_STORE", "POLICYTRAIL_DEBUG", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    yield
