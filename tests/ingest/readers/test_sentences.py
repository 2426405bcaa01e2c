"""Sentences by rule."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrail.ingest.readers.sentences import split_sentences

# "|" marks where a sentence must end
MARKED = [
    "We use cookies.| You can refuse them.",
    "We keep records, e.g. call times, i.e. when you called.| We delete them.",
    "Acme Inc. and its affiliates share data.| Acme Inc.| We are its parent.",
    "Data is stored in the U.S. and in the E.U. by Mr. Smith.| It stays there.",
    "See Section 3.2 and No. 7 of the rules, 18.5 months at most.| Then we delete.",
    "Write to privacy@acme.example.com or see https://acme.example/p?a=1.html for more.| We answer.",
    "Who gets it?| Vendors!| Nobody else...| We promise.",
    "Yahoo! ads and cookies are used.| We do not sell data.",
    'We said "no sale."| We meant it.| ("Never.")| It holds.',
    "Terms apply to the app (“Software”).|This Privacy Policy is subject to them.|They apply.",
    "We share names; addresses; and phones.| You may opt out.",
    "1. We collect names.| 2. We share them.",
    "We use analytics, tags, etc. to measure.| We use tags, etc.| You may refuse.",
    "Calls end at 5 p.m. on Fridays.| We rest at 6 p.m.| We sleep.",
    "Node.JS runs acme.Com for us.| J. R. Doe runs it.",
]


@pytest.mark.parametrize("marked", MARKED)
def test_ends_where_a_reader_would_end(marked: str) -> None:
    text = marked.replace("|", "")
    expected = [part.strip() for part in marked.split("|")]
    assert [text[start:end] for start, end in split_sentences(text)] == expected


def test_looks_only_between_start_and_end() -> None:
    text = "Label: We share. You opt out. Rest."
    assert [text[a:b] for a, b in split_sentences(text, 7, 29)] == ["We share.", "You opt out."]


@given(st.text(alphabet='aB1 .!?"”()e.gInc,\n'))
def test_spans_are_ordered_stripped_and_lose_nothing(text: str) -> None:
    spans = split_sentences(text)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all(above[1] <= below[0] for above, below in pairwise(spans))
    assert sum(len("".join(text[a:b].split())) for a, b in spans) == len("".join(text.split()))
