"""The sample policies: how much is read from them, and what is not."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from policytrail.ingest.document import Document
from policytrail.ingest.extractor import extract
from policytrail.ingest.metadata.reader import read_metadata
from policytrail.ingest.readers import read_document
from policytrail.ingest.statement import Statement

# What is read today, less 15 %: fewer means that a rule broke.
AT_LEAST = {"aegis": 37, "ingetel": 48, "sailpbx": 123, "voipcom": 79, "voxox": 81}
ABOUT_CHILDREN = re.compile(r"\bchild|\bminors?\b|under (the age|1[368])")
ABOUT_CONTACT = re.compile(r"[\w.]+@[\w.]+\w|any (questions|concerns)|contact us")


@pytest.fixture(scope="module", params=AT_LEAST)
def sample(request: pytest.FixtureRequest) -> tuple[str, Document, list[Statement]]:
    slug = request.param
    data = (files("policytrail") / "samples" / f"{slug}.txt").read_bytes()
    document = read_document(data, f"{slug}.txt")
    return slug, document, extract(document, slug, read_metadata(document, slug).names)


def test_quotes_stand_in_the_text(sample: tuple[str, Document, list[Statement]]) -> None:
    slug, document, statements = sample
    assert len(statements) >= AT_LEAST[slug]
    assert all(s.quote == document.text[s.start : s.end] for s in statements)


def test_every_action_is_of_some_use(sample: tuple[str, Document, list[Statement]]) -> None:
    assert {s.action for s in sample[2]} >= {"collect", "use", "share", "retain"}
    assert {s.polarity for s in sample[2]} == {"affirm", "deny"}


@pytest.mark.parametrize("about", [ABOUT_CHILDREN, ABOUT_CONTACT], ids=["children", "contact"])
def test_sentences_on_other_matters_say_nothing(
    about: re.Pattern[str], sample: tuple[str, Document, list[Statement]]
) -> None:
    _, document, statements = sample
    sentences = [span for block in document.blocks for span in block.sentences]
    for start, end in sentences:
        if about.search(document.text[start:end].lower()):
            assert [s for s in statements if s.start < end and s.end > start] == []
