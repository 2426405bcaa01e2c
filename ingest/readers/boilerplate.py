"""What stands in a document and is no policy: archive notes, navigation, contents lists, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from policytrail.ingest.readers.piece import Piece

_NOTE = re.compile(
    r"(?:the following (?:text|document) (?:is|was) extracted|please check the original snapshot|"
    r"revision as of \d|\(diff\) ?←|jump to:|retrieved from [\"“]?http|this page was last (?:edited|modified)|"
    r"skip to (?:main |the )?(?:content|navigation)|back to top\b|return to top\b|top of (?:the )?page\b|"
    r"(?:(?:to|↑) ?)?top\Z|navigation(?: menu)?\Z|toggle navigation|main menu\Z|menu\Z|search\Z|close\Z|print(?: (?:this|our|full|privacy|page|policy))*\Z|"
    r"share (?:this|on)\b.{0,40}\Z|from wikipedia|[-–— ]*page \d+(?: of \d+)?[-–— ]*\Z|\d+ ?/ ?\d+\Z|- ?\d+ ?-\Z|\d{1,3}\Z|"
    r"(?:accept|reject|allow) (?:all )?cookies\Z|accept all\Z|cookie settings\Z|sign ?(?:in|up)\Z|log ?in\Z|"
    r"all rights reserved|(?:copyright )?(?:©|\(c\)) ?(?:copyright )?(?:19|20)\d\d|copyright (?:19|20)\d\d|"
    r"\[?edit\]?\Z|expand all|collapse all|(?:show|read|view|see) (?:more|less|all)\Z|download (?:as )?pdf\Z|"
    r"(?:we|this (?:web)?site) uses? cookies to [^.]{0,120}\. (?:by (?:continuing|using|clicking)|accept)|"
    r"[.#@]?[\w.#:-]+ ?\{[^}]{0,80}[:;]|/\*.{0,80}\*/|\]\(\S+\)\Z|function ?\(|and/or:?\Z|[\W_]+\Z)",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(?:table of )?contents:?\Z|(?:on|in) this (?:page|policy|notice|section):?\Z|quick links:?\Z",
    re.IGNORECASE,
)
_CONTENTS_LEAD = re.compile(
    r"\b(?:policy|statement|notice|page|document|contents|sections?|topics?|areas|jump|links|click)\b",
    re.IGNORECASE,
)
# "Home | Contact us | Terms of use": what a page's menu leads to
_SEPARATOR = re.compile(r"\s*[|·•»>]\s*|\s+/\s+")
_PLACE = re.compile(
    r"home|about(?: us)?|contact(?: us)?|faqs?|help|site ?map|careers|jobs|press(?: cent(?:er|re)| room)?|"
    r"terms(?: (?:of|and|&) \w+)?|privacy(?: (?:policy|notice|statement))?|log ?in|sign ?(?:in|up)|register|search|"
    r"blogs?|news|advertis(?:e|ing)(?: with us)?|rss|legal(?: notices?)?|subscri(?:be|ptions?)|support|ad ?choices|"
    r"feedback|shop|my account",
    re.IGNORECASE,
)
# The title of the browser's window
_SITE_TITLE = re.compile(r"\A[^.]{0,80}\s(?:\||::|»)\s[^.]{0,80}\Z")
_NORMAL = re.compile(r"[\W_]+")
_SHORT = 400  # characters of a note or a menu at most
_BODY_WORDS = 8
_MOST_TIMES = 3  # what a contents list names stands there, over its section, and perhaps in another list
_NUMBER = re.compile(r"\A(?:section |part )?(?:\d+(?:\.\d+)*|[ivx]+|[a-z])[.):]\s+", re.IGNORECASE)


def mark_boilerplate(text: str, pieces: Sequence[Piece]) -> None:
    """Set `boilerplate` on the pieces of `text` that are no part of the policy."""
    for piece in pieces:
        if piece.end - piece.start < _SHORT:
            note = piece.kind != "row" and _NOTE.match(text, piece.start, piece.end)
            piece.boilerplate = bool(note) or _is_menu(text[piece.start : piece.end])
    first = next((piece for piece in pieces if not piece.boilerplate), None)
    if first is not None and first.kind != "row" and len(pieces) > 1:
        first.boilerplate = bool(_SITE_TITLE.match(text[first.start : first.end][:200]))
    _mark_contents(text, pieces)


def _is_menu(line: str) -> bool:
    """Whether short names in a line are parted by signs, and places of a site are among them."""
    names = [name for name in _SEPARATOR.split(line) if name]
    places = sum(bool(_PLACE.fullmatch(name)) for name in names)
    return (
        len(names) >= 3 and places >= max(2, len(names) / 3) and all(len(name.split()) <= 5 for name in names)
    )


def _mark_contents(text: str, pieces: Sequence[Piece]) -> None:
    """Mark runs of three or more short lines of which most come again below, as headings."""
    names = [_name(text, piece) for piece in pieces]
    last: dict[str, int] = {}
    for at, name in enumerate(names):
        if name:
            last[name] = at
    at = 0
    while at < len(pieces):
        end = at
        while end < len(pieces) and (names[end] or pieces[end].boilerplate):
            end += 1
        if end - at >= 3:
            _mark_run(text, pieces, names, last, at, end)
        at = max(end, at + 1)


def _mark_run(
    text: str, pieces: Sequence[Piece], names: list[str], last: dict[str, int], start: int, end: int
) -> None:
    repeated = [at for at in range(start, end) if names[at] and last[names[at]] > at]
    if len(repeated) < 3 or not _heads_sections(text, pieces, names, [last[names[at]] for at in repeated]):
        return
    inside = [at for at in range(repeated[0], repeated[-1] + 1) if names[at]]
    if len(repeated) < 0.6 * len(inside):
        return
    before = pieces[repeated[0] - 1] if repeated[0] else None
    above = text[before.start : before.end] if before else ""
    if above.endswith(":") and not _CONTENTS_LEAD.search(above):
        return  # "We collect:", and headings below that say more of each
    for at in inside:
        pieces[at].boilerplate = True
    if before is not None and _CONTENTS.match(above):
        before.boilerplate = True


def _heads_sections(text: str, pieces: Sequence[Piece], names: list[str], headings: list[int]) -> bool:
    """Whether the lines of a run stand again as `headings` in the same order, apart, each over a body of its own.

    A list of data that is given again under another heading comes as one list, and stands over nothing.
    """
    apart = sum(above + 1 < below for above, below in pairwise(headings))
    again = {names[at] for at in headings}
    often = {name for name, count in Counter(names).items() if name in again and count > _MOST_TIMES}
    over = sum(
        names[at] not in often
        and at + 1 < len(pieces)
        and names[at + 1] not in again
        and any(_is_body(text, piece) for piece in pieces[at + 1 : at + 3])
        for at in headings
    )
    return apart >= 0.7 * (len(headings) - 1) and over >= 0.6 * len(headings)


def _is_body(text: str, piece: Piece) -> bool:
    return piece.kind == "row" or len(text[piece.start : piece.end].split()) >= _BODY_WORDS


def _name(text: str, piece: Piece) -> str:
    """A short line's words, for comparison; "" for what cannot stand in a contents list."""
    if piece.kind == "row" or piece.end - piece.start > 120:
        return ""
    body = text[piece.start : piece.end]
    if body[-1] in ".;," and len(body.split()) > (12 if piece.ordinal else 8):
        return ""
    return _NORMAL.sub(" ", _NUMBER.sub("", body).lower()).strip()
