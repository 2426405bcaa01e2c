"""A text as HTML, structured by its blocks, with the spans of statements marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from markupsafe import Markup, escape

from policytrail.ingest.document import Block
from policytrail.ingest.statement import Statement

_NOTHING: Final = (Markup(), Markup())
_AROUND: Final = {
    "heading": _NOTHING,
    "paragraph": _NOTHING,
    "item": (Markup('<div role="list">\n'), Markup("</div>\n")),
    "row": (Markup("<table>\n"), Markup("</table>\n")),
}


class MarkedText:
    """Cuts the text wherever a statement starts or ends, so that spans may overlap as they like.

    >>> statement = Statement("p", "share", "share it", 3, 11, recipients=("Affiliate",))
    >>> print(MarkedText("We share it.", [statement]).words(0, 12))
    We <mark class="share affirm" data-s="0" tabindex="0" role="button">share it</mark>.
    """

    def __init__(self, text: str, statements: Sequence[Statement]) -> None:
        self.text = text
        self.statements = statements
        self.cuts = sorted({0, len(text), *(s.start for s in statements), *(s.end for s in statements)})
        self.cover = self._cover()
        self.begun: set[int] = set()

    def _cover(self) -> list[list[int]]:
        """For each stretch between two cuts the statements that cover it, the shortest first."""
        starting: dict[int, list[int]] = {}
        for number, statement in enumerate(self.statements):
            starting.setdefault(statement.start, []).append(number)
        cover: list[list[int]] = []
        now: list[int] = []
        for cut in self.cuts[:-1]:
            now = [n for n in now if self.statements[n].end > cut] + starting.get(cut, [])
            now.sort(key=lambda n: (self.statements[n].end - self.statements[n].start, n))
            cover.append(list(now))
        return cover

    def words(self, start: int, end: int) -> Markup:
        """text[start:end], statements marked; where one begins, the keyboard's focus can stop."""
        out = []
        stretch = bisect_right(self.cuts, start) - 1
        while start < end:
            to = min(self.cuts[stretch + 1], end)
            out.append(self._piece(self.text[start:to], self.cover[stretch]))
            start, stretch = to, stretch + 1
        return Markup().join(out)

    def _piece(self, words: str, numbers: Sequence[int]) -> Markup:
        if not numbers or not words.strip():
            return escape(words)
        begins = not self.begun.issuperset(numbers)
        self.begun.update(numbers)
        shortest = self.statements[numbers[0]]
        return Markup('<mark class="{} {}{}" data-s="{}"{}>{}</mark>').format(
            shortest.action,
            shortest.polarity,
            " several" if len(numbers) > 1 else "",
            " ".join(map(str, numbers)),
            Markup(' tabindex="0" role="button"') if begins else "",
            words,
        )

    def html(self, blocks: Sequence[Block]) -> Markup:
        """All of the text: blocks as headings, paragraphs, lists and tables, what lies between as it is.

        Only what separates the cells and rows of tables is left out.
        """
        headers = {block.parent for block in blocks if block.kind == "row"}
        out = []
        at = 0
        around = _AROUND["paragraph"]
        for number, block in enumerate(blocks):
            line = max(self.text.rfind("\n", at, block.start) + 1, at)
            rest = self._rest(at, line, in_table=around is _AROUND["row"])
            if rest or around is not _AROUND[block.kind]:
                out += [around[1], rest, _AROUND[block.kind][0]]
                around = _AROUND[block.kind]
            out.append(self._block(block, line, header=number in headers))
            at = max(at, block.end)
        out += [around[1], self._rest(at, len(self.text), in_table=around is _AROUND["row"])]
        return Markup().join(out)

    def _block(self, block: Block, line: int, *, header: bool) -> Markup:
        """One block; from `line` to its start there is a marker, if anything."""
        marker = self.words(line, block.start) if self.text[line : block.start].strip() else Markup()
        faint = " boilerplate" if block.boilerplate else ""
        if block.kind == "row":
            return self._row(block, faint, "th" if header else "td")
        if block.label and block.label[0] == block.start:
            label = self.words(*block.label)
            words = Markup("<b>{}</b>{}").format(label, self.words(block.label[1], block.end))
        else:
            words = self.words(block.start, block.end)
        if block.kind == "heading":
            return Markup('<h{0} class="h{0}{1}">{2}{3}</h{0}>\n').format(
                min(block.level + 1, 6), faint, marker, words
            )
        if block.kind == "item":
            return Markup(
                '<p role="listitem" class="item level-{}{}"><span class="marker">{}</span>{}</p>\n'
            ).format(min(block.level, 6), faint, marker or "•", words)
        return Markup('<p class="paragraph{}">{}{}</p>\n').format(faint, marker, words)

    def _row(self, block: Block, faint: str, tag: str) -> Markup:
        """A table row; a cell that repeats the one above it shows a ditto mark."""
        cells = [
            self.words(*cell) if cell[0] >= block.start else Markup('<span class="ditto">″</span>')
            for cell in block.cells or [(block.start, block.end)]
        ]
        tagged = Markup().join(Markup("<{0}>{1}</{0}>").format(tag, cell) for cell in cells)
        return Markup('<tr class="row{}">{}</tr>\n').format(faint, tagged)

    def _rest(self, start: int, end: int, *, in_table: bool) -> Markup:
        """Text outside blocks; nothing if it is white space, or what separates the rows of a table."""
        text = self.text[start:end]
        if not text.strip() or (in_table and not any(map(str.isalnum, text))):
            return Markup()
        return Markup('<p class="rest">{}</p>\n').format(self.words(start, end))
