"""The trails of one data category as one HTML file: a network to look at, with the policies' words.

The page around the network is ours, since pyvis's own template loads style sheets and scripts from the
network and puts headings in unescaped.
The file opens from disk, loads nothing, and is the same for the same trails, byte for byte.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytrail.graph.views.flow_network import EdgeKey, flow_network, sort_of, vis_network
from policytrail.graph.views.page import asset, environment
from policytrail.graph.wording import DOING, cited, contradicts, in_order, many, named

if TYPE_CHECKING:
    from policytrail.graph.storage.store import Store
    from policytrail.graph.trails.trace import Teller, TraceResult

MOST_TRAILS = 2000  # more than that no browser shows at ease, and nobody reads


@dataclass(slots=True)
class _Page:
    """What the page shows.

    Attributes:
        parties: id -> label, starting providers first.
        hops: every hop once: those of trails, then further flows between the same parties.
        edges: sender, recipient, certainty and match -> numbers of the hops that it stands for.
        collects: starting provider -> whether its policy says that it collects the category.
    """

    parties: dict[str, str] = field(default_factory=dict)
    hops: list[dict[str, Any]] = field(default_factory=list)
    trails: list[dict[str, Any]] = field(default_factory=list)
    edges: dict[EdgeKey, list[int]] = field(default_factory=dict)
    collects: dict[str, str] = field(default_factory=dict)


def view_page(
    result: Mapping[str, Any],
    further: Sequence[Mapping[str, Any]] = (),
    *,
    label: Callable[[str], str],
    notes: Sequence[str] = (),
    sources: Mapping[str, str] | None = None,
) -> str:
    """The page, as text.

    Args:
        result: trails of one category, as `TraceResult.to_dict()` gives them.
        further: hops, as trails have them, to show as more evidence beside those of the trails.
        label: gives the name for people of a concept's id.
        notes: sentences under the title, such as what the trails were limited to.
        sources: the policies behind it, slug -> title and date, for citations and the foot of the page.
    """
    page = _gather(result, further, label)
    name = many(result["label"])
    sources = sources or {}
    network, height = flow_network(page.parties, page.edges, page.hops)
    network.path = "view.html"
    network.templateEnv = environment(
        "policytrail.graph.views",
        styles=[asset("policytrail.graph.views", "view.css")],
        scripts=[vis_network(), asset("policytrail.graph.views", "view.js")],
        title=f"Where can {name} go?",
        notes=notes,
        nothing=f"No policy in the store says that {name} can go anywhere, by these rules.",
        sources=sources,
        canvas_height=height,
        counts=_counts(page),
        rows=[_row(trail, page, label) for trail in page.trails],
        starts=[(party, page.parties[party]) for party in page.collects],
        conditions=_conditions(page, label),
        longest=max((len(trail["hops"]) for trail in page.trails), default=0),
        data={
            "category": name,
            "parties": {
                party: {"label": name, "kind": sort_of(party)} for party, name in page.parties.items()
            },
            "collects": page.collects,
            "hops": page.hops,
            "trails": page.trails,
            "edges": list(page.edges.values()),
            "sources": sources,
        },
    )
    return in_order(network.generate_html())


def _gather(
    result: Mapping[str, Any], further: Sequence[Mapping[str, Any]], label: Callable[[str], str]
) -> _Page:
    page = _Page()
    numbers: dict[str, int] = {}
    names: dict[str, str] = {}

    def number(hop: Mapping[str, Any]) -> int:
        shown = _shown(hop, label)
        key = repr(shown)
        if key not in numbers:
            numbers[key] = len(page.hops)
            page.hops.append(shown)
            edge = (hop["sender"], hop["recipient"], hop["certainty"], hop["match"])
            page.edges.setdefault(edge, []).append(numbers[key])
            names.update({hop[end]: named(hop[end], hop[f"{end}Label"]) for end in ("sender", "recipient")})
        return numbers[key]

    collects: dict[str, str] = {}
    for reached in result["reached"]:
        for trail in reached["trails"]:
            collects[trail["start"]["party"]] = trail["start"]["collects"]
            page.trails.append(
                {
                    "from": trail["start"]["party"],
                    "to": reached["party"],
                    "hops": [number(hop) for hop in trail["hops"]],
                    "match": trail["match"],
                    "certainty": trail["certainty"],
                    "conditions": list(trail["conditions"]),
                }
            )
    for hop in further:
        number(hop)
    order = sorted(names, key=lambda party: (party not in collects, names[party].casefold(), party))
    page.parties = {party: names[party] for party in order}
    page.collects = {party: collects[party] for party in order if party in collects}
    return page


def _shown(hop: Mapping[str, Any], label: Callable[[str], str]) -> dict[str, Any]:
    """A hop as the side panel shows it: names instead of ids, evidence flat."""
    return {
        **{key: hop[key] for key in ("sender", "recipient", "match", "certainty", "policy")},
        **hop["evidence"],
        "via": label(hop["via"]),
        "data": [label(each) for each in hop["data"]],
        "purposes": [label(each) for each in hop["purposes"]],
        "conditions": [label(each) for each in hop["conditions"]],
        "conditionIds": list(hop["conditions"]),
        "denials": _denials(hop["denials"], label),
    }


def _denials(denials: Sequence[Mapping[str, Any]], label: Callable[[str], str]) -> list[dict[str, Any]]:
    """What speaks against a hop, contradictions first; the same words once, with all that they deny."""
    told: dict[tuple[int, int], dict[str, Any]] = {}
    for denial in sorted(denials, key=lambda each: not contradicts(each)):
        place = denial["start"], denial["end"]
        words = {key: denial[key] for key in ("quote", "start", "end", "section")}
        conditions = [label(each) for each in denial["conditions"]]
        first = {**words, "conditions": conditions, "contradicts": contradicts(denial), "doing": []}
        doing = told.setdefault(place, first)["doing"]
        if DOING[denial["action"]] not in doing:
            doing.append(DOING[denial["action"]])
    return list(told.values())


def _counts(page: _Page) -> dict[str, int]:
    return {
        "providers": len(page.collects),
        "reached": len({trail["to"] for trail in page.trails}),
        "trails": len(page.trails),
        "explicit": sum(trail["match"] == "explicit" for trail in page.trails),
        "possible": sum(trail["certainty"] == "possible" for trail in page.trails),
        "statements": sum(hop["certainty"] == "stated" for hop in page.hops),
    }


def _conditions(page: _Page, label: Callable[[str], str]) -> list[tuple[str, str, int]]:
    """Conditions that trails carry: id, name, number of trails."""
    counts = Counter(condition for trail in page.trails for condition in trail["conditions"])
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
        "denied": [denial["contradicts"] for hop in hops for denial in hop["denials"]],
        "quote": hops[-1]["quote"],
        "policy": hops[-1]["policy"],
    }


def write_view(store: Store, category: str, path: str | Path, **limits: Any) -> Path:
    """Write `category_page` to a file, in a folder that is made if need be; returns its path."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(category_page(store, category, **limits), encoding="utf-8", newline="\n")
    return path


