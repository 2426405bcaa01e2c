"""Options that several commands share, and how results are written."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

STORE = ".policytrail"


def store_option(command: Command) -> Command:
    """`--store DIR`: the folder of the store, `.policytrail` here unless told otherwise."""
    return click.option(
        "--store",
        "store_path",
        type=click.Path(path_type=Path, file_okay=False),
        default=STORE,
        envvar="POLICYTRAIL_STORE",
        show_default=True,
        show_envvar=True,
        metavar="DIR",
        help="Folder of the store.",
    )(command)


def parse_option(command: Command) -> Command:
    """`--parse`: a dependency parser's second opinion."""
    return click.option(
        "--parse",
        is_flag=True,
        help="Ask a dependency parser for a second opinion: better confidence, slower (extra: parse).",
    )(command)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """`--format`: unless it is given, by the suffix of `-o FILE`, else the first of `formats`."""
    usual = formats[0]

    def chosen(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
        output: Path | None = context.params.get("output")
        suffix = output.suffix.lower().lstrip(".") if output else ""
        return value or (suffix if suffix in formats else usual)

    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        callback=chosen,
        help=f"How to write the result.  [default: by FILE's suffix, else {usual}]",
    )


def output_option(
    help_text: str = "Write to FILE instead of standard output.", **settings: Any
) -> Callable[[Command], Command]:
    """`-o FILE`, which is read before `--format`; `-` is standard output, so that there is no file."""

    def file(context: click.Context, parameter: click.Parameter, value: Path | None) -> Path | None:
        return None if value == Path("-") else value

    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        callback=file,
        is_eager=True,
        metavar="FILE",
        help=help_text,
        **settings,
    )


def write(content: str | bytes, output: Path | None) -> None:
    """Write a result, as UTF-8 with `\\n` line ends on every system, to a file or to standard output."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        with new_file(output) as file:
            file.write(data)


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, in a folder that is made if need be; whatever goes wrong names it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("wb") as file:
            yield file
    except OSError as error:
        error.filename = error.filename or str(path)
        raise


class Result(Protocol):
    """What can be written for programs."""

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""

    def to_csv(self) -> str:
        """As CSV has it."""


def write_result(format_: str, output: Path | None, result: Result, for_people: Callable[[], None]) -> None:
    """Write a result as "json" or "csv", or else leave it to `for_people`."""
    if format_ == "json":
        write(as_json(result.to_dict()), output)
    elif format_ == "csv":
        write(result.to_csv(), output)
    else:
        for_people()


def as_json(value: Any) -> str:
    """JSON for people and programs: UTF-8, indented."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
