"""Lists inside a sentence: "we share data (1) with carriers; (2) if the law requires it" has items under a lead-in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from policytrail.ingest.document import Block, Document, Span
from policytrail.ingest.words.tokens import tokens
from policytrail.ingest.words.wordlists import verb_classes

_MARK = re.compile(r"(?<![\w(])\(?(?P<at>\d{1,2}|[a-z]|[ivx]{1,4})\)(?=\s?\w)")
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()
_SERIES = (_ROMAN, list("abcdefghijklmnop"), [str(n) for n in range(1, 21)])
_LISTED = {"disclose", "give", "sell", "use"}
_RELATIVES = frozenset("that which who".split())
_STAFF = frozenset("people personnel staff those".split())
_ENDS = re.compile(r"(?:[\s,;]|\b(?:and|or|and/or))+$")


def with_inline_lists(document: Document) -> Document:
    """The document with the items of inline lists as blocks of their own, under what is said before them."""
    found: list[Block] = []
    place: dict[int, int] = {}  # index of a block -> index of the block that governs what it governed
    for index, block in enumerate(document.blocks):
        parent = None if block.parent is None else place[block.parent]
        heading = None if block.heading is None else place[block.heading]
        if (parent, heading) != (block.parent, block.heading):
            block = block._replace(parent=parent, heading=heading)
        parts = _parts(document.text, block, len(found))
        # what the block governs stands under its last words that are no item
        last = max(k for k, part in enumerate(parts) if part.level == block.level)
        place[index] = len(found) + last
        found += parts
    return replace(document, blocks=tuple(found))


def _parts(text: str, block: Block, index: int) -> list[Block]:
    """A block, or its parts around inline lists; `index` is where the first one will stand."""
    if block.boilerplate or block.kind == "heading":
        return [block]
    parts: list[Block] = []
    kept: list[Span] = []
    start = block.start
    label = block.label
    for at, sentence in enumerate(block.sentences):
        if sentence[0] < start:
            continue  # an item of a list that was run together
        spans = list(items(text, sentence)) or _run_together(text, block.sentences[at:])
        if not spans:
            kept.append(sentence)
            continue
        lead = sentence[0], spans[0][0]
        lead_at = index + len(parts)
        parts.append(block._replace(start=start, end=lead[1], sentences=(*kept, lead), label=label))
        for a, b in spans[1:]:
            parts.append(
                Block(
                    "item",
                    a,
                    b,
                    level=block.level + 1,
                    heading=block.heading,
                    parent=lead_at,
                    sentences=((a, b),),
                )
            )
        kept, start, label = [], max(sentence[1], spans[-1][1]), None
    if not parts:
        return [block]
    if kept:
        parts.append(block._replace(start=start, sentences=tuple(kept), label=label))
    return parts


def _run_together(text: str, sentences: Sequence[Span]) -> list[Span]:
    """The same of a list whose items are sentences now, the first one in that of the lead-in: "in these ways: To bill you. To write to you."."""
    lead = sentences[0]
    colon = text.find(": To ", *lead)
    if colon < 0 or not _is_lead_in(text, lead[0], colon):
        return []
    following = list(takewhile(lambda s: text.startswith("To ", s[0]), sentences[1:]))
    return [(colon + 1, colon + 1), (colon + 2, lead[1]), *following] if following else []


def items(text: str, sentence: Span) -> Iterator[Span]:
    """Where the list of a sentence begins (an empty span), and its items without markers; nothing where there is no list."""
    if text.find(")", *sentence) < 0:
        return
    marks = list(_MARK.finditer(text, *sentence))
    for series in _SERIES:
        run: list[re.Match[str]] = []
        for mark in marks:
            if len(run) < len(series) and mark["at"] == series[len(run)]:
                run.append(mark)
        if len(run) < 2 or not _is_lead_in(text, sentence[0], run[0].start()):
            continue
        yield run[0].start(), run[0].start()
        for mark, following in zip(run, [*(m.start() for m in run[1:]), sentence[1]], strict=True):
            words = text[mark.end() : following]
            trimmed = _ENDS.sub("", words)
            lead = len(words) - len(words.lstrip())
            yield mark.end() + lead, mark.end() + len(trimmed)
        return


def _is_lead_in(text: str, start: int, end: int) -> bool:
    """Whether the words before a list begin a sharing or a use, whose items differ in whom, why and when.

    Lists of data under one verb are read with their sentence, and those of a relative clause: "to staff that (i) need it".
    """
    lead = tokens(text, start, end)
    if (
        len(lead) > 1
        and lead[-1].word in _RELATIVES
        and (lead[-2].word.endswith("s") or lead[-2].word in _STAFF)
    ):
        return False
    return any(not _LISTED.isdisjoint(verb_classes().get(word.stem, ())) for word in lead)
