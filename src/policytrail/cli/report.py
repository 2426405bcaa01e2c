"""What is told to people on standard error, and the exit code that follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

import click

from policytrail.cli.group import FINDINGS, INPUT
from policytrail.errors import PolicytrailError


def tell_problems(problems: Sequence[PolicytrailError]) -> None:
    """One line each on standard error."""
    for problem in problems:
        click.echo(f"{click.style('Error', fg='red')}: {problem}", err=True)


def leave(problems: Sequence[PolicytrailError], *, nothing_done: bool) -> NoReturn:
    """End with 0 if all went well, 1 if some of it did not, 2 if nothing could be done."""
    context = click.get_current_context()
    context.exit(INPUT if problems and nothing_done else FINDINGS if problems else 0)
