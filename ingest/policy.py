"""One policy with everything that was read from it: what is turned into RDF."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from policytrail.errors import InputError
from policytrail.ingest.corrections import Review
from policytrail.ingest.metadata.reader import Metadata
from policytrail.ingest.statement import Statement


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of one provider's privacy policy.

    Attributes:
        slug: its name, also the name of its graph.
        text: the whole normalised text, into which all offsets point.
        metadata: provider, title, date and so on.
        statements: in reading order.
        extractor: what found the statements: "policytrail 0.1.0 built-in", "statements file" ...
        reviews: for statements that a person accepted, edited or added: who and when.

    Raises:
        InputError: a statement or a provider's kind quotes what does not stand in the text there.
    """

    slug: str
    text: str
    metadata: Metadata
    statements: tuple[Statement, ...] = ()
    extractor: str = ""
    reviews: Mapping[Statement, Review] = field(default_factory=dict)

    def __post_init__(self) -> None:
        quotes = [(each.start, each.end, each.quote) for each in self.statements]
        quotes += [(kind.start, kind.end, kind.quote) for kind in self.metadata.kinds]
        for start, end, quote in quotes:
            if self.text[start:end] != quote:
                raise InputError(
                    f"the quotation “{quote[:60]}” does not stand at {start}",
                    where=self.slug,
                    mend="extract the statements again from this very text",
                )


def policy_slug(path: Path) -> str:
    """The slug of the policy in a file: the file's stem, made fit for an IRI.

    Raises:
        InputError: nothing of the stem is fit.

    >>> policy_slug(Path("policies/Acme Voice (2024).html"))
    'Acme-Voice-2024'
    """
    # Some systems part letters from their accents in names of files; IRIs have them in one.
    slug = re.sub(r"[^\w.~-]+", "-", unicodedata.normalize("NFC", path.stem)).strip("-.")
    if not slug:
        raise InputError("no letter or digit in the file's name", where=str(path), mend="rename it")
    return slug
