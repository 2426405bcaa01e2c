"""The text that a markup reader makes: one block a line, a blank line between paragraphs."""

from __future__ import annotations

import re

from policytrail.ingest.document import Document, Kind, Span
from policytrail.ingest.readers.labels import is_name, opens_with_subject
from policytrail.ingest.readers.piece import MARKER, Piece, set_marker
from policytrail.ingest.readers.structure import build_document

STEP = 2  # columns of one nesting depth
_MAX_INDENT = 16
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200d\u2060]|(?<=[\s\S])\ufeff"
)  # where a word may be parted; of byte order
_LABEL_END = re.compile(r"[\s.:;–—-]*\Z")
_BOLD_LABEL_WORDS = 14


def squeeze(words: str) -> str:
    """`words` with every run of white space as one space, none around, and without soft hyphens.

    >>> squeeze(" a\\n\\xa0 re\\xadcord ")
    'a record'
    """
    return " ".join(without_invisible(words).lstrip("\ufeff").split())


def without_invisible(words: str) -> str:
    """`words` without marks that show nothing; the byte order mark that a file opens with stays.

    >>> without_invisible("re\\xadcord")
    'record'
    """
    return words if words.isascii() else _INVISIBLE.sub("", words)


class TextWriter:
    """Collects blocks, writes their text, remembers where each stands."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._pieces: list[Piece] = []

    def document(self) -> Document:
        """The text and its blocks."""
        return build_document("".join(self._parts), self._pieces)

    def heading(self, words: str, level: int) -> None:
        """Add a heading of `level` 1 to 6."""
        piece = Piece(0, len(words), kind="heading", level=level)
        match = MARKER.match(words)
        if match and match.end() < len(words) and not match["bullet"]:
            piece.start = match.end()
        self._add(piece, words, "", 1)

    def text(
        self,
        words: str,
        *,
        marker: str = "",
        depth: int = 0,
        bold: int = 0,
        term: str = "",
        close: bool = False,
    ) -> None:
        """Add a paragraph or item.

        Args:
            words: its text, squeezed.
            marker: "" or its list marker ("•", "1.").
            depth: its list depth, from 1; of a paragraph 0, or that of the item it stands in plus 1.
            bold: how many of its first characters are bold.
            term: what it defines, put before it as a label.
            close: whether it follows the block above without a blank line (a line break).
        """
        found = MARKER.match(words)
        if found and found.end() < len(words) and marker in ("", "•"):
            # "• (a) Name": the written marker says more than the bullet
            marker, words, bold = found.group().strip(), words[found.end() :], max(0, bold - found.end())
        label = (0, len(term)) if term else _bold_label(words, bold)
        if term:
            words = f"{term}: {words}"
        kind: Kind | None = "item" if marker else None
        strong = not term and 0 < len(words) <= bold
        piece = Piece(0, len(words), depth=depth * STEP, kind=kind, label=label, strong=strong)
        if marker and (match := MARKER.match(f"{marker} x")):
            set_marker(piece, match)
            if piece.ordinal:
                piece.kind = None  # it may number a heading
        indent = " " * min(_MAX_INDENT, max(0, depth - 1) * STEP)
        gap = 0 if close or (marker and self._pieces and self._pieces[-1].marker) else 1
        self._add(piece, words, indent + (f"{marker} " if marker else ""), gap)

    def row(self, cells: list[str], *, header: bool = False, above: tuple[int | None, ...] = ()) -> None:
        """Add a table row.

        Args:
            cells: text of each column, in order.
            header: whether it names the columns.
            above: for each column None, or the column of the row above whose cell goes on here.
        """
        spans: list[Span] = []
        at = 0
        for cell in cells:
            spans.append((at, at + len(cell)))
            at += len(cell) + 3
        previous = self._pieces[-1] if self._pieces and self._pieces[-1].kind == "row" else None
        piece = Piece(0, max(0, at - 3), kind="row", header=header)
        offset = self._add(piece, " | ".join(cells), "", 0 if previous else 1)
        piece.cells = tuple((start + offset, end + offset) for start, end in spans)
        filled = [cell for cell in piece.cells if cell[0] < cell[1]]
        if filled:
            piece.start, piece.end = filled[0][0], filled[-1][1]
        if previous is not None:
            piece.cells = tuple(
                previous.cells[source] if (source := _source(above, column)) is not None and source < len(previous.cells)
                else span
                for column, span in enumerate(piece.cells)
            )  # fmt: skip

    def _add(self, piece: Piece, words: str, before: str, gap: int) -> int:
        """Write `words` after `before` and move `piece`, which counts from `words`, to its place."""
        lead = "" if not self._pieces else "\n" * (gap + 1)
        self._parts += (lead, before, words)
        offset = self._length + len(lead) + len(before)
        self._length = offset + len(words)
        piece.start += offset
        piece.end += offset
        piece.gap = gap
        if piece.label:
            piece.label = (piece.label[0] + offset, piece.label[1] + offset)
        self._pieces.append(piece)
        return offset


def _source(above: tuple[int | None, ...], column: int) -> int | None:
    return above[column] if column < len(above) else None


def _bold_label(words: str, bold: int) -> Span | None:
    """The run-in label that bold type sets off: "**Cookies.** We use ...", "**Vendors** We share ..."."""
    if not 0 < bold < len(words):
        return None
    name = words[:bold].rstrip()
    end = len(name) - len(_LABEL_END.search(name).group())  # type: ignore[union-attr]
    if not end or len(name.split()) > _BOLD_LABEL_WORDS or opens_with_subject(name):
        return None
    rest = words[bold:].lstrip()
    colon = name[-1] == ":" or rest[0] in ":–—-"
    if not rest.strip(" :–—-."):
        return None
    if colon or (is_name(name[:end]) and (name[-1] == "." or (name[0].isupper() and rest[0].isupper()))):
        return (0, end)
    return None
