"""The page that explains trails quotes the sample policies: word for word, or not at all."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "semantics.md"


def test_quotations_stand_in_the_samples(samples: Path) -> None:
    texts = [" ".join(file.read_text("utf-8").split()) for file in sorted(samples.glob("*.txt"))]
    quotes = [quote for quote in re.findall(r'"([^"]+)"', PAGE.read_text("utf-8")) if len(quote.split()) > 3]
    assert len(quotes) >= 10
    own_words = {"the policies, read as below, leave this way open", "we do not sell your data"}
    unknown = [quote for quote in quotes if not any(quote.rstrip(".") in text for text in texts)]
    assert set(unknown) <= own_words
