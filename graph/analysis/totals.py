"""What hangs below each person of the referral forest, and each generation of a chain in numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from graph.analysis import lineage
from graph.analysis.attribution import Forest
from graph.model.vocab import VOCAB

CONTACTED = VOCAB["referral_status"].order["contacted"]
IDEAL = 2
MEMBER = ["id", "top", "generation", "parent", "contacted", "won", "won_amount", "days"]
UNSAID = ("contacted", "won", "branching", "conversion", "days", "value")


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


def of_each(forest: Forest) -> pd.DataFrame:
    """`facts` in the order of `Forest.lay`, an originator's row saying not contacted, not won, unknown amount."""
    told, row = facts(forest).reset_index(drop=True), forest.lay.row
    whole = told.reindex(row)
    flags = {name: np.append(told[name].to_numpy(bool), False)[row] for name in ("contacted", "won")}
    return whole.assign(**flags).reset_index(drop=True)


def totals(forest: Forest) -> pd.DataFrame:
    """By person of the forest: `reach` people below, `depth` generations below, `won` of them, `won_known` of those
    with a known amount, `value` of all below (NaN when something was won and no amount is known), `direct` people
    referred by themselves, `value_direct` what those bought.
    """
    lay, told = forest.lay, of_each(forest)
    won, bought = told["won"].to_numpy(float), told["won_amount"].fillna(0.0).to_numpy()
    known = told["won_amount"].notna().to_numpy(float)
    counts = {
        "reach": lay.size - 1, "depth": lineage.height(lay.up, lay.depth), "won": lineage.below(lay.up, won),
        "won_known": lineage.below(lay.up, known), "direct": lineage.children(lay.up, np.ones(len(lay.up))),
    }  # fmt: skip
    below = lineage.below(lay.up, bought)
    won_direct, known_direct = lineage.children(lay.up, won), lineage.children(lay.up, known)
    direct = lineage.children(lay.up, bought)
    table = pd.DataFrame({name: number.astype(np.int64) for name, number in counts.items()}, index=lay.ids)
    table["value"] = np.where((counts["won"] == 0) | (counts["won_known"] > 0), below, np.nan)
    table["value_direct"] = np.where((won_direct == 0) | (known_direct > 0), direct, np.nan)
    return table


def members(forest: Forest, tops: list[str]) -> pd.DataFrame:
    """Everybody in the chains of `tops`, chain by chain and nearest first: id, top, generation counted from the top,

    parent (None for the top) and what came of them. A top outside every chain stands there alone.
    """
    lay = forest.lay
    place = np.array([lay.place.get(top, -1) for top in tops], np.int64)
    size, begin, deep = (np.append(one, 0)[place] for one in (lay.size, lay.walk, lay.depth))
    size = np.where(place < 0, 0, size)
    whose = np.repeat(np.arange(len(tops)), size)
    found = lay.walked[begin[whose] + np.arange(size.sum()) - (np.cumsum(size) - size)[whose]]
    down = lay.depth[found] - deep[whose]
    order = np.lexsort((down, whose))
    found, down, whose = found[order], down[order], whose[order]
    named = np.asarray(tops, object)
    table = of_each(forest).iloc[found].reset_index(drop=True)
    table = table.assign(id=lay.ids[found], top=named[whose], generation=down)
    table["parent"] = np.where(down > 0, lay.ids[lay.up[found]], None)
    alone = [{"id": top, "top": top, "generation": 0, "parent": None} for top in named[place < 0].tolist()]
    whole: pd.DataFrame = pd.concat([table, blank(alone)], ignore_index=True) if alone else table
    return whole[MEMBER]


def blank(alone: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows of `members` for people of whom nothing is known but that they are there."""
    return pd.DataFrame(alone).assign(contacted=False, won=False, won_amount=np.nan, days=np.nan)


def generations(members: pd.DataFrame) -> list[dict[str, Any]]:
    """One dict a generation of one chain, from 0 (who stands at its top).

    g, ideal = 2 to the power of g, named people, contacted and won of them, branching = named ÷ named of the
    generation before, conversion = won ÷ contacted (None when nobody was contacted), days = median from asking to
    consent, value bought. For generation 0 only `ideal` and `named` are known.
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
    table = table.reset_index().astype({"days": object, "value": object})
    table = table.assign(**{name: table[name].where(table[name].notna(), None) for name in ("days", "value")})
    found: dict[str, list[dict[str, Any]]] = {}
    names = ("top", "generation", "named", "contacted", "won", "days", "value")
    for top, *row in zip(*(table[name].tolist() for name in names), strict=True):
        chain = found.setdefault(top, [])
        chain.append(_generation(row, chain[-1]["named"] if chain else 0))
    return found


def _generation(row: list[Any], before: int) -> dict[str, Any]:
    g, named, contacted, won, days, value = row
    ideal = IDEAL**g if g < 63 else None
    if not g:
        return {"g": 0, "ideal": 1, "named": named, **dict.fromkeys(UNSAID)}
    return {
        "g": g, "ideal": ideal, "named": named, "contacted": contacted, "won": won, "branching": named / before,
        "conversion": won / contacted if contacted else None, "days": days, "value": value,
    }  # fmt: skip
