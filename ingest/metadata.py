"""Who issued a policy, when, and what kind of party it is: read from the policy's own words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KindEvidence:
    """A kind of party that the provider is, and the words that say so.

    A kind from a metadata file has no words: `quote` is "" and `start` and `end` are 0.
    """

    kind: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """About one policy and its provider; "" stands for what is not known.

    Attributes:
        provider: the provider's name, to be shown.
        slug: the provider's slug, the same for all versions of its policy.
        title: the document's title.
        date: when it took effect, or was last changed: ISO 8601, "2025-06-12", "2025-06" or "2025".
        website: an http(s) address.
        contact: address for questions on privacy, mostly an e-mail address.
        kinds: the kinds of party that the provider is.
        names: what the text calls the provider, beside "we".
    """

    provider: str
    slug: str
    title: str = ""
    date: str = ""
    website: str = ""
    contact: str = ""
    kinds: tuple[KindEvidence, ...] = ()
    names: tuple[str, ...] = ()
