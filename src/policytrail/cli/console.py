"""The rich console that prints for people; imported only where something is printed for them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from policytrail.cli.text import WIDTH, plain


@contextmanager
def console(output: Path | None = None) -> Iterator[Console]:
    """A console on standard output or on a file: as wide as the terminal.

    No colour when NO_COLOR is set or the output is no terminal.
    """
    if output is not None and os.fspath(output) != "-":
        output.parent.mkdir(parents=True, exist_ok=True)
        with output.open("w", encoding="utf-8", newline="\n") as file:
            yield Console(file=file, width=WIDTH, highlight=False, emoji=False, markup=False)
    else:
        width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDTH
        yield Console(width=width, highlight=False, emoji=False, markup=False)


def print_table(
    out: Console, columns: Sequence[str], rows: Iterable[Sequence[str | Text]], *, wide: str = ""
) -> None:
    """Print a table as wide as the console, a line between rows; nothing if there are no rows.

    Column `wide` takes what room the others leave; they are narrow, but break no word that need not be.
    """
    cells = [[_text(cell) for cell in row] for row in rows]
    if not cells:
        return
    table = Table(expand=True, show_lines=True, box=box.HORIZONTALS, header_style="bold")
    share = max(8, int(out.width * 0.55) // max(len(columns) - 1, 1) - 2)
    for number, column in enumerate(columns):
        if column == wide:
            table.add_column(column, overflow="fold", ratio=1)
            continue
        texts = [Text(column), *(row[number] for row in cells)]
        word, line = (
            max((cell_len(part) for text in texts for part in split(text)), default=1) for split in _SPLIT
        )
        width = max(min(word, 14), min(line, share, 24))
        table.add_column(column, overflow="fold", width=width if wide else None)
    for row in cells:
        table.add_row(*row)
    out.print(table)


def fits(out: Console, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bool:
    """Whether a table on this console can be printed without breaking a word."""
    words = (
        max(cell_len(word) for cell in column for word in cell.split() or [""])
        for column in zip(columns, *rows, strict=True)
    )
    return sum(words) + 3 * len(columns) < out.width


_SPLIT: tuple[Callable[[Text], list[str]], ...] = (
    lambda text: text.plain.split(),
    lambda text: text.plain.split("\n"),
)


def _text(cell: str | Text) -> Text:
    return Text(plain(cell)) if isinstance(cell, str) else cell
