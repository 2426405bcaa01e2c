"""The view: what it shows, and that nothing in a policy can make it load or run anything."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrail.graph.storage.store import Store
from policytrail.graph.trails.trace import trace
from policytrail.graph.views.layout import positions
from policytrail.graph.views.view import view_page, write_view

HOSTILE = (
    "</script><script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>\"'&<!--{{ 7 * 7 }}"
)


class Page(HTMLParser):
    """A page taken apart: its tags with their attributes, and the text after each."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.after: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.after.append("")

    def handle_data(self, data: str) -> None:
        if self.tags:
            self.after[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.handle_starttag(f"/{tag}", [])

    def texts(self, kind: str) -> list[str]:
        """What stands in the styles or the scripts that run."""
        found = zip(self.tags, self.after, strict=True)
        return [text for (tag, attributes), text in found if tag == kind and "type" not in attributes]

    def data(self, name: str) -> Any:
        """What a script element that does not run holds as JSON."""
        found = zip(self.tags, self.after, strict=True)
        return json.loads(next(text for (_, at), text in found if at.get("id") == name))

    @property
    def csp(self) -> str:
        return next(str(at["content"]) for _, at in self.tags if at.get("http-equiv"))


def hop(sender: str, recipient: str, text: str = "we share it", **other: Any) -> dict[str, Any]:
    return {
        "sender": sender,
        "senderLabel": sender,
        "recipient": recipient,
        "recipientLabel": recipient,
        "data": ["CallDetailRecord"],
        "match": "explicit",
        "via": "CallDetailRecord",
        "certainty": "stated",
        "purposes": [],
        "conditions": [],
        "policy": "acme",
        "evidence": {"quote": text, "start": 0, "end": len(text), "section": text},
        "denials": [],
        **other,
    }


def result(*trails: list[dict[str, Any]]) -> dict[str, Any]:
    """Trails as a trace gives them."""
    return {
        "category": "CallDetailRecord",
        "label": "call detail record",
        "reached": [
            {
                "party": hops[-1]["recipient"],
                "label": hops[-1]["recipientLabel"],
                "match": "broad",
                "certainty": "stated",
                "trails": [
                    {
                        "start": {"party": hops[0]["sender"], "label": "", "collects": "broad"},
                        "match": "explicit" if all(h["match"] == "explicit" for h in hops) else "broad",
                        "certainty": "possible"
                        if any(h["certainty"] == "possible" for h in hops)
                        else "stated",
                        "conditions": sorted({c for h in hops for c in h["conditions"]}),
                        "hops": hops,
                    }
                ],
            }
            for hops in trails
        ],
    }


def show(*trails: list[dict[str, Any]], further: list[dict[str, Any]] | None = None) -> Page:
    return Page(view_page(result(*trails), further or [], label=lambda concept: f"~{concept}"))


DENIAL = {
    "action": "sell",
    "quote": "we never sell",
    "start": 5,
    "end": 18,
    "section": "",
    "conditions": [],
    "conflict": None,
}


def world(text: str) -> Page:
    """A page with `text` wherever a policy or a name can put words."""
    acme, other = f"provider:{text}", f"org:{text}"
    denial = {**DENIAL, "quote": text, "section": text}
    first = hop(acme, "CommunicationsProvider", text, policy=text, denials=[denial], conditions=["Consent"])
    second = hop("CommunicationsProvider", "provider:b", text, certainty="possible")
    return show([first], [first, second, hop("provider:b", other, text)])


def test_hostile_words_change_no_markup() -> None:
    harmless, hostile = world("plain"), world(HOSTILE)
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in harmless.tags]
    assert [sorted(at) for _, at in hostile.tags] == [sorted(at) for _, at in harmless.tags]
    assert hostile.texts("script") == harmless.texts("script")
    assert hostile.data("data")["hops"][0]["quote"] == HOSTILE


def test_page_allows_its_own_script_and_style_and_no_request() -> None:
    page = world("plain")
    assert "default-src 'none'" in page.csp
    assert "unsafe" not in page.csp
    assert "http" not in page.csp
    for kind in ("script", "style"):
        for text in page.texts(kind):
            digest = b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in page.csp
    assert not [at for _, at in page.tags if {"src", "href", "style"} & at.keys()]
    drawing = [text for text in page.texts("script") if "vis-network" in text]
    assert len(drawing) == 1
    ours = [text for text in page.texts("style") + page.texts("script") if text not in drawing]
    assert not re.search(r"url\(|@import|sourceMappingURL", "".join(ours))


def test_edges_tell_certainty_match_and_denial() -> None:
    page = show(
        [hop("provider:a", "CommunicationsProvider", denials=[DENIAL])],
        [
            hop("provider:a", "CommunicationsProvider", denials=[DENIAL]),
            hop("CommunicationsProvider", "provider:b", certainty="possible"),
            hop("provider:b", "org:Google", match="broad", via="PersonalData"),
        ],
    )
    share, possible, broad = page.data("edges")
    assert [bool(edge["dashes"]) for edge in (share, possible, broad)] == [False, True, False]
    assert share["width"] == possible["width"] > broad["width"]
    assert ["middle" in edge["arrows"] for edge in (share, possible, broad)] == [True, False, False]
    assert page.data("data")["edges"] == [[0], [1], [2]]
    assert [trail["hops"] for trail in page.data("data")["trails"]] == [[0], [0, 1, 2]]
    assert page.data("options")["physics"] == {"enabled": False}


