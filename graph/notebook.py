"""How a trace looks in a notebook: a table that can be opened row by row, without scripts or links."""

from __future__ import annotations

from html import escape

from policytrail.graph.results import Hop, TraceResult, Trail
from policytrail.graph.wording import in_order, many
from policytrail.ontology.taxonomy import taxonomy

_SHOWN = 60  # parties: a notebook is for reading

_STYLE = (
    "<style>.policytrail td,.policytrail th{text-align:left!important;vertical-align:top}"  # notebooks say right
    ".policytrail blockquote{margin:.2em 0 .2em 1em;font-style:italic}"
    ".policytrail .denied{color:#a83b00}</style>"
)


def trace_html(result: TraceResult) -> str:
    """A trace as HTML; what the policies say is escaped."""
    rows = "".join(_row(each.party.label, each.party.id, each.trails) for each in result.reached[:_SHOWN])
    more = len(result.reached) - _SHOWN
    return in_order(
        f"{_STYLE}<div class='policytrail'><p><strong>{escape(many(result.label))}</strong> can reach "
        f"{len(result.reached)} parties by {len(result.trails)} best trails.</p>"
        "<table><thead><tr><th>party</th><th>match</th><th>certainty</th><th>best trail from each provider"
        f"</th></tr></thead><tbody>{rows}</tbody></table>"
        + (f"<p>{more} more parties are not shown.</p>" if more > 0 else "")
        + "</div>"
    )


def _row(label: str, party: str, trails: tuple[Trail, ...]) -> str:
    best = trails[0]
    return (
        f"<tr><td title='{escape(party)}'>{escape(label)}</td><td>{best.match}</td>"
        f"<td>{best.certainty}</td><td>{''.join(map(_trail, trails))}</td></tr>"
    )


def _trail(trail: Trail) -> str:
    way = " → ".join([trail.start.label, *(hop.recipient.label for hop in trail.hops)])
    return f"<details><summary>{escape(way)}</summary>{''.join(map(_hop, trail.hops))}</details>"


def _hop(hop: Hop) -> str:
    label = taxonomy().label
    conditions = "".join(f", {label(condition)}" for condition in hop.conditions)
    about = f"{hop.certainty}, {hop.match}, names “{label(hop.via)}”{conditions} (policy {hop.policy})"
    denials = "".join(
        f"<blockquote class='denied'>But: “{escape(denial.evidence.quote)}”</blockquote>"
        for denial in hop.denials
    )
    quote = f"<blockquote>“{escape(hop.evidence.quote)}”</blockquote>" if hop.evidence.quote else ""
    way = f"{hop.sender.label} → {hop.recipient.label}"
    return f"<div>{escape(way)}: {escape(about)}{quote}{denials}</div>"
