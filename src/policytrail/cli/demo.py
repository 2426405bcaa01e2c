"""`policytrail demo`: the whole way once, on the sample policies."""

from __future__ import annotations

from pathlib import Path

import click

from policytrail.cli.group import examples
from policytrail.cli.options import write
from policytrail.cli.progress import Progress
from policytrail.cli.report import leave, tell_problems

CATEGORY = "CallDetailRecord"


@click.command(
    epilog=examples(
        "policytrail demo",
        "policytrail demo --out /tmp/demo",
    )
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default="policytrail-demo",
    show_default=True,
    metavar="DIR",
    help="Folder for what it writes.",
)
def demo(out: Path) -> None:
    """Read five sample policies and show where call detail records can go, in the policies' words.

    Writes the policies, the store, the graph (graph.trig) and a page that shows it (view.html).
    """
    from policytrail import building
    from policytrail.cli.console import console
    from policytrail.cli.trace_table import print_trace
    from policytrail.graph.storage.store import Store
    from policytrail.graph.trails.trace import trace
    from policytrail.graph.views.view import category_page
    from policytrail.naming import namer

    policies, store_path = out / "policies", out / "store"
    _copy_samples(policies)
    with Progress("Building") as progress:
        report = building.build([policies], store_path, tell=progress)
    tell_problems(report.problems)
    with Store.open(store_path) as store:
        write(store.export("trig"), out / "graph.trig")
        write(category_page(store, CATEGORY), out / "view.html")
        with console() as screen:
            print_trace(screen, trace(store, CATEGORY).to_dict(), namer(store), {})
    read = ", ".join(f"{each.policy} ({each.statements})" for each in report.built)
    click.echo(f"\nStatements read: {read}.")
    click.echo(f"The graph is {out / 'graph.trig'}; to look at it, open {out / 'view.html'} in a browser.")
    click.echo(f"To go on: policytrail trace voicemail --store {store_path}")
    leave(report.problems, nothing_done=not report.built)


def _copy_samples(folder: Path) -> None:
    from importlib.resources import files

    for sample in (files("policytrail") / "samples").iterdir():
        if sample.name.endswith(".txt"):
            write(sample.read_bytes(), folder / sample.name)
