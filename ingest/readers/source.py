"""Bytes of a file or of standard input, and their decoding."""

from __future__ import annotations

import codecs
import re
import sys
from pathlib import Path

from policytrail.errors import InputError

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FORMATS = (
    (b"PK\x03\x04", "a ZIP archive (a Word, OpenDocument or e-book file)"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office file"),
    (b"{\\rtf", "a Rich Text file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
)
_META_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)
# Windows-1252 that was taken for Latin-1 on its way to UTF-8, as browsers read it; U+0085 also ends a line
_CONTROL = re.compile(r"[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f]")
_MEND = "save it as plain text, HTML, Markdown or PDF"


def load(source: Path | bytes, name: str | None) -> tuple[bytes, str]:
    """Bytes of `source` and its name; `Path("-")` is standard input.

    Raises:
        InputError: it cannot be read.
    """
    if isinstance(source, bytes):
        return source, name or "input"
    if str(source) == "-":
        return sys.stdin.buffer.read(), name or "standard input"
    try:
        return source.read_bytes(), name or str(source)
    except IsADirectoryError:
        raise InputError("is a folder, not a file", where=str(source), mend="name the files in it") from None
    except FileNotFoundError:
        raise InputError("no such file", where=str(source), mend="check the path") from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(source)) from error


def decode(data: bytes, name: str) -> str:
    """Text of `data`: by its byte order mark, as UTF-8, by what the page says, or as Windows-1252.

    Raises:
        InputError: it is empty, or no text.

    >>> decode("naïve".encode("cp1252"), "a.txt")
    'naïve'
    """
    for magic, what in _OTHER_FORMATS:
        if data.startswith(magic):
            raise InputError(f"is {what}, not a text", where=name, mend=_MEND)
    text = _decode(data, name)
    if not text.strip("\ufeff \t\r\n\f\v\0"):
        raise InputError("is empty", where=name, mend="give a file that holds the text of a policy")
    return text


def _decode(data: bytes, name: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise InputError(
                    f"is broken {encoding.upper()}: {error.reason}", where=name, mend=_MEND
                ) from None
    if b"\0" in data:
        return _decode_wide(data, name)
    try:
        return _CONTROL.sub(lambda sign: sign[0].encode("latin-1").decode("cp1252"), data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    stated = _META_CHARSET.search(data[:4096])
    for encoding in (stated[1].decode("ascii") if stated else "cp1252", "cp1252"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")


def _decode_wide(data: bytes, name: str) -> str:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    head = data[:4000]
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = head[offset::2].count(0)
        if zeros > 0.4 * len(head) and len(data) % 2 == 0:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    raise InputError("is a binary file, not a text", where=name, mend=_MEND)
