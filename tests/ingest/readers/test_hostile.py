"""Input that is made to hurt: bounded time, nothing run, nothing lost that matters."""

from __future__ import annotations

import time

import pytest

from policytrail.errors import InputError
from policytrail.ingest.readers import read_document

SENTENCE = b"We may share your call records (e.g. numbers, time) with vendors. "
SECONDS = 20  # far more than any of these needs, far less than quadratic time


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(SENTENCE * 16_000, "a.txt", id="one line of 1 MB"),
        pytest.param((SENTENCE * 2 + b"\n") * 15_000, "a.txt", id="2 MB of lines"),
        pytest.param(b"a" * 1_000_000, "a.txt", id="one word of 1 MB"),
        pytest.param(b"A. " * 300_000, "a.txt", id="initials"),
        pytest.param("We share: • a".encode() + b" " * 200_000 + b"b", "a.txt", id="a gap in a list"),
        pytest.param(b"We share: " + "• ".encode() * 150_000, "a.txt", id="bullets in one line"),
        pytest.param(b"We share:\n" * 20_000, "a.txt", id="lead-ins only"),
        pytest.param(b"".join(b" " * at + b"- x:\n" for at in range(2_000)), "a.txt", id="2,000 depths"),
        pytest.param(b"<ul><li>x" * 10_000, "a.html", id="10,000 nested lists"),
        pytest.param(
            b"<div class='nav sidebar cookie-banner' hidden>" * 10_000 + b"x " * 5_000, "a.html", id="hidden"
        ),
        pytest.param(b"<table><tr><td>a<td>" * 2_000, "a.html", id="nested tables"),
        pytest.param(
            b"<table>" + b"<tr><td rowspan=9999999 colspan=9999999>x<td>y" * 1_000, "a.html", id="spans"
        ),
        pytest.param(b"<p>" + b"<b>x </b>" * 50_000, "a.html", id="runs"),
        pytest.param(b"".join(b"  " * at + b"- x\n" for at in range(1_500)), "a.md", id="nested Markdown"),
        pytest.param(b"[" * 20_000, "a.md", id="brackets"),
        pytest.param(b"<ref>" * 50_000 + b"x", "a.wiki", id="references"),
        pytest.param(b"{{a" * 50_000 + b"}}" * 50_000 + b"x", "a.wiki", id="templates"),
        pytest.param(b"[http://a " * 50_000, "a.wiki", id="links"),
        pytest.param(b"{|\n|" + b" a=b" * 50_000, "a.wiki", id="cell format"),
    ],
)
def test_time_is_bounded(data: bytes, name: str) -> None:
    begin = time.process_time()
    try:
        document = read_document(data, name)
        assert document.blocks
    except InputError as error:
        assert error.mend
    assert time.process_time() - begin < SECONDS


def test_scripts_are_neither_run_nor_kept() -> None:
    page = (
        b"<p onclick='x()'>We share <script>fetch('http://x')</script>data.</p><noscript>no</noscript>"
        b"<iframe src='http://x'>frame</iframe><svg><text>vector</text></svg><img src=x onerror=alert(1)>"
        b"<p>&lt;script&gt;shown&lt;/script&gt;</p><template>later</template>"
    )
    assert read_document(page, "a.html").text == "We share data.\n\n<script>shown</script>"


def test_deep_lists_keep_every_item() -> None:
    document = read_document(b"<ul><li>We share:" * 200, "a.html")
    assert len(document.blocks) == 200
    assert document.blocks[30].parent == 29
    assert max(block.level for block in document.blocks) <= 50


def test_items_below_the_deepest_list_stand_beside_each_other() -> None:
    blocks = read_document(b"".join(b" " * at + b"- We share:\n" for at in range(300)), "a.txt").blocks
    depth: dict[int | None, int] = {None: 0}
    for at, block in enumerate(blocks):
        depth[at] = depth[block.parent] + 1
    assert max(depth.values()) <= 51  # what governs an item can be told in bounded time
