"""Every IRI that policytrail uses, as plain strings, and the functions that make instance IRIs.

The namespaces are classes so that type checkers catch a misspelt term: `PT.sender`, `SKOS.broader`.
Nothing here imports an RDF library: a `str` fits rdflib's `URIRef(...)` and pyoxigraph's `NamedNode(...)`.
The w3id.org names are not registered yet: they name things, they do not resolve.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from policytrail.errors import InputError

BASE: Final = "https://w3id.org/policytrail/ns#"
ID: Final = "https://w3id.org/policytrail/id/"

ONTOLOGY_GRAPH: Final = "https://w3id.org/policytrail/ns"
"""IRI of the ontology, and the name of its graph in a store."""
DERIVED_GRAPH: Final = "https://w3id.org/policytrail/derived"
"""Name of the graph that holds what is computed from the policies' graphs."""


class PT:
    """The core terms of the ontology (core.ttl). Concepts of the taxonomies: `pt("CallDetailRecord")`."""

    # classes
    Policy: Final = BASE + "Policy"
    Party: Final = BASE + "Party"
    Provider: Final = BASE + "Provider"
    Organisation: Final = BASE + "Organisation"
    Statement: Final = BASE + "Statement"
    Practice: Final = BASE + "Practice"
    Flow: Final = BASE + "Flow"
    Collection: Final = BASE + "Collection"
    Disclosure: Final = BASE + "Disclosure"
    Sale: Final = BASE + "Sale"
    Use: Final = BASE + "Use"
    Retention: Final = BASE + "Retention"
    Definition: Final = BASE + "Definition"
    Denial: Final = BASE + "Denial"
    KindStatement: Final = BASE + "KindStatement"
    Action: Final = BASE + "Action"
    # classes of concepts (metaclasses)
    DataCategory: Final = BASE + "DataCategory"
    RecipientCategory: Final = BASE + "RecipientCategory"
    PurposeCategory: Final = BASE + "PurposeCategory"
    ConditionCategory: Final = BASE + "ConditionCategory"
    RetentionCategory: Final = BASE + "RetentionCategory"
    # concept schemes
    DataScheme: Final = BASE + "DataScheme"
    RecipientScheme: Final = BASE + "RecipientScheme"
    PurposeScheme: Final = BASE + "PurposeScheme"
    ConditionScheme: Final = BASE + "ConditionScheme"
    RetentionScheme: Final = BASE + "RetentionScheme"
    # individuals
    DataSubject: Final = BASE + "DataSubject"
    Collect: Final = BASE + "Collect"
    UseAction: Final = BASE + "UseAction"
    Share: Final = BASE + "Share"
    Sell: Final = BASE + "Sell"
    Retain: Final = BASE + "Retain"
    Define: Final = BASE + "Define"
    # of every statement
    statedIn: Final = BASE + "statedIn"
    evidence: Final = BASE + "evidence"
    section: Final = BASE + "section"
    condition: Final = BASE + "condition"
    modality: Final = BASE + "modality"
    rule: Final = BASE + "rule"
    reviewedBy: Final = BASE + "reviewedBy"
    reviewedAt: Final = BASE + "reviewedAt"
    reviewDecision: Final = BASE + "reviewDecision"
    confidence: Final = BASE + "confidence"
    # of flows, uses and retention
    sender: Final = BASE + "sender"
    recipient: Final = BASE + "recipient"
    user: Final = BASE + "user"
    keeper: Final = BASE + "keeper"
    data: Final = BASE + "data"
    purpose: Final = BASE + "purpose"
    retentionRule: Final = BASE + "retentionRule"
    period: Final = BASE + "period"
    months: Final = BASE + "months"
    # of definitions and kind statements
    term: Final = BASE + "term"
    includes: Final = BASE + "includes"
    party: Final = BASE + "party"
    kind: Final = BASE + "kind"
    # of denials
    deniedAction: Final = BASE + "deniedAction"
    denier: Final = BASE + "denier"
    deniedData: Final = BASE + "deniedData"
    deniedRecipient: Final = BASE + "deniedRecipient"
    deniedPurpose: Final = BASE + "deniedPurpose"
    deniedTerm: Final = BASE + "deniedTerm"
    # of the catalogue
    slug: Final = BASE + "slug"
    provider: Final = BASE + "provider"
    text: Final = BASE + "text"
    textHash: Final = BASE + "textHash"
    contact: Final = BASE + "contact"
    extractor: Final = BASE + "extractor"


