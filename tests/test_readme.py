"""What the README shows is so."""

from __future__ import annotations

import html
import re
import shlex
from importlib.resources import files
from pathlib import Path

import click
import pytest

from policytrail.cli import COMMANDS, cli

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def shown_commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    lines = [line.split(" #")[0].strip() for block in blocks for line in block.splitlines()]
    inline = re.findall(r"`(policytrail [a-z][^`]*)`", README)
    return [line for line in (*lines, *inline) if line.startswith("policytrail ")]


@pytest.mark.parametrize("line", shown_commands())
def test_a_command_in_the_readme_exists_with_its_options(line: str) -> None:
    words = shlex.split(line.split(">")[0].replace("COMMAND", "trace"))[1:]
    assert words[0] in COMMANDS
    command: click.Command | None = cli
    context = click.Context(cli)
    while isinstance(command, click.Group):
        command = command.get_command(context, words.pop(0))
    assert command is not None
    known = {name for each in command.params for name in each.opts} | {"-h", "--help"}
    assert {word for word in words if word.startswith("-")} <= known


def test_the_readme_shows_commands_of_every_kind() -> None:
    assert {"build", "trace", "query", "view", "export", "validate"} <= {
        line.split()[1] for line in shown_commands()
    }


def test_links_lead_to_files() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert links
    assert not [link for link in links if not (ROOT / link).exists()]


def test_the_picture_quotes_the_sample_policies() -> None:
    svg = (ROOT / "docs/trail.svg").read_text("utf-8")
    lines = re.findall(r'<text class="quote"[^>]*>(.*?)</text>', svg)
    quotes = re.findall("“(.*?)”", html.unescape(" ".join(lines)))
    texts = [
        " ".join(each.read_text("utf-8").split()) for each in (files("policytrail") / "samples").iterdir()
    ]
    assert len(quotes) >= 3
    assert all(any(quote in text for text in texts) for quote in quotes)


def test_the_commands_for_a_fresh_clone_are_one_line_each() -> None:
    for name in ("demo", "tests"):
        block = re.search(rf"<!-- ci: {name} -->\n```sh\n(.*?)```", README, re.DOTALL)
        assert block is not None
        assert len(block[1].splitlines()) == 1
