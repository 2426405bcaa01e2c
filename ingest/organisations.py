"""Organisations named in a policy, recognised by how the text writes them.

A name is a run of capitalised words of which at least one never stands in lower case in the same
policy; titles, places, laws and acronyms are told apart by a short list (rules/not_names.txt).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files

from policytrail.ingest.lexicon import Mention
from policytrail.ingest.tokens import Token
from policytrail.ingest.wordlists import words

_LOWER = re.compile(r"(?<![\w./@:-])[a-z][a-z'’]+(?![\w/@-]|\.\w)")  # not in addresses
# A capitalised phrase with such a head names a kind, not an organisation: "Advertising Partners".
_W = words()
_KINDS = _W["kinds"]
_SUFFIX = _W["company_forms"]


@cache
def _not_names() -> frozenset[str]:
    lines = (
        files("policytrail.ingest")
        .joinpath("rules", "not_names.txt")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def ordinary_words(text: str) -> frozenset[str]:
    """Words that the text writes in lower case: such a word is no name by itself."""
    return frozenset(_LOWER.findall(text))


def organisations(
    text: str, words: Sequence[Token], taken: Collection[int], ordinary: Collection[str], own: Collection[int]
) -> list[Mention]:
    """Named organisations among `words`, as recipient mentions `org:NAME`.

    Args:
        text: the whole text that `words` point into.
        taken: positions that mentions of the lexicon cover already.
        ordinary: the text's lower-case words (`ordinary_words`).
        own: positions of the provider's own names.
    """
    found: list[Mention] = []
    free = 0
    for at in [at for at, word in enumerate(words) if text[word.start].isupper()]:
        if at < free or at in own or at in taken or words[at].word in _not_names():
            continue
        last = at
        while last + 1 < len(words):
            step = last + 1
            if words[step].word == "," and step + 1 < len(words) and words[step + 1].word in _SUFFIX:
                step += 1  # "Zyxcorp, Inc."
            following, between = words[step], text[words[last].end : words[step].start]
            if "\n" in between or last + 1 in own or not text[following.start].isupper():
                break
            named = following.word not in _not_names() or following.word in _W["within_names"]
            if following.word not in _SUFFIX and (between.strip() or not named):
                break
            last = step
        names = words[at : last + 1]
        if (
            names[-1].word not in _KINDS
            and any(_is_name(text, w, ordinary) for w in names)
            and not (at == 0 and last == 0)
        ):
            name = " ".join(text[names[0].start : names[-1].end].split())
            found.append(Mention("recipient", f"org:{name.strip(' ,.’”“')}", at, last))
        free = last + 1
    return found


def _is_name(text: str, token: Token, ordinary: Collection[str]) -> bool:
    """A word that can carry a name: no acronym, no legal form, not written in lower case elsewhere."""
    form = text[token.start : token.end]
    return (
        len(form) > 2 and not (form.isupper() and len(form) <= 6) and token.word not in ordinary
        and token.word not in _not_names() and token.word not in _SUFFIX and not token.word.endswith("ly")
    )  # fmt: skip
