"""`policytrail trace`: where a category of data can go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytrail.cli.group import examples
from policytrail.cli.options import as_json, format_option, output_option, store_option, write, write_result
from policytrail.cli.text import wrapped
from policytrail.cli.trails import given, limit_options

if TYPE_CHECKING:
    from policytrail.graph.storage.store import Store
    from policytrail.graph.trails.results import TraceResult, Trails

_LIMIT = 100  # trails


@click.command(
    epilog=examples(
        'policytrail trace "call detail records"            # an id, a label or CDR will do',
        "policytrail trace cdr --from sailpbx --explicit    # named outright by that policy",
        "policytrail trace cdr --to law-enforcement --without legal-obligation",
        "policytrail trace cdr --why law-enforcement        # one result, told in sentences",
        "policytrail trace voicemail --format json | jq '.reached[].party'",
        "policytrail trace cdr --format csv -o hops.csv     # one row a hop",
    )
)
@click.argument("category")
@limit_options
@click.option("--all", "all_", is_flag=True, help="Every trail, not only the best one from each provider.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"With --all: no more than N trails, else {_LIMIT}; it is told if there are more.",
)
@click.option("--why", metavar="PARTY", help="Tell in sentences why PARTY can have the data.")
@format_option("table", "json", "csv")
@output_option()
@store_option
def trace(
    category: str,
    all_: bool,
    limit: int | None,
    why: str | None,
    format_: str,
    output: Path | None,
    store_path: Path,
    **limits: Any,
) -> None:
    """Where can data of CATEGORY go, by which trail, and in which words do the policies say so?"""
    from policytrail.graph.storage.store import Store
    from policytrail.graph.trails import trace as tracing

    limits = given(limits)
    if why is not None and (all_ or "to" in limits or format_ == "csv"):
        raise click.UsageError("--why tells one trail in sentences: it goes without --to, --all and CSV")
    if limit is not None and not all_:
        raise click.UsageError("--limit counts the trails of --all: give both, or neither")
    with Store.open(store_path) as store:
        if why is not None:
            _explain(store, category, why, limits, format_, output)
            return
        result: TraceResult | Trails
        if all_:
            result = tracing.trails(store, category, limit=limit or _LIMIT, **limits)
            if not result.complete:
                told = f"There are more trails: these are the best {limit or _LIMIT}. See --limit."
                click.echo(told, err=True)
        else:
            result = tracing.trace(store, category, **limits)
        write_result(format_, output, result, lambda: _print(store, result, limits, output))


def _explain(
    store: Store, category: str, party: str, limits: dict[str, Any], format_: str, output: Path | None
) -> None:
    from policytrail.graph.trails.explain import explain

    told = explain(store, category, party, **limits)
    if format_ == "json":
        write(as_json(told.to_dict()), output)
    else:
        write(wrapped(told.sentences, output), output)


def _print(store: Store, result: TraceResult | Trails, limits: dict[str, Any], output: Path | None) -> None:
    from policytrail.cli.console import console
    from policytrail.cli.trace_table import print_trace, print_trails
    from policytrail.naming import namer

    shown = result.to_dict()
    with console(output) as out:
        if "reached" in shown:
            print_trace(out, shown, namer(store), limits)
        else:
            print_trails(out, shown, namer(store))
