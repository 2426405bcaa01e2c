"""What people decided about statements, kept in the store and applied to every build."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from policytrail.errors import InputError, PolicytrailError
from policytrail.ingest.corrections import Correction, apply_corrections, read_corrections
from policytrail.ingest.policy import Policy
from policytrail.ingest.statement import to_dict, to_json

KEPT = "corrections.jsonl"  # in the store's folder


def gather(store: Path, file: Path | None) -> tuple[list[Correction], list[InputError]]:
    """The corrections that the store keeps and those of a review file, and the lines that cannot be read.

    Raises:
        InputError: the review file is missing or unreadable.
    """
    corrections: list[Correction] = []
    problems: list[InputError] = []
    for path in (store / KEPT, file):
        if path is not None and (path == file or path.exists()):
            read, unread = read_corrections(path)
            corrections += read
            problems += unread
    return corrections, problems


def corrected(policy: Policy, corrections: Sequence[Correction], problems: list[PolicytrailError]) -> Policy:
    """The policy with the corrections applied; what could not be applied goes to `problems`."""
    result = apply_corrections(policy.slug, policy.text, policy.statements, corrections)
    problems.extend(result.problems)
    return replace(policy, statements=result.statements, reviews=result.reviews)


def keep(store: Path, corrections: Sequence[Correction]) -> None:
    """Keep corrections in the store's folder, each once, in the order in which they were made."""
    lines = dict.fromkeys(map(_line, corrections))
    if lines:
        (store / KEPT).write_bytes("".join(lines).encode("utf-8"))


def _line(correction: Correction) -> str:
    review = correction.review
    decided = {"id": correction.id, "decision": review.decision, "who": review.who, "when": review.when}
    said = to_dict(correction.statement)
    if correction.statement.start < 0:  # an added one without offsets: the quotation is looked for again
        said = {name: value for name, value in said.items() if name not in ("start", "end")}
    return to_json(decided | said) + "\n"