def test_the_same_words_are_told_once_with_all_that_they_deny_and_contradictions_first() -> None:
    aside = {**DENIAL, "action": "share", "quote": "we seldom share", "start": 30, "end": 45}
    against = [aside, {**DENIAL, "conflict": "C1"}, {**DENIAL, "action": "share", "conflict": "C1"}]
    page = show(
        [hop("provider:a", "Affiliate", denials=against)], [hop("provider:a", "Court", denials=[aside])]
    )
    told = [
        (each["quote"], each["doing"], each["contradicts"])
        for each in page.data("data")["hops"][0]["denials"]
    ]
    assert told == [("we never sell", ["selling", "sharing"], True), ("we seldom share", ["sharing"], False)]
    badges = [
        text for (_, at), text in zip(page.tags, page.after, strict=True) if at.get("class") == "badge denied"
    ]
    assert badges == ["contradicted", "also denied"]


def test_further_flows_stand_behind_the_edge_that_they_share() -> None:
    first, other = hop("provider:a", "Affiliate"), hop("provider:a", "Affiliate", "we also give it")
    wider = hop("provider:a", "Affiliate", "we give all", match="broad", via="PersonalData")
    page = show([first], further=[first, other, wider])
    assert [edge["id"] for edge in page.data("edges")] == ["e0", "e1"]
    assert page.data("data")["edges"] == [[0, 1], [2]]
    assert len(page.data("data")["trails"]) == 1


def test_words_are_shown_in_the_order_in_which_they_stand() -> None:
    page = world("We \u202etell\u202c \u2067nobody\u2069.")
    for shown in ("".join(page.after), *(str(page.data(name)) for name in ("data", "nodes", "edges"))):
        assert "We \ufffdtell\ufffd \ufffdnobody\ufffd." in shown
        assert not set("\u202e\u202c\u2067\u2069") & set(shown)


def test_no_trails_make_a_page_that_says_so() -> None:
    html = view_page(result(), label=str)
    assert "<b>0</b> parties" in html
    assert "No policy in the store says that call detail records can go anywhere, by these rules." in html
    assert Page(html).data("nodes") == []


def test_samples_all_trails_with_their_words(gold_store: Path, tmp_path: Path) -> None:
    with Store.open(gold_store) as store:
        path = write_view(store, "CDR", tmp_path / "new" / "folder" / "view.html")
        expected = trace(store, "CDR").to_dict()
    page = Page(path.read_text("utf-8"))
    trails = [trail for reached in expected["reached"] for trail in reached["trails"]]
    assert len([at for tag, at in page.tags if tag == "tr" and "data-trail" in at]) == len(trails) > 20
    hops = page.data("data")["hops"]
    for shown, trail in zip(page.data("data")["trails"], trails, strict=True):
        assert [hops[i]["quote"] for i in shown["hops"]] == [h["evidence"]["quote"] for h in trail["hops"]]
    assert len(hops) > len({i for trail in page.data("data")["trails"] for i in trail["hops"]})


def test_limits_and_sources_are_told(gold_store: Path, tmp_path: Path) -> None:
    with Store.open(gold_store) as store:
        path = write_view(
            store, "CDR", tmp_path / "view.html", from_="voxox", stated=True, without=["consent"], max_hops=1
        )
    html = path.read_text("utf-8")
    assert "Only trails from voxox, stated ones, with hops up to 1, without consent." in html
    assert "Voxox" in html[html.index("<footer>") :]
    assert "Sailpbx" not in html


def test_too_many_trails_leave_the_best_of_every_party(
    gold_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policytrail.graph.views.view.MOST_TRAILS", 30)
    with Store.open(gold_store) as store:
        html = write_view(store, "CDR", tmp_path / "view.html").read_text("utf-8")
        reached = trace(store, "CDR").reached
    total = sum(len(each.trails) for each in reached)
    assert f"Of {total} trails these are the best 30; the others are left out." in html
    trails = Page(html).data("data")["trails"]
    assert len(trails) == 30
    assert {trail["to"] for trail in trails} == {each.party.id for each in reached}


@pytest.mark.slow
def test_same_bytes_under_any_hash_seed(gold_store: Path, tmp_path: Path) -> None:
    pages = []
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.html"
        command = [sys.executable, "-m", "policytrail", "view", "--store", str(gold_store), "-o", str(path)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        pages.append(path.read_bytes())
    assert pages[0] == pages[1]


links = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=120)


@given(links)
def test_parties_never_overlap_and_stand_left_of_whom_they_alone_feed(edges: list[tuple[int, int]]) -> None:
    nodes = sorted({node for edge in edges for node in edge})
    heights = {node: 40 + node % 3 * 20 for node in nodes}
    placed = positions(nodes, edges, heights)
    columns: dict[int, list[int]] = {}
    for node in nodes:
        columns.setdefault(placed[node][0], []).append(node)
    for column in columns.values():
        column.sort(key=lambda node: placed[node][1])
        for above, below in pairwise(column):
            assert placed[below][1] - placed[above][1] >= (heights[above] + heights[below]) // 2 - 1
    senders = {sender for sender, recipient in edges if sender != recipient}
    ends = {node for node in nodes if node not in senders}
    for sender, recipient in edges:
        if recipient in ends and sender in senders:
            assert placed[sender][0] < placed[recipient][0]
