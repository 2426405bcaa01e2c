"""Markdown: rendered to HTML by a library, and read as that."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from policytrail.ingest.document import Document
from policytrail.ingest.readers.html import read_html

# A line that opens with a marker that Markdown does not know, within a paragraph.
_LOOSE_ITEM = re.compile(
    r"(?<=\S)[ \t]*\n(?=[ \t]*(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)|[•·●▪◦–—])[ \t]*\S)", re.IGNORECASE
)
_MAX_NESTING = 60


def read_markdown(text: str) -> Document:
    """Document of Markdown (CommonMark with tables; HTML within it is read as HTML).

    >>> read_markdown("## Sharing\\n\\nWe share with:\\n\\n- vendors").text
    'Sharing\\n\\nWe share with:\\n\\n• vendors'
    """
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    html: str = parser.render(_LOOSE_ITEM.sub("  \n", text))
    return read_html(html)
