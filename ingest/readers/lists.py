"""Lists with markers: which list an item goes on with, and what governs a new one."""

from __future__ import annotations

from policytrail.ingest.readers.labels import find_label
from policytrail.ingest.readers.leadins import announces_list
from policytrail.ingest.readers.piece import Piece
from policytrail.ingest.readers.state import MAX_LISTS, OpenList, State


def marked_list(state: State, at: int, piece: Piece) -> OpenList:
    """The list that the marked `piece` is an item of."""
    found = _resumed(state, piece, state.following(at))
    if found is not None:
        del state.lists[state.lists.index(found) + 1 :]
        found.ordinal, found.roman, found.count = piece.ordinal, piece.roman, found.count + 1
        return found
    parent = opener(state)
    last = state.last
    if state.lists and state.lead_in is None and all(piece.depth < one.depth for one in state.lists):
        parent = state.lists[0].parent  # out of all open lists
        state.lists.clear()
    elif last is not None and state.blocks[last].kind == "item" and state.lists:
        parent = last  # nested in the item above
    elif parent is None or not state.lists or state.blocks[parent].parent != state.lists[-1].last:
        state.lists.clear()
    if len(state.lists) >= MAX_LISTS:
        parent = state.lists.pop().parent
    opened = OpenList(
        parent, piece.style, piece.depth, piece.gap, piece.ordinal, piece.roman,
        marked=True, flat=_opens_flat(state, piece),
    )  # fmt: skip
    state.lists.append(opened)
    return opened


def opener(state: State) -> int | None:
    """The block just made, if it may govern marked items."""
    if state.lead_in is not None:
        return state.lead_in
    last = state.last
    if last is None or state.previous is None or state.blocks[last].kind in ("heading", "row"):
        return None
    return last if announces_list(state.body(state.previous)) else None


def _resumed(state: State, piece: Piece, following: Piece | None) -> OpenList | None:
    """The open list that `piece` goes on with."""
    same = [opened for opened in reversed(state.lists) if opened.pattern == piece.style]
    if piece.ordinal:
        return _resumed_numbers(state, piece, same, following)
    if state.lead_in is not None and state.lists and state.lists[-1].last != state.lead_in:
        return None
    last = state.last
    if last is not None and state.blocks[last].kind == "paragraph" and state.blocks[last].parent is None:
        return None
    if same:
        top = same[0]
        if top.last == last and _ends_open(state) and piece.depth > top.depth:
            top.depth = piece.depth  # "• bill you;" and deeper "• help you;": one list, wrongly indented
        if piece.depth > top.depth + 1 or _opens_flat(state, piece):
            return None
        beside = [opened for opened in same if not (opened.flat and _stands_above(state, opened, piece))]
        return min(beside, key=lambda opened: abs(opened.depth - piece.depth))
    # another bullet at the same indentation is a slip, unless the item above leads in
    inner = state.lists[-1] if state.lists else None
    if inner and inner.marked and not inner.ordinal and piece.depth <= inner.depth and state.lead_in is None:
        return next((o for o in state.lists if o.depth == piece.depth and o.marked and not o.ordinal), None)
    return None


def _ends_open(state: State) -> bool:
    """Whether the piece just read ends as an item does that others follow."""
    return state.previous is not None and state.body(state.previous).endswith((";", "; and", "; or"))


def _opens_flat(state: State, piece: Piece) -> bool:
    """Whether `piece` is an item of the item above, which leads in with a colon and has the same bullet."""
    top = state.lists[-1] if state.lists else None
    if top is None or top.last != state.lead_in or state.previous is None or piece.ordinal:
        return False
    alike = top.pattern == piece.style and top.depth == piece.depth
    return alike and state.body(state.previous)[-1] == ":" and state.body(piece)[-1] != ":"


def _stands_above(state: State, opened: OpenList, piece: Piece) -> bool:
    """Whether `piece` is like the item that leads into the flat list `opened`, and not like the items of that list."""
    if opened.parent is None or piece.depth > opened.depth:
        return False
    body, lead_in, last = state.body(piece), state.blocks[opened.parent], state.blocks[opened.last]
    if body[-1] == ":" or (body[0].isupper() and state.text[last.start].islower()):
        return True
    labelled = piece.label is not None or find_label(state.text, piece.start, piece.end) is not None
    return labelled and lead_in.label is not None and last.label is None


def _resumed_numbers(
    state: State, piece: Piece, same: list[OpenList], following: Piece | None
) -> OpenList | None:
    near = [opened for opened in same if abs(opened.depth - piece.depth) <= 1]
    if not near and same and piece.depth <= same[0].depth:
        near = same
    for opened in near:
        if piece.ordinal == opened.ordinal + 1 or (opened.roman and piece.roman == opened.roman + 1):
            return opened
    if not near:
        return None
    if piece.ordinal == 1 or piece.roman == 1:
        # the start of another list, or a slip in this one ("1., 1., 1.", "k., i., m.")
        beside = near[0].last == state.last
        numerals = following is not None and following.style == piece.style and following.roman == 2
        if not beside or state.lead_in is not None or (piece.ordinal > 1 and numerals):
            return None
    return near[0]
