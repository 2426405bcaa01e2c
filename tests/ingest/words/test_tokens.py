"""Tokens know where they stand; stems fold the forms of one word and keep different words apart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrail.ingest.words.tokens import stem, tokens
from policytrail.ingest.words.wordlists import verb_classes

FORMS = [
    "share shares shared sharing",
    "provide provides provided providing",
    "process processes processed processing",
    "disclose discloses disclosed disclosing",
    "analyse analyses analysed analyze analyzes analyzed analyzing",
    "personalise personalised personalising personalize personalized",
    "transfer transfers transferred transferring",
    "identify identifies identified identifying",
    "sell sells sold selling",
    "keep keeps kept keeping",
    "give gives gave given giving",
    "send sends sent sending",
    "policy policies",
    "party parties",
    "address addresses",
    "behaviour behaviours behavior behaviors",
    "cookie cookies",
    "person persons people",
    "child children",
    "licence licences license licensed licensing",
]
APART = [
    "provide provider",
    "process processor",
    "advertise advertiser",
    "market marketer",
    "hosting host",
    "meeting meet",
    "record recording",
    "add address",
    "use user",
    "access accessory",
    "sale sell",
    "bus busy",
]


@pytest.mark.parametrize("forms", FORMS)
def test_forms_of_one_word_share_a_stem(forms: str) -> None:
    assert len(set(map(stem, forms.split()))) == 1


@pytest.mark.parametrize("words", APART)
def test_different_words_keep_their_stems(words: str) -> None:
    assert len(set(map(stem, words.split()))) == len(words.split())


@pytest.mark.parametrize("verb", "collect share disclose obtain retain store combine receive delete".split())
def test_verbs_of_the_rules_are_found_in_any_form(verb: str) -> None:
    base = verb.removesuffix("e")
    assert all(stem(form) in verb_classes() for form in (verb, f"{verb}s", f"{base}ed", f"{base}ing"))


@given(st.text(st.characters(codec="ascii", categories=["Ll"]), min_size=1, max_size=15))
def test_stem_is_never_empty_nor_longer_than_one_letter_more(word: str) -> None:
    assert 0 < len(stem(word)) <= len(word) + 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We don’t sell it.", "we do not sell it ."),
        ("We can't, CANNOT and won't.", "we can not , can not and will not ."),
        ("we'll keep John's e-mail", "we ll keep john email"),
        ("E-mails, e–mailing, e-commerce", "emails , emailing , e commerce"),
        ("the users' devices’ names", "the users devices names"),
        ("name/number (optional); IDs", "name / number ( optional ) ; ids"),
        ("the ﬁle of a ﬂow", "the file of a flow"),
        ("snake_case and 24/7", "snake case and 24 / 7"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert [t.word for t in tokens(text)] == words.split()


@given(st.text(max_size=80))
def test_tokens_stand_in_the_text_in_order(text: str) -> None:
    found = tokens(text)
    assert all(text[t.start : t.end].strip() == text[t.start : t.end] != "" for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    kept = "".join(text[t.start : t.end] for t in found)
    assert sum(map(str.isalnum, kept)) == sum(map(str.isalnum, text))


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_window_reads_as_the_text_by_itself(before: str, text: str) -> None:
    whole = before + " " + text
    shift = len(before) + 1
    found = tokens(whole, shift)
    assert [(t.start - shift, t.end - shift, t.word, t.stem) for t in found] == [
        tuple(t) for t in tokens(text)
    ]
