"""A network → files that other programs read and that an import reads back without changing anything.

`.xlsx` has a sheet for each template with rows, a folder one `.csv` each, `.graphml` and `.gexf` all nodes and ties
for networkx, Gephi or yEd, `.json` all rows, `.html` the map as a page that needs no server, to look at only. Text in a
table never becomes a formula: what would start one gets an apostrophe, which an import takes off.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from graph.model import columns
from graph.model.errors import BadFile, BadValue, Unsupported
from graph.model.kinds import KINDS, SHOWN, Tie
from graph.model.network import Network
from graph.text import Words
from ingest import clean
from ingest.layout import LAYOUTS, TEMPLATES, Layout, is_node, sorted_in
from ingest.proposal import heading
from ingest.sheets import cells

LONGEST = 32_767 - 1  # what an Excel cell holds, and room for an apostrophe
WHAT: dict[str, tuple[str, ...]] = {
    "all": tuple(name for name in LAYOUTS if name not in sorted_in()),
    "nodes": tuple(name for name, layout in LAYOUTS.items() if is_node(layout)),
    "ties": tuple(name for name, layout in LAYOUTS.items() if not is_node(layout) and name not in sorted_in()),
    **{name: (name,) for name in LAYOUTS},
}


def export(network: Network, path: str | Path, *, what: str = "all", words: Words | None = None) -> list[Path]:
    """Write the network, or the part of it that `what` names; gives the files written.

    With `words`, headers and choices are in that language; without, they are the stored ones. An import reads both.
    """
    path = Path(path)
    if what not in WHAT:
        raise BadValue("error.bad_value.choice", field="what", value=what, allowed=list(WHAT))
    write = WRITERS.get(path.suffix.lower())
    if write is None:
        allowed = [*filter(None, WRITERS), "folder/"]
        raise Unsupported("error.unsupported.ending", file=str(path), allowed=allowed)
    try:
        return write(network, path, what, words)
    except OSError as problem:
        raise BadFile("error.bad_file.write", file=str(path), why=problem.strerror or str(problem)) from problem


def _tables(network: Network, what: str) -> Iterator[tuple[Layout, pd.DataFrame]]:
    for name in WHAT[what]:
        yield LAYOUTS[name], cells(network, LAYOUTS[name])


def spelled(layout: Layout, column: str, value: Any, words: Words | None) -> Any:
    """A value as a cell: unknown is blank, a day ISO, a list joined by `;`, text guarded, choices by their label."""
    value = columns.plain(value) if not isinstance(value, tuple) else value
    if column not in layout.column:
        return clean.guarded(clean.text(value)) if isinstance(value, str) else ""
    if value is None or value in ("unknown", ()):
        return ""
    of = layout.column[column].of
    if of is not None and of.vocab and words is not None:
        labels = [words.choice(of.vocab, one) for one in (value if isinstance(value, tuple) else (value,))]
        return ";".join(labels)
    if isinstance(value, tuple):
        return ";".join(value)
    return clean.guarded(clean.text(value)) if isinstance(value, str) else value


def _header(layout: Layout, names: list[str], words: Words | None) -> list[str]:
    return [heading(layout, name, words) if words and name in layout.column else name for name in names]


def _rows(layout: Layout, table: pd.DataFrame, words: Words | None) -> Iterator[list[Any]]:
    names = list(table.columns)
    for row in table.itertuples(index=False):
        yield [spelled(layout, name, value, words) for name, value in zip(names, row, strict=True)]


def _folder(network: Network, path: Path, what: str, words: Words | None) -> list[Path]:
    path.mkdir(parents=True, exist_ok=True)
    written = []
    for layout, table in _tables(network, what):
        file = path / f"{layout.name}.csv"
        if not (len(table) or layout.name in TEMPLATES or file.exists()):
            continue
        fresh = file.with_suffix(".csv.new")
        with fresh.open("w", encoding="utf-8-sig", newline="") as out:
            lines = csv.writer(out)
            lines.writerow(_header(layout, list(table.columns), words))
            lines.writerows([_printed(cell) for cell in row] for row in _rows(layout, table, words))
        written.append(fresh.replace(file))
    return written


def _printed(cell: Any) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    return f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15 else str(cell)


def _workbook(network: Network, path: Path, what: str, words: Words | None) -> list[Path]:
    from openpyxl import Workbook

    full = [(layout, table) for layout, table in _tables(network, what) if len(table)]
    for _, table in full:
        texts: pd.DataFrame = table.select_dtypes("str")
        if len(texts.columns) and texts.map(len, na_action="ignore").max().max() > LONGEST:
            raise Unsupported("error.unsupported.long_text", file=str(path), most=LONGEST)
    book = Workbook(write_only=True)
    for layout, table in full or [next(_tables(network, what))]:
        sheet = book.create_sheet(words(f"ingest.sheet.{layout.name}") if words else layout.name)
        sheet.freeze_panes = "A2"
        table = _readable(network, layout, table, words) if words else table
        sheet.append(_header(layout, list(table.columns), words))
        for row in _rows(layout, table, words):
            sheet.append([_boxed(sheet, cell) for cell in row])
    made = io.BytesIO()
    book.save(made)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(made.getvalue())
    return [fresh.replace(path)]


def _readable(network: Network, layout: Layout, table: pd.DataFrame, words: Words) -> pd.DataFrame:
    """A sheet of ties with names beside the ids, in columns that an import passes over by their brackets."""
    if is_node(layout):
        return table
    for column in [c for c in layout.columns if len(c.refers) == 1 and "name" in KINDS[c.refers[0]].field]:
        kind = column.refers[0]
        names = network[kind].set_index("id")["name"]
        place = list(table.columns).index(column.name) + 1
        header = f"({words.field('name', kind)})"
        table = table.copy()
        table.insert(place, header, table[column.name].map(names), allow_duplicates=True)
    return table


def _boxed(sheet: Any, cell: Any) -> Any:
    """Text is written as text, whatever it looks like; blank is no cell at all."""
    if not isinstance(cell, str) or not cell:
        return cell if cell != "" else None
    from openpyxl.cell import WriteOnlyCell

    box = WriteOnlyCell(sheet, cell)
    box.data_type = "s"
    return box


def _graphml(network: Network, path: Path, what: str, words: Words | None) -> list[Path]:
    import networkx as nx

    fresh = path.with_name(f".{path.name}.new")
    nx.write_graphml(graph_of(network, what), fresh, encoding="utf-8", named_key_ids=False)
    return [fresh.replace(path)]


def _gexf(network: Network, path: Path, what: str, words: Words | None) -> list[Path]:
    from graph.views.take.graphs import gexf

    return [_put(path, gexf(graph_of(network, what)))]


def _json(network: Network, path: Path, what: str, words: Words | None) -> list[Path]:
    """The kinds asked for with their known facts, a list of rows each."""
    ends = {kind: ("from_id", "to_id") if isinstance(KINDS[kind], Tie) else () for kind in kinds_of(what)}
    kinds = {kind: ("id", *ends[kind], *KINDS[kind].field) for kind in ends}
    rows = {
        kind: [dict(_known({name: row[name] for name in names})) for row in network[kind].to_dict("records")]
        for kind, names in kinds.items()
    }
    return [_put(path, json.dumps(rows, ensure_ascii=False, indent=1).encode())]


def _html(network: Network, path: Path, what: str, words: Words | None) -> list[Path]:
    """The map as a page that needs no server."""
    from graph.views.take.offline import of_network

    return [_put(path, of_network(network, words or Words("zh"), date.today()).encode())]


def _put(path: Path, text: bytes) -> Path:
    """The file, whole or not at all."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(text)
    return fresh.replace(path)


