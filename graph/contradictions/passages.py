"""Where a quotation stands: its sentence, its clause, and what the next sentence takes back."""

from __future__ import annotations

import re
from bisect import bisect
from functools import lru_cache
from typing import Final, NamedTuple

from policytrail.graph.evidence import Evidence

_SENTENCE_END: Final = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(•]*[A-Z])|\n")
_TAKES_BACK: Final = re.compile(
    r"\s*(?:(?:we may|note|please note(?: that)?),? )?(?:although|but|however|nevertheless|nonetheless|notwithstanding|only)\b"
    r"|\s*(?:this|that|the foregoing|it) (?:do|does|shall|will) not (?:apply|cover|extend|include|limit|mean|prevent|restrict)\b",
    re.IGNORECASE,
)


class Clause(NamedTuple):
    """A quotation and what stands before and after it in its clause: what is beyond a semicolon is another."""

    before: str
    quote: str
    after: str

    @property
    def words(self) -> str:
        """All of it."""
        return self.before + self.quote + self.after


def clause(text: str, place: Evidence) -> Clause:
    """The clause around a quotation.

    >>> text = "We care; we never sell data unless asked. Ask us."
    >>> clause(text, Evidence("never sell data", 12, 27, ""))
    Clause(before=' we ', quote='never sell data', after=' unless asked. ')
    """
    start, end = sentence(text, place.start, place.end)
    before, after = text[start : place.start], text[place.end : end]
    return Clause(before.rpartition(";")[2], place.quote, after.partition(";")[0])


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Start and end of the sentence around text[start:end]; a line break ends a sentence too.

    >>> text = "We care. We never sell data, e.g. logs, unless asked. Ask us."
    >>> begin, end = sentence(text, 12, 20)
    >>> text[begin:end]
    'We never sell data, e.g. logs, unless asked. '
    """
    begins = _begins(text)
    following = _SENTENCE_END.search(text, end - 1)
    return begins[bisect(begins, start) - 1], following.end() if following else len(text)


@lru_cache(maxsize=8)
def _begins(text: str) -> list[int]:
    """Where sentences begin, 0 first."""
    return [0, *(mark.end() for mark in _SENTENCE_END.finditer(text))]


def taken_back(text: str, end: int) -> int:
    """Where the sentence ends that takes back what ends at `end`; `end` if none does.

    >>> text = "We share nothing. However, the police may ask. We care."
    >>> text[18:taken_back(text, 18)]
    'However, the police may ask. '
    """
    follows = _TAKES_BACK.match(text, end)
    return sentence(text, follows.end() - 1, follows.end())[1] if follows else end


def overlap(place: Evidence, start: int, end: int) -> bool:
    """Whether a quotation has a part between two offsets."""
    return place.start < end and start < place.end
