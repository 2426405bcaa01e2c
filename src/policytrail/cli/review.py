"""`policytrail review`: statements for a person to decide on."""

from __future__ import annotations

from pathlib import Path

import click

from policytrail.cli.group import examples
from policytrail.cli.options import output_option, store_option, write


@click.group(
    epilog=examples(
        "policytrail review export -o review.csv            # then fill in decision, who and when",
    )
)
def review() -> None:
    """Let a person accept, reject, edit or add statements.

    `policytrail build --corrections FILE` applies the decisions, and keeps them in the store for every
    later build.
    """


@review.command(
    epilog=examples(
        "policytrail review export -o review.csv",
        "policytrail review export voxox aegis -o review.jsonl",
    )
)
@click.argument("policies", nargs=-1, metavar="[POLICIES]...")
@output_option("The file to write: CSV if it ends in .csv, else JSON Lines.", required=True)
@store_option
def export(policies: tuple[str, ...], output: Path | None, store_path: Path) -> None:
    """Write the statements of POLICIES, or of all, with columns for a person's decisions.

    decision: accept (right, and stays even if a later version misses it), reject (wrong, and stays away),
    edit (right as changed in this line; keep the id), add (a new line without id). who and when: the
    person and the date. Lines without a decision wait for one. Of several decisions on one statement the
    latest counts.
    """
    from policytrail.graph.storage.store import Store
    from policytrail.ingest.corrections import review_text
    from policytrail.reading import statements_in

    with Store.open(store_path) as store:
        slugs = policies or [entry.slug for entry in store.policies()]
        statements = [each for slug in slugs for each in statements_in(store, slug)]
    write(review_text(statements, as_csv=output is not None and output.suffix.lower() == ".csv"), output)
    click.echo(f"{len(statements)} statements in {output or 'standard output'}", err=True)
