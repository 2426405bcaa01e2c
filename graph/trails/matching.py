"""Whether what a flow names carries a data category: explicitly, broadly or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from policytrail.ontology.taxonomy import Taxonomy, taxonomy

MatchName = Literal["explicit", "broad"]


class Match(NamedTuple):
    """How a set of concepts carries a category. Of two matches the smaller one says more.

    Attributes:
        rank: 0 explicit (the category itself or a part of it), 1 broad (something that contains it).
        distance: steps in the hierarchy between the category and `via`.
        via: the concept named that matches best.
    """

    rank: int
    distance: int
    via: str

    @property
    def name(self) -> MatchName:
        """`explicit` or `broad`."""
        return "broad" if self.rank else "explicit"


class Matcher:
    """Compares sets of concepts with one category, by the taxonomy and each policy's own definitions.

    Args:
        category: id of a data concept.
        definitions: policy -> concept -> the terms that this policy says include it.
    """

    def __init__(
        self, category: str, definitions: Mapping[str, Mapping[str, set[str]]] | None = None
    ) -> None:
        self._taxonomy: Taxonomy = taxonomy()
        self._category = category
        self._definitions = definitions or {}
        self._parts = self._taxonomy.descendants(category)
        self._general = self._ranks({})
        self._own: dict[str, dict[str, Match]] = {}
        self._memo: dict[tuple[tuple[str, ...], str], Match | None] = {}

    def match(self, concepts: tuple[str, ...], policy: str) -> Match | None:
        """The best match among `concepts`, read as `policy` reads them, or None."""
        # Policies that define nothing of their own share the answers.
        key = (concepts, policy if policy in self._definitions else "")
        if key not in self._memo:
            ranks = self._ranks_of(policy)
            self._memo[key] = min((ranks[each] for each in concepts if each in ranks), default=None)
        return self._memo[key]

    def _ranks_of(self, policy: str) -> dict[str, Match]:
        if policy not in self._definitions:
            return self._general
        if policy not in self._own:
            self._own[policy] = self._ranks(self._definitions[policy])
        return self._own[policy]

    def _ranks(self, own: Mapping[str, set[str]]) -> dict[str, Match]:
        """Every concept that carries the category, with how it does."""
        ranks = {part: Match(0, distance, part) for part, distance in self._parts.items()}
        level, distance = {self._category}, 0
        seen = {self._category}
        while level:
            distance += 1
            concepts = self._taxonomy.concepts
            level = {up for each in level for up in (*concepts[each].broader, *own.get(each, ()))} - seen
            seen |= level
            for each in level:
                ranks.setdefault(each, Match(1, distance, each))
        return ranks
