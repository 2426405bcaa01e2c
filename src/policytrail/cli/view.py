"""`policytrail view`: the trails as a page to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from policytrail.cli.group import examples
from policytrail.cli.options import output_option, store_option, write
from policytrail.cli.trails import given, limit_options


@click.command(
    epilog=examples(
        "policytrail view                                   # call detail records, into view.html",
        "policytrail view voicemail -o voicemail.html --from voxox",
    )
)
@click.argument("category", default="CallDetailRecord")
@limit_options
@output_option("The file to write.", default="view.html", show_default=True)
@store_option
def view(category: str, output: Path | None, store_path: Path, **limits: Any) -> None:
    """Draw the trails of CATEGORY as one HTML page, with the policies' words for every hop.

    The page opens from disk and loads nothing.
    """
    from policytrail.graph.storage.store import Store
    from policytrail.graph.views.view import category_page

    with Store.open(store_path) as store:
        write(category_page(store, category, **given(limits)), output)
    if output is not None:
        click.echo(f"Wrote {output}: open it in a browser.", err=True)
