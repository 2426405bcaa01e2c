"""`policytrail trace`: where a category of data can go."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from policytrail.cli.group import examples
from policytrail.cli.options import format_option, output_option, store_option, write
from policytrail.cli.trails import given, limit_options

COLUMNS = (
    *("category", "party", "party_label", "party_match", "party_certainty", "trail", "hop"),
    *("sender", "recipient", "data", "match", "via", "certainty", "purposes", "conditions"),
    *("policy", "section", "start", "end", "quote", "denials"),
)


@click.command(
    epilog=examples(
        'policytrail trace "call detail records"            # an id, a label or CDR will do',
        "policytrail trace cdr --from sailpbx --explicit    # named outright by that policy",
        "policytrail trace cdr --to law-enforcement --without legal-obligation",
        "policytrail trace voicemail --format json | jq '.reached[].party'",
        "policytrail trace cdr --format csv -o hops.csv     # one row a hop",
    )
)
@click.argument("category")
@limit_options
@format_option("table", "json", "csv")
@output_option()
@store_option
def trace(category: str, format_: str, output: Path | None, store_path: Path, **limits: Any) -> None:
    """Where can data of CATEGORY go, by which trail, and in which words do the policies say so?"""
    from policytrail.graph.store import Store
    from policytrail.graph.trace import trace as find

    with Store.open(store_path) as store:
        result = find(store, category, **given(limits)).to_dict()
        if format_ == "json":
            write(json.dumps(result, ensure_ascii=False, indent=2) + "\n", output)
        elif format_ == "csv":
            write(as_csv(result), output)
        else:
            from policytrail.cli.console import console
            from policytrail.cli.trace_table import print_trace
            from policytrail.naming import namer

            with console(output) as out:
                print_trace(out, result, namer(store))


def as_csv(result: Mapping[str, Any]) -> str:
    """A trace's JSON as CSV, one row a hop; lists are separated by spaces."""
    out = io.StringIO()
    rows = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    rows.writeheader()
    rows.writerows(_rows(result))
    return out.getvalue()


def _rows(result: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for reached in result["reached"]:
        for number, trail in enumerate(reached["trails"], 1):
            for position, hop in enumerate(trail["hops"], 1):
                evidence = hop["evidence"]
                yield {
                    "category": result["category"],
                    "party": reached["party"],
                    "party_label": reached["label"],
                    "party_match": reached["match"],
                    "party_certainty": reached["certainty"],
                    "trail": number,
                    "hop": position,
                    **{
                        name: hop[name]
                        for name in ("sender", "recipient", "match", "via", "certainty", "policy")
                    },
                    **{name: " ".join(hop[name]) for name in ("data", "purposes", "conditions")},
                    **{name: evidence[name] for name in ("section", "start", "end", "quote")},
                    "denials": " | ".join(
                        denial.get("evidence", denial)["quote"] for denial in hop["denials"]
                    ),
                }
