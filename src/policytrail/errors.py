"""Every error that policytrail raises on purpose: what is wrong, where, and how to mend it.

This module imports nothing of the project, so that every package may use it. Only the command line turns
these errors into exit codes.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import Final

_OFFERED: Final = 20  # names


def near_names(name: str, known: Iterable[str], cutoff: float = 0.6, most: int = 3) -> list[str]:
    """At most `most` of the names `known` that somebody may have meant who wrote `name`, whatever their case.

    >>> near_names("recipents", ["data", "Recipients", "purposes"])
    ['Recipients']
    """
    lower = {each.lower(): each for each in known if each}
    return [lower[each] for each in difflib.get_close_matches(name.lower(), lower, n=most, cutoff=cutoff)]


def offer(near: Sequence[str], known: Sequence[str] = ()) -> str | None:
    """How to mend a name that there is not: the near names, or else the first of those that there are.

    >>> offer(["recipients"]), offer([], ["data", "purposes"])
    ('did you mean recipients?', 'there are: data, purposes')
    """
    if near:
        return f"did you mean {' or '.join(near)}?"
    shown = [*known[:_OFFERED], "..."] if len(known) > _OFFERED else known
    return f"there are: {', '.join(shown)}" if shown else None


def as_name(name: object, of: str) -> str:
    """`name`, if it is text: Python lets anything through, whatever the types say.

    Raises:
        UnknownNameError: it is no text.
    """
    if not isinstance(name, str):
        raise UnknownNameError(f"a {of} is named by a text, not by {name!r}")
    return name


class PolicytrailError(Exception):
    """Something is wrong that the user can mend.

    Args:
        what: what is wrong, one sentence.
        where: file, line, column or character offset, if known.
        mend: how to mend it, if known.

    >>> print(PolicytrailError("no text found", where="a.txt", mend="give a text file"))
    a.txt: no text found (give a text file)
    """

    def __init__(self, what: str, *, where: str | None = None, mend: str | None = None) -> None:
        self.what = what
        self.where = where
        self.mend = mend
        super().__init__(f"{where + ': ' if where else ''}{what}{f' ({mend})' if mend else ''}")


class InputError(PolicytrailError):
    """A file or argument cannot be read as what it should be."""


class UnknownNameError(PolicytrailError):
    """A concept, provider, policy or query of that name does not exist; `mend` offers near names."""


class StoreError(PolicytrailError):
    """The store is missing, locked or damaged."""


class MissingToolError(PolicytrailError):
    """Something optional (Java, an extra) is not installed; `mend` says what to install."""
