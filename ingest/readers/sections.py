"""Headings: which pieces are headings, how they nest, and which are the items of a lead-in."""

from __future__ import annotations

from policytrail.ingest.document import Block
from policytrail.ingest.readers.headings import (
    heading_style,
    is_title,
    leaves_list,
    names_topic,
    numbered_word,
    opens_section,
)
from policytrail.ingest.readers.labels import find_label, is_name
from policytrail.ingest.readers.loose import stands_over_items
from policytrail.ingest.readers.piece import Piece
from policytrail.ingest.readers.state import BODY_WORDS, ItemHeadings, Section, State

_RANKS = {"caps": 2, "title": 3, "question": 3, "sentence": 4}
_ITEM_RANK = 5
_ITEM_BLOCKS = 25  # a heading that is an item has not more blocks below it
_TITLE_WORDS = 14  # of a heading that ends in a colon, at most
_TITLE_WITHIN = 8  # the title is one of the first blocks


def recognise_heading(state: State, at: int, piece: Piece, body: str) -> str:
    """How `piece` looks as a heading ("marked", "caps", "number1.", ...), "" if it is none."""
    # a whole sentence set as a heading, or in capitals, says something
    said = body[-1] == "." and len(body.split()) > 4 and not (is_name(body[:-1]) or opens_section(body))
    if piece.kind == "heading":
        return "" if said else "marked"
    style = heading_style(body, marked=bool(piece.ordinal))
    if said and style == "caps":
        return ""
    following = state.following(at)
    if following is None:
        return ""
    if piece.style or piece.kind == "item":
        numbered = _numbered(state, piece, body, style, following) if style and piece.ordinal else ""
        alone = style and not numbered and _stands_alone(state, piece, style, following)
        return f"item{piece.style}" if alone else numbered
    if not style:
        return "sentence" if _names_section(state, body, following) else ""
    if state.lists and stands_over_items(state, at, piece, body):
        return ""
    name, colon = style.rstrip(":"), style.endswith(":")
    if following.kind == "row" and name == "sentence":
        return ""
    if colon:
        return _with_colon(state, body, name, following)
    if numbered_word(body):
        return "number"
    if state.lists and state.lists[-1].pattern == "lower" and _before(state)[-1:] in (";", ","):
        return ""
    if name == "question":
        inside = bool(state.lists) or state.lead_in is not None
        return name if piece.strong or not inside or state.bodylike(following) or following.gap else ""
    if name == "caps" or piece.strong:
        return name
    if (
        name == "sentence"
        and not (names_topic(body) or is_name(body))
        or _is_all_of_a_section(state, name, following)
    ):
        return ""
    if state.short_run > 1 and not names_topic(body):
        return ""  # the end of an address
    return name if _stands_over(state, at, piece, body, name, following) else ""


def _is_all_of_a_section(state: State, name: str, following: Piece) -> bool:
    """Whether a line like a sentence stands alone between headings that look alike and other than it."""
    above = state.sections[-1] if state.sections else None
    if (
        above is None
        or name != "sentence"
        or above.block != state.last
        or above.style not in ("caps", "title")
    ):
        return False
    return not following.marker and heading_style(state.body(following), marked=False) == above.style


def _before(state: State) -> str:
    return state.body(state.previous) if state.previous is not None else ""


def _stands_alone(state: State, piece: Piece, style: str, following: Piece) -> bool:
    """Whether an item is a heading: it has no like beside it, and stands over a paragraph."""
    if not piece.style or style == "sentence" or following.marker or following.kind in ("heading", "row"):
        return False
    if state.previous is not None and state.previous.style == piece.style and _after_item(state):
        return False
    under = state.body(following)
    return len(under.split()) > BODY_WORDS and not under[0].islower()


def _after_item(state: State) -> bool:
    return state.last is not None and state.blocks[state.last].kind == "item"


def _names_section(state: State, body: str, following: Piece) -> bool:
    """Whether a line with a full stop ("Information that you give us.") names what stands below it."""
    if body[-1] != "." or state.lists or state.lead_in is not None:
        return False
    if not (names_topic(body) and is_name(body[:-1])) or find_label(body, 0, len(body)):
        return False
    title = len(body.split()) <= 8 and heading_style(body[:-1], marked=False) == "title"
    if title and state.bodylike(following):
        return True
    labelled = find_label(state.text, following.start, following.end) is not None
    return labelled or state.body(following)[-1] == ":"


def _numbered(state: State, piece: Piece, body: str, style: str, following: Piece) -> str:
    name, colon = style.rstrip(":"), style.endswith(":")
    if following.style == piece.style and not piece.strong:
        beside = following.ordinal == piece.ordinal + 1
        if beside or name == "sentence" or body[-1] == ".":
            return ""  # one of a list
    if body[-1] == "." and name == "sentence":
        named = state.lead_in is None and names_topic(body) and is_name(body[:-1])
        if not (named and state.bodylike(following) and following.gap):  # "2. How we use your information."
            return ""
    if colon and following.marker and name != "caps":
        return ""
    if piece.style[0] == "a" and name not in ("title", "caps"):
        return ""
    if not state.bodylike(following) and not heading_style(state.body(following), marked=False):
        return ""
    return f"number{piece.style}"


