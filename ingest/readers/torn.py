"""Words that a converter of PDF tore apart: "W e s end y our b ill", "third - party"."""

from __future__ import annotations

import re
from functools import cache

from policytrail.ingest.words.wordlists import words
from policytrail.ontology.taxonomy import taxonomy

_ENOUGH = 6  # so many torn words are no slips
_LONE = re.compile(r" [b-zB-Z] ")
_WORD = re.compile(r"[a-z]+")
_PAIR = re.compile(r"(?<![^\s(“\"/])([A-Za-z]+) (?=([a-z]+|[A-Z])(?![^\s.,;:?)”\"/’']))")
_HYPHEN = re.compile(r"(?<=[A-Za-z]) - (?=[A-Za-z])")
_CONTRACTED = frozenset("ll re ve".split())
_PASSES = 3  # over a word in as many parts and one more


def mended(text: str) -> str:
    """`text` with the words whole that were torn apart, if there are many of them.

    >>> mended("W e use you r name as w e say. " * 3 + "We say as you do.")[:24]
    'We use your name as we s'
    """
    if len(_LONE.findall(text)) < _ENOUGH:
        return text
    whole = frozenset(_WORD.findall(text.lower())) | _known()
    joined = _joined(text, whole)
    if len(joined) + _ENOUGH > len(text):
        return text
    for _ in range(_PASSES - 1):
        joined = _joined(joined, whole)
    return _HYPHEN.sub("-", joined)


def _joined(text: str, whole: frozenset[str]) -> str:
    """`text` without the spaces between two parts of a word."""
    kept, at = [], 0
    while pair := _PAIR.search(text, at):
        first, second = pair.groups()
        torn = (_is_part(first) or _is_part(second)) and (second.islower() or first.isupper())
        joint = pair.end() - torn * ((first + second).lower() in whole)
        kept.append(text[at:joint])
        at = pair.end()
        if joint < at:
            kept.append(second)
            at = pair.end(2)
    return "".join([*kept, text[at:]])


def _is_part(word: str) -> bool:
    return word not in ("a", "A") if len(word) == 1 else word.lower() not in _known()


@cache
def _known() -> frozenset[str]:
    """The words of the ontology's labels and of the word classes."""
    known = {word for listed in words().values() for word in listed}
    for concept in taxonomy().concepts.values():
        for label in (concept.label, *concept.alt, *concept.hidden):
            known.update(_WORD.findall(label.lower()))
    return frozenset(known - _CONTRACTED)
