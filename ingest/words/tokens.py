"""Words of a sentence: where they stand, and a light stem that folds inflection and spelling.

The stem only has to be the same for the forms of one word and different for different words; it is
never shown. Agent nouns stay apart from their verbs ("provider", "provide"), which Porter-like
stemmers merge and the reading of recipients needs.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import repeat
from operator import add
from typing import NamedTuple
from unicodedata import normalize

# Words and numbers; signs that the clause reader needs stand alone. Apostrophes stay inside a word.
# First "in order to", which says no more than "to", then the words without an apostrophe: they are nearly all, and most of
# them in plain letters before a space or a stop. "E-mail" is one word however it is written, and so is what laws call a sale
# or sharing, with its quotation marks; "device(s)" is one too.
_TOKEN = re.compile(
    r"(?=\S)(?:[iI]n\s+order(?:\s+for\s+us)?\s+to\b|(?i:can)(?=(?i:not|['’]t)\b)|[a-zA-Z0-9]++(?=[ ,.])|[eE][-‐‑–][mM]ail[a-z]*+|[a-zA-Z]{3,}+\((?:e?s|ies)\)|[^\W_]++(?!['’‘])"
    r"|[^\W_]+?(?=(?i:n['’]t)\b)|(?i:n['’]t)\b|(?<=(?i:can))['’](?i:t)\b"
    r"|[^\W_]+(?=['’](?i:ll|ve|re|m|d)\b)|(?<=['’])(?i:ll|ve|re|m|d)\b|[^\W_]+(?:['’‘][^\W_]+)*['’]?"
    r"|[\"“](?i:sell(?:ing)?|sold|sales?|shar(?:e|es|ed|ing)|rent(?:ed)?)[\"”](?!\s+(?i:button|feature|icon|link|widget))"
    r"|[,;:()\[\]–—.?!/&+•\"“”]|(?<![Nn]on)-(?=\s))"
)

_IRREGULAR = {
    "used": "use", "using": "use", "uses": "use", "sent": "send", "sold": "sell", "sale": "sale", "kept": "keep",
    "held": "hold", "gave": "give", "given": "give", "giving": "give", "took": "take", "taken": "take",
    "made": "make", "making": "make", "shown": "show", "told": "tell", "sought": "seek", "bought": "buy",
    "lent": "lend", "chose": "choose", "chosen": "choose", "dealt": "deal", "built": "build", "met": "meet",
    "written": "write", "spoken": "speak", "cookies": "cookie", "cookie": "cookie", "movies": "movie", "dies": "die", "lies": "lie",
    "people": "person", "persons": "person", "children": "child", "being": "be", "does": "do", "has": "have",
    "this": "this", "his": "his", "its": "its", "was": "was", "us": "us", "is": "is", "as": "as", "gps": "gps",
    "sms": "sms", "mms": "mms", "dns": "dns", "ios": "ios", "isps": "isp", "news": "news", "data": "data",
    "ads": "ad", "advert": "ad", "adverts": "ad", "centre": "center", "centres": "center", "fibre": "fiber", "fibres": "fiber", "licence": "licens", "licences": "licens", "various": "various", "advice": "advice",
    "accounting": "accounting", "setting": "setting", "meeting": "meeting", "rating": "rating", "listing": "listing", "building": "building", "training": "training", "hosting": "hosting", "banking": "banking", "settings": "setting", "meetings": "meeting", "ratings": "rating", "listings": "listing", "buildings": "building", "trainings": "training", "others": "others", "ll": "will", "re": "be", "m": "be", "recording": "recording", "recordings": "recording", "need": "need", "feed": "feed", "speed": "speed", "indeed": "indeed", "bring": "bring", "string": "string",
    "note": "note", "notes": "note", "noted": "note", "noting": "note", "during": "during", "incoming": "incoming", "fill": "fill", "fills": "fill", "filled": "fill", "filling": "fill",
    "locale": "locale", "locales": "locale", "guide": "guide", "guides": "guide", "guided": "guide", "guiding": "guide", "profiling": "profiling", "theme": "theme",
    "themes": "theme", "care": "care", "thing": "thing", "something": "something", "anything": "anything", "king": "king",
    "advisor": "adviser", "advisors": "adviser", "cheque": "check", "cheques": "check",
    "programme": "program", "programmes": "program", "catalogue": "catalog", "catalogues": "catalog",
}  # fmt: skip

POSSESSIVE = ("'s", "’s", "s'", "s’")
"""How a word ends, as it is written, that owns what follows it."""

# Verbs that say the same in policies, by their stems.
_SAME = {"gather": "collect", "utiliz": "use"}
_CONTRACTED = {"n't": "not", "'t": "not"}

_VOWEL = re.compile(r"[aeiouy]")


class Token(NamedTuple):
    """One word or sign: offsets into the text, lower-case form without possessive, and stem."""

    start: int
    end: int
    word: str
    stem: str


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The form that inflections and spellings of a word share.

    >>> stem("providing") == stem("provides") == stem("provide") != stem("provider")
    True
    >>> stem("personalise") == stem("personalizing"), stem("behaviours") == stem("behavior")
    (True, True)
    """
    if word in _IRREGULAR:
        base = _IRREGULAR[word]
        return base if base in (word, "licens") or base in _IRREGULAR else stem(base)
    w = word
    if len(w) > 4 and w.endswith("ies"):
        w = w[:-3] + "y"
    elif w.endswith(("sses", "xes", "ches", "shes")):
        w = w[:-2]
    elif len(w) > 3 and w.endswith("s") and not w.endswith(("ss", "us", "is")):
        w = w[:-1]
    if len(w) > 5 and w.endswith("ied"):
        w = w[:-3] + "y"
    elif len(w) > 4 and w.endswith("ed") and _VOWEL.search(w[:-2]) and not w.endswith("eed"):
        w = w[:-2]
    elif len(w) > 5 and w.endswith("ing") and _VOWEL.search(w[:-3]):
        w = w[:-3]
    if len(w) > 3 and w.endswith("e"):
        w = w[:-1]
    if len(w) > 3 and w[-1] == w[-2] and w[-1] not in "aeiou":
        w = w[:-1]
    if len(w) > 5:
        w = w.replace("isation", "ization")
        if w.endswith("is") and not word.endswith("is"):
            w = w[:-2] + "iz"
        elif w.endswith("ys") and not word.endswith("ys"):
            w = w[:-2] + "yz"
        elif w.endswith("our"):
            w = w[:-3] + "or"
        elif "iour" in w:
            w = w.replace("iour", "ior")
    return _SAME.get(w, w)