class RDF:
    """RDF terms."""

    NS: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    type: Final = NS + "type"


class RDFS:
    """RDF Schema terms."""

    NS: Final = "http://www.w3.org/2000/01/rdf-schema#"
    subClassOf: Final = NS + "subClassOf"
    subPropertyOf: Final = NS + "subPropertyOf"
    domain: Final = NS + "domain"
    range: Final = NS + "range"
    label: Final = NS + "label"


class OWL:
    """OWL 2 terms."""

    NS: Final = "http://www.w3.org/2002/07/owl#"
    NamedIndividual: Final = NS + "NamedIndividual"
    ObjectProperty: Final = NS + "ObjectProperty"
    DatatypeProperty: Final = NS + "DatatypeProperty"
    disjointWith: Final = NS + "disjointWith"
    sameAs: Final = NS + "sameAs"
    versionIRI: Final = NS + "versionIRI"


class XSD:
    """XML Schema datatypes."""

    NS: Final = "http://www.w3.org/2001/XMLSchema#"
    string: Final = NS + "string"
    integer: Final = NS + "integer"
    decimal: Final = NS + "decimal"
    date: Final = NS + "date"
    dateTime: Final = NS + "dateTime"
    duration: Final = NS + "duration"


class SKOS:
    """SKOS terms."""

    NS: Final = "http://www.w3.org/2004/02/skos/core#"
    inScheme: Final = NS + "inScheme"
    broader: Final = NS + "broader"
    broaderTransitive: Final = NS + "broaderTransitive"
    prefLabel: Final = NS + "prefLabel"
    altLabel: Final = NS + "altLabel"
    hiddenLabel: Final = NS + "hiddenLabel"
    definition: Final = NS + "definition"


class OA:
    """Web Annotation terms: where the evidence stands."""

    NS: Final = "http://www.w3.org/ns/oa#"
    Annotation: Final = NS + "Annotation"
    SpecificResource: Final = NS + "SpecificResource"
    TextPositionSelector: Final = NS + "TextPositionSelector"
    TextQuoteSelector: Final = NS + "TextQuoteSelector"
    hasTarget: Final = NS + "hasTarget"
    hasSource: Final = NS + "hasSource"
    hasSelector: Final = NS + "hasSelector"
    start: Final = NS + "start"
    end: Final = NS + "end"
    exact: Final = NS + "exact"


class PROV:
    """PROV-O terms: how a graph was made."""

    NS: Final = "http://www.w3.org/ns/prov#"
    Activity: Final = NS + "Activity"
    SoftwareAgent: Final = NS + "SoftwareAgent"
    wasGeneratedBy: Final = NS + "wasGeneratedBy"


class DCT:
    """Dublin Core terms."""

    NS: Final = "http://purl.org/dc/terms/"
    PeriodOfTime: Final = NS + "PeriodOfTime"
    conformsTo: Final = NS + "conformsTo"
    creator: Final = NS + "creator"
    description: Final = NS + "description"
    issued: Final = NS + "issued"
    source: Final = NS + "source"
    temporal: Final = NS + "temporal"
    title: Final = NS + "title"


class FOAF:
    """FOAF terms."""

    NS: Final = "http://xmlns.com/foaf/0.1/"
    homepage: Final = NS + "homepage"
    name: Final = NS + "name"


class VOID:
    """VoID terms: what a store holds, and the alignment as a set of links."""

    NS: Final = "http://rdfs.org/ns/void#"
    Dataset: Final = NS + "Dataset"
    class_: Final = NS + "class"
    classPartition: Final = NS + "classPartition"
    classes: Final = NS + "classes"
    distinctSubjects: Final = NS + "distinctSubjects"
    entities: Final = NS + "entities"
    exampleResource: Final = NS + "exampleResource"
    properties: Final = NS + "properties"
    property: Final = NS + "property"
    propertyPartition: Final = NS + "propertyPartition"
    subset: Final = NS + "subset"
    triples: Final = NS + "triples"
    uriSpace: Final = NS + "uriSpace"
    vocabulary: Final = NS + "vocabulary"


