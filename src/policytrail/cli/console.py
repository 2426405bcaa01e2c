"""The rich console that prints for people; imported only where something is printed for them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from policytrail.cli.options import new_file
from policytrail.cli.text import WIDTH, plain

_LEGIBLE = 15  # columns of a terminal: narrower text is no text


@contextmanager
def console(output: Path | None = None) -> Iterator[Console]:
    """A console on standard output or on a file: as wide as the terminal.

    No colour when NO_COLOR is set or the output is no terminal.
    """
    if output is not None:
        with new_file(output) as file, TextIOWrapper(file, "utf-8", newline="\n") as text:
            yield Console(file=text, width=WIDTH, highlight=False, emoji=False, markup=False)
    else:
        width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDTH
        yield Console(width=width, highlight=False, emoji=False, markup=False)


def print_table(
    out: Console, columns: Sequence[str], rows: Iterable[Sequence[str | Text]], *, wide: str = ""
) -> None:
    """Print a table as wide as the console, a line between rows; nothing if there are no rows.

    Column `wide` takes what room the others leave; they are narrow, but break no word that need not be.
    On a console that is too narrow for that, the rows are printed as `print_records` does.
    """
    cells = [[_text(cell) for cell in row] for row in rows]
    if not cells:
        return
    widths = _widths(out, columns, cells, wide)
    if widths is None:
        print_records(out, columns, cells, wide=wide)
        return
    table = Table(expand=True, show_lines=True, box=box.HORIZONTALS, header_style="bold")
    for column, width in zip(columns, widths, strict=True):
        table.add_column(column, overflow="fold", width=width, ratio=None if width else 1)
    for row in cells:
        table.add_row(*row)
    out.print(table)


def print_records(
    out: Console, columns: Sequence[str], rows: Iterable[Sequence[str | Text]], *, wide: str = ""
) -> None:
    """Print rows as running text, first the names of the columns; column `wide` on lines of its own."""
    for number, row in enumerate([[Text(column) for column in columns], *rows]):
        cells = {column: _text(cell) for column, cell in zip(columns, row, strict=True)}
        block = cells.pop(wide, None)
        lines = (Text(" · ").join(cell.split("\n")) if cell else Text("–") for cell in cells.values())
        head = Text(" · ").join(lines)
        head.stylize_before("bold" if number else "dim")
        out.print(head)
        if block:
            out.print(Padding(block if number else Text(block.plain, "dim"), (0, 0, 0, 4)))


def fits(out: Console, columns: Sequence[str], rows: Iterable[Sequence[str | Text]]) -> bool:
    """Whether a table on this console can be printed without breaking a word."""
    return _widths(out, columns, [[_text(cell) for cell in row] for row in rows], "") is not None


def _widths(
    out: Console, columns: Sequence[str], rows: Sequence[Sequence[Text]], wide: str
) -> list[int | None] | None:
    """The width of each column, None for the wide one; None if the console is too narrow for them."""
    share = max(8, int(out.width * 0.55) // max(len(columns) - 1, 1) - 2)
    room = out.width - 3 * len(columns) - 1
    words: list[int] = []
    more: list[int] = []  # what each column could use beyond its longest word
    for number, column in enumerate(columns):
        texts = [Text(column), *(row[number] for row in rows)]
        word, line = (
            max((cell_len(part) for text in texts for part in split(text)), default=1) for split in _SPLIT
        )
        if wide:
            word = max(min(word, 14), min(line, share, 24))
        words.append(word)
        more.append(line - word)
        room -= _LEGIBLE if column == wide else word
    if room < 0:
        return None
    if wide:
        return [None if column == wide else word for column, word in zip(columns, words, strict=True)]
    for done, number in enumerate(sorted(range(len(more)), key=more.__getitem__)):  # the modest first
        extra = min(more[number], room // (len(more) - done))
        words[number] += extra
        room -= extra
    return [*words]


_SPLIT: tuple[Callable[[Text], list[str]], ...] = (
    lambda text: text.plain.split(),
    lambda text: text.plain.split("\n"),
)


def _text(cell: str | Text) -> Text:
    return Text(plain(cell)) if isinstance(cell, str) else cell
