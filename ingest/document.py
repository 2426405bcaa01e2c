"""The document model: a policy's text, cut into blocks that know what governs them.

Every offset counts Unicode code points of `Document.text`, end exclusive. `Document.text` is what
is stored: for plain text it is the decoded file with line ends as `\\n` and without soft hyphens and
other marks that show nothing; for other formats it is the text that the reader made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Span = tuple[int, int]
Kind = Literal["heading", "paragraph", "item", "row"]
_LONGEST = 2500  # characters of a sentence that are read at once: no sentence that a person wrote is longer


class Block(NamedTuple):
    """One heading, paragraph, list item or table row.

    Attributes:
        kind: what it is.
        start, end: its words, without marker ("•", "a)", "1.") and surrounding white space.
        level: of a heading 1 (document title) to 6; of an item its nesting depth from 1; otherwise 0.
        heading: index in `Document.blocks` of the nearest heading above, or None.
        parent: index of the block that governs this one: an item's lead-in ("We collect:") or its
            parent item, a row's header row; None where nothing but the heading does.
        label: span of a run-in label ("Technical Data" in "Technical Data: We collect ..."), or None.
        sentences: spans of its sentences; a label is not part of a sentence.
        cells: of a row, the spans of its cells in order; a blank cell that means "as above" has the
            span of the cell above; otherwise empty.
        boilerplate: navigation, contents list, archive header ...: kept in the text, not read.
    """

    kind: Kind
    start: int
    end: int
    level: int = 0
    heading: int | None = None
    parent: int | None = None
    label: Span | None = None
    sentences: tuple[Span, ...] = ()
    cells: tuple[Span, ...] = ()
    boilerplate: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A policy as text and blocks, in reading order."""

    text: str
    blocks: tuple[Block, ...] = field(default=())

    def section(self, block: Block) -> str:
        """Headings above `block` from the outermost to the nearest, joined by " > " ("" if none)."""
        names: list[str] = []
        at, level = block.heading, 7
        while at is not None:
            heading = self.blocks[at]
            if heading.level < level:
                names.append(" ".join(self.text[heading.start : heading.end].split()))
                level = heading.level
            at = heading.heading
        return " > ".join(reversed(names))


def bounded(text: str, span: Span) -> Iterator[Span]:
    """A sentence in parts that can be read in bounded time, cut at a sign where it has one."""
    start, end = span
    while end - start > _LONGEST:
        cut = max(text.rfind(sign, start + _LONGEST // 2, start + _LONGEST) for sign in (";", ",", " "))
        cut = cut + 1 if cut > start else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end
