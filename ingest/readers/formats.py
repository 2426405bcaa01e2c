"""Which format a file has."""

from __future__ import annotations

import re
from pathlib import PurePath

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".wiki": "mediawiki",
    ".mediawiki": "mediawiki",
    ".wikitext": "mediawiki",
    ".pdf": "pdf",
}
"""Suffixes of files that may be policies, with their format."""

_SNIFFED = 20_000
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(rb"</(?:p|li|div|h[1-6]|ul|td)>|<br ?/?>", re.IGNORECASE)
_WIKI_HEADING = re.compile(rb"^(={2,6})[^=\n]+\1[ \t]*$", re.MULTILINE)
_WIKI_MARKUP = re.compile(rb"\[\[[^\]\n]+\]\]|\{\{[^}\n]+\}\}|'''[^'\n]+'''")
_MD_HEADING = re.compile(rb"^#{1,6} \S", re.MULTILINE)
_MD_MARKUP = re.compile(rb"\[[^\]\n]+\]\([^)\s]+\)|\*\*[^*\n]+\*\*")


def detect_format(data: bytes, name: str) -> str:
    """Format of `data`, one of the values of `SUFFIXES`, by its content and the suffix of `name`.

    >>> detect_format(b"%PDF-1.7", "policy"), detect_format(b"We collect data.", "policy.txt")
    ('pdf', 'text')
    """
    head = data[:_SNIFFED]
    if head.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if _PAGE.match(head):
        return "html"
    if b"<mediawiki" in head[:500]:
        return "mediawiki"
    known = SUFFIXES.get(PurePath(name).suffix.lower())
    if known is not None:
        return known
    if len(_TAGS.findall(head)) >= 3:
        return "html"
    if _WIKI_HEADING.search(head) and (_WIKI_MARKUP.search(head) or len(_WIKI_HEADING.findall(head)) > 1):
        return "mediawiki"
    if len(_MD_HEADING.findall(head)) > 1 or (_MD_HEADING.search(head) and _MD_MARKUP.search(head)):
        return "markdown"
    return "text"
