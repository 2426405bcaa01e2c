"""Back out of the store: what `ingest.rdf` wrote, as statements and metadata again."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, cast

from pyoxigraph import DefaultGraph, NamedNode

from policytrail.graph.storage.store import Store
from policytrail.ingest.metadata.reader import Metadata
from policytrail.ingest.statement import ACTIONS, Action, Statement
from policytrail.ontology.vocabulary import BASE, DCT, FOAF, OA, PT, RDF, SKOS, local, policy_iri, pt

_ACTIONS: dict[str, Action] = {
    **dict.fromkeys((PT.Collection, PT.Collect), "collect"),
    **dict.fromkeys((PT.Use, PT.UseAction), "use"),
    **dict.fromkeys((PT.Disclosure, PT.Share), "share"),
    **dict.fromkeys((PT.Sale, PT.Sell), "sell"),
    **dict.fromkeys((PT.Retention, PT.Retain), "retain"),
    **dict.fromkeys((PT.Definition, PT.Define), "define"),
}
Node = dict[str, list[str]]  # property -> values


def statements_in(store: Store, slug: str) -> list[Statement]:
    """The statements of one policy, in reading order; concepts in a statement are sorted by name.

    Raises:
        UnknownNameError: there is no such policy.
    """
    store.text(slug)  # names the policies that there are, if this one is not
    graph = NamedNode(policy_iri(slug))
    nodes: defaultdict[str, Node] = defaultdict(lambda: defaultdict(list))
    for quad in store.quads.quads_for_pattern(None, None, None, graph):
        nodes[cast(Any, quad.subject).value][quad.predicate.value].append(cast(Any, quad.object).value)
    parts: defaultdict[tuple[Any, ...], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for node in nodes.values():
        if PT.statedIn in node and PT.KindStatement not in node[RDF.type]:
            recipients, retention = parts[_shared(slug, node, nodes)]
            if PT.Collection not in node[RDF.type]:
                recipients.update(_party(store, iri) for iri in node[PT.recipient] + node[PT.deniedRecipient])
            for rule in node[PT.retentionRule]:
                if rule != pt("RetentionRule"):  # the root: the policy names no rule
                    retention.add(":".join([local(rule), *node[PT.period]]))
    found = [_statement(fields, *lists) for fields, lists in parts.items()]
    return sorted(found, key=lambda each: (each.start, each.end, ACTIONS.index(each.action), repr(each)))


def metadata_in(store: Store, slug: str) -> Metadata:
    """What the catalogue says of one policy and its provider, without the provider's kinds.

    Raises:
        UnknownNameError: there is no such policy.
    """
    store.text(slug)
    provider = _value(store, policy_iri(slug), PT.provider)
    return Metadata(
        provider=_value(store, provider, SKOS.prefLabel),
        slug=_value(store, provider, PT.slug),
        title=_value(store, policy_iri(slug), DCT.title),
        date=_value(store, policy_iri(slug), DCT.issued),
        website=_value(store, provider, FOAF.homepage),
        contact=_value(store, provider, PT.contact),
    )


def _value(store: Store, subject: str, predicate: str, default: str = "") -> str:
    found = store.quads.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None, DefaultGraph())
    return min((cast(Any, quad.object).value for quad in found), default=default)


def _shared(slug: str, node: Node, nodes: dict[str, Node]) -> tuple[Any, ...]:
    """The fields that the nodes of one statement have in common: all but recipients and retention."""
    (action,) = {_ACTIONS[iri] for iri in node[RDF.type] + node[PT.deniedAction] if iri in _ACTIONS}
    (evidence,) = node[PT.evidence]
    selectors = [nodes[each] for each in nodes[nodes[evidence][OA.hasTarget][0]][OA.hasSelector]]
    (quote,) = (text for each in selectors for text in each[OA.exact])
    ((start, end),) = ((each[OA.start][0], each[OA.end][0]) for each in selectors if each[OA.start])
    return (
        ("policy", slug),
        ("action", action),
        ("quote", quote),
        ("start", int(start)),
        ("end", int(end)),
        ("polarity", "deny" if PT.Denial in node[RDF.type] else "affirm"),
        ("data", _names(node, PT.data, PT.includes, PT.deniedData)),
        ("purposes", _names(node, PT.purpose, PT.deniedPurpose)),
        ("conditions", _names(node, PT.condition)),
        ("broader", next(iter(_names(node, PT.term, PT.deniedTerm)), None)),
        ("section", "".join(nodes[evidence][PT.section])),
        ("rule", "".join(node[PT.rule])),
        ("modality", "".join(node[PT.modality])),
        ("confidence", next(map(float, node[PT.confidence]), None)),
    )


def _statement(fields: tuple[Any, ...], recipients: set[str], retention: set[str]) -> Statement:
    return Statement(**dict(fields), recipients=tuple(sorted(recipients)), retention=tuple(sorted(retention)))


def _names(node: Node, *properties: str) -> tuple[str, ...]:
    return tuple(sorted(local(iri) for each in properties for iri in node[each]))


def _party(store: Store, iri: str) -> str:
    """A kind of recipient by its local name, a named organisation as `org:NAME`."""
    if iri.startswith(BASE):
        return local(iri)
    return "org:" + _value(store, iri, SKOS.prefLabel, local(iri))
