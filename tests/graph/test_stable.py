"""The same store gives the same bytes, whatever PYTHONHASHSEED."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ANSWERS = """
import json, sys
from policytrail.graph.compare import compare
from policytrail.graph.contradictions.conflicts import conflicts
from policytrail.graph.cut import minimum_cut
from policytrail.graph.exports import export_network
from policytrail.graph.exposure import exposure, matrix
from policytrail.graph.trails.network import flow_network
from policytrail.graph.storage.store import Store
from policytrail.graph.trails.trace import trace, trails

with Store.open(sys.argv[1]) as store:
    found = [
        trace(store, "voicemail"), trails(store, "voicemail", limit=30), conflicts(store),
        compare(store, "aegis", "sailpbx"), exposure(store, "voicemail"), matrix(store, "voicemail"),
        minimum_cut(store, "voicemail", "law enforcement", from_="sailpbx"),
    ]
    print(json.dumps([each.to_dict() for each in found]))
    sys.stdout.flush()
    for fmt in ("graphml", "gexf", "json", "csv", "mermaid", "dot"):
        sys.stdout.buffer.write(export_network(flow_network(store, "voicemail"), fmt))
    sys.stdout.buffer.write(store.export("trig"))
"""


def test_answers_are_the_same_bytes_under_any_hash_seed(gold_store: Path) -> None:
    answers = [
        subprocess.run(
            [sys.executable, "-c", ANSWERS, str(gold_store)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    ]
    assert answers[0] == answers[1]
    assert len(answers[0]) > 100_000
