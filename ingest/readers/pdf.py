"""PDF, through pdfplumber: lines to paragraphs, by position, size and weight of their letters."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from policytrail.errors import InputError, MissingToolError
from policytrail.ingest.document import Document
from policytrail.ingest.readers.columns import Word, regions
from policytrail.ingest.readers.pdf_shapes import ruled_tables, write_bullets
from policytrail.ingest.readers.piece import MARKER
from policytrail.ingest.readers.writer import TextWriter, squeeze

if TYPE_CHECKING:
    from pdfplumber.page import Page

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_HYPHENS = "\xad\u2010"  # that end a line, by producer
_PLAIN = str.maketrans(_LIGATURES | dict.fromkeys(_HYPHENS, "-"))
_BOLD_FONT = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_HYPHEN = re.compile(r"(\w*[a-zà-ÿ])-\Z")
_WORD = re.compile(r"[\w-]+")
_MARGIN = 0.12  # of the page's height, above and below, where running heads and feet stand
_SAME = 4.0  # points between margins that are one
_HEADING_SIZE = 1.12  # times the size of the body


@dataclass(slots=True)
class _Line:
    words: str
    x0: float
    x1: float
    inside: float  # where its words begin, behind a list marker
    top: float
    bottom: float
    size: float
    bold: int  # how many of its first characters are bold
    page: int
    height: float  # of its page
    cells: tuple[str, ...] = ()
    is_open: bool = False  # a row that goes on overleaf
    band: float = 0  # where the columns begin that it stands in, or the line itself
    column: int = 0  # 1 left, 2 right, 0 for a line of the whole width


@dataclass(slots=True)
class _Paragraph:
    words: str
    bold: int
    first: _Line
    last: _Line


def read_pdf(data: bytes, name: str) -> Document:
    """Document of a PDF.

    Raises:
        InputError: it is encrypted, broken, or holds no text.
        MissingToolError: pdfplumber is not installed.
    """
    lines = _joined_rows(_without_running_lines(_read_lines(data, name)))
    if not any(line.words for line in lines):
        raise InputError(
            "holds no text, only images", where=name, mend="run text recognition (OCR) on it first"
        )
    return _write(lines)


def _read_lines(data: bytes, name: str) -> list[_Line]:
    try:
        import pdfplumber
        from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    except ImportError:
        raise MissingToolError(
            "reading PDF needs pdfplumber", where=name, mend="pip install 'policytrail[pdf]'"
        ) from None
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return [line for number, page in enumerate(pdf.pages) for line in _page_lines(page, number)]
    except _broken() as error:
        causes = (error, *error.args)
        if any(isinstance(cause, (PDFEncryptionError, PDFPasswordIncorrect)) for cause in causes):
            raise InputError(
                "is encrypted", where=name, mend="save a copy without a password, or as HTML or text"
            ) from None
        raise InputError(
            f"is a broken PDF ({type(error).__name__})", where=name, mend="open it and save it again"
        ) from None


def _broken() -> tuple[type[Exception], ...]:
    """What pdfplumber and pdfminer raise on a broken file: they let many kinds through."""
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    lookups = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError)
    return (
        PSException,
        PdfminerException,
        MalformedPDFException,
        *lookups,
        OSError,
        RecursionError,
        zlib.error,
        struct.error,
    )


def _page_lines(page: Page, number: int) -> Iterator[_Line]:
    """Lines and table rows of a page, from top to bottom."""
    height = float(page.height)
    found: list[_Line] = []
    write_bullets(page)
    for table in ruled_tables(page):
        x0, top, x1, bottom = table.box
        # one row is a box beside the text, unless its table goes on on another page
        if len(table.rows) == 1 and height * _MARGIN < top and bottom < height * (1 - _MARGIN):
            continue
        page = page.outside_bbox(table.box, strict=False)
        step = (bottom - top) / len(table.rows)
        for at, row in enumerate(table.rows, 1):
            cells = tuple(squeeze(cell).translate(_PLAIN) for cell in row)
            place = top + (at - 1) * step
            is_open = table.is_open and at == len(table.rows)
            found.append(
                _Line("", x0, x1, x0, place, place + step, 0, 0, number, height, cells, is_open, place)
            )
    words = [Word(w["x0"], w["x1"], w["top"], w["bottom"]) for w in page.extract_words()]
    left, _, right, _ = page.bbox
    parts = regions(words, left, right)
    margin = {part.column: min((w.x0 for w in words if w.x0 >= part.x0), default=0) for part in parts}
    for part in parts:
        box = page.within_bbox((part.x0, part.top, part.x1, part.bottom), strict=False)
        shift = margin[2] - margin[1] if part.column == 2 else 0.0
        found += _text_lines(box, number, height, shift, part.column, part.top if part.column else None)
    if not parts:
        found += _text_lines(page, number, height)
    page.close()
    return iter(sorted(found, key=lambda line: (round(line.band), line.column, round(line.top), line.x0)))


def _text_lines(
    page: Page, number: int, height: float, shift: float = 0, column: int = 0, band: float | None = None
) -> Iterator[_Line]:
    """Lines of text of a page or of a part of it, moved to the left by `shift`."""
    for line in page.extract_text_lines(return_chars=True):
        words = squeeze(line["text"].translate(_PLAIN))
        if words:
            chars: list[dict[str, Any]] = line["chars"]
            size = Counter(round(char["size"], 1) for char in chars).most_common(1)[0][0]
            bold = _bold_opening(chars, words)
            x0, x1, top, bottom = line["x0"] - shift, line["x1"] - shift, line["top"], line["bottom"]
            start = top if band is None else band
            inside = _inside(chars, words) - shift
            yield _Line(
                words, x0, x1, inside, top, bottom, size, bold, number, height, band=start, column=column
            )


def _inside(chars: list[dict[str, Any]], words: str) -> float:
    """Where the words of a line begin behind its list marker."""
    marker = MARKER.match(words)
    letters: list[float] = [char["x0"] for char in chars if char["text"].strip()]
    signs = len("".join(marker.group().split())) if marker else 0
    return letters[min(signs, len(letters) - 1)]


def _bold_opening(chars: list[dict[str, Any]], words: str) -> int:
    """How many characters of `words`, from the first, are bold."""
    letters = 0
    for letter in chars:
        if letter["text"].strip():
            if not _BOLD_FONT.search(letter["fontname"]):
                break
            letters += 1
    for at, char in enumerate(words):
        if letters == 0:
            return at
        letters -= char != " "
    return len(words)


def _without_running_lines(lines: list[_Line]) -> list[_Line]:
    """`lines` without heads, feet and page numbers that come again from page to page."""
    pages = len({line.page for line in lines})
    seen = Counter(
        key for page in range(pages) for key in {_running(line) for line in lines if line.page == page}
    )
    often = max(2, pages // 2)
    return [line for line in lines if not (key := _running(line)) or seen[key] < often]


def _running(line: _Line) -> str:
    """What a running head or foot has in common on all pages; "" for a line in the body."""
    inside = line.height * _MARGIN < line.top and line.bottom < line.height * (1 - _MARGIN)
    return "" if inside or line.cells else _DIGITS.sub("#", line.words)


def _joined_rows(lines: list[_Line]) -> list[_Line]:
    """`lines` with rows that a page break divides made whole, and without heads of tables that come again overleaf."""
    joined: list[_Line] = []
    head: tuple[str, ...] = ()
    for line in lines:
        last = joined[-1] if joined and joined[-1].cells else None
        if not line.cells or last is None or len(line.cells) != len(last.cells):
            head = line.cells
            joined.append(line)
        elif line.page == last.page or line.cells != head:
            if last.is_open or (line.page != last.page and _runs_on(last.cells, line.cells)):
                last.cells = tuple(map(squeeze, map(" ".join, zip(last.cells, line.cells, strict=True))))
                last.is_open = line.is_open
            else:
                joined.append(line)
    return joined


def _runs_on(above: tuple[str, ...], below: tuple[str, ...]) -> bool:
    """Whether a sentence runs on from a cell to the cell below it: one row, although a rule closes it at the page's end."""
    return any(
        upper and lower and upper[-1] not in ".:;!?" and lower[0].islower()
        for upper, lower in zip(above, below, strict=True)
    )


