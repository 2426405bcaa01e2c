"""`policytrail query` and `queries`: questions in SPARQL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytrail.cli.group import examples
from policytrail.cli.options import format_option, output_option, store_option, write
from policytrail.cli.text import counted

if TYPE_CHECKING:
    from policytrail.graph.storage.store import Store
    from policytrail.queries.query import Query
    from policytrail.queries.runner import Table


@click.command(
    epilog=examples(
        "policytrail query recipients                       # one of policytrail queries",
        "policytrail query recipients -p data=voicemail --format csv",
        "policytrail query my.rq -p provider=voxox          # your own; a header like theirs names parameters",
    )
)
@click.argument("name")
@click.option(
    "-p",
    "--parameter",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help="Value of a parameter: an id, a label or a slug; may be repeated.",
)
@format_option("table", "json", "csv")
@output_option()
@store_option
def query(
    name: str, parameters: tuple[str, ...], format_: str, output: Path | None, store_path: Path
) -> None:
    """Ask the store the question NAME, one of `policytrail queries` or the path of a .rq file.

    Values of parameters are bound, never pasted into the query.
    """
    from policytrail.graph.storage.store import Store
    from policytrail.queries.runner import run

    arguments = dict(_split(each) for each in parameters)
    with Store.open(store_path) as store:
        table = run(store, name, arguments)
        if format_ == "table":
            _print(store, table, output)
        else:
            write(table.to_json() if format_ == "json" else table.to_csv(), output)


@click.command(
    epilog=examples(
        "policytrail queries                                # names and titles",
        "policytrail queries recipients                     # its parameters, columns and SPARQL",
    )
)
@click.argument("name", required=False)
def queries(name: str | None) -> None:
    """List the questions that come with policytrail, or show one."""
    from policytrail.queries.query import find_query
    from policytrail.queries.query import queries as all_queries

    if name is not None:
        click.echo(find_query(name).sparql, nl=False)
        return
    width = max(map(len, all_queries()))
    for each in all_queries().values():
        click.echo(f"{each.name:<{width}}  {each.title}{_asked(each)}")


def _asked(query: Query) -> str:
    names = [f"{each.name}=..." if each.required else f"[{each.name}=...]" for each in query.parameters]
    return f"  ({' '.join(names)})" if names else ""


def _split(parameter: str) -> tuple[str, str]:
    name, equals, value = parameter.partition("=")
    if not equals:
        raise click.BadParameter(f"{parameter!r} is not NAME=VALUE", param_hint="-p")
    return name, value


def _print(store: Store, table: Table, output: Path | None) -> None:
    """For people: labels instead of ids, no offsets."""
    from rich.text import Text

    from policytrail.cli.console import console, print_records, print_table
    from policytrail.naming import namer

    name = namer(store)
    kinds = {column.name: column.type for column in table.fields}
    shown = [each for each in kinds if f"{each}Label" not in kinds and each not in ("start", "end")]

    def cell(column: str, value: object) -> str:
        if value is None:
            return ""
        if column == "quote" and value:
            return f"“{value}”"
        return name(str(value)) if kinds[column] in ("concept", "party") else str(value)

    rows = [[cell(each, row[each]) for each in shown] for row in table]
    columns = [each.removesuffix("Label") for each in shown]
    with console(output) as out:
        out.print(Text(table.query.title, style="bold"))
        if "quote" in columns:
            print_records(out, columns, rows, wide="quote")
        else:
            print_table(out, columns, rows)
        out.print(counted(len(rows), "row"))
