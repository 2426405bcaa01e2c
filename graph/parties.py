"""Who the parties are: providers, named organisations and kinds of recipient, with their ids and labels."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import Literal

import pyoxigraph as ox

from policytrail.errors import UnknownNameError, as_name, near_names, offer
from policytrail.graph.storage.namesakes import name_key
from policytrail.graph.storage.store import Store
from policytrail.graph.wording import named
from policytrail.ontology.taxonomy import Taxonomy, taxonomy
from policytrail.ontology.vocabulary import BASE, DCT, OWL, PT, SKOS, local, party_iri, policy_iri

Sort = Literal["provider", "organisation", "kind"]

ROOTS = ("Recipient", "ThirdParty")
"""Recipients of whom nothing is said: no provider is reached through them."""


@dataclass(frozen=True, slots=True)
class Party:
    """One party as outputs show it.

    `id` is `provider:SLUG`, `org:NAME`, or the local name of a kind of recipient.
    """

    id: str
    label: str
    sort: Sort

    @property
    def name(self) -> str:
        """What sentences call it: a kind of recipient in the plural."""
        return named(self.id, self.label)


@dataclass(frozen=True, slots=True)
class KindClaim:
    """A policy's words that make its provider one of a kind; `statement` is the IRI of the claim."""

    provider: str
    kind: str
    policy: str
    statement: str


class Parties:
    """All parties of a store, keyed by IRI, and the policy that speaks for each provider.

    Of several versions of a provider's policy the newest speaks: the latest date, then the last slug.
    """

    def __init__(self, store: Store) -> None:
        quads = store.quads
        self._taxonomy: Taxonomy = taxonomy()
        # The catalogue is all of what the default graph holds.
        about: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for predicate in (SKOS.prefLabel, SKOS.altLabel, PT.slug, PT.provider, DCT.issued):
            found = quads.quads_for_pattern(None, ox.NamedNode(predicate), None, ox.DefaultGraph())
            for quad in found:
                about[quad.subject.value][predicate].append(quad.object.value)  # type: ignore[union-attr]
        self.same: dict[str, str] = {
            quad.subject.value: quad.object.value  # type: ignore[union-attr]
            for quad in quads.quads_for_pattern(None, ox.NamedNode(OWL.sameAs), None)
        }
        self.policy: dict[str, str] = {}
        """IRI of each provider -> slug of the policy that speaks for it."""
        versions = sorted(
            (max(facts[DCT.issued], default=""), local(iri), facts[PT.provider][0])
            for iri, facts in about.items()
            if PT.provider in facts
        )
        for _, slug, provider in versions:
            self.policy[provider] = slug
        self._parties: dict[str, Party] = {}
        self._names: defaultdict[str, set[str]] = defaultdict(set)
        for iri, facts in sorted(about.items()):
            labels = [*facts[SKOS.prefLabel], *facts[SKOS.altLabel]]
            if not labels or PT.provider in facts:
                continue
            # Policies write one name in several ways: the shortest is shown.
            label = min(facts[SKOS.prefLabel] or labels, key=lambda name: (len(name), name))
            owner = self.same.get(iri, iri)
            for name in (*labels, *facts[PT.slug]):
                self._names[name_key(name)].add(owner)
            if iri in self.policy:
                self._parties[iri] = Party(f"provider:{facts[PT.slug][0]}", label, "provider")
            elif owner == iri:
                self._parties[iri] = Party(f"org:{label}", label, "organisation")
        self._tell_apart()

    def _tell_apart(self) -> None:
        """Providers of one name, as branches of a company with policies of their own, are shown with their slugs."""
        often = Counter(self._parties[iri].label for iri in self.policy if iri in self._parties)
        for iri in self.policy:
            party = self._parties.get(iri)
            if party and often[party.label] > 1:
                label = f"{party.label} ({party.id.partition(':')[2]})"
                self._parties[iri] = replace(party, label=label)

    def __getitem__(self, iri: str) -> Party:
        """The party of an IRI: a provider, a named organisation or a kind of recipient."""
        if (party := self._parties.get(iri)) is not None:
            return party
        if iri.startswith(BASE):
            name = iri[len(BASE) :]
            concept = self._taxonomy.concepts.get(name)
            label = concept.label if concept else {"DataSubject": "data subject"}.get(name, name)
            party = Party(name, label, "kind")
        elif (owner := self.same.get(iri)) is not None:
            return self[owner]
        else:
            party = Party(f"org:{local(iri)}", local(iri), "organisation")
        self._parties[iri] = party
        return party

    def providers(self) -> list[str]:
        """IRIs of the providers, sorted by id."""
        return sorted(self.policy, key=lambda iri: self[iri].id)

    def provider(self, name: str) -> str:
        """IRI of the provider that `name` means: its slug, its id or its name.

        Raises:
            UnknownNameError: no provider in the store is called so.
        """
        found = [iri for iri in self._named(name) if iri in self.policy]
        if len(found) > 1:
            raise self._several("providers", name, found)
        if not found:
            raise self._unknown("provider", name, {self[iri].id for iri in self.policy})
        return found[0]

    def resolve(self, name: str) -> str:
        """IRI of the party that `name` means: a provider, a named organisation or a kind of recipient.

        Raises:
            UnknownNameError: no party in the store or the ontology is called so.
        """
        found = self._named(name)
        if len(found) == 1:
            return found[0]
        try:
            return BASE + self._taxonomy.resolve(name, "recipient")
        except UnknownNameError:
            if found:
                raise self._several("parties", name, found) from None
            known = {party.id for party in self._parties.values()}
            kinds = {each.id for each in self._taxonomy.concepts.values() if each.scheme == "recipient"}
            raise self._unknown("party", name, known | kinds) from None

    def _named(self, name: str) -> list[str]:
        prefix, _, rest = as_name(name, "party").partition(":")
        plain = rest if prefix in ("org", "provider") and rest else name
        key = name_key(plain)
        return (
            [party_iri(key)]
            if party_iri(key) in self.policy
            else sorted(self._names.get(key, ()) if key else ())
        )

    def _several(self, what: str, name: str, found: list[str]) -> UnknownNameError:
        ids = " or ".join(sorted(self[iri].id for iri in found))
        return UnknownNameError(f"several {what} are called {name!r}", mend=f"give {ids}")

    @staticmethod
    def _unknown(what: str, name: str, known: set[str]) -> UnknownNameError:
        plain = {each.split(":", 1)[-1].lower(): each for each in sorted(known)}
        near = [plain[each] for each in near_names(name, plain)]
        return UnknownNameError(f"no {what} {name!r} in the store", mend=offer(near, sorted(known)))

    def is_a(self, kind: str, other: str) -> bool:
        """Whether the kind of recipient `kind` is `other` or narrower (local names)."""
        return kind in self._taxonomy.concepts and self._taxonomy.is_a(kind, other)


