"""`policytrail compare`: two providers, or two versions of a policy."""

from __future__ import annotations

from pathlib import Path

import click

from policytrail.cli.group import examples
from policytrail.cli.options import format_option, output_option, store_option, write, write_result
from policytrail.cli.text import wrapped


@click.command(
    epilog=examples(
        "policytrail compare aegis voxox --category cdr",
        "policytrail compare acme-2020 acme-2024 --format json",
    )
)
@click.argument("first")
@click.argument("second")
@click.option("--category", metavar="CATEGORY", help="Only what carries this category of data.")
@click.option("--same", is_flag=True, help="Tell also what both say in the same terms.")
@format_option("text", "json", "csv")
@output_option()
@store_option
def compare(
    first: str,
    second: str,
    category: str | None,
    same: bool,
    format_: str,
    output: Path | None,
    store_path: Path,
) -> None:
    """Compare two policies, or the newest policies of two providers.

    Flows, purposes, retention, conditions and denials: what only FIRST says (-), only SECOND (+), and
    both in other terms (~).
    """
    from policytrail.graph.compare import compare as find
    from policytrail.graph.storage.store import Store

    with Store.open(store_path) as store:
        found = find(store, first, second, category)
    write_result(
        format_, output, found, lambda: write(wrapped(found.to_text(same=same).splitlines(), output), output)
    )
