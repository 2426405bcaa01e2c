"""The flow table as a Parquet file beside the store, so that a large store is not read anew each time.

It is derived, never edited: a file that does not belong to the store as it is now is not used. Columns
of names are dictionary-coded, so that the file is small, quick to read back as integers, and still reads
well in pandas or DuckDB. Sets of concepts are joined by spaces; confidence is in hundredths, -1 where it is not known.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from policytrail.graph.storage.table import ACTIONS, FlowTable, build_table, merge_tables, table_of

if TYPE_CHECKING:
    import pyoxigraph as ox

    from policytrail.graph.storage.store import Store

LAYOUT: Final = 1
_WORTH: Final = 20_000  # flows: below, reading the RDF is quicker than importing pyarrow

_CODED: Final = ("policy", "sender", "recipient", "action", "data", "purposes", "conditions")


def flow_table(store: Store) -> FlowTable:
    """The flow table of a store: from the file beside it, or else from its RDF."""
    if store.path is None:
        return build_table(store)
    file = store.path / "flows.parquet"
    if file.exists() and (table := _read(file, store.digest)) is not None:
        return table
    table = build_table(store)
    if len(table) >= _WORTH:
        _write(table, file, store.digest)
    return table


class Keeper:
    """Keeps the file beside a store up to date, from the quads of the policies that are written.

    So a large store's RDF, which is slow to read back, need not be read for it.

    Args:
        file: the file.
        digest: of the store before anything is written.
        empty: whether there is no policy in the store.
    """

    def __init__(self, file: Path, digest: str, *, empty: bool) -> None:
        self._file = file
        self._base = None if empty else digest
        self._new: list[FlowTable] = []
        self._gone: set[str] = set()

    def write(self, slugs: Iterable[str], quads: Iterable[ox.Quad]) -> None:
        """Note that the policies `slugs` have been replaced and that `quads` are what they are now."""
        table = table_of(quads)
        self._gone |= set(slugs)
        self._gone -= set(table.policies)
        self._new.append(table)

    def save(self, digest: str) -> None:
        """Write the file for the store as it is now, if it is large and if the file has been kept so far."""
        old = [] if self._base is None else [_read(self._file, self._base)]
        known = [table for table in old if table is not None]
        if len(known) == len(old):
            table = merge_tables([*known, *self._new], self._gone)
            if len(table) >= _WORTH:
                _write(table, self._file, digest)
        self._base, self._new, self._gone = digest, [], set()


def _write(table: FlowTable, file: Path, digest: str) -> None:
    """Write the file whole or not at all; a folder that cannot be written stays without it."""
    try:
        import pyarrow  # type: ignore[import-untyped]
        import pyarrow.parquet  # type: ignore[import-untyped]
    except ModuleNotFoundError:
        return
    sets = [" ".join(each) for each in table.sets]
    names = {
        "policy": table.policies,
        "sender": table.parties,
        "recipient": table.parties,
        "action": ACTIONS,
        "data": sets,
        "purposes": sets,
        "conditions": sets,
    }
    columns: dict[str, Any] = {
        name: pyarrow.DictionaryArray.from_arrays(
            pyarrow.array(getattr(table, name), pyarrow.int32()), pyarrow.array(names[name], pyarrow.string())
        )
        for name in _CODED
    }
    columns["start"] = pyarrow.array(table.start, pyarrow.int32())
    columns["confidence"] = pyarrow.array(table.confidence, pyarrow.int32())
    columns["statement"] = pyarrow.array(table.statements, pyarrow.string())
    about = {b"policytrail": json.dumps({"layout": LAYOUT, "store": digest}).encode()}
    draft = file.with_name(file.name + ".new")
    try:
        pyarrow.parquet.write_table(pyarrow.table(columns).replace_schema_metadata(about), draft)
        draft.replace(file)
    except OSError:
        draft.unlink(missing_ok=True)


def _read(file: Path, digest: str) -> FlowTable | None:
    """The table in the file, or None if it belongs to another state of the store or cannot be read."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ModuleNotFoundError:
        return None
    try:
        about = pyarrow.parquet.read_schema(file).metadata or {}
        if json.loads(about.get(b"policytrail", b"{}")) != {"layout": LAYOUT, "store": digest}:
            return None
        read = pyarrow.parquet.read_table(file, memory_map=True).combine_chunks()
    except (OSError, ValueError, pyarrow.ArrowException):
        return None
    columns = {name: _ints(read[name].combine_chunks().indices) for name in _CODED}
    texts = {name: read[name].combine_chunks().dictionary.to_pylist() for name in _CODED}
    # Senders and recipients have dictionaries of their own in the file, and so have the sets.
    parties, (columns["sender"], columns["recipient"]) = _one_code(
        [texts["sender"], texts["recipient"]], [columns["sender"], columns["recipient"]]
    )
    named = ("data", "purposes", "conditions")
    sets, coded = _one_code([texts[name] for name in named], [columns[name] for name in named])
    columns |= dict(zip(named, coded, strict=True))
    actions = [ACTIONS.index(name) for name in texts["action"]]
    return FlowTable(
        policies=texts["policy"],
        parties=parties,
        sets=[tuple(each.split()) for each in sets],
        statements=_Strings(read["statement"].combine_chunks()),
        policy=columns["policy"],
        action=array("b", [actions[code] for code in columns["action"]]),
        sender=columns["sender"],
        recipient=columns["recipient"],
        data=columns["data"],
        purposes=columns["purposes"],
        conditions=columns["conditions"],
        start=_ints(read["start"].combine_chunks()),
        confidence=_ints(read["confidence"].combine_chunks()),
    )


def _one_code(
    texts: Sequence[Sequence[str]], columns: Sequence[array[int]]
) -> tuple[list[str], list[array[int]]]:
    """One numbering for columns that were numbered each by itself."""
    codes: dict[str, int] = {}
    coded = []
    for names, column in zip(texts, columns, strict=True):
        new = [codes.setdefault(name, len(codes)) for name in names]
        coded.append(array("i", [new[code] for code in column]))
    return list(codes), coded


def _ints(values: Any) -> array[int]:
    """A column of 32-bit integers without nulls, copied from Arrow's memory."""
    import pyarrow

    values = values.cast(pyarrow.int32())
    column = array("i")
    column.frombytes(values.buffers()[1][values.offset * 4 : (values.offset + len(values)) * 4])
    return column


class _Strings(Sequence[str]):
    """Arrow's strings, made Python's when they are asked for."""

    def __init__(self, values: Any) -> None:
        self._values = values

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, at: Any) -> Any:
        return self._values[at].as_py()