def category_page(store: Store, category: str, **limits: Any) -> str:
    """Trace `category` in `store`, and the trails as one HTML page.

    Of more than `MOST_TRAILS` trails the page holds the best of each party, and says so.

    Args:
        store: an open store.
        category: id or any label of a data category.
        limits: what `policytrail.graph.trails.trace.trace` takes: from_, to, explicit, stated, without, only,
            min_confidence, max_hops.

    Raises:
        UnknownNameError: `category` or a name in `limits` is not known.
    """
    from policytrail.graph.trails.trace import Teller, trace
    from policytrail.graph.trails.world import World, category_network
    from policytrail.ontology.taxonomy import taxonomy

    result = trace(store, category, **limits)
    shown = _best(result)
    read = {hop.policy for each in shown.reached for trail in each.trails for hop in trail.hops}
    world = World(store)
    teller = Teller(category_network(world, result.category, result.scenario))
    return view_page(
        shown.to_dict(),
        _further(shown, teller),
        label=taxonomy().label,
        notes=[*_limited(limits), *_left_out(result, shown)],
        sources={
            entry.slug: cited(world.parties[entry.provider].label, entry.title, entry.issued)
            for entry in store.policies()
            if entry.slug in read
        },
    )


def _best(result: TraceResult) -> TraceResult:
    """At most `MOST_TRAILS` trails: the best of every party, then the second of every party, and so on."""
    ranked = sorted((rank, at) for at, each in enumerate(result.reached) for rank in range(len(each.trails)))
    kept = Counter(at for _, at in ranked[:MOST_TRAILS])
    reached = (
        replace(each, trails=each.trails[: kept[at]]) for at, each in enumerate(result.reached) if kept[at]
    )
    return replace(result, reached=tuple(reached))


def _left_out(result: TraceResult, shown: TraceResult) -> list[str]:
    all_, some = (sum(len(each.trails) for each in each_result.reached) for each_result in (result, shown))
    return (
        [f"Of {all_:,} trails these are the best {some:,}; the others are left out."] if some < all_ else []
    )


def _limited(limits: Mapping[str, Any]) -> list[str]:
    """What the trails were limited to, in words."""
    words = {
        "from_": "from {}",
        "to": "to {}",
        "explicit": "explicit ones",
        "stated": "stated ones",
        "only": "for the purpose of {}",
        "min_confidence": "of confidence {} or more",
        "max_hops": "with hops up to {}",
    }
    said = [text.format(limits[name]) for name, text in words.items() if limits.get(name)]
    said += [f"without {condition}" for condition in limits.get("without", ())]
    return [f"Only trails {', '.join(said)}."] if said else []


def _further(result: TraceResult, teller: Teller) -> list[dict[str, Any]]:
    """All flows between parties that a trail's stated hop joins: trails tell the best one only."""
    hops = [hop for each in result.reached for trail in each.trails for hop in trail.hops]
    joined = {(hop.sender.id, hop.recipient.id) for hop in hops if hop.certainty == "stated"}
    return [
        teller.flow_hop(sender, recipient, row).to_dict()
        for sender, edges in sorted(teller.network.out.items())
        for _, row, recipient in edges
        if (teller.party(sender).id, teller.party(recipient).id) in joined
    ]
