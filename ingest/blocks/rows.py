"""Rows of tables: what their cells say by the titles of their columns ("Data | Purposes | Legal basis")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.document import Block, Document, Span
from policytrail.ingest.finding import GENERIC, Finding, unique
from policytrail.ingest.mentions.reader import MentionReader
from policytrail.ingest.words.wordlists import words

_NEGATIONS = words()["negations"]
_KEEPING = re.compile(
    r"\b(?:retention|retained|how long|kept for|storage (?:period|time|duration)|deletion)\b", re.IGNORECASE
)
_KINDS = re.compile(
    r"\b(?:categor(?:y|ies)|types?|kinds?) of |^(?:data|information|records?)$", re.IGNORECASE
)
_OF_DATA = r"(?:your |the )?(?:personal )?(?:data|information)\b"
# What a column tells, by its title: the first that matches.
_ROLES = tuple(
    (role, re.compile(title, re.IGNORECASE))
    for role, title in (
        ("", r".*\b(?:sources?|where we (?:got|get|obtain)|rights?|name|cookies?)\b"),
        ("retention", f".*{_KEEPING.pattern}"),
        ("basis", r".*\b(?:legal|lawful|bas[ei]s|grounds?|justification)\b"),
        ("data", rf"(?:what |relevant |which )?(?:(?:categor|type|kind)\w* of )?{_OF_DATA}"),
        ("data", r"(?:description|details|examples?|what it includes)\W*$"),
        (
            "recipients",
            r".*\b(?:recipients?|third[- ]part(?:y|ies)|(?:disclosed|shared|sold) (?:to|with)|whom)\b",
        ),
        ("purposes", r".*\b(?:purposes?|why|how (?:is|are|we)|uses?|activity)\b"),
    )
)
_COLLECTED = re.compile(
    r"\b(?:data|information) (?:that )?(?:we |is |are )?(?:collect|obtain|gather)", re.IGNORECASE
)
# "The table below shows which types of information we collect": what a table over whose rows it stands tells.
_TELLING_WHAT = re.compile(
    r"\b(?:data|information|details) (?:that |which )?we (?:may |will |have |also )*(?:collect|obtain|gather)"
    r"|\bwe (?:may |will |have |also )*(?:collect|obtain|gather)\w* (?:the )?(?:following|these|below)\b",
    re.IGNORECASE,
)
_OVER = 4  # paragraphs over a table that are looked at
_LABELLED_BASIS = re.compile(r"\b(?:legal|lawful) (?:bas[ei]s|grounds?)\b[^:.;|\n]{0,50}:", re.IGNORECASE)
# Legal bases by a word that names them (stem) in a column of legal bases.
_BASES = {
    "consent": "Consent", "contract": "Contract", "contractual": "Contract", "agreement": "Contract",
    "legitimat": "LegitimateInterest", "obligation": "LegalObligation", "law": "LegalObligation",
}  # fmt: skip
_RESTING = frozenset(["collect", "share", "use"])  # what has a legal basis
_OF_EARLIER = frozenset(["condition-after", "legal-basis"])  # rules that say more of what was said before


def retention_cells(document: Document, block: Block) -> tuple[Span, Span] | None:
    """The cells of a table's row that tell which data are kept and how long, by the titles of their columns."""
    header = _header(document, block)
    if header is None:
        return None
    columns = list(zip(header.cells, block.cells, strict=False))
    period = next((cell for title, cell in columns if _KEEPING.search(document.text, *title)), None)
    kinds = (cell for title, cell in columns if _KINDS.search(document.text, *title) and cell != period)
    return (next(kinds, block.cells[0]), period) if period else None


def kept(
    reading: Arguments, findings: Sequence[Finding], retention: Sequence[str], data: Sequence[str]
) -> list[Finding]:
    """What a sentence in a cell of retention says.

    Args:
        findings: what its own clauses say.
        retention: the rules that it names.
        data: what the row is about.
    """
    said = [f for f in findings if f.action == "retain"]
    for f in said:  # "as told in 'How we use your information'" adds nothing
        f.data = [d for d in f.data if d != GENERIC] or list(data) or f.data
    if said or not retention:
        return said
    end = len(reading.s.plain) - 1
    named = [d for d in reading.data(0, end) if d != GENERIC]
    about = list(data) or named or [GENERIC]
    return [Finding("retain", 0, end, "row-retain", data=about, retention=list(retention))]


def of_data(titled: dict[str, list[Span]]) -> dict[str, list[Span]]:
    """The cells of a row of a table that is about data, none of another."""
    return titled if "data" in titled and {"purposes", "recipients"} & titled.keys() else {}


def based(mentions: MentionReader, titled: dict[str, list[Span]]) -> tuple[list[Span], list[str]]:
    """The cells that tell on what the purposes in a row rest ("Purpose | Legal basis"), and the legal bases that they name."""
    cells = titled.get("basis", []) if "purposes" in titled and "data" not in titled else []
    read = (Arguments(mentions.read(cell), []) for cell in cells)
    return cells, unique(
        [basis for words in read for basis in _named(words, "basis", 0, len(words.s.words) - 1)]
    )


