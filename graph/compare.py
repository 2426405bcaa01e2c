"""Two policies side by side: two providers, or two versions of one policy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten
from typing import Any, Final, Literal, TypedDict

from policytrail.errors import UnknownNameError, as_name, near_names, offer
from policytrail.graph.evidence import Evidence, Reader
from policytrail.graph.parties import Parties, definitions
from policytrail.graph.rows import Tabular
from policytrail.graph.storage.store import Store
from policytrail.graph.trails.matching import Matcher
from policytrail.ontology.taxonomy import taxonomy

State = Literal["first", "second", "both", "changed"]

RELATIONS: Final = ("collection", "flow", "purpose", "retention", "denial")
"""What is compared, in the order of the output."""

_TELLS: Final[dict[State, str]] = {"first": "-", "second": "+", "changed": "~", "both": "="}


@dataclass(frozen=True, slots=True)
class Side:
    """What one policy says of a point: its terms and the places where it says so.

    `terms` are the conditions and purposes of a flow, the rules and periods of retention, of all its
    statements; the evidence that has most of the terms that the other policy has not comes first.
    """

    terms: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    def to_dict(self) -> dict[str, Any]:
        """As outputs have it."""
        return {"terms": list(self.terms), "evidence": [each.to_dict() for each in self.evidence]}


@dataclass(frozen=True, slots=True)
class Difference:
    """One point on which the policies agree or differ.

    Attributes:
        relation: one of `RELATIONS`.
        state: said by the `first` policy only, by the `second` only, by `both`, or by both in other terms
            (`changed`).
        about: what it is about: action, data concept, recipient or purpose, as far as they apply.
    """

    relation: str
    state: State
    about: tuple[str, ...]
    first: Side | None
    second: Side | None

    def to_dict(self) -> dict[str, Any]:
        """As outputs have it."""
        return {
            "relation": self.relation,
            "state": self.state,
            "about": list(self.about),
            "first": self.first.to_dict() if self.first else None,
            "second": self.second.to_dict() if self.second else None,
        }


class DifferenceRow(TypedDict):
    """A point on which two policies agree or differ, for tables."""

    relation: str
    state: str
    about: str
    first_terms: str
    second_terms: str
    first_quote: str
    second_quote: str


@dataclass(frozen=True, slots=True, repr=False)
class Comparison(Tabular):
    """All points of two policies; `first` and `second` are their slugs."""

    first: str
    second: str
    differences: tuple[Difference, ...]

    def __iter__(self) -> Iterator[Difference]:
        return iter(self.differences)

    def to_dict(self) -> dict[str, Any]:
        """As outputs have it."""
        return {
            "first": self.first,
            "second": self.second,
            "differences": [each.to_dict() for each in self.differences],
        }

    columns = tuple(DifferenceRow.__annotations__)

    def rows(self) -> list[DifferenceRow]:
        """One flat row a point, for tables and CSV."""
        return [
            {
                "relation": each.relation,
                "state": each.state,
                "about": " ".join(each.about),
                "first_terms": " ".join(each.first.terms) if each.first else "",
                "second_terms": " ".join(each.second.terms) if each.second else "",
                "first_quote": each.first.evidence[0].quote if each.first else "",
                "second_quote": each.second.evidence[0].quote if each.second else "",
            }
            for each in self.differences
        ]

    def to_text(self, *, same: bool = False) -> str:
        """The comparison as text; with `same`, also what both say in the same terms.

        What both say in other terms is quoted from both. Words that were quoted in full already are
        shortened.
        """
        lines = [f"- {self.first}", f"+ {self.second}"]
        quoted: set[Evidence] = set()
        for relation in RELATIONS:
            found = [each for each in self if each.relation == relation and (same or each.state != "both")]
            if found:
                lines += ["", f"{relation.capitalize()}:"]
                lines += [line for each in found for line in _tell(each, quoted)]
        return "\n".join(lines) + "\n"


def compare(store: Store, first: str, second: str, category: str | None = None) -> Comparison:
    """Compare two policies: what only one says, what both say, and what they say in other terms.

    Args:
        store: an open store.
        first, second: each the slug of a policy, or a provider, whose newest policy is taken.
        category: only what carries this data category.

    Raises:
        UnknownNameError: there is no such policy, provider or category.
    """
    parties = Parties(store)
    slugs = [_slug(store, parties, name) for name in (first, second)]
    wanted = taxonomy().resolve(category, "data") if category is not None else None
    matcher = Matcher(wanted, definitions(store, set(slugs))) if wanted else None
    reader = Reader(store)
    one, other = (_points(reader, parties, slug, matcher) for slug in slugs)
    found = []
    nothing: _Said = {}
    for key in sorted(one.keys() | other.keys(), key=lambda key: (RELATIONS.index(key[0]), key[1])):
        said, answered = one.get(key, nothing), other.get(key, nothing)
        mine, theirs = _side(said, answered), _side(answered, said)
        state: State = "both"
        if mine is None or theirs is None:
            state = "first" if theirs is None else "second"
        elif mine.terms != theirs.terms:
            state = "changed"
        found.append(Difference(key[0], state, key[1], mine, theirs))
    return Comparison(slugs[0], slugs[1], tuple(found))


def _slug(store: Store, parties: Parties, name: str) -> str:
    slugs = [entry.slug for entry in store.policies()]
    if as_name(name, "policy") in slugs:
        return name
    try:
        return parties.policy[parties.provider(name)]
    except UnknownNameError as error:
        mend = offer(near_names(name, slugs), slugs)
        raise UnknownNameError(f"no policy or provider {name!r} in the store", mend=mend) from error


_Key = tuple[str, tuple[str, ...]]
_Said = dict[Evidence, set[str]]
"""Where a policy says a point, and in which terms there."""


def _points(reader: Reader, parties: Parties, slug: str, matcher: Matcher | None) -> dict[_Key, _Said]:
    """Everything that a policy says, point by point."""
    points: dict[_Key, _Said] = {}

    def say(relation: str, about: tuple[str, ...], terms: tuple[str, ...], evidence: Evidence) -> None:
        points.setdefault((relation, about), {}).setdefault(evidence, set()).update(terms)

    def wanted(data: tuple[str, ...]) -> list[str]:
        return [each for each in data if matcher is None or matcher.match((each,), slug)]

    for flow in reader.flows(slug):
        for data in wanted(flow.data):
            if flow.action == "collect":
                say("collection", (data,), flow.conditions, flow.evidence)
            else:
                about = (flow.action, data, parties[flow.recipient].id)
                say("flow", about, (*flow.conditions, *flow.purposes), flow.evidence)
            for purpose in flow.purposes:
                say("purpose", (data, purpose), (), flow.evidence)
    for use in reader.uses(slug):
        for data in wanted(use.data):
            for purpose in use.purposes:
                say("purpose", (data, purpose), (), use.evidence)
    for kept in reader.retentions(slug):
        for data in wanted(kept.data):
            rule = f"{kept.rule}:{kept.period}" if kept.period else kept.rule
            say("retention", (data,), (rule,), kept.evidence)
    for denial in reader.denials(slug):
        for data in wanted(denial.data):
            recipients = [parties[each].id for each in denial.recipients]
            for what in recipients or denial.purposes or ("",):
                point = tuple(filter(None, (denial.action, data, what)))
                say("denial", point, denial.conditions, denial.evidence)
    return points


def _side(said: _Said, answered: _Said) -> Side | None:
    """What one policy says of a point, beside what the other says of it."""
    if not said:
        return None
    terms = set().union(*said.values())
    own = terms.difference(*answered.values())
    places = sorted(said, key=lambda place: (-len(own & said[place]), place.start, place.end))
    return Side(tuple(sorted(terms)), tuple(places))


def _tell(difference: Difference, quoted: set[Evidence]) -> Iterator[str]:
    """A point in words, in lines; the evidence that it quotes is added to `quoted`."""
    about = ", ".join(_label(each) for each in difference.about)
    sides = [side for side in (difference.first, difference.second) if side]
    terms = [", ".join(_label(term) for term in side.terms) or "no terms" for side in sides]
    changed = difference.state == "changed"
    told = " → ".join(terms if changed else terms[:1])
    head = f"{_TELLS[difference.state]} {about}" + (f" [{told}]" if told != "no terms" else "")
    words = [_quote(side.evidence[0], quoted) for side in sides]
    if changed:
        yield from (f"  {head}:", f"    - {words[0]}", f"    + {words[1]}")
    else:
        yield f"  {head}: {words[0]}"


def _quote(evidence: Evidence, quoted: set[Evidence]) -> str:
    words = " ".join(evidence.quote.split())
    if evidence in quoted:
        words = shorten(words, 64, placeholder=" …", break_on_hyphens=False)
    quoted.add(evidence)
    return f"“{words}”"


def _label(name: str) -> str:
    rule, _, rest = name.partition(":")
    known = taxonomy().concepts
    if name in known:
        return known[name].label
    return f"{known[rule].label} {rest}" if rule in known else rest or name
