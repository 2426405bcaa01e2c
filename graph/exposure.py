"""How exposed a data category is: whom it reaches from each provider, and who sits in between."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import Any, TypedDict

from policytrail.graph.parties import Party
from policytrail.graph.rows import Tabular
from policytrail.graph.storage.store import Store
from policytrail.graph.trails.results import Collects, TraceResult, Trail
from policytrail.graph.trails.trace import trace
from policytrail.graph.wording import in_order


@dataclass(frozen=True, slots=True)
class ProviderExposure:
    """Whom a category reaches from one provider, by its best trails.

    Attributes:
        collects: whether the provider's policy says that it collects the category.
        by_sort: number of parties reached that are a provider, an organisation or a kind.
        by_certainty, by_match: number of parties by their best trail.
        by_condition: number of parties whose best trail depends on each condition; "" is none.
        contradicted: number of parties whose best trail a policy contradicts.
    """

    provider: Party
    collects: Collects
    parties: int
    by_sort: dict[str, int]
    by_certainty: dict[str, int]
    by_match: dict[str, int]
    by_condition: dict[str, int]
    contradicted: int

    def to_dict(self) -> dict[str, Any]:
        """As outputs have it."""
        return {
            "provider": self.provider.id,
            "label": self.provider.label,
            "collects": self.collects,
            "parties": self.parties,
            "bySort": self.by_sort,
            "byCertainty": self.by_certainty,
            "byMatch": self.by_match,
            "byCondition": self.by_condition,
            "contradicted": self.contradicted,
        }


@dataclass(frozen=True, slots=True)
class PartyExposure:
    """What passes through one party, and whose data meet there.

    Attributes:
        reached_from: ids of the providers whose data reach it.
        stated_from: those of them whose policies say so, without a possible hop.
        between: number of best trails that pass through it to somebody else.
        betweenness: that number as a share of all best trails.
    """

    party: Party
    reached_from: tuple[str, ...]
    stated_from: tuple[str, ...]
    between: int
    betweenness: float

    def to_dict(self) -> dict[str, Any]:
        """As outputs have it."""
        return {
            "party": self.party.id,
            "label": self.party.label,
            "reachedFrom": list(self.reached_from),
            "statedFrom": list(self.stated_from),
            "between": self.between,
            "betweenness": round(self.betweenness, 6),
        }


class PartyRow(TypedDict):
    """What passes through one party, for tables."""

    party: str
    label: str
    providers: int
    providers_stated: int
    between: int
    betweenness: float


@dataclass(frozen=True, slots=True, repr=False)
class Exposure(Tabular):
    """Providers by id; parties by how many providers' data meet there, then by betweenness."""

    category: str
    label: str
    providers: tuple[ProviderExposure, ...]
    parties: tuple[PartyExposure, ...]

    def joiners(self, stated: bool = True) -> tuple[PartyExposure, ...]:
        """The parties at which data of two or more providers meet: by stated trails, or by any."""
        return tuple(
            each for each in self.parties if len(each.stated_from if stated else each.reached_from) > 1
        )

    def to_dict(self) -> dict[str, Any]:
        """As outputs have it."""
        return {
            "category": self.category,
            "label": self.label,
            "providers": [each.to_dict() for each in self.providers],
            "parties": [each.to_dict() for each in self.parties],
        }

    columns = tuple(PartyRow.__annotations__)

    def rows(self) -> list[PartyRow]:
        """One flat row a party, for tables and CSV."""
        return [
            {
                "party": each.party.id,
                "label": each.party.label,
                "providers": len(each.reached_from),
                "providers_stated": len(each.stated_from),
                "between": each.between,
                "betweenness": round(each.betweenness, 6),
            }
            for each in self.parties
        ]


def exposure(store: Store, category: str, **limits: Any) -> Exposure:
    """Count whom a category reaches, and through whom; `limits` as `trace` takes them.

    Raises:
        UnknownNameError: there is no such category, party, provider, condition or purpose.
    """
    result = trace(store, category, **limits)
    from_each: dict[str, list[Trail]] = {}
    for trail in result.trails:
        from_each.setdefault(trail.start.id, []).append(trail)
    between = Counter(
        hop.recipient.id for trail in result.trails for hop in trail.hops[:-1] if hop.recipient != trail.end
    )
    parties = []
    for each in result.reached:
        starts = [trail.start.id for trail in each.trails]
        stated = [trail.start.id for trail in each.trails if trail.certainty == "stated"]
        count = between[each.party.id]
        parties.append(
            PartyExposure(
                each.party,
                tuple(sorted(starts)),
                tuple(sorted(stated)),
                count,
                count / len(result.trails),
            )
        )
    parties.sort(
        key=lambda each: (-len(each.stated_from), -len(each.reached_from), -each.between, each.party.id)
    )
    return Exposure(
        category=result.category,
        label=result.label,
        providers=tuple(_provider(trails) for _, trails in sorted(from_each.items())),
        parties=tuple(parties),
    )


