"""The frame of the command line: help, near names, errors and exit codes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from policytrail import __version__
from policytrail.cli import COMMANDS, cli
from policytrail.cli.group import CommandGroup
from policytrail.errors import InputError


def commands(group: click.Group = cli, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command and group, as the words that one types."""
    found = [path]
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        found += commands(command, (*path, name)) if isinstance(command, click.Group) else [(*path, name)]
    return found


def test_every_command_is_found() -> None:
    assert {(name,) for name in COMMANDS} | {("review", "export"), ("lexicon", "gaps")} <= set(commands())


@pytest.mark.parametrize("command", commands())
def test_help_shows_examples_that_parse(command: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(cli, [*command, "-h"])
    assert shown.exit_code == 0
    examples = shown.output.split("Examples:\n")[1]
    lines = [line.strip() for line in examples.splitlines() if line.strip()]
    assert lines and all(line.startswith(" ".join(["policytrail", *command])) for line in lines)
    options = set(re.findall(r"(?<=\s)--?[a-z][a-z-]*", shown.output.split("Examples:")[0]))
    for line in lines:
        ours = line.split("#")[0].split("|")[0]
        if command and not isinstance(cli.get_command(click.Context(cli), command[0]), click.Group):
            assert set(re.findall(r"(?<=\s)--?[a-z][a-z-]*", ours)) <= options


def test_the_list_of_commands_tells_of_each_a_whole_sentence() -> None:
    listed = CliRunner().invoke(cli, ["-h"]).output.split("Commands:\n")[1].split("Examples:")[0]
    assert "..." not in listed
    assert "which words do the policies say so?" in " ".join(listed.split())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a shell, and a device that is always full")
@pytest.mark.parametrize("command", ["-h", "--version", "trace -h", "queries"])
@pytest.mark.parametrize(
    ("output", "code", "says"),
    [
        (">&-", 2, "Error: Bad file descriptor\n"),
        ("> /dev/full", 2, "Error: No space left on device\n"),
        ("| true", 0, ""),
    ],
)
def test_output_that_cannot_be_written_is_told_in_one_line(
    command: str, output: str, code: int, says: str
) -> None:
    line = f"'{sys.executable}' -m policytrail {command} {output}"
    done = subprocess.run(["/bin/sh", "-c", line], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (code, says)


def test_version() -> None:
    shown = CliRunner().invoke(cli, ["--version"])
    assert (shown.exit_code, shown.output) == (0, f"policytrail, version {__version__}\n")


@pytest.mark.parametrize(("typed", "meant"), [("biuld", "build"), ("tracer", "trace"), ("qeury", "query")])
def test_a_mistyped_command_is_answered_with_the_near_one(typed: str, meant: str) -> None:
    shown = CliRunner().invoke(cli, [typed])
    assert shown.exit_code == 2
    assert re.search(rf"Did you mean .*\b{meant}\b", shown.stderr)


def test_a_word_that_is_near_no_command_gets_no_hint() -> None:
    assert "Did you mean" not in CliRunner().invoke(cli, ["policytrail"]).stderr


def group_that_raises(error: BaseException) -> CommandGroup:
    group = CommandGroup("group", params=[click.Option(["--debug"], is_flag=True)])

    @group.command()
    def fail() -> None:
        raise error

    return group


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (InputError("no text", where="a.txt", mend="give one"), 2, "Error: a.txt: no text (give one)"),
        (OSError(28, "No space left on device"), 2, "Error: No space left on device"),
        (RuntimeError("a bug"), 3, "Fault: RuntimeError: a bug"),
        (KeyboardInterrupt(), 130, "Interrupted."),
    ],
)
def test_an_error_ends_in_a_line_and_an_exit_code(error: BaseException, code: int, said: str) -> None:
    shown = CliRunner().invoke(group_that_raises(error), ["fail"])
    assert shown.exit_code == code
    assert said in shown.stderr
    assert "Traceback" not in shown.output


@pytest.mark.parametrize("error", [InputError("no text"), RuntimeError("a bug")])
def test_debug_shows_the_traceback(error: Exception) -> None:
    shown = CliRunner().invoke(group_that_raises(error), ["--debug", "fail"])
    assert "Traceback" in shown.stderr and "in fail" in shown.stderr


def test_the_module_runs_as_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "policytrail", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"policytrail, version {__version__}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="sets a limit on the size of files")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_what_does_not_fit_on_the_disk_is_an_error_also_where_nothing_buffers(
    tmp_path: Path, unbuffered: str
) -> None:
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)); "
        "import sys; from policytrail.cli import main; sys.argv[1:] = ['queries', 'recipients']; main()"
    )
    with (tmp_path / "out").open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-c", code],
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            check=False,
        )
    assert (done.returncode, done.stderr) == (2, "Error: File too large\n")


def test_trace_starts_without_the_libraries_that_it_does_not_need() -> None:
    code = (
        "import sys; from policytrail.cli import cli; cli.get_command(None, 'trace'); "
        "import policytrail.graph.trails.trace, policytrail.graph.storage.store; "
        "print(*sorted({'rdflib', 'pyvis', 'pyshacl', 'owlready2', 'rich', 'pandas', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