def plain_spaces(text: str) -> str:
    """`text` with spaces of other widths as plain ones, every sign in its place.

    >>> plain_spaces("we\\xa0use\\u2009it")
    'we use it'
    """
    return text if text.isascii() else _OTHER_SPACE.sub(" ", text)


_OTHER_SPACE = re.compile(r"[\x85\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words and signs of `text[start:end]` with offsets into `text`.

    >>> [t.word for t in tokens("We don’t sell John's e-mail (ever).")]
    ['we', 'do', 'not', 'sell', 'john', 'email', '(', 'ever', ')', '.']
    """
    matches = list(_TOKEN.finditer(text, start, len(text) if end is None else end))
    # This is asked for every word of a policy: a loop that calls `Token` would take twice the time.
    forms = map(_FORMS.__getitem__, map(re.Match.group, matches))
    return list(map(_new, repeat(Token), map(add, map(re.Match.span, matches), forms)))


_new = tuple.__new__


class _Forms(dict[str, tuple[str, str]]):
    """Word and stem by how a word is written."""

    def __missing__(self, written: str) -> tuple[str, str]:
        word = written.lower() if len(written.split()) == 1 else "to"
        if not word.isascii():
            word = normalize("NFKC", word)  # ligatures of PDF text
        if len(word) > 1:
            word = word.strip('"“”')
        if "'" in word or "’" in word or "‘" in word:
            word = word.replace("’", "'").replace("‘", "'").rstrip("'")
            word = _CONTRACTED.get(word) or word.removesuffix("'s").replace("'", "")
        elif word == "wo":
            word = "will"
        elif word[-1] == ")" and len(word) > 1:  # "device(s)", "party(ies)"
            word, _, ending = word[:-1].partition("(")
            word = word.removesuffix("y" if ending == "ies" else "") + ending
        elif word[1:5] in _HYPHENED:
            word = "email" + word[6:]
        if len(self) >= _REMEMBERED:
            self.clear()
        self[written] = forms = word, stem(word)
        return forms


_HYPHENED = frozenset(f"{sign}mai" for sign in "-‐‑–")  # "e-mails"
_REMEMBERED = 65536
_FORMS = _Forms()
