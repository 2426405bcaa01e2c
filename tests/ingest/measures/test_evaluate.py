"""The evaluation: facts, scores, places, errors, intervals."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from policytrail.errors import InputError
from policytrail.ingest.anchors import Anchors
from policytrail.ingest.facts import facts
from policytrail.ingest.measures.evaluate import (
    Evaluation,
    Score,
    evaluate,
    known_concepts,
    read_gold,
)
from policytrail.ingest.statement import Statement
from policytrail.ontology.taxonomy import taxonomy

TEXT = "We share call records with carriers if you agree. We collect names. We collect names to bill you."


def say(quote: str, **fields: object) -> Statement:
    start = TEXT.index(quote)
    base = Statement("acme", "collect", quote, start, start + len(quote), data=("Name",))
    return replace(base, **fields)  # type: ignore[arg-type]


SHARE = say(
    "share call records",
    action="share",
    data=("CallDetailRecord", "CPNI"),
    recipients=("CommunicationsProvider", "org:Acme, Inc."),
    purposes=("Billing",),
    conditions=("Consent",),
)


def spoilt(gold: dict[str, list[Statement]], texts: dict[str, str]) -> dict[str, list[Statement]]:
    """The gold statements with many faults of all sorts, the same ones each time."""
    found: dict[str, list[Statement]] = {}
    for slug, statements in sorted(gold.items()):
        anchors, found[slug] = Anchors(texts[slug]), []
        for number, statement in enumerate(statements):
            if number % 4 == 3:
                continue
            if number % 5 == 1:
                statement = replace(statement, data=(*statement.data[1:], "Cookies"))
            if number % 6 == 2:
                statement = replace(
                    statement, polarity="affirm", conditions=(*statement.conditions, "OptOut")
                )
            if number % 7 == 3:
                statement = replace(statement, quote="these words stand nowhere in it")
            elif number % 3 == 0:
                start, end = anchors.find(statement.quote) or (0, 0)
                shift = end - start if number % 9 == 0 else 0
                statement = replace(statement, start=start + shift, end=end + shift)
            found[slug].append(statement)
    return found


@pytest.fixture(scope="module")
def result(gold: Path, samples: Path) -> Evaluation:
    statements, problems = read_gold(gold)
    assert problems == []
    texts = {slug: (samples / f"{slug}.txt").read_text(encoding="utf-8") for slug in statements}
    return evaluate(statements, spoilt(statements, texts), texts)


def test_the_figures_are_those_of_the_scoring_script_of_the_annotation(result: Evaluation) -> None:
    """The script that came with the gold statements gave these figures for the same spoilt statements."""
    ours = result.to_dict()
    assert {
        name: (score["precision"], score["recall"], score["f1"], score["gold"])
        for name, score in ours["relations"].items()
    } == {
        "collect": (1.0, 0.7823834196891192, 0.8779069767441859, 193),
        "share": (0.8504672897196262, 0.7222222222222222, 0.7811158798283261, 126),
        "use": (0.9129129129129129, 0.7755102040816326, 0.8386206896551723, 392),
        "sell": (1.0, 0.5555555555555556, 0.7142857142857143, 9),
        "retain": (0.6470588235294118, 0.39285714285714285, 0.4888888888888888, 28),
        "condition": (0.4695121951219512, 0.6936936936936937, 0.5599999999999999, 111),
        "define": (0.9523809523809523, 0.5555555555555556, 0.7017543859649122, 36),
    }
    headline = ours["headline"]
    assert (headline["precision"], headline["recall"], headline["f1"]) == (
        0.9238578680203046,
        0.7679324894514767,
        0.8387096774193549,
    )
    assert {name: score["f1"] for name, score in ours["policies"].items()} == {
        "aegis": 0.848780487804878,
        "ingetel": 0.882758620689655,
        "sailpbx": 0.8563218390804598,
        "voipcom": 0.8025477707006369,
        "voxox": 0.8275862068965516,
    }
    assert (ours["evidence"], ours["unanchored"]) == (0.8270106221547799, 46)


def test_gold_agrees_with_itself(gold: Path, samples: Path) -> None:
    statements, _ = read_gold(gold)
    texts = {slug: (samples / f"{slug}.txt").read_text(encoding="utf-8") for slug in statements}
    same = evaluate(statements, statements, texts)
    assert same.headline.f1 == same.evidence == 1.0
    assert same.errors == () and same.unanchored == 0
    assert set(same.intervals(samples=20).values()) == {(1.0, 1.0)}


def test_facts_of_a_share() -> None:
    assert set(facts(SHARE)) == {
        ("share", "affirm", data, recipient) for data in SHARE.data for recipient in SHARE.recipients
    } | {("use", data, "Billing") for data in SHARE.data} | {
        ("condition", "share", "affirm", recipient, "Consent") for recipient in SHARE.recipients
    }


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            say("collect names", purposes=("Billing",)),
            {("collect", "affirm", "Name"), ("use", "Name", "Billing")},
        ),
        (say("collect names", polarity="deny", purposes=("Billing",)), {("collect", "deny", "Name")}),
        (say("collect names", action="sell", purposes=("Billing",)), {("sell", "affirm", "Name")}),
        (
            say("collect names", action="use", purposes=("Billing",), conditions=("OptOut",)),
            {("use", "Name", "Billing"), ("condition", "use", "affirm", "Billing", "OptOut")},
        ),
        (
            say("collect names", action="use", conditions=("OptOut",)),
            {("condition", "use", "affirm", "Name", "OptOut")},
        ),
        (
            say("collect names", action="retain", retention=("FixedPeriod:P18M",), conditions=("Consent",)),
            {("retain", "Name", "FixedPeriod:P18M")},
        ),
        (say("collect names", action="define", broader="CPNI"), {("define", "affirm", "CPNI", "Name")}),
    ],
)
def test_facts_of_each_action(statement: Statement, expected: set[tuple[str, ...]]) -> None:
    assert set(facts(statement)) == expected


def test_organisations_agree_whatever_their_spelling() -> None:
    other = replace(SHARE, recipients=("CommunicationsProvider", "org:ACME Inc"))
    assert evaluate({"acme": [SHARE]}, {"acme": [other]}, {"acme": TEXT}).headline.f1 == 1.0


def test_a_narrower_concept_counts_as_the_nearest_that_the_gold_could_use() -> None:
    narrow = say("collect names", data=("CallDuration",))
    broad = say("collect names", data=("CallDetailRecord",))
    known = set(taxonomy().concepts) - {"CallDuration"}
    assert evaluate({"acme": [broad]}, {"acme": [narrow]}, {"acme": TEXT}, known).headline.f1 == 1.0
    assert evaluate({"acme": [broad]}, {"acme": [narrow]}, {"acme": TEXT}).headline.f1 == 0.0


def test_evidence_overlaps_any_place_of_a_gold_quotation() -> None:
    gold = replace(say("We collect names"), start=-1, end=-1)  # stands twice
    second = TEXT.rindex("collect names")
    found = say("collect names", start=second, end=second + 7)
    elsewhere = say("if you agree")
    assert evaluate({"acme": [gold]}, {"acme": [found]}, {"acme": TEXT}).evidence == 1.0
    assert evaluate({"acme": [gold]}, {"acme": [elsewhere]}, {"acme": TEXT}).evidence == 0.0


def test_errors_tell_the_words_and_the_rule() -> None:
    wrong = say("carriers if you agree", rule="frame")
    (first, second) = evaluate(
        {"acme": [say("collect names", data=("Age",))]}, {"acme": [wrong]}, {"acme": TEXT}
    ).errors
    assert (first.kind, first.quote, first.rule) == ("wrong", "carriers if you agree", "frame")
    assert (second.kind, second.fact, second.quote) == (
        "missed",
        ("collect", "affirm", "Age"),
        "collect names",
    )
    assert TEXT[second.start : second.end] == second.quote


def test_nothing_found_and_nothing_to_find() -> None:
    nothing = evaluate({"acme": []}, {}, {"acme": TEXT})
    assert nothing.headline == Score() and nothing.headline.f1 == 0.0 and nothing.evidence == 0.0
    missed = evaluate({"acme": [SHARE]}, {"other": [SHARE]}, {"acme": TEXT})
    assert (missed.headline.precision, missed.headline.recall) == (0.0, 0.0)


def test_each_policy_left_out_and_intervals(result: Evaluation) -> None:
    for slug, score in result.without().items():
        (left_out,) = (policy for policy in result.policies if policy.policy == slug)
        assert score + left_out.headline == result.headline
    intervals = result.intervals(samples=200)
    assert intervals == result.intervals(samples=200)
    low, high = intervals["headline"]
    assert low < result.headline.f1 < high
    lowest = min(policy.headline.f1 for policy in result.policies)
    highest = max(policy.headline.f1 for policy in result.policies)
    assert lowest <= low <= high <= highest
    narrow = result.intervals(level=0.5, samples=200)["headline"]
    assert low <= narrow[0] <= narrow[1] <= high


def test_input_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no text for policy 'acme'"):
        evaluate({"acme": [SHARE]}, {}, {})
    with pytest.raises(InputError, match="no gold statements"):
        read_gold(tmp_path)
    (tmp_path / "concepts.tsv").write_text("scheme\tid\ndata\tName\n\n")
    assert known_concepts(tmp_path / "concepts.tsv") == {"Name"}
    with pytest.raises(InputError, match="no list of concepts"):
        known_concepts(tmp_path / "none.tsv")
