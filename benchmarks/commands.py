"""How long commands and named queries take on the five samples, beside importing the libraries that they need.

    python benchmarks/commands.py

Prints processor seconds of whole processes, the least of some runs; the build's are those after start-up.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import policytrail as pt
from policytrail.queries import queries

RUNS = 7
BUILD = (
    "import sys, time; from pathlib import Path; from policytrail.building import build; "
    "begin = time.process_time(); build(list(map(Path, sys.argv[2:])), Path(sys.argv[1])); "
    "print(time.process_time() - begin)"
)


def seconds(*arguments: str) -> float:
    """Processor seconds of `python ARGUMENTS`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def build_seconds(folder: Path) -> float:
    """Processor seconds of a build of the samples into a new store in `folder`, after start-up."""
    command = [sys.executable, "-c", BUILD, str(folder), *map(str, pt.samples())]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Measure and print; what is compared is measured in turns, so that both see the same machine."""
    with tempfile.TemporaryDirectory() as temporary:
        builds = [build_seconds(Path(temporary) / str(run)) for run in range(RUNS)]
        print(f"build of five policies, after start-up     {min(builds):.2f} s")
        trace = ["-m", "policytrail", "trace", "call-detail-records", "--store", f"{temporary}/0"]
        libraries = ("-c", "import rdflib, networkx, pyoxigraph")
        pairs = [
            (seconds(*libraries), seconds(*trace, "--format", "json"), seconds(*trace, "--format", "table"))
            for _ in range(RUNS)
        ]
        asked = {
            name: seconds("-m", "policytrail", "query", name, "--store", f"{temporary}/0")
            for name, query in queries().items()
            if not any(parameter.required for parameter in query.parameters)
        }
    imported, as_json, as_table = (min(times) for times in zip(*pairs, strict=True))
    print(f"import of rdflib, networkx and pyoxigraph  {imported:.2f} s")
    for form, took in (("json", as_json), ("table", as_table)):
        print(
            f"trace as {form:5}                             {took:.2f} s, {took / imported:.2f} times as long"
        )
    for name, took in sorted(asked.items(), key=lambda each: -each[1]):
        print(f"query {name:15}                      {took:.2f} s")


if __name__ == "__main__":
    main()
