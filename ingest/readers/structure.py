"""From pieces to blocks: what each is, and what governs it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policytrail.ingest.document import Block, Document, Kind, Span
from policytrail.ingest.readers.boilerplate import mark_boilerplate
from policytrail.ingest.readers.glued import parted_items
from policytrail.ingest.readers.headings import run_in_question
from policytrail.ingest.readers.labels import find_label
from policytrail.ingest.readers.leadins import announces_items, is_colon_lead_in
from policytrail.ingest.readers.lists import marked_list
from policytrail.ingest.readers.loose import unmarked_list
from policytrail.ingest.readers.piece import Piece
from policytrail.ingest.readers.sections import add_heading, recognise_heading
from policytrail.ingest.readers.sentences import split_sentences
from policytrail.ingest.readers.state import OpenList, State

_BULLET = re.compile(r"(?<!\S)[*•]\s+(?=[A-Z])")


def build_document(text: str, pieces: Sequence[Piece]) -> Document:
    """Blocks of `text` from the pieces that a reader found in it, in order.

    Args:
        text: the text that is stored.
        pieces: its lines or paragraphs; `kind` is respected where set.
    """
    pieces = [
        part for piece in pieces for one in _without_question(text, piece) for part in parted_items(text, one)
    ]
    mark_boilerplate(text, pieces)
    state = State(text, pieces)
    for at, piece in enumerate(pieces):
        if piece.boilerplate:
            kind = piece.kind or "paragraph"
            state.blocks.append(Block(kind, piece.start, piece.end, heading=state.heading, boilerplate=True))
        elif piece.kind == "row":
            _add_row(state, piece)
        else:
            _add(state, at, piece)
    return Document(text, tuple(state.blocks))


def _without_question(text: str, piece: Piece) -> list[Piece]:
    """The question that opens a paragraph, as a piece of its own: it is a heading that lost its line break."""
    end = run_in_question(text, piece.start, piece.end) if piece.kind in (None, "item") else None
    if end is None:
        return [piece]
    start = next(at for at in range(end, piece.end) if not text[at].isspace())
    return [replace(piece, end=end, kind=None, label=None), Piece(start, piece.end, depth=piece.depth, gap=1)]


def _add(state: State, at: int, piece: Piece) -> None:
    body = state.body(piece)
    if style := recognise_heading(state, at, piece, body):
        add_heading(state, piece, body, style)
    else:
        _add_text(state, at, piece, body)
    state.header_row = None
    state.previous = piece


def _add_text(state: State, at: int, piece: Piece, body: str) -> None:
    """Make `piece` an item or a paragraph."""
    here = len(state.blocks)
    label, rest = _label(state, piece)
    kind: Kind = "paragraph"
    parent: int | None = None
    level = 0
    marked = piece.marker or piece.kind == "item"
    opened = marked_list(state, at, piece) if marked else unmarked_list(state, at, piece, body, label)
    if opened is not None:
        kind, parent, level = "item", opened.parent, state.lists.index(opened) + 1
        opened.last = here
    elif (holder := _list_around(state, piece)) is not None:
        parent = holder.last
        del state.lists[state.lists.index(holder) + 1 :]
    else:
        # an enumeration may go on after it
        state.lists = [one for one in state.lists if one.ordinal or one.over_items]
    state.blocks.append(
        Block(
            kind, piece.start, piece.end,
            level=level, heading=state.heading, parent=parent, label=label,
            sentences=split_sentences(state.text, rest, piece.end),
        )
    )  # fmt: skip
    short = opened is None and not state.bodylike(piece)
    state.short_run = state.short_run + 1 if short else 0
    leads_in = is_colon_lead_in(body)
    state.lead_in = here if leads_in else None
    state.announces = here if leads_in or announces_items(body) else None


def _list_around(state: State, piece: Piece) -> OpenList | None:
    """The list in whose last item a paragraph stands: indented under it, or between labelled items."""
    if state.lists and not (state.lists[-1].marked or state.lists[-1].over_items):
        return state.lists[-1]
    return next((opened for opened in reversed(state.lists) if piece.depth > opened.depth), None)


def _label(state: State, piece: Piece) -> tuple[Span | None, int]:
    """The run-in label of `piece`, and where the words after it begin."""
    if piece.label is None:
        return find_label(state.text, piece.start, piece.end) or (None, piece.start)
    rest = piece.label[1]
    while rest < piece.end and (state.text[rest].isspace() or state.text[rest] in ":.-–—*"):
        rest += 1
    return (piece.label, rest) if rest < piece.end else (None, piece.start)


def _points(text: str, start: int, end: int) -> Iterator[Span]:
    """The parts of a cell between its bullets: "Security * We stop fraud. * We block spam"; not the items of a lead-in."""
    bullets = list(_BULLET.finditer(text, start, end))
    for bullet in bullets if bullets and ":" not in text[start : bullets[0].start()] else ():
        yield start, bullet.start()
        start = bullet.end()
    yield start, end


def _add_row(state: State, piece: Piece) -> None:
    """Make `piece` a row: the first of a table is its header, and governs the others."""
    header = state.header_row is None or piece.header
    cells = piece.cells
    if not header and cells and cells[0][0] == cells[0][1]:  # blank: as above
        cells = (state.blocks[-1].cells[:1] or cells[:1]) + cells[1:]
    parent = state.lead_in if header else state.header_row
    sentences = tuple(
        span
        for start, end in dict.fromkeys(cells)
        if start >= piece.start  # not a cell of the row above
        for part in _points(state.text, start, end)
        for span in split_sentences(state.text, *part)
    )
    state.blocks.append(
        Block(
            "row", piece.start, piece.end,
            heading=state.heading, parent=parent, sentences=sentences, cells=cells,
        )
    )  # fmt: skip
    if header:
        state.header_row = len(state.blocks) - 1
    state.lists.clear()
    state.lead_in = state.announces = None
    state.previous = piece