def kind_claims(store: Store, parties: Parties) -> list[KindClaim]:
    """What kinds the providers are of, by the policies that speak for them, sorted.

    Where a policy claims one kind twice, the first claim in IRI order stands.
    """
    quads = store.quads
    claims: dict[tuple[str, str], KindClaim] = {}
    claimed = {
        quad.subject.value: quad.object.value  # type: ignore[union-attr]
        for quad in quads.quads_for_pattern(None, ox.NamedNode(PT.party), None)
    }
    for quad in quads.quads_for_pattern(None, ox.NamedNode(PT.kind), None):
        slug, statement = local(quad.graph_name.value), quad.subject.value  # type: ignore[union-attr]
        provider = claimed.get(statement, "")
        if parties.policy.get(provider) == slug:
            kind = local(quad.object.value)  # type: ignore[union-attr]
            claim = KindClaim(provider, kind, slug, statement)
            key = (provider, kind)
            claims[key] = min(claims.get(key, claim), claim, key=lambda each: each.statement)
    return [claims[key] for key in sorted(claims)]


def definitions(store: Store, slugs: set[str]) -> dict[str, dict[str, set[str]]]:
    """What each policy says that its terms include: policy -> concept -> terms that include it."""
    quads = store.quads
    found: dict[str, dict[str, set[str]]] = {}
    for quad in quads.quads_for_pattern(None, ox.NamedNode(PT.term), None):
        slug, definition = local(quad.graph_name.value), quad.subject  # type: ignore[union-attr]
        if slug not in slugs or not isinstance(definition, ox.NamedNode):
            continue
        graph = ox.NamedNode(policy_iri(slug))
        term = local(quad.object.value)  # type: ignore[union-attr]
        for part in quads.quads_for_pattern(definition, ox.NamedNode(PT.includes), None, graph):
            included = local(part.object.value)  # type: ignore[union-attr]
            found.setdefault(slug, {}).setdefault(included, set()).add(term)
    return found
