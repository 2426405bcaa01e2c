"""Words for sentences and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

DOES = {"share": "shares", "sell": "sells"}
DOING = {"share": "sharing", "sell": "selling"}
TO = {"share": "with", "sell": "to"}

_COUNTED = re.compile(
    r"(identifier|record|number|address|recording|list|photo|name|message|file|transcript|type|browser|provider"
    r"|processor|partner|party|affiliate|reseller|advertiser|platform|agency|broker|authority|court|acquirer"
    r"|adviser|service|user|customer|employee|recipient|organisation|carrier)$"
)


def contradicts(denial: Mapping[str, Any]) -> bool:
    """Whether a denial, as outputs have it, contradicts its hop; the others go together with it."""
    return str(denial["conflict"]).startswith("C")


# Characters by which a text can show its words in another order than they stand in.
_REORDERING = str.maketrans(dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "\ufffd"))


def in_order(text: str) -> str:
    """Text or markup of which nothing shows its words in another order than they stand in.

    >>> in_order("We \u202etell nobody")
    'We \ufffdtell nobody'
    """
    return text.translate(_REORDERING)


def many(label: str) -> str:
    """A concept's label as a sentence uses it: what can be counted in the plural.

    >>> many("call detail record"), many("location data"), many("third party"), many("law enforcement")
    ('call detail records', 'location data', 'third parties', 'law enforcement')
    """
    if not _COUNTED.search(label):
        return label
    if label.endswith("y"):
        return label[:-1] + "ies"
    return label + ("es" if label.endswith("s") else "s")


def named(party: str, label: str) -> str:
    """The name of a party, by its id and label, as sentences use it: kinds of recipient in the plural.

    >>> named("ServiceProvider", "service provider"), named("org:Great Provider", "Great Provider")
    ('service providers', 'Great Provider')
    """
    return label if ":" in party else many(label)


def listed(words: Iterable[str]) -> str:
    """Words as a sentence lists them.

    >>> listed(["names"]), listed(["names", "addresses", "cookies"])
    ('names', 'names, addresses and cookies')
    """
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def cited(provider: str, title: str, date: str | None) -> str:
    """A policy as a citation names it.

    >>> cited("Acme", "Privacy Notice", "2024-05-01"), cited("Acme", "Acme privacy policy", None)
    ('Acme: Privacy Notice (2024-05-01)', 'Acme privacy policy (no date)')
    """
    whose = "" if provider.casefold() in title.casefold() else f"{provider}: "
    return f"{whose}{title} ({date or 'no date'})"
