"""The network of a category, or the hops of a trace, as files for other programs.

GraphML and GEXF carry readable labels (yEd and Gephi), node-link JSON is NetworkX's own, CSV and Parquet
hold one row a flow, Mermaid and DOT are drawings as text.
"""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any, Final

from policytrail.errors import InputError, MissingToolError
from policytrail.graph.rows import csv_text
from policytrail.ontology.taxonomy import taxonomy

if TYPE_CHECKING:
    import networkx

NETWORK_FORMATS: Final = ("graphml", "gexf", "json", "csv", "parquet", "mermaid", "dot")
"""Formats of `export_network`."""

COLUMNS: Final = (
    *("sender", "sender_label", "recipient", "recipient_label", "certainty", "match", "via", "data"),
    *("purposes", "conditions", "policy", "start", "end", "section", "quote", "statement"),
    "confidence",
)
"""Columns of CSV and Parquet; lists are joined by spaces, confidence is empty where it is not known."""

_SHAPES: Final = {"provider": ("[", "]"), "organisation": ("[[", "]]"), "kind": ("(", ")")}
_DOT_SHAPES: Final = {"provider": "box", "organisation": "component", "kind": "ellipse"}


def export_network(graph: networkx.MultiDiGraph[str], fmt: str) -> bytes:
    """A network from `flow_network` or `TraceResult.subgraph` in one of `NETWORK_FORMATS`.

    The same network gives the same bytes.

    Raises:
        InputError: there is no such format.
        MissingToolError: Parquet is asked for and pyarrow is not installed.
    """
    writers = {
        "graphml": _graphml,
        "gexf": _gexf,
        "json": _node_link,
        "csv": _csv,
        "parquet": _parquet,
        "mermaid": _mermaid,
        "dot": _dot,
    }
    if fmt not in writers:
        raise InputError(f"no network format {fmt!r}", mend=f"one of {', '.join(NETWORK_FORMATS)}")
    return writers[fmt](graph)


def rows(graph: networkx.MultiDiGraph[str]) -> list[dict[str, Any]]:
    """One flat row an edge, with the columns of `COLUMNS`, sorted."""
    label = {node: graph.nodes[node]["label"] for node in graph.nodes}
    found = [
        {
            "sender": sender,
            "sender_label": label[sender],
            "recipient": recipient,
            "recipient_label": label[recipient],
            "statement": statement,
        }
        | {name: " ".join(value) if isinstance(value, list) else value for name, value in about.items()}
        for sender, recipient, statement, about in graph.edges(keys=True, data=True)
    ]
    found.sort(
        key=lambda row: (row["policy"], row["start"], row["sender"], row["recipient"], row["statement"])
    )
    return [{name: row.get(name) for name in COLUMNS} for row in found]


def _flat(graph: networkx.MultiDiGraph[str]) -> networkx.MultiDiGraph[str]:
    """A copy with plain attributes and a `label` on every edge, as Gephi and yEd want them."""
    import networkx

    flat: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in sorted(graph.nodes):
        flat.add_node(node, **graph.nodes[node])
    for row in rows(graph):
        about = {name: row[name] for name in COLUMNS[4:] if row[name] is not None}
        flat.add_edge(row["sender"], row["recipient"], key=row["statement"], label=_edge_label(row), **about)
    return flat


def _edge_label(row: dict[str, Any]) -> str:
    if row["certainty"] == "possible":
        return "possible"
    conditions = [taxonomy().label(each) for each in row["conditions"].split()]
    return ", ".join([taxonomy().label(row["via"]), *conditions])


def _graphml(graph: networkx.MultiDiGraph[str]) -> bytes:
    import networkx

    return "\n".join([*networkx.generate_graphml(_printable(_flat(graph))), ""]).encode()


def _gexf(graph: networkx.MultiDiGraph[str]) -> bytes:
    import networkx

    text = "\n".join([*networkx.generate_gexf(_printable(_flat(graph))), ""])
    # NetworkX writes the day of writing: the same network should give the same bytes.
    return re.sub(r' lastmodifieddate="[^"]*"', "", text).encode()


