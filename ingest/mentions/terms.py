"""Terms that a policy coins for data: "your name and age ("Profile Data")", "Usage data. We collect ...".

Where "the profile data" are spoken of later, the data are meant that the term was coined for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from policytrail.ingest.finding import GENERIC
from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.tokens import Token, stem
from policytrail.ingest.words.wordlists import words

COINED = "coined"  # scheme of mentions of data that only give a name to others before them
Key = tuple[str, ...]
_W = words()
QUOTES = frozenset(["“", "”", '"'])
_POINTING = frozenset("such that the these this".split())
_COVERING = frozenset(map(stem, _W["covering"]))


def key(mention: Mention, found: Sequence[Token]) -> Key:
    """What tells one term from others: its words without the last, where that is "data" or "information"."""
    stems = [w.stem for w in found[mention.first : mention.last + 1]]
    return tuple(stems[:-1]) if found[mention.last].word in _W["generic_nouns"] else ()


def coined(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """The mentions; what stands in brackets and quotation marks behind other data names no more data."""
    data = [m for m in mentions if m.scheme == "data" and m.concept != GENERIC]
    terms = {
        m
        for m in data
        if m.first > 1
        and m.last + 1 < len(found)
        and found[m.first - 1].word in QUOTES
        and found[m.last + 1].word in QUOTES
        and "(" in (found[m.first - 2].word, found[max(0, m.first - 3)].word)
        and any(other.last < m.first and other.concept != m.concept for other in data)
        and key(m, found)
    }
    return [m._replace(scheme=COINED) if m in terms else m for m in mentions]


def meant(
    mentions: Sequence[Mention],
    found: Sequence[Token],
    terms: Mapping[Key, Collection[str]],
    labels: Collection[Key] = (),
) -> list[Mention]:
    """The mentions, with the data that a term was coined for where "the" or "this" speaks of it again.

    So does "your", but for terms that are `labels`, and for "your personal data", which are any.
    """
    result = []
    for m in mentions:
        named = terms.get(key(m, found), ()) if m.scheme == "data" and m.first else ()
        defines = any(w.stem in _COVERING for w in found[m.last + 1 : m.last + 4])
        before = found[m.first - 1].word
        own = before == "your" and m.concept != GENERIC and key(m, found) not in labels
        after = found[m.last + 1].word if m.last + 1 < len(found) else ""
        defines |= m.concept == GENERIC and after == "of"  # "the personal data of our users" are any, too
        if named and (before in _POINTING or own) and not defines:
            result += [m._replace(concept=concept) for concept in named]
        else:
            result.append(m)
    return result


def keys(sentence: Sentence, scheme: str = "data") -> set[Key]:
    """The terms that a label, or a sentence in brackets, gives."""
    return {k for m in sentence.by_scheme.get(scheme, ()) if (k := key(m, sentence.words))}
