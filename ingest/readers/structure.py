"""From pieces to blocks: headings, lists with and without markers, and what governs what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from policytrail.ingest.document import Block, Document, Kind, Span
from policytrail.ingest.readers.boilerplate import mark_boilerplate
from policytrail.ingest.readers.headings import (
    heading_style,
    is_title,
    names_topic,
    numbered_word,
    opens_section,
)
from policytrail.ingest.readers.labels import find_label, is_name
from policytrail.ingest.readers.leadins import (
    announces_items,
    announces_list,
    breaks_off,
    has_subject,
    is_colon_lead_in,
)
from policytrail.ingest.readers.piece import Piece, roman_value
from policytrail.ingest.readers.sentences import split_sentences

_BODY_WORDS = 12  # a line of as many words, or one that ends like a sentence, can stand under a heading
_ITEM_WORDS = 60  # an item without marker or label is not longer
_BACK_TO_PROSE = (
    "this ", "these ", "please ", "if you ", "however", "despite ", "for more ", "for further ", "in addition",
    "to exercise ", "to learn ", "note ", "by using ", "therefore", "additionally", "furthermore", "such ", "while ",
    "you may also", "we may also", "in general", "as a ",
)  # fmt: skip
_RANKS = {"number": 2, "caps": 2, "title": 3, "question": 3, "sentence": 4}
_MAX_DEPTH = 50


@dataclass(slots=True)
class _List:
    """An open list: what governs its items, and how the next item is known."""

    parent: int | None
    pattern: str  # the style of its markers, or "label", "lower", "semi", "short", "sentence", "heading ..."
    depth: int  # indentation of its items
    gap: int  # blank lines between its items
    ordinal: int = 0
    last: int = -1  # index of the last item's block
    count: int = 1
    bulleted: bool = False
    breaks_off: bool = False  # its items go on with the verb of the lead-in


@dataclass(slots=True)
class _Builder:
    text: str
    pieces: Sequence[Piece]
    blocks: list[Block] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    ranks: list[tuple[int, int, str]] = field(
        default_factory=list
    )  # (rank, block, style) of the headings above
    below: list[tuple[int, int, str]] = field(default_factory=list)  # the same, before the last heading
    opening_words: set[str] = field(default_factory=set)  # first words of the headings so far
    short_run: int = 0  # short lines in a row, just before
    heading: int | None = None
    headings_lead: _List | None = None  # lead-in whose items are headings
    lead_in: int | None = None  # the block just read, if it ends in a colon
    announces: int | None = None  # the block just read, if it says that a list comes
    lead_piece: Piece | None = None
    titled: bool = False
    header_row: int | None = None
    previous: Piece | None = None

    # ---- what a piece looks like

    def body(self, piece: Piece) -> str:
        return self.text[piece.start : piece.end]

    def next_piece(self, at: int) -> Piece | None:
        for piece in self.pieces[at + 1 : at + 4]:
            if not piece.boilerplate:
                return piece
        return None

    def bodylike(self, piece: Piece) -> bool:
        """Whether `piece` is text such as stands under a heading."""
        if piece.kind == "row" or piece.marker:
            return True
        body = self.body(piece)
        words = len(body.split())
        return words >= _BODY_WORDS or (words > 3 and body[-1] in ".;!") or (words > 2 and body[-1] == ":")


def build_document(text: str, pieces: Sequence[Piece]) -> Document:
    """Blocks of `text` from the pieces that a reader found in it, in order.

    Args:
        text: the text that is stored.
        pieces: its lines or paragraphs; `kind` is respected where set.
    """
    mark_boilerplate(text, pieces)
    builder = _Builder(text, pieces)
    for at, piece in enumerate(pieces):
        _add(builder, at, piece)
    return Document(text, tuple(builder.blocks))


def _add(b: _Builder, at: int, piece: Piece) -> None:
    body = b.body(piece)
    if piece.boilerplate:
        b.blocks.append(
            Block(piece.kind or "paragraph", piece.start, piece.end, heading=b.heading, boilerplate=True)
        )
        return
    if piece.kind == "row":
        _add_row(b, piece)
    else:
        style = _heading(b, at, piece, body)
        if style:
            _add_heading(b, piece, body, style)
        else:
            _add_text(b, at, piece, body)
    if piece.kind != "row":
        b.header_row = None
    b.previous = piece


# ---- headings


def _heading(b: _Builder, at: int, piece: Piece, body: str) -> str:
    """Style of the heading that `piece` is, or ""."""
    if piece.kind == "heading":
        # a whole sentence set as a heading says something
        said = body[-1] == "." and len(body.split()) > 4 and not is_name(body[:-1])
        return "" if said else "marked"
    style = heading_style(body, marked=bool(piece.ordinal))
    following = b.next_piece(at)
    if style and following is not None and _lone_item(b, piece, style, following):
        return f"item{piece.style}"
    if piece.kind == "item" or (piece.style and not piece.ordinal):
        return ""
    if not style and following is not None and _names_section(b, body, following):
        return "sentence"
    if not style:
        return ""
    if following is None or following.kind == "row" and style.startswith("sentence"):
        return ""
    name, colon = style.rstrip(":"), style.endswith(":")
    if piece.ordinal:
        return _numbered_heading(b, piece, body, name, colon, following)
    if colon:
        return _colon_heading(b, body, name, following)
    if numbered_word(body):
        return "number"
    if b.lists and b.lists[-1].pattern == "lower" and b.previous and b.body(b.previous)[-1] in ";,":
        return ""
    if name == "caps":
        return name
    if name == "question":
        return name if piece.strong or b.bodylike(following) or following.gap else ""
    if piece.strong:
        return name
    if name == "sentence" and not names_topic(body) and not is_name(body):
        return ""
    if b.short_run > 1 and not names_topic(body):
        return ""  # the end of an address
    return name if _stands_over(b, at, piece, body, name, following) else ""


def _lone_item(b: _Builder, piece: Piece, style: str, following: Piece) -> bool:
    """Whether an item is a heading: it stands alone, over a paragraph."""
    if not piece.style or style == "sentence" or following.marker or following.kind in ("heading", "row"):
        return False
    if b.previous is not None and b.previous.style == piece.style and b.blocks[-1].kind == "item":
        return False
    under = b.body(following)
    return len(under.split()) > _BODY_WORDS and not under[0].islower()


def _names_section(b: _Builder, body: str, following: Piece) -> bool:
    """Whether a line with a full stop ("Information that you give us.") names what labelled items below it say."""
    if body[-1] != "." or b.lists or b.lead_in is not None or not (names_topic(body) and is_name(body[:-1])):
        return False
    if heading_style(body[:-1], marked=False) == "title" and len(body.split()) <= 8 and b.bodylike(following):
        return True
    under = b.body(following)
    return under[-1] == ":" or find_label(b.text, following.start, following.end) is not None


def _numbered_heading(b: _Builder, piece: Piece, body: str, name: str, colon: bool, following: Piece) -> str:
    if following.style == piece.style and following.ordinal == piece.ordinal + 1 and not piece.strong:
        return ""
    if following.style == piece.style and following.ordinal and name == "sentence" and not piece.strong:
        return ""
    if body[-1] == "." and (name == "sentence" or following.style == piece.style):
        return ""
    if colon and following.marker and name != "caps":
        return ""
    if piece.style[0] == "a" and name not in ("title", "caps"):
        return ""
    if not b.bodylike(following) and not heading_style(b.body(following), marked=False):
        return ""
    return f"number{piece.style}"


def _colon_heading(b: _Builder, body: str, name: str, following: Piece) -> str:
    """A short line with a colon is a heading over a paragraph, and a lead-in over a list."""
    if name == "caps":
        return name + ":"
    if following.marker or body.lower().startswith("and/or") or len(body.split()) > 10:
        return ""
    under = b.body(following)
    named = name == "title" or (len(body.split()) <= 6 and is_name(body[:-1]) and b.lead_in is None)
    if named and len(under.split()) >= _BODY_WORDS + 3 and under[0].isupper() and under[-1] not in ";,":
        if find_label(b.text, following.start, following.end):
            return ""
        return name + ":"
    return ""


def _stands_over(b: _Builder, at: int, piece: Piece, body: str, name: str, following: Piece) -> bool:
    """Whether an unmarked short line is a heading, judged by what stands around it."""
    run = 1
    while run < 4 and (after := b.next_piece(at + run - 1)) and not b.bodylike(after):
        if heading_style(b.body(after), marked=False).startswith("caps"):
            break
        run += 1
    over = b.bodylike(following)
    if not over:
        # heading over subheading; a longer run of short lines is a list or an address
        if b.lead_in is not None or b.lists:
            return False
        if run > 2 or not heading_style(b.body(following), marked=False):
            after_prose = b.previous is not None and b.bodylike(b.previous)
            return (not b.titled and at < 6) or (
                after_prose and (opens_section(body) or name == "title" and run < 3)
            )
        return names_topic(body) or at < 6 or name == "title"
    if following.marker and not following.kind and name == "sentence" and len(body.split()) > 8:
        return names_topic(body)
    if b.lead_in is not None:
        return not following.marker and len(b.body(following).split()) > _BODY_WORDS
    top = b.lists[-1] if b.lists else None
    if top and top.pattern in ("short", "semi", "sentence", "lower") and b.previous is not None:
        before = b.body(b.previous)
        first_word = body.split(None, 1)[0].lower()
        if piece.gap > top.gap or before[-1] in ".!" or names_topic(body) or first_word in b.opening_words:
            return True
        return top.pattern != "short" or (
            name == "title" and heading_style(before, marked=False) == "sentence"
        )
    return True


def _add_heading(b: _Builder, piece: Piece, body: str, style: str) -> None:
    at = len(b.blocks)
    rank, level = _rank(b, piece, style)
    b.below = list(b.ranks)
    while b.ranks and b.ranks[-1][0] >= rank:
        b.ranks.pop()
    if not piece.level:
        level = min(6, 1 if rank == 1 else 2 + sum(1 for r, _, _ in b.ranks if r > 1))
    style = f"marked{level}" if style == "marked" else style
    parent = _heading_parent(b, style, rank, body)
    heading = b.ranks[-1][1] if b.ranks else None
    b.blocks.append(Block("heading", piece.start, piece.end, level=level, heading=heading, parent=parent))
    b.ranks.append((rank, at, style))
    b.opening_words.add(body.split(None, 1)[0].lower())
    b.short_run = 0
    b.heading = at
    b.lists.clear()
    colon = is_colon_lead_in(body) and body[-1] == ":"
    b.lead_in = b.announces = at if colon else None
    b.lead_piece = piece if colon else None


def _rank(b: _Builder, piece: Piece, style: str) -> tuple[int, int]:
    if piece.level:
        b.titled = True
        return piece.level, piece.level
    if not b.titled and len(b.blocks) < 8 and is_title(b.body(piece)) and not style.startswith("number"):
        b.titled = True
        return 1, 1
    b.titled = b.titled or len(b.blocks) >= 8
    if style.startswith("item"):
        return 5, 0
    rank = _style_rank(style)
    marked = [r for r, _, s in b.ranks if s.startswith("marked")]
    return (max(rank, marked[-1] + 1) if marked else rank), 0


def _style_rank(style: str) -> int:
    """How high a heading of that look stands: 2 is a section."""
    if style.startswith("number"):
        inner = style[6:]
        if not inner:
            return 2
        return {"1": 1 + inner.count("1"), "A": 2, "a": 5}[inner.strip("(")[0]]
    if style == "marked":
        return 3
    rank = _RANKS[style.rstrip(":")]
    return rank + (1 if style.endswith(":") and rank > 2 else 0)


def _heading_parent(b: _Builder, style: str, rank: int, body: str) -> int | None:
    """A heading right under a lead-in, and its like after it, are the items of that lead-in."""
    opener = b.lead_in if b.lead_in is not None else b.announces
    if opener is not None and b.blocks[opener].kind != "heading":
        above = b.blocks[opener].heading
        beside = above is not None and any(s == style and at == above for _, at, s in b.below)
        if not beside:
            b.headings_lead = _List(opener, style, rank, 0)
            return opener
        # of the same rank as the heading over the lead-in: its item only right below a colon
        b.headings_lead = None
        return opener if b.lead_in is not None and not opens_section(body) else None
    lead = b.headings_lead
    if lead is None or rank > lead.depth:
        return None
    if lead.pattern == style and not opens_section(body):
        return lead.parent
    b.headings_lead = None
    return None


# ---- paragraphs and items


def _add_text(b: _Builder, at: int, piece: Piece, body: str) -> None:
    label, rest = _label(b, piece)
    kind: Kind = "paragraph"
    parent: int | None = None
    frame: _List | None = None
    if piece.marker or piece.kind == "item":
        frame = _marked_list(b, piece)
    else:
        frame = _unmarked_list(b, at, piece, body, label)
        if frame is None and b.lists and _continues(b, piece):
            parent = b.lists[-1].last
    if frame is not None:
        kind, parent = "item", frame.parent
        frame.last = len(b.blocks)
    elif parent is None:
        b.lists = [f for f in b.lists if f.ordinal]  # an enumeration may go on after a paragraph
    b.blocks.append(
        Block(
            kind, piece.start, piece.end,
            level=_depth(b, frame), heading=b.heading, parent=parent, label=label,
            sentences=split_sentences(b.text, rest, piece.end),
        )
    )  # fmt: skip
    b.short_run = b.short_run + 1 if not piece.marker and frame is None and not b.bodylike(piece) else 0
    here = len(b.blocks) - 1
    colon = is_colon_lead_in(body)
    b.lead_in = here if colon else None
    b.announces = here if colon or announces_items(body) else None
    b.lead_piece = piece


def _label(b: _Builder, piece: Piece) -> tuple[Span | None, int]:
    if piece.label is not None:
        rest = piece.label[1]
        while rest < piece.end and (b.text[rest].isspace() or b.text[rest] in ":.-–—*"):
            rest += 1
        return (piece.label, rest) if rest < piece.end else (None, piece.start)
    found = find_label(b.text, piece.start, piece.end)
    return found if found else (None, piece.start)


def _depth(b: _Builder, frame: _List | None) -> int:
    return b.lists.index(frame) + 1 if frame is not None else 0


def _opener(b: _Builder) -> int | None:
    """The block just read, if it may govern marked items."""
    if b.lead_in is not None:
        return b.lead_in
    if b.lead_piece is None or not b.blocks or b.blocks[-1].kind == "heading":
        return None
    here = len(b.blocks) - 1
    return here if announces_list(b.body(b.lead_piece)) else None


def _marked_list(b: _Builder, piece: Piece) -> _List:
    frame = _resumed(b, piece)
    if frame is not None:
        del b.lists[b.lists.index(frame) + 1 :]
        frame.ordinal, frame.count = piece.ordinal, frame.count + 1
        return frame
    last = b.blocks[-1] if b.blocks else None
    if last is not None and last.kind == "item" and b.lists:
        # an item of another style right under an item: nested in it
        parent: int | None = len(b.blocks) - 1
    else:
        parent = _opener(b)
        held = parent is not None and b.lists and b.blocks[parent].parent == b.lists[-1].last
        if not held:
            b.lists.clear()
    if len(b.lists) >= _MAX_DEPTH:
        b.lists.pop()
    frame = _List(parent, piece.style, piece.depth, piece.gap, piece.ordinal, bulleted=not piece.ordinal)
    b.lists.append(frame)
    return frame


def _resumed(b: _Builder, piece: Piece) -> _List | None:
    """The open list that `piece` goes on with."""
    same = [f for f in reversed(b.lists) if f.pattern == piece.style]
    if piece.ordinal:
        for frame in same:
            if piece.ordinal == frame.ordinal + 1:
                return frame
            if frame.ordinal and roman_value(piece.ordinal) == _roman_after(frame.ordinal):
                return frame
        first = piece.ordinal == 1 or roman_value(piece.ordinal) == 1
        fresh = b.lead_in is not None and first
        return None if fresh or not same or (first and b.lead_in is not None) else same[0]
    if b.lead_in is not None and b.lists and b.lists[-1].last != b.lead_in:
        return None
    if b.blocks and b.blocks[-1].kind == "paragraph" and b.blocks[-1].parent is None:
        return None
    if same:
        if piece.depth > same[0].depth + 1:
            return None
        return min(same, key=lambda frame: abs(frame.depth - piece.depth))
    # another bullet at the same indentation is a slip, unless the item above leads in
    top = b.lists[-1] if b.lists else None
    if top and top.bulleted and piece.depth <= top.depth and b.lead_in is None:
        return next((f for f in b.lists if f.depth == piece.depth and f.bulleted), None)
    return None


def _roman_after(letter_ordinal: int) -> int:
    value = roman_value(letter_ordinal) or letter_ordinal
    return value + 1


def _continues(b: _Builder, piece: Piece) -> bool:
    """Whether an unmarked paragraph belongs to the item above: it is indented under it, or stands
    between labelled items."""
    top = b.lists[-1]
    return piece.depth > top.depth or not (top.ordinal or top.bulleted)


# ---- lists without markers


def _pattern(b: _Builder, body: str, label: Span | None) -> str:
    if label is not None:
        return "label"
    if body[0].islower():
        return "lower"
    if body[-1] in ";," or body.endswith(("; and", "; or", ", and", ", or")):
        return "semi"
    words = len(body.split())
    if body[-1] not in ".!?":
        return "short" if words <= (40 if body[-1] == ":" else 25) else ""
    if words <= 25 and is_name(body[:-1]):
        return "label"
    prose = body.lower().startswith(_BACK_TO_PROSE)
    return "sentence" if words <= _ITEM_WORDS and not prose else ""


def _unmarked_list(b: _Builder, at: int, piece: Piece, body: str, label: Span | None) -> _List | None:
    pattern = _pattern(b, body, label)
    opener = b.lead_in
    if opener is None and b.announces is not None and pattern == "label" and not b.lists:
        opener = b.announces
    led = b.blocks[opener] if opener is not None else None
    rest_of_clause = led is not None and breaks_off(b.text[led.start : led.end]) and not has_subject(body)
    if rest_of_clause and not pattern:
        pattern = "sentence"
    if opener is not None and pattern and _fits_under(b, at, piece, pattern, opener):
        while b.lists and b.lists[-1].last != opener:
            b.lists.pop()
        if len(b.lists) < _MAX_DEPTH:
            frame = _List(opener, pattern, piece.depth, piece.gap, breaks_off=rest_of_clause)
            b.lists.append(frame)
            return frame
    while b.lists and not (b.lists[-1].ordinal or b.lists[-1].bulleted):
        frame = b.lists[-1]
        if _goes_on(b, at, frame, piece, body, pattern):
            frame.gap = piece.gap if frame.count == 1 else min(frame.gap, piece.gap)
            frame.count += 1
            return frame
        if _resumes_later(b, at, frame, piece, pattern):
            return None
        b.lists.pop()
    return None


def _fits_under(b: _Builder, at: int, piece: Piece, pattern: str, opener: int) -> bool:
    """Whether an unmarked piece right under a lead-in is its first item."""
    if b.blocks[opener].kind == "heading":
        return pattern in ("label", "lower", "semi")
    if pattern in ("label", "lower", "semi", "short"):
        return True
    following = b.next_piece(at)
    # a single sentence under a colon may be prose: an item has others beside it
    if following is None or following.gap > piece.gap:
        return False
    after = b.body(following)
    return bool(_pattern(b, after, None)) or find_label(b.text, following.start, following.end) is not None


def _goes_on(b: _Builder, at: int, frame: _List, piece: Piece, body: str, pattern: str) -> bool:
    if frame.count > 1 and piece.gap > frame.gap:
        return False
    last = b.blocks[frame.last]
    ending = b.text[max(last.start, last.end - 6) : last.end]
    open_end = ending[-1] in ";," or ending.endswith((" and", " or", "and/or"))
    if frame.pattern == "label":
        return pattern == "label"
    if frame.pattern == "lower":
        return pattern == "lower" or open_end
    if frame.pattern == "semi":
        return open_end
    if frame.pattern == "short":
        return pattern == "short" or (pattern == "semi")
    if frame.pattern == "sentence":
        if pattern == "label":
            frame.pattern = "label"
            return True
        return not has_subject(body) if frame.breaks_off else pattern in ("sentence", "short")
    return False


def _resumes_later(b: _Builder, at: int, frame: _List, piece: Piece, pattern: str) -> bool:
    """Whether labelled items go on after this unlabelled paragraph, which then belongs to the item above."""
    if frame.pattern != "label" or pattern == "label" or piece.gap > frame.gap:
        return False
    for offset in range(at + 1, min(at + 3, len(b.pieces))):
        after = b.pieces[offset]
        if after.boilerplate or after.marker or after.kind in ("row", "heading") or after.gap > frame.gap:
            return False
        if find_label(b.text, after.start, after.end):
            return True
        if heading_style(b.body(after), marked=False):
            return False
    return False


# ---- rows


def _add_row(b: _Builder, piece: Piece) -> None:
    at = len(b.blocks)
    if b.header_row is None or piece.header:
        parent, header = _opener(b) if b.lead_in is not None else None, True
    else:
        parent, header = b.header_row, False
    sentences = tuple(
        span for start, end in dict.fromkeys(piece.cells) if piece.start <= start
        for span in split_sentences(b.text, start, end)
    )  # fmt: skip
    b.blocks.append(
        Block(
            "row",
            piece.start,
            piece.end,
            heading=b.heading,
            parent=parent,
            sentences=sentences,
            cells=piece.cells,
        )
    )
    if header:
        b.header_row = at
    b.lists.clear()
    b.lead_in = b.announces = None
    b.lead_piece = None