class DCAT:
    """Data Catalog Vocabulary 3 terms: how to cite a store, and what it is about."""

    NS: Final = "http://www.w3.org/ns/dcat#"
    Dataset: Final = NS + "Dataset"
    endDate: Final = NS + "endDate"
    keyword: Final = NS + "keyword"
    startDate: Final = NS + "startDate"
    version: Final = NS + "version"


class DPV:
    """Data Privacy Vocabulary 2.x, as far as the core needs it; the rest is in alignment-dpv.ttl."""

    NS: Final = "https://w3id.org/dpv#"
    Process: Final = NS + "Process"


PREFIXES: Final[dict[str, str]] = {
    "pt": BASE,
    "policy": ID + "policy/",
    "party": ID + "party/",
    "dcat": DCAT.NS,
    "dcterms": DCT.NS,
    "dpv": DPV.NS,
    "foaf": FOAF.NS,
    "oa": OA.NS,
    "owl": OWL.NS,
    "prov": PROV.NS,
    "rdf": RDF.NS,
    "rdfs": RDFS.NS,
    "skos": SKOS.NS,
    "void": VOID.NS,
    "xsd": XSD.NS,
}
"""The one prefix table for all queries and outputs."""

SCHEMES: Final[dict[str, str]] = {
    PT.DataScheme: "data",
    PT.RecipientScheme: "recipient",
    PT.PurposeScheme: "purpose",
    PT.ConditionScheme: "condition",
    PT.RetentionScheme: "retention",
}
"""IRI of a concept scheme -> its short name, in the order in which outputs list them."""


def pt(name: str) -> str:
    """The IRI of a concept by its local name.

    >>> pt("CallDetailRecord")
    'https://w3id.org/policytrail/ns#CallDetailRecord'
    """
    return BASE + name


def local(iri: str) -> str:
    """The local name of an IRI: what follows the last `#`, or else the last `/`.

    >>> local(pt("CPNI")), local(policy_iri("aegis"))
    ('CPNI', 'aegis')
    """
    return iri.rsplit("#", 1)[-1] if "#" in iri else iri.rsplit("/", 1)[-1]


def policy_iri(slug: str) -> str:
    """The IRI of a policy, which is also the name of its graph.

    >>> policy_iri("viber-2020")
    'https://w3id.org/policytrail/id/policy/viber-2020'
    """
    return f"{ID}policy/{slug}"


def party_iri(key: str) -> str:
    """The IRI of a provider (by its slug) or of a named organisation (by `party_key` of its name)."""
    return f"{ID}party/{key}"


# Only as the last word, so that "Limited Brands" and "Corp Travel" keep theirs.
_LEGAL_FORMS: Final = re.compile(
    r"ab|ag|asa?|bv|co|company|corp|corporation|gmbh|inc|incorporated|kg|limited|ll[cp]|lp|ltd|nv|oy|plc|pty"
    r"|sa|sarl|sas|se|spa|srl"
)


def party_key(name: str) -> str:
    """The key of an organisation's name: the same organisation gets the same key in every policy.

    Lower case, accents dropped, legal form at the end dropped, anything but letters and digits as `-`.
    Names in other scripts keep their letters.

    Raises:
        InputError: the name has neither a letter nor a digit.

    >>> party_key("Google, Inc."), party_key("Telcentris, Inc."), party_key("AT&T")
    ('google', 'telcentris', 'at-t')
    >>> party_key("Télévision S.A."), party_key("Limited")
    ('television', 'limited')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    # The dots of "S.A." and "L.L.C." join their letters.
    plain = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", plain.casefold())
    words = re.findall(r"[^\W_]+", plain)
    while len(words) > 1 and _LEGAL_FORMS.fullmatch(words[-1]):
        words.pop()
    if not words:
        raise InputError(f"no letter or digit in the name of an organisation: {name!r}")
    return "-".join(words)
