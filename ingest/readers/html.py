"""HTML: walk the parsed page, keep the policy, leave out what frames it. Nothing is run or fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from itertools import takewhile

from selectolax.lexbor import LexborHTMLParser, LexborNode

from policytrail.errors import InputError
from policytrail.ingest.document import Document
from policytrail.ingest.readers.frames import Frames
from policytrail.ingest.readers.tables import TableReader, is_data_table
from policytrail.ingest.readers.text import read_text
from policytrail.ingest.readers.writer import TextWriter, squeeze

_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "head", "title", "svg", "canvas", "iframe", "object",
    "embed", "video", "audio", "picture", "map", "input", "select", "textarea", "option", "datalist",
    "progress", "nav", "aside", "footer", "dialog", "del", "s", "strike",
})  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset({
    "html", "body", "main", "article", "section", "div", "p", "blockquote", "pre", "address", "center",
    "figure", "figcaption", "details", "summary", "fieldset", "legend", "form", "ul", "ol", "menu",
    "dir", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption",
    "hr", "header", "hgroup", "h1", "h2", "h3", "h4", "h5", "h6",
})  # fmt: skip
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_NEUTRAL = frozenset({"div", "span", "p", "section", "article", "summary"})
_ROLES = {"list": "ul", "listitem": "li"}  # what other elements stand for
_BOLD = frozenset({"b", "strong", "th", "summary", "legend", "caption"})
_BOLD_STYLE = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|nbsp|quot|lt|gt|#\d+);")
_BREAK = "\n\n"  # stands for <br> among the runs of a block
_TO_TOP = re.compile(r"\W*(?:(?:back|return|go) to )?(?:the )?top(?: of (?:the )?page)?\W*", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\s*(?:\[?\d{1,3}\]?|[*†‡]+)\s*")  # of a footnote, set high
_NESTING_TAG = re.compile(
    r"<(/?)(?!(?:p|li|t[rdh]|thead|tbody|d[td]|br|hr|img|input|meta|link|option|col|wbr|source|area|base)\b)[a-z]",
    re.IGNORECASE,
)
_MAX_NESTING = 15_000
_MAX_DEPTH = 40


def read_html(html: str, name: str = "input") -> Document:
    """Document of an HTML page or fragment.

    Raises:
        InputError: its elements nest thousands deep.

    >>> document = read_html("<script>x()</script><h2>Sharing</h2><p>We share with:<ul><li>vendors</ul>")
    >>> document.text
    'Sharing\\n\\nWe share with:\\n\\n• vendors'
    """
    if _depth(html) > _MAX_NESTING:
        # the parser takes quadratic time on these
        raise InputError(
            "nests its elements too deeply", where=name, mend="save the page from a browser, or as plain text"
        )
    root = _content(LexborHTMLParser(html))
    if root is None:
        return TextWriter().document()
    if (plain := _preformatted(root)) is not None:
        return read_text(plain)
    walker = _Walker(Frames(root))
    walker.walk(root)
    return walker.writer.document()


def _depth(html: str) -> int:
    """How deep elements nest at most, unclosed ones counted; those that close by themselves left out."""
    depth = deepest = 0
    for tag in _NESTING_TAG.finditer(html):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _content(page: LexborHTMLParser) -> LexborNode | None:
    """The part of the page that is the policy: main or article where they hold most of the text."""
    body = page.body
    if body is None:
        return page.root
    whole = len(body.text(deep=True))
    for selector in ("main", "[role=main]", "article"):
        found = page.css(selector)
        if len(found) == 1 and len(found[0].text(deep=True)) > 0.5 * whole:
            return found[0]
    return body


def _preformatted(root: LexborNode) -> str | None:
    """The plain text that a page merely shows, in one <pre> that holds nearly all of its words."""
    found = root.css("pre")
    if len(found) != 1 or found[0].css_first("p, li, h1, h2, h3, br") is not None:
        return None
    text = found[0].text(deep=True)
    return text if len(text.split()) > 0.8 * len(root.text(deep=True).split()) else None


@dataclass(slots=True)
class _List:
    ordered: bool
    style: str
    number: int


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is entered and not yet left."""

    node: LexborNode
    tag: str
    block: bool
    bold: bool


