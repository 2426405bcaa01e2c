"""Plain text to blocks: kinds, levels, what governs what, labels, boilerplate."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytrail.ingest.document import Document
from policytrail.ingest.readers.text import read_text

KINDS = {"heading": "H", "paragraph": "P", "item": "I", "row": "R"}


def outline(document: Document) -> str:
    """One line a block: number, kind and level, "^" and its parent, [label], text."""
    text = document.text
    lines = []
    for at, block in enumerate(document.blocks):
        kind = "-" if block.boilerplate else KINDS[block.kind]
        parent = "" if block.parent is None else f"^{block.parent}"
        label = "" if block.label is None else f"[{text[slice(*block.label)]}] "
        words = " ".join(text[block.start : block.end].split())
        lines.append(f"{at} {kind}{block.level or ''}{parent} {label}{words}")
    return "\n".join(lines)


def expect(source: str, expected: str) -> None:
    assert outline(read_text(source.strip("\n"))) == expected.strip("\n")


def test_numbered_headings_and_labelled_items_without_blank_lines() -> None:
    expect(
        """
Acme Privacy Policy
Effective Date: June 12, 2024
This policy describes how Acme Telephony handles the data of its customers and visitors.
1. Information We Collect
We collect several types of information, including:
Account Data: When you sign up, we collect your name and address.
Usage Data: This includes call records (e.g., caller, duration).
2. How We Share
We may share your information with:
Vendors: We engage vendors who help us.
With Your Consent: We may share with others.
Despite our efforts, no method of transmission over the Internet is secure at all times.
""",
        """
0 H1 Acme Privacy Policy
1 P [Effective Date] Effective Date: June 12, 2024
2 P This policy describes how Acme Telephony handles the data of its customers and visitors.
3 H2 Information We Collect
4 P We collect several types of information, including:
5 I1^4 [Account Data] Account Data: When you sign up, we collect your name and address.
6 I1^4 [Usage Data] Usage Data: This includes call records (e.g., caller, duration).
7 H2 How We Share
8 P We may share your information with:
9 I1^8 [Vendors] Vendors: We engage vendors who help us.
10 I1^8 [With Your Consent] With Your Consent: We may share with others.
11 P Despite our efforts, no method of transmission over the Internet is secure at all times.
""",
    )


def test_bullets_over_two_levels_return_to_the_first() -> None:
    expect(
        """
SHARING

We share data with the following third parties:

  • Resellers to sell our services;
  • Vendors who work for us to:
    • Deliver our services;
    • Send marketing.
  • Courts in answer to a subpoena; and
  • Others with your consent.

RETENTION

We keep records for as long as the law asks for it, and no longer than that.
""",
        """
0 H2 SHARING
1 P We share data with the following third parties:
2 I1^1 Resellers to sell our services;
3 I1^1 Vendors who work for us to:
4 I2^3 Deliver our services;
5 I2^3 Send marketing.
6 I1^1 Courts in answer to a subpoena; and
7 I1^1 Others with your consent.
8 H2 RETENTION
9 P We keep records for as long as the law asks for it, and no longer than that.
""",
    )


@pytest.mark.parametrize(
    "markers",
    [
        ["•", "•", "•"],
        ["-", "-", "-"],
        ["*", "*", "*"],
        ["o", "o", "o"],
        ["–", "–", "–"],
        ["a.", "b.", "c."],
        ["a)", "b)", "c)"],
        ["(a)", "(b)", "(c)"],
        ["1.", "2.", "3."],
        ["1)", "2)", "3)"],
        ["(i)", "(ii)", "(iii)"],
        ["(iv)", "(v)", "(vi)"],
        ["h.", "i.", "j."],
        ["k.", "i.", "m."],
        ["1.", "1.", "1."],
    ],
)
def test_markers_are_taken_off(markers: list[str]) -> None:
    things = ["your name", "your number;", "records of your calls"]
    lines = "".join(f"{marker} {thing}\n" for marker, thing in zip(markers, things, strict=True))
    document = read_text(f"We collect:\n{lines}\nThe end of the list is here, and prose goes on below it.")
    items = document.blocks[1:4]
    assert [document.text[item.start : item.end] for item in items] == things
    assert [(item.kind, item.level, item.parent) for item in items] == [("item", 1, 0)] * 3
    assert document.blocks[4].kind == "paragraph"


def test_numerals_nest_in_letters_and_letters_go_on() -> None:
    expect(
        """
