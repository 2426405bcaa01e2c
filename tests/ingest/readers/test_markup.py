"""What pages do that is not in the textbook: folded sections, lists without items, preformatted text, glued lists."""

from __future__ import annotations

import pytest

from policytrail.ingest.document import Document
from policytrail.ingest.readers import read_document
from policytrail.ingest.readers.html import read_html


def outline(document: Document) -> list[str]:
    """One line a block: kind, "^" and its parent, [label], text; of a row its cells."""
    text = document.text
    lines = []
    for block in document.blocks:
        parent = "" if block.parent is None else f"^{block.parent}"
        label = "" if block.label is None else f"[{text[slice(*block.label)]}] "
        words = " | ".join(text[slice(*cell)] for cell in block.cells) or text[block.start : block.end]
        lines.append(f"{'-' if block.boilerplate else block.kind}{parent} {label}{words}")
    return lines


def html(body: str) -> list[str]:
    return outline(read_document(f"<html><body>{body}</body></html>".encode(), "a.html"))


def test_a_short_section_that_its_heading_folds_out_is_read() -> None:
    assert html(
        '<button aria-expanded="false">How long?</button><div style="display:none">We keep calls for a year.</div>'
        "<h3><a>Who?</a></h3><div hidden><p>Carriers get your call records.</p></div>"
        "<p>That is all.</p><div hidden>Loading the page</div>"
    ) == [
        "heading How long?",
        "paragraph We keep calls for a year.",
        "heading Who?",
        "paragraph Carriers get your call records.",
        "paragraph That is all.",
    ]


def test_every_term_of_a_definition_is_kept() -> None:
    assert html("<dl><dt>Location</dt><dt>Address:</dt><dd>We share these with the police.</dd></dl>") == [
        "paragraph [Location, Address] Location, Address: We share these with the police."
    ]


def test_a_list_right_inside_a_list_is_nested_in_the_item_above() -> None:
    assert html(
        "<p>We collect:</p><ul><li>names</li><ul><li>first names</li></ul><li>addresses</li></ul>"
    ) == [
        "paragraph We collect:",
        "item^0 names",
        "item^1 first names",
        "item^0 addresses",
    ]


def test_a_paragraph_below_a_nested_list_is_in_the_item_that_holds_both() -> None:
    assert html(
        "<p>We give your calls to:</p><ul><li>carriers:<ul><li>mobile ones;</li></ul><p>They may be abroad.</p></li>"
        "<li>courts.</li></ul><p>We sell nothing.</p>"
    ) == [
        "paragraph We give your calls to:",
        "item^0 carriers:",
        "item^1 mobile ones;",
        "paragraph^1 They may be abroad.",
        "item^0 courts.",
        "paragraph We sell nothing.",
    ]


def test_a_bold_line_above_the_rest_of_an_item_is_its_label() -> None:
    assert html("<ul><li><b>Vendors</b><br>we share addresses</li></ul>") == [
        "item [Vendors] Vendors: we share addresses"
    ]


def test_struck_out_text_footnote_marks_and_soft_hyphens_are_left_out() -> None:
    assert html(
        "<p>We <del>never</del> share tele&shy;phone rec&#8203;ords.<sup>1</sup> We keep them.</p>"
    ) == ["paragraph We share telephone records. We keep them."]


def test_a_link_to_the_top_is_no_part_of_the_heading_after_it() -> None:
    assert html('<p><a href="#start">top</a><b>SHARING</b></p><p>We share your calls with carriers.</p>') == [
        "heading SHARING",
        "paragraph We share your calls with carriers.",
    ]


def test_a_page_that_shows_plain_text_is_read_as_that() -> None:
    assert html("<pre>SHARING\n\nWe share call records with:\n - carriers\n - vendors\n</pre>") == [
        "heading SHARING",
        "paragraph We share call records with:",
        "item^1 carriers",
        "item^1 vendors",
    ]


def test_the_first_row_of_a_page_is_no_title_of_its_window() -> None:
    assert html(
        "<table><tr><th>Data</th><th>Shared with</th></tr><tr><td>Calls</td><td>carriers</td></tr></table>"
    ) == [
        "row Data | Shared with",
        "row^0 Calls | carriers",
    ]


def test_markdown_front_matter_is_left_out() -> None:
    source = b"---\ntitle: Privacy\ndate: 2024-01-01\n---\n\n# Sharing\n\nWe ~~never~~ share calls.\n"
    assert outline(read_document(source, "a.md")) == ["heading Sharing", "paragraph We share calls."]