def _printable(graph: networkx.MultiDiGraph[str]) -> networkx.MultiDiGraph[str]:
    """With spaces for the characters that XML 1.0 cannot hold."""
    for about in (
        *(about for _, about in graph.nodes(data=True)),
        *(about for *_, about in graph.edges(data=True)),
    ):
        for name, value in about.items():
            if isinstance(value, str):
                about[name] = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", " ", value)
    return graph


def _node_link(graph: networkx.MultiDiGraph[str]) -> bytes:
    import networkx

    data = networkx.node_link_data(graph, edges="edges")
    data["nodes"].sort(key=lambda node: node["id"])
    data["edges"].sort(key=lambda edge: (edge["source"], edge["target"], edge["key"]))
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _csv(graph: networkx.MultiDiGraph[str]) -> bytes:
    return csv_text(COLUMNS, rows(graph)).encode()


def _parquet(graph: networkx.MultiDiGraph[str]) -> bytes:
    try:
        import pyarrow  # type: ignore[import-untyped]
        import pyarrow.parquet  # type: ignore[import-untyped]
    except ModuleNotFoundError as error:
        raise MissingToolError("pyarrow is not installed", mend="pip install pyarrow") from error
    types = {"start": pyarrow.int64(), "end": pyarrow.int64(), "confidence": pyarrow.float64()}
    schema = pyarrow.schema([(name, types.get(name, pyarrow.string())) for name in COLUMNS])
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows(graph), schema=schema), out)
    return out.getvalue()


def _mermaid(graph: networkx.MultiDiGraph[str]) -> bytes:
    names = {node: f"n{at}" for at, node in enumerate(sorted(graph.nodes))}
    lines = ["flowchart LR"]
    for node, name in names.items():
        left, right = _SHAPES[graph.nodes[node]["sort"]]
        lines.append(f'  {name}{left}"{_mermaid_text(graph.nodes[node]["label"])}"{right}')
    for (sender, recipient, certainty), found in sorted(_drawn(graph).items()):
        arrow = "-.->" if certainty == "possible" else "-->"
        lines.append(f'  {names[sender]} {arrow}|"{_mermaid_text(", ".join(found))}"| {names[recipient]}')
    return ("\n".join(lines) + "\n").encode()


def _mermaid_text(text: str) -> str:
    """Text in quotation marks: Mermaid reads entity codes there, and nothing else that could do harm."""
    return "".join(c if c.isalnum() or c in " ,.-()/" else f"#{ord(c)};" for c in " ".join(text.split()))


def _dot(graph: networkx.MultiDiGraph[str]) -> bytes:
    lines = ["digraph policytrail {", "  rankdir=LR;"]
    for node in sorted(graph.nodes):
        about = graph.nodes[node]
        shape = _DOT_SHAPES[about["sort"]]
        lines.append(f"  {_dot_text(node)} [label={_dot_text(about['label'])} shape={shape}];")
    for (sender, recipient, certainty), found in sorted(_drawn(graph).items()):
        style = " style=dashed" if certainty == "possible" else ""
        label = _dot_text(", ".join(found))
        lines.append(f"  {_dot_text(sender)} -> {_dot_text(recipient)} [label={label}{style}];")
    return ("\n".join([*lines, "}"]) + "\n").encode()


def _dot_text(text: str) -> str:
    return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _drawn(graph: networkx.MultiDiGraph[str]) -> dict[tuple[str, str, str], list[str]]:
    """Sender, recipient and certainty -> the concepts that flow: one line in a drawing."""
    found: dict[tuple[str, str, str], set[str]] = {}
    for sender, recipient, about in graph.edges(data=True):
        key = (sender, recipient, about["certainty"])
        label = taxonomy().label(about["via"]) if about["via"] else "possible"
        found.setdefault(key, set()).add(label)
    return {key: sorted(labels) for key, labels in found.items()}
