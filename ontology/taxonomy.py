"""The concepts of the ontology and their hierarchy, without an RDF graph in memory.

Parsed from the Turtle by pyoxigraph once in a process, in about 30 ms.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

import pyoxigraph as ox

from policytrail.errors import UnknownNameError, as_name, near_names, offer
from policytrail.ontology.files import TAXONOMIES, turtle_file
from policytrail.ontology.vocabulary import DCT, RDFS, SCHEMES, SKOS, local

Scheme = Literal["data", "recipient", "purpose", "condition", "retention"]
_RANKS: Final = 4  # ids, labels, alternative labels, hidden labels


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of one of the five schemes.

    `alt` are labels fit to show, `hidden` further phrases that policies use; both feed the extractor.
    `broader` is empty for the root of a scheme. `source` cites the law that defines the concept.
    """

    id: str
    scheme: str
    label: str
    broader: tuple[str, ...] = ()
    alt: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    definition: str = ""
    source: str = ""


class Taxonomy:
    """All concepts by id (local name), and questions about their hierarchy.

    >>> t = taxonomy()
    >>> t.ancestors("CallDetailRecord")
    {'CallDetailRecord': 0, 'CPNI': 1, 'TrafficData': 1, 'CommunicationsData': 2, 'PersonalData': 2, 'Data': 3}
    >>> t.is_a("CallDetailRecord", "CPNI"), t.is_a("CPNI", "UsageData")
    (True, False)
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts: Final[Mapping[str, Concept]] = {c.id: c for c in concepts}
        narrower = defaultdict[str, list[str]](list)
        for concept in self.concepts.values():
            for parent in concept.broader:
                narrower[parent].append(concept.id)
        self._narrower: Final[Mapping[str, tuple[str, ...]]] = {
            id: tuple(sorted(narrower[id])) for id in self.concepts
        }
        self._ancestors: Final[dict[str, dict[str, int]]] = {}
        self._descendants: Final[dict[str, dict[str, int]]] = {}
        self._ranks: Final[dict[int, dict[str, list[str]]]] = {}

    def __getitem__(self, id: str) -> Concept:
        """The concept of that id.

        Raises:
            UnknownNameError: there is none; the error offers near names.
        """
        try:
            return self.concepts[id]
        except KeyError:
            raise self._unknown(id, None) from None

    def label(self, id: str) -> str:
        """The preferred label of a concept; for any other id the id itself."""
        concept = self.concepts.get(id)
        return concept.label if concept else id

    def narrower(self, id: str) -> tuple[str, ...]:
        """The concepts directly below, sorted by id."""
        return self._narrower[self[id].id]

    def ancestors(self, id: str) -> dict[str, int]:
        """The concept and everything broader, with the length of the shortest way up; nearest first."""
        if id not in self._ancestors:
            self._ancestors[id] = _distances(self[id].id, {i: c.broader for i, c in self.concepts.items()})
        return self._ancestors[id].copy()

    def descendants(self, id: str) -> dict[str, int]:
        """The concept and everything narrower, with the length of the shortest way down; nearest first."""
        if id not in self._descendants:
            self._descendants[id] = _distances(self[id].id, self._narrower)
        return self._descendants[id].copy()

    def is_a(self, id: str, ancestor: str) -> bool:
        """Whether a concept is `ancestor` or narrower."""
        return ancestor in self.ancestors(id)

    def resolve(self, text: str, scheme: Scheme | None = None) -> str:
        """The id of the concept that a person means by `text`.

        Ids are tried before labels, labels before alternative labels, those before the further
        phrases of the lexicon; case, plural, hyphens and underscores do not matter.

        Args:
            text: an id, a label or another name of a concept.
            scheme: look only in this scheme.

        Raises:
            UnknownNameError: no concept, or several, have that name; the error offers names.

        >>> taxonomy().resolve("call-detail-records"), taxonomy().resolve("cdr", "data")
        ('CallDetailRecord', 'CallDetailRecord')
        """
        key = _key(as_name(text, "concept"))
        for rank in range(_RANKS):
            found = [
                id for id in self._names(rank).get(key, ()) if scheme in (None, self.concepts[id].scheme)
            ]
            if len(found) == 1:
                return found[0]
            if found:
                raise UnknownNameError(
                    f"{text!r} names several concepts", mend="say which one: " + ", ".join(found)
                )
        raise self._unknown(text, scheme)

    def _names(self, rank: int) -> dict[str, list[str]]:
        """Key of a name -> ids, for ids (rank 0), labels, alternative labels or hidden labels (rank 3).

        Each is made when it is asked for: the hidden labels are many, and rarely what a person types.
        """
        if rank not in self._ranks:
            found: dict[str, list[str]] = {}
            for concept in self.concepts.values():
                for name in ((concept.id,), (concept.label,), concept.alt, concept.hidden)[rank]:
                    ids = found.setdefault(_key(name), [])
                    if "*" not in name and concept.id not in ids:
                        ids.append(concept.id)
            self._ranks[rank] = found
        return self._ranks[rank]

    def _unknown(self, text: str, scheme: str | None) -> UnknownNameError:
        keys: dict[str, str] = {}
        for rank in range(_RANKS):
            for key, ids in self._names(rank).items():
                for id in ids:
                    if scheme in (None, self.concepts[id].scheme):
                        keys.setdefault(key, id)
        near = near_names(_key(text), keys, cutoff=0.7, most=6)  # several of them may be one concept's
        ids = list(dict.fromkeys(keys[key] for key in near))[:3]
        kind = f"{scheme} concept" if scheme else "concept"
        mend = offer([f"{id} ({self.label(id)})" for id in ids], list(dict.fromkeys(keys.values())))
        elsewhere = [id for rank in range(_RANKS) for id in self._names(rank).get(_key(text), ())]
        if elsewhere:  # then a scheme is given, and it is not in it
            mend = f"it is a {self.concepts[elsewhere[0]].scheme}, {elsewhere[0]}"
        return UnknownNameError(f"no {kind} is called {text!r}", mend=mend)


@cache
def taxonomy() -> Taxonomy:
    """The taxonomy of the installed ontology, ordered by scheme, then as in the files."""
    facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name in (*TAXONOMIES, "core.ttl"):
        for quad in ox.parse(turtle_file(name).read_bytes(), format=ox.RdfFormat.TURTLE):
            subject, predicate, value = quad.subject, quad.predicate, quad.object
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
                facts[subject.value][predicate.value].append(value.value)

    # A concept without a label or definition is a fault that the tests name: it stops nobody here.
    def concept(iri: str, its: Mapping[str, list[str]], scheme: str) -> Concept:
        return Concept(
            id=local(iri),
            scheme=scheme,
            label=its.get(SKOS.prefLabel, [""])[0],
            broader=tuple(sorted(local(parent) for parent in its.get(SKOS.broader, ()))),
            alt=tuple(sorted(its.get(SKOS.altLabel, ()))),
            hidden=tuple(sorted(its.get(SKOS.hiddenLabel, ()))),
            definition=its.get(SKOS.definition, [""])[0],
            source="; ".join(
                label for source in its.get(DCT.source, ()) for label in facts[source][RDFS.label]
            ),
        )

    return Taxonomy(
        concept(iri, its, SCHEMES[its[SKOS.inScheme][0]])
        for iri, its in list(facts.items())
        if SKOS.inScheme in its
    )


def _distances(start: str, edges: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Breadth first: what can be reached from `start`, with the number of steps; sorted in each step."""
    distances: dict[str, int] = {}
    level = [start]
    while level:
        distances.update(dict.fromkeys(level, max(distances.values(), default=-1) + 1))
        level = sorted({there for here in level for there in edges[here]} - distances.keys())
    return distances


def _key(name: str) -> str:
    """Letters and digits of a name in lower case, each word in the singular; `CamelCase` as one word."""
    words = re.findall(r"[^\W_]+", re.sub("['\u2018\u2019]", "", name.lower()))
    return "".join(_singular(word) for word in words)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith(("ies", "ie")):
        return word.rstrip("s")[:-2] + "y"  # "cookie" and "cooky" are one key
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
