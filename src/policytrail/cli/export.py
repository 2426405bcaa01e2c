"""`policytrail export`: the store as RDF, or the flow network of a category."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytrail.cli.group import examples
from policytrail.cli.options import output_option, store_option, write

if TYPE_CHECKING:
    from policytrail.graph.storage.store import Store

RDF = {
    ".nq": "nquads",
    ".trig": "trig",
    ".nt": "ntriples",
    ".ttl": "turtle",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
}
NETWORK = {
    ".graphml": "graphml",
    ".gexf": "gexf",
    ".json": "json",
    ".csv": "csv",
    ".parquet": "parquet",
    ".mmd": "mermaid",
    ".dot": "dot",
}


@click.command(
    epilog=examples(
        "policytrail export -o graph.trig                   # everything, as RDF",
        "policytrail export --format nquads | gzip > graph.nq.gz",
        "policytrail export --category cdr -o cdr.graphml   # the flow network, for yEd or Gephi",
        "policytrail export --category cdr --format mermaid",
    )
)
@click.option("--category", metavar="CATEGORY", help="Only the network of flows that carry this category.")
@click.option(
    "--format",
    "format_",
    type=click.Choice([*RDF.values(), *NETWORK.values()]),
    help="How to write it.  [default: by the file's suffix, else trig, or graphml for a network]",
)
@output_option()
@store_option
def export(category: str | None, format_: str | None, output: Path | None, store_path: Path) -> None:
    """Write the whole store as RDF, or the flow network of a category.

    RDF is the catalogue, a graph for each policy, and the ontology; Turtle, N-Triples and RDF/XML have no
    graph names: there all graphs are one. The same store gives the same bytes.
    """
    from policytrail.graph.storage.store import Store

    known, default = (RDF, "trig") if category is None else (NETWORK, "graphml")
    chosen = format_ or known.get(output.suffix.lower() if output else "", default)
    if chosen not in known.values():
        what = "RDF: a network needs --category" if category is None else "a network"
        raise click.UsageError(f"{chosen} is no format of {what}")
    with Store.open(store_path) as store:
        write(store.export(chosen) if category is None else _network(store, category, chosen), output)


def _network(store: Store, category: str, form: str) -> bytes:
    from policytrail.graph.exports import export_network
    from policytrail.graph.trails.network import flow_network

    return export_network(flow_network(store, category), form)
