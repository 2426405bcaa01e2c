"""How long the commands take, in processor time, against what they cannot do without."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest


def seconds(*command: str) -> float:
    """Processor time of a command: the least of five runs."""
    times = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *command], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["json", "table"])
def test_a_trace_takes_little_more_than_importing_the_libraries(gold_store: Path, form: str) -> None:
    trace = [
        "-m",
        "policytrail",
        "trace",
        "call-detail-records",
        "--store",
        str(gold_store),
        "--format",
        form,
    ]
    assert seconds(*trace) < 1.5 * seconds("-c", "import rdflib, networkx, pyoxigraph")


@pytest.mark.slow
def test_five_policies_are_built_in_two_seconds(samples: Path, tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from policytrail.building import build; "
        "start = time.process_time(); report = build([Path(sys.argv[1])], Path(sys.argv[2])); "
        "assert len(report.built) == 5; print(time.process_time() - start)"
    )
    times = []
    for run in range(5):
        command = [sys.executable, "-c", code, str(samples), str(tmp_path / f"store{run}")]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        times.append(float(done.stdout))
    assert min(times) < 2
