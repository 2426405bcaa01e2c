"""Words that a converter of PDF tore apart: "W hat I nformation Do W e C ollect", "third - party"."""

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
_PASSES = 3  # over a word in as many parts and one more


def mended(text: str) -> str:
    """`text` with the words whole that were torn apart, if there are many of them.

    >>> mended("W e use you r name as w e say. " * 3 + "We say as you do.")[:24]
    'We use your name as we s'
    """
    if len(_LONE.findall(text)) < _ENOUGH:
        return text
    whole = frozenset(_WORD.findall(text.lower())) | _known()
    joined = text
    for _ in range(_PASSES):
        joined = _PAIR.sub(lambda pair: _joined(pair, whole), joined)
    return _HYPHEN.sub("-", joined) if len(joined) + _ENOUGH <= len(text) else text


def _joined(pair: re.Match[str], whole: frozenset[str]) -> str:
    """The first of two words without the space behind it, if both are parts of one."""
    first, second = pair.groups()
    torn = _is_part(first) or _is_part(second)
    if torn and (first + second).lower() in whole and (second.islower() or first.isupper()):
        return first
    return pair[0]


def _is_part(word: str) -> bool:
    return word not in ("a", "A") if len(word) == 1 else word.lower() not in _known()


@cache
def _known() -> frozenset[str]:
    """The words of the ontology's labels and of the word classes."""
    known = {word for listed in words().values() for word in listed}
    for concept in taxonomy().concepts.values():
        for label in (concept.label, *concept.alt, *concept.hidden):
            known.update(_WORD.findall(label.lower()))
    return frozenset(known)