def resting(findings: Sequence[Finding], *, on: Sequence[str], tells_basis: bool) -> list[Finding]:
    """What a sentence says in a row of purposes that rest on legal bases.

    Args:
        findings: what its clauses say.
        on: the legal bases of the row.
        tells_basis: it stands in their cell, and adds but the purposes that it names itself.
    """
    if tells_basis:  # where "to comply with the law" is but the basis
        return [f for f in findings if set(f.purposes) - {"LegalCompliance"} and f.rule not in _OF_EARLIER]
    for f in findings:
        if f.polarity == "affirm" and f.action in _RESTING:
            f.conditions = unique([*f.conditions, *on])
    return list(findings)


def within_row(findings: Sequence[Finding], row: Finding, *, of_data: bool) -> list[Finding]:
    """What a sentence says in a row of data: data that it leaves open are the row's, and what the row rests on it does too.

    Args:
        findings: what its clauses say.
        row: what the row is about, which collections and uses of any data would but repeat.
        of_data: the sentence tells which data these are.
    """
    said = [f for f in findings if f.data != [GENERIC] or f.action not in ("collect", "use")]
    for f in said:
        if f.polarity == "affirm" and f.action in _RESTING and f.rule != "opt-out" and not of_data:
            f.conditions = unique([*f.conditions, *row.conditions])
        if f.polarity == "affirm" and f.action == "share" and GENERIC in f.data:
            f.data = unique([*f.data, *row.data])
    return said


def titled(document: Document, block: Block) -> dict[str, list[Span]]:
    """The cells of a row by what the titles of their columns announce: "data", "purposes", "recipients", "basis"."""
    header = _header(document, block)
    if header is None:
        return {}
    found: dict[str, list[Span]] = {}
    for title, cell in zip(header.cells, block.cells, strict=False):
        words = " ".join(document.text[slice(*title)].split())
        role = next((role for role, pattern in _ROLES if pattern.match(words)), "")
        if role and role != "retention":
            basis = _LABELLED_BASIS.search(document.text, *cell)
            found.setdefault(role, []).append((cell[0], basis.start()) if basis else cell)
            if basis:  # "To bill you. Legal basis: our contract"
                found.setdefault("basis", []).append((basis.end(), cell[1]))
    return found


def is_collected(document: Document, block: Block) -> bool:
    """Whether the data in a row are said to be collected: by a title, "Data we collect", or by what stands over the table."""
    header = _header(document, block)
    if header is None:
        return False
    if _COLLECTED.search(document.text, header.start, header.end):
        return True
    at = block.parent or 0  # the header's
    over = takewhile(
        lambda b: b.kind == "paragraph" and b.heading == header.heading,
        reversed(document.blocks[max(0, at - _OVER) : at]),
    )
    return any(_TELLING_WHAT.search(document.text, b.start, b.end) for b in over)


def row_findings(
    mentions: MentionReader, block: Block, cells: dict[str, list[Span]], *, collects: bool
) -> tuple[Arguments, Finding, list[Finding]]:
    """The words of a row, what it is about as a whole, and what that says.

    Args:
        cells: by what the titles of their columns announce.
        collects: the table, or the heading over it, is of what is collected.
    """
    row = Arguments(mentions.read((block.start, block.end)), [])
    last = len(row.s.words) - 1

    found: dict[str, list[str]] = {}
    for role, spans in cells.items():
        for cell in spans:
            words = Arguments(mentions.read(cell), [])  # no name begins in one cell and ends in the next
            found.setdefault(role, []).extend(_named(words, role, 0, len(words.s.words) - 1))
    data = unique([d for d in found.get("data", ()) if d != GENERIC]) or [GENERIC]
    purposes, recipients = unique(found.get("purposes", [])), unique(found.get("recipients", []))
    bases = unique(found.get("basis", []))
    whole = Finding("use", 0, last, "row-use", data=data, purposes=purposes, conditions=bases)
    if collects:
        whole = replace(whole, action="collect", rule="row-collect")
    said = [whole] if collects or purposes else []
    if recipients:
        said.append(
            Finding("share", 0, last, "row-share", data=data, recipients=recipients, purposes=purposes)
        )
    return row, whole, said


def _named(words: Arguments, role: str, lo: int, hi: int) -> list[str]:
    """What a cell names of what the title of its column announces."""
    if role == "data":
        return words.data(lo, hi)
    if role == "recipients" and not _NEGATIONS.isdisjoint(words.s.plain[:2]):
        return []  # "No one"
    if role == "basis":
        return [
            _BASES[w.stem]
            for k, w in enumerate(words.s.words[lo : hi + 1], lo)
            if w.stem in _BASES
            and not (w.stem == "obligation" and words.s.stem(k - 1) == "contractual")
            and not (w.stem == "law" and "as" in words.s.span(k - 4, k - 3))  # "as required by law"
        ]
    return words.concepts({"purposes": "purpose", "recipients": "recipient"}[role], lo, hi)


def _header(document: Document, block: Block) -> Block | None:
    """The row of titles over a row."""
    header = document.blocks[block.parent] if block.kind == "row" and block.parent is not None else None
    return header if header is not None and header.kind == "row" else None
