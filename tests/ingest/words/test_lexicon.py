"""Matching labels against words: inflection, determiners, gaps, the longest label."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytrail.ingest.words.lexicon import MAX_GAP, SCHEMES, SKIPPED, Lexicon, entries, lexicon
from policytrail.ingest.words.tokens import tokens
from policytrail.ontology.taxonomy import taxonomy

SMALL = Lexicon(
    [
        ("data", "Address", "address"),
        ("data", "PostalAddress", "billing address"),
        ("data", "PostalAddress", "shipping address"),
        ("data", "PostalAddress", "postal address"),
        ("data", "Record", "call record"),
        ("data", "RecordPart", "duration of call record"),
        ("data", "", "address this issue"),
        ("data", "Never", "address this issue"),
        ("purpose", "Billing", "billing"),
        ("purpose", "Improvement", "improve * service"),
        ("purpose", "ServiceProvision", "provide service"),
        ("recipient", "Advertiser", "advertising partner"),
        ("recipient", "AnalyticsProvider", "analytics partner"),
    ]
)


def found(text: str, own: tuple[int, ...] = ()) -> list[tuple[str, str]]:
    words = tokens(text)
    mentions = SMALL.mentions(words, own)
    return [(m.concept, text[words[m.first].start : words[m.last].end]) for m in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call Records", [("Record", "Call Records")]),
        ("call-record", [("Record", "call-record")]),
        ("the duration of your call records", [("RecordPart", "duration of your call records")]),
        ("duration of calls", []),
        ("providing you services", []),
        ("providing all of these", []),
        ("provided any of its services", []),
        ("providing all our other services", [("ServiceProvision", "providing all our other services")]),
        ("improve our services", [("Improvement", "improve our services")]),
        (
            "improving the quality of our services",
            [("Improvement", "improving the quality of our services")],
        ),
        ("improve it and offer services", []),
        ("improve, services", []),
        ("improve very many other quite nice services", []),
        ("we address this issue by post", []),
        ("billing", [("Billing", "billing")]),
        # each scheme for itself: who reads the sentence decides
        ("billing address", [("PostalAddress", "billing address"), ("Billing", "billing")]),
    ],
)
def test_mentions(text: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(found(text)) == sorted(expected)


def test_a_gap_reaches_over_three_words_and_no_more() -> None:
    for words in range(MAX_GAP + 2):
        text = "improve " + "nice " * words + "services"
        assert bool(found(text)) == (words <= MAX_GAP)


def test_the_providers_name_may_stand_within_a_label() -> None:
    assert found("call Example records") == []
    assert found("call Example records", own=(1,)) == [("Record", "call Example records")]


LABELS = sorted(
    (label, concept.id, concept.scheme)
    for concept in taxonomy().concepts.values()
    if concept.broader and concept.id != "FixedPeriod"
    for label in (concept.label, *concept.alt)
    if len(label.split()) > 1
)


@settings(deadline=None)  # the first example loads the lexicon
@given(st.sampled_from(LABELS), st.sampled_from(sorted(SKIPPED - {"a", "an"})))
def test_labels_of_the_ontology_are_found_with_any_determiner(
    label: tuple[str, str, str], determiner: str
) -> None:
    """Where a label means two concepts of one scheme, one of them is found, over the whole label."""
    text, _, scheme = label
    words = tokens(f"We say {determiner} {text}.")
    mentions = [m for m in lexicon().mentions(words) if m.scheme == scheme]
    assert any(m.last == len(words) - 2 for m in mentions)


FRAGMENTS = st.sampled_from(
    "your our billing shipping address call record records of and or , * services improve the duration".split()
)


@given(st.lists(FRAGMENTS, max_size=25).map(" ".join))
def test_mentions_of_a_scheme_do_not_overlap(text: str) -> None:
    words = tokens(text)
    for reader in (SMALL, lexicon()):
        mentions = reader.mentions(words)
        for scheme in SCHEMES:
            spans = [(m.first, m.last) for m in mentions if m.scheme == scheme]
            assert all(first <= last < len(words) for first, last in spans)
            assert all(a[1] < b[0] for a, b in pairwise(spans))


def test_no_label_ends_in_a_word_that_is_skipped() -> None:
    """Such a label would stand for what is left of it: "agree to such" for every "agree to"."""
    several = (label.split() for _, _, label in entries() if " " in label)
    assert [words for words in several if words[-1] in SKIPPED] == []
