"""`policytrail export`: the whole store in one RDF file."""

from __future__ import annotations

from pathlib import Path

import click

from policytrail.cli.group import examples
from policytrail.cli.options import output_option, store_option, write

SUFFIXES = {
    ".nq": "nquads",
    ".trig": "trig",
    ".nt": "ntriples",
    ".ttl": "turtle",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
}


@click.command(
    epilog=examples(
        "policytrail export -o graph.trig",
        "policytrail export --format nquads | gzip > graph.nq.gz",
    )
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(SUFFIXES.values())),
    help="How to write it.  [default: by the file's suffix, else trig]",
)
@output_option()
@store_option
def export(format_: str | None, output: Path | None, store_path: Path) -> None:
    """Write the whole store: the catalogue, a graph for each policy, the ontology.

    The same store gives the same bytes. Turtle, N-Triples and RDF/XML have no graph names: there all
    graphs are one.
    """
    from policytrail.graph.store import Store

    suffix = output.suffix.lower() if output else ""
    with Store.open(store_path) as store:
        write(store.export(format_ or SUFFIXES.get(suffix, "trig")), output)
