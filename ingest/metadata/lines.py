"""Lines of a text that hold a cue: to look for words first is quick where a pattern is slow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from policytrail.ingest.document import Span


def lines_with(text: str, cues: Iterable[str]) -> list[Span]:
    """Spans of the lines of `text` in which one of `cues` stands, in reading order.

    >>> text = "One\\nTwo and three\\nFour"
    >>> [text[a:b] for a, b in lines_with(text, ["Four", "three", "five"])]
    ['Two and three', 'Four']
    """
    found = set()
    for cue in cues:
        at = text.find(cue)
        while at >= 0:
            end = text.find("\n", at)
            end = end if end >= 0 else len(text)
            found.add((text.rfind("\n", 0, at) + 1, end))
            at = text.find(cue, end)
    return sorted(found)


def matches_in(pattern: re.Pattern[str], text: str, lines: Sequence[Span]) -> Iterator[re.Match[str]]:
    """Every match of a pattern, which reaches over no line end, in some lines of `text`."""
    for start, end in lines:
        yield from pattern.finditer(text, start, end)
