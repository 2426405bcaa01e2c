"""Cards of those who receive data: a company's name on a line, and below it "Purpose: ...", "Data: ...", "Location: ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.document import Block, Document, Span
from policytrail.ingest.finding import GENERIC, Finding
from policytrail.ingest.mentions.reader import MentionReader

_LABEL = r"(?P<label>[A-Z][\w’'/ -]{2,45}?)\s*:[ \t]*"
_LABELLED = re.compile(rf"\W{{0,3}}{_LABEL}(?P<said>\S[^\n]*)?", re.ASCII)
_WHY = re.compile(r"(?:purposes?|services?|function|tasks?|role|used? for|activity)\b", re.IGNORECASE)
_WHAT = re.compile(
    r"(?:(?:categor|type|kind)\w* of )?(?:personal |customer )?(?:data|information)"
    r"(?: (?:processed|shared|concerned|collected|transferred|involved|types|categories))?$",
    re.IGNORECASE,
)
_HINT = re.compile(r"^\W{0,9}(?:Purposes?|Services?|Functions?|Role|Task)\b[^:\n]{0,30}:", re.MULTILINE)
_COMPANY = re.compile(
    r"\b(?:A[BGS]|B\.?V|Corp|Corporation|GmbH|Inc|LLC|LLP|Limited|Ltd|N\.?V|Oy|PLC|Pty|S\.?A|SARL|SE|S\.?r\.?l)\b"
)
_RECEIVING = re.compile(
    r"\b(?:companies|partners|(?:sub-?)?processors|providers|recipients|suppliers|third[- ]part(?:y|ies)|vendors)\b",
    re.IGNORECASE,
)
_LONGEST_NAME, _LONGEST = 60, 300  # characters of a name and of what is said of its bearer


class Card(NamedTuple):
    """The blocks of a card.

    Attributes:
        name: the block with the company's name.
        last: the index of the card's last block.
        end: where that ends.
        purposes, data: what is said under these labels.
    """

    name: Block
    last: int
    end: int
    purposes: list[Span]
    data: list[Span]


def cards(document: Document) -> dict[int, Card]:
    """The cards of a document by the index of the block with the name."""
    if not _HINT.search(document.text):
        return {}
    return {at: card for at in range(len(document.blocks) - 1) if (card := _card(document, at))}


def _card(document: Document, at: int) -> Card | None:
    """The card that the block at an index begins, if it begins one."""
    name = document.blocks[at]
    if (
        name.kind == "row"
        or name.end - name.start > _LONGEST_NAME
        or ":" in document.text[name.start : name.end]
    ):
        return None
    listed = _is_listed(document, name)
    if not (listed or _COMPANY.search(document.text, name.start, name.end)):
        return None
    last, purposes, data = at, [], []
    for label, span in _labelled(document, at + 1):
        last += 1
        if _WHY.match(label):
            purposes.append(span)
        elif _WHAT.match(label):
            data.append(span)
    told = purposes and (listed or last > at + 1)
    return Card(name, last, document.blocks[last].end, purposes, data) if told else None


def _is_listed(document: Document, name: Block) -> bool:
    """Whether a heading or lead-in over a name announces those who receive: "Our sub-processors"."""
    over = (document.blocks[k] for k in (name.parent, name.heading) if k is not None)
    return any(_RECEIVING.search(document.text, b.start, b.end) for b in over)


def _labelled(document: Document, at: int) -> Iterator[tuple[str, Span]]:
    """The labels of short labelled blocks from an index on, each with what is said under it."""
    for block in map(document.blocks.__getitem__, range(at, len(document.blocks))):
        found = _LABELLED.fullmatch(document.text, block.start, block.end)
        if not found or found["said"] is None or block.end - block.start > _LONGEST:
            return
        yield found["label"], found.span("said")


def card_findings(mentions: MentionReader, card: Card) -> tuple[Arguments, list[Finding]]:
    """The words of a card, and what it says if the name on it is a company's."""
    name = Arguments(mentions.read((card.name.start, card.name.end), parties=True), [])
    named = [m.concept for m in name.of("recipient", 0, len(name.s.words) - 1) if not m.first]
    named = [party for party in named if ":" in party]
    if not named:
        return name, []
    purposes = [p for span in card.purposes for p in _words(mentions, span).concepts("purpose", 0, span[1])]
    what = [_words(mentions, span) for span in card.data]
    data = [d for words in what for d in words.data(0, len(words.s.words) - 1)] or [GENERIC]
    whole = _words(mentions, (card.name.start, card.end))
    last = len(whole.s.words) - 1
    return whole, [Finding("share", 0, last, "card", data=data, recipients=named, purposes=purposes)]


def _words(mentions: MentionReader, span: Span) -> Arguments:
    return Arguments(mentions.read(span), [])
