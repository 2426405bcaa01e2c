"""What the drawn shapes of a PDF page say: the rules of tables, and bullets, which browsers draw instead of writing them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pdfplumber.page import Page

_NEAR = 3  # points between rules that are one, as pdfplumber takes them
_DRAWING = 2000  # shapes of a page at most that can be a table's: more are a drawing, and would take minutes
_RULE = 5  # points that a rule is long at least: a thin box has short sides too


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table of a page: its box (x0, top, x1, bottom), the texts of its cells, and whether its last row goes on overleaf."""

    box: tuple[float, float, float, float]
    rows: tuple[tuple[str, ...], ...]
    is_open: bool


def ruled_tables(page: Page) -> list[RuledTable]:
    """The tables of `page` that have rules around their cells, more than one column, and text."""
    if not 4 <= len(page.lines) + len(page.rects) <= _DRAWING:
        return []
    ends = _open_ends(page)
    tables = []
    for table in page.find_tables({"explicit_horizontal_lines": ends}):
        # two rules side by side have an empty row between them
        rows = tuple(
            tuple(cell or "" for cell in row)
            for row in table.extract()
            if any(cell and cell.strip() for cell in row)
        )
        if rows and len(rows[0]) > 1:
            is_open = any(abs(table.bbox[3] - end) <= _NEAR for end in ends)
            tables.append(RuledTable(table.bbox, rows, is_open))
    return tables


def _open_ends(page: Page) -> list[float]:
    """Heights at which the rules between columns end and no rule runs across: there a row goes on overleaf."""
    across = {
        round(edge["top"]) + near
        for edge in page.horizontal_edges
        if edge["x1"] - edge["x0"] > _RULE
        for near in range(-_NEAR, _NEAR + 1)
    }
    columns: dict[int, set[int]] = defaultdict(set)
    for edge in page.vertical_edges:
        if edge["bottom"] - edge["top"] > _RULE:
            columns[round(edge["bottom"])].add(round(edge["x0"] / _NEAR))
    return sorted(end for end, places in columns.items() if len(places) > 2 and end not in across)


def write_bullets(page: Page) -> None:
    """Add a letter to `page` for every bullet that is drawn before a line."""
    shapes = [shape for shape in (*page.curves, *page.rects) if _is_bullet(shape)]
    if not 0 < len(shapes) <= _DRAWING:
        return
    heights: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for char in sorted(page.chars, key=itemgetter("x0")):
        if char["text"].strip():
            for height in range(int(char["top"]), int(char["bottom"]) + 1):
                heights[height].append(char)
    for shape in shapes:
        beside = heights[int((shape["top"] + shape["bottom"]) / 2)]
        at = bisect_left(beside, shape["x1"], key=itemgetter("x0"))
        if at < len(beside):
            char = beside[at]
            if char["x0"] - shape["x1"] < 2 * char["size"] > 2 * shape["height"]:
                page.chars.append({**char, "text": "•", "x0": shape["x0"], "x1": shape["x1"]})


def _is_bullet(shape: dict[str, Any]) -> bool:
    """Whether `shape` is small, and about as wide as high."""
    width, height = shape["width"], shape["height"]
    return bool(1 < width < 9 and 1 < height < 9 and 0.7 < width / height < 1.5)
