"""Work on many files side by side, in processes of their own."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

Read = TypeVar("Read")

_SHARE = 8  # files a process at least: to start one takes as long as to read them


def processors() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


class SideBySide(Generic[Read]):
    """What `read` gives for each of `paths`, worked on ahead in `jobs` processes; call it with a path of them.

    A few files are read in this process, and so are all where no other can be started.

    >>> with SideBySide(len, ["a.txt", "bc.txt"], jobs=2) as length:
    ...     length("bc.txt")
    6
    """

    def __init__(self, read: Callable[[Path], Read], paths: Sequence[Path], jobs: int) -> None:
        self._read = read
        self._coming: dict[Path, Future[Read]] = {}
        self._pool: ProcessPoolExecutor | None = None
        jobs = min(jobs, len(paths) // _SHARE)
        if jobs > 1:
            with suppress(OSError, NotImplementedError, ImportError):
                # "spawn" is the one that works everywhere; a copy of this process could hold its locks
                self._pool = ProcessPoolExecutor(
                    jobs, mp_context=get_context("spawn"), initializer=_leave_interrupts_to_the_parent
                )
                self._coming = {path: self._pool.submit(read, path) for path in paths}

    def __enter__(self) -> Self:
        return self

    def __call__(self, path: Path) -> Read:
        """What `read` gives for `path`, or raises."""
        coming = self._coming.pop(path, None)
        if coming is not None:
            try:
                return coming.result()
            except BrokenProcessPool:  # somebody ended a process, perhaps for want of memory
                self._coming = {}
        return self._read(path)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=kind is None, cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
