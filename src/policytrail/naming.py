"""From ids in results to what people call them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from policytrail.graph.parties import Parties
from policytrail.graph.storage.store import Store
from policytrail.graph.wording import many
from policytrail.ontology.taxonomy import taxonomy
from policytrail.ontology.vocabulary import party_iri


def namer(store: Store) -> Callable[[str], str]:
    """A function from the ids that results use to names for people.

    Concepts take their label, data and recipients in the plural; providers and organisations their name;
    the person whose data it is is "you"; an id that is none of these stands for itself.
    """
    concepts = taxonomy().concepts
    parties = Parties(store)

    @cache
    def name(id_: str) -> str:
        if id_ == "DataSubject":
            return "you"
        prefix, _, rest = id_.partition(":")
        if prefix == "FixedPeriod" and rest:
            return f"for {rest}"
        if prefix == "provider":
            return parties[party_iri(rest)].label
        if rest:
            return rest
        if id_ not in concepts:
            return id_
        concept = concepts[id_]
        return many(concept.label) if concept.scheme in ("data", "recipient") else concept.label

    return name