def _write(lines: list[_Line]) -> Document:
    writer = TextWriter()
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.words)
    body = sizes.most_common(1)[0][0]
    larger = sorted({size for size in sizes if size > _HEADING_SIZE * body}, reverse=True)
    levels = {size: min(6, rank + 1) for rank, size in enumerate(larger)}
    vocabulary = Counter(word.lower() for line in lines for word in _WORD.findall(line.words))
    margins = sorted({round(line.x0) for line in lines if MARKER.match(line.words)})
    items: list[float] = []  # where the words of the item above begin, and those of the items that it is in
    for paragraph in _paragraphs(lines, vocabulary):
        first = paragraph.first
        if first.cells:
            writer.row(list(first.cells), above=(0,) if not first.cells[0] else ())
            items = []
        elif first.size in levels and len(paragraph.words) < 200:
            writer.heading(paragraph.words, levels[first.size])
            items = []
        else:
            if MARKER.match(paragraph.words):
                depth = _depth(margins, first.x0)
                outer = items[: depth - 1]
                items = outer + [first.inside] * (depth - len(outer))
            else:
                items = [inside for inside in items if inside - first.x0 < _SAME]
                depth = len(items) + 1 if items and first.x0 - items[-1] < _SAME else 0
            writer.text(paragraph.words, depth=depth, bold=paragraph.bold)
    return writer.document()


