"""Many files are read by several processes, with the same result as by one."""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from types import ModuleType

import pytest

from policytrail.building import build, read_policies
from policytrail.graph.storage.store import Store
from policytrail.side_by_side import SideBySide

MANY = [Path(f"{at}.txt") for at in range(16)]


READERS = """
import multiprocessing, os

def process(path):
    return os.getpid()

def dies_elsewhere(path):
    if multiprocessing.parent_process() is not None:
        os._exit(1)
    return path.stem
"""


@pytest.fixture
def readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A module that other processes can import too."""
    (tmp_path / "side_by_side_readers.py").write_text(READERS)
    monkeypatch.syspath_prepend(tmp_path)
    return importlib.import_module("side_by_side_readers")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Fourteen policies, one file that holds none and one that is broken."""
    folder = tmp_path / "policies"
    folder.mkdir()
    for at in range(14):
        (folder / f"acme{at:02}.txt").write_text(
            f"Acme Privacy Policy\n\nWe keep your call logs for {at + 2} months.\n"
        )
    (folder / "broken.html").write_bytes(b"\x89PNG")
    (folder / "poem.txt").write_text("The sea is calm tonight.")
    return folder


def test_other_processes_read_many_files(readers: ModuleType) -> None:
    with SideBySide(readers.process, MANY, jobs=2) as read:
        assert os.getpid() not in {read(path) for path in MANY}


@pytest.mark.parametrize(("paths", "jobs"), [(MANY, 1), (MANY[:15], 2)])
def test_this_process_reads_few_files_or_alone(readers: ModuleType, paths: list[Path], jobs: int) -> None:
    with SideBySide(readers.process, paths, jobs) as read:
        assert {read(path) for path in paths} == {os.getpid()}


def test_where_a_process_is_ended_this_one_reads_the_rest(readers: ModuleType) -> None:
    with SideBySide(readers.dies_elsewhere, MANY, jobs=2) as read:
        assert [read(path) for path in MANY] == [path.stem for path in MANY]


def test_the_result_is_that_of_one_process(folder: Path) -> None:
    alone, problems = read_policies([folder])
    together, same = read_policies([folder], jobs=2)
    assert together == alone
    assert [each.slug for each in alone] == [f"acme{at:02}" for at in range(14)]
    assert list(map(str, same)) == list(map(str, problems))
    assert [problem.where for problem in same] == [str(folder / "broken.html"), str(folder / "poem.txt")]


def test_a_store_is_that_of_one_process(folder: Path, tmp_path: Path) -> None:
    for name, jobs in (("alone", 1), ("together", 2)):
        build([folder], tmp_path / name, jobs=jobs)
    with Store.open(tmp_path / "alone") as alone, Store.open(tmp_path / "together") as together:
        assert together.policies() == alone.policies()
