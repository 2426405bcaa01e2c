"""`policytrail extract`: what policies say, as JSON Lines."""

from __future__ import annotations

from pathlib import Path

import click

from policytrail.cli.group import examples
from policytrail.cli.options import output_option, parse_option, write
from policytrail.cli.progress import Progress
from policytrail.cli.report import leave, tell_problems


@click.command(
    epilog=examples(
        "policytrail extract aegis.txt sailpbx.txt -o statements.jsonl",
        "policytrail extract policies/ | jq -r 'select(.action == \"share\") | .quote'",
    )
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILES...")
@output_option("Write the statements to FILE instead of standard output.")
@parse_option
def extract(files: tuple[Path, ...], output: Path | None, parse: bool) -> None:
    """Read policies and write what they say, one statement a line (JSON Lines).

    FILES are policy files or folders of them. A line says who may collect, use, share, sell or keep
    which data, for what and on what condition, with the policy's exact words and where they stand.
    `policytrail build` takes the result, also after a person or another program changed it.
    """
    from policytrail.building import read_policies
    from policytrail.ingest.statement import to_lines
    from policytrail.side_by_side import processors

    with Progress("Extracting") as progress:
        policies, problems = read_policies(files, parse=parse, tell=progress, jobs=processors())
    tell_problems(problems)
    if policies:
        statements = [each for policy in policies for each in policy.statements]
        write(to_lines(statements), output)
        found = ", ".join(f"{policy.slug} {len(policy.statements)}" for policy in policies)
        click.echo(f"{len(statements)} statements ({found})", err=True)
    leave(problems, nothing_done=not policies)
