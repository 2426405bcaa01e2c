"""A progress line on standard error, for work that turns out to take long."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

PATIENCE = 2.0  # seconds of silence before the line appears


class Progress:
    """Call with the name of each thing as its turn comes; a person at a terminal sees a line after 2 s."""

    def __init__(self, verb: str) -> None:
        self.verb = verb
        self._start = time.monotonic()
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __call__(self, name: str, at: int, of: int) -> None:
        if sys.stderr.isatty() and time.monotonic() - self._start > PATIENCE:
            print(f"\r\x1b[K{self.verb} {at}/{of}: {name}"[:100], end="", file=sys.stderr, flush=True)
            self._shown = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
