"""What stands under a heading: lists and bare names of data, and purposes, without a clause of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Reader = Callable[[str], list[str]]

DATA = {
    "from people": "Information You Provide\n\n- Your name\n- Voicemails",
    "handed over": "Personal Information Submitted by You\n\n- Your name\n- Voicemails",
    "as a lead-in": "Information that you give us:\n\n- Your name\n- Voicemails",
    "from others": "Information from other sources\n\n- Your name\n- Voicemails",
    "in a paragraph": "Information We Collect\n\nYour name and voicemails.",
    "by kinds": "What we collect\n\nNames\n\nYour name and the name of a partner.\n\nVoicemails\n\nYour voicemails and their names.",
    "right under it": "Information You Provide\n\nThis may include your name and your voicemails.",
}


@pytest.mark.parametrize("text", DATA.values(), ids=DATA)
def test_a_heading_tells_that_data_are_collected(read: Reader, text: str) -> None:
    statements = read(f"{text}\n\nYour Rights\n\nYou may write to us.")
    assert {d for s in statements for d in s.removeprefix("collect ").split()} == {"Name", "Voicemail"}
    assert all(s.startswith("collect ") for s in statements)


@pytest.mark.parametrize(
    "text",
    [
        # about other matters
        "Security of Information You Provide\n\n- Your name\n- Voicemails",
        "Information You Provide\n\nYour name is safe with us.",
        "What we collect\n\nHow to reach us\n\nYour name and voicemails.",
        # cookies are explained
        "What we collect\n\nCookies\n\n- Session cookies are deleted soon",
    ],
)
def test_other_headings_and_other_sentences_collect_nothing(read: Reader, text: str) -> None:
    assert read(f"{text}\n\nYour Rights\n\nYou may write to us.") == []


def test_items_under_a_heading_of_sharing_tell_what_it_is_for(read: Reader) -> None:
    text = "When We Disclose Information\n\n- To enforce our terms\n- To prevent fraud\n- To learn more, visit our site"
    assert read(f"{text}\n\nYour Rights\n\nYou may write to us.") == [
        "share PersonalData > Recipient | TermsEnforcement",
        "share PersonalData > Recipient | FraudPrevention",
    ]


@pytest.mark.parametrize(
    "heading", ["Terms of Use", "How is this policy used?", "What Does This Notice Disclose?"]
)
def test_a_heading_of_the_document_says_nothing_of_data(read: Reader, heading: str) -> None:
    assert (
        read(f"{heading}\n\n- Marketing and advertising\n- Security of our services\n\nYou may write to us.")
        == []
    )


@pytest.mark.parametrize(
    "item",
    [
        "Learn how to delete your contact list",
        "See the section on voicemails for more",
        "Our policy does not cover the voicemails of others",
        "The market has an interest in voicemails",
    ],
)
def test_an_item_that_is_a_sentence_of_its_own_collects_nothing(read: Reader, item: str) -> None:
    assert read(f"We collect:\n\n- Your name\n- Contact data\n- {item}") == [
        "collect Name",
        "collect ContactData",
    ]


def test_a_list_in_sentences_of_its_own_goes_on(read: Reader) -> None:
    text = "Information we collect\n\nPersonal data. The data we may collect include: your name. Your passport number and the password of the account you create."
    assert "collect GovernmentIdentifier Credentials" in read(
        f"{text}\n\nYour Rights\n\nYou may write to us."
    )


def test_using_the_service_is_no_use_of_data(read: Reader) -> None:
    assert read("Using Example\n\n- Only for lawful marketing\n\nYou may write to us.") == []
