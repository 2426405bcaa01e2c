"""The command line: `policytrail COMMAND`.

Standard output carries data, standard error carries messages. Exit codes: 0 done, 1 done with
findings (some file could not be read, a check failed), 2 wrong usage or input, 3 a fault of the
program. Commands are imported when they are called, so that each starts as fast as it can.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import TextIO

import click

from policytrail import __version__
from policytrail.cli.group import INPUT, CommandGroup, examples

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
    sys.stdout, sys.stderr = _whole(sys.stdout or _closed()), _whole(sys.stderr)
    try:
        cli(prog_name="policytrail")
    except SystemExit as done:
        code = done.code
    except OSError as error:  # of help and version, which are written before any command is called
        click.echo(f"Error: {error.strerror or error}", err=True)
        code = INPUT
    if code:  # what could not be written is told already, and not tried again at the end
        with suppress(OSError):
            sys.stdout.close()
    sys.exit(code)


def _closed() -> TextIO:
    """Standard output where there is none (`>&-`): no file takes its place, and to write to it is an error."""
    return io.TextIOWrapper(io.BufferedWriter(io.FileIO(os.open(os.devnull, os.O_RDONLY), "w")))


def _whole(stream: TextIO) -> TextIO:
    """The stream, in UTF-8 whatever the code page of the terminal, and written whole or with an error.

    With PYTHONUNBUFFERED nothing buffers: then what a full disk does not take is dropped in silence.
    """
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    lines = stream.line_buffering
    buffer = stream.detach()
    if isinstance(buffer, io.RawIOBase):
        buffer = io.BufferedWriter(buffer)
        lines = True
    return io.TextIOWrapper(buffer, encoding="utf-8", errors="replace", line_buffering=lines)
