"""HTML: walk the parsed page, keep the policy, leave out what frames it. Nothing is run or fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from itertools import takewhile

from selectolax.lexbor import LexborHTMLParser, LexborNode

from policytrail.errors import InputError
from policytrail.ingest.document import Document
from policytrail.ingest.readers.tables import TableReader, is_data_table
from policytrail.ingest.readers.writer import TextWriter, squeeze

_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "head", "title", "svg", "canvas", "iframe", "object",
    "embed", "video", "audio", "picture", "map", "input", "select", "textarea", "option", "datalist",
    "progress", "nav", "aside", "footer", "dialog",
})  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset({
    "html", "body", "main", "article", "section", "div", "p", "blockquote", "pre", "address", "center",
    "figure", "figcaption", "details", "summary", "fieldset", "legend", "form", "ul", "ol", "menu",
    "dir", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption",
    "hr", "header", "hgroup",
})  # fmt: skip
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_BOLD = frozenset({"b", "strong", "th", "summary", "legend", "caption"})
_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "dialog", "alertdialog", "search", "menu", "menubar", "tablist"}
)
_FRAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|footer|skip(?:-?(?:link|to|nav))?|share|social|"
    r"toc|table-of-contents|pagination|related|newsletter|advert|promo)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BANNER = re.compile(
    r"(?:cookie|consent|gdpr)[\w-]*(?:banner|bar|popup|modal|overlay|dialog|notice|message|prompt|alert)|"
    r"onetrust|cookiebot|truste|cc-window",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|nbsp|quot|lt|gt|#\d+);")
_BREAK = "\n\n"  # stands for <br> among the runs of a block
_NESTING_TAG = re.compile(
    r"<(/?)(?!(?:p|li|t[rdh]|thead|tbody|d[td]|br|hr|img|input|meta|link|option|col|wbr|source|area|base)\b)[a-z]",
    re.IGNORECASE,
)
_MAX_NESTING = 15_000
_MAX_DEPTH = 40
_BANNER_LENGTH = 1200
_FRAME_LENGTH = 20_000
_HIDDEN_LENGTH = 250
_ICON_LENGTH = 30
_LOOKS = 200_000


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
    walker = _Walker()
    root = _content(LexborHTMLParser(html))
    if root is not None:
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


@dataclass(slots=True)
class _List:
    ordered: bool
    style: str
    number: int


@dataclass(slots=True)
class _Walker:
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
        node: LexborNode | None = root
        while node is not None:
            child = self.enter(node)
            if child is not None:
                node = child
                continue
            while node is not None:
                self.leave(node)
                if node.mem_id == root.mem_id:
                    node = None
                    break
                if node.next is not None:
                    node = node.next
                    break
                node = node.parent
        self.flush()

    def enter(self, node: LexborNode) -> LexborNode | None:
        """Take in `node`; its first child, if that is to be visited."""
        if node.is_text_node:
            self.runs.append((node.text_content or "", self.bold > 0))
            return None
        tag = node.tag or ""
        self.entered = node.is_element_node and tag not in _SKIPPED
        if not self.entered:
            return None
        if tag == "br":
            self.runs.append((_BREAK, False))
            return None
        attributes = node.attributes if tag not in ("p", "b", "strong", "li") or node.attributes else {}
        if attributes and _left_out(node, tag, attributes):
            return None
        if tag == "header" and not any(node.css_first(name) for name in ("h1", "p")):
            return None
        if tag == "button" and not (
            self.heading or "aria-expanded" in attributes or "aria-controls" in attributes
        ):
            return None
        if tag in _BLOCKS or tag in _HEADINGS:
            self.flush()
            self.open(node, tag, attributes)
            if tag == "table" and is_data_table(node):
                TableReader(self.writer).read(node)
                return None
        if tag == "button" and not self.heading:
            self.flush()
        if _is_bold(tag, attributes):
            self.bold += 1
        return node.first_child

    def leaves_out(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> bool:
        """Whether `node` is no part of the policy."""
        if tag == "header":
            return node.css_first("h1, p") is None
        if tag == "button" and not self.heading:  # one that opens a section is its heading
            return "aria-expanded" not in attributes and "aria-controls" not in attributes
        return bool(attributes) and self.frames.leaves_out(node, tag, attributes)

    def open(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> None:
        """Begin a block."""
        if tag in _HEADINGS:
            self.heading = _HEADINGS[tag]
        elif tag in _LISTS:
            number = attributes.get("start") or ""
            start = int(number) if number.isdigit() and len(number) < 6 else 1
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

    def leave(self, node: LexborNode) -> None:
        """End `node`."""
        if not node.is_element_node:
            return
        tag = node.tag or ""
        attributes = node.attributes if tag in _BLOCKS or tag in ("span", "font", "button") else {}
        if tag in _SKIPPED or (attributes and _left_out(node, tag, attributes)):
            return
        if tag in _BLOCKS or tag in _HEADINGS or (tag == "button" and not self.heading):
            self.flush(term=tag == "dt")
        if _is_bold(tag, attributes) and self.bold:
            self.bold -= 1
        if tag in _HEADINGS:
            self.heading = 0
        elif tag in _LISTS and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.items = max(0, self.items - 1)
            self.marker = ""

    def flush(self, *, term: bool = False) -> None:
        """Write the open block, line by line."""
        if not self.runs:
            return
        runs, self.runs = self.runs, []
        lines = _lines(runs)
        if term:
            self.term = " ".join(words for words, _ in lines).rstrip(" :")
            return
        for at, (words, bold) in enumerate(lines):
            self.write(words, bold, close=at > 0)

    def write(self, words: str, bold: int, *, close: bool) -> None:
        if self.heading:
            self.writer.heading(words, self.heading)
            return
        marker, self.marker = self.marker, ""
        depth = min(self.items, _MAX_DEPTH)
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
    if lines and words[0].islower() and lines[-1][0][-1] not in ".:;!?,":
        lines[-1] = (f"{lines[-1][0]} {words}", lines[-1][1])
    else:
        lines.append((words, len(squeeze(opening))))


def _is_bold(tag: str, attributes: dict[str, str | None]) -> bool:
    if tag in _BOLD or tag == "button":
        return True
    style = attributes.get("style") if attributes else None
    return bool(style and tag in ("span", "p", "font", "div") and _BOLD_STYLE.search(style))


class _Frames:
    """Tells what frames the policy or is hidden. Looks at so many nodes a page, then takes all for policy."""

    def __init__(self) -> None:
        self.budget = _LOOKS

    def leaves_out(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> bool:
        """Whether `node` frames the policy (navigation, banner), or is hidden and short."""
        if tag in ("html", "body", "main", "article") or tag in _HEADINGS:
            return False
        if (attributes.get("role") or "") in _ROLES:
            return True
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if len(names) > 1:
            if _BANNER.search(names) and self._lengths(node, _BANNER_LENGTH) is not None:
                return True
            if _FRAME.search(names) and (lengths := self._lengths(node, _FRAME_LENGTH)):
                return lengths[1] > 0.6 * lengths[0]
        if attributes.get("aria-hidden") == "true" and self._lengths(node, _ICON_LENGTH) is not None:
            return True
        hidden = "hidden" in attributes or _HIDDEN.search(attributes.get("style") or "")
        return bool(hidden) and self._lengths(node, _HIDDEN_LENGTH) is not None

    def _lengths(self, node: LexborNode, most: int) -> tuple[int, int] | None:
        """How many characters `node` has, and how many of them in links; None for more than `most`."""
        length = linked = 0
        for below in node.traverse(include_text=True):
            self.budget -= 1
            if self.budget < 0:
                return None
            if below.is_text_node:
                words = len("".join((below.text_content or "").split()))
                length += words
                parent = below.parent
                near = (parent, parent.parent if parent is not None else None)
                linked += words * any(above is not None and above.tag == "a" for above in near)
                if length > most:
                    return None
        return length, linked
