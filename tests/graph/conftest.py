"""Little worlds in a language of their own, one clause a line; the clause is its own evidence.

    acme is CommunicationsProvider
    acme collects CallDetailRecord + Voicemail
    acme shares TrafficData with ServiceProvider + org:Google for Analytics if OptOut at 0.7
    acme never sells PersonalData with ThirdParty
    acme keeps Voicemail until FixedPeriod:P18M
    acme defines CPNI as CallDetailRecord

A remark in brackets at the end of a clause belongs to its words only.
`acme@2020-05-01 shares ...` belongs to the version of acme's policy that was issued on that date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import cycle

import pytest
from pyoxigraph import Quad

from policytrail.graph.storage.store import Store
from policytrail.graph.trails.trace import Hop, TraceResult, Trail
from policytrail.ingest.metadata.reader import KindEvidence, Metadata
from policytrail.ingest.policy import Policy
from policytrail.ingest.rdf import policy_quads
from policytrail.ingest.statement import Action, Statement

_CLAUSE = re.compile(
    r"(?P<who>[\w.-]+)(?:@(?P<date>[\d-]+))? (?P<never>never )?(?P<verb>\w+) (?P<data>[\w + ]+?)"
    r"(?: with (?P<recipients>.+?))?(?: as (?P<parts>.+?))?(?: until (?P<rules>.+?))?"
    r"(?: for (?P<purposes>.+?))?(?: if (?P<conditions>.+?))?(?: at (?P<confidence>[\d.]+))?(?: \(.+\))?"
)
_ACTIONS: dict[str, Action] = {
    "collects": "collect",
    "uses": "use",
    "shares": "share",
    "sells": "sell",
    "keeps": "retain",
    "defines": "define",
}


def read_world(text: str) -> list[Policy]:
    """The policies of a little world."""
    versions: dict[tuple[str, str], list[re.Match[str]]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        clause = _CLAUSE.fullmatch(line)
        assert clause, f"no clause of the little language: {line}"
        versions.setdefault((clause["who"], clause["date"] or ""), []).append(clause)
    return [_policy(who, date, clauses) for (who, date), clauses in versions.items()]


def _policy(who: str, date: str, clauses: Iterable[re.Match[str]]) -> Policy:
    slug = f"{who}-{date[:4]}" if date else who
    text, kinds, statements = "", [], []
    for clause in clauses:
        start, end = len(text), len(text) + len(clause[0])
        text += clause[0] + "\n"
        if clause["verb"] == "is":
            kinds.append(KindEvidence(clause["data"], start, end, clause[0]))
            continue
        listed = {name: _split(value) for name, value in clause.groupdict().items() if value}
        defined = clause["verb"] == "defines"
        statements.append(
            Statement(
                slug,
                _ACTIONS[clause["verb"]],
                clause[0],
                start,
                end,
                polarity="deny" if clause["never"] else "affirm",
                data=listed["parts"] if defined else listed["data"],
                broader=clause["data"] if defined else None,
                recipients=listed.get("recipients", ()),
                purposes=listed.get("purposes", ()),
                conditions=listed.get("conditions", ()),
                retention=listed.get("rules", ()),
                confidence=float(clause["confidence"]) if clause["confidence"] else None,
            )
        )
    about = Metadata(who.title(), who, date=date, kinds=tuple(kinds))
    return Policy(slug, text, about, tuple(statements))


def _split(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split("+"))


def build_world(text: str) -> Store:
    """A store in memory that holds a little world."""
    store = Store.memory()
    store.load((policy.slug, policy_quads(policy)) for policy in read_world(text))
    return store


def draw(trail: Trail) -> str:
    """A trail in one line: `-via->` an explicit hop, `~via~>` a broad one, `..>` a possible one."""
    return " ".join([trail.start.id, *map(_draw_hop, trail.hops)])


def _draw_hop(hop: Hop) -> str:
    if hop.certainty == "possible":
        arrow = "..>"
    else:
        arrow = f"-{hop.via}->" if hop.match == "explicit" else f"~{hop.via}~>"
    return f"{arrow} {hop.recipient.id}"


def drawn(result: TraceResult) -> list[str]:
    """Every trail of a result, in its order."""
    return [draw(trail) for reached in result.reached for trail in reached.trails]


@pytest.fixture(scope="session")
def world() -> Callable[[str], Store]:
    """Builds a little world."""
    return build_world


@pytest.fixture(scope="session")
def policies() -> Callable[[str], list[Policy]]:
    """Reads the policies of a little world."""
    return read_world


@pytest.fixture(scope="session")
def quick_world() -> Callable[[str], Store]:
    """Builds a little world in one of two stores in turn, so that only two may be in use at a time.

    To make a store, the whole ontology is written; that takes longer than the world.
    """
    stores = cycle([Store.memory(), Store.memory()])

    def build(text: str) -> Store:
        store = next(stores)
        gone: list[tuple[str, list[Quad]]] = [(entry.slug, []) for entry in store.policies()]
        store.load([*gone, *((policy.slug, policy_quads(policy)) for policy in read_world(text))])
        return store

    return build


@pytest.fixture(scope="session")
def lines() -> Callable[[TraceResult], list[str]]:
    """Draws the trails of a result."""
    return drawn
