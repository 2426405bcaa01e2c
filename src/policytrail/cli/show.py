"""`policytrail show`: one policy, with its statements where they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytrail.cli.group import examples
from policytrail.cli.options import format_option, output_option, store_option, write

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from policytrail.ingest.statement import Statement

VERBS = {
    "collect": "collects",
    "use": "uses",
    "share": "shares",
    "sell": "sells",
    "retain": "keeps",
    "define": "means by",
}


@click.command(
    epilog=examples(
        "policytrail show                                   # the policies in the store",
        "policytrail show sailpbx                           # its text, statements under their words",
        "policytrail show sailpbx --format html -o sailpbx.html",
        "policytrail show sailpbx --format jsonl            # its statements only",
    )
)
@click.argument("policy", required=False)
@format_option("text", "html", "jsonl")
@output_option()
@store_option
def show(policy: str | None, format_: str, output: Path | None, store_path: Path) -> None:
    """Show the text of POLICY with what policytrail read in it; without POLICY, list the policies."""
    from policytrail.cli.text import plain
    from policytrail.graph.storage.store import Store
    from policytrail.ingest.statement import to_dict, to_json
    from policytrail.naming import namer
    from policytrail.reading import statements_in

    with Store.open(store_path) as store:
        if policy is None:
            for entry in store.policies():
                click.echo(f"{entry.slug}\t{plain(entry.title)}\t{entry.issued}".rstrip())
            return
        statements = statements_in(store, policy)
        if format_ == "jsonl":
            write("".join(to_json(to_dict(each)) + "\n" for each in statements), output)
            return
        if format_ == "html":
            from policytrail.ingest.readers.text import read_text
            from policytrail.reading import metadata_in
            from policytrail.review_page import review_page

            document = read_text(store.text(policy))
            write(review_page(document.text, statements, metadata_in(store, policy), document.blocks), output)
            return
        from policytrail.cli.console import console

        with console(output) as out:
            for line in _text(store.text(policy), statements, namer(store)):
                out.print(line)


def _text(text: str, statements: Iterable[Statement], name: Callable[[str], str]) -> Iterable[RenderableType]:
    """The policy's lines; under each, the statements that end in it; their words underlined."""
    from rich.padding import Padding
    from rich.text import Text

    from policytrail.cli.text import harmless

    starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]
    under: defaultdict[int, list[Statement]] = defaultdict(list)
    words: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for each in statements:
        under[bisect_right(starts, each.end - 1) - 1].append(each)
        for number in range(bisect_right(starts, each.start) - 1, bisect_right(starts, each.end - 1)):
            words[number].append((each.start - starts[number], each.end - starts[number]))
    for number, start in enumerate(starts):
        end = starts[number + 1] - 1 if number + 1 < len(starts) else len(text)
        line = Text(harmless(text[start:end]))
        for first, last in words[number]:
            line.stylize("underline", max(first, 0), last)
        yield line
        for each in under[number]:
            yield Padding(_statement(each, name), (0, 0, 0, 4), expand=False)


def _statement(statement: Statement, name: Callable[[str], str]) -> Text:
    from rich.text import Text

    def listed(ids: Iterable[str]) -> str:
        return ", ".join(name(each) for each in ids)

    denied = statement.polarity == "deny"
    text = Text("▸ ", "bold red" if denied else "bold green")
    text.append(f"{'not: ' if denied else ''}{VERBS[statement.action]} ")
    if statement.broader:
        text.append(f"{name(statement.broader)}: ", "not bold")
    text.append(listed(statement.data), "not bold")
    for word, ids in (
        (" → ", statement.recipients),
        ("; for ", statement.purposes),
        ("; if: ", statement.conditions),
        ("; ", statement.retention),
    ):
        if ids:
            text.append(word + listed(ids), "not bold")
    return text
