"""Words for sentences and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable

DOES = {"share": "shares", "sell": "sells"}
DOING = {"share": "sharing", "sell": "selling"}
TO = {"share": "with", "sell": "to"}

_COUNTED = re.compile(
    r"(identifier|record|number|address|recording|list|photo|name|message|file|transcript|type|browser|provider"
    r"|processor|partner|party|affiliate|reseller|advertiser|platform|agency|broker|authority|court|acquirer"
    r"|adviser|service|user|customer|employee|recipient|organisation|carrier)$"
)


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


def listed(words: Iterable[str]) -> str:
    """Words as a sentence lists them.

    >>> listed(["names"]), listed(["names", "addresses", "cookies"])
    ('names', 'names, addresses and cookies')
    """
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