@dataclass(slots=True)
class _Walker:
    frames: Frames
    writer: TextWriter = field(default_factory=TextWriter)
    runs: list[tuple[str, bool]] = field(default_factory=list)  # text of the open block, and whether bold
    lists: list[_List] = field(default_factory=list)
    marker: str = ""  # of the list item that has no text yet
    items: int = 0  # open list items
    bold: int = 0
    heading: int = 0
    term: str = ""

    def walk(self, root: LexborNode) -> None:
        """Visit `root` and all below it in reading order, without recursion."""
        node = root
        inside: list[_Open] = []
        while True:
            opened = self.enter(node)
            if opened is not None:
                inside.append(opened)
                child = node.first_child
                if child is not None:
                    node = child
                    continue
                self.leave(inside.pop())
            while inside and node.next is None:
                opened = inside.pop()
                self.leave(opened)
                node = opened.node
            if not inside or node.next is None:
                break
            node = node.next
        self.flush()

    def enter(self, node: LexborNode) -> _Open | None:
        """Take in `node`; what is open now if its children are to be visited."""
        if node.is_text_node:
            self.runs.append((node.text_content or "", self.bold > 0))
            return None
        tag = _meant(node)
        if tag == "br":
            self.runs.append((_BREAK, False))
        if not node.is_element_node or tag in _SKIPPED or tag == "br":
            return None
        attributes = node.attributes
        if self.leaves_out(node, tag, attributes):
            return None
        block = tag in _BLOCKS or (tag == "button" and not self.heading)
        if block:
            self.flush()
            if tag == "table" and is_data_table(node):
                TableReader(self.writer).read(node)
                return None
            self.open(tag, attributes)
        bold = _is_bold(tag, attributes)
        self.bold += bold
        return _Open(node, tag, block, bold)

    def leaves_out(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> bool:
        """Whether `node` is no part of the policy."""
        if tag == "header":
            return node.css_first("h1, p") is None
        if tag == "sup" and _NOTE_MARK.fullmatch(node.text(deep=True)):
            return True
        if (
            tag == "a"
            and (attributes.get("href") or "").startswith("#")
            and _TO_TOP.fullmatch(node.text(deep=True))
        ):
            return True
        if tag == "button" and not self.heading:  # one that opens a section is its heading
            return "aria-expanded" not in attributes and "aria-controls" not in attributes
        return self.frames.leaves_out(node, tag, attributes)

    def open(self, tag: str, attributes: dict[str, str | None]) -> None:
        """Begin a block."""
        if tag in _HEADINGS:
            self.heading = _HEADINGS[tag]
        elif tag in _LISTS:
            number = attributes.get("start") or ""
            start = int(number) if number.isdecimal() and len(number) < 6 else 1
            self.lists.append(_List(tag == "ol", attributes.get("type") or "1", start))
        elif tag == "li":
            self.items += 1
            self.marker = self.next_marker()

    def next_marker(self) -> str:
        if not self.lists or not self.lists[-1].ordered:
            return "•"
        current = self.lists[-1]
        number = current.number
        current.number += 1
        if current.style in ("a", "A") and number <= 26:
            return f"{chr(ord(current.style) + number - 1)}."
        return f"{number}." if number < 100 else "•"

    def leave(self, opened: _Open) -> None:
        """End an element."""
        if opened.block:
            self.flush(term=opened.tag == "dt")
        self.bold -= opened.bold
        if opened.tag in _HEADINGS:
            self.heading = 0
        elif opened.tag in _LISTS:
            self.lists.pop()
        elif opened.tag == "li":
            self.items -= 1
            self.marker = ""

    def flush(self, *, term: bool = False) -> None:
        """Write the open block, line by line."""
        if not self.runs:
            return
        runs, self.runs = self.runs, []
        lines = _lines(runs)
        if term:
            terms = [self.term, *(words.rstrip(" :") for words, _ in lines)]
            self.term = ", ".join(filter(None, terms))
            return
        for at, (words, bold) in enumerate(lines):
            self.write(words, bold, close=at > 0)

    def write(self, words: str, bold: int, *, close: bool) -> None:
        if self.heading:
            self.writer.heading(words, self.heading)
            return
        marker, self.marker = self.marker, ""
        # a list right inside a list, not inside an item of it, is one deeper all the same
        depth = min(max(self.items, len(self.lists)), _MAX_DEPTH) if self.items else 0
        if not marker and depth:
            depth += 1
        term, self.term = self.term, ""
        self.writer.text(words, marker=marker, depth=depth, bold=bold, term=term, close=close)


def _lines(runs: list[tuple[str, bool]]) -> list[tuple[str, int]]:
    """Lines of a block, each with the number of bold characters that it opens with."""
    lines: list[tuple[str, int]] = []
    line: list[tuple[str, bool]] = []
    for run in [*runs, (_BREAK, False)]:
        if run[0] == _BREAK:
            _end_line(lines, line)
            line = []
        else:
            line.append((unescape(run[0]), run[1]) if _ENTITY.search(run[0]) else run)
    return lines


def _end_line(lines: list[tuple[str, int]], runs: list[tuple[str, bool]]) -> None:
    words = squeeze("".join(part for part, _ in runs))
    if not words:
        return
    opening = "".join(part for part, _ in takewhile(lambda run: run[1] or not run[0].strip(), runs))
    above, bold = lines[-1] if lines else ("", 0)
    if above and words[0].islower() and above[-1] not in ".:;!?,":
        # "<b>Vendors</b><br>we share ..." is a label
        lines[-1] = (f"{above}{':' if bold == len(above) else ''} {words}", bold)
    else:
        lines.append((words, len(squeeze(opening))))


def _meant(node: LexborNode) -> str:
    """The tag of `node`, or of the list, item or heading that its role makes of it."""
    tag = node.tag or ""
    role = node.attributes.get("role") if node.is_element_node and tag in _NEUTRAL else None
    if role == "heading":
        level = node.attributes.get("aria-level") or ""
        return f"h{level}" if level in set("123456") else "h2"
    return _ROLES.get(role, tag) if role else tag


def _is_bold(tag: str, attributes: dict[str, str | None]) -> bool:
    if tag in _BOLD or tag == "button":
        return True
    style = attributes.get("style") if attributes else None
    return bool(style and tag in ("span", "p", "font", "div") and _BOLD_STYLE.search(style))
