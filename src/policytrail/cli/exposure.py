"""`policytrail exposure`, `matrix` and `cut`: who gets how much, through whom, and how to stop it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytrail.cli.group import examples
from policytrail.cli.options import format_option, output_option, store_option, write, write_result
from policytrail.cli.text import counted, plain
from policytrail.cli.trails import FROM, given, limit_options, scenario_options

if TYPE_CHECKING:
    from rich.text import Text

    from policytrail.graph.cut import Cut
    from policytrail.graph.exposure import Exposure, Matrix
    from policytrail.graph.storage.store import Store


@click.command(
    epilog=examples(
        "policytrail exposure cdr                           # by provider, and where data meet",
        "policytrail exposure cdr --without consent --format csv",
    )
)
@click.argument("category")
@limit_options
@format_option("table", "json", "csv")
@output_option()
@store_option
def exposure(category: str, format_: str, output: Path | None, store_path: Path, **limits: Any) -> None:
    """Count whom data of CATEGORY reach from each provider, and through whom.

    The second table tells which parties get data of how many providers, and how many trails pass through
    them to somebody else.
    """
    from policytrail.graph.exposure import exposure as find
    from policytrail.graph.storage.store import Store

    with Store.open(store_path) as store:
        limits = given(limits)
        found = find(store, category, **limits)
        write_result(format_, output, found, lambda: _print_exposure(store, found, limits, output))


@click.command(
    epilog=examples(
        "policytrail matrix cdr                             # who gets it from whom, at a glance",
        "policytrail matrix cdr --format svg -o cdr.svg",
    )
)
@click.argument("category")
@limit_options
@format_option("table", "json", "csv", "svg")
@output_option()
@store_option
def matrix(category: str, format_: str, output: Path | None, store_path: Path, **limits: Any) -> None:
    """Providers by parties that get data of CATEGORY, as a table or a picture."""
    from policytrail.graph.exposure import matrix as find
    from policytrail.graph.storage.store import Store

    with Store.open(store_path) as store:
        limits = given(limits)
        found = find(store, category, **limits)
        if format_ == "svg":
            write(found.to_svg(), output)
        else:
            write_result(format_, output, found, lambda: _print_matrix(store, found, limits, output))


@click.command(
    epilog=examples(
        "policytrail cut cdr --to advertiser",
        "policytrail cut cdr --to law-enforcement --from voxox --format json",
    )
)
@click.argument("category")
@click.option("--to", required=True, metavar="PARTY", help="The provider, organisation or kind not to reach.")
@FROM
@scenario_options
@format_option("table", "json", "csv")
@output_option()
@store_option
def cut(category: str, to: str, format_: str, output: Path | None, store_path: Path, **scenario: Any) -> None:
    """Which statements would have to go so that data of CATEGORY no longer reach a party?

    The smallest set of clauses, each with its words.
    """
    from policytrail.graph.cut import minimum_cut
    from policytrail.graph.storage.store import Store

    with Store.open(store_path) as store:
        found = minimum_cut(store, category, to, **given(scenario))
        write_result(format_, output, found, lambda: _print_cut(store, found, to, output))


_CELLS = ("explicit", "explicit, possible", "broad", "broad, possible")


def _print_exposure(store: Store, found: Exposure, limits: dict[str, Any], output: Path | None) -> None:
    from policytrail.cli.console import console, print_table
    from policytrail.cli.trace_table import nothing_said
    from policytrail.naming import namer

    name = namer(store)

    def listed(counts: Mapping[str, int], label: Callable[[str], str] = str) -> str:
        return ", ".join(
            f"{label(each) if each else 'no condition'} {count}" for each, count in counts.items()
        )

    providers = [
        (
            each.provider.label,
            str(each.parties),
            listed(each.by_sort),
            listed(each.by_certainty),
            listed(each.by_match),
            listed(each.by_condition, name),
        )
        for each in found.providers
    ]
    parties = [
        (name(each.party.id), *map(str, (len(each.reached_from), len(each.stated_from), each.between)))
        for each in found.parties
    ]
    with console(output) as out:
        if not found.parties:
            out.print(nothing_said(name(found.category), limits))
            return
        out.print(f"How many parties {name(found.category)} reach from each provider")
        columns = ["Provider", "Parties", "Sort", "Certainty", "Match", "Condition"]
        print_table(out, columns, providers, wide="Condition")
        out.print("Where they arrive")
        columns = ["Party", "Data of providers", "of these as stated", "Trails through it"]
        print_table(out, columns, parties)


def _print_matrix(store: Store, found: Matrix, limits: dict[str, Any], output: Path | None) -> None:
    """A column for each provider or, where they are too many for the console, the providers by name."""
    from policytrail.cli.console import console, fits, print_table
    from policytrail.cli.trace_table import nothing_said
    from policytrail.naming import namer

    name = namer(store)
    columns = ["Party", *(plain(provider.label) for provider in found.providers)]
    rows = [
        (name(party.id), *(found.cell(provider, party) for provider in found.providers))
        for party in found.parties
    ]
    with console(output) as out:
        if not rows:
            out.print(nothing_said(name(found.category), limits))
            return
        out.print(f"Who can have {name(found.category)}, and from whom")
        if fits(out, columns, rows):
            print_table(out, columns, rows)
            return
        print_table(out, ["Party", "From"], [(row[0], _by_cell(columns, row)) for row in rows], wide="From")


def _by_cell(columns: Sequence[str], row: Sequence[str]) -> Text:
    """The providers of a row of the matrix: "explicit: Acme, Bell", and so on, a line each."""
    from rich.text import Text

    providers: dict[str, list[str]] = {}
    for provider, cell in zip(columns[1:], row[1:], strict=True):
        if cell:
            providers.setdefault(cell, []).append(provider)
    lines = [f"{cell}: {', '.join(providers[cell])}" for cell in sorted(providers, key=_CELLS.index)]
    return Text("\n".join(lines))


def _print_cut(store: Store, found: Cut, to: str, output: Path | None) -> None:
    from policytrail.cli.console import console, print_table
    from policytrail.naming import namer

    name = namer(store)
    rows = [
        (
            each.policy,
            f"“{each.hops[0].evidence.quote}”",
            ", ".join(name(hop.recipient.id) for hop in each.hops),
        )
        for each in found.statements
    ]
    targets = " or ".join(plain(name(party.id)) for party in found.targets)
    with console(output) as out:
        if not len(found):
            out.print(f"Nothing to cut: {name(found.category)} do not reach {targets or to}.")
            return
        print_table(out, ["Policy", "Statement", "Recipients"], rows, wide="Statement")
        out.print(
            f"Without {counted(len(found), 'such statement')}, {name(found.category)} no longer reach {targets}."
        )
