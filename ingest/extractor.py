"""The built-in extractor: blocks -> sentences -> mentions -> clauses and frames -> statements.

No model and no network: structure and closed word classes carry it (rules/), the vocabulary is the
ontology's labels. Every statement names the rule that made it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policytrail.ingest.blocks.cards import card_findings, cards
from policytrail.ingest.blocks.discourse import Discourse
from policytrail.ingest.blocks.frames import Frame
from policytrail.ingest.blocks.headings import heading_frame
from policytrail.ingest.blocks.inline_lists import with_inline_lists
from policytrail.ingest.blocks.quoting import Quoter
from policytrail.ingest.blocks.reader import BlockReader, Tools
from policytrail.ingest.blocks.titles import granted, names_basis, names_only_data, names_only_parties
from policytrail.ingest.clauses.reading import Reading
from policytrail.ingest.document import Block, Document
from policytrail.ingest.mentions.reader import MentionReader
from policytrail.ingest.statement import Statement
from policytrail.ingest.words.tokens import plain_spaces

_GLOSSARY = frozenset(["definitions", "glossary"])
_POINTING = frozenset(["it", "such", "these", "this"])
_NO_FRAME = Frame()
# How a paragraph begins that says what a kind of data is.
_DESCRIPTION = re.compile(
    r"(?:Information|Data|Details) (?:that )?(?:we|you|about|relat\w+|associated|concerning|including|such as|from|used|needed)\b"
)


def extract(document: Document, policy: str, provider_names: Sequence[str] = ()) -> list[Statement]:
    """What the policy says about data, in reading order.

    Args:
        document: the policy's text and blocks.
        policy: the policy's slug, which every statement carries.
        provider_names: names that the provider calls itself; they act like "we".
    """
    plain = replace(document, text=plain_spaces(document.text))
    statements = _Extractor(with_inline_lists(plain), policy, provider_names).run()
    if plain.text == document.text:
        return statements
    return [replace(each, quote=document.text[each.start : each.end]) for each in statements]


class _Extractor:
    def __init__(self, document: Document, policy: str, provider_names: Sequence[str]) -> None:
        mentions = MentionReader(document.text, provider_names)
        self.tools = Tools(document, mentions, Quoter(document, policy), Discourse())
        self.blocks = document.blocks
        self.frames: dict[int | None, Frame] = {}  # by the block that they are of
        self.words: dict[int, frozenset[str]] = {}  # of headings
        # whether headings list kinds of data, below one "What we collect" with nothing else below it
        self.lists = False
        self.governing = {b.parent for b in document.blocks if b.parent is not None}

    def run(self) -> list[Statement]:
        heading: int | None = None
        defines = False
        on_cards = cards(self.tools.document)
        read = -1  # the last block of the card before
        for index, block in enumerate(self.blocks):
            if index <= read:
                self.frames[index] = _NO_FRAME
            if block.boilerplate or index <= read:
                continue
            if index in on_cards:
                title, findings = card_findings(self.tools.mentions, on_cards[index])
                if findings:
                    self.tools.quoter.add(findings, title.s, block)
                    read = on_cards[index].last
                    self.frames[index] = _NO_FRAME
                    continue
            inherited = self.frames.get(
                block.parent if block.parent is not None else block.heading, _NO_FRAME
            )
            if block.kind == "heading":
                self.read_heading(index, block, inherited)
                continue
            if block.heading != heading:
                heading = block.heading
                framed = self.frames.get(heading, _NO_FRAME)
                self.tools.discourse.enter_section(
                    pointing=self.points_back(heading), asked=framed.data if framed.asked else ()
                )
                defines = self.is_glossary(heading)
            if self.describes_heading(index, block):
                above = self.blocks[index - 1]
                block = block._replace(label=(above.start, above.end))
            governs = index in self.governing
            if governs and block.kind == "item":
                self.tools.discourse.purposes = []  # "to do this" below it means what it is about
            frame = BlockReader(self.tools, block, inherited, governs=governs, defines=defines).read()
            if frame is not None:
                self.frames[index] = frame
        return sorted(self.tools.quoter.statements, key=lambda s: (s.start, s.end))

    def read_heading(self, index: int, block: Block, inherited: Frame) -> None:
        """A heading frames what stands under it; under a lead-in it is an item too (guideline 23)."""
        sentence = self.tools.mentions.read((block.start, block.end), title=True)
        self.words[index] = frozenset(sentence.plain)
        reading = Reading(sentence, [])
        last = len(sentence.words) - 1
        self.tools.discourse.purposes = purposes = reading.concepts("purpose", 0, last)
        if inherited.strong and block.parent is not None:
            frame = replace(inherited, conditions=(*inherited.conditions, *granted(sentence)))
            self.tools.add_title(reading, frame, block)
        else:
            frame = heading_frame(sentence.words, reading.data(0, last), purposes)
            if not frame.actions and (inherited.has("collect") or self.lists) and names_only_data(reading):
                frame = replace(frame, actions=(("collect", "affirm", "asserts"),))
            else:
                below = self.blocks[index + 1 : index + 2]
                self.lists = frame.has("collect") and any(b.kind == "heading" for b in below)
            parties = frame.recipients or tuple(names_only_parties(reading))
            frame = replace(frame, recipients=parties, needed=names_basis(sentence))
        self.frames[index] = frame

    def describes_heading(self, index: int, block: Block) -> bool:
        """Whether a paragraph only tells what its heading names: "Contact data", and below it "Data that we need to ..."."""
        text = self.tools.document.text
        return (
            block.kind == "paragraph"
            and block.label is None
            and block.heading == index - 1
            and self.frames[index - 1].has("collect")
            and bool(self.frames[index - 1].data)
            and bool(_DESCRIPTION.match(text, block.start))
        )

    def points_back(self, heading: int | None) -> bool:
        """Whether a heading asks about the data of the section before: "How do we use it?"."""
        return heading is not None and not _POINTING.isdisjoint(self.words.get(heading, ()))

    def is_glossary(self, heading: int | None) -> bool:
        """Whether a heading, or one above it, announces what words mean: nothing else is said there."""
        while heading is not None:
            if not _GLOSSARY.isdisjoint(self.words.get(heading, ())):
                return True
            heading = self.blocks[heading].heading
        return False