def _provider(trails: list[Trail]) -> ProviderExposure:
    conditions = Counter(condition for trail in trails for condition in trail.conditions or ("",))
    return ProviderExposure(
        provider=trails[0].start,
        collects=trails[0].collects,
        parties=len(trails),
        by_sort=_counted(Counter(trail.end.sort for trail in trails)),
        by_certainty=_counted(Counter(trail.certainty for trail in trails)),
        by_match=_counted(Counter(trail.match for trail in trails)),
        by_condition=_counted(conditions),
        contradicted=sum(trail.contradicted for trail in trails),
    )


def _counted(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items()))


@dataclass(frozen=True, slots=True, repr=False)
class Matrix(Tabular):
    """Providers by parties reached: how each provider's best trail to each party carries the category.

    `cells` has (provider id, party id) -> the trail, where there is one.
    """

    category: str
    label: str
    providers: tuple[Party, ...]
    parties: tuple[Party, ...]
    cells: dict[tuple[str, str], Trail]

    def cell(self, provider: Party, party: Party) -> str:
        """`explicit` or `broad`, with `possible` where a hop is; empty where nothing leads."""
        trail = self.cells.get((provider.id, party.id))
        if trail is None:
            return ""
        return trail.match if trail.certainty == "stated" else f"{trail.match}, possible"

    def to_dict(self) -> dict[str, Any]:
        """As outputs have it."""
        return {
            "category": self.category,
            "label": self.label,
            "providers": [party.id for party in self.providers],
            "parties": [party.id for party in self.parties],
            "cells": [
                {
                    "provider": provider,
                    "party": party,
                    "match": trail.match,
                    "certainty": trail.certainty,
                    "via": trail.hops[-1].via,
                    "hops": len(trail.hops),
                    "conditions": list(trail.conditions),
                }
                for (provider, party), trail in sorted(self.cells.items())
            ],
        }

    @property
    def columns(self) -> list[str]:
        """The party, its label, and the ids of the providers."""
        return ["party", "label", *(provider.id for provider in self.providers)]

    def rows(self) -> list[dict[str, str]]:
        """One row a party, one column a provider."""
        return [
            {"party": party.id, "label": party.label}
            | {provider.id: self.cell(provider, party) for provider in self.providers}
            for party in self.parties
        ]

    def to_svg(self) -> str:
        """The matrix as a picture: shade and letter say the same, so that colour is not needed."""
        left, top, cell = 230, 150, 34
        width, height = left + cell * len(self.providers) + 20, top + 26 * len(self.parties) + 60
        out = [
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
                f'viewBox="0 0 {width} {height}" role="img" font-family="sans-serif" font-size="13">'
            ),
            f"<title>Who can have {escape(self.label)}</title>",
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
        ]
        for column, provider in enumerate(self.providers):
            x = left + column * cell + cell // 2
            out.append(
                f'<text transform="translate({x + 4} {top - 8}) rotate(-60)">{escape(provider.label)}</text>'
            )
        for row, party in enumerate(self.parties):
            y = top + row * 26
            out.append(f'<text x="{left - 8}" y="{y + 18}" text-anchor="end">{escape(party.label)}</text>')
            for column, provider in enumerate(self.providers):
                letter, fill, ink = _SHADES[self.cell(provider, party)]
                x = left + column * cell
                out.append(
                    f'<rect x="{x}" y="{y}" width="{cell - 2}" height="24" fill="{fill}" stroke="#c9d1d8"/>'
                    f'<text x="{x + cell // 2 - 1}" y="{y + 17}" text-anchor="middle" fill="{ink}">{letter}</text>'
                )
        key = "E explicit · B broad · e, b the same by a possible hop"
        out.append(f'<text x="12" y="{height - 20}" fill="#52616e">{key}</text></svg>')
        return in_order("\n".join(out) + "\n")


_SHADES = {
    "explicit": ("E", "#0b4a70", "#fff"),
    "broad": ("B", "#5fa8d3", "#16222c"),
    "explicit, possible": ("e", "#f0c987", "#16222c"),
    "broad, possible": ("b", "#fdf1d8", "#16222c"),
    "": ("", "#fff", "#16222c"),
}


def matrix(store: Store, category: str, **limits: Any) -> Matrix:
    """Providers by parties for a category; `limits` as `trace` takes them.

    Raises:
        UnknownNameError: there is no such category, party, provider, condition or purpose.
    """
    return matrix_of(trace(store, category, **limits))


def matrix_of(result: TraceResult) -> Matrix:
    """The matrix of a trace."""
    starts = {trail.start for trail in result.trails}
    return Matrix(
        category=result.category,
        label=result.label,
        providers=tuple(sorted(starts, key=lambda party: party.id)),
        parties=tuple(each.party for each in result.reached),
        cells={(trail.start.id, trail.end.id): trail for trail in result.trails},
    )
