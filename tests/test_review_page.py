"""The review page: the whole text, each statement where it stands, nothing that a policy could make run."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrail.ingest.document import Block
from policytrail.ingest.metadata.reader import Metadata
from policytrail.ingest.readers import read_document
from policytrail.ingest.statement import Statement
from policytrail.marked_text import MarkedText
from policytrail.review_page import review_page

HOSTILE = (
    "</script><script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>\"'&<!--{{ 7 * 7 }}"
)
TEXT = "Sharing\nWe share:\na) call records with affiliates;\n- your name.\nData\tHow long\nName\t1 year\n"
BLOCKS = (
    Block("heading", 0, 7, level=1),
    Block("paragraph", 8, 17),
    Block("item", 21, 50, level=1, parent=1),
    Block("item", 53, 63, level=2, parent=2),
    Block("row", 64, 77, cells=((64, 68), (69, 77))),
    Block("row", 78, 89, parent=4, cells=((78, 82), (83, 89))),
)
ABOUT = Metadata(provider="Acme", slug="acme", title="Acme Privacy", date="2024-05-01")


class Page(HTMLParser):
    """Tags with attributes, and for each statement the words that are marked as its own."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.marked: dict[int, str] = {}
        self.texts: dict[str, list[str]] = {}
        self._numbers: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag == "mark":
            self._numbers = [int(number) for number in str(attributes["data-s"]).split()]
        self.texts.setdefault(str(attributes.get("id") or tag), []).append("")

    def handle_data(self, data: str) -> None:
        if self.tags:
            tag, attributes = self.tags[-1]
            self.texts[str(attributes.get("id") or tag)][-1] += data
        self.words += data
        for number in self._numbers:
            self.marked[number] = self.marked.get(number, "") + data

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._numbers = []
        self.tags.append((f"/{tag}", {}))
        self.texts.setdefault(f"/{tag}", []).append("")


def packed(text: str) -> str:
    return "".join(text.split())


def say(start: int, end: int, text: str = TEXT, **fields: Any) -> Statement:
    given = {"action": "share", "data": ("CallDetailRecord",), "recipients": ("Affiliate",), **fields}
    return Statement(policy="acme", quote=text[start:end], start=start, end=end, **given)


def page_of(*statements: Statement) -> Page:
    return Page(review_page(TEXT, statements, ABOUT, BLOCKS))


texts = st.text(alphabet="ab<>&\"' \n", min_size=1, max_size=60)


