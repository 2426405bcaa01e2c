"""Readers: a policy in any format that it is published in -> Document."""

from __future__ import annotations

from pathlib import Path

from policytrail.ingest.document import Document
from policytrail.ingest.readers.text import read_text

__all__ = ["read_document"]


def read_document(source: Path | bytes, name: str | None = None) -> Document:
    """Read a policy."""
    data = source if isinstance(source, bytes) else source.read_bytes()
    return read_text(data.decode("utf-8-sig"))
