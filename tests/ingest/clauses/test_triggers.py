"""Readers are set off by words, in the order in which they are listed."""

from __future__ import annotations

import pytest

from policytrail.ingest.clauses.triggers import Readers, on


class _Heard:
    """What three readers heard, of whom one is not marked."""

    def __init__(self) -> None:
        self.by: list[str] = []

    @on(words=["sell", "share"], unless="share")
    def by_word(self) -> None:
        self.by.append("word")

    def always(self) -> None:
        self.by.append("always")

    @on(stems=["collect"], words=["gather"])
    def by_either(self) -> None:
        self.by.append("either")


READERS: Readers[_Heard] = Readers((_Heard.by_either, _Heard.always, _Heard.by_word))


@pytest.mark.parametrize(
    ("words", "stems", "heard"),
    [
        ("we listen", "we listen", ["always"]),
        ("we share", "we shar", ["always", "word"]),
        ("we gather", "we gather", ["either", "always"]),
        ("we collected", "we collect", ["either", "always"]),
        ("we collect", "we", ["always"]),  # a stem is no word
        ("sell or share", "collect", ["either", "always", "word"]),
    ],
)
def test_words_and_stems_set_readers_off_in_their_order(words: str, stems: str, heard: list[str]) -> None:
    reading = _Heard()
    for read, _ in READERS.set_off(frozenset(words.split()), frozenset(stems.split())):
        read(reading)
    assert reading.by == heard


def test_a_reader_comes_with_what_makes_it_needless() -> None:
    due = list(READERS.set_off(frozenset(["share"]), frozenset()))
    assert due == [(_Heard.always, ""), (_Heard.by_word, "share")]