WRITERS = {
    ".xlsx": _workbook, ".graphml": _graphml, ".gexf": _gexf, ".json": _json, ".html": _html, "": _folder,
}  # fmt: skip


def kinds_of(what: str) -> tuple[str, ...]:
    """The kinds that a part of the network is made of, with the ties that a node's sheet carries."""
    told: set[str] = set()
    for layout in (LAYOUTS[name] for name in WHAT[what]):
        sorts = layout.sorter.of.allowed if layout.sorter is not None and layout.sorter.of else ()
        told |= {LAYOUTS[one].kind for one in sorts if one in LAYOUTS}
        told |= {layout.kind, *(side.tie for side in layout.sides)}
    return tuple(kind for kind in SHOWN if kind in told)


def graph_of(network: Network, what: str = "all") -> Any:
    """The kinds asked for as one networkx MultiDiGraph, with the known facts of every node and tie.

    A node says by `kind` what it is, a tie by `type`; a field of that name is called `sort`. A node is called by its
    id, or `Kind:id` where two kinds share it. KNOWS has no direction, and says so by `symmetric`. What the house keeps
    for itself is left out.
    """
    import networkx as nx

    graph: Any = nx.MultiDiGraph()
    called = _called(network)
    for kind, table in ((kind, network[kind]) for kind in kinds_of(what)):
        of, names = KINDS[kind], ["id", *KINDS[kind].field]
        for row in table.to_dict("records"):
            facts = {("sort" if name == "kind" else name): v for name, v in _known({name: row[name] for name in names})}
            facts["type" if isinstance(of, Tie) else "kind"] = kind
            if not isinstance(of, Tie):
                graph.add_node(called[kind, row["id"]], **facts)
                continue
            start = next((called[k, row["from_id"]] for k in of.start if (k, row["from_id"]) in called), row["from_id"])
            end = next((called[k, row["to_id"]] for k in of.end if (k, row["to_id"]) in called), row["to_id"])
            graph.add_edge(start, end, key=row["id"], **facts, **({"symmetric": True} if of.symmetric else {}))
    return graph


def _called(network: Network) -> dict[tuple[str, str], str]:
    nodes = [(kind, id_) for kind, table in network.items() if not isinstance(KINDS[kind], Tie) for id_ in table["id"]]
    shared = pd.Series([id_ for _, id_ in nodes], dtype="str").duplicated(keep=False)
    return {
        (kind, id_): clean.text(f"{kind}:{id_}" if twice else id_)
        for (kind, id_), twice in zip(nodes, shared, strict=True)
    }


def _known(row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, raw in row.items():
        value = raw if isinstance(raw, tuple) else columns.plain(raw)
        if value is None or value in ("unknown", ()):
            continue
        text = ";".join(value) if isinstance(value, tuple) else value.isoformat() if isinstance(value, date) else value
        yield name, clean.text(text) if isinstance(text, str) else text
