"""How the data and the recipients of two statements of one policy relate: the same, narrower, broader.

The codes of the nine ways in which an affirmed and a denied statement can relate are PolicyLint's
(Andow et al., "PolicyLint: Investigating Internal Privacy Policy Contradictions on Google Play",
USENIX Security 2019, table 1): C1 to C5 are logical contradictions, N1 to N4 narrowing definitions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from policytrail.graph.parties import Parties
from policytrail.ontology.taxonomy import Taxonomy, taxonomy
from policytrail.ontology.vocabulary import BASE, local

Relation = Literal["same", "narrower", "broader"]

CODES: Final[dict[tuple[Relation, Relation], str]] = {
    # (recipient of the flow, data of the flow), each against those of the denial
    ("same", "same"): "C1",
    ("same", "narrower"): "C2",
    ("narrower", "same"): "C3",
    ("narrower", "narrower"): "C4",
    ("broader", "narrower"): "C5",
    ("same", "broader"): "N1",
    ("broader", "same"): "N2",
    ("broader", "broader"): "N3",
    ("narrower", "broader"): "N4",
}

NEARNESS: Final[tuple[Relation, ...]] = ("same", "narrower", "broader")
"""Relations, the most telling one first."""

_UNSPOKEN: Final = "ThirdParty"  # what a named organisation is, if nothing says more


class Relations:
    """Relations as one policy reads them: the taxonomy, its own definitions, the kinds of the parties.

    Args:
        parties: the parties of the store.
        kinds: provider -> the kinds that it says it is.
        definitions: concept -> the terms that the policy says include it.
    """

    def __init__(
        self,
        parties: Parties,
        kinds: Mapping[str, Iterable[str]],
        definitions: Mapping[str, set[str]] | None = None,
    ) -> None:
        self._parties = parties
        self._kinds = kinds
        self._own = definitions or {}
        self._taxonomy: Taxonomy = taxonomy()
        self._memo: dict[str, set[str]] = {}

    def data(self, first: str, second: str) -> Relation | None:
        """How data concept `first` relates to `second`."""
        return _relate(first, second, self._containers(first), self._containers(second))

    def defined(self, first: str, second: str) -> bool:
        """Whether the policy itself says that data concept `second` includes `first`."""
        return second in self._own.get(first, ())

    def party(self, first: str, second: str) -> Relation | None:
        """How party `first` relates to `second` (IRIs)."""
        first, second = (self._parties.same.get(each, each) for each in (first, second))
        return _relate(first, second, self.kinds(first), self.kinds(second))

    def kinds(self, iri: str) -> set[str]:
        """A party and every kind of recipient that it is, as IRIs."""
        if iri not in self._memo:
            kind = local(iri) if iri.startswith(BASE) else None
            narrowest = [kind] if kind else [*self._kinds.get(iri, ()), _UNSPOKEN]
            known = self._taxonomy
            above = {up for each in narrowest if each in known.concepts for up in known.ancestors(each)}
            self._memo[iri] = {iri, *(BASE + each for each in above)}
        return self._memo[iri]

    def _containers(self, concept: str) -> set[str]:
        if concept not in self._memo:
            found, left = {concept}, [concept]
            while left:
                each = left.pop()
                broader = self._taxonomy[each].broader if each in self._taxonomy.concepts else ()
                new = {*broader, *self._own.get(each, ())} - found
                found |= new
                left += new
            self._memo[concept] = found
        return self._memo[concept]


def _relate(first: str, second: str, above_first: set[str], above_second: set[str]) -> Relation | None:
    if first == second:
        return "same"
    if second in above_first:
        return "narrower"
    return "broader" if first in above_second else None


def closest(relations: Iterable[Relation | None]) -> Relation | None:
    """The most telling of several relations, or None."""
    return min((each for each in relations if each), key=NEARNESS.index, default=None)
