"""What headings, labels and the titles of columns say of what stands under them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policytrail.ingest.arguments import Arguments
from policytrail.ingest.document import Block, Document, Span
from policytrail.ingest.finding import GENERIC, Finding
from policytrail.ingest.sentence import Sentence
from policytrail.ingest.wordlists import words

_W = words()
_KEEPING = re.compile(
    r"\b(?:retention|retained|how long|kept for|storage (?:period|time|duration)|deletion)\b", re.IGNORECASE
)

_JOINING = frozenset("and or your other related , / : &".split())
_KINDS = re.compile(
    r"\b(?:categor(?:y|ies)|types?|kinds?) of |^(?:data|information|records?)$", re.IGNORECASE
)


def granted(title: Sentence) -> list[str]:
    """What a heading or label "Camera permission" sets as a condition of what stands under it (guideline 26)."""
    return ["Consent"] if "permission" in title.stems else []


def topic_of(label: Sentence) -> str:
    """The one concept that a label names, "" if it names none or several."""
    named = {m.concept for m in label.by_scheme.get("data", ())}
    if len(named) != 1 or named == {GENERIC} and _W["personal"].isdisjoint(label.plain):
        return ""
    return named.pop()


def names_only_data(title: Arguments) -> bool:
    """Whether a heading names kinds of data and says nothing else: "Contact and billing information"."""
    named = [
        m for m in title.of("data", 0, len(title.s.plain)) if m.concept != "Cookies"
    ]  # they are explained
    covered = {k for m in named for k in range(m.first, m.last + 1)}
    return bool(covered) and all(
        k in covered or w in _JOINING or w in _W["generic_nouns"] for k, w in enumerate(title.s.plain)
    )


def names_basis(words: Sentence) -> bool:
    """Whether a heading or lead-in announces legal bases, so that what the law requires is one of them."""
    return not {"legal", "lawful"}.isdisjoint(words.plain) and not {"bases", "basis", "grounds"}.isdisjoint(
        words.plain
    )


def retention_cells(document: Document, block: Block) -> tuple[Span, Span] | None:
    """The cells of a table's row that tell which data are kept and how long, by the titles of their columns."""
    header = document.blocks[block.parent] if block.kind == "row" and block.parent is not None else None
    if header is None or header.kind != "row":
        return None
    columns = list(zip(header.cells, block.cells, strict=False))
    period = next((cell for title, cell in columns if _KEEPING.search(document.text, *title)), None)
    kinds = (cell for title, cell in columns if _KINDS.search(document.text, *title) and cell != period)
    return (next(kinds, block.cells[0]), period) if period else None


def kept(
    reading: Arguments, findings: Sequence[Finding], retention: Sequence[str], data: Sequence[str]
) -> list[Finding]:
    """What a sentence in such a cell says.

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
