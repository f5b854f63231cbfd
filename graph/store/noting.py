"""Notes and tasks: what somebody wrote down on a person, an account, a deal or one tie."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import uuid4

import pandas as pd

from graph.model.kinds import NODES, STORED_TIES
from graph.model.network import Network
from graph.store.commands import Change, Command


def note(text: str, about: Iterable[str], by: str, on: date, due: date | None = None, tie: str = "") -> Command:
    """A note on these nodes, a task when due on a day; one on a tie is about both its ends. BadValue when blank."""
    facts = {"text": text, "by": by, "written_on": on, "due_on": due, "tie_id": tie or None}
    row = NODES["Note"].row({"id": f"n-{uuid4().hex[:12]}", **facts})
    noted = [STORED_TIES["NOTED_ON"].row({"from_id": row["id"], "to_id": id_}) for id_ in dict.fromkeys(about)]
    ties = tuple(Change("NOTED_ON", one["id"], None, one) for one in noted)
    return Command("add", by, (*ties, Change("Note", row["id"], None, row)), summary=str(row["text"])[:24])


def notes(network: Network, about: str, tie: str = "") -> pd.DataFrame:
    """The notes on that node, or on that tie: rows of Note, open tasks first by day, then the newest."""
    table, noted = network["Note"], network["NOTED_ON"]
    mine = table["tie_id"] == tie if tie else table["id"].isin(noted["from_id"][noted["to_id"] == about])
    found = table[mine]
    waiting = found["due_on"].notna() & found["done_on"].isna()
    due = found["due_on"].where(waiting)
    order = found.assign(rest=~waiting, due=due)
    order = order.sort_values(["rest", "due", "written_on", "id"], ascending=[True, True, False, True])
    return found.loc[order.index].reset_index(drop=True)
