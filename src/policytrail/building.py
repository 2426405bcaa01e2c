"""From files to the store: read, extract or take statements, turn into RDF, replace the policy's graph."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from operator import attrgetter
from pathlib import Path

from pyoxigraph import Quad

from policytrail import __version__
from policytrail.correcting import astray, corrected, gather, keep
from policytrail.errors import InputError, PolicytrailError
from policytrail.graph.storage.store import Store
from policytrail.ingest.confidence import assess
from policytrail.ingest.document import Document
from policytrail.ingest.extractor import extract
from policytrail.ingest.metadata.reader import Metadata, read_metadata
from policytrail.ingest.policy import Policy, policy_slug
from policytrail.ingest.rdf import policy_quads
from policytrail.ingest.readers import SUFFIXES, read_document
from policytrail.ingest.second_opinion.dependencies import Opinion
from policytrail.ingest.statement import FIELDS, Statement, read_statements
from policytrail.side_by_side import SideBySide

BUILT_IN = f"policytrail {__version__} built-in"
STATEMENTS_FILE = "statements file"
SIDECAR = ".meta.toml"
STDIN = Path("-")

Tell = Callable[[str, int, int], None]  # name of what is in hand, its number, of how many


@dataclass(frozen=True, slots=True)
class Built:
    """A policy that is in the store now, and whether its graph had to change for it."""

    policy: str
    source: Path
    statements: int
    changed: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: policies in the order in which they were read, and what went wrong."""

    built: tuple[Built, ...]
    problems: tuple[PolicytrailError, ...]


def build(
    paths: Sequence[Path],
    store: Path,
    *,
    texts: Path | None = None,
    corrections: Path | None = None,
    parse: bool = False,
    tell: Tell | None = None,
    jobs: int = 1,
) -> Report:
    """Put the policies of `paths` into a store; what cannot be read is reported and the rest still built.

    Args:
        paths: policy files, statement files (`.jsonl`), and folders of either. Where a policy has a
            statement file among them, its text is not extracted again.
        store: folder of the store, made if it is missing and there is anything to put in. A policy
            that is there already is replaced.
        texts: folder of the policy texts that statement files quote; beside each file if None.
        corrections: a review file. Its decisions are kept in the store and applied over every later build.
        parse: ask a dependency parser for a second opinion on what is extracted (extra `parse`).
        tell: called before each file.
        jobs: how many processes may read files. With more than one, a script that calls this needs
            `if __name__ == "__main__":` around what it does.

    Raises:
        StoreError: the store cannot be opened for writing.
        InputError: the review file cannot be read.
        MissingToolError: `parse`, and the parser is not installed.
    """
    _require_parser(parse)
    decisions = gather(store, corrections)
    problems: list[PolicytrailError] = [*decisions.problems]
    read: list[tuple[Policy, Path]] = []

    def quads() -> Iterator[tuple[str, list[Quad]]]:
        for policy, path in _policies(_files(paths, problems), texts, parse, tell, problems, jobs):
            try:
                policy = corrected(policy, decisions, problems)
                made = policy_quads(policy)
            except PolicytrailError as problem:
                problems.append(problem)
            else:
                read.append((policy, path))
                yield policy.slug, made

    coming = quads()
    first = next(coming, None)
    changed: set[str] = set()
    if first is not None:
        with Store.open(store, create=True) as target:
            changed = set(target.load(chain([first], coming)))
            if decisions.given:
                problems.extend(astray(decisions, [entry.slug for entry in target.policies()]))
        keep(store, decisions)
    built = (
        Built(policy.slug, path, len(policy.statements), policy.slug in changed) for policy, path in read
    )
    return Report(tuple(built), tuple(problems))


def read_policies(
    paths: Sequence[Path], *, parse: bool = False, tell: Tell | None = None, jobs: int = 1
) -> tuple[list[Policy], list[PolicytrailError]]:
    """Read and extract policy files and the policy files in folders, and say what could not be read.

    `parse`: with a dependency parser's second opinion, and `jobs`: processes, as `build` takes them.

    Raises:
        MissingToolError: `parse`, and the parser is not installed.
    """
    _require_parser(parse)
    problems: list[PolicytrailError] = []
    texts = []
    for path in _files(paths, problems):
        if not _holds_statements(path):
            texts.append(path)
        elif path in paths:
            mend = "give it to policytrail build"
            problems.append(InputError("holds statements already", where=str(path), mend=mend))
    return [policy for policy, _ in _policies(texts, None, parse, tell, problems, jobs)], problems


