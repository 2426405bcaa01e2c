"""Markdown: rendered to HTML by a library, and read as that."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from policytrail.ingest.document import Document
from policytrail.ingest.readers.html import read_html
from policytrail.ingest.readers.text import read_text

# A line that opens with a marker that Markdown does not know, within a paragraph.
_LOOSE_ITEM = re.compile(
    r"(?<=\S)[ \t]*\n(?=[ \t]*(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)|[•·●▪◦–—])[ \t]*\S)", re.IGNORECASE
)
_MARKUP = re.compile(r"^(?:#{1,6}[ \t]|[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]|\|.*\|)|\*\*\S|\]\(", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:[\w-]+:.*\n|[ \t#-].*\n|\n){1,60}(?:---|\.\.\.)[ \t]*\n")
_LONG_RUN = 12  # lines without a blank one
_MAX_NESTING = 60


def read_markdown(text: str, name: str = "input") -> Document:
    """Document of Markdown (CommonMark with tables; HTML within it is read as HTML), without front matter.

    >>> read_markdown("## Sharing\\n\\nWe share with:\\n\\n- vendors").text
    'Sharing\\n\\nWe share with:\\n\\n• vendors'
    """
    if _bare(text):
        return read_text(text)
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable(["table", "strikethrough"])
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = _FRONT_MATTER.sub("", text)
    html: str = parser.render(_LOOSE_ITEM.sub("  \n", text))
    return read_html(html, name)


def _bare(text: str) -> bool:
    """Whether most lines are bare text without blank lines, which Markdown would make one paragraph."""
    lines = bare = 0
    for run in re.split(r"\n[ \t]*\n", text):
        count = run.count("\n") + 1
        lines += count
        if count >= _LONG_RUN and count > 4 * sum(1 for _ in _MARKUP.finditer(run)):
            bare += count
    return bare > lines / 2