def test_mediawiki_with_html_blocks_spanning_cells_and_terms_on_lines_of_their_own() -> None:
    source = """<h2>Sharing</h2>
<p>We share calls with:</p>
<ul><li>vendors</li>
<li>carriers</li></ul>
; Location
: where your phone is
; Notes
The rest.
{|
! Data !! With
|-
| rowspan="2" | Address || police
|-
| courts
|}
"""
    assert outline(read_document(source.encode(), "a.wiki")) == [
        "heading Sharing",
        "paragraph We share calls with:",
        "item^1 vendors",
        "item^1 carriers",
        "paragraph [Location] Location: where your phone is",
        "paragraph Notes",
        "paragraph The rest.",
        "row Data | With",
        "row^7 Address | police",
        "row^7 Address | courts",
    ]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_list_that_lost_its_line_breaks_has_items(name: str) -> None:
    source = (
        "You may ask us to: - delete your data; - correct it - or add to it; and - tell you what we share."
    )
    assert outline(read_document(source.encode(), name)) == [
        "paragraph You may ask us to:",
        "item^0 delete your data;",
        "item^0 correct it - or add to it; and",
        "item^0 tell you what we share.",
    ]


def test_stars_and_dots_part_the_items_of_a_glued_list_without_a_stop() -> None:
    assert html("<p>We collect: * your name * your number</p><p>Read more: Privacy · Terms</p>") == [
        "paragraph We collect:",
        "item^0 your name",
        "item^0 your number",
        "paragraph [Read more] Read more: Privacy · Terms",
    ]


def test_windows_signs_that_were_taken_for_controls_are_mended() -> None:
    assert read_document("We don\x92t sell \x93data\x94.".encode(), "a.txt").text == "We don’t sell “data”."


def test_line_separators_and_invisible_signs_around_a_line() -> None:
    source = "We share calls with:\u2028\u200b•\u200b vendors\u2028\ufeff• carriers"
    assert outline(read_document(source.encode(), "a.txt")) == [
        "paragraph We share calls with:",
        "item^0 vendors",
        "item^0 carriers",
    ]


def test_a_sentence_in_capitals_says_something() -> None:
    source = """OUR SERVICES.
We share call records with the carriers that connect your calls.
WE NEVER SELL YOUR PERSONAL INFORMATION TO ANYONE.
We keep call records for a year.
HOW YOU CAN ASK FOR YOUR DATA.
You can write to us at any time, and we will answer you.
"""
    assert [line.split(" ", 1)[0] for line in outline(read_document(source.encode(), "a.txt"))] == [
        "heading", "paragraph", "paragraph", "paragraph", "heading", "paragraph",
    ]  # fmt: skip


def test_an_item_that_stands_left_of_all_open_lists_is_in_none_of_them() -> None:
    source = "<ol><li>We share your data:<ol type=a><li>with carriers<li>with the police</ol><li>We sell none<li>End</ol>"
    assert html(source)[3:] == ["item We sell none", "item End"]


def test_roles_make_lists_and_headings_of_plain_elements() -> None:
    document = read_html(
        '<div role="heading" aria-level="2">Sharing</div><div>We share with:</div>'
        '<div role="list"><div role="listitem">vendors;</div><div role="listitem">affiliates.</div></div>'
    )
    assert document.text == "Sharing\n\nWe share with:\n\n• vendors;\n• affiliates."
    assert [(block.kind, block.parent) for block in document.blocks] == [
        ("heading", None),
        ("paragraph", None),
        ("item", 1),
        ("item", 1),
    ]


def test_a_table_of_data_inside_a_table_of_layout_keeps_its_rows() -> None:
    inner = "<table><tr><th>Data</th><th>Why</th></tr><tr><td>Call records</td><td>Billing</td></tr></table>"
    document = read_html(f"<table><tr><td>Acme</td><td><p>We use:</p>{inner}</td></tr></table>")
    assert [block.kind for block in document.blocks] == ["heading", "paragraph", "row", "row"]


def test_a_notice_with_buttons_to_accept_cookies_is_no_policy() -> None:
    notice = "<p>We use cookies and share data with our advertising partners.</p>"
    page = f"<div><div>{notice}<p><button>Accept all</button> <a>Reject</a></p></div><p>We keep cookies.</p></div>"
    assert read_html(page).text == "We keep cookies."
    assert "partners" in read_html(f"<div>{notice}<p><a>Read more</a></p></div>").text