We use data:
(a) for our services, namely to:
(i) route calls;
(ii) bill calls;
(b) for marketing.
""",
        """
0 P We use data:
1 I1^0 for our services, namely to:
2 I2^1 route calls;
3 I2^1 bill calls;
4 I1^0 for marketing.
""",
    )


def test_lettered_list_goes_on_after_a_paragraph() -> None:
    expect(
        """
We collect what we need for the service:

(a) Registration Data: You give us your name.

When you write to bots on our service, we may obtain information about the messages you like.

(b) Activity Data: We see whether you are online.
""",
        """
0 P We collect what we need for the service:
1 I1^0 [Registration Data] Registration Data: You give us your name.
2 P When you write to bots on our service, we may obtain information about the messages you like.
3 I1^0 [Activity Data] Activity Data: We see whether you are online.
""",
    )


def test_sentence_labels_and_lower_case_items() -> None:
    expect(
        """
Why we use your information

We use your information in the following ways:

To deliver our services. We route your calls and send you bills for them.

For related activities. We use your information for important activities such as:

billing and collections;

preventing fraud; and

watching our network.

For research. We look for ways to make our services better.

Who we share with and why

We may share your information as detailed below:

Service providers that help us to run our business.

Carriers. As a carrier ourselves, we share your numbers with other carriers.
""",
        """
0 H2 Why we use your information
1 P We use your information in the following ways:
2 I1^1 [To deliver our services] To deliver our services. We route your calls and send you bills for them.
3 I1^1 [For related activities] For related activities. We use your information for important activities such as:
4 I2^3 billing and collections;
5 I2^3 preventing fraud; and
6 I2^3 watching our network.
7 I1^1 [For research] For research. We look for ways to make our services better.
8 H2 Who we share with and why
9 P We may share your information as detailed below:
10 I1^9 Service providers that help us to run our business.
11 I1^9 [Carriers] Carriers. As a carrier ourselves, we share your numbers with other carriers.
""",
    )


def test_items_that_go_on_with_the_verb_of_the_lead_in() -> None:
    long = "Share your records with anybody, " + "or with anybody else, " * 30 + "save where you ask us to."
    expect(
        f"""
Acme does not:

Sell any customer data to third parties.

{long}

Customer data may be moved to a new owner of our business.
""",
        f"""
0 P Acme does not:
1 I1^0 Sell any customer data to third parties.
2 I1^0 {long}
3 P Customer data may be moved to a new owner of our business.
""",
    )


def test_headings_under_a_lead_in_are_its_items() -> None:
    expect(
        """
CLIENTS
The following are examples of the personal information that Acme may process.
Business Contact Information:
Acme may collect the names and work addresses of people who work for its clients and partners.
Call Detail Records:
These records show when and whom you called, and are kept for billing and for the quality of service.
Registration
To use this website, a user must first fill in the form with a name and an email address.
""",
        """
0 H2 CLIENTS
1 P The following are examples of the personal information that Acme may process.
2 H3^1 Business Contact Information:
3 P Acme may collect the names and work addresses of people who work for its clients and partners.
4 H3^1 Call Detail Records:
5 P These records show when and whom you called, and are kept for billing and for the quality of service.
6 H3 Registration
7 P To use this website, a user must first fill in the form with a name and an email address.
""",
    )


def test_unmarked_short_items_end_at_the_next_heading() -> None:
    expect(
        """
This notice tells you of the following:
What information we collect;
With whom it is shared;
How policy changes are told; and
How to reach us.
Information Collection and Use
We are the sole owners of the information that is collected on this site.
""",
        """
