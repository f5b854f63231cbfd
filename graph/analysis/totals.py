"""What hangs below each person of the referral forest, and each generation of a chain in numbers."""

from __future__ import annotations

from typing import Any

import pandas as pd

from graph.analysis.attribution import Forest
from graph.model.vocab import VOCAB

CONTACTED = VOCAB["referral_status"].order["contacted"]


def facts(forest: Forest) -> pd.DataFrame:
    """One row a referred person, by id: contacted, won, won_amount (NaN unknown), days from asking to consent.

    A refusal counts as contacted (somebody spoke to them), an expiry does not.
    """
    tree = forest.tree
    return pd.DataFrame(
        {
            "contacted": (tree["step"] >= CONTACTED) | (tree["status"] == "declined"),
            "won": tree["status"] == "won",
            "won_amount": tree["won_amount"],
            "days": (tree["consented_on"] - tree["asked_on"]).dt.days.astype(float),
        }
    ).set_index(tree["to_id"].astype(object))


def totals(forest: Forest) -> pd.DataFrame:
    """By person of the forest: `reach` people below, `depth` generations below, `won` of them, `won_known` of those
    with a known amount, `value` of all below (NaN when something was won and no amount is known), `direct` people
    referred by themselves, `value_direct` what those bought.
    """
    told = facts(forest)
    below = {who: [0, 0, 0, 0, 0.0, 0, 0, 0, 0.0] for who in forest.generation}
    bought = told["won_amount"].fillna(0.0).to_dict()
    known, won = told["won_amount"].notna().to_dict(), told["won"].to_dict()
    for who in reversed(forest.generation):
        up = forest.parent.get(who)
        if up is not None:
            _add(below[up], below[who], int(won[who]), int(known[who]), float(bought[who]))
    names = ["reach", "depth", "won", "won_known", "value", "direct", "won_direct", "known_direct", "value_direct"]
    table = pd.DataFrame.from_dict(below, orient="index", columns=names)
    table["value"] = table["value"].where((table["won"] == 0) | (table["won_known"] > 0))
    table["value_direct"] = table["value_direct"].where((table["won_direct"] == 0) | (table["known_direct"] > 0))
    return table


def _add(up: list[Any], who: list[Any], won: int, known: int, bought: float) -> None:
    up[0] += who[0] + 1
    up[1] = max(up[1], who[1] + 1)
    up[2] += who[2] + won
    up[3] += who[3] + known
    up[4] += who[4] + bought
    up[5] += 1
    up[6] += won
    up[7] += known
    up[8] += bought


def generations(members: pd.DataFrame) -> list[dict[str, Any]]:
    """One dict a generation of one chain, from 0 (who stands at its top).

    g, named people, contacted and won of them, branching = named ÷ named of the generation before, conversion = won ÷
    contacted (None when nobody was contacted), days = median from asking to consent, value bought. For generation 0
    only `named` is known.
    """
    return grouped(members.assign(top="")).get("", [])


def grouped(members: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """`generations` of many chains in one go, by the id in column `top`."""
    if not len(members):
        return {}
    groups = members.groupby(["top", "generation"], sort=True)
    table = groups.agg(
        named=("id", "size"), contacted=("contacted", "sum"), won=("won", "sum"), days=("days", "median")
    )
    bought = groups["won_amount"].sum(min_count=1)
    table["value"] = bought.where(table["won"] > 0, 0.0)
    table = table.reset_index()
    found: dict[str, list[dict[str, Any]]] = {}
    for row in table.to_dict("records"):
        chain = found.setdefault(row["top"], [])
        chain.append(_generation(row, chain[-1]["named"] if chain else None))
    return found


def _generation(row: dict[Any, Any], before: int | None) -> dict[str, Any]:
    if before is None:
        rest: dict[str, Any] = dict.fromkeys(("contacted", "won", "branching", "conversion", "days", "value"))
        return {"g": 0, "named": int(row["named"]), **rest}
    contacted, won = int(row["contacted"]), int(row["won"])
    return {
        "g": int(row["generation"]), "named": int(row["named"]), "contacted": contacted, "won": won,
        "branching": row["named"] / before, "conversion": won / contacted if contacted else None,
        "days": None if row["days"] != row["days"] else float(row["days"]),
        "value": None if row["value"] != row["value"] else float(row["value"]),
    }  # fmt: skip