def _depth(margins: list[int], x0: float) -> int:
    """Nesting depth of an item by its indentation: margins a few points apart are one."""
    depth, last = 0, -100
    for margin in margins:
        if margin - last > 6:
            depth += 1
        last = margin
        if margin >= round(x0):
            break
    return max(1, depth)


def _paragraphs(lines: list[_Line], vocabulary: Counter[str]) -> Iterator[_Paragraph]:
    pitches = Counter(
        round(below.top - above.top)
        for above, below in pairwise(lines)
        if above.page == below.page and 0 < below.top - above.top < 4 * max(above.size, 1)
    )
    pitch = pitches.most_common(1)[0][0] if pitches else 0
    right: dict[bool, float] = {}
    for line in lines:
        right[line.column > 0] = max(line.x1, right.get(line.column > 0, 0))
    current: _Paragraph | None = None
    for line in lines:
        if current is not None and _goes_on(current, line, pitch, right[current.last.column > 0]):
            _append(current, line, vocabulary)
            continue
        if current is not None:
            yield current
        current = _Paragraph(line.words, line.bold, line, line)
    if current is not None:
        yield current


def _goes_on(paragraph: _Paragraph, line: _Line, pitch: float, right: float) -> bool:
    """Whether `line` belongs to the paragraph above it."""
    last = paragraph.last
    if line.cells or last.cells or MARKER.match(line.words) or abs(line.size - last.size) > 0.6:
        return False
    open_end = paragraph.words[-1] not in ".:;!?"
    filled = last.x1 + len(line.words.split(None, 1)[0]) * line.size * 0.5 > right * 0.97
    runs_on = filled and open_end and line.words[0].islower()
    if paragraph.bold == len(paragraph.words) and line.bold < len(line.words) and not runs_on:
        return False  # bold type that ends with the line: a heading
    if line.page != last.page or line.column != last.column:
        return open_end and (line.words[0].islower() or last.x1 > 0.85 * right)
    if line.top - last.top > 1.35 * max(pitch, last.size):
        return False
    return filled or (open_end and line.words[0].islower())


def _append(paragraph: _Paragraph, line: _Line, vocabulary: Counter[str]) -> None:
    if paragraph.bold == len(paragraph.words):
        paragraph.bold += 1 + line.bold
    hyphen = _HYPHEN.search(paragraph.words)
    if hyphen and line.words[0].islower():
        ending = _WORD.match(line.words)
        rest = ending.group().lower() if ending else ""
        # "third-party" keeps its hyphen where the text writes it so elsewhere
        compound = vocabulary[f"{hyphen[1].lower()}-{rest}"] > vocabulary[f"{hyphen[1].lower()}{rest}"]
        paragraph.words = (paragraph.words if compound else paragraph.words[:-1]) + line.words
    else:
        paragraph.words += f" {line.words}"
    paragraph.bold = min(paragraph.bold, len(paragraph.words))
    paragraph.last = line