0 P This notice tells you of the following:
1 I1^0 What information we collect;
2 I1^0 With whom it is shared;
3 I1^0 How policy changes are told; and
4 I1^0 How to reach us.
5 H2 Information Collection and Use
6 P We are the sole owners of the information that is collected on this site.
""",
    )


def test_addresses_are_no_headings() -> None:
    document = read_text(
        "How to contact us\n\nAcme Limited\n\nOrchard House\n\n15a Market Street\n\nTelford\n\nTF2 6EL\n\n"
        "Cookies Notice\n\nA cookie is a small file that a website saves on your computer or mobile device.\n"
    )
    headings = [document.text[b.start : b.end] for b in document.blocks if b.kind == "heading"]
    assert headings == ["How to contact us", "Cookies Notice"]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Technical Data: We collect your IP address and more.", "Technical Data"),
        (
            "Business operations vendors. We work with vendors who host our sites.",
            "Business operations vendors",
        ),
        (
            "Your contact lists and address book - we may ask to store them.",
            "Your contact lists and address book",
        ),
        ("Consent – voluntary agreement to the collection of data.", "Consent"),
        (
            "Information you provide directly to us. When you sign up, we ask.",
            "Information you provide directly to us",
        ),
        ("To Communicate with You: We may send you announcements.", "To Communicate with You"),
        ("We collect the following: names, numbers, addresses.", None),
        ("We use data for these purposes: Billing; Marketing.", None),
        ("Acme keeps your records. It deletes them after a year.", None),
        ("Our services are not for children. We do not want their data.", None),
        ("At Acme, privacy matters. Acme respects the privacy of all people.", None),
        ("Third party sources include: brokers and agencies.", None),
        ("Please note: we sell nothing to anybody at all.", None),
        ("Ring 555-0100 for help.", None),
    ],
)
def test_run_in_labels(line: str, label: str | None) -> None:
    document = read_text(line)
    block = document.blocks[0]
    found = None if block.label is None else document.text[slice(*block.label)]
    assert found == label
    first = document.text[slice(*block.sentences[0])]
    assert first == (line if label is None else line[len(label) :].lstrip(" :.-–")).split(". ")[0].rstrip(
        "."
    ) + ("." if first.endswith(".") else "")


def test_archive_notes_wiki_lines_contents_and_template_remains_are_boilerplate() -> None:
    expect(
        """
The following text is extracted and transformed from the acme.example privacy policy that was archived on 2019.
Acme | Cheap Calls
Acme Privacy Policy
Revision as of 13:12, 8 February 2021 by Admin (talk | contribs)
Jump to: navigation, search
Contents
1. What we collect
2. Sharing
3. Contact us
1. What we collect
We collect your name, your address and the numbers that you call with our service.
And/or:
2. Sharing
We share nothing of that with anybody, save with the carriers that connect your calls.
3. Contact us
Write to us at any time, and we will gladly answer all the questions that you may have.
Page 1 of 3
© 2020 Acme
""",
        """
0 - The following text is extracted and transformed from the acme.example privacy policy that was archived on 2019.
1 - Acme | Cheap Calls
2 H1 Acme Privacy Policy
3 - Revision as of 13:12, 8 February 2021 by Admin (talk | contribs)
4 - Jump to: navigation, search
5 - Contents
6 - What we collect
7 - Sharing
8 - Contact us
9 H2 What we collect
10 P We collect your name, your address and the numbers that you call with our service.
11 - And/or:
12 H2 Sharing
13 P We share nothing of that with anybody, save with the carriers that connect your calls.
14 H2 Contact us
15 P Write to us at any time, and we will gladly answer all the questions that you may have.
16 - Page 1 of 3
17 - © 2020 Acme
""",
    )


def test_a_list_that_headings_below_explain_is_no_contents_list() -> None:
    names = ["Call records", "Location data", "Payment data"]
    under = "This is what we know from your use of the service and what we need to run it."
    source = "We collect:\n" + "".join(f"- {name}\n" for name in names)
    source += "\n" + "".join(f"{name}\n\n{under}\n\n" for name in names)
    document = read_text(source)
    assert [(block.kind, block.parent) for block in document.blocks[1:4]] == [("item", 0)] * 3


def test_bullets_below_a_bullet_with_a_colon_are_its_items_though_they_are_not_indented() -> None:
    expect(
        """
