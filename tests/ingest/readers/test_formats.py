"""Every format of the same policy gives the same blocks."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytrail.errors import InputError
from policytrail.ingest.document import Document
from policytrail.ingest.readers import SUFFIXES, read_document

TEXT = """\
Acme Privacy Policy

This policy tells how Acme Telephony handles the data of its customers.

What we share

We do not sell your data. We share call records with:

• Vendors who work for us to:
  • route calls;
  • send bills.
• Courts: We answer subpoenas.

Location data. We share it only with your consent.

How long we keep data

We keep data as follows:

Data | Kept for
Call records | 18 months
 | 24 months for business customers

a. Bills are kept for seven years.
b. Recordings are never kept.
"""

HTML = """<!doctype html>
<html><head><title>Acme | Privacy</title><style>p {color: red}</style><script>alert("We sell data.")</script></head>
<body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/shop">Shop</a></li></ul></nav>
<div class="cookie-consent-banner">We use cookies. <button>Accept</button></div>
<main>
<h1>Acme Privacy Policy</h1>
<p>This policy tells how <a href="/">Acme
   Telephony</a> handles the data&nbsp;of its <em>customers</em>.</p>
<h2>What we share</h2>
<p>We do not sell your data. We share call records with:</p>
<ul>
  <li><p>Vendors who work for us to:</p>
    <ul><li>route calls;<li>send bills.</ul>
  <li><b>Courts</b>: We answer subpoenas.</li>
</ul>
<p><strong>Location data.</strong> We share it only with your consent.</p>
<h2>How long we keep data</h2>
<div>We keep data as follows:
<table><thead><tr><th>Data</th><th>Kept for</th></tr></thead>
<tr><td rowspan="2">Call records</td><td>18 months</td></tr><tr><td>24 months for business customers</td></tr></table>
<ol type="a"><li>Bills are kept for seven years.<li>Recordings are never kept.</ol></div>
<div style="display: none">Loading</div>
</main>
<footer>We also sell data.</footer>
</body></html>
"""

MARKDOWN = """\
# Acme Privacy Policy

This policy tells how [Acme
Telephony](https://acme.example) handles the data of its *customers*.

## What we share

We do not sell your data. We share call records with:

- Vendors who work for us to:
    - route calls;
    - send bills.
- **Courts**: We answer subpoenas.

**Location data.** We share it only with your consent.

How long we keep data
---------------------

We keep data as follows:

| Data | Kept for |
| ---- | -------- |
| Call records | 18 months |
| | 24 months for business customers |

a) Bills are kept for seven years.
b) Recordings are never kept.
"""

MEDIAWIKI = """\
{{Infobox|name={{PAGENAME}}}}<!-- draft -->
= Acme Privacy Policy =
This policy tells how [[Acme Telephony]] handles the data of its ''customers''.<ref>Or users.</ref>
[[Category:Policies]]

