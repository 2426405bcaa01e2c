"""How a trace looks in a notebook: a table that can be opened row by row, without scripts or links."""

from __future__ import annotations

from html import escape

from policytrail.graph.parties import Party
from policytrail.graph.trails.results import Denial, Hop, TraceResult, Trail
from policytrail.graph.wording import in_order, many
from policytrail.ontology.taxonomy import taxonomy

_SHOWN = 60  # parties: a notebook is for reading

_STYLE = (
    "<style>.policytrail td,.policytrail th{text-align:left!important;vertical-align:top}"  # notebooks say right
    ".policytrail blockquote{margin:.2em 0 .2em 1em;font-style:italic}"
    ".policytrail .denied{border-left:3px solid #d55e00;padding-left:.5em}</style>"  # seen on light and on dark
)


def trace_html(result: TraceResult) -> str:
    """A trace as HTML; what the policies say is escaped."""
    rows = "".join(_row(each.party, each.trails) for each in result.reached[:_SHOWN])
    more = len(result.reached) - _SHOWN
    return in_order(
        f"{_STYLE}<div class='policytrail'><p><strong>{escape(many(result.label))}</strong> can reach "
        f"{len(result.reached)} parties by {len(result.trails)} best trails.</p>"
        "<table><thead><tr><th>party</th><th>match</th><th>certainty</th><th>best trail from each provider"
        f"</th></tr></thead><tbody>{rows}</tbody></table>"
        + (f"<p>{more} more parties are not shown.</p>" if more > 0 else "")
        + "</div>"
    )


def _row(party: Party, trails: tuple[Trail, ...]) -> str:
    best = trails[0]
    return (
        f"<tr><td title='{escape(party.id)}'>{escape(party.name)}</td><td>{best.match}</td>"
        f"<td>{best.certainty}</td><td>{''.join(map(_trail, trails))}</td></tr>"
    )


def _trail(trail: Trail) -> str:
    way = " → ".join([trail.start.label, *(hop.recipient.name for hop in trail.hops)])
    return f"<details><summary>{escape(way)}</summary>{''.join(map(_hop, trail.hops))}</details>"


def _hop(hop: Hop) -> str:
    label = taxonomy().label
    conditions = "".join(f", {label(condition)}" for condition in hop.conditions)
    about = f"{hop.certainty}, {hop.match}, names “{label(hop.via)}”{conditions} (policy {hop.policy})"
    told: dict[str, Denial] = {}  # what is said again in the same words is told once
    for denial in sorted(hop.denials, key=lambda each: not each.contradicts):
        told.setdefault(denial.evidence.quote, denial)
    denials = "".join(
        f"<blockquote class='denied'>{'Contradicted by' if denial.contradicts else 'But also'}: "
        f"“{escape(words)}”</blockquote>"
        for words, denial in told.items()
    )
    quote = f"<blockquote>“{escape(hop.evidence.quote)}”</blockquote>" if hop.evidence.quote else ""
    way = f"{hop.sender.name} → {hop.recipient.name}"
    return f"<div>{escape(way)}: {escape(about)}{quote}{denials}</div>"
