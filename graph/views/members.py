"""Who is in a referral chain as it is drawn: the people named, and the promises that still have no name."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from graph.model.vocab import VOCAB
from graph.views.figures import known, records

STEPS = VOCAB["referral_status"].order
NAMELESS = "?"


@dataclass(frozen=True)
class Member:
    """One person of a chain. `amount` is what they bought, NaN where nothing is known to be won.

    `status` is that of the referral that brought them; the originator has "won" when a customer, else "".
    `broken` counts the days since they bought and nobody asked them to refer; None where that is not so.
    """

    id: str
    name: str
    account: str
    status: str
    amount: float = math.nan
    broken: int | None = None

    @property
    def won(self) -> bool:
        """Whether they bought."""
        return self.status == "won"

    @property
    def closed(self) -> bool:
        """Whether their referral ended without a purchase."""
        return self.status not in STEPS and self.status != ""

    @property
    def nameless(self) -> bool:
        """Whether this is a promise without a name yet."""
        return self.id.startswith(NAMELESS)


Family = tuple[dict[str, Member], dict[str, list[str]]]


def family(rows: pd.DataFrame, owed: pd.DataFrame, broken: Sequence[str], customer: bool, today: date) -> Family:
    """Members by id and whom each brought, in order of what came of it, from a chain's rows and its open promises."""
    cut = set(broken)
    members = {row["id"]: _member(row, row["id"] in cut, customer, today) for row in records(rows)}
    children: dict[str, list[str]] = {}
    for row in records(rows):
        if known(row["parent"]):
            children.setdefault(row["parent"], []).append(row["id"])
    for row in records(owed):
        key = NAMELESS + row["id"]
        members[key] = Member(key, "", "", "promised")
        children.setdefault(row["referrer"], []).append(key)
    return members, {
        who: sorted(kids, key=lambda kid: _order(kid, members, children)) for who, kids in children.items()
    }


def _member(row: Mapping[str, Any], cut: bool, customer: bool, today: date) -> Member:
    top = row["generation"] == 0
    status = ("won" if customer else "") if top else str(row["status"])
    since = (today - row["won_on"].date()).days if cut and known(row["won_on"]) else None
    amount = float(row["won_amount"]) if known(row["won_amount"]) else math.nan
    return Member(row["id"], text(row["name"]), text(row["account"]), status, amount, since)


def _order(kid: str, members: Mapping[str, Member], children: Mapping[str, list[str]]) -> tuple[int, int, str]:
    """Branches that go on first, then by how far they came, then by id."""
    return (0 if kid in children else 1, -STEPS.get(members[kid].status, 0), kid)


def text(value: Any) -> str:
    """Text, or nothing where it is unknown."""
    return str(value) if known(value) else ""
