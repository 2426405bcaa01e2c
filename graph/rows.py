"""Results as tables, for CSV, pandas and notebooks: the same columns however many rows there are."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from policytrail.errors import MissingToolError
from policytrail.graph.wording import in_order

if TYPE_CHECKING:
    import pandas

_SHOWN = 60  # rows: a notebook is for reading


class Tabular:
    """What is a table as well; for programs, so with ids. Its `repr` is short."""

    __slots__ = ()

    @property
    def columns(self) -> Sequence[str]:
        """The names of the columns, in order."""
        raise NotImplementedError

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """The rows: in each, a value for every column."""
        raise NotImplementedError

    def to_csv(self) -> str:
        """As `csv_text` writes it."""
        return csv_text(self.columns, self.rows())

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a data frame.

        Raises:
            MissingToolError: pandas is not installed.
        """
        try:
            import pandas
        except ModuleNotFoundError as error:
            raise MissingToolError("pandas is not installed", mend="pip install pandas") from error
        return pandas.DataFrame.from_records(self.rows(), columns=list(self.columns))

    def __repr__(self) -> str:
        rows = len(self.rows())
        return f"<{type(self).__name__}: {rows} row{'s' * (rows != 1)}>"

    def _repr_html_(self) -> str:
        rows = self.rows()
        head = "".join(f"<th>{escape(column)}</th>" for column in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{_cell(value)}</td>" for value in row.values()) + "</tr>"
            for row in rows[:_SHOWN]
        )
        more = f"<p>{len(rows) - _SHOWN} more rows: to_pandas() has all.</p>" if len(rows) > _SHOWN else ""
        return in_order(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}")


def csv_text(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    """Comma-separated values with a header row (RFC 4180, but with plain line ends).

    >>> csv_text(["data", "quote"], [{"data": "Voicemail", "quote": "we keep it, always"}])
    'data,quote\\nVoicemail,"we keep it, always"\\n'
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _cell(value: object) -> str:
    return "" if value is None else escape(str(value))
