"""Where quotations stand in a text."""

from __future__ import annotations

from collections.abc import Iterator

_STRAIGHT = str.maketrans("‘’“”", "''\"\"")


class Anchors:
    """Finds quotations in a text, white space ignored.

    >>> Anchors("We do not\\n  sell data. We do not sell data.").find("not sell")
    (6, 16)
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._offsets = [at for at, char in enumerate(text) if not char.isspace()]
        self._squashed = "".join(text[at] for at in self._offsets)

    def find_all(self, quote: str) -> Iterator[tuple[int, int]]:
        """Every place where `quote` stands, as start and end, in reading order."""
        return self._places("".join(quote.split()), self._squashed)

    def find(self, quote: str, near: int = 0) -> tuple[int, int] | None:
        """The place of `quote` that begins nearest to offset `near`, or None.

        If it stands nowhere, curly quotation marks may be straight ones in the text, or the other way.
        """
        wanted = "".join(quote.split())
        found = [*self._places(wanted, self._squashed)] or self._places(
            wanted.translate(_STRAIGHT), self._squashed.translate(_STRAIGHT)
        )
        return min(found, key=lambda span: (abs(span[0] - near), span), default=None)

    def _places(self, wanted: str, squashed: str) -> Iterator[tuple[int, int]]:
        at = squashed.find(wanted) if wanted else -1
        while at >= 0:
            yield self._offsets[at], self._offsets[at + len(wanted) - 1] + 1
            at = squashed.find(wanted, at + len(wanted))
