"""What is known of a document while its blocks are made, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from policytrail.ingest.document import Block
from policytrail.ingest.readers.piece import Piece

BODY_WORDS = 12  # a line of as many words, or one that ends like a sentence, can stand under a heading
MAX_LISTS = 50  # lists open within each other


@dataclass(slots=True)
class OpenList:
    """An open list: what governs its items, and how the next item is known.

    Attributes:
        parent: the block that governs its items, or None.
        pattern: the style of its markers; without markers what its items look like: "label", "lower",
            "semi", "short", "sentence".
        depth: indentation of its items.
        gap: blank lines between its items.
        ordinal: number of the last item, 0 for bullets and lists without markers.
        roman: the same as a Roman numeral, 0 if it is none.
        marked: its items have markers.
        flat: its items have the marker and the indentation of the item that leads into them.
        rest_of_clause: its items go on with the verb of the lead-in ("We do not:").
        over_items: its items are short lines over marked ones.
        last: the block of the last item.
        count: how many items it has.
    """

    parent: int | None
    pattern: str
    depth: int
    gap: int
    ordinal: int = 0
    roman: int = 0
    marked: bool = False
    flat: bool = False
    rest_of_clause: bool = False
    over_items: bool = False
    last: int = -1
    count: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    """A heading above the current place: how high it stands, its block, how it looks."""

    rank: int
    block: int
    style: str


@dataclass(slots=True)
class ItemHeadings:
    """Headings that are the items of a lead-in: how they look and rank, and the block of the last."""

    lead_in: int
    style: str
    rank: int
    last: int


@dataclass(slots=True)
class State:
    """The text, its pieces, the blocks made of them so far, and what is open.

    Attributes:
        lists: open lists, the innermost last.
        sections: headings above, the outermost first; `closed` is the same before the last heading.
        lead_in: the block just made, if it ends in a colon or breaks off.
        announces: the block just made, if it says that a list comes.
        short_run: how many short lines stood in a row just before.
        opening_words: first words of the headings so far.
        item_headings: the headings that are the items of a lead-in.
        number_rank: how much lower numbered headings stand than they look.
        titled: the title of the document is found, or looked for no more.
        header_row: the header of the open table.
        previous: the piece just read.
    """

    text: str
    pieces: Sequence[Piece]
    blocks: list[Block] = field(default_factory=list)
    lists: list[OpenList] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    closed: list[Section] = field(default_factory=list)
    lead_in: int | None = None
    announces: int | None = None
    short_run: int = 0
    opening_words: set[str] = field(default_factory=set)
    item_headings: ItemHeadings | None = None
    number_rank: int = 0
    titled: bool = False
    header_row: int | None = None
    previous: Piece | None = None
    _following: list[Piece | None] = field(default_factory=list)

    def body(self, piece: Piece) -> str:
        """Words of `piece`."""
        return self.text[piece.start : piece.end]

    @property
    def heading(self) -> int | None:
        """The block of the nearest heading above."""
        return self.sections[-1].block if self.sections else None

    @property
    def last(self) -> int | None:
        """The block just made, boilerplate left out: a page's footer ends no list."""
        return next(
            (at for at in range(len(self.blocks) - 1, -1, -1) if not self.blocks[at].boilerplate), None
        )

    def following(self, at: int) -> Piece | None:
        """The piece after the one at index `at`, boilerplate left out."""
        if not self._following:
            after: Piece | None = None
            for piece in reversed(self.pieces):
                self._following.append(after)
                after = after if piece.boilerplate else piece
            self._following.reverse()
        return self._following[at] if at < len(self._following) else None

    def bodylike(self, piece: Piece) -> bool:
        """Whether `piece` is text such as stands under a heading."""
        if piece.kind == "row" or piece.marker:
            return True
        body = self.body(piece)
        words = len(body.split())
        return words >= BODY_WORDS or (words > 3 and body[-1] in ".;!") or (words > 2 and body[-1] == ":")
