"""What sets a reader off: words of which a sentence has one, so that most readers need not look at most sentences."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class _Trigger:
    words: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    unless: str = ""


_triggers: dict[object, _Trigger] = {}  # by reader


def on(
    *, words: Collection[str] = (), stems: Collection[str] = (), unless: str = ""
) -> Callable[[Callable[[R], None]], Callable[[R], None]]:
    """Mark a reader: it reads only sentences with one of these words, or with a word of one of these stems.

    Args:
        unless: an action; the reader reads nothing where a reader before it has found that, or "anything".
    """

    def mark(reader: Callable[[R], None]) -> Callable[[R], None]:
        _triggers[reader] = _Trigger(frozenset(words), frozenset(stems), unless)
        return reader

    return mark


class Readers(Generic[R]):
    """Readers in the order in which they read, found by the words that set them off.

    A reader that is not marked is set off by every sentence.
    """

    def __init__(self, readers: Sequence[Callable[[R], None]]) -> None:
        marked = [(reader, _triggers.get(reader, _Trigger())) for reader in readers]
        self.readers = [(reader, trigger.unless) for reader, trigger in marked]
        self.always = frozenset(at for at, (_, t) in enumerate(marked) if not (t.words or t.stems))
        self.by_word: dict[str, set[int]] = {}
        self.by_stem: dict[str, set[int]] = {}
        for at, (_, trigger) in enumerate(marked):
            for index, keys in ((self.by_word, trigger.words), (self.by_stem, trigger.stems)):
                for key in keys:
                    index.setdefault(key, set()).add(at)

    def set_off(
        self, words: frozenset[str], stems: frozenset[str]
    ) -> Iterator[tuple[Callable[[R], None], str]]:
        """The readers that a sentence sets off, each with the action that would make it needless."""
        due = self.always.union(
            *map(self.by_word.__getitem__, self.by_word.keys() & words),
            *map(self.by_stem.__getitem__, self.by_stem.keys() & stems),
        )
        return map(self.readers.__getitem__, sorted(due))
