"""What a reader finds before it is known what governs what: a run of text with its marker."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policytrail.ingest.document import Kind, Span

_BULLETS = "•·●○▪■□◦‣⁃∙➢►▶❖✓✔➔→¨§\uf0b7\uf0a7\uf0d8\uf076"
MARKER = re.compile(
    rf"""
    (?P<bullet>(?:[{_BULLETS}]\s*|(?:[*\-–—+]|o)[ \t]+)+(?=\S))
  | (?P<number>
        \(\d{{1,2}}\)\s*
      | \d{{1,2}}(?:\.[a-z]|\.[ivx]{{2,4}})+[.)]\s*
      | \d{{1,2}}(?:\.\d{{1,2}})*[ ]?[.);](?:[ \t]+|(?=[A-Z]))
      | \d{{1,2}}(?:\.\d{{1,2}})+[ \t]+(?=[A-Z])
    )
  | (?P<letter>\((?:[a-zA-Z]|[ivxIVX]{{1,5}})\)\s*|(?:[a-zA-Z]|[ivxIVX]{{1,5}})[.)][ \t]+)
    """,
    re.VERBOSE,
)


def stripped(text: str, start: int, end: int) -> Span:
    """`text[start:end]` without the white space around it; the end lies before the start if it is nothing else."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


@dataclass(slots=True)
class Piece:
    """A line or paragraph as found.

    Attributes:
        start, end: its words, without the marker.
        marker: "" or the marker as written ("•", "(a)", "1.1").
        style: class of the marker ("•", "(a)", "1.", "A."): items of one list share it.
        ordinal: number of an enumerated item ("c" is 3), 0 for bullets.
        roman: its value as a Roman numeral, 0 if it is none.
        depth: indentation in columns, or nesting depth where the format has one.
        gap: blank lines above.
        kind: set where the format says it, else None.
        level: of a heading that the format marks, else 0.
        label: a run-in label that the format marks (bold), else None.
        cells: of a table row.
        header: of a table row: it names the columns.
        strong: the whole piece is in bold, or underlined.
        boilerplate: not part of the policy.
    """

    start: int
    end: int
    marker: str = ""
    style: str = ""
    ordinal: int = 0
    roman: int = 0
    depth: int = 0
    gap: int = 0
    kind: Kind | None = None
    level: int = 0
    label: Span | None = None
    cells: tuple[Span, ...] = ()
    header: bool = False
    strong: bool = False
    boilerplate: bool = False


def set_marker(piece: Piece, match: re.Match[str]) -> None:
    """Give `piece` the marker that `match`, of `MARKER`, found."""
    written = match.group().strip()
    piece.marker = written
    if match.lastgroup == "bullet":
        piece.style = written[0]
        return
    core = written.strip("().; ")
    wrapper = ("(" if written[0] == "(" else "") + (written[-1] if written[-1] in ".);" else "")
    if match.lastgroup == "number":
        piece.style = "1" * (core.count(".") + 1) + wrapper
        core = core.rpartition(".")[2]
    else:
        piece.style = ("a" if core.islower() else "A") + wrapper
    if core.isdigit():
        piece.ordinal = int(core) or 1
        return
    numeral = core.lower()
    piece.roman = _roman(numeral) if set(numeral) <= set("ivx") else 0
    piece.ordinal = ord(numeral) - 96 if len(numeral) == 1 else _NUMERALS + piece.roman


_NUMERALS = 1000  # ordinals of numerals of several letters, apart from those of single letters


def _roman(digits: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[digit] for digit in digits]
    return sum(-value if value < max(values[at:], default=0) else value for at, value in enumerate(values))
