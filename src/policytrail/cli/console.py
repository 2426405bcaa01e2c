"""The rich console that prints for people; imported only where something is printed for them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

WIDTH = 100  # where there is no terminal


@contextmanager
def console(output: Path | None = None) -> Iterator[Console]:
    """A console on standard output or on a file: as wide as the terminal.

    No colour when NO_COLOR is set or the output is no terminal.
    """
    if output is not None and os.fspath(output) != "-":
        with output.open("w", encoding="utf-8", newline="\n") as file:
            yield Console(file=file, width=WIDTH, highlight=False, emoji=False, markup=False)
    else:
        width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDTH
        yield Console(width=width, highlight=False, emoji=False, markup=False)


def simple_table(*columns: str, wide: str = "") -> Table:
    """A table as wide as the console, a line between rows; column `wide` takes what room there is."""
    table = Table(expand=True, show_lines=True, box=box.HORIZONTALS, header_style="bold")
    narrow = 20 if len(columns) < 6 else 14
    for column in columns:
        if column == wide:
            table.add_column(column, overflow="fold", ratio=1, min_width=30)
        else:
            table.add_column(column, overflow="fold", max_width=narrow if wide else None)
    return table
