"""From a policy to RDF: one named graph for its statements, the default graph for the catalogue.

Every node has an IRI, made from what it says by hashing, so that the same input gives the same bytes
and a statement found twice at one place is one node.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from policytrail.ingest.policy import Policy
from policytrail.ingest.statement import Statement
from policytrail.ontology.durations import canonical, months
from policytrail.ontology.vocabulary import (
    DCT,
    FOAF,
    ID,
    OA,
    PROV,
    PT,
    RDF,
    SKOS,
    XSD,
    party_iri,
    party_key,
    policy_iri,
    pt,
)

_FLOWS = {"collect": PT.Collection, "share": PT.Disclosure, "sell": PT.Sale}
_DENIED = {
    "collect": PT.Collect,
    "use": PT.UseAction,
    "share": PT.Share,
    "sell": PT.Sell,
    "retain": PT.Retain,
    "define": PT.Define,
}
_DATE_TYPES = {10: XSD.date, 7: XSD.NS + "gYearMonth", 4: XSD.NS + "gYear"}

_About = dict[str, list[NamedNode | Literal]]


def policy_quads(policy: Policy) -> list[Quad]:
    """The RDF of one policy, sorted, without blank nodes and without duplicates.

    The catalogue (policy, provider, named organisations, extraction run) is in the default graph, the
    text and the statements are in the graph named like the policy.

    >>> from policytrail.ingest.metadata.reader import Metadata
    >>> acme = Policy("acme", "We sell data.", Metadata(provider="Acme", slug="acme"))
    >>> sorted({quad.graph_name.value for quad in policy_quads(acme) if isinstance(quad.graph_name, NamedNode)})
    ['https://w3id.org/policytrail/id/policy/acme']
    """
    writer = _Writer(policy)
    writer.write_catalogue()
    writer.write_kinds()
    for statement in policy.statements:
        writer.write_statement(statement)
    return sorted(writer.quads, key=str)


class _Writer:
    """Collects the quads of one policy."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.quads: set[Quad] = set()
        self._seen: set[NamedNode] = set()
        self._iri = NamedNode(policy_iri(policy.slug))
        self._provider = NamedNode(party_iri(policy.metadata.slug))

    def write_catalogue(self) -> None:
        policy, about = self.policy, self.policy.metadata
        text_hash = "sha256:" + hashlib.sha256(policy.text.encode("utf-8")).hexdigest()
        run = NamedNode(f"{ID}run/{_hash(policy.slug, text_hash, policy.extractor)}")
        default = DefaultGraph()
        self._add(self._iri, PT.text, [Literal(policy.text)])
        self._add(self._iri, RDF.type, [NamedNode(PT.Policy)], default)
        self._add(self._iri, PT.slug, [Literal(policy.slug)], default)
        self._add(self._iri, PT.provider, [self._provider], default)
        self._add(self._iri, DCT.title, _literals(about.title), default)
        if about.date:
            date = Literal(about.date, datatype=NamedNode(_DATE_TYPES[len(about.date)]))
            self._add(self._iri, DCT.issued, [date], default)
        self._add(self._iri, PT.textHash, [Literal(text_hash)], default)
        self._add(self._iri, PROV.wasGeneratedBy, [run], default)
        self._add(run, RDF.type, [NamedNode(PROV.Activity)], default)
        self._add(run, PT.extractor, _literals(policy.extractor), default)
        names = [name for name in about.names if name != about.provider]
        self._add(self._provider, RDF.type, [NamedNode(PT.Provider)], default)
        self._add(self._provider, PT.slug, [Literal(about.slug)], default)
        self._add(self._provider, SKOS.prefLabel, [Literal(about.provider)], default)
        self._add(self._provider, SKOS.altLabel, _literals(*names), default)
        self._add(self._provider, PT.contact, _literals(about.contact), default)
        if about.website:
            self._add(self._provider, FOAF.homepage, [NamedNode(about.website)], default)
        self._write_organisations(default)

    def _write_organisations(self, graph: DefaultGraph) -> None:
        spellings: dict[NamedNode, set[str]] = defaultdict(set)
        for statement in self.policy.statements:
            for name in statement.recipients:
                if name.startswith("org:"):
                    spellings[_party(name)].add(name[4:])
        for party, names in sorted(spellings.items(), key=lambda entry: entry[0].value):
            best, *others = sorted(names, key=lambda name: (len(name), name))
            if party == self._provider:
                best, others = self.policy.metadata.provider, sorted(names)
            self._add(party, RDF.type, [NamedNode(PT.Organisation)], graph)
            self._add(party, SKOS.prefLabel, [Literal(best)], graph)
            self._add(party, SKOS.altLabel, _literals(*(name for name in others if name != best)), graph)

    def write_kinds(self) -> None:
        for kind in self.policy.metadata.kinds:
            what = NamedNode(pt(kind.kind))
            self._add(self._provider, RDF.type, [what], DefaultGraph())
            about: _About = {PT.party: [self._provider], PT.kind: [what]}
            if kind.quote:
                about[PT.evidence] = [self._evidence(kind.start, kind.end, kind.quote, "")]
            self._node([PT.KindStatement], about, {})

    def write_statement(self, statement: Statement) -> None:
        for types, about in self._practices(statement):
            about[PT.condition] = _concepts(statement.conditions)
            about[PT.modality] = _literals(statement.modality)
            about[PT.evidence] = [
                self._evidence(statement.start, statement.end, statement.quote, statement.section)
            ]
            self._node(types, about, self._notes(statement))

    def _notes(self, statement: Statement) -> _About:
        """What speaks for a statement: the rule that found it, how sure it is, who reviewed it."""
        notes: _About = {PT.rule: _literals(statement.rule), PT.confidence: _share(statement.confidence)}
        review = self.policy.reviews.get(statement)
        if review is not None:
            kind = XSD.dateTime if len(review.when) > 10 else XSD.date
            notes[PT.reviewedBy] = [Literal(review.who)]
            notes[PT.reviewedAt] = [Literal(review.when, datatype=NamedNode(kind))]
            notes[PT.reviewDecision] = [Literal(review.decision)]
        return notes

    def _practices(self, statement: Statement) -> Iterable[tuple[list[str], _About]]:
        """What each node of a statement says: one for each recipient, each retention rule."""
        data, purposes = _concepts(statement.data), _concepts(statement.purposes)
        recipients: list[NamedNode | Literal] = [
            _party(name) if name.startswith("org:") else NamedNode(pt(name)) for name in statement.recipients
        ]
        terms = _concepts([statement.broader] if statement.broader else [])
        provider: list[NamedNode | Literal] = [self._provider]
        if statement.polarity == "deny":
            yield (
                [PT.Denial],
                {
                    PT.deniedAction: [NamedNode(_DENIED[statement.action])],
                    PT.denier: provider,
                    PT.deniedData: data,
                    PT.deniedRecipient: recipients,
                    PT.deniedPurpose: purposes,
                    PT.deniedTerm: terms,
                },
            )
        elif statement.action in _FLOWS:
            collects = statement.action == "collect"
            senders = [NamedNode(PT.DataSubject)] if collects else provider
            for recipient in provider if collects else recipients or [NamedNode(pt("Recipient"))]:
                yield (
                    [_FLOWS[statement.action], PT.Flow],
                    {PT.sender: [*senders], PT.recipient: [recipient], PT.data: data, PT.purpose: purposes},
                )
        elif statement.action == "use":
            yield [PT.Use], {PT.user: provider, PT.data: data, PT.purpose: purposes}
        elif statement.action == "define":
            yield [PT.Definition], {PT.term: terms, PT.includes: data}
        else:
            for rule in statement.retention or ["RetentionRule"]:
                name, _, period = rule.partition(":")
                about: _About = {PT.keeper: provider, PT.data: data, PT.purpose: purposes}
                about[PT.retentionRule] = [NamedNode(pt(name))]
                if period:
                    about[PT.period] = [Literal(canonical(period), datatype=NamedNode(XSD.duration))]
                    about[PT.months] = [Literal(months(period))]
                yield [PT.Retention], about

    def _node(self, types: list[str], about: _About, notes: _About) -> None:
        """Write one statement node; of two that say the same at the same place the first one stays."""
        said = {predicate: sorted(map(str, objects)) for predicate, objects in about.items() if objects}
        node = NamedNode(f"{ID}statement/{_hash(self.policy.slug, types, said)}")
        if node in self._seen:
            return
        self._seen.add(node)
        self._add(node, RDF.type, [NamedNode(name) for name in types])
        self._add(node, PT.statedIn, [self._iri])
        for predicate, objects in (about | notes).items():
            self._add(node, predicate, objects)

    def _evidence(self, start: int, end: int, quote: str, section: str) -> NamedNode:
        iri = f"{ID}evidence/{_hash(self.policy.slug, start, end, quote, section)}"
        node, target = NamedNode(iri), NamedNode(iri + "#target")
        position, exact = NamedNode(iri + "#position"), NamedNode(iri + "#quote")
        self._add(node, RDF.type, [NamedNode(OA.Annotation)])
        self._add(node, OA.hasTarget, [target])
        self._add(node, PT.section, _literals(section))
        self._add(target, RDF.type, [NamedNode(OA.SpecificResource)])
        self._add(target, OA.hasSource, [self._iri])
        self._add(target, OA.hasSelector, [position, exact])
        self._add(position, RDF.type, [NamedNode(OA.TextPositionSelector)])
        self._add(position, OA.start, [Literal(start)])
        self._add(position, OA.end, [Literal(end)])
        self._add(exact, RDF.type, [NamedNode(OA.TextQuoteSelector)])
        self._add(exact, OA.exact, [Literal(quote)])
        return node

    def _add(
        self,
        subject: NamedNode,
        predicate: str,
        objects: Iterable[NamedNode | Literal],
        graph: DefaultGraph | None = None,
    ) -> None:
        verb, name = NamedNode(predicate), graph or self._iri
        self.quads.update(Quad(subject, verb, value, name) for value in objects)


def _hash(*content: object) -> str:
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()[:16]


def _concepts(names: Iterable[str]) -> list[NamedNode | Literal]:
    return [NamedNode(pt(name)) for name in names]


def _literals(*texts: str) -> list[NamedNode | Literal]:
    return [Literal(text) for text in texts if text]


def _share(value: float | None) -> list[NamedNode | Literal]:
    """A number from 0 to 1 as an xsd:decimal of two places, in the form in which the store gives it back."""
    if value is None:
        return []
    return [Literal(f"{value:.2f}".rstrip("0").rstrip("."), datatype=NamedNode(XSD.decimal))]


def _party(name: str) -> NamedNode:
    return NamedNode(party_iri(party_key(name.removeprefix("org:"))))
