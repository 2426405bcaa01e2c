"""What `trace` and `view` have in common: the category and the limits of the trails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def limit_options(command: Command) -> Command:
    """The options that limit trails; the command takes them as `**limits`, named as `trace` names them."""
    for option in reversed(
        (
            click.option(
                "--from", "from_", metavar="PROVIDER", help="Only trails that start at this provider."
            ),
            click.option("--to", metavar="PARTY", help="Only trails to this provider, organisation or kind."),
            click.option(
                "--explicit", is_flag=True, help="Only where the category or a part of it is named."
            ),
            click.option("--stated", is_flag=True, help="No possible hops: only what policies say."),
            click.option(
                "--without",
                multiple=True,
                metavar="CONDITION",
                help="Leave out flows that need this condition, such as consent; may be repeated.",
            ),
            click.option("--only", metavar="PURPOSE", help="Only flows for this purpose."),
            click.option(
                "--max-hops", type=click.IntRange(min=1), metavar="N", help="No trail longer than N hops."
            ),
        )
    ):
        command = option(command)
    return command


def given(limits: dict[str, Any]) -> dict[str, Any]:
    """The limits that were given; the others keep the defaults of `trace`."""
    return {name: value for name, value in limits.items() if value not in (None, False, ())}
