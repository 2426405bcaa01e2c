"""Tables of an HTML page: which of them hold data, and their rows."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from policytrail.ingest.readers.writer import TextWriter, squeeze

_LONG_CELL = 1500
_MAX_SPAN = 50


def is_data_table(table: LexborNode) -> bool:
    """Whether `table` holds data: two columns or more, and no layout of whole sections."""
    rows = table.css("tr")
    if len(table.css("table")) > 1 or len(rows) < 2:
        return False
    if table.css_first("th") is not None:
        return True
    cells = [len(row.css("td")) for row in rows]
    if max(cells) < 2 or sum(count > 1 for count in cells) < len(cells) / 2:
        return False
    return table.css_first("h1, h2, h3") is None and all(
        len(cell.text(deep=True)) < _LONG_CELL for cell in table.css("td")
    )


class TableReader:
    """Writes the rows of one table."""

    def __init__(self, writer: TextWriter) -> None:
        self.writer = writer
        self.down: dict[int, int] = {}  # column -> how many more rows its cell spans

    def read(self, table: LexborNode) -> None:
        """Write the rows of `table`; the first, or one of <th> only, is the header."""
        caption = table.css_first("caption")
        if caption is not None and (words := squeeze(caption.text(deep=True))):
            self.writer.text(words)
        first = True
        for row in table.css("tr"):
            cells, above, header = self._cells(row)
            if any(cells):
                self.writer.row(cells, header=header or first, above=above)
                first = False

    def _cells(self, row: LexborNode) -> tuple[list[str], tuple[int | None, ...], bool]:
        cells: list[str] = []
        above: list[int | None] = []
        found = [cell for cell in row.iter() if cell.tag in ("td", "th")]
        for cell in found:
            self._spanned(cells, above)
            column = len(cells)
            words = cell_text(cell)
            cells.append(words)
            above.append(0 if not words and not column else None)
            down = _number(cell, "rowspan")
            if down > 1:
                self.down[column] = down - 1
            for _ in range(_number(cell, "colspan") - 1):
                cells.append("")
                above.append(None)
        self._spanned(cells, above)
        return cells, tuple(above), bool(found) and all(cell.tag == "th" for cell in found)

    def _spanned(self, cells: list[str], above: list[int | None]) -> None:
        """Columns that a cell of a row above still takes."""
        while self.down.get(len(cells), 0) > 0:
            column = len(cells)
            self.down[column] -= 1
            cells.append("")
            above.append(column)


def cell_text(cell: LexborNode) -> str:
    """Words of a cell on one line; its lines and list items are parted by semicolons."""
    parts: list[str] = []
    line: list[str] = []
    for node in cell.traverse(include_text=True):
        if node.is_text_node:
            line.append(node.text_content or "")
        elif node.tag in ("br", "li", "p", "div"):
            parts.append(squeeze("".join(line)))
            line = []
    parts.append(squeeze("".join(line)))
    words = ""
    for part in parts:
        if part:
            words += (" " if not words or words[-1] in ".;:,!?" else "; ") + part
    return words.strip()


def _number(cell: LexborNode, name: str) -> int:
    value = cell.attributes.get(name) or ""
    return max(1, min(int(value), _MAX_SPAN)) if value.isdigit() and len(value) < 6 else 1
