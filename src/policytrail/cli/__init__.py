"""The command line: `policytrail COMMAND`.

Standard output carries data, standard error carries messages. Exit codes: 0 done, 1 done with
findings (some file could not be read, a check failed), 2 wrong usage or input, 3 a fault of the
program. Commands are imported when they are called, so that each starts as fast as it can.
"""

from __future__ import annotations

import io
import sys

import click

from policytrail import __version__
from policytrail.cli.group import CommandGroup, examples

COMMANDS = {  # in the order in which one comes to need them: name -> module of policytrail.cli
    "demo": "demo",
    "extract": "extract",
    "build": "build",
    "trace": "trace",
    "conflicts": "conflicts",
    "compare": "compare",
    "exposure": "exposure",
    "matrix": "exposure",
    "cut": "exposure",
    "query": "query",
    "queries": "query",
    "show": "show",
    "view": "view",
    "export": "export",
    "validate": "validate",
    "review": "review",
    "evaluate": "evaluate",
    "lexicon": "lexicon",
}


@click.group(
    cls=CommandGroup,
    commands_in=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples(
        "policytrail demo                                   # everything once, on five sample policies",
        "policytrail build my-policies/                     # read policies into ./.policytrail",
        'policytrail trace "call detail records"            # where can they go?',
        "policytrail trace cdr --from sailpbx --stated      # only what that policy says itself",
    ),
)
@click.version_option(__version__, "--version", prog_name="policytrail")
@click.option("--debug", is_flag=True, envvar="POLICYTRAIL_DEBUG", help="Show the traceback of an error.")
@click.pass_context
def cli(context: click.Context, debug: bool) -> None:
    """Where can my data go? Data-flow graphs from privacy policies, with the policies' words as evidence."""


def main() -> None:
    """Entry point of the `policytrail` script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # whatever the code page of the terminal
            stream.reconfigure(encoding="utf-8", errors="replace")
    cli(prog_name="policytrail")