We deal with your data in these ways:
• Records: We keep
• Sale of our business: We may disclose your data:
• if we sell our business; or
• if another company buys our shares.
• Your request: You may ask that we:
• delete your data;
• Correction: We correct what is wrong.
""",
        """
0 P We deal with your data in these ways:
1 I1^0 [Records] Records: We keep
2 I1^0 [Sale of our business] Sale of our business: We may disclose your data:
3 I2^2 if we sell our business; or
4 I2^2 if another company buys our shares.
5 I1^0 [Your request] Your request: You may ask that we:
6 I2^5 delete your data;
7 I1^0 [Correction] Correction: We correct what is wrong.
""",
    )


def test_a_line_without_a_stop_that_is_all_of_a_section_is_no_heading() -> None:
    expect(
        """
BILLING DATA
Information on what you owe us for the service
CALL DATA
Information on the numbers that you call
LOCATION DATA
We learn from your phone which tower is near to you.
Other data, such as the colour of your phone
We learn of that from the seller of your phone.
""",
        """
0 H2 BILLING DATA
1 P Information on what you owe us for the service
2 H2 CALL DATA
3 P Information on the numbers that you call
4 H2 LOCATION DATA
5 P We learn from your phone which tower is near to you.
6 P Other data, such as the colour of your phone
7 P We learn of that from the seller of your phone.
""",
    )


def test_items_after_a_semicolon_are_of_one_list_though_they_are_indented() -> None:
    expect(
        """
We use it to:
- bill you;
  - answer your questions; and
  - tell you of our offers:
    - by mail;
    - by phone.
""",
        """
0 P We use it to:
1 I1^0 bill you;
2 I1^0 answer your questions; and
3 I1^0 tell you of our offers:
4 I2^3 by mail;
5 I2^3 by phone.
""",
    )


def test_a_number_after_a_bullet_is_part_of_the_marker() -> None:
    expect(
        "We may move your data:\n- 1. To the carriers;\n- 2. To the police.",
        "0 P We may move your data:\n1 I1^0 To the carriers;\n2 I1^0 To the police.",
    )


def test_the_menu_of_a_site_is_no_policy_but_a_row_of_data_is() -> None:
    document = read_text(
        "We share your data.\n\nHome | Contact us | Terms of use | Gift cards\n\n"
        "Name | Carriers | Billing\nNumber | Vendors | Support\n"
    )
    assert [block.boilerplate for block in document.blocks] == [False, True, False, False]


def test_a_section_on_another_matter_is_no_item_of_the_lead_in_above() -> None:
    below = "We keep call records for a year, and then we delete them for good, unless a court wants them."
    for heading, parent in (("Retention of Data", None), ("When You Call Us", 0)):
        document = read_text(f"We share your data in the following cases:\n\n{heading}\n\n{below}\n")
        assert [(block.kind, block.parent) for block in document.blocks][1] == ("heading", parent)


def test_a_heading_without_words_is_none() -> None:
    assert outline(read_text("# #\nWe share your data.")) == "0 P We share your data."


def test_data_that_is_listed_again_for_another_purpose_is_no_contents_list() -> None:
    why = "We need this to show you what is on offer in the stores that are near to you."
    data = {
        "Running the shop": "Account data\nWish lists\nPhotos of goods",
        "Improving the shop": "Photos of goods\nReviews",
        "Answering you": "Account data\nChat messages",
        "Helping you choose": "Wish lists\nHome details",
    }
    document = read_text(
        "\n".join(f"{purpose}\n{why}\nWe process\n{names}" for purpose, names in data.items())
    )
    assert not any(block.boilerplate for block in document.blocks)


def test_hard_wrapped_lines_are_joined() -> None:
    expect(
        """
Acme Telephony Privacy Notice
=============================

This notice tells how Acme Telephony collects, uses and shares what it
learns about its customers. It holds for all services of Acme Telephony
in the whole of the country.

Sharing with others
-------------------

We share call records with:

  - carriers, so that your calls reach the people that you want to talk
    to, wherever they are;
  - courts.
""",
        """
