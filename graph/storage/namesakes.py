"""Named organisations that are one of the providers, by their names."""

from __future__ import annotations

import pyoxigraph as ox

from policytrail.errors import InputError
from policytrail.graph.storage.quads import instances
from policytrail.ontology.vocabulary import DERIVED_GRAPH, OWL, PT, SKOS, local, party_iri, party_key

_CATALOGUE = ox.DefaultGraph()


def same_parties(quads: ox.Store) -> list[ox.Quad]:
    """That a named organisation and the one provider that bears its name are the same party."""
    providers = [each.value for each in instances(quads, PT.Provider)]
    named = {local(each.value) for each in instances(quads, PT.Organisation)}
    organisations = named - set(map(local, providers))
    bearers: dict[str, set[str]] = {}
    for iri in providers:
        for label in (SKOS.prefLabel, SKOS.altLabel):
            for quad in quads.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(label), None, _CATALOGUE):
                bearers.setdefault(name_key(quad.object.value), set()).add(iri)  # type: ignore[union-attr]
    same, graph = ox.NamedNode(OWL.sameAs), ox.NamedNode(DERIVED_GRAPH)
    return [
        ox.Quad(ox.NamedNode(party_iri(key)), same, ox.NamedNode(min(bearers[key])), graph)
        for key in sorted(organisations & bearers.keys())
        if len(bearers[key]) == 1
    ]


def name_key(name: str) -> str:
    """The key of a party's name (`party_key`), or "" for a name that has neither letter nor digit."""
    try:
        return party_key(name)
    except InputError:
        return ""
