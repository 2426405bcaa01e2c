"""The rich console that prints tables for people; imported only where a table is printed."""

from __future__ import annotations

import os
import sys

from rich.console import Console


def console() -> Console:
    """A console on standard output: as wide as the terminal, 100 columns where there is none.

    No colour when NO_COLOR is set or the output is no terminal.
    """
    width = None if sys.stdout.isatty() or os.environ.get("COLUMNS") else 100
    return Console(width=width, highlight=False, soft_wrap=False, emoji=False, markup=False)
