"""A network as the tables of its sheets: every fact stands in exactly one place, so that reading them back is exact.

A person's sheet holds one job and one department; further ones, and ties that know more than the sheet can say, stand
in the sheets of their own kind.
"""

from __future__ import annotations

import pandas as pd

from graph.model import columns
from graph.model.kinds import KINDS, TIES, Tie
from graph.model.network import Network
from ingest.layout import LAYOUTS, Column, Layout, Side, is_node


def cells(network: Network, layout: Layout) -> pd.DataFrame:
    """The rows of that sheet, in order of id; a column beyond the template is left out where nothing fills it."""
    if layout.sorter is not None:
        table = _gathered(network, layout, layout.sorter)
    elif is_node(layout):
        table = _node(network, layout)
    else:
        tie = KINDS[layout.kind]
        assert isinstance(tie, Tie)
        start, end = (column.name for column in layout.columns if column.refers)
        table = _left(network, layout).rename(columns={"from_id": start, "to_id": end})
    kept = [
        c.name for c in layout.columns if c.name in table and (c in layout.template or _told(layout, c.name, table))
    ]
    return table[kept]


def _gathered(network: Network, layout: Layout, by: Column) -> pd.DataFrame:
    """The ties of all the kinds that the sheet stands for, each with the word for its kind."""
    start, end = (column.name for column in layout.columns if column.refers)
    kinds = [kind for kind in (by.of.allowed if by.of else ()) if kind in LAYOUTS]
    tables = [network[LAYOUTS[kind].kind].assign(**{by.name: kind}) for kind in kinds]
    return pd.concat(tables, ignore_index=True).rename(columns={"from_id": start, "to_id": end})


def _told(layout: Layout, name: str, table: pd.DataFrame) -> bool:
    column = layout.column[name]
    cells = table[name]
    if column.of is None:
        return bool(cells.notna().any())
    if column.of.type == "choices":
        return bool(cells.map(lambda cell: isinstance(cell, tuple) and bool(cell)).any())
    return bool((cells.notna() & (cells.astype(object) != "unknown")).any())


def _node(network: Network, layout: Layout) -> pd.DataFrame:
    table = network[layout.kind]
    for side in layout.sides:
        ties = carried(network, side)
        if side.column == "account" or not len(ties):
            continue
        own, other = ("from_id", "to_id") if side.outward else ("to_id", "from_id")
        told = {c.field: c.name for c in layout.columns if c.kind == side.tie and c.of is not None}
        ties = ties[[own, other, *told]].rename(columns={own: "id", other: side.column, **told})
        table = table.merge(ties, on="id", how="left")
    if "account_id" in table and "account" in layout.column:
        names = network["Account"].set_index("id")["name"]
        table = table.assign(account=table["account_id"].map(names))
    return table


def carried(network: Network, side: Side) -> pd.DataFrame:
    """The ties that a node's sheet can hold whole: one a node, nothing known that has no column there."""
    table = network[side.tie]
    layout = next(one for one in LAYOUTS.values() if side in one.sides)
    told = {c.field for c in layout.columns if c.kind == side.tie}
    tie = TIES[side.tie]
    beyond = pd.Series(False, index=table.index)
    for name in tie.field:
        if name not in told:
            beyond |= columns.known(tie, name, table[name])
    whole = table[~beyond]
    own = "from_id" if side.outward else "to_id"
    order = [name for name in ("is_primary", "until") if name in whole]
    if order:
        rank = (whole["is_primary"].astype("str") != "yes").astype(int) if "is_primary" in whole else 0
        ended = whole["until"].notna().astype(int)
        whole = whole.assign(_rank=rank * 2 + ended).sort_values(["_rank", "id"])
    if side.tie == "PART_OF":
        whole = whole[whole["to_id"].isin(network["Account"]["id"]) | whole["to_id"].isin(network["OrgUnit"]["id"])]
    return whole.drop_duplicates(own).sort_values("id").drop(columns="_rank", errors="ignore")


def _left(network: Network, layout: Layout) -> pd.DataFrame:
    """The ties of that kind which no node's sheet holds."""
    table = network[layout.kind]
    for one in LAYOUTS.values():
        for side in one.sides:
            if side.tie == layout.kind:
                return table[~table["id"].isin(carried(network, side)["id"])]
    return table
