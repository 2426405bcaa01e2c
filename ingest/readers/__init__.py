"""Readers: a policy in any format that it is published in becomes a Document."""

from __future__ import annotations

import json
from pathlib import Path

from policytrail.errors import InputError
from policytrail.ingest.document import Document
from policytrail.ingest.readers.formats import SUFFIXES, detect_format
from policytrail.ingest.readers.source import decode, load

__all__ = ["SUFFIXES", "read_document"]


def read_document(source: Path | bytes, name: str | None = None, *, format: str | None = None) -> Document:
    """Read a policy: plain text, HTML, Markdown, MediaWiki text or PDF.

    Args:
        source: a file; `Path("-")` is standard input; or the bytes of a file.
        name: for the format and for messages; the path of `source` if not given.
        format: one of the values of `SUFFIXES`, where name and content do not tell.

    Raises:
        InputError: the file cannot be read, is empty, binary, encrypted or broken.
        MissingToolError: reading PDF needs the extra `policytrail[pdf]`.

    >>> read_document(b"<p>We use cookies.</p>", "policy.html").text
    'We use cookies.'
    """
    data, name = load(source, name)
    document = _read(data, name, format)
    if not document.blocks:
        raise InputError("holds no text", where=name, mend="give a file that holds the text of a policy")
    return document


def _read(data: bytes, name: str, format: str | None) -> Document:
    kind = format or detect_format(data, name)
    if kind == "pdf":
        from policytrail.ingest.readers.pdf import read_pdf

        return read_pdf(data, name)
    text = decode(data, name)
    if kind == "html":
        from policytrail.ingest.readers.html import read_html

        return read_html(text, name)
    if kind == "markdown":
        from policytrail.ingest.readers.markdown import read_markdown

        return read_markdown(text, name)
    if kind == "mediawiki":
        from policytrail.ingest.readers.mediawiki import read_mediawiki

        return read_mediawiki(text)
    if _is_json(text):
        mend = "save statements in a file that ends in .jsonl"
        raise InputError("holds JSON, not the text of a policy", where=name, mend=mend)
    from policytrail.ingest.readers.text import read_text

    return read_text(text)


def _is_json(text: str) -> bool:
    """Whether the first line is a JSON object, as in files of statements."""
    line = text.lstrip().partition("\n")[0]
    try:
        return line.startswith("{") and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
