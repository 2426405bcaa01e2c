"""PDF: headings by size and weight, lists by indentation, running feet left out, words mended."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import pytest

from policytrail.errors import InputError, MissingToolError
from policytrail.ingest.readers import read_document

pytest.importorskip("pdfplumber")

Line = tuple[float, float, str, str, float]  # x, y from below, text, font (F regular, B bold), size


def pdf(pages: Sequence[Sequence[Line]], drawings: Sequence[str] = (), trailer: str = "") -> bytes:
    """A small PDF with these lines of text, and what is drawn on each of its pages."""
    kids = [5 + 2 * at for at in range(len(pages))]
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [1 /uni2010] >> >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
    ]
    for kid, lines, drawing in zip(
        kids, pages, [*drawings, *[""] * (len(pages) - len(drawings))], strict=True
    ):
        shown = drawing + "".join(
            f"BT /{font} {size} Tf {x} {y} Td ({words}) Tj ET\n" for x, y, words, font, size in lines
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {kid + 1} 0 R "
            "/Resources << /Font << /F 3 0 R /B 4 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}endstream")
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF"
    return (out + end).encode("latin-1")


HYPHEN = "\\001"  # the sign of its own, not that of the keyboard


def foot(page: int) -> Line:
    return (250, 30, f"Acme Telephony - page {page}", "F", 8)


def test_a_policy_of_two_pages() -> None:
    document = read_document(
        pdf(
            [
                [
                    (50, 740, "Acme Privacy Policy", "B", 20),
                    (50, 700, "This policy tells how Acme Telephony handles all the data of its customers, and of those", "F", 11),
                    (50, 686, "who visit its site. It holds in all countries where Acme offers services, through third-", "F", 11),
                    (50, 672, "party carriers or by itself. Third-party carriers follow their own policies for the commu-", "F", 11),
                    (50, 658, "nications that they carry.", "F", 11),
                    (50, 630, "How we share data", "B", 11),
                    (50, 610, "We share call records with:", "F", 11),
                    (60, 596, "- vendors who work for us to:", "F", 11),
                    (75, 582, "- route calls;", "F", 11),
                    (75, 568, "- send bills.", "F", 11),
                    (60, 554, "- courts.", "F", 11),
                    (50, 526, "We keep these records for as long as the law of the country wants it, and we delete them", "F", 11),
                    foot(1),
                ],
                [(50, 740, "after that time.", "F", 11), foot(2)],
            ]
        ),
        "acme.pdf",
    )  # fmt: skip
    text = document.text
    opening = (
        "This policy tells how Acme Telephony handles all the data of its customers, and of those who visit "
        "its site. It holds in all countries where Acme offers services, through third-party carriers or by "
        "itself. Third-party carriers follow their own policies for the communications that they carry."
    )
    assert [(b.kind, b.level, b.parent, text[b.start : b.end]) for b in document.blocks] == [
        ("heading", 1, None, "Acme Privacy Policy"),
        ("paragraph", 0, None, opening),
        ("heading", 2, None, "How we share data"),
        ("paragraph", 0, None, "We share call records with:"),
        ("item", 1, 3, "vendors who work for us to:"),
        ("item", 2, 4, "route calls;"),
        ("item", 2, 4, "send bills."),
        ("item", 1, 3, "courts."),
        (
            "paragraph", 0, None,
            "We keep these records for as long as the law of the country wants it, and we delete them after that time.",
        ),
    ]  # fmt: skip


def across(*heights: float) -> str:
    """Rules of a table of two columns from left to right."""
    return "".join(f"50 {y} m 350 {y} l S\n" for y in heights)


def down(bottom: float, top: float) -> str:
    """Its rules between and around the columns."""
    return "".join(f"{x} {bottom} m {x} {top} l S\n" for x in (50, 200, 350))


def test_ruled_tables_are_rows() -> None:
    rules = across(500, 520, 540, 560, 565) + down(500, 565)
    cells = [
        (60, 546, "Data"),
        (210, 546, "Kept for"),
        (60, 526, "Calls"),
        (210, 526, "18 months"),
        (210, 506, "2 years"),
    ]
    page: list[Line] = [(50, 600, "We keep data as follows:", "F", 11)]
    page += [(x, y, words, "F", 11) for x, y, words in cells]
    document = read_document(pdf([page], [rules]), "acme.pdf")
    rows = [block for block in document.blocks if block.kind == "row"]
    assert [[document.text[slice(*cell)] for cell in row.cells] for row in rows] == [
        ["Data", "Kept for"],
        ["Calls", "18 months"],
        ["Calls", "2 years"],
    ]
    assert [row.parent for row in rows] == [0, 1, 1]


@pytest.mark.parametrize("closed", [False, True])
def test_a_table_goes_on_overleaf(closed: bool) -> None:
    first: list[Line] = [
        (50, 150, "We keep data as follows:", "F", 11),
        (60, 116, "Data", "F", 11),
        (210, 116, "Kept for", "F", 11),
        (60, 96, "Records of calls, with", "F", 11),
        (210, 96, "18 months", "F", 11),
        (60, 82, "the numbers that you", "F", 11),
    ]
    second: list[Line] = [
        (60, 746, "Data", "F", 11),
        (210, 746, "Kept for", "F", 11),
        (60, 726, "call, and text messages", "F", 11),
        (60, 706, "Voicemail", "F", 11),
        (210, 706, "30 days", "F", 11),
        (50, 600, "We delete all of them then.", "F", 11),
    ]
    last = across(70) if closed else ""
    drawings = [across(130, 110) + last + down(70, 130), across(760, 740, 720, 700) + down(700, 760)]
    document = read_document(pdf([first, second], drawings), "acme.pdf")
    rows = [block for block in document.blocks if block.kind == "row"]
    assert [[document.text[slice(*cell)] for cell in row.cells] for row in rows] == [
        ["Data", "Kept for"],
        ["Records of calls, with the numbers that you call, and text messages", "18 months"],
        ["Voicemail", "30 days"],
    ]


def disc(x: float, y: float) -> str:
    """A round bullet whose left is at x, y."""
    arcs = ((0, 2, 0, 2, 2, 2), (4, 2, 4, 2, 4, 0), (4, -2, 4, -2, 2, -2), (0, -2, 0, -2, 0, 0))
    curves = (" ".join(str((y if at % 2 else x) + by) for at, by in enumerate(arc)) for arc in arcs)
    return f"{x} {y} m " + "".join(f"{curve} c " for curve in curves) + "f\n"


def test_drawn_bullets_make_items_and_hold_what_stands_below_their_words() -> None:
    lines: list[Line] = [
        (50, 700, "We share your call records with:", "F", 11),
        (70, 680, "carriers:", "F", 11),
        (90, 666, "those that connect your calls;", "F", 11),
        (70, 646, "They may be in other countries.", "F", 11),
        (70, 626, "courts.", "F", 11),
        (
            50,
            600,
            "We keep these records for a year, and longer where a court asks us to, or where a bill",
            "F",
            11,
        ),
        (
            50,
            586,
            "that they belong to is not paid. Then we delete them, and the copies that we made of them",
            "F",
            11,
        ),
        (50, 572, "so that none is lost.", "F", 11),
    ]
    whole = " ".join(words for _, _, words, _, _ in lines[-3:])
    square = "82 667 4 4 re f\n"
    photo = "20 500 300 4 re f\n"
    document = read_document(pdf([lines], [disc(60, 683) + square + disc(60, 629) + photo]), "acme.pdf")
    assert [(b.kind, b.parent, document.text[b.start : b.end]) for b in document.blocks] == [
        ("paragraph", None, "We share your call records with:"),
        ("item", 0, "carriers:"),
        ("item", 1, "those that connect your calls;"),
        ("paragraph", 1, "They may be in other countries."),
        ("item", 0, "courts."),
        ("paragraph", None, whole),
    ]


def test_a_page_full_of_shapes_is_a_drawing() -> None:
    dots = "".join(f"{3 * (at % 30)} {10 * (at // 30)} 2 2 re f\n" for at in range(2100))
    document = read_document(pdf([[(100, 700, "We share your calls.", "F", 11)]], [dots]), "acme.pdf")
    assert document.text == "We share your calls."


def test_a_table_may_stick_out_of_the_page() -> None:
    rules = across(790, 805) + down(790, 805)
    page: list[Line] = [
        (60, 793, "Calls", "F", 9),
        (210, 793, "18 months", "F", 9),
        (50, 600, "We keep it.", "F", 9),
    ]
    document = read_document(pdf([page], [rules]), "acme.pdf")
    assert [block.kind for block in document.blocks] == ["row", "paragraph"]


def test_a_sentence_runs_on_through_bold_type() -> None:
    lines: list[Line] = [
        (50, 700, "We may also look at the numbers that you call and at those who call you,", "B", 11),
        (50, 686, "as well as how long these calls take.", "F", 11),
        (50, 650, "How you decide", "B", 11),
        (50, 636, "and what follows from it is told below. It can take a week until we do it.", "F", 11),
    ]
    document = read_document(pdf([lines]), "acme.pdf")
    assert [(b.kind, document.text[b.start : b.end]) for b in document.blocks] == [
        ("paragraph", f"{lines[0][2]} {lines[1][2]}"),
        ("heading", "How you decide"),
        ("paragraph", lines[3][2]),
    ]


KEYS = "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] "
ENCRYPTED = KEYS + f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'11' * 32}> /U <{'22' * 32}> >>"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\nbroken", "is a broken PDF"),
        (pdf([[(50, 700, "We share data.", "F", 11)]])[:400], "is a broken PDF"),
        (pdf([[]]), "holds no text, only images"),
        (pdf([[(50, 700, "We share data.", "F", 11)]], trailer=ENCRYPTED), "is encrypted"),
    ],
)
def test_pdfs_that_cannot_be_read_say_why(data: bytes, what: str) -> None:
    with pytest.raises(InputError) as caught:
        read_document(data, "acme.pdf")
    assert caught.value.what.startswith(what)
    assert caught.value.where == "acme.pdf"
    assert caught.value.mend


def test_without_pdfplumber_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(MissingToolError, match=r"policytrail\[pdf\]"):
        read_document(pdf([[]]), "acme.pdf")


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [
        "We share your call records with the",
        "carriers that connect your calls, and",
        "with the vendors that host our servers",
        "for us. We keep them for one year, and",
        "in that time nobody but those who bill",
        "you may look at them. We do not sell",
    ]
    right = [
        "them to anybody, whatever is offered to",
        "us. Where your phone is we learn from the",
        "nearest tower. We use it to route your",
        "calls and to send help when you ask us",
        "for it. We give it to nobody else, save",
        "with your consent.",
    ]
    lines: list[Line] = [(50, 740, "Acme Privacy Policy", "B", 20)]
    lines += [(50, 700 - 14 * at, words, "F", 11) for at, words in enumerate(left)]
    lines += [(320, 700 - 14 * at, words, "F", 11) for at, words in enumerate(right)]
    whole = "This notice holds for all of our customers, for those who call them, and for those who visit our site."
    document = read_document(pdf([[*lines, (50, 590, whole, "F", 11)]]), "acme.pdf")
    assert [document.text[block.start : block.end] for block in document.blocks] == [
        "Acme Privacy Policy",
        " ".join([*left, *right]),
        whole,
    ]


def test_a_table_without_rules_is_not_two_columns() -> None:
    rows = [("Name", "to write to you"), ("Call records", "to bill you"), ("Location", "to route your calls")]
    lines: list[Line] = []
    for at, (data, purpose) in enumerate(rows * 4):
        lines += [(50, 700 - 14 * at, data, "F", 11), (320, 700 - 14 * at, purpose, "F", 11)]
    assert "Call records to bill you" in read_document(pdf([lines]), "acme.pdf").text


def test_a_word_parted_by_a_hyphen_of_its_own_is_whole_again() -> None:
    lines = [
        (50, 700, f"We share the records of your calls with com{HYPHEN}", "F", 11),
        (50, 686, "panies that work for us.", "F", 11),
    ]
    assert (
        read_document(pdf([lines])).text
        == "We share the records of your calls with companies that work for us."
    )
