"""The wheel holds what the folders hold, and the samples are what they were."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = {
    "src/policytrail": "policytrail",
    "ontology": "policytrail/ontology",
    "ingest": "policytrail/ingest",
    "graph": "policytrail/graph",
    "queries": "policytrail/queries",
}
LEFT_OUT = {".md"}  # notes for those who read the checkout
SAMPLES = {
    "aegis": "50f64a51f6db1eefb629775510d602c4738bd3b36da82931dd82ac0fb8d30ff4",
    "ingetel": "18e570e5be009ecbbb6cae57fd6dbe411be1b4b82b12aaa68684d1454eece997",
    "sailpbx": "4ac724c8d92176944d719fa3fad7ca38b5c20bc25e026d945fab52877a34c70c",
    "voipcom": "c44e3d121d78a544af1e45e7ad2588cb04b5ae6dbe5f0619fdb7764db42f5c31",
    "voxox": "6185286a8fc06a3afa097a4fcd4bdd711d7297e3a7691b073a66d4ec3f7509bb",
}


def wheel_names_of_the_folders() -> Iterator[str]:
    links = {link for link in (ROOT / "src/policytrail").iterdir() if link.is_symlink()}
    for folder, package in FOLDERS.items():
        top = ROOT / folder
        for path in top.rglob("*"):
            left_out = path.suffix in LEFT_OUT or "__pycache__" in path.parts or links & {path, *path.parents}
            if path.is_file() and not left_out:
                yield f"{package}/{path.relative_to(top).as_posix()}"


@pytest.mark.slow
def test_the_wheel_holds_exactly_what_the_folders_hold(tmp_path: Path) -> None:
    # From a copy: setuptools builds in the tree, and a stale build/ brings deleted modules back.
    copy = tmp_path / "checkout"
    for folder in ("src", "ontology", "ingest", "graph", "queries"):
        ignore = shutil.ignore_patterns("__pycache__", "*.egg-info")
        shutil.copytree(ROOT / folder, copy / folder, symlinks=True, ignore=ignore)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy / name)
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(tmp_path / "dist"), str(copy)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")  # built from the sdist: so that one is complete too
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        (points,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        assert "policytrail = policytrail.cli:main" in archive.read(points).decode()
    assert names == set(wheel_names_of_the_folders())


@pytest.mark.parametrize("slug", SAMPLES)
def test_a_sample_is_byte_for_byte_what_was_annotated(slug: str) -> None:
    data = (files("policytrail") / "samples" / f"{slug}.txt").read_bytes()
    assert hashlib.sha256(data).hexdigest() == SAMPLES[slug]


@pytest.mark.parametrize("slug", SAMPLES)
def test_every_gold_quote_stands_in_its_sample(slug: str) -> None:
    text = " ".join((files("policytrail") / "samples" / f"{slug}.txt").read_text("utf-8").split())
    lines = (ROOT / f"tests/data/gold/{slug}.jsonl").read_text("utf-8").splitlines()
    missing = [row["quote"] for row in map(json.loads, lines) if " ".join(row["quote"].split()) not in text]
    assert lines and not missing


def test_the_versions_agree() -> None:
    from policytrail import __version__

    assert f"\nversion: {__version__}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