def _with_colon(state: State, body: str, name: str, following: Piece) -> str:
    """A short line with a colon is a heading over a paragraph, but a lead-in over a list."""
    if name == "caps":
        return "caps:"
    if following.marker or len(body.split()) > (_TITLE_WORDS if name == "title" else 10):
        return ""
    under = state.body(following)
    named = name == "title" or (len(body.split()) <= 6 and is_name(body[:-1]) and state.lead_in is None)
    prose = len(under.split()) >= BODY_WORDS + 3 and under[0].isupper() and under[-1] not in ";,"
    if not named or not prose or find_label(state.text, following.start, following.end):
        return ""
    return name + ":"


def _stands_over(state: State, at: int, piece: Piece, body: str, name: str, following: Piece) -> bool:
    """Whether an unmarked short line is a heading, judged by what stands around it."""
    if not state.bodylike(following):
        return _over_short_lines(state, at, body, name, following)
    if following.marker and not following.kind and name == "sentence" and len(body.split()) > 8:
        return names_topic(body)
    if state.lead_in is not None:
        return not following.marker and len(state.body(following).split()) > BODY_WORDS
    top = state.lists[-1] if state.lists else None
    if top is None or top.marked or top.pattern == "label":
        return True
    # in a list without markers the last short item looks like a heading over what follows
    before = _before(state)
    first_word = body.split(None, 1)[0].lower()
    if piece.gap > top.gap or before[-1] in ".!" or names_topic(body) or first_word in state.opening_words:
        return True
    return top.pattern != "short" or (name == "title" and heading_style(before, marked=False) == "sentence")


def _over_short_lines(state: State, at: int, body: str, name: str, following: Piece) -> bool:
    """A heading over a subheading; a longer run of short lines is a list or an address."""
    if state.lead_in is not None or state.lists:
        return False
    run = 1
    while run < 4 and (after := state.following(at + run - 1)) and not state.bodylike(after):
        if heading_style(state.body(after), marked=False).startswith("caps"):
            break
        run += 1
    nothing_yet = all(block.boilerplate for block in state.blocks[:_TITLE_WITHIN])
    untitled = not state.titled and at < _TITLE_WITHIN and (nothing_yet or is_title(body))
    if run > 2 or not heading_style(state.body(following), marked=False):
        after_prose = state.previous is not None and state.bodylike(state.previous)
        return untitled or (after_prose and (opens_section(body) or (name == "title" and run < 3)))
    return names_topic(body) or untitled or name == "title"


# ---- nesting


def add_heading(state: State, piece: Piece, body: str, style: str) -> None:
    """Make `piece` a heading and open its section."""
    at = len(state.blocks)
    rank = _rank(state, piece, style)
    state.closed = list(state.sections)
    while state.sections and state.sections[-1].rank >= rank:
        state.sections.pop()
    level = piece.level or min(6, 1 if rank == 1 else 2 + sum(s.rank > 1 for s in state.sections))
    if style == "marked":
        style = f"marked{level}"
    parent = _item_of(state, style, rank, body)
    state.blocks.append(
        Block("heading", piece.start, piece.end, level=level, heading=state.heading, parent=parent)
    )
    state.sections.append(Section(rank, at, style))
    state.opening_words.add(body.split(None, 1)[0].lower())
    state.short_run = 0
    state.lists.clear()
    state.lead_in = state.announces = at if body[-1] == ":" else None


def _rank(state: State, piece: Piece, style: str) -> int:
    """How high the heading stands: 1 is the title, 2 a section."""
    if piece.level:
        state.titled = True
        return piece.level
    early = not state.titled and len(state.blocks) < _TITLE_WITHIN
    if early and is_title(state.body(piece)) and not style.startswith("number"):
        state.titled = True
        return 1
    state.titled = state.titled or len(state.blocks) >= _TITLE_WITHIN
    marked = [section.rank for section in state.sections if section.style.startswith("marked")]
    rank = max(_look_rank(style), marked[-1] + 1 if marked else 0)
    if style.startswith("number"):
        last = state.sections[-1] if state.sections else None
        if last and last.block == len(state.blocks) - 1 and last.rank in (2, 3):
            # numbers begin right under an unnumbered heading: they count within it
            state.number_rank = 0 if last.style.startswith("number") else last.rank + 1 - rank
        return rank + max(0, state.number_rank)
    return rank


def _look_rank(style: str) -> int:
    if style.startswith("item"):
        return _ITEM_RANK
    if style == "marked":
        return 3
    if style.startswith("number"):
        kind = style[6:].lstrip("(")[:1]
        return 5 if kind == "a" else 1 + max(1, style.count("1"))
    rank = _RANKS[style.rstrip(":")]
    return rank + 1 if style.endswith(":") and rank > 2 else rank


def _item_of(state: State, style: str, rank: int, body: str) -> int | None:
    """The lead-in whose item a heading is: one right under a lead-in, and its like after it."""
    opener = state.lead_in if state.lead_in is not None else state.announces
    if opener is not None and state.blocks[opener].kind != "heading" and not leaves_list(body):
        above = state.blocks[opener].heading
        if any(section.block == above and section.style == style for section in state.closed):
            # it looks like the heading over the lead-in: only a colon makes it an item
            state.item_headings = None
            return opener if state.lead_in is not None and not opens_section(body) else None
        state.item_headings = ItemHeadings(opener, style, rank, len(state.blocks))
        return opener
    items = state.item_headings
    if items is None or rank > items.rank:
        return None
    near = len(state.blocks) - items.last <= _ITEM_BLOCKS
    if near and items.style == style and not opens_section(body):
        items.last = len(state.blocks)
        return items.lead_in
    state.item_headings = None
    return None