0 H1 Acme Telephony Privacy Notice
1 P This notice tells how Acme Telephony collects, uses and shares what it learns about its customers. """
        """It holds for all services of Acme Telephony in the whole of the country.
2 H2 Sharing with others
3 P We share call records with:
4 I1^3 carriers, so that your calls reach the people that you want to talk to, wherever they are;
5 I1^3 courts.
""",
    )


@pytest.mark.parametrize(
    "table",
    [
        "| Data | Kept for |\n| --- | --- |\n| Calls | 18 months |\n| | 24 months |\n| Bills | 7 years |",
        "Data | Kept for\nCalls | 18 months\n | 24 months\nBills | 7 years",
        "Data\tKept for\nCalls\t18 months\n\t24 months\nBills\t7 years",
    ],
)
def test_tables_have_a_header_and_blank_first_cells_mean_as_above(table: str) -> None:
    document = read_text(f"We keep data as follows:\n\n{table}\n\nAfter that we delete it.")
    rows = [block for block in document.blocks if block.kind == "row"]
    assert [row.parent for row in rows] == [0, 1, 1, 1]
    assert [[document.text[slice(*cell)] for cell in row.cells] for row in rows] == [
        ["Data", "Kept for"],
        ["Calls", "18 months"],
        ["Calls", "24 months"],
        ["Bills", "7 years"],
    ]
    assert document.blocks[-1].kind == "paragraph"


def test_text_is_kept_but_for_line_ends_and_marks_that_show_nothing() -> None:
    source = "\ufeffPrivacy\r\n\r\n  We\u00a0share  your re\u00adcords,\u200b too.\r\x0cEnd\n\n"
    document = read_text(source)
    assert document.text == "\ufeffPrivacy\n\n  We\u00a0share  your records, too.\n\x0cEnd\n\n"
    assert [document.text[b.start : b.end] for b in document.blocks] == [
        "Privacy",
        "We\u00a0share  your records, too.",
        "End",
    ]


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["", "", "We share data with:", "1. What we collect", "(a) your name;", "(i) calls; and", "  - vendors",
             "SHARING", "Call Data: We keep it. You may ask.", "a | b", " | c", "-----", "Who gets it?", "the rest.",
             "Vendors", "We keep your records for a year, and then delete them for good, unless a court wants them."]
        ),
        st.text(alphabet="aB .:;,|-•*()1i\t\u00a0#=", max_size=40),
    ),
    max_size=25,
)  # fmt: skip


@settings(max_examples=300)
@given(LINES)
def test_spans_lie_in_the_text_in_order_and_parents_come_first(lines: list[str]) -> None:
    document = read_text("\n".join(lines))
    text, blocks = document.text, document.blocks
    for at, block in enumerate(blocks):
        words = text[block.start : block.end]
        assert words and words == words.strip()
        inner = [*block.sentences, *([block.label] if block.label else [])]
        assert all(block.start <= start < end <= block.end for start, end in inner)
        assert all(text[start:end] == text[start:end].strip() for start, end in [*inner, *block.cells])
        assert all(above[1] <= below[0] for above, below in pairwise(block.sentences))
        assert block.parent is None or block.parent < at
        assert block.heading is None or blocks[block.heading].kind == "heading" and block.heading < at
        assert (block.level > 0) == (block.kind in ("heading", "item") and not block.boilerplate)
    assert all(above.end <= below.start for above, below in pairwise(blocks))


def test_line_breaks_that_a_converter_lost_are_found_again() -> None:
    expect(
        """
----- page 2 ----- We use your data to : • send bills ; • help you ; and • keep our network safe . 2
topWHOM WE SHARE IT WITH
We share what we hold about you with the carriers that deliver your calls, and with nobody else.
""",
        """
0 - ----- page 2 -----
1 P We use your data to :
2 I1^1 send bills ;
3 I1^1 help you ; and
4 I1^1 keep our network safe . 2
5 H2 WHOM WE SHARE IT WITH
6 P We share what we hold about you with the carriers that deliver your calls, and with nobody else.
""",
    )


def test_items_that_were_broken_by_hand_among_lines_that_were_not() -> None:
    long = "We keep this policy short, so that every customer can read it in the time that a call takes. " * 3
    expect(
        f"""
{long.strip()}

