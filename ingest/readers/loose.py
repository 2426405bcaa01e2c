"""Lists without markers: lines below a lead-in that are its items, by what they look like."""

from __future__ import annotations

from policytrail.ingest.document import Span
from policytrail.ingest.readers.headings import heading_style, opens_section
from policytrail.ingest.readers.labels import find_label, is_name
from policytrail.ingest.readers.leadins import breaks_off, has_subject, returns_to_prose
from policytrail.ingest.readers.piece import Piece
from policytrail.ingest.readers.state import MAX_LISTS, OpenList, State

_ITEM_WORDS = 60  # an item that is neither labelled nor broken off is not longer
_SHORT_WORDS, _LEAD_WORDS, _NAME_WORDS = 25, 40, 25


def unmarked_list(state: State, at: int, piece: Piece, body: str, label: Span | None) -> OpenList | None:
    """The list that `piece`, which has no marker, is an item of; None if it is a paragraph."""
    pattern = _pattern(body, label)
    opened = _opened(state, at, piece, body, pattern, label)
    if opened is not None:
        return opened
    if stands_over_items(state, at, piece, body):
        while state.lists[-1].marked:
            state.lists.pop()
        state.lists[-1].over_items = True
        state.lists[-1].count += 1
        return state.lists[-1]
    while state.lists and not state.lists[-1].marked:
        top = state.lists[-1]
        if _goes_on(state, top, piece, body, pattern):
            top.gap = piece.gap if top.count == 1 else min(top.gap, piece.gap)
            top.count += 1
            return top
        if _goes_on_later(state, at, top, piece, pattern):
            return None
        state.lists.pop()
    return None


def stands_over_items(state: State, at: int, piece: Piece, body: str) -> bool:
    """Whether a short line over marked items is one of several below a lead-in: "We use it to:", "Billing", "- bill you"."""
    lines = next((one for one in reversed(state.lists) if not one.marked), None)
    following = state.following(at)
    if (
        lines is None
        or following is None
        or not following.marker
        or following.ordinal
        or piece.marker
        or piece.kind
    ):
        return False
    if lines.pattern != "short" or opens_section(body) or _pattern(body, None) != "short" or body[-1] == ":":
        return False
    inner = state.lists[-1]
    return lines.over_items or inner.marked and inner.parent == lines.last and piece.depth <= inner.depth


def _pattern(body: str, label: Span | None) -> str:
    """What an item without marker looks like; "" for what is none."""
    if label is not None:
        return "label"
    if body[0].islower():
        return "lower"
    if body[-1] in ";," or body.endswith(("; and", "; or", ", and", ", or")):
        return "semi"
    words = len(body.split())
    if body[-1] not in ".!?":
        return "short" if words <= (_LEAD_WORDS if body[-1] == ":" else _SHORT_WORDS) else ""
    if words <= _NAME_WORDS and is_name(body[:-1]):
        return "label"
    return "sentence" if words <= _ITEM_WORDS and not returns_to_prose(body) else ""


def _opened(
    state: State, at: int, piece: Piece, body: str, pattern: str, label: Span | None
) -> OpenList | None:
    """The list that `piece` opens as the first item under a lead-in."""
    parent = state.lead_in
    if parent is None and pattern == "label" and not state.lists:
        parent = state.announces
    if parent is None or len(state.lists) >= MAX_LISTS:
        return None
    lead_in = state.blocks[parent]
    rest_of_clause = breaks_off(state.text[lead_in.start : lead_in.end]) and not has_subject(body)
    if rest_of_clause and pattern in ("", "label") and label is None:
        pattern = "sentence"
    if not pattern or not (rest_of_clause or _fits_under(state, at, piece, pattern, parent)):
        return None
    while state.lists and state.lists[-1].last != parent:
        state.lists.pop()
    opened = OpenList(parent, pattern, piece.depth, piece.gap, rest_of_clause=rest_of_clause)
    state.lists.append(opened)
    return opened


def _fits_under(state: State, at: int, piece: Piece, pattern: str, parent: int) -> bool:
    if pattern in ("label", "lower", "semi"):
        return True
    if state.blocks[parent].kind == "heading":
        return False
    if pattern == "short":
        return True
    # a single sentence under a colon may be prose: an item has others beside it
    following = state.following(at)
    if following is None or following.gap > piece.gap:
        return False
    labelled = find_label(state.text, following.start, following.end) is not None
    return labelled or bool(_pattern(state.body(following), None))


def _goes_on(state: State, opened: OpenList, piece: Piece, body: str, pattern: str) -> bool:
    """Whether `piece` is the next item of `opened`."""
    if opened.count > 1 and piece.gap > opened.gap:
        return False
    last = state.blocks[opened.last]
    ending = state.text[max(last.start, last.end - 6) : last.end]
    open_end = ending[-1] in ";," or ending.endswith((" and", " or", "and/or"))
    if opened.pattern == "sentence":
        if opened.rest_of_clause:
            return not has_subject(body)
        if pattern == "label":
            opened.pattern = "label"
        return pattern in ("label", "sentence", "short")
    if opened.pattern == "lower":
        return pattern == "lower" or open_end
    if opened.pattern == "semi":
        return open_end
    if opened.pattern == "short":
        return pattern in ("short", "semi")
    return pattern == "label"


def _goes_on_later(state: State, at: int, opened: OpenList, piece: Piece, pattern: str) -> bool:
    """Whether labelled items go on after this unlabelled paragraph, which then belongs to the item above."""
    if opened.pattern != "label" or pattern == "label" or piece.gap > opened.gap:
        return False
    for after in state.pieces[at + 1 : at + 3]:
        if after.boilerplate or after.marker or after.kind in ("row", "heading") or after.gap > opened.gap:
            return False
        if find_label(state.text, after.start, after.end):
            return True
        if heading_style(state.body(after), marked=False):
            return False
    return False
