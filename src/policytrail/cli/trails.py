"""What the commands that follow trails have in common: their limits and scenarios."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

FROM = click.option("--from", "from_", metavar="PROVIDER", help="Only trails that start at this provider.")
TO = click.option("--to", metavar="PARTY", help="Only trails to this provider, organisation or kind.")
EXPLICIT = click.option("--explicit", is_flag=True, help="Only where the category or a part of it is named.")
STATED = click.option("--stated", is_flag=True, help="No possible hops: only what policies say.")
WITHOUT = click.option(
    "--without",
    multiple=True,
    metavar="CONDITION",
    help="Leave out flows that need this condition, such as consent; may be repeated.",
)
ONLY = click.option("--only", metavar="PURPOSE", help="Only flows for this purpose.")
MIN_CONFIDENCE = click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="X",
    help="Leave out flows that the extractor is less sure of, from 0 to 1.",
)
MAX_HOPS = click.option(
    "--max-hops", type=click.IntRange(min=1), metavar="N", help="No trail longer than N hops."
)


def scenario_options(command: Command) -> Command:
    """Options on which flows count; the command takes them as keywords, named as `trace` names them."""
    return EXPLICIT(STATED(WITHOUT(ONLY(MIN_CONFIDENCE(command)))))


def limit_options(command: Command) -> Command:
    """All options that limit trails, as `scenario_options`."""
    return FROM(TO(scenario_options(MAX_HOPS(command))))


def given(limits: dict[str, Any]) -> dict[str, Any]:
    """The limits that were given; the others keep the defaults of `trace`."""
    return {name: value for name, value in limits.items() if value not in (None, False, ())}
