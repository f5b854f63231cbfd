"""What becomes of a proposal: confirmed it is a tie with its ground noted; dismissed it is remembered for ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from graph.model.network import Network
from graph.store import commands
from graph.store.commands import Command

Row = Mapping[str, Any]


def confirmed(network: Network, row: Row, by: str, on: date, why: str = "") -> Command:
    """Somebody said that the two know each other: a recorded guess is `reported` now, another becomes such a tie.

    `row` is one of `proposals`; `why` goes into the tie's note behind what is there.
    """
    facts = {"confidence": "reported", "last_verified_on": on}
    if not row["recorded"]:
        return commands.tie(row["kind"], row["from_id"], row["to_id"], {"kind": row["sort"], "note": why, **facts}, by)
    known = network.row(row["kind"], row["id"]) or {}
    noted = "\n".join(dict.fromkeys(part for part in (known.get("note"), why) if part))
    return commands.edit(network, row["kind"], row["id"], {**facts, "note": noted}, by)


def dismissed(network: Network, row: Row, by: str, on: date, reason: str = "") -> Command:
    """The two do not know each other: never proposed again, and a recorded guess is removed; one change."""
    told = {"reason": reason, "grounds": ",".join(row["grounds"]), "by": by, "on": on}
    remembered = commands.tie("NOT_TIED", row["from_id"], row["to_id"], told, by)
    known = network.row("NOT_TIED", remembered.changes[0].id)
    changes = () if known else remembered.changes
    gone = commands.remove(network, row["kind"], row["id"], by).changes if row["recorded"] else ()
    return replace(remembered, what="dismiss", changes=(*gone, *changes))
