"""`policytrail conflicts`: statements of one policy that do not go together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytrail.cli.group import examples
from policytrail.cli.options import format_option, output_option, store_option, write_result
from policytrail.cli.text import counted, plain

if TYPE_CHECKING:
    from rich.text import Text

    from policytrail.graph.contradictions.conflicts import Conflict, Conflicts

STYLES = {"high": "bold red", "medium": "yellow", "low": "dim"}


@click.command(
    epilog=examples(
        "policytrail conflicts                              # the newest policy of every provider",
        "policytrail conflicts voxox --format json",
    )
)
@click.argument("policy", required=False)
@format_option("table", "json", "csv")
@output_option()
@store_option
def conflicts(policy: str | None, format_: str, output: Path | None, store_path: Path) -> None:
    """Find statements of a policy that deny what others of it affirm.

    Each finding has both quotations, a severity (what may resolve it makes it milder) and the reason,
    with PolicyLint's name: C1 to C5 a contradiction, N1 to N4 a narrowing definition. The surest come first.
    """
    from policytrail.graph.contradictions.conflicts import conflicts as find
    from policytrail.graph.storage.store import Store

    with Store.open(store_path) as store:
        found = find(store, policy)
    write_result(format_, output, found, lambda: _print(found, output))


def _print(found: Conflicts, output: Path | None) -> None:
    from policytrail.cli.console import console, print_table

    columns = ("Policy", "It says, and it denies", "Why")
    rows = [(_policy(each), _quotes(each), each.why) for each in found]
    with console(output) as out:
        print_table(out, columns, rows, wide=columns[1])
        out.print(counted(len(found), "conflict"))


def _policy(conflict: Conflict) -> Text:
    from rich.text import Text

    text = Text(conflict.policy, "bold")
    return text.append(f"\n{conflict.severity}", STYLES[conflict.severity]).append(
        f"\n{conflict.code}", "not bold"
    )


def _quotes(conflict: Conflict) -> Text:
    from rich.text import Text

    text = Text()
    for lead, place in (("", conflict.affirmed), ("\nbut also: ", conflict.denied)):
        text.append(lead, "bold red").append(f"“{plain(place.quote)}”")
        if section := plain(place.section).rpartition(" > ")[2]:
            text.append(f" [{section}]", "dim")
    return text
