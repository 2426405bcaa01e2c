"""The files of a store beside its quads: what state it is in, and what each policy put into the catalogue."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Final, Protocol

import pyoxigraph as ox

from policytrail.errors import StoreError
from policytrail.graph.storage.description import Counts

LAYOUT: Final = 2
"""Version of the folder's layout."""

# Of the folder or the disk, not of the store in it.
_NOT_OURS: Final = (errno.EACCES, errno.EROFS, errno.ENOSPC)
_OWN: Final = ("quads", "catalogue", "store.json.new", "flows.parquet", "flows.parquet.new")


@dataclass(frozen=True, slots=True)
class State:
    """Digests of the ontology and, by slug, of the policies that are in a store."""

    ontology: str = ""
    policies: Mapping[str, str] = field(default_factory=dict)


class Files(Protocol):
    """Where a store keeps its state, and of each policy its part of the catalogue and the counts of its graph."""

    def read_state(self) -> State:
        """The state that was written last."""

    def write_state(self, state: State) -> None:
        """Write the state whole or not at all."""

    def slugs(self) -> list[str]:
        """The policies that have a part in the catalogue."""

    def read_part(self, slug: str) -> list[str]:
        """The lines of a policy's part, as N-Triples."""

    def read_counts(self, slug: str) -> Counts:
        """How much stands in a policy's graph."""

    def write_part(self, slug: str, lines: list[str], counts: Counts) -> None:
        """Replace a policy's part and counts; no lines remove both."""


class MemoryFiles:
    """The files of a store in memory."""

    def __init__(self) -> None:
        self._state = State()
        self._parts: dict[str, tuple[list[str], Counts]] = {}

    def read_state(self) -> State:
        """See `Files`."""
        return self._state

    def write_state(self, state: State) -> None:
        """See `Files`."""
        self._state = state

    def slugs(self) -> list[str]:
        """See `Files`."""
        return list(self._parts)

    def read_part(self, slug: str) -> list[str]:
        """See `Files`."""
        return self._parts[slug][0] if slug in self._parts else []

    def read_counts(self, slug: str) -> Counts:
        """See `Files`."""
        return self._parts[slug][1]

    def write_part(self, slug: str, lines: list[str], counts: Counts) -> None:
        """See `Files`."""
        if lines:
            self._parts[slug] = lines, counts
        else:
            self._parts.pop(slug, None)


class Folder:
    """The files of a store in a folder.

    Raises:
        StoreError: whatever is wrong with the folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def exists(self) -> bool:
        """Whether there is a store in the folder."""
        return (self.path / "store.json").exists()

    def make(self) -> None:
        """Make an empty store in the folder, which is made if need be."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            # Whatever lies beside a missing store.json was cut short while it was made.
            if any(entry.name not in _OWN for entry in self.path.iterdir()):
                raise StoreError(
                    "the folder holds other files and is no store",
                    where=str(self.path),
                    mend="name an empty folder",
                )
            for name in ("quads", "catalogue"):
                shutil.rmtree(self.path / name, ignore_errors=True)
            (self.path / "catalogue").mkdir()
            ox.Store(str(self.path / "quads")).flush()
            self.write_state(State())
        except OSError as error:
            raise StoreError(
                f"cannot make a store: {error.strerror or error}", where=str(self.path)
            ) from error

    def open_quads(self, *, writable: bool) -> ox.Store:
        """Open the quads."""
        quads = str(self.path / "quads")
        try:
            return ox.Store(quads) if writable else ox.Store.read_only(quads)
        except OSError as error:
            if "lock" in str(error).lower():
                mend = "wait for the other process or end it"
                raise StoreError("the store is in use", where=str(self.path), mend=mend) from error
            what = str(error).splitlines()[0]
            healthy = what.endswith(tuple(map(os.strerror, _NOT_OURS)))
            raise StoreError(
                f"the store cannot be opened: {what}",
                where=str(self.path),
                mend=None if healthy else "delete it and build again",
            ) from error

    def read_state(self) -> State:
        """See `Files`."""
        file = self.path / "store.json"
        try:
            read = json.loads(file.read_text("utf-8"))
            layout, state = read["layout"], State(read["ontology"], read["policies"])
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise _damaged(file) from error
        if layout != LAYOUT:
            raise StoreError(
                f"a store of layout {layout}, this version of policytrail reads layout {LAYOUT}",
                where=str(self.path),
                mend="delete it and build again",
            )
        return state

    def write_state(self, state: State) -> None:
        """See `Files`."""
        text = {
            "layout": LAYOUT,
            "ontology": state.ontology,
            "policies": dict(sorted(state.policies.items())),
        }
        _write(self.path / "store.json", json.dumps(text, indent=1) + "\n")

    def slugs(self) -> list[str]:
        """See `Files`."""
        return [file.stem for file in (self.path / "catalogue").glob("*.nt")]

    def read_part(self, slug: str) -> list[str]:
        """See `Files`."""
        file = self._part(slug)
        # Literals may hold line ends of other kinds than the one that ends a line here.
        return file.read_text("utf-8").split("\n") if file.exists() else []

    def read_counts(self, slug: str) -> Counts:
        """See `Files`."""
        file = self._part(slug, ".json")
        try:
            read = json.loads(file.read_text("utf-8"))
            classes, properties = Counter(read["classes"]), Counter(read["properties"])
            return Counts(read["triples"], read["subjects"], classes, properties)
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise _damaged(file) from error

    def write_part(self, slug: str, lines: list[str], counts: Counts) -> None:
        """See `Files`."""
        if lines:
            held = {each.name: getattr(counts, each.name) for each in fields(counts)}
            _write(self._part(slug, ".json"), json.dumps(held, sort_keys=True))
            _write(self._part(slug), "\n".join(lines))
        else:
            self._part(slug).unlink(missing_ok=True)
            self._part(slug, ".json").unlink(missing_ok=True)

    def _part(self, slug: str, suffix: str = ".nt") -> Path:
        return self.path / "catalogue" / f"{slug}{suffix}"


def _write(file: Path, text: str) -> None:
    """Write a file whole or not at all."""
    draft = file.with_name(file.name + ".new")
    draft.write_bytes(text.encode("utf-8"))
    draft.replace(file)


def _damaged(file: Path) -> StoreError:
    return StoreError("the store is damaged", where=str(file), mend="delete it and build again")
