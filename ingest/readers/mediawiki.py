"""MediaWiki text: headings, lists, tables and links; templates, references and comments are dropped."""

from __future__ import annotations

import re
from html import unescape

from policytrail.ingest.document import Document
from policytrail.ingest.readers.writer import TextWriter, squeeze

_EXPORT = re.compile(r"<text\b[^>]*>(.*?)</text>", re.DOTALL)
_DROPPED = re.compile(
    r"(?P<comment><!--)|<(?P<tag>ref|script|style|gallery|math)\b[^<>]{0,500}(?P<alone>/)?>|__[A-Z]{3,20}__",
    re.IGNORECASE,
)
_BRACES = re.compile(r"\{\{|\}\}")
_FILE_LINK = re.compile(r"\[\[(?:File|Image|Category|Media):[^\[\]]*\]\]", re.IGNORECASE)
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_WEB_LINK = re.compile(r"\[(?:https?:|mailto:|//)[^\s\[\]]++(?:[ \t]+([^\[\]\n]*+))?\]")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HTML_BLOCK = re.compile(
    r"</?(?:p|div|ul|ol|blockquote|center)\b[^<>]{0,200}>|</(?:li|h[1-6])>", re.IGNORECASE
)
_HTML_ITEM = re.compile(r"<li\b[^<>]{0,200}>", re.IGNORECASE)
_HTML_HEADING = re.compile(r"<h([1-6])\b[^<>]{0,200}>(.{1,300}?)</h\1>", re.IGNORECASE | re.DOTALL)
_QUOTES = re.compile(r"'{2,5}")
_BOLD_START = re.compile(r"'''(.+?)'''")
_HEADING = re.compile(r"(={1,6})\s*(.+?)\s*\1\s*\Z")
_ITEM = re.compile(r"([*#:;]+)\s*")
_CELL_FORMAT = re.compile(r"(?:\s*+[\w-]++\s*+=\s*+(?:\"[^\"]*+\"|[^\s|]++))+\s*\|(?!\|)")
_ROWSPAN = re.compile(r"rowspan\s*=\s*\"?(\d{1,3})", re.IGNORECASE)


