"""The trails of one data category as one HTML file: a network to look at, with the policies' words.

pyvis draws the network (its vis-network, its nodes and edges); the page around it is ours, since
pyvis's own template loads style sheets and scripts from the network and puts headings in unescaped.
The file opens from disk, loads nothing, and is the same for the same trails, byte for byte.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytrail.graph.layout import ROW_HEIGHT, positions
from policytrail.graph.page import asset, environment

if TYPE_CHECKING:
    from policytrail.graph.store import Store

SUBJECT = "DataSubject"
STRAIGHT_ABOVE = 400  # edges; curves cost a browser more than they tell in a crowd

# Okabe and Ito's colours: told apart by people with any kind of colour blindness. Shape says the same.
_NODE_STYLE: dict[str, dict[str, Any]] = {
    "subject": {
        "shape": "circle",
        "color": {"background": "#d9f0e8", "border": "#009E73"},
        "font": {"color": "#10231c"},
    },
    "provider": {
        "shape": "box",
        "color": {"background": "#0b4a70", "border": "#0b4a70"},
        "font": {"color": "#ffffff"},
        "shapeProperties": {"borderRadius": 2},
    },
    "kind": {
        "shape": "box",
        "color": {"background": "#fdf1d8", "border": "#E69F00"},
        "font": {"color": "#2b2110"},
        "shapeProperties": {"borderRadius": 16},
    },
    "organisation": {
        "shape": "ellipse",
        "color": {"background": "#f8e8f1", "border": "#CC79A7"},
        "font": {"color": "#2d1322"},
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
    "interaction": {"hover": True, "tooltipDelay": 150, "keyboard": False, "multiselect": False},
    "nodes": {
        "borderWidth": 1.5,
        "borderWidthSelected": 4,
        "margin": {"top": 8, "bottom": 8, "left": 12, "right": 12},
        "font": {"size": 15, "face": _FONT},
        "widthConstraint": {"maximum": 190},
    },
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.7}},
        "arrowStrikethrough": False,
        "hoverWidth": 0.6,
        "selectionWidth": 1.5,
        "font": {"size": 15, "face": _FONT, "color": "#a83b00", "strokeWidth": 4},
    },
}


@dataclass(slots=True)
class _Page:
    """What the page shows, gathered from trails in the shape of `TraceResult.to_dict()`."""

    parties: dict[str, str] = field(default_factory=dict)  # id -> label, in the order of trails
    starts: list[str] = field(default_factory=list)
    hops: list[dict[str, Any]] = field(default_factory=list)
    trails: list[dict[str, Any]] = field(default_factory=list)
    edges: dict[tuple[str, str, str, str], list[int]] = field(default_factory=dict)


def view_page(
    result: Mapping[str, Any], *, category_label: str, label: Callable[[str], str], about: str = ""
) -> str:
    """The page, as text.

    Args:
        result: trails of one category, as `TraceResult.to_dict()` gives them.
        category_label: the category's name for people.
        label: gives the name for people of a concept, provider or organisation by its id.
        about: one line under the title, such as what the trails were limited to.
    """
    page = _gather(result, label)
    height = min(max((_tallest(page) + 2) * ROW_HEIGHT, 480), 1100)
    network = _network(page)
    styles = [asset("policytrail.graph", "view.css")]
    scripts = [_vis_network(), asset("policytrail.graph", "view.js")]
    network.templateEnv = environment(
        "policytrail.graph",
        styles=styles,
        scripts=scripts,
        title=f"{category_label[:1].upper()}{category_label[1:]}: where it can go",
        about=about,
        canvas_height=height,
        counts=_counts(page),
        trails=[_row(trail, page, label) for trail in page.trails],
        starts=[(party, page.parties[party]) for party in page.starts],
        conditions=_conditions(page, label),
        longest=max((len(trail["hops"]) for trail in page.trails), default=0),
        data={
            "category": category_label,
            "parties": {party: {"label": name, "kind": _kind(party)} for party, name in page.parties.items()},
            "hops": page.hops,
            "trails": page.trails,
            "edges": list(page.edges.values()),
        },
    )
    network.path = "view.html"
    html: str = network.generate_html()
    return html


def _gather(result: Mapping[str, Any], label: Callable[[str], str]) -> _Page:
    page = _Page()
    index: dict[str, int] = {}
    starts: dict[str, None] = {}
    for reached in result["reached"]:
        for trail in reached["trails"]:
            numbers = []
            for hop in trail["hops"]:
                shown = _shown(hop, label)
                key = repr(sorted(shown.items()))
                if key not in index:
                    index[key] = len(page.hops)
                    page.hops.append(shown)
                    edge = (hop["sender"], hop["recipient"], hop["certainty"], hop["match"])
                    page.edges.setdefault(edge, []).append(index[key])
                numbers.append(index[key])
            hops = [page.hops[i] for i in numbers]
            starts[hops[0]["sender"]] = None
            page.trails.append(
                {
                    "from": hops[0]["sender"],
                    "to": reached["party"],
                    "hops": numbers,
                    "match": _weakest("match", "broad", hops, "explicit"),
                    "certainty": _weakest("certainty", "possible", hops, "stated"),
                    "conditions": sorted({c for hop in hops for c in hop["conditionIds"]}),
                    "denied": any(hop["denials"] for hop in hops),
                }
            )
    labels = {reached["party"]: reached["label"] for reached in result["reached"]}
    ids = {party for hop in page.hops for party in (hop["sender"], hop["recipient"])}
    names = {party: labels.get(party) or label(party) for party in ids}
    ordered = sorted(ids, key=lambda party: (party not in starts, names[party].casefold(), party))
    page.parties = {party: names[party] for party in ordered}
    page.starts = [party for party in ordered if party in starts]
    return page


def _shown(hop: Mapping[str, Any], label: Callable[[str], str]) -> dict[str, Any]:
    """A hop as the side panel shows it: names instead of ids, evidence flat."""
    evidence = hop["evidence"]
    return {
        "sender": hop["sender"],
        "recipient": hop["recipient"],
        "match": hop["match"],
        "certainty": hop["certainty"],
        "via": label(hop["via"]) if hop.get("via") else "",
        "data": [label(d) for d in hop["data"]],
        "purposes": [label(p) for p in hop["purposes"]],
        "conditionIds": list(hop["conditions"]),
        "conditions": [label(c) for c in hop["conditions"]],
        "policy": hop["policy"],
        "quote": evidence["quote"],
        "start": evidence["start"],
        "end": evidence["end"],
        "section": evidence.get("section", ""),
        "denials": [_denial(denial) for denial in hop["denials"]],
    }


def _denial(denial: Mapping[str, Any]) -> dict[str, Any]:
    evidence = denial.get("evidence", denial)
    return {key: evidence.get(key, "") for key in ("quote", "start", "end", "section")}


def _weakest(name: str, weak: str, hops: Sequence[Mapping[str, Any]], strong: str) -> str:
    return weak if any(hop[name] == weak for hop in hops) else strong


def _kind(party: str) -> str:
    if party == SUBJECT:
        return "subject"
    prefix, colon, _ = party.partition(":")
    return {"provider": "provider", "org": "organisation"}[prefix] if colon else "kind"


def _counts(page: _Page) -> dict[str, int]:
    return {
        "providers": len(page.starts),
        "reached": len({trail["to"] for trail in page.trails}),
        "trails": len(page.trails),
        "explicit": sum(trail["match"] == "explicit" for trail in page.trails),
        "possible": sum(trail["certainty"] == "possible" for trail in page.trails),
        "statements": sum(hop["certainty"] == "stated" for hop in page.hops),
    }


def _conditions(page: _Page, label: Callable[[str], str]) -> list[tuple[str, str, int]]:
    """Conditions that trails carry: id, name, number of trails."""
    counts: defaultdict[str, int] = defaultdict(int)
    for trail in page.trails:
        for condition in trail["conditions"]:
            counts[condition] += 1
    return [(condition, label(condition), counts[condition]) for condition in sorted(counts, key=label)]


def _row(trail: Mapping[str, Any], page: _Page, label: Callable[[str], str]) -> dict[str, Any]:
    """A trail as a row of the table."""
    hops = [page.hops[i] for i in trail["hops"]]
    return {
        "path": [(page.parties[hop["recipient"]], hop["certainty"]) for hop in hops],
        "from": page.parties[trail["from"]],
        "to": page.parties[trail["to"]],
        "match": trail["match"],
        "certainty": trail["certainty"],
        "conditions": [label(condition) for condition in trail["conditions"]],
        "denied": trail["denied"],
        "quote": hops[-1]["quote"],
        "policy": hops[-1]["policy"],
    }


def _tallest(page: _Page) -> int:
    rows: defaultdict[int, int] = defaultdict(int)
    for x, _ in _positions(page).values():
        rows[x] += 1
    return max(rows.values(), default=0)


def _positions(page: _Page) -> dict[str, tuple[int, int]]:
    return positions(list(page.parties), [(edge[0], edge[1]) for edge in page.edges])


def _network(page: _Page) -> Any:
    """The pyvis network: fixed places, one edge for each sender, recipient, certainty and match."""
    from pyvis.network import Network  # type: ignore[import-untyped]

    network = Network(directed=True, cdn_resources="in_line")
    network.options = _OPTIONS
    places = _positions(page)
    for party, name in page.parties.items():
        x, y = places[party]
        network.add_node(party, label=name, x=x, y=y, **_NODE_STYLE[_kind(party)])
    pairs = {edge[:2] for edge in page.edges if edge[3] == "explicit"}
    for number, ((sender, recipient, certainty, match), hops) in enumerate(page.edges.items()):
        beside = match == "broad" and (sender, recipient) in pairs
        network.add_edge(
            sender,
            recipient,
            id=f"e{number}",
            title=_tooltip(page, sender, recipient, certainty, match, hops),
            dashes=[8, 7] if certainty == "possible" else False,
            smooth=_smooth(beside, len(page.edges)),
            **({"label": "!"} if any(page.hops[i]["denials"] for i in hops) else {}),
            **_EDGE_STYLE[match],
        )
    return network


def _smooth(beside: bool, edges: int) -> dict[str, Any]:
    """The bend of an edge; `beside` one that joins the same parties it takes another way."""
    if edges > STRAIGHT_ABOVE:
        return {"enabled": False}
    if beside:
        return {"enabled": True, "type": "curvedCW", "roundness": 0.12}
    return {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.4}


def _tooltip(page: _Page, sender: str, recipient: str, certainty: str, match: str, hops: list[int]) -> str:
    """Plain text: vis-network shows titles as text."""
    count = f"{len(hops)} statement{'s' * (len(hops) != 1)}"
    return f"{page.parties[sender]} → {page.parties[recipient]}\n{certainty}, {match}: {count}. Click for the words."


def _vis_network() -> str:
    """vis-network as pyvis ships it, without the pointer to a source map that debuggers would fetch."""
    script = asset("pyvis", "templates/lib/vis-9.1.2/vis-network.min.js")
    return re.sub(r"\n//# sourceMappingURL=.*\s*$", "\n", script)


def write_view(store: Store, category: str, path: str | Path, **limits: Any) -> Path:
    """Trace `category` in `store` and write the trails as one HTML file.

    Args:
        store: an open store.
        category: id or any label of a data category.
        path: the file to write.
        limits: what `policytrail.graph.trace.trace` takes: from_, to, explicit, stated, without, max_hops.

    Returns:
        The path that was written.

    Raises:
        UnknownNameError: `category` or a name in `limits` is not known.
    """
    from policytrail.graph.trace import trace
    from policytrail.ontology.taxonomy import taxonomy

    concepts = taxonomy()
    category = concepts.resolve(category, "data")
    result = trace(store, category, **limits).to_dict()
    path = Path(path)
    path.write_text(
        view_page(result, category_label=concepts.label(category), label=concepts.label), encoding="utf-8"
    )
    return path
