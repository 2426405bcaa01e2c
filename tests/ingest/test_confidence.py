"""Confidence: where its figures come from, and what a parser's opinions do to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytrail.building import read_policy
from policytrail.ingest.confidence import Agreement, Confidence, Opinions, confidence
from policytrail.ingest.readers import read_document
from policytrail.ingest.second_opinion.dependencies import Opinion
from policytrail.ingest.statement import Action, Polarity, Statement

TEXT = "We share your name and address with banks. We collect cookies."
SENTENCE, OTHER = (0, 42), (43, 62)

TABLE = Confidence(
    overall=0.7,
    actions={"share": 0.8},
    rules={"share": {"active-disclose": 0.9}},
    agreement={"agrees": 1.0, "partly": 0.0, "differs": -1.0},
)


def share(*data: str, recipients: tuple[str, ...] = ("Bank",), polarity: Polarity = "affirm") -> Statement:
    return Statement(
        "acme", "share", TEXT[:41], 0, 41, polarity=polarity, data=data, recipients=recipients, rule="r"
    )


def opinion(
    *data: str,
    action: Action = "share",
    polarity: Polarity = "affirm",
    recipients: tuple[str, ...] = ("Bank",),
    sentence: tuple[int, int] = SENTENCE,
    points: bool = False,
) -> Opinion:
    start, end = sentence[0], sentence[1] - 1
    return Opinion(sentence, start, end, action, polarity, data, recipients, (), points)


def test_the_figure_of_a_rule_else_of_its_action_else_of_all() -> None:
    assert TABLE.of("share", "active-disclose") == 0.9
    assert TABLE.of("share", "a new rule") == 0.8
    assert TABLE.of("retain", "a new rule") == 0.7


def test_agreement_moves_confidence_and_nothing_is_certain() -> None:
    moved = [TABLE.of("share", "active-disclose", each) for each in ("differs", "partly", "alone", "agrees")]
    assert moved == [0.77, 0.9, 0.9, 0.96]
    sure = Confidence(1.0, {}, {"use": {"never right": 0.0}}, {})
    assert (sure.of("use", "any"), sure.of("use", "never right")) == (0.99, 0.01)


@pytest.mark.parametrize(
    ("opinions", "agreement"),
    [
        ([opinion("Name"), opinion("PostalAddress")], "agrees"),
        ([opinion("Name")], "partly"),
        ([opinion("Age", points=True)], "agrees"),  # "this information" may be any data
        ([opinion("Name", "PostalAddress", recipients=("Advertiser",))], "differs"),
        ([opinion("Name", "PostalAddress", polarity="deny")], "differs"),
        ([opinion("Name", "PostalAddress", action="sell")], "differs"),
        ([opinion("Name", "PostalAddress", sentence=OTHER)], "alone"),
        ([], "alone"),
    ],
)
def test_what_the_parser_says_of_a_statement(opinions: list[Opinion], agreement: Agreement) -> None:
    assert Opinions(opinions).agreement(share("Name", "PostalAddress")) == agreement


def test_a_statement_without_facts_is_not_judged() -> None:
    use = Statement("acme", "use", TEXT[:41], 0, 41, data=("Name",))
    assert Opinions([opinion("Name")]).agreement(use) == "alone"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (opinion("Age"), ("Age",)),
        (opinion("Name", "Age"), ("Age",)),  # only what is new
        (opinion("Name"), ()),
        (opinion("ContactData"), ()),  # the statement says it more precisely
        (opinion("PersonalData"), ()),
        (opinion("Age", recipients=("Recipient",)), ()),
        (opinion("Age", points=True), ()),
        (opinion("Cookies", action="collect", recipients=(), sentence=OTHER), ("Cookies",)),
    ],
)
def test_what_only_the_parser_finds(said: Opinion, kept: tuple[str, ...]) -> None:
    document = read_document(TEXT.encode(), "acme.txt")
    found = Opinions([said]).unsaid([share("Name", "PostalAddress")], document)
    assert [each.data for each in found] == ([kept] if kept else [])
    for each in found:
        assert each.rule == f"parse-{said.action}"
        assert each.policy == "acme"
        assert each.quote == TEXT[each.start : each.end]


def test_every_statement_of_the_samples_has_the_measured_confidence(samples: Path) -> None:
    table = confidence()
    for path in sorted(samples.iterdir()):
        for each in read_policy(path).statements:
            assert each.confidence == table.of(each.action, each.rule)


def test_the_measured_figures_are_shares() -> None:
    table = confidence()
    assert table.agreement["agrees"] > table.agreement["differs"]
    shares = [table.overall, *table.actions.values()]
    shares += [each for rules in table.rules.values() for each in rules.values()]
    assert all(0 < each < 1 for each in shares)
