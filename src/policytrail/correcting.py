"""What people decided about statements, kept in the store and applied to every build."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from policytrail.errors import InputError, PolicytrailError, UnknownNameError
from policytrail.ingest.corrections import Correction, apply_corrections, read_corrections, statement_id
from policytrail.ingest.policy import Policy
from policytrail.ingest.statement import near, read_utf8, to_dict, to_json

KEPT = "corrections.jsonl"  # in the store's folder


@dataclass(frozen=True, slots=True)
class Decisions:
    """Corrections, and what is wrong with them.

    Attributes:
        all: those that the store keeps and then those of the review file, each once.
        given: those of the review file, as lines to keep.
        problems: lines that cannot be read, and decisions of the review file that disagree.
    """

    all: tuple[Correction, ...]
    given: dict[str, Correction]
    problems: tuple[InputError, ...]


def gather(store: Path, file: Path | None) -> Decisions:
    """The corrections that the store keeps and those of a review file.

    Raises:
        InputError: the review file is missing, unreadable or no review file.
    """
    given, problems = _lines(file) if file is not None else ({}, [])
    problems = [*problems, *_disagreeing(given.values())]
    kept: dict[str, Correction] = {}
    if (store / KEPT).exists() and read_utf8(store / KEPT).strip():
        kept, unread = _lines(store / KEPT)
        problems = [*unread, *problems]
    earlier = (correction for line, correction in kept.items() if line not in given)
    return Decisions((*earlier, *given.values()), given, tuple(problems))


def corrected(policy: Policy, decisions: Decisions, problems: list[PolicytrailError]) -> Policy:
    """The policy with the corrections applied; what could not be applied goes to `problems`."""
    result = apply_corrections(policy.slug, policy.text, policy.statements, decisions.all)
    problems.extend(result.problems)
    return replace(policy, statements=result.statements, reviews=result.reviews)


def keep(store: Path, decisions: Decisions) -> None:
    """Keep the review file's decisions in the store's folder, each once, after those that are there.

    What is there and cannot be read stays as it is: a person may mend it.
    """
    if decisions.given:
        path = store / KEPT
        lines = read_utf8(path).split("\n") if path.exists() else []
        kept = [line for line in lines if line.strip() and line not in decisions.given]
        path.write_bytes("".join(line + "\n" for line in (*kept, *decisions.given)).encode("utf-8"))


def astray(decisions: Decisions, policies: Collection[str]) -> list[UnknownNameError]:
    """A problem for each policy that the review file decides on and that is not among the store's."""
    first: dict[str, Correction] = {}
    for correction in decisions.given.values():
        first.setdefault(correction.statement.policy, correction)
    return [
        UnknownNameError(
            f"no policy {slug!r} in the store: what is decided on it waits until it is built",
            where=correction.where,
            mend=near(slug, policies) or None,
        )
        for slug, correction in first.items()
        if slug not in policies
    ]


def _lines(path: Path) -> tuple[dict[str, Correction], list[InputError]]:
    """The corrections of a file by the line that keeps each, in the order of the last time each is made."""
    corrections, problems = read_corrections(path)
    lines: dict[str, Correction] = {}
    for correction in corrections:
        line = _line(correction)
        lines.pop(line, None)
        lines[line] = correction
    return lines, problems


def _line(correction: Correction) -> str:
    review = correction.review
    decided = {"id": correction.id, "decision": review.decision, "who": review.who, "when": review.when}
    said = to_dict(correction.statement)
    if correction.statement.start < 0:  # an added one without offsets: the quotation is looked for again
        said = {name: value for name, value in said.items() if name not in ("start", "end")}
    return to_json(decided | said)


def _disagreeing(corrections: Collection[Correction]) -> list[InputError]:
    """A problem for each decision that another one of the same date gainsays, further up in the file."""
    problems = []
    made: dict[tuple[str, str], Correction] = {}
    for correction in corrections:
        key = correction.id, correction.review.when
        other = made.setdefault(key, correction)
        if _outcome(other) != _outcome(correction):
            problems.append(
                InputError(
                    f"decides otherwise than {other.where} on the same statement at the same date",
                    where=correction.where,
                    mend="the last one counts; delete the other",
                )
            )
        made[key] = correction
    return problems


def _outcome(correction: Correction) -> str:
    """The id of the statement that a decision leaves, if any."""
    return "" if correction.review.decision == "reject" else statement_id(correction.statement)
