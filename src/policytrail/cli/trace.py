"""`policytrail trace`: where a category of data can go."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from policytrail.cli.group import examples
from policytrail.cli.options import as_csv, as_json, format_option, output_option, store_option, write
from policytrail.cli.trails import given, limit_options


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
        result = find(store, category, **given(limits))
        if format_ == "json":
            write(as_json(result.to_dict()), output)
        elif format_ == "csv":
            write(as_csv(result.rows()), output)
        else:
            from policytrail.cli.console import console
            from policytrail.cli.trace_table import print_trace
            from policytrail.naming import namer

            with console(output) as out:
                print_trace(out, result.to_dict(), namer(store))
