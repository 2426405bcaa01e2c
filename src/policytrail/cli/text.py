"""Text for terminals: strange characters made harmless, numbers with their nouns."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from textwrap import fill

WIDTH = 100  # of lines, where there is no terminal

_COMMANDS = ("Cc", "Cf", "Co", "Cs")  # control, format, private use, surrogate


def harmless(text: str) -> str:
    """`text` without characters that command a terminal, or that hide or reorder what it shows.

    As many characters come out as went in.

    >>> harmless("We share \\x1b[31mdata")
    'We share �[31mdata'
    """
    text = text.replace("\t", " ")
    if text.isprintable():  # almost always, and fast
        return text
    return "".join("�" if unicodedata.category(char) in _COMMANDS else char for char in text)


def plain(text: str) -> str:
    """`text` on one line, harmless."""
    return harmless(" ".join(text.split()))


def wrapped(lines: Iterable[str], output: Path | None) -> str:
    """Lines harmless and as wide as the terminal, or `WIDTH` if that is less or there is none."""
    width = min(WIDTH, shutil.get_terminal_size((WIDTH, 0)).columns) if output is None else WIDTH
    return "".join(
        fill(harmless(line), width, subsequent_indent="    ", break_on_hyphens=False) + "\n" for line in lines
    )


def counted(number: int, thing: str) -> str:
    """A number with its noun.

    >>> counted(1, "trail"), counted(2, "party")
    ('1 trail', '2 parties')
    """
    if number != 1:
        thing = thing[:-1] + "ies" if thing.endswith("y") else thing + "s"
    return f"{number} {thing}"