We use your data to:

- Check who you are before you change your
account
- Protect our customers, our employees,
or the public
- Send bills
""",
        f"""
0 P {long.strip()}
1 P We use your data to:
2 I1^1 Check who you are before you change your account
3 I1^1 Protect our customers, our employees, or the public
4 I1^1 Send bills
""",
    )


def test_the_foot_of_a_page_ends_no_list() -> None:
    expect(
        """
We share your number with:
- carriers;
Page 3 of 9
- banks; and
- the police.
""",
        """
0 P We share your number with:
1 I1^0 carriers;
2 - Page 3 of 9
3 I1^0 banks; and
4 I1^0 the police.
""",
    )


def test_numbered_headings_may_end_in_a_full_stop_and_capitals_may_run_long() -> None:
    prose = "We ask for your name and your address before we open an account for you."
    capitals = "TO FIND FRAUD AND OTHER MISUSE, TO KEEP THE LAW, TO ANSWER COURTS AND THE POLICE, AND FOR THE SAFETY OF ALL"
    expect(
        f"""
1. Information that you give us and that we ask others for.

{prose}

2. How we use your information.

{prose}

{capitals}

{prose}
""",
        f"""
0 H2 Information that you give us and that we ask others for.
1 P {prose}
2 H2 How we use your information.
3 P {prose}
4 H2 {capitals}
5 P {prose}
""",
    )


def test_a_question_that_opens_a_paragraph_is_a_heading_that_lost_its_line_break() -> None:
    expect(
        """
1. What do we keep? We keep your name and your voicemails for as long as you want them kept.
They are kept in Norway.
2. How do we use them? We use them to bill you, to answer your questions and to mend the network.
Have you moved? Tell us.
""",
        """
0 H2 What do we keep?
1 P We keep your name and your voicemails for as long as you want them kept.
2 P They are kept in Norway.
3 H2 How do we use them?
4 P We use them to bill you, to answer your questions and to mend the network.
5 P Have you moved? Tell us.
""",
    )


def test_lines_broken_by_hand_are_joined_though_items_stand_on_one_line() -> None:
    item = "  * to route the calls that you make over our network to the people whom you call, and to bill you for them, month by month, as our terms say;"
    paragraph = (
        "We collect the records of your calls and of the messages\n"
        "that you send, and keep them for as long as the law of\n"
        "your country wants us to keep them. We use the records\n"
        "in your account to do what you ask us for:\n"
    )
    document = read_text(f"{paragraph}{item}\n{item}\n\n{paragraph}{item}\n\n{paragraph}")
    assert [(block.kind, block.parent) for block in document.blocks] == [
        ("paragraph", None),
        ("item", 0),
        ("item", 0),
        ("paragraph", None),
        ("item", 3),
        ("paragraph", None),
    ]


def test_a_number_inside_asterisks_is_no_part_of_the_heading() -> None:
    document = read_text(
        "** IV. Definitions**\n\nCall records are logs.\n\nV. Sharing\n\nWe share call records with our vendors."
    )
    headings = [block for block in document.blocks if block.kind == "heading"]
    assert [(block.level, document.text[block.start : block.end]) for block in headings] == [
        (2, "Definitions"),
        (2, "Sharing"),
    ]


TORN = (
    "W hat d o we collect ? We collect you r name , your e - mail address and the loc ation of y our phone . "
    "We share a ll of it with third - party vendors t o b ill you , a nd w ith no one else."
)


def test_words_that_a_converter_tore_apart_are_whole() -> None:
    whole = (
        "What do we collect ? We collect your name , your e-mail address and the location of your phone . "
        "We share all of it with third-party vendors to bill you , and with no one else."
    )
    assert read_text(TORN).text == whole


@pytest.mark.parametrize(
    "text",
    [
        "We collect you r name and y our location - not more.",
        "Plans: plan b or plan c or plan d or plan e or plan f or plan g or plan h - whichever you choose.",
    ],
)
def test_slips_and_lone_letters_are_left(text: str) -> None:
    assert read_text(text).text == text