def read_documents(
    paths: Sequence[Path], *, tell: Tell | None = None
) -> tuple[list[tuple[str, Document]], list[PolicytrailError]]:
    """The policy files of `paths` as slug and document, not extracted, and what could not be read."""
    problems: list[PolicytrailError] = []
    documents = []
    files = [path for path in _files(paths, problems) if not _holds_statements(path)]
    for number, path in enumerate(files, 1):
        if tell:
            tell(path.name, number, len(files))
        try:
            documents.append((_slug(path), read_document(path)))
        except PolicytrailError as problem:
            problems.append(problem)
    return documents, problems


def read_policy(path: Path, *, parse: bool = False) -> Policy:
    """Read and extract one policy file, with the sidecar `STEM.meta.toml` beside it if there is one.

    Args:
        path: the file.
        parse: with a dependency parser's second opinion on every statement.

    Raises:
        InputError: the file cannot be read, or nothing in it is a policy statement.
        MissingToolError: `parse`, and the parser is not installed.
    """
    slug = _slug(path)
    document = read_document(path)
    metadata = metadata_of(document, slug, path)
    names = provider_names(metadata)
    found = extract(document, slug, names)
    second: list[Opinion] | None = None
    extractor = BUILT_IN
    if parse:
        from policytrail.ingest.second_opinion.parser import opinions, parser_name

        second = opinions(document, names)
        extractor += f", second opinion of {parser_name()}"
    statements = tuple(merged(assess(found, document, second)))
    if not statements:
        raise InputError("no policy statements found: is it a privacy policy?", where=str(path))
    return Policy(slug, document.text, metadata, statements, extractor)


def merged(statements: Iterable[Statement]) -> list[Statement]:
    """Statements as the store gives them back.

    Those that differ in recipients or retention rules only are one. Of those that say the same in the
    same words, whichever rule found them, the first stands for all.
    """
    found: dict[tuple[object, ...], Statement] = {}
    for each in statements:
        shared = _SHARED(each)
        first = found.get(shared, each)
        recipients = tuple(dict.fromkeys((*first.recipients, *each.recipients)))
        retention = tuple(dict.fromkeys((*first.retention, *each.retention)))
        if recipients != each.recipients or retention != each.retention:
            each = replace(each, recipients=recipients, retention=retention)
        found[shared] = each
    said: dict[tuple[object, ...], Statement] = {}
    for each in found.values():
        said.setdefault(_SAID(each), each)
    return list(said.values())


_SHARED = attrgetter(*(name for name in FIELDS if name not in ("recipients", "retention")))
_SAID = attrgetter(*(name for name in FIELDS if name not in ("rule", "confidence")))


def metadata_of(document: Document, slug: str, path: Path) -> Metadata:
    """Provider, date and so on of the policy in `path`, corrected by its sidecar file."""
    sidecar = path.with_name(path.stem + SIDECAR)
    return read_metadata(document, slug, sidecar if sidecar.exists() else None)


def provider_names(metadata: Metadata) -> tuple[str, ...]:
    """What a policy's text may call its provider."""
    return tuple(dict.fromkeys(name for name in (metadata.provider, *metadata.names) if name))


def texts_in(folder: Path) -> dict[str, Path]:
    """The policy files in a folder by slug; of one policy in several formats the plain text.

    Raises:
        InputError: there is no such folder.
    """
    if not folder.is_dir():
        raise InputError("no such folder of policy texts", where=str(folder))
    files = [file for file in _files([folder], []) if not _holds_statements(file)]
    files.sort(key=lambda file: file.suffix.lower() == ".txt")
    return {policy_slug(file): file for file in files}


def _require_parser(parse: bool) -> None:
    """Say at once, not for every policy, that the parser is missing.

    Raises:
        MissingToolError: it is asked for and missing.
    """
    if parse:
        from policytrail.ingest.second_opinion.parser import parser

        parser()


