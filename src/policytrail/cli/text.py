"""Text for terminals: strange characters made harmless, numbers with their nouns."""

from __future__ import annotations

import unicodedata

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


def counted(number: int, thing: str) -> str:
    """A number with its noun.

    >>> counted(1, "trail"), counted(2, "party")
    ('1 trail', '2 parties')
    """
    if number != 1:
        thing = thing[:-1] + "ies" if thing.endswith("y") else thing + "s"
    return f"{number} {thing}"
