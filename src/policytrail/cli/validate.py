"""`policytrail validate`: is the graph well formed, and can what it says be true together?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytrail.cli.group import FINDINGS, examples
from policytrail.cli.options import store_option
from policytrail.errors import InputError, MissingToolError

if TYPE_CHECKING:
    import rdflib


@click.command(
    epilog=examples(
        "policytrail validate                               # the store",
        "policytrail validate graph.trig --no-reasoner      # an RDF file, shapes only",
    )
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILES]...")
@click.option("--no-reasoner", is_flag=True, help="Check shapes only; HermiT needs Java.")
@store_option
@click.pass_context
def validate(context: click.Context, files: tuple[Path, ...], no_reasoner: bool, store_path: Path) -> None:
    """Check the store, or RDF FILES, against the ontology.

    SHACL shapes find what is missing or out of place, such as a flow without evidence, and beside them
    every quotation is looked up in its text. The HermiT reasoner finds contradictions, such as a data
    category used as a recipient. Exit code 1 if anything is found.
    """
    from policytrail.cli.text import plain
    from policytrail.ontology.reasoner import check_consistency, find_clashes, owl_triples
    from policytrail.ontology.validation import validate as check_shapes

    with nullcontext(_read(files)) if files else _stored(store_path) as graph:
        report = check_shapes(graph)
        for finding in report.findings:
            click.echo(f"SHACL: {plain(str(finding))}")
        if report.conforms:
            click.echo(f"SHACL: conforms ({report.triples} triples).")
        sound = report.conforms
        if not no_reasoner:
            try:
                result = check_consistency(graph)
            except MissingToolError as missing:
                click.echo(f"HermiT was left out: {missing}", err=True)
                clashes = find_clashes(owl_triples(graph))  # it misses little
            else:
                clashes = result.clashes
                sound = sound and result.consistent
                state = "consistent" if result.consistent else "inconsistent"
                click.echo(f"HermiT: {state} ({result.triples} triples).")
            for clash in clashes:
                click.echo(f"OWL: {plain(str(clash))}")
            sound = sound and not clashes
    context.exit(0 if sound else FINDINGS)


@contextmanager
def _stored(folder: Path) -> Iterator[rdflib.Dataset]:
    from policytrail.graph.storage.store import Store

    with Store.open(folder) as store:
        yield store.dataset()


def _read(files: tuple[Path, ...]) -> rdflib.Dataset:
    """The files as one dataset. pyoxigraph reads them: it fetches nothing, whatever they name."""
    import pyoxigraph as ox
    import rdflib
    from oxrdflib import OxigraphStore

    quads = ox.Store()
    for file in files:
        form = ox.RdfFormat.from_extension(file.suffix.lstrip("."))
        if form is None:
            known = "one of .ttl, .trig, .nt, .nq, .jsonld, .rdf"
            raise InputError("no RDF format by its suffix", where=str(file), mend=known)
        try:
            quads.load(path=str(file), format=form)
        except (OSError, SyntaxError) as error:
            raise InputError(f"cannot be read: {error}", where=str(file)) from error
    return rdflib.Dataset(store=OxigraphStore(store=quads), default_union=True)
