"""JSON, GraphML and GEXF as we export them → the sheets they were made of, so that an import of them changes nothing.

A graph that is not ours becomes two sheets, `nodes` and `edges`, whose columns are recognised like those of any table.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import ParseError

import numpy as np
import pandas as pd

from graph.model.errors import BadFile
from graph.model.kinds import KINDS, SHOWN, Tie
from ingest import clean
from ingest.layout import LAYOUTS, Layout
from ingest.rows import Sheet

Rows = Mapping[str, list[dict[str, Any]]]
ENDINGS = (".graphml", ".gexf")
SORT = "sort"  # what a thing's own field `kind` is called in a graph, where `kind` says Person, Account …


def is_own(whole: Any) -> bool:
    """Whether JSON holds lists of our kinds and nothing else."""
    return isinstance(whole, dict) and bool(whole) and whole.keys() <= set(SHOWN)


def of_rows(file: str, rows: Rows) -> list[Sheet]:
    """A sheet for each kind that has rows, under the headings of its template; what no column tells is put aside."""
    return [_sheet(file, _layout(kind), kind, _whole(rows, kind)) for kind in SHOWN if rows.get(kind)]


def _layout(kind: str) -> Layout:
    return next(one for one in LAYOUTS.values() if one.kind == kind and one.sorter is None)


def _whole(rows: Rows, kind: str) -> list[dict[str, Any]]:
    """The rows of a kind; the other end of a tie without facts of its own (who referred) stands there too."""
    layout, out = _layout(kind), rows[kind]
    for side in layout.sides:
        if not KINDS[side.tie].field and rows.get(side.tie):
            own, other = ("from_id", "to_id") if side.outward else ("to_id", "from_id")
            ends = {tie.get(own): tie.get(other) for tie in reversed(rows[side.tie])}
            out = [{**row, side.column: ends.get(row.get("id"))} for row in out]
    return out


def _sheet(file: str, layout: Layout, kind: str, rows: list[dict[str, Any]]) -> Sheet:
    """Text is written as a spreadsheet would hold it, so that an apostrophe of somebody's own stays."""
    headings = {one.column: one.column for one in layout.sides}
    headings |= {column.field: column.name for column in layout.columns if column.kind == kind}
    names = list(dict.fromkeys(name for row in rows for name in row))
    cells = {
        headings.get(name, f"({name})"): np.array([spelled(row.get(name)) for row in rows], dtype=object)
        for name in names
    }
    return Sheet(file, layout.name, pd.DataFrame(cells, index=np.arange(1, len(rows) + 1)))


def spelled(value: Any) -> str:
    """A value as a cell of text.

    >>> spelled(None), spelled(["a", "b"]), spelled(3.0), spelled("=1+1")
    ('', 'a;b', '3', "'=1+1")
    """
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ";".join(map(str, value))
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else repr(value)
    return clean.guarded(value) if isinstance(value, str) else str(value)


def of_graph(file: str, raw: bytes, ending: str) -> list[Sheet]:
    """The sheets of a GraphML or GEXF file; BadFile where it is none, or declares entities."""
    if b"<!ENTITY" in raw or b"<!DOCTYPE" in raw:
        raise BadFile("error.bad_file.graph", file=file)
    import networkx as nx

    text = io.BytesIO(raw)
    try:
        graph = nx.read_gexf(text) if ending == ".gexf" else nx.read_graphml(text, force_multigraph=True)
    except (nx.NetworkXException, ParseError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise BadFile("error.bad_file.graph", file=file) from problem
    nodes = [*graph.nodes(data=True)]
    edges = [(start, end, facts) for start, end, facts in graph.edges(data=True)]
    rows = _by_kind(nodes, edges)
    return of_rows(file, rows) if rows else _foreign(file, nodes, edges, directed=graph.is_directed())


def _by_kind(nodes: Iterable[Any], edges: Iterable[Any]) -> dict[str, list[dict[str, Any]]]:
    """Nodes and ties of our kinds as rows; what else there is was derived, and is left out."""
    out: dict[str, list[dict[str, Any]]] = {}
    ids = {name: facts.get("id", name) for name, facts in nodes}
    for name, facts in nodes:
        kind = str(facts.get("kind"))
        if kind in SHOWN and not isinstance(KINDS[kind], Tie):
            out.setdefault(kind, []).append({"id": ids[name], **_facts(kind, facts)})
    for start, end, facts in edges:
        kind = next((str(facts[one]) for one in ("type", "kind") if facts.get(one) in SHOWN), "")
        if kind and isinstance(KINDS[kind], Tie):
            told = {"id": facts.get("id"), "from_id": ids[start], "to_id": ids[end]}
            out.setdefault(kind, []).append(told | _facts(kind, facts))
    return out


def _facts(kind: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of that kind, its own `kind` under its own name again, and further facts."""
    own = {name: value for name, value in facts.items() if name not in ("id", "kind", "type", "label", "symmetric")}
    if "kind" in KINDS[kind].field and SORT in own:
        own["kind"] = own.pop(SORT)
    return own


def _foreign(file: str, nodes: list[Any], edges: list[Any], *, directed: bool) -> list[Sheet]:
    """Somebody else's graph; lines without a direction say who knows whom, those with one may say several things."""
    told = {
        "nodes": [{"id": name, **facts} for name, facts in nodes],
        "edges" if directed else "knows": [{"source": a, "target": b, **facts} for a, b, facts in edges],
    }
    sheets = []
    for sheet, rows in told.items():
        names = list(dict.fromkeys(str(name) for row in rows for name in row))
        cells = {name: np.array([spelled(row.get(name)) for row in rows], dtype=object) for name in names}
        sheets.append(Sheet(file, sheet, pd.DataFrame(cells, index=np.arange(1, len(rows) + 1))))
    return sheets
