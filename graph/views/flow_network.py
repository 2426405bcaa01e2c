"""The network of a page of trails, as pyvis draws it: looks and places of parties and flows."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from policytrail.graph.views.layout import positions
from policytrail.graph.views.page import asset

EdgeKey = tuple[str, str, str, str]
"""Sender, recipient, certainty and match: there is one edge for each."""

CANVAS_WIDTH = 1000  # pixels that a usual screen leaves for the network
STRAIGHT_ABOVE = 400  # edges; curves cost a browser more than they tell in a crowd


def _fill(background: str, border: str) -> dict[str, Any]:
    chosen = {"background": background, "border": "#16222c"}
    return {"background": background, "border": border, "highlight": chosen, "hover": chosen}


# Okabe and Ito's colours: told apart by people with any kind of colour blindness. Shape says the same.
_NODE_STYLE: dict[str, dict[str, Any]] = {
    "provider": {
        "color": _fill("#0b4a70", "#2f7fb0"),
        "font": {"color": "#ffffff"},
        "shapeProperties": {"borderRadius": 2},
    },
    "kind": {
        "color": _fill("#fdf1d8", "#E69F00"),
        "font": {"color": "#2b2110"},
        "shapeProperties": {"borderRadius": 16},
    },
    "organisation": {
        "color": _fill("#f8e8f1", "#B9578F"),
        "font": {"color": "#2d1322"},
        "shapeProperties": {"borderRadius": 2, "borderDashes": [5, 4]},
    },
}
_EDGE_STYLE: dict[str, dict[str, Any]] = {
    "explicit": {"color": {"color": "#0072B2", "highlight": "#0072B2", "hover": "#0072B2"}, "width": 3},
    "broad": {"color": {"color": "#56B4E9", "highlight": "#56B4E9", "hover": "#56B4E9"}, "width": 1.6},
}
_FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif"
_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {
        "hover": True,
        "tooltipDelay": 150,
        "multiselect": False,
        "keyboard": {"enabled": True, "bindToWindow": False, "autoFocus": False},
    },
    "nodes": {
        "borderWidth": 1.5,
        "borderWidthSelected": 4,
        "margin": {"top": 8, "bottom": 8, "left": 12, "right": 12},
        "font": {"size": 15, "face": _FONT},
        "widthConstraint": {"maximum": 190},
    },
    "edges": {
        "arrowStrikethrough": False,
        "hoverWidth": 0.6,
        "selectionWidth": 1.5,
    },
}


def flow_network(
    parties: Mapping[str, str], edges: Mapping[EdgeKey, Sequence[int]], hops: Sequence[Mapping[str, Any]]
) -> tuple[Any, int]:
    """The pyvis network, parties in their places, and the pixels of height that it takes.

    Args:
        parties: id -> name.
        edges: what each stands for, as numbers of hops.
        hops: of which an edge needs the denials.
    """
    from pyvis.network import Network  # type: ignore[import-untyped]

    heights = {party: _row_height(name) for party, name in parties.items()}
    places = positions(list(parties), [edge[:2] for edge in edges], heights)
    network = Network(directed=True, cdn_resources="in_line")
    network.options = _OPTIONS
    for party, name in parties.items():
        x, y = places[party]
        network.add_node(party, label=name, shape="box", x=x, y=y, **_NODE_STYLE[sort_of(party)])
    pairs = {edge[:2] for edge in edges if edge[3] == "explicit"}
    for number, ((sender, recipient, certainty, match), numbers) in enumerate(edges.items()):
        beside = match == "broad" and (sender, recipient) in pairs
        network.add_edge(
            sender,
            recipient,
            id=f"e{number}",
            title=_tooltip(f"{parties[sender]} → {parties[recipient]}", certainty, match, len(numbers)),
            dashes=[8, 7] if certainty == "possible" else False,
            smooth=_smooth(beside, len(edges)),
            arrows=_arrows(denied=any(hops[i]["denials"] for i in numbers)),
            **_EDGE_STYLE[match],
        )
    return network, _canvas_height(places)


def _arrows(*, denied: bool) -> dict[str, Any]:
    """An arrow at the end; a bar across the middle where the policy also denies it."""
    bar = {"middle": {"enabled": True, "type": "bar", "scaleFactor": 0.7}} if denied else {}
    return {"to": {"enabled": True, "scaleFactor": 0.7}, **bar}


def _smooth(beside: bool, edges: int) -> dict[str, Any]:
    """The bend of an edge; `beside` one that joins the same parties it takes another way."""
    if edges > STRAIGHT_ABOVE:
        return {"enabled": False}
    if beside:
        return {"enabled": True, "type": "curvedCW", "roundness": 0.12}
    return {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.4}


def _tooltip(way: str, certainty: str, match: str, count: int) -> str:
    """Plain text: vis-network shows titles as text."""
    return f"{way}\n{certainty}, {match}: {count} statement{'s' * (count != 1)}. Click for the words."


def vis_network() -> str:
    """vis-network as pyvis ships it, without the pointer to a source map that debuggers would fetch."""
    script = asset("pyvis", "templates/lib/vis-9.1.2/vis-network.min.js")
    return re.sub(r"\n//# sourceMappingURL=.*\s*$", "\n", script)


def sort_of(party: str) -> str:
    """What a party is, by its id: "provider", "organisation" or "kind"."""
    return {"provider": "provider", "org": "organisation"}.get(party.partition(":")[0], "kind")


def _row_height(name: str) -> int:
    """Pixels that a party's box takes up, with the room around it."""
    return 28 + 20 * max(len(textwrap.wrap(name, 22)), 1)


def _canvas_height(places: Mapping[str, tuple[int, int]]) -> int:
    """Pixels of a usual screen that the network fills, within reason."""
    across = [x for x, _ in places.values()] or [0]
    down = [y for _, y in places.values()] or [0]
    scale = min(1.0, CANVAS_WIDTH / (max(across) + 200))
    return round(min(max((max(down) - min(down) + 60) * scale + 90, 480), 1100))
