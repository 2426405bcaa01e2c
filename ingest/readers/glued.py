"""Lists whose lines were glued to one: "We share data with: - vendors; - carriers"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from policytrail.ingest.readers.piece import Piece, stripped

_FIRST = re.compile(r":\s++(?P<mark>[-–*·•●▪■◦])\s++(?=\D)")
_DEEPER = 2  # columns


def parted_items(text: str, piece: Piece) -> list[Piece]:
    """The lead-in and the items of a list that `piece` holds in one line; `piece` alone where it holds none.

    The first mark stands after a colon. Dashes also part words, so that the others must follow a stop.
    """
    first = _FIRST.search(text, piece.start, piece.end) if piece.kind in (None, "item") else None
    if first is None:
        return [piece]
    mark = first["mark"]
    before = r"(?:(?<=[;,.])|(?<=; and)|(?<=; or))" if mark in "-–" else r"(?<!\s)"
    marks = [first.span("mark")]
    marks += (
        found.span("mark")
        for found in re.compile(rf"{before}\s++(?P<mark>{re.escape(mark)})\s++").finditer(
            text, first.end(), piece.end
        )
    )
    if len(marks) < 2:
        return [piece]
    items = [
        Piece(
            *stripped(text, opening, closing),
            marker=mark, style=mark, depth=piece.depth + _DEEPER, kind="item",
        )
        for (_, opening), (closing, _) in pairwise([*marks, (piece.end, piece.end)])
    ]  # fmt: skip
    return [replace(piece, end=first.start() + 1), *items]
