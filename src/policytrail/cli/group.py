"""The command group: commands on demand, near names for mistyped ones, errors to exit codes."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from collections.abc import Mapping
from typing import Any

import click

from policytrail.errors import PolicytrailError, near_names

FINDINGS, INPUT, FAULT, INTERRUPTED = 1, 2, 3, 130


def examples(*lines: str) -> str:
    """An epilog for a command's help that shows `lines` as they are."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


class InputFault(click.ClickException):
    """What the user gave is wrong: one line on standard error, exit code 2."""

    exit_code = INPUT


class CommandGroup(click.Group):
    """A click group whose commands live in modules that are imported when they are called.

    Args:
        commands_in: command name -> module of `policytrail.cli` that holds it; the command is the
            module's attribute of the same name.
    """

    def __init__(self, *args: Any, commands_in: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._modules = dict(commands_in or {})

    def list_commands(self, context: click.Context) -> list[str]:
        return [*self._modules, *super().list_commands(context)]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in self._modules:
            return super().get_command(context, name)
        module = importlib.import_module(f"policytrail.cli.{self._modules[name]}")
        command: click.Command = getattr(module, name.replace("-", "_"))
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, each with the whole first sentence of its help."""
        found = [(name, self.get_command(context, name)) for name in self.list_commands(context)]
        told = [(name, each.get_short_help_str(limit=200)) for name, each in found if each]
        with formatter.section("Commands"):
            formatter.write_dl(told)

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if not name.startswith("-") and self.get_command(context, name) is None:
            near = near_names(name, self.list_commands(context))[:2]
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            raise click.UsageError(f"No such command: {name}.{hint}", context)
        return super().resolve_command(context, args)

    def invoke(self, context: click.Context) -> Any:
        """Run the command; every error ends in one line and an exit code, traceback only with --debug."""
        if os.environ.get("NO_COLOR"):
            context.color = False
        try:
            return super().invoke(context)
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            raise
        except (KeyboardInterrupt, click.Abort):
            click.echo("Interrupted.", err=True)
            context.exit(INTERRUPTED)
        except PolicytrailError as error:
            _debug(context)
            raise InputFault(str(error)) from error
        except OSError as error:
            _debug(context)
            where = f"{error.filename}: " if error.filename else ""
            raise InputFault(f"{where}{error.strerror or error}") from error
        except Exception as error:  # noqa: BLE001 - the last resort, told as what it is
            _debug(context)
            click.echo(f"Fault: {type(error).__name__}: {error}", err=True)
            click.echo("This is a fault of policytrail; --debug shows where it happened.", err=True)
            context.exit(FAULT)


def _debug(context: click.Context) -> None:
    if context.params.get("debug"):
        traceback.print_exc(file=sys.stderr)
