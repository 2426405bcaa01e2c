"""`policytrail lexicon`: the words that the extractor knows, and those that it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytrail.cli.group import examples
from policytrail.cli.options import as_json, format_option, output_option, write
from policytrail.cli.progress import Progress
from policytrail.cli.report import leave, tell_problems
from policytrail.cli.text import counted

if TYPE_CHECKING:
    from policytrail.ingest.measures.gaps import Gap


@click.group(epilog=examples("policytrail lexicon gaps policies/                 # what no label covers"))
def lexicon() -> None:
    """Look after the words that the extractor knows: they are the labels of the ontology."""


@lexicon.command(
    epilog=examples(
        "policytrail lexicon gaps policies/ --position recipient",
        "policytrail lexicon gaps policies/ --min-policies 3 --limit 0 --format csv -o gaps.csv",
    )
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATHS...")
@click.option(
    "--position",
    "positions",
    type=click.Choice(["data", "recipient", "purpose"]),
    multiple=True,
    help="Only phrases that stand where these stand; may be repeated.",
)
@click.option(
    "--min-policies",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Only phrases of at least N policies.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=50,
    show_default=True,
    metavar="N",
    help="No more than N phrases; 0 for all.",
)
@format_option("table", "json", "csv")
@output_option()
def gaps(
    paths: tuple[Path, ...],
    positions: tuple[str, ...],
    min_policies: int,
    limit: int,
    format_: str,
    output: Path | None,
) -> None:
    """List phrases that map to no concept, those of most policies first.

    PATHS are policy files or folders of them. A phrase is listed if it stands where data, a recipient or a
    purpose stands ("we collect ...", "shared with ...", "in order to ..."), and no label of the ontology
    covers it: give it to a concept as skos:altLabel or skos:hiddenLabel, or make a concept of it.
    """
    from policytrail.building import read_documents
    from policytrail.graph.rows import csv_text
    from policytrail.ingest.measures.gaps import Gap
    from policytrail.ingest.measures.gaps import gaps as find

    with Progress("Reading") as progress:
        documents, problems = read_documents(paths, tell=progress)
        found = find(documents)
    tell_problems(problems)
    asked = [
        gap for gap in found if gap.documents >= min_policies and (not positions or gap.position in positions)
    ]
    shown = asked[: limit or None]
    if format_ == "table":
        _print(shown, output)
    else:
        rows = [asdict(gap) for gap in shown]
        names = [field.name for field in fields(Gap)]
        write(as_json(rows) if format_ == "json" else csv_text(names, rows), output)
    click.echo(
        f"{counted(len(shown), 'phrase')} of {len(asked)} in {counted(len(documents), 'policy')}", err=True
    )
    leave(problems, nothing_done=not documents)


def _print(found: Sequence[Gap], output: Path | None) -> None:
    from policytrail.cli.console import console, print_table

    columns = ["Position", "Phrase", "Policies", "Times", "For example"]
    rows = [
        (
            gap.position,
            gap.phrase,
            str(gap.documents),
            str(gap.occurrences),
            f"{gap.example} [{gap.policy}, {gap.start}]",
        )
        for gap in found
    ]
    with console(output) as out:
        print_table(out, columns, rows, wide=columns[-1])
