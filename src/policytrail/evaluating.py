"""From a folder of gold statements and their texts to an evaluation."""

from __future__ import annotations

from pathlib import Path

from policytrail.building import Tell, metadata_of, provider_names, texts_in
from policytrail.errors import InputError, PolicytrailError
from policytrail.ingest import evaluate as scoring
from policytrail.ingest.extractor import extract
from policytrail.ingest.readers import read_document
from policytrail.ingest.statement import Statement, read_unanchored


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
        The evaluation, and a problem for each line that was left out.

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
    by_slug: dict[str, str] = {}
    for number, slug in enumerate(wanted, 1):
        if tell:
            tell(slug, number, len(wanted))
        if slug not in files:
            raise InputError(f"no text for policy {slug!r}", where=str(texts), mend=f"add {slug}.txt")
        document = read_document(files[slug])
        by_slug[slug] = document.text
        if found is None:
            metadata = metadata_of(document, slug, files[slug])
            statements[slug] = extract(document, slug, provider_names(metadata))
    known = None if concepts is None else scoring.known_concepts(concepts)
    return scoring.evaluate(wanted, statements, by_slug, known), problems
