"""Pages in two columns: where the columns part, and in which order their words are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import NamedTuple

_GUTTER = 10  # points that part two columns at least; words of a line stand nearer to each other
_LINES = 6  # that stand side by side at least
_FILLED = 0.6  # of a column's width, by its lines
_WORDS = 4  # of a line: the cells of a table have fewer
_SAME_LINE = 3  # points


class Word(NamedTuple):
    """Where a word stands on its page, in points from the left and from above."""

    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page that is read by itself: `column` is 0 for the whole width, 1 for left, 2 for right."""

    column: int
    x0: float
    top: float
    x1: float
    bottom: float


def regions(words: Sequence[Word], left: float, right: float) -> list[Region]:
    """The parts of a page from `left` to `right`, in reading order; none where it has no two columns."""
    lines = _lines(words)
    gutter = _gutter(lines, left, right)
    if gutter is None:
        return []
    found: list[Region] = []
    for crosses, group in groupby(lines, lambda line: _crosses(line, gutter)):
        band = [word for line in group for word in line]
        top, bottom = min(word.top for word in band) - 1, max(word.bottom for word in band) + 1
        if crosses:
            found.append(Region(0, left, top, right, bottom))
        else:
            found += (Region(1, left, top, gutter, bottom), Region(2, gutter, top, right, bottom))
    return found


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.top, word.x0)):
        if lines and word.top - lines[-1][0].top <= _SAME_LINE:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _gutter(lines: Sequence[Sequence[Word]], left: float, right: float) -> float | None:
    """Where the columns part, in points from the left; None if there are none."""
    width = right - left
    best: list[float] = []
    most = 0
    for at in range(int(left + 0.3 * width), int(left + 0.7 * width), 2):
        beside = list(_beside(lines, at))
        crossing = sum(_crosses(line, at) for line in lines)
        if len(beside) >= max(_LINES, most, 2 * crossing) and _are_filled(beside):
            best = [*best, at] if len(beside) == most else [at]
            most = len(beside)
    return median(best) if best else None


def _beside(lines: Sequence[Sequence[Word]], gutter: float) -> Iterator[tuple[list[Word], list[Word]]]:
    """The words on the left and on the right, of each line that has both."""
    for line in lines:
        before = [word for word in line if word.x1 <= gutter]
        after = [word for word in line if word.x0 >= gutter]
        if before and after and not _crosses(line, gutter):
            yield before, after


def _crosses(line: Sequence[Word], gutter: float) -> bool:
    """Whether a line has words where two columns part, or so near that they are of one sentence."""
    if any(word.x0 < gutter < word.x1 for word in line):
        return True
    before = max((word.x1 for word in line if word.x1 <= gutter), default=None)
    after = min((word.x0 for word in line if word.x0 >= gutter), default=None)
    return before is not None and after is not None and after - before < _GUTTER


def _are_filled(beside: Sequence[tuple[list[Word], list[Word]]]) -> bool:
    """Whether most lines have words enough for running text, and take most of the width of their columns."""
    for side in zip(*beside, strict=True):
        start = min(word.x0 for line in side for word in line)
        end = max(word.x1 for line in side for word in line)
        filled = median(max(word.x1 for word in line) for line in side) - start
        if median(map(len, side)) < _WORDS or filled < _FILLED * (end - start):
            return False
    return True