def read_mediawiki(text: str) -> Document:
    """Document of MediaWiki text, or of the first page of a MediaWiki export.

    >>> read_mediawiki("== Sharing ==\\n{{note}}We share with [[Vendor|vendors]]:\\n* hosts").text
    'Sharing\\n\\nWe share with vendors:\\n\\n• hosts'
    """
    if "<mediawiki" in text[:500] and (page := _EXPORT.search(text)):
        text = unescape(page[1])
    text = _without_elements(text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _FILE_LINK.sub("", _without_templates(text))
    reader = _Reader()
    for line in _BREAK.sub("\n", _without_html(text)).split("\n"):
        reader.line(line)
    reader.flush()
    reader.flush_term()
    return reader.writer.document()


def _without_elements(text: str) -> str:
    """`text` without comments, references, scripts and switches; what is never closed stays."""
    kept: list[str] = []
    unclosed: set[str] = set()
    at = 0
    while match := _DROPPED.search(text, at):
        kept.append(text[at : match.start()])
        at = match.end()
        if match["alone"] or not (match["comment"] or match["tag"]):
            continue
        closer = "-->" if match["comment"] else f"</{match['tag'].lower()}>"
        end = -1 if closer in unclosed else text.find(closer, at)
        if end >= 0:
            at = end + len(closer)
        else:
            unclosed.add(closer)
    kept.append(text[at:])
    return "".join(kept)


def _without_templates(text: str) -> str:
    """`text` without `{{...}}`, however deeply nested; braces without their like stay."""
    kept: list[str] = []
    opened: list[int] = []  # lengths of `kept` where a template began
    at = 0
    for match in _BRACES.finditer(text):
        kept.append(text[at : match.start()])
        at = match.end()
        if match.group() == "{{":
            opened.append(len(kept))
            kept.append("{{")
        elif opened:
            del kept[opened.pop() :]
        else:
            kept.append("}}")
    kept.append(text[at:])
    return "".join(kept)


def _without_html(text: str) -> str:
    """`text` with its HTML headings and items as those of a wiki, and other blocks as paragraphs."""
    text = _HTML_HEADING.sub(
        lambda found: f"\n{'=' * int(found[1])} {squeeze(found[2])} {'=' * int(found[1])}\n", text
    )
    return _HTML_BLOCK.sub("\n\n", _HTML_ITEM.sub("\n* ", text))


class _Reader:
    """Takes the lines of a page one by one."""

    def __init__(self) -> None:
        self.writer = TextWriter()
        self.paragraph: list[str] = []
        self.cells: list[str] | None = None  # of the open table row; None outside a table
        self.above: list[int | None] = []  # of the cells of the open row, as `TextWriter.row` wants it
        self.down: dict[int, int] = {}  # column -> how many more rows its cell spans
        self.header = False
        self.term = ""

    def line(self, line: str) -> None:
        stripped = line.strip()
        if stripped and stripped[0] != ":":
            self.flush_term()
        if stripped.startswith("{|"):
            self.flush()
            self.cells, self.above, self.down = [], [], {}
        elif self.cells is not None:
            self.table_line(stripped)
        elif not stripped:
            self.flush()
        elif heading := _HEADING.match(stripped):
            self.flush()
            if words := _plain(heading[2]):
                self.writer.heading(words, len(heading[1]))
        elif item := _ITEM.match(stripped):
            self.flush()
            self.item(item[1], stripped[item.end() :])
        elif not set(stripped) <= {"-"}:
            self.paragraph.append(stripped)

    def item(self, marks: str, words: str) -> None:
        term = ""
        if marks[-1] == ";":
            term, colon, definition = words.partition(" : ")
            if not colon:
                self.term = _plain(words)  # its definition is on the next line
                return
            words = definition
        elif marks[-1] == ":":
            term, self.term = self.term, ""
        marker = "•" if marks[-1] in "*#" else ""
        self.text(words, marker, len(marks) if marker else 0, term=_plain(term))

    def table_line(self, line: str) -> None:
        if line.startswith("|}"):
            self.row()
            self.cells = None
        elif line.startswith("|-"):
            self.row()
        elif line.startswith("|+"):
            self.text(line[2:], "", 0)
        elif line[:1] in "|!" and line and self.cells is not None:
            self.header = self.header or line[0] == "!"
            for cell in re.split(r"\|\||!!" if line[0] == "!" else r"\|\|", line[1:]):
                self.cell(self.cells, cell)
        elif self.cells and line:
            self.cells[-1] = f"{self.cells[-1]} {_plain(line.lstrip('*#: '))}".strip()

    def cell(self, cells: list[str], source: str) -> None:
        """Add to `cells` the ones that still reach down from rows above, and then one more."""
        while self.down.get(len(cells), 0) > 0:
            self.down[len(cells)] -= 1
            self.above.append(len(cells))
            cells.append("")
        form = _CELL_FORMAT.match(source)
        if form and (rows := _ROWSPAN.search(form.group())):
            self.down[len(cells)] = int(rows[1]) - 1
        words = _plain(source[form.end() :] if form else source)
        self.above.append(0 if not words and not cells else None)
        cells.append(words)

    def row(self) -> None:
        if self.cells and any(self.cells):
            self.writer.row(self.cells, header=self.header, above=tuple(self.above))
        if self.cells is not None:
            self.cells, self.above = [], []
        self.header = False

    def text(self, words: str, marker: str, depth: int, term: str = "") -> None:
        bold = _BOLD_START.match(words)
        plain = _plain(words)
        if plain:
            opening = len(_plain(bold[1])) if bold else 0
            self.writer.text(plain, marker=marker, depth=depth, bold=opening, term=term)

    def flush(self) -> None:
        """Write the open paragraph or row."""
        if self.cells is not None:
            self.row()
        words, self.paragraph = " ".join(self.paragraph), []
        self.text(words, "", 0)

    def flush_term(self) -> None:
        """Write the term that no definition followed."""
        term, self.term = self.term, ""
        self.text(term, "", 0)


def _plain(words: str) -> str:
    """`words` without links, bold, italics and tags."""
    words = _WEB_LINK.sub(lambda link: link[1] or "", _LINK.sub(r"\1", words))
    return squeeze(unescape(_TAG.sub("", _QUOTES.sub("", words))))