def _files(paths: Iterable[Path], problems: list[PolicytrailError]) -> Iterator[Path]:
    """Every file once, in a fixed order; of folders what a reader can read."""
    seen: set[Path] = set()
    for path in paths:
        if path.is_dir():
            inside = [each for each in sorted(path.rglob("*")) if _readable(each, path)]
            if not inside:
                problems.append(InputError("no policy in this folder", where=str(path)))
        elif path.exists() or path == STDIN:
            inside = [path]
        else:
            problems.append(InputError("no such file or folder", where=str(path)))
            inside = []
        for each in inside:
            if each.resolve() not in seen:
                seen.add(each.resolve())
                yield each


def _readable(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.is_file() and not hidden and (_holds_statements(path) or path.suffix.lower() in SUFFIXES)


def _holds_statements(path: Path) -> bool:
    return path.suffix.lower() == ".jsonl"


def _policies(
    paths: Iterable[Path],
    texts: Path | None,
    parse: bool,
    tell: Tell | None,
    problems: list[PolicytrailError],
    jobs: int,
) -> Iterator[tuple[Policy, Path]]:
    """Every policy that can be read, once, with the file that it came from; statement files come first."""
    files = sorted(paths, key=lambda path: not _holds_statements(path))
    apart = [path for path in files if not _holds_statements(path) and path != STDIN]
    sources: dict[str, Path] = {}
    with SideBySide(partial(read_policy, parse=parse), apart, jobs) as read:
        for number, path in enumerate(files, 1):
            if tell:
                tell(path.name, number, len(files))
            try:
                for policy in _policies_in(path, texts, read, sources, problems):
                    other = sources.setdefault(policy.slug, path)
                    if other is path:
                        yield policy, path
                    else:
                        problems.append(_twice(policy.slug, path, other))
            except PolicytrailError as problem:
                problems.append(problem)


def _policies_in(
    path: Path,
    texts: Path | None,
    read: Callable[[Path], Policy],
    sources: dict[str, Path],
    problems: list[PolicytrailError],
) -> Iterator[Policy]:
    if _holds_statements(path):
        yield from _with_statements(path, texts, problems)
        return
    slug = _slug(path)
    other = sources.get(slug)
    if other is None:
        yield read(path)
    elif not _holds_statements(other):
        raise _twice(slug, path, other)


def _slug(path: Path) -> str:
    return "stdin" if path == STDIN else policy_slug(path)


def _twice(slug: str, path: Path, other: Path) -> InputError:
    return InputError(
        f"{slug} was read from {other} already", where=str(path), mend="rename one of the files"
    )


def _with_statements(path: Path, texts: Path | None, problems: list[PolicytrailError]) -> Iterator[Policy]:
    """The policies of a statement file, their statements anchored in their texts."""
    found = texts_in(texts or path.parent)
    documents = {slug: read_document(found[slug]) for slug in _slugs(path) if slug in found}
    statements, unread = read_statements(path, {slug: document.text for slug, document in documents.items()})
    problems.extend(unread)
    if not statements and not unread:
        raise InputError("no statements in this file", where=str(path))
    for slug in dict.fromkeys(statement.policy for statement in statements):
        document = documents[slug]
        own = tuple(merged(_with_section(each, document) for each in statements if each.policy == slug))
        metadata = metadata_of(document, slug, found[slug])
        yield Policy(slug, document.text, metadata, own, STATEMENTS_FILE)


def _with_section(statement: Statement, document: Document) -> Statement:
    """The statement with the section that its words stand in, if its file does not say it."""
    blocks = (block for block in document.blocks if block.start <= statement.start < block.end)
    block = None if statement.section else next(blocks, None)
    return replace(statement, section=document.section(block)) if block else statement


def _slugs(path: Path) -> list[str]:
    """The policies that a statement file speaks of; its lines are checked when they are read."""
    slugs: dict[str, None] = {}
    for line in path.read_text("utf-8-sig", errors="replace").split("\n"):
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict) and isinstance(row.get("policy"), str):
            slugs[row["policy"]] = None
    return list(slugs)
