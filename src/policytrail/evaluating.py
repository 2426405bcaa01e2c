"""From a folder of gold statements and their texts to an evaluation."""

from __future__ import annotations

from pathlib import Path

from policytrail.building import Tell, metadata_of, provider_names, texts_in
from policytrail.errors import InputError, PolicytrailError
from policytrail.ingest.anchors import Anchors
from policytrail.ingest.extractor import extract
from policytrail.ingest.measures import evaluate as scoring
from policytrail.ingest.readers import read_document
from policytrail.ingest.statement import Statement, near, read_unanchored


def evaluate(
    gold: Path,
    texts: Path,
    *,
    found: Path | None = None,
    concepts: Path | None = None,
    tell: Tell | None = None,
) -> tuple[scoring.Evaluation, list[PolicytrailError]]:
    """Evaluate the built-in extractor, or the statements in a file, against gold statements.

    Args:
        gold: folder of `SLUG.jsonl` files.
        texts: folder of the policies' texts.
        found: statement file to evaluate instead of extracting now.
        concepts: concepts.tsv with the concepts that the gold could have used; all if None.
        tell: called before each policy.

    Returns:
        The evaluation, and a problem for each line that was left out, for each gold quotation that
        is not in its text, and for each policy of `found` that has none.

    Raises:
        InputError: a file, or the text of a policy, is missing or cannot be read.
    """
    wanted, unread = scoring.read_gold(gold)
    problems: list[PolicytrailError] = list(unread)
    files = texts_in(texts)
    statements: dict[str, list[Statement]] = {slug: [] for slug in wanted}
    if found is not None:
        read, unread = read_unanchored(found)
        problems += unread
        for each in read:
            statements.setdefault(each.policy, []).append(each)
        problems += [
            InputError(f"no text for policy {slug!r}", where=str(found), mend=near(slug, files) or None)
            for slug in statements
            if slug not in files and slug not in wanted
        ]
    by_slug: dict[str, str] = {}
    for number, slug in enumerate(wanted, 1):
        if tell:
            tell(slug, number, len(wanted))
        if slug not in files:
            raise InputError(f"no text for policy {slug!r}", where=str(texts), mend=f"add {slug}.txt")
        document = read_document(files[slug])
        by_slug[slug] = document.text
        problems += _elsewhere(wanted[slug], document.text, str(gold / f"{slug}.jsonl"))
        if found is None:
            metadata = metadata_of(document, slug, files[slug])
            statements[slug] = extract(document, slug, provider_names(metadata))
    known = None if concepts is None else scoring.known_concepts(concepts)
    return scoring.evaluate(wanted, statements, by_slug, known), problems


def _elsewhere(statements: list[Statement], text: str, where: str) -> list[InputError]:
    """A problem for each gold quotation that is not in the text: what it says counts all the same."""
    anchors = Anchors(text)
    missing = (each.quote for each in statements if each.start < 0 and not any(anchors.find_all(each.quote)))
    return [
        InputError(
            f"the quotation “{' '.join(quote.split())[:60]}” does not stand in the text",
            where=where,
            mend="quote the policy's exact words",
        )
        for quote in missing
    ]
