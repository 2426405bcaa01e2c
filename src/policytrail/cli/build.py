"""`policytrail build`: policies into the store."""

from __future__ import annotations

from pathlib import Path

import click

from policytrail.cli.group import examples
from policytrail.cli.options import parse_option, store_option
from policytrail.cli.progress import Progress
from policytrail.cli.report import leave, tell_problems


@click.command(
    epilog=examples(
        "policytrail build policies/                        # every policy in a folder",
        "policytrail build aegis.txt sailpbx.txt --store telecom",
        "policytrail build statements.jsonl --texts policies/",
        "policytrail build policies/ --corrections review.csv",
    )
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATHS...")
@click.option(
    "--texts",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder of the policy texts that statement files quote.  [default: beside the file]",
)
@click.option(
    "--corrections",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A review file (see policytrail review); the store keeps its decisions for later builds.",
)
@parse_option
@store_option
def build(
    paths: tuple[Path, ...], texts: Path | None, corrections: Path | None, parse: bool, store_path: Path
) -> None:
    """Read policies into the store, as a graph.

    PATHS are policy files, statement files (.jsonl, as `policytrail extract` writes them) or folders of
    either. A policy is named by its file ("aegis.txt" is aegis); a file "aegis.meta.toml" beside it can
    correct its provider, title, date and kind. Building again what has not changed changes nothing; a
    changed policy replaces its graph. Corrections are kept in corrections.jsonl in the store's folder: what
    is deleted there is forgotten. A file that cannot be read is reported, the others are still built.
    """
    from policytrail import building
    from policytrail.side_by_side import processors

    with Progress("Building") as progress:
        report = building.build(
            paths,
            store_path,
            texts=texts,
            corrections=corrections,
            parse=parse,
            tell=progress,
            jobs=processors(),
        )
    for each in report.built:
        state = "built" if each.changed else "unchanged"
        click.echo(f"{each.policy}: {state}, {each.statements} statements")
    tell_problems(report.problems)
    if report.built:
        click.echo(f"The store is {store_path}.", err=True)
    leave(report.problems, nothing_done=not report.built)
