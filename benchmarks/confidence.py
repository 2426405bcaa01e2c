"""Measures how often each rule of the extractor is right, and writes ingest/rules/confidence.toml.

    python benchmarks/confidence.py --gold GOLD --texts TEXTS [--leave-out SLUG]... [-o FILE]

GOLD is a folder of annotated policies (SLUG.jsonl), TEXTS a folder of their texts; both may be repeated.
Prints how reliable the figures are: each policy predicted from the others.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from textwrap import fill

from policytrail.building import metadata_of, provider_names, texts_in
from policytrail.ingest.confidence import AGREEMENTS, PARSE
from policytrail.ingest.measures.calibration import (
    Annotated,
    Trial,
    brier_score,
    calibrate,
    leave_one_out,
    log_loss,
    reliability,
    to_toml,
    trials,
)
from policytrail.ingest.measures.evaluate import known_concepts
from policytrail.ingest.readers import read_document
from policytrail.ingest.second_opinion.parser import opinions, parser_name
from policytrail.ingest.statement import Statement, read_unanchored

NOTE = """How often each rule of the extractor is right: the confidence of its statements.

Measured by benchmarks/confidence.py, not set by hand, on {count} annotated policies:
{policies}.
A statement is right as far as careful readers found its facts there too (not counting its conditions). The
figures of rules are smoothed towards those of actions, these towards that of all, as strongly as predicts
left-out policies best. Most rules were written without these policies at hand: on those they were written
with they are right more often.
agrees, partly, differs: the parser ({parser}) says all,
some or none of the statement's facts; where it is not asked, or says nothing there, nothing is added.
Rules "parse-..." are for what only the parser finds; a kind that is not here was wrong more often than
right, or found too little to tell."""


def annotated(gold: Sequence[Path], texts: Sequence[Path], left_out: Sequence[str]) -> list[Annotated]:
    """The annotated policies with their texts."""
    files = {slug: path for folder in reversed(texts) for slug, path in texts_in(folder).items()}
    found = []
    for folder in gold:
        for path in sorted(folder.glob("*.jsonl")):
            if path.stem in left_out:
                continue
            document = read_document(files[path.stem])
            metadata = metadata_of(document, path.stem, files[path.stem])
            found.append(Annotated(path.stem, document, provider_names(metadata), read_gold(path)))
    return sorted(found, key=lambda each: each.slug)


def read_gold(path: Path) -> list[Statement]:
    """The statements of one file, of which every line must be readable."""
    statements, problems = read_unanchored(path)
    if problems:
        raise problems[0]
    return statements


def report(name: str, measured: Sequence[Trial]) -> None:
    """Print how well left-out policies are predicted."""
    predicted = leave_one_out(measured)
    plain = leave_one_out([replace(each, action="", rule="", agreement="alone") for each in measured])
    share = sum(case.right for case in predicted) / len(predicted)
    print(f"\n{name}: {len(predicted)} statements, {share:.3f} right")
    for score, of in (("Brier score", brier_score), ("log loss", log_loss)):
        print(f"  {score:<11} {of(predicted):.4f}, of one confidence for all {of(plain):.4f}")
    print("  confidence   statements  predicted  measured")
    for each in reliability(predicted):
        print(
            f"  {each.low:.1f} to {each.high:.1f} {each.statements:>12} {each.predicted:>10.3f} {each.measured:>9.3f}"
        )


def main() -> None:
    """Measure, print, write."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--gold", type=Path, action="append", required=True)
    options.add_argument("--texts", type=Path, action="append", required=True)
    options.add_argument("--leave-out", action="append", default=[], metavar="SLUG")
    options.add_argument("--concepts", type=Path, help="concepts.tsv that the annotators worked with")
    options.add_argument("-o", "--output", type=Path, help="where to write the figures")
    args = options.parse_args()
    policies = annotated(args.gold, args.texts, args.leave_out)
    known = known_concepts(args.concepts) if args.concepts else None
    measured = trials(policies, opinions, known)
    own = [each for each in measured if not each.rule.startswith(PARSE)]

    print("what the parser says  statements  right")
    for agreement in AGREEMENTS:
        print(line(agreement, [each for each in own if each.agreement == agreement]))
    print("found by the parser only")
    for rule in sorted({each.rule for each in measured} - {each.rule for each in own}):
        print(line(rule, [each for each in measured if each.rule == rule]))
    unparsed = [replace(each, agreement="alone") for each in own]
    report("Without the parser", unparsed)
    report("With the parser", own)
    if args.output:
        slugs = ", ".join(each.slug for each in policies)
        note = NOTE.format(count=len(policies), policies=fill(slugs, 110), parser=parser_name())
        args.output.write_text(to_toml(calibrate(measured), measured, note), encoding="utf-8")


def line(name: str, measured: Sequence[Trial]) -> str:
    """One line of a table: statements and the share of their facts that is right."""
    right = sum(each.right for each in measured)
    return f"  {name:<20} {len(measured):>10} {right / len(measured) if measured else 0:>7.3f}"


if __name__ == "__main__":
    main()
