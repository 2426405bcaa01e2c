"""`policytrail evaluate`: found statements against gold ones."""

from __future__ import annotations

from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytrail.cli.group import examples
from policytrail.cli.options import as_json, format_option, output_option, write
from policytrail.cli.progress import Progress
from policytrail.cli.report import leave, tell_problems
from policytrail.cli.text import plain

if TYPE_CHECKING:
    from rich.text import Text

    from policytrail.ingest.measures.evaluate import Evaluation, FactError, Score


@click.command(
    epilog=examples(
        "policytrail evaluate --gold gold/ --texts policies/",
        "policytrail evaluate --gold gold/ --texts policies/ --found statements.jsonl",
        "policytrail evaluate --gold gold/ --texts policies/ --errors --format csv -o errors.csv",
    )
)
@click.option(
    "--gold", type=click.Path(path_type=Path), required=True, metavar="DIR", help="SLUG.jsonl files."
)
@click.option("--texts", type=click.Path(path_type=Path), required=True, metavar="DIR", help="The policies.")
@click.option(
    "--found",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Statements to evaluate, from any extractor.  [default: extract them now]",
)
@click.option(
    "--concepts",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="concepts.tsv that annotators had; narrower concepts count as the nearest one in it.",
)
@click.option("--errors", is_flag=True, help="List what was missed and what was found and wrong.")
@format_option("table", "json", "csv")
@output_option()
def evaluate(
    gold: Path,
    texts: Path,
    found: Path | None,
    concepts: Path | None,
    errors: bool,
    format_: str,
    output: Path | None,
) -> None:
    """Precision, recall and F1 of extraction, by relation, with bootstrap intervals over policies.

    Headline: collect, share and use together. A fact counts once a policy, however often it is said.
    """
    from policytrail.evaluating import evaluate as find
    from policytrail.graph.rows import csv_text
    from policytrail.ingest.measures.evaluate import FactError

    with Progress("Extracting") as progress:
        result, problems = find(gold, texts, found=found, concepts=concepts, tell=progress)
    tell_problems(problems)
    names = [field.name for field in fields(FactError)]
    if errors:
        rows = [asdict(error) | {"fact": " ".join(error.fact)} for error in result.errors]
    else:
        rows = _rows(result)
        names = list(rows[0])
    if format_ == "json":
        write(as_json(rows if errors else result.to_dict()), output)
    elif format_ == "csv":
        write(csv_text(names, rows), output)
    else:
        from policytrail.cli.console import console, print_table

        with console(output) as out:
            if errors:
                print_table(out, ["Fact", "Words"], map(_told, result.errors), wide="Words")
            else:
                print_table(out, list(rows[0]), [[str(each) for each in row.values()] for row in rows])
            out.print(f"evidence {result.evidence:.3f}, unanchored {result.unanchored}")
    leave(problems, nothing_done=False)


def _told(error: FactError) -> tuple[Text, Text]:
    """What is wrong, and where it comes from; what of it is long has the wide column to itself."""
    from rich.text import Text

    at = f"{error.start} to {error.end}" if error.start >= 0 else "not in the text"
    place = ", ".join(filter(None, [at, error.rule]))
    return (
        Text(f"{error.policy}: {error.kind}\n{plain(' '.join(error.fact))}"),
        Text(f"{plain(error.quote)}\n{place}"),
    )


def _rows(result: Evaluation) -> list[dict[str, str | int]]:
    intervals = result.intervals()
    named: list[tuple[str, Score]] = [("headline", result.headline), *result.relations.items()]
    rows = [_row(name, score, "{:.3f} to {:.3f}".format(*intervals[name])) for name, score in named]
    rows += [_row(f"headline of {each.policy}", each.headline) for each in result.policies]
    rows += [_row(f"headline without {slug}", score) for slug, score in result.without().items()]
    return rows


def _row(name: str, score: Score, interval: str = "") -> dict[str, str | int]:
    return {
        "relation": name,
        "precision": f"{score.precision:.3f}",
        "recall": f"{score.recall:.3f}",
        "F1": f"{score.f1:.3f}",
        "95 %": interval,
        "gold": score.gold,
    }