== What we share ==
We do not sell your data. We share call records with:
* Vendors who work for us to:
** route calls;
** send bills.
* '''Courts''': We answer [https://law.example subpoenas].

'''Location data.''' We share it only with your consent.

== How long we keep data ==
We keep data as follows:
{| class="wikitable"
! Data !! Kept for
|-
| rowspan=1 | Call records || 18 months
|-
| || 24 months for business customers
|}
a. Bills are kept for seven years.

b. Recordings are never kept.
"""


def shape(document: Document) -> list[tuple[object, ...]]:
    """What the formats must have in common: all but offsets and levels of headings."""
    text = document.text
    return [
        (
            block.kind,
            block.level if block.kind == "item" else None,
            block.parent,
            block.heading,
            text[slice(*block.label)] if block.label else None,
            [text[slice(*span)] for span in block.sentences],
            [text[slice(*cell)] for cell in block.cells],
        )
        for block in document.blocks
    ]


def test_all_formats_give_the_same_blocks() -> None:
    expected = shape(read_document(TEXT.encode(), "acme.txt"))
    assert shape(read_document(HTML.encode(), "acme.html")) == expected
    assert shape(read_document(MARKDOWN.encode(), "acme.md")) == expected
    assert shape(read_document(MEDIAWIKI.encode(), "acme.wiki")) == expected


def test_the_text_that_is_made_reads_as_the_same_policy() -> None:
    made = read_document(HTML.encode(), "acme.html")
    assert shape(read_document(made.text.encode(), "acme.txt")) == shape(made)


@pytest.mark.parametrize(
    ("source", "first"),
    [(HTML, "Acme Privacy Policy"), (MARKDOWN, "Acme Privacy Policy"), (MEDIAWIKI, "Acme Privacy Policy")],
)
def test_the_format_is_told_by_the_content(source: str, first: str) -> None:
    document = read_document(source.encode())
    assert document.blocks[0].kind == "heading"
    assert document.text.startswith(first)


def test_the_format_may_be_given() -> None:
    assert read_document(b"* vendors", "-", format="mediawiki").text == "• vendors"
    assert set(SUFFIXES.values()) == {"text", "html", "markdown", "mediawiki", "pdf"}


def test_html_line_breaks_bold_headings_definitions_and_accordions() -> None:
    document = read_document(
        b"""<div><p><b>Sharing</b></p><p>We share your records with carriers and with nobody else at all.<br><br>
        You may ask us to<br>stop at any time.</p>
        <dl><dt>Personal data</dt><dd>Any information about you.</dd></dl>
        <button aria-expanded="false">Retention</button><div hidden>"""
        + b"We keep your records for a year. " * 12
        + b"</div><button>Subscribe</button></div>",
        "a.html",
    )
    text = document.text
    assert [(b.kind, text[b.start : b.end][:30]) for b in document.blocks] == [
        ("heading", "Sharing"),
        ("paragraph", "We share your records with car"),
        ("paragraph", "You may ask us to stop at any "),
        ("paragraph", "Personal data: Any information"),
        ("heading", "Retention"),
        ("paragraph", "We keep your records for a yea"),
    ]
    label = document.blocks[3].label
    assert label is not None and text[slice(*label)] == "Personal data"


def test_layout_tables_are_no_tables() -> None:
    page = b"<table><tr><td><h2>Sharing</h2><p>We share calls.</p></td><td>x</td></tr><tr><td>y</td><td>z</td></tr></table>"
    assert {block.kind for block in read_document(page, "a.html").blocks} == {"heading", "paragraph"}


def test_markdown_of_bare_lines_is_read_line_by_line() -> None:
    lines = "".join(f"Term {at} - this is what we mean by it in this policy.\n" for at in range(30))
    assert len(read_document(lines.encode(), "a.md").blocks) == 30


def test_mediawiki_export_definitions_and_broken_markup() -> None:
    page = b"""<mediawiki><page><revision><text bytes="9">== Terms ==
; CPNI : call records {{unclosed
# one
</text></revision></page></mediawiki>"""
    document = read_document(page, "dump.xml")
    assert document.text == "Terms\n\nCPNI: call records {{unclosed\n\n• one"


@pytest.mark.parametrize(
    "data",
    [
        "naïve “data”".encode("utf-8-sig"),
        "naïve “data”".encode("utf-16"),
        "naïve “data”".encode("utf-16-le"),
        "naïve “data”".encode("cp1252"),
        b'<meta charset="iso-8859-15"><p>na\xefve &ldquo;data&rdquo;',
    ],
)
def test_encodings_are_detected(data: bytes) -> None:
    name = "a.html" if data.startswith(b"<") else "a.txt"
    assert read_document(data, name).text.lstrip("\ufeff") == "naïve “data”"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"\0\1\2\3" * 50, "is a binary file"),
        (b"PK\x03\x04....", "is a ZIP archive"),
        (b"\xff\xfea", "is broken UTF-16"),
        (b"<html><script>1</script></html>", "holds no text"),
        (b"<div>" * 50_000, "nests its elements too deeply"),
    ],
)
def test_what_is_no_policy_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(InputError) as caught:
        read_document(data, "policy.html")
    assert caught.value.what.startswith(what)
    assert caught.value.where == "policy.html"
    assert caught.value.mend


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_document(tmp_path / "missing.txt")
    with pytest.raises(InputError, match="is a folder"):
        read_document(tmp_path)


def test_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(b"We share data.\r\n")
    with (tmp_path / "in").open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        assert read_document(Path("-")).text == "We share data.\n"
