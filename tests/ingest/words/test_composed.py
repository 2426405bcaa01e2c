"""Labels that the rule files compose of parts: each names one concept, and none stands in the ontology too."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policytrail.ingest.words.lexicon import lexicon
from policytrail.ingest.words.tokens import tokens
from policytrail.ingest.words.wordlists import composed_conditions, composed_parties
from policytrail.ontology.taxonomy import taxonomy

Composed = Callable[[], tuple[tuple[str, str], ...]]


@pytest.mark.parametrize("composed", [composed_conditions, composed_parties])
def test_a_composed_label_names_one_concept_of_the_ontology(composed: Composed) -> None:
    concepts: dict[str, set[str]] = {}
    for concept, label in composed():
        concepts.setdefault(label, set()).add(concept)
    assert {label: named for label, named in concepts.items() if len(named) > 1} == {}
    assert {concept for concept, _ in composed()} <= taxonomy().concepts.keys()


def test_no_condition_is_composed_that_the_ontology_has_for_the_extractor_alone() -> None:
    hidden = {label for c in taxonomy().concepts.values() if c.scheme == "condition" for label in c.hidden}
    assert hidden & {label for _, label in composed_conditions()} == set()


@pytest.mark.parametrize(
    ("said", "concept"),
    [
        ("once you have agreed", "Consent"),
        ("subject to your written consent", "Consent"),
        ("until you tell us otherwise", "OptOut"),
        ("where you have switched on", "UserInitiated"),
    ],
)
def test_composed_conditions_are_found_in_any_inflection(said: str, concept: str) -> None:
    found = [m for m in lexicon().mentions(tokens(said)) if m.scheme == "condition"]
    assert [(m.concept, m.first, m.last) for m in found] == [(concept, 0, len(said.split()) - 1)]