@given(
    texts,
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=8),
    st.lists(st.integers(0, 60)),
)
def test_nothing_is_lost_and_each_mark_covers_its_quote(
    text: str, spans: list[tuple[int, int]], breaks: list[int]
) -> None:
    ends = [(start, min(start + length, len(text))) for start, length in spans if start < len(text)]
    statements = [say(start, end, text) for start, end in ends]
    cuts = sorted({0, len(text), *(at for at in breaks if at < len(text))})
    blocks = [Block("paragraph", a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    page = Page(str(MarkedText(text, statements).html(blocks)))
    assert packed(page.words) == packed(text)
    for number, statement in enumerate(statements):
        assert packed(page.marked.get(number, "")) == packed(statement.quote)
    stops = [at["data-s"] for tag, at in page.tags if tag == "mark" and "tabindex" in at]
    assert len(stops) <= len(statements)


def test_blocks_become_headings_lists_and_tables() -> None:
    page = page_of()
    inside = [
        tag for tag, _ in page.tags[[at.get("id") for _, at in page.tags].index("text") :] if tag[0] != "/"
    ]
    assert inside[: inside.index("aside")] == [
        "article", "h2", "p", "div", "p", "span", "p", "span", "table", "tr", "th", "th", "tr", "td", "td",
    ]  # fmt: skip
    levels = [at["class"] for _, at in page.tags if at.get("role") == "listitem"]
    assert levels == ["item level-1", "item level-2"]


def test_table_rows_stay_together_and_words_between_them_stay() -> None:
    text = "| Data | Kept |\n|------|------|\n| Name | 1 year |\nSee below.\n| Age | 2 years |\n"
    rows: list[Block] = []
    for first, second in (("Data", "Kept"), ("Name", "1 year"), ("Age", "2 years")):
        cells = tuple((text.index(word), text.index(word) + len(word)) for word in (first, second))
        rows.append(Block("row", cells[0][0], cells[1][1], parent=0 if rows else None, cells=cells))
    page = Page(str(MarkedText(text, [say(17, 35, text)]).html(rows)))
    tags = [tag for tag, _ in page.tags if tag in ("table", "/table", "tr", "p")]
    assert tags == ["table", "tr", "tr", "/table", "p", "table", "tr", "/table"]
    assert packed(page.words) == packed("Data Kept Name 1 year | See below. Age 2 years")


def test_the_keyboard_can_stop_where_a_statement_begins_with_the_label_of_an_item() -> None:
    text = "Partners: we share it with partners."
    item = Block("item", 0, len(text), label=(0, 8), level=1)
    page = Page(str(MarkedText(text, [say(0, 35, text)]).html([item])))
    stops = ["tabindex" in at for tag, at in page.tags if tag == "mark"]
    assert stops == [True, False]


def test_of_overlapping_statements_the_shortest_gives_the_look() -> None:
    long, short = say(21, 50), say(24, 36, action="sell", polarity="deny")
    looks = [at["class"] for tag, at in page_of(long, short).tags if tag == "mark"]
    assert looks == ["share affirm", "sell deny several", "share affirm"]


def test_fields_of_statements_and_choices_of_filters() -> None:
    kept = say(
        78,
        89,
        action="retain",
        data=("Name",),
        recipients=(),
        retention=("FixedPeriod:P1Y6M", "FixedPeriod:P1M"),
        confidence=0.8,
    )
    page = page_of(say(21, 50, recipients=("org:Google", "Affiliate"), conditions=("Consent",)), kept)
    share, retain = json.loads(page.texts["data"][0])["statements"]
    fields = dict(share["fields"])
    assert fields["Data"] == ["call detail record"]
    assert fields["Recipients"][0] == "Google"
    assert dict(retain["fields"])["Kept"] == ["1 year 6 months", "1 month"]
    assert dict(retain["fields"])["Confidence"] == ["0.80"]
    assert "Confidence" not in fields
    choices = [at["value"] for tag, at in page.tags if tag == "option"]
    assert {"TrafficData", "Name", "org:Google", "Consent"} <= set(choices)
    assert "TrafficData" in share["concepts"]


def test_hostile_words_change_no_markup() -> None:
    pages = []
    for words in ("plain", HOSTILE):
        statement = say(0, len(words), words, section=words, rule=words, recipients=(f"org:{words}",))
        about = replace(ABOUT, provider=words, title=words, website=words, contact=words)
        pages.append(Page(review_page(words, [statement], about, [Block("heading", 0, len(words), level=1)])))
    harmless, hostile = pages
    assert [(tag, sorted(at)) for tag, at in hostile.tags] == [(tag, sorted(at)) for tag, at in harmless.tags]
    assert json.loads(hostile.texts["data"][0])["statements"][0]["quote"] == HOSTILE


def test_page_allows_its_own_script_and_style_and_no_request() -> None:
    page = page_of(say(21, 50))
    csp = next(str(at["content"]) for _, at in page.tags if at.get("http-equiv"))
    assert csp.startswith("default-src 'none'")
    assert "unsafe" not in csp
    for kind in ("script", "style"):
        for text in page.texts[kind]:
            assert f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in csp
    assert not [at for _, at in page.tags if {"src", "href", "style"} & at.keys()]


def test_words_are_shown_in_the_order_in_which_they_stand() -> None:
    text = "We \u202etell\u202c nobody \u2067your\u2069 name, “Zoë”."
    html = review_page(text, [say(0, len(text), text, section=text)], ABOUT, [])
    assert html.count("We \ufffdtell\ufffd nobody \ufffdyour\ufffd name, “Zoë”.") == 3
    assert not set("\u202e\u202c\u2067\u2069") & set(html) and "\\u20" not in html


@pytest.mark.parametrize("slug", ["aegis", "ingetel", "sailpbx", "voipcom", "voxox"])
def test_samples_stand_whole_on_their_pages(slug: str, samples: Path, gold: Path) -> None:
    document = read_document(samples / f"{slug}.txt")
    quotes = [json.loads(line)["quote"] for line in (gold / f"{slug}.jsonl").read_text("utf-8").splitlines()]
    found = [(document.text.find(quote), quote) for quote in quotes]
    statements = [say(at, at + len(quote), document.text) for at, quote in found if at >= 0]
    page = Page(str(MarkedText(document.text, statements).html(document.blocks)))
    bullets = sum(at.get("class") == "marker" for _, at in page.tags)
    added_or_left_out = str.maketrans("", "", "•|")  # bullets of ours, separators of a table's cells
    assert packed(page.words).translate(added_or_left_out) == packed(document.text).translate(
        added_or_left_out
    )
    assert bullets == sum(block.kind == "item" for block in document.blocks)
    assert len(page.marked) == len(statements) > 10
