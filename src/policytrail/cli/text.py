"""Text for terminals: names made readable, strange characters made harmless."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """`text` on one line, without characters that command a terminal or hide and reorder what it shows.

    >>> plain("We\\n  share \\x1b[31mdata")
    'We share �[31mdata'
    """
    line = _SPACE.sub(" ", text).strip()
    return "".join(
        "\ufffd" if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs") else char for char in line
    )


def counted(number: int, thing: str) -> str:
    """A number with its noun.

    >>> counted(1, "trail"), counted(2, "party")
    ('1 trail', '2 parties')
    """
    if number != 1:
        thing = thing[:-1] + "ies" if thing.endswith("y") else thing + "s"
    return f"{number} {thing}"
