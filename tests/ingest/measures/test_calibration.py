"""Calibration on made-up trials whose answer is known."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from policytrail.ingest.confidence import Agreement, Confidence
from policytrail.ingest.measures.calibration import (
    FEWEST,
    Annotated,
    Bin,
    Case,
    Trial,
    calibrate,
    leave_one_out,
    reliability,
    to_toml,
    trials,
)
from policytrail.ingest.readers import read_document
from policytrail.ingest.statement import Statement, read_unanchored


def trial(policy: int, rule: str, right: float, agreement: Agreement = "alone", action: str = "use") -> Trial:
    return Trial(f"policy-{policy}", action, rule, agreement, right)


MANY = [
    made
    for policy in range(12)
    for made in (
        *(trial(policy, "good", 1.0) for _ in range(3)),
        *(trial(policy, "bad", 0.0) for _ in range(3)),
        *(trial(policy, "middling", float(policy % 2), "agrees" if policy % 2 else "differs") for _ in "ab"),
    )
]


def test_a_rule_that_is_right_everywhere_is_trusted_and_one_that_is_wrong_is_not() -> None:
    table = calibrate(MANY)
    assert table.of("use", "good") > 0.85
    assert table.of("use", "bad") < 0.15
    assert 0.4 < table.of("use", "middling") < 0.6
    assert table.of("use", "never measured") == pytest.approx(0.5, abs=0.05)


def test_agreement_is_learned() -> None:
    table = calibrate(MANY)
    by_agreement = [table.of("use", "middling", each) for each in ("differs", "alone", "agrees")]
    assert by_agreement == sorted(set(by_agreement))


def test_many_items_of_one_policy_do_not_outweigh_the_other_policies() -> None:
    one_list = [trial(0, "good", 0.0) for _ in range(500)]
    assert calibrate(MANY + one_list).of("use", "good") > 0.7


def test_a_policy_left_out_says_nothing_of_itself() -> None:
    only_here = [trial(99, "unheard of", 0.0) for _ in range(20)]
    predicted = leave_one_out(MANY + only_here)
    assert len(predicted) == len(MANY) + 20
    assert {case.predicted for case in predicted[-20:]} == {calibrate(MANY).of("use", "unheard of")}


def test_what_only_the_parser_finds_counts_by_itself() -> None:
    found = [trial(n, "parse-use", 1.0) for n in range(FEWEST)]
    found += [trial(n, "parse-share", 1.0, action="share") for n in range(FEWEST - 1)]  # too few to tell
    found += [trial(n, "parse-sell", n / 5, action="sell") for n in range(5)]  # 0.4
    with_parser, without = calibrate(MANY + found), calibrate(MANY)
    kept = {rule for rules in with_parser.rules.values() for rule in rules if rule.startswith("parse-")}
    assert kept == {"parse-use"}
    assert with_parser.overall == without.overall
    assert without.rules["use"].items() <= with_parser.rules["use"].items()


def test_reliability_compares_predicted_with_measured() -> None:
    predicted = [Case(0.55, 1, 1), Case(0.55, 0, 1), Case(0.95, 1, 1), Case(0.95, 0.5, 1)]
    assert reliability(predicted) == [
        Bin(0.5, 0.6, 2, 0.55, 0.5),
        Bin(0.9, 1.0, 2, 0.95, 0.75),
    ]


def test_the_file_gives_the_figures_back() -> None:
    table = calibrate([*MANY, trial(1, 'a "quoted" rule', 1.0)])
    read = Confidence(**tomllib.loads(to_toml(table, MANY, "A note.\n\nIn lines.")))
    assert read.overall == round(table.overall, 3)
    assert {
        action: {rule: round(share, 3) for rule, share in rules.items()}
        for action, rules in table.rules.items()
    } == read.rules
    assert {name: round(shift, 3) for name, shift in table.agreement.items()} == read.agreement


def test_trials_come_from_annotated_policies(samples: Path, gold: Path) -> None:
    document = read_document(samples / "aegis.txt")
    annotated, _ = read_unanchored(gold / "aegis.jsonl")
    policy = Annotated("aegis", document, ("Aegis Communications",), annotated)
    found = trials([policy])
    assert {each.policy for each in found} == {"aegis"}
    assert sum(each.right for each in found) / len(found) > 0.5
    nothing_right = Annotated("aegis", document, policy.names, [Statement("aegis", "sell", "", 0, 0)])
    assert {each.right for each in trials([nothing_right])} == {0.0}
