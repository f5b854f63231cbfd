"""People and ties as a networkx graph, and as GraphML or GEXF: the known facts, nothing that XML cannot hold."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from graph.model import columns
from graph.model.network import Network
from graph.views.figures import records
from graph.views.take.svg import printable

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]

LINES = ("KNOWS", "REPORTS_TO", "INFLUENCES")
HIDDEN = ("id", "from_id", "to_id", "rev", "created_at", "updated_at")


def cleaned(row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What is known of a row, as GraphML and GEXF take it: lists joined by `;`, days as ISO, unknown left out."""
    for name, raw in row.items():
        value = raw if isinstance(raw, tuple | list) else columns.plain(raw)
        if value is None or value in ("", "unknown", (), []):
            continue
        if isinstance(value, tuple | list):
            yield name, printable(";".join(map(str, value)))
        else:
            yield (
                name,
                value.isoformat() if isinstance(value, date) else printable(value) if isinstance(value, str) else value,
            )


def graph_of(network: Network, people: Mapping[str, Mapping[str, Any]], ties: pd.DataFrame) -> Graph:
    """These people (their facts by id) and ties (rows of Facts.ties) as a graph; a tie that ends elsewhere is left
    out. A KNOWS has no direction and says so by `symmetric`; a referral is derived, and has its status as `sort`.
    """
    import networkx as nx

    graph: Graph = nx.MultiDiGraph()
    for id_, row in people.items():
        graph.add_node(printable(id_), **dict(cleaned({"kind": "Person", "label": row.get("name"), **row})))
    mine = ties[ties["from_id"].isin(people) & ties["to_id"].isin(people)]
    for kind, rows in mine.groupby("kind", sort=False):
        stored = network[str(kind)] if kind in LINES else rows
        for line in records(stored[stored["id"].isin(rows["id"])]):
            facts = {("sort" if name == "kind" else name): line[name] for name in line if name not in HIDDEN}
            if kind not in LINES:
                facts["sort"] = line["sort"]
            told = dict(cleaned(facts)) | {"type": str(kind)} | ({"symmetric": True} if kind == "KNOWS" else {})
            graph.add_edge(printable(line["from_id"]), printable(line["to_id"]), key=printable(line["id"]), **told)
    return graph


def graphml(graph: Graph) -> bytes:
    """The graph as GraphML."""
    import networkx as nx

    out = io.BytesIO()
    nx.write_graphml(graph, out, encoding="utf-8", named_key_ids=False)
    return out.getvalue()


def gexf(graph: Graph) -> bytes:
    """The graph as GEXF, for Gephi. The kind of a tie is its `kind`: GEXF means something else by `type`."""
    import networkx as nx

    out = io.BytesIO()
    plain: Graph = nx.MultiDiGraph()
    plain.add_nodes_from(graph.nodes(data=True))
    for start, end, key, facts in graph.edges(keys=True, data=True):
        told = {("kind" if name == "type" else name): value for name, value in facts.items()}
        plain.add_edge(start, end, key=key, **(told | {"id": key}))
    nx.write_gexf(plain, out, encoding="utf-8")
    return out.getvalue()
