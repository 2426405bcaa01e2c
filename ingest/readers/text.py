"""Plain text: lines to pieces. The text itself is kept, but for marks that show nothing."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from policytrail.ingest.document import Document, Span
from policytrail.ingest.readers.piece import MARKER, Piece, set_marker, stripped
from policytrail.ingest.readers.structure import build_document
from policytrail.ingest.readers.torn import mended
from policytrail.ingest.readers.writer import without_invisible
from policytrail.ingest.words.tokens import plain_spaces

_RULE = re.compile(r"[=\-_*~#.·•–—]{3,}\Z")
_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_SEPARATOR_ROW = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\Z")
# A separator that lost its line break: "| --- | --- |Data that we collect:"
_LOST_SEPARATOR = re.compile(r"(?:\|\s*)*(?::?-{2,}:?\s*\|\s*)+(?=[^\s|:-])")
# Line breaks that were lost before a bullet and after the mark of a page:
# "we use it to: • bill you; • help you", "----- page 3 ----- How we share".
_BULLET = re.compile(r"[•▪●■◦\uf0b7\uf0a7](?=\s)")
_PAGE = re.compile(r"page \d{1,4} -----(?=[ \t]+\S)")
_LINK = re.compile(r"top(?=[A-Z]{2})")  # to the top of the page, glued to the heading after it
_TAB = 4
_REACH = 2000  # characters


def read_text(text: str) -> Document:
    """Document of plain text: `text` with universal newlines, without marks that show nothing and gaps that tear words.

    >>> document = read_text("We share data with:\\r\\n- vendors;\\r\\n- affiliates.")
    >>> [(block.kind, block.parent) for block in document.blocks]
    [('paragraph', None), ('item', 0), ('item', 0)]
    """
    kept = mended(without_invisible(re.sub("\r\n?|[\u2028\u2029]", "\n", text)))
    text = plain_spaces(kept)
    pieces = _lines(text)
    _find_rows(text, pieces)
    width = _wrap_width(text, pieces)
    pieces = _unwrap(text, pieces, width) if width else _join_items(text, pieces)
    return replace(build_document(text, pieces), text=kept)


def _lines(text: str) -> list[Piece]:
    pieces: list[Piece] = []
    gap = 0
    for start, end in _line_spans(text):
        line = text[start:end]
        stripped = line.strip()
        if not stripped:
            gap += 1
            continue
        indent = len(line) - len(line.lstrip())
        link = _LINK.match(text, start + indent, end)
        body_start = link.end() if link else start + indent
        body_end = end - (len(line) - len(line.rstrip()))
        if _RULE.match(stripped):
            if pieces and not gap and stripped[0] in "=-~_" and len(set(stripped)) == 1:
                _underline(text, pieces[-1], stripped[0])
            gap += 1
            continue
        piece = _piece(text, line, body_start, body_end, indent)
        if piece is not None:
            piece.gap = gap
            pieces.append(piece)
            gap = 0
        elif pieces and pieces[-1].kind == "row" and not gap:
            pieces[-1].header = True
    return pieces


def _line_spans(text: str) -> Iterator[Span]:
    """Spans of the lines, also of those that lost their break; rows of tables are left whole."""
    start = 1 if text.startswith("\ufeff") else 0
    lost = deque(sorted(_lost_breaks(text)))
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        row = bool(lost) and lost[0] < end and any(mark in text[start:end] for mark in ("\t", " | "))
        while lost and lost[0] < end:
            at = lost.popleft()
            if not row:
                yield start, at
                start = at
        yield start, end
        start = end + 1


def _lost_breaks(text: str) -> Iterator[int]:
    for match in _BULLET.finditer(text):
        at = match.start()
        before = at
        while before and text[before - 1] in " \t":
            before -= 1
        if 0 < before < at and text[before - 1] != "\n":
            yield at
    yield from (match.end() for match in _PAGE.finditer(text))


def _find_rows(text: str, pieces: list[Piece]) -> None:
    """Make rows of two or more lines in a row whose cells are parted by " | " or tabs."""
    for separator, gap in ((" | ", 1), ("\t", 0)):
        at = 0
        while at < len(pieces):
            end = at
            cells = _count_cells(text, pieces[at], separator)
            if cells and text.find(separator, pieces[at].start, pieces[at].end) >= 0:
                end = at + 1
                while end < len(pieces) and _goes_on(text, pieces[end], separator, cells, gap):
                    end += 1
            if end - at > 1:
                for piece in pieces[at:end]:
                    _make_row(text, piece, separator.strip(" "))
            at = max(end, at + 1)


def _goes_on(text: str, piece: Piece, separator: str, cells: int, gap: int) -> bool:
    """Whether a table of so many cells goes on with `piece`: right below, or alike behind a blank line."""
    count = _count_cells(text, piece, separator)
    return count > 0 and (not piece.gap or (piece.gap <= gap and count == cells))


def _count_cells(text: str, piece: Piece, separator: str) -> int:
    """How many separators part the cells of the line; the first cell may be blank."""
    return 0 if piece.kind else f" {text[_line_start(text, piece) : piece.end]}".count(separator)


def _line_start(text: str, piece: Piece) -> int:
    """Where the line of a piece begins; the piece itself, if that is far off because the line lost its breaks."""
    far = max(0, piece.start - _REACH)
    newline = text.rfind("\n", far, piece.start)
    return newline + 1 if newline >= 0 or not far else piece.start


def _make_row(text: str, piece: Piece, separator: str) -> None:
    piece.kind, piece.marker, piece.style, piece.ordinal = "row", "", "", 0
    piece.cells = _split_cells(text, _line_start(text, piece), piece.end, separator)
    piece.start = min(start for start, end in piece.cells if start < end)


def _underline(text: str, piece: Piece, mark: str) -> None:
    if piece.end - piece.start <= 120 and text[piece.end - 1] not in ".;,":
        piece.strong = True
        if mark in "=-" and not piece.marker:
            piece.kind, piece.level = "heading", 1 if mark == "=" else 2


def _piece(text: str, line: str, start: int, end: int, indent: int) -> Piece | None:
    depth = len(line[:indent].expandtabs(_TAB))
    if (lost := _LOST_SEPARATOR.match(text, start, end)) is not None:
        start = lost.end()
    if text[start] == "|" and text.find("|", start + 1, end) >= 0:
        if _SEPARATOR_ROW.match(text[start:end]):
            return None
        cells = _split_cells(text, start + 1, end - 1 if text[end - 1] == "|" else end, "|")
        filled = [cell for cell in cells if cell[0] < cell[1]]
        if filled:
            return Piece(filled[0][0], filled[-1][1], kind="row", cells=cells, depth=depth)
    if (hashes := _HASHES.match(text, start, end)) is not None:
        stop = end
        while stop > hashes.end() and text[stop - 1] in "# ":
            stop -= 1
        if stop == hashes.end():
            return None
        return Piece(hashes.end(), stop, kind="heading", level=len(hashes[1]), depth=depth)
    piece = Piece(start, end, depth=depth)
    match = MARKER.match(text, start, end)
    if match is not None and match.end() < end:
        set_marker(piece, match)
        second = MARKER.match(text, match.end(), end) if match["bullet"] else None
        written_twice = second is not None and not second["bullet"] and second.end() < end  # "- (a) Name"
        piece.start = second.end() if second is not None and written_twice else match.end()
        _skip_spaces(text, piece)
    if text.startswith("**", piece.start):
        _bold(text, piece)
    return piece if piece.start < piece.end else None


def _bold(text: str, piece: Piece) -> None:
    """Asterisks left over from Markdown: a bold line, or a bold label that opens a paragraph."""
    piece.start += 2
    _skip_spaces(text, piece)
    close = text.find("**", piece.start, piece.end)
    if close == piece.end - 2:
        piece.end, piece.strong = close, True
        number = MARKER.match(text, piece.start, piece.end)  # "**1. Sharing**"
        if number and not number["bullet"] and number.end() < piece.end and not piece.marker:
            set_marker(piece, number)
            piece.start = number.end()
    elif 0 < close - piece.start <= 120:
        label_end = close
        while label_end > piece.start and text[label_end - 1] in " :.":
            label_end -= 1
        piece.label = (piece.start, label_end) if label_end > piece.start else None


def _skip_spaces(text: str, piece: Piece) -> None:
    while piece.start < piece.end and text[piece.start].isspace():
        piece.start += 1


def _split_cells(text: str, start: int, end: int, separator: str) -> tuple[Span, ...]:
    cells: list[Span] = []
    for part in text[start:end].split(separator):
        left, right = stripped(text, start, start + len(part))
        cells.append((left, right) if left < right else (start, start))
        start += len(part) + len(separator)
    return tuple(cells)


# ---- hard wraps

_WIDEST = 130  # of lines that were broken by hand
_MOST_BROKEN = 0.6  # of the lines: some tools leave items, rows and addresses whole


def _wrap_width(text: str, pieces: list[Piece]) -> int:
    """Width at which lines were broken by hand, or 0 if a line is a paragraph."""
    lengths = [piece.end - piece.start + piece.depth for piece in pieces if piece.kind != "row"]
    broken = sorted(length for length in lengths if length <= _WIDEST)
    if len(broken) < max(4, _MOST_BROKEN * len(lengths)):
        return 0
    width = broken[min(len(broken) - 1, int(len(broken) * 0.97))]
    if width < 40:
        return 0
    full = going_on = 0
    for above, below in pairwise(pieces):
        if below.gap or below.kind or above.kind or above.end - above.start + above.depth < 0.6 * width:
            continue
        full += 1
        going_on += not below.marker and text[above.end - 1] not in ".:;!?" and text[below.start].islower()
    return width if full >= 3 and going_on >= 0.3 * full else 0


def _join_items(text: str, pieces: list[Piece]) -> list[Piece]:
    """Join the lines of items that were broken by hand, where other lines are paragraphs."""
    joined: list[Piece] = []
    for piece in pieces:
        above = joined[-1] if joined else None
        bare = not (piece.gap or piece.marker or piece.kind or piece.strong) and text[piece.start].islower()
        if bare and above and above.marker and not above.kind and text[above.end - 1] not in ".:;!?":
            above.end = piece.end
        else:
            joined.append(piece)
    return joined


def _unwrap(text: str, pieces: list[Piece], width: int) -> list[Piece]:
    """Join the lines of each paragraph: a line goes on if the next one's first word would not have fitted."""
    joined: list[Piece] = []
    line_start = 0
    for piece in pieces:
        above = joined[-1] if joined else None
        if above is not None and not piece.gap and not piece.marker and not piece.kind and not above.kind:
            last_line = above.end - line_start + above.depth
            first_word = text.find(" ", piece.start, piece.end)
            word = (first_word if first_word > 0 else piece.end) - piece.start
            hanging = bool(above.marker) and piece.depth > above.depth
            full = last_line + 1 + word > 0.9 * width
            open_end = text[above.end - 1] not in ".:;!?"
            flows = open_end and (text[piece.start].islower() or last_line - above.depth > 0.6 * width)
            whole = last_line > _WIDEST  # a paragraph on one line
            if not whole and (full or flows or (hanging and text[above.end - 1] not in ".;")):
                above.end = piece.end
                line_start = piece.start
                continue
        joined.append(piece)
        line_start = piece.start
    return joined
