"""The readers of a sentence are one object: none may take another's name."""

from __future__ import annotations

from collections import Counter

from policytrail.ingest.clauses.reading import Reading


def test_no_two_classes_of_readers_use_the_same_name() -> None:
    """The one would silently stand in for the other."""
    names = Counter(name for each in Reading.__mro__ for name in vars(each) if not name.startswith("__"))
    assert [name for name, times in names.items() if times > 1] == []
